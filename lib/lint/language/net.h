/* SPDX-License-Identifier: MIT */
/*
 * Patterns as a net of places that letters lead through, when hito is built.
 */
#ifndef HITO_LINT_LANGUAGE_NET_H
#define HITO_LINT_LANGUAGE_NET_H

#include "lint/language/syntax.h"

/*
 * All lines as a net of places. A place is one number:
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

/* Zero at first. */
struct hito_weave {
	uint64_t *places;
	uint64_t *letters;
	size_t count, capacity, letter_count, letter_capacity;
	uint32_t start;
};

/*
 * Add the next line. False when memory ends, or there are too many places for
 * the numbers of a net.
 */
HITO_MUST bool hito_net_add(struct hito_arena *arena, struct hito_weave *net,
			    const struct hito_syntax *syntax, size_t line);

/* The same for a choice of letters, in whatever word they stand. */
HITO_MUST bool hito_net_add_letters(struct hito_arena *arena,
				    struct hito_weave *net,
				    const struct hito_syntax_node *choice,
				    size_t line);

#endif
