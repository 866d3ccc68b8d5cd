/* SPDX-License-Identifier: MIT */
/*
 * Snapshots: the things of a commit, in groups that commits share.
 *
 * A group is a plan with the files that belong to it. A commit that changes
 * one plan shares all other groups with its parent, so its cost is that of
 * the plan it changes.
 */
#ifndef HITO_HISTORY_SNAPSHOT_H
#define HITO_HISTORY_SNAPSHOT_H

#include "history/compare.h"
#include "history/name.h"
#include "history/version.h"

/* It does not change: commits share it. */
struct hito_group {
	struct hito_str home; /* the plan's id */
	const struct hito_document **documents;
	size_t document_count;
	struct hito_row *rows; /* of the documents, by name */
	size_t row_count;
	struct hito_thing **things; /* tombstones too */
	bool torn; /* a document stands in for one that cannot be read */
	size_t thing_count;
};

struct hito_snapshot {
	struct hito_files files;
	const struct hito_group **groups; /* by home */
	size_t group_count;
};

/*
 * Make the snapshot of a commit from its files and its parents' snapshots,
 * and add its events. compare has commit, day, trailers, nodes and lost set;
 * out_snapshot->files is read, groups are added in list_arena.
 */
bool hito_snapshot_make(struct hito_versions *versions,
			struct hito_names *names, struct hito_compare *compare,
			const struct hito_snapshot *const *parents,
			size_t parent_count, struct hito_arena *list_arena,
			struct hito_snapshot *snapshot, struct hito_err *err);

#endif
