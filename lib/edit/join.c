/* SPDX-License-Identifier: MIT */
/* Makes one file of a plan's folder. */
#include "edit/draft.h"
#include "edit/rename.h"
#include "edit/split.h"
#include "plan/folder.h"
#include "plan/spelling.h"

static const struct hito_str untouched = {NULL, 0};

/* A comment that says where a step was. */
struct mark {
	const struct hito_source *source;
	struct hito_span span; /* its line */
	struct hito_str id;
	bool used;
};

/* A step file on its way. */
struct leaf {
	struct hito_passage passage;
	unsigned level; /* of its heading then; 0: not known yet */
	struct mark *mark;
	struct leaf *parent; /* the file that it goes into */
	struct hito_str text;
	struct hito_str below; /* steps that go to its end */
};

struct join {
	struct hito_split *split;
	struct hito_transfer *transfer;
	const struct hito_item *plan;
	const struct hito_source *source; /* of the plan */
	struct hito_str line_end;
	struct leaf *leaves;
	size_t leaf_count;
	struct mark *marks;
	size_t mark_count, mark_capacity;
};

/* Files */

static bool is_head(const struct hito_item *step)
{
	return step->document->is_step &&
	       step->block == &step->document->blocks[0];
}

static bool find_path(struct join *join, struct hito_err *err)
{
	struct hito_split *split = join->split;
	struct hito_str path = join->source->path;
	struct hito_str folder = hito_path_folder(path);
	const struct hito_model *model = join->transfer->model;

	split->path = path;
	if (!hito_str_is(hito_path_name(path), "plan.md"))
		return true;
	if (!folder.len)
		return hito_transfer_refuse(
			join->plan,
			HITO_N("it lies at the top, where no folder gives the "
			       "file its name"),
			err);
	split->path = hito_arena_printf(join->transfer->arena, "%.*s.md",
					HITO_STR_ARG(folder));
	if (!split->path.ptr)
		return hito_err_memory(err);
	for (size_t i = 0; i < model->document_count; i++)
		if (hito_str_equal(model->documents[i]->source->path,
				   split->path)) {
			hito_err_set(err, HITO_ERR_USAGE, "already exists");
			return hito_err_at(err, split->path, 0, 0);
		}
	return true;
}

static bool check_step(const struct join *join, const struct hito_item *step,
		       struct hito_err *err)
{
	const char *refused = hito_rename_refusal(step);

	if (!refused && step->document != join->plan->document &&
	    !step->document->is_step)
		refused = HITO_N("its file has no head (step:) and no plan; "
				 "move the step with hito mv first");
	if (!refused && step->objective &&
	    step->objective->document != join->plan->document)
		refused = HITO_N("its objective is in another file than the "
				 "plan");
	return !refused || hito_transfer_refuse(step, refused, err);
}

static bool find_leaves(struct join *join, struct hito_err *err)
{
	const struct hito_item *plan = join->plan;
	const char *refused = hito_rename_refusal(plan);

	if (refused)
		return hito_transfer_refuse(plan, refused, err);
	join->leaves = hito_new(join->transfer->arena, struct leaf,
				plan->step_count + 1);
	if (!join->leaves)
		return hito_err_memory(err);
	for (size_t i = 0; i < plan->step_count; i++) {
		const struct hito_item *step = plan->steps[i];

		if (!check_step(join, step, err))
			return false;
		if (is_head(step) &&
		    !hito_transfer_passage(
			    join->transfer, step,
			    &join->leaves[join->leaf_count++].passage, err))
			return false;
	}
	return true;
}

/* Marks */

static bool is_in_fence(const struct hito_outline *outline,
			struct hito_span span)
{
	for (size_t i = 0; i < outline->fence_count; i++)
		if (span.start >= outline->fences[i].span.start &&
		    span.start < outline->fences[i].span.end)
			return true;
	return span.start < outline->front_lines.end;
}

static bool find_marks(struct join *join, const struct hito_source *source,
		       struct hito_err *err)
{
	struct hito_arena *arena = join->transfer->arena;
	const struct hito_outline *outline =
		hito_transfer_outline(join->transfer, source, err);

	if (!outline)
		return false;
	for (uint32_t line = 1; line <= source->line_count; line++) {
		struct mark mark = {.source = source};

		mark.span = hito_source_line_span(source, line);
		if (!hito_split_mark(hito_source_text(source, mark.span),
				     &mark.id) ||
		    is_in_fence(outline, mark.span))
			continue;
		if (!hito_reserve(arena, join->marks, join->mark_count,
				  join->mark_capacity))
			return hito_err_memory(err);
		join->marks[join->mark_count++] = mark;
	}
	return true;
}

/* The innermost step or objective around a place. */
static const struct hito_item *find_around(const struct join *join,
					   const struct hito_source *source,
					   uint32_t offset)
{
	const struct hito_item *plan = join->plan, *found = NULL;

	for (size_t i = 0; i < plan->objective_count + plan->step_count; i++) {
		const struct hito_item *item =
			i < plan->objective_count
				? plan->objectives[i]
				: plan->steps[i - plan->objective_count];
		struct hito_span section = item->block->section;

		if (item->document->source == source &&
		    offset >= section.start && offset < section.end &&
		    (!found || section.start >= found->block->section.start))
			found = item;
	}
	return found;
}

/* Text that follows would become a part of the step. */
static bool is_followed(struct join *join, const struct mark *mark)
{
	const struct hito_source *source = mark->source;
	const struct hito_outline *outline =
		hito_transfer_outline(join->transfer, source, NULL);
	uint32_t line = hito_source_line(source, mark->span.start);

	while (++line <= source->line_count) {
		struct hito_span span = hito_source_line_span(source, line);
		struct hito_str text = hito_source_text(source, span), id;

		if (!hito_str_trim(text).len || hito_split_mark(text, &id))
			continue;
		for (size_t i = 0; outline && i < outline->heading_count; i++)
			if (outline->headings[i].span.start == span.start)
				return false;
		return true;
	}
	return false;
}

static struct mark *find_mark(struct join *join, const struct hito_item *step)
{
	const struct hito_item *above =
		step->parent ? step->parent : step->objective;

	for (size_t i = 0; i < join->mark_count; i++) {
		struct mark *mark = &join->marks[i];

		if (!mark->used && hito_str_equal(mark->id, step->id) &&
		    find_around(join, mark->source, mark->span.start) ==
			    above &&
		    !is_followed(join, mark)) {
			mark->used = true;
			return mark;
		}
	}
	return NULL;
}

/* Places */

static unsigned level_at(const struct join *join, uint32_t offset)
{
	const struct hito_outline *outline =
		hito_transfer_outline(join->transfer, join->source, NULL);

	for (size_t i = 0; outline && i < outline->heading_count; i++)
		if (outline->headings[i].span.start == offset)
			return outline->headings[i].level;
	return 1;
}

/* The step file whose text a step is in; NULL: the plan's. */
static struct leaf *leaf_of(const struct join *join,
			    const struct hito_item *step)
{
	for (size_t i = 0; i < join->leaf_count; i++)
		if (join->leaves[i].passage.source == step->document->source)
			return &join->leaves[i];
	return NULL;
}

/* The level of the heading of a step in the file that it is in. */
static unsigned own_level(struct join *join, const struct hito_item *step,
			  struct hito_err *err)
{
	struct hito_passage passage;

	if (!hito_transfer_passage(join->transfer, step, &passage, err))
		return 0;
	return passage.level ? passage.level : 1;
}

/* Of steps around, the outermost first: they are no deeper than the limit. */
static bool find_level(struct join *join, struct leaf *leaf,
		       struct hito_err *err)
{
	const struct hito_item *step = leaf->passage.step;
	unsigned above;

	if (leaf->level)
		return true;
	if (!step->parent) {
		leaf->level = 2;
		if (step->objective)
			leaf->level =
				1 +
				level_at(join,
					 step->objective->block->section.start);
		return true;
	}
	leaf->parent = leaf_of(join, step->parent);
	above = own_level(join, step->parent, err);
	if (!above)
		return false;
	leaf->level = above + 1;
	if (!leaf->parent)
		return true;
	if (!find_level(join, leaf->parent, err))
		return false;
	leaf->level += leaf->parent->level - 1;
	return true;
}

static bool shift_headings(struct join *join, const struct leaf *leaf,
			   struct hito_err *err)
{
	const struct hito_passage *passage = &leaf->passage;
	const char *refused = NULL;

	for (size_t i = 0; i < passage->outline->heading_count; i++) {
		if (!hito_passage_shift(&join->transfer->draft, passage->source,
					&passage->outline->headings[i],
					(int)leaf->level - 1, &refused))
			return hito_err_memory(err);
		if (refused)
			return hito_transfer_refuse(passage->step, refused,
						    err);
	}
	return true;
}

static bool plan_leaf(struct join *join, struct leaf *leaf,
		      struct hito_err *err)
{
	struct hito_transfer *transfer = join->transfer;
	const struct hito_item *step = leaf->passage.step;
	bool goes =
		step->objective &&
		(!step->parent || step->parent->objective == step->objective);
	const struct hito_passage_place place = {
		.id = step->id,
		.objective = goes ? HITO_STR("") : untouched,
		.parent = step->parent ? HITO_STR("") : untouched,
		.plan = HITO_STR(""),
		.is_same = true,
	};
	const char *refused = NULL;

	if (!find_level(join, leaf, err))
		return false;
	leaf->mark = find_mark(join, step);
	if (!hito_passage_front(&transfer->draft, &leaf->passage, &place, false,
				&refused))
		return hito_err_memory(err);
	if (refused)
		return hito_transfer_refuse(step, refused, err);
	return shift_headings(join, leaf, err) &&
	       (hito_transfer_relocate(transfer, leaf->passage.source,
				       (struct hito_span){0, UINT32_MAX},
				       join->split->path) ||
		hito_err_memory(err));
}

/* Texts */

/* A mark that nothing takes goes, with the empty lines below it. */
static bool drop_marks(struct join *join)
{
	for (size_t i = 0; i < join->mark_count; i++) {
		struct mark *mark = &join->marks[i];
		const struct hito_source *source = mark->source;
		struct hito_span span = mark->span;

		if (mark->used)
			continue;
		while (span.end < source->text.len &&
		       (source->text.ptr[span.end] == '\n' ||
			source->text.ptr[span.end] == '\r'))
			span.end++;
		if (source == join->source
			    ? !hito_transfer_remove(join->transfer, source,
						    span)
			    : !hito_editing_put(&join->transfer->draft, source,
						span, HITO_STR("")))
			return false;
	}
	return true;
}

/* Where a step goes that has no mark. */
static bool append(struct join *join, struct leaf *leaf)
{
	const struct hito_item *step = leaf->passage.step;
	const struct hito_item *above =
		step->parent ? step->parent : step->objective;
	struct leaf *parent = leaf->parent;

	if (parent) {
		parent->below = hito_arena_printf(
			join->transfer->arena, "%.*s%.*s%.*s%.*s",
			HITO_STR_ARG(parent->below),
			HITO_STR_ARG(join->line_end),
			HITO_STR_ARG(join->line_end), HITO_STR_ARG(leaf->text));
		return parent->below.ptr != NULL;
	}
	return hito_transfer_insert(join->transfer, join->source,
				    above ? above->block->section.end
					  : (uint32_t)join->source->text.len,
				    leaf->text);
}

static bool write_leaf(struct join *join, struct leaf *leaf)
{
	struct hito_transfer *transfer = join->transfer;
	const struct hito_item *step = leaf->passage.step;

	leaf->text = hito_passage_section(
		&transfer->draft, &leaf->passage, leaf->level,
		hito_spelling_is_spanish(step), join->line_end);
	if (leaf->text.ptr && leaf->below.len)
		leaf->text = hito_arena_printf(transfer->arena, "%.*s%.*s",
					       HITO_STR_ARG(leaf->text),
					       HITO_STR_ARG(leaf->below));
	return leaf->text.ptr &&
	       hito_editing_remove(transfer->editing, leaf->passage.source);
}

/* Only when the texts of its level are written: the draft is in order. */
static bool place_leaf(struct join *join, struct leaf *leaf)
{
	struct hito_transfer *transfer = join->transfer;

	if (leaf->mark)
		return hito_editing_put(&transfer->draft, leaf->mark->source,
					leaf->mark->span, leaf->text);
	return append(join, leaf);
}

/* The deepest first: their text is in that of others. */
static bool write_leaves(struct join *join)
{
	unsigned deepest = 0;

	for (size_t i = 0; i < join->leaf_count; i++)
		if (join->leaves[i].level > deepest)
			deepest = join->leaves[i].level;
	for (; deepest > 0; deepest--) {
		hito_draft_sort(&join->transfer->draft);
		for (size_t i = 0; i < join->leaf_count; i++)
			if (join->leaves[i].level == deepest &&
			    !write_leaf(join, &join->leaves[i]))
				return false;
		for (size_t i = 0; i < join->leaf_count; i++)
			if (join->leaves[i].level == deepest &&
			    !place_leaf(join, &join->leaves[i]))
				return false;
	}
	return true;
}

static bool write(struct join *join, struct hito_err *err)
{
	struct hito_transfer *transfer = join->transfer;
	struct hito_str path = join->split->path;

	if (!drop_marks(join))
		return hito_err_memory(err);
	if (!hito_transfer_follow(transfer, err))
		return false;
	if (!write_leaves(join))
		return hito_err_memory(err);
	if (!hito_str_equal(path, join->source->path) &&
	    !hito_editing_rename(transfer->editing, join->source, path))
		return hito_err_memory(err);
	return hito_transfer_finish(transfer, err);
}

bool hito_join(struct hito_split *split, struct hito_err *err)
{
	struct join join = {
		.split = split,
		.transfer = split->transfer,
		.plan = split->plan,
	};

	if (!split->plan->document)
		return hito_transfer_refuse(
			split->plan, hito_rename_refusal(split->plan), err);
	join.source = split->plan->document->source;
	join.line_end = hito_transfer_line_end(join.source);
	if (!find_leaves(&join, err) || !find_path(&join, err) ||
	    !find_marks(&join, join.source, err))
		return false;
	split->count = join.leaf_count;
	split->done = join.leaf_count ||
		      !hito_str_equal(split->path, join.source->path);
	if (!split->done)
		return true;
	for (size_t i = 0; i < join.leaf_count; i++)
		if (!find_marks(&join, join.leaves[i].passage.source, err))
			return false;
	if (!hito_str_equal(split->path, join.source->path) &&
	    !hito_transfer_relocate(split->transfer, join.source,
				    (struct hito_span){0, UINT32_MAX},
				    split->path))
		return hito_err_memory(err);
	for (size_t i = 0; i < join.leaf_count; i++)
		if (!plan_leaf(&join, &join.leaves[i], err))
			return false;
	return write(&join, err);
}
