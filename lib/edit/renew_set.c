/* SPDX-License-Identifier: MIT */
/* A plan written again: states, days, estimates, where figures begin. */
#include "edit/renew_own.h"

struct setting {
	struct hito_renew *renew;
	struct hito_editing editing;
};

hito_day hito_renew_day(const struct hito_renew *renew, hito_day day)
{
	const struct hito_renew_input *input = &renew->input;

	if (day == HITO_DAY_NONE || input->first == HITO_DAY_NONE)
		return day;
	return hito_calendar_add(
		input->calendar, input->start,
		hito_calendar_between(input->calendar, input->first, day));
}

/* In a mapping in brackets, or a line of it: the bytes of the value alone. */
static bool set_nested(struct setting *setting, const struct hito_item *item,
		       const struct hito_value *value, struct hito_str text)
{
	const struct hito_source *source = item->document->source;
	struct hito_str old = hito_source_text(source, value->span);

	if (!old.len || hito_str_find_byte(old, '\n', 0) != SIZE_MAX)
		return hito_renew_leave(setting->renew, source->path, source,
					value);
	return hito_editing_put(&setting->editing, source, value->span, text);
}

static bool set(struct setting *setting, const struct hito_item *item,
		enum hito_key key, struct hito_str text)
{
	const struct hito_value *value = hito_item_value(item, key);
	const struct hito_str unchecked = {NULL, 0};
	const char *refused = NULL;

	if (!text.ptr)
		return false;
	if (!item->block || !item->document || !text.len)
		return true;
	if (!item->block->fenced)
		return !value || set_nested(setting, item, value, text);
	if (!hito_editing_set(&setting->editing, item, key, text, unchecked,
			      &refused))
		return false;
	return !refused || !value ||
	       hito_renew_leave(setting->renew, item->document->source->path,
				item->document->source, value);
}

/* day is one of the old plan; NONE: nothing is written. */
static bool set_day(struct setting *setting, const struct hito_item *item,
		    enum hito_key key, hito_day day)
{
	char text[HITO_DAY_SIZE];

	day = hito_renew_day(setting->renew, day);
	if (day == HITO_DAY_NONE)
		return true;
	return set(setting, item, key,
		   hito_arena_copy(setting->renew->arena,
				   hito_str_from(hito_day_format(day, text))));
}

/* A day that it has, moved. */
static bool move_day(struct setting *setting, const struct hito_item *item,
		     enum hito_key key)
{
	const struct hito_value *value = hito_item_value(item, key);

	return !value || set_day(setting, item, key, value->day);
}

static bool set_state(struct setting *setting, const struct hito_item *item,
		      enum hito_word state)
{
	const struct hito_value *value = hito_item_value(item, HITO_KEY_STATE);

	if (!value || value->word == state ||
	    value->span.start == value->span.end)
		return true;
	return set(setting, item, HITO_KEY_STATE,
		   hito_editing_word(item, HITO_KEY_STATE, state));
}

static bool set_step(struct setting *setting, const struct hito_item *item,
		     const struct hito_item *old,
		     const struct hito_renew_step *step)
{
	const struct hito_value *spent = hito_item_value(old, HITO_KEY_SPENT);

	/* In the order in which keys are written. */
	return set_state(setting, item, HITO_TODO) &&
	       set_day(setting, item, HITO_KEY_DUE, step->due) &&
	       (!spent || !spent->readable ||
		set(setting, item, HITO_KEY_ESTIMATE, spent->text)) &&
	       set_day(setting, item, HITO_KEY_START, step->start);
}

static struct hito_str last_reading(const struct hito_item *kpi)
{
	const struct hito_value *log = hito_item_value(kpi, HITO_KEY_READINGS);
	const struct hito_value *now = hito_item_value(kpi, HITO_KEY_NOW);
	const struct hito_part *last = NULL;

	for (size_t i = 0; log && i < log->part_count; i++)
		if (log->parts[i].readable &&
		    (!last || log->parts[i].day >= last->day))
			last = &log->parts[i];
	if (last)
		return last->text;
	return now && now->readable ? now->text : HITO_STR("");
}

/* It begins where it was the last time. */
static bool set_kpi(struct setting *setting, const struct hito_item *kpi,
		    const struct hito_item *old)
{
	return set(setting, kpi, HITO_KEY_FROM, last_reading(old)) &&
	       move_day(setting, kpi, HITO_KEY_BY);
}

static bool set_plan(struct setting *setting, const struct hito_item *plan)
{
	const struct hito_renew_input *input = &setting->renew->input;

	return set_state(setting, plan, HITO_ACTIVE) &&
	       set_day(setting, plan, HITO_KEY_START, input->first) &&
	       (!hito_item_value(plan, HITO_KEY_END) ||
		set_day(setting, plan, HITO_KEY_END, input->last));
}

static bool set_all(struct setting *setting, const struct hito_item *plan)
{
	const struct hito_item *old = setting->renew->input.plan;

	for (size_t i = 0; i < plan->objective_count; i++)
		if (!move_day(setting, plan->objectives[i], HITO_KEY_DUE))
			return false;
	for (size_t i = 0; i < plan->kpi_count; i++)
		if (!set_kpi(setting, plan->kpis[i], old->kpis[i]))
			return false;
	for (size_t i = 0; i < plan->step_count; i++)
		if (!set_step(setting, plan->steps[i], old->steps[i],
			      &setting->renew->input.steps[i]))
			return false;
	return set_plan(setting, plan) &&
	       hito_editing_finish(&setting->editing);
}

static bool are_alike(struct hito_item *const *a, struct hito_item *const *b,
		      size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!hito_str_equal(a[i]->id, b[i]->id))
			return false;
	return true;
}

bool hito_renew_is_whole(const struct hito_renew *renew,
			 const struct hito_item *plan)
{
	const struct hito_item *old = renew->input.plan;

	return plan && plan->objective_count == old->objective_count &&
	       plan->kpi_count == old->kpi_count &&
	       plan->step_count == old->step_count &&
	       are_alike(plan->objectives, old->objectives,
			 old->objective_count) &&
	       are_alike(plan->kpis, old->kpis, old->kpi_count) &&
	       are_alike(plan->steps, old->steps, old->step_count);
}

bool hito_renew_set(struct hito_renew *renew, const struct hito_workspace *then,
		    struct hito_err *err)
{
	const struct hito_item *plan =
		hito_model_plan(then->model, renew->input.id);
	struct setting setting = {.renew = renew};

	if (!hito_renew_is_whole(renew, plan)) {
		hito_err_set(err, HITO_ERR_INPUT,
			     "the plan would not be read as meant, and nothing "
			     "is written");
		return hito_err_at(err, renew->files[0].path, 0, 0);
	}
	hito_editing_init(&setting.editing, renew->arena);
	if (!set_all(&setting, plan))
		return hito_err_memory(err);
	hito_renew_take(renew, &setting.editing, false);
	return true;
}
