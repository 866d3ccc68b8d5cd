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
	/* Phrases of its files: may one begin with it, which need it. */
	bool begins_day, begins_measure;
	struct hito_lines days, measures;
};

struct hito_known_word {
	struct hito_str text;
	uint32_t hash;
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
 * The phrase of a language's days, or of its measures, that begins at a place
 * of the text: that of tokens[at], or right before it. NULL when none does.
 */
const struct hito_phrase *
hito_vocabulary_day_at(const struct hito_language *language,
		       const struct hito_tokens *tokens, struct hito_str text,
		       size_t at, size_t place, struct hito_match *out);
const struct hito_phrase *hito_vocabulary_measure_at(
	const struct hito_language *language, const struct hito_tokens *tokens,
	struct hito_str text, size_t at, size_t place, struct hito_match *out);

#endif
