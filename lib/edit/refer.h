/* SPDX-License-Identifier: MIT */
/*
 * References that keep what they mean when things get other ids or plans: only
 * their own bytes change, and only where they would mean something else.
 */
#ifndef HITO_EDIT_REFER_H
#define HITO_EDIT_REFER_H

#include "edit/editing.h"
#include "edit/turn.h"

/* A reference that is written in another way. */
struct hito_reworded {
	const struct hito_item *item; /* that has it */
	struct hito_str key;          /* as the file spells it */
	struct hito_str old, new;
};

struct hito_refer {
	struct hito_editing *editing; /* that gets the edits */
	const struct hito_turns *turns;
	const struct hito_model *model;
	struct hito_arena *arena;
	struct hito_reworded *list;
	size_t count, capacity;
	struct hito_map full;  /* plan/step of then */
	struct hito_map names; /* step of then, in whatever plan */
};

/*
 * Put the edits of all references. parent: and objective: of steps that a
 * turn places elsewhere are left to whoever made it. False when memory ends.
 */
HITO_MUST bool hito_refer(struct hito_refer *refer);

#endif
