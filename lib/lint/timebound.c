/* SPDX-License-Identifier: MIT */
/* T: is there a day, and does it make sense? */
#include "lint/lint.h"
#include "lint/mend.h"

/* A plan begins on a Monday, not on a first: days that do not count. */
#define SLACK 7

static hito_day day_of(const struct hito_value *value)
{
	return value && value->readable ? value->day : HITO_DAY_NONE;
}

static struct hito_str day_text(struct hito_lint *lint, hito_day day)
{
	char text[HITO_DAY_SIZE];

	return hito_arena_copy(lint->arena,
			       hito_str_from(hito_day_format(day, text)));
}

/* A working day about four weeks from now, but no later than the plan. */
static struct hito_str example_day(struct hito_lint *lint,
				   const struct hito_item *step)
{
	hito_day end = HITO_DAY_NONE, day;

	if (step->plan)
		end = day_of(hito_item_value(step->plan, HITO_KEY_END));
	day = hito_calendar_add(&lint->calendar, lint->today + 28, 0);
	if (end != HITO_DAY_NONE && day > end)
		day = end;
	return day_text(lint, day);
}

static void rule_missing_due(struct hito_lint *lint,
			     const struct hito_item *step)
{
	struct hito_finding *finding;

	if (hito_item_effective(step, HITO_KEY_DUE, NULL))
		return;
	finding = hito_lint_raise_missing(lint, HITO_RULE_T001, step,
					  HITO_KEY_DUE, example_day(lint, step),
					  HITO_N("no due date"));
	if (finding)
		hito_lint_mend_due(lint, step, finding);
}

static void rule_overdue(struct hito_lint *lint, const struct hito_item *step)
{
	const struct hito_value *due = hito_item_value(step, HITO_KEY_DUE);
	hito_day day = day_of(due);
	struct hito_finding *finding;

	if (day == HITO_DAY_NONE || day >= lint->today)
		return;
	finding = hito_lint_raise_value(
		lint, HITO_RULE_T101, step, due,
		lint->today - day == 1
			? HITO_N("due {1}, 1 day ago, and still open")
			: HITO_N("due {1}, {2} days ago, and still open"));
	finding->args[0] = due->text;
	finding->args[1] =
		hito_arena_printf(lint->arena, "%d", (int)(lint->today - day));
	finding->help = HITO_N("set its state to done or dropped, or promise "
			       "another day and say why");
}

/* One day after another that it should not come after. */
static void judge_order(struct hito_lint *lint, const struct hito_item *item,
			const struct hito_value *first,
			const struct hito_value *last, const char *message)
{
	struct hito_finding *finding;

	if (day_of(first) == HITO_DAY_NONE || day_of(last) == HITO_DAY_NONE ||
	    first->day <= last->day)
		return;
	finding = hito_lint_raise_value(lint, HITO_RULE_T102, item, last,
					message);
	finding->args[0] = first->key_text;
	finding->args[1] = first->text;
	finding->args[2] = last->key_text;
	finding->args[3] = last->text;
	finding->help = HITO_N("mend the one that is wrong");
}

static void judge_window(struct hito_lint *lint, const struct hito_item *item,
			 const struct hito_value *value)
{
	const struct hito_item *plan = item->plan;
	const struct hito_value *start, *end, *edge;
	struct hito_finding *finding;
	hito_day day = day_of(value);
	bool early, late;

	if (!plan || day == HITO_DAY_NONE)
		return;
	start = hito_item_value(plan, HITO_KEY_START);
	end = hito_item_value(plan, HITO_KEY_END);
	early = day_of(start) != HITO_DAY_NONE && day < start->day;
	late = day_of(end) != HITO_DAY_NONE && day > end->day &&
	       !(item->kind == HITO_STEP && hito_step_is_milestone(item));
	if (!early && !late)
		return;
	edge = early ? start : end;
	finding = hito_lint_raise_value(
		lint, HITO_RULE_T102, item, value,
		early ? HITO_N("{1} {2} is before the plan, which starts {3}")
		      : HITO_N("{1} {2} is after the plan, which ends {3}"));
	finding->args[0] = value->key_text;
	finding->args[1] = value->text;
	finding->args[2] = edge->text;
	finding->other_source = hito_lint_source(plan);
	finding->other_span = edge->span;
	finding->other_label = HITO_N("the plan's own date");
	finding->help = HITO_N("move the date, or the plan's; a milestone may "
			       "lie past the end");
}

/* The start of a sub-step whose due date is its parent's. */
static void judge_start(struct hito_lint *lint, const struct hito_item *step,
			const struct hito_value *start,
			const struct hito_value *due)
{
	struct hito_finding *finding;

	if (day_of(start) == HITO_DAY_NONE || day_of(due) == HITO_DAY_NONE ||
	    start->day <= due->day)
		return;
	finding = hito_lint_raise_value(
		lint, HITO_RULE_T102, step, start,
		HITO_N("{1} {2} is after {3} {4}, which it inherits"));
	finding->args[0] = start->key_text;
	finding->args[1] = start->text;
	finding->args[2] = due->key_text;
	finding->args[3] = due->text;
	finding->help = HITO_N("mend the one that is wrong");
}

/* Days of a step that are its own; inherited ones are the parent's fault. */
static void rule_order_step(struct hito_lint *lint,
			    const struct hito_item *step)
{
	const struct hito_value *start =
		hito_item_effective(step, HITO_KEY_START, NULL);
	const struct hito_value *due =
		hito_item_effective(step, HITO_KEY_DUE, NULL);
	const struct hito_value *own_start =
		hito_item_value(step, HITO_KEY_START);
	const struct hito_value *own_due = hito_item_value(step, HITO_KEY_DUE);

	if (own_due)
		judge_order(lint, step, start, own_due,
			    HITO_N("{3} {4} is before {1} {2}"));
	else
		judge_start(lint, step, own_start, due);
	judge_order(lint, step, hito_item_value(step, HITO_KEY_STARTED),
		    hito_item_value(step, HITO_KEY_FINISHED),
		    HITO_N("{3} {4} is before {1} {2}"));
	judge_window(lint, step, own_start);
	judge_window(lint, step, own_due);
}

static void rule_plan_length(struct hito_lint *lint,
			     const struct hito_item *plan)
{
	const struct hito_value *start = hito_item_value(plan, HITO_KEY_START);
	const struct hito_value *end = hito_item_value(plan, HITO_KEY_END);
	int least = lint->project->thresholds[HITO_THRESHOLD_MIN_MONTHS];
	int most = lint->project->thresholds[HITO_THRESHOLD_MAX_MONTHS];
	struct hito_finding *finding;
	bool is_short, is_long;

	if (hito_lint_is_mapped(plan) || day_of(start) == HITO_DAY_NONE ||
	    day_of(end) == HITO_DAY_NONE || end->day < start->day)
		return;
	is_short = end->day + SLACK < hito_day_add_months(start->day, least);
	is_long = end->day - SLACK > hito_day_add_months(start->day, most);
	if (!is_short && !is_long)
		return;
	finding = hito_lint_raise_value(
		lint, HITO_RULE_T103, plan, end,
		is_short ? HITO_N("the plan is shorter than {1} months ({2} to "
				  "{3})")
			 : HITO_N("the plan is longer than {1} months ({2} to "
				  "{3})"));
	finding->args[0] =
		hito_arena_printf(lint->arena, "%d", is_short ? least : most);
	finding->args[1] = start->text;
	finding->args[2] = end->text;
	finding->help =
		is_short ? HITO_N("a shorter one is a step or an objective of "
				  "a larger plan")
			 : HITO_N("split it, with a milestone past the end for "
				  "what comes later");
}

void hito_lint_timebound(struct hito_lint *lint, const struct hito_item *item)
{
	if (item->kind == HITO_PLAN) {
		judge_order(lint, item, hito_item_value(item, HITO_KEY_START),
			    hito_item_value(item, HITO_KEY_END),
			    HITO_N("{3} {4} is before {1} {2}"));
		if (hito_lint_is_open(item))
			rule_plan_length(lint, item);
	}
	if (item->kind == HITO_OBJECTIVE)
		judge_window(lint, item, hito_item_value(item, HITO_KEY_DUE));
	if (item->kind != HITO_STEP)
		return;
	if (!hito_lint_is_dropped(item))
		rule_order_step(lint, item);
	if (!hito_lint_is_open(item))
		return;
	rule_missing_due(lint, item);
	rule_overdue(lint, item);
}
