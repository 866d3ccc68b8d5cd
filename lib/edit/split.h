/* SPDX-License-Identifier: MIT */
/*
 * A plan of one file as a folder with a file a step, and back.
 *
 * Where a step was, a line of comment stays in the plan file, so that its
 * order and its place in the text are known when it comes back:
 *
 *	<!-- step: blog -->
 */
#ifndef HITO_EDIT_SPLIT_H
#define HITO_EDIT_SPLIT_H

#include "edit/transfer.h"

/* What was done, and what is not as it was. */
struct hito_split {
	struct hito_transfer *transfer;
	const struct hito_item *plan;
	struct hito_str path; /* of the plan's file then */
	size_t count;         /* of the steps that are files then, or not */
	bool done;            /* false: there is nothing to do */
};

/* Plan and write, as hito_move_plan and hito_move_write. */
HITO_MUST bool hito_split(struct hito_split *split, struct hito_err *err);
HITO_MUST bool hito_join(struct hito_split *split, struct hito_err *err);

/* The id of a line "<!-- step: blog -->"; false: it is none. */
bool hito_split_mark(struct hito_str line, struct hito_str *out_id);

#endif
