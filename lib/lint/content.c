/* SPDX-License-Identifier: MIT */
/* How much a text tells, in half points. */
#include "lint/sentence.h"

#define TOLD 2 /* from which a figure adds to it */

/* "from 4.2 s to 2.5 s" */
bool hito_sentence_has_two_amounts(const struct hito_sentence *sentence)
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
bool hito_sentence_is_rank(const struct hito_sentence *sentence, size_t at)
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
		return sentence->quantified &&
				       !hito_sentence_has_two_amounts(sentence)
			       ? 1
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
		return hito_sentence_is_rank(sentence, at) ? 3 : 0;
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
	if (sentence->words[at - 1].sense.other & HITO_IS(THE))
		return 1;
	/* "the new website" */
	return at > 1 && hito_sentence_is_grammar(sentence, at - 1) &&
	       sentence->tokens.list[at - 1].before == ' ' &&
	       (sentence->words[at - 2].sense.other & HITO_IS(THE));
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
	       !hito_sentence_has_two_amounts(sentence);
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

int hito_sentence_content(const struct hito_sentence *sentence)
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
