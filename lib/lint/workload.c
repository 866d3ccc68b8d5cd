/* SPDX-License-Identifier: MIT */
/* A: has a person more to do than time, in a week or at once? */
#include "lint/lint.h"

/* Steps that a message names before it is cut. */
#define SHOWN 6

/* A run of weeks in which a person has too much to do. */
struct overload {
	struct hito_lint *lint;
	const struct hito_schedule *schedule;
	const struct hito_load_person *person;
	bool is_draft; /* only the steps of drafts make it too much */
	size_t week;   /* the fullest of the run */
	size_t weeks;  /* in a row */
};

struct piece {
	const struct hito_item *step;
	int64_t minutes;
};

static bool is_draft(const struct hito_item *step)
{
	return step->plan && step->plan->state == HITO_DRAFT;
}

static hito_day monday_of(const struct overload *overload)
{
	return overload->person->monday + (hito_day)(overload->week * 7);
}

/* Digits before the end of a text: what comes before them. */
static char *write_number(char *end, uint64_t number)
{
	do {
		*--end = (char)('0' + number % 10);
		number /= 10;
	} while (number);
	return end;
}

struct hito_str hito_lint_hours(struct hito_arena *arena, int64_t minutes,
				bool up)
{
	uint64_t whole = minutes > 0 ? (uint64_t)minutes : 0;
	uint64_t tenths = (whole * 10 + (up ? 59 : 0)) / 60;
	char text[32], *end = text + sizeof(text), *at = end;

	*--at = 'h';
	if (tenths % 10) {
		at = write_number(at, tenths % 10);
		*--at = '.';
	}
	at = write_number(at, tenths / 10);
	return hito_arena_copy(arena,
			       (struct hito_str){at, (size_t)(end - at)});
}

static struct hito_str week_text(struct hito_arena *arena, hito_day monday)
{
	int year, week = hito_day_week(monday, &year);

	return hito_arena_printf(arena, "%04d-W%02d", year, week);
}

static struct hito_str name_of(struct hito_lint *lint,
			       const struct hito_item *step,
			       const struct hito_item *plan)
{
	return step->plan == plan ? step->id
				  : hito_item_name(step, lint->arena);
}

/* Keep the largest pieces, in order; equal ones as they come. */
static void keep(struct piece *pieces, size_t *count, struct piece piece)
{
	size_t at = *count;

	if (*count < SHOWN)
		(*count)++;
	else if (piece.minutes <= pieces[--at].minutes)
		return;
	for (; at > 0 && pieces[at - 1].minutes < piece.minutes; at--)
		pieces[at] = pieces[at - 1];
	pieces[at] = piece;
}

/*
 * The largest pieces of the week, how many there are, and the largest one
 * that can be reported.
 */
static size_t find_pieces(const struct overload *overload, struct piece *pieces,
			  size_t *out_total, struct piece *out_anchor)
{
	const struct hito_load_person *person = overload->person;
	struct hito_lint *lint = overload->lint;
	bool in_scope = false;
	size_t count = 0;

	*out_total = 0;
	*out_anchor = (struct piece){NULL, -1};
	for (size_t i = 0; i < person->share_count; i++) {
		const struct hito_item *step = person->shares[i].step;
		struct piece piece = {
			step, hito_load_in_week(overload->schedule, person,
						&person->shares[i],
						monday_of(overload))};
		bool here;

		if (piece.minutes == 0)
			continue;
		here = hito_lint_item_in_scope(lint->options, step);
		++*out_total;
		keep(pieces, &count, piece);
		if (overload->is_draft && !is_draft(step))
			continue;
		if (here > in_scope ||
		    (here == in_scope && piece.minutes > out_anchor->minutes)) {
			in_scope = here;
			*out_anchor = piece;
		}
	}
	return count;
}

/* "40h: ads 32h, blog 20h" */
static struct hito_str write_pieces(const struct overload *overload,
				    const struct piece *pieces, size_t count,
				    size_t total, const struct hito_item *plan)
{
	struct hito_lint *lint = overload->lint;
	struct hito_out_memory memory;
	struct hito_out out;

	hito_out_to_memory(&out, &memory, lint->arena, 1u << 16);
	hito_out_str(&out,
		     hito_lint_hours(lint->arena,
				     overload->person->capacity[overload->week],
				     false));
	for (size_t i = 0; i < count; i++) {
		hito_out_text(&out, i ? ", " : ": ");
		hito_out_str(&out, name_of(lint, pieces[i].step, plan));
		hito_out_text(&out, " ");
		hito_out_str(&out, hito_lint_hours(lint->arena,
						   pieces[i].minutes, true));
	}
	if (total > count)
		hito_out_printf(&out, " (+%zu)", total - count);
	if (out.failed)
		lint->no_memory = true;
	return (struct hito_str){memory.ptr, memory.len};
}

static void raise_overload(const struct overload *overload)
{
	const struct hito_load_person *person = overload->person;
	struct hito_lint *lint = overload->lint;
	const struct hito_value *estimate;
	struct hito_finding *finding;
	struct piece pieces[SHOWN], anchor;
	size_t total, count = find_pieces(overload, pieces, &total, &anchor);

	if (!anchor.step)
		return;
	estimate = hito_item_value(anchor.step, HITO_KEY_ESTIMATE);
	if (!estimate)
		return;
	finding = hito_lint_raise_value(
		lint, HITO_RULE_A101, anchor.step, estimate,
		overload->weeks == 1
			? HITO_N("{1} has {2} of work in week {3} and time for "
				 "{4}")
			: HITO_N("{1} has {2} of work in week {3}, the fullest "
				 "of several, and time for {4}"));
	if (overload->is_draft)
		finding->level = HITO_INFO;
	finding->args[0] = person->id;
	finding->args[1] = hito_lint_hours(
		lint->arena, person->minutes[overload->week], true);
	finding->args[2] = week_text(lint->arena, monday_of(overload));
	finding->args[3] =
		write_pieces(overload, pieces, count, total, anchor.step->plan);
	finding->help = HITO_N("move a due date, start earlier, or give a step "
			       "to somebody else");
}

/*
 * Minutes of a week, of drafts too or not. Steps that do not fit by themselves
 * are left out: A103 tells of them, and mending that may be enough.
 */
static int64_t sum_week(const struct overload *overload, size_t week,
			bool with_drafts)
{
	const struct hito_load_person *person = overload->person;
	hito_day monday = person->monday + (hito_day)(week * 7);
	int64_t sum = 0;

	for (size_t i = 0; i < person->share_count; i++) {
		const struct hito_load_share *share = &person->shares[i];

		if ((with_drafts || !is_draft(share->step)) &&
		    hito_lint_fits(overload->lint, share->step))
			sum += hito_load_in_week(overload->schedule, person,
						 share, monday);
	}
	return sum;
}

static bool is_over(const struct overload *overload, size_t week)
{
	const struct hito_load_person *person = overload->person;
	int64_t capacity = person->capacity[week];

	if (person->minutes[week] <= capacity ||
	    sum_week(overload, week, overload->is_draft) <= capacity)
		return false;
	return !overload->is_draft ||
	       sum_week(overload, week, false) <= capacity;
}

/* One finding for weeks in a row: they have one cause. */
static void judge_person(struct overload *overload)
{
	const struct hito_load_person *person = overload->person;
	int64_t most = 0;

	overload->weeks = 0;
	for (size_t i = 0; i < person->week_count; i++) {
		int64_t over = person->minutes[i] - person->capacity[i];

		if (is_over(overload, i)) {
			if (overload->weeks++ == 0 || over > most) {
				overload->week = i;
				most = over;
			}
			continue;
		}
		if (overload->weeks)
			raise_overload(overload);
		overload->weeks = 0;
	}
	if (overload->weeks)
		raise_overload(overload);
}

static void rule_overload(struct hito_lint *lint,
			  struct hito_schedule *schedule, bool with_drafts)
{
	struct hito_load_options options = {lint->today, with_drafts};
	struct overload overload = {
		.lint = lint, .schedule = schedule, .is_draft = with_drafts};
	struct hito_load *load;
	size_t start, end;

	if (!hito_load_build(schedule, &options, lint->scratch, &load, NULL)) {
		lint->no_memory = true;
		return;
	}
	for (size_t i = 0; i < load->count; i++) {
		overload.person = &load->people[i];
		/* S002 has said so. */
		if (!hito_lint_is_placeholder(lint, overload.person->id, &start,
					      &end))
			judge_person(&overload);
	}
}

/* The steps that somebody is at. */
struct active {
	struct hito_str owner;
	const struct hito_item **steps;
	size_t count, capacity;
};

struct actives {
	struct hito_map by_owner;
	struct active **list;
	size_t count, capacity;
};

static bool add_active(struct hito_lint *lint, struct actives *actives,
		       struct hito_str owner, const struct hito_item *step)
{
	struct active *active = hito_map_find(&actives->by_owner, owner);

	if (!active) {
		active = hito_new(lint->scratch, struct active, 1);
		if (!active ||
		    !hito_map_put(&actives->by_owner, owner, active) ||
		    !hito_reserve(lint->scratch, actives->list, actives->count,
				  actives->capacity))
			return false;
		active->owner = owner;
		actives->list[actives->count++] = active;
	}
	if (!hito_reserve(lint->scratch, active->steps, active->count,
			  active->capacity))
		return false;
	active->steps[active->count++] = step;
	return true;
}

/* "a, b, c (+3)" */
static struct hito_str write_steps(struct hito_lint *lint,
				   const struct active *active,
				   const struct hito_item *plan)
{
	struct hito_out_memory memory;
	struct hito_out out;

	hito_out_to_memory(&out, &memory, lint->arena, 1u << 16);
	for (size_t i = 0; i < active->count && i < SHOWN; i++) {
		if (i)
			hito_out_text(&out, ", ");
		hito_out_str(&out, name_of(lint, active->steps[i], plan));
	}
	if (active->count > SHOWN)
		hito_out_printf(&out, " (+%zu)", active->count - SHOWN);
	if (out.failed)
		lint->no_memory = true;
	return (struct hito_str){memory.ptr, memory.len};
}

static void raise_active(struct hito_lint *lint, const struct active *active,
			 int most)
{
	const struct hito_item *step = active->steps[0];
	const struct hito_value *state;
	struct hito_finding *finding;

	for (size_t i = 0; i < active->count; i++) {
		step = active->steps[i];
		if (hito_lint_item_in_scope(lint->options, step))
			break;
	}
	state = hito_item_value(step, HITO_KEY_STATE);
	if (!state)
		return;
	finding = hito_lint_raise_value(
		lint, HITO_RULE_A102, step, state,
		HITO_N("{1} has {2} steps in progress at once: {3}"));
	finding->args[0] = active->owner;
	finding->args[1] = hito_arena_printf(lint->arena, "%zu", active->count);
	finding->args[2] = write_steps(lint, active, step->plan);
	finding->args[3] = hito_arena_printf(lint->arena, "%d", most);
	finding->help = HITO_N("finish one before the next begins; at most {4} "
			       "at once");
}

static bool is_active(const struct hito_item *step)
{
	return step->state == HITO_DOING && hito_step_is_leaf(step) &&
	       !hito_step_is_milestone(step) && hito_lint_is_open(step) &&
	       !is_draft(step);
}

static void rule_too_many_active(struct hito_lint *lint,
				 const struct hito_schedule *schedule)
{
	int most = lint->project->thresholds[HITO_THRESHOLD_MAX_ACTIVE];
	struct actives actives = {.count = 0};
	size_t start, end;

	hito_map_init(&actives.by_owner, lint->scratch);
	for (size_t i = 0; i < lint->model->plan_count; i++) {
		const struct hito_item *plan = lint->model->plans[i];

		for (size_t j = 0; j < plan->step_count; j++) {
			const struct hito_item *step = plan->steps[j];
			struct hito_scheduled scheduled;

			if (!is_active(step) ||
			    !hito_schedule_tell(schedule, step, &scheduled))
				continue;
			if (scheduled.owner.len &&
			    !add_active(lint, &actives, scheduled.owner,
					step)) {
				lint->no_memory = true;
				return;
			}
		}
	}
	for (size_t i = 0; i < actives.count; i++) {
		const struct active *active = actives.list[i];

		if (active->count > (size_t)most &&
		    !hito_lint_is_placeholder(lint, active->owner, &start,
					      &end))
			raise_active(lint, active, most);
	}
}

void hito_lint_workload(struct hito_lint *lint, struct hito_schedule *schedule)
{
	bool has_drafts = false;

	for (size_t i = 0; i < lint->model->plan_count; i++)
		has_drafts |= lint->model->plans[i]->state == HITO_DRAFT;
	rule_overload(lint, schedule, false);
	if (has_drafts)
		rule_overload(lint, schedule, true);
	rule_too_many_active(lint, schedule);
}
