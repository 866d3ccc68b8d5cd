/* SPDX-License-Identifier: MIT */
/* The list as a table. */
#include "report/grid.h"
#include "report/list_report.h"
#include "report/status_notes.h"
#include "report/status_words.h"

static bool has_several_plans(const struct hito_list *list)
{
	for (size_t i = 1; i < list->count; i++)
		if (list->steps[i]->plan != list->steps[0]->plan)
			return true;
	return false;
}

static enum hito_paint note_paint(const struct hito_step_status *step)
{
	if (step->is_overdue)
		return HITO_PAINT_BAD;
	return step->state == HITO_DONE && step->late_days > 0
		       ? HITO_PAINT_WARN
		       : HITO_PAINT_NONE;
}

/* A note in the arena; empty where there is none. */
static struct hito_str note_of(const struct hito_list *list,
			       const struct hito_style *style,
			       const struct hito_step_status *step,
			       struct hito_arena *arena)
{
	char text[HITO_CELL_SIZE];

	if (step->state == HITO_FOREIGN)
		return step->state_text;
	hito_note_words(step, list->status->today, style->lang, text);
	if (!*text)
		return HITO_STR("");
	return hito_arena_copy(arena, hito_str_from(text));
}

static bool add_row(struct hito_grid *grid, const struct hito_list *list,
		    const struct hito_prospect *prospect, bool with_plan)
{
	const struct hito_step_status *step = prospect->status;
	const struct hito_style *style = grid->style;
	enum hito_paint paint = hito_paint_state(step->state, step->is_overdue);
	struct hito_str id = step->step->id, due = HITO_STR("");
	struct hito_str note = note_of(list, style, step, grid->arena);
	char text[HITO_DAY_SIZE];

	if (with_plan)
		id = hito_item_name(step->step, grid->arena);
	if (step->due != HITO_DAY_NONE)
		due = hito_arena_copy(
			grid->arena,
			hito_str_from(hito_day_format(step->due, text)));
	if (!id.ptr || !due.ptr || !note.ptr)
		return false;
	return hito_grid_add(
		grid, (const struct hito_cell[]){
			      {hito_str_from(hito_mark_state(style, step->state,
							     step->is_overdue)),
			       paint},
			      {step->step->title, step->state == HITO_DROPPED
							  ? HITO_PAINT_DIM
							  : HITO_PAINT_NONE},
			      {prospect->owner, HITO_PAINT_NONE},
			      {due, step->is_overdue ? HITO_PAINT_BAD
						     : HITO_PAINT_NONE},
			      {note, note_paint(step)},
			      {id, HITO_PAINT_DIM},
		      });
}

static void write_foot(struct hito_out *out, const struct hito_style *style,
		       const struct hito_list *list)
{
	hito_paint_on(out, style, HITO_PAINT_DIM);
	if (!list->of)
		hito_out_text(out, hito_message(style->lang,
						HITO_N("There are no steps "
						       "here.")));
	else if (!list->total)
		hito_out_printf(out,
				hito_message(style->lang,
					     HITO_N("None of %zu steps fits.")),
				list->of);
	else if (list->count < list->total)
		hito_out_printf(
			out,
			hito_message(style->lang,
				     HITO_N("%zu of %zu steps that fit, "
					    "of %zu")),
			list->count, list->total, list->of);
	else
		hito_out_printf(
			out,
			hito_message(style->lang, HITO_N("%zu of %zu steps")),
			list->total, list->of);
	hito_paint_off(out, style, HITO_PAINT_DIM);
	hito_out_text(out, "\n");
}

bool hito_list_text(struct hito_out *out, const struct hito_style *style,
		    const struct hito_list *list, struct hito_arena *scratch)
{
	struct hito_grid grid = {
		.style = style,
		.arena = scratch,
		.columns =
			{
				{0},
				{.least = 18},
				{.most = 12, .keep = 2},
				{.keep = 4},
				{.most = 16, .keep = 1},
				{.least = 12, .yield = 2, .keep = 3},
			},
		.column_count = 6,
	};
	bool several = has_several_plans(list);
	const struct hito_plan_status *plan = NULL;

	grid.indent = several && list->by_plan ? 2 : 0;
	for (size_t i = 0; i < list->count; i++) {
		const struct hito_item *item = list->steps[i]->plan->plan;

		if (several && list->by_plan && plan != list->steps[i]->plan &&
		    !hito_grid_head(&grid, item->title, item->id))
			return false;
		plan = list->steps[i]->plan;
		if (!add_row(&grid, list, list->steps[i],
			     several && !list->by_plan))
			return false;
	}
	hito_grid_write(&grid, out);
	if (!list->quiet)
		write_foot(out, style, list);
	hito_notes_unreadable(out, style, list->status->workspace->model);
	return true;
}
