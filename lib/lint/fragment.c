/* SPDX-License-Identifier: MIT */
/* A text without a verb that tells of what is to be so, not of a thing. */
#include "lint/verdict.h"

#define DOING \
	(HITO_IS(ACT) | HITO_IS(ACTIVITY) | HITO_IS(EMPTY) | HITO_IS(BOOK))
#define REACHING (HITO_IS(RESULT) | HITO_IS(GAIN) | HITO_IS(STATE))

/* "clean beaches": all of them, without an article; "clean windows" may be. */
bool hito_verdict_tells_how(const struct hito_sentence *sentence, size_t at)
{
	const hito_classes whole = HITO_IS(PERSON) | HITO_IS(PLACE);
	const hito_classes made = HITO_IS(THING) | HITO_IS(OUTPUT);
	size_t next = at + 1;

	if (at || !sentence->language->head_last ||
	    next >= sentence->tokens.count || sentence->words[next].dated)
		return false;
	/* "rested nurses": what has happened is no order */
	if (!sentence->words[at].sense.verb_exact &&
	    sentence->words[at].sense.verb_words == 1 &&
	    hito_str_ends(sentence->tokens.list[at].text, "ed") &&
	    (sentence->words[next].sense.other & whole) &&
	    sentence->tokens.list[next].before == ' ')
		return true;
	return (sentence->words[at].sense.other & HITO_IS(SUBJECTIVE)) &&
	       (sentence->words[next].sense.other & whole) &&
	       !(sentence->words[next].sense.other & made) &&
	       hito_sentence_is_plural(sentence, next) &&
	       sentence->tokens.list[next].before == ' ';
}

/* "streets without potholes" */
bool hito_verdict_is_free_of(const struct hito_sentence *sentence)
{
	size_t next = sentence->head_end;

	return next < sentence->tokens.count &&
	       (sentence->words[next].sense.other & HITO_IS(NOT)) &&
	       hito_sentence_is_plural(sentence, next - 1);
}

/* "sales: 800 units", "donations of $8,000": so much of what is measured. */
bool hito_verdict_is_figure(const struct hito_sentence *sentence)
{
	const hito_classes reached = HITO_IS(METRIC) | HITO_IS(PERSON);
	const struct hito_token *list = sentence->tokens.list;
	size_t at = sentence->amount_at;

	if (!sentence->quantified)
		return false;
	/* "the page: 12,000 followers" */
	if (list[at].before == ':' && at > sentence->head &&
	    hito_sentence_has(sentence, at + 1, at + 3, reached))
		return true;
	if (!(sentence->class & HITO_IS(METRIC)))
		return false;
	return list[at].before == ':' ||
	       (at == sentence->head_end + 1 &&
		at + 1 < sentence->tokens.count &&
		list[at + 1].kind == HITO_TOKEN_SIGN &&
		hito_sentence_is_plural(sentence, sentence->head));
}

/* "systems that talk to each other": all that there are. */
bool hito_verdict_are_such(const struct hito_sentence *sentence)
{
	size_t at = sentence->head_end;

	/* "abejas que sobreviven": nothing that is made */
	if (!sentence->language->head_last)
		return !sentence->share && sentence->head == 0 &&
		       at + 1 < sentence->tokens.count &&
		       hito_sentence_is_plural(sentence, 0) &&
		       !(sentence->class &
			 (HITO_IS(THING) | HITO_IS(OUTPUT) | DOING)) &&
		       hito_str_is(sentence->tokens.list[at].text, "que");
	return !sentence->share && sentence->head < 2 &&
	       at + 1 < sentence->tokens.count &&
	       !hito_sentence_has(sentence, 0, sentence->head,
				  HITO_IS(THE) | HITO_IS(OWN) | HITO_IS(A)) &&
	       (hito_sentence_is_plural(sentence, sentence->head) ||
		(sentence->class & HITO_IS(GENERIC)) ||
		(sentence->class & HITO_IS(PERSON))) &&
	       (hito_str_is(sentence->tokens.list[at].text, "that") ||
		hito_str_is(sentence->tokens.list[at].text, "who") ||
		hito_str_is(sentence->tokens.list[at].text, "which")) &&
	       (!hito_sentence_has(sentence, at + 1, at + 2, HITO_IS(STOP)) ||
		hito_sentence_has(sentence, at + 1, at + 2, HITO_IS(NOT)));
}

/* "dispatch for 98 % of the orders": so many of them, a figure to reach. */
bool hito_verdict_is_for_share(const struct hito_sentence *sentence)
{
	size_t at = sentence->amount_at + 1;

	return sentence->quantified && at + 1 < sentence->tokens.count &&
	       at > sentence->head_end + 1 &&
	       hito_str_is(sentence->tokens.list[at].text, "%") &&
	       (sentence->words[at + 1].sense.other & HITO_IS(OF));
}

/* "informed parents": what is to have happened to all of them. */
bool hito_verdict_are_made_so(const struct hito_sentence *sentence)
{
	const hito_classes told = HITO_IS(PERSON) | HITO_IS(PLACE);

	return sentence->language->head_last && sentence->head == 1 &&
	       (sentence->class & told) &&
	       hito_sentence_is_plural(sentence, sentence->head_end - 1) &&
	       hito_str_ends(sentence->tokens.list[0].text, "ed") &&
	       !sentence->tokens.list[0].name;
}

/* "the bank to receive our claim" */
bool hito_verdict_is_to_reach(const struct hito_sentence *sentence)
{
	size_t at = sentence->head_end;
	const struct hito_sense *next;

	if (!sentence->language->head_last ||
	    at + 1 >= sentence->tokens.count ||
	    !hito_str_is(sentence->tokens.list[at].text, "to"))
		return false;
	next = &sentence->words[at + 1].sense;
	return next->verb_exact && !(next->verb & DOING) &&
	       (next->verb & (REACHING | HITO_IS(BOTH)));
}
