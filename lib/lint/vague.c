/* SPDX-License-Identifier: MIT */
/* How much a text tells, and which of its words leave something open. */
#include "lint/sentence.h"

/* Half points from which a text says what is to be done, and to what. */
#define ENOUGH 3
#define ENOUGH_MANY 6 /* ... where it is many things and no article */
#define ENOUGH_WEAK 6 /* behind a verb that says nothing by itself */
#define ENOUGH_BARE 8 /* ... with many things and no article */
#define ENOUGH_BOTH 4 /* behind one that may be an action */
#define ENOUGH_SOFT 5 /* for words that are vague only among vague ones */

static bool add(struct hito_sentence *sentence, size_t start, size_t end,
		enum hito_wording wording, bool harmful)
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

static int points_of_word(const struct hito_sentence *sentence, size_t at)
{
	const struct hito_word *word = &sentence->words[at];
	const struct hito_token *token = &sentence->tokens.list[at];
	hito_classes classes = word->sense.other;

	if (token->kind == HITO_TOKEN_OPAQUE || token->kind == HITO_TOKEN_CODE)
		return 4;
	/* "room 2" is one room */
	if (token->kind == HITO_TOKEN_NUMBER && !word->measures &&
	    !word->skipped && !word->picks)
		return 2;
	if (token->kind != HITO_TOKEN_WORD)
		return 0;
	if (token->name && !(classes & HITO_IS(METRIC)))
		return token->upper ? 2 : 4;
	if (classes & HITO_IS(METRIC)) {
		if ((classes & (HITO_IS(GENERIC) | HITO_IS(PERSON))) &&
		    !sentence->quantified)
			return 0;
		return (word->length > 1 ? 3 : 2) +
		       (sentence->quantified ? 2 : 0);
	}
	if (classes & (HITO_IS(GENERIC) | HITO_IS(UNIT) | HITO_IS(NUMBER) |
		       HITO_IS(SCALE) | HITO_IS(LEAD)))
		return 0;
	if (hito_sentence_is_grammar(sentence, at))
		return 0;
	if (classes & HITO_IS_VAGUE)
		return 0;
	if (classes & HITO_IS(PERSON))
		return 1;
	if (!classes && (word->sense.verb & HITO_IS_VERB))
		return (word->sense.verb & (HITO_IS(WEAK) | HITO_IS(EMPTY))) ==
		       0;
	return 2;
}

/* "the lease": one definite thing; of several nobody knows which. */
static int points_of_article(const struct hito_sentence *sentence, size_t at)
{
	const struct hito_str text = sentence->tokens.list[at].text;

	if (at == 0 || hito_str_ends(text, "s") ||
	    (sentence->words[at].sense.other & HITO_IS(METRIC)) ||
	    sentence->tokens.list[at].before != ' ')
		return 0;
	return (sentence->words[at - 1].sense.other & HITO_IS(THE)) != 0;
}

static int content_of(const struct hito_sentence *sentence)
{
	int content = 0, m_points = 0;
	size_t i, m;

	for (i = 0; i < sentence->tokens.count; i++) {
		const struct hito_word *word = &sentence->words[i];
		int points;

		if (word->covered || word->dated || word->vague ||
		    (i >= sentence->head && i < sentence->head_end &&
		     sentence->verb))
			continue;
		points = points_of_word(sentence, i);
		if (points)
			points += points_of_article(sentence, i);
		content += points;
	}
	for (m = 0; m < sentence->moments.count; m++)
		m_points += !sentence->moments.list[m].deadline;
	if (sentence->related)
		content += sentence->class & (HITO_IS(RESULT) | HITO_IS(GAIN))
				   ? 3
				   : 1;
	return content + m_points;
}

static enum hito_wording wording_of(hito_classes classes)
{
	if (classes & HITO_IS(OPENLIST))
		return HITO_WORDING_LIST;
	if (classes & HITO_IS(LOOPHOLE))
		return HITO_WORDING_LOOPHOLE;
	if (classes & HITO_IS(SOON))
		return HITO_WORDING_TIME;
	if (classes & HITO_IS(QUANTITY))
		return HITO_WORDING_QUANTITY;
	if (classes & HITO_IS(COMPARISON))
		return HITO_WORDING_COMPARISON;
	return HITO_WORDING_SUBJECTIVE;
}

/* Is something there that gives the words a meaning? */
static bool is_settled(const struct hito_sentence *sentence, size_t at)
{
	const struct hito_word *word = &sentence->words[at];
	hito_classes classes = word->sense.other;
	size_t next = at + word->length;

	if ((classes & HITO_IS(COMPARISON)) &&
	    number_near(sentence, at, word->length))
		return true;
	if ((classes & HITO_IS(QUANTITY)) && word->length == 1 &&
	    ((next < sentence->tokens.count &&
	      sentence->words[next].measures) ||
	     (at && sentence->words[at - 1].measures)))
		return true;
	/* "todo el personal" */
	return (classes & HITO_IS(ALL)) && next < sentence->tokens.count &&
	       (sentence->words[next].sense.other &
		(HITO_IS(THE) | HITO_IS(OWN)));
}

/* The words, and behind an adjective or before it the noun that it bends. */
static bool weigh_words(struct hito_sentence *sentence, bool soft)
{
	size_t i, count = sentence->tokens.count;

	for (i = 0; i < count; i++) {
		struct hito_word *word = &sentence->words[i];
		hito_classes classes = word->sense.other;
		bool settled;

		if (!(classes & HITO_IS_VAGUE) || word->covered ||
		    word->dated || word->vague ||
		    is_named(&sentence->tokens.list[i]) ||
		    ((classes & HITO_IS(SOFT)) != 0) != soft)
			continue;
		if (sentence->verb && i >= sentence->head &&
		    i < sentence->head_end)
			continue;
		settled = is_settled(sentence, i);
		if (settled)
			continue;
		if (!add(sentence, i, i + word->length, wording_of(classes),
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

/* How much it takes, by what stands before the object. */
static int enough(const struct hito_sentence *sentence)
{
	if (sentence->quantified)
		return ENOUGH;
	if (!sentence->verb)
		return ENOUGH + 1;
	switch (hito_sentence_article(sentence)) {
	case HITO_ARTICLE_THE:
		return ENOUGH;
	case HITO_ARTICLE_PLURAL:
		return ENOUGH_MANY;
	default:
		return ENOUGH + 1;
	}
}

static bool weigh_head(struct hito_sentence *sentence)
{
	const hito_classes general = HITO_IS(WEAK) | HITO_IS(EMPTY);
	size_t end;

	if ((sentence->class & general) && !verb_is_bound(sentence))
		return add(sentence, sentence->head, sentence->head_end,
			   HITO_WORDING_VERB, true);
	if (sentence->vague || sentence->content >= enough(sentence))
		return true;
	if (sentence->tokens.count == 0)
		return true;
	end = object_end(sentence, sentence->verb ? sentence->head_end : 0);
	if (sentence->verb && end > sentence->head_end)
		return add(sentence, sentence->head_end, end,
			   HITO_WORDING_OBJECT, true);
	return add(sentence, 0, sentence->tokens.count, HITO_WORDING_OBJECT,
		   true);
}

static void sort_vagues(struct hito_sentence *sentence)
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
	if (!weigh_words(sentence, false))
		return false;
	sentence->content = content_of(sentence);
	if (sentence->content < ENOUGH_SOFT && !sentence->quantified &&
	    !weigh_words(sentence, true))
		return false;
	sentence->content = content_of(sentence);
	if (!weigh_head(sentence))
		return false;
	sort_vagues(sentence);
	return true;
}
