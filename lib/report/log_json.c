/* SPDX-License-Identifier: MIT */
/* Events as JSON (hito schema log). */
#include "report/event_json.h"
#include "report/log_report.h"

static const struct hito_event *event_at(const struct hito_log *log, size_t i)
{
	return log->events[log->oldest_first ? i : log->count - 1 - i];
}

void hito_log_json_lines(struct hito_out *out, const struct hito_log *log)
{
	for (size_t i = 0; i < log->count && !out->failed; i++) {
		struct hito_json json;

		hito_json_init(&json, out, false);
		hito_json_event(&json, event_at(log, i));
		hito_json_end(&json);
	}
}

void hito_log_json(struct hito_out *out, const struct hito_log *log)
{
	struct hito_json json;

	hito_json_init(&json, out, true);
	hito_json_open_object(&json);
	hito_json_key(&json, "schema");
	hito_json_text(&json, "hito.log/1");
	hito_json_head(&json, log->history);
	hito_json_gaps(&json, log->history);
	hito_json_lost(&json, log->history);
	hito_json_strangers(&json, log->history);
	hito_json_key(&json, "events");
	hito_json_open_array(&json);
	for (size_t i = 0; i < log->count && !out->failed; i++)
		hito_json_event(&json, event_at(log, i));
	hito_json_close_array(&json);
	hito_json_close_object(&json);
	hito_json_end(&json);
}
