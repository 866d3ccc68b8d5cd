/* SPDX-License-Identifier: MIT */
/*
 * The words of a language and what they are good for, from the files of its
 * folder in lib/lint/language (its README.md says how they are written).
 */
#ifndef HITO_LINT_LEXICON_H
#define HITO_LINT_LEXICON_H

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
	X(RANK, "rank")             \
	X(WITH, "with")             \
	X(PRONOUN, "pronoun")       \
	X(CLAUSE, "clause")         \
	X(PASSIVE, "passive")       \
	X(IMPERSONAL, "impersonal") \
	X(BY, "by")                 \
	X(DONE, "done")             \
	X(LOOSE, "loose")           \
	X(KNOWN, "known")           \
	X(OF, "of")

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

/*
 * The tables of a lexicon are made at build time (language/make.c) and have
 * no pointers to words: starting the program then touches none of them.
 */
struct hito_entry {
	hito_classes classes;
	int32_t value;       /* of a number, month, weekday, holiday */
	uint32_t at;         /* where its words begin in the lexicon's text */
	uint16_t first, len; /* bytes of the first word, and of all */
	uint8_t bend;        /* enum hito_bend */
	bool more;           /* the next entry has the same first word */
};

/* An ending of words and what stands in its place in the dictionary. */
struct hito_form {
	hito_classes classes; /* of unknown words that end so; 0: a form */
	char ending[12], root[12];
	uint8_t ending_len, root_len;
	uint8_t bend;
};

#define HITO_LEXICON_LETTERS 28
/* So many entries may begin with one word: make-languages tells of more. */
#define HITO_LEXICON_SAME 512

struct hito_lexicon {
	const char *text; /* the words of entries, one space apart */
	const struct hito_entry *entries;
	/* By hito_plain_hash of a first word: 1 + its entry; 0: free. */
	const uint16_t *slots;
	uint32_t slot_mask;
	const struct hito_form *forms;
	/* forms by the last byte of their ending: by_letter[b] is the first
	 * of those that end with 'a' + b; 26 is for all others, 27 the end */
	const uint16_t *by_letter;
};

/* What is known about the words that begin at a token. */
struct hito_sense {
	hito_classes verb;  /* of entries that bend as verbs */
	hito_classes other; /* of all others */
	hito_classes guess; /* what an unknown word is by its ending */
	int32_t value;
	uint16_t verb_words, other_words; /* how many tokens they take */
	bool verb_exact, exact;           /* as in the lexicon: the verb, any */
};

/* What a word may mean, wherever it stands. */
struct hito_meaning {
	struct hito_sense sense; /* where no phrase begins with it */
	/* What it may be a form of, behind the first word of a phrase: a bit
	 * of each hash. */
	uint64_t roots;
	/* Words that may follow in a phrase: such a bit where they bend; else
	 * their hashes, in slots, 0 where there is none. */
	uint64_t bent_followers;
	const uint32_t *followers;
	uint32_t follower_mask;
	/* What it may be before a word that begins with a letter, from one of
	 * two numbers to the other; NULL where no phrase begins with it. */
	const uint16_t *by_letter;
	const struct hito_candidate *candidates;
};

/* False when memory ends. Lives as long as the arena. */
HITO_MUST bool hito_lexicon_meaning(const struct hito_lexicon *lexicon,
				    struct hito_str word,
				    struct hito_arena *arena,
				    struct hito_meaning *out);
/*
 * The longest entries that begin at tokens[at], a word of that meaning; a
 * phrase does not reach across punctuation. All zero for an unknown word.
 *
 * next   of tokens[at + 1]; NULL where it is no word
 * room   is written to where what follows tells the sense
 */
const struct hito_sense *hito_lexicon_sense(const struct hito_lexicon *lexicon,
					    const struct hito_meaning *meaning,
					    const struct hito_meaning *next,
					    const struct hito_tokens *tokens,
					    size_t at, struct hito_sense *room);
/* The class of the name; HITO_CLASS_COUNT when unknown. */
enum hito_class hito_class_find(struct hito_str name);
/* The value of the entry that is spelt so and has the class; false: none. */
bool hito_lexicon_value(const struct hito_lexicon *lexicon,
			struct hito_str words, enum hito_class class,
			int32_t *out_value);

#endif
