/* SPDX-License-Identifier: MIT */
/*
 * Words that were met, with what each language knows about them: few words
 * make up many texts, so that each is looked up once.
 */
#ifndef HITO_LINT_VOCABULARY_H
#define HITO_LINT_VOCABULARY_H

#include "lint/language.h"

/* A word in a language. */
struct hito_usage {
	struct hito_meaning meaning;
	/* Phrases of its files: which may begin with it, which it calls. */
	struct hito_entrance {
		uint16_t state; /* hito_machine_state */
		struct hito_lines called;
	} days, measures;
};

struct hito_known_word {
	struct hito_str text;
	uint32_t hash;
	uint64_t gist;                   /* hito_gist_of_word */
	const struct hito_usage *usages; /* one for each language */
};

/* Open addressing, at most half full. */
struct hito_vocabulary {
	struct hito_arena *arena;
	const struct hito_languages *languages;
	struct hito_known_word **slots;
	size_t count, capacity;
};

void hito_vocabulary_init(struct hito_vocabulary *vocabulary,
			  const struct hito_languages *languages,
			  struct hito_arena *arena);
/*
 * What is known about each word of a text, for as long as scratch lives:
 * tokens then point at it. False when memory ends.
 */
HITO_MUST bool hito_vocabulary_look_up(struct hito_vocabulary *vocabulary,
				       struct hito_arena *scratch,
				       struct hito_tokens *tokens);

/*
 * The phrase that begins at a place of a text in the language: that of
 * tokens[at], or right before it. NULL when none does.
 *
 * phrases   the days or the measures of the language
 */
const struct hito_phrase *
hito_vocabulary_phrase_at(const struct hito_phrases *phrases,
			  const struct hito_language *language,
			  const struct hito_tokens *tokens,
			  struct hito_str text, size_t at, size_t place,
			  struct hito_pattern_match *out);

#endif
