/* SPDX-License-Identifier: MIT */
/*
 * Words that were met, with what each language knows about them: few words
 * make up many texts, so that each is looked up once.
 */
#ifndef HITO_LINT_VOCABULARY_H
#define HITO_LINT_VOCABULARY_H

#include "lint/language.h"

/* The phrases of a language that texts are searched for. */
enum hito_phrases_kind { HITO_DAYS, HITO_MEASURES, HITO_PHRASES_KINDS };

/* A word in a language. */
struct hito_usage {
	struct hito_meaning meaning;
	/* Of each kind of phrases: which may begin with the word where it is
	 * the first of its text, or not; which it calls, NULL for none. */
	struct hito_entrance {
		struct hito_reached first, inside;
		const struct hito_lines *called;
	} entrances[HITO_PHRASES_KINDS];
};

struct hito_known_word {
	struct hito_str text;
	uint32_t hash;
	uint64_t gist;              /* hito_gist_of_word */
	struct hito_usage usages[]; /* one for each language */
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

/* A text that is searched for phrases of a kind, in a language. */
struct hito_search {
	enum hito_phrases_kind kind;
	const struct hito_language *language;
	const struct hito_tokens *tokens;
	struct hito_str text;
};

/* False: no phrase begins with the token. It may where nothing is known. */
static inline bool hito_search_may_begin(const struct hito_search *search,
					 const struct hito_token *token)
{
	const struct hito_entrance *entrance;

	if (!token->known)
		return true;
	entrance = &token->known->usages[search->language->number]
			    .entrances[search->kind];
	return (token->start ? entrance->inside : entrance->first).state !=
	       HITO_STATE_NONE;
}

/*
 * The phrase that begins at a place of the text: that of tokens[at], or right
 * before it. NULL when none does.
 */
const struct hito_phrase *hito_search_at(const struct hito_search *search,
					 size_t at, size_t place,
					 struct hito_pattern_match *out);

#endif
