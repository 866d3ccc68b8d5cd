/* SPDX-License-Identifier: MIT */
/* Taking a line of text apart, and finding the word that governs it. */
#include "lint/verdict.h"

#define NOUNS                                                  \
	(HITO_IS(METRIC) | HITO_IS(THING) | HITO_IS(OUTPUT) |  \
	 HITO_IS(PERSON) | HITO_IS(PLACE) | HITO_IS(GENERIC) | \
	 HITO_IS(EVENT) | HITO_IS(ACT) | HITO_IS(ACTIVITY) | HITO_IS(RESULT))
#define DETERMINERS (HITO_IS(THE) | HITO_IS(A) | HITO_IS(OWN) | HITO_IS(ALL))

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

/* "wipe and recycle the": behind the second of two verbs. */
static size_t object_start(const struct hito_sentence *sentence)
{
	size_t at = sentence->head_end, end;
	const struct hito_sense *next;

	if (!sentence->verb || at + 1 >= sentence->tokens.count ||
	    !(sentence->words[at].sense.other & HITO_IS(AND)))
		return at;
	next = &sentence->words[at + 1].sense;
	end = at + 1 + next->verb_words;
	if (!(next->verb & HITO_IS_VERB) || !next->verb_exact ||
	    sentence->tokens.list[at + 1].name ||
	    ((next->other & NOUNS) &&
	     !(end < sentence->tokens.count &&
	       (sentence->words[end].sense.other & DETERMINERS))))
		return at;
	return end;
}

/* "apple trees": of several nouns the one that governs. */
static size_t last_noun(const struct hito_sentence *sentence, size_t at)
{
	size_t object;

	if (!sentence->language->head_last)
		return at;
	object = hito_sentence_object(sentence);
	return object > at && object < sentence->tokens.count ? object : at;
}

enum hito_article hito_sentence_article(const struct hito_sentence *sentence)
{
	size_t at = object_start(sentence), end = at + 4;

	/* "do a": the article may be part of the verb */
	if (at == sentence->head_end && sentence->verb &&
	    at > sentence->head + 1)
		at--;
	for (; at < end && at < sentence->tokens.count; at++) {
		const struct hito_token *token = &sentence->tokens.list[at];
		hito_classes classes = sentence->words[at].sense.other;

		if (at < sentence->head_end &&
		    !(classes & (HITO_IS(THE) | HITO_IS(A))))
			continue;
		if (sentence->words[at].dated && !(classes & HITO_IS(THE)))
			break;
		if ((classes & (HITO_IS(THE) | HITO_IS(OWN))) || token->name ||
		    token->kind != HITO_TOKEN_WORD)
			return HITO_ARTICLE_THE;
		if (classes & HITO_IS(A))
			return HITO_ARTICLE_A;
		if (!hito_sentence_is_grammar(sentence, at))
			return hito_sentence_is_plural(sentence,
						       last_noun(sentence, at))
				       ? HITO_ARTICLE_PLURAL
				       : HITO_ARTICLE_NONE;
	}
	return HITO_ARTICLE_NONE;
}

/* Words that only say how the noun is: "a good mix", "una gran idea". */
static bool is_quality(const struct hito_sentence *sentence, size_t at)
{
	hito_classes classes = sentence->words[at].sense.other;

	return (classes & HITO_IS_VAGUE) && !(classes & NOUNS);
}

size_t hito_sentence_object(const struct hito_sentence *sentence)
{
	size_t count = sentence->tokens.count, found = count;
	size_t at = object_start(sentence), end = at + 7;

	for (; at < end && at < count; at++) {
		char before = sentence->tokens.list[at].before;

		if (sentence->words[at].dated && found == count)
			continue;
		if (found != count && (hito_sentence_is_grammar(sentence, at) ||
				       (before != ' ' && before != '-')))
			break;
		if (hito_sentence_is_grammar(sentence, at) ||
		    is_quality(sentence, at) || sentence->words[at].dated ||
		    sentence->words[at].covered)
			continue;
		found = at;
		if (!sentence->language->head_last)
			break;
	}
	return found;
}

bool hito_sentence_is_plural(const struct hito_sentence *sentence, size_t at)
{
	struct hito_str text = sentence->tokens.list[at].text;

	/* not: minibus, crisis, process */
	return hito_str_ends(text, "s") && !hito_str_ends(text, "us") &&
	       !hito_str_ends(text, "is") && !hito_str_ends(text, "ss");
}

bool hito_sentence_is_done(const struct hito_sentence *sentence, size_t at)
{
	const struct hito_token *token = &sentence->tokens.list[at];
	hito_classes classes = sentence->words[at].sense.other;

	if (token->kind != HITO_TOKEN_WORD || token->name)
		return false;
	if (!(classes & (NOUNS | HITO_IS(DONE))))
		classes |= sentence->words[at].sense.guess;
	return (classes & HITO_IS(DONE)) != 0;
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
		const struct hito_sense *sense = sentence->told[i].sense;

		sentence->words[i] = (struct hito_word){
			.sense = *sense,
			.classes = sense->other,
			.length = sense->other_words ? sense->other_words : 1,
		};
		sentence->others |= sense->other;
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

	for (i = 0; moments->count && i < sentence->tokens.count; i++) {
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

/* "nothing gets lost": the subject of a sentence. */
static bool nobody_does(const struct hito_sentence *sentence, size_t at)
{
	const hito_classes subject = HITO_IS(GENERIC) | HITO_IS(PERSON);
	size_t next = at + 1;

	return at == 0 && (sentence->words[at].sense.other & subject) &&
	       next < sentence->tokens.count && !sentence->words[next].dated &&
	       !sentence->tokens.list[next].name &&
	       (sentence->words[next].sense.verb & HITO_IS_VERB);
}

/* Words before the one that governs: "we must", a date, "please". */
static size_t skip_leads(struct hito_sentence *sentence, size_t at)
{
	while (at < sentence->tokens.count) {
		const struct hito_word *word = &sentence->words[at];
		hito_classes classes = word->sense.other;

		if ((classes & HITO_IS(PASSIVE)) &&
		    !(word->sense.verb & HITO_IS_VERB)) {
			/* "to be": the "be" counts */
			at++;
			continue;
		}
		if (classes & HITO_IS(NOT)) {
			sentence->negated = true;
			sentence->wish |= nobody_does(sentence, at);
			/* "stop direct pushes": there is no other verb */
			if ((word->sense.verb & HITO_IS_VERB) &&
			    at + word->length < sentence->tokens.count &&
			    !(sentence->words[at + word->length].sense.verb &
			      HITO_IS_VERB) &&
			    !hito_str_ends(
				    sentence->tokens.list[at + word->length]
					    .text,
				    "ing"))
				break;
		} else if (classes & HITO_IS(THAT))
			sentence->wish = true;
		else if (!word->dated &&
			 (!(classes & HITO_IS(LEAD)) ||
			  word->sense.verb_words > word->length))
			break;
		/* "in order to": a phrase at a time */
		at += !word->dated && (classes & (HITO_IS(LEAD) | HITO_IS(NOT)))
			      ? word->length
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
				       HITO_IS(EVENT) | HITO_IS(ACT) |
				       HITO_IS(ACTIVITY);
	const struct hito_sense *next;
	size_t last;

	hito_classes verb = sentence->words[at].sense.verb;

	if (!continues(sentence, at + 1) ||
	    (verb & (HITO_IS(RESULT) | HITO_IS(WEAK) | HITO_IS(EMPTY))) ||
	    ((verb & HITO_IS(BOTH)) && !(verb & HITO_IS(ACT))) ||
	    !(sentence->words[at].sense.other & NOUNS))
		return false;
	next = &sentence->words[at + 1].sense;
	/* "research grant opportunities": many of them */
	for (last = at + 1; continues(sentence, last + 1); last++) {
		if (!(sentence->words[last + 1].sense.other & NOUNS))
			break;
	}
	return (next->other & countable) &&
	       !sentence->tokens.list[at + 1].name &&
	       !hito_sentence_is_plural(sentence, last);
}

/* "lift repaired", "archive searchable by parish", "order used chairs". */
static bool is_told_of(const struct hito_sentence *sentence, size_t at)
{
	size_t past = at + 1 + sentence->words[at + 1].length;

	if (!sentence->language->head_last ||
	    !(sentence->words[at].sense.other & NOUNS) ||
	    !hito_sentence_is_done(sentence, at + 1) ||
	    hito_sentence_is_grammar(sentence, at + 1))
		return false;
	return past >= sentence->tokens.count || sentence->words[past].dated ||
	       sentence->tokens.list[past].before != ' ' ||
	       hito_sentence_is_grammar(sentence, past);
}

/*
 * "survey of", "arranque de": what is part of something is a noun; so is who
 * does something: "staff know".
 */
static bool is_subject(const struct hito_sentence *sentence, size_t at)
{
	const struct hito_sense *sense = &sentence->words[at].sense;
	size_t next = at + sense->verb_words;

	if (next >= sentence->tokens.count ||
	    sentence->tokens.list[next].before != ' ')
		return false;
	if (sentence->words[next].sense.other & HITO_IS(OF))
		return (sense->other & NOUNS) ||
		       (sense->verb_words == 1 && !sense->verb_exact);
	if (sense->verb_words == 1 && is_told_of(sentence, at))
		return true;
	/* "queue at the till" */
	if ((sense->other & HITO_IS(METRIC)) && sense->verb_words == 1 &&
	    (sentence->words[next].sense.other & HITO_IS(WHERE)))
		return true;
	return (sense->other & HITO_IS(PERSON)) &&
	       sentence->words[next].sense.verb_exact &&
	       !sentence->words[next].sense.other;
}

/* "Visita": the noun, or an imperative? What follows tells. */
static bool is_verb(const struct hito_sentence *sentence, size_t at)
{
	const struct hito_sense *sense = &sentence->words[at].sense;

	if (!(sense->verb & HITO_IS_VERB) || sentence->tokens.list[at].name)
		return false;
	if (sense->verb_words == 1 && is_compound(sentence, at))
		return false;
	if (sense->other_words > sense->verb_words && (sense->other & NOUNS))
		return false;
	if (is_subject(sentence, at) || hito_verdict_tells_how(sentence, at))
		return false;
	/* "motivated staff" */
	if (!sense->verb_exact && (sense->other & HITO_IS_VAGUE))
		return false;
	if (sense->verb_exact || !(sense->other & NOUNS))
		return true;
	/* "emails that get opened" */
	if (at + 1 < sentence->tokens.count &&
	    (sentence->words[at + 1].sense.other & HITO_IS(CLAUSE)))
		return false;
	return is_determiner(sentence, at + sense->verb_words);
}

/* "practical composting guide": a form of a verb that tells which guide */
static bool is_modifier(const struct hito_sentence *sentence, size_t at)
{
	return !sentence->words[at].sense.verb_exact &&
	       !hito_sentence_is_done(sentence, at) &&
	       (sentence->words[at + 1].sense.other & NOUNS);
}

/* A word that nobody knows, and that is no form of a verb. */
static bool is_unknown(const struct hito_sentence *sentence, size_t at)
{
	const struct hito_sense *sense = &sentence->words[at].sense;

	return !sense->other && !(sense->verb & HITO_IS_VERB) &&
	       !sentence->words[at].covered &&
	       !sentence->tokens.list[at].name && !sense->guess;
}

/* "Quarterly sales report": the last noun of several governs. */
static void set_last_noun(struct hito_sentence *sentence, bool determined)
{
	size_t at = sentence->head_end;

	/* "rise in bookings" */
	if ((sentence->class & HITO_IS(RESULT)) && at > sentence->head + 1 &&
	    hito_sentence_is_grammar(sentence, at - 1))
		return;
	while (continues(sentence, at)) {
		/* "every apprentice passes the test" */
		if ((sentence->class & HITO_IS(PERSON)) &&
		    (sentence->words[at].sense.verb & HITO_IS_VERB) &&
		    is_determiner(sentence, at + 1))
			return;
		if (sentence->words[at].sense.other & NOUNS) {
			sentence->head = at;
			sentence->head_end = at + sentence->words[at].length;
			sentence->class = sentence->words[at].sense.other;
			at = sentence->head_end;
		} else if ((sentence->words[at].sense.verb & HITO_IS_VERB) &&
			   !(continues(sentence, at + 1) &&
			     (determined ? hito_sentence_is_done(sentence, at)
					 : is_modifier(sentence, at)))) {
			return;
		} else {
			/* "on board" is no board */
			at += sentence->words[at].sense.other & HITO_IS(DONE)
				      ? sentence->words[at].length
				      : 1;
		}
	}
	/* "volunteer breakfast": whatever it is, it is no volunteer */
	if (at > sentence->head_end && is_unknown(sentence, at - 1)) {
		sentence->head = at - 1;
		sentence->head_end = at;
		sentence->class = 0;
	}
}

/* "Letter the sign": a noun that begins the text, and then an article. */
static bool is_order(const struct hito_sentence *sentence, size_t at)
{
	const hito_classes articles = HITO_IS(THE) | HITO_IS(OWN) | HITO_IS(A);
	const struct hito_word *word = &sentence->words[at];

	return at == 0 && sentence->language->head_last &&
	       sentence->tokens.count > 2 && word->length == 1 &&
	       (word->sense.other & NOUNS) && word->sense.exact &&
	       !sentence->tokens.list[at].name &&
	       !hito_sentence_is_plural(sentence, at) &&
	       sentence->tokens.list[at].kind == HITO_TOKEN_WORD &&
	       sentence->tokens.list[at + 1].before == ' ' &&
	       !sentence->words[at + 1].dated &&
	       (sentence->words[at + 1].sense.other & articles);
}

static void set_head(struct hito_sentence *sentence, size_t at, bool determined)
{
	struct hito_word *word = &sentence->words[at];
	const struct hito_token *token = &sentence->tokens.list[at];
	hito_classes guess;
	size_t i;

	sentence->head = at;
	sentence->head_end = at + word->length;
	sentence->class = word->sense.other;
	/* "70 % of staff": what follows a share is a noun. */
	if (!sentence->share && !determined && is_verb(sentence, at)) {
		sentence->verb = true;
		sentence->class = word->sense.verb;
		sentence->head_end = at + word->sense.verb_words;
		word->classes = word->sense.verb;
		for (i = at + 1; i < sentence->head_end; i++)
			sentence->words[i].covered = true;
	} else if (is_order(sentence, at) && !determined) {
		sentence->verb = true;
		sentence->class = word->classes = HITO_IS(ACT);
	} else if (token->kind == HITO_TOKEN_WORD && !word->sense.other &&
		   !token->name && !determined && !sentence->share) {
		guess = word->sense.guess & HITO_IS_VERB;
		/* "Triage the ...": an order, though the word is unknown. */
		if (!guess && is_determiner(sentence, at + 1) &&
		    /* "abejas más sanas" */
		    (sentence->language->head_last ||
		     !hito_str_ends(token->text, "s")) &&
		    at + 1 < sentence->tokens.count &&
		    !sentence->tokens.list[at + 1].name &&
		    /* "tips by 15 %", "propinas un 15 %" */
		    (at + 2 >= sentence->tokens.count ||
		     sentence->tokens.list[at + 2].kind != HITO_TOKEN_NUMBER) &&
		    sentence->tokens.list[at + 1].before == ' ')
			guess = HITO_IS(ACT);
		sentence->verb = guess != 0;
		sentence->class = word->classes = guess;
	}
	if (!sentence->verb && !(sentence->class & HITO_IS(COMPARISON)))
		set_last_noun(sentence, determined);
}

/* May the word be a verb here? "una" is an article, though "unir" bends so. */
static bool orders(const struct hito_word *word)
{
	const hito_classes articles =
		HITO_IS(THE) | HITO_IS(A) | HITO_IS(OWN) | HITO_IS(ALL);

	return (word->sense.verb & HITO_IS_VERB) &&
	       (word->sense.verb_exact || !(word->sense.other & articles));
}

static void find_head(struct hito_sentence *sentence)
{
	size_t count = sentence->tokens.count;
	size_t at = skip_leads(sentence, after_label(sentence));
	/* "the ...", "all ...", "no ...": no verb follows */
	bool determined =
		at && (sentence->words[at - 1].sense.other & HITO_IS(NOT)) &&
		(sentence->words[at - 1].sense.other & HITO_IS(ALL));

	sentence->head = sentence->head_end = count;
	for (; at < count; at++) {
		const struct hito_word *word = &sentence->words[at];
		enum hito_token_kind kind = sentence->tokens.list[at].kind;

		if (word->covered || word->dated)
			continue;
		/* "safe and happy children" */
		if (sentence->language->head_last && at + 1 < count &&
		    is_quality(sentence, at) &&
		    !(word->sense.verb & HITO_IS_VERB) &&
		    (sentence->words[at + 1].sense.other & HITO_IS(AND)))
			continue;
		/* "minutes of the meeting" are no amount */
		if (kind == HITO_TOKEN_NUMBER || kind == HITO_TOKEN_SIGN ||
		    ((word->sense.other & (HITO_IS(NUMBER) | HITO_IS(SCALE))) &&
		     !(word->sense.verb & HITO_IS(MULTIPLE))) ||
		    ((word->sense.other & HITO_IS(UNIT)) &&
		     (sentence->share || !(word->sense.other & NOUNS)))) {
			sentence->share = true;
			if (!(word->sense.verb & HITO_IS_VERB) ||
			    kind != HITO_TOKEN_WORD)
				continue;
		}
		if (hito_sentence_is_grammar(sentence, at) &&
		    (!orders(word) || determined) &&
		    !(word->sense.other & HITO_IS(COMPARISON))) {
			determined |= (word->sense.other & DETERMINERS) != 0;
			continue;
		}
		set_head(sentence, at, determined);
		return;
	}
}

bool hito_sentence_cut(struct hito_sentence *sentence, struct hito_str text)
{
	return hito_plain_make(sentence->arena, text, &sentence->plain) &&
	       hito_tokens_make(sentence->arena, &sentence->plain,
				&sentence->tokens);
}

bool hito_sentence_read(struct hito_sentence *sentence)
{
	sentence->words = hito_arena_bytes(sentence->arena,
					   (sentence->tokens.count + 1) *
						   sizeof(*sentence->words));
	if (!sentence->words)
		return false;
	sentence->words[sentence->tokens.count] = (struct hito_word){0};
	look_up(sentence);
	hito_moments_find(sentence->language, &sentence->plain,
			  &sentence->tokens, sentence->today,
			  &sentence->moments);
	mark_dates(sentence);
	find_head(sentence);
	return true;
}
