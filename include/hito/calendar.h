/* SPDX-License-Identifier: MIT */
/*
 * Working days: the project's week, its holidays, a person's leave.
 */
#ifndef HITO_CALENDAR_H
#define HITO_CALENDAR_H

#include <stdbool.h>

#include "hito/date.h"
#include "hito/project.h"

#pragma GCC visibility push(default)

struct hito_calendar {
	unsigned working_days; /* bit 0 = Monday */
	unsigned minutes_a_day;
	const struct hito_days_off *off; /* sorted, borrowed */
	size_t off_count;
};

/* The project's calendar. Borrows from the project. */
struct hito_calendar hito_calendar_of(const struct hito_project *project);
bool hito_calendar_works(const struct hito_calendar *calendar, hito_day day);
/*
 * Working days in [from, to], both included; negative, of [to, from], when
 * to is before from. For a slip from a to b: count(a + 1, b).
 */
int hito_calendar_count(const struct hito_calendar *calendar, hito_day from,
			hito_day to);
/* Working days from a (not counted) to b (counted); negative backwards. */
int hito_calendar_between(const struct hito_calendar *calendar, hito_day a,
			  hito_day b);
/*
 * The day that is count working days after day (0: day itself, or the next
 * working day when it is none; negative: before).
 */
hito_day hito_calendar_add(const struct hito_calendar *calendar, hito_day day,
			   int count);

#pragma GCC visibility pop
#endif
