/* SPDX-License-Identifier: MIT */
/*
 * Plan files in canonical form: the order of keys (edit/canonical.h), an item a
 * line, ISO days, spaces. Meaning, comments, unknown keys and all that stands
 * outside of front matter stay as they are.
 *
 *	hito_fmt_init(&fmt, arena)
 *	hito_fmt_begin(&fmt, workspace), hito_fmt_file(&fmt, document) ...
 *	while hito_fmt_is_unstable(&fmt):
 *		read the project with hito_fmt_texts in place of files
 *		hito_fmt_again(&fmt, workspace)
 *
 * Nothing here writes a file.
 */
#ifndef HITO_EDIT_FMT_H
#define HITO_EDIT_FMT_H

#include "hito/fixed.h"
#include "hito/workspace.h"

/*
 * A block that is left as it is; or a file that is refused: both sides of its
 * conflict would have to be known.
 */
struct hito_fmt_left {
	struct hito_str path;
	uint32_t line, column; /* column 0: a block */
	const char *why;       /* English (HITO_N) */
	enum hito_rule rule;   /* that says why, else HITO_RULE_COUNT */
	unsigned round;        /* the line is of the text then, from 0 */
};

/* A file that changes. */
struct hito_fmt_file {
	const struct hito_document *first; /* as it was */
	struct hito_fixed fixed;
	size_t errors;  /* of form, that it had at first */
	bool stable;    /* formatting it again changes nothing */
	bool refused;   /* it would not mean the same: it stays as it was */
	unsigned round; /* that found it stable */
};

struct hito_fmt_index;

struct hito_fmt {
	struct hito_arena *arena;
	enum hito_lang keys; /* spell known keys so; NONE: as they are */
	struct hito_fmt_file **files;
	size_t count, capacity;
	struct hito_fmt_left *left; /* of all rounds */
	size_t left_count, left_capacity;
	size_t seen;   /* plan files that were looked at */
	size_t mapped; /* those that belong to other tools */
	unsigned rounds;
	const struct hito_workspace *workspace;
	struct hito_fmt_index *index;
};

void hito_fmt_init(struct hito_fmt *fmt, struct hito_arena *arena);

/* All are false when memory ends. */
HITO_MUST bool hito_fmt_begin(struct hito_fmt *fmt,
			      const struct hito_workspace *workspace);
/* Format a file of the workspace. */
HITO_MUST bool hito_fmt_file(struct hito_fmt *fmt,
			     const struct hito_document *document);

/*
 * Is it of the files as they were, or (after) as they are then? In a file that
 * changes lines move.
 */
bool hito_fmt_counts(const struct hito_fmt *fmt,
		     const struct hito_fmt_left *left, bool after);

/* Has a file changed that was not read again since? */
bool hito_fmt_is_unstable(const struct hito_fmt *fmt);
HITO_MUST bool hito_fmt_texts(const struct hito_fmt *fmt,
			      const struct hito_file **out_texts,
			      size_t *out_count);
/*
 * See that the files mean what they did (else they are refused), and format
 * what could not be formatted before.
 */
HITO_MUST bool hito_fmt_again(struct hito_fmt *fmt,
			      const struct hito_workspace *workspace);

#endif
