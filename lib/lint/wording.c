/* SPDX-License-Identifier: MIT */
/* Rules of wording: what titles and criteria in plain words leave open. */
#include "lint/wording.h"

#include "base/utf8.h"
#include "lint/lint.h"

/* Words of an object from which it says something. */
#define MOST_OBJECT 3

/* A text that is judged, and where it stands. */
struct phrase {
	const struct hito_item *item;
	struct hito_str text;
	struct hito_span span;
	struct hito_str key; /* of a criterion; empty: a title */
	bool sketch;
	bool is_step;     /* else an objective */
	bool names_event; /* a milestone: its title is what has happened */
	bool measured;    /* figures beside it say how much */
	bool settled;     /* ... in a KPI with all that belongs to it */
	bool has_due;     /* a day beside it says by when */
	const struct hito_judgement *judgement;
};

/* What is said about words, and where; help is that of the judge. */
struct wording_row {
	enum hito_wording wording;
	enum hito_rule rule;
	bool of_steps;    /* asked of steps alone, by their titles */
	bool of_criteria; /* asked of criteria, too */
	bool of_figures;  /* figures beside it answer it */
	const char *message;
};

static const struct wording_row rows[] = {
	{HITO_WORDING_NO_VERB, HITO_RULE_S201, true, false, false,
	 HITO_N("\"{1}\": no verb says what is done")},
	{HITO_WORDING_VERB, HITO_RULE_S202, false, false, true,
	 HITO_N("\"{1}\" does not say what is done")},
	{HITO_WORDING_QUANTITY, HITO_RULE_S203, false, true, false,
	 HITO_N("\"{1}\" gives no number")},
	{HITO_WORDING_SUBJECTIVE, HITO_RULE_S204, false, true, false,
	 HITO_N("\"{1}\" can mean anything")},
	{HITO_WORDING_LOOPHOLE, HITO_RULE_S205, false, true, false,
	 HITO_N("\"{1}\" is a way out")},
	{HITO_WORDING_LIST, HITO_RULE_S206, false, true, false,
	 HITO_N("\"{1}\": the list has no end")},
	{HITO_WORDING_COMPARISON, HITO_RULE_S207, false, true, true,
	 HITO_N("\"{1}\": compared with what?")},
	{HITO_WORDING_PRONOUN, HITO_RULE_S208, false, true, false,
	 HITO_N("\"{1}\": who or what is meant?")},
	{HITO_WORDING_COMPOUND, HITO_RULE_S209, true, false, false,
	 HITO_N("\"{1}\": several actions in one step")},
	{HITO_WORDING_PASSIVE, HITO_RULE_S210, true, false, false,
	 HITO_N("\"{1}\": by whom? it is not said who does it")},
	{HITO_WORDING_OBJECT, HITO_RULE_S211, false, false, true,
	 HITO_N("\"{1}\": which one, where or whose?")},
	{HITO_WORDING_TIME, HITO_RULE_T201, false, true, false,
	 HITO_N("\"{1}\": by which day?")},
};

static const struct wording_row *row_of(enum hito_wording wording)
{
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (rows[i].wording == wording)
			return &rows[i];
	}
	return NULL;
}

static bool is_wanted(const struct hito_lint *lint, enum hito_rule rule)
{
	return lint->wording.wanted[rule];
}

static struct hito_finding *raise(struct hito_lint *lint, enum hito_rule rule,
				  const struct phrase *phrase,
				  struct hito_str words, const char *message)
{
	struct hito_span span =
		hito_lint_words_span(hito_lint_source(phrase->item),
				     phrase->span, phrase->text, words);
	struct hito_finding *finding =
		hito_lint_raise(lint, rule, phrase->item, span, message);

	finding->key = phrase->key;
	finding->args[0] = words;
	/* Who wrote them did not know of these rules, and titles of issues
	 * have ways of their own. */
	finding->strict = hito_lint_is_mapped(phrase->item);
	if (phrase->sketch ||
	    (phrase->item->plan && phrase->item->plan->state == HITO_DRAFT))
		finding->level = HITO_INFO;
	return finding;
}

/* No verb, its sense, its object: one fault, the first that is found. */
static bool is_of_whole(enum hito_rule rule)
{
	return rule == HITO_RULE_S201 || rule == HITO_RULE_S202 ||
	       rule == HITO_RULE_S211;
}

static bool applies(const struct phrase *phrase, const struct wording_row *row)
{
	enum hito_rule rule = row->rule;

	if (phrase->key.len)
		return row->of_criteria;
	if (row->of_steps && (!phrase->is_step || phrase->names_event))
		return false;
	if (phrase->settled &&
	    (rule == HITO_RULE_S203 || rule == HITO_RULE_S204))
		return false;
	/* Above the steps a heading may be a mere name. */
	if (rule == HITO_RULE_S211 && !phrase->is_step &&
	    !phrase->item->block->fenced)
		return false;
	if (rule == HITO_RULE_T201 && phrase->judgement->bound)
		return false;
	return !(row->of_figures && phrase->measured);
}

/* Does the amount of the text stand in these words? */
static bool has_amount(const struct phrase *phrase, struct hito_str words)
{
	struct hito_str amount = hito_lint_own_words(
		phrase->judgement, phrase->judgement->amount, phrase->text);

	return amount.len && amount.ptr >= words.ptr &&
	       amount.ptr < words.ptr + words.len;
}

/* Evidence that is left to those who ask for it. */
static bool is_weak(const struct phrase *phrase, const struct wording_row *row,
		    struct hito_str words)
{
	const struct hito_judgement *judgement = phrase->judgement;

	switch (row->rule) {
	case HITO_RULE_S211:
		/* "ten shops": half an answer; "the flyers": those of the
		 * plan; many words tell something */
		return has_amount(phrase, words) ||
		       hito_lint_is_definite(judgement, words) ||
		       hito_lint_word_count(words) > MOST_OBJECT;
	case HITO_RULE_S209:
		/* "compare and renew" may be one sitting */
		return hito_lint_joins(judgement, words) < 2;
	case HITO_RULE_S203:
	case HITO_RULE_S204:
	case HITO_RULE_S207:
		/* A criterion with a figure says how much. */
		return phrase->key.len &&
		       judgement->measure == HITO_JUDGED_QUANTIFIED;
	default:
		return false;
	}
}

/* `code` is quoted, not said; the text may have lost its marks. */
static bool is_quoted(const struct phrase *phrase, struct hito_str words)
{
	const struct hito_source *source = hito_lint_source(phrase->item);
	struct hito_span span =
		hito_lint_words_span(source, phrase->span, phrase->text, words);
	struct hito_str before, behind;
	size_t marks = 0, at;

	if (!source || span.start < phrase->span.start ||
	    span.end > phrase->span.end)
		return false;
	before = hito_source_text(
		source, (struct hito_span){phrase->span.start, span.start});
	behind = hito_source_text(
		source, (struct hito_span){span.end, phrase->span.end});
	for (at = 0; at < before.len; at++)
		marks += before.ptr[at] == '`';
	return marks % 2 == 1 && hito_str_find_byte(behind, '`', 0) != SIZE_MAX;
}

/* False: the words are not said. */
static bool raise_words(struct hito_lint *lint, const struct phrase *phrase,
			const struct hito_vague *vague,
			const struct wording_row *row)
{
	struct hito_str words = hito_lint_own_words(phrase->judgement,
						    vague->words, phrase->text);
	struct hito_finding *finding;

	if (is_quoted(phrase, words))
		return false;
	finding = raise(lint, row->rule, phrase, words, row->message);
	finding->help = hito_wording_help(vague->wording);
	finding->strict |= is_weak(phrase, row, words);
	if (row->rule == HITO_RULE_T201 && phrase->has_due) {
		finding->args[1] =
			hito_spelling_of(phrase->item, HITO_STEP, HITO_KEY_DUE);
		finding->help = HITO_N("leave it out: \"{2}:\" says the day");
	}
	if (row->rule == HITO_RULE_S205 ||
	    (row->rule == HITO_RULE_T201 && phrase->has_due))
		hito_lint_fix_delete(lint, finding, phrase->span, phrase->text,
				     words);
	return true;
}

/* "Social campaign": that it has no verb tells more than that it is vague. */
static bool has_no_verb(struct hito_lint *lint, const struct phrase *phrase,
			const struct hito_vague *vague)
{
	const struct hito_judgement *judgement = phrase->judgement;
	size_t i;

	for (i = 0; i < judgement->vague_count; i++) {
		const struct hito_vague *other = &judgement->vagues[i];
		const struct wording_row *row = row_of(other->wording);

		if (row && row->rule == HITO_RULE_S201 &&
		    is_wanted(lint, row->rule) && applies(phrase, row) &&
		    vague->words.ptr >= other->words.ptr &&
		    vague->words.ptr < other->words.ptr + other->words.len)
			return true;
	}
	return false;
}

/* Each of the words; how many findings there are. */
static size_t judge_words(struct hito_lint *lint, const struct phrase *phrase,
			  bool whole)
{
	const struct hito_judgement *judgement = phrase->judgement;
	size_t found = 0, i;

	for (i = 0; i < judgement->vague_count; i++) {
		const struct hito_vague *vague = &judgement->vagues[i];
		const struct wording_row *row = row_of(vague->wording);

		if (!row || !is_wanted(lint, row->rule) ||
		    !applies(phrase, row))
			continue;
		if (is_of_whole(row->rule)) {
			if (!whole || (row->rule == HITO_RULE_S211 &&
				       has_no_verb(lint, phrase, vague)))
				continue;
			whole = false;
		}
		found += raise_words(lint, phrase, vague, row);
	}
	return found;
}

static bool has_words(const struct phrase *phrase, enum hito_rule rule)
{
	size_t i;

	for (i = 0; i < phrase->judgement->vague_count; i++) {
		const struct wording_row *row =
			row_of(phrase->judgement->vagues[i].wording);

		if (row && row->rule == rule && applies(phrase, row))
			return true;
	}
	return false;
}

/* "As soon as possible, call ...": what governs the text comes later. */
static bool begins_aside(const struct phrase *phrase)
{
	const struct hito_judgement *judgement = phrase->judgement;
	const struct hito_vague *first = judgement->vagues;

	return judgement->vague_count &&
	       first->words.ptr == judgement->text.ptr &&
	       (first->wording == HITO_WORDING_TIME ||
		first->wording == HITO_WORDING_LOOPHOLE);
}

/*
 * A result, and no activity. A verb that says nothing is no result either:
 * S202 tells more then.
 */
static bool judge_result(struct hito_lint *lint, const struct phrase *phrase)
{
	const struct hito_judgement *judgement = phrase->judgement;
	struct hito_finding *finding;

	if (!phrase->is_step || phrase->names_event ||
	    !is_wanted(lint, HITO_RULE_R201) ||
	    judgement->kind != HITO_JUDGED_OBJECTIVE ||
	    hito_str_find_byte(phrase->text, ' ', 0) == SIZE_MAX ||
	    has_words(phrase, HITO_RULE_S202) || begins_aside(phrase) ||
	    hito_lint_has_means(judgement))
		return false;
	finding = raise(lint, HITO_RULE_R201, phrase, phrase->text,
			HITO_N("\"{1}\" is a result: what will be done to "
			       "reach it?"));
	if (!phrase->sketch && phrase->item->child_count) {
		finding->help = HITO_N("make it an objective: its sub-steps "
				       "are the steps");
		return true;
	}
	finding->args[1] =
		hito_lint_action(judgement, phrase->text, lint->arena);
	lint->no_memory |= !finding->args[1].ptr;
	finding->help = HITO_N("say what you will do so that it comes true; "
			       "for example \"{2}\"");
	return true;
}

/* Greek and all that follows it, but for signs and small pictures. */
static bool is_other_script(uint32_t code)
{
	return (code >= 0x370 && code < 0x2000) ||
	       (code >= 0x3040 && code < 0xe000);
}

/* In a language that nobody taught the judge, by the plan's word or script. */
static bool is_foreign(const struct phrase *phrase)
{
	const struct hito_item *plan = phrase->item->plan;
	size_t at = hito_utf8_skip_plain(phrase->text, 0);
	size_t ours = at, others = 0, size;

	if (plan && plan->lang_text.len && plan->lang == HITO_LANG_NONE)
		return true;
	for (; at < phrase->text.len; at += size) {
		uint32_t code = hito_utf8_at(phrase->text, at, &size, NULL);

		ours += code < 0x250 && code > ' ';
		others += is_other_script(code);
	}
	return others > ours;
}

/* Can a finding about it be reported at all, and is there a word to judge? */
static bool is_open_question(struct hito_lint *lint,
			     const struct phrase *phrase)
{
	return phrase->text.len && !is_foreign(phrase) &&
	       hito_lint_in_scope(lint->options, hito_lint_source(phrase->item),
				  phrase->span);
}

/* Is it decided what it will say? Asked of those that there is a fault in. */
static bool is_decided(struct hito_lint *lint, const struct phrase *phrase)
{
	size_t start, end;

	return !hito_lint_is_placeholder(lint, phrase->text, &start, &end);
}

static void judge_title(struct hito_lint *lint, struct phrase *phrase)
{
	bool result;

	if (!is_open_question(lint, phrase))
		return;
	phrase->judgement =
		hito_lint_judge(lint, phrase->text, phrase->item->lang);
	if (!phrase->judgement ||
	    (phrase->judgement->kind != HITO_JUDGED_OBJECTIVE &&
	     !phrase->judgement->vague_count) ||
	    !is_decided(lint, phrase))
		return;
	result = judge_result(lint, phrase);
	judge_words(lint, phrase, !result);
}

/* From and to in a criterion in figures. */
static bool is_measured(const struct hito_item *step)
{
	const struct hito_value *success =
		hito_item_value(step, HITO_KEY_SUCCESS);
	const struct hito_part *to;

	if (!success || !success->mapping)
		return false;
	to = hito_value_part(success, "to");
	return hito_value_part(success, "from") && to && to->text.len;
}

/* A KPI that says from where to where, by when, and who says so. */
static bool is_complete(const struct hito_item *kpi, bool has_due)
{
	return (hito_item_value(kpi, HITO_KEY_FROM) ||
		hito_item_value(kpi, HITO_KEY_READINGS)) &&
	       hito_item_value(kpi, HITO_KEY_TO) &&
	       (has_due || hito_item_value(kpi, HITO_KEY_BY)) &&
	       hito_item_value(kpi, HITO_KEY_SOURCE);
}

static bool is_settled(struct hito_lint *lint, const struct hito_item *goal)
{
	const struct hito_value *kpis = hito_item_value(goal, HITO_KEY_KPI);
	bool has_due = hito_item_value(goal, HITO_KEY_DUE) != NULL;
	struct hito_str id;
	struct hito_span span;
	size_t n;

	for (n = 0; hito_lint_part(kpis, n, &id, &span); n++) {
		const struct hito_item *kpi =
			hito_model_kpi(lint->model, goal->plan, id);

		if (kpi && is_complete(kpi, has_due))
			return true;
	}
	return false;
}

static void judge_criterion(struct hito_lint *lint,
			    const struct hito_item *step,
			    const struct hito_value *success)
{
	struct phrase phrase = {.item = step, .is_step = true};
	struct hito_finding *finding;
	size_t n;

	phrase.key = success->key_text;
	phrase.has_due = hito_item_value(step, HITO_KEY_DUE) != NULL;
	for (n = 0; hito_lint_part(success, n, &phrase.text, &phrase.span) &&
		    !lint->wording.failed;
	     n++) {
		if (!is_open_question(lint, &phrase))
			continue;
		phrase.judgement =
			hito_lint_judge(lint, phrase.text, step->lang);
		if (!phrase.judgement)
			return;
		if ((phrase.judgement->seen &&
		     !phrase.judgement->vague_count) ||
		    !is_decided(lint, &phrase))
			continue;
		/* Words that are to blame say more than the whole. */
		if (judge_words(lint, &phrase, true) ||
		    !is_wanted(lint, HITO_RULE_M201) || phrase.judgement->seen)
			continue;
		finding = raise(lint, HITO_RULE_M201, &phrase, phrase.text,
				HITO_N("\"{1}\" measures nothing"));
		finding->help = HITO_N("write how many, from which figure to "
				       "which, or what there is to see when "
				       "it is done");
	}
}

static void judge_sketches(struct hito_lint *lint, const struct hito_item *goal)
{
	size_t i;

	for (i = 0; i < goal->block->sketch_count; i++) {
		const struct hito_sketch *sketch = &goal->block->sketches[i];
		struct phrase phrase = {
			.item = goal,
			.text = sketch->title,
			.span = sketch->span,
			.sketch = true,
			.is_step = true,
			.has_due = sketch->due != HITO_DAY_NONE,
		};

		if (!sketch->done)
			judge_title(lint, &phrase);
	}
}

static void judge_item(struct hito_lint *lint, const struct hito_item *item)
{
	const struct hito_value *success;
	struct phrase phrase = {
		.item = item,
		.text = item->block->title,
		.span = item->block->title_span,
		.is_step = item->kind == HITO_STEP,
		.has_due = hito_item_value(item, HITO_KEY_DUE) != NULL,
	};

	if (phrase.span.end <= phrase.span.start)
		phrase.span = hito_lint_title_span(item);
	if (phrase.is_step) {
		phrase.names_event = hito_step_is_milestone(item);
		phrase.measured = is_measured(item);
	} else {
		phrase.settled = is_settled(lint, item);
		phrase.measured = phrase.settled;
	}
	judge_title(lint, &phrase);
	success = hito_item_value(item, HITO_KEY_SUCCESS);
	if (phrase.is_step && success && success->readable && !success->mapping)
		judge_criterion(lint, item, success);
	if (!phrase.is_step && !hito_lint_is_mapped(item))
		judge_sketches(lint, item);
}

void hito_lint_wording(struct hito_lint *lint, const struct hito_item *item)
{
	if ((item->kind != HITO_STEP && item->kind != HITO_OBJECTIVE) ||
	    !item->block || item->block->damaged || !lint->wording.any ||
	    !hito_lint_is_open(item))
		return;
	judge_item(lint, item);
}
