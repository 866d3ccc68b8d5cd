/* SPDX-License-Identifier: MIT */
/* Who set what, as JSON (hito schema blame). */
#include "report/blame_report.h"
#include "report/event_json.h"

static void put_event(struct hito_json *json, const struct hito_event *event)
{
	char time[HITO_INSTANT_SIZE];

	hito_json_key(json, "commit");
	if (!event) {
		hito_json_null(json);
		return;
	}
	hito_json_text(json, event->commit->id);
	hito_json_key(json, "author");
	hito_json_person(json, event->commit->author, true);
	hito_json_key(json, "time");
	if (event->has_time)
		hito_json_text(json,
			       hito_instant_format(event->commit->time, time));
	else
		hito_json_null(json);
	hito_json_key(json, "day");
	hito_json_day(json, event->day);
	hito_json_put_str(json, "subject", event->commit->subject);
}

static void put_value(struct hito_json *json,
		      const struct hito_blame_value *value)
{
	const struct hito_event *event = value->event;

	hito_json_open_object(json);
	hito_json_key(json, "key");
	hito_json_text(json, hito_key_info(value->key)->name);
	hito_json_key(json, "value");
	hito_json_fact(json, value->fact);
	hito_json_put_bool(json, "readable",
			   !value->fact || value->fact->readable);
	hito_json_put_bool(json, "current", value->current);
	hito_json_key(json, "source");
	hito_json_text(json, value->uncommitted        ? "worktree"
			     : event && event->trailer ? "trailer"
						       : "file");
	put_event(json, event);
	hito_json_put_bool(json, "confirmed", value->confirmed);
	hito_json_put_bool(json, "carried", value->carried);
	hito_json_put_bool(json, "gap", event && event->gap);
	hito_json_key(json, "inherited_from");
	if (value->from) {
		hito_json_open_object(json);
		hito_json_key(json, "kind");
		hito_json_text(json, hito_kind_name(value->from->kind));
		hito_json_put_str(json, "id", value->from->id);
		hito_json_close_object(json);
	} else {
		hito_json_null(json);
	}
	hito_json_close_object(json);
}

static void put_thing(struct hito_json *json, const struct hito_blame *blame)
{
	hito_json_key(json, "kind");
	hito_json_text(json, hito_kind_name(blame->kind));
	hito_json_put_str(json, "plan", blame->plan);
	hito_json_put_str(json, "id", blame->id);
	hito_json_put_str(json, "title", blame->title);
	hito_json_path(json, "path", blame->path);
	hito_json_put_bool(json, "committed", blame->story != NULL);
	hito_json_key(json, "removed");
	if (blame->removed) {
		hito_json_open_object(json);
		put_event(json, blame->removed);
		hito_json_close_object(json);
	} else {
		hito_json_null(json);
	}
	hito_json_put_bool(json, "removed_in_worktree",
			   blame->removed_uncommitted);
}

void hito_blame_json(struct hito_out *out,
		     const struct hito_blame_report *report)
{
	const struct hito_blame *blame = report->blame;
	struct hito_json json;

	hito_json_init(&json, out, true);
	hito_json_open_object(&json);
	hito_json_key(&json, "schema");
	hito_json_text(&json, "hito.blame/1");
	hito_json_head(&json, report->history);
	put_thing(&json, blame);
	hito_json_key(&json, "values");
	hito_json_open_array(&json);
	for (size_t i = 0; i < blame->count && !out->failed; i++)
		if (hito_blame_has(report, &blame->values[i]))
			put_value(&json, &blame->values[i]);
	hito_json_close_array(&json);
	hito_json_close_object(&json);
	hito_json_end(&json);
}
