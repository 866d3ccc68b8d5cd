/* SPDX-License-Identifier: MIT */
/*
 * A snapshot in the making: which files belong to which plan.
 */
#ifndef HITO_HISTORY_MAKING_H
#define HITO_HISTORY_MAKING_H

#include "history/row.h"
#include "history/snapshot.h"

/* A file and the group that it belongs to. */
struct hito_member {
	struct hito_str home;
	struct hito_version *version;
	bool stands_in; /* it is of an older commit */
	size_t order;
};

/* A group in the making: its files here, the same group in parents. */
struct hito_gathered {
	struct hito_str home;
	const struct hito_member *members;
	size_t member_count;
	const struct hito_group **before; /* by parent; NULL: it has none */
	const struct hito_group *shared;  /* nothing of it changed */
	struct hito_group *made;
};

struct hito_making {
	const struct hito_snapshots *snapshots;
	struct hito_compare *compare;
	const struct hito_snapshot *const *parents;
	size_t parent_count;
	const struct hito_file_change *changes; /* since the first parent */
	size_t change_count;
	struct hito_arena *list_arena, *scratch;
	struct hito_snapshot *snapshot;
	struct hito_member *members; /* by home */
	size_t member_count;
	struct hito_gathered *groups; /* by home */
	size_t group_count;
	struct hito_damaged *damaged;
	size_t damaged_count;
	struct hito_str *torn;
	size_t torn_count;
	struct hito_err *err;
};

/* The group of a home; NULL when there is none. */
const struct hito_group *hito_snapshot_group(const struct hito_snapshot *all,
					     struct hito_str home);

/*
 * Gather the groups that may have changed: all others are those of the first
 * parent. Only where files and parents' files are plain. touched.c
 */
bool hito_making_touched(struct hito_making *making);

/*
 * Gather all groups, whatever files there are: read in the language of their
 * plan, plans that cannot be read stood in for, damage noted. gather.c
 */
bool hito_making_gather(struct hito_making *making);

#endif
