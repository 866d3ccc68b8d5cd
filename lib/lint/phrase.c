/* SPDX-License-Identifier: MIT */
/* Finding phrases: few lines are called, and those are matched. */
#include "lint/phrase.h"

const char *const hito_group_names[] = {
#define HITO_GROUP_NAME(name, text) text,
	HITO_GROUPS(HITO_GROUP_NAME)
#undef HITO_GROUP_NAME
		NULL,
};

/* A line is compiled when a text first asks for it. */
struct hito_opened {
	struct hito_pattern_room *room;
	struct hito_pattern_slot *slots; /* one a line */
	bool shared;                     /* ... of another thread */
	bool failed;
};

bool hito_phrases_open(struct hito_phrases *phrases,
		       const struct hito_phrases *beside,
		       struct hito_pattern_room *room, struct hito_arena *arena)
{
	struct hito_opened *opened = hito_new(arena, struct hito_opened, 1);

	if (!opened)
		return false;
	opened->room = room;
	opened->shared = beside != NULL;
	opened->slots = beside ? beside->opened->slots
			       : hito_new(arena, struct hito_pattern_slot,
					  phrases->count + 1);
	phrases->opened = opened;
	return opened->slots != NULL;
}

bool hito_phrases_failed(const struct hito_phrases *phrases)
{
	return phrases->opened->failed;
}

void hito_phrases_close(struct hito_phrases *phrases)
{
	struct hito_opened *opened = phrases->opened;
	size_t i;

	for (i = 0; opened && !opened->shared && i < phrases->count; i++)
		hito_pattern_slot_empty(&opened->slots[i]);
	phrases->opened = NULL;
}

static bool line_matches(const struct hito_phrases *phrases, size_t line,
			 struct hito_str text, size_t at,
			 struct hito_pattern_match *out)
{
	struct hito_opened *opened = phrases->opened;
	struct hito_pattern *pattern;

	if (!hito_pattern_slot_take(&opened->slots[line],
				    phrases->regexes[line], hito_group_names,
				    &pattern, NULL)) {
		opened->failed = true;
		return false;
	}
	return hito_pattern_at(pattern, opened->room, text, at, out);
}

bool hito_phrases_call(const struct hito_phrases *phrases, struct hito_str word,
		       struct hito_lines *lines)
{
	const struct hito_machine *calls = &phrases->calls;
	bool any = false;
	size_t at, i;

	for (at = 0; at < word.len; at++) {
		const uint64_t *called = hito_machine_lines(calls, word, at);

		any |= called != NULL;
		for (i = 0; called && i < calls->set_words; i++)
			lines->bits[i] |= called[i];
	}
	return any;
}

const struct hito_phrase *hito_phrases_match(const struct hito_phrases *phrases,
					     const struct hito_lines *lines,
					     struct hito_str text, size_t at,
					     struct hito_pattern_match *out)
{
	size_t word;

	for (word = 0; word < phrases->machine.set_words; word++) {
		uint64_t left = lines->bits[word];

		for (; left; left &= left - 1) {
			size_t line = word * 64 + (size_t)__builtin_ctzll(left);

			if (line_matches(phrases, line, text, at, out))
				return &phrases->list[line];
		}
	}
	return NULL;
}
