/* SPDX-License-Identifier: MIT */
/*
 * Patterns of a language in a file: each line says how what it matches is to
 * be read. Tried at a place of a plain text, in the order of the file.
 */
#ifndef HITO_LINT_PHRASE_H
#define HITO_LINT_PHRASE_H

#include "hito/err.h"
#include "lint/lexicon.h"
#include "lint/machine.h"
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

/* A file of patterns as it was compiled in (language/make.c). */
struct hito_phrases {
	const struct hito_phrase *list;
	const struct hito_regex *regexes; /* one a line */
	size_t count;
	const struct hito_net *net; /* of all lines */
	struct hito_opened *opened; /* NULL before use */
};

/* Before use; done again it does nothing. False when memory ends. */
HITO_MUST bool hito_phrases_open(struct hito_phrases *phrases,
				 struct hito_arena *arena);
/* Memory ended on the way: something may not have been found. */
bool hito_phrases_failed(const struct hito_phrases *phrases);
void hito_phrases_close(struct hito_phrases *phrases);

/* The phrase that begins at this place of a text; NULL when none does. */
const struct hito_phrase *hito_phrases_at(const struct hito_phrases *phrases,
					  struct hito_str text, size_t at,
					  struct hito_pattern_match *out);

/* The names of the groups, in their order; NULL at the end. */
extern const char *const hito_group_names[];

#endif
