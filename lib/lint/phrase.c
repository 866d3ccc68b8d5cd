/* SPDX-License-Identifier: MIT */
/* Finding phrases: a look at the first letters, then the patterns. */
#include "lint/phrase.h"

#include <string.h>

const char *const hito_group_names[] = {
#define HITO_GROUP_NAME(name, text) text,
	HITO_GROUPS(HITO_GROUP_NAME)
#undef HITO_GROUP_NAME
		NULL,
};

/* Patterns are compiled when a text first asks for them. */
struct hito_opened {
	bool failed;
	struct hito_pattern *patterns[];
};

bool hito_phrases_open(struct hito_phrases *phrases, struct hito_arena *arena)
{
	if (phrases->opened)
		return true;
	phrases->opened = hito_arena_alloc(
		arena, 1,
		sizeof(struct hito_opened) +
			phrases->count * sizeof(struct hito_pattern *));
	return phrases->opened != NULL;
}

bool hito_phrases_failed(const struct hito_phrases *phrases)
{
	return phrases->opened && phrases->opened->failed;
}

void hito_phrases_close(struct hito_phrases *phrases)
{
	size_t i;

	for (i = 0; phrases->opened && i < phrases->count; i++)
		hito_pattern_free(phrases->opened->patterns[i]);
	phrases->opened = NULL;
}

char hito_beginning_letter(char byte, bool is_first)
{
	static const char known[] = " -'.,:/()#";

	if ((byte >= 'a' && byte <= 'z') || (byte && strchr(known, byte)))
		return byte;
	if (byte >= '0' && byte <= '9')
		return is_first ? byte : '0';
	/* In plain text all that begins with these bytes is a sign. */
	if (byte == '%' || byte == '$' || byte == '\xc2' || byte == '\xe2')
		return '$';
	return '\0';
}

/* The lines that may match at this place, as a set. */
static const uint64_t *lines_at(const struct hito_phrases *phrases,
				struct hito_str text, size_t at)
{
	const struct hito_state *state = phrases->states;
	const size_t first = at;
	size_t end = text.len - at < HITO_BEGINNING_DEPTH
			     ? text.len
			     : at + HITO_BEGINNING_DEPTH;

	for (; at < end && state->edges; at++) {
		const struct hito_edge *edge = &phrases->edges[state->edge];
		const struct hito_edge *last = edge + state->edges;
		char letter = hito_beginning_letter(text.ptr[at], at == first);

		if (!letter)
			break;
		while (edge < last && edge->letter != letter)
			edge++;
		if (edge == last)
			return phrases->sets +
			       state->other * phrases->set_words;
		state = &phrases->states[edge->state];
	}
	return phrases->sets + state->set * phrases->set_words;
}

static struct hito_pattern *pattern_of(const struct hito_phrases *phrases,
				       size_t line)
{
	struct hito_opened *opened = phrases->opened;

	if (!opened->patterns[line] &&
	    !hito_pattern_new_anchored(
		    (const char *)phrases->regexes[line].text, hito_group_names,
		    &opened->patterns[line], NULL))
		opened->failed = true;
	return opened->patterns[line];
}

static bool lacks(const struct hito_need *need, hito_classes has)
{
	return (need->all & ~has) || (need->any && !(need->any & has));
}

const struct hito_phrase *hito_phrases_at(const struct hito_phrases *phrases,
					  struct hito_str text, size_t at,
					  hito_classes has,
					  struct hito_pattern_match *out)
{
	const uint64_t *lines = lines_at(phrases, text, at);
	size_t word;

	for (word = 0; word < phrases->set_words; word++) {
		uint64_t left = lines[word];

		for (; left; left &= left - 1) {
			size_t line = word * 64 + (size_t)__builtin_ctzll(left);
			struct hito_pattern *pattern;

			if (lacks(&phrases->needs[line], has))
				continue;
			pattern = pattern_of(phrases, line);
			if (pattern && hito_pattern_at(pattern, text, at, out))
				return &phrases->list[line];
		}
	}
	return NULL;
}
