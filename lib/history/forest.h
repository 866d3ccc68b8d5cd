/* SPDX-License-Identifier: MIT */
/*
 * Trees that were read, split into their entries: those asked for last are
 * kept, for commits that follow one another share most of them, and of a tree
 * that is much like one that is there only what differs is looked at.
 */
#ifndef HITO_HISTORY_FOREST_H
#define HITO_HISTORY_FOREST_H

#include "history/hold.h"
#include "history/object.h"

/* So many entries of two trees are the same at both ends. */
struct hito_tree_ends {
	size_t first, last;
};

/* A tree, and where its entries start. */
struct hito_kept_tree {
	struct hito_oid oid;
	struct hito_raw raw;
	struct hito_arena *arena; /* of starts */
	uint32_t *starts;         /* of the entries, and where they end */
	size_t count;
	unsigned pins; /* so many comparisons look at it */
	/* The tree that helped to split it, and what both have. */
	struct hito_oid like;
	struct hito_tree_ends ends;
};

struct hito_forest {
	struct hito_holder *holder;
	struct hito_arena *arena;     /* of what is kept while trees are read */
	struct hito_kept_tree **list; /* asked for last, first */
	size_t count, capacity, bytes;
};

void hito_forest_init(struct hito_forest *forest, struct hito_holder *holder,
		      struct hito_arena *arena);
void hito_forest_done(struct hito_forest *forest);

/*
 * The trees of two names (NULL: none), to be left again; *out NULL: it cannot
 * be read. The one that was read before helps to split the other. Neither was:
 * the later one comes first, of which packs make the others.
 */
bool hito_forest_take(struct hito_forest *forest, const struct hito_oid *before,
		      const struct hito_oid *after,
		      struct hito_kept_tree **out_was,
		      struct hito_kept_tree **out_is, struct hito_err *err);
/* NULL is allowed. */
void hito_forest_leave(struct hito_kept_tree *tree);

/* An entry, as its bytes have it. */
struct hito_tree_entry {
	struct hito_str name;
	enum hito_entry_kind kind;
	const unsigned char *id;
};

struct hito_tree_entry hito_forest_entry(const struct hito_kept_tree *tree,
					 size_t number);

/* Entries that are the same and start at the same places in both. */
struct hito_tree_ends hito_forest_ends(const struct hito_kept_tree *before,
				       const struct hito_kept_tree *after);

#endif
