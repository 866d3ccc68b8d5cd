/* SPDX-License-Identifier: MIT */
/*
 * Instructions while they are put together, and what may begin a pattern.
 */
#ifndef HITO_LINT_LANGUAGE_ASSEMBLER_H
#define HITO_LINT_LANGUAGE_ASSEMBLER_H

#include "lint/language/assemble.h"

/* Parts in each other. */
#define HITO_ASSEMBLER_DEPTH 100

struct hito_assembler {
	struct hito_arena *arena;
	struct hito_assembly *out;
	const struct hito_syntax *syntax;
	const char *wrong;
	int depth;
	bool looking; /* in what is only looked at */
	bool unlike;  /* ... and must not be there: no group is set by it */
};

/* What may begin something; and whether it may be nothing. */
struct hito_beginning {
	struct hito_characters set;
	bool empty;
};

/* The first reason why it cannot be done counts. */
void hito_assembler_fail(struct hito_assembler *assembler, const char *why);
void hito_assembler_no_memory(struct hito_assembler *assembler);
/* Where the next instruction will stand. */
uint32_t hito_assembler_here(const struct hito_assembler *assembler);
uint32_t hito_assembler_add(struct hito_assembler *assembler, uint32_t code);
/* What leads to a place that is not known yet: settle it later. */
uint32_t hito_assembler_open(struct hito_assembler *assembler,
			     enum hito_code_kind kind);
void hito_assembler_settle(struct hito_assembler *assembler, uint32_t at,
			   uint32_t to);
/* The number of a set. */
uint32_t hito_assembler_set(struct hito_assembler *assembler,
			    const struct hito_characters *set);
bool hito_characters_has(const struct hito_characters *set, unsigned character);
/* The part that is called; something empty when there is none. */
const struct hito_syntax_node *
hito_assembler_part(struct hito_assembler *assembler,
		    const struct hito_syntax_node *call);
struct hito_beginning hito_assembler_begin(struct hito_assembler *assembler,
					   const struct hito_syntax_node *node);

#endif
