/* SPDX-License-Identifier: MIT */
/* Plans by the names that history has for them, and when each was made. */
#include "status/growth.h"

struct hito_growth *hito_growth_of(const struct hito_growths *growths,
				   struct hito_str plan)
{
	if (growths->count == 1 &&
	    hito_str_equal(growths->list[0].plan->plan->identity, plan))
		return &growths->list[0];
	return hito_map_find(&growths->by_name, plan);
}

/* Of a plan that stands twice the first grows. */
static bool name(struct hito_growths *growths, struct hito_growth *growth,
		 struct hito_str text)
{
	if (!text.len || hito_map_find(&growths->by_name, text))
		return true;
	return hito_map_put(&growths->by_name, text, growth);
}

static void find_first(struct hito_growth *growth)
{
	const struct hito_story *story = growth->plan->story;

	for (size_t i = 0; story && i < story->event_count; i++) {
		const struct hito_event *event = story->events[i];

		if (event->what != HITO_CREATED)
			continue;
		growth->made = event->day;
		growth->made_by = event->commit;
		if (event->commit->cut)
			growth->cut = event->day;
		return;
	}
}

/* A plan that has no file of its own begins with the first step in it. */
static void find_firsts(struct hito_growths *growths)
{
	const struct hito_history *history = growths->join->input->history;
	size_t missing = 0;

	for (size_t i = 0; i < growths->count; i++) {
		find_first(&growths->list[i]);
		missing += growths->list[i].made == HITO_DAY_NONE;
	}
	for (size_t i = 0; missing && i < history->event_count; i++) {
		const struct hito_event *event = history->events[i];
		struct hito_growth *growth;

		if (event->what != HITO_CREATED || !event->landed)
			continue;
		growth = hito_growth_of(growths, event->plan);
		if (!growth || growth->made != HITO_DAY_NONE)
			continue;
		growth->made = event->day;
		growth->made_by = event->commit;
		if (event->commit->cut)
			growth->cut = event->day;
		missing--;
	}
}

bool hito_growths_init(struct hito_growths *growths,
		       const struct hito_join *join,
		       struct hito_plan_status *plans, size_t count,
		       struct hito_arena *scratch)
{
	struct hito_figures *figures =
		hito_new(join->arena, struct hito_figures, count + 1);

	*growths = (struct hito_growths){
		.join = join,
		.scratch = scratch,
		.list = hito_new(scratch, struct hito_growth, count + 1),
		.count = count,
	};
	hito_map_init(&growths->by_name, scratch);
	if (!figures || !growths->list)
		return false;
	for (size_t i = 0; i < count; i++) {
		struct hito_growth *growth = &growths->list[i];

		*growth = (struct hito_growth){.plan = &plans[i],
					       .figures = &figures[i],
					       .cut = HITO_DAY_NONE,
					       .made = HITO_DAY_NONE};
		plans[i].figures = growth->figures;
		hito_series_init(&growth->days, scratch);
		hito_series_init(&growth->weeks, scratch);
		if (!name(growths, growth, plans[i].plan->identity) ||
		    !name(growths, growth, plans[i].plan->id))
			return false;
	}
	if (join->input->history)
		find_firsts(growths);
	return true;
}
