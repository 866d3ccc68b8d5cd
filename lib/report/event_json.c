/* SPDX-License-Identifier: MIT */
/* Events and commits as JSON. */
#include "report/event_json.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "hito/finding.h"

void hito_json_day(struct hito_json *json, hito_day day)
{
	char text[HITO_DAY_SIZE];

	if (day == HITO_DAY_NONE)
		hito_json_null(json);
	else
		hito_json_text(json, hito_day_format(day, text));
}

void hito_json_person(struct hito_json *json, const struct hito_person *person,
		      bool with_id)
{
	hito_json_open_object(json);
	hito_json_key(json, "name");
	hito_json_str(json, person->name);
	hito_json_key(json, "email");
	hito_json_str(json, person->email);
	if (with_id) {
		hito_json_key(json, "id");
		hito_json_str_or_null(json, person->id);
	}
	hito_json_close_object(json);
}

void hito_json_path(struct hito_json *json, const char *key,
		    struct hito_str path)
{
	char name[32] = "";

	hito_json_key(json, key);
	hito_json_str_or_null(json, path);
	if (hito_utf8_invalid(path, 0) == SIZE_MAX)
		return;
	snprintf(name, sizeof(name), "%s_bytes", key);
	hito_json_key(json, name);
	hito_json_open_array(json);
	for (size_t i = 0; i < path.len; i++)
		hito_json_int(json, (unsigned char)path.ptr[i]);
	hito_json_close_array(json);
}

/* What is written is kept as far as there is room. */
struct bounded {
	char text[1024];
	size_t len;
};

static bool keep(void *ctx, const char *ptr, size_t len)
{
	struct bounded *bounded = ctx;
	size_t room = sizeof(bounded->text) - bounded->len;

	if (len > room)
		len = room;
	memcpy(bounded->text + bounded->len, ptr, len);
	bounded->len += len;
	return true;
}

void hito_json_template(struct hito_json *json, const char *message,
			const struct hito_str args[HITO_FINDING_ARGS])
{
	struct bounded bounded = {.len = 0};
	struct hito_out out = {.write = keep, .ctx = &bounded};
	struct hito_finding finding = {.message = message};

	for (size_t i = 0; i < HITO_FINDING_ARGS; i++)
		finding.args[i] = args[i];
	if (message)
		hito_finding_write(&out, HITO_LANG_EN, message, &finding);
	hito_json_str(json, (struct hito_str){bounded.text, bounded.len});
}

static void put_time(struct hito_json *json, struct hito_instant time)
{
	char text[HITO_INSTANT_SIZE];

	hito_json_key(json, "time");
	hito_json_text(json, hito_instant_format(time, text));
}

static void put_grade(struct hito_json *json,
		      const struct hito_history *history)
{
	const struct hito_str args[HITO_FINDING_ARGS] = {history->reason_arg};

	hito_json_open_object(json);
	hito_json_key(json, "complete");
	hito_json_bool(json, history->complete);
	hito_json_key(json, "reason");
	if (history->complete)
		hito_json_null(json);
	else
		hito_json_template(json, history->reason, args);
	hito_json_key(json, "remedy");
	hito_json_str_or_null(json, history->remedy);
	hito_json_key(json, "commits");
	hito_json_int(json, (int64_t)history->commit_count);
	hito_json_key(json, "plan_commits");
	hito_json_int(json, (int64_t)history->plan_commits);
	hito_json_close_object(json);
}

void hito_json_head(struct hito_json *json, const struct hito_history *history)
{
	hito_json_key(json, "at");
	if (history) {
		hito_json_open_object(json);
		hito_json_key(json, "commit");
		hito_json_text(json, history->head->id);
		put_time(json, history->head->committed);
		hito_json_close_object(json);
	} else {
		hito_json_null(json);
	}
	hito_json_key(json, "history");
	if (history)
		put_grade(json, history);
	else
		hito_json_null(json);
}

void hito_json_gaps(struct hito_json *json, const struct hito_history *history)
{
	size_t count = history ? history->gap_count : 0;

	hito_json_key(json, "gaps");
	hito_json_open_array(json);
	for (size_t i = 0; i < count; i++) {
		const struct hito_gap *gap = &history->gaps[i];

		hito_json_open_object(json);
		hito_json_key(json, "commit");
		hito_json_text(json, gap->commit->id);
		hito_json_path(json, "path", gap->path);
		hito_json_key(json, "line");
		if (gap->line)
			hito_json_int(json, gap->line);
		else
			hito_json_null(json);
		hito_json_key(json, "message");
		hito_json_template(json, gap->message, gap->args);
		hito_json_close_object(json);
	}
	hito_json_close_array(json);
}

void hito_json_lost(struct hito_json *json, const struct hito_history *history)
{
	size_t count = history ? history->lost_count : 0;

	hito_json_key(json, "unknown_trailers");
	hito_json_open_array(json);
	for (size_t i = 0; i < count; i++) {
		hito_json_open_object(json);
		hito_json_key(json, "commit");
		hito_json_text(json, history->lost[i].commit->id);
		hito_json_key(json, "text");
		hito_json_str(json, history->lost[i].text);
		hito_json_close_object(json);
	}
	hito_json_close_array(json);
}

void hito_json_strangers(struct hito_json *json,
			 const struct hito_history *history)
{
	size_t count = history ? history->stranger_count : 0;

	hito_json_key(json, "strangers");
	hito_json_open_array(json);
	for (size_t i = 0; i < count; i++)
		hito_json_person(json, history->strangers[i], false);
	hito_json_close_array(json);
}

void hito_json_fact(struct hito_json *json, const struct hito_fact *fact)
{
	if (!fact || !fact->readable) {
		hito_json_null(json);
		return;
	}
	if (!fact->list) {
		hito_json_str(json, fact->text);
		return;
	}
	hito_json_open_array(json);
	for (size_t i = 0; i < fact->count; i++)
		hito_json_str(json, fact->items[i]);
	hito_json_close_array(json);
}

static const char *event_name(const struct hito_event *event)
{
	switch (event->what) {
	case HITO_CREATED:
		return "created";
	case HITO_REMOVED:
		return "removed";
	case HITO_MOVED:
		return "moved";
	case HITO_CONFIRMED:
		return "confirmed";
	case HITO_LINKED:
		return "linked";
	case HITO_REVIEWED:
		return "reviewed";
	case HITO_CHANGED:
		break;
	}
	return hito_key_info(event->key)->name;
}

static void put_values(struct hito_json *json, const struct hito_event *event)
{
	hito_json_key(json, "values");
	hito_json_open_object(json);
	for (size_t i = 0; i < event->value_count; i++) {
		const struct hito_fact *fact = &event->values[i];

		hito_json_key(json, hito_key_info(fact->key)->name);
		hito_json_fact(json, fact);
	}
	hito_json_close_object(json);
}

/* Keys that only some events have. */
static void put_special(struct hito_json *json, const struct hito_event *event)
{
	if (event->what == HITO_CONFIRMED) {
		hito_json_key(json, "key");
		hito_json_text(json, hito_key_info(event->key)->name);
	}
	hito_json_key(json, "old");
	hito_json_fact(json, event->old);
	hito_json_key(json, "new");
	hito_json_fact(json, event->new);
	if (event->what == HITO_CREATED)
		put_values(json, event);
	if (event->what != HITO_MOVED)
		return;
	hito_json_path(json, "old_path", event->old_path);
	hito_json_key(json, "old_plan");
	hito_json_str_or_null(json, event->old_plan);
}

static void put_commit(struct hito_json *json, const struct hito_event *event)
{
	hito_json_key(json, "commit");
	hito_json_text(json, event->commit->id);
	hito_json_key(json, "author");
	hito_json_person(json, event->commit->author, false);
	if (event->has_time) {
		put_time(json, event->commit->time);
	} else {
		hito_json_key(json, "time");
		hito_json_null(json);
	}
	hito_json_key(json, "day");
	hito_json_day(json, event->day);
}

void hito_json_event(struct hito_json *json, const struct hito_event *event)
{
	hito_json_open_object(json);
	hito_json_key(json, "kind");
	hito_json_text(json, hito_kind_name(event->kind));
	hito_json_key(json, "plan");
	hito_json_str_or_null(json, event->plan);
	hito_json_key(json, "id");
	hito_json_str_or_null(json, event->id);
	hito_json_key(json, "event");
	hito_json_text(json, event_name(event));
	put_special(json, event);
	put_commit(json, event);
	hito_json_path(json, "path", event->path);
	hito_json_key(json, "source");
	hito_json_text(json, event->trailer ? "trailer" : "file");
	hito_json_key(json, "landed");
	hito_json_bool(json, event->landed);
	hito_json_key(json, "gap");
	hito_json_bool(json, event->gap);
	if (event->inferred) {
		hito_json_key(json, "inferred");
		hito_json_bool(json, true);
	}
	hito_json_close_object(json);
}
