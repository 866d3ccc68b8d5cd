/* SPDX-License-Identifier: MIT */
/*
 * A pattern as a tree, when hito is built. What it does not know is refused.
 */
#ifndef HITO_LINT_LANGUAGE_SYNTAX_H
#define HITO_LINT_LANGUAGE_SYNTAX_H

#include "hito/arena.h"
#include "hito/err.h"
#include "lint/machine.h"

/* The letter that a character is which begins with the byte. */
unsigned hito_letter_of(unsigned char byte);

enum hito_syntax_kind {
	HITO_SYNTAX_NOTHING, /* only says what parts are */
	HITO_SYNTAX_LETTERS, /* one of them */
	HITO_SYNTAX_START,   /* of the text */
	HITO_SYNTAX_END,     /* of the text */
	HITO_SYNTAX_AHEAD,   /* its list must follow */
	HITO_SYNTAX_UNLIKE,  /* its list must not follow */
	HITO_SYNTAX_BEHIND,  /* its list must stand before */
	HITO_SYNTAX_NOT_BEHIND,
	HITO_SYNTAX_GROUP,    /* its list, under that name */
	HITO_SYNTAX_CALL,     /* of the part of that name */
	HITO_SYNTAX_SEQUENCE, /* of its list */
	HITO_SYNTAX_CHOICE,   /* of its list */
	HITO_SYNTAX_REPEAT,   /* its list so often */
};

#define HITO_SYNTAX_ENDLESS 1000000u

struct hito_syntax_node {
	enum hito_syntax_kind kind;
	uint64_t letters; /* as the machine sees them */
	unsigned min, max;
	struct hito_str name;
	struct hito_syntax_node *list, *last;
	struct hito_syntax_node *next; /* in the list that it is in */
};

struct hito_syntax_part {
	struct hito_str name;
	const struct hito_syntax_node *node;
};

struct hito_syntax {
	struct hito_syntax_node *root;
	struct hito_syntax_part *parts;
	size_t part_count, part_capacity;
};

/* False when memory ends, or it is no pattern. */
HITO_MUST bool hito_syntax_read(struct hito_arena *arena, struct hito_str text,
				struct hito_syntax *out);
/* NULL when there is none of the name. */
const struct hito_syntax_node *
hito_syntax_part(const struct hito_syntax *syntax, struct hito_str name);

#endif
