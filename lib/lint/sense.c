/* SPDX-License-Identifier: MIT */
/* Looking words up in a lexicon, as they are and as they bend. */
#include <string.h>

#include "lint/lexicon.h"

#define WORD_SIZE 48
/* A stem of one letter would make "de" a form of "dar". */
#define SHORTEST_STEM ((size_t)2)
/* A word may be a form of another, too. */
#define MOST_CANDIDATES (2 * HITO_LEXICON_SAME)

/* An entry that a word may be, as it is or as a form of it. */
struct hito_candidate {
	uint16_t entry;
	bool exact;
	bool bends;    /* a form of its second word does, too */
	char next;     /* the first letter of that; NUL: it has none */
	uint32_t hash; /* of that */
};

struct candidates {
	struct hito_candidate list[MOST_CANDIDATES];
	size_t count;
};

struct range {
	size_t start, end;
};

/* Candidates by the letter behind the word: none, a to z, all others. */
#define LETTERS 28

static struct hito_str first_word(const struct hito_lexicon *lexicon,
				  const struct hito_entry *entry)
{
	return (struct hito_str){lexicon->text + entry->at, entry->first};
}

/* The words behind the first. */
static struct hito_str rest_of(const struct hito_lexicon *lexicon,
			       const struct hito_entry *entry)
{
	size_t past =
		entry->len > entry->first ? entry->first + 1u : entry->first;

	return (struct hito_str){lexicon->text + entry->at + past,
				 entry->len - past};
}

/* The first entry of those that begin with the word; NULL when none does. */
static const struct hito_entry *find_word(const struct hito_lexicon *lexicon,
					  struct hito_str word)
{
	uint32_t at = hito_plain_hash(word) & lexicon->slot_mask;

	for (; lexicon->slots[at]; at = (at + 1) & lexicon->slot_mask) {
		const struct hito_entry *entry =
			&lexicon->entries[lexicon->slots[at] - 1];

		if (hito_str_equal(first_word(lexicon, entry), word))
			return entry;
	}
	return NULL;
}

/* The entry word of a form; false when the form does not fit. */
static bool unbend(const struct hito_form *form, struct hito_str word,
		   char buffer[WORD_SIZE], struct hito_str *out)
{
	size_t stem;

	if (form->ending_len + SHORTEST_STEM > word.len)
		return false;
	stem = word.len - form->ending_len;
	if (stem + form->root_len > WORD_SIZE ||
	    memcmp(word.ptr + stem, form->ending, form->ending_len) != 0)
		return false;
	memcpy(buffer, word.ptr, stem);
	memcpy(buffer + stem, form->root, form->root_len);
	*out = (struct hito_str){buffer, stem + form->root_len};
	return true;
}

/* The forms that a word may be: those of its last letter, and of none. */
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

/* How many letters two words begin with together. */
static size_t common_letters(struct hito_str a, struct hito_str b)
{
	size_t len = a.len < b.len ? a.len : b.len, i = 0;

	while (i < len && a.ptr[i] == b.ptr[i])
		i++;
	return i;
}

/* Is the word a form of this noun or adjective? They share the stem. */
static bool is_form(const struct hito_lexicon *lexicon, struct hito_str word,
		    struct hito_str entry_word)
{
	size_t common = common_letters(word, entry_word), stem, r, i;
	struct range range[2];

	if (common == word.len && common == entry_word.len)
		return true;
	if (common < SHORTEST_STEM)
		return false;
	ranges(lexicon, word, range);
	for (r = 0; r < 2; r++) {
		for (i = range[r].start; i < range[r].end; i++) {
			const struct hito_form *form = &lexicon->forms[i];

			stem = word.len - form->ending_len;
			if (form->ending_len + SHORTEST_STEM <= word.len &&
			    stem <= common &&
			    stem + form->root_len == entry_word.len &&
			    (form->bend == HITO_BEND_NOUN ||
			     form->bend == HITO_BEND_ADJECTIVE) &&
			    memcmp(word.ptr + stem, form->ending,
				   form->ending_len) == 0 &&
			    memcmp(entry_word.ptr + stem, form->root,
				   form->root_len) == 0)
				return true;
		}
	}
	return false;
}

static bool bends_behind(const struct hito_entry *entry)
{
	return entry->bend == HITO_BEND_NOUN ||
	       entry->bend == HITO_BEND_ADJECTIVE;
}

/* The first word of those that are one space apart. */
static struct hito_str cut_word(struct hito_str *rest)
{
	struct hito_str word = *rest;
	size_t len = 0;

	while (len < word.len && word.ptr[len] != ' ')
		len++;
	*rest = hito_str_slice(word, len + 1, word.len);
	word.len = len;
	return word;
}

/* Is it the first word of the rest? Then it is cut off. */
static bool cut_equal(struct hito_str *rest, struct hito_str word)
{
	if (word.len > rest->len || memcmp(word.ptr, rest->ptr, word.len) != 0)
		return false;
	if (word.len < rest->len && rest->ptr[word.len] != ' ')
		return false;
	*rest = hito_str_slice(*rest, word.len + 1, rest->len);
	return true;
}

/* How many tokens the rest of an entry takes; 0 when they are others. */
static size_t match_rest(const struct hito_lexicon *lexicon,
			 const struct hito_tokens *tokens, size_t at,
			 const struct hito_entry *entry)
{
	struct hito_str rest = rest_of(lexicon, entry);
	bool bends = bends_behind(entry);
	size_t count = 1;

	while (rest.len) {
		const struct hito_token *token;

		if (at + count >= tokens->count)
			return 0;
		token = &tokens->list[at + count];
		if (token->before != ' ' && token->before != '-' &&
		    token->before != '/')
			return 0;
		if (bends ? !is_form(lexicon, token->text, cut_word(&rest))
			  : !cut_equal(&rest, token->text))
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

/* What an entry asks of the word behind its first. */
static void look_behind(const struct hito_lexicon *lexicon,
			const struct hito_entry *entry,
			struct hito_candidate *out)
{
	struct hito_str rest = rest_of(lexicon, entry), word;

	if (!rest.len)
		return;
	out->next = *rest.ptr;
	hito_str_cut(rest, ' ', &word, &rest);
	out->hash = hito_plain_hash(word);
	out->bends = bends_behind(entry);
}

static void add_candidates(const struct hito_lexicon *lexicon,
			   struct hito_str word, enum hito_bend bend,
			   struct candidates *candidates)
{
	const struct hito_entry *entry = find_word(lexicon, word);
	struct hito_candidate *candidate;

	for (; entry; entry = entry->more ? entry + 1 : NULL) {
		if ((bend != HITO_BEND_NONE && entry->bend != bend) ||
		    candidates->count == MOST_CANDIDATES)
			continue;
		candidate = &candidates->list[candidates->count++];
		*candidate = (struct hito_candidate){
			.entry = (uint16_t)(entry - lexicon->entries),
			.exact = bend == HITO_BEND_NONE,
		};
		look_behind(lexicon, entry, candidate);
	}
}

/* The longest ending of unknown words that fits. */
static hito_classes guess(const struct hito_lexicon *lexicon,
			  struct hito_str word)
{
	hito_classes classes = 0;
	struct range range[2];
	size_t r, i, longest = 0;

	ranges(lexicon, word, range);
	for (r = 0; r < 2; r++) {
		for (i = range[r].start; i < range[r].end; i++) {
			const struct hito_form *form = &lexicon->forms[i];
			size_t len = form->ending_len;

			if (!form->classes || len < longest ||
			    len + 2 > word.len ||
			    memcmp(word.ptr + word.len - len, form->ending,
				   len) != 0)
				continue;
			longest = len;
			classes = form->classes;
		}
	}
	return classes;
}

static void find_candidates(const struct hito_lexicon *lexicon,
			    struct hito_str word, struct candidates *out)
{
	struct range range[2];
	char buffer[WORD_SIZE];
	struct hito_str root;
	size_t r, i;

	out->count = 0;
	if (word.len > WORD_SIZE)
		return;
	add_candidates(lexicon, word, HITO_BEND_NONE, out);
	ranges(lexicon, word, range);
	for (r = 0; r < 2; r++) {
		for (i = range[r].start; i < range[r].end; i++) {
			const struct hito_form *form = &lexicon->forms[i];

			if (!form->classes && unbend(form, word, buffer, &root))
				add_candidates(lexicon, root,
					       (enum hito_bend)form->bend, out);
		}
	}
}

static uint64_t bit_of(uint32_t hash)
{
	return (uint64_t)1 << hash % 64;
}

/* What a word may be a form of as is_form sees it, as bits of hashes. */
static uint64_t find_roots(const struct hito_lexicon *lexicon,
			   struct hito_str word)
{
	uint64_t roots = bit_of(hito_plain_hash(word));
	char buffer[WORD_SIZE];
	struct range range[2];
	struct hito_str root;
	size_t r, i;

	if (word.len + sizeof(lexicon->forms->root) > WORD_SIZE)
		return UINT64_MAX;
	ranges(lexicon, word, range);
	for (r = 0; r < 2; r++) {
		for (i = range[r].start; i < range[r].end; i++) {
			const struct hito_form *form = &lexicon->forms[i];

			if ((form->bend == HITO_BEND_NOUN ||
			     form->bend == HITO_BEND_ADJECTIVE) &&
			    unbend(form, word, buffer, &root))
				roots |= bit_of(hito_plain_hash(root));
		}
	}
	return roots;
}

/* Without its words being compared: may it stand before the token? */
static bool may_stand(const struct hito_candidate *candidate,
		      const struct hito_token *next, uint64_t roots)
{
	if (!candidate->next)
		return true;
	/* Forms of a word begin as it does. */
	if (!next || *next->text.ptr != candidate->next)
		return false;
	if (candidate->bends)
		return (roots & bit_of(candidate->hash)) != 0;
	return !next->hash || next->hash == candidate->hash;
}

/* What the word means here, of what it may be; roots are of the next one. */
static void choose(const struct hito_lexicon *lexicon,
		   const struct hito_tokens *tokens, size_t at, uint64_t roots,
		   const struct hito_candidate *candidates, size_t count,
		   struct hito_sense *out)
{
	const struct hito_token *next =
		at + 1 < tokens->count ? &tokens->list[at + 1] : NULL;
	size_t i;

	for (i = 0; i < count; i++) {
		const struct hito_entry *entry;
		size_t words;

		if (!may_stand(&candidates[i], next, roots))
			continue;
		entry = &lexicon->entries[candidates[i].entry];
		words = match_rest(lexicon, tokens, at, entry);
		if (words)
			take(entry, words, candidates[i].exact, out);
	}
}

static size_t group_of(char letter)
{
	if (!letter)
		return 0;
	return letter >= 'a' && letter <= 'z' ? (size_t)(letter - 'a') + 1
					      : LETTERS - 1;
}

/* How many of the candidates there are for each letter; false: for none. */
static bool count_letters(const struct candidates *candidates,
			  size_t counts[LETTERS])
{
	size_t i;

	memset(counts, 0, LETTERS * sizeof(counts[0]));
	for (i = 0; i < candidates->count; i++)
		counts[group_of(candidates->list[i].next)]++;
	return counts[0] < candidates->count;
}

/*
 * Before a word of a letter may stand the candidates of that letter, and all
 * that have one word. Their order stays, so that the last value counts.
 */
static bool sort_candidates(struct hito_arena *arena,
			    const struct candidates *candidates,
			    const size_t counts[LETTERS],
			    struct hito_meaning *out)
{
	uint16_t *starts = hito_new(arena, uint16_t, 2 * LETTERS);
	struct hito_candidate *list;
	size_t most = counts[0], filled = 0, group, i;

	for (group = 1; group < LETTERS; group++)
		most += counts[group] ? counts[0] + counts[group] : 0;
	list = hito_new(arena, struct hito_candidate, most + 1);
	if (!starts || !list || most > UINT16_MAX)
		return false;
	for (group = 0; group < LETTERS; group++) {
		if (!counts[group] && group) {
			starts[2 * group] = starts[0];
			starts[2 * group + 1] = starts[1];
			continue;
		}
		starts[2 * group] = (uint16_t)filled;
		for (i = 0; i < candidates->count; i++) {
			char next = candidates->list[i].next;

			if (!next || group_of(next) == group)
				list[filled++] = candidates->list[i];
		}
		starts[2 * group + 1] = (uint16_t)filled;
	}
	out->candidates = list;
	out->by_letter = starts;
	return true;
}

/* At most half full. */
static bool note_followers(struct hito_arena *arena,
			   const struct candidates *candidates,
			   struct hito_meaning *out)
{
	uint32_t size = 4, *slots, at;
	size_t i;

	while (size < 2 * candidates->count)
		size *= 2;
	slots = hito_new(arena, uint32_t, size);
	if (!slots)
		return false;
	for (i = 0; i < candidates->count; i++) {
		const struct hito_candidate *one = &candidates->list[i];

		if (!one->next)
			continue;
		if (one->bends) {
			out->bent_followers |= bit_of(one->hash);
			continue;
		}
		at = one->hash & (size - 1);
		while (slots[at] && slots[at] != one->hash)
			at = (at + 1) & (size - 1);
		slots[at] = one->hash;
	}
	out->followers = slots;
	out->follower_mask = size - 1;
	return true;
}

bool hito_lexicon_meaning(const struct hito_lexicon *lexicon,
			  struct hito_str word, struct hito_arena *arena,
			  struct hito_meaning *out)
{
	const struct hito_tokens none = {NULL, 0};
	struct candidates candidates;
	size_t counts[LETTERS];

	*out = (struct hito_meaning){.by_letter = NULL};
	find_candidates(lexicon, word, &candidates);
	choose(lexicon, &none, 0, 0, candidates.list, candidates.count,
	       &out->sense);
	out->sense.guess = guess(lexicon, word);
	out->roots = find_roots(lexicon, word);
	return !count_letters(&candidates, counts) ||
	       (note_followers(arena, &candidates, out) &&
		sort_candidates(arena, &candidates, counts, out));
}

/* May the word be the second one of a phrase? */
static bool may_follow(const struct hito_meaning *meaning,
		       const struct hito_meaning *next, uint32_t hash)
{
	uint32_t at = hash & meaning->follower_mask;

	if (!next || (meaning->bent_followers & next->roots))
		return true;
	while (meaning->followers[at] && meaning->followers[at] != hash)
		at = (at + 1) & meaning->follower_mask;
	return meaning->followers[at] == hash;
}

const struct hito_sense *hito_lexicon_sense(const struct hito_lexicon *lexicon,
					    const struct hito_meaning *meaning,
					    const struct hito_meaning *next,
					    const struct hito_tokens *tokens,
					    size_t at, struct hito_sense *room)
{
	const uint16_t *letters = meaning->by_letter, *range;
	const struct hito_token *token;

	if (!letters || at + 1 == tokens->count)
		return &meaning->sense;
	/* Of those that the word may be, what is behind it allows some. */
	token = &tokens->list[at + 1];
	range = letters + 2 * group_of(*token->text.ptr);
	if (range[1] == letters[1] || !may_follow(meaning, next, token->hash))
		return &meaning->sense;
	*room = (struct hito_sense){.guess = meaning->sense.guess};
	choose(lexicon, tokens, at, next ? next->roots : UINT64_MAX,
	       meaning->candidates + range[0], (size_t)range[1] - range[0],
	       room);
	return room;
}

bool hito_lexicon_value(const struct hito_lexicon *lexicon,
			struct hito_str words, enum hito_class class,
			int32_t *out_value)
{
	struct hito_str first, rest;
	const struct hito_entry *entry;

	hito_str_cut(words, ' ', &first, &rest);
	entry = find_word(lexicon, first);
	for (; entry; entry = entry->more ? entry + 1 : NULL) {
		if ((entry->classes >> class & 1) &&
		    hito_str_equal(rest_of(lexicon, entry), rest)) {
			*out_value = entry->value;
			return true;
		}
	}
	return false;
}
