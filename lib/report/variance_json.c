/* SPDX-License-Identifier: MIT */
/* What is otherwise, as JSON. */
#include "report/variance_json.h"

#include <stdio.h>

#include "report/diff_words.h"
#include "report/event_json.h"

static const char *const whats[] = {
	[HITO_VARIED_ADDED] = "added",     [HITO_VARIED_REMOVED] = "removed",
	[HITO_VARIED_RENAMED] = "renamed", [HITO_VARIED_MOVED] = "moved",
	[HITO_VARIED_KEY] = "changed",     [HITO_VARIED_CHECKS] = "checks",
	[HITO_VARIED_TEXT] = "text",       [HITO_VARIED_FINISHED] = "finished",
};

static void put_null(struct hito_json *json, const char *key)
{
	hito_json_key(json, key);
	hito_json_null(json);
}

static void put_int(struct hito_json *json, const char *key, int64_t number)
{
	hito_json_key(json, key);
	hito_json_int(json, number);
}

void hito_json_landmark(struct hito_json *json, const char *key,
			const struct hito_landmark *landmark)
{
	char text[HITO_INSTANT_SIZE];

	hito_json_key(json, key);
	if (!landmark) {
		hito_json_null(json);
		return;
	}
	hito_json_open_object(json);
	hito_json_key(json, "commit");
	hito_json_text(json, landmark->id);
	hito_json_key(json, "time");
	hito_json_text(json, hito_instant_format(landmark->committed, text));
	hito_json_key(json, "day");
	hito_json_day(json, landmark->day);
	hito_json_key(json, "subject");
	hito_json_str(json, landmark->subject);
	hito_json_close_object(json);
}

void hito_json_varied_day(struct hito_json *json, const char *key,
			  const struct hito_varied_day *day)
{
	hito_json_key(json, key);
	hito_json_open_object(json);
	hito_json_key(json, "from");
	hito_json_day(json, day->then);
	hito_json_key(json, "to");
	hito_json_day(json, day->now);
	if (day->then == HITO_DAY_NONE || day->now == HITO_DAY_NONE) {
		put_null(json, "days");
		put_null(json, "working_days");
	} else {
		put_int(json, "days", day->days);
		put_int(json, "working_days", day->working_days);
	}
	hito_json_close_object(json);
}

static void put_counts(struct hito_json *json, const char *key,
		       const struct hito_varied_count *count)
{
	hito_json_key(json, key);
	hito_json_open_object(json);
	hito_json_put_size(json, "from", count->then);
	hito_json_put_size(json, "to", count->now);
	hito_json_close_object(json);
}

static void put_effort(struct hito_json *json,
		       const struct hito_varied_effort *effort)
{
	hito_json_key(json, "effort_minutes");
	hito_json_open_object(json);
	if (effort->has_then)
		put_int(json, "from", effort->then);
	else
		put_null(json, "from");
	if (effort->has_now)
		put_int(json, "to", effort->now);
	else
		put_null(json, "to");
	hito_json_close_object(json);
}

static void put_amount(struct hito_json *json, const char *key, bool has,
		       const struct hito_amount *amount)
{
	hito_json_key(json, key);
	if (!has) {
		hito_json_null(json);
		return;
	}
	hito_json_open_object(json);
	hito_json_key(json, "number");
	hito_json_decimal(json,
			  (struct hito_decimal){amount->units, amount->scale});
	hito_json_put_str(json, "unit", amount->unit);
	hito_json_close_object(json);
}

static void put_cost(struct hito_json *json,
		     const struct hito_varied_money *cost)
{
	hito_json_key(json, "cost");
	hito_json_open_object(json);
	put_amount(json, "from", cost->has_then, &cost->then);
	put_amount(json, "to", cost->has_now, &cost->now);
	hito_json_close_object(json);
}

static struct hito_str plan_of(const struct hito_item *item)
{
	return item && item->plan ? item->plan->id : HITO_STR("");
}

static struct hito_str id_of(const struct hito_item *item)
{
	return item && item->kind != HITO_PLAN ? item->id : HITO_STR("");
}

static struct hito_str path_of(const struct hito_item *item)
{
	return item && item->document && item->document->source
		       ? item->document->source->path
		       : HITO_STR("");
}

/* Which thing, where it is and where it was. */
static void put_thing(struct hito_json *json,
		      const struct hito_variance_change *change)
{
	const struct hito_item *item = change->now ? change->now : change->then;

	hito_json_key(json, "kind");
	hito_json_text(json, hito_kind_name(change->kind));
	hito_json_put_str(json, "id", id_of(item));
	hito_json_key(json, "title");
	hito_json_str(json, item ? item->title : HITO_STR(""));
	hito_json_path(json, "path", path_of(item));
	if (change->what == HITO_VARIED_RENAMED)
		hito_json_put_str(json, "old_id",
				  change->kind == HITO_PLAN
					  ? change->then->id
					  : id_of(change->then));
	if (change->what != HITO_VARIED_MOVED)
		return;
	hito_json_path(json, "old_path", path_of(change->then));
	hito_json_put_str(json, "old_plan", plan_of(change->then));
}

static void put_key(struct hito_json *json,
		    const struct hito_variance_change *change)
{
	bool days = change->day.then != HITO_DAY_NONE &&
		    change->day.now != HITO_DAY_NONE;

	hito_json_key(json, "key");
	if (change->key == HITO_KEY_COUNT)
		hito_json_str(json, change->name);
	else
		hito_json_text(json, hito_key_info(change->key)->name);
	hito_json_key(json, "old");
	hito_json_fact(json, change->old_value);
	hito_json_key(json, "new");
	hito_json_fact(json, change->new_value);
	if (days) {
		put_int(json, "days", change->day.days);
		put_int(json, "working_days", change->day.working_days);
	}
	hito_json_put_bool(json, "slip", change->slip);
	if (change->inferred)
		hito_json_put_bool(json, "inferred", true);
}

static void put_change(struct hito_json *json,
		       const struct hito_variance_change *change)
{
	hito_json_open_object(json);
	hito_json_key(json, "change");
	hito_json_text(json, whats[change->what]);
	hito_json_key(json, "group");
	hito_json_text(json, hito_diff_group(change->group, HITO_LANG_EN));
	put_thing(json, change);
	if (change->what == HITO_VARIED_KEY)
		put_key(json, change);
	if (change->what == HITO_VARIED_FINISHED) {
		hito_json_key(json, "due");
		hito_json_day(json, change->day.then);
		hito_json_key(json, "finished");
		hito_json_day(json, change->day.now);
		put_int(json, "days", change->day.days);
		put_int(json, "working_days", change->day.working_days);
	}
	if (change->what == HITO_VARIED_CHECKS) {
		put_counts(json, "done", &change->done);
		put_counts(json, "total", &change->total);
	}
	hito_json_close_object(json);
}

static void put_work(struct hito_json *json,
		     const struct hito_variance_plan *plan)
{
	hito_json_varied_day(json, "work_end", &plan->work);
	hito_json_key(json, "critical_path");
	hito_json_open_array(json);
	for (size_t i = 0; i < plan->path_count; i++)
		hito_json_str(json, plan->path[i]->id);
	hito_json_close_array(json);
}

static void put_plan(struct hito_json *json,
		     const struct hito_variance_plan *plan)
{
	const struct hito_item *item = plan->now ? plan->now : plan->then;

	hito_json_open_object(json);
	hito_json_put_str(json, "plan", item ? item->id : HITO_STR(""));
	hito_json_put_str(json, "title", item ? item->title : HITO_STR(""));
	hito_json_put_bool(json, "added", item && !plan->then);
	hito_json_put_bool(json, "removed", item && !plan->now);
	hito_json_varied_day(json, "start", &plan->start);
	hito_json_varied_day(json, "end", &plan->end);
	put_work(json, plan);
	put_counts(json, "steps", &plan->steps);
	put_counts(json, "done", &plan->done);
	put_counts(json, "dropped", &plan->dropped);
	hito_json_put_size(json, "steps_added", plan->added);
	hito_json_put_size(json, "steps_removed", plan->removed);
	hito_json_put_size(json, "slips", plan->slips);
	put_int(json, "slip_working_days", plan->slip_working_days);
	put_effort(json, &plan->effort);
	put_cost(json, &plan->cost);
	hito_json_key(json, "changes");
	hito_json_open_array(json);
	for (size_t i = 0; i < plan->count && !json->out->failed; i++)
		put_change(json, &plan->changes[i]);
	hito_json_close_array(json);
	hito_json_close_object(json);
}

static void put_load_step(struct hito_json *json,
			  const struct hito_variance_work *work)
{
	hito_json_open_object(json);
	hito_json_key(json, "plan");
	hito_json_str(json, work->step->plan->id);
	hito_json_key(json, "step");
	hito_json_str(json, work->step->id);
	put_int(json, "minutes", work->minutes);
	hito_json_close_object(json);
}

static void put_load(struct hito_json *json,
		     const struct hito_variance_load *load)
{
	int year, week = hito_day_week(load->monday, &year);
	char text[16];

	snprintf(text, sizeof(text), "%04d-W%02d", year, week);
	hito_json_open_object(json);
	hito_json_key(json, "person");
	hito_json_str(json, load->person);
	hito_json_key(json, "week");
	hito_json_text(json, text);
	hito_json_key(json, "monday");
	hito_json_day(json, load->monday);
	put_int(json, "minutes", load->minutes);
	put_int(json, "capacity", load->capacity);
	put_int(json, "minutes_before", load->minutes_then);
	put_int(json, "step_count", (int64_t)load->step_count);
	hito_json_key(json, "steps");
	hito_json_open_array(json);
	for (size_t i = 0; i < load->step_count && i < HITO_VARIANCE_LOAD_STEPS;
	     i++)
		put_load_step(json, &load->steps[i]);
	hito_json_close_array(json);
	hito_json_close_object(json);
}

void hito_json_variance(struct hito_json *json,
			const struct hito_variance *variance)
{
	hito_json_put_bool(json, "project_changed", variance->project_changed);
	hito_json_key(json, "unreadable");
	hito_json_open_object(json);
	hito_json_put_bool(json, "from", variance->unreadable_then);
	hito_json_put_bool(json, "to", variance->unreadable_now);
	hito_json_close_object(json);
	hito_json_key(json, "loads");
	hito_json_open_array(json);
	for (size_t i = 0; i < variance->load_count; i++)
		put_load(json, &variance->loads[i]);
	hito_json_close_array(json);
	hito_json_key(json, "plans");
	hito_json_open_array(json);
	for (size_t i = 0; i < variance->count && !json->out->failed; i++)
		put_plan(json, &variance->plans[i]);
	hito_json_close_array(json);
}
