/* SPDX-License-Identifier: MIT */
/*
 * A history while it is read: what the walk over all commits has in hand.
 */
#ifndef HITO_HISTORY_READING_H
#define HITO_HISTORY_READING_H

#include "history/checkpoint.h"
#include "history/march.h"
#include "history/notes.h"
#include "history/survey.h"

/* The things of a commit, kept while a child may still need them. */
struct hito_state {
	struct hito_arena *arena; /* of the files and the lists */
	struct hito_snapshot snapshot;
	uint32_t users;
};

struct hito_reading {
	struct hito_repository *repository;
	const struct hito_history_options *options;
	struct hito_arena *arena;
	struct hito_arena *scratch; /* emptied after each commit */
	struct hito_history *history;
	struct hito_notes *notes;   /* NULL: none are kept */
	struct hito_march *march;   /* NULL: the walk was not begun before */
	struct hito_scouts *scouts; /* that followed it, or NULL */
	struct hito_walk walk;
	struct hito_survey survey;
	struct hito_state **states; /* by place in the walk */
	const struct hito_project *project;
	struct hito_catalog catalog;
	struct hito_version_reader reader;
	struct hito_batch *batch; /* that reads ahead; NULL: all is read */
	struct hito_names names;
	struct hito_snapshots snapshots;
	struct hito_people *people;
	struct hito_map signers; /* as the walk has them -> kept */
	struct hito_nodes nodes;
	struct hito_lost_list lost;
	struct hito_gaps gaps;
	struct hito_arena *walk_arena; /* of the walk, while it is needed */
	/* Where notes and checkpoints are kept; folder NULL: nowhere. */
	struct hito_notes_options wanted;
	bool relies;             /* on what was kept */
	bool is_part;            /* of the plans: it is not kept */
	struct hito_str missing; /* id of an object of that commit's files */
	struct hito_oid tip;     /* the commit looked at */
	size_t before; /* commits of the checkpoint, before the walk's first */
	struct hito_err *err;
};

struct hito_commit *hito_reading_commit(struct hito_reading *reading,
					size_t place);
void hito_reading_release(struct hito_state *state);

/* A catalog, a reader of versions and all that is found, empty. */
bool hito_reading_begin(struct hito_reading *reading);

/*
 * The same when another way has come to nothing, and err is as it was:
 * whatever stood in the way, the next one tells of it.
 */
bool hito_reading_begin_again(struct hito_reading *reading,
			      const struct hito_err *why);

/* Which commits touch plans; since: but for the first, which is known. */
bool hito_reading_survey(struct hito_reading *reading, bool since);

/* All commits from a place on; those before have their states. */
bool hito_reading_commits(struct hito_reading *reading, size_t from);

/* The state of the commit looked at, when all are read. */
const struct hito_snapshot *
hito_reading_head(const struct hito_reading *reading);

/*
 * Go on from a checkpoint: then all is read. *out_done is false where none
 * can be used, and then nothing is known of the commits yet.
 */
bool hito_reading_resume(struct hito_reading *reading,
			 const struct hito_oid *commit, bool *out_done);
/* The parts of it. Can there be a checkpoint of what is read? */
bool hito_reading_can_resume(const struct hito_reading *reading);
struct hito_checkpoint_place
hito_reading_point(const struct hito_reading *reading, bool older);
/* What is empty yet, to be filled from a checkpoint. */
struct hito_stand hito_reading_stand(struct hito_reading *reading,
				     struct hito_snapshot *snapshot);
/* What commits behind the first change, and what that says. */
bool hito_reading_survey_since(struct hito_reading *reading);
/* All commits behind the first, whose state it is. */
bool hito_reading_since(struct hito_reading *reading, struct hito_state *state);

/* So many commits are read again each time: no checkpoint is worth them. */
#define HITO_READING_FEW 256

/* Keep where we stand, where much is new. */
void hito_reading_keep(struct hito_reading *reading);
/* The place of an older commit whose state is to be kept; SIZE_MAX: none. */
size_t hito_reading_older(const struct hito_reading *reading);
void hito_reading_keep_older(struct hito_reading *reading, size_t place);

/* Give back all that is not the history's own. */
void hito_reading_done(struct hito_reading *reading);
/* A number that tells apart what all plans are read with. */
uint64_t hito_reading_terms(const struct hito_reading *reading,
			    struct hito_str mailmap);
/* Where notes and checkpoints are kept, and what they hold for. */
bool hito_reading_keeping(struct hito_reading *reading);
/* What is known of the walk, which then is not asked for any more. */
bool hito_reading_settle(struct hito_reading *reading);
/* Stories of what the commit looked at has. */
bool hito_reading_finish(struct hito_reading *reading);

#endif
