/* SPDX-License-Identifier: MIT */
/* The languages that were compiled in, and telling them apart. */
#include "lint/language.h"

bool hito_languages_read(struct hito_arena *arena, struct hito_languages *out,
			 struct hito_err *err)
{
	struct hito_languages languages = {
		hito_new(arena, struct hito_language,
			 hito_languages_made_count + 1),
		hito_languages_made_count};
	size_t i;

	if (!languages.list)
		return hito_err_memory(err);
	for (i = 0; i < languages.count; i++) {
		languages.list[i] = hito_languages_made[i];
		if (!hito_lexicon_remember(&languages.list[i].lexicon, arena))
			return hito_err_memory(err);
	}
	*out = languages;
	return true;
}

bool hito_language_open(struct hito_language *language,
			struct hito_arena *arena)
{
	return hito_phrases_open(&language->days, arena) &&
	       hito_phrases_open(&language->measures, arena);
}

bool hito_language_failed(const struct hito_language *language)
{
	return hito_phrases_failed(&language->days) ||
	       hito_phrases_failed(&language->measures);
}

void hito_languages_free(struct hito_languages *languages)
{
	size_t i;

	for (i = 0; i < languages->count; i++) {
		hito_phrases_close(&languages->list[i].days);
		hito_phrases_close(&languages->list[i].measures);
	}
}

struct hito_language *hito_language_find(const struct hito_languages *languages,
					 struct hito_str name)
{
	size_t i;

	for (i = 0; i < languages->count; i++) {
		if (hito_str_equal(languages->list[i].name, name))
			return &languages->list[i];
	}
	return NULL;
}

/* What likeness may be at most. */
#define LIKEST ((size_t)4)

/* Function words tell most. */
static size_t likeness(const struct hito_sense *sense,
		       const struct hito_token *token)
{
	const hito_classes grammar =
		HITO_IS(STOP) | HITO_IS(THE) | HITO_IS(A) | HITO_IS(OWN) |
		HITO_IS(AND) | HITO_IS(WHERE) | HITO_IS(THAT) | HITO_IS(NOT);

	if (sense->other & grammar)
		return LIKEST;
	if (sense->verb || sense->other)
		return sense->exact ? 3 : 2;
	return token->kind == HITO_TOKEN_WORD && !token->name && sense->guess;
}

/*
 * What all words mean in the language, and how like it they are. When what is
 * left cannot bring the score above that of another language, it is not
 * looked at: *out_senses is NULL.
 */
static bool look_up(const struct hito_language *language,
		    const struct hito_tokens *tokens, struct hito_arena *arena,
		    const struct hito_guessed *other, size_t *score,
		    struct hito_sense **out_senses)
{
	size_t most = *score, i;
	struct hito_sense *senses =
		hito_new(arena, struct hito_sense, tokens->count + 1);

	*out_senses = NULL;
	if (!senses)
		return false;
	for (*score = 0, i = 0; i < tokens->count; i++) {
		if (other->language &&
		    *score + LIKEST * (tokens->count - i) <= most)
			break;
		hito_lexicon_sense(&language->lexicon, tokens, i, &senses[i]);
		*score += likeness(&senses[i], &tokens->list[i]);
	}
	if (other->language && *score <= most)
		*score = most;
	else
		*out_senses = senses;
	return true;
}

/* Take the language if it is more like the text than what was taken before. */
static bool consider(struct hito_language *language,
		     const struct hito_tokens *tokens, struct hito_arena *arena,
		     size_t *most, struct hito_guessed *out)
{
	struct hito_sense *senses;

	if (!look_up(language, tokens, arena, out, most, &senses))
		return false;
	if (senses)
		*out = (struct hito_guessed){language, senses};
	return true;
}

/* The preferred one comes first: then the others have to beat it. */
bool hito_language_guess(const struct hito_languages *languages,
			 const struct hito_tokens *tokens,
			 const struct hito_language *preferred,
			 struct hito_arena *arena, struct hito_guessed *out)
{
	size_t most = 0, i;

	*out = (struct hito_guessed){NULL, NULL};
	for (i = 0; i < languages->count; i++) {
		if (&languages->list[i] == preferred &&
		    !consider(&languages->list[i], tokens, arena, &most, out))
			return false;
	}
	for (i = 0; i < languages->count; i++) {
		if (&languages->list[i] != preferred &&
		    !consider(&languages->list[i], tokens, arena, &most, out))
			return false;
	}
	return true;
}
