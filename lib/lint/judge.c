/* SPDX-License-Identifier: MIT */
/* Judging one line of text (hito/judge.h). */
#include "hito/judge.h"

#include "lint/sentence.h"
#include "lint/vocabulary.h"

struct hito_judge {
	struct hito_languages languages;
	/* Those that people may ask for; NULL: there is none of the name. */
	const struct hito_language *named[HITO_LANG_ES + 1];
	struct hito_vocabulary vocabulary;
};

static const struct wording {
	const char *id, *name, *summary, *help;
} wordings[HITO_WORDING_COUNT] = {
	{"S202", "vague-verb", HITO_N("the verb does not say what is done"),
	 HITO_N("say what is done to what, or from which figure to which")},
	{"S203", "vague-quantity", HITO_N("a quantity without a number"),
	 HITO_N("write the number")},
	{"S204", "subjective", HITO_N("words that nobody can test"),
	 HITO_N("say what can be seen or measured when it is so")},
	{"S205", "loophole", HITO_N("a way out"),
	 HITO_N("leave it out, or write the condition and who decides")},
	{"S206", "open-list", HITO_N("a list without an end"),
	 HITO_N("name all that is meant, or what they have in common")},
	{"S207", "unanchored-comparison", HITO_N("compared with what?"),
	 HITO_N("write the figure, and the one that it is compared with")},
	{"S211", "vague-object", HITO_N("it is not said which, where or whose"),
	 HITO_N("name the thing: which one, where, whose, how many")},
	{"S201", "no-action-verb", HITO_N("no verb says what is done"),
	 HITO_N("begin with what is done: write, call, sign")},
	{"S208", "vague-pronoun", HITO_N("it is not said who or what is meant"),
	 HITO_N("name the thing or the person: a title is read alone")},
	{"S209", "compound-step", HITO_N("several actions in one step"),
	 HITO_N("make each action a step of its own, or a sub-step")},
	{"S210", "hidden-actor", HITO_N("it is not said who does it"),
	 HITO_N("write the action (\"review the lease\") and its owner")},
	{"T201", "vague-time", HITO_N("a time without a day"),
	 HITO_N("write the day")},
};

const char *hito_wording_id(enum hito_wording wording)
{
	return wordings[wording].id;
}

const char *hito_wording_name(enum hito_wording wording)
{
	return wordings[wording].name;
}

const char *hito_wording_summary(enum hito_wording wording)
{
	return wordings[wording].summary;
}

const char *hito_wording_help(enum hito_wording wording)
{
	return wordings[wording].help;
}

static bool judge_new(struct hito_arena *arena,
		      const struct hito_languages *beside,
		      struct hito_judge **out_judge, struct hito_err *err)
{
	struct hito_judge *judge = hito_new(arena, struct hito_judge, 1);
	size_t i;

	if (!judge)
		return hito_err_memory(err);
	if (!hito_languages_open(arena, beside, &judge->languages, err))
		return false;
	for (i = 0; i < sizeof(judge->named) / sizeof(judge->named[0]); i++)
		judge->named[i] = hito_language_find(
			&judge->languages,
			hito_str_from(hito_lang_name((enum hito_lang)i)));
	hito_vocabulary_init(&judge->vocabulary, &judge->languages, arena);
	*out_judge = judge;
	return true;
}

bool hito_judge_new(struct hito_arena *arena, struct hito_judge **out_judge,
		    struct hito_err *err)
{
	return judge_new(arena, NULL, out_judge, err);
}

bool hito_judge_beside(const struct hito_judge *first, struct hito_arena *arena,
		       struct hito_judge **out_judge, struct hito_err *err)
{
	return judge_new(arena, &first->languages, out_judge, err);
}

void hito_judge_free(struct hito_judge *judge)
{
	if (judge)
		hito_languages_close(&judge->languages);
}

/* "los pedidos", "refunds": the form of a noun for many of them. */
static bool is_plural(const struct hito_sentence *sentence, size_t at)
{
	return !sentence->words[at].sense.exact &&
	       hito_str_ends(sentence->tokens.list[at].text, "s");
}

/* A figure besides the days that are asked about. */
static bool has_figure(const struct hito_sentence *sentence)
{
	return sentence->quantified &&
	       sentence->amount_at < sentence->tokens.count &&
	       !sentence->words[sentence->amount_at].dated;
}

/*
 * In how many days at most something is meant for each of what comes, and is
 * no deadline: a month for "95 % of parcels", "every parcel" and "parcels",
 * some days for "the parcels".
 */
#define SERVICE_LONG 31
#define SERVICE_SHORT 3

static int service_days(const struct hito_sentence *sentence)
{
	size_t at = sentence->verb ? sentence->head_end : sentence->head;
	size_t end = at + 4;
	bool the = false;

	/* "ten posts within two weeks" are made, not served */
	if ((sentence->share &&
	     (!(sentence->class & HITO_IS(OUTPUT)) || sentence->bounded)) ||
	    hito_sentence_has(sentence, 0, sentence->tokens.count,
			      HITO_IS(ALL)))
		return SERVICE_LONG;
	for (; at < end && at < sentence->tokens.count; at++) {
		if (hito_str_is(sentence->tokens.list[at].text, "%"))
			return SERVICE_LONG; /* 90 % of tickets */
		if (sentence->words[at].dated)
			end++; /* "answer within a day all ..." */
		if (sentence->words[at].dated || sentence->words[at].amount)
			continue;
		the |= (sentence->words[at].sense.other & HITO_IS(THE)) != 0;
		if (hito_sentence_is_grammar(sentence, at))
			continue;
		if (has_figure(sentence) || !is_plural(sentence, at))
			break;
		return the ? SERVICE_SHORT : SERVICE_LONG;
	}
	return 0;
}

/* A date that is none of the goal's: of what is booked, of each of many. */
static bool is_aside(const struct hito_sentence *sentence,
		     const struct hito_moment *moment)
{
	if (moment->booked && (sentence->class & HITO_IS(BOOK)))
		return true;
	return moment->service &&
	       (moment->day == HITO_DAY_NONE
			? service_days(sentence) == SERVICE_LONG
			: moment->day - sentence->today <=
				  service_days(sentence));
}

/* The last day of several, since all must be done by then. */
static void judge_time(const struct hito_sentence *sentence,
		       struct hito_judgement *out)
{
	size_t i;

	out->due = HITO_DAY_NONE;
	for (i = 0; i < sentence->moments.count; i++) {
		const struct hito_moment *moment = &sentence->moments.list[i];

		if (!moment->deadline || is_aside(sentence, moment) ||
		    (out->bound && moment->day <= out->due))
			continue;
		out->bound = true;
		out->due = moment->day;
		out->term = hito_plain_original(&sentence->plain, moment->start,
						moment->end);
		out->term_fixed = moment->fixed;
		out->term_has_year = moment->has_year;
		out->term_has_day = moment->has_day;
	}
}

static bool judge(struct hito_sentence *sentence, struct hito_judgement *out)
{
	if (!hito_sentence_read(sentence))
		return false;
	hito_sentence_measure(sentence);
	if (!hito_sentence_weigh(sentence))
		return false;
	out->kind = hito_sentence_kind(sentence);
	if (sentence->verb)
		out->verb = hito_sentence_slice(sentence, sentence->head,
						sentence->head + 1);
	out->measure = hito_sentence_yields(sentence, out->kind);
	if (sentence->quantified)
		out->amount = hito_sentence_slice(sentence, sentence->amount_at,
						  sentence->amount_end);
	if (!hito_sentence_clauses(sentence, out->kind))
		return false;
	hito_sentence_sort(sentence);
	hito_sentence_join(sentence);
	out->vague = sentence->vague;
	out->vagues = sentence->vagues;
	out->vague_count = sentence->vague_count;
	judge_time(sentence, out);
	out->gist = hito_sentence_gist(sentence);
	return true;
}

/* The one that is asked for, or the one that the words are of. */
static bool find_language(struct hito_judge *judge,
			  const struct hito_tokens *tokens,
			  const struct hito_judge_options *options,
			  struct hito_arena *arena, struct hito_guessed *out)
{
	const struct hito_language *language = judge->named[options->lang];

	if (language)
		return hito_language_read(language, tokens, arena, out);
	return hito_language_guess(&judge->languages, tokens,
				   judge->named[options->guess], arena, out);
}

bool hito_judge_text(struct hito_judge *judge_, struct hito_str text,
		     const struct hito_judge_options *options,
		     struct hito_arena *arena, struct hito_judgement *out,
		     struct hito_err *err)
{
	struct hito_sentence sentence = {.arena = arena,
					 .today = options->today};
	struct hito_judgement judgement = {.text = text, .due = HITO_DAY_NONE};
	struct hito_guessed guessed;

	if (!hito_sentence_cut(&sentence, text) ||
	    !hito_vocabulary_look_up(&judge_->vocabulary, arena,
				     &sentence.tokens))
		return hito_err_memory(err);
	if (!find_language(judge_, &sentence.tokens, options, arena, &guessed))
		return hito_err_memory(err);
	if (!guessed.language)
		return hito_err_set(err, HITO_ERR_INPUT,
				    "there is no language to judge in");
	sentence.language = guessed.language;
	sentence.told = guessed.words;
	judgement.lang = sentence.language->name;
	if (!judge(&sentence, &judgement) ||
	    hito_language_failed(guessed.language))
		return hito_err_memory(err);
	judgement.seen = judgement.measure != HITO_JUDGED_NONE ||
			 hito_sentence_is_seen(&sentence);
	*out = judgement;
	return true;
}
