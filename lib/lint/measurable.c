/* SPDX-License-Identifier: MIT */
/* M: can one see that it worked? Structured criteria and KPIs. */
#include <string.h>

#include "lint/lint.h"
#include "lint/mend.h"
#include "lint/unit.h"
#include "plan/fold.h"

/* One figure of a measure and where it stands. */
struct figure {
	bool present;
	struct hito_str text;
	struct hito_span span;
	struct hito_amount amount; /* has_number: it could be read as one */
};

/* A structured criterion, or a KPI: from where to where. */
struct measure {
	const struct hito_item *item;
	const struct hito_item *kpi;  /* that a criterion names; else NULL */
	const struct hito_item *verb; /* whose title says up or down */
	struct hito_str key;          /* of the criterion, as spelt */
	struct hito_span span;        /* where what is missing would stand */
	struct figure from, to;
	struct hito_str unit; /* stated apart; else empty */
};

static struct figure figure_of_value(const struct hito_value *value)
{
	struct figure figure = {.present = value != NULL};

	if (!value)
		return figure;
	figure.text = value->text.len ? value->text : value->raw;
	figure.span = value->span;
	if (value->readable)
		figure.amount = hito_value_amount(value);
	return figure;
}

static struct figure figure_of_part(const struct hito_value *value,
				    const char *name)
{
	const struct hito_part *part = hito_value_part(value, name);
	struct figure figure = {.present = part && part->text.len};

	if (!figure.present)
		return figure;
	figure.text = part->text;
	figure.span =
		part->span.end > part->span.start ? part->span : value->span;
	if (part->readable)
		figure.amount = hito_part_amount(part);
	return figure;
}

/* The unit of a KPI: stated, else that of its target, else its baseline. */
static struct hito_str unit_of_kpi(const struct hito_item *kpi)
{
	static const enum hito_key keys[] = {HITO_KEY_TO, HITO_KEY_FROM,
					     HITO_KEY_NOW};
	const struct hito_value *value = hito_item_value(kpi, HITO_KEY_UNIT);
	size_t i;

	if (value)
		return value->text;
	for (i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		value = hito_item_value(kpi, keys[i]);
		if (value && value->readable &&
		    hito_value_amount(value).unit.len)
			return hito_value_amount(value).unit;
	}
	return HITO_STR("");
}

static struct hito_finding *raise(struct hito_lint *lint, enum hito_rule rule,
				  const struct measure *measure,
				  struct hito_span span, const char *message)
{
	struct hito_finding *finding;

	if (span.end <= span.start)
		span = hito_lint_title_span(measure->item);
	finding = hito_lint_raise(lint, rule, measure->item, span, message);
	finding->key = measure->key;
	return finding;
}

static void rule_no_target(struct hito_lint *lint,
			   const struct measure *measure)
{
	struct hito_finding *finding;

	if (measure->to.present ||
	    hito_lint_is_off(lint, HITO_RULE_M002, measure->item,
			     measure->item->kind == HITO_KPI
				     ? HITO_KEY_TO
				     : HITO_KEY_SUCCESS))
		return;
	finding = raise(lint, HITO_RULE_M002, measure, measure->span,
			HITO_N("\"{1}\" has no target: the value to reach"));
	finding->args[0] = measure->item->title;
	finding->args[1] =
		hito_spelling_of(measure->item, HITO_KPI, HITO_KEY_TO);
	finding->help = HITO_N("write \"{2}:\" with the figure and its unit, "
			       "as in \"{2}: 3.5 %\"");
}

static void rule_no_unit(struct hito_lint *lint, const struct measure *measure)
{
	const struct figure *figure =
		measure->to.present ? &measure->to : &measure->from;
	struct hito_finding *finding;

	if (!figure->amount.has_number || measure->unit.len ||
	    measure->from.amount.unit.len || measure->to.amount.unit.len ||
	    (measure->kpi && unit_of_kpi(measure->kpi).len))
		return;
	finding = raise(lint, HITO_RULE_M003, measure, figure->span,
			HITO_N("{1} of what? the figure has no unit"));
	finding->args[0] = figure->text;
	finding->args[1] =
		hito_spelling_of(measure->item, HITO_KPI, HITO_KEY_UNIT);
	finding->help = HITO_N("write the unit behind the figure, or \"{2}:\" "
			       "with what is counted");
}

static void rule_no_baseline(struct hito_lint *lint,
			     const struct measure *measure)
{
	struct hito_finding *finding;

	if (!measure->to.present || measure->from.present)
		return;
	if (measure->kpi && hito_item_value(measure->kpi, HITO_KEY_FROM))
		return;
	if (measure->item->kind == HITO_KPI &&
	    hito_item_value(measure->item, HITO_KEY_READINGS))
		return;
	finding = raise(lint, HITO_RULE_M004, measure, measure->to.span,
			HITO_N("a target of {1}, from where? there is no "
			       "baseline"));
	finding->args[0] = measure->to.text;
	finding->args[1] =
		hito_spelling_of(measure->item, HITO_KPI, HITO_KEY_FROM);
	finding->help = HITO_N("write \"{2}:\" with the value it has today");
}

/* An objective that names the KPI has a day by which it is reached. */
static bool has_window(struct hito_lint *lint, const struct hito_item *kpi)
{
	size_t i, j, n;

	for (i = 0; i < lint->model->plan_count; i++) {
		const struct hito_item *plan = lint->model->plans[i];

		if (kpi->plan && kpi->plan != plan)
			continue;
		for (j = 0; j < plan->objective_count; j++) {
			const struct hito_item *goal = plan->objectives[j];
			struct hito_str text;
			struct hito_span span;

			if (!hito_item_value(goal, HITO_KEY_DUE))
				continue;
			for (n = 0;
			     hito_lint_part(hito_item_value(goal, HITO_KEY_KPI),
					    n, &text, &span);
			     n++) {
				if (hito_model_kpi(lint->model, plan, text) ==
				    kpi)
					return true;
			}
		}
	}
	return false;
}

/*
 * The day of a step's criterion is the step's own (T001), so that a KPI alone
 * can lack one.
 */
static void rule_no_window(struct hito_lint *lint,
			   const struct measure *measure)
{
	const struct hito_item *item = measure->item;
	struct hito_finding *finding;

	if (item->kind != HITO_KPI || !measure->to.present ||
	    hito_item_value(item, HITO_KEY_BY) || has_window(lint, item) ||
	    hito_lint_is_off(lint, HITO_RULE_M005, item, HITO_KEY_BY))
		return;
	finding = raise(lint, HITO_RULE_M005, measure, measure->to.span,
			HITO_N("a target of {1}, by when? no day is set"));
	finding->args[0] = measure->to.text;
	finding->args[1] = hito_spelling(item, HITO_KEY_BY);
	finding->help = HITO_N("write \"{2}:\" with the day to reach it, as "
			       "YYYY-MM-DD");
	hito_lint_mend_window(lint, item, finding);
}

/* A figure that nobody knows where to read is never read. */
static void rule_no_source(struct hito_lint *lint,
			   const struct measure *measure)
{
	const struct hito_item *item = measure->item;

	if (item->kind != HITO_KPI || !measure->to.present ||
	    hito_item_value(item, HITO_KEY_SOURCE))
		return;
	(void)hito_lint_raise_missing(
		lint, HITO_RULE_M006, item, HITO_KEY_SOURCE,
		hito_spelling_is_spanish(item)
			? HITO_STR("analítica web, informe mensual")
			: HITO_STR("web analytics, monthly report"),
		HITO_N("nobody knows where a figure is read"));
}

struct direction {
	const char *word;
	int way;
};

/* Verbs that say where a figure goes, folded. */
static const struct direction directions[] = {
	{"subir", 1},      {"sube", 1},        {"aumentar", 1},
	{"aumenta", 1},    {"incrementar", 1}, {"incrementa", 1},
	{"elevar", 1},     {"eleva", 1},       {"ampliar", 1},
	{"crecer", 1},     {"duplicar", 1},    {"triplicar", 1},
	{"raise", 1},      {"increase", 1},    {"grow", 1},
	{"lift", 1},       {"boost", 1},       {"double", 1},
	{"triple", 1},     {"expand", 1},      {"bajar", -1},
	{"baja", -1},      {"reducir", -1},    {"reduce", -1},
	{"disminuir", -1}, {"disminuye", -1},  {"recortar", -1},
	{"rebajar", -1},   {"acortar", -1},    {"cut", -1},
	{"lower", -1},     {"decrease", -1},   {"shorten", -1},
	{"shrink", -1},    {"halve", -1},      {"reducing", -1},
	{"cutting", -1},   {"lowering", -1},   {"reduciendo", -1},
	{"bajando", -1},   {"raising", 1},     {"increasing", 1},
	{"subiendo", 1},   {"aumentando", 1},
};

static int word_way(struct hito_str word)
{
	struct hito_folded folded;
	size_t i;

	if (!hito_fold(word, &folded))
		return 0;
	for (i = 0; i < sizeof(directions) / sizeof(directions[0]); i++) {
		if (hito_fold_is(&folded, directions[i].word))
			return directions[i].way;
	}
	return 0;
}

/* What a title's first word says; 0 where a later one says otherwise. */
static int title_way(struct hito_str title)
{
	struct hito_str rest = hito_str_trim(title), word;
	int way;

	hito_str_cut(rest, ' ', &word, &rest);
	way = word_way(word);
	while (way && rest.len) {
		hito_str_cut(rest, ' ', &word, &rest);
		if (word_way(word) == -way)
			return 0;
	}
	return way;
}

/* The verb's title, shown beside figures that go the other way. */
static void show_verb(struct hito_finding *finding,
		      const struct measure *measure)
{
	finding->other_source = hito_lint_source(measure->verb);
	finding->other_span = hito_lint_title_span(measure->verb);
	finding->other_label = HITO_N("the title says the opposite");
}

static void rule_direction(struct hito_lint *lint,
			   const struct measure *measure)
{
	struct hito_finding *finding;
	int order, way;

	if (!measure->to.amount.has_number || !measure->from.amount.has_number)
		return;
	order = hito_amount_compare(measure->to.amount, measure->from.amount);
	way = measure->verb ? title_way(measure->verb->title) : 0;
	if (order != 0 && (way == 0 || (order > 0) == (way > 0)))
		return;
	finding = raise(
		lint, HITO_RULE_M101, measure, measure->to.span,
		order == 0 ? HITO_N("the target {1} is the baseline: nothing "
				    "changes")
			   : HITO_N("from {2} to {1}, but \"{3}\" says the "
				    "opposite"));
	finding->args[0] = measure->to.text;
	finding->args[1] = measure->from.text;
	if (order != 0) {
		finding->args[2] = measure->verb->title;
		show_verb(finding, measure);
	}
	finding->help =
		order == 0 ? HITO_N("set the value that is to be reached")
			   : HITO_N("swap the figures, or change the verb");
}

static bool raise_units(struct hito_lint *lint, const struct measure *measure,
			const struct figure *figure, struct hito_str other,
			const char *message)
{
	struct hito_finding *finding;

	if (!hito_unit_differs(figure->amount.unit, other))
		return false;
	finding = raise(lint, HITO_RULE_M102, measure, figure->span, message);
	finding->args[0] = figure->text;
	finding->args[1] = other;
	if (measure->kpi)
		finding->args[2] = measure->kpi->title;
	finding->help = HITO_N("write baseline, target and KPI in one unit");
	return true;
}

static void rule_unit_mismatch(struct hito_lint *lint,
			       const struct measure *measure)
{
	static const char stated[] =
		HITO_N("{1} is not in the unit that is stated, {2}");
	static const char of_kpi[] =
		HITO_N("{1} is not in the unit of the KPI \"{3}\", {2}");
	struct hito_str kpi_unit = HITO_STR("");

	if (raise_units(lint, measure, &measure->to, measure->from.amount.unit,
			HITO_N("{1} is not in the unit of the baseline, {2}")))
		return;
	if (raise_units(lint, measure, &measure->to, measure->unit, stated) ||
	    raise_units(lint, measure, &measure->from, measure->unit, stated))
		return;
	if (measure->kpi)
		kpi_unit = unit_of_kpi(measure->kpi);
	if (!raise_units(lint, measure, &measure->to, kpi_unit, of_kpi))
		(void)raise_units(lint, measure, &measure->from, kpi_unit,
				  of_kpi);
}

static void judge(struct hito_lint *lint, const struct measure *measure)
{
	rule_no_target(lint, measure);
	rule_no_unit(lint, measure);
	rule_no_baseline(lint, measure);
	rule_no_window(lint, measure);
	rule_no_source(lint, measure);
	rule_direction(lint, measure);
	rule_unit_mismatch(lint, measure);
}

static void judge_criterion(struct hito_lint *lint,
			    const struct hito_item *step,
			    const struct hito_value *success)
{
	const struct hito_part *kpi = hito_value_part(success, "kpi");
	const struct hito_part *unit = hito_value_part(success, "unit");
	struct measure measure = {
		.item = step,
		.verb = step,
		.key = success->key_text,
		.span = success->span,
		.from = figure_of_part(success, "from"),
		.to = figure_of_part(success, "to"),
	};

	if (unit)
		measure.unit = unit->text;
	if (kpi && kpi->text.len)
		measure.kpi =
			hito_model_kpi(lint->model, step->plan, kpi->text);
	judge(lint, &measure);
}

/* The only objective that names the KPI, and it alone, says up or down. */
static const struct hito_item *verb_of(struct hito_lint *lint,
				       const struct hito_item *kpi)
{
	const struct hito_item *found = NULL;
	const struct hito_item *plan = kpi->plan;
	size_t i;

	for (i = 0; plan && i < plan->objective_count; i++) {
		struct hito_str text, more;
		struct hito_span span;
		const struct hito_value *value =
			hito_item_value(plan->objectives[i], HITO_KEY_KPI);

		if (!hito_lint_part(value, 0, &text, &span) ||
		    hito_lint_part(value, 1, &more, &span) ||
		    hito_model_kpi(lint->model, plan, text) != kpi)
			continue;
		if (found)
			return NULL;
		found = plan->objectives[i];
	}
	return found;
}

static void judge_kpi(struct hito_lint *lint, const struct hito_item *kpi)
{
	const struct hito_value *unit = hito_item_value(kpi, HITO_KEY_UNIT);
	struct measure measure = {
		.item = kpi,
		.verb = verb_of(lint, kpi),
		.span = hito_lint_title_span(kpi),
		.from = figure_of_value(hito_item_value(kpi, HITO_KEY_FROM)),
		.to = figure_of_value(hito_item_value(kpi, HITO_KEY_TO)),
	};

	if (unit)
		measure.unit = unit->text;
	judge(lint, &measure);
}

void hito_lint_measurable(struct hito_lint *lint, const struct hito_item *item)
{
	const struct hito_value *success;

	if (!hito_lint_is_open(item))
		return;
	if (item->kind == HITO_KPI)
		judge_kpi(lint, item);
	if (item->kind != HITO_STEP)
		return;
	success = hito_item_effective(item, HITO_KEY_SUCCESS, NULL);
	if (!success)
		hito_lint_raise_missing(
			lint, HITO_RULE_M001, item, HITO_KEY_SUCCESS,
			hito_spelling_is_spanish(item)
				? HITO_STR("12 artículos publicados")
				: HITO_STR("12 articles published"),
			HITO_N("no success criterion"));
	success = hito_item_value(item, HITO_KEY_SUCCESS);
	if (success && success->mapping)
		judge_criterion(lint, item, success);
}
