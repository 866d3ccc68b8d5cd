/* SPDX-License-Identifier: MIT */
/*
 * Where a repository is: the folder above that has one, and what is laid out
 * in it as git lays it out.
 */
#ifndef HITO_HISTORY_LAYOUT_H
#define HITO_HISTORY_LAYOUT_H

#include "hito/arena.h"
#include "hito/err.h"

/* The folders end with "/"; worktree does not. */
struct hito_layout {
	struct hito_str worktree; /* empty: bare */
	const char *folder;       /* HEAD is in it */
	const char *common;       /* objects and references are */
	bool is_empty, has_replacements, is_partial;
};

enum hito_layout_found {
	HITO_LAYOUT_FOUND,
	HITO_LAYOUT_NONE,   /* no repository, whoever it belongs to */
	HITO_LAYOUT_ODD,    /* to be looked at by somebody who knows more */
	HITO_LAYOUT_FAILED, /* err is filled: memory */
};

/*
 * Find the repository of a folder. Of somebody else's, of one in other
 * formats, with includes in its configuration, or of anything out of the
 * ordinary the answer is ODD. is_empty and has_replacements are not set.
 */
enum hito_layout_found hito_layout_find(const char *folder,
					struct hito_arena *arena,
					struct hito_layout *out_layout,
					struct hito_err *err);

#endif
