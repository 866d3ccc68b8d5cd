/* SPDX-License-Identifier: MIT */
/* Finding phrases: a look at the first letters, then the patterns. */
#include "lint/phrase.h"

const char *const hito_group_names[] = {
#define HITO_GROUP_NAME(name, text) text,
	HITO_GROUPS(HITO_GROUP_NAME)
#undef HITO_GROUP_NAME
		NULL,
};

void hito_phrases_call(const struct hito_phrases *phrases, struct hito_str word,
		       struct hito_lines *lines)
{
	const struct hito_machine *calls = &phrases->calls;
	size_t at, i;

	for (at = 0; at < word.len; at++) {
		const uint64_t *called = hito_machine_lines(calls, word, at);

		for (i = 0; called && i < calls->set_words; i++)
			lines->bits[i] |= called[i];
	}
}

const struct hito_phrase *hito_phrases_match(const struct hito_phrases *phrases,
					     const struct hito_lines *lines,
					     struct hito_str text, size_t at,
					     struct hito_match *out)
{
	size_t word;

	for (word = 0; word < phrases->machine.set_words; word++) {
		uint64_t left = lines->bits[word];

		for (; left; left &= left - 1) {
			size_t line = word * 64 + (size_t)__builtin_ctzll(left);

			if (hito_code_match(&phrases->code, line, text, at,
					    out))
				return &phrases->list[line];
		}
	}
	return NULL;
}
