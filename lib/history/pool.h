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

/*
 * names: those of today; what they keep is not shared with them. tables: of
 * what things are found by, while more are added.
 */
void hito_pool_init(struct hito_pool *pool, const struct hito_names *names,
		    struct hito_arena *arena, struct hito_arena *tables,
		    struct hito_arena *scratch);

/* The rows of a model. */
struct hito_pooled_rows {
	const struct hito_row *const *list; /* by name, for good */
	size_t count;
	/* Of each row, in scratch memory; NULL: a plan that no file has. */
	const struct hito_block *const *blocks;
};

/* None of the rows holds on to the model. */
bool hito_pool_rows(struct hito_pool *pool, const struct hito_model *model,
		    struct hito_str home, struct hito_pooled_rows *out_rows,
		    struct hito_err *err);

/*
 * The row of a step whose block has other values now, but none that say what
 * it is called or belongs to. NULL: err is filled.
 */
const struct hito_row *hito_pool_change(struct hito_pool *pool,
					const struct hito_row *row,
					const struct hito_block *block,
					struct hito_err *err);

#endif
