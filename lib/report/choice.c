/* SPDX-License-Identifier: MIT */
/* Which items a report is about. */
#include "report/choice.h"

static bool is_everything(const struct hito_choice *choice)
{
	return choice->path_count == 0 && choice->item_count == 0;
}

static bool is_below(struct hito_str folder, struct hito_str path)
{
	if (folder.len == 0 || hito_str_equal(folder, path))
		return true;
	return path.len > folder.len && path.ptr[folder.len] == '/' &&
	       hito_str_equal(hito_str_slice(path, 0, folder.len), folder);
}

bool hito_choice_has_path(const struct hito_choice *choice,
			  struct hito_str path)
{
	if (is_everything(choice))
		return true;
	for (size_t i = 0; i < choice->path_count; i++) {
		if (is_below(choice->paths[i], path))
			return true;
	}
	return false;
}

static bool is_named(const struct hito_choice *choice,
		     const struct hito_item *item)
{
	for (size_t i = 0; i < choice->item_count; i++) {
		if (choice->items[i] == item)
			return true;
	}
	return false;
}

/* A plan that no file declares is in no file. */
static bool has_file(const struct hito_item *item)
{
	return item->document->source &&
	       (item->kind != HITO_PLAN || item->block->fenced);
}

bool hito_choice_has(const struct hito_choice *choice,
		     const struct hito_item *item)
{
	if (is_everything(choice) || is_named(choice, item))
		return true;
	if (has_file(item) &&
	    hito_choice_has_path(choice, item->document->source->path))
		return true;
	if (choice->item_count == 0)
		return false;
	for (const struct hito_item *step = item; step; step = step->parent) {
		if (is_named(choice, step) ||
		    (step->objective && is_named(choice, step->objective)))
			return true;
	}
	return item->plan && is_named(choice, item->plan);
}

static bool has_any(const struct hito_choice *choice,
		    struct hito_item *const *items, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (hito_choice_has(choice, items[i]))
			return true;
	}
	return false;
}

bool hito_choice_has_plan(const struct hito_choice *choice,
			  const struct hito_item *plan)
{
	return hito_choice_has(choice, plan) ||
	       has_any(choice, plan->objectives, plan->objective_count) ||
	       has_any(choice, plan->kpis, plan->kpi_count) ||
	       has_any(choice, plan->team, plan->team_count) ||
	       has_any(choice, plan->steps, plan->step_count);
}
