/* SPDX-License-Identifier: MIT */
/* Figures in the order of hito-history(7). */
#include "report/figures_json.h"

#include <stdio.h>

#include "report/event_json.h"
#include "report/put_json.h"

/* Nothing where the figure is known. */
static void put_lack(struct hito_json *json, const char *figure,
		     enum hito_lack lack)
{
	if (lack == HITO_LACK_NONE)
		return;
	hito_json_key(json, figure);
	hito_json_text(json, hito_lack_name(lack));
}

void hito_json_tally(struct hito_json *json, const struct hito_tally *tally)
{
	hito_json_put_size(json, "total", tally->total);
	hito_json_put_size(json, "todo", tally->todo);
	hito_json_put_size(json, "doing", tally->doing);
	hito_json_put_size(json, "blocked", tally->blocked);
	hito_json_put_size(json, "done", tally->done);
	hito_json_put_size(json, "dropped", tally->dropped);
	hito_json_put_size(json, "foreign", tally->foreign);
	hito_json_put_size(json, "overdue", tally->overdue);
	hito_json_put_size(json, "stale", tally->stale);
}

static void put_spans(struct hito_json *json, const struct hito_cycle *cycle)
{
	bool known = cycle->count > 0;

	hito_json_put_size(json, "count", cycle->count);
	hito_json_put_days(json, "median_days",
			   known ? cycle->median_days : HITO_UNKNOWN);
	hito_json_put_days(json, "p85_days",
			   known ? cycle->p85_days : HITO_UNKNOWN);
	hito_json_put_days(json, "median_working_days",
			   known ? cycle->median_working_days : HITO_UNKNOWN);
	hito_json_put_days(json, "p85_working_days",
			   known ? cycle->p85_working_days : HITO_UNKNOWN);
}

static void put_cycle(struct hito_json *json, const char *key,
		      const struct hito_cycle *cycle)
{
	hito_json_key(json, key);
	hito_json_open_object(json);
	put_spans(json, cycle);
	hito_json_close_object(json);
}

static void put_types(struct hito_json *json,
		      const struct hito_figures *figures)
{
	hito_json_key(json, "cycle_types");
	hito_json_open_array(json);
	for (size_t i = 0; i < figures->type_count; i++) {
		hito_json_open_object(json);
		hito_json_put_str(json, "type", figures->types[i].type);
		put_spans(json, &figures->types[i]);
		hito_json_close_object(json);
	}
	hito_json_close_array(json);
}

static void put_rate(struct hito_json *json, const char *key,
		     const struct hito_rate *rate)
{
	bool known = rate->lack == HITO_LACK_NONE;

	hito_json_key(json, key);
	hito_json_open_object(json);
	hito_json_put_share(json, "a_week", known, rate->a_week);
	hito_json_put_day(json, "from", known ? rate->from : HITO_DAY_NONE);
	hito_json_put_day(json, "to", known ? rate->to : HITO_DAY_NONE);
	hito_json_close_object(json);
}

static void put_weeks(struct hito_json *json,
		      const struct hito_figures *figures, bool history)
{
	hito_json_key(json, "weeks");
	hito_json_open_array(json);
	for (size_t i = 0; i < figures->week_count; i++) {
		const struct hito_week *week = &figures->weeks[i];
		char text[32];
		int year, number = hito_day_week(week->monday, &year);

		snprintf(text, sizeof(text), "%04d-W%02d", year, number);
		hito_json_open_object(json);
		hito_json_key(json, "week");
		hito_json_text(json, text);
		hito_json_put_day(json, "monday", week->monday);
		hito_json_put_size(json, "finished", week->finished);
		hito_json_put_days(json, "planning",
				   history ? (int)week->planning
					   : HITO_UNKNOWN);
		hito_json_put_days(json, "execution",
				   history ? (int)week->execution
					   : HITO_UNKNOWN);
		hito_json_close_object(json);
	}
	hito_json_close_array(json);
}

static void put_burn(struct hito_json *json, const struct hito_figures *figures)
{
	hito_json_key(json, "burn");
	if (figures->burn_lack != HITO_LACK_NONE) {
		hito_json_null(json);
		return;
	}
	hito_json_open_array(json);
	for (size_t i = 0; i < figures->burn_count; i++) {
		const struct hito_burn *burn = &figures->burn[i];

		hito_json_open_object(json);
		hito_json_put_day(json, "day", burn->day);
		hito_json_put_size(json, "scope", burn->scope);
		hito_json_put_size(json, "done", burn->done);
		hito_json_put_size(json, "left", burn->scope - burn->done);
		hito_json_close_object(json);
	}
	hito_json_close_array(json);
}

static void put_scope(struct hito_json *json, const struct hito_scope *scope)
{
	hito_json_key(json, "scope");
	if (scope->lack != HITO_LACK_NONE) {
		hito_json_null(json);
		return;
	}
	hito_json_open_object(json);
	hito_json_put_day(json, "since", scope->since);
	hito_json_put_size(json, "at_start", scope->at_start);
	hito_json_put_size(json, "added", scope->added);
	hito_json_put_size(json, "removed", scope->removed);
	hito_json_put_size(json, "now", scope->now);
	hito_json_close_object(json);
}

static void put_reviews(struct hito_json *json,
			const struct hito_reviews *reviews)
{
	bool known = reviews->lack == HITO_LACK_NONE;

	hito_json_key(json, "reviews");
	hito_json_open_object(json);
	hito_json_put_days(json, "due",
			   known ? (int)reviews->due : HITO_UNKNOWN);
	hito_json_put_days(json, "held",
			   known ? (int)reviews->held : HITO_UNKNOWN);
	hito_json_put_days(json, "missed",
			   known ? (int)reviews->missed : HITO_UNKNOWN);
	hito_json_put_day(json, "last", reviews->last);
	hito_json_put_day(json, "next", reviews->next);
	hito_json_key(json, "days");
	hito_json_open_array(json);
	for (size_t i = 0; i < reviews->count; i++)
		hito_json_day(json, reviews->days[i]);
	hito_json_close_array(json);
	hito_json_close_object(json);
}

static void put_money_row(struct hito_json *json,
			  const struct hito_money *money)
{
	hito_json_open_object(json);
	hito_json_put_str(json, "unit", money->unit);
	hito_json_put_amount(json, "budget", money->budget);
	hito_json_put_amount(json, "cost", money->cost);
	hito_json_put_amount(json, "cost_done", money->cost_done);
	hito_json_put_size(json, "cost_steps", money->cost_steps);
	hito_json_put_amount(json, "value", money->value);
	hito_json_put_amount(json, "value_done", money->value_done);
	hito_json_put_size(json, "value_steps", money->value_steps);
	hito_json_put_share(json, "return",
			    money->return_lack == HITO_LACK_NONE,
			    money->returns);
	hito_json_put_share(json, "return_done",
			    money->return_done_lack == HITO_LACK_NONE,
			    money->returns_done);
	hito_json_put_share(json, "budget_cost",
			    money->budget_lack == HITO_LACK_NONE,
			    money->budget_cost);
	hito_json_put_share(json, "budget_done",
			    money->budget_lack == HITO_LACK_NONE,
			    money->budget_done);
	hito_json_key(json, "unknown");
	hito_json_open_object(json);
	put_lack(json, "return", money->return_lack);
	put_lack(json, "return_done", money->return_done_lack);
	put_lack(json, "budget_cost", money->budget_lack);
	put_lack(json, "budget_done", money->budget_lack);
	hito_json_close_object(json);
	hito_json_close_object(json);
}

static void put_rows(struct hito_json *json, const struct hito_money *money,
		     size_t count)
{
	hito_json_key(json, "money");
	hito_json_open_array(json);
	for (size_t i = 0; i < count; i++)
		put_money_row(json, &money[i]);
	hito_json_close_array(json);
}

static void put_money(struct hito_json *json,
		      const struct hito_figures *figures)
{
	put_rows(json, figures->money, figures->money_count);
	hito_json_put_size(json, "money_unreadable", figures->money_unreadable);
	hito_json_put_size(json, "money_leaves", figures->money_leaves);
}

static void put_lacks(struct hito_json *json,
		      const struct hito_figures *figures)
{
	hito_json_key(json, "unknown");
	hito_json_open_object(json);
	put_lack(json, "completion", figures->completion_lack);
	put_lack(json, "completion_effort", figures->effort_lack);
	put_lack(json, "time_gone", figures->time_lack);
	put_lack(json, "on_time_first", figures->first_lack);
	put_lack(json, "on_time_last", figures->last_lack);
	put_lack(json, "cycle", figures->cycle_lack);
	put_lack(json, "lead", figures->lead_lack);
	put_lack(json, "throughput", figures->throughput.lack);
	put_lack(json, "churn", figures->churn.lack);
	put_lack(json, "planning_share", figures->planning_lack);
	put_lack(json, "burn", figures->burn_lack);
	put_lack(json, "scope", figures->scope.lack);
	put_lack(json, "reviews", figures->reviews.lack);
	put_lack(json, "confidence", figures->confidence_lack);
	hito_json_close_object(json);
}

static void put_changes(struct hito_json *json,
			const struct hito_figures *figures)
{
	bool known = figures->planning_lack != HITO_LACK_NO_HISTORY;

	put_rate(json, "throughput", &figures->throughput);
	put_rate(json, "churn", &figures->churn);
	hito_json_put_days(json, "planning_changes",
			   known ? (int)figures->planning : HITO_UNKNOWN);
	hito_json_put_days(json, "execution_changes",
			   known ? (int)figures->execution : HITO_UNKNOWN);
	hito_json_put_share(json, "planning_share",
			    figures->planning_lack == HITO_LACK_NONE,
			    figures->planning_share);
	put_weeks(json, figures, known);
}

void hito_json_figures(struct hito_json *json,
		       const struct hito_plan_status *plan)
{
	const struct hito_figures *figures = plan->figures;

	hito_json_key(json, "figures");
	if (!figures) {
		hito_json_null(json);
		return;
	}
	hito_json_open_object(json);
	put_cycle(json, "cycle", &figures->cycle);
	put_cycle(json, "lead", &figures->lead);
	put_types(json, figures);
	put_changes(json, figures);
	put_scope(json, &figures->scope);
	put_burn(json, figures);
	put_reviews(json, &figures->reviews);
	put_money(json, figures);
	hito_json_put_share(json, "confidence",
			    figures->confidence_lack == HITO_LACK_NONE,
			    figures->confidence);
	hito_json_put_size(json, "confidence_steps", figures->confidence_count);
	hito_json_put_size(json, "open_steps", figures->confidence_of);
	put_lacks(json, figures);
	hito_json_close_object(json);
}

static const char *doubt_name(enum hito_doubt_of doubt)
{
	switch (doubt) {
	case HITO_DOUBT_STRATEGY:
		return "strategy";
	case HITO_DOUBT_EXECUTION:
		return "execution";
	case HITO_DOUBT_OPEN:
		return "open";
	case HITO_DOUBT_UNKNOWN:
		return "unknown";
	default:
		return NULL;
	}
}

static void put_doubt(struct hito_json *json, const struct hito_doubt *doubt)
{
	const char *name = doubt_name(doubt->of);

	hito_json_key(json, "doubt");
	if (!name) {
		hito_json_null(json);
		return;
	}
	hito_json_open_object(json);
	hito_json_key(json, "of");
	hito_json_text(json, name);
	hito_json_put_size(json, "steps_due", doubt->due);
	hito_json_put_size(json, "steps_on_time", doubt->kept);
	hito_json_put_size(json, "steps_unknown", doubt->unknown);
	hito_json_close_object(json);
}

static void put_readings(struct hito_json *json,
			 const struct hito_kpi_status *kpi)
{
	hito_json_key(json, "readings");
	hito_json_open_array(json);
	for (size_t i = 0; i < kpi->reading_count; i++) {
		const struct hito_reading *reading = &kpi->readings[i];

		hito_json_open_object(json);
		hito_json_put_day(json, "day", reading->day);
		hito_json_put_amount(json, "value", reading->value);
		hito_json_key(json, "source");
		hito_json_text(json, reading->event ? "now" : "readings");
		hito_json_key(json, "commit");
		if (reading->event)
			hito_json_text(json, reading->event->commit->id);
		else
			hito_json_null(json);
		hito_json_put_bool(json, "gap", reading->gap);
		hito_json_close_object(json);
	}
	hito_json_close_array(json);
}

void hito_json_kpi_figures(struct hito_json *json,
			   const struct hito_kpi_status *kpi)
{
	bool known = kpi->has_attainment && kpi->has_time_gone;

	hito_json_put_share(json, "ahead", known,
			    kpi->attainment - kpi->time_gone);
	put_readings(json, kpi);
	put_doubt(json, &kpi->doubt);
	hito_json_put_bool(json, "gap", kpi->gap);
	hito_json_key(json, "unknown");
	hito_json_open_object(json);
	put_lack(json, "attainment", kpi->attainment_lack);
	put_lack(json, "time_gone", kpi->time_lack);
	hito_json_close_object(json);
}

static void put_maker(struct hito_json *json, const struct hito_event *event)
{
	hito_json_key(json, "commit");
	hito_json_text(json, event->commit->id);
	hito_json_key(json, "author");
	hito_json_person(json, event->commit->author, true);
	hito_json_put_day(json, "day", event->day);
}

static void put_promise(struct hito_json *json, hito_day due,
			const struct hito_event *event)
{
	hito_json_open_object(json);
	hito_json_put_day(json, "due", due);
	put_maker(json, event);
	hito_json_close_object(json);
}

static void put_promises(struct hito_json *json,
			 const struct hito_step_status *step)
{
	hito_json_key(json, "promises");
	hito_json_open_array(json);
	if (step->promised)
		put_promise(json, step->promised_day, step->promised);
	for (size_t i = 0; i < step->move_count; i++)
		put_promise(json, step->moves[i].new_due, step->moves[i].event);
	hito_json_close_array(json);
}

static void put_handovers(struct hito_json *json,
			  const struct hito_step_status *step)
{
	hito_json_key(json, "handovers");
	hito_json_open_array(json);
	for (size_t i = 1; i < step->owner_count; i++) {
		hito_json_open_object(json);
		hito_json_put_str(json, "old", step->owners[i - 1].owner);
		hito_json_put_str(json, "new", step->owners[i].owner);
		put_maker(json, step->owners[i].event);
		hito_json_close_object(json);
	}
	hito_json_close_array(json);
}

static enum hito_lack span_lack(const struct hito_step_status *step,
				hito_day from, int days)
{
	if (step->state != HITO_DONE || days != HITO_UNKNOWN)
		return HITO_LACK_NONE;
	if (step->finished == HITO_DAY_NONE || from == HITO_DAY_NONE)
		return step->partial ? HITO_LACK_INCOMPLETE
				     : HITO_LACK_NOT_SEEN;
	return HITO_LACK_BACKWARDS;
}

/* Of what is done: why it is not known when. */
static enum hito_lack day_lack(const struct hito_step_status *step,
			       hito_day day)
{
	if (step->state != HITO_DONE || day != HITO_DAY_NONE)
		return HITO_LACK_NONE;
	if (step->changed)
		return HITO_LACK_NOT_COMMITTED;
	if (!step->story)
		return HITO_LACK_NO_HISTORY;
	return step->partial ? HITO_LACK_INCOMPLETE : HITO_LACK_NOT_SEEN;
}

static enum hito_lack late_lack(const struct hito_step_status *step,
				hito_day promise, int days)
{
	if (step->state != HITO_DONE || days != HITO_UNKNOWN)
		return HITO_LACK_NONE;
	if (step->finished == HITO_DAY_NONE)
		return day_lack(step, step->finished);
	if (promise == HITO_DAY_NONE && step->partial)
		return HITO_LACK_INCOMPLETE;
	return HITO_LACK_NO_PROMISE;
}

void hito_json_step_figures(struct hito_json *json,
			    const struct hito_step_status *step)
{
	put_promises(json, step);
	put_handovers(json, step);
	hito_json_put_days(json, "quiet_days", step->quiet_days);
	hito_json_put_bool(json, "stale", step->is_stale);
	hito_json_key(json, "unknown");
	hito_json_open_object(json);
	put_lack(json, "started", day_lack(step, step->started));
	put_lack(json, "finished", day_lack(step, step->finished));
	put_lack(json, "cycle_days",
		 span_lack(step, step->started, step->cycle_days));
	put_lack(json, "lead_days",
		 span_lack(step, step->created, step->lead_days));
	put_lack(json, "late_days",
		 late_lack(step, step->last_due, step->late_days));
	put_lack(json, "late_first_days",
		 late_lack(step, step->first_due, step->late_first_days));
	hito_json_close_object(json);
}

static void put_total_rates(struct hito_json *json,
			    const struct hito_totals *totals, bool history)
{
	const struct hito_tally *tally = &totals->tally;

	hito_json_put_share(json, "completion", totals->has_completion,
			    totals->completion);
	hito_json_put_share(json, "on_time_first", totals->has_on_time_first,
			    totals->on_time_first);
	hito_json_put_share(json, "on_time_last", totals->has_on_time_last,
			    totals->on_time_last);
	hito_json_put_size(json, "judged_first", tally->judged_first);
	hito_json_put_size(json, "judged_last", tally->judged_last);
	hito_json_put_days(json, "slips",
			   history ? (int)totals->slip_count : HITO_UNKNOWN);
	hito_json_put_days(json, "slip_days",
			   history ? totals->slip_days : HITO_UNKNOWN);
	hito_json_put_days(json, "slip_working_days",
			   history ? totals->slip_working_days : HITO_UNKNOWN);
}

void hito_json_totals(struct hito_json *json, const struct hito_status *status)
{
	const struct hito_totals *totals = status->totals;

	hito_json_key(json, "totals");
	if (!totals) {
		hito_json_null(json);
		return;
	}
	hito_json_open_object(json);
	hito_json_put_size(json, "plans", status->plan_count);
	hito_json_tally(json, &totals->tally);
	put_total_rates(json, totals, status->history != NULL);
	put_cycle(json, "cycle", &totals->cycle);
	hito_json_put_size(json, "reviews_due", totals->reviews_due);
	hito_json_put_size(json, "reviews_held", totals->reviews_held);
	hito_json_put_size(json, "reviews_missed", totals->reviews_missed);
	put_rows(json, totals->money, totals->money_count);
	hito_json_put_share(json, "confidence", totals->confidence_count > 0,
			    totals->confidence);
	hito_json_close_object(json);
}
