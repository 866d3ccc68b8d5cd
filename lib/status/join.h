/* SPDX-License-Identifier: MIT */
/*
 * Joining what is shown to what history knows: item to item at the commit,
 * item to story, value to the trailer that changed it later.
 */
#ifndef HITO_STATUS_JOIN_H
#define HITO_STATUS_JOIN_H

#include "base/map.h"
#include "hito/status.h"

struct hito_join_entry;

/* The last answer: figures ask for several values of one item. */
struct hito_join_memo {
	const struct hito_item *item, *head;
};

struct hito_join {
	const struct hito_status_input *input;
	struct hito_arena *arena;
	struct hito_map at_head; /* of struct hito_join_entry, by identity */
	const struct hito_story **by_item; /* sorted by address of ->item */
	size_t story_count;
	struct hito_join_memo *memo;
};

/* A value of a thing that counts today. */
struct hito_current {
	struct hito_str text; /* canonical; empty: not set */
	hito_day day;         /* of a day; else NONE */
	bool disagrees;       /* a later trailer's, not the file's */
};

/* False when memory ends. */
bool hito_join_init(struct hito_join *join,
		    const struct hito_status_input *input,
		    struct hito_arena *arena);

/* The item at the commit; the item itself when a commit is what is shown. */
const struct hito_item *hito_join_head(const struct hito_join *join,
				       const struct hito_item *item);
/* NULL when history knows nothing of it. */
const struct hito_story *hito_join_story(const struct hito_join *join,
					 const struct hito_item *item);
/* Its value, own or inherited: the file's or a later trailer's. */
struct hito_current hito_join_value(const struct hito_join *join,
				    const struct hito_item *item,
				    enum hito_key key);
/* The same of its own value alone. */
struct hito_current hito_join_own(const struct hito_join *join,
				  const struct hito_item *item,
				  enum hito_key key);
/*
 * Can a step have a value of the key at all: in a file, or by a trailer? Its
 * story may be NULL.
 */
bool hito_join_may_have(const struct hito_item *step,
			const struct hito_story *story, enum hito_key key);
/* Does the shown item differ from the commit's? */
bool hito_join_changed(const struct hito_join *join,
		       const struct hito_item *item);

#endif
