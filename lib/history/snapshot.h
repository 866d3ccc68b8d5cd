/* SPDX-License-Identifier: MIT */
/*
 * The plan files of commits, each version read once, as rows.
 */
#ifndef HITO_HISTORY_SNAPSHOT_H
#define HITO_HISTORY_SNAPSHOT_H

#include "base/map.h"
#include "history/compare.h"
#include "history/listing.h"

/* What is kept while commits are read one after the other. */
struct hito_snapshots {
	struct hito_repository *repository;
	const struct hito_project *project;
	struct hito_arena *arena; /* of everything that lasts */
	struct hito_map versions; /* "oid path lang" -> document */
	struct hito_map kept;     /* names that outlive a commit */
	struct hito_map names;    /* formerly: old name -> new name */
	struct hito_gap *gaps;
	size_t gap_count, gap_capacity;
	struct hito_str missing; /* id of the first object that was missing */
};

/* Learn the names of before from formerly of the plans looked at. */
bool hito_snapshot_learn_names(struct hito_snapshots *snapshots,
			       const struct hito_model *model,
			       struct hito_err *err);

/* The name that a thing has today. */
void hito_snapshot_name(const struct hito_snapshots *snapshots,
			enum hito_kind kind, struct hito_str *plan,
			struct hito_str *id);

/* The rows of a model, by name, under today's names. */
bool hito_snapshot_rows(struct hito_snapshots *snapshots,
			const struct hito_model *model,
			struct hito_arena *arena, struct hito_row **out_rows,
			size_t *out_count, struct hito_err *err);

/*
 * The rows of a commit. Things of its parents whose file cannot be read here
 * are carried along as rows. commit is named in gaps.
 */
bool hito_snapshot_commit(struct hito_snapshots *snapshots,
			  const struct hito_listing *listing,
			  const struct hito_commit *commit,
			  const struct hito_things *parents,
			  size_t parent_count, struct hito_arena *arena,
			  struct hito_row **out_rows, size_t *out_count,
			  struct hito_err *err);

#endif
