/* SPDX-License-Identifier: MIT */
/*
 * Text without its markup, put together from pieces: a slice of the source as
 * long as the pieces touch, a copy from then on.
 */
#ifndef HITO_TEXT_WORDS_H
#define HITO_TEXT_WORDS_H

#include <stdbool.h>

#include "hito/arena.h"

struct hito_words {
	bool active;
	struct hito_arena *scratch;
	const char *slice; /* of the source */
	char *copy;        /* takes over when pieces are apart */
	size_t len, capacity;
};

/* in_source: ptr stays valid. False when memory ends, as below. */
bool hito_words_add(struct hito_words *words, const char *ptr, size_t len,
		    bool in_source);
/* "&amp;" as its character; one that is not known stays as it is. */
bool hito_words_entity(struct hito_words *words, struct hito_str entity);
/* The text, trimmed, and no more words; ptr is NULL when memory ends. */
struct hito_str hito_words_end(struct hito_words *words,
			       struct hito_arena *arena);

#endif
