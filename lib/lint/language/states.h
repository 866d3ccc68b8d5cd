/* SPDX-License-Identifier: MIT */
/*
 * A net as a machine of states, when hito is built.
 */
#ifndef HITO_LINT_LANGUAGE_STATES_H
#define HITO_LINT_LANGUAGE_STATES_H

#include "lint/language/net.h"

/* A state: a set of places of the net, where lines may have got to. */
struct hito_state {
	uint16_t next[HITO_LETTER_COUNT];
	uint16_t set;   /* of lines that match, as far as it has read */
	uint16_t depth; /* letters that lead to it */
	uint64_t worth; /* ... of going on from it */
	uint32_t count;
	const uint32_t *places;
};

struct hito_states {
	struct hito_state *list; /* HITO_STATE_NONE and those behind it */
	size_t count, capacity;
	uint64_t *lines; /* sets of them, set_words each */
	size_t set_count, line_capacity, set_words;
};

/* False when memory ends. */
HITO_MUST bool hito_states_make(struct hito_arena *arena,
				const struct hito_weave *net, size_t lines,
				struct hito_states *out);

#endif
