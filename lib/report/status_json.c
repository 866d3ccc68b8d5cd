/* SPDX-License-Identifier: MIT */
/* The status as JSON (hito schema status). */
#include "base/json.h"
#include "report/event_json.h"
#include "report/figures_json.h"
#include "report/prospect_json.h"
#include "report/put_json.h"
#include "report/status_baseline.h"
#include "report/status_report.h"
#include "report/step_json.h"

static void put_promise(struct hito_json *json, const char *key, bool done,
			int late)
{
	hito_json_key(json, key);
	if (!done || late == HITO_UNKNOWN)
		hito_json_null(json);
	else
		hito_json_bool(json, late <= 0);
}

static void put_slips(struct hito_json *json,
		      const struct hito_step_status *step)
{
	hito_json_key(json, "slips");
	hito_json_open_array(json);
	for (size_t i = 0; i < step->slip_count; i++) {
		const struct hito_slip *slip = &step->slips[i];

		hito_json_open_object(json);
		hito_json_put_day(json, "old", slip->old_due);
		hito_json_put_day(json, "new", slip->new_due);
		hito_json_put_int(json, "days", slip->days);
		hito_json_put_int(json, "working_days", slip->working_days);
		hito_json_key(json, "commit");
		hito_json_text(json, slip->event->commit->id);
		hito_json_key(json, "author");
		hito_json_person(json, slip->event->commit->author, true);
		hito_json_put_day(json, "day", slip->event->day);
		hito_json_put_str(json, "reason", slip->reason);
		hito_json_close_object(json);
	}
	hito_json_close_array(json);
}

static struct hito_str id_of(const struct hito_item *item)
{
	return item ? item->id : HITO_STR("");
}

/* Without a history nothing was counted. */
static void put_counted(struct hito_json *json, const char *key, size_t count,
			bool history)
{
	hito_json_put_days(json, key, history ? (int)count : HITO_UNKNOWN);
}

static void put_summed(struct hito_json *json, const char *key, int days,
		       bool history)
{
	hito_json_put_days(json, key, history ? days : HITO_UNKNOWN);
}

static void put_owners(struct hito_json *json,
		       const struct hito_step_status *step, bool history)
{
	hito_json_key(json, "owners");
	hito_json_open_array(json);
	for (size_t i = 0; i < step->owner_count; i++)
		hito_json_str(json, step->owners[i].owner);
	hito_json_close_array(json);
	put_counted(json, "owner_changes", step->owner_changes, history);
}

void hito_json_step_history(struct hito_json *json,
			    const struct hito_step_status *step, bool history)
{
	bool done = step->state == HITO_DONE;

	hito_json_put_day(json, "created", step->created);
	hito_json_put_day(json, "started", step->started);
	hito_json_put_bool(json, "started_declared", step->started_declared);
	hito_json_put_day(json, "finished", step->finished);
	hito_json_put_bool(json, "finished_declared", step->finished_declared);
	hito_json_put_day(json, "commit_started", step->commit_started);
	hito_json_put_day(json, "commit_finished", step->commit_finished);
	put_counted(json, "reopened", step->reopened, history);
	hito_json_put_day(json, "first_due", step->first_due);
	hito_json_put_day(json, "last_due", step->last_due);
	put_slips(json, step);
	put_summed(json, "slip_days", step->slip_days, history);
	put_summed(json, "slip_working_days", step->slip_working_days, history);
	hito_json_put_days(json, "blocked_days",
			   step->story ? step->blocked_days : HITO_UNKNOWN);
	hito_json_put_days(json, "age_days", step->age_days);
	put_owners(json, step, history);
	hito_json_put_days(json, "cycle_days", step->cycle_days);
	hito_json_put_days(json, "cycle_working_days",
			   step->cycle_working_days);
	hito_json_put_days(json, "lead_days", step->lead_days);
	hito_json_put_days(json, "lead_working_days", step->lead_working_days);
	hito_json_put_days(json, "late_days", step->late_days);
	hito_json_put_days(json, "late_first_days", step->late_first_days);
	put_promise(json, "on_time_first", done, step->late_first_days);
	put_promise(json, "on_time_last", done, step->late_days);
	put_counted(json, "commits", step->commits, history);
	hito_json_step_figures(json, step);
}

/* A sub-step stands under its parent's objective. */
static const struct hito_item *objective_of(const struct hito_item *step)
{
	enum { DEPTH = 64 };

	for (int i = 0; step && i < DEPTH; i++, step = step->parent)
		if (step->objective)
			return step->objective;
	return NULL;
}

static void put_step(struct hito_json *json,
		     const struct hito_step_status *step, bool history)
{
	const struct hito_item *item = step->step;

	hito_json_open_object(json);
	hito_json_put_str(json, "step", item->id);
	hito_json_put_str(json, "title", item->title);
	hito_json_put_str(json, "objective", id_of(objective_of(item)));
	hito_json_put_str(json, "parent", id_of(item->parent));
	hito_json_item_place(json, item);
	hito_json_put_str(json, "owner", step->owner);
	hito_json_put_str(json, "state", step->state_text);
	hito_json_put_bool(json, "foreign_state", step->state == HITO_FOREIGN);
	hito_json_put_day(json, "start", step->start);
	hito_json_put_day(json, "due", step->due);
	hito_json_put_bool(json, "overdue", step->is_overdue);
	hito_json_put_bool(json, "leaf", step->leaf);
	hito_json_put_bool(json, "milestone", hito_step_is_milestone(item));
	hito_json_put_bool(json, "duplicate", item->duplicate_of != NULL);
	hito_json_put_bool(json, "changed", step->changed);
	hito_json_put_bool(json, "disagrees", step->disagrees);
	hito_json_put_bool(json, "gap", step->gap);
	hito_json_put_bool(json, "partial", step->partial);
	hito_json_step_history(json, step, history);
	hito_json_close_object(json);
}

static void put_metrics(struct hito_json *json,
			const struct hito_plan_status *plan, bool history)
{
	hito_json_key(json, "metrics");
	hito_json_open_object(json);
	hito_json_tally(json, &plan->tally);
	hito_json_put_share(json, "completion", plan->has_completion,
			    plan->completion);
	hito_json_put_share(json, "completion_effort",
			    plan->has_completion_effort,
			    plan->completion_effort);
	hito_json_put_share(json, "time_gone", plan->has_time_gone,
			    plan->time_gone);
	hito_json_put_share(json, "on_time_first", plan->has_on_time_first,
			    plan->on_time_first);
	hito_json_put_share(json, "on_time_last", plan->has_on_time_last,
			    plan->on_time_last);
	hito_json_put_size(json, "judged_first", plan->tally.judged_first);
	hito_json_put_size(json, "judged_last", plan->tally.judged_last);
	put_counted(json, "slips", plan->slip_count, history);
	put_summed(json, "slip_days", plan->slip_days, history);
	put_summed(json, "slip_working_days", plan->slip_working_days, history);
	hito_json_put_size(json, "drafts", plan->sketch_count);
	hito_json_put_day(json, "last_change", plan->last_change);
	hito_json_put_day(json, "last_review", plan->last_review);
	hito_json_close_object(json);
}

static void put_unit(struct hito_json *json, const struct hito_kpi_status *kpi)
{
	const struct hito_value *unit =
		hito_item_value(kpi->kpi, HITO_KEY_UNIT);

	hito_json_put_str(json, "unit", unit ? unit->text : kpi->to.unit);
}

static void put_kpi(struct hito_json *json, const struct hito_kpi_status *kpi)
{
	hito_json_open_object(json);
	hito_json_put_str(json, "kpi", kpi->kpi->id);
	hito_json_put_str(json, "title", kpi->kpi->title);
	put_unit(json, kpi);
	hito_json_put_amount(json, "from", kpi->from);
	hito_json_put_amount(json, "to", kpi->to);
	hito_json_put_amount(json, "now", kpi->now);
	hito_json_put_day(json, "now_day", kpi->now_day);
	hito_json_put_day(json, "by", kpi->by);
	hito_json_put_share(json, "attainment", kpi->has_attainment,
			    kpi->attainment);
	hito_json_put_share(json, "time_gone", kpi->has_time_gone,
			    kpi->time_gone);
	hito_json_kpi_figures(json, kpi);
	hito_json_close_object(json);
}

static void put_sketches(struct hito_json *json, const struct hito_block *block)
{
	hito_json_key(json, "drafts");
	hito_json_open_array(json);
	for (size_t i = 0; block && i < block->sketch_count; i++) {
		const struct hito_sketch *sketch = &block->sketches[i];

		hito_json_open_object(json);
		hito_json_put_str(json, "title", sketch->title);
		hito_json_put_bool(json, "done", sketch->done);
		hito_json_put_str(json, "owner", sketch->owner);
		hito_json_put_day(json, "due", sketch->due);
		hito_json_close_object(json);
	}
	hito_json_close_array(json);
}

static void put_objective(struct hito_json *json,
			  const struct hito_objective_status *objective)
{
	const struct hito_item *item = objective->objective;
	size_t counted = objective->tally.total - objective->tally.dropped;

	hito_json_open_object(json);
	hito_json_put_str(json, "objective", item->id);
	hito_json_put_str(json, "title", item->title);
	hito_json_item_place(json, item);
	hito_json_key(json, "metrics");
	hito_json_open_object(json);
	hito_json_tally(json, &objective->tally);
	hito_json_put_share(
		json, "completion", counted > 0,
		counted ? (double)objective->tally.done / (double)counted : 0);
	hito_json_close_object(json);
	hito_json_key(json, "kpis");
	hito_json_open_array(json);
	for (size_t i = 0; i < objective->kpi_count; i++)
		hito_json_str(json, objective->kpis[i].kpi->id);
	hito_json_close_array(json);
	put_sketches(json, item->block);
	hito_json_close_object(json);
}

static bool is_own(const struct hito_plan_status *plan,
		   const struct hito_item *kpi)
{
	for (size_t i = 0; i < plan->kpi_count; i++)
		if (plan->kpis[i].kpi == kpi)
			return true;
	return false;
}

/* Was the KPI named by an objective before this one? */
static bool is_told(const struct hito_plan_status *plan, size_t objective,
		    size_t place)
{
	const struct hito_item *kpi =
		plan->objectives[objective].kpis[place].kpi;

	for (size_t i = 0; i <= objective; i++) {
		const struct hito_objective_status *other =
			&plan->objectives[i];
		size_t count = i == objective ? place : other->kpi_count;

		for (size_t k = 0; k < count; k++)
			if (other->kpis[k].kpi == kpi)
				return true;
	}
	return false;
}

/* The plan's, then the project's that its objectives name. */
static void put_kpis(struct hito_json *json,
		     const struct hito_plan_status *plan)
{
	hito_json_key(json, "kpis");
	hito_json_open_array(json);
	for (size_t i = 0; i < plan->kpi_count; i++)
		put_kpi(json, &plan->kpis[i]);
	for (size_t i = 0; i < plan->objective_count; i++) {
		const struct hito_objective_status *objective =
			&plan->objectives[i];

		for (size_t k = 0; k < objective->kpi_count; k++)
			if (!is_own(plan, objective->kpis[k].kpi) &&
			    !is_told(plan, i, k))
				put_kpi(json, &objective->kpis[k]);
	}
	hito_json_close_array(json);
}

static void put_plan(struct hito_json *json,
		     const struct hito_plan_status *plan, bool history)
{
	const struct hito_item *item = plan->plan;

	hito_json_open_object(json);
	hito_json_put_str(json, "plan", item->id);
	hito_json_put_str(json, "title", item->title);
	hito_json_item_place(json, item);
	hito_json_key(json, "lang");
	hito_json_str_or_null(json, hito_str_from(hito_lang_name(item->lang)));
	hito_json_put_str(json, "owner", plan->owner);
	hito_json_put_str(json, "state", item->state_text);
	hito_json_put_day(json, "start", plan->start);
	hito_json_put_day(json, "end", plan->end);
	hito_json_put_bool(json, "duplicate", item->duplicate_of != NULL);
	hito_json_put_bool(json, "gap", plan->touched_by_gap);
	hito_json_put_bool(json, "partial", plan->partial);
	put_metrics(json, plan, history);
	hito_json_figures(json, plan);
	hito_json_key(json, "objectives");
	hito_json_open_array(json);
	for (size_t i = 0; i < plan->objective_count; i++)
		put_objective(json, &plan->objectives[i]);
	hito_json_close_array(json);
	put_kpis(json, plan);
	hito_json_key(json, "steps");
	hito_json_open_array(json);
	for (size_t i = 0; i < plan->step_count; i++)
		put_step(json, &plan->steps[i], history);
	hito_json_close_array(json);
	hito_json_close_object(json);
}

static void put_changed(struct hito_json *json,
			const struct hito_status *status)
{
	hito_json_key(json, "uncommitted");
	hito_json_open_array(json);
	for (size_t i = 0; i < status->changed_count; i++)
		hito_json_str(json, status->changed[i]);
	hito_json_close_array(json);
}

static void put_unmapped(struct hito_json *json, const struct hito_model *model)
{
	hito_json_key(json, "unmapped_states");
	hito_json_open_array(json);
	for (size_t i = 0; i < model->unmapped_count; i++) {
		hito_json_open_object(json);
		hito_json_put_str(json, "word", model->unmapped[i].word);
		hito_json_put_size(json, "count", model->unmapped[i].count);
		hito_json_close_object(json);
	}
	hito_json_close_array(json);
}

/* A document of the plans [first, end). */
static void put_document(struct hito_json *json,
			 const struct hito_status *status, size_t first,
			 size_t end)
{
	const struct hito_model *model = status->workspace->model;
	const struct hito_item *only =
		json->pretty || first == end ? NULL : status->plans[first].plan;

	hito_json_open_object(json);
	hito_json_key(json, "schema");
	hito_json_text(json, "hito.status/1");
	hito_json_put_day(json, "today", status->today);
	hito_json_head(json, status->history);
	hito_json_put_bool(json, "worktree", status->from_worktree);
	hito_json_put_unreadable(json, model);
	hito_json_gaps(json, status->history);
	hito_json_lost(json, status->history);
	hito_json_strangers(json, status->history);
	put_unmapped(json, model);
	put_changed(json, status);
	hito_json_totals(json, status);
	if (status->baseline)
		hito_status_baseline_json(json, status->baseline, only);
	hito_json_key(json, "plans");
	hito_json_open_array(json);
	for (size_t i = first; i < end; i++)
		put_plan(json, &status->plans[i], status->history != NULL);
	hito_json_close_array(json);
	hito_json_close_object(json);
	hito_json_end(json);
}

void hito_status_json(struct hito_out *out, const struct hito_status *status)
{
	struct hito_json json;

	hito_json_init(&json, out, true);
	put_document(&json, status, 0, status->plan_count);
}

void hito_status_json_lines(struct hito_out *out,
			    const struct hito_status *status)
{
	size_t at = 0;

	/* Without a plan there may be files that cannot be read. */
	do {
		struct hito_json json;
		size_t end = at < status->plan_count ? at + 1 : at;

		hito_json_init(&json, out, false);
		put_document(&json, status, at, end);
	} while (++at < status->plan_count);
}
