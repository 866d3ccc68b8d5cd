/* SPDX-License-Identifier: MIT */
/* What is true of a plan. */
#include "status/plan_status.h"

#include "plan/identity.h"
#include "status/kpi_status.h"
#include "status/step_status.h"

static void count_state(struct hito_tally *tally, enum hito_word state)
{
	switch (state) {
	case HITO_TODO:
		tally->todo++;
		break;
	case HITO_DOING:
		tally->doing++;
		break;
	case HITO_BLOCKED:
		tally->blocked++;
		break;
	case HITO_DONE:
		tally->done++;
		break;
	case HITO_DROPPED:
		tally->dropped++;
		break;
	default:
		tally->foreign++;
		break;
	}
}

void hito_tally_add(struct hito_tally *tally,
		    const struct hito_step_status *step)
{
	if (!step->leaf || hito_identity_loses(step->step))
		return;
	tally->total++;
	count_state(tally, step->state);
	if (step->is_overdue)
		tally->overdue++;
	if (step->is_stale)
		tally->stale++;
	if (step->state != HITO_DONE)
		return;
	if (step->late_days != HITO_UNKNOWN) {
		tally->judged_last++;
		if (step->late_days <= 0)
			tally->on_time_last++;
		else
			tally->late_done++;
	}
	if (step->late_first_days != HITO_UNKNOWN) {
		tally->judged_first++;
		if (step->late_first_days <= 0)
			tally->on_time_first++;
	}
}

void hito_tally_join(struct hito_tally *all, const struct hito_tally *one)
{
	all->total += one->total;
	all->todo += one->todo;
	all->doing += one->doing;
	all->blocked += one->blocked;
	all->done += one->done;
	all->dropped += one->dropped;
	all->foreign += one->foreign;
	all->overdue += one->overdue;
	all->stale += one->stale;
	all->late_done += one->late_done;
	all->on_time_last += one->on_time_last;
	all->on_time_first += one->on_time_first;
	all->judged_last += one->judged_last;
	all->judged_first += one->judged_first;
}

static double share(size_t part, size_t whole)
{
	return whole ? (double)part / (double)whole : 0;
}

/* By estimate, where every leaf that counts has one; milestones have none. */
static void weigh(struct hito_plan_status *status, const struct hito_join *join)
{
	const struct hito_project *project = join->input->workspace->project;
	unsigned week = hito_project_days_a_week(project);
	int64_t all = 0, done = 0;

	for (size_t i = 0; i < status->step_count; i++) {
		const struct hito_step_status *step = &status->steps[i];
		int64_t minutes;

		if (!step->leaf || step->state == HITO_DROPPED ||
		    hito_identity_loses(step->step) ||
		    hito_step_is_milestone(step->step))
			continue;
		if (step->estimate.hundredths < 0)
			return;
		minutes = hito_duration_minutes(step->estimate,
						project->minutes_a_day, week);
		all += minutes;
		if (step->state == HITO_DONE)
			done += minutes;
	}
	if (all <= 0)
		return;
	status->has_completion_effort = true;
	status->completion_effort = (double)done / (double)all;
}

static void rate(struct hito_plan_status *status, hito_day today)
{
	const struct hito_tally *tally = &status->tally;
	size_t counted = tally->total - tally->dropped;

	status->has_completion = counted > 0;
	status->completion = share(tally->done, counted);
	status->has_on_time_last = tally->judged_last > 0;
	status->on_time_last = share(tally->on_time_last, tally->judged_last);
	status->has_on_time_first = tally->judged_first > 0;
	status->on_time_first =
		share(tally->on_time_first, tally->judged_first);
	if (status->start == HITO_DAY_NONE || status->end == HITO_DAY_NONE ||
	    status->end < status->start)
		return;
	status->has_time_gone = true;
	if (today <= status->start)
		status->time_gone = 0;
	else if (today > status->end)
		status->time_gone = 1;
	else
		status->time_gone = (double)(today - status->start) /
				    (double)(status->end - status->start + 1);
}

static bool derive_steps(const struct hito_join *join,
			 const struct hito_calendar *calendar,
			 struct hito_plan_status *status)
{
	const struct hito_item *plan = status->plan;
	struct hito_step_status *steps = hito_new(
		join->arena, struct hito_step_status, plan->step_count + 1);

	if (!steps)
		return false;
	status->steps = steps;
	status->step_count = plan->step_count;
	for (size_t i = 0; i < plan->step_count; i++) {
		if (!hito_step_status_derive(join, calendar, plan->steps[i],
					     &steps[i]))
			return false;
		hito_tally_add(&status->tally, &steps[i]);
		status->slip_count += steps[i].slip_count;
		status->slip_days += steps[i].slip_days;
		status->slip_working_days += steps[i].slip_working_days;
		status->touched_by_gap = status->touched_by_gap || steps[i].gap;
		status->partial = status->partial || steps[i].partial;
	}
	return true;
}

static bool derive_kpis(const struct hito_join *join,
			struct hito_plan_status *status)
{
	const struct hito_item *plan = status->plan;
	struct hito_kpi_status *kpis = hito_new(
		join->arena, struct hito_kpi_status, plan->kpi_count + 1);

	if (!kpis)
		return false;
	status->kpis = kpis;
	status->kpi_count = plan->kpi_count;
	for (size_t i = 0; i < plan->kpi_count; i++)
		hito_kpi_status_derive(join, plan->kpis[i], status->start,
				       &kpis[i]);
	return true;
}

/* The KPIs that an objective names, the plan's or the project's. */
static bool objective_kpis(const struct hito_join *join,
			   const struct hito_plan_status *plan,
			   struct hito_objective_status *status)
{
	const struct hito_model *model = join->input->workspace->model;
	const struct hito_value *names =
		hito_item_value(status->objective, HITO_KEY_KPI);
	size_t count = names ? names->part_count : 0;
	struct hito_kpi_status *kpis =
		hito_new(join->arena, struct hito_kpi_status, count + 1);

	if (!kpis)
		return false;
	status->kpis = kpis;
	for (size_t i = 0; i < count; i++) {
		const struct hito_item *kpi =
			hito_model_kpi(model, plan->plan, names->parts[i].text);

		if (kpi)
			hito_kpi_status_derive(join, kpi, plan->start,
					       &kpis[status->kpi_count++]);
	}
	return true;
}

/* The objective of a step: a sub-step's is its parent's. */
static const struct hito_item *objective_of(const struct hito_item *step)
{
	enum { DEPTH = 64 };

	for (int i = 0; step && i < DEPTH; i++, step = step->parent)
		if (step->objective)
			return step->objective;
	return NULL;
}

/* The bytes of a pointer as a key. */
static struct hito_str address_of(const struct hito_item *const *item)
{
	return (struct hito_str){(const char *)item, sizeof(*item)};
}

static void count_sketches(struct hito_plan_status *status,
			   const struct hito_item *objective)
{
	const struct hito_block *block = objective->block;

	for (size_t i = 0; block && i < block->sketch_count; i++) {
		status->sketch_count++;
		if (block->sketches[i].done)
			status->sketch_done++;
	}
}

/* Objectives by address: steps point at them. */
static bool tally_objectives(const struct hito_join *join,
			     const struct hito_plan_status *status,
			     struct hito_objective_status *objectives)
{
	struct hito_map places;

	hito_map_init(&places, join->arena);
	for (size_t i = 0; i < status->objective_count; i++)
		if (!hito_map_put(&places, address_of(&objectives[i].objective),
				  &objectives[i]))
			return false;
	for (size_t i = 0; i < status->step_count; i++) {
		const struct hito_item *objective =
			objective_of(status->steps[i].step);
		struct hito_objective_status *place =
			hito_map_find(&places, address_of(&objective));

		if (place)
			hito_tally_add(&place->tally, &status->steps[i]);
	}
	return true;
}

static bool derive_objectives(const struct hito_join *join,
			      struct hito_plan_status *status)
{
	const struct hito_item *plan = status->plan;
	struct hito_objective_status *objectives =
		hito_new(join->arena, struct hito_objective_status,
			 plan->objective_count + 1);

	if (!objectives)
		return false;
	status->objectives = objectives;
	status->objective_count = plan->objective_count;
	for (size_t i = 0; i < plan->objective_count; i++) {
		objectives[i].objective = plan->objectives[i];
		if (!objective_kpis(join, status, &objectives[i]))
			return false;
		count_sketches(status, plan->objectives[i]);
	}
	return tally_objectives(join, status, objectives);
}

/* Held by reviews: in the file or by a trailer Reviewed-plan. */
static hito_day last_review(const struct hito_plan_status *status,
			    hito_day today)
{
	const struct hito_value *reviews =
		hito_item_value(status->plan, HITO_KEY_REVIEWS);
	const struct hito_story *story = status->story;
	hito_day last = HITO_DAY_NONE;

	for (size_t i = 0; reviews && i < reviews->part_count; i++) {
		hito_day day = reviews->parts[i].day;

		if (day != HITO_DAY_NONE && day <= today && day > last)
			last = day;
	}
	for (size_t i = 0; story && i < story->all_count; i++)
		if (story->all[i]->what == HITO_REVIEWED &&
		    story->all[i]->day > last)
			last = story->all[i]->day;
	return last;
}

bool hito_plan_status_derive(const struct hito_join *join,
			     const struct hito_calendar *calendar,
			     const struct hito_item *plan,
			     struct hito_plan_status *out_status)
{
	struct hito_plan_status *status = out_status;

	*status = (struct hito_plan_status){
		.plan = plan,
		.story = hito_join_story(join, plan),
		.start = hito_join_value(join, plan, HITO_KEY_START).day,
		.end = hito_join_value(join, plan, HITO_KEY_END).day,
		.owner = hito_join_value(join, plan, HITO_KEY_OWNER).text,
		.last_change = HITO_DAY_NONE,
	};
	if (!derive_steps(join, calendar, status) ||
	    !derive_kpis(join, status) || !derive_objectives(join, status))
		return false;
	status->touched_by_gap =
		status->touched_by_gap || (status->story && status->story->gap);
	weigh(status, join);
	rate(status, join->input->today);
	status->last_review = last_review(status, join->input->today);
	return true;
}
