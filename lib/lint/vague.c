/* SPDX-License-Identifier: MIT */
/* How much a text tells, and which of its words leave something open. */
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

/* "from 4.2 s to 2.5 s" */
static bool has_two_amounts(const struct hito_sentence *sentence)
{
	size_t amounts = 0, i;

	/* "a third" is one */
	for (i = 0; i < sentence->tokens.count; i++)
		amounts += sentence->words[i].measures &&
			   !(i && sentence->words[i - 1].measures);
	return amounts > 1;
}

/* "the twenty slowest pages": a number of definite things. */
static bool picks_many(const struct hito_sentence *sentence, size_t at)
{
	size_t start = at > 4 ? at - 4 : 0, i;

	for (i = at; i > start + 1; i--) {
		if (sentence->words[i - 1].amount &&
		    (sentence->words[i - 2].sense.other & HITO_IS(THE)))
			return true;
	}
	return false;
}

/* "the posts with most clicks", "the page that sells best": a rank. */
static bool is_rank(const struct hito_sentence *sentence, size_t at)
{
	const struct hito_word *words = sentence->words;
	size_t start = at > 4 ? at - 4 : 0, i;

	if (!(words[at].sense.other & HITO_IS(RANK)))
		return false;
	if (picks_many(sentence, at))
		return true;
	for (i = at; i > start; i--) {
		if (!(words[i - 1].sense.other & HITO_IS(WITH)) || i < 3 ||
		    hito_sentence_is_grammar(sentence, i - 2))
			continue;
		return hito_sentence_has(sentence, i > 5 ? i - 5 : 0, i - 2,
					 HITO_IS(THE));
	}
	return false;
}

/* An amount, or "paying", stands before it. */
static bool is_counted(const struct hito_sentence *sentence, size_t at)
{
	return (at && sentence->words[at - 1].amount) ||
	       (at > 1 && sentence->words[at - 2].amount);
}

/* "500 customers", "errors by 15 %": a figure for nobody knows which. */
static int points_of_metric(const struct hito_sentence *sentence, size_t at)
{
	const struct hito_word *word = &sentence->words[at];

	if (word->sense.other & HITO_IS(PERSON))
		return sentence->quantified +
		       (sentence->verb && is_counted(sentence, at));
	if (word->sense.other & HITO_IS(GENERIC))
		return sentence->quantified;
	if (word->length == 1)
		return sentence->quantified && !has_two_amounts(sentence) ? 1
									  : 2;
	return sentence->quantified ? 5 : 3;
}

/* "a workshop ...", "taller de poda" */
static bool has_kind(const struct hito_sentence *sentence, size_t at)
{
	if (at && (sentence->words[at - 1].sense.other & HITO_IS(A)))
		return true;
	return at == 0 && !sentence->language->head_last &&
	       sentence->tokens.count > 1 &&
	       (sentence->words[1].sense.other & HITO_IS(OF));
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
	if (classes & HITO_IS(METRIC))
		return points_of_metric(sentence, at);
	/* "a workshop on budgets": of the kind that is said behind it. */
	if ((classes & HITO_IS(GENERIC)) && (classes & HITO_IS(OUTPUT)) &&
	    has_kind(sentence, at))
		return 1;
	if (classes & (HITO_IS(GENERIC) | HITO_IS(NUMBER) | HITO_IS(SCALE) |
		       HITO_IS(LEAD)))
		return 0;
	/* "30 pages", but "the page" */
	if ((classes & HITO_IS(UNIT)) &&
	    (!(classes & HITO_IS(THING)) || is_counted(sentence, at)))
		/* "a page", but not "12 posts a month" */
		return at && !(sentence->quantified && word->sense.value) &&
		       (sentence->words[at - 1].sense.other & HITO_IS(A)) &&
		       !sentence->words[at - 1].amount;
	if (hito_sentence_is_grammar(sentence, at))
		return 0;
	if (classes & HITO_IS_VAGUE)
		return is_rank(sentence, at) ? 3 : 0;
	if (classes & HITO_IS(PERSON))
		return 1 + is_counted(sentence, at);
	if (!classes && (word->sense.verb & HITO_IS_VERB))
		return (word->sense.verb & (HITO_IS(WEAK) | HITO_IS(EMPTY))) ==
		       0;
	/* "3 landing pages": of what? */
	return word->length > 1 && !is_counted(sentence, at) ? 3 : 2;
}

/* "the five locks", "each new teacher": which ones is said. */
static bool is_definite(const struct hito_sentence *sentence, size_t at)
{
	const struct hito_word *words = sentence->words;

	if (at && hito_sentence_is_grammar(sentence, at - 1) &&
	    (words[at - 1].sense.other & HITO_IS(STOP)) &&
	    !(words[at - 1].sense.other & HITO_IS(ALL)))
		at--; /* "new" */
	if (at && (words[at - 1].sense.other & HITO_IS(ALL)) &&
	    !(words[at - 1].sense.other & HITO_IS(NOT)))
		return true;
	return at >= 2 && words[at - 1].amount &&
	       (words[at - 2].sense.other & HITO_IS(THE));
}

/* "the lease": one definite thing; of several nobody knows which. */
static int points_of_article(const struct hito_sentence *sentence, size_t at)
{
	const struct hito_str text = sentence->tokens.list[at].text;

	if (is_definite(sentence, at))
		return 1;
	if (at == 0 || hito_str_ends(text, "s") ||
	    /* "the overdraft", but not "the costs" */
	    ((sentence->words[at].sense.other & HITO_IS(METRIC)) &&
	     (!sentence->quantified || !sentence->language->head_last ||
	      (sentence->words[at].sense.other & HITO_IS(GENERIC)))) ||
	    sentence->tokens.list[at].before != ' ')
		return 0;
	return (sentence->words[at - 1].sense.other & HITO_IS(THE)) != 0;
}

/* "in May", "the 6 June symposium": when, or which one. */
static int points_of_moment(const struct hito_sentence *sentence,
			    const struct hito_moment *moment)
{
	const hito_classes calendar = HITO_IS(MONTH) | HITO_IS(WEEKDAY) |
				      HITO_IS(HOLIDAY) | HITO_IS(PERIOD) |
				      HITO_IS(ORDINAL) | HITO_IS(NUMBER);
	size_t last = sentence->tokens.count, i;

	if (moment->deadline)
		return 0;
	for (i = 0; i < sentence->tokens.count; i++) {
		if (sentence->tokens.list[i].start >= moment->start &&
		    sentence->tokens.list[i].end <= moment->end)
			last = i;
	}
	/* "12 posts a month": how often tells nothing of what they are about */
	if (last < sentence->tokens.count && sentence->quantified &&
	    (sentence->words[last].sense.other & HITO_IS(PERIOD)))
		return 0;
	if (last == sentence->tokens.count ||
	    sentence->tokens.list[last].kind != HITO_TOKEN_WORD ||
	    hito_sentence_is_grammar(sentence, last) ||
	    (sentence->words[last].sense.other & calendar))
		return 1;
	return sentence->language->head_last ? 3 : 1;
}

/* "get 50 customers", "call 40 leads": how many, but nothing of what for. */
static bool only_people(const struct hito_sentence *sentence)
{
	const hito_classes done = HITO_IS(ACT) | HITO_IS(ACTIVITY);
	const hito_classes told = HITO_IS(RESULT) | HITO_IS(BOTH);

	/* "20 stories a month" */
	if (!sentence->verb)
		return !sentence->bounded;
	if (sentence->language->head_last && (sentence->class & done) &&
	    !(sentence->class & told))
		return true;
	return (sentence->class & HITO_IS(GAIN)) &&
	       hito_sentence_has(sentence, sentence->head_end,
				 sentence->tokens.count, HITO_IS(PERSON)) &&
	       !has_two_amounts(sentence);
}

/* "the fuel berth": an article before a word that tells nothing itself. */
static bool tells_which(const struct hito_sentence *sentence)
{
	size_t at = hito_sentence_object(sentence);

	if (!sentence->language->head_last || !sentence->verb || at < 2 ||
	    at >= sentence->tokens.count || sentence->words[at].vague ||
	    hito_sentence_article(sentence) != HITO_ARTICLE_THE ||
	    !(sentence->words[at - 2].sense.other & HITO_IS(THE)) ||
	    sentence->words[at - 1].vague ||
	    points_of_word(sentence, at - 1) > 0)
		return false;
	return points_of_word(sentence, at) > 0 &&
	       !(sentence->words[at].sense.other & HITO_IS(METRIC)) &&
	       !hito_sentence_is_plural(sentence, at);
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
	/* "fill the vacancy of ...": an object stands in the verb. */
	if (sentence->verb && sentence->head_end > sentence->head + 1 &&
	    (sentence->words[sentence->head_end - 1].sense.other &
	     HITO_IS(THING)) &&
	    !(sentence->class & (HITO_IS(WEAK) | HITO_IS(EMPTY))))
		content += 2;
	/* "the fuel berth": the article counts for the noun */
	if (tells_which(sentence))
		content++;
	/* "about why they left" */
	if (sentence->verb && sentence->language->head_last &&
	    hito_sentence_has(sentence, sentence->head_end + 1,
			      sentence->tokens.count, HITO_IS(CLAUSE)))
		content += 2;
	for (m = 0; m < sentence->moments.count; m++)
		m_points +=
			points_of_moment(sentence, &sentence->moments.list[m]);
	/* A figure tells nothing where nothing else does. */
	if (sentence->related &&
	    (content > TOLD || (content == TOLD && !only_people(sentence))))
		content += sentence->class & (HITO_IS(RESULT) | HITO_IS(GAIN))
				   ? 3
				   : 1;
	/* "no meetings on Fridays": what must not be is plain. */
	if (sentence->negated && content + (int)sentence->moments.count > 0)
		content += 2;
	return content + m_points;
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

	if (is_rank(sentence, at))
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
		if (settled)
			continue;
		if (!hito_sentence_blame(sentence, i, end_of_words(sentence, i),
					 wording_of(classes),
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

/* How much it takes, by what stands before the object. */
static int enough(const struct hito_sentence *sentence)
{
	if (sentence->negated)
		return TOLD;
	/* From and to: whatever it is that is measured. */
	if (sentence->quantified && has_two_amounts(sentence))
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
		return ENOUGH + 1;
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
	if (!weigh_words(sentence, false))
		return false;
	sentence->content = content_of(sentence);
	if (sentence->content < ENOUGH_SOFT && !sentence->quantified &&
	    !weigh_words(sentence, true))
		return false;
	sentence->content = content_of(sentence);
	return weigh_head(sentence);
}
