/* SPDX-License-Identifier: MIT */
/*
 * Three versions of a plan file merged into one (hito-merge-file(1)).
 *
 * Lines are merged as git does; where that conflicts, or takes a thing or a
 * key twice, the file is merged by what it says: things by id, entries by key,
 * items of lists by what they say, checklists by their text, prose by line.
 */
#ifndef HITO_EDIT_MERGE_H
#define HITO_EDIT_MERGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hito/arena.h"
#include "hito/err.h"
#include "hito/str.h"

/* The most bytes of one version. */
#define HITO_LIMIT_MERGE (64u << 20)

enum hito_favor { HITO_FAVOR_NONE, HITO_FAVOR_OURS, HITO_FAVOR_THEIRS };

struct hito_merge_options {
	struct hito_str base, ours, theirs;
	const char *base_label, *our_label, *their_label;
	unsigned short marker_size; /* 0: as git, 7 */
	bool with_base;             /* conflicts show the base, too */
	enum hito_favor favor;      /* settles what would be a conflict */
	bool only_lines;            /* it is no plan file */
};

/* A value that both changed, each in its way. */
struct hito_merge_conflict {
	size_t offset;         /* in the merged text */
	uint32_t line;         /* the same, from 1 */
	struct hito_str thing; /* id of what it belongs to; may be empty */
	struct hito_str key;   /* as spelt; empty: lines of text */
	struct hito_str ours, theirs; /* ptr NULL: removed */
};

enum hito_merge_note_kind {
	HITO_MERGE_DUPLICATE, /* both added a step of this id */
	HITO_MERGE_MOVED,     /* each moved it elsewhere: it is where ours is */
};
struct hito_merge_note {
	enum hito_merge_note_kind kind;
	struct hito_str id;
};

/* Lives as long as the arena. */
struct hito_merged {
	struct hito_str text;
	struct hito_merge_conflict *conflicts;
	size_t conflict_count;
	struct hito_merge_note *notes;
	size_t note_count;
};

/*
 * err  HITO_ERR_INPUT: a version holds NUL bytes or is too large;
 *      HITO_ERR_GIT: libgit2 is not there
 */
HITO_MUST bool hito_merge(const struct hito_merge_options *options,
			  struct hito_arena *arena, struct hito_merged *out,
			  struct hito_err *err);

#endif
