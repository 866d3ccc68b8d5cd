/* SPDX-License-Identifier: MIT */
/* Groups that share a past. */
#include "history/checkpoint_ties.h"

#define NO_GROUP UINT32_MAX

struct tying {
	const struct hito_snapshot *snapshot;
	uint32_t *ties;   /* by group: one that it is tied to, or itself */
	uint32_t *having; /* by number of lineage: a group + 1 that has it */
};

static uint32_t first_of(uint32_t *ties, uint32_t group)
{
	while (ties[group] != group) {
		ties[group] = ties[ties[group]];
		group = ties[group];
	}
	return group;
}

static void tie(struct tying *tying, uint32_t one, uint32_t other)
{
	if (one == NO_GROUP || other == NO_GROUP)
		return;
	one = first_of(tying->ties, one);
	other = first_of(tying->ties, other);
	if (one < other)
		tying->ties[other] = one;
	else
		tying->ties[one] = other;
}

static uint32_t find_group(const struct hito_snapshot *snapshot,
			   struct hito_str home)
{
	size_t place = hito_snapshot_place(snapshot, 0, home);

	return place < snapshot->group_count &&
			       hito_str_equal(snapshot->groups[place]->home,
					      home)
		       ? (uint32_t)place
		       : NO_GROUP;
}

static uint32_t *having(struct tying *tying, struct hito_lineage *lineage)
{
	return &tying->having[hito_lineage_root(lineage)->number];
}

/* One lineage in two groups: it stands in one, and was in the other. */
static void tie_things(struct tying *tying)
{
	const struct hito_snapshot *snapshot = tying->snapshot;

	for (size_t g = 0; g < snapshot->group_count; g++) {
		const struct hito_group *group = snapshot->groups[g];

		for (size_t i = 0; i < group->thing_count; i++) {
			uint32_t *has =
				having(tying, group->things[i]->lineage);

			if (*has)
				tie(tying, (uint32_t)g, *has - 1);
			else
				*has = (uint32_t)g + 1;
		}
	}
}

static void tie_moves(struct tying *tying, const struct hito_nodes *nodes)
{
	for (size_t i = 0; i < nodes->count; i++) {
		const struct hito_event_node *node = nodes->list[i];
		uint32_t group;

		if (!node->event.old_plan.len)
			continue;
		group = *having(tying, node->lineage);
		tie(tying, find_group(tying->snapshot, node->event.old_plan),
		    group ? group - 1
			  : find_group(tying->snapshot,
				       hito_lineage_root(node->lineage)->plan));
	}
}

uint32_t *hito_ties_find(const struct hito_snapshot *snapshot,
			 const struct hito_nodes *nodes, size_t lineage_count,
			 struct hito_arena *arena)
{
	struct tying tying = {
		.snapshot = snapshot,
		.ties = hito_new(arena, uint32_t, snapshot->group_count + 1),
		.having = hito_new(arena, uint32_t, lineage_count + 1),
	};

	if (!tying.ties || !tying.having)
		return NULL;
	for (size_t g = 0; g < snapshot->group_count; g++)
		tying.ties[g] = (uint32_t)g;
	tie_things(&tying);
	tie_moves(&tying, nodes);
	for (size_t g = 0; g < snapshot->group_count; g++)
		tying.ties[g] = first_of(tying.ties, (uint32_t)g);
	return tying.ties;
}
