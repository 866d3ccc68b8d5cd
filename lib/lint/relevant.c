/* SPDX-License-Identifier: MIT */
/* R: does it lead to an objective and a KPI, and are there enough steps? */
#include "lint/guess.h"
#include "lint/lint.h"
#include "plan/fold.h"

/* A reference to something that does not exist. */
struct broken {
	const struct hito_item *item;
	const struct hito_value *value;
	struct hito_str text;
	struct hito_span span;
	const char *message;
	struct hito_str near; /* what may have been meant; may be empty */
};

static void raise_broken(struct hito_lint *lint, const struct broken *broken,
			 const char *help)
{
	struct hito_finding *finding;
	size_t start, end;

	/* S002 has said so. */
	if (hito_lint_is_placeholder(lint, broken->text, &start, &end))
		return;
	finding = hito_lint_raise_value(lint, HITO_RULE_R003, broken->item,
					broken->value, broken->message);
	if (broken->span.end > broken->span.start)
		finding->span = broken->span;
	finding->args[0] = broken->text;
	finding->args[1] = broken->near;
	finding->help =
		broken->near.len ? HITO_N("did you mean \"{2}\"?") : help;
	if (broken->near.len &&
	    hito_str_equal(hito_source_text(hito_lint_source(broken->item),
					    finding->span),
			   broken->text))
		hito_finding_fix(&lint->findings, finding, HITO_FIX_SAFE,
				 finding->span, broken->near);
}

static struct hito_str nearest_kpi(struct hito_lint *lint,
				   const struct hito_item *plan,
				   struct hito_str text)
{
	struct hito_guess guess;

	hito_guess_init(&guess, text);
	if (!hito_lint_may_guess(lint))
		return HITO_STR("");
	if (plan)
		hito_guess_items(&guess, plan->kpis, plan->kpi_count);
	hito_guess_items(&guess, lint->model->kpis, lint->model->kpi_count);
	return hito_guess_best(&guess);
}

static void judge_kpi(struct hito_lint *lint, const struct hito_item *item,
		      const struct hito_value *value, struct hito_str text,
		      struct hito_span span)
{
	struct broken broken = {
		.item = item,
		.value = value,
		.text = text,
		.span = span,
		.message = HITO_N("there is no KPI \"{1}\""),
	};

	if (text.len == 0 || hito_model_kpi(lint->model, item->plan, text))
		return;
	broken.near = nearest_kpi(lint, item->plan, text);
	raise_broken(lint, &broken,
		     HITO_N("define it in a section with a kpi block, or in "
			    "the project file"));
}

static void rule_unresolved_kpi(struct hito_lint *lint,
				const struct hito_item *item)
{
	const struct hito_value *kpi = hito_item_value(item, HITO_KEY_KPI);
	const struct hito_value *success =
		hito_item_value(item, HITO_KEY_SUCCESS);
	struct hito_str text;
	struct hito_span span;
	size_t i;

	for (i = 0; hito_lint_part(kpi, i, &text, &span); i++)
		judge_kpi(lint, item, kpi, text, span);
	if (success && success->mapping) {
		const struct hito_part *part = hito_value_part(success, "kpi");

		if (part)
			judge_kpi(lint, item, success, part->text, part->span);
	}
}

static struct hito_str nearest_objective(struct hito_lint *lint,
					 const struct hito_item *plan,
					 struct hito_str text)
{
	struct hito_guess guess;
	size_t i;

	hito_guess_init(&guess, text);
	if (!hito_lint_may_guess(lint))
		return HITO_STR("");
	for (i = 0; i < plan->objective_count; i++)
		hito_guess_try(&guess, plan->objectives[i]->id);
	return hito_guess_best(&guess);
}

/*
 * The n-th objective that a step names, by id or title. The first has been
 * looked up when the plan was put together.
 */
static struct hito_item *named_objective(const struct hito_item *step, size_t n,
					 struct hito_str text)
{
	const struct hito_item *plan = step->plan;
	struct hito_item *found;

	if (n == 0)
		return step->objective;
	found = hito_plan_find(plan, HITO_OBJECTIVE, text);
	for (size_t i = 0; !found && i < plan->objective_count; i++) {
		if (hito_fold_equal(plan->objectives[i]->title, text))
			found = plan->objectives[i];
	}
	return found;
}

/* In mapped files an objective is a word (a milestone), not a heading. */
static void rule_unresolved_objective(struct hito_lint *lint,
				      const struct hito_item *step)
{
	const struct hito_value *value =
		hito_item_value(step, HITO_KEY_OBJECTIVE);
	struct hito_str text;
	struct hito_span span;
	size_t i;

	if (!step->plan || hito_lint_is_mapped(step))
		return;
	for (i = 0; hito_lint_part(value, i, &text, &span); i++) {
		struct broken broken = {
			.item = step,
			.value = value,
			.text = text,
			.span = span,
			.message = HITO_N("there is no objective \"{1}\" in "
					  "the plan"),
		};

		if (named_objective(step, i, text))
			continue;
		broken.near = nearest_objective(lint, step->plan, text);
		raise_broken(lint, &broken,
			     HITO_N("name the id of one of the plan's "
				    "objectives"));
	}
}

static void rule_unresolved_goal(struct hito_lint *lint,
				 const struct hito_item *objective)
{
	const struct hito_project *project = lint->project;
	const struct hito_value *value =
		hito_item_value(objective, HITO_KEY_SERVES);
	struct hito_str text;
	struct hito_span span;
	size_t i, j;

	for (i = 0; hito_lint_part(value, i, &text, &span); i++) {
		struct broken broken = {
			.item = objective,
			.value = value,
			.text = text,
			.span = span,
			.message = HITO_N("there is no goal \"{1}\" in the "
					  "project file"),
		};
		struct hito_guess guess;

		hito_guess_init(&guess, text);
		for (j = 0; j < project->goal_count; j++) {
			if (hito_str_equal(project->goals[j].id, text))
				break;
			hito_guess_try(&guess, project->goals[j].id);
		}
		if (j < project->goal_count)
			continue;
		broken.near = hito_guess_best(&guess);
		raise_broken(lint, &broken,
			     HITO_N("add it to \"goals:\" in .hito.yaml"));
	}
}

static void rule_no_objective(struct hito_lint *lint,
			      const struct hito_item *step)
{
	struct hito_str example;

	if (step->objective || step->parent ||
	    hito_item_effective(step, HITO_KEY_OBJECTIVE, NULL))
		return;
	example = hito_spelling_is_spanish(step) ? HITO_STR("id-del-objetivo")
						 : HITO_STR("id-of-objective");
	if (step->plan && step->plan->objective_count)
		example = step->plan->objectives[0]->id;
	hito_lint_raise_missing(lint, HITO_RULE_R001, step, HITO_KEY_OBJECTIVE,
				example, HITO_N("no objective that it serves"));
}

/* The KPI that is most likely meant: the only one of the plan. */
static struct hito_str example_kpi(const struct hito_item *item)
{
	if (item->plan && item->plan->kpi_count)
		return item->plan->kpis[0]->id;
	return hito_spelling_is_spanish(item) ? HITO_STR("id-del-indicador")
					      : HITO_STR("id-of-kpi");
}

static bool names_kpi(const struct hito_item *step)
{
	const struct hito_value *success =
		hito_item_effective(step, HITO_KEY_SUCCESS, NULL);
	const struct hito_part *part = success && success->mapping
					       ? hito_value_part(success, "kpi")
					       : NULL;

	return (part && part->text.len) ||
	       hito_item_effective(step, HITO_KEY_KPI, NULL);
}

static bool has_open_step(const struct hito_item *objective)
{
	size_t i;

	for (i = 0; i < objective->child_count; i++) {
		if (hito_lint_is_open(objective->children[i]))
			return true;
	}
	return false;
}

/*
 * Once at the objective where neither it nor its steps name a KPI; else at
 * the step that does not.
 */
static void rule_no_kpi(struct hito_lint *lint, const struct hito_item *item)
{
	const char *message = HITO_N("no KPI: neither the objective nor its "
				     "steps name one");
	const struct hito_item *objective =
		item->kind == HITO_OBJECTIVE ? item : item->objective;
	bool named;

	if (!objective)
		return;
	named = lint->named_kpis[objective->number];
	if (item->kind == HITO_OBJECTIVE) {
		if (named || hito_item_value(item, HITO_KEY_KPI) ||
		    !has_open_step(item))
			return;
	} else {
		if (!named || item->parent || names_kpi(item))
			return;
		message = HITO_N("no KPI: neither the step nor its objective "
				 "names one");
	}
	hito_lint_raise_missing(lint, HITO_RULE_R002, item, HITO_KEY_KPI,
				example_kpi(item), message);
}

/* Main steps that are not dropped, sketches included. */
static size_t count_main(struct hito_lint *lint,
			 const struct hito_item *objective)
{
	size_t count = lint->served_too[objective->number], i;

	for (i = 0; i < objective->child_count; i++)
		count += !hito_lint_is_dropped(objective->children[i]);
	if (objective->block)
		count += objective->block->sketch_count;
	return count;
}

static void rule_step_count(struct hito_lint *lint,
			    const struct hito_item *objective, size_t count)
{
	int least = lint->project->thresholds[HITO_THRESHOLD_MIN_STEPS];
	int most = lint->project->thresholds[HITO_THRESHOLD_MAX_STEPS];
	bool few = least > 0 && count < (size_t)least;
	struct hito_finding *finding;

	if (!few && (most < 0 || count <= (size_t)most))
		return;
	finding = hito_lint_raise(
		lint, HITO_RULE_R101, objective,
		hito_lint_title_span(objective),
		count == 1
			? HITO_N("1 step for the objective: {2} to {3} are "
				 "good")
			: HITO_N("{1} steps for the objective: {2} to {3} are "
				 "good"));
	finding->args[0] = hito_arena_printf(lint->arena, "%zu", count);
	finding->args[1] = hito_arena_printf(lint->arena, "%d", least);
	finding->args[2] = hito_arena_printf(lint->arena, "%d", most);
	finding->help = few ? HITO_N("add the steps that are missing, or make "
				     "it a step of another objective")
			    : HITO_N("make some of them sub-steps, or split "
				     "the objective");
}

static void rule_unserved(struct hito_lint *lint, const struct hito_item *item)
{
	struct hito_finding *finding = hito_lint_raise(
		lint, HITO_RULE_R102, item, hito_lint_title_span(item),
		item->kind == HITO_KPI
			? HITO_N("no step or objective moves the KPI")
			: HITO_N("no step serves the objective"));

	finding->args[0] = item->id;
	finding->args[1] = HITO_STR("kpi");
	finding->help = item->kind == HITO_KPI
				? HITO_N("name it with \"{2}: {1}\" in an "
					 "objective or a step, or remove it")
				: HITO_N("add 3 to 7 steps below it, or remove "
					 "it");
}

static void note_kpi(struct hito_lint *lint, const struct hito_item *item,
		     struct hito_str text)
{
	const struct hito_item *kpi =
		hito_model_kpi(lint->model, item->plan, text);

	if (kpi)
		lint->used_kpis[kpi->number] = true;
}

static void note_item(struct hito_lint *lint, const struct hito_item *item)
{
	const struct hito_value *kpi = hito_item_value(item, HITO_KEY_KPI);
	const struct hito_value *success =
		hito_item_value(item, HITO_KEY_SUCCESS);
	struct hito_str text;
	struct hito_span span;
	size_t i;

	for (i = 0; hito_lint_part(kpi, i, &text, &span); i++)
		note_kpi(lint, item, text);
	if (success && success->mapping) {
		const struct hito_part *part = hito_value_part(success, "kpi");

		if (part)
			note_kpi(lint, item, part->text);
	}
}

/* An open main step names a KPI: its objective's others should too. */
static void note_objective(struct hito_lint *lint, const struct hito_item *step)
{
	const struct hito_item *objective = step->objective;

	if (objective && !step->parent &&
	    !lint->named_kpis[objective->number] && hito_lint_is_open(step) &&
	    names_kpi(step))
		lint->named_kpis[objective->number] = true;
}

/* Objectives that a main step names behind the one where it is shown. */
static void note_others(struct hito_lint *lint, const struct hito_item *step)
{
	const struct hito_value *value =
		hito_item_value(step, HITO_KEY_OBJECTIVE);
	struct hito_str text;
	struct hito_span span;
	size_t i;

	if (!value || step->parent || !step->plan)
		return;
	for (i = 1; hito_lint_part(value, i, &text, &span); i++) {
		const struct hito_item *other = named_objective(step, i, text);

		if (other && other != step->objective)
			lint->served_too[other->number]++;
	}
}

bool hito_lint_note_room(struct hito_lint *lint)
{
	const struct hito_model *model = lint->model;
	size_t kpis = model->kpi_count, objectives = 0, i;

	for (i = 0; i < model->plan_count; i++) {
		kpis += model->plans[i]->kpi_count;
		objectives += model->plans[i]->objective_count;
	}
	lint->used_kpis = hito_new(lint->scratch, bool, kpis + 1);
	lint->named_kpis = hito_new(lint->scratch, bool, objectives + 1);
	lint->served_too = hito_new(lint->scratch, size_t, objectives + 1);
	return lint->used_kpis && lint->named_kpis && lint->served_too;
}

void hito_lint_note_kpis(struct hito_lint *lint, const struct hito_item *plan)
{
	size_t i;

	for (i = 0; i < plan->objective_count; i++)
		note_item(lint, plan->objectives[i]);
	for (i = 0; i < plan->step_count; i++) {
		if (hito_lint_is_dropped(plan->steps[i]))
			continue;
		note_item(lint, plan->steps[i]);
		note_objective(lint, plan->steps[i]);
		note_others(lint, plan->steps[i]);
	}
}

static void judge_objective(struct hito_lint *lint,
			    const struct hito_item *objective)
{
	size_t count = count_main(lint, objective);

	rule_unresolved_goal(lint, objective);
	rule_no_kpi(lint, objective);
	if (hito_lint_is_mapped(objective))
		return;
	if (count == 0)
		rule_unserved(lint, objective);
	else
		rule_step_count(lint, objective, count);
}

void hito_lint_relevant(struct hito_lint *lint, const struct hito_item *item)
{
	bool open = hito_lint_is_open(item);

	if (item->kind == HITO_KPI && open && !lint->used_kpis[item->number])
		rule_unserved(lint, item);
	if (item->kind == HITO_OBJECTIVE || item->kind == HITO_STEP)
		rule_unresolved_kpi(lint, item);
	if (item->kind == HITO_OBJECTIVE && open)
		judge_objective(lint, item);
	if (item->kind != HITO_STEP)
		return;
	rule_unresolved_objective(lint, item);
	if (!open)
		return;
	rule_no_objective(lint, item);
	rule_no_kpi(lint, item);
}
