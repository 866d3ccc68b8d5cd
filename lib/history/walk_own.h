/* SPDX-License-Identifier: MIT */
/* Commits while they are gathered, before they are in order. */
#ifndef HITO_HISTORY_WALK_OWN_H
#define HITO_HISTORY_WALK_OWN_H

#include "history/signer.h"
#include "history/walk.h"

/* A commit while it is gathered; parents are places in the gathering. */
struct hito_walk_node {
	struct hito_walked walked;
	uint32_t first_parent; /* among the parents of all */
	uint32_t named_by;     /* the last child that named it as parent, + 1 */
	uint32_t waiting;      /* parents that are not in order yet */
	uint32_t place;        /* in the order */
	bool missing;
};

/* In the table of commits by id. */
struct hito_walk_entry {
	uint32_t tag;   /* of the id */
	uint32_t place; /* + 1; 0: free */
};

#define HITO_WALK_PIECE 1024

struct hito_gathering {
	const struct hito_walk_input *input;
	struct hito_objects *objects;
	struct hito_arena *arena, *scratch;
	struct hito_walk_node **pieces; /* of nodes, which never move */
	size_t count, capacity;
	struct hito_walk_entry *table;
	size_t table_size;
	uint32_t *parents; /* of all, commit by commit */
	size_t parent_count, parent_capacity;
	uint32_t *walk_parents; /* the same, in order and for good */
	struct hito_signers signers;
	struct hito_walk *walk;
	const struct hito_oid *floor; /* or NULL */
	size_t aside; /* commits that do not seem to descend from it */
};

static inline struct hito_walk_node *
hito_walk_node(const struct hito_gathering *all, size_t place)
{
	return &all->pieces[place / HITO_WALK_PIECE][place % HITO_WALK_PIECE];
}

/* Put what is gathered in order, parents first, into the walk. */
bool hito_walk_order(struct hito_gathering *all, struct hito_err *err);

/* False: the commit that the walk begins at is no good. */
bool hito_walk_lost_head(const struct hito_oid *head, struct hito_err *err);

#endif
