/* SPDX-License-Identifier: MIT */
/* Step or objective, and by what it can be checked. */
#include "lint/sentence.h"

#define DOING \
	(HITO_IS(ACT) | HITO_IS(ACTIVITY) | HITO_IS(EMPTY) | HITO_IS(BOOK))
#define REACHING (HITO_IS(RESULT) | HITO_IS(GAIN) | HITO_IS(STATE))

/* What stands close behind the head: its object. */
static bool object_has(const struct hito_sentence *sentence, size_t reach,
		       hito_classes classes)
{
	return hito_sentence_has(sentence, sentence->head_end,
				 sentence->head_end + reach, classes);
}

/* "revisar y firmar": a second verb that ends with something. */
static bool finishes_later(const struct hito_sentence *sentence)
{
	size_t i;

	for (i = sentence->head_end; i < sentence->tokens.count; i++) {
		const struct hito_token *token = &sentence->tokens.list[i];
		const struct hito_word *word = &sentence->words[i];
		bool opens =
			token->before == ',' || token->before == ';' ||
			(sentence->words[i - 1].sense.other & HITO_IS(AND));

		if (opens && !token->name && !word->covered && !word->dated &&
		    (word->sense.verb & HITO_IS(ACT)) &&
		    !(word->sense.other & HITO_IS(ACTIVITY)))
			return true;
	}
	return false;
}

/* "spend less", "make the site faster": what counts is the comparison. */
static bool compares(const struct hito_sentence *sentence)
{
	size_t end = sentence->head_end + 4, i;

	for (i = sentence->head_end; i < end && i < sentence->tokens.count;
	     i++) {
		hito_classes classes = sentence->words[i].classes;

		if ((classes & HITO_IS(THING)) && !(classes & HITO_IS(GENERIC)))
			return false;
		if (sentence->words[i].vague && (classes & HITO_IS(COMPARISON)))
			return true;
	}
	return false;
}

/* "get the forms signed", "have a meeting": somebody sees to it. */
static bool arranges(const struct hito_sentence *sentence)
{
	const hito_classes gets = HITO_IS(GAIN) | HITO_IS(STATE);
	size_t end = sentence->head_end + 6, i;

	if (sentence->quantified || !(sentence->class & gets))
		return false;
	if (object_has(sentence, 3, HITO_IS(OUTPUT)) &&
	    !object_has(sentence, 3, HITO_IS(METRIC)))
		return true;
	for (i = sentence->head_end + 1; i < end && i < sentence->tokens.count;
	     i++) {
		const struct hito_token *token = &sentence->tokens.list[i];
		hito_classes classes = sentence->words[i].sense.other;

		if (!classes)
			classes = hito_lexicon_guess(
				&sentence->language->lexicon, token->text);
		if (token->kind == HITO_TOKEN_WORD && !token->name &&
		    (classes & HITO_IS(DONE)))
			return true;
	}
	return false;
}

static enum hito_judged_kind kind_of_both(const struct hito_sentence *sentence)
{
	hito_classes class = sentence->class;

	if (finishes_later(sentence))
		return HITO_JUDGED_STEP;
	if (object_has(sentence, 4, HITO_IS(METRIC)))
		return HITO_JUDGED_OBJECTIVE;
	if (class & HITO_IS(WEAK))
		return sentence->vague ? HITO_JUDGED_OBJECTIVE
				       : HITO_JUDGED_STEP;
	if (object_has(sentence, 4, HITO_IS(THING) | HITO_IS(OUTPUT)))
		return HITO_JUDGED_STEP;
	if (sentence->quantified && sentence->related)
		return HITO_JUDGED_OBJECTIVE;
	return sentence->vague && sentence->content < 4 ? HITO_JUDGED_OBJECTIVE
							: HITO_JUDGED_STEP;
}

/* "answer 95 % of the mails": a share to reach. */
static bool takes_share(const struct hito_sentence *sentence)
{
	const struct hito_tokens *tokens = &sentence->tokens;
	size_t at = sentence->head_end;

	if (at < tokens->count &&
	    (sentence->words[at].sense.other & HITO_IS(THE)))
		at++;
	return at + 1 < tokens->count && sentence->words[at].measures &&
	       hito_str_is(tokens->list[at + 1].text, "%");
}

static enum hito_judged_kind kind_of_verb(const struct hito_sentence *sentence)
{
	if (sentence->negated)
		return HITO_JUDGED_OBJECTIVE;
	if (takes_share(sentence))
		return HITO_JUDGED_OBJECTIVE;
	if (sentence->class & HITO_IS(BOTH))
		return compares(sentence) ? HITO_JUDGED_OBJECTIVE
					  : kind_of_both(sentence);
	if (arranges(sentence))
		return HITO_JUDGED_STEP;
	return sentence->class & REACHING ? HITO_JUDGED_OBJECTIVE
					  : HITO_JUDGED_STEP;
}

/* A participle behind a number of things: they are there, so a result. */
static bool is_accomplished(const struct hito_sentence *sentence)
{
	size_t i;

	for (i = sentence->head_end;
	     i < sentence->head_end + 3 && i < sentence->tokens.count; i++) {
		const struct hito_token *token = &sentence->tokens.list[i];

		if (token->kind == HITO_TOKEN_WORD && !token->name &&
		    (hito_lexicon_guess(&sentence->language->lexicon,
					token->text) &
		     HITO_IS(DONE)))
			return true;
	}
	return false;
}

/* "customers find the form": a sentence about how it will be. */
static bool is_statement(const struct hito_sentence *sentence)
{
	size_t end = sentence->head_end + 4, i;

	for (i = sentence->head_end; i < end && i < sentence->tokens.count;
	     i++) {
		const struct hito_token *token = &sentence->tokens.list[i];
		const struct hito_sense *sense = &sentence->words[i].sense;

		if (token->before != ' ' || token->name ||
		    token->kind != HITO_TOKEN_WORD)
			return false;
		if ((sense->verb & HITO_IS_VERB) && !sense->other &&
		    !hito_sentence_is_grammar(sentence, i - 1) &&
		    !hito_lexicon_guess(&sentence->language->lexicon,
					token->text))
			return true;
	}
	return false;
}

static enum hito_judged_kind kind_of_noun(const struct hito_sentence *sentence)
{
	hito_classes class = sentence->class;
	size_t head = sentence->head;

	if (head >= sentence->tokens.count)
		return sentence->share ? HITO_JUDGED_OBJECTIVE
				       : HITO_JUDGED_STEP;
	if (class & HITO_IS(COMPARISON))
		return HITO_JUDGED_OBJECTIVE;
	if (sentence->share)
		return (class & HITO_IS(OUTPUT)) &&
				       !(class & HITO_IS(METRIC)) &&
				       !is_accomplished(sentence)
			       ? HITO_JUDGED_STEP
			       : HITO_JUDGED_OBJECTIVE;
	if (hito_sentence_has(sentence, 0, head, HITO_IS(ALL)))
		return HITO_JUDGED_OBJECTIVE;
	if (is_statement(sentence))
		return HITO_JUDGED_OBJECTIVE;
	if (class & (DOING | HITO_IS(THING) | HITO_IS(OUTPUT)))
		return HITO_JUDGED_STEP;
	if (class & (REACHING | HITO_IS(METRIC) | HITO_IS(PERSON)))
		return HITO_JUDGED_OBJECTIVE;
	return sentence->class & HITO_IS_VAGUE ? HITO_JUDGED_OBJECTIVE
					       : HITO_JUDGED_STEP;
}

enum hito_judged_kind hito_sentence_kind(const struct hito_sentence *sentence)
{
	if (sentence->wish)
		return HITO_JUDGED_OBJECTIVE;
	return sentence->verb ? kind_of_verb(sentence) : kind_of_noun(sentence);
}

/* "publish some posts": how many of them are enough? */
static bool object_is_open(const struct hito_sentence *sentence)
{
	return object_has(sentence, 2, HITO_IS(QUANTITY)) ||
	       sentence->content < 2;
}

/* "schedule a good mix of posts": nothing that could be found there. */
static bool object_is_vague(const struct hito_sentence *sentence)
{
	size_t end = sentence->head_end + 3, i;
	bool vague = false;

	for (i = sentence->head_end; i < end && i < sentence->tokens.count; i++)
		vague |= sentence->words[i].vague;
	return vague && sentence->vague && sentence->content < 6 &&
	       !object_has(sentence, 5, HITO_IS(THING));
}

/* "visit chemists": nobody knows which, so nobody can check it. */
static bool object_is_anything(const struct hito_sentence *sentence)
{
	size_t i;

	for (i = 0; i < sentence->vague_count; i++) {
		if (sentence->vagues[i].wording != HITO_WORDING_OBJECT)
			continue;
		return hito_sentence_article(sentence) > HITO_ARTICLE_A ||
		       !object_has(sentence, 4, HITO_IS(THING));
	}
	return false;
}

static enum hito_judged_measure
step_yields(const struct hito_sentence *sentence)
{
	bool ends = (sentence->class &
		     (HITO_IS(ACT) | HITO_IS(BOTH) | HITO_IS(BOOK))) != 0 ||
		    arranges(sentence);

	if ((sentence->class & HITO_IS(EMPTY)) ||
	    ((sentence->class & HITO_IS(WEAK)) && sentence->vague))
		ends = false;
	if (!sentence->verb && !(sentence->class & HITO_IS(ACTIVITY)))
		ends = ends ||
		       (sentence->class & (HITO_IS(THING) | HITO_IS(OUTPUT)));
	if (!sentence->verb && sentence->content < 3)
		return HITO_JUDGED_NONE;
	if (sentence->verb && sentence->negated)
		return HITO_JUDGED_NONE;
	if (!ends && (sentence->vague || !finishes_later(sentence)))
		return HITO_JUDGED_NONE;
	if (sentence->verb && object_is_vague(sentence))
		return HITO_JUDGED_NONE;
	if (object_is_open(sentence))
		return HITO_JUDGED_NONE;
	return sentence->verb && object_is_anything(sentence)
		       ? HITO_JUDGED_NONE
		       : HITO_JUDGED_DELIVERABLE;
}

enum hito_judged_measure
hito_sentence_yields(const struct hito_sentence *sentence,
		     enum hito_judged_kind kind)
{
	const hito_classes gets =
		HITO_IS(GAIN) | HITO_IS(STATE) | HITO_IS(BOTH);

	if (sentence->quantified)
		return HITO_JUDGED_QUANTIFIED;
	if (kind == HITO_JUDGED_STEP)
		return step_yields(sentence);
	if (sentence->negated)
		return HITO_JUDGED_NONE;
	if ((sentence->class & gets) &&
	    object_has(sentence, 3, HITO_IS(THING)) &&
	    !object_has(sentence, 3, HITO_IS(METRIC)) && !sentence->vague)
		return HITO_JUDGED_DELIVERABLE;
	return finishes_later(sentence) ? HITO_JUDGED_DELIVERABLE
					: HITO_JUDGED_NONE;
}
