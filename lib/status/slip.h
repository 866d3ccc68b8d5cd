/* SPDX-License-Identifier: MIT */
/*
 * The days that a step was promised for, and the times they moved.
 */
#ifndef HITO_STATUS_SLIP_H
#define HITO_STATUS_SLIP_H

#include "hito/calendar.h"
#include "hito/status.h"

struct hito_promises {
	hito_day first, last;           /* NONE: never promised */
	const struct hito_event *event; /* that promised first, as known */
	struct hito_slip *slips;
	size_t count, capacity;
	int days, working_days; /* sums over slips */
};

void hito_promises_init(struct hito_promises *promises);
/*
 * The step is promised for a day by an event of its story. Nothing for NONE
 * or the day that was promised before. False when memory ends.
 */
bool hito_promises_add(struct hito_promises *promises, hito_day day,
		       const struct hito_event *event,
		       const struct hito_story *story,
		       const struct hito_calendar *calendar,
		       struct hito_arena *arena);

/*
 * Why a date moved: what reason: became in the same commit, else the
 * commit's subject unless it is a forge's default. Empty: nobody said.
 */
struct hito_str hito_slip_reason(const struct hito_story *story,
				 const struct hito_event *event);

/* A forge's default subject, "Update x.md"; English and Spanish forms. */
bool hito_subject_is_default(struct hito_str subject);

#endif
