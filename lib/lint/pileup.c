/* SPDX-License-Identifier: MIT */
/* T: many due dates on one day, and due dates on days off. */
#include "lint/lint.h"

#include <stdlib.h>

/* Steps that a message names before it is cut. */
#define SHOWN 6

struct hito_lint_dated {
	const struct hito_item *step;
	const struct hito_value *due;
	size_t order;
};

static struct hito_str day_text(struct hito_lint *lint, hito_day day)
{
	char text[HITO_DAY_SIZE];

	return hito_arena_copy(lint->arena,
			       hito_str_from(hito_day_format(day, text)));
}

/* Its own due date, when it lies ahead. */
static const struct hito_value *due_ahead(const struct hito_lint *lint,
					  const struct hito_item *step)
{
	const struct hito_value *due = hito_item_value(step, HITO_KEY_DUE);

	if (!due || !due->readable || due->day == HITO_DAY_NONE ||
	    due->day < lint->today || step->duplicate_of ||
	    !hito_lint_is_open(step))
		return NULL;
	return due;
}

/* The next working day; the one before where the plan has ended by then. */
static hito_day other_day(const struct hito_lint *lint,
			  const struct hito_item *step, hito_day day)
{
	hito_day next = hito_calendar_add(&lint->calendar, day, 0);
	const struct hito_value *end = NULL;

	if (step->plan)
		end = hito_item_value(step->plan, HITO_KEY_END);
	if (end && end->readable && end->day >= day && end->day < next)
		return hito_calendar_add(&lint->calendar, day, -1);
	return next;
}

/* An event may well be on a Saturday; nobody hands in work then. */
static void rule_day_off(struct hito_lint *lint, const struct hito_item *step,
			 const struct hito_value *due)
{
	struct hito_finding *finding;
	hito_day day;

	if (hito_step_is_milestone(step) ||
	    hito_calendar_works(&lint->calendar, due->day))
		return;
	day = other_day(lint, step, due->day);
	finding = hito_lint_raise_value(
		lint, HITO_RULE_T104, step, due,
		HITO_N("due {1}, a day on which nobody works"));
	finding->args[0] = due->text;
	finding->args[1] = day_text(lint, day);
	finding->help = day > due->day
				? HITO_N("the next working day is {2}")
				: HITO_N("the working day before is {2}");
	if (hito_str_equal(
		    hito_source_text(hito_lint_source(step), finding->span),
		    due->text))
		hito_finding_fix(&lint->findings, finding, HITO_FIX_SUGGESTED,
				 finding->span, finding->args[1]);
}

static int compare_dated(const void *left, const void *right)
{
	const struct hito_lint_dated *a = left, *b = right;

	if (a->due->day != b->due->day)
		return a->due->day < b->due->day ? -1 : 1;
	return a->order < b->order ? -1 : a->order > b->order;
}

/* "a, b, c (+3)" */
static struct hito_str write_steps(struct hito_lint *lint,
				   const struct hito_lint_dated *list,
				   size_t count)
{
	struct hito_out_memory memory;
	struct hito_out out;

	hito_out_to_memory(&out, &memory, lint->arena, 1u << 16);
	for (size_t i = 0; i < count && i < SHOWN; i++) {
		if (i)
			hito_out_text(&out, ", ");
		hito_out_str(&out, list[i].step->id);
	}
	if (count > SHOWN)
		hito_out_printf(&out, " (+%zu)", count - SHOWN);
	if (out.failed)
		lint->no_memory = true;
	return (struct hito_str){memory.ptr, memory.len};
}

static void raise_pileup(struct hito_lint *lint,
			 const struct hito_lint_dated *list, size_t count,
			 int most)
{
	struct hito_finding *finding;
	size_t at = 0;

	for (size_t i = 0; i < count; i++) {
		if (!hito_lint_in_scope(lint->options,
					hito_lint_source(list[i].step),
					list[i].due->span))
			continue;
		at = i;
		break;
	}
	finding = hito_lint_raise_value(lint, HITO_RULE_T104, list[at].step,
					list[at].due,
					HITO_N("{1} steps are due {2}: {3}"));
	finding->args[0] = hito_arena_printf(lint->arena, "%zu", count);
	finding->args[1] = list[at].due->text;
	finding->args[2] = write_steps(lint, list, count);
	finding->args[3] = hito_arena_printf(lint->arena, "%d", most);
	finding->help = HITO_N("spread them over several days; at most {4} on "
			       "one");
}

static void rule_pileup(struct hito_lint *lint, struct hito_lint_dated *list,
			size_t count)
{
	int most = lint->project->thresholds[HITO_THRESHOLD_MAX_DUE];
	size_t first = 0;

	if (count <= (size_t)most)
		return;
	qsort(list, count, sizeof(list[0]), compare_dated);
	for (size_t i = 1; i <= count; i++) {
		if (i < count && list[i].due->day == list[first].due->day)
			continue;
		if (i - first > (size_t)most)
			raise_pileup(lint, &list[first], i - first, most);
		first = i;
	}
}

void hito_lint_pileup(struct hito_lint *lint, const struct hito_item *plan)
{
	size_t count = 0;

	for (size_t i = 0; i < plan->step_count; i++) {
		const struct hito_item *step = plan->steps[i];
		const struct hito_value *due = due_ahead(lint, step);

		if (!due)
			continue;
		rule_day_off(lint, step, due);
		if (!hito_step_is_leaf(step))
			continue;
		if (!hito_reserve(lint->scratch, lint->dated, count,
				  lint->dated_capacity)) {
			lint->no_memory = true;
			return;
		}
		lint->dated[count++] = (struct hito_lint_dated){step, due, i};
	}
	rule_pileup(lint, lint->dated, count);
}
