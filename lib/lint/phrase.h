/* SPDX-License-Identifier: MIT */
/*
 * Patterns of a language in a file: each line says how what it matches is to
 * be read. Tried at a place of a plain text, in the order of the file.
 */
#ifndef HITO_LINT_PHRASE_H
#define HITO_LINT_PHRASE_H

#include "hito/err.h"
#include "lint/lexicon.h"
#include "lint/pattern.h"

/* The groups that patterns may name, in the order of enum hito_group. */
#define HITO_GROUPS(X)        \
	X(DAY, "d")           \
	X(MONTH, "m")         \
	X(YEAR, "y")          \
	X(AMOUNT, "n")        \
	X(UNIT, "u")          \
	X(WEEKDAY, "w")       \
	X(QUARTER, "q")       \
	X(HALF, "h")          \
	X(FIRST, "a")         \
	X(SECOND, "b")        \
	X(MONTH_NUMBER, "mm") \
	X(ORDINAL, "o") X(HOLIDAY, "p") X(WHAT, "what") X(SERVICE, "s")

enum hito_group {
#define HITO_GROUP_ENUM(name, text) HITO_GROUP_##name,
	HITO_GROUPS(HITO_GROUP_ENUM)
#undef HITO_GROUP_ENUM
		HITO_GROUP_COUNT
};

struct hito_phrase {
	struct hito_str how; /* "month", "skip" ... */
	int32_t value;       /* "today 1:" */
};

struct hito_regex {
	const unsigned char *text; /* ends with NUL */
	size_t size;
};

/*
 * The first letters of phrases, as a machine: few lines need a match at a word.
 * A state's set are the lines that may go on as the letters up to it say, and
 * its other those that may go on with a letter that has no edge.
 */
#define HITO_BEGINNING_DEPTH 7
struct hito_state {
	uint32_t edge; /* the first of so many */
	uint16_t set, other;
	uint8_t edges;
};
struct hito_edge {
	uint32_t state;
	char letter;
};

/*
 * The byte; '0' for any digit that is not first, '$' for a sign (per cent,
 * currency); NUL: nothing is known.
 */
char hito_beginning_letter(char byte, bool is_first);

/* Bits of hito_token's has without which a pattern does not match. */
struct hito_need {
	hito_classes all; /* each of them */
	hito_classes any; /* one of them at least; 0: none */
};

/* A file of patterns as it was compiled in (language/make.c). */
struct hito_phrases {
	const struct hito_phrase *list;
	const struct hito_regex *regexes; /* one a line */
	const struct hito_need *needs;    /* of each line */
	size_t count;
	const struct hito_state *states; /* the first is at the word */
	const struct hito_edge *edges;
	const uint64_t *sets;       /* of lines */
	size_t set_words;           /* of a set */
	struct hito_opened *opened; /* NULL before use */
};

/* Before use; done again it does nothing. False when memory ends. */
HITO_MUST bool hito_phrases_open(struct hito_phrases *phrases,
				 struct hito_arena *arena);
/* Memory ended on the way: something may not have been found. */
bool hito_phrases_failed(const struct hito_phrases *phrases);
void hito_phrases_close(struct hito_phrases *phrases);

/*
 * The phrase that begins at this place of a text with words of these classes
 * (hito_tokens); NULL when none does.
 */
const struct hito_phrase *hito_phrases_at(const struct hito_phrases *phrases,
					  struct hito_str text, size_t at,
					  hito_classes has,
					  struct hito_pattern_match *out);

/* The names of the groups, in their order; NULL at the end. */
extern const char *const hito_group_names[];

#endif
