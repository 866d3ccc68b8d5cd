/* SPDX-License-Identifier: MIT */
/* Makes a folder of a plan: a file a step. */
#include "edit/split.h"

#include "edit/draft.h"
#include "edit/front.h"
#include "edit/rename.h"
#include "plan/folder.h"
#include "plan/spelling.h"

static const struct hito_str untouched = {NULL, 0};

bool hito_split_mark(struct hito_str line, struct hito_str *out_id)
{
	struct hito_str word, rest;

	line = hito_str_trim(line);
	if (!hito_str_starts(line, "<!--") || !hito_str_ends(line, "-->") ||
	    line.len < sizeof("<!---->") - 1)
		return false;
	line = hito_str_trim(hito_str_slice(line, 4, line.len - 3));
	if (!hito_str_cut(line, ':', &word, &rest))
		return false;
	word = hito_str_trim(word);
	*out_id = hito_str_trim(rest);
	return hito_slug_is_valid(*out_id) &&
	       (hito_str_is(word, "step") || hito_str_is(word, "paso"));
}

/* "plans/x.md" is "plans/x/plan.md" then; a plan.md stays. */
static bool find_path(struct hito_split *split, struct hito_str *out_folder)
{
	struct hito_str path = split->plan->document->source->path;
	struct hito_arena *arena = split->transfer->arena;

	if (hito_str_is(hito_path_name(path), "plan.md")) {
		split->path = path;
		*out_folder = hito_path_folder(path);
		return true;
	}
	*out_folder = hito_str_slice(path, 0, path.len - (sizeof(".md") - 1));
	split->path = hito_arena_printf(arena, "%.*s/plan.md",
					HITO_STR_ARG(*out_folder));
	return split->path.ptr != NULL;
}

/* "plan.md" is the plan itself. */
static struct hito_str step_path(const struct hito_split *split,
				 struct hito_str folder,
				 const struct hito_item *step)
{
	return hito_arena_printf(split->transfer->arena, "%.*s%s%s%.*s.md",
				 HITO_STR_ARG(folder), folder.len ? "/" : "",
				 hito_str_is(step->id, "plan") ? "step-" : "",
				 HITO_STR_ARG(step->id));
}

static bool check_free(const struct hito_split *split, struct hito_str path,
		       struct hito_err *err)
{
	const struct hito_model *model = split->transfer->model;

	if (!hito_model_document(model, path))
		return true;
	hito_err_set(err, HITO_ERR_USAGE, "already exists");
	return hito_err_at(err, path, 0, 0);
}

/* Is a step a section of the plan's own file? */
static bool is_section(const struct hito_split *split,
		       const struct hito_item *step)
{
	return step->document == split->plan->document;
}

/* Steps of the head of a file of another plan file's are left. */
static bool check_steps(const struct hito_split *split, struct hito_err *err)
{
	const struct hito_item *plan = split->plan;
	const char *refused = hito_rename_refusal(plan);

	if (refused)
		return hito_transfer_refuse(plan, refused, err);
	for (size_t i = 0; i < plan->step_count; i++) {
		refused = hito_rename_refusal(plan->steps[i]);
		if (refused && is_section(split, plan->steps[i]))
			return hito_transfer_refuse(plan->steps[i], refused,
						    err);
	}
	return true;
}

/* Without steps below it a mere heading would be no objective. */
static bool keep_objectives(struct hito_split *split, struct hito_err *err)
{
	const struct hito_item *plan = split->plan;
	struct hito_editing *draft = &split->transfer->draft;
	const char *refused = NULL;

	for (size_t i = 0; i < plan->objective_count; i++) {
		const struct hito_item *one = plan->objectives[i];

		if (!one->id_made || one->document != plan->document)
			continue;
		refused = one->block->damaged || one->duplicate_of
				  ? HITO_N("its id stands twice; give one of "
					   "them another id by hand first")
				  : NULL;
		if (refused)
			return hito_transfer_refuse(one, refused, err);
		if (one->block->fenced
			    ? !hito_editing_set(draft, one, HITO_KEY_ID,
						one->id, untouched, &refused)
			    : !hito_front_create(draft, one, one->id))
			return hito_err_memory(err);
		if (refused)
			return hito_transfer_refuse(one, refused, err);
	}
	return true;
}

static bool write_front(struct hito_split *split,
			const struct hito_passage *passage,
			struct hito_err *err)
{
	const struct hito_item *step = passage->step;
	struct hito_passage_place place = {
		.id = step->id,
		.objective = untouched,
		.parent = untouched,
		.plan = untouched,
	};
	const char *refused = NULL;

	if (step->parent && !hito_item_value(step, HITO_KEY_PARENT))
		place.parent = step->parent->id;
	if (!step->parent && step->objective &&
	    !hito_item_value(step, HITO_KEY_OBJECTIVE))
		place.objective = step->objective->id;
	if (!hito_passage_front(&split->transfer->draft, passage, &place, true,
				&refused))
		return hito_err_memory(err);
	return !refused || hito_transfer_refuse(step, refused, err);
}

/* The step whose section a heading is in, the innermost one. */
static const struct hito_passage *find_owner(const struct hito_passage *list,
					     size_t count, uint32_t offset)
{
	const struct hito_passage *owner = NULL;

	for (size_t i = 0; i < count && list[i].section.start <= offset; i++)
		if (offset < list[i].section.end)
			owner = &list[i];
	return owner;
}

/* The title of a file is a heading of level 1. */
static bool shift_headings(struct hito_split *split,
			   const struct hito_passage *list, size_t count,
			   struct hito_err *err)
{
	const struct hito_outline *outline = list[0].outline;
	const char *refused = NULL;

	for (size_t i = 0; i < outline->heading_count; i++) {
		const struct hito_heading *heading = &outline->headings[i];
		const struct hito_passage *owner =
			find_owner(list, count, heading->span.start);

		if (!owner)
			continue;
		if (!hito_passage_shift(&split->transfer->draft, owner->source,
					heading, 1 - (int)owner->level,
					&refused))
			return hito_err_memory(err);
		if (refused)
			return hito_transfer_refuse(owner->step, refused, err);
	}
	return true;
}

static bool put_mark(struct hito_split *split,
		     const struct hito_passage *passage)
{
	struct hito_transfer *transfer = split->transfer;
	struct hito_str mark = hito_arena_printf(
		transfer->arena, "<!-- %s: %.*s -->",
		hito_spelling_is_spanish(split->plan) ? "paso" : "step",
		HITO_STR_ARG(passage->step->id));

	return mark.ptr && hito_editing_put(&transfer->draft, passage->source,
					    passage->whole, mark);
}

static bool plan_step(struct hito_split *split, struct hito_str folder,
		      const struct hito_item *step,
		      struct hito_passage *passage, struct hito_err *err)
{
	struct hito_transfer *transfer = split->transfer;
	struct hito_str path = step_path(split, folder, step);

	if (!path.ptr)
		return hito_err_memory(err);
	if (!check_free(split, path, err) ||
	    !hito_transfer_passage(transfer, step, passage, err) ||
	    !write_front(split, passage, err))
		return false;
	return (put_mark(split, passage) &&
		hito_transfer_relocate(transfer, passage->source,
				       passage->section, path)) ||
	       hito_err_memory(err);
}

static bool write_files(struct hito_split *split, struct hito_str folder,
			const struct hito_passage *list, size_t count,
			struct hito_err *err)
{
	struct hito_transfer *transfer = split->transfer;
	const struct hito_source *source = split->plan->document->source;
	struct hito_str line_end = hito_transfer_line_end(source);

	for (size_t i = 0; i < count; i++)
		if (!hito_editing_create(transfer->editing,
					 step_path(split, folder, list[i].step),
					 hito_passage_file(&transfer->draft,
							   &list[i], line_end)))
			return hito_err_memory(err);
	if (!hito_str_equal(split->path, source->path) &&
	    !hito_editing_rename(transfer->editing, source, split->path))
		return hito_err_memory(err);
	return hito_transfer_finish(transfer, err);
}

bool hito_split(struct hito_split *split, struct hito_err *err)
{
	struct hito_transfer *transfer = split->transfer;
	const struct hito_item *plan = split->plan;
	struct hito_passage *list = hito_new(
		transfer->arena, struct hito_passage, plan->step_count + 1);
	struct hito_str folder;
	bool renamed;

	if (!check_steps(split, err))
		return false;
	if (!list || !find_path(split, &folder))
		return hito_err_memory(err);
	renamed = !hito_str_equal(split->path, plan->document->source->path);
	if (renamed && !check_free(split, split->path, err))
		return false;
	if (!keep_objectives(split, err))
		return false;
	if (renamed && !hito_transfer_relocate(
			       transfer, plan->document->source,
			       (struct hito_span){0, UINT32_MAX}, split->path))
		return hito_err_memory(err);
	for (size_t i = 0; i < plan->step_count; i++)
		if (is_section(split, plan->steps[i]) &&
		    !plan_step(split, folder, plan->steps[i],
			       &list[split->count++], err))
			return false;
	split->done = renamed || split->count;
	if (!split->done)
		return true;
	if (split->count && !shift_headings(split, list, split->count, err))
		return false;
	return hito_transfer_follow(transfer, err) &&
	       write_files(split, folder, list, split->count, err);
}
