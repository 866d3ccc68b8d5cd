/* SPDX-License-Identifier: MIT */
/*
 * One side of a comparison: its things with the values that count.
 */
#ifndef HITO_STATUS_SIDE_H
#define HITO_STATUS_SIDE_H

#include "history/row.h"
#include "status/join.h"

struct hito_side {
	const struct hito_status *status;
	struct hito_status_input input;
	struct hito_join join;
	struct hito_map plans; /* struct hito_plan_status, by its item */
	struct hito_map steps; /* struct hito_step_status, by its item */
};

HITO_MUST bool hito_side_init(struct hito_side *side,
			      const struct hito_status *status,
			      struct hito_arena *arena, struct hito_err *err);

/* NULL: the item is no step of a plan. */
const struct hito_step_status *hito_side_step(const struct hito_side *side,
					      const struct hito_item *item);

/* NULL: the item is no plan. */
const struct hito_plan_status *hito_side_plan(const struct hito_side *side,
					      const struct hito_item *plan);

/*
 * The facts of a thing, by key: those of its file, and in their place what
 * later trailers say.
 */
HITO_MUST bool hito_side_facts(const struct hito_side *side,
			       const struct hito_row *row,
			       struct hito_arena *arena,
			       const struct hito_fact *const **out_facts,
			       size_t *out_count, struct hito_err *err);

/*
 * What is written about a thing, beside its title, its front matter and the
 * things in it: words with one space between. ptr NULL: no memory.
 */
struct hito_str hito_side_text(const struct hito_row *row,
			       struct hito_arena *arena);

#endif
