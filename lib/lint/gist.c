/* SPDX-License-Identifier: MIT */
/* What a text is about, as a number: equal for texts of the same words. */
#include "lint/gist.h"

#include "lint/sentence.h"
#include "lint/vocabulary.h"

uint64_t hito_gist_of_word(struct hito_str word)
{
	uint64_t hash = UINT64_C(14695981039346656037);
	size_t i;

	/* "reel" and "reels" are about the same. */
	if (word.len > 3 && hito_str_ends(word, "s"))
		word.len--;
	for (i = 0; i < word.len; i++)
		hash = (hash ^ (unsigned char)word.ptr[i]) *
		       UINT64_C(1099511628211);
	return hash ^ hash >> 29;
}

/* A sum, so that their order does not count. */
uint64_t hito_sentence_gist(const struct hito_sentence *sentence)
{
	uint64_t gist = 0;
	size_t i;

	for (i = 0; i < sentence->tokens.count; i++) {
		const struct hito_token *token = &sentence->tokens.list[i];

		if (token->kind == HITO_TOKEN_WORD &&
		    hito_sentence_is_grammar(sentence, i))
			continue;
		gist += token->known ? token->known->gist
				     : hito_gist_of_word(token->text);
	}
	return gist;
}
