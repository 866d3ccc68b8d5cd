/* SPDX-License-Identifier: MIT */
/*
 * A step, with all that is below it, in another plan or under another
 * objective.
 */
#ifndef HITO_EDIT_MOVE_H
#define HITO_EDIT_MOVE_H

#include "edit/transfer.h"

/* What becomes of a piece of text. */
enum hito_moved_form {
	HITO_MOVED_STAYS,   /* a file of the same plan */
	HITO_MOVED_FILE,    /* a file, in another folder */
	HITO_MOVED_SECTION, /* a section of another place */
	HITO_MOVED_TO_FILE, /* a section that becomes a file */
};

struct hito_moved {
	struct hito_passage piece;
	enum hito_moved_form form;
	struct hito_str path; /* of the file then */
	unsigned level;       /* of its heading then */
};

struct hito_move {
	struct hito_transfer *transfer;
	/* Where to; the objective may be NULL. */
	const struct hito_item *plan, *objective;
	struct hito_moved *list;
	size_t count, capacity;
};

/*
 * Plan the move of one step; its sub-steps go with it. *out_done: false where
 * it is there already. err: HITO_ERR_USAGE for a place where it cannot be,
 * HITO_ERR_INPUT for text that cannot be taken out, with what to do.
 */
HITO_MUST bool hito_move_plan(struct hito_move *move,
			      const struct hito_item *step, bool *out_done,
			      struct hito_err *err);

/* Write all that was planned, to the editing of the transfer. */
HITO_MUST bool hito_move_write(struct hito_move *move, struct hito_err *err);

#endif
