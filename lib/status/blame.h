/* SPDX-License-Identifier: MIT */
/*
 * Blame: which commit last set each value of a thing, and what it was before.
 */
#ifndef HITO_STATUS_BLAME_H
#define HITO_STATUS_BLAME_H

#include "hito/history.h"

/* A value that a key had, from an event on. */
struct hito_blame_value {
	enum hito_key key;
	const struct hito_fact *fact; /* NULL: it was taken away */
	/* That set it, on the chain of what stands. NULL: it is not committed
	 * yet, or its beginning is not known. */
	const struct hito_event *event;
	bool current;     /* the newest one of its key */
	bool uncommitted; /* the work tree's */
	bool confirmed;   /* set to what it was already */
	bool carried;     /* newer ones cannot be read: the last that could */
	/* Not its own: what the thing has from here. NULL: its own. */
	const struct hito_item *from;
};

struct hito_blame {
	enum hito_kind kind;
	struct hito_str plan, id, title, path;
	const struct hito_story *story;   /* NULL: it is not committed */
	const struct hito_event *removed; /* NULL: it is there */
	bool removed_uncommitted;
	/* By key; of each the newest first. */
	const struct hito_blame_value *values;
	size_t count;
};

struct hito_blame_options {
	const struct hito_history *history;
	const struct hito_story *story; /* NULL: of the work tree alone */
	/* The work tree's, where it is looked at; NULL: the commit alone. */
	const struct hito_model *worktree;
	const struct hito_item *item; /* of the work tree, without a story */
	bool all;                     /* every value that it had */
};

HITO_MUST bool hito_blame_make(const struct hito_blame_options *options,
			       struct hito_arena *arena,
			       struct hito_blame **out_blame,
			       struct hito_err *err);

#endif
