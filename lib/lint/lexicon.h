/* SPDX-License-Identifier: MIT */
/*
 * The words of a language and what they are good for, read from the files of
 * its folder in lib/lint/language (its README.md says how they are written).
 */
#ifndef HITO_LINT_LEXICON_H
#define HITO_LINT_LEXICON_H

#include "base/map.h"
#include "hito/err.h"
#include "lint/token.h"

/*
 * Classes of words, as the files spell them; what they mean is said in
 * lib/lint/language/README.md.
 */
#define HITO_CLASSES(X)             \
	X(ACT, "act")               \
	X(ACTIVITY, "activity")     \
	X(RESULT, "result")         \
	X(GAIN, "gain")             \
	X(STATE, "state")           \
	X(BOTH, "both")             \
	X(WEAK, "weak")             \
	X(EMPTY, "empty")           \
	X(BOOK, "book")             \
	X(LEAD, "lead")             \
	X(METRIC, "metric")         \
	X(THING, "thing")           \
	X(OUTPUT, "output")         \
	X(PERSON, "person")         \
	X(PLACE, "place")           \
	X(GENERIC, "generic")       \
	X(UNIT, "unit")             \
	X(LABEL, "label")           \
	X(EVENT, "event")           \
	X(PERIOD, "period")         \
	X(STOP, "stop")             \
	X(THE, "the")               \
	X(A, "a")                   \
	X(OWN, "own")               \
	X(NOT, "not")               \
	X(THAT, "that")             \
	X(AND, "and")               \
	X(WHERE, "where")           \
	X(ALL, "all")               \
	X(NUMBER, "number")         \
	X(SCALE, "scale")           \
	X(MULTIPLE, "multiple")     \
	X(ORDINAL, "ordinal")       \
	X(MONTH, "month")           \
	X(WEEKDAY, "weekday")       \
	X(HOLIDAY, "holiday")       \
	X(QUANTITY, "quantity")     \
	X(SUBJECTIVE, "subjective") \
	X(LOOPHOLE, "loophole")     \
	X(OPENLIST, "openlist")     \
	X(COMPARISON, "comparison") \
	X(SOON, "soon")             \
	X(JARGON, "jargon")         \
	X(SOFT, "soft")             \
	X(DONE, "done")             \
	X(LOOSE, "loose")           \
	X(KNOWN, "known")

enum hito_class {
#define HITO_CLASS_ENUM(name, text) HITO_CLASS_##name,
	HITO_CLASSES(HITO_CLASS_ENUM)
#undef HITO_CLASS_ENUM
		HITO_CLASS_COUNT
};

typedef uint64_t hito_classes;
#define HITO_IS(name) ((hito_classes)1 << HITO_CLASS_##name)
#define HITO_IS_VERB                                                          \
	(HITO_IS(ACT) | HITO_IS(ACTIVITY) | HITO_IS(RESULT) | HITO_IS(GAIN) | \
	 HITO_IS(STATE) | HITO_IS(BOTH) | HITO_IS(WEAK) | HITO_IS(EMPTY))
#define HITO_IS_VAGUE                                                  \
	(HITO_IS(QUANTITY) | HITO_IS(SUBJECTIVE) | HITO_IS(LOOPHOLE) | \
	 HITO_IS(OPENLIST) | HITO_IS(COMPARISON) | HITO_IS(SOON) |     \
	 HITO_IS(JARGON))

/* How an entry bends: which lines of forms.txt count for it. */
enum hito_bend {
	HITO_BEND_NONE,
	HITO_BEND_VERB,      /* its first word */
	HITO_BEND_NOUN,      /* its first and its last word */
	HITO_BEND_ADJECTIVE, /* the same */
	HITO_BEND_COUNT
};

struct hito_entry {
	struct hito_str first, rest; /* of the words, one space apart */
	hito_classes classes;
	int32_t value; /* of a number, month, weekday, holiday */
	enum hito_bend bend;
	const struct hito_entry *next; /* with the same first word */
};

/* An ending of words and what stands in its place in the dictionary. */
struct hito_form {
	enum hito_bend bend;
	struct hito_str ending, root;
	hito_classes classes; /* of unknown words that end so; 0: a form */
};

struct hito_lexicon {
	struct hito_arena *arena;
	struct hito_map words; /* first word to struct hito_entry */
	struct hito_form *forms;
	size_t form_count, form_capacity;
	size_t entry_count;
	/* forms by the last byte of their ending: by_letter[b] is the first
	 * of those that end with 'a' + b; 26 is for all others */
	size_t by_letter[28];
};

void hito_lexicon_init(struct hito_lexicon *lexicon, struct hito_arena *arena);
/*
 * Read a file of words, or of forms. A line that cannot be read is
 * HITO_ERR_INPUT with path and line.
 */
HITO_MUST bool hito_lexicon_read(struct hito_lexicon *lexicon, const char *path,
				 struct hito_str text, struct hito_err *err);
HITO_MUST bool hito_lexicon_read_forms(struct hito_lexicon *lexicon,
				       const char *path, struct hito_str text,
				       struct hito_err *err);
/* When all is read: sort the forms. */
void hito_lexicon_end(struct hito_lexicon *lexicon);

/* What is known about the words that begin at a token. */
struct hito_sense {
	hito_classes verb;  /* of entries that bend as verbs */
	hito_classes other; /* of all others */
	int32_t value;
	uint16_t verb_words, other_words; /* how many tokens they take */
	bool verb_exact, exact;           /* as in the lexicon: the verb, any */
};

/*
 * The longest entries that begin at tokens[at]; a phrase does not reach
 * across punctuation. All zero for an unknown word.
 */
void hito_lexicon_sense(const struct hito_lexicon *lexicon,
			const struct hito_tokens *tokens, size_t at,
			struct hito_sense *out);
/* The classes that an unknown word has by its ending; 0 for none. */
hito_classes hito_lexicon_guess(const struct hito_lexicon *lexicon,
				struct hito_str word);
/* The class of the name; HITO_CLASS_COUNT when unknown. */
enum hito_class hito_class_find(struct hito_str name);
/*
 * The entries of a class as an alternation for patterns, the longest first.
 * ptr is NULL when memory ends.
 */
struct hito_str hito_lexicon_choice(const struct hito_lexicon *lexicon,
				    enum hito_class class);
/* The value of the entry that is spelt so and has the class; false: none. */
bool hito_lexicon_value(const struct hito_lexicon *lexicon,
			struct hito_str words, enum hito_class class,
			int32_t *out_value);

#endif
