/* SPDX-License-Identifier: MIT */
/*
 * Where the prose of plan files says a word: an id that was renamed.
 */
#ifndef HITO_EDIT_MENTION_H
#define HITO_EDIT_MENTION_H

#include "hito/model.h"

struct hito_mention {
	const struct hito_source *source;
	uint32_t line;
};

struct hito_mentions {
	struct hito_mention *list;
	size_t count, capacity;
};

/*
 * Lines outside of front matter that have the word, whole: no letter, digit or
 * hyphen touches it. False when memory ends.
 */
HITO_MUST bool hito_mentions_find(const struct hito_model *model,
				  struct hito_str word,
				  struct hito_arena *arena,
				  struct hito_mentions *out);

#endif
