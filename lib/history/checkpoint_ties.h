/* SPDX-License-Identifier: MIT */
/*
 * Groups that share a past: something of one was of the other once. What such
 * a plan comes to is not told by its own events alone.
 */
#ifndef HITO_HISTORY_CHECKPOINT_TIES_H
#define HITO_HISTORY_CHECKPOINT_TIES_H

#include "history/snapshot.h"

/*
 * By group of the snapshot: the place of the first of those that share a past
 * with it. Each lineage of things and events has a number (hito_lineage,
 * number) up to lineage_count. NULL: no memory.
 */
uint32_t *hito_ties_find(const struct hito_snapshot *snapshot,
			 const struct hito_nodes *nodes, size_t lineage_count,
			 struct hito_arena *arena);

#endif
