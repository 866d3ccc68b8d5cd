/* SPDX-License-Identifier: MIT */
/* Keys with figures in JSON; what is not known is null. */
#ifndef HITO_REPORT_PUT_JSON_H
#define HITO_REPORT_PUT_JSON_H

#include "base/json.h"
#include "hito/status.h"

void hito_json_put_day(struct hito_json *json, const char *key, hito_day day);
void hito_json_put_int(struct hito_json *json, const char *key, int number);
/* HITO_UNKNOWN is null. */
void hito_json_put_days(struct hito_json *json, const char *key, int days);
/* Four digits behind the point. */
void hito_json_put_share(struct hito_json *json, const char *key, bool known,
			 double share);
/* The number alone. */
void hito_json_put_amount(struct hito_json *json, const char *key,
			  struct hito_amount amount);
/* "unreadable": the places that could not be read, and why. */
void hito_json_put_unreadable(struct hito_json *json,
			      const struct hito_model *model);

#endif
