/* SPDX-License-Identifier: MIT */
/* Which words of a text leave something open. */
#include "lint/sentence.h"

/* Half points from which a text says what is to be done, and to what. */
#define ENOUGH 3
#define TOLD 2        /* from which a figure adds to it */
#define ENOUGH_MANY 6 /* ... where it is many things and no article */
#define ENOUGH_WEAK 6 /* behind a verb that says nothing by itself */
#define ENOUGH_BARE 8 /* ... with many things and no article */
#define ENOUGH_BOTH 6 /* behind one that may be an action */
#define ENOUGH_SOFT 5 /* for words that are vague only among vague ones */

bool hito_sentence_blame(struct hito_sentence *sentence, size_t start,
			 size_t end, enum hito_wording wording, bool harmful)
{
	struct hito_vague *vague;
	size_t i;

	if (!hito_reserve(sentence->arena, sentence->vagues,
			  sentence->vague_count, sentence->vague_capacity))
		return false;
	vague = &sentence->vagues[sentence->vague_count++];
	vague->words = hito_sentence_slice(sentence, start, end);
	vague->wording = wording;
	vague->harmful = harmful;
	sentence->vague |= harmful;
	/* Where all of an object is open, its words are not to blame. */
	for (i = start; i < end && wording != HITO_WORDING_OBJECT; i++)
		sentence->words[i].vague = true;
	return true;
}

static bool is_named(const struct hito_token *token)
{
	return token->name || token->kind == HITO_TOKEN_OPAQUE ||
	       token->kind == HITO_TOKEN_CODE;
}

/* "the REST endpoints": no phrase of the lexicon. */
static bool has_name(const struct hito_sentence *sentence, size_t at,
		     size_t length)
{
	size_t i;

	for (i = at; i < at + length; i++) {
		if (is_named(&sentence->tokens.list[i]))
			return true;
	}
	return false;
}

/* Is there a number within so many tokens? */
static bool number_near(const struct hito_sentence *sentence, size_t at,
			size_t length)
{
	size_t start = at > 3 ? at - 3 : 0, end = at + length + 2, i;

	for (i = start; i < end && i < sentence->tokens.count; i++) {
		if (sentence->words[i].amount && !sentence->words[i].dated)
			return true;
	}
	return false;
}

static enum hito_wording wording_of(hito_classes classes)
{
	if (classes & HITO_IS(COMPARISON))
		return HITO_WORDING_COMPARISON;
	if (classes & HITO_IS(OPENLIST))
		return HITO_WORDING_LIST;
	if (classes & HITO_IS(LOOPHOLE))
		return HITO_WORDING_LOOPHOLE;
	if (classes & HITO_IS(SOON))
		return HITO_WORDING_TIME;
	if (classes & HITO_IS(QUANTITY))
		return HITO_WORDING_QUANTITY;
	return HITO_WORDING_SUBJECTIVE;
}

/* Is something there that gives the words a meaning? */
static bool is_settled(const struct hito_sentence *sentence, size_t at)
{
	const struct hito_word *word = &sentence->words[at];
	hito_classes classes = word->sense.other;
	size_t next = at + word->length;

	if (hito_sentence_is_rank(sentence, at))
		return true;
	/* "20 % faster", but not "20 % nicer" */
	if ((classes & HITO_IS(COMPARISON)) &&
	    !(classes & HITO_IS(SUBJECTIVE)) &&
	    !(next < sentence->tokens.count &&
	      (sentence->words[next].sense.other &
	       (HITO_IS(SUBJECTIVE) | HITO_IS(GENERIC)))) &&
	    number_near(sentence, at, word->length))
		return true;
	if ((classes & HITO_IS(QUANTITY)) && next < sentence->tokens.count &&
	    (sentence->words[next].measures ||
	     (word->length > 1 && sentence->words[next].amount)))
		return true;
	if ((classes & HITO_IS(QUANTITY)) && word->length == 1 && at &&
	    sentence->words[at - 1].measures)
		return true;
	/* "el mercado de Marruecos" */
	if (!sentence->language->head_last && word->length > 1 &&
	    (classes & HITO_IS(SUBJECTIVE)) &&
	    (sentence->words[at].sense.other & HITO_IS(THE)) &&
	    next + 1 < sentence->tokens.count &&
	    (sentence->words[next].sense.other & HITO_IS(OF)) &&
	    sentence->tokens.list[next + 1].name)
		return true;
	/* "todo el personal" */
	return (classes & HITO_IS(ALL)) && next < sentence->tokens.count &&
	       (sentence->words[next].sense.other &
		(HITO_IS(THE) | HITO_IS(OWN)));
}

/* "more active" is open, not "more" alone. */
static size_t end_of_words(const struct hito_sentence *sentence, size_t at)
{
	const hito_classes more = HITO_IS(COMPARISON) | HITO_IS(QUANTITY);
	const struct hito_word *word = &sentence->words[at];
	size_t end = at + word->length;
	const struct hito_token *next;

	if ((word->sense.other & more) != more || end >= sentence->tokens.count)
		return end;
	next = &sentence->tokens.list[end];
	if (next->kind != HITO_TOKEN_WORD || next->before != ' ' ||
	    next->name || sentence->words[end].dated ||
	    hito_sentence_is_grammar(sentence, end))
		return end;
	return end + 1;
}

/* "better results": no order to better anything. */
static bool bends_noun(const struct hito_sentence *sentence, size_t at)
{
	return sentence->head_end == at + 1 &&
	       (sentence->words[at].sense.other & HITO_IS(COMPARISON)) &&
	       hito_sentence_article(sentence) > HITO_ARTICLE_A;
}

/* "safety video", "innovation workshop": a kind of thing. */
static bool names_kind(const struct hito_sentence *sentence, size_t at)
{
	const hito_classes kind =
		HITO_IS(JARGON) | HITO_IS(SOFT) | HITO_IS(GENERIC);
	const hito_classes there = HITO_IS(THING) | HITO_IS(OUTPUT);
	size_t next = at + sentence->words[at].length;
	hito_classes classes;

	if (!sentence->language->head_last || next >= sentence->tokens.count ||
	    sentence->tokens.list[next].before != ' ' ||
	    (sentence->words[at].sense.other & (kind | HITO_IS(SUBJECTIVE))) !=
		    kind)
		return false;
	classes = sentence->words[next].sense.other;
	return (classes & there) && !(classes & HITO_IS(GENERIC));
}

/* "the leaflet of the fair": behind the article nothing follows it. */
static bool is_noun(const struct hito_sentence *sentence, size_t at)
{
	const hito_classes noun = HITO_IS(THING) | HITO_IS(EVENT);
	size_t next = at + sentence->words[at].length;

	if (!sentence->language->head_last || at == 0 ||
	    !(sentence->words[at].sense.other & noun) ||
	    !(sentence->words[at - 1].sense.other & HITO_IS(THE)))
		return false;
	return next >= sentence->tokens.count || sentence->words[next].dated ||
	       sentence->tokens.list[next].before != ' ' ||
	       hito_sentence_is_grammar(sentence, next);
}

/* "lower churn among annual subscribers": which way, and of what. */
static bool compares_known(const struct hito_sentence *sentence, size_t at)
{
	const hito_classes counted = HITO_IS(METRIC) | HITO_IS(PERSON);
	size_t next = at + sentence->words[at].length;
	hito_classes classes = sentence->words[at].sense.other;

	return at == 0 && !sentence->verb && (classes & HITO_IS(COMPARISON)) &&
	       !(classes & HITO_IS(SUBJECTIVE)) &&
	       next < sentence->tokens.count &&
	       (sentence->words[next].sense.other & counted) &&
	       !(sentence->words[next].sense.other & HITO_IS(GENERIC)) &&
	       hito_sentence_content(sentence) >= ENOUGH_SOFT;
}

/* "publish content": which, where? The word is what the verb is about. */
static bool is_open_object(const struct hito_sentence *sentence, size_t at)
{
	const hito_classes open = HITO_IS(JARGON) | HITO_IS(GENERIC);

	return sentence->verb && at == sentence->head_end &&
	       (sentence->words[at].sense.other & open) == open &&
	       !(sentence->class & (HITO_IS(WEAK) | HITO_IS(EMPTY))) &&
	       at == hito_sentence_object(sentence);
}

/* The words, and behind an adjective or before it the noun that it bends. */
static bool weigh_words(struct hito_sentence *sentence, bool soft)
{
	size_t i, count = sentence->tokens.count;

	if (!(sentence->others & HITO_IS_VAGUE))
		return true;
	for (i = 0; i < count; i++) {
		struct hito_word *word = &sentence->words[i];
		hito_classes classes = word->sense.other;
		bool settled;

		if (!(classes & HITO_IS_VAGUE) || word->covered ||
		    word->dated || word->vague ||
		    has_name(sentence, i, word->length) ||
		    ((classes & HITO_IS(SOFT)) != 0) != soft)
			continue;
		if (sentence->verb && i >= sentence->head &&
		    i < sentence->head_end && !bends_noun(sentence, i))
			continue;
		settled = is_settled(sentence, i);
		/* "fewer tickets about passwords": of what is said. */
		if (soft && (classes & HITO_IS(COMPARISON)) &&
		    sentence->content >= ENOUGH)
			settled = true;
		if (settled || names_kind(sentence, i) ||
		    is_noun(sentence, i) || compares_known(sentence, i))
			continue;
		if (!hito_sentence_blame(sentence, i, end_of_words(sentence, i),
					 is_open_object(sentence, i)
						 ? HITO_WORDING_OBJECT
						 : wording_of(classes),
					 !(classes & HITO_IS(SOON))))
			return false;
	}
	return true;
}

/* A general verb is bound by an amount of something, or a definite thing. */
static bool verb_is_bound(const struct hito_sentence *sentence)
{
	bool metric = hito_sentence_has(sentence, 0, sentence->tokens.count,
					HITO_IS(METRIC));

	if (sentence->class & HITO_IS(EMPTY))
		return false;
	if (sentence->quantified && (sentence->related || metric) &&
	    sentence->content >= 2)
		return true;
	/* "grow the list to 500", but not "support 80 people" */
	if (sentence->quantified && sentence->content > ENOUGH &&
	    hito_sentence_has(sentence, sentence->head_end,
			      sentence->head_end + 2,
			      HITO_IS(THE) | HITO_IS(OWN)))
		return true;
	if (!sentence->quantified && metric && sentence->content < ENOUGH_WEAK)
		return false;
	if (!sentence->quantified &&
	    hito_sentence_article(sentence) == HITO_ARTICLE_PLURAL &&
	    sentence->content < ENOUGH_BARE)
		return false;
	return sentence->content >=
	       (sentence->class & HITO_IS(BOTH) ? ENOUGH_BOTH : ENOUGH_WEAK);
}

/* The object behind the head: up to a date or a stop. */
static size_t object_end(const struct hito_sentence *sentence, size_t start)
{
	size_t end = start;

	while (end < sentence->tokens.count && !sentence->words[end].dated &&
	       (end == start || (sentence->tokens.list[end].before != ',' &&
				 sentence->tokens.list[end].before != '.' &&
				 sentence->tokens.list[end].before != ';')))
		end++;
	return end;
}

/* "upload the" is an entry with its article. */
static bool verb_has_article(const struct hito_sentence *sentence)
{
	size_t i;

	for (i = sentence->head + 1; i < sentence->head_end; i++) {
		if (sentence->words[i].sense.other & HITO_IS(THE))
			return true;
	}
	return false;
}

/* Others than "again", "to", "all"? */
static bool has_words(const struct hito_sentence *sentence, size_t start,
		      size_t end)
{
	for (; start < end; start++) {
		if (!hito_sentence_is_grammar(sentence, start))
			return true;
	}
	return false;
}

/* Two words, no article, and the second is plural. */
static bool is_bare(const struct hito_sentence *sentence)
{
	return sentence->language->head_last && sentence->head <= 1 &&
	       object_end(sentence, 0) == 2 &&
	       sentence->tokens.list[0].kind == HITO_TOKEN_WORD &&
	       !hito_sentence_is_grammar(sentence, 0) &&
	       hito_sentence_is_plural(sentence, 1);
}

/* "launch website": short for "the website" */
static bool is_short_for_the(const struct hito_sentence *sentence)
{
	const hito_classes there = HITO_IS(THING) | HITO_IS(EVENT);
	const hito_classes open =
		HITO_IS(GENERIC) | HITO_IS(METRIC) | HITO_IS(ACTIVITY);
	size_t at = hito_sentence_object(sentence);

	return (sentence->class & HITO_IS(ACT)) &&
	       at < sentence->tokens.count && !sentence->words[at].vague &&
	       (sentence->words[at].sense.other & there) &&
	       !(sentence->words[at].sense.other & open) &&
	       !hito_sentence_is_plural(sentence, at);
}

/* How much it takes, by what stands before the object. */
static int enough(const struct hito_sentence *sentence)
{
	if (sentence->negated)
		return TOLD;
	/* From and to: whatever it is that is measured. */
	if (sentence->quantified && hito_sentence_has_two_amounts(sentence))
		return 1;
	if (sentence->quantified || (sentence->class & HITO_IS(COMPARISON)))
		return ENOUGH;
	/* "wax candles", or a verb that nobody knows: "limewash walls" */
	if (!sentence->verb)
		return is_bare(sentence) ? ENOUGH_MANY - 1 : ENOUGH + 1;
	if (hito_sentence_has(sentence, sentence->head_end,
			      sentence->head_end + 4, HITO_IS(ALL)))
		return ENOUGH;
	if (verb_has_article(sentence))
		return ENOUGH;
	switch (hito_sentence_article(sentence)) {
	case HITO_ARTICLE_THE:
		return ENOUGH;
	case HITO_ARTICLE_PLURAL:
		/* "old letters" say a little more than "letters" */
		return sentence->language->head_last &&
				       hito_sentence_object(sentence) >
					       sentence->head_end
			       ? ENOUGH_MANY - 1
			       : ENOUGH_MANY;
	default:
		return is_short_for_the(sentence) ? TOLD : ENOUGH + 1;
	}
}

static bool weigh_head(struct hito_sentence *sentence)
{
	const hito_classes general = HITO_IS(WEAK) | HITO_IS(EMPTY);
	size_t end;

	if ((sentence->class & general) && !verb_is_bound(sentence)) {
		end = sentence->head_end;
		if (end > sentence->head + 1) /* "do more" */
			end = end_of_words(sentence, end - 1);
		return hito_sentence_blame(sentence, sentence->head, end,
					   HITO_WORDING_VERB, true);
	}
	if (sentence->vague || sentence->content >= enough(sentence))
		return true;
	if (sentence->tokens.count == 0)
		return true;
	end = object_end(sentence, sentence->verb ? sentence->head_end : 0);
	if (sentence->verb && has_words(sentence, sentence->head_end, end))
		return hito_sentence_blame(sentence, sentence->head_end, end,
					   HITO_WORDING_OBJECT, true);
	return hito_sentence_blame(sentence, 0, sentence->tokens.count,
				   HITO_WORDING_OBJECT, true);
}

void hito_sentence_sort(struct hito_sentence *sentence)
{
	size_t i, j;

	for (i = 1; i < sentence->vague_count; i++) {
		struct hito_vague vague = sentence->vagues[i];

		for (j = i;
		     j && sentence->vagues[j - 1].words.ptr > vague.words.ptr;
		     j--)
			sentence->vagues[j] = sentence->vagues[j - 1];
		sentence->vagues[j] = vague;
	}
}

bool hito_sentence_weigh(struct hito_sentence *sentence)
{
	size_t count;

	if (!weigh_words(sentence, false))
		return false;
	sentence->content = hito_sentence_content(sentence);
	count = sentence->vague_count;
	if (sentence->content < ENOUGH_SOFT && !sentence->quantified &&
	    !weigh_words(sentence, true))
		return false;
	/* Words that are vague tell nothing. */
	if (sentence->vague_count != count)
		sentence->content = hito_sentence_content(sentence);
	return weigh_head(sentence);
}
