/* SPDX-License-Identifier: MIT */
/*
 * What hito puts into a repository, piece by piece: a file of its own, lines
 * between two marks in a file that others share, or a section of Git's
 * configuration. Texts only: whoever calls reads and writes the files.
 *
 * A piece is put in once; what somebody else wrote is never changed; taking
 * it out leaves the bytes that were there before.
 */
#ifndef HITO_EDIT_SETUP_H
#define HITO_EDIT_SETUP_H

#include <stdbool.h>
#include <stddef.h>

#include "hito/arena.h"
#include "hito/err.h"
#include "hito/str.h"

enum hito_piece_kind {
	HITO_PIECE_FILE,    /* the whole file is ours */
	HITO_PIECE_LINES,   /* "# >>> hito" ... "# <<< hito", at the end */
	HITO_PIECE_HOOK,    /* the same below the first line of a sh script */
	HITO_PIECE_SECTION, /* of Git's configuration */
};

struct hito_piece {
	enum hito_piece_kind kind;
	struct hito_str text; /* ends with LF, and has no CR */
	/*
	 * LINES, HOOK: the folder of the project where it is not the top of
	 * the repository, which may have several: "docs", or empty.
	 */
	struct hito_str folder;
	/*
	 * FILE: what it may say and be ours, all the same: templates, in which
	 * @WORD@ stands for any text of one line.
	 */
	const struct hito_str *forms;
	size_t form_count;
	/* SECTION: what is looked for, [section "part"] key. */
	const char *section, *part, *key;
};

enum hito_piece_found {
	HITO_PIECE_MISSING,
	HITO_PIECE_THERE,   /* as it is put in */
	HITO_PIECE_OTHER,   /* ours, with another text: it is replaced */
	HITO_PIECE_FOREIGN, /* somebody else's: it is left */
	HITO_PIECE_BROKEN,  /* a mark is there without the other */
	HITO_PIECE_STRANGE, /* a hook that is no sh script */
};

/* before.ptr NULL: there is no file. */
enum hito_piece_found hito_piece_find(const struct hito_piece *piece,
				      struct hito_str before);

/* Of a piece that is MISSING or OTHER. False: no memory. */
HITO_MUST bool hito_piece_put(const struct hito_piece *piece,
			      struct hito_str before, struct hito_arena *arena,
			      struct hito_str *out_after);

/*
 * Of a piece that is THERE or OTHER. out_after->ptr is NULL when the file was
 * made for it and nothing else came into it: it goes. False: no memory.
 */
HITO_MUST bool hito_piece_take(const struct hito_piece *piece,
			       struct hito_str before, struct hito_arena *arena,
			       struct hito_str *out_after);

/* A template with @WORD@ replaced; ptr NULL: no memory. */
struct hito_filling {
	const char *word; /* "@ACTION@" */
	struct hito_str text;
};
struct hito_str hito_piece_fill(struct hito_str form,
				const struct hito_filling *fillings,
				size_t count, struct hito_arena *arena);

#endif
