/* SPDX-License-Identifier: MIT */
/* Each figure in its own file; here they are asked for, one by one. */
#include "status/figures.h"

#include "status/cycle.h"
#include "status/doubt.h"
#include "status/growth.h"
#include "status/kpi_series.h"
#include "status/money.h"
#include "status/rhythm.h"

const char *hito_lack_name(enum hito_lack lack)
{
	static const char *const names[] = {"",
#define LACK_NAME(constant, name, help) name,
					    HITO_LACKS(LACK_NAME)
#undef LACK_NAME
	};

	return lack < HITO_LACK_COUNT ? names[lack] : "";
}

/* A plan's KPIs, each once, and where they are told again. */
struct kpis {
	struct hito_map first; /* of struct hito_kpi_status, by item */
	struct hito_kpi_status **once;
	size_t count;
};

static struct hito_str address_of(const struct hito_item *const *item)
{
	return (struct hito_str){(const char *)item, sizeof(*item)};
}

static bool add_kpis(struct kpis *kpis, const struct hito_kpi_status *list,
		     size_t count)
{
	for (size_t i = 0; i < count; i++) {
		/* The plan's own, not yet handed out. */
		struct hito_kpi_status *kpi =
			(struct hito_kpi_status *)&list[i];

		if (hito_map_find(&kpis->first, address_of(&kpi->kpi)))
			continue;
		if (!hito_map_put(&kpis->first, address_of(&kpi->kpi), kpi))
			return false;
		kpis->once[kpis->count++] = kpi;
	}
	return true;
}

/* An objective tells what was found for the plan. */
static void tell_again(const struct kpis *kpis,
		       const struct hito_objective_status *objective)
{
	for (size_t i = 0; i < objective->kpi_count; i++) {
		struct hito_kpi_status *kpi =
			(struct hito_kpi_status *)&objective->kpis[i];
		const struct hito_kpi_status *first =
			hito_map_find(&kpis->first, address_of(&kpi->kpi));

		if (first && first != kpi)
			*kpi = *first;
	}
}

static bool derive_kpis(const struct hito_join *join,
			const struct hito_plan_status *plan,
			struct hito_arena *scratch)
{
	size_t most = plan->kpi_count;
	struct kpis kpis = {.count = 0};

	hito_map_init(&kpis.first, scratch);
	for (size_t i = 0; i < plan->objective_count; i++)
		most += plan->objectives[i].kpi_count;
	kpis.once = hito_new(scratch, struct hito_kpi_status *, most + 1);
	if (!kpis.once || !add_kpis(&kpis, plan->kpis, plan->kpi_count))
		return false;
	for (size_t i = 0; i < plan->objective_count; i++)
		if (!add_kpis(&kpis, plan->objectives[i].kpis,
			      plan->objectives[i].kpi_count))
			return false;
	for (size_t i = 0; i < kpis.count; i++)
		if (!hito_kpi_series_derive(join, kpis.once[i]))
			return false;
	if (!hito_doubt_derive(join, plan, kpis.once, kpis.count, scratch))
		return false;
	for (size_t i = 0; i < plan->objective_count; i++)
		tell_again(&kpis, &plan->objectives[i]);
	return true;
}

/* Without history nothing is known of what was. */
static void lack_history(struct hito_figures *figures)
{
	figures->churn.lack = HITO_LACK_NO_HISTORY;
	figures->planning_lack = HITO_LACK_NO_HISTORY;
	figures->burn_lack = HITO_LACK_NO_HISTORY;
	figures->scope.lack = HITO_LACK_NO_HISTORY;
}

/* Done, but nobody knows when: the history that would say so is missing. */
static void blame_history(const struct hito_plan_status *plan, bool history,
			  struct hito_figures *figures)
{
	enum hito_lack why =
		history ? HITO_LACK_INCOMPLETE : HITO_LACK_NO_HISTORY;
	enum hito_lack *lacks[] = {
		&figures->cycle_lack,      &figures->lead_lack,
		&figures->throughput.lack, &figures->first_lack,
		&figures->last_lack,
	};

	if (!plan->tally.done || (history && !plan->partial))
		return;
	for (size_t i = 0; i < sizeof(lacks) / sizeof(lacks[0]); i++)
		if (*lacks[i] == HITO_LACK_NONE_DONE ||
		    *lacks[i] == HITO_LACK_NO_PROMISE)
			*lacks[i] = why;
}

static void say_lacks(const struct hito_plan_status *plan,
		      struct hito_figures *figures)
{
	const struct hito_tally *tally = &plan->tally;
	enum hito_lack judged =
		tally->done ? HITO_LACK_NO_PROMISE : HITO_LACK_NONE_DONE;

	if (!plan->has_completion)
		figures->completion_lack = HITO_LACK_NO_STEPS;
	if (!plan->has_completion_effort)
		figures->effort_lack = plan->has_completion
					       ? HITO_LACK_NOT_ALL_GIVEN
					       : HITO_LACK_NO_STEPS;
	if (!plan->has_time_gone)
		figures->time_lack = HITO_LACK_NO_DATES;
	if (!plan->has_on_time_first)
		figures->first_lack = judged;
	if (!plan->has_on_time_last)
		figures->last_lack = judged;
}

static bool derive_plan(const struct hito_join *join,
			const struct hito_growth *growth,
			struct hito_arena *scratch)
{
	struct hito_plan_status *plan = growth->plan;
	struct hito_figures *figures = growth->figures;
	hito_day made = growth->made;

	/* It was made before what is known of history. */
	if (growth->made_by && growth->made_by->cut)
		made = HITO_DAY_NONE;
	if (!hito_cycle_derive(join, plan, scratch, figures) ||
	    !hito_rhythm_derive(join, plan, made, &figures->reviews) ||
	    !hito_money_derive(join, plan, scratch, figures) ||
	    !derive_kpis(join, plan, scratch))
		return false;
	hito_confidence_derive(join, plan, figures);
	say_lacks(plan, figures);
	blame_history(plan, join->input->history != NULL, figures);
	if (!join->input->history)
		lack_history(figures);
	return true;
}

static bool derive_all(struct hito_growths *growths, struct hito_arena *scratch)
{
	const struct hito_join *join = growths->join;

	if (join->input->history && !hito_growths_burn(growths))
		return false;
	if (!hito_growths_weeks(growths))
		return false;
	for (size_t i = 0; i < growths->count; i++)
		if (!derive_plan(join, &growths->list[i], scratch))
			return false;
	return true;
}

bool hito_figures_derive(const struct hito_join *join,
			 struct hito_plan_status *plans, size_t count)
{
	struct hito_arena *scratch = hito_arena_sub(join->arena);
	struct hito_growths growths;
	bool done = scratch &&
		    hito_growths_init(&growths, join, plans, count, scratch) &&
		    derive_all(&growths, scratch);

	hito_arena_free(scratch);
	return done;
}
