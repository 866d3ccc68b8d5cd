/* SPDX-License-Identifier: MIT */
/* The languages that were compiled in, and telling them apart. */
#include "lint/language.h"

#include "lint/vocabulary.h"

static bool open_one(struct hito_language *language,
		     const struct hito_language *beside,
		     struct hito_pattern_room *room, struct hito_arena *arena)
{
	return hito_phrases_open(&language->days, beside ? &beside->days : NULL,
				 room, arena) &&
	       hito_phrases_open(&language->measures,
				 beside ? &beside->measures : NULL, room,
				 arena);
}

bool hito_languages_open(struct hito_arena *arena,
			 const struct hito_languages *beside,
			 struct hito_languages *out, struct hito_err *err)
{
	struct hito_languages languages = {
		hito_new(arena, struct hito_language,
			 hito_languages_made_count + 1),
		hito_languages_made_count, NULL};
	size_t i;

	if (!languages.list)
		return hito_err_memory(err);
	if (!hito_pattern_room_new(&languages.room, err))
		return false;
	for (i = 0; i < languages.count; i++) {
		languages.list[i] = hito_languages_made[i];
		if (!open_one(&languages.list[i],
			      beside ? &beside->list[i] : NULL, languages.room,
			      arena)) {
			hito_pattern_room_free(languages.room);
			return hito_err_memory(err);
		}
	}
	*out = languages;
	return true;
}

bool hito_language_failed(const struct hito_language *language)
{
	return hito_phrases_failed(&language->days) ||
	       hito_phrases_failed(&language->measures);
}

void hito_languages_close(struct hito_languages *languages)
{
	size_t i;

	for (i = 0; i < languages->count; i++) {
		hito_phrases_close(&languages->list[i].days);
		hito_phrases_close(&languages->list[i].measures);
	}
	hito_pattern_room_free(languages->room);
	languages->room = NULL;
}

const struct hito_language *
hito_language_find(const struct hito_languages *languages, struct hito_str name)
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

static const struct hito_meaning *
meaning_of(const struct hito_language *language, const struct hito_token *token)
{
	return token->known ? &token->known->usages[language->number].meaning
			    : NULL;
}

static const struct hito_sense *find_sense(const struct hito_language *language,
					   const struct hito_tokens *tokens,
					   size_t at, struct hito_told *out)
{
	static const struct hito_sense none;
	const struct hito_token *token = &tokens->list[at];
	const struct hito_meaning *meaning = meaning_of(language, token);
	const struct hito_meaning *next =
		at + 1 < tokens->count ? meaning_of(language, token + 1) : NULL;

	out->sense = meaning ? hito_lexicon_sense(&language->lexicon, meaning,
						  next, tokens, at, &out->room)
			     : &none;
	return out->sense;
}

static struct hito_told *make_room(struct hito_arena *arena,
				   const struct hito_tokens *tokens)
{
	return hito_arena_bytes(arena,
				(tokens->count + 1) * sizeof(struct hito_told));
}

bool hito_language_read(const struct hito_language *language,
			const struct hito_tokens *tokens,
			struct hito_arena *arena, struct hito_guessed *out)
{
	struct hito_told *words = make_room(arena, tokens);
	size_t i;

	if (!words)
		return false;
	for (i = 0; i < tokens->count; i++)
		(void)find_sense(language, tokens, i, &words[i]);
	*out = (struct hito_guessed){language, words};
	return true;
}

/*
 * How like the language the text is. When what is left cannot bring that above
 * most, it is not looked at.
 */
static size_t likeness_of_all(const struct hito_language *language,
			      const struct hito_tokens *tokens, size_t most,
			      bool any, struct hito_told *words)
{
	size_t score = 0, i;

	for (i = 0; i < tokens->count; i++) {
		if (any && score + LIKEST * (tokens->count - i) <= most)
			break;
		score += likeness(find_sense(language, tokens, i, &words[i]),
				  &tokens->list[i]);
	}
	return score;
}

/* Take the language if it is more like the text than what was taken before. */
static bool consider(const struct hito_language *language,
		     const struct hito_tokens *tokens, struct hito_arena *arena,
		     size_t *most, struct hito_guessed *out)
{
	struct hito_told *words = make_room(arena, tokens);
	size_t score;

	if (!words)
		return false;
	score = likeness_of_all(language, tokens, *most, out->language, words);
	if (out->language && score <= *most)
		return true;
	*most = score;
	*out = (struct hito_guessed){language, words};
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
	if (preferred && !consider(preferred, tokens, arena, &most, out))
		return false;
	for (i = 0; i < languages->count; i++) {
		if (&languages->list[i] != preferred &&
		    !consider(&languages->list[i], tokens, arena, &most, out))
			return false;
	}
	return true;
}
