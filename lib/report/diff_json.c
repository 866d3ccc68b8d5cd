/* SPDX-License-Identifier: MIT */
/* What changed, as a document (hito schema diff). */
#include "report/diff_report.h"
#include "report/variance_json.h"

void hito_diff_json(struct hito_out *out, const struct hito_diff_report *report)
{
	struct hito_json json;

	hito_json_init(&json, out, true);
	hito_json_open_object(&json);
	hito_json_key(&json, "schema");
	hito_json_text(&json, "hito.diff/1");
	hito_json_landmark(&json, "from", report->then);
	hito_json_landmark(&json, "to", report->now);
	hito_json_variance(&json, report->variance);
	hito_json_close_object(&json);
	hito_json_end(&json);
}
