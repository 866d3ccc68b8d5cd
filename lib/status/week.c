/* SPDX-License-Identifier: MIT */
/*
 * Week by week: what was finished, and how much the plan's text changed, to
 * plan and to follow up.
 */
#include "plan/identity.h"
#include "status/growth.h"

enum column { FINISHED, PLANNING, EXECUTION };

/* What is written while a plan is carried out; the rest is planning. */
static bool is_execution(const struct hito_event *event)
{
	switch (event->key) {
	case HITO_KEY_STATE:
	case HITO_KEY_STARTED:
	case HITO_KEY_FINISHED:
	case HITO_KEY_SPENT:
	case HITO_KEY_RESULT:
	case HITO_KEY_EVIDENCE:
	case HITO_KEY_NOW:
	case HITO_KEY_READINGS:
	case HITO_KEY_REVIEWS:
		return true;
	default:
		return false;
	}
}

/* reason: goes with a change and is none of its own. */
static bool is_change(const struct hito_event *event)
{
	switch (event->what) {
	case HITO_CREATED:
		return !event->commit->cut;
	case HITO_REMOVED:
		return true;
	case HITO_MOVED:
		return event->old_plan.len > 0;
	case HITO_CHANGED:
		return event->key != HITO_KEY_REASON;
	default:
		return false;
	}
}

static bool take_event(struct hito_growth *growth,
		       const struct hito_event *event)
{
	bool execution = event->what == HITO_CHANGED && is_execution(event);

	if (!is_change(event) || event->commit == growth->made_by ||
	    event->day == HITO_DAY_NONE)
		return true;
	if (execution)
		growth->figures->execution++;
	else
		growth->figures->planning++;
	return hito_series_add(&growth->weeks, hito_monday(event->day),
			       execution ? EXECUTION : PLANNING, 1);
}

static bool take_events(struct hito_growths *growths)
{
	const struct hito_history *history = growths->join->input->history;
	struct hito_growth *growth = NULL;
	const char *name = NULL;

	for (size_t i = 0; i < history->event_count; i++) {
		const struct hito_event *event = history->events[i];

		if (!event->landed)
			continue;
		if (event->plan.ptr != name)
			growth = hito_growth_of(growths, event->plan);
		name = event->plan.ptr;
		if (growth && !take_event(growth, event))
			return false;
	}
	return true;
}

static bool is_finished(const struct hito_step_status *step)
{
	return step->leaf && step->state == HITO_DONE &&
	       step->finished != HITO_DAY_NONE &&
	       !hito_identity_loses(step->step);
}

static hito_day earlier(hito_day a, hito_day b)
{
	if (a == HITO_DAY_NONE)
		return b;
	return b == HITO_DAY_NONE || a < b ? a : b;
}

/* Where work began: the plan's start, or the first step if that was sooner. */
static hito_day first_work(const struct hito_plan_status *plan, hito_day today)
{
	hito_day first = HITO_DAY_NONE;

	if (plan->start <= today)
		first = plan->start;
	for (size_t i = 0; i < plan->step_count; i++) {
		const struct hito_step_status *step = &plan->steps[i];

		if (!step->leaf || hito_identity_loses(step->step))
			continue;
		first = earlier(first, step->started);
		if (is_finished(step))
			first = earlier(first, step->finished);
	}
	return first;
}

static bool is_over(const struct hito_tally *tally)
{
	return tally->total > 0 && tally->total == tally->done + tally->dropped;
}

/* A plan younger than a week has lasted one. */
static void divide(struct hito_rate *rate, size_t count)
{
	enum { WEEK = 7 };
	double weeks;

	if (rate->to < rate->from) {
		rate->lack = HITO_LACK_NOT_BEGUN;
		return;
	}
	weeks = ((double)rate->to - (double)rate->from + 1) / WEEK;
	rate->a_week = (double)count / (weeks < 1 ? 1 : weeks);
}

static bool take_finished(struct hito_growth *growth, hito_day today)
{
	const struct hito_plan_status *plan = growth->plan;
	struct hito_rate *rate = &growth->figures->throughput;
	hito_day last = HITO_DAY_NONE;
	size_t known = 0, count = 0;

	rate->from = first_work(plan, today);
	for (size_t i = 0; i < plan->step_count; i++) {
		const struct hito_step_status *step = &plan->steps[i];

		if (!is_finished(step))
			continue;
		if (!hito_series_add(&growth->weeks,
				     hito_monday(step->finished), FINISHED, 1))
			return false;
		known++;
		count += step->finished <= today;
		if (step->finished > last && step->finished <= today)
			last = step->finished;
	}
	rate->to =
		is_over(&plan->tally) && last != HITO_DAY_NONE ? last : today;
	if (!plan->tally.total)
		rate->lack = HITO_LACK_NO_STEPS;
	else if (plan->tally.done && !known)
		rate->lack = HITO_LACK_NONE_DONE;
	else if (rate->from == HITO_DAY_NONE)
		rate->lack = HITO_LACK_NOT_BEGUN;
	else
		divide(rate, count);
	return true;
}

static void take_churn(struct hito_growth *growth, hito_day today)
{
	struct hito_figures *figures = growth->figures;
	struct hito_rate *rate = &figures->churn;
	size_t all = figures->planning + figures->execution;

	rate->from = growth->cut != HITO_DAY_NONE ? growth->cut : growth->made;
	rate->to = today;
	if (is_over(&growth->plan->tally) &&
	    growth->plan->last_change != HITO_DAY_NONE)
		rate->to = growth->plan->last_change;
	if (rate->from == HITO_DAY_NONE)
		rate->lack = HITO_LACK_NOT_COMMITTED;
	else
		divide(rate, figures->planning);
	if (!all)
		figures->planning_lack = HITO_LACK_NO_CHANGES;
	else
		figures->planning_share =
			(double)figures->planning / (double)all;
}

static bool take_weeks(struct hito_growth *growth, struct hito_arena *arena)
{
	const struct hito_series *weeks = &growth->weeks;
	struct hito_week *list =
		hito_new(arena, struct hito_week, weeks->count + 1);

	if (!list)
		return false;
	growth->figures->weeks = list;
	growth->figures->week_count = weeks->count;
	for (size_t i = 0; i < weeks->count; i++)
		list[i] = (struct hito_week){
			weeks->buckets[i].day,
			(unsigned)weeks->buckets[i].counts[FINISHED],
			(unsigned)weeks->buckets[i].counts[PLANNING],
			(unsigned)weeks->buckets[i].counts[EXECUTION],
		};
	return true;
}

bool hito_growths_weeks(struct hito_growths *growths)
{
	hito_day today = growths->join->input->today;
	bool history = growths->join->input->history != NULL;

	if (history && !take_events(growths))
		return false;
	for (size_t i = 0; i < growths->count; i++) {
		struct hito_growth *growth = &growths->list[i];

		if (!take_finished(growth, today))
			return false;
		if (history)
			take_churn(growth, today);
		hito_series_sort(&growth->weeks);
		if (!take_weeks(growth, growths->join->arena))
			return false;
	}
	return true;
}
