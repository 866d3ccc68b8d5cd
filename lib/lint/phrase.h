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

struct hito_phrases {
	const struct hito_phrase *list;
	size_t count;
	struct hito_pattern **patterns; /* of so many lines each; to be freed */
	size_t pattern_count;
};

/*
 * Read a file of patterns. {name} in one stands for "name := pattern" of a
 * line above, or for the words of the class of that name.
 *
 * err   HITO_ERR_INPUT with path and line
 */
HITO_MUST bool hito_phrases_read(const struct hito_lexicon *lexicon,
				 const char *path, struct hito_str text,
				 struct hito_phrases *out,
				 struct hito_err *err);
void hito_phrases_free(struct hito_phrases *phrases);

/* The phrase that begins at this place; NULL when none does. */
const struct hito_phrase *hito_phrases_at(const struct hito_phrases *phrases,
					  struct hito_str text, size_t at,
					  struct hito_pattern_match *out);

#endif
