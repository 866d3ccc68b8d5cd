/* SPDX-License-Identifier: MIT */
/* Looking words up in a lexicon, as they are and as they bend. */
#include <string.h>

#include "lint/lexicon.h"

#define WORD_SIZE 48
/* Words that are remembered: more are looked up each time. */
#define MOST_KNOWN 30000
/* Places where a word is looked for. */
#define MOST_STEPS 32
/* A word may be a form of another, too. */
#define MOST_CANDIDATES (2 * HITO_LEXICON_SAME)

/* An entry that a word may be, as it is or as a form of it. */
struct candidate {
	uint16_t entry;
	bool exact;
	char next; /* the first letter of its second word; NUL: it has none */
	/* Of that word, where it must stand as it is; else 0. */
	uint32_t hash;
};

/* What a word may be wherever it stands. */
struct meaning {
	struct candidate candidates[MOST_CANDIDATES];
	size_t count;
	hito_classes guess; /* by its ending */
};

struct range {
	size_t start, end;
};

/* Candidates by the letter behind the word: none, a to z, all others. */
#define LETTERS 28

struct remembered {
	struct hito_str word;
	uint32_t hash;
	const struct candidate *candidates;
	/* Those that may stand before a word of the letter; NULL where no
	 * candidate has more words: then the sense is always this. */
	const struct range *by_letter;
	struct hito_sense sense;
};

/* Open addressing, at most half full. */
struct hito_known {
	struct hito_arena *arena;
	struct remembered **slots;
	size_t count, capacity;
};

bool hito_lexicon_remember(struct hito_lexicon *lexicon,
			   struct hito_arena *arena)
{
	struct hito_known *known = hito_new(arena, struct hito_known, 1);

	if (!known)
		return false;
	known->arena = arena;
	lexicon->known = known;
	return true;
}

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

	/* A stem of one letter would make "de" a form of "dar". */
	if (form->ending_len + 2u > word.len)
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

static bool bends_behind(const struct hito_entry *entry)
{
	return entry->bend == HITO_BEND_NOUN ||
	       entry->bend == HITO_BEND_ADJECTIVE;
}

/* How many tokens the rest of an entry takes; 0 when they are others. */
static size_t match_rest(const struct hito_lexicon *lexicon,
			 const struct hito_tokens *tokens, size_t at,
			 const struct hito_entry *entry)
{
	struct hito_str rest = rest_of(lexicon, entry), word;
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
		if (bends_behind(entry) ? !is_form(lexicon, token->text, word)
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

/* What an entry asks of the word behind its first. */
static void look_behind(const struct hito_lexicon *lexicon,
			const struct hito_entry *entry, struct candidate *out)
{
	struct hito_str rest = rest_of(lexicon, entry), word;

	if (!rest.len)
		return;
	out->next = *rest.ptr;
	hito_str_cut(rest, ' ', &word, &rest);
	if (!bends_behind(entry))
		out->hash = hito_plain_hash(word);
}

static void add_candidates(const struct hito_lexicon *lexicon,
			   struct hito_str word, enum hito_bend bend,
			   struct meaning *meaning)
{
	const struct hito_entry *entry = find_word(lexicon, word);
	struct candidate *candidate;

	for (; entry; entry = entry->more ? entry + 1 : NULL) {
		if ((bend != HITO_BEND_NONE && entry->bend != bend) ||
		    meaning->count == MOST_CANDIDATES)
			continue;
		candidate = &meaning->candidates[meaning->count++];
		*candidate = (struct candidate){
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

static void find_meaning(const struct hito_lexicon *lexicon,
			 struct hito_str word, struct meaning *out)
{
	struct range range[2];
	char buffer[WORD_SIZE];
	struct hito_str root;
	size_t r, i;

	out->count = 0;
	out->guess = guess(lexicon, word);
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

/* What the word means here, of what it may be. */
static void choose(const struct hito_lexicon *lexicon,
		   const struct hito_tokens *tokens, size_t at,
		   const struct candidate *candidates, size_t count,
		   struct hito_sense *out)
{
	const struct hito_token *next =
		at + 1 < tokens->count ? &tokens->list[at + 1] : NULL;
	size_t i;

	for (i = 0; i < count; i++) {
		const struct hito_entry *entry;
		size_t words;

		/* Forms of a word begin as it does. */
		if (candidates[i].next &&
		    (!next || *next->text.ptr != candidates[i].next))
			continue;
		if (candidates[i].hash && next->hash &&
		    next->hash != candidates[i].hash)
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
static bool count_letters(const struct meaning *meaning, size_t counts[LETTERS])
{
	size_t i;

	memset(counts, 0, LETTERS * sizeof(counts[0]));
	for (i = 0; i < meaning->count; i++)
		counts[group_of(meaning->candidates[i].next)]++;
	return counts[0] < meaning->count;
}

/*
 * Before a word of a letter may stand the candidates of that letter, and all
 * that have one word. Their order stays, so that the last value counts.
 */
static bool sort_candidates(struct hito_arena *arena,
			    const struct meaning *meaning,
			    const size_t counts[LETTERS],
			    struct remembered *made)
{
	struct range *ranges = hito_new(arena, struct range, LETTERS);
	struct candidate *list;
	size_t most = counts[0], filled = 0, group, i;

	for (group = 1; group < LETTERS; group++)
		most += counts[group] ? counts[0] + counts[group] : 0;
	list = hito_new(arena, struct candidate, most + 1);
	if (!ranges || !list)
		return false;
	for (group = 0; group < LETTERS; group++) {
		if (!counts[group] && group) {
			ranges[group] = ranges[0];
			continue;
		}
		ranges[group].start = filled;
		for (i = 0; i < meaning->count; i++) {
			char next = meaning->candidates[i].next;

			if (!next || group_of(next) == group)
				list[filled++] = meaning->candidates[i];
		}
		ranges[group].end = filled;
	}
	made->candidates = list;
	made->by_letter = ranges;
	return true;
}

static bool is_slot_of(const struct remembered *there, struct hito_str word,
		       uint32_t hash)
{
	return !there ||
	       (there->hash == hash && hito_str_equal(there->word, word));
}

/*
 * The slot where the word is, or may be put. NULL: there is none close by,
 * as where somebody has chosen words that meet in one place.
 */
static struct remembered **slot_of(struct remembered **slots, size_t capacity,
				   struct hito_str word, uint32_t hash)
{
	size_t i;

	for (i = 0; i < MOST_STEPS; i++) {
		struct remembered **slot = &slots[(hash + i) & (capacity - 1)];

		if (is_slot_of(*slot, word, hash))
			return slot;
	}
	return NULL;
}

static bool enlarge(struct hito_known *known)
{
	size_t capacity = known->capacity ? 2 * known->capacity : 256, i;
	struct remembered **slots =
		hito_new(known->arena, struct remembered *, capacity);

	if (!slots)
		return false;
	for (i = 0; i < known->capacity; i++) {
		struct remembered *one = known->slots[i], **slot;

		slot = one ? slot_of(slots, capacity, one->word, one->hash)
			   : NULL;
		if (slot)
			*slot = one;
	}
	known->slots = slots;
	known->capacity = capacity;
	return true;
}

static const struct remembered *recall(const struct hito_lexicon *lexicon,
				       struct hito_str word, uint32_t hash)
{
	const struct hito_known *known = lexicon->known;
	struct remembered **slot;

	if (!known || !known->count)
		return NULL;
	slot = slot_of(known->slots, known->capacity, word, hash);
	return slot ? *slot : NULL;
}

static bool keep(struct hito_known *known, struct remembered *made)
{
	struct remembered **slot;

	if (known->count >= known->capacity / 2 && !enlarge(known))
		return false;
	slot = slot_of(known->slots, known->capacity, made->word, made->hash);
	if (!slot)
		return false;
	*slot = made;
	known->count++;
	return true;
}

/* NULL where memory ends or enough is known: then it is looked up again. */
static const struct remembered *remember(const struct hito_lexicon *lexicon,
					 struct hito_str word, uint32_t hash,
					 const struct meaning *meaning)
{
	const struct hito_tokens none = {NULL, 0};
	struct hito_known *known = lexicon->known;
	struct remembered *made;
	size_t counts[LETTERS];

	if (!known || known->count >= MOST_KNOWN)
		return NULL;
	made = hito_new(known->arena, struct remembered, 1);
	word = hito_arena_copy(known->arena, word);
	if (!word.ptr || !made)
		return NULL;
	made->word = word;
	made->hash = hash;
	if (!count_letters(meaning, counts))
		choose(lexicon, &none, 0, meaning->candidates, meaning->count,
		       &made->sense);
	else if (!sort_candidates(known->arena, meaning, counts, made))
		return NULL;
	made->sense.guess = meaning->guess;
	return keep(known, made) ? made : NULL;
}

/* Of those that the word may be, the ones that what is behind it allows. */
static void choose_known(const struct hito_lexicon *lexicon,
			 const struct hito_tokens *tokens, size_t at,
			 const struct remembered *known, struct hito_sense *out)
{
	size_t group = at + 1 < tokens->count
			       ? group_of(*tokens->list[at + 1].text.ptr)
			       : 0;
	const struct range range = known->by_letter[group];

	choose(lexicon, tokens, at, known->candidates + range.start,
	       range.end - range.start, out);
}

void hito_lexicon_sense(const struct hito_lexicon *lexicon,
			const struct hito_tokens *tokens, size_t at,
			struct hito_sense *out)
{
	const struct hito_token *token = &tokens->list[at];
	const struct remembered *known;
	struct meaning meaning;

	*out = (struct hito_sense){0};
	if (token->kind != HITO_TOKEN_WORD)
		return;
	known = recall(lexicon, token->text, token->hash);
	if (!known) {
		find_meaning(lexicon, token->text, &meaning);
		known = remember(lexicon, token->text, token->hash, &meaning);
	}
	if (known) {
		*out = known->sense;
		if (known->by_letter)
			choose_known(lexicon, tokens, at, known, out);
		return;
	}
	out->guess = meaning.guess;
	choose(lexicon, tokens, at, meaning.candidates, meaning.count, out);
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
