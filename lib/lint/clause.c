/* SPDX-License-Identifier: MIT */
/*
 * What a title leaves out or puts together: no verb, words that stand for
 * others, several actions, nobody who acts. None of it makes a text vague.
 */
#include "lint/sentence.h"

#define ACTIONS                                                               \
	(HITO_IS(ACT) | HITO_IS(ACTIVITY) | HITO_IS(BOTH) | HITO_IS(RESULT) | \
	 HITO_IS(GAIN) | HITO_IS(WEAK) | HITO_IS(EMPTY) | HITO_IS(BOOK))
/* What comes of an action is none beside it: "and get the permit". */
#define DOING (HITO_IS(ACT) | HITO_IS(ACTIVITY) | HITO_IS(BOTH) | HITO_IS(BOOK))
#define NOUNS                                                  \
	(HITO_IS(METRIC) | HITO_IS(THING) | HITO_IS(OUTPUT) |  \
	 HITO_IS(PERSON) | HITO_IS(PLACE) | HITO_IS(GENERIC) | \
	 HITO_IS(EVENT) | HITO_IS(UNIT) | HITO_IS(LABEL))
#define DETERMINERS                                                   \
	(HITO_IS(THE) | HITO_IS(A) | HITO_IS(OWN) | HITO_IS(NUMBER) | \
	 HITO_IS(ALL) | HITO_IS(QUANTITY) | HITO_IS(PRONOUN))

#define MANY 3  /* so many actions are several steps, whatever they do */
#define CLEAR 4 /* half points from which a bare thing is an order */
#define ASIDE 3 /* tokens between "will be" and its participle */

static hito_classes classes_of(const struct hito_sentence *sentence, size_t at)
{
	return at < sentence->tokens.count ? sentence->words[at].sense.other
					   : 0;
}

static bool is_plain_word(const struct hito_sentence *sentence, size_t at)
{
	return at < sentence->tokens.count &&
	       sentence->tokens.list[at].kind == HITO_TOKEN_WORD &&
	       !sentence->tokens.list[at].name && !sentence->words[at].dated;
}

/* A name, a number, a quotation, or a word that means something. */
static bool is_content(const struct hito_sentence *sentence, size_t at)
{
	if (at >= sentence->tokens.count || sentence->words[at].dated)
		return false;
	return !is_plain_word(sentence, at) ||
	       !hito_sentence_is_grammar(sentence, at);
}

/* ---- S201: no verb ---- */

/* "Social campaign": what about it? But "Sales workshop for 20 people". */
static bool lacks_verb(const struct hito_sentence *sentence)
{
	const hito_classes doing =
		HITO_IS(ACT) | HITO_IS(ACTIVITY) | HITO_IS(BOOK);
	size_t i;

	if (sentence->verb || sentence->wish || sentence->negated ||
	    sentence->quantified || sentence->share ||
	    sentence->moments.count || sentence->content >= CLEAR ||
	    sentence->head >= sentence->tokens.count)
		return false;
	for (i = 0; i < sentence->tokens.count; i++) {
		if (hito_sentence_is_done(sentence, i) ||
		    (classes_of(sentence, i) & doing) ||
		    (sentence->words[i].sense.verb & ACTIONS &&
		     i != sentence->head && !classes_of(sentence, i)))
			return false;
	}
	return !(sentence->class & doing);
}

/* ---- S208: words that stand for others ---- */

/* A thing or a person that a pronoun behind it may mean. */
static bool is_antecedent(const struct hito_sentence *sentence, size_t at)
{
	const struct hito_sense *sense = &sentence->words[at].sense;

	if (!is_content(sentence, at))
		return false;
	if (!is_plain_word(sentence, at))
		return sentence->tokens.list[at].kind != HITO_TOKEN_NUMBER;
	if (sentence->verb && at >= sentence->head && at < sentence->head_end)
		return false;
	return (sense->other & NOUNS) || !(sense->verb & ACTIONS);
}

/* "this" alone, not "this page". */
static bool stands_alone(const struct hito_sentence *sentence, size_t at)
{
	if (sentence->head < sentence->tokens.count &&
	    (!sentence->verb || at != sentence->head_end))
		return false;
	return at + 1 >= sentence->tokens.count ||
	       sentence->tokens.list[at + 1].before != ' ' ||
	       sentence->words[at + 1].dated ||
	       (classes_of(sentence, at + 1) & (HITO_IS(STOP) | HITO_IS(AND)));
}

static bool is_pronoun(const struct hito_sentence *sentence, size_t at)
{
	const struct hito_token *token = &sentence->tokens.list[at];
	const struct hito_word *word = &sentence->words[at];

	if (!is_plain_word(sentence, at) || token->upper || word->covered)
		return false;
	if (word->sense.other & HITO_IS(PRONOUN))
		/* "make it easier" */
		return word->length == 1 &&
		       !(classes_of(sentence, at + 1) & HITO_IS_VAGUE) &&
		       (!(word->sense.other & HITO_IS(THE)) ||
			stands_alone(sentence, at));
	/* "revisarlo": a verb with one at its end */
	return !word->sense.other && (word->sense.verb & HITO_IS_VERB) &&
	       !word->sense.verb_exact &&
	       (word->sense.guess & HITO_IS(PRONOUN));
}

static bool blame_pronouns(struct hito_sentence *sentence)
{
	size_t i;

	for (i = 0; i < sentence->tokens.count; i++) {
		if (is_pronoun(sentence, i)) {
			if (!hito_sentence_blame(sentence, i, i + 1,
						 HITO_WORDING_PRONOUN, false))
				return false;
		} else if (is_antecedent(sentence, i)) {
			return true;
		}
	}
	return true;
}

/* ---- S209: several actions ---- */

/* Does it begin an action beside the one before it, which ends at last? */
static bool begins_action(const struct hito_sentence *sentence, size_t at,
			  size_t last)
{
	const struct hito_token *token = &sentence->tokens.list[at];
	const struct hito_sense *sense = &sentence->words[at].sense;
	const struct hito_sense *head = &sentence->words[sentence->head].sense;
	bool and = (classes_of(sentence, at - 1) & HITO_IS(AND)) != 0;
	size_t end = at + sense->verb_words;

	if (!is_plain_word(sentence, at) || sentence->words[at].covered ||
	    !(sense->verb & DOING) ||
	    (!and&&token->before != ',' && token->before != ';'))
		return false;
	/* "design, launch and measure" */
	if (at == last + and)
		return true;
	if (sense->verb_exact != head->verb_exact)
		return false;
	/* Where verbs look like nouns, what follows tells. */
	if (!sentence->language->head_last && sense->verb_exact &&
	    !(sense->other & NOUNS))
		return true;
	return is_content(sentence, end)
		       ? !is_plain_word(sentence, end) ||
				 (classes_of(sentence, end) & DETERMINERS)
		       : (classes_of(sentence, end) & DETERMINERS) != 0;
}

/* "... to host", "... that sells": what follows belongs to it. */
static bool begins_clause(const struct hito_sentence *sentence, size_t at)
{
	const struct hito_sense *next;

	if (classes_of(sentence, at) & HITO_IS(CLAUSE))
		return true;
	if (at + 1 >= sentence->tokens.count ||
	    !(classes_of(sentence, at) & HITO_IS(STOP)) ||
	    (classes_of(sentence, at) & HITO_IS(AND)))
		return false;
	next = &sentence->words[at + 1].sense;
	return (next->verb & ACTIONS) && next->verb_exact &&
	       (!(next->other & NOUNS) ||
		(classes_of(sentence, at) & HITO_IS(LEAD)));
}

/* An object of its own stands right behind the verb. */
static bool has_object(const struct hito_sentence *sentence, size_t at)
{
	hito_classes classes = classes_of(sentence, at);

	if (at >= sentence->tokens.count || sentence->words[at].dated ||
	    sentence->tokens.list[at].before != ' ' ||
	    (classes & HITO_IS(PRONOUN) && !(classes & HITO_IS(THE))))
		return false;
	return is_content(sentence, at) || (classes & DETERMINERS);
}

static bool blame_actions(struct hito_sentence *sentence)
{
	size_t last = sentence->head_end, end = last, actions = 1, i;
	bool differ = false;

	if (!sentence->verb || !(sentence->class & ACTIONS))
		return true;
	for (i = last; i < sentence->tokens.count; i++) {
		if (begins_action(sentence, i, last)) {
			/* "upload the" is an entry, too. */
			end = i + 1;
			differ = has_object(sentence, last) &&
				 has_object(sentence, end) &&
				 !is_pronoun(sentence, i);
			last = i + sentence->words[i].sense.verb_words;
			actions++;
			i = last - 1;
		} else if (begins_clause(sentence, i)) {
			break;
		}
	}
	if (actions < MANY && !differ)
		return true;
	return hito_sentence_blame(sentence, sentence->head, end,
				   HITO_WORDING_COMPOUND, false);
}

/* ---- S210: nobody who acts ---- */

/* "by Ana": but somebody does. */
static bool names_actor(const struct hito_sentence *sentence, size_t at)
{
	for (; at + 1 < sentence->tokens.count; at++) {
		if ((classes_of(sentence, at) & HITO_IS(BY)) &&
		    !sentence->words[at].dated)
			return true;
	}
	return false;
}

/* The token behind a passive that begins at one; 0: none does. */
static size_t passive_end(const struct hito_sentence *sentence, size_t at)
{
	size_t next = at + sentence->words[at].length, i;

	if (!is_plain_word(sentence, at) || sentence->words[at].covered)
		return 0;
	if (classes_of(sentence, at) & HITO_IS(IMPERSONAL))
		return is_plain_word(sentence, next) &&
				       !hito_sentence_is_grammar(sentence, next)
			       ? next + 1
			       : 0;
	if (!(classes_of(sentence, at) & HITO_IS(PASSIVE)))
		return 0;
	for (i = next; i < next + ASIDE && i < sentence->tokens.count; i++) {
		if (is_plain_word(sentence, i) &&
		    hito_sentence_is_done(sentence, i))
			return i + 1;
	}
	return 0;
}

static bool blame_passive(struct hito_sentence *sentence)
{
	const hito_classes passive = HITO_IS(PASSIVE) | HITO_IS(IMPERSONAL);
	size_t i, end;

	if (!(sentence->others & passive))
		return true;
	for (i = 0; i < sentence->tokens.count; i++) {
		if (classes_of(sentence, i) & (HITO_IS(CLAUSE) | HITO_IS(THAT)))
			return true;
		/* "Ana se reune con Luis" */
		if (sentence->tokens.list[i].name && i == sentence->head)
			return true;
		end = passive_end(sentence, i);
		if (end && !names_actor(sentence, end))
			return hito_sentence_blame(sentence, i, end,
						   HITO_WORDING_PASSIVE, false);
	}
	return true;
}

bool hito_sentence_clauses(struct hito_sentence *sentence,
			   enum hito_judged_kind kind)
{
	size_t count = sentence->tokens.count;

	if (!blame_pronouns(sentence))
		return false;
	/* "90 % of tickets will be answered" may happen by itself. */
	if ((kind == HITO_JUDGED_STEP || !sentence->quantified) &&
	    !blame_passive(sentence))
		return false;
	if (kind != HITO_JUDGED_STEP || !count)
		return true;
	if (lacks_verb(sentence) &&
	    !hito_sentence_blame(sentence, 0, count, HITO_WORDING_NO_VERB,
				 false))
		return false;
	return blame_actions(sentence);
}
