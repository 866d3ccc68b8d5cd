/* SPDX-License-Identifier: MIT */
/*
 * A pattern as instructions of the matcher, when hito is built.
 */
#ifndef HITO_LINT_LANGUAGE_ASSEMBLE_H
#define HITO_LINT_LANGUAGE_ASSEMBLE_H

#include "base/map.h"
#include "lint/language/syntax.h"

/* The patterns of a file. Zero at first, but for the map of parts. */
struct hito_assembly {
	uint32_t *list;
	struct hito_characters *sets;
	char *words;
	uint32_t *starts;
	size_t count, capacity, set_count, set_capacity;
	size_t word_count, word_capacity, start_count, start_capacity;
	struct hito_map parts; /* name to where its instructions are */
};

/*
 * Add a pattern. Parts of one name are the same in all. False when memory
 * ends, or it has what the matcher does not do; out_wrong says what.
 */
HITO_MUST bool hito_assemble(struct hito_arena *arena,
			     struct hito_assembly *assembly,
			     const struct hito_syntax *syntax,
			     const char **out_wrong);

#endif
