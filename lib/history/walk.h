/* SPDX-License-Identifier: MIT */
/*
 * The commits behind a commit, parents first (hito-history(7), ORDER): among
 * the ready ones the smallest (committer date, id).
 */
#ifndef HITO_HISTORY_WALK_H
#define HITO_HISTORY_WALK_H

#include "history/git.h"

/* An author as commits spell it, once for all of them. */
struct hito_signer {
	struct hito_str name, email;
};

/* Of a commit only what every commit is asked for. */
struct hito_walked {
	struct hito_oid oid, tree;
	struct hito_instant author_time, committer_time;
	const struct hito_signer *author;
	/* The first line, or all where it may hold a trailer. */
	struct hito_str message;
	const uint32_t *parents; /* places in the walk of those we have */
	uint32_t parent_count;
	uint32_t written_parents; /* that the commit names, had or not */
	uint32_t children; /* how many walked commits have it as parent */
	uint32_t met;      /* its place on the trail of the walk */
	bool cut;          /* a parent is missing: shallow, lost */
};

struct hito_walk {
	struct hito_walked *commits; /* parents before children */
	size_t count;
	bool complete;
	const char *reason; /* as in hito_history */
	struct hito_str reason_arg;
	struct hito_str remedy;
};

/* progress NULL: nobody asks. */
static inline void hito_progress_tell(const struct hito_progress *progress,
				      enum hito_stage stage, size_t done,
				      size_t total)
{
	if (progress && progress->tell)
		progress->tell(progress->ctx, stage, done, total);
}

struct hito_notes;
struct hito_trail;

struct hito_walk_input {
	struct hito_repository *repository;
	struct hito_objects *objects; /* NULL: the repository's own */
	const struct hito_oid *head;
	bool first_parent; /* along first parents only */
	struct hito_notes
		*notes; /* what they have is not read again; or NULL */
	struct hito_trail *trail; /* is told of each commit; or NULL */
	const struct hito_progress *progress; /* or NULL */
};

/*
 * Walk from a commit to the roots. Iterative; bounded by HITO_LIMIT_COMMITS
 * (then complete is false).
 */
bool hito_walk_read(const struct hito_walk_input *input,
		    struct hito_arena *arena, struct hito_walk *out_walk,
		    struct hito_err *err);

/*
 * Walk from a commit back to floor, an ancestor of it that is the first of the
 * walk. *out_found is false where some commit of the walk does not descend from
 * floor, or it is so far off that this was not found out; then nothing is
 * filled in.
 */
bool hito_walk_since(struct hito_repository *repository,
		     const struct hito_oid *head, const struct hito_oid *floor,
		     struct hito_arena *arena, struct hito_walk *out_walk,
		     bool *out_found, struct hito_err *err);

/*
 * The last commit of the first-parent line that is of a committer day (at its
 * own offset) or earlier. False with HITO_ERR_INPUT when there is none.
 */
bool hito_walk_at(struct hito_repository *repository,
		  const struct hito_oid *head, hito_day day,
		  struct hito_oid *out_commit, struct hito_err *err);

#endif
