/* SPDX-License-Identifier: MIT */
/* By what it can be checked: a figure, a thing, nothing. */
#include "lint/verdict.h"

/* "publish some posts": how many of them are enough? */
static bool object_is_open(const struct hito_sentence *sentence)
{
	return hito_verdict_object_has(sentence, 2, HITO_IS(QUANTITY)) ||
	       sentence->content < 2;
}

/* "schedule a good mix of posts": nothing that could be found there. */
static bool object_is_vague(const struct hito_sentence *sentence)
{
	const hito_classes how = HITO_IS(SUBJECTIVE) | HITO_IS(COMPARISON);
	size_t object = hito_sentence_object(sentence);
	size_t end = sentence->head_end + 3, i;
	bool vague = false, many = false;

	for (i = sentence->head_end; i < end && i < sentence->tokens.count;
	     i++) {
		if (!sentence->words[i].vague)
			continue;
		vague = true;
		many |= (sentence->words[i].sense.other & how) &&
			object < sentence->tokens.count &&
			hito_sentence_article(sentence) > HITO_ARTICLE_A &&
			hito_sentence_is_plural(sentence, object);
	}
	/* "send better mails" */
	return vague && sentence->vague && sentence->content < 6 &&
	       (many || !hito_verdict_object_has(sentence, 5, HITO_IS(THING)));
}

/* "the expense slips": it is said which, whatever they are. */
static bool object_is_said(const struct hito_sentence *sentence)
{
	const hito_classes open = HITO_IS(GENERIC) | HITO_IS(METRIC) |
				  HITO_IS(PERSON) | HITO_IS(PLACE);
	size_t at = hito_sentence_object(sentence);

	return at < sentence->tokens.count && sentence->content >= 3 &&
	       hito_sentence_article(sentence) == HITO_ARTICLE_THE &&
	       !(sentence->words[at].sense.other & open);
}

/* "visit chemists": nobody knows which, so nobody can check it. */
static bool object_is_anything(const struct hito_sentence *sentence)
{
	size_t i;

	for (i = 0; i < sentence->vague_count; i++) {
		if (sentence->vagues[i].wording != HITO_WORDING_OBJECT)
			continue;
		if (object_is_said(sentence))
			return false;
		return !hito_verdict_object_has(sentence, 4, HITO_IS(THING)) ||
		       (hito_sentence_article(sentence) > HITO_ARTICLE_A &&
			sentence->content < 4);
	}
	return false;
}

/* "make the party unforgettable", "spend the budget more wisely" */
static bool object_is_to_be(const struct hito_sentence *sentence)
{
	const hito_classes open = HITO_IS(BOTH) | HITO_IS(WEAK);
	size_t at = hito_sentence_object(sentence) + 1, i;

	/* "dejar la web decente": it stands behind its noun all the same. */
	if (!sentence->language->head_last)
		return hito_sentence_article(sentence) == HITO_ARTICLE_THE &&
		       (sentence->class & (HITO_IS(BOTH) | HITO_IS(WEAK))) &&
		       at < sentence->tokens.count &&
		       sentence->words[at].vague && !sentence->words[at].dated;
	if (hito_sentence_article(sentence) == HITO_ARTICLE_A)
		return false;
	for (i = at; i < at + 2 && i < sentence->tokens.count; i++) {
		if (!sentence->words[i].vague || sentence->words[i].dated)
			continue;
		if (sentence->words[i].sense.other & HITO_IS(COMPARISON))
			return true;
		return hito_sentence_article(sentence) == HITO_ARTICLE_THE &&
		       (sentence->class & open);
	}
	return false;
}

/*
 * "launch a better service", "kill the old importer": whatever it is like,
 * somebody can look whether it is there.
 */
static bool object_is_one(const struct hito_sentence *sentence)
{
	size_t at = hito_sentence_object(sentence);
	hito_classes classes;

	if (at >= sentence->tokens.count || object_is_to_be(sentence) ||
	    ((sentence->class & (HITO_IS(WEAK) | HITO_IS(EMPTY))) &&
	     !((sentence->class & HITO_IS(BOTH)) &&
	       hito_verdict_makes_one(sentence))))
		return false;
	classes = sentence->words[at].sense.other;
	if ((classes & HITO_IS(ACTIVITY)) &&
	    !(classes & (HITO_IS(THING) | HITO_IS(OUTPUT))))
		return false;
	switch (hito_sentence_article(sentence)) {
	case HITO_ARTICLE_THE:
		return !(classes & (HITO_IS(GENERIC) | HITO_IS(METRIC))) &&
		       !hito_sentence_is_plural(sentence, at);
	case HITO_ARTICLE_A:
		/* "deploy a modern solution", but not "create a culture" */
		return !(classes & (HITO_IS(GENERIC) | HITO_IS(METRIC))) ||
		       (classes & (HITO_IS(THING) | HITO_IS(OUTPUT)));
	default:
		return false;
	}
}

/* "do code reviews", "provide support": nothing more than the activity. */
static bool object_is_doing(const struct hito_sentence *sentence)
{
	const hito_classes doing = HITO_IS(ACTIVITY) | HITO_IS(GENERIC);
	const hito_classes there = HITO_IS(THING) | HITO_IS(EVENT) |
				   HITO_IS(ACT) | HITO_IS(METRIC);
	size_t at = hito_sentence_object(sentence);
	hito_classes classes;

	if (at >= sentence->tokens.count ||
	    hito_sentence_article(sentence) <= HITO_ARTICLE_A)
		return false;
	classes = sentence->words[at].sense.other;
	return (classes & doing) && !(classes & there) && sentence->content < 7;
}

/* Does the governing word, or what stands with it, end with something? */
static bool ends(const struct hito_sentence *sentence)
{
	hito_classes class = sentence->class;

	if ((class & HITO_IS(EMPTY)) ||
	    ((class & HITO_IS(WEAK)) && sentence->vague))
		return hito_verdict_finishes_later(sentence) ||
		       ((class & HITO_IS(BOTH)) &&
			hito_verdict_makes_one(sentence));
	if (class & (HITO_IS(ACT) | HITO_IS(BOTH) | HITO_IS(BOOK)))
		return true;
	if (hito_verdict_arranges(sentence) ||
	    hito_verdict_finishes_later(sentence) ||
	    hito_verdict_mends(sentence))
		return true;
	if (sentence->verb)
		return false;
	if (hito_verdict_done_at(sentence) < sentence->tokens.count)
		return true;
	/* "meeting with the bank": an event */
	if (class & HITO_IS(ACTIVITY))
		return (class & (HITO_IS(OUTPUT) | HITO_IS(EVENT))) &&
		       sentence->content >= 3;
	if (class & HITO_IS(METRIC))
		return hito_verdict_is_single(sentence);
	return (class & (HITO_IS(THING) | HITO_IS(OUTPUT))) ||
	       (!(class & ~(HITO_IS(KNOWN) | HITO_IS(PLACE) | HITO_IS(EVENT) |
			    HITO_IS(LABEL))) &&
		!sentence->vague);
}

/* "strategic agreements": nobody knows which. */
static bool are_some(const struct hito_sentence *sentence)
{
	return sentence->vague && sentence->head < sentence->tokens.count &&
	       !hito_sentence_has(sentence, 0, sentence->head,
				  HITO_IS(THE) | HITO_IS(OWN)) &&
	       hito_sentence_is_plural(sentence, sentence->head);
}

/* "chairs, tables and whatnot": nobody knows when all of it is there. */
static bool is_list(const struct hito_sentence *sentence)
{
	size_t i;

	if (sentence->head >= sentence->tokens.count ||
	    !hito_sentence_is_plural(sentence, sentence->head))
		return false;
	for (i = 0; i < sentence->vague_count; i++) {
		if (sentence->vagues[i].wording == HITO_WORDING_LIST)
			return true;
	}
	return false;
}

/* "various updates", "new process": which, and how many? */
static bool noun_is_open(const struct hito_sentence *sentence)
{
	const hito_classes there = HITO_IS(THING) | HITO_IS(OUTPUT);

	if (hito_sentence_has(sentence, 0, sentence->head, HITO_IS(QUANTITY)) ||
	    object_is_open(sentence) || is_list(sentence))
		return true;
	/* "limewash walls" */
	if (sentence->vague && sentence->language->head_last &&
	    sentence->head <= 1 && sentence->vague_count &&
	    sentence->vagues[0].wording == HITO_WORDING_OBJECT &&
	    sentence->tokens.count > 1 &&
	    hito_sentence_is_plural(sentence, 1) &&
	    sentence->tokens.list[0].kind == HITO_TOKEN_WORD &&
	    !sentence->words[0].sense.other)
		return true;
	return sentence->content < 3 &&
	       (!(sentence->class & there) ||
		(sentence->class & HITO_IS(GENERIC)) || are_some(sentence));
}

/* "answer the letters": it never ends; "answer the letter" does. */
static bool talks_to_many(const struct hito_sentence *sentence)
{
	const hito_classes both = HITO_IS(ACT) | HITO_IS(ACTIVITY);
	size_t at = hito_sentence_object(sentence);

	return (sentence->class & both) == both &&
	       at < sentence->tokens.count && !sentence->tokens.list[at].name &&
	       hito_sentence_is_plural(sentence, at);
}

static enum hito_judged_measure
step_yields(const struct hito_sentence *sentence)
{
	if (!ends(sentence) || sentence->repeated)
		return HITO_JUDGED_NONE;
	if (!sentence->verb)
		return noun_is_open(sentence) ? HITO_JUDGED_NONE
					      : HITO_JUDGED_DELIVERABLE;
	if (sentence->negated || talks_to_many(sentence))
		return HITO_JUDGED_NONE;
	if (object_is_one(sentence))
		return HITO_JUDGED_DELIVERABLE;
	if (object_is_doing(sentence) || object_is_to_be(sentence))
		return HITO_JUDGED_NONE;
	return object_is_vague(sentence) || object_is_open(sentence) ||
			       object_is_anything(sentence)
		       ? HITO_JUDGED_NONE
		       : HITO_JUDGED_DELIVERABLE;
}

/* "have a handbook", "be listed on the platform" */
static bool object_is_got(const struct hito_sentence *sentence)
{
	size_t at = hito_sentence_object(sentence);
	hito_classes classes;

	if (at >= sentence->tokens.count)
		return false;
	/* "tener lista la nave" */
	if (!sentence->vague && sentence->head_end > sentence->head + 1 &&
	    hito_verdict_is_participle(sentence, sentence->head_end - 1))
		return true;
	classes = sentence->words[at].sense.other;
	if (hito_verdict_compares(sentence) || object_is_to_be(sentence))
		return false;
	if (sentence->class & HITO_IS(ACTIVITY))
		return false;
	/* "extend the offer" */
	if (sentence->vague && (sentence->class & HITO_IS(WEAK)) &&
	    (sentence->class & HITO_IS(BOTH)))
		return false;
	if (sentence->vague)
		return (classes & HITO_IS(THING)) &&
		       !(classes & HITO_IS(GENERIC)) &&
		       hito_sentence_article(sentence) <= HITO_ARTICLE_A;
	if ((classes & HITO_IS(METRIC)) ||
	    hito_verdict_object_has(sentence, 3, HITO_IS(METRIC)))
		return false;
	if ((classes & HITO_IS(THING)) ||
	    hito_verdict_object_has(sentence, 3, HITO_IS(THING)))
		return true;
	if (sentence->class & HITO_IS(GAIN))
		return hito_sentence_article(sentence) == HITO_ARTICLE_THE &&
		       !(classes & (HITO_IS(GENERIC) | HITO_IS(PERSON)));
	return (sentence->class & HITO_IS(STATE)) &&
	       hito_sentence_is_done(sentence, at);
}

/* "que la calle quede cerrada": somebody can look whether it is so. */
static bool will_be_done(const struct hito_sentence *sentence)
{
	size_t i;

	for (i = 1; i < sentence->tokens.count && !sentence->vague; i++) {
		if ((sentence->words[i - 1].sense.verb & HITO_IS(STATE)) &&
		    hito_verdict_is_participle(sentence, i))
			return true;
	}
	return false;
}

/* "leaflets printed", "head porter hired", but not "staff trained" */
static bool is_one(const struct hito_sentence *sentence)
{
	if ((sentence->class & HITO_IS(THING)) ||
	    sentence->tokens.list[sentence->head].name)
		return true;
	return (sentence->class & (HITO_IS(PERSON) | HITO_IS(PLACE))) &&
	       !(sentence->class & HITO_IS(GENERIC)) &&
	       sentence->content >= 3 &&
	       !hito_sentence_is_plural(sentence, sentence->head_end - 1);
}

/* "a memorable party", "a catchy page, ready in May": it will be there. */
static bool noun_is_one(const struct hito_sentence *sentence)
{
	const hito_classes there = HITO_IS(THING) | HITO_IS(OUTPUT);
	const hito_classes open = HITO_IS(METRIC) | HITO_IS(GENERIC);

	if (!(sentence->class & HITO_IS(EVENT)) &&
	    hito_verdict_done_at(sentence) == sentence->tokens.count)
		return false;
	return !sentence->verb && !sentence->wish && !sentence->share &&
	       hito_sentence_has(sentence, 0, sentence->head, HITO_IS(A)) &&
	       (sentence->class & there) && !(sentence->class & open);
}

/* "Ana passes the exam": one that gets what can be shown. */
static bool somebody_gets(const struct hito_sentence *sentence)
{
	size_t at = sentence->head_end;

	return !sentence->verb && !sentence->vague && !sentence->wish &&
	       at + 1 < sentence->tokens.count && sentence->content >= 4 &&
	       (sentence->tokens.list[at - 1].name ||
		(sentence->class & HITO_IS(PERSON))) &&
	       !hito_sentence_is_plural(sentence, at - 1) &&
	       !sentence->words[at].sense.verb_exact &&
	       (sentence->words[at].sense.verb &
		(HITO_IS(GAIN) | HITO_IS(ACT)));
}

/* "do something with the 300 leaflets": the number only says which. */
static bool only_picks(const struct hito_sentence *sentence)
{
	size_t at = sentence->amount_at;

	return (sentence->class & HITO_IS(EMPTY)) && at > sentence->head_end &&
	       (sentence->words[at - 1].sense.other & HITO_IS(THE));
}

enum hito_judged_measure
hito_sentence_yields(const struct hito_sentence *sentence,
		     enum hito_judged_kind kind)
{
	const hito_classes gets =
		HITO_IS(GAIN) | HITO_IS(STATE) | HITO_IS(BOTH);

	if (sentence->quantified && !only_picks(sentence))
		return HITO_JUDGED_QUANTIFIED;
	if (kind == HITO_JUDGED_STEP)
		return step_yields(sentence);
	if (sentence->negated)
		return HITO_JUDGED_NONE;
	if (noun_is_one(sentence))
		return HITO_JUDGED_DELIVERABLE;
	if (somebody_gets(sentence))
		return HITO_JUDGED_DELIVERABLE;
	/* "contract signed with a good supplier" */
	if (!sentence->verb && !sentence->wish &&
	    (sentence->class & HITO_IS(THING)) &&
	    !(sentence->class & HITO_IS(GENERIC)) &&
	    hito_verdict_is_granted(sentence))
		return HITO_JUDGED_DELIVERABLE;
	if (sentence->wish && will_be_done(sentence))
		return HITO_JUDGED_DELIVERABLE;
	if (!sentence->verb && !sentence->vague && !sentence->wish &&
	    ((sentence->class & HITO_IS(GAIN)) ||
	     hito_verdict_is_granted(sentence) ||
	     (hito_verdict_is_done(sentence) && is_one(sentence))))
		return HITO_JUDGED_DELIVERABLE;
	if ((sentence->class & gets) && object_is_got(sentence))
		return HITO_JUDGED_DELIVERABLE;
	return hito_verdict_finishes_later(sentence) ? HITO_JUDGED_DELIVERABLE
						     : HITO_JUDGED_NONE;
}
