/* SPDX-License-Identifier: MIT */
/* G: can steps be done in the order in which they need each other? */
#include "lint/lint.h"

/* Steps of a chain that a message names before it is cut. */
#define CHAIN_SHOWN 20

/* Two steps of which one needs the other, and cannot wait for it. */
struct clash {
	const struct hito_item *step, *other;
	const struct hito_value *value;  /* day that is too early */
	const struct hito_value *due;    /* of the other */
	const struct hito_item *part_of; /* whose need it is; NULL: its own */
	bool is_start;                   /* value is a start */
};

static const struct hito_value *day_value(const struct hito_value *value)
{
	return value && value->readable && value->day != HITO_DAY_NONE ? value
								       : NULL;
}

static const struct hito_value *due_of(const struct hito_item *step)
{
	return day_value(hito_item_effective(step, HITO_KEY_DUE, NULL));
}

static bool is_in_ring(const struct hito_schedule *schedule,
		       const struct hito_item *step)
{
	struct hito_scheduled scheduled;

	return hito_schedule_tell(schedule, step, &scheduled) &&
	       scheduled.is_circular;
}

/*
 * A start that is inherited is the parent's matter, and so is a due date with
 * a need that is.
 */
static bool find_clash(const struct hito_item *step,
		       const struct hito_item *part_of,
		       const struct hito_item *other, struct clash *out)
{
	const struct hito_value *due = due_of(step), *last = due_of(other);
	const struct hito_value *start =
		day_value(hito_item_value(step, HITO_KEY_START));

	if (part_of)
		due = day_value(hito_item_value(step, HITO_KEY_DUE));
	if (!last)
		return false;
	if (due && due->day < last->day)
		*out = (struct clash){step, other, due, last, part_of, false};
	else if (start && start->day < last->day)
		*out = (struct clash){step, other, start, last, part_of, true};
	else
		return false;
	return true;
}

/* A step around it cannot wait either, and has been told. */
static bool is_told_above(const struct clash *clash)
{
	const struct hito_item *up = clash->step;
	struct clash above;

	while (clash->part_of && up != clash->part_of && up->parent) {
		up = up->parent;
		if (find_clash(up, up == clash->part_of ? NULL : clash->part_of,
			       clash->other, &above))
			return true;
	}
	return false;
}

static bool is_within(const struct hito_item *step,
		      const struct hito_item *around)
{
	while (step && step != around)
		step = step->parent;
	return step != NULL;
}

static const char *message_of(const struct clash *clash)
{
	if (clash->part_of)
		return clash->is_start
			       ? HITO_N("starts {1}, but {4}, which it is part "
					"of, needs {2}, which is due {3}")
			       : HITO_N("due {1}, but {4}, which it is part "
					"of, needs {2}, which is due {3}");
	return clash->is_start
		       ? HITO_N("starts {1}, but needs {2}, which is due {3}")
		       : HITO_N("due {1}, but needs {2}, which is due {3}");
}

static void raise_clash(struct hito_lint *lint, const struct clash *clash)
{
	const struct hito_item *step = clash->step, *other = clash->other;
	const struct hito_value *at = clash->value;
	struct hito_finding *finding;

	/* What is inherited does not stand in this step. */
	if (at != hito_item_value(step, at->key))
		at = hito_item_value(step, HITO_KEY_NEEDS);
	finding = hito_lint_raise_value(lint, HITO_RULE_G103, step, at,
					message_of(clash));
	finding->args[0] = clash->value->text;
	finding->args[1] = other->plan == step->plan
				   ? other->id
				   : hito_item_name(other, lint->arena);
	finding->args[2] = clash->due->text;
	if (clash->part_of)
		finding->args[3] = clash->part_of->id;
	finding->other_source = hito_lint_source(other);
	finding->other_span = clash->due->span;
	if (finding->other_span.end <= finding->other_span.start)
		finding->other_span = hito_lint_title_span(other);
	finding->other_label = HITO_N("what it needs is due here");
	finding->help = HITO_N("move one of the days, or take the dependency "
			       "away");
}

/* One finding a step: what is due last is what has to be waited for. */
static bool judge_step(struct hito_lint *lint,
		       const struct hito_schedule *schedule,
		       const struct hito_item *step)
{
	const struct hito_item *part_of = NULL;
	const struct hito_value *needs =
		hito_item_effective(step, HITO_KEY_NEEDS, &part_of);
	bool in_ring = needs && is_in_ring(schedule, step);
	struct clash worst = {.step = NULL}, clash;
	struct hito_str text;
	struct hito_span span;

	if (part_of == step)
		part_of = NULL;
	for (size_t n = 0; hito_lint_part(needs, n, &text, &span); n++) {
		struct hito_item *other = NULL;

		if (hito_model_step(lint->model, step->plan, text, &other) !=
			    HITO_REFERENCE_FOUND ||
		    other == step || !hito_lint_is_open(other) ||
		    (part_of && is_within(other, part_of)) ||
		    (in_ring && is_in_ring(schedule, other)) ||
		    !find_clash(step, part_of, other, &clash) ||
		    is_told_above(&clash))
			continue;
		if (!worst.step || clash.due->day > worst.due->day)
			worst = clash;
	}
	if (worst.step)
		raise_clash(lint, &worst);
	return worst.step != NULL;
}

/* The step of a plan that cannot end before the plan does, and ends last. */
static struct hito_scheduled find_last(const struct hito_schedule *schedule,
				       const struct hito_item *plan,
				       hito_day end)
{
	struct hito_scheduled last = {.step = NULL, .earliest = end}, next;

	for (size_t i = 0; i < plan->step_count; i++) {
		const struct hito_item *step = plan->steps[i];
		const struct hito_value *due;

		if (hito_schedule_earliest(schedule, step) <= last.earliest ||
		    !hito_schedule_tell(schedule, step, &next) ||
		    next.is_done || hito_step_is_milestone(step) ||
		    !hito_step_is_leaf(step))
			continue;
		/* T102 has said so. */
		due = due_of(step);
		if (!due || due->day <= end)
			last = next;
	}
	return last;
}

/* Something in the chain is wrong by itself, and has been told. */
static bool is_told(const struct hito_schedule *schedule,
		    const struct hito_item *const *path, size_t count,
		    const bool *clashes)
{
	const struct hito_value *due;

	for (size_t i = 0; i < count; i++) {
		if (clashes[path[i]->number])
			return true;
	}
	/* It begins on its own day and does not fit: A103, A101. */
	due = due_of(path[0]);
	return due && hito_item_effective(path[0], HITO_KEY_START, NULL) &&
	       hito_schedule_earliest(schedule, path[0]) > due->day;
}

/* "a → b → c", in the order in which they are done. */
static struct hito_str write_chain(struct hito_lint *lint,
				   const struct hito_item *const *path,
				   size_t count, const struct hito_item *plan)
{
	struct hito_out_memory memory;
	struct hito_out out;

	hito_out_to_memory(&out, &memory, lint->arena, 1u << 20);
	for (size_t i = 0; i < count; i++) {
		if (i)
			hito_out_text(&out, " \xe2\x86\x92 ");
		if (i == CHAIN_SHOWN && count > CHAIN_SHOWN + 1) {
			hito_out_printf(&out, "(%zu)", count - 1 - i);
			i = count - 2;
			continue;
		}
		hito_out_str(&out,
			     path[i]->plan == plan
				     ? path[i]->id
				     : hito_item_name(path[i], lint->arena));
	}
	if (out.failed)
		lint->no_memory = true;
	return (struct hito_str){memory.ptr, memory.len};
}

static void judge_plan(struct hito_lint *lint,
		       const struct hito_schedule *schedule,
		       const struct hito_item *plan)
{
	const struct hito_value *end =
		day_value(hito_item_value(plan, HITO_KEY_END));
	struct hito_scheduled last;
	const struct hito_item **path;
	struct hito_finding *finding;
	char day[HITO_DAY_SIZE];
	size_t count;
	int late;

	if (!end)
		return;
	last = find_last(schedule, plan, end->day);
	if (!last.step)
		return;
	path = hito_schedule_path(schedule, last.step, HITO_PATH_EARLIEST,
				  lint->scratch, &count);
	if (!path) {
		lint->no_memory = true;
		return;
	}
	if (count == 0 || is_told(schedule, path, count, lint->clashes))
		return;
	late = last.earliest - end->day;
	finding = hito_lint_raise_value(
		lint, HITO_RULE_G103, plan, end,
		late == 1 ? HITO_N("{1} cannot end before {2}, a day after the "
				   "plan, which ends {3}")
			  : HITO_N("{1} cannot end before {2}, {4} days after "
				   "the plan, which ends {3}"));
	finding->args[0] = write_chain(lint, path, count, plan);
	finding->args[1] = hito_arena_copy(
		lint->arena,
		hito_str_from(hito_day_format(last.earliest, day)));
	finding->args[2] = end->text;
	finding->args[3] = hito_arena_printf(lint->arena, "%d", late);
	finding->help = HITO_N("shorten the chain, get help, begin earlier, or "
			       "move the end of the plan");
}

void hito_lint_sequence(struct hito_lint *lint,
			const struct hito_schedule *schedule)
{
	lint->clashes = hito_lint_step_flags(lint);
	for (size_t i = 0; lint->clashes && i < lint->waiting_count; i++) {
		const struct hito_item *step = lint->waiting[i];

		lint->clashes[step->number] = hito_lint_is_open(step) &&
					      judge_step(lint, schedule, step);
	}
	for (size_t i = 0; lint->clashes && i < lint->model->plan_count; i++) {
		if (hito_lint_is_open(lint->model->plans[i]))
			judge_plan(lint, schedule, lint->model->plans[i]);
	}
}
