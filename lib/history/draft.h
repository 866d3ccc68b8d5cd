/* SPDX-License-Identifier: MIT */
/*
 * The message of a commit that is being made, as Git hands it to its hooks:
 * text, then comments, then what is cut off (git-commit(1), CLEANUP).
 */
#ifndef HITO_HISTORY_DRAFT_H
#define HITO_HISTORY_DRAFT_H

#include "hito/arena.h"

struct hito_draft {
	struct hito_str text;
	/* The message: text[0, end), without the blank lines behind it. */
	size_t end;
	/* Where the comments behind it begin; SIZE_MAX: there are none. */
	size_t comments;
	size_t scissors;  /* where the rest is cut off; SIZE_MAX: nowhere */
	char mark;        /* that comments begin with; 0: not known */
	bool empty;       /* nothing is written yet */
	bool in_trailers; /* its last paragraph holds trailers alone */
	struct hito_str line_end;
};

void hito_draft_read(struct hito_str text, struct hito_draft *out);

/* What git commit --fixup and --squash write: it goes into another one. */
bool hito_draft_is_fixup(const struct hito_draft *draft);

/*
 * The text with lines added (each ends with a line feed): at the end of the
 * message as trailers, or as comments before those that are there. Nothing
 * else changes. ptr NULL: no memory.
 */
struct hito_str hito_draft_add(const struct hito_draft *draft,
			       struct hito_str lines, struct hito_arena *arena);
struct hito_str hito_draft_comment(const struct hito_draft *draft,
				   struct hito_str lines,
				   struct hito_arena *arena);

#endif
