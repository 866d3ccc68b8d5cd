/* SPDX-License-Identifier: MIT */
/* Step or objective. */
#include "lint/verdict.h"

#define DOING \
	(HITO_IS(ACT) | HITO_IS(ACTIVITY) | HITO_IS(EMPTY) | HITO_IS(BOOK))
#define REACHING (HITO_IS(RESULT) | HITO_IS(GAIN) | HITO_IS(STATE))

/* What stands close behind the head: its object. */
bool hito_verdict_object_has(const struct hito_sentence *sentence, size_t reach,
			     hito_classes classes)
{
	return hito_sentence_has(sentence, sentence->head_end,
				 sentence->head_end + reach, classes);
}

/* "... the lease", "... Ana's answer": it is said which. */
bool hito_verdict_is_definite(const struct hito_sentence *sentence, size_t at)
{
	return at < sentence->tokens.count &&
	       (sentence->tokens.list[at].name ||
		(sentence->words[at].sense.other &
		 (HITO_IS(THE) | HITO_IS(OWN) | HITO_IS(A))));
}

/* "revisar y firmar": a second verb that ends with something. */
bool hito_verdict_finishes_later(const struct hito_sentence *sentence)
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
			return !sentence->vague ||
			       hito_verdict_is_definite(
				       sentence, i + word->sense.verb_words);
	}
	return false;
}

/* "spend less", "make the site faster": what counts is the comparison. */
bool hito_verdict_compares(const struct hito_sentence *sentence)
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

/* "500 signatures": nobody asks for each of them. */
static bool counts_many(const struct hito_sentence *sentence)
{
	size_t at = sentence->amount_at;

	return sentence->quantified &&
	       sentence->tokens.list[at].kind == HITO_TOKEN_NUMBER &&
	       sentence->tokens.list[at].text.len > 2;
}

/* "make a really strong video ad": whatever it is like, it is made. */
bool hito_verdict_makes_one(const struct hito_sentence *sentence)
{
	const hito_classes open = HITO_IS(GENERIC) | HITO_IS(METRIC);
	size_t at = hito_sentence_object(sentence);

	if (at >= sentence->tokens.count ||
	    hito_sentence_article(sentence) != HITO_ARTICLE_A)
		return false;
	return (sentence->words[at].sense.other &
		(HITO_IS(THING) | HITO_IS(OUTPUT))) &&
	       !(sentence->words[at].sense.other & open);
}

/* "upload the sheet of attendance": what is measured only bends it. */
static bool object_is_thing(const struct hito_sentence *sentence)
{
	size_t at = hito_sentence_object(sentence);
	hito_classes classes;

	if (sentence->language->head_last || sentence->quantified ||
	    at >= sentence->tokens.count)
		return false;
	classes = sentence->words[at].sense.other;
	return (classes & HITO_IS(THING)) &&
	       !(classes & (HITO_IS(METRIC) | HITO_IS(GENERIC)));
}

/* "get the licence": one of its kind, to be reached. */
static bool object_is_certain(const struct hito_sentence *sentence)
{
	size_t at = hito_sentence_object(sentence);

	/* but "get the form working": a participle follows */
	return !sentence->language->head_last && at < sentence->tokens.count &&
	       hito_sentence_article(sentence) == HITO_ARTICLE_THE &&
	       !hito_sentence_is_plural(sentence, at);
}

/* "signed", but not "la cubierta", "por escrito": there it is a noun. */
bool hito_verdict_is_participle(const struct hito_sentence *sentence, size_t at)
{
	const hito_classes articles = HITO_IS(THE) | HITO_IS(A) | HITO_IS(OWN) |
				      HITO_IS(OF) | HITO_IS(BY) |
				      HITO_IS(WHERE);

	/* "de forma sostenida": how, in words that belong together */
	if (at && !sentence->language->head_last &&
	    (sentence->words[at].covered ||
	     (sentence->words[at - 1].sense.other & articles)))
		return false;
	return hito_sentence_is_done(sentence, at);
}

/* "get the forms signed", "have a meeting": somebody sees to it. */
bool hito_verdict_arranges(const struct hito_sentence *sentence)
{
	size_t end = sentence->head_end + 9, i;

	if (!(sentence->class & HITO_IS(GAIN)) || sentence->related)
		return false;
	/* "pass the exam": of an entry with its article it is the result */
	if ((sentence->class & HITO_IS(RESULT)) &&
	    sentence->head_end > sentence->head + 1 &&
	    sentence->language->head_last &&
	    (sentence->words[sentence->head_end - 1].sense.other &
	     HITO_IS(THE)))
		return false;
	if (hito_verdict_has_done(sentence))
		return true;
	/* "get three quotes", but not "get 500 signatures" */
	if (hito_verdict_object_has(sentence, 3, HITO_IS(OUTPUT)) &&
	    !hito_verdict_object_has(sentence, 3, HITO_IS(METRIC)))
		return sentence->quantified ? !counts_many(sentence)
					    : !object_is_certain(sentence);
	if (sentence->quantified)
		return false;
	for (i = sentence->head_end + 1; i < end && i < sentence->tokens.count;
	     i++) {
		if (hito_verdict_is_participle(sentence, i))
			return true;
	}
	return false;
}

static enum hito_judged_kind kind_of_both(const struct hito_sentence *sentence)
{
	hito_classes class = sentence->class;

	if (hito_verdict_finishes_later(sentence))
		return HITO_JUDGED_STEP;
	if (hito_verdict_is_known_one(sentence))
		return HITO_JUDGED_STEP;
	if (hito_verdict_gets_many(sentence))
		return HITO_JUDGED_OBJECTIVE;
	if (hito_verdict_makes_many(sentence))
		return HITO_JUDGED_STEP;
	/* "log the visits" is an action, "cut the visits" is none */
	if (hito_verdict_object_has(sentence, 4, HITO_IS(METRIC)) &&
	    !object_is_thing(sentence) &&
	    (!(class & HITO_IS(ACT)) || sentence->vague ||
	     sentence->quantified))
		return HITO_JUDGED_OBJECTIVE;
	if ((class & HITO_IS(WEAK)) && (sentence->vague || !sentence->bounded))
		return sentence->vague && (class & HITO_IS(RESULT)) &&
				       !hito_verdict_makes_one(sentence)
			       ? HITO_JUDGED_OBJECTIVE
			       : HITO_JUDGED_STEP;
	if (sentence->bounded)
		return HITO_JUDGED_OBJECTIVE;
	if (hito_verdict_object_has(sentence, 4,
				    HITO_IS(THING) | HITO_IS(OUTPUT)))
		return HITO_JUDGED_STEP;
	if (sentence->quantified && sentence->related)
		return HITO_JUDGED_OBJECTIVE;
	return sentence->vague && sentence->content < 4 &&
			       !(class & HITO_IS(ACT))
		       ? HITO_JUDGED_OBJECTIVE
		       : HITO_JUDGED_STEP;
}

/* "answer 95 % of the mails": a share to reach. */
static bool takes_share(const struct hito_sentence *sentence)
{
	const struct hito_tokens *tokens = &sentence->tokens;
	size_t at = sentence->head_end;

	/* "answer within two hours 90 % of the mails" */
	while (at < tokens->count &&
	       (sentence->words[at].dated ||
		(sentence->words[at].sense.other & HITO_IS(THE))))
		at++;
	return at + 1 < tokens->count && sentence->words[at].measures &&
	       hito_str_is(tokens->list[at + 1].text, "%");
}

/* "reforzar con hormigón el muro": what stands behind the means. */
static size_t mended(const struct hito_sentence *sentence)
{
	const hito_classes articles = HITO_IS(THE) | HITO_IS(OWN);
	size_t start = sentence->head_end, i;

	if (sentence->language->head_last ||
	    start + 3 >= sentence->tokens.count ||
	    !(sentence->words[start].sense.other & HITO_IS(STOP)))
		return hito_sentence_object(sentence);
	for (i = start + 2; i < start + 4 && i + 1 < sentence->tokens.count;
	     i++) {
		if ((sentence->words[i].sense.other & articles) &&
		    !(sentence->words[i - 1].sense.other & HITO_IS(STOP)))
			return i + 1;
	}
	return hito_sentence_object(sentence);
}

/* "strengthen the fence of the yard": a thing, not how much of something. */
bool hito_verdict_mends(const struct hito_sentence *sentence)
{
	const hito_classes other = HITO_IS(STATE) | HITO_IS(GAIN);
	const hito_classes open = HITO_IS(GENERIC) | HITO_IS(METRIC);
	size_t at = mended(sentence);

	if (!(sentence->class & HITO_IS(WEAK)) ||
	    (sentence->language->head_last &&
	     (sentence->class & HITO_IS(ACTIVITY))) ||
	    (sentence->class & other) || sentence->vague ||
	    sentence->quantified || sentence->bounded ||
	    at >= sentence->tokens.count || sentence->tokens.list[at].name ||
	    (sentence->words[sentence->head_end].sense.other &
	     (HITO_IS(WHERE) | HITO_IS(THAT))))
		return false;
	return (sentence->words[at].sense.other & HITO_IS(THING)) &&
	       !(sentence->words[at].sense.other & open) &&
	       (at != hito_sentence_object(sentence) ||
		hito_sentence_article(sentence) == HITO_ARTICLE_THE);
}

/* "claim and fill in the listings": two verbs, one object. */
static bool gets_and_does(const struct hito_sentence *sentence)
{
	size_t at = sentence->head_end;

	return (sentence->class & HITO_IS(GAIN)) &&
	       at + 1 < sentence->tokens.count &&
	       (sentence->words[at].sense.other & HITO_IS(AND)) &&
	       (sentence->words[at + 1].sense.verb & HITO_IS(ACT)) &&
	       sentence->words[at + 1].sense.verb_exact;
}

/* "create a good atmosphere", "generar confianza": a state, no thing. */
static bool brings_about(const struct hito_sentence *sentence)
{
	const hito_classes there = HITO_IS(THING) | HITO_IS(OUTPUT);
	size_t at = hito_sentence_object(sentence);

	return at < sentence->tokens.count &&
	       (sentence->words[at].sense.other & HITO_IS(STATE)) &&
	       !(sentence->words[at].sense.other & there) &&
	       !(sentence->words[at].sense.verb & HITO_IS_VERB) &&
	       (sentence->class & (HITO_IS(ACT) | HITO_IS(BOTH))) &&
	       !(sentence->class & HITO_IS(ACTIVITY));
}

static enum hito_judged_kind kind_of_verb(const struct hito_sentence *sentence)
{
	/* "no recibir multas": nobody does it, it comes or not */
	if (sentence->negated)
		return (sentence->class & REACHING) ||
				       ((sentence->class & HITO_IS(BOTH)) &&
					!(sentence->class & HITO_IS(ACT)) &&
					hito_verdict_object_has(
						sentence, 3, HITO_IS(METRIC)))
			       ? HITO_JUDGED_OBJECTIVE
			       : HITO_JUDGED_STEP;
	if (takes_share(sentence))
		return HITO_JUDGED_OBJECTIVE;
	if (sentence->class & HITO_IS(BOTH))
		return hito_verdict_compares(sentence) ? HITO_JUDGED_OBJECTIVE
						       : kind_of_both(sentence);
	if (hito_verdict_arranges(sentence) || gets_and_does(sentence))
		return HITO_JUDGED_STEP;
	if (sentence->paced)
		return HITO_JUDGED_OBJECTIVE;
	if (hito_verdict_mends(sentence) ||
	    hito_verdict_changes_thing(sentence) ||
	    hito_verdict_improves_thing(sentence) ||
	    hito_verdict_looks_after(sentence))
		return HITO_JUDGED_STEP;
	return (sentence->class & REACHING) ||
			       hito_verdict_moves_metric(sentence) ||
			       brings_about(sentence)
		       ? HITO_JUDGED_OBJECTIVE
		       : HITO_JUDGED_STEP;
}

/*
 * "50 optimised pages", "3 signed pilots": they are there, so a result. But
 * "3 printable maps" are yet to be made.
 */
static bool is_accomplished(const struct hito_sentence *sentence)
{
	size_t i;

	for (i = 0; i < sentence->head_end + 3 && i < sentence->tokens.count;
	     i++) {
		if (!sentence->words[i].dated &&
		    hito_sentence_is_done(sentence, i) &&
		    (i >= sentence->head_end ||
		     !(sentence->words[i].sense.other & HITO_IS(GAIN))))
			return true;
	}
	return false;
}

/* "permit granted", "web publicada": the participle behind the noun. */
size_t hito_verdict_done_at(const struct hito_sentence *sentence)
{
	size_t i;

	for (i = sentence->head_end; i < sentence->tokens.count; i++) {
		if (!sentence->words[i].dated && !sentence->words[i].covered &&
		    hito_verdict_is_participle(sentence, i))
			return i;
	}
	return sentence->tokens.count;
}

/*
 * "a modern website", "campañas más rentables": how something is to be. A
 * thing that somebody makes stays a step: "a clearer report".
 */
static bool is_wished(const struct hito_sentence *sentence)
{
	hito_classes made = HITO_IS(OUTPUT) | HITO_IS(ACT);
	size_t end = sentence->head_end + 3, i;
	bool one = hito_sentence_has(sentence, 0, sentence->head, HITO_IS(A));
	bool bare;

	/* "campaigns": not one that somebody makes, but all that there are */
	if (!one && hito_sentence_is_plural(sentence, sentence->head))
		made = HITO_IS(ACT);
	else if (!one && sentence->head == 1 && sentence->content < 3)
		made = HITO_IS(OUTPUT); /* "fast shipping" */
	bare = !sentence->language->head_last && sentence->head == 0 &&
	       hito_sentence_is_plural(sentence, 0);
	/* "trámites más simples" */
	if (bare && !sentence->share &&
	    hito_sentence_has(sentence, sentence->head_end,
			      sentence->head_end + 1,
			      HITO_IS(COMPARISON) | HITO_IS(SUBJECTIVE)) &&
	    sentence->words[sentence->head_end].vague)
		return true;
	if (sentence->share || !sentence->vague || (sentence->class & made))
		return false;
	if (one && (sentence->class & HITO_IS(GENERIC)))
		return true;
	for (i = 0; i < end && i < sentence->tokens.count; i++) {
		hito_classes classes = sentence->words[i].sense.other;

		if (i >= sentence->head_end &&
		    sentence->tokens.list[i].before != ' ')
			return false;
		if (!sentence->words[i].vague ||
		    (i >= sentence->head && i < sentence->head_end))
			continue;
		/* "great photos" */
		if (i == 0 && (classes & HITO_IS(SUBJECTIVE)) &&
		    sentence->language->head_last &&
		    hito_sentence_is_plural(sentence, sentence->head))
			return true;
		if (one || (classes & HITO_IS(COMPARISON)) ||
		    ((classes & HITO_IS(SUBJECTIVE)) &&
		     (sentence->class &
		      (HITO_IS(ACTIVITY) | HITO_IS(GENERIC) | HITO_IS(PERSON) |
		       HITO_IS(PLACE) | HITO_IS(ACT)))))
			return true;
	}
	return false;
}

/* "customers find the form": a sentence about how it will be. */
static bool is_statement(const struct hito_sentence *sentence)
{
	const hito_classes subject =
		HITO_IS(THE) | HITO_IS(A) | HITO_IS(OWN) | HITO_IS(ALL);
	size_t end = sentence->head_end + 4, i;

	/* "guía práctica" is no sentence, "la guía practica" may be one */
	if (!sentence->language->head_last &&
	    !(sentence->class & HITO_IS(PERSON)) &&
	    !hito_sentence_has(sentence, 0, sentence->head, subject))
		return false;

	for (i = sentence->head_end; i < end && i < sentence->tokens.count;
	     i++) {
		const struct hito_token *token = &sentence->tokens.list[i];
		const struct hito_sense *sense = &sentence->words[i].sense;

		if (token->before != ' ' || token->name ||
		    token->kind != HITO_TOKEN_WORD)
			return false;
		/* "the shop must ...", but not "survey of what is ..." */
		if ((sense->other & HITO_IS(LEAD)) &&
		    (sense->other & HITO_IS(STATE)) &&
		    (i == sentence->head_end ||
		     !hito_sentence_is_grammar(sentence, i - 1)))
			return true;
		if ((sense->verb & HITO_IS_VERB) &&
		    (!sense->other ||
		     (sense->verb_words > sense->other_words &&
		      hito_sentence_has(sentence, 0, sentence->head,
					subject)) ||
		     (i == sentence->head_end && sense->verb_exact &&
		      (sentence->class & HITO_IS(PERSON)) &&
		      hito_verdict_is_definite(sentence, i + 1))) &&
		    !hito_sentence_is_grammar(sentence, i - 1) && !sense->guess)
			return true;
	}
	return false;
}

/* "20 posts", "90 % of the shops", "5 signed contracts" */
static enum hito_judged_kind kind_of_share(const struct hito_sentence *sentence)
{
	/* what is counted, who comes, where: nobody makes it */
	const hito_classes told = HITO_IS(METRIC) | HITO_IS(PERSON) |
				  HITO_IS(PLACE) | HITO_IS(RESULT) |
				  HITO_IS(GENERIC) | HITO_IS(UNIT);
	bool output = (sentence->class & HITO_IS(OUTPUT)) != 0;
	bool made = (output || !(sentence->class & told)) && !sentence->bounded;
	size_t i;

	/* nobody makes 10 %, nor 1000 visits or calls, but three */
	for (i = 0; i < sentence->head; i++)
		made &= sentence->tokens.list[i].kind != HITO_TOKEN_SIGN &&
			(!(sentence->class & HITO_IS(METRIC)) ||
			 sentence->tokens.list[i].kind != HITO_TOKEN_NUMBER ||
			 sentence->tokens.list[i].text.len < 3);
	return made && !is_accomplished(sentence) ? HITO_JUDGED_STEP
						  : HITO_JUDGED_OBJECTIVE;
}

/* Does a participle tell of something got: "permit granted"? */
bool hito_verdict_is_granted(const struct hito_sentence *sentence)
{
	size_t at = hito_verdict_done_at(sentence);

	return at < sentence->tokens.count &&
	       ((sentence->words[at].sense.other |
		 sentence->words[at].sense.verb) &
		(HITO_IS(GAIN) | HITO_IS(BOTH)));
}

/* One certain thing, though its name may be that of a measure. */
bool hito_verdict_is_single(const struct hito_sentence *sentence)
{
	if (sentence->quantified || sentence->vague)
		return false;
	/* "reserva mesa" */
	if (sentence->words[sentence->head].sense.verb & HITO_IS(ACT))
		return true;
	return !(sentence->class & HITO_IS(GENERIC)) &&
	       sentence->content >= 5 &&
	       !hito_sentence_is_plural(sentence, sentence->head_end - 1);
}

/* "turnover reduced", "staff trained", "invoices paid" */
bool hito_verdict_is_done(const struct hito_sentence *sentence)
{
	const hito_classes told = HITO_IS(METRIC) | HITO_IS(PERSON);
	size_t at = hito_verdict_done_at(sentence);

	if (at == sentence->tokens.count)
		return false;
	/* "Ana promoted", "Zoom installed on all machines" */
	if (sentence->tokens.list[sentence->head].name &&
	    at == sentence->head_end)
		return true;
	return (sentence->class & told) ||
	       (at < sentence->head_end + 2 &&
		sentence->head_end == sentence->head + 1 &&
		hito_sentence_is_plural(sentence, sentence->head));
}

static enum hito_judged_kind kind_of_noun(const struct hito_sentence *sentence)
{
	hito_classes class = sentence->class;
	size_t head = sentence->head;

	if (head >= sentence->tokens.count)
		return sentence->share ? HITO_JUDGED_OBJECTIVE
				       : HITO_JUDGED_STEP;
	if ((class & HITO_IS(COMPARISON)) || sentence->negated)
		return HITO_JUDGED_OBJECTIVE;
	if (hito_sentence_has(sentence, 0, head, HITO_IS(ALL)))
		return HITO_JUDGED_OBJECTIVE;
	if (sentence->share)
		return is_statement(sentence) ? HITO_JUDGED_OBJECTIVE
					      : kind_of_share(sentence);
	if (hito_verdict_is_figure(sentence))
		return HITO_JUDGED_OBJECTIVE;
	if (is_statement(sentence) || is_wished(sentence) ||
	    hito_verdict_are_made_so(sentence) ||
	    hito_verdict_are_such(sentence) ||
	    hito_verdict_is_to_reach(sentence) || (class & HITO_IS(GAIN)) ||
	    hito_verdict_is_granted(sentence))
		return HITO_JUDGED_OBJECTIVE;
	/* "appointment with the notary": nothing that grows */
	if ((class & HITO_IS(METRIC)) && !(class & REACHING) &&
	    hito_verdict_is_single(sentence))
		return HITO_JUDGED_STEP;
	if (hito_verdict_is_done(sentence) || hito_verdict_is_free_of(sentence))
		return HITO_JUDGED_OBJECTIVE;
	if (hito_verdict_is_for_share(sentence))
		return HITO_JUDGED_OBJECTIVE;
	if (sentence->bounded &&
	    (!(class & DOING) || (class & HITO_IS(METRIC)) ||
	     hito_sentence_is_plural(sentence, sentence->head_end - 1)))
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
