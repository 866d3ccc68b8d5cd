/* SPDX-License-Identifier: MIT */
/*
 * Sums by unit: no unit is turned into another. Sub-steps count in place of
 * a parent once one of them gives an amount of its own.
 */
#include "status/money.h"

#include <stdlib.h>

#include "base/num.h"
#include "hito/limits.h"
#include "plan/identity.h"

struct purse {
	const struct hito_join *join;
	const struct hito_plan_status *plan;
	struct hito_figures *figures;
	struct hito_map by_unit; /* of struct hito_money */
	struct hito_money **rows;
	size_t count, capacity;
	struct hito_arena *scratch;
};

static struct hito_money *row_of(struct purse *purse, struct hito_str unit)
{
	struct hito_money *row = hito_map_find(&purse->by_unit, unit);

	if (row)
		return row;
	row = hito_new(purse->scratch, struct hito_money, 1);
	if (!row ||
	    !hito_reserve(purse->scratch, purse->rows, purse->count,
			  purse->capacity) ||
	    !hito_map_put(&purse->by_unit, unit, row))
		return NULL;
	row->unit = unit;
	purse->rows[purse->count++] = row;
	return row;
}

static void add(struct hito_amount *sum, struct hito_amount amount)
{
	struct hito_decimal total = hito_decimal_add(
		(struct hito_decimal){sum->units, sum->scale},
		(struct hito_decimal){amount.units, amount.scale});

	if (!amount.has_number)
		return;
	sum->units = total.units;
	sum->scale = total.scale;
	sum->has_number = true;
	sum->unit = amount.unit;
}

/* The amount of an item's own key; false: none that counts. */
static bool read_amount(struct purse *purse, const struct hito_item *item,
			enum hito_key key, struct hito_amount *out_amount)
{
	const struct hito_value *value = hito_item_value(item, key);
	struct hito_current current = hito_join_own(purse->join, item, key);
	bool ambiguous;

	if (!current.text.len) {
		if (value && !value->readable)
			purse->figures->money_unreadable++;
		return false;
	}
	if (!current.disagrees && value && value->readable &&
	    hito_value_amount(value).has_number) {
		*out_amount = hito_value_amount(value);
		return true;
	}
	if (hito_amount_parse(purse->scratch, current.text, HITO_LANG_NONE,
			      out_amount, &ambiguous) &&
	    out_amount->has_number)
		return true;
	purse->figures->money_unreadable++;
	return false;
}

/* Place of a step in its plan; step_count: it is of another. */
static size_t place_of(const struct purse *purse, const struct hito_item *step)
{
	const struct hito_plan_status *plan = purse->plan;
	size_t place;

	if (!step || !plan->step_count ||
	    step->number < plan->steps[0].step->number)
		return plan->step_count;
	place = step->number - plan->steps[0].step->number;
	if (place >= plan->step_count || plan->steps[place].step != step)
		return plan->step_count;
	return place;
}

static bool is_counted(const struct hito_step_status *step)
{
	return step->state != HITO_DROPPED && !hito_identity_loses(step->step);
}

/* Those around a step do not count any more. */
static void cover(const struct purse *purse, const struct hito_item *step,
		  bool *covered)
{
	for (int i = 0; i < HITO_LIMIT_PARENTS && step->parent; i++) {
		size_t place = place_of(purse, step->parent);

		if (place >= purse->plan->step_count || covered[place])
			return;
		covered[place] = true;
		step = step->parent;
	}
}

static void add_step(struct hito_money *row, enum hito_key key,
		     struct hito_amount amount, bool done)
{
	bool cost = key == HITO_KEY_COST;

	add(cost ? &row->cost : &row->value, amount);
	if (done)
		add(cost ? &row->cost_done : &row->value_done, amount);
	if (cost) {
		row->has_cost = true;
		row->cost_steps++;
	} else {
		row->has_value = true;
		row->value_steps++;
	}
}

static bool sum_steps(struct purse *purse, enum hito_key key)
{
	const struct hito_plan_status *plan = purse->plan;
	struct hito_amount *amounts = hito_new(
		purse->scratch, struct hito_amount, plan->step_count + 1);
	bool *covered = hito_new(purse->scratch, bool, plan->step_count + 1);

	if (!amounts || !covered)
		return false;
	for (size_t i = 0; i < plan->step_count; i++)
		if (is_counted(&plan->steps[i]) &&
		    hito_join_may_have(plan->steps[i].step,
				       plan->steps[i].story, key) &&
		    read_amount(purse, plan->steps[i].step, key, &amounts[i]))
			cover(purse, plan->steps[i].step, covered);
	for (size_t i = 0; i < plan->step_count; i++) {
		struct hito_money *row;

		if (!amounts[i].has_number || covered[i])
			continue;
		row = row_of(purse, amounts[i].unit);
		if (!row)
			return false;
		add_step(row, key, amounts[i],
			 plan->steps[i].state == HITO_DONE);
	}
	return true;
}

static bool add_budget(struct purse *purse, const struct hito_item *item,
		       bool *out_given)
{
	struct hito_amount amount;
	struct hito_money *row;

	*out_given = hito_item_value(item, HITO_KEY_BUDGET) != NULL;
	if (!read_amount(purse, item, HITO_KEY_BUDGET, &amount))
		return true;
	row = row_of(purse, amount.unit);
	if (!row)
		return false;
	*out_given = true;
	add(&row->budget, amount);
	row->has_budget = true;
	return true;
}

/* The plan's, else those of its objectives together. */
static bool sum_budgets(struct purse *purse)
{
	const struct hito_item *plan = purse->plan->plan;
	bool given;

	if (!add_budget(purse, plan, &given))
		return false;
	for (size_t i = 0; !given && i < plan->objective_count; i++) {
		bool one;

		if (!add_budget(purse, plan->objectives[i], &one))
			return false;
	}
	return true;
}

static enum hito_lack share(bool unreadable, bool has_part, bool has_whole,
			    struct hito_amount part, struct hito_amount whole,
			    double *out_share)
{
	if (unreadable)
		return HITO_LACK_UNREADABLE;
	if (!has_part || !has_whole)
		return HITO_LACK_NOT_GIVEN;
	if (whole.units <= 0)
		return HITO_LACK_ZERO;
	*out_share = hito_amount_double(part) / hito_amount_double(whole);
	return HITO_LACK_NONE;
}

/* Of what nothing is done yet, nothing was spent. */
static void begin_done(bool has_any, struct hito_amount *done)
{
	if (has_any)
		done->has_number = true;
}

static void compare(struct hito_money *row, bool unreadable)
{
	begin_done(row->has_cost, &row->cost_done);
	begin_done(row->has_value, &row->value_done);
	row->return_lack = share(unreadable, row->has_value, row->has_cost,
				 row->value, row->cost, &row->returns);
	row->return_done_lack =
		share(unreadable, row->has_value, row->cost_done.has_number,
		      row->value_done, row->cost_done, &row->returns_done);
	row->budget_lack = share(unreadable, row->has_cost, row->has_budget,
				 row->cost, row->budget, &row->budget_cost);
	if (row->return_lack == HITO_LACK_NONE)
		row->returns -= 1;
	if (row->return_done_lack == HITO_LACK_NONE)
		row->returns_done -= 1;
	if (row->budget_lack == HITO_LACK_NONE)
		row->budget_done = hito_amount_double(row->cost_done) /
				   hito_amount_double(row->budget);
}

static int by_unit(const void *a, const void *b)
{
	const struct hito_money *x = a, *y = b;

	return hito_str_compare(x->unit, y->unit);
}

bool hito_money_derive(const struct hito_join *join,
		       const struct hito_plan_status *plan,
		       struct hito_arena *scratch, struct hito_figures *figures)
{
	struct purse purse = {.join = join,
			      .plan = plan,
			      .figures = figures,
			      .scratch = scratch};
	struct hito_money *money;

	hito_map_init(&purse.by_unit, scratch);
	for (size_t i = 0; i < plan->step_count; i++)
		if (plan->steps[i].leaf && is_counted(&plan->steps[i]) &&
		    !hito_step_is_milestone(plan->steps[i].step))
			figures->money_leaves++;
	if (!sum_steps(&purse, HITO_KEY_COST) ||
	    !sum_steps(&purse, HITO_KEY_VALUE) || !sum_budgets(&purse))
		return false;
	money = hito_new(join->arena, struct hito_money, purse.count + 1);
	if (!money)
		return false;
	for (size_t i = 0; i < purse.count; i++) {
		compare(purse.rows[i], figures->money_unreadable > 0);
		money[i] = *purse.rows[i];
	}
	if (purse.count > 1)
		qsort(money, purse.count, sizeof(*money), by_unit);
	figures->money = money;
	figures->money_count = purse.count;
	return true;
}

static void add_row(struct hito_money *sum, const struct hito_money *row)
{
	add(&sum->budget, row->budget);
	add(&sum->cost, row->cost);
	add(&sum->cost_done, row->cost_done);
	add(&sum->value, row->value);
	add(&sum->value_done, row->value_done);
	sum->has_budget = sum->has_budget || row->has_budget;
	sum->has_cost = sum->has_cost || row->has_cost;
	sum->has_value = sum->has_value || row->has_value;
	sum->cost_steps += row->cost_steps;
	sum->value_steps += row->value_steps;
}

bool hito_money_total(const struct hito_plan_status *plans, size_t count,
		      struct hito_arena *arena, struct hito_totals *totals)
{
	struct hito_money *rows;
	size_t most = 0, last = 0;
	bool unreadable = false;

	for (size_t i = 0; i < count; i++)
		most += plans[i].figures ? plans[i].figures->money_count : 0;
	rows = hito_new(arena, struct hito_money, most + 1);
	if (!rows)
		return false;
	for (size_t i = 0, at = 0; i < count; i++) {
		const struct hito_figures *figures = plans[i].figures;

		for (size_t k = 0; figures && k < figures->money_count; k++)
			rows[at++] = figures->money[k];
		unreadable = unreadable ||
			     (figures && figures->money_unreadable > 0);
	}
	if (most > 1)
		qsort(rows, most, sizeof(*rows), by_unit);
	for (size_t i = 1; i < most; i++)
		if (hito_str_equal(rows[i].unit, rows[last].unit))
			add_row(&rows[last], &rows[i]);
		else
			rows[++last] = rows[i];
	totals->money = rows;
	totals->money_count = most ? last + 1 : 0;
	for (size_t i = 0; i < totals->money_count; i++)
		compare(&rows[i], unreadable);
	return true;
}

void hito_confidence_derive(const struct hito_join *join,
			    const struct hito_plan_status *plan,
			    struct hito_figures *figures)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < plan->step_count; i++) {
		const struct hito_step_status *step = &plan->steps[i];
		uint32_t score;

		if (!step->leaf || !is_counted(step) ||
		    step->state == HITO_DONE)
			continue;
		figures->confidence_of++;
		if (!hito_join_may_have(step->step, step->story,
					HITO_KEY_CONFIDENCE) ||
		    !hito_str_u32(hito_join_value(join, step->step,
						  HITO_KEY_CONFIDENCE)
					  .text,
				  &score))
			continue;
		figures->confidence_count++;
		sum += score;
	}
	if (figures->confidence_count)
		figures->confidence =
			(double)sum / (double)figures->confidence_count;
	else
		figures->confidence_lack = figures->confidence_of
						   ? HITO_LACK_NOT_GIVEN
						   : HITO_LACK_NO_STEPS;
}
