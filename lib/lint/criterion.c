/* SPDX-License-Identifier: MIT */
/* What can be seen without a figure when a step is done. */
#include "lint/sentence.h"

/* Words that leave open what there is to see; which thing the step says. */
static bool hides(enum hito_wording wording)
{
	return wording == HITO_WORDING_QUANTITY ||
	       wording == HITO_WORDING_SUBJECTIVE ||
	       wording == HITO_WORDING_COMPARISON;
}

/*
 * "Design accepted by ana": it is, or it is not. "Every team has a mentor",
 * "no page without a title": each can be looked at.
 */
bool hito_sentence_is_seen(const struct hito_sentence *sentence)
{
	const hito_classes seen = HITO_IS(DONE) | HITO_IS(ALL) | HITO_IS(NOT);
	size_t i;

	for (i = 0; i < sentence->vague_count; i++) {
		if (hides(sentence->vagues[i].wording))
			return false;
	}
	for (i = 0; i < sentence->tokens.count; i++) {
		const struct hito_token *token = &sentence->tokens.list[i];
		hito_classes classes = sentence->words[i].sense.other;

		if (token->kind != HITO_TOKEN_WORD || token->name)
			continue;
		classes |= sentence->words[i].sense.guess;
		if (classes & seen)
			return true;
	}
	return false;
}
