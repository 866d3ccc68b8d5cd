/* SPDX-License-Identifier: MIT */
/*
 * Where two lines of commits part: their newest common ancestor.
 */
#ifndef HITO_HISTORY_MERGEBASE_H
#define HITO_HISTORY_MERGEBASE_H

#include "history/git.h"

enum hito_parting {
	HITO_PARTING_FOUND,
	HITO_PARTING_NONE,    /* they have nothing in common */
	HITO_PARTING_UNKNOWN, /* not in this clone: see struct below */
};

struct hito_mergebase {
	enum hito_parting parting;
	struct hito_oid oid;  /* of FOUND; of several the newest */
	struct hito_oid lost; /* of UNKNOWN: a commit that is missing */
	bool shallow;         /* of UNKNOWN: it is cut off, not lost */
};

/*
 * As git merge-base does, and more careful in one thing: where a line is cut
 * off before the two meet for certain, the answer is UNKNOWN and no guess.
 * Bounded by HITO_LIMIT_COMMITS.
 */
bool hito_mergebase_find(struct hito_repository *repository,
			 const struct hito_oid *one,
			 const struct hito_oid *other, struct hito_arena *arena,
			 struct hito_mergebase *out_base, struct hito_err *err);

#endif
