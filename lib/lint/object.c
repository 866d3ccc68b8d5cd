/* SPDX-License-Identifier: MIT */
/* What a verb does to its object: it is changed, got, kept, handed over. */
#include "lint/verdict.h"

#define DOING \
	(HITO_IS(ACT) | HITO_IS(ACTIVITY) | HITO_IS(EMPTY) | HITO_IS(BOOK))

/* "Luis", "the plumber", but not "parents": they will or will not. */
static bool is_somebody(const struct hito_sentence *sentence, size_t at)
{
	if (sentence->tokens.list[at].name)
		return true;
	return (sentence->words[at].sense.other & HITO_IS(PERSON)) &&
	       (at > sentence->head_end ||
		!hito_sentence_is_plural(sentence, at));
}

/* "have Luis sign the lease", "have the plumber look at it" */
static bool somebody_acts(const struct hito_sentence *sentence)
{
	size_t at = sentence->head_end, end = at + 3;

	if (!(sentence->class & HITO_IS(STATE)))
		return false;
	for (; at < end && at + 1 < sentence->tokens.count; at++) {
		const struct hito_sense *next = &sentence->words[at + 1].sense;

		if (is_somebody(sentence, at) &&
		    !sentence->tokens.list[at + 1].name && next->verb_exact &&
		    (next->verb & DOING) &&
		    (!next->other ||
		     hito_verdict_is_definite(sentence, at + 2)))
			return true;
	}
	return false;
}

/* "get the minutes to the members" */
static bool hands_over(const struct hito_sentence *sentence)
{
	size_t at = hito_sentence_object(sentence), end = at + 8;

	if (at >= sentence->tokens.count || sentence->quantified ||
	    !(sentence->words[at].sense.other & HITO_IS(THING)) ||
	    (sentence->words[at].sense.other & HITO_IS(METRIC)))
		return false;
	for (at++; at < end && at + 1 < sentence->tokens.count; at++) {
		if (hito_str_is(sentence->tokens.list[at].text, "to") &&
		    (sentence->tokens.list[at + 1].name ||
		     hito_sentence_has(sentence, at + 1, at + 4,
				       HITO_IS(PERSON))))
			return true;
	}
	return false;
}

/* "get the reel out", "have the van back at the depot" */
static bool puts_out(const struct hito_sentence *sentence)
{
	static const char *const ways[] = {"out",    "over", "back", "off",
					   "across", "away", "round"};
	const hito_classes there = HITO_IS(THING) | HITO_IS(OUTPUT);
	size_t start = sentence->head_end, end = start + 7, at, i;

	if (sentence->quantified ||
	    hito_verdict_object_has(sentence, 4, HITO_IS(METRIC)))
		return false;
	for (at = start + 1; at < end && at < sentence->tokens.count; at++) {
		for (i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
			if (hito_str_is(sentence->tokens.list[at].text,
					ways[i]))
				return hito_sentence_has(sentence, start, at,
							 there);
		}
	}
	return false;
}

/* "get Luis to sign": somebody else does it. */
bool hito_verdict_has_done(const struct hito_sentence *sentence)
{
	size_t at = sentence->head_end, end = at + 5;
	const struct hito_word *words = sentence->words;

	if (!sentence->language->head_last || at >= sentence->tokens.count)
		return false;
	if (somebody_acts(sentence) || hands_over(sentence) ||
	    puts_out(sentence))
		return true;
	if (!is_somebody(sentence, at) &&
	    (hito_sentence_has(sentence, at, at + 1, HITO_IS(PERSON)) ||
	     !hito_sentence_has(sentence, at + 1, at + 3, HITO_IS(PERSON))))
		return false;
	for (at++; at < end && at + 1 < sentence->tokens.count; at++) {
		const struct hito_sense *next = &words[at + 1].sense;

		if (hito_str_is(sentence->tokens.list[at].text, "to") &&
		    next->verb_exact && !sentence->tokens.list[at + 1].name &&
		    (next->verb & (HITO_IS(ACT) | HITO_IS(ACTIVITY))))
			return true;
	}
	return false;
}

/* "sell 40 passes", "bill $ 60,000": so many are got. */
bool hito_verdict_gets_many(const struct hito_sentence *sentence)
{
	size_t at = sentence->head_end;

	if (!(sentence->class & HITO_IS(GAIN)))
		return false;
	while (at < sentence->tokens.count &&
	       (sentence->tokens.list[at].kind == HITO_TOKEN_SIGN ||
		/* "alojar a 300 familias" */
		(!sentence->language->head_last &&
		 hito_str_is(sentence->tokens.list[at].text, "a")) ||
		(sentence->words[at].sense.other &
		 (HITO_IS(ALL) | HITO_IS(A)))))
		at++;
	return at < sentence->tokens.count && sentence->words[at].measures;
}

/* "6 sessions": the number says how many of the object. */
static bool counts_object(const struct hito_sentence *sentence)
{
	return sentence->quantified && !sentence->bounded &&
	       sentence->amount_at == sentence->head_end &&
	       sentence->amount_at + 1 < sentence->tokens.count &&
	       sentence->tokens.list[sentence->amount_at + 1].kind ==
		       HITO_TOKEN_WORD;
}

/* "make 30 calls", "hold 6 sessions": so many are made. */
bool hito_verdict_makes_many(const struct hito_sentence *sentence)
{
	return (sentence->class & HITO_IS(ACT)) && counts_object(sentence) &&
	       hito_verdict_object_has(sentence, 3,
				       HITO_IS(OUTPUT) | HITO_IS(EVENT));
}

/* "collect the $ 3,200", "close the incident INC-771": it is known which. */
bool hito_verdict_is_known_one(const struct hito_sentence *sentence)
{
	const struct hito_token *list = sentence->tokens.list;
	size_t at = sentence->head_end + 1, object;

	if (!(sentence->class & HITO_IS(ACT)) || at >= sentence->tokens.count ||
	    !(sentence->words[at - 1].sense.other & HITO_IS(THE)))
		return false;
	if (list[at].kind == HITO_TOKEN_SIGN)
		at++;
	if (at < sentence->tokens.count && sentence->words[at].measures)
		return true;
	object = hito_sentence_object(sentence);
	return object + 1 < sentence->tokens.count && !sentence->quantified &&
	       !hito_sentence_is_plural(sentence, object) &&
	       (list[object + 1].name || list[object + 1].upper ||
		list[object + 1].kind == HITO_TOKEN_OPAQUE ||
		list[object + 1].kind == HITO_TOKEN_CODE);
}

/* A thing; what is measured is known, so "the chisels" are things, too. */
static bool is_ware(const struct hito_sentence *sentence, size_t at)
{
	const struct hito_sense *sense = &sentence->words[at].sense;

	if (!sense->other)
		return !(sense->verb & HITO_IS_VERB) &&
		       (sentence->words[sentence->head_end].sense.other &
			(HITO_IS(THE) | HITO_IS(OWN)));
	return (sense->other & (HITO_IS(THING) | HITO_IS(OUTPUT))) != 0;
}

/* What is changed or looked after: one certain thing, no measure. */
static bool object_is_owned(const struct hito_sentence *sentence)
{
	const hito_classes open = HITO_IS(GENERIC) | HITO_IS(METRIC) |
				  HITO_IS(PERSON) | HITO_IS(ACT) |
				  HITO_IS(ACTIVITY);
	size_t at = hito_sentence_object(sentence);

	return at < sentence->tokens.count && !sentence->tokens.list[at].name &&
	       (sentence->words[sentence->head_end].sense.other &
		(HITO_IS(THE) | HITO_IS(OWN))) &&
	       !(sentence->words[sentence->head_end].sense.other &
		 HITO_IS(STOP)) &&
	       is_ware(sentence, at) &&
	       !(sentence->words[at].sense.other & open);
}

/* "shorten the form to four fields" */
bool hito_verdict_changes_thing(const struct hito_sentence *sentence)
{
	const hito_classes other = HITO_IS(GAIN) | HITO_IS(STATE) |
				   HITO_IS(WEAK) | HITO_IS(EMPTY) |
				   HITO_IS(MULTIPLE);

	/* "depender menos del ..." */
	if (!sentence->language->head_last &&
	    sentence->head_end > sentence->head + 1)
		return false;
	return (sentence->class & HITO_IS(RESULT)) &&
	       !(sentence->class & other) && object_is_owned(sentence) &&
	       !hito_verdict_object_has(sentence, 3, HITO_IS(METRIC));
}

/* "improve the checkout page", "polish a few posts": work on things */
bool hito_verdict_improves_thing(const struct hito_sentence *sentence)
{
	const hito_classes weak = HITO_IS(RESULT) | HITO_IS(WEAK);
	const hito_classes other = HITO_IS(GAIN) | HITO_IS(STATE) |
				   HITO_IS(EMPTY) | HITO_IS(MULTIPLE) |
				   HITO_IS(BOTH);
	const hito_classes open =
		HITO_IS(METRIC) | HITO_IS(PERSON) | HITO_IS(PLACE);
	size_t at = hito_sentence_object(sentence);

	/* "better ads" are no work on the ads */
	if (sentence->words[sentence->head].sense.other & HITO_IS(COMPARISON))
		return false;
	/* "stand out at the fair" */
	if (sentence->words[sentence->head_end].sense.other & HITO_IS(WHERE))
		return false;
	if ((sentence->class & weak) != weak || (sentence->class & other) ||
	    (sentence->quantified && !counts_object(sentence)) ||
	    at >= sentence->tokens.count || sentence->tokens.list[at].name)
		return false;
	return is_ware(sentence, at) &&
	       !(sentence->words[at].sense.other & open) &&
	       !hito_verdict_object_has(sentence, 3, HITO_IS(METRIC));
}

/* "keep the machine topped up": somebody sees to it all the time. */
bool hito_verdict_looks_after(const struct hito_sentence *sentence)
{
	const hito_classes class = HITO_IS(STATE) | HITO_IS(ACTIVITY);
	const hito_classes other = HITO_IS(METRIC) | HITO_IS(PERSON);
	size_t at = sentence->head_end, end = at + 9;

	if ((sentence->class & class) != class || sentence->quantified)
		return false;
	/* "keep posting clips" */
	if (at < sentence->tokens.count && sentence->language->head_last &&
	    hito_str_ends(sentence->tokens.list[at].text, "ing") &&
	    (sentence->words[at].sense.verb & DOING))
		return true;
	while (at < end && at < sentence->tokens.count &&
	       (hito_sentence_is_grammar(sentence, at) ||
		sentence->words[at].dated))
		at++;
	if (at >= sentence->tokens.count ||
	    (sentence->words[at].sense.other & other))
		return false;
	for (at++; at < end && at < sentence->tokens.count; at++) {
		if (!sentence->words[at].dated &&
		    hito_verdict_is_participle(sentence, at))
			return true;
	}
	return false;
}

/* "turn first-time donors into regulars": what comes of them */
static bool turns_people(const struct hito_sentence *sentence)
{
	size_t start = sentence->head_end, end = start + 7, at;

	if (!sentence->language->head_last || (sentence->class & HITO_IS(BOOK)))
		return false;
	/* "translate the leaflet into Polish" is done once. */
	if ((sentence->class & HITO_IS(ACT)) &&
	    !(sentence->class &
	      (HITO_IS(RESULT) | HITO_IS(GAIN) | HITO_IS(BOTH))))
		return false;
	for (at = start + 1; at < end && at < sentence->tokens.count; at++) {
		if (hito_str_is(sentence->tokens.list[at].text, "into"))
			return at + 1 < sentence->tokens.count &&
			       hito_sentence_has(sentence, start, at,
						 HITO_IS(PERSON)) &&
			       !hito_sentence_has(sentence, at + 1, at + 4,
						  HITO_IS(PLACE) |
							  HITO_IS(THING));
	}
	return false;
}

/* "move the score from 31 to 40", "take sales up to 500" */
bool hito_verdict_moves_metric(const struct hito_sentence *sentence)
{
	size_t at = hito_sentence_object(sentence);

	if (turns_people(sentence))
		return true;
	return at < sentence->tokens.count && sentence->bounded &&
	       ((sentence->words[at].sense.other & HITO_IS(METRIC)) ||
		(sentence->tokens.list[at].name &&
		 hito_sentence_has_two_amounts(sentence))) &&
	       !(sentence->words[at].sense.other &
		 (HITO_IS(THING) | HITO_IS(OUTPUT)));
}
