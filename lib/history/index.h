/* SPDX-License-Identifier: MIT */
/*
 * Git's index as it lies on disk (gitformat-index(5), versions 2 to 4), one
 * file of it: a split index is two.
 */
#ifndef HITO_HISTORY_INDEX_H
#define HITO_HISTORY_INDEX_H

#include "history/git.h"

struct hito_index_entry {
	struct hito_str path; /* empty in a split index: of the shared entry
				 that this one is in place of */
	enum hito_entry_kind kind; /* a folder: of a sparse index */
	struct hito_oid oid;
	unsigned stage; /* 0; of a merge 1: the base, 2: ours, 3: theirs */
	bool intended;  /* git add -N: only its name is there */
};

struct hito_index {
	struct hito_index_entry *entries; /* by path and stage */
	size_t count;
	struct hito_oid sum;  /* the checksum at the end of the file */
	struct hito_str link; /* of a split index: what it changes in the
				 shared one; ptr NULL: it stands alone */
};

/* Borrows from bytes. HITO_ERR_INPUT: damaged, or a newer version. */
HITO_MUST bool hito_index_read(struct hito_str bytes, struct hito_arena *arena,
			       struct hito_index *out, struct hito_err *err);

/* The checksum of the shared index; false: none belongs to this one. */
bool hito_index_shared(const struct hito_index *split,
		       struct hito_oid *out_sum);

/*
 * A split index and the shared one that it changes, as one; the entries of the
 * latter are written over. HITO_ERR_INPUT: they do not belong together, or are
 * damaged.
 */
HITO_MUST bool hito_index_join(const struct hito_index *split,
			       struct hito_index *shared,
			       struct hito_arena *arena, struct hito_index *out,
			       struct hito_err *err);

/* Of so many bytes, the highest first. */
static inline uint64_t hito_index_number(struct hito_str bytes, size_t at,
					 size_t size)
{
	uint64_t number = 0;

	for (size_t i = 0; i < size; i++)
		number = number << 8 | (unsigned char)bytes.ptr[at + i];
	return number;
}

/* What is read here is damaged, or of a form that is not read: false. */
bool hito_index_damaged(struct hito_err *err);

#endif
