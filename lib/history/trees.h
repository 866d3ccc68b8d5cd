/* SPDX-License-Identifier: MIT */
/*
 * Trees of commits against each other: which plan files came, went, changed.
 *
 * Trees that are the same are not entered, and of two long ones only what
 * differs is read, so that a commit costs what it changes.
 */
#ifndef HITO_HISTORY_TREES_H
#define HITO_HISTORY_TREES_H

#include "history/catalog.h"
#include "history/forest.h"

/* A path of one tree or of both; HITO_NO_VERSION: not there. */
struct hito_file_change {
	uint32_t path, before, after;
};

struct hito_trees {
	struct hito_forest forest;
	struct hito_catalog *catalog;
	struct hito_arena *arena; /* of what is kept while trees are read */
	char *path;               /* of what is compared now */
	size_t path_size;
};

void hito_trees_init(struct hito_trees *trees, struct hito_holder *holder,
		     struct hito_catalog *catalog, struct hito_arena *arena);
void hito_trees_done(struct hito_trees *trees);

struct hito_file_changes {
	struct hito_file_change *list; /* by path */
	size_t count, capacity;
};

/*
 * Add to changes, in the arena, what a root tree has otherwise than another
 * (NULL: than none). A tree that cannot be read holds nothing but a version
 * of kind TREE.
 */
bool hito_trees_compare(struct hito_trees *trees, const struct hito_oid *before,
			const struct hito_oid *after, struct hito_arena *arena,
			struct hito_file_changes *changes,
			struct hito_err *err);

#endif
