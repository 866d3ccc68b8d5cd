/* SPDX-License-Identifier: MIT */
/*
 * The commits behind a commit, parents first (hito-history(7), ORDER): among
 * the ready ones the smallest (committer date, id).
 */
#ifndef HITO_HISTORY_WALK_H
#define HITO_HISTORY_WALK_H

#include "history/git.h"

struct hito_walked {
	struct hito_oid oid;
	struct hito_git_commit commit;
	uint32_t *parents; /* places in the walk of the parents we have */
	uint32_t parent_count;
	bool cut;          /* a parent is missing: shallow, lost */
	uint32_t children; /* how many walked commits have it as parent */
};

struct hito_walk {
	struct hito_walked *commits; /* parents before children */
	size_t count;
	bool complete;
	const char *reason; /* as in hito_history */
	struct hito_str reason_arg;
	struct hito_str remedy;
};

/*
 * Walk from a commit to the roots (or along first parents only). Iterative;
 * bounded by HITO_LIMIT_COMMITS (then complete is false).
 */
bool hito_walk_read(struct hito_repository *repository,
		    const struct hito_oid *head, bool first_parent,
		    struct hito_arena *arena, struct hito_walk *out_walk,
		    struct hito_err *err);

/*
 * The last commit of the first-parent line that is of a committer day (at its
 * own offset) or earlier. False with HITO_ERR_INPUT when there is none.
 */
bool hito_walk_at(struct hito_repository *repository,
		  const struct hito_oid *head, hito_day day,
		  struct hito_oid *out_commit, struct hito_err *err);

#endif
