/* SPDX-License-Identifier: MIT */
/*
 * Scope and what of it is done, at the end of every day on which a step came,
 * went, was dropped or done. A step whose story runs backwards stands still
 * until its newest day is over.
 */
#include "plan/identity.h"
#include "status/growth.h"
#include "status/step_status.h"

enum column { SCOPE, FINISHED, ENTERED, LEFT };

/* Where a step is at the end of a day. */
struct place {
	struct hito_growth *plan; /* NULL: one that is gone */
	bool in, done;
};

struct walk {
	const struct hito_growths *growths;
	const struct hito_story *story;
	struct hito_growth *plan; /* in which the step is */
	bool present;
	enum hito_word state;
	hito_day day;
	struct place before;
};

/* A step that left a plan is called by its last one throughout. */
static struct hito_growth *plan_from(const struct walk *walk, size_t at)
{
	const struct hito_story *story = walk->story;

	for (; at < story->event_count; at++)
		if (story->events[at]->what == HITO_MOVED &&
		    story->events[at]->old_plan.len)
			return hito_growth_of(walk->growths,
					      story->events[at]->old_plan);
	return hito_growth_of(walk->growths, story->plan);
}

static bool leave(const struct walk *walk, const struct place *place)
{
	struct hito_series *days;

	if (!place->plan || !place->in)
		return true;
	days = &place->plan->days;
	return hito_series_add(days, walk->day, SCOPE, -1) &&
	       hito_series_add(days, walk->day, LEFT, 1) &&
	       (!place->done || hito_series_add(days, walk->day, FINISHED, -1));
}

static bool enter(const struct walk *walk, const struct place *place)
{
	struct hito_series *days;

	if (!place->plan || !place->in)
		return true;
	days = &place->plan->days;
	return hito_series_add(days, walk->day, SCOPE, 1) &&
	       hito_series_add(days, walk->day, ENTERED, 1) &&
	       (!place->done || hito_series_add(days, walk->day, FINISHED, 1));
}

/* The day is over: what is different from the day before? */
static bool end_day(struct walk *walk)
{
	struct place now = {
		.plan = walk->plan,
		.in = walk->present && walk->state != HITO_DROPPED,
	};
	struct place before = walk->before;

	now.done = now.in && walk->state == HITO_DONE;
	walk->before = now;
	if (before.plan == now.plan && before.in && now.in) {
		if (before.done == now.done || !now.plan)
			return true;
		return hito_series_add(&now.plan->days, walk->day, FINISHED,
				       now.done ? 1 : -1);
	}
	return leave(walk, &before) && enter(walk, &now);
}

static void take_state(struct walk *walk, const struct hito_fact *fact)
{
	if (fact && !fact->readable)
		return;
	walk->state = fact && fact->text.len ? hito_state_word(fact->text)
					     : HITO_TODO;
}

static void note_cut(struct walk *walk, const struct hito_event *event)
{
	struct hito_growth *plan = walk->plan;

	if (plan && event->commit->cut && walk->day > plan->cut)
		plan->cut = walk->day;
}

static void take(struct walk *walk, size_t at)
{
	const struct hito_event *event = walk->story->events[at];
	const struct hito_fact *state = NULL;

	switch (event->what) {
	case HITO_CREATED:
		for (size_t i = 0; i < event->value_count; i++)
			if (event->values[i].key == HITO_KEY_STATE)
				state = &event->values[i];
		walk->present = true;
		take_state(walk, state);
		note_cut(walk, event);
		break;
	case HITO_REMOVED:
		walk->present = false;
		break;
	case HITO_MOVED:
		if (event->old_plan.len)
			walk->plan = plan_from(walk, at + 1);
		break;
	case HITO_CHANGED:
		if (event->key == HITO_KEY_STATE)
			take_state(walk, event->new);
		break;
	default:
		break;
	}
}

static bool follow(const struct hito_growths *growths,
		   const struct hito_story *story)
{
	struct walk walk = {
		.growths = growths, .story = story, .day = HITO_DAY_NONE};

	walk.plan = plan_from(&walk, 0);
	for (size_t i = 0; i < story->event_count; i++) {
		hito_day day = story->events[i]->day;

		if (day > walk.day) {
			if (walk.day != HITO_DAY_NONE && !end_day(&walk))
				return false;
			walk.day = day;
		}
		take(&walk, i);
	}
	return walk.day == HITO_DAY_NONE || end_day(&walk);
}

/* "plan/step" of those that others called their parent. */
struct parents {
	struct hito_map map;
	struct hito_arena *arena;
};

static struct hito_str parent_key(struct hito_arena *arena,
				  struct hito_str plan, struct hito_str id)
{
	return hito_arena_printf(arena, "%.*s/%.*s", HITO_STR_ARG(plan),
				 HITO_STR_ARG(id));
}

static bool find_parents(struct parents *parents,
			 const struct hito_history *history)
{
	for (size_t i = 0; i < history->story_count; i++) {
		const struct hito_story *story = &history->stories[i];
		const struct hito_fact *fact;
		struct hito_str key;

		if (story->kind != HITO_STEP)
			continue;
		fact = hito_story_fact(story, HITO_KEY_PARENT);
		if (!fact || !fact->text.len)
			continue;
		key = parent_key(parents->arena, story->plan, fact->text);
		if (!key.ptr || !hito_map_put(&parents->map, key, parents))
			return false;
	}
	return true;
}

/* What is a leaf is what is one today; of what is gone, no one's parent. */
static bool is_counted(struct parents *parents, const struct hito_story *story,
		       bool *out_counted)
{
	struct hito_str key;

	*out_counted = false;
	if (story->kind != HITO_STEP)
		return true;
	if (story->item) {
		*out_counted = hito_step_is_leaf(story->item) &&
			       !hito_identity_loses(story->item);
		return true;
	}
	if (!parents->map.count) {
		*out_counted = true;
		return true;
	}
	key = parent_key(parents->arena, story->plan, story->id);
	if (!key.ptr)
		return false;
	*out_counted = !hito_map_find(&parents->map, key);
	return true;
}

/* Before the end of what is known of history no day is true. */
static bool take_burn(struct hito_growth *growth, struct hito_arena *arena)
{
	const struct hito_series *days = &growth->days;
	struct hito_figures *figures = growth->figures;
	struct hito_burn *burn =
		hito_new(arena, struct hito_burn, days->count + 1);
	int scope = 0, done = 0;

	if (!burn)
		return false;
	figures->burn = burn;
	for (size_t i = 0; i < days->count; i++) {
		const struct hito_bucket *bucket = &days->buckets[i];

		scope += bucket->counts[SCOPE];
		done += bucket->counts[FINISHED];
		if (bucket->day < growth->cut)
			continue;
		if (!bucket->counts[SCOPE] && !bucket->counts[FINISHED] &&
		    bucket->day != growth->cut)
			continue;
		burn[figures->burn_count++] = (struct hito_burn){
			bucket->day, (unsigned)scope, (unsigned)done};
	}
	if (!figures->burn_count)
		figures->burn_lack = HITO_LACK_NO_STEPS;
	return true;
}

/* The later of the day that it was made and its start. */
static hito_day scope_day(const struct hito_growth *growth)
{
	hito_day start = growth->plan->start, made = growth->made;

	if (made == HITO_DAY_NONE || growth->made_by->cut)
		return start;
	return start != HITO_DAY_NONE && start > made ? start : made;
}

static void take_scope(struct hito_growth *growth, hito_day today)
{
	const struct hito_series *days = &growth->days;
	struct hito_scope *scope = &growth->figures->scope;

	scope->since = scope_day(growth);
	if (growth->made == HITO_DAY_NONE)
		scope->lack = HITO_LACK_NOT_COMMITTED;
	else if (growth->cut != HITO_DAY_NONE && scope->since <= growth->cut)
		scope->lack = HITO_LACK_INCOMPLETE;
	else if (scope->since == HITO_DAY_NONE)
		scope->lack = HITO_LACK_INCOMPLETE;
	else if (scope->since > today)
		scope->lack = HITO_LACK_NOT_BEGUN;
	for (size_t i = 0; i < days->count; i++) {
		const int *counts = days->buckets[i].counts;

		scope->now += (size_t)counts[ENTERED] - (size_t)counts[LEFT];
		if (days->buckets[i].day <= scope->since) {
			scope->at_start = scope->now;
			continue;
		}
		scope->added += (size_t)counts[ENTERED];
		scope->removed += (size_t)counts[LEFT];
	}
}

bool hito_growths_burn(struct hito_growths *growths)
{
	const struct hito_status_input *input = growths->join->input;
	const struct hito_history *history = input->history;
	struct parents parents = {.arena = growths->scratch};

	hito_map_init(&parents.map, growths->scratch);
	if (!find_parents(&parents, history))
		return false;
	for (size_t i = 0; i < history->story_count; i++) {
		bool counted;

		if (!is_counted(&parents, &history->stories[i], &counted))
			return false;
		if (counted && !follow(growths, &history->stories[i]))
			return false;
	}
	for (size_t i = 0; i < growths->count; i++) {
		struct hito_growth *growth = &growths->list[i];

		hito_series_sort(&growth->days);
		if (!take_burn(growth, growths->join->arena))
			return false;
		take_scope(growth, input->today);
	}
	return true;
}
