/* SPDX-License-Identifier: MIT */
/*
 * Stories: what each thing went through, and which of it landed.
 */
#ifndef HITO_HISTORY_STORY_H
#define HITO_HISTORY_STORY_H

#include "history/compare.h"

/*
 * Mark what landed (the chains behind the values of head), give events the
 * names of today, and gather the stories. rows are head's, by name, with
 * their items.
 */
bool hito_stories_make(struct hito_history *history,
		       const struct hito_nodes *nodes,
		       const struct hito_things *head,
		       const struct hito_row *rows, size_t row_count,
		       struct hito_arena *arena, struct hito_err *err);

#endif
