/* SPDX-License-Identifier: MIT */
/* Steps that were to move a KPI, counted where it has not moved. */
#include "status/doubt.h"

#include "plan/identity.h"

/* Where doubt begins. All of it is decided here, and told in the manual. */
static const struct {
	double time_gone;  /* before this share of the time it is too early */
	double attainment; /* a KPI rests below this share of the time gone */
	double kept;       /* steps were done on time from this share on */
} thresholds = {.time_gone = 0.25, .attainment = 0.25, .kept = 0.8};

static bool rests(const struct hito_kpi_status *kpi)
{
	return kpi->has_attainment && kpi->has_time_gone &&
	       kpi->time_gone >= thresholds.time_gone &&
	       kpi->attainment < thresholds.attainment * kpi->time_gone;
}

struct asking {
	const struct hito_join *join;
	const struct hito_plan_status *plan;
	struct hito_map resting; /* of struct hito_kpi_status, by item */
};

static struct hito_str address_of(const struct hito_item *const *item)
{
	return (struct hito_str){(const char *)item, sizeof(*item)};
}

static void count_for(struct asking *asking,
		      const struct hito_step_status *step, struct hito_str id)
{
	const struct hito_item *kpi = hito_model_kpi(
		asking->join->input->workspace->model, asking->plan->plan, id);
	struct hito_kpi_status *status;

	if (!kpi)
		return;
	status = hito_map_find(&asking->resting, address_of(&kpi));
	if (!status)
		return;
	status->doubt.due++;
	if (step->state != HITO_DONE)
		return;
	if (step->late_days == HITO_UNKNOWN)
		status->doubt.unknown++;
	else if (step->late_days <= 0)
		status->doubt.kept++;
}

/* To be done by today, and no mere mark: what was due, and what is done. */
static bool was_due(const struct hito_step_status *step, hito_day today)
{
	if (!step->leaf || step->state == HITO_DROPPED ||
	    hito_identity_loses(step->step))
		return false;
	if (step->state == HITO_DONE)
		return step->late_days != HITO_UNKNOWN ||
		       (step->due != HITO_DAY_NONE &&
			step->finished == HITO_DAY_NONE);
	return step->due != HITO_DAY_NONE && step->due < today;
}

/* kpi:, its own or inherited; and the one that success: counts. */
static void count_step(struct asking *asking,
		       const struct hito_step_status *step)
{
	const struct hito_value *kpis =
		hito_item_effective(step->step, HITO_KEY_KPI, NULL);
	const struct hito_value *success =
		hito_item_effective(step->step, HITO_KEY_SUCCESS, NULL);
	const struct hito_part *part = NULL;

	for (size_t i = 0; kpis && i < kpis->part_count; i++)
		count_for(asking, step, kpis->parts[i].text);
	if (success && success->mapping)
		part = hito_value_part(success, "kpi");
	for (size_t i = 0; part && kpis && i < kpis->part_count; i++)
		if (hito_str_equal(kpis->parts[i].text, part->text))
			return;
	if (part)
		count_for(asking, step, part->text);
}

/* Whatever the unknown ones were, it has to be so. */
static void judge(struct hito_doubt *doubt)
{
	double least = (double)doubt->kept;
	double most = least + (double)doubt->unknown;
	double enough = thresholds.kept * (double)doubt->due;

	if (!doubt->due)
		doubt->of = HITO_DOUBT_OPEN;
	else if (least >= enough)
		doubt->of = HITO_DOUBT_STRATEGY;
	else if (most < enough)
		doubt->of = HITO_DOUBT_EXECUTION;
	else
		doubt->of = HITO_DOUBT_UNKNOWN;
}

bool hito_doubt_derive(const struct hito_join *join,
		       const struct hito_plan_status *plan,
		       struct hito_kpi_status *const *kpis, size_t count,
		       struct hito_arena *scratch)
{
	struct asking asking = {.join = join, .plan = plan};

	hito_map_init(&asking.resting, scratch);
	for (size_t i = 0; i < count; i++)
		if (rests(kpis[i]) &&
		    !hito_map_put(&asking.resting, address_of(&kpis[i]->kpi),
				  kpis[i]))
			return false;
	if (!asking.resting.count)
		return true;
	for (size_t i = 0; i < plan->step_count; i++)
		if (was_due(&plan->steps[i], join->input->today))
			count_step(&asking, &plan->steps[i]);
	for (size_t i = 0; i < count; i++)
		if (rests(kpis[i]))
			judge(&kpis[i]->doubt);
	return true;
}
