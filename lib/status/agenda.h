/* SPDX-License-Identifier: MIT */
/*
 * What somebody can do now, the most urgent first, and how much has to wait.
 */
#ifndef HITO_STATUS_AGENDA_H
#define HITO_STATUS_AGENDA_H

#include "status/outlook.h"

/* Why a step is on it: constant, name for programs. */
#define HITO_AGENDA_REASONS(X)                  \
	X(OVERDUE, "overdue")                   \
	X(DUE_TODAY, "due-today")               \
	X(DUE_SOON, "due-soon")                 \
	X(IN_PROGRESS, "in-progress")           \
	X(CAN_START, "can-start")               \
	X(WAITS_FOR_NOBODY, "waits-for-nobody") \
	X(NEEDED, "needed")

/* Bits; DUE_SOON is within HITO_AGENDA_SOON days, NEEDED: others wait. */
enum hito_agenda_place {
#define HITO_AGENDA_PLACE(constant, name) HITO_AGENDA_PLACE_##constant,
	HITO_AGENDA_REASONS(HITO_AGENDA_PLACE)
#undef HITO_AGENDA_PLACE
		HITO_AGENDA_REASON_COUNT
};
enum hito_agenda_reason {
#define HITO_AGENDA_BIT(constant, name) \
	HITO_AGENDA_##constant = 1 << HITO_AGENDA_PLACE_##constant,
	HITO_AGENDA_REASONS(HITO_AGENDA_BIT)
#undef HITO_AGENDA_BIT
};
#define HITO_AGENDA_SOON 7

struct hito_agenda {
	const struct hito_prospect **list;
	size_t count;
	size_t turns[HITO_TURN_COUNT]; /* of all the person's steps */
	size_t late_waiting;           /* blocked or waiting, and overdue */
	size_t steps;                  /* of the person, open or not */
};

/*
 * owner: as prospects name it; ptr NULL: everybody's. Duplicates are left out.
 * Overdue ones come first, then what is due today, then by slack, due day,
 * and place. False when
 * memory ends.
 */
HITO_MUST bool hito_agenda_make(const struct hito_outlook *outlook,
				struct hito_str owner, struct hito_arena *arena,
				struct hito_agenda *out);

unsigned hito_agenda_reasons(const struct hito_prospect *prospect);

#endif
