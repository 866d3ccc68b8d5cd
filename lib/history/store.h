/* SPDX-License-Identifier: MIT */
/*
 * Where a repository keeps its objects: its own folder and those of its
 * alternates, with their packs.
 *
 * One store serves several threads: what they see of it never changes, but
 * packs are mapped when they are first asked for, and found again when git
 * has packed anew meanwhile. A pack once mapped stays.
 */
#ifndef HITO_HISTORY_STORE_H
#define HITO_HISTORY_STORE_H

#include "history/pack.h"

struct hito_store;
struct hito_pack_file;

struct hito_packs {
	struct hito_pack_file *const *list; /* by path */
	size_t count;
};

/* objects: the folder, without a slash at its end. Nothing is read yet. */
HITO_MUST bool hito_store_open(const char *objects, struct hito_arena *arena,
			       struct hito_store **out_store,
			       struct hito_err *err);
/* NULL is allowed. */
void hito_store_close(struct hito_store *store);

/* Much was read, and little more will be: give memory back. */
void hito_store_rest(struct hito_store *store);

/* Folders of loose objects, the repository's own first; NULL behind them. */
const char *hito_store_folder(struct hito_store *store, size_t number);

/* The packs that are known; NULL when memory ends. They live as the store. */
const struct hito_packs *hito_store_packs(struct hito_store *store);

/*
 * Look for packs that are new since seen: NULL when memory ends, seen itself
 * when there are none.
 */
const struct hito_packs *hito_store_again(struct hito_store *store,
					  const struct hito_packs *seen);

/* A pack's bytes; NULL when it cannot be read or is damaged. */
const struct hito_pack *hito_pack_file_map(struct hito_store *store,
					   struct hito_pack_file *file);
/* Counts up from 0 in the order in which packs were found. */
uint32_t hito_pack_file_number(const struct hito_pack_file *file);

#endif
