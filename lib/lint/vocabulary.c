/* SPDX-License-Identifier: MIT */
/* Looking up words that were met before. */
#include "lint/vocabulary.h"

#include <string.h>

#include "lint/gist.h"

/* Words that are kept: more are found out about each time. */
#define MOST_WORDS 30000
/* Places where a word is looked for: somebody may have chosen words that meet
 * in one place. */
#define MOST_STEPS 32

void hito_vocabulary_init(struct hito_vocabulary *vocabulary,
			  const struct hito_languages *languages,
			  struct hito_arena *arena)
{
	*vocabulary = (struct hito_vocabulary){.arena = arena,
					       .languages = languages};
}

/* The slot where the word is, or may be put; NULL: there is none close by. */
static struct hito_known_word **slot_of(struct hito_known_word **slots,
					size_t capacity, struct hito_str word,
					uint32_t hash)
{
	size_t i;

	for (i = 0; i < MOST_STEPS && i < capacity; i++) {
		struct hito_known_word **slot =
			&slots[(hash + i) & (capacity - 1)];

		if (!*slot || ((*slot)->hash == hash &&
			       hito_str_equal((*slot)->text, word)))
			return slot;
	}
	return NULL;
}

static bool enlarge(struct hito_vocabulary *vocabulary)
{
	size_t old = vocabulary->capacity, capacity = old ? 2 * old : 512, i;
	struct hito_known_word **slots =
		hito_new(vocabulary->arena, struct hito_known_word *, capacity);

	if (!slots)
		return false;
	for (i = 0; i < old; i++) {
		struct hito_known_word *word = vocabulary->slots[i], **slot;

		slot = word ? slot_of(slots, capacity, word->text, word->hash)
			    : NULL;
		if (slot)
			*slot = word;
	}
	vocabulary->slots = slots;
	vocabulary->capacity = capacity;
	return true;
}

static void find_entrance(const struct hito_phrases *phrases,
			  struct hito_str word, struct hito_entrance *out)
{
	out->state = hito_machine_state(&phrases->machine, word);
	hito_phrases_call(phrases, word, &out->called);
}

static bool find_out(const struct hito_language *language, struct hito_str word,
		     struct hito_arena *arena, struct hito_usage *out)
{
	find_entrance(&language->days, word, &out->days);
	find_entrance(&language->measures, word, &out->measures);
	return hito_lexicon_meaning(&language->lexicon, word, arena,
				    &out->meaning);
}

/* All about a word in all languages. NULL when memory ends. */
static struct hito_known_word *make(const struct hito_languages *languages,
				    struct hito_arena *arena,
				    struct hito_str text, uint32_t hash)
{
	struct hito_known_word *made =
		hito_new(arena, struct hito_known_word, 1);
	struct hito_usage *usages =
		hito_new(arena, struct hito_usage, languages->count + 1);
	size_t i;

	if (!made || !usages)
		return NULL;
	made->text = hito_arena_copy(arena, text);
	if (!made->text.ptr)
		return NULL;
	made->hash = hash;
	made->gist = hito_gist_of_word(made->text);
	made->usages = usages;
	for (i = 0; i < languages->count; i++) {
		if (!find_out(&languages->list[i], made->text, arena,
			      &usages[i]))
			return NULL;
	}
	return made;
}

static const struct hito_known_word *look_up(struct hito_vocabulary *vocabulary,
					     struct hito_arena *scratch,
					     struct hito_str text,
					     uint32_t hash)
{
	struct hito_known_word **slot;

	if (vocabulary->count >= vocabulary->capacity / 2 &&
	    vocabulary->count < MOST_WORDS && !enlarge(vocabulary))
		return NULL;
	slot = slot_of(vocabulary->slots, vocabulary->capacity, text, hash);
	if (slot && *slot)
		return *slot;
	if (!slot || vocabulary->count >= MOST_WORDS)
		return make(vocabulary->languages, scratch, text, hash);
	*slot = make(vocabulary->languages, vocabulary->arena, text, hash);
	vocabulary->count += *slot != NULL;
	return *slot;
}

bool hito_vocabulary_look_up(struct hito_vocabulary *vocabulary,
			     struct hito_arena *scratch,
			     struct hito_tokens *tokens)
{
	size_t i;

	for (i = 0; i < tokens->count; i++) {
		struct hito_token *token = &tokens->list[i];

		if (token->kind != HITO_TOKEN_WORD)
			continue;
		token->known =
			look_up(vocabulary, scratch, token->text, token->hash);
		if (!token->known)
			return false;
	}
	return true;
}

/* What is known of a token's word; NULL: it is none. */
static const struct hito_entrance *
entrance_of(const struct hito_phrases *phrases,
	    const struct hito_language *language,
	    const struct hito_token *token)
{
	const struct hito_usage *usage;

	if (!token->known)
		return NULL;
	usage = &token->known->usages[language->number];
	return phrases == &language->days ? &usage->days : &usage->measures;
}

/* The lines that a token calls. */
static void add_called(const struct hito_phrases *phrases,
		       const struct hito_language *language,
		       const struct hito_token *token,
		       struct hito_lines *called)
{
	const struct hito_entrance *entrance =
		entrance_of(phrases, language, token);
	size_t i;

	if (!entrance) {
		/* Of a number one digit is as good as all. */
		hito_phrases_call(phrases,
				  token->kind == HITO_TOKEN_NUMBER
					  ? hito_str_slice(token->text, 0, 1)
					  : token->text,
				  called);
		return;
	}
	for (i = 0; i < HITO_PHRASES_SET; i++)
		called->bits[i] |= entrance->called.bits[i];
}

/* Of the lines, those that what follows calls, or that need no call. */
static bool find_called(const struct hito_phrases *phrases,
			const struct hito_language *language,
			const struct hito_tokens *tokens, size_t at,
			const uint64_t *lines, struct hito_lines *out)
{
	size_t words = phrases->machine.set_words, i;
	struct hito_lines called = {{0}};
	uint64_t left = 0;

	/* What follows the last of many is not known. */
	if (tokens->count == HITO_TOKEN_COUNT)
		memset(&called, 0xff, sizeof(called));
	for (; at < tokens->count; at++)
		add_called(phrases, language, &tokens->list[at], &called);
	for (i = 0; i < words; i++) {
		out->bits[i] = lines[i] & (called.bits[i] | phrases->always[i]);
		left |= out->bits[i];
	}
	return left != 0;
}

/* The lines that may begin at a place, or with what is known of a word. */
static const uint64_t *lines_at(const struct hito_phrases *phrases,
				const struct hito_language *language,
				const struct hito_token *token,
				struct hito_str text, size_t place)
{
	const struct hito_entrance *entrance =
		entrance_of(phrases, language, token);

	if (!place || place != token->start || !entrance ||
	    entrance->state == HITO_STATE_START)
		return hito_machine_lines(&phrases->machine, text, place);
	if (entrance->state == HITO_STATE_NONE)
		return NULL;
	return hito_machine_lines_from(&phrases->machine, entrance->state, text,
				       token->end);
}

const struct hito_phrase *
hito_vocabulary_phrase_at(const struct hito_phrases *phrases,
			  const struct hito_language *language,
			  const struct hito_tokens *tokens,
			  struct hito_str text, size_t at, size_t place,
			  struct hito_pattern_match *out)
{
	const uint64_t *lines =
		lines_at(phrases, language, &tokens->list[at], text, place);
	struct hito_lines called;

	if (!lines ||
	    !find_called(phrases, language, tokens, at, lines, &called))
		return NULL;
	return hito_phrases_match(phrases, &called, text, place, out);
}
