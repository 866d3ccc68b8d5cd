/* SPDX-License-Identifier: MIT */
/* Taking a line of text apart, and finding the word that governs it. */
#include "lint/sentence.h"

#define NOUNS                                                  \
	(HITO_IS(METRIC) | HITO_IS(THING) | HITO_IS(OUTPUT) |  \
	 HITO_IS(PERSON) | HITO_IS(PLACE) | HITO_IS(GENERIC) | \
	 HITO_IS(EVENT) | HITO_IS(ACT) | HITO_IS(ACTIVITY) | HITO_IS(RESULT))
#define GRAMMAR                                                         \
	(HITO_IS(STOP) | HITO_IS(THE) | HITO_IS(A) | HITO_IS(OWN) |     \
	 HITO_IS(NOT) | HITO_IS(THAT) | HITO_IS(AND) | HITO_IS(WHERE) | \
	 HITO_IS(ALL) | HITO_IS(ORDINAL))

bool hito_sentence_has(const struct hito_sentence *sentence, size_t start,
		       size_t end, hito_classes classes)
{
	size_t i;

	for (i = start; i < end && i < sentence->tokens.count; i++) {
		const struct hito_word *word = &sentence->words[i];

		if (!word->covered && !word->dated && (word->classes & classes))
			return true;
	}
	return false;
}

bool hito_sentence_is_grammar(const struct hito_sentence *sentence, size_t at)
{
	return sentence->tokens.list[at].kind == HITO_TOKEN_WORD &&
	       (sentence->words[at].sense.other & GRAMMAR);
}

enum hito_article hito_sentence_article(const struct hito_sentence *sentence)
{
	size_t end = sentence->head_end + 4, at;

	for (at = sentence->head_end; at < end && at < sentence->tokens.count;
	     at++) {
		const struct hito_token *token = &sentence->tokens.list[at];
		hito_classes classes = sentence->words[at].sense.other;

		if (sentence->words[at].dated)
			break;
		if ((classes & (HITO_IS(THE) | HITO_IS(OWN))) || token->name ||
		    token->kind != HITO_TOKEN_WORD)
			return HITO_ARTICLE_THE;
		if (classes & HITO_IS(A))
			return HITO_ARTICLE_A;
		if (!hito_sentence_is_grammar(sentence, at))
			return hito_str_ends(token->text, "s")
				       ? HITO_ARTICLE_PLURAL
				       : HITO_ARTICLE_NONE;
	}
	return HITO_ARTICLE_NONE;
}

struct hito_str hito_sentence_slice(const struct hito_sentence *sentence,
				    size_t start, size_t end)
{
	if (start >= end || end > sentence->tokens.count)
		return HITO_STR("");
	return hito_plain_original(&sentence->plain,
				   sentence->tokens.list[start].start,
				   sentence->tokens.list[end - 1].end);
}

static void look_up(struct hito_sentence *sentence)
{
	size_t i, j;

	for (i = 0; i < sentence->tokens.count; i++) {
		struct hito_word *word = &sentence->words[i];

		hito_lexicon_sense(&sentence->language->lexicon,
				   &sentence->tokens, i, &word->sense);
		word->classes = word->sense.other;
		word->length =
			word->sense.other_words ? word->sense.other_words : 1;
	}
	/* Inside a phrase its words do not count on their own. */
	for (i = 0; i < sentence->tokens.count; i++) {
		if (sentence->words[i].covered)
			continue;
		for (j = 1; j < sentence->words[i].length; j++)
			sentence->words[i + j].covered = true;
	}
}

static void mark_dates(struct hito_sentence *sentence)
{
	const struct hito_moments *moments = &sentence->moments;
	size_t i, m;

	for (i = 0; i < sentence->tokens.count; i++) {
		const struct hito_token *token = &sentence->tokens.list[i];

		for (m = 0; m < moments->count; m++) {
			if (token->start >= moments->list[m].start &&
			    token->end <= moments->list[m].end)
				sentence->words[i].dated = true;
		}
	}
}

/* "Blog: ", "Objetivo - ": what stands before a colon early on is a label. */
static size_t after_label(const struct hito_sentence *sentence)
{
	size_t i;

	for (i = 0; i < sentence->tokens.count && i < 5; i++) {
		char before = sentence->tokens.list[i].before;

		if (i && (before == ':' || before == ';'))
			return i;
		if (sentence->words[i].sense.verb & ~HITO_IS(LEAD))
			return 0;
	}
	return 0;
}

/* Words before the one that governs: "we must", a date, "please". */
static size_t skip_leads(struct hito_sentence *sentence, size_t at)
{
	while (at < sentence->tokens.count) {
		const struct hito_word *word = &sentence->words[at];
		hito_classes classes = word->sense.other;

		if (classes & HITO_IS(NOT))
			sentence->negated = true;
		else if (classes & HITO_IS(THAT))
			sentence->wish = true;
		else if (!word->dated && !(classes & HITO_IS(LEAD)))
			break;
		/* "in order to": a phrase at a time */
		at += !word->dated && (classes & HITO_IS(LEAD)) ? word->length
								: 1;
	}
	return at;
}

static bool is_determiner(const struct hito_sentence *sentence, size_t at)
{
	const struct hito_token *token;

	if (at >= sentence->tokens.count)
		return false;
	token = &sentence->tokens.list[at];
	return token->name || token->kind != HITO_TOKEN_WORD ||
	       (sentence->words[at].sense.other &
		(HITO_IS(THE) | HITO_IS(A) | HITO_IS(OWN) | HITO_IS(NUMBER) |
		 HITO_IS(ALL) | HITO_IS(QUANTITY)));
}

/* A noun that goes on from the one before it: "email campaign". */
static bool continues(const struct hito_sentence *sentence, size_t at)
{
	const struct hito_token *token;

	if (!sentence->language->head_last || at >= sentence->tokens.count)
		return false;
	token = &sentence->tokens.list[at];
	return token->kind == HITO_TOKEN_WORD &&
	       (token->before == ' ' || token->before == '-') &&
	       !sentence->words[at].dated &&
	       !hito_sentence_is_grammar(sentence, at);
}

/* "email campaign" has no article, so it is no order to email anybody. */
static bool is_compound(const struct hito_sentence *sentence, size_t at)
{
	const hito_classes countable = HITO_IS(THING) | HITO_IS(OUTPUT) |
				       HITO_IS(EVENT) | HITO_IS(METRIC) |
				       HITO_IS(ACT) | HITO_IS(ACTIVITY);
	const struct hito_sense *next;

	if (!continues(sentence, at + 1) ||
	    (sentence->words[at].sense.verb &
	     (HITO_IS(RESULT) | HITO_IS(WEAK) | HITO_IS(EMPTY))) ||
	    !(sentence->words[at].sense.other & NOUNS))
		return false;
	next = &sentence->words[at + 1].sense;
	return (next->other & countable) &&
	       !sentence->tokens.list[at + 1].name &&
	       !hito_str_ends(sentence->tokens.list[at + 1].text, "s");
}

/* "Visita": the noun, or an imperative? What follows tells. */
static bool is_verb(const struct hito_sentence *sentence, size_t at)
{
	const struct hito_sense *sense = &sentence->words[at].sense;

	if (!(sense->verb & HITO_IS_VERB) || sentence->tokens.list[at].name)
		return false;
	if (sense->verb_words == 1 && is_compound(sentence, at))
		return false;
	if (sense->other_words > sense->verb_words)
		return false;
	if (sense->verb_exact || !(sense->other & NOUNS))
		return true;
	return is_determiner(sentence, at + sense->verb_words);
}

/* "Quarterly sales report": the last noun of several governs. */
static void set_last_noun(struct hito_sentence *sentence)
{
	size_t at = sentence->head_end;

	while (continues(sentence, at)) {
		if (sentence->words[at].sense.other & NOUNS) {
			sentence->head = at;
			sentence->head_end = at + sentence->words[at].length;
			sentence->class = sentence->words[at].sense.other;
			at = sentence->head_end;
		} else if (sentence->words[at].sense.verb & HITO_IS_VERB) {
			return;
		} else {
			at++;
		}
	}
}

static void set_head(struct hito_sentence *sentence, size_t at)
{
	struct hito_word *word = &sentence->words[at];
	const struct hito_token *token = &sentence->tokens.list[at];
	hito_classes guess;
	size_t i;

	sentence->head = at;
	sentence->head_end = at + word->length;
	sentence->class = word->sense.other;
	/* "70 % of staff": what follows a share is a noun. */
	if (!sentence->share && is_verb(sentence, at)) {
		sentence->verb = true;
		sentence->class = word->sense.verb;
		sentence->head_end = at + word->sense.verb_words;
		word->classes = word->sense.verb;
		for (i = at + 1; i < sentence->head_end; i++)
			sentence->words[i].covered = true;
	} else if (token->kind == HITO_TOKEN_WORD && !word->sense.other &&
		   !token->name) {
		guess = hito_lexicon_guess(&sentence->language->lexicon,
					   token->text) &
			HITO_IS_VERB;
		/* "Triage the ...": an order, though the word is unknown. */
		if (!guess && is_determiner(sentence, at + 1) &&
		    at + 1 < sentence->tokens.count &&
		    !sentence->tokens.list[at + 1].name &&
		    sentence->tokens.list[at + 1].before == ' ')
			guess = HITO_IS(ACT);
		sentence->verb = guess != 0;
		sentence->class = word->classes = guess;
	}
	if (!sentence->verb && !(sentence->class & HITO_IS(COMPARISON)))
		set_last_noun(sentence);
}

static void find_head(struct hito_sentence *sentence)
{
	size_t count = sentence->tokens.count;
	size_t at = skip_leads(sentence, after_label(sentence));

	sentence->head = sentence->head_end = count;
	for (; at < count; at++) {
		const struct hito_word *word = &sentence->words[at];
		enum hito_token_kind kind = sentence->tokens.list[at].kind;

		if (word->covered || word->dated)
			continue;
		if (kind == HITO_TOKEN_NUMBER || kind == HITO_TOKEN_SIGN ||
		    (word->sense.other &
		     (HITO_IS(NUMBER) | HITO_IS(SCALE) | HITO_IS(UNIT)))) {
			sentence->share |= sentence->head == count;
			if (!(word->sense.verb & HITO_IS_VERB) ||
			    kind != HITO_TOKEN_WORD)
				continue;
		}
		if (hito_sentence_is_grammar(sentence, at) &&
		    !(word->sense.verb & HITO_IS_VERB) &&
		    !(word->sense.other & HITO_IS(COMPARISON)))
			continue;
		set_head(sentence, at);
		return;
	}
}

bool hito_sentence_read(struct hito_sentence *sentence, struct hito_str text)
{
	if (!hito_plain_make(sentence->arena, text, &sentence->plain) ||
	    !hito_tokens_make(sentence->arena, &sentence->plain,
			      &sentence->tokens))
		return false;
	sentence->words = hito_new(sentence->arena, struct hito_word,
				   sentence->tokens.count + 1);
	if (!sentence->words)
		return false;
	if (!sentence->language)
		return true;
	look_up(sentence);
	hito_moments_find(sentence->language, &sentence->plain,
			  &sentence->tokens, sentence->today,
			  &sentence->moments);
	mark_dates(sentence);
	find_head(sentence);
	return true;
}
