/* SPDX-License-Identifier: MIT */
/* What several plans come to. */
#include "hito/status.h"
#include "status/cycle.h"
#include "status/money.h"
#include "status/plan_status.h"

static void add_plan(struct hito_totals *totals,
		     const struct hito_plan_status *plan)
{
	const struct hito_figures *figures = plan->figures;

	hito_tally_join(&totals->tally, &plan->tally);
	totals->slip_count += plan->slip_count;
	totals->slip_days += plan->slip_days;
	totals->slip_working_days += plan->slip_working_days;
	if (!figures)
		return;
	totals->reviews_due += figures->reviews.due;
	totals->reviews_held += figures->reviews.held;
	totals->reviews_missed += figures->reviews.missed;
	totals->confidence_count += figures->confidence_count;
	totals->confidence +=
		figures->confidence * (double)figures->confidence_count;
}

static double share(size_t part, size_t whole)
{
	return whole ? (double)part / (double)whole : 0;
}

static void rate(struct hito_totals *totals)
{
	const struct hito_tally *tally = &totals->tally;
	size_t counted = tally->total - tally->dropped;

	totals->has_completion = counted > 0;
	totals->completion = share(tally->done, counted);
	totals->has_on_time_first = tally->judged_first > 0;
	totals->on_time_first =
		share(tally->on_time_first, tally->judged_first);
	totals->has_on_time_last = tally->judged_last > 0;
	totals->on_time_last = share(tally->on_time_last, tally->judged_last);
	if (totals->confidence_count)
		totals->confidence /= (double)totals->confidence_count;
}

bool hito_status_total(struct hito_status *status, struct hito_arena *arena,
		       struct hito_err *err)
{
	struct hito_totals *totals = hito_new(arena, struct hito_totals, 1);
	struct hito_arena *scratch = hito_arena_sub(arena);
	bool done = totals && scratch;

	for (size_t i = 0; done && i < status->plan_count; i++)
		add_plan(totals, &status->plans[i]);
	done = done &&
	       hito_cycle_total(status->plans, status->plan_count, scratch,
				&totals->cycle) &&
	       hito_money_total(status->plans, status->plan_count, arena,
				totals);
	hito_arena_free(scratch);
	if (!done)
		return hito_err_memory(err);
	rate(totals);
	status->totals = totals;
	return true;
}
