/* SPDX-License-Identifier: MIT */
/*
 * Snapshots: the files and things of a commit, in groups that commits share.
 *
 * A group is a plan with the files that belong to it. A commit that changes
 * one plan shares all other groups with its parent, so its cost is that of
 * the plan it changes.
 */
#ifndef HITO_HISTORY_SNAPSHOT_H
#define HITO_HISTORY_SNAPSHOT_H

#include "history/compare.h"
#include "history/name.h"
#include "history/trees.h"
#include "history/version.h"

/* A file in the list of a commit: numbers of the catalog. */
struct hito_filed {
	uint32_t path, version;
};

/* The plan files of one commit. */
struct hito_files {
	struct hito_filed *list; /* by path */
	size_t count;
	size_t lost; /* of them, folders that cannot be read */
	/*
	 * Each file is a plan of its own or prose, and nothing is damaged:
	 * what does not change stays in its group.
	 */
	bool plain;
	/* Where it is not plain, by the list: as it is read (in its plan's
	 * language). */
	struct hito_version **versions;
	/*
	 * What stands in for a plan.md that cannot be read: its last version
	 * that could. It says to which plan the steps beside it belong, and
	 * in which language they are written. NULL: nothing.
	 */
	struct hito_version **stand_ins;
	bool damaged; /* some version is */
};

/* It does not change: commits share it. */
struct hito_group {
	struct hito_str home; /* the plan's id */
	struct hito_version **members;
	size_t member_count;
	/* By name: pooled ones, or rows of its own. */
	const struct hito_row *const *pooled;
	struct hito_row *rows;
	size_t row_count;
	struct hito_thing **things; /* tombstones too */
	bool torn; /* a member stands in for one that cannot be read */
	size_t thing_count;
	/* Of a checkpoint, and its rows are not read yet; by thing: its row. */
	bool lazy;
	const uint32_t *thing_rows;
};

struct hito_snapshot {
	struct hito_files files;
	const struct hito_group **groups; /* by home */
	size_t group_count;
};

/* What all snapshots of a history share. */
struct hito_snapshots {
	struct hito_catalog *catalog;
	struct hito_version_reader *reader;
	struct hito_names *names;
};

/*
 * The files of a commit: those of its first parent (NULL: none) and what
 * changed since. In the arena. *out_fits is false where that is not the change
 * of these files: they were noted, and a tree behind them is lost now.
 */
bool hito_files_make(const struct hito_catalog *catalog,
		     const struct hito_files *before,
		     const struct hito_file_change *changes, size_t count,
		     struct hito_arena *arena, struct hito_files *out_files,
		     bool *out_fits, struct hito_err *err);

/* Have two commits the same files? What is lost is never the same. */
bool hito_files_equal(const struct hito_files *a, const struct hito_files *b);

/*
 * Make the snapshot of a commit from its files, what changed in them since
 * the first parent and the parents' snapshots, and add its events. compare
 * has commit, day, trailers, nodes and lost set; out_snapshot->files is
 * listed, groups are added in list_arena.
 */
bool hito_snapshot_make(const struct hito_snapshots *snapshots,
			struct hito_compare *compare,
			const struct hito_snapshot *const *parents,
			size_t parent_count,
			const struct hito_file_change *changes,
			size_t change_count, struct hito_arena *list_arena,
			struct hito_snapshot *snapshot, struct hito_err *err);

/* Where a home is among the groups, or would be; not before a place. */
size_t hito_snapshot_place(const struct hito_snapshot *all, size_t from,
			   struct hito_str home);

#endif
