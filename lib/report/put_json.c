/* SPDX-License-Identifier: MIT */
/* A key and a figure, or null where it is not known. */
#include "report/put_json.h"

#include "report/event_json.h"

enum { DIGITS = 4 };

void hito_json_put_day(struct hito_json *json, const char *key, hito_day day)
{
	hito_json_key(json, key);
	hito_json_day(json, day);
}

void hito_json_put_int(struct hito_json *json, const char *key, int number)
{
	hito_json_key(json, key);
	hito_json_int(json, number);
}

void hito_json_put_days(struct hito_json *json, const char *key, int days)
{
	hito_json_key(json, key);
	if (days == HITO_UNKNOWN)
		hito_json_null(json);
	else
		hito_json_int(json, days);
}

void hito_json_put_share(struct hito_json *json, const char *key, bool known,
			 double share)
{
	hito_json_key(json, key);
	if (known)
		hito_json_number(json, share, DIGITS);
	else
		hito_json_null(json);
}

void hito_json_put_amount(struct hito_json *json, const char *key,
			  struct hito_amount amount)
{
	hito_json_key(json, key);
	if (amount.has_number)
		hito_json_decimal(json, (struct hito_decimal){amount.units,
							      amount.scale});
	else
		hito_json_null(json);
}

void hito_json_put_unreadable(struct hito_json *json,
			      const struct hito_model *model)
{
	hito_json_key(json, "unreadable");
	hito_json_open_array(json);
	for (size_t i = 0; i < model->unreadable_count; i++) {
		const struct hito_unreadable *row = &model->unreadable[i];

		hito_json_open_object(json);
		hito_json_path(json, "path", row->path);
		hito_json_put_days(json, "line",
				   row->line ? (int)row->line : HITO_UNKNOWN);
		hito_json_key(json, "message");
		hito_json_template(json, row->message, row->args);
		hito_json_close_object(json);
	}
	hito_json_close_array(json);
}
