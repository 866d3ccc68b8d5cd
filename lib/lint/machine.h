/* SPDX-License-Identifier: MIT */
/*
 * Which lines of a file of patterns may match at a place of a text: a machine
 * that reads each letter once for all lines.
 *
 * What patterns say of the text before them, or must not follow, it leaves
 * out: some lines are named for nothing, but none that matches is left out.
 */
#ifndef HITO_LINT_MACHINE_H
#define HITO_LINT_MACHINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hito/arena.h"

/*
 * Letters as patterns see them: all that texts in plain letters have (plain.h)
 * and their end. Signs are per cent and currencies.
 */
enum hito_letter {
	HITO_LETTER_OTHER,
	HITO_LETTER_A,                         /* and those behind it */
	HITO_LETTER_ZERO = HITO_LETTER_A + 26, /* the same */
	HITO_LETTER_SPACE = HITO_LETTER_ZERO + 10,
	HITO_LETTER_HYPHEN,
	HITO_LETTER_QUOTE,
	HITO_LETTER_POINT,
	HITO_LETTER_COMMA,
	HITO_LETTER_COLON,
	HITO_LETTER_SLASH,
	HITO_LETTER_OPEN,
	HITO_LETTER_CLOSE,
	HITO_LETTER_HASH,
	HITO_LETTER_SEMICOLON,
	HITO_LETTER_CRY,
	HITO_LETTER_LEFT,
	HITO_LETTER_RIGHT,
	HITO_LETTER_SIGN,
	HITO_LETTER_END,
	HITO_LETTER_COUNT
};
#define HITO_LETTERS_ALL (((uint64_t)1 << HITO_LETTER_COUNT) - 1)
#define HITO_LETTERS_TEXT (HITO_LETTERS_ALL & ~((uint64_t)1 << HITO_LETTER_END))
/* a to z and digits */
#define HITO_LETTERS_WORD ((((uint64_t)1 << 36) - 1) << HITO_LETTER_A)
/* The letter that a character is which begins with the byte. */
unsigned hito_letter_of(unsigned char byte);

/*
 * All lines as a net of places, made at build time. A place is one number:
 * its kind, its line, and what it leads to.
 */
enum hito_place_kind {
	HITO_PLACE_LETTERS, /* one of a set of letters leads on */
	HITO_PLACE_EITHER,  /* it is two others at once */
	HITO_PLACE_START,   /* it is another where the text starts */
	HITO_PLACE_GOAL,    /* its line matches */
};
#define HITO_PLACES_MOST ((size_t)1 << 21)
#define HITO_PLACE_LINES ((size_t)1 << 12)
#define HITO_PLACE(kind, line, next, other)                                  \
	((uint64_t)(kind) | (uint64_t)(line) << 2 | (uint64_t)(next) << 14 | \
	 (uint64_t)(other) << 35)
#define HITO_PLACE_KIND(place) ((enum hito_place_kind)((place)&3))
#define HITO_PLACE_LINE(place) ((uint16_t)((place) >> 2 & 0xfff))
#define HITO_PLACE_NEXT(place) ((uint32_t)((place) >> 14 & 0x1fffff))
/* The second of two; of a place of letters the number of their set. */
#define HITO_PLACE_OTHER(place) ((uint32_t)((place) >> 35 & 0x1fffff))

struct hito_net {
	const uint64_t *places;
	const uint64_t *letters; /* sets of them */
	size_t count;
	uint32_t start; /* of all lines */
	size_t lines;
};

struct hito_machine;

/* NULL when memory ends. hito_machine_free it before the arena. */
struct hito_machine *hito_machine_new(const struct hito_net *net,
				      struct hito_arena *arena);
void hito_machine_free(struct hito_machine *machine);
/* Memory ended on the way. */
bool hito_machine_failed(const struct hito_machine *machine);

/*
 * The lines that may match at this place, as bits in so many words: good
 * until the next call. NULL when there is none, or memory ends.
 */
const uint64_t *hito_machine_lines(struct hito_machine *machine,
				   struct hito_str text, size_t at);

#endif
