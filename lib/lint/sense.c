/* SPDX-License-Identifier: MIT */
/* Looking words up in a lexicon, as they are and as they bend. */
#include <string.h>

#include "lint/lexicon.h"

#define WORD_SIZE 48

/* The entry word of a form; false when the form does not fit. */
static bool unbend(const struct hito_form *form, struct hito_str word,
		   char buffer[WORD_SIZE], struct hito_str *out)
{
	size_t stem;

	/* A stem of one letter would make "de" a form of "dar". */
	if (form->ending.len + 2 > word.len)
		return false;
	stem = word.len - form->ending.len;
	if (stem + form->root.len > WORD_SIZE ||
	    memcmp(word.ptr + stem, form->ending.ptr, form->ending.len) != 0)
		return false;
	memcpy(buffer, word.ptr, stem);
	memcpy(buffer + stem, form->root.ptr, form->root.len);
	*out = (struct hito_str){buffer, stem + form->root.len};
	return true;
}

/* The forms that a word may be: those of its last letter, and of none. */
struct range {
	size_t start, end;
};

static void ranges(const struct hito_lexicon *lexicon, struct hito_str word,
		   struct range out[2])
{
	char byte = word.len ? word.ptr[word.len - 1] : '\0';
	size_t letter = byte >= 'a' && byte <= 'z' ? (size_t)(byte - 'a') : 26;

	out[0] = (struct range){lexicon->by_letter[letter],
				lexicon->by_letter[letter + 1]};
	out[1] = (struct range){lexicon->by_letter[26],
				letter == 26 ? lexicon->by_letter[26]
					     : lexicon->by_letter[27]};
}

/* Is the word a form of this noun or adjective? */
static bool is_form(const struct hito_lexicon *lexicon, struct hito_str word,
		    struct hito_str entry_word)
{
	struct range range[2];
	char buffer[WORD_SIZE];
	struct hito_str root;
	size_t r, i;

	if (hito_str_equal(word, entry_word))
		return true;
	if (word.len == 0 || entry_word.len == 0 ||
	    word.ptr[0] != entry_word.ptr[0])
		return false;
	ranges(lexicon, word, range);
	for (r = 0; r < 2; r++) {
		for (i = range[r].start; i < range[r].end; i++) {
			const struct hito_form *form = &lexicon->forms[i];

			if ((form->bend == HITO_BEND_NOUN ||
			     form->bend == HITO_BEND_ADJECTIVE) &&
			    unbend(form, word, buffer, &root) &&
			    hito_str_equal(root, entry_word))
				return true;
		}
	}
	return false;
}

/* How many tokens the rest of an entry takes; 0 when they are others. */
static size_t match_rest(const struct hito_lexicon *lexicon,
			 const struct hito_tokens *tokens, size_t at,
			 const struct hito_entry *entry)
{
	struct hito_str rest = entry->rest, word;
	size_t count = 1;

	while (rest.len) {
		const struct hito_token *token;

		hito_str_cut(rest, ' ', &word, &rest);
		if (at + count >= tokens->count)
			return 0;
		token = &tokens->list[at + count];
		if (token->before != ' ' && token->before != '-' &&
		    token->before != '/')
			return 0;
		if (entry->bend == HITO_BEND_NOUN ||
				    entry->bend == HITO_BEND_ADJECTIVE
			    ? !is_form(lexicon, token->text, word)
			    : !hito_str_equal(token->text, word))
			return 0;
		count++;
	}
	return count;
}

/* Longer phrases win; of equal length all count. */
static void take(const struct hito_entry *entry, size_t words, bool exact,
		 struct hito_sense *out)
{
	bool verb = entry->bend == HITO_BEND_VERB;
	uint16_t *length = verb ? &out->verb_words : &out->other_words;
	hito_classes *classes = verb ? &out->verb : &out->other;

	if (words < *length)
		return;
	if (words > *length)
		*classes = 0;
	if (entry->value)
		out->value = entry->value;
	*length = (uint16_t)words;
	*classes |= entry->classes;
	out->exact |= exact;
	if (verb && exact)
		out->verb_exact = true;
}

static void look_up(const struct hito_lexicon *lexicon,
		    const struct hito_tokens *tokens, size_t at,
		    struct hito_str word, enum hito_bend bend,
		    struct hito_sense *out)
{
	const struct hito_entry *entry = hito_map_find(&lexicon->words, word);

	for (; entry; entry = entry->next) {
		size_t words;

		if (bend != HITO_BEND_NONE && entry->bend != bend)
			continue;
		words = match_rest(lexicon, tokens, at, entry);
		if (words)
			take(entry, words, bend == HITO_BEND_NONE, out);
	}
}

void hito_lexicon_sense(const struct hito_lexicon *lexicon,
			const struct hito_tokens *tokens, size_t at,
			struct hito_sense *out)
{
	struct hito_str word = tokens->list[at].text, root;
	struct range range[2];
	char buffer[WORD_SIZE];
	size_t r, i;

	*out = (struct hito_sense){0};
	if (tokens->list[at].kind != HITO_TOKEN_WORD || word.len > WORD_SIZE)
		return;
	look_up(lexicon, tokens, at, word, HITO_BEND_NONE, out);
	ranges(lexicon, word, range);
	for (r = 0; r < 2; r++) {
		for (i = range[r].start; i < range[r].end; i++) {
			const struct hito_form *form = &lexicon->forms[i];

			if (!form->classes && unbend(form, word, buffer, &root))
				look_up(lexicon, tokens, at, root, form->bend,
					out);
		}
	}
}

hito_classes hito_lexicon_guess(const struct hito_lexicon *lexicon,
				struct hito_str word)
{
	hito_classes classes = 0;
	struct range range[2];
	size_t r, i, longest = 0;

	ranges(lexicon, word, range);
	for (r = 0; r < 2; r++) {
		for (i = range[r].start; i < range[r].end; i++) {
			const struct hito_form *form = &lexicon->forms[i];
			size_t len = form->ending.len;

			if (!form->classes || len < longest ||
			    len + 2 > word.len ||
			    memcmp(word.ptr + word.len - len, form->ending.ptr,
				   len) != 0)
				continue;
			longest = len;
			classes = form->classes;
		}
	}
	return classes;
}

bool hito_lexicon_value(const struct hito_lexicon *lexicon,
			struct hito_str words, enum hito_class class,
			int32_t *out_value)
{
	struct hito_str first, rest;
	const struct hito_entry *entry;

	hito_str_cut(words, ' ', &first, &rest);
	entry = hito_map_find(&lexicon->words, first);
	for (; entry; entry = entry->next) {
		if ((entry->classes >> class & 1) &&
		    hito_str_equal(entry->rest, rest)) {
			*out_value = entry->value;
			return true;
		}
	}
	return false;
}

/* Words of a class, collected to be sorted: the longest first. */
struct choice {
	const struct hito_entry **list;
	size_t count, capacity;
};

static bool longer(const struct hito_entry *a, const struct hito_entry *b)
{
	size_t left = a->first.len + a->rest.len;
	size_t right = b->first.len + b->rest.len;

	if (left != right)
		return left > right;
	if (!hito_str_equal(a->first, b->first))
		return hito_str_compare(a->first, b->first) < 0;
	return hito_str_compare(a->rest, b->rest) < 0;
}

static bool collect(const struct hito_lexicon *lexicon, enum hito_class class,
		    struct choice *choice)
{
	const struct hito_entry *entry;
	size_t i, at;

	for (i = 0; i < lexicon->words.capacity; i++) {
		for (entry = lexicon->words.slots[i].value; entry;
		     entry = entry->next) {
			if (!(entry->classes >> class & 1))
				continue;
			if (!hito_reserve(lexicon->arena, choice->list,
					  choice->count, choice->capacity))
				return false;
			for (at = choice->count++;
			     at && longer(entry, choice->list[at - 1]); at--)
				choice->list[at] = choice->list[at - 1];
			choice->list[at] = entry;
		}
	}
	return true;
}

/* Words as a pattern that matches just them; returns the length. */
static size_t quote(char *to, struct hito_str words)
{
	size_t len = 0, i;

	for (i = 0; i < words.len; i++) {
		char byte = words.ptr[i];

		if (byte > ' ' && !(byte >= 'a' && byte <= 'z') &&
		    !(byte >= '0' && byte <= '9'))
			to[len++] = '\\';
		to[len++] = byte;
	}
	return len;
}

struct hito_str hito_lexicon_choice(const struct hito_lexicon *lexicon,
				    enum hito_class class)
{
	struct choice choice = {NULL, 0, 0};
	struct hito_str none = {NULL, 0};
	size_t size = 1, len = 0, i;
	char *text;

	if (!collect(lexicon, class, &choice))
		return none;
	for (i = 0; i < choice.count; i++)
		size += 2 * (choice.list[i]->first.len +
			     choice.list[i]->rest.len + 1);
	text = hito_arena_alloc(lexicon->arena, size, 1);
	if (!text)
		return none;
	for (i = 0; i < choice.count; i++) {
		const struct hito_entry *entry = choice.list[i];

		if (i)
			text[len++] = '|';
		len += quote(text + len, entry->first);
		if (entry->rest.len) {
			text[len++] = ' ';
			len += quote(text + len, entry->rest);
		}
	}
	return (struct hito_str){text, len};
}
