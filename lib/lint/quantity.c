/* SPDX-License-Identifier: MIT */
/* Amounts: which numbers measure, and which only name or pick something. */
#include "lint/sentence.h"
#include "lint/vocabulary.h"

#include "base/num.h"

static void mark_word(struct hito_word *word, struct hito_str how, bool both)
{
	if (hito_str_is(how, "reach") || hito_str_is(how, "pace"))
		word->bounds = true;
	else if (hito_str_is(how, "skip"))
		word->skipped = true;
	else if (hito_str_is(how, "pick"))
		word->picks = true;
	else if (hito_str_is(how, "which"))
		word->bounds = word->picks = !both;
	else
		word->amount = word->measures = true;
}

/* The tokens from one to a place. */
static void mark(struct hito_sentence *sentence, size_t at, size_t end,
		 struct hito_str how)
{
	const struct hito_tokens *tokens = &sentence->tokens;
	bool both = (sentence->class & HITO_IS(BOTH)) != 0;

	if (hito_str_is(how, "again"))
		return;
	for (; at < tokens->count && tokens->list[at].end <= end; at++) {
		if (!sentence->words[at].dated)
			mark_word(&sentence->words[at], how, both);
	}
}

/* Does somebody do something, so that numbers may say to what? */
static bool acts(const struct hito_sentence *sentence)
{
	const hito_classes done =
		HITO_IS(ACT) | HITO_IS(ACTIVITY) | HITO_IS(BOTH);
	const hito_classes told = HITO_IS(RESULT) | HITO_IS(STATE);

	return (sentence->class & done) && !(sentence->class & told);
}

/* "push the open rate above 45 %": it is the object that gets there. */
static bool follows_metric(const struct hito_sentence *sentence, size_t at)
{
	const hito_classes other =
		HITO_IS(PERSON) | HITO_IS(THING) | HITO_IS(OUTPUT);
	size_t object = hito_sentence_object(sentence);
	const struct hito_word *word;

	if (!sentence->verb || object >= at)
		return false;
	word = &sentence->words[object];
	return object + word->length == at &&
	       (word->sense.other & HITO_IS(METRIC)) &&
	       !(word->sense.other & other);
}

/* The phrase that begins with a token. */
static const struct hito_phrase *measure_at(const struct hito_search *search,
					    size_t at,
					    struct hito_pattern_match *out)
{
	const struct hito_token *token = &search->tokens->list[at];
	const char *text = search->text.ptr;
	size_t start = token->start;

	/* "(#12, 40 EUR)" and "#1" begin before their first token. */
	while (start && (text[start - 1] == '#' || text[start - 1] == '('))
		start--;
	if (start < token->start) {
		const struct hito_phrase *phrase =
			hito_search_at(search, at, start, out);

		if (phrase)
			return phrase;
	}
	return hito_search_may_begin(search, token)
		       ? hito_search_at(search, at, token->start, out)
		       : NULL;
}

static void mark_phrases(struct hito_sentence *sentence)
{
	const struct hito_search search = {HITO_MEASURES, sentence->language,
					   &sentence->tokens,
					   sentence->plain.text};
	struct hito_pattern_match match;
	size_t past = 0, i;

	for (i = 0; i < sentence->tokens.count; i++) {
		const struct hito_token *token = &sentence->tokens.list[i];
		const struct hito_phrase *phrase;
		struct hito_str how;

		if (token->start < past || token->kind == HITO_TOKEN_OPAQUE)
			continue;
		phrase = measure_at(&search, i, &match);
		if (!phrase || (sentence->words[i].dated &&
				!hito_str_is(phrase->how, "again")))
			continue;
		/* What picks in an action, says how much in a result. */
		if (hito_str_is(phrase->how, "pick") && !acts(sentence))
			continue;
		how = phrase->how;
		/* "pay more than 3": there is nothing that it could pick */
		if (hito_str_is(how, "which") && sentence->verb &&
		    (i <= sentence->head_end || follows_metric(sentence, i)))
			how = HITO_STR("reach");
		mark(sentence, i, match.end, how);
		if (hito_str_is(how, "again"))
			sentence->repeated = true;
		if (hito_str_is(how, "pace"))
			sentence->paced = true;
		/* What it is that is reached may be a phrase by itself. */
		if (!hito_str_is(how, "reach") && !hito_str_is(how, "pace"))
			past = match.end;
	}
}

/* The value of digits; 0 where separators make it none of interest. */
static uint32_t plain_value(struct hito_str text)
{
	uint32_t value;

	return hito_str_u32(text, &value) ? value : 0;
}

static bool is_year(const struct hito_sentence *sentence, size_t at)
{
	struct hito_str text = sentence->tokens.list[at].text;
	uint32_t value = plain_value(text);

	/* "the 1851 map" */
	if (text.len == 4 && value > 1500 && value < 1900 && at &&
	    (sentence->words[at - 1].sense.other & HITO_IS(THE)))
		return true;
	if (text.len != 4 || value < 1900 || value > 2099)
		return false;
	/* "2000 seguidores" */
	return !(value % 100 == 0 && at + 1 < sentence->tokens.count &&
		 !hito_sentence_is_grammar(sentence, at + 1));
}

/* Is there a thing behind the number that it counts? */
static bool counts_something(const struct hito_sentence *sentence, size_t at)
{
	const hito_classes counted = HITO_IS(UNIT) | HITO_IS(METRIC) |
				     HITO_IS(OUTPUT) | HITO_IS(PERSON) |
				     HITO_IS(THING) | HITO_IS(PERIOD);

	if (at + 1 >= sentence->tokens.count)
		return false;
	if (sentence->tokens.list[at + 1].kind == HITO_TOKEN_SIGN)
		return true;
	return (sentence->words[at + 1].sense.other & counted) != 0;
}

/* "cámara 3", "room 12": a number behind the noun tells which one. */
static bool is_label(const struct hito_sentence *sentence, size_t at)
{
	const struct hito_token *left = &sentence->tokens.list[at - 1];
	const struct hito_sense *sense = &sentence->words[at - 1].sense;

	if (left->kind != HITO_TOKEN_WORD || sense->verb_exact ||
	    sentence->words[at - 1].dated || sentence->words[at - 1].covered ||
	    (sense->other & (HITO_IS(METRIC) | HITO_IS_VAGUE | HITO_IS(NUMBER) |
			     HITO_IS(SCALE) | HITO_IS(UNIT) | HITO_IS(ALL))) ||
	    hito_sentence_is_grammar(sentence, at - 1) ||
	    sentence->tokens.list[at].before != ' ' ||
	    plain_value(sentence->tokens.list[at].text) == 0 ||
	    sentence->tokens.list[at].text.len > 4)
		return false;
	return at + 1 >= sentence->tokens.count ||
	       sentence->words[at + 1].dated ||
	       sentence->tokens.list[at + 1].before == ',' ||
	       sentence->tokens.list[at + 1].before == ')' ||
	       hito_sentence_is_grammar(sentence, at + 1);
}

/* "the Explorer 11 scripts": behind the article it is a name to its end. */
static bool is_certain(const struct hito_sentence *sentence, size_t at)
{
	size_t start = at;

	if (!sentence->language->head_last)
		return false;
	while (start && sentence->tokens.list[start - 1].name)
		start--;
	return start && start < at &&
	       (sentence->words[start - 1].sense.other &
		(HITO_IS(THE) | HITO_IS(OWN)));
}

/* "la página 14": one of them, by its number. */
static bool is_ordered(const struct hito_sentence *sentence, size_t at)
{
	return at > 1 && !sentence->language->head_last &&
	       sentence->tokens.list[at - 1].kind == HITO_TOKEN_WORD &&
	       (sentence->words[at - 1].sense.other & HITO_IS(UNIT)) &&
	       (sentence->words[at - 2].sense.other & HITO_IS(THE)) &&
	       !hito_sentence_is_plural(sentence, at - 1) &&
	       plain_value(sentence->tokens.list[at].text) != 0;
}

/* "Windows 11", "fase 2", "Calle Mayor 12": part of a name. */
static bool is_part_of_name(const struct hito_sentence *sentence, size_t at)
{
	const struct hito_token *left, *token = &sentence->tokens.list[at];

	if (at == 0 || (token->before != ' ' && token->before != '-' &&
			token->before != 0))
		return false;
	left = &sentence->tokens.list[at - 1];
	/* "lines 1 and 2" */
	if (at > 2 && (sentence->words[at - 1].sense.other & HITO_IS(AND)) &&
	    sentence->words[at - 2].labels)
		return true;
	if (left->kind == HITO_TOKEN_SIGN || left->kind == HITO_TOKEN_NUMBER)
		return false;
	if (at - 1 == sentence->head && sentence->verb)
		return false;
	if (sentence->words[at - 1].sense.other & HITO_IS(LABEL))
		return !(at + 1 < sentence->tokens.count &&
			 sentence->tokens.list[at + 1].kind == HITO_TOKEN_SIGN);
	if (is_label(sentence, at) || is_ordered(sentence, at))
		return true;
	return (left->name || left->kind == HITO_TOKEN_CODE ||
		(left->upper && !left->first)) &&
	       (!counts_something(sentence, at) || is_certain(sentence, at));
}

/* "13-week", "2-page": a kind of thing, unless it is a range. */
static bool is_modifier(const struct hito_sentence *sentence, size_t at)
{
	const struct hito_token *right;

	if (at + 1 >= sentence->tokens.count)
		return false;
	right = &sentence->tokens.list[at + 1];
	return right->before == '-' && right->kind == HITO_TOKEN_WORD &&
	       !(sentence->words[at + 1].sense.other & HITO_IS(NUMBER));
}

/* "1. ", "2) ": numbers of a list. */
static bool is_list_mark(const struct hito_sentence *sentence, size_t at)
{
	char after;

	if (at || sentence->tokens.count < 2)
		return false;
	after = sentence->tokens.list[1].before;
	return after == '.' || after == ')';
}

/*
 * "in three districts", "around 3 schools": where, not how much. Somebody who
 * does something there has counted it, a mere result has not.
 */
static bool is_place(const struct hito_sentence *sentence, size_t at)
{
	const hito_classes done = HITO_IS(ACT) | HITO_IS(BOOK);
	size_t noun = at + 1;

	if (at == 0 || noun >= sentence->tokens.count ||
	    (sentence->class & done))
		return false;
	if (!(sentence->words[noun].sense.other & HITO_IS(PLACE)) &&
	    !(noun + 1 < sentence->tokens.count &&
	      (sentence->words[noun + 1].sense.other & HITO_IS(PLACE))))
		return false;
	return (sentence->words[at - 1].sense.other & HITO_IS(WHERE)) != 0;
}

static bool is_amount(const struct hito_sentence *sentence, size_t at)
{
	const struct hito_token *token = &sentence->tokens.list[at];
	const struct hito_word *word = &sentence->words[at];

	if (token->kind == HITO_TOKEN_NUMBER)
		return true;
	if (token->kind != HITO_TOKEN_WORD || token->name || word->covered)
		return false;
	if (word->sense.other & (HITO_IS(NUMBER) | HITO_IS(SCALE)))
		return true;
	/* "los contactos duplicados" are not doubled */
	return (word->sense.verb & HITO_IS(MULTIPLE)) &&
	       (at == sentence->head || !hito_sentence_is_done(sentence, at));
}

/* "every mail within two hours", "waits under one hour": no deadline. */
static bool is_level(const struct hito_sentence *sentence, size_t at)
{
	const struct hito_token *token = &sentence->tokens.list[at];
	size_t count = sentence->tokens.count, i;

	if (at + 1 >= count ||
	    !(sentence->words[at + 1].sense.other & HITO_IS(UNIT)))
		return false;
	if (!sentence->paced && !sentence->share &&
	    !(sentence->class & HITO_IS(METRIC)) &&
	    !hito_sentence_has(sentence, 0, count, HITO_IS(ALL)) &&
	    (sentence->verb || sentence->head >= count ||
	     !hito_sentence_is_plural(sentence, sentence->head)))
		return false;
	for (i = 0; i < sentence->moments.count; i++) {
		const struct hito_moment *moment = &sentence->moments.list[i];

		if (token->start >= moment->start && token->end <= moment->end)
			return moment->service || !moment->deadline;
	}
	return false;
}

static bool measures(struct hito_sentence *sentence, size_t at)
{
	struct hito_word *word = &sentence->words[at];

	if ((word->dated && !is_level(sentence, at)) || word->skipped)
		return false;
	if (word->picks && acts(sentence))
		return false;
	if (sentence->tokens.list[at].kind == HITO_TOKEN_NUMBER &&
	    (is_year(sentence, at) || is_list_mark(sentence, at)))
		return false;
	word->labels = is_part_of_name(sentence, at);
	return !word->labels && !is_modifier(sentence, at) &&
	       !is_place(sentence, at);
}

/* A per cent, a currency, a unit: it says how much of something. */
static bool is_related(const struct hito_sentence *sentence, size_t at)
{
	const struct hito_tokens *tokens = &sentence->tokens;

	if (at + 1 < tokens->count &&
	    (tokens->list[at + 1].kind == HITO_TOKEN_SIGN ||
	     (sentence->words[at + 1].sense.other &
	      (HITO_IS(UNIT) | HITO_IS(METRIC)))))
		return true;
	if (at && tokens->list[at - 1].kind == HITO_TOKEN_SIGN)
		return true;
	return (sentence->words[at].sense.verb & HITO_IS(MULTIPLE)) != 0;
}

void hito_sentence_measure(struct hito_sentence *sentence)
{
	size_t found = 0, i;

	mark_phrases(sentence);
	for (i = 0; i < sentence->tokens.count; i++) {
		struct hito_word *word = &sentence->words[i];

		if (!word->amount && is_amount(sentence, i)) {
			word->amount = true;
			word->measures = measures(sentence, i);
		}
		if (!word->measures)
			continue;
		if (!sentence->quantified)
			sentence->amount_at = i;
		if (sentence->amount_end <= i &&
		    (found == 0 || sentence->amount_end == i))
			sentence->amount_end = i + 1;
		sentence->quantified = true;
		sentence->bounded |= word->bounds;
		sentence->related |= is_related(sentence, i) || ++found >= 2;
	}
	/* With its unit, or what it counts. */
	if (sentence->quantified &&
	    sentence->amount_end < sentence->tokens.count &&
	    !hito_sentence_is_grammar(sentence, sentence->amount_end) &&
	    !sentence->words[sentence->amount_end].dated)
		sentence->amount_end++;
}
