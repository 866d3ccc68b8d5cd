/* SPDX-License-Identifier: MIT */
/*
 * A pool of rows: what versions say, each text, fact and row once.
 *
 * A commit changes one thing of many: its version shares all other rows with
 * the one before it, and the same row is the same pointer.
 */
#ifndef HITO_HISTORY_POOL_H
#define HITO_HISTORY_POOL_H

#include "history/name.h"
#include "history/state.h"

struct hito_pool {
	struct hito_arena *arena;   /* of what is kept */
	struct hito_arena *scratch; /* whoever uses the pool empties it */
	struct hito_names names;    /* its kept texts are the pool's */
	struct hito_map facts, lists, rows; /* by hash */
};

/* names: those of today; what they keep is not shared with them. */
void hito_pool_init(struct hito_pool *pool, const struct hito_names *names,
		    struct hito_arena *arena, struct hito_arena *scratch);

/*
 * The rows of a model, by name, for good. None of them holds on to the model.
 */
bool hito_pool_rows(struct hito_pool *pool, const struct hito_model *model,
		    struct hito_str home, const struct hito_row *const **out,
		    size_t *out_count, struct hito_err *err);

/* The row with other facts. NULL: no memory. */
const struct hito_row *hito_pool_row(struct hito_pool *pool,
				     const struct hito_row *row,
				     const struct hito_fact *const *facts,
				     size_t fact_count);

#endif
