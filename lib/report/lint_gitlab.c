/* SPDX-License-Identifier: MIT */
/*
 * A code quality report of GitLab: a list of issues. Its widget takes issues
 * of one fingerprint for one, and compares them with the target branch.
 */
#include "base/json.h"
#include "report/lint_format.h"

static bool write_row(struct hito_json *json, enum hito_lang lang,
		      const struct hito_lint_row *row,
		      struct hito_arena *scratch)
{
	static const char *const severities[] = {"info", "minor", "major"};
	struct hito_str message = hito_lint_row_text(lang, row, scratch);

	hito_json_open_object(json);
	hito_json_key(json, "description");
	hito_json_str(json, message);
	hito_json_key(json, "check_name");
	hito_json_text(json, row->rule);
	hito_json_key(json, "fingerprint");
	hito_json_text(json, row->fingerprint);
	hito_json_key(json, "severity");
	hito_json_text(json, severities[row->level]);
	hito_json_key(json, "location");
	hito_json_open_object(json);
	hito_json_key(json, "path");
	hito_json_str(json, row->path);
	hito_json_key(json, "lines");
	hito_json_open_object(json);
	hito_json_key(json, "begin");
	hito_json_int(json, row->start.line);
	hito_json_key(json, "end");
	hito_json_int(json, row->end.line);
	hito_json_close_object(json);
	hito_json_close_object(json);
	hito_json_close_object(json);
	return message.ptr != NULL;
}

bool hito_lint_as_gitlab(struct hito_out *out,
			 const struct hito_lint_report *report,
			 struct hito_arena *scratch)
{
	struct hito_json json;
	size_t i;

	hito_json_init(&json, out, true);
	hito_json_open_array(&json);
	for (i = 0; i < report->rows.count; i++) {
		if (!write_row(&json, report->lang, &report->rows.list[i],
			       scratch))
			return false;
	}
	hito_json_close_array(&json);
	hito_json_end(&json);
	return true;
}
