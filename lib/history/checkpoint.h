/* SPDX-License-Identifier: MIT */
/*
 * A checkpoint: where a history stood at a commit, so that a later run goes
 * on from there and reads the commits since alone (hito-history(7), CACHE).
 *
 * It holds what the walk had in hand when it had read the commit: the files
 * and things of that commit and all events so far. It is used only where the
 * commit looked at and all between descend from it, and where program,
 * project file and former names are the same; what depends on anything else
 * (people, what landed, stories) is worked out anew. The file is not trusted:
 * every number is checked before it is used.
 */
#ifndef HITO_HISTORY_CHECKPOINT_H
#define HITO_HISTORY_CHECKPOINT_H

#include "history/gaps.h"
#include "history/people.h"
#include "history/walk.h"

/* A commit of events, and its author as it spells them. */
struct hito_signed_commit {
	struct hito_commit commit;
	const struct hito_signer *signer;
};

/* Where checkpoints are kept, and what one holds for. */
struct hito_checkpoint_place {
	const char *folder;
	uint64_t key;
	bool older; /* not that of the newest commit, but of one before */
};

/* What the walk had in hand when it had read a commit. */
struct hito_stand {
	struct hito_oid tip;
	size_t commit_count, plan_commits;
	struct hito_snapshot *snapshot;
	struct hito_catalog *catalog;
	struct hito_nodes *nodes;
	struct hito_lost_list *lost;
	struct hito_gaps *gaps;
};

struct hito_checkpoint;

/*
 * NULL: there is none that can be used. Whether it is whole is found out on
 * another thread, if there may be one, until it is loaded.
 */
struct hito_checkpoint *
hito_checkpoint_open(const struct hito_checkpoint_place *place,
		     unsigned threads, struct hito_arena *arena);
struct hito_oid hito_checkpoint_tip(const struct hito_checkpoint *checkpoint);

/* Does it tell of anything that could not be read, or named nothing? */
bool hito_checkpoint_has_faults(const struct hito_checkpoint *checkpoint);

/*
 * Fill what stand points to, all of it empty so far: first the files, then all
 * else. False: the file is not sound, or memory ends; then all of it is to be
 * emptied again.
 */
bool hito_checkpoint_files(struct hito_checkpoint *checkpoint,
			   struct hito_arena *arena, struct hito_stand *stand);
bool hito_checkpoint_load(struct hito_checkpoint *checkpoint,
			  struct hito_people *people, struct hito_stand *stand);

/*
 * Add to homes (by text) those of the groups that share a past with one of
 * them. False: as above.
 */
bool hito_checkpoint_tied(struct hito_checkpoint *checkpoint,
			  struct hito_str **homes, size_t *count,
			  struct hito_arena *arena);

/*
 * In place of all: the groups with these homes (by text; all that share a past
 * among them) and the events of their plans alone.
 */
bool hito_checkpoint_load_of(struct hito_checkpoint *checkpoint,
			     const struct hito_str *homes, size_t count,
			     struct hito_people *people,
			     struct hito_stand *stand);

/* Can this be kept? Where each file is a plan of its own and all is read. */
bool hito_checkpoint_can(const struct hito_stand *stand);
void hito_checkpoint_write(const struct hito_checkpoint_place *place,
			   const struct hito_stand *stand);

#endif
