/* SPDX-License-Identifier: MIT */
/*
 * Patterns as steps, made at build time (language/assemble.c), and going
 * through them at a place of a text in plain letters (plain.h). Nothing is
 * compiled or kept at run time, so that threads share them.
 */
#ifndef HITO_LINT_MATCHER_H
#define HITO_LINT_MATCHER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hito/str.h"

/*
 * A step is one number: what is done and, above it, with what. At a fork the
 * next step is tried first, and the other when that comes to nothing.
 */
enum hito_code_kind {
	HITO_CODE_FAIL,
	HITO_CODE_DONE,
	HITO_CODE_WORDS,  /* these bytes follow: HITO_CODE_AT and _LEN */
	HITO_CODE_ONE,    /* one character of a set */
	HITO_CODE_SPAN,   /* as many of a set as there are, or fewer */
	HITO_CODE_ALL,    /* as many as there are: fewer would not do */
	HITO_CODE_FORK,   /* to a step */
	HITO_CODE_BRANCH, /* the same; the next number is the set that may
			   * follow, without which it only goes there */
	HITO_CODE_SWITCH, /* by the next character, to one of the steps that
			   * follow: HITO_CODE_WAYS numbers */
	HITO_CODE_GO,     /* to a step */
	HITO_CODE_CALL,   /* to a step, up to its RETURN */
	HITO_CODE_RETURN,
	HITO_CODE_OPEN,   /* a group */
	HITO_CODE_CLOSE,  /* a group; which one of its name */
	HITO_CODE_START,  /* of the text */
	HITO_CODE_END,    /* of the text */
	HITO_CODE_AHEAD,  /* what is up to a step follows, or stands before */
	HITO_CODE_UNLIKE, /* it does not */
	HITO_CODE_AFTER,  /* these words stand before */
	HITO_CODE_NOT_AFTER,
	HITO_CODE_BACK, /* so many characters back */
};
#define HITO_CODE(kind, what) ((uint32_t)(kind) | (uint32_t)(what) << 5)
#define HITO_CODE_KIND(step) ((enum hito_code_kind)((step)&31))
#define HITO_CODE_WHAT(step) ((step) >> 5)
#define HITO_CODE_MOST ((size_t)1 << 27)
/* Of WORDS */
#define HITO_CODE_LEN(what) ((what)&63)
#define HITO_CODE_AT(what) ((what) >> 6)
/* Of SPAN and ALL: the set, how many at least and at most; ENDLESS is more */
#define HITO_CODE_SET(what) ((what)&0x7ff)
#define HITO_CODE_LEAST(what) ((what) >> 11 & 0xff)
#define HITO_CODE_ATMOST(what) ((what) >> 19)
#define HITO_CODE_ENDLESS 0xff
/* Of CLOSE: the group of its name, and which of those with that name */
#define HITO_CODE_GROUP(what) ((what)&15)
#define HITO_CODE_TURN(what) ((what) >> 4)
/* Of SWITCH: all other characters and none, a to z, digits */
#define HITO_CODE_WAYS 28

/* Characters: those of ASCII, some signs, and all others as one. */
#define HITO_CHARACTERS 134
struct hito_characters {
	uint64_t bits[3];
};
/* The number of a character in such a set. */
unsigned hito_character_of(uint32_t code);

/* All patterns of a file. */
struct hito_code {
	const uint32_t *list;
	const struct hito_characters *sets;
	const char *words;
	const uint32_t *starts; /* of each pattern */
};

#define HITO_MATCH_GROUPS 16

struct hito_match {
	size_t end;
	/* What the named groups matched, in the order of names; len 0 where
	 * nothing. Of several groups of a name the last in the pattern. */
	struct hito_str groups[HITO_MATCH_GROUPS];
};

/*
 * Does the pattern match something at this place? Never, where that takes too
 * many steps.
 */
bool hito_code_match(const struct hito_code *code, size_t pattern,
		     struct hito_str text, size_t at, struct hito_match *out);

#endif
