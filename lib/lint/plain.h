/* SPDX-License-Identifier: MIT */
/*
 * A line of text in plain letters: lower case, no accents, ASCII quotes and
 * dashes, one space between words. What lexicons and patterns look at.
 */
#ifndef HITO_LINT_PLAIN_H
#define HITO_LINT_PLAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hito/arena.h"
#include "hito/str.h"

/* Only so many bytes of a text are looked at. */
#define HITO_PLAIN_SIZE 4096

struct hito_plain {
	struct hito_str original;
	struct hito_str text; /* valid UTF-8 */
	/* Where the character of each byte of text starts in original; one
	 * more for its end. NULL: each where it is in text. */
	uint32_t *from;
};

/* False when memory ends. */
bool hito_plain_make(struct hito_arena *arena, struct hito_str original,
		     struct hito_plain *out);
/* Where the character of a byte of text starts in original. */
static inline size_t hito_plain_place(const struct hito_plain *plain, size_t at)
{
	return plain->from ? plain->from[at] : at;
}
/* The original of text[start, end), without spaces at its ends. */
struct hito_str hito_plain_original(const struct hito_plain *plain,
				    size_t start, size_t end);
/* A number for a word; others may have the same. */
uint32_t hito_plain_hash(struct hito_str word);
/* The same while its letters are read: from START on, to be ended. */
#define HITO_PLAIN_HASH_START 2166136261u
static inline uint32_t hito_plain_hash_add(uint32_t hash, char byte)
{
	return (hash ^ (unsigned char)byte) * 16777619u;
}
static inline uint32_t hito_plain_hash_end(uint32_t hash)
{
	return hash ^ hash >> 15;
}

#endif
