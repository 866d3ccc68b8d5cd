/* SPDX-License-Identifier: MIT */
/*
 * What is meant to become of things when text moves: their new ids and places.
 * All that is not named stays as it is, and hito_turns_hold looks whether it
 * does.
 */
#ifndef HITO_EDIT_TURN_H
#define HITO_EDIT_TURN_H

#include "base/map.h"
#include "hito/model.h"

/* A thing that gets another id, plan or place. Items are those of before. */
struct hito_turn {
	const struct hito_item *item;
	const struct hito_item *plan; /* that it is of then */
	struct hito_str id;
	const struct hito_item *objective, *parent; /* of a step */
};

struct hito_turns {
	struct hito_arena *arena;
	struct hito_turn **list;
	size_t count, capacity;
	struct hito_map by_item;
};

void hito_turns_init(struct hito_turns *turns, struct hito_arena *arena);

/* A thing as it is, to be changed; the same one again. NULL: no memory. */
struct hito_turn *hito_turns_add(struct hito_turns *turns,
				 const struct hito_item *item);

/* NULL: it stays as it is. */
const struct hito_turn *hito_turns_find(const struct hito_turns *turns,
					const struct hito_item *item);

/* The id, and the plan, that a thing has then. */
struct hito_str hito_turns_id(const struct hito_turns *turns,
			      const struct hito_item *item);
const struct hito_item *hito_turns_plan(const struct hito_turns *turns,
					const struct hito_item *item);

/*
 * Does after say all that before says, but for the turns? *out_item is one
 * that differs; NULL where their number does.
 */
bool hito_turns_hold(const struct hito_turns *turns,
		     const struct hito_model *before,
		     const struct hito_model *after,
		     const struct hito_item **out_item);

#endif
