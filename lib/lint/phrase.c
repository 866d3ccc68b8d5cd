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
	struct hito_machine *machine;
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
	if (!phrases->opened)
		return false;
	phrases->opened->machine = hito_machine_new(phrases->net, arena);
	return phrases->opened->machine != NULL;
}

bool hito_phrases_failed(const struct hito_phrases *phrases)
{
	return phrases->opened &&
	       (phrases->opened->failed ||
		hito_machine_failed(phrases->opened->machine));
}

void hito_phrases_close(struct hito_phrases *phrases)
{
	size_t i;

	for (i = 0; phrases->opened && i < phrases->count; i++)
		hito_pattern_free(phrases->opened->patterns[i]);
	if (phrases->opened)
		hito_machine_free(phrases->opened->machine);
	phrases->opened = NULL;
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

const struct hito_phrase *hito_phrases_at(const struct hito_phrases *phrases,
					  struct hito_str text, size_t at,
					  struct hito_pattern_match *out)
{
	const uint64_t *lines =
		hito_machine_lines(phrases->opened->machine, text, at);
	size_t word;

	for (word = 0; lines && word <= phrases->count / 64; word++) {
		uint64_t left = lines[word];

		for (; left; left &= left - 1) {
			size_t line = word * 64 + (size_t)__builtin_ctzll(left);
			struct hito_pattern *pattern;

			pattern = pattern_of(phrases, line);
			if (pattern && hito_pattern_at(pattern, text, at, out))
				return &phrases->list[line];
		}
	}
	return NULL;
}
