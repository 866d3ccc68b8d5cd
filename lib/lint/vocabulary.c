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

static bool is_word(const struct hito_known_word *known, struct hito_str text,
		    uint32_t hash)
{
	return known->hash == hash && hito_str_equal(known->text, text);
}

/* The word; NULL: it was not met, or there was no place for it. */
static const struct hito_known_word *
find(const struct hito_vocabulary *vocabulary, struct hito_str text,
     uint32_t hash)
{
	size_t mask = vocabulary->capacity - 1, i;

	for (i = 0; i < MOST_STEPS && i < vocabulary->capacity; i++) {
		const struct hito_known_word *known =
			vocabulary->slots[(hash + i) & mask];

		if (!known || is_word(known, text, hash))
			return known;
	}
	return NULL;
}

/* The slot where a word may be put; NULL: there is none close by. */
static struct hito_known_word **free_slot(struct hito_known_word **slots,
					  size_t capacity, uint32_t hash)
{
	size_t i;

	for (i = 0; i < MOST_STEPS && i < capacity; i++) {
		struct hito_known_word **slot =
			&slots[(hash + i) & (capacity - 1)];

		if (!*slot)
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

		slot = word ? free_slot(slots, capacity, word->hash) : NULL;
		if (slot)
			*slot = word;
	}
	vocabulary->slots = slots;
	vocabulary->capacity = capacity;
	return true;
}

static const struct hito_phrases *
phrases_of(const struct hito_language *language, enum hito_phrases_kind kind)
{
	return kind == HITO_DAYS ? &language->days : &language->measures;
}

static bool find_entrance(const struct hito_phrases *phrases,
			  struct hito_str word, struct hito_arena *arena,
			  struct hito_entrance *out)
{
	struct hito_lines called = {{0}}, *kept;

	out->first = hito_machine_reach(&phrases->machine, word, true);
	out->inside = hito_machine_reach(&phrases->machine, word, false);
	if (!hito_phrases_call(phrases, word, &called))
		return true;
	kept = hito_new(arena, struct hito_lines, 1);
	if (!kept)
		return false;
	*kept = called;
	out->called = kept;
	return true;
}

static bool find_out(const struct hito_language *language, struct hito_str word,
		     struct hito_arena *arena, struct hito_usage *out)
{
	size_t kind;

	for (kind = 0; kind < HITO_PHRASES_KINDS; kind++) {
		if (!find_entrance(phrases_of(language, kind), word, arena,
				   &out->entrances[kind]))
			return false;
	}
	return hito_lexicon_meaning(&language->lexicon, word, arena,
				    &out->meaning);
}

/* All about a word in all languages. NULL when memory ends. */
static struct hito_known_word *make(const struct hito_languages *languages,
				    struct hito_arena *arena,
				    struct hito_str text, uint32_t hash)
{
	struct hito_known_word *made = hito_arena_alloc(
		arena, 1,
		sizeof(*made) + languages->count * sizeof(made->usages[0]));
	size_t i;

	if (!made)
		return NULL;
	made->text = hito_arena_copy(arena, text);
	if (!made->text.ptr)
		return NULL;
	made->hash = hash;
	made->gist = hito_gist_of_word(made->text);
	for (i = 0; i < languages->count; i++) {
		if (!find_out(&languages->list[i], made->text, arena,
			      &made->usages[i]))
			return NULL;
	}
	return made;
}

/* A word that is met for the first time. NULL when memory ends. */
static const struct hito_known_word *meet(struct hito_vocabulary *vocabulary,
					  struct hito_arena *scratch,
					  struct hito_str text, uint32_t hash)
{
	struct hito_known_word **slot;

	if (vocabulary->count >= vocabulary->capacity / 2 &&
	    vocabulary->count < MOST_WORDS && !enlarge(vocabulary))
		return NULL;
	slot = free_slot(vocabulary->slots, vocabulary->capacity, hash);
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
		token->known = find(vocabulary, token->text, token->hash);
		if (!token->known)
			token->known = meet(vocabulary, scratch, token->text,
					    token->hash);
		if (!token->known)
			return false;
	}
	return true;
}

/* What is known of a token's word; NULL: it is none. */
static const struct hito_entrance *entrance_of(const struct hito_search *search,
					       const struct hito_token *token)
{
	return token->known ? &token->known->usages[search->language->number]
				       .entrances[search->kind]
			    : NULL;
}

/* Lines that wait to be called, and those that are. */
struct queue {
	struct hito_lines waiting, called;
	size_t words;
};

/* Does any line still wait? */
static bool call(struct queue *queue, const uint64_t *lines)
{
	uint64_t left = 0;
	size_t i;

	for (i = 0; i < queue->words; i++) {
		queue->called.bits[i] |= queue->waiting.bits[i] & lines[i];
		queue->waiting.bits[i] &= ~lines[i];
		left |= queue->waiting.bits[i];
	}
	return left != 0;
}

/* Do lines wait for those that a token calls? */
static bool call_token(struct queue *queue, const struct hito_search *search,
		       const struct hito_token *token)
{
	const struct hito_entrance *entrance = entrance_of(search, token);
	struct hito_str text = token->text;
	struct hito_lines lines = {{0}};

	if (entrance)
		return !entrance->called || call(queue, entrance->called->bits);
	/* Of a number one digit is as good as all. */
	if (token->kind == HITO_TOKEN_NUMBER)
		text.len = 1;
	return !hito_phrases_call(phrases_of(search->language, search->kind),
				  text, &lines) ||
	       call(queue, lines.bits);
}

/* Of the lines, those that what follows calls, or that need no call. */
static bool find_called(const struct hito_search *search, size_t at,
			const uint64_t *lines, struct hito_lines *out)
{
	const struct hito_phrases *phrases =
		phrases_of(search->language, search->kind);
	const struct hito_tokens *tokens = search->tokens;
	struct queue queue = {.words = phrases->machine.set_words};
	uint64_t any = 0;
	bool more;
	size_t i;

	memcpy(queue.waiting.bits, lines, queue.words * sizeof(*lines));
	more = call(&queue, phrases->always);
	/* What follows the last of many is not known. */
	if (more && tokens->count == HITO_TOKEN_COUNT)
		more = call(&queue, lines);
	for (; more && at < tokens->count; at++)
		more = call_token(&queue, search, &tokens->list[at]);
	for (i = 0; i < queue.words; i++)
		any |= queue.called.bits[i];
	*out = queue.called;
	return any != 0;
}

/* The lines that may begin at a place, or with what is known of a word. */
static const uint64_t *lines_at(const struct hito_search *search,
				const struct hito_token *token, size_t place)
{
	const struct hito_machine *machine =
		&phrases_of(search->language, search->kind)->machine;
	const struct hito_entrance *entrance = entrance_of(search, token);

	if (place != token->start || !entrance)
		return hito_machine_lines(machine, search->text, place);
	return hito_machine_lines_from(
		machine, place ? entrance->inside : entrance->first,
		search->text, token->end);
}

const struct hito_phrase *hito_search_at(const struct hito_search *search,
					 size_t at, size_t place,
					 struct hito_pattern_match *out)
{
	const uint64_t *lines =
		lines_at(search, &search->tokens->list[at], place);
	struct hito_lines called;

	if (!lines || !find_called(search, at, lines, &called))
		return NULL;
	return hito_phrases_match(phrases_of(search->language, search->kind),
				  &called, search->text, place, out);
}
