/* SPDX-License-Identifier: MIT */
/* A: does the work of a step fit into the time of those who do it? */
#include "lint/lint.h"

/* People that a message names before it is cut. */
#define SHOWN 6

/* The time that a step has. */
struct room {
	const struct hito_value *start, *due;
	struct hito_hand hands[HITO_LOAD_HANDS];
	size_t count;
	int64_t minutes;
	bool is_limited; /* somebody has less than the working week */
};

/* False: it cannot be said. */
static bool find_room(struct hito_lint *lint, struct hito_schedule *schedule,
		      const struct hito_item *step, struct room *out)
{
	out->start = hito_item_effective(step, HITO_KEY_START, NULL);
	out->due = hito_item_effective(step, HITO_KEY_DUE, NULL);
	out->minutes = 0;
	out->is_limited = false;
	if (!out->start || !out->due || out->start->day == HITO_DAY_NONE ||
	    out->due->day == HITO_DAY_NONE || out->due->day < out->start->day)
		return false;
	if (!hito_schedule_hands(schedule, step, out->start->day, out->due->day,
				 out->hands, &out->count)) {
		lint->no_memory = true;
		return false;
	}
	for (size_t i = 0; i < out->count; i++) {
		out->minutes += out->hands[i].minutes;
		out->is_limited |= out->hands[i].is_limited;
	}
	return out->count > 0;
}

/* "80h", or whose: "40h (luis)", "60h (lucia 40h, luis 20h)" */
static struct hito_str write_room(struct hito_lint *lint,
				  const struct room *room)
{
	struct hito_out_memory memory;
	struct hito_out out;

	hito_out_to_memory(&out, &memory, lint->arena, 1u << 16);
	hito_out_str(&out, hito_lint_hours(lint->arena, room->minutes, false));
	if (room->hands[0].id.len && (room->count > 1 || room->is_limited)) {
		for (size_t i = 0; i < room->count && i < SHOWN; i++) {
			hito_out_text(&out, i ? ", " : " (");
			hito_out_str(&out, room->hands[i].id);
			if (room->count == 1)
				break;
			hito_out_text(&out, " ");
			hito_out_str(&out,
				     hito_lint_hours(lint->arena,
						     room->hands[i].minutes,
						     false));
		}
		if (room->count > SHOWN)
			hito_out_printf(&out, " +%zu", room->count - SHOWN);
		hito_out_text(&out, ")");
	}
	if (out.failed)
		lint->no_memory = true;
	return (struct hito_str){memory.ptr, memory.len};
}

static void judge(struct hito_lint *lint, struct hito_schedule *schedule,
		  const struct hito_item *step)
{
	const struct hito_value *estimate =
		hito_item_value(step, HITO_KEY_ESTIMATE);
	struct hito_finding *finding;
	struct room room;

	if (!estimate || !estimate->readable ||
	    !find_room(lint, schedule, step, &room) ||
	    hito_duration_minutes(
		    hito_value_duration(estimate), lint->calendar.minutes_a_day,
		    hito_project_days_a_week(lint->project)) <= room.minutes)
		return;
	lint->tight[step->number] = true;
	finding = hito_lint_raise_value(
		lint, HITO_RULE_A103, step, estimate,
		HITO_N("{1} do not fit: from {2} to {3} there is time for "
		       "{4}"));
	finding->args[0] = estimate->text;
	finding->args[1] = room.start->text;
	finding->args[2] = room.due->text;
	finding->args[3] = write_room(lint, &room);
	finding->help = HITO_N("move the due date, start earlier, or split the "
			       "step");
}

void hito_lint_room(struct hito_lint *lint, struct hito_schedule *schedule,
		    const struct hito_item *plan)
{
	for (size_t i = 0; i < plan->step_count; i++) {
		if (hito_lint_is_open(plan->steps[i]))
			judge(lint, schedule, plan->steps[i]);
	}
}

bool hito_lint_fits(const struct hito_lint *lint, const struct hito_item *step)
{
	return !lint->tight[step->number];
}
