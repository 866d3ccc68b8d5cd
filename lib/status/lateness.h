/* SPDX-License-Identifier: MIT */
/*
 * How far promises were off: of each due day that a finished step ever had,
 * the working days from it to the day of the finish, and how long it stood.
 *
 * A promise that stands today is one of such promises at some day of its life,
 * so each counts for the days that it stood.
 */
#ifndef HITO_STATUS_LATENESS_H
#define HITO_STATUS_LATENESS_H

#include "base/random.h"
#include "hito/arena.h"
#include "hito/date.h"

/* Fewer finished steps with a due day tell nothing of promises. */
#define HITO_LATENESS_MIN_STEPS 5
/* So many of them make the past of one run. */
#define HITO_LATENESS_DRAWN 40
/* A due day moved before what is drawn for it is in the past. */
#define HITO_LATENESS_REDRAWS 8

/* A day promised, from the day on which it was. */
struct hito_promised_day {
	hito_day made, due;
};

struct hito_late {
	int working_days; /* negative: early */
	uint32_t until;   /* days that it and all before it stood */
};

struct hito_lateness {
	struct hito_late *list;
	size_t count, capacity;
	size_t steps; /* that they are of */
};

/* A promise that stood so many days. False when memory ends. */
bool hito_lateness_add(struct hito_lateness *lateness, int working_days,
		       int stood, struct hito_arena *arena);
bool hito_lateness_is_enough(const struct hito_lateness *lateness);
/* The one in the middle, by the days that they stood. False: no memory. */
bool hito_lateness_median(const struct hito_lateness *lateness,
			  struct hito_arena *scratch, int *out_days);
/* One of them, as likely as it stood long; of an enough one. */
int hito_lateness_draw(const struct hito_lateness *lateness,
		       struct hito_random *random);

#endif
