/* SPDX-License-Identifier: MIT */
/* Looking up words that were met before. */
#include "lint/vocabulary.h"

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

static bool find_out(const struct hito_language *language, struct hito_str word,
		     struct hito_arena *arena, struct hito_usage *out)
{
	const struct hito_phrases *days = &language->days;
	const struct hito_phrases *measures = &language->measures;

	out->begins_day = hito_phrases_may_begin(days, word);
	out->begins_measure = hito_phrases_may_begin(measures, word);
	hito_phrases_call(days, word, &out->days);
	hito_phrases_call(measures, word, &out->measures);
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

/* The lines that a token calls. */
static void add_called(const struct hito_phrases *phrases,
		       const struct hito_language *language,
		       const struct hito_token *token,
		       struct hito_lines *called)
{
	bool days = phrases == &language->days;
	const struct hito_usage *usage;
	size_t i;

	if (!token->known) {
		/* Of a number one digit is as good as all. */
		hito_phrases_call(phrases,
				  token->kind == HITO_TOKEN_NUMBER
					  ? hito_str_slice(token->text, 0, 1)
					  : token->text,
				  called);
		return;
	}
	usage = &token->known->usages[language->number];
	for (i = 0; i < phrases->machine.set_words; i++)
		called->bits[i] |=
			days ? usage->days.bits[i] : usage->measures.bits[i];
}

/* Of the lines, those that what follows calls, or that need no call. */
static void keep_called(const struct hito_phrases *phrases,
			const struct hito_language *language,
			const struct hito_tokens *tokens, size_t at,
			struct hito_lines *lines)
{
	size_t words = phrases->machine.set_words, i;
	struct hito_lines called;
	uint64_t needed = 0;

	for (i = 0; i < words; i++) {
		called.bits[i] = phrases->always[i];
		needed |= lines->bits[i] & ~phrases->always[i];
	}
	/* What follows the last of many is not known. */
	if (!needed || tokens->count == HITO_TOKEN_COUNT)
		return;
	for (; at < tokens->count; at++)
		add_called(phrases, language, &tokens->list[at], &called);
	for (i = 0; i < words; i++)
		lines->bits[i] &= called.bits[i];
}

/* May a phrase begin at the place, by what is known of the word there? */
static bool begins(const struct hito_language *language, bool days,
		   const struct hito_token *token, size_t place)
{
	const struct hito_usage *usage;

	if (!place || place != token->start || !token->known)
		return true;
	usage = &token->known->usages[language->number];
	return days ? usage->begins_day : usage->begins_measure;
}

const struct hito_phrase *
hito_vocabulary_day_at(const struct hito_language *language,
		       const struct hito_tokens *tokens, struct hito_str text,
		       size_t at, size_t place, struct hito_match *out)
{
	struct hito_lines lines;

	if (!begins(language, true, &tokens->list[at], place) ||
	    !hito_phrases_lines(&language->days, text, place, &lines))
		return NULL;
	keep_called(&language->days, language, tokens, at, &lines);
	return hito_phrases_match(&language->days, &lines, text, place, out);
}

const struct hito_phrase *hito_vocabulary_measure_at(
	const struct hito_language *language, const struct hito_tokens *tokens,
	struct hito_str text, size_t at, size_t place, struct hito_match *out)
{
	struct hito_lines lines;

	if (!begins(language, false, &tokens->list[at], place) ||
	    !hito_phrases_lines(&language->measures, text, place, &lines))
		return NULL;
	keep_called(&language->measures, language, tokens, at, &lines);
	return hito_phrases_match(&language->measures, &lines, text, place,
				  out);
}
