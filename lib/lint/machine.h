/* SPDX-License-Identifier: MIT */
/*
 * Which lines of a file of patterns may match at a place of a text: a machine
 * that reads each letter once for all lines, made at build time
 * (language/states.c).
 *
 * Where few lines are left it reads no further, and what patterns say of the
 * text before them, or must not follow, it leaves out: some lines are named
 * for nothing, but none that matches is left out.
 */
#ifndef HITO_LINT_MACHINE_H
#define HITO_LINT_MACHINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hito/str.h"

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

/* States that every machine has. */
enum {
	HITO_STATE_NONE,   /* nothing more can match */
	HITO_STATE_START,  /* before the first letter of the text */
	HITO_STATE_INSIDE, /* before another one */
	HITO_STATE_FIRST   /* of the others */
};

struct hito_machine {
	/* What a byte is; a byte that goes on with a sign is no letter. */
	const unsigned char *letters;
	/* The steps of a state begin in its row, one a letter; those that it
	 * has not may be of others. */
	const struct hito_machine_step {
		uint16_t from, to;
	} * steps;
	const uint32_t *rows;
	/* The lines that may match, of each state: a set of set_words numbers
	 * with a bit a line; the first is empty. */
	const uint16_t *sets;
	const uint64_t *lines;
	size_t set_words;
};
#define HITO_LETTER_NONE 0xff

/*
 * The lines that may match at this place, as bits in set_words numbers; NULL
 * when there is none.
 */
const uint64_t *hito_machine_lines(const struct hito_machine *machine,
				   struct hito_str text, size_t at);

/* Where the letters of a word lead. */
struct hito_reached {
	uint16_t state; /* NONE: no line may begin with the word */
	bool open;      /* the letters behind it lead on */
};

/* first: no other letter stands before it in its text */
struct hito_reached hito_machine_reach(const struct hito_machine *machine,
				       struct hito_str word, bool first);
/* The lines that may begin with a word; at is the place behind it. */
const uint64_t *hito_machine_lines_from(const struct hito_machine *machine,
					struct hito_reached word,
					struct hito_str text, size_t at);

#endif
