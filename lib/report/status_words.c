/* SPDX-License-Identifier: MIT */
/* What is said of a step in a few letters. */
#include "report/status_words.h"

#include <stdio.h>

#include "base/map.h"

const char *hito_slip_words(const struct hito_step_status *step,
			    enum hito_lang lang, char text[HITO_CELL_SIZE])
{
	const char *mark = step->partial ? "?" : "";

	text[0] = '\0';
	if (step->slip_count == 0)
		return text;
	if (step->slip_working_days)
		snprintf(text, HITO_CELL_SIZE,
			 hito_message(lang, HITO_N("%+d wd%s")),
			 step->slip_working_days, mark);
	else
		snprintf(text, HITO_CELL_SIZE,
			 hito_message(lang, HITO_N("%+d d%s")), step->slip_days,
			 mark);
	return text;
}

const char *hito_working_words(enum hito_lang lang, int days, const char *mark,
			       char text[HITO_CELL_SIZE])
{
	bool one = days == 1 || days == -1;

	snprintf(text, HITO_CELL_SIZE, "%+d %s%s", days,
		 hito_message(lang, one ? HITO_N("working day")
					: HITO_N("working days")),
		 mark);
	return text;
}

static void done_words(const struct hito_step_status *step, enum hito_lang lang,
		       char text[HITO_CELL_SIZE])
{
	if (step->late_days == HITO_UNKNOWN)
		return;
	if (step->late_days > 0)
		snprintf(text, HITO_CELL_SIZE,
			 hito_message(lang, HITO_N("%d d late")),
			 step->late_days);
	else if (step->late_days < 0)
		snprintf(text, HITO_CELL_SIZE,
			 hito_message(lang, HITO_N("%d d early")),
			 -step->late_days);
	else
		snprintf(text, HITO_CELL_SIZE, "%s",
			 hito_message(lang, HITO_N("on time")));
}

const char *hito_note_words(const struct hito_step_status *step, hito_day today,
			    enum hito_lang lang, char text[HITO_CELL_SIZE])
{
	enum { SOON = 7 };

	text[0] = '\0';
	if (step->state == HITO_DONE) {
		done_words(step, lang, text);
	} else if (step->state == HITO_DROPPED) {
		return text;
	} else if (step->is_overdue) {
		snprintf(text, HITO_CELL_SIZE,
			 hito_message(lang, HITO_N("%d d overdue")),
			 today - step->due);
	} else if (step->due == today) {
		snprintf(text, HITO_CELL_SIZE, "%s",
			 hito_message(lang, HITO_N("today")));
	} else if (step->due != HITO_DAY_NONE && step->due - today <= SOON) {
		snprintf(text, HITO_CELL_SIZE,
			 hito_message(lang, HITO_N("in %d d")),
			 step->due - today);
	}
	return text;
}

struct hito_str hito_state_words(const struct hito_step_status *step,
				 enum hito_lang lang)
{
	if (step->state == HITO_FOREIGN || step->state == HITO_WORD_NONE)
		return step->state_text;
	return hito_str_from(hito_word_label(step->state, lang));
}

struct ordering {
	const struct hito_plan_status *plan;
	struct hito_map by_step; /* address to status */
	struct hito_line *lines;
	bool *told;
	size_t count;
};

static struct hito_str address_of(struct hito_item *const *item)
{
	return (struct hito_str){(const char *)item, sizeof(*item)};
}

/* Sub-steps behind their parent; depth bounds the recursion. */
static void tell(struct ordering *order, struct hito_item *const *step,
		 const struct hito_objective_status *objective, unsigned depth)
{
	enum { DEPTH = 64 };
	const struct hito_step_status *status =
		hito_map_find(&order->by_step, address_of(step));
	size_t place;

	if (!status || depth > DEPTH)
		return;
	place = (size_t)(status - order->plan->steps);
	if (order->told[place])
		return;
	order->told[place] = true;
	order->lines[order->count++] =
		(struct hito_line){status, objective, depth};
	for (size_t i = 0; i < (*step)->child_count; i++)
		tell(order, &(*step)->children[i], objective, depth + 1);
}

static bool index_steps(struct ordering *order)
{
	const struct hito_plan_status *plan = order->plan;
	struct hito_item *const *steps = plan->plan->steps;

	for (size_t i = 0; i < plan->step_count; i++)
		if (!hito_map_put(&order->by_step, address_of(&steps[i]),
				  (void *)(uintptr_t)&plan->steps[i]))
			return false;
	return true;
}

struct hito_line *hito_plan_lines(const struct hito_plan_status *plan,
				  struct hito_arena *arena)
{
	struct ordering order = {.plan = plan};
	struct hito_item *const *steps = plan->plan->steps;

	hito_map_init(&order.by_step, arena);
	order.lines = hito_new(arena, struct hito_line, plan->step_count + 1);
	order.told = hito_new(arena, bool, plan->step_count + 1);
	if (!order.lines || !order.told || !index_steps(&order))
		return NULL;
	for (size_t i = 0; i < plan->objective_count; i++) {
		const struct hito_objective_status *objective =
			&plan->objectives[i];
		const struct hito_item *item = objective->objective;

		for (size_t k = 0; k < item->child_count; k++)
			if (!item->children[k]->parent)
				tell(&order, &item->children[k], objective, 0);
	}
	/* Whatever its objective and parent say, no step is left out. */
	for (size_t i = 0; i < plan->step_count; i++)
		if (!steps[i]->parent)
			tell(&order, &steps[i], NULL, 0);
	for (size_t i = 0; i < plan->step_count; i++)
		tell(&order, &steps[i], NULL, 0);
	return order.lines;
}

static void write_amount(struct hito_out *out, struct hito_amount amount)
{
	if (amount.has_number)
		hito_write_number(out, amount);
	else
		hito_out_text(out, "?");
}

static struct hito_str unit_of(const struct hito_kpi_status *kpi)
{
	const struct hito_value *unit =
		hito_item_value(kpi->kpi, HITO_KEY_UNIT);

	if (unit && unit->text.len)
		return unit->text;
	if (kpi->to.unit.len)
		return kpi->to.unit;
	return kpi->from.unit.len ? kpi->from.unit : kpi->now.unit;
}

void hito_write_kpi(struct hito_out *out, const struct hito_style *style,
		    const struct hito_kpi_status *kpi)
{
	struct hito_str unit = unit_of(kpi);

	write_amount(out, kpi->from);
	hito_out_printf(out, " %s ", hito_mark_arrow(style));
	if (kpi->now.has_number) {
		write_amount(out, kpi->now);
		hito_out_printf(out, " %s ", hito_mark_arrow(style));
	}
	write_amount(out, kpi->to);
	if (unit.len) {
		hito_out_text(out, " ");
		hito_out_foreign(out, unit);
	}
}
