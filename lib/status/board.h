/* SPDX-License-Identifier: MIT */
/*
 * A board: steps by state, and by group where one is asked for. Parents stand
 * on it by their sub-steps; dropped steps and duplicates are left out.
 */
#ifndef HITO_STATUS_BOARD_H
#define HITO_STATUS_BOARD_H

#include "status/outlook.h"

enum hito_board_by {
	HITO_BOARD_BY_NOTHING,
	HITO_BOARD_BY_OWNER,
	HITO_BOARD_BY_PHASE,
	HITO_BOARD_BY_OBJECTIVE,
	HITO_BOARD_BY_PLAN,
};

/* Foreign states have a column each, up to so many of all. */
#define HITO_BOARD_COLUMNS 16

struct hito_board_column {
	enum hito_word state; /* FOREIGN: text is what is compared */
	struct hito_str text; /* canonical */
	size_t count;
};

struct hito_board_cell {
	const struct hito_prospect **list;
	size_t count, capacity;
};

struct hito_board_group {
	struct hito_str id, title; /* empty: those that have none */
	struct hito_board_cell cells[HITO_BOARD_COLUMNS];
};

struct hito_board {
	const struct hito_status *status;
	enum hito_board_by by;
	struct hito_board_column columns[HITO_BOARD_COLUMNS];
	size_t column_count;
	struct hito_board_group *groups; /* in the order of the plans */
	size_t group_count, group_capacity;
	size_t count, dropped;
};

/*
 * What is open stands by due day; what is done by its last day, newest first.
 * Without groups there is one. False when memory ends.
 */
HITO_MUST bool hito_board_make(const struct hito_outlook *outlook,
			       enum hito_board_by by, struct hito_arena *arena,
			       struct hito_board *out);

#endif
