/* SPDX-License-Identifier: MIT */
/* A: can it be done, by whom, with what, in what time, for what money? */
#include "base/num.h"
#include "lint/guess.h"
#include "lint/lint.h"
#include "plan/fold.h"

static struct hito_item *const *team_of(const struct hito_lint *lint,
					const struct hito_item *plan,
					size_t *out_count)
{
	if (plan && plan->team_count) {
		*out_count = plan->team_count;
		return plan->team;
	}
	*out_count = lint->model->team_count;
	return lint->model->team;
}

static void rule_missing_owner(struct hito_lint *lint,
			       const struct hito_item *step)
{
	struct hito_str example = HITO_STR("ana");
	struct hito_item *const *team;
	size_t count;

	if (hito_item_effective(step, HITO_KEY_OWNER, NULL))
		return;
	team = team_of(lint, step->plan, &count);
	if (count)
		example = team[0]->id;
	hito_lint_raise_missing(lint, HITO_RULE_A001, step, HITO_KEY_OWNER,
				example, HITO_N("nobody is responsible"));
}

static void rule_no_resources(struct hito_lint *lint,
			      const struct hito_item *step)
{
	if (hito_step_is_milestone(step) ||
	    hito_item_effective(step, HITO_KEY_RESOURCES, NULL) ||
	    hito_item_effective(step, HITO_KEY_COST, NULL))
		return;
	hito_lint_raise_missing(lint, HITO_RULE_A004, step, HITO_KEY_RESOURCES,
				hito_spelling_is_spanish(step)
					? HITO_STR("ninguno")
					: HITO_STR("none"),
				HITO_N("no resources are named: money, tools, "
				       "people, or none"));
}

/* Its id, name or an account of it, folded. */
static bool person_is(const struct hito_item *person, struct hito_str text)
{
	static const enum hito_key keys[] = {HITO_KEY_NAME, HITO_KEY_GITHUB,
					     HITO_KEY_GITLAB, HITO_KEY_FORGEJO};
	size_t i;

	if (hito_fold_equal(person->id, text))
		return true;
	for (i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		const struct hito_value *value =
			hito_item_value(person, keys[i]);

		if (value && hito_fold_equal(value->text, text))
			return true;
	}
	return false;
}

static bool is_known(const struct hito_lint *lint, const struct hito_item *plan,
		     struct hito_str text)
{
	size_t i;

	if (hito_model_person(lint->model, plan, text))
		return true;
	for (i = 0; plan && i < plan->team_count; i++) {
		if (person_is(plan->team[i], text))
			return true;
	}
	for (i = 0; i < lint->model->team_count; i++) {
		if (person_is(lint->model->team[i], text))
			return true;
	}
	return false;
}

static struct hito_str guess_person(struct hito_lint *lint,
				    const struct hito_item *plan,
				    struct hito_str text)
{
	struct hito_guess guess;

	hito_guess_init(&guess, text);
	if (!hito_lint_may_guess(lint))
		return HITO_STR("");
	if (plan)
		hito_guess_items(&guess, plan->team, plan->team_count);
	hito_guess_items(&guess, lint->model->team, lint->model->team_count);
	return hito_guess_best(&guess);
}

static void judge_person(struct hito_lint *lint, const struct hito_item *item,
			 const struct hito_value *value, struct hito_str text,
			 struct hito_span span)
{
	struct hito_finding *finding;
	struct hito_str near;
	size_t start, end;

	if (is_known(lint, item->plan, text) ||
	    hito_lint_is_placeholder(lint, text, &start, &end))
		return;
	near = guess_person(lint, item->plan, text);
	finding = hito_lint_raise_value(lint, HITO_RULE_A003, item, value,
					HITO_N("\"{1}\" is not in the team"));
	if (span.end > span.start)
		finding->span = span;
	finding->args[0] = text;
	finding->args[1] = near;
	finding->args[2] = item->plan ? hito_spelling(item->plan, HITO_KEY_TEAM)
				      : HITO_STR("team");
	finding->help = near.len ? HITO_N("did you mean \"{2}\"?")
				 : HITO_N("name one person, or add the person "
					  "to \"{3}:\"");
	if (near.len && span.end > span.start)
		hito_finding_fix(&lint->findings, finding, HITO_FIX_SUGGESTED,
				 span, near);
}

static void rule_unknown_owner(struct hito_lint *lint,
			       const struct hito_item *item, enum hito_key key)
{
	const struct hito_value *value = hito_item_value(item, key);
	struct hito_str text;
	struct hito_span span;
	size_t count, i;

	(void)team_of(lint, item->plan, &count);
	if (!value || !value->readable || count == 0)
		return;
	for (i = 0; hito_lint_part(value, i, &text, &span); i++)
		judge_person(lint, item, value, text, span);
}

static bool has_cost(const struct hito_item *step, struct hito_str currency,
		     struct hito_decimal *out)
{
	const struct hito_value *cost = hito_item_value(step, HITO_KEY_COST);

	struct hito_amount amount;

	if (!cost || !cost->readable)
		return false;
	amount = hito_value_amount(cost);
	*out = (struct hito_decimal){amount.units, amount.scale};
	return amount.has_number && hito_str_equal(amount.unit, currency);
}

/* A step's cost stands for its parts, which may break it down. */
static bool counts(const struct hito_item *step, struct hito_str currency,
		   struct hito_decimal *out)
{
	const struct hito_item *up;
	struct hito_decimal above;

	if (step->duplicate_of || hito_lint_is_dropped(step) ||
	    !has_cost(step, currency, out))
		return false;
	for (up = step->parent; up; up = up->parent) {
		if (has_cost(up, currency, &above))
			return false;
	}
	return true;
}

static void rule_over_budget(struct hito_lint *lint,
			     const struct hito_item *item)
{
	const struct hito_value *budget =
		hito_item_value(item, HITO_KEY_BUDGET);
	struct hito_decimal sum = {0, 0}, limit, cost;
	struct hito_amount amount;
	struct hito_finding *finding;
	char text[HITO_DECIMAL_SIZE];
	size_t i;

	if (!budget || !budget->readable || !item->plan)
		return;
	amount = hito_value_amount(budget);
	if (!amount.has_number)
		return;
	limit = (struct hito_decimal){amount.units, amount.scale};
	for (i = 0; i < item->plan->step_count; i++) {
		const struct hito_item *step = item->plan->steps[i];

		if ((item->kind == HITO_PLAN || step->objective == item) &&
		    counts(step, amount.unit, &cost))
			sum = hito_decimal_add(sum, cost);
	}
	if (hito_decimal_compare(sum, limit) <= 0)
		return;
	finding = hito_lint_raise_value(
		lint, HITO_RULE_A104, item, budget,
		HITO_N("the steps cost {1}, the budget is {2}"));
	finding->args[0] = hito_arena_printf(
		lint->arena, "%s%s%.*s", hito_decimal_format(sum, text),
		amount.unit.len ? " " : "", (int)amount.unit.len,
		amount.unit.ptr);
	finding->args[1] = budget->text;
	finding->help = HITO_N("raise the budget, or drop or cut steps");
}

void hito_lint_achievable(struct hito_lint *lint, const struct hito_item *item)
{
	if (!hito_lint_is_open(item))
		return;
	rule_unknown_owner(lint, item, HITO_KEY_OWNER);
	if (item->kind == HITO_PLAN || item->kind == HITO_OBJECTIVE)
		rule_over_budget(lint, item);
	if (item->kind != HITO_STEP)
		return;
	rule_unknown_owner(lint, item, HITO_KEY_SUPPORT);
	rule_missing_owner(lint, item);
	rule_no_resources(lint, item);
}
