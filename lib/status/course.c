/* SPDX-License-Identifier: MIT */
/* When the steps of a plan really began and ended. */
#include "status/course.h"

#define MOST_ROUNDS 100

static hito_day own_day(const struct hito_item *item, enum hito_key key)
{
	const struct hito_value *value = hito_item_value(item, key);

	return value && value->readable ? value->day : HITO_DAY_NONE;
}

/* One end is known and lies beyond the other: the planned length counts. */
static void straighten(struct hito_course_step *step,
		       const struct hito_calendar *calendar, hito_day start,
		       hito_day due)
{
	int length = 0;

	if (step->start == HITO_DAY_NONE || step->end == HITO_DAY_NONE ||
	    step->start <= step->end)
		return;
	if (start != HITO_DAY_NONE && due != HITO_DAY_NONE && start <= due)
		length = hito_calendar_between(calendar, start, due);
	if (step->end_known)
		step->start = hito_calendar_add(calendar, step->end, -length);
	else
		step->end = hito_calendar_add(calendar, step->start, length);
}

static struct hito_course_step
course_of_step(const struct hito_step_status *status,
	       const struct hito_calendar *calendar)
{
	hito_day start = own_day(status->step, HITO_KEY_START);
	hito_day due = own_day(status->step, HITO_KEY_DUE);
	struct hito_course_step step = {start, due, false, false};

	/* A day is all that a milestone has. */
	if (status->started != HITO_DAY_NONE &&
	    !hito_step_is_milestone(status->step)) {
		step.start = status->started;
		step.start_known = true;
	}
	if (status->state == HITO_DONE && status->finished != HITO_DAY_NONE) {
		step.end = status->finished;
		step.end_known = true;
	}
	straighten(&step, calendar, start, due);
	return step;
}

static void reach(struct hito_course *course, hito_day day)
{
	if (day == HITO_DAY_NONE)
		return;
	if (course->first == HITO_DAY_NONE || day < course->first)
		course->first = day;
	if (course->last == HITO_DAY_NONE || day > course->last)
		course->last = day;
}

/* A step that nobody has begun comes behind those that it needs. */
static bool push(struct hito_course *course, size_t at, hito_day end,
		 const struct hito_calendar *calendar)
{
	struct hito_course_step *step = &course->steps[at];
	int length = 0;

	if (end == HITO_DAY_NONE || step->start == HITO_DAY_NONE ||
	    step->start_known || step->end_known || step->start > end)
		return false;
	if (step->end != HITO_DAY_NONE && step->end > step->start)
		length =
			hito_calendar_between(calendar, step->start, step->end);
	step->start = hito_calendar_add(calendar, end, 1);
	if (step->end != HITO_DAY_NONE)
		step->end = hito_calendar_add(calendar, step->start, length);
	return true;
}

/* Where in the plan a step stands; count: it is of another one. */
static size_t place_of(const struct hito_plan_status *plan,
		       const struct hito_item *step)
{
	size_t first = plan->step_count ? plan->steps[0].step->number : 0;

	if (!step || step->plan != plan->plan || step->number < first ||
	    step->number - first >= plan->step_count ||
	    plan->steps[step->number - first].step != step)
		return plan->step_count;
	return step->number - first;
}

static bool push_step(struct hito_course *course,
		      const struct hito_plan_status *plan,
		      const struct hito_model *model, size_t at,
		      const struct hito_calendar *calendar)
{
	const struct hito_item *step = plan->steps[at].step;
	const struct hito_value *needs = hito_item_value(step, HITO_KEY_NEEDS);
	bool moved = false;

	for (size_t i = 0; needs && i < needs->part_count; i++) {
		struct hito_item *needed = NULL;
		size_t place;

		if (hito_model_step(model, step->plan, needs->parts[i].text,
				    &needed) != HITO_REFERENCE_FOUND)
			continue;
		place = place_of(plan, needed);
		if (place < plan->step_count && place != at)
			moved |= push(course, at, course->steps[place].end,
				      calendar);
	}
	return moved;
}

/* Chains in the order of the file need one round, circles end with the last. */
static void push_all(struct hito_course *course,
		     const struct hito_plan_status *plan,
		     const struct hito_model *model,
		     const struct hito_calendar *calendar)
{
	bool moved = true;

	for (size_t round = 0; moved && round < MOST_ROUNDS; round++) {
		moved = false;
		for (size_t i = 0; i < course->count; i++)
			moved |= push_step(course, plan, model, i, calendar);
	}
}

bool hito_course_of(const struct hito_plan_status *plan,
		    const struct hito_model *model,
		    const struct hito_calendar *calendar,
		    struct hito_arena *arena, struct hito_course *out)
{
	*out = (struct hito_course){
		.first = HITO_DAY_NONE,
		.last = HITO_DAY_NONE,
		.steps = hito_new(arena, struct hito_course_step,
				  plan->step_count + 1),
		.count = plan->step_count,
	};
	if (!out->steps)
		return false;
	for (size_t i = 0; i < plan->step_count; i++) {
		struct hito_course_step *step = &out->steps[i];

		*step = course_of_step(&plan->steps[i], calendar);
		out->known += step->start_known || step->end_known;
	}
	push_all(out, plan, model, calendar);
	reach(out, own_day(plan->plan, HITO_KEY_START));
	reach(out, own_day(plan->plan, HITO_KEY_END));
	for (size_t i = 0; i < plan->step_count; i++) {
		reach(out, out->steps[i].start);
		reach(out, out->steps[i].end);
	}
	return true;
}
