/* SPDX-License-Identifier: MIT */
/*
 * M103: a title says a figure or a day, and the data beside it another.
 */
#include <math.h>
#include <string.h>

#include "base/num.h"
#include "lint/lint.h"
#include "lint/unit.h"
#include "lint/wording.h"

/* Bytes of a figure with its unit in a text. */
#define FIGURE_SIZE 48

/* What the data says: from where to where. */
struct goal {
	struct hito_str text; /* of the target */
	struct hito_amount from, to;
};

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static bool is_word(char byte)
{
	return is_digit(byte) || (byte >= 'a' && byte <= 'z') ||
	       (byte >= 'A' && byte <= 'Z') || (unsigned char)byte >= 0x80;
}

/* The end of "1.200", "2,5": digits with separators between them. */
static size_t number_end(struct hito_str text, size_t at)
{
	while (at < text.len &&
	       (is_digit(text.ptr[at]) ||
		(memchr(".,", text.ptr[at], 2) && at + 1 < text.len &&
		 is_digit(text.ptr[at + 1]))))
		at++;
	return at;
}

/* ... and of the unit behind it: "%", "€", or a word. */
static size_t unit_end(struct hito_str text, size_t at)
{
	size_t start = at;

	while (start < text.len && text.ptr[start] == ' ')
		start++;
	if (start < text.len && text.ptr[start] == '%')
		return start + 1;
	if (start == text.len || !is_word(text.ptr[start]))
		return at;
	for (at = start; at < text.len && is_word(text.ptr[at]);)
		at++;
	return at;
}

/* The next figure at or behind an offset; false when there is no more. */
static bool next_figure(struct hito_str text, size_t *at, struct hito_str *out)
{
	size_t start = *at, end;

	while (start < text.len &&
	       (!is_digit(text.ptr[start]) ||
		(start && (is_word(text.ptr[start - 1]) ||
			   memchr(".,/-:#", text.ptr[start - 1], 6)))))
		start++;
	if (start >= text.len)
		return false;
	end = number_end(text, start);
	*at = end;
	*out = hito_str_slice(text, start, unit_end(text, end));
	return true;
}

static bool is_near(double a, double b)
{
	return fabs(a - b) <= 0.005 * fabs(b) + 1e-9;
}

/* "by 40 %": how much it is to move, of itself or of what it was. */
static bool is_change(const struct goal *goal, double value)
{
	double from, to;

	if (!goal->from.has_number)
		return false;
	from = hito_amount_double(goal->from);
	to = hito_amount_double(goal->to);
	if (is_near(value, fabs(to - from)))
		return true;
	return from != 0 &&
	       fabs(value - 100 * fabs(to - from) / fabs(from)) <= 1;
}

/*
 * A figure of the text in the unit of the target, when none of them is the
 * target: it says something else. An empty slice: they agree, or cannot be
 * compared.
 */
static struct hito_str other_figure(struct hito_lint *lint,
				    struct hito_str text, enum hito_lang lang,
				    const struct goal *goal)
{
	struct hito_str found = HITO_STR(""), figure;
	size_t at = 0;

	while (next_figure(text, &at, &figure)) {
		struct hito_amount amount;
		bool ambiguous = false;

		if (figure.len > FIGURE_SIZE ||
		    !hito_amount_parse(lint->scratch, figure, lang, &amount,
				       &ambiguous) ||
		    ambiguous || !amount.unit.len ||
		    hito_unit_differs(amount.unit, goal->to.unit))
			continue;
		if (hito_amount_compare(amount, goal->to) == 0 ||
		    is_change(goal, hito_amount_double(amount)))
			return HITO_STR("");
		if (!goal->from.has_number ||
		    hito_amount_compare(amount, goal->from) != 0)
			found = figure;
	}
	return found;
}

/* "20.000", "20,000", "2,5" as the language writes them; NAN: neither. */
static double plain_number(struct hito_str text, enum hito_lang lang)
{
	char group = lang == HITO_LANG_ES ? '.' : ',', digits[FIGURE_SIZE];
	struct hito_decimal decimal;
	size_t len = 0, i;

	if (text.len >= sizeof(digits) || lang == HITO_LANG_NONE)
		return NAN;
	for (i = 0; i < text.len; i++) {
		if (text.ptr[i] != group)
			digits[len++] =
				is_digit(text.ptr[i]) ? text.ptr[i] : '.';
		else if (i + 3 >= text.len || !is_digit(text.ptr[i + 3]) ||
			 (i + 4 < text.len && is_digit(text.ptr[i + 4])))
			return NAN;
	}
	if (!hito_decimal_parse((struct hito_str){digits, len}, &decimal))
		return NAN;
	return hito_decimal_double(decimal);
}

/*
 * "from 12,000 to 20,000": behind the baseline stands the target, also where
 * the title says no unit. Empty: they agree, or it is not so.
 */
static struct hito_str other_end(struct hito_str text, enum hito_lang lang,
				 const struct goal *goal)
{
	struct hito_str figure, last = HITO_STR("");
	bool behind = false;
	size_t at = 0;

	if (!goal->from.has_number)
		return last;
	while (next_figure(text, &at, &figure)) {
		struct hito_str number =
			hito_str_slice(figure, 0, number_end(figure, 0));
		double value = plain_number(number, lang);

		if (behind && (size_t)(number.ptr - last.ptr) - last.len > 4)
			return HITO_STR("");
		if (behind)
			return isnan(value) ||
					       is_near(value,
						       hito_amount_double(
							       goal->to)) ||
					       is_change(goal, value)
				       ? HITO_STR("")
				       : number;
		behind = value == hito_amount_double(goal->from);
		last = number;
	}
	return HITO_STR("");
}

/* The title as it is written, and where it stands. */
struct title {
	const struct hito_item *item;
	struct hito_str text;
	struct hito_span span;
};

static struct hito_finding *raise(struct hito_lint *lint,
				  const struct title *title,
				  struct hito_str words, const char *message)
{
	struct hito_span span = hito_lint_words_span(
		hito_lint_source(title->item), title->span, title->text, words);
	struct hito_finding *finding = hito_lint_raise(
		lint, HITO_RULE_M103, title->item, span, message);

	finding->args[0] = words;
	finding->help = HITO_N("write the same in both, or leave it out of "
			       "the title");
	return finding;
}

static void judge_figures(struct hito_lint *lint, const struct title *title,
			  const struct goal *goal, struct hito_span where,
			  const struct hito_source *source)
{
	struct hito_finding *finding;
	struct hito_str words;

	if (!goal->to.has_number)
		return;
	words = goal->to.unit.len ? other_figure(lint, title->text,
						 title->item->lang, goal)
				  : HITO_STR("");
	if (!words.len)
		words = other_end(title->text, title->item->lang, goal);
	if (!words.len)
		return;
	finding = raise(lint, title, words,
			HITO_N("the title says {1}, the target is {2}"));
	finding->args[1] = goal->text;
	finding->other_source = source;
	finding->other_span = where;
	finding->other_label = HITO_N("the target");
}

/* What is to be reached, and from where; the unit may be stated apart. */
static struct goal goal_of(struct hito_str text, struct hito_amount to,
			   struct hito_amount from, struct hito_str unit)
{
	struct goal goal = {.text = text, .to = to, .from = from};

	if (!goal.to.unit.len)
		goal.to.unit = unit;
	return goal;
}

/* A criterion in figures. */
static void judge_success(struct hito_lint *lint, const struct title *title,
			  const struct hito_value *success)
{
	const struct hito_part *to = hito_value_part(success, "to");
	const struct hito_part *from = hito_value_part(success, "from");
	const struct hito_part *unit = hito_value_part(success, "unit");
	const struct hito_amount none = {.units = 0};
	struct goal goal;

	if (!to || !to->readable)
		return;
	goal = goal_of(to->text, hito_part_amount(to),
		       from && from->readable ? hito_part_amount(from) : none,
		       unit ? unit->text : none.unit);
	judge_figures(lint, title, &goal, to->span,
		      hito_lint_source(title->item));
}

static void judge_kpi(struct hito_lint *lint, const struct title *title,
		      const struct hito_item *kpi)
{
	const struct hito_value *to = hito_item_value(kpi, HITO_KEY_TO);
	const struct hito_value *from = hito_item_value(kpi, HITO_KEY_FROM);
	const struct hito_value *unit = hito_item_value(kpi, HITO_KEY_UNIT);
	const struct hito_amount none = {.units = 0};
	struct goal goal;

	if (!to || !to->readable)
		return;
	goal = goal_of(to->text, hito_value_amount(to),
		       from && from->readable ? hito_value_amount(from) : none,
		       unit ? unit->text : none.unit);
	judge_figures(lint, title, &goal, to->span, hito_lint_source(kpi));
}

/* An objective with one KPI promises what the KPI says. */
static void judge_goal(struct hito_lint *lint, const struct title *title)
{
	const struct hito_value *kpis =
		hito_item_value(title->item, HITO_KEY_KPI);
	const struct hito_item *kpi;
	struct hito_str id, more;
	struct hito_span span;

	if (!hito_lint_part(kpis, 0, &id, &span) ||
	    hito_lint_part(kpis, 1, &more, &span))
		return;
	kpi = hito_model_kpi(lint->model, title->item->plan, id);
	if (kpi)
		judge_kpi(lint, title, kpi);
}

/* The day of the title in the year of another, where it names none. */
static hito_day in_year_of(const struct hito_judgement *judgement, hito_day day)
{
	struct hito_civil said = hito_day_civil(judgement->due);
	struct hito_civil other = hito_day_civil(day);

	if (judgement->term_has_year)
		return judgement->due;
	/* All of February, be it of 28 days or 29. */
	if (!judgement->term_has_day && said.month == other.month)
		return day;
	said.year = other.year;
	return hito_day_from_civil(said);
}

/*
 * Later than the title allows, or another day than it names. What counts from
 * today is left alone: it was written on another day.
 */
static void judge_day(struct hito_lint *lint, const struct title *title,
		      const struct hito_value *due)
{
	const struct hito_judgement *judgement =
		hito_lint_judge(lint, title->text, title->item->lang);
	struct hito_finding *finding;
	struct hito_str words;
	hito_day day;

	if (!judgement || !judgement->bound || !judgement->term_fixed ||
	    judgement->due == HITO_DAY_NONE || !judgement->term.len)
		return;
	day = in_year_of(judgement, due->day);
	if (day == HITO_DAY_NONE || due->day == day ||
	    (due->day < day && !judgement->term_has_day))
		return;
	words = hito_lint_own_words(judgement, judgement->term, title->text);
	finding = raise(lint, title, words,
			HITO_N("the title says \"{1}\", \"{3}:\" is {2}"));
	finding->args[1] = due->text;
	finding->args[2] = due->key_text;
	finding->other_source = hito_lint_source(title->item);
	finding->other_span = due->span;
	finding->other_label = HITO_N("the due date");
}

void hito_lint_drift(struct hito_lint *lint, const struct hito_item *item)
{
	const struct hito_value *success =
		hito_item_value(item, HITO_KEY_SUCCESS);
	const struct hito_value *due = hito_item_value(item, HITO_KEY_DUE);
	struct title title = {.item = item};

	if (!lint->wording.wanted[HITO_RULE_M103] ||
	    (item->kind != HITO_STEP && item->kind != HITO_OBJECTIVE) ||
	    !item->block || item->block->damaged || !item->block->title.len ||
	    !hito_lint_is_open(item))
		return;
	title.text = item->block->title;
	title.span = item->block->title_span;
	if (title.span.end <= title.span.start)
		title.span = hito_lint_title_span(item);
	if (!hito_lint_in_scope(lint->options, hito_lint_source(item),
				title.span))
		return;
	if (item->kind == HITO_STEP && success && success->mapping)
		judge_success(lint, &title, success);
	if (item->kind == HITO_OBJECTIVE)
		judge_goal(lint, &title);
	if (due && due->readable && due->day != HITO_DAY_NONE)
		judge_day(lint, &title, due);
}
