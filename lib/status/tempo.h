/* SPDX-License-Identifier: MIT */
/*
 * The tempo of a plan: what became of its steps on which day, and what that
 * makes of each week up to a day, today or in the past.
 */
#ifndef HITO_STATUS_TEMPO_H
#define HITO_STATUS_TEMPO_H

#include "hito/forecast.h"
#include "status/lateness.h"
#include "status/simulation.h"

enum hito_tempo_state {
	HITO_TEMPO_NOWHERE, /* not made yet, or removed */
	HITO_TEMPO_OPEN,
	HITO_TEMPO_DOING,
	HITO_TEMPO_DONE,
	HITO_TEMPO_DROPPED,
};

/* A day on which a step changed its state. */
struct hito_tempo_move {
	hito_day day;
	enum hito_tempo_state to;
	bool silent; /* nobody knows the day: not committed */
};

/* A leaf of the plan, of today or of the past. */
struct hito_tempo_step {
	const struct hito_step_status *status; /* NULL: it is gone */
	const struct hito_item *objective;
	struct hito_tempo_move *moves; /* in the order of events */
	size_t move_count, move_capacity;
	const struct hito_promised_day *promises; /* oldest first */
	size_t promise_count;
	int64_t minutes; /* of its estimate; -1: it has none */
	bool milestone;
};

struct hito_tempo {
	const struct hito_plan_status *plan;
	struct hito_calendar calendar;
	unsigned days_a_week;
	struct hito_tempo_step *steps;
	size_t step_count;
	hito_day start;   /* of work; NONE: nothing was ever done */
	bool by_estimate; /* units are minutes, else steps */
};

/* False when memory ends. */
bool hito_tempo_read(struct hito_tempo *tempo, const struct hito_status *status,
		     const struct hito_plan_status *plan,
		     enum hito_measure measure, struct hito_arena *arena);

/* The state after a day; *out_day: when it came into it. */
struct hito_tempo_move hito_tempo_at(const struct hito_tempo_step *step,
				     hito_day day);
bool hito_tempo_is_open(enum hito_tempo_state state);
/* What a step counts: 1, or its minutes. */
int64_t hito_tempo_units(const struct hito_tempo *tempo,
			 const struct hito_tempo_step *step);

/* The weeks up to a day, the newest first, and what is left then. */
struct hito_tempo_weeks {
	struct hito_past_week weeks[HITO_FORECAST_MAX_WEEKS];
	uint32_t count;
	size_t finished; /* steps, in these weeks */
	size_t open;     /* leaves */
	int64_t left;    /* units of them */
};
void hito_tempo_weeks(const struct hito_tempo *tempo, hito_day day,
		      struct hito_tempo_weeks *out);
/* The day promised of a step, as it was known on a day; NONE. */
hito_day hito_tempo_due(const struct hito_tempo_step *step, hito_day day);
/*
 * How far the promises were off of the steps that were finished by a day.
 * False when memory ends.
 */
bool hito_tempo_lateness(const struct hito_tempo *tempo, hito_day day,
			 struct hito_arena *arena, struct hito_lateness *out);
/* Is it enough to foretell from? */
bool hito_tempo_is_enough(const struct hito_tempo_weeks *weeks);

#endif
