/* SPDX-License-Identifier: MIT */
/* One fault, one finding: a verb takes its vague object with it. */
#include "lint/sentence.h"

/* The token that starts where the words do; tokens.count when none does. */
static size_t token_at(const struct hito_sentence *sentence, const char *place)
{
	size_t i;

	for (i = 0; i < sentence->tokens.count; i++) {
		if (hito_sentence_slice(sentence, i, i + 1).ptr == place)
			break;
	}
	return i;
}

/* "strengthen relationships", "improve our image": nothing but articles. */
static bool is_object_of(const struct hito_sentence *sentence,
			 const struct hito_vague *verb,
			 const struct hito_vague *object)
{
	const hito_classes articles =
		HITO_IS(THE) | HITO_IS(A) | HITO_IS(OWN) | HITO_IS(ALL);
	const char *end = verb->words.ptr + verb->words.len;
	size_t at = token_at(sentence, object->words.ptr);

	if (object->words.ptr < end || at == sentence->tokens.count)
		return false;
	for (; at > 0; at--) {
		struct hito_str before =
			hito_sentence_slice(sentence, at - 1, at);

		if (before.ptr + before.len <= end)
			return sentence->tokens.list[at].before == ' ';
		if (!(sentence->words[at - 1].sense.other & articles))
			return false;
	}
	return false;
}

void hito_sentence_join(struct hito_sentence *sentence)
{
	struct hito_vague *list = sentence->vagues;
	size_t kept = 0, i;

	for (i = 0; i < sentence->vague_count; i++) {
		struct hito_vague *last = kept ? &list[kept - 1] : NULL;

		if (last && last->wording == HITO_WORDING_VERB &&
		    list[i].wording == HITO_WORDING_SUBJECTIVE &&
		    is_object_of(sentence, last, &list[i])) {
			last->words.len =
				(size_t)(list[i].words.ptr - last->words.ptr) +
				list[i].words.len;
			continue;
		}
		list[kept++] = list[i];
	}
	sentence->vague_count = kept;
}
