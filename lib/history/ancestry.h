/* SPDX-License-Identifier: MIT */
/* Which commits lie behind a commit: what is new in a range A..B is not. */
#ifndef HITO_HISTORY_ANCESTRY_H
#define HITO_HISTORY_ANCESTRY_H

#include "history/git.h"

struct hito_ancestry {
	struct hito_oid *oids; /* sorted */
	size_t count;
	struct hito_str missing; /* id of an object that is, or nothing */
};

/*
 * A commit and all before it, as far as the repository has them. What it has
 * lost may be known of its history all the same.
 *
 * err  HITO_ERR_USAGE or HITO_ERR_INPUT: rev names no commit
 */
HITO_MUST bool hito_ancestry_read(struct hito_repository *repository,
				  const char *rev, struct hito_arena *arena,
				  struct hito_ancestry *out,
				  struct hito_err *err);
/* id: 40 hexadecimal digits. */
bool hito_ancestry_has(const struct hito_ancestry *ancestry,
		       const char id[HITO_ID_SIZE]);

#endif
