/* SPDX-License-Identifier: MIT */
/*
 * Patterns as a net of places that letters lead through, when hito is built.
 */
#ifndef HITO_LINT_LANGUAGE_NET_H
#define HITO_LINT_LANGUAGE_NET_H

#include "lint/language/syntax.h"

/* A net while it is made, zero at first. */
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

#endif
