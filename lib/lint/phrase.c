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
	bool failed;
	struct hito_pattern *patterns[];
};

bool hito_phrases_open(struct hito_phrases *phrases, struct hito_arena *arena)
{
	phrases->opened = hito_arena_alloc(
		arena, 1,
		sizeof(struct hito_opened) +
			phrases->count * sizeof(struct hito_pattern *));
	return phrases->opened != NULL;
}

bool hito_phrases_failed(const struct hito_phrases *phrases)
{
	return phrases->opened->failed;
}

void hito_phrases_close(struct hito_phrases *phrases)
{
	size_t i;

	for (i = 0; phrases->opened && i < phrases->count; i++)
		hito_pattern_free(phrases->opened->patterns[i]);
	phrases->opened = NULL;
}

static struct hito_pattern *pattern_of(const struct hito_phrases *phrases,
				       size_t line)
{
	struct hito_opened *opened = phrases->opened;

	if (!opened->patterns[line] &&
	    !hito_pattern_new_anchored(phrases->regexes[line], hito_group_names,
				       &opened->patterns[line], NULL))
		opened->failed = true;
	return opened->patterns[line];
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

			struct hito_pattern *pattern =
				pattern_of(phrases, line);

			if (pattern && hito_pattern_at(pattern, text, at, out))
				return &phrases->list[line];
		}
	}
	return NULL;
}
