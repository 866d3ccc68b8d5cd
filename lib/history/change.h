/* SPDX-License-Identifier: MIT */
/*
 * One row against the things that it was in the parents: its new thing and
 * the events that led there.
 */
#ifndef HITO_HISTORY_CHANGE_H
#define HITO_HISTORY_CHANGE_H

#include "history/compare.h"
#include "history/match.h"

/* Trailers come first within a commit; a commit has at most this many. */
#define HITO_RANK_FILES (1u << 20)

struct hito_change_context {
	const struct hito_compare *compare;
	const struct hito_match *matches; /* by parent */
	/* by trailer: index of the row it names, or HITO_NO_ROW */
	const uint32_t *trailer_rows;
	uint32_t rank; /* of the next event of the files */
	/* Room for what a row was, by parent: of one row after the other. */
	struct hito_thing **before;
};

/* An event of the commit, added to the log. NULL: no memory. */
struct hito_event_node *hito_change_add(struct hito_change_context *context,
					enum hito_change what,
					const struct hito_thing *thing);

bool hito_change_row(struct hito_change_context *context, size_t row,
		     struct hito_thing **out_thing, struct hito_err *err);

#endif
