/* SPDX-License-Identifier: MIT */
/* The list as JSON (hito schema list). */
#include "report/list_report.h"
#include "report/prospect_json.h"

void hito_list_json(struct hito_out *out, const struct hito_list *list)
{
	struct hito_json json;

	hito_json_init(&json, out, true);
	hito_json_open_object(&json);
	hito_json_begin(&json, "hito.list/1", list->status);
	hito_json_put_size(&json, "found", list->total);
	hito_json_key(&json, "steps");
	hito_json_open_array(&json);
	for (size_t i = 0; i < list->count; i++) {
		hito_json_open_object(&json);
		hito_json_prospect(&json, list->steps[i], list->status);
		hito_json_close_object(&json);
	}
	hito_json_close_array(&json);
	hito_json_close_object(&json);
	hito_json_end(&json);
}
