/* SPDX-License-Identifier: MIT */
/* H103: a baseline or a target that moved after work had begun. */
#include "lint/past.h"

/* What a measure was when work began, what it is, and who moved it last. */
struct move {
	struct hito_str old, new;
	const struct hito_commit *commit;
};

/* The field "to" of "kpi: x, from: 2.5, to: 3.5"; empty: it has none. */
static struct hito_str field(struct hito_str text, struct hito_str name)
{
	struct hito_str part, key, value;

	while (text.len) {
		hito_str_cut(text, ',', &part, &text);
		if (hito_str_cut(hito_str_trim(part), ':', &key, &value) &&
		    hito_str_equal(key, name))
			return hito_str_trim(value);
	}
	return HITO_STR("");
}

/* name empty: the whole fact */
static struct hito_str part_of(const struct hito_fact *fact,
			       struct hito_str name)
{
	if (!fact || !fact->readable)
		return HITO_STR("");
	return name.len ? field(fact->text, name) : fact->text;
}

/* Out and back again is no move; neither is to be written at all. */
static bool find_move(const struct hito_story *story, enum hito_key key,
		      struct hito_str name, hito_day begun,
		      struct move *out_move)
{
	struct move move = {.commit = NULL};
	size_t i;

	for (i = 0; i < story->event_count; i++) {
		const struct hito_event *event = story->events[i];
		struct hito_str old, new;

		if (event->what != HITO_CHANGED || event->key != key ||
		    event->day <= begun)
			continue;
		old = part_of(event->old, name);
		new = part_of(event->new, name);
		if (hito_str_equal(old, new))
			continue;
		if (!move.old.len)
			move.old = old;
		move.new = new;
		move.commit = event->commit;
	}
	*out_move = move;
	return move.commit && move.old.len && move.new.len &&
	       !hito_str_equal(move.old, move.new);
}

static void raise(struct hito_lint *lint, const struct hito_item *item,
		  struct hito_span span, struct hito_str key, bool is_target,
		  const struct move *move)
{
	struct hito_finding *finding = hito_lint_raise(
		lint, HITO_RULE_H103, item, span,
		is_target ? HITO_N("the target moved from {1} to {2} in {3}, "
				   "after work had begun")
			  : HITO_N("the baseline moved from {1} to {2} in "
				   "{3}, after work had begun"));

	finding->key = key;
	finding->args[0] = move->old;
	finding->args[1] = move->new;
	finding->args[2] = hito_past_id(move->commit);
	finding->args[3] = hito_spelling(item, HITO_KEY_REASON);
	finding->help =
		item->kind == HITO_STEP
			? HITO_N("put it back, or write why under {4}:")
			: HITO_N("put it back; if the goal has changed, "
				 "end this KPI and begin another");
}

static void judge_step(struct hito_lint *lint,
		       const struct hito_step_status *step)
{
	const struct hito_value *success =
		hito_item_value(step->step, HITO_KEY_SUCCESS);
	static const char *const names[] = {"from", "to"};
	size_t i;

	if (!step->story || step->started == HITO_DAY_NONE || !success ||
	    !success->mapping || hito_lint_is_dropped(step->step))
		return;
	for (i = 0; i < 2; i++) {
		const struct hito_part *part =
			hito_value_part(success, names[i]);
		struct move move;

		if (part && part->readable &&
		    find_move(step->story, HITO_KEY_SUCCESS,
			      hito_str_from(names[i]), step->started, &move) &&
		    !hito_past_has_reason(step->story, move.commit))
			raise(lint, step->step, part->span, success->key_text,
			      i == 1, &move);
	}
}

static bool names_kpi(const struct hito_item *step, struct hito_str kpi)
{
	const struct hito_value *success =
		hito_item_value(step, HITO_KEY_SUCCESS);
	const struct hito_value *value =
		hito_item_effective(step, HITO_KEY_KPI, NULL);
	const struct hito_part *part = success && success->mapping
					       ? hito_value_part(success, "kpi")
					       : NULL;
	struct hito_str text;
	struct hito_span span;
	size_t i;

	if (part && hito_str_equal(part->text, kpi))
		return true;
	for (i = 0; hito_lint_part(value, i, &text, &span); i++)
		if (hito_str_equal(text, kpi))
			return true;
	return false;
}

/* The first day that a step was begun which is to move a KPI. */
static hito_day begun(const struct hito_plan_status *plan,
		      const struct hito_item *kpi)
{
	hito_day first = HITO_DAY_NONE;
	size_t i;

	for (i = 0; i < plan->step_count; i++) {
		hito_day started = plan->steps[i].started;

		if (started != HITO_DAY_NONE &&
		    (first == HITO_DAY_NONE || started < first) &&
		    names_kpi(plan->steps[i].step, kpi->id))
			first = started;
	}
	return first;
}

static void judge_kpi(struct hito_lint *lint,
		      const struct hito_plan_status *plan,
		      const struct hito_item *kpi)
{
	static const enum hito_key keys[] = {HITO_KEY_FROM, HITO_KEY_TO};
	const struct hito_story *story =
		hito_history_find(lint->options->status->history, HITO_KPI,
				  plan->plan->id, kpi->id);
	hito_day first = HITO_DAY_NONE;
	size_t i;

	if (story)
		first = begun(plan, kpi);
	for (i = 0; first != HITO_DAY_NONE && i < 2; i++) {
		const struct hito_value *value = hito_item_value(kpi, keys[i]);
		struct move move;

		if (value && value->readable &&
		    find_move(story, keys[i], HITO_STR(""), first, &move))
			raise(lint, kpi, value->span, value->key_text, i == 1,
			      &move);
	}
}

void hito_lint_goalposts(struct hito_lint *lint,
			 const struct hito_plan_status *plan)
{
	size_t i;

	if (plan->plan->state != HITO_ACTIVE)
		return;
	for (i = 0; i < plan->step_count; i++)
		judge_step(lint, &plan->steps[i]);
	for (i = 0; i < plan->plan->kpi_count; i++)
		judge_kpi(lint, plan, plan->plan->kpis[i]);
}
