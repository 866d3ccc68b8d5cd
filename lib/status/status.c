/* SPDX-License-Identifier: MIT */
/* All plans of a project, and what of them is not committed. */
#include "hito/status.h"

#include <string.h>

#include "status/figures.h"
#include "status/join.h"
#include "status/plan_status.h"
#include "status/plans.h"

/* The newest event of each plan and of all that is in it. */
static bool date_changes(struct hito_plan_status *plans, size_t count,
			 const struct hito_history *history,
			 struct hito_arena *arena)
{
	struct hito_map by_id;

	hito_map_init(&by_id, arena);
	for (size_t i = 0; i < count; i++)
		if (!hito_map_put(&by_id, plans[i].plan->id, &plans[i]))
			return false;
	for (size_t i = 0; i < history->event_count; i++) {
		const struct hito_event *event = history->events[i];
		struct hito_plan_status *plan =
			hito_map_find(&by_id, event->plan);

		if (plan && event->landed && event->day != HITO_DAY_NONE)
			plan->last_change = event->day;
	}
	return true;
}

static bool same_folder(struct hito_str folder, struct hito_str path)
{
	return path.len > folder.len &&
	       memcmp(path.ptr, folder.ptr, folder.len) == 0;
}

/* The folder of a plan.md with its slash; else the file itself. */
static struct hito_str place_of(const struct hito_item *plan)
{
	struct hito_str path;

	if (!plan->document)
		return HITO_STR("");
	path = plan->document->source->path;
	if (hito_str_ends(path, "/plan.md"))
		path.len -= sizeof("plan.md") - 1;
	return path;
}

/* Does an unreadable path lie where the plan's files are? */
static bool is_touched(const struct hito_plan_status *status,
		       struct hito_str path)
{
	struct hito_str place = place_of(status->plan);

	if (place.len &&
	    (hito_str_equal(place, path) ||
	     (hito_str_ends(place, "/") && same_folder(place, path))))
		return true;
	for (size_t i = 0; i < status->step_count; i++) {
		const struct hito_document *document =
			status->steps[i].step->document;

		if (document && hito_str_equal(document->source->path, path))
			return true;
	}
	return false;
}

static void mark_gaps(struct hito_plan_status *status,
		      const struct hito_status_input *input)
{
	const struct hito_model *model = input->workspace->model;
	const struct hito_history *history = input->history;
	bool touched = status->touched_by_gap;

	for (size_t i = 0; !touched && i < model->unreadable_count; i++)
		touched = is_touched(status, model->unreadable[i].path);
	for (size_t i = 0; history && !touched && i < history->gap_count; i++)
		touched = is_touched(status, history->gaps[i].path);
	status->touched_by_gap = touched;
}

/* Equal but for line ends, which a checkout may change. */
static bool same_text(struct hito_str a, struct hito_str b)
{
	struct hito_str left, right;

	if (hito_str_equal(a, b))
		return true;
	if (hito_str_ends(a, "\n") != hito_str_ends(b, "\n"))
		return false;
	while (hito_str_cut_line(&a, &left))
		if (!hito_str_cut_line(&b, &right) ||
		    !hito_str_equal(left, right))
			return false;
	return b.len == 0;
}

struct changes {
	const struct hito_status_input *input;
	struct hito_arena *arena;
	struct hito_str *paths;
	size_t count, capacity;
};

/* NULL for the side that does not have the file. */
static bool compare_files(struct changes *changes,
			  const struct hito_document *shown,
			  const struct hito_document *head)
{
	const struct hito_document *any = shown ? shown : head;
	struct hito_str path = any->source->path;

	if (shown && head && same_text(shown->source->text, head->source->text))
		return true;
	/* Another file, named on the command line: history has it not. */
	if (!hito_project_has_path(changes->input->history->at_head->project,
				   path))
		return true;
	if ((!shown || shown->is_prose) && (!head || head->is_prose))
		return true;
	if (!hito_reserve(changes->arena, changes->paths, changes->count,
			  changes->capacity))
		return false;
	changes->paths[changes->count++] = path;
	return true;
}

/* Both lists are sorted by path: walk them together. */
static bool list_changes(struct changes *changes)
{
	const struct hito_model *shown = changes->input->workspace->model;
	const struct hito_model *head = changes->input->history->at_head->model;
	size_t i = 0, k = 0;

	while (i < shown->document_count || k < head->document_count) {
		const struct hito_document *a = NULL, *b = NULL;
		int order = 0;

		if (i < shown->document_count)
			a = shown->documents[i];
		if (k < head->document_count)
			b = head->documents[k];
		if (a && b)
			order = hito_str_compare(a->source->path,
						 b->source->path);
		if (!b || (a && order < 0))
			b = NULL;
		else if (!a || order > 0)
			a = NULL;
		i += a != NULL;
		k += b != NULL;
		if (!compare_files(changes, a, b))
			return false;
	}
	return true;
}

static bool derive_plans(const struct hito_status_input *input,
			 struct hito_arena *arena, struct hito_status *status)
{
	const struct hito_model *model = input->workspace->model;
	struct hito_plan_status *plans =
		hito_new(arena, struct hito_plan_status, model->plan_count + 1);
	struct hito_join join;

	if (!plans || !hito_join_init(&join, input, arena) ||
	    !hito_plans_derive(&join, plans))
		return false;
	status->plans = plans;
	status->plan_count = model->plan_count;
	for (size_t i = 0; i < model->plan_count; i++) {
		mark_gaps(&plans[i], input);
		hito_tally_join(&status->tally, &plans[i].tally);
	}
	if (input->history &&
	    !date_changes(plans, model->plan_count, input->history, arena))
		return false;
	return !input->figures ||
	       hito_figures_derive(&join, plans, model->plan_count);
}

bool hito_status_derive(const struct hito_status_input *input,
			struct hito_arena *arena,
			struct hito_status **out_status, struct hito_err *err)
{
	struct hito_status *status = hito_new(arena, struct hito_status, 1);
	struct changes changes = {.input = input, .arena = arena};

	if (!status)
		return hito_err_memory(err);
	status->today = input->today;
	status->history = input->history;
	status->workspace = input->workspace;
	status->from_worktree =
		!input->history || input->workspace != input->history->at_head;
	if (!derive_plans(input, arena, status))
		return hito_err_memory(err);
	if (input->history && status->from_worktree && !list_changes(&changes))
		return hito_err_memory(err);
	status->changed = changes.paths;
	status->changed_count = changes.count;
	if (hito_arena_failed(arena))
		return hito_err_memory(err);
	*out_status = status;
	return true;
}
