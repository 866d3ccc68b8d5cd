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

/* Function words tell most. */
static size_t likeness(const struct hito_sense *sense,
		       const struct hito_token *token)
{
	const hito_classes grammar =
		HITO_IS(STOP) | HITO_IS(THE) | HITO_IS(A) | HITO_IS(OWN) |
		HITO_IS(AND) | HITO_IS(WHERE) | HITO_IS(THAT) | HITO_IS(NOT);

	if (sense->other & grammar)
		return 4;
	if (sense->verb || sense->other)
		return sense->exact ? 3 : 2;
	return token->kind == HITO_TOKEN_WORD && !token->name && sense->guess;
}

/* What all words mean in the language, and how like it they are. */
static bool look_up(const struct hito_language *language,
		    const struct hito_tokens *tokens, struct hito_arena *arena,
		    struct hito_sense **out_senses, size_t *out_score)
{
	size_t i;

	*out_senses = hito_new(arena, struct hito_sense, tokens->count + 1);
	if (!*out_senses)
		return false;
	for (*out_score = 0, i = 0; i < tokens->count; i++) {
		struct hito_sense *sense = &(*out_senses)[i];

		hito_lexicon_sense(&language->lexicon, tokens, i, sense);
		*out_score += likeness(sense, &tokens->list[i]);
	}
	return true;
}

bool hito_language_guess(const struct hito_languages *languages,
			 const struct hito_tokens *tokens,
			 const struct hito_language *preferred,
			 struct hito_arena *arena, struct hito_guessed *out)
{
	struct hito_sense *senses;
	size_t most = 0, i, score;

	*out = (struct hito_guessed){NULL, NULL};
	for (i = 0; i < languages->count; i++) {
		struct hito_language *language = &languages->list[i];

		if (!look_up(language, tokens, arena, &senses, &score))
			return false;
		if (out->language && score <= most &&
		    !(score == most && language == preferred))
			continue;
		*out = (struct hito_guessed){language, senses};
		most = score;
	}
	return true;
}
