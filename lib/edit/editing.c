/* SPDX-License-Identifier: MIT */
/* Gathers edits of files, and looks at what they come to. */
#include "edit/editing.h"

#include <stdlib.h>

#include "edit/editing_own.h"
#include "edit/fixed.h"

void hito_editing_init(struct hito_editing *editing, struct hito_arena *arena)
{
	*editing = (struct hito_editing){.arena = arena};
}

const char *hito_editing_refusal(const struct hito_item *item)
{
	const struct hito_source *source =
		item->document ? item->document->source : NULL;
	struct hito_span all = {0, source ? (uint32_t)source->text.len : 0};

	if (!source || !item->block || !item->block->fenced)
		return item->kind == HITO_STEP
			       ? HITO_N("the step has no front matter")
			       : HITO_N("it has no front matter");
	if (item->block->damaged || hito_source_damage(source, all))
		return HITO_N("the file is in a conflict, or cannot be read "
			      "whole");
	if (item->duplicate_of)
		return HITO_N("its id stands twice");
	return NULL;
}

bool hito_editing_put(struct hito_editing *editing,
		      const struct hito_source *source, struct hito_span span,
		      struct hito_str text)
{
	if (!text.ptr ||
	    !hito_reserve(editing->arena, editing->edits, editing->edit_count,
			  editing->edit_capacity))
		return false;
	editing->edits[editing->edit_count] = (struct hito_placed_edit){
		.source = source,
		.edit = {span, text},
		.order = editing->edit_count,
	};
	editing->edit_count++;
	return true;
}

bool hito_editing_mean(struct hito_editing *editing,
		       const struct hito_item *item, enum hito_key key,
		       struct hito_str text)
{
	if (!hito_reserve(editing->arena, editing->meant, editing->meant_count,
			  editing->meant_capacity))
		return false;
	editing->meant[editing->meant_count++] = (struct hito_meant){
		.document = item->document,
		.block = item->block,
		.key = key,
		.text = text,
	};
	return true;
}

bool hito_editing_tick(struct hito_editing *editing,
		       const struct hito_item *item, size_t check, bool done)
{
	uint32_t mark = item->block->checks[check].mark;

	return hito_editing_put(editing, item->document->source,
				(struct hito_span){mark, mark + 1},
				done ? HITO_STR("x") : HITO_STR(" ")) &&
	       hito_editing_mean(editing, item, HITO_KEY_COUNT,
				 (struct hito_str){NULL, 0});
}

/* The files */

static int by_place(const void *a, const void *b)
{
	const struct hito_placed_edit *x = a, *y = b;
	int order = hito_str_compare(x->source->path, y->source->path);

	if (!order)
		order = (x->edit.span.start > y->edit.span.start) -
			(x->edit.span.start < y->edit.span.start);
	return order ? order : (x->order > y->order) - (x->order < y->order);
}

static bool add_file(struct hito_editing *editing,
		     const struct hito_placed_edit *edits, size_t count)
{
	const struct hito_source *source = edits[0].source;
	struct hito_arena *arena = editing->arena;
	struct hito_fixed *fixed = hito_new(arena, struct hito_fixed, 1);
	struct hito_edit *list = hito_new(arena, struct hito_edit, count);

	if (!fixed || !list ||
	    !hito_reserve(arena, editing->files, editing->file_count,
			  editing->file_capacity))
		return false;
	for (size_t i = 0; i < count; i++)
		list[i] = edits[i].edit;
	fixed->path = source->path;
	fixed->before = fixed->after = source->text;
	fixed->count = count;
	fixed->refused = HITO_RULE_COUNT;
	editing->files[editing->file_count++] = fixed;
	return hito_fixed_lines(fixed, arena) &&
	       hito_fixed_splice(fixed, list, count, arena);
}

static bool shift(struct hito_editing *editing, struct hito_shift shift)
{
	if (!hito_reserve(editing->arena, editing->shifts, editing->shift_count,
			  editing->shift_capacity))
		return false;
	editing->shifts[editing->shift_count++] = shift;
	return true;
}

bool hito_editing_create(struct hito_editing *editing, struct hito_str path,
			 struct hito_str text)
{
	return path.ptr && text.ptr &&
	       shift(editing, (struct hito_shift){NULL, path, text});
}

bool hito_editing_remove(struct hito_editing *editing,
			 const struct hito_source *source)
{
	return shift(editing, (struct hito_shift){.source = source});
}

bool hito_editing_rename(struct hito_editing *editing,
			 const struct hito_source *source, struct hito_str path)
{
	return path.ptr && shift(editing, (struct hito_shift){
						  .source = source,
						  .path = path,
					  });
}

static struct hito_fixed *find_file(const struct hito_editing *editing,
				    struct hito_str path)
{
	for (size_t i = 0; i < editing->file_count; i++)
		if (hito_str_equal(editing->files[i]->path, path))
			return editing->files[i];
	return NULL;
}

/* Lines of a text that comes are all new. */
static bool make_new(struct hito_fixed *fixed, const struct hito_shift *shift,
		     struct hito_arena *arena)
{
	uint32_t *origins;

	fixed->is_new = true;
	fixed->path = shift->path;
	fixed->before = HITO_STR("");
	fixed->after = shift->text;
	if (!hito_fixed_lines(fixed, arena))
		return false;
	origins = hito_new(arena, uint32_t, (size_t)fixed->line_count + 1);
	for (uint32_t i = 0; origins && i < fixed->line_count; i++)
		origins[i] = HITO_FIX_NEW;
	fixed->origins = origins;
	return origins != NULL;
}

static bool add_shift(struct hito_editing *editing,
		      const struct hito_shift *shift)
{
	struct hito_arena *arena = editing->arena;
	struct hito_fixed *fixed =
		shift->source ? find_file(editing, shift->source->path) : NULL;

	if (!fixed) {
		fixed = hito_new(arena, struct hito_fixed, 1);
		if (!fixed ||
		    !hito_reserve(arena, editing->files, editing->file_count,
				  editing->file_capacity))
			return false;
		fixed->refused = HITO_RULE_COUNT;
		editing->files[editing->file_count++] = fixed;
		if (!shift->source)
			return make_new(fixed, shift, arena);
		fixed->path = shift->source->path;
		fixed->before = fixed->after = shift->source->text;
		if (!hito_fixed_lines(fixed, arena))
			return false;
	}
	fixed->new_path = shift->path;
	if (shift->path.ptr)
		return true;
	fixed->is_gone = true;
	fixed->after = HITO_STR("");
	fixed->line_count = 0;
	return true;
}

static int by_name(const void *a, const void *b)
{
	return hito_str_compare((*(struct hito_fixed *const *)a)->path,
				(*(struct hito_fixed *const *)b)->path);
}

bool hito_editing_finish(struct hito_editing *editing)
{
	size_t count = editing->edit_count, from = 0, to;

	if (count)
		qsort(editing->edits, count, sizeof(*editing->edits), by_place);
	for (; from < count; from = to) {
		const struct hito_source *source = editing->edits[from].source;

		for (to = from + 1; to < count; to++)
			if (editing->edits[to].source != source)
				break;
		if (!add_file(editing, editing->edits + from, to - from))
			return false;
	}
	for (size_t i = 0; i < editing->shift_count; i++)
		if (!add_shift(editing, &editing->shifts[i]))
			return false;
	if (editing->shift_count)
		qsort(editing->files, editing->file_count,
		      sizeof(*editing->files), by_name);
	return true;
}

/* What they come to */

static const struct hito_meant *find_meant(const struct hito_editing *editing,
					   const struct hito_block *block,
					   enum hito_key key)
{
	for (size_t i = 0; i < editing->meant_count; i++)
		if (editing->meant[i].block == block &&
		    editing->meant[i].key == key)
			return &editing->meant[i];
	return NULL;
}

/* Its KPIs and people are blocks of their own. */
static bool is_nest(enum hito_key key)
{
	return key == HITO_KEY_KPIS || key == HITO_KEY_TEAM;
}

static bool says(const struct hito_value *value, struct hito_str text)
{
	if (!value)
		return !text.len;
	return value->readable && hito_str_equal(value->text, text);
}

static bool same_values(const struct hito_editing *editing,
			const struct hito_block *before,
			const struct hito_block *after)
{
	for (enum hito_key key = 0; key < HITO_KEY_COUNT; key++) {
		const struct hito_value *old = hito_block_value(before, key);
		const struct hito_value *new = hito_block_value(after, key);
		const struct hito_meant *meant =
			find_meant(editing, before, key);

		if (meant && meant->text.ptr && !says(new, meant->text))
			return false;
		if (!meant && !is_nest(key) && !hito_value_equal(old, new))
			return false;
	}
	return true;
}

static bool same_checks(const struct hito_block *before,
			const struct hito_block *after, bool touched)
{
	if (before->check_count != after->check_count)
		return false;
	for (size_t i = 0; i < before->check_count; i++)
		if (!hito_str_equal(before->checks[i].text,
				    after->checks[i].text) ||
		    (!touched &&
		     before->checks[i].done != after->checks[i].done))
			return false;
	return true;
}

static bool same_block(const struct hito_editing *editing,
		       const struct hito_block *before,
		       const struct hito_block *after)
{
	bool named = find_meant(editing, before, HITO_KEY_ID) ||
		     find_meant(editing, before, HITO_KEY_STEP) ||
		     find_meant(editing, before, HITO_KEY_PLAN);
	bool titled = find_meant(editing, before, HITO_KEY_TITLE) ||
		      find_meant(editing, before, HITO_KEY_NAME);

	if (before->kind != after->kind || before->damaged != after->damaged ||
	    (!named && !hito_str_equal(before->id, after->id)) ||
	    (!titled && !hito_str_equal(before->title, after->title)) ||
	    before->other_count != after->other_count)
		return false;
	for (size_t i = 0; i < before->other_count; i++)
		if (!hito_value_equal(&before->others[i], &after->others[i]))
			return false;
	return same_values(editing, before, after) &&
	       same_checks(before, after,
			   find_meant(editing, before, HITO_KEY_COUNT));
}

bool hito_editing_same(const struct hito_block *before,
		       const struct hito_block *after)
{
	const struct hito_editing none = {.arena = NULL};

	return hito_block_hash(before) == hito_block_hash(after) &&
	       same_block(&none, before, after);
}

/* Not a word of it may get lost. */
static bool is_whole(const struct hito_document *document)
{
	if (!document || document->is_prose || document->source->damage_count)
		return false;
	for (size_t i = 0; i < document->block_count; i++)
		if (document->blocks[i].damaged)
			return false;
	return true;
}

bool hito_editing_check(const struct hito_editing *editing, size_t file,
			const struct hito_model *after)
{
	const struct hito_fixed *fixed = editing->files[file];
	struct hito_str path = fixed->path;
	const struct hito_document *old = NULL, *new;

	if (fixed->is_new)
		return is_whole(hito_model_document(after, path));
	if (fixed->is_gone)
		return !hito_model_document(after, path);
	for (size_t i = 0; i < editing->meant_count; i++)
		if (hito_str_equal(editing->meant[i].document->source->path,
				   path))
			old = editing->meant[i].document;
	new = hito_model_document(after,
				  fixed->new_path.ptr ? fixed->new_path : path);
	/* Those of the project file are read as a document of their own. */
	if (!new &&old && after->kpi_count &&hito_str_equal(
				  after->kpis[0]->document->source->path, path))
		new = after->kpis[0]->document;
	if (!old || !new || old->block_count != new->block_count)
		return false;
	for (size_t i = 0; i < old->block_count; i++)
		if (!same_block(editing, &old->blocks[i], &new->blocks[i]))
			return false;
	return true;
}
