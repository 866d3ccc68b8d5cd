/* SPDX-License-Identifier: MIT */
/*
 * Patterns of a language in a file: each line says how what it matches is to
 * be read. Tried at a place of a plain text, in the order of the file.
 */
#ifndef HITO_LINT_PHRASE_H
#define HITO_LINT_PHRASE_H

#include "hito/arena.h"
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

/* Of a file; a set of them has so many numbers at most. */
#define HITO_PHRASES_MOST 512
#define HITO_PHRASES_SET (HITO_PHRASES_MOST / 64)

/* A file of patterns as it was compiled in (language/make.c). */
struct hito_phrases {
	const struct hito_phrase *list; /* one a line */
	const char *const *regexes;     /* the same */
	size_t count;
	struct hito_machine machine; /* lines that may begin at a place */
	/* Lines that cannot match but where certain letters follow: by those
	 * letters, wherever they stand; and the lines that always may. */
	struct hito_machine calls;
	const uint64_t *always;
	struct hito_opened *opened; /* NULL before use */
};

/*
 * Before lines are matched: for one thread, until they are closed. False when
 * memory ends.
 *
 * beside   of another thread: what it compiles is shared, until that one is
 *          closed; NULL: there is none
 * room     of the thread
 */
HITO_MUST bool hito_phrases_open(struct hito_phrases *phrases,
				 const struct hito_phrases *beside,
				 struct hito_pattern_room *room,
				 struct hito_arena *arena);
/* Memory ended on the way: something may not have been found. */
bool hito_phrases_failed(const struct hito_phrases *phrases);
void hito_phrases_close(struct hito_phrases *phrases);

/* A set of lines, a bit a line. */
struct hito_lines {
	uint64_t bits[HITO_PHRASES_SET];
};

/* Add the lines that the letters of a word call. False: they call none. */
bool hito_phrases_call(const struct hito_phrases *phrases, struct hito_str word,
		       struct hito_lines *lines);
/* The first of the lines that matches there; NULL when none does. */
const struct hito_phrase *hito_phrases_match(const struct hito_phrases *phrases,
					     const struct hito_lines *lines,
					     struct hito_str text, size_t at,
					     struct hito_pattern_match *out);

/* The names of the groups, in their order; NULL at the end. */
extern const char *const hito_group_names[];

#endif
