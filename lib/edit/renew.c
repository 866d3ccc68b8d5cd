/* SPDX-License-Identifier: MIT */
/* A plan written again: what only the first time had is taken out. */
#include "edit/renew.h"

#include "edit/renew_files.h"
#include "edit/renew_own.h"

/* What happened, what came out, what it was called before. */
static const enum hito_key gone[] = {
	HITO_KEY_STARTED, HITO_KEY_FINISHED,   HITO_KEY_SPENT,
	HITO_KEY_RESULT,  HITO_KEY_EVIDENCE,   HITO_KEY_REASON,
	HITO_KEY_NOW,     HITO_KEY_CONFIDENCE, HITO_KEY_REPLACES,
	HITO_KEY_REVIEWS, HITO_KEY_FORMERLY,   HITO_KEY_LEAVE,
};

/* Rests of the old plan while edits are gathered. */
struct clearing {
	struct hito_renew *renew;
	struct hito_editing editing;
};

bool hito_renew_leave(struct hito_renew *renew, struct hito_str path,
		      const struct hito_source *source,
		      const struct hito_value *value)
{
	if (!hito_reserve(renew->arena, renew->left, renew->left_count,
			  renew->left_capacity))
		return false;
	renew->left[renew->left_count++] = (struct hito_renew_left){
		.path = path,
		.line = hito_source_line(source, value->key_span.start),
		.key = value->key_text,
	};
	return true;
}

/* The path that a document has in the new plan. */
static struct hito_str path_of(const struct hito_renew *renew,
			       const struct hito_document *document)
{
	for (size_t i = 0; i < renew->file_count; i++)
		if (renew->documents[i] == document)
			return renew->files[i].path;
	return document->source->path;
}

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\r';
}

/* The lines of an entry, where nothing else stands on them but a comment. */
static bool lines_of(const struct hito_source *source, struct hito_span entry,
		     struct hito_span *out)
{
	struct hito_str text = source->text;
	uint32_t start = entry.start, end;

	end = start +
	      (uint32_t)hito_str_trim_right(hito_source_text(source, entry))
		      .len;
	while (start && is_blank(text.ptr[start - 1]))
		start--;
	if (start && text.ptr[start - 1] != '\n')
		return false;
	while (end < text.len && is_blank(text.ptr[end]))
		end++;
	if (end < text.len && text.ptr[end] == '#')
		while (end < text.len && text.ptr[end] != '\n')
			end++;
	if (end < text.len && text.ptr[end] != '\n')
		return false;
	*out = (struct hito_span){start, end + (end < text.len)};
	return true;
}

/* One of a mapping in brackets: with the comma before it. */
static bool comma_of(const struct hito_source *source, struct hito_span entry,
		     struct hito_span *out)
{
	struct hito_str text =
		hito_str_trim_right(hito_source_text(source, entry));
	uint32_t start = entry.start;

	while (start && is_blank(source->text.ptr[start - 1]))
		start--;
	if (!start || source->text.ptr[start - 1] != ',' ||
	    hito_str_find_byte(text, '\n', 0) != SIZE_MAX)
		return false;
	*out = (struct hito_span){start - 1, entry.start + (uint32_t)text.len};
	return true;
}

/* An entry goes with its line. */
static bool drop(struct clearing *clearing, const struct hito_item *item,
		 enum hito_key key)
{
	const struct hito_value *value = hito_item_value(item, key);
	const struct hito_source *source = item->document->source;
	struct hito_span lines;

	if (!value || value->span.start == value->span.end)
		return true;
	if (!lines_of(source, value->entry, &lines) &&
	    !comma_of(source, value->entry, &lines))
		return hito_renew_leave(
			clearing->renew,
			path_of(clearing->renew, item->document), source,
			value);
	return hito_editing_put(&clearing->editing, source, lines,
				HITO_STR(""));
}

/* The key stays, for there will be something again. */
static bool empty(struct clearing *clearing, const struct hito_item *item,
		  enum hito_key key)
{
	const struct hito_value *value = hito_item_value(item, key);
	const struct hito_str unchecked = {NULL, 0};
	const char *refused = NULL;

	if (!value)
		return true;
	if (!item->block->fenced)
		return drop(clearing, item, key);
	if (!hito_editing_set(&clearing->editing, item, key, HITO_STR(""),
			      unchecked, &refused))
		return false;
	return !refused ||
	       hito_renew_leave(clearing->renew,
				path_of(clearing->renew, item->document),
				item->document->source, value);
}

static bool put(struct clearing *clearing, const struct hito_item *item,
		struct hito_span span, struct hito_str text)
{
	return hito_editing_put(&clearing->editing, item->document->source,
				span, text);
}

/* "spring/press" of the plan itself is "press" in any plan. */
static bool free_part(struct clearing *clearing, const struct hito_item *item,
		      struct hito_str text, struct hito_span span)
{
	struct hito_str plan, rest;

	if (!hito_str_cut(text, '/', &plan, &rest) ||
	    !hito_str_equal(plan, clearing->renew->input.plan->id))
		return true;
	return put(clearing, item, span, rest);
}

static bool free_references(struct clearing *clearing,
			    const struct hito_item *item)
{
	for (size_t i = 0; i < item->block->value_count; i++) {
		const struct hito_value *value = &item->block->values[i];

		if ((value->type != HITO_TYPE_STEPS &&
		     value->type != HITO_TYPE_IDS) ||
		    value->key == HITO_KEY_REPLACES || !value->readable)
			continue;
		for (size_t k = 0; k < value->part_count; k++)
			if (!free_part(clearing, item, value->parts[k].text,
				       value->parts[k].span))
				return false;
		if (!value->part_count &&
		    !free_part(clearing, item, value->text, value->span))
			return false;
	}
	return true;
}

/* The day in the line of a sketch, as it is written there. */
static bool move_sketch_day(struct clearing *clearing,
			    const struct hito_item *item,
			    const struct hito_sketch *sketch)
{
	const struct hito_source *source = item->document->source;
	struct hito_str text = source->text;
	size_t end = hito_str_find_byte(text, '\n', sketch->mark), at;
	char old[HITO_DAY_SIZE], new[HITO_DAY_SIZE];
	struct hito_str copy;

	if (sketch->due == HITO_DAY_NONE)
		return true;
	hito_day_format(sketch->due, old);
	hito_day_format(hito_renew_day(clearing->renew, sketch->due), new);
	at = hito_str_find(hito_str_slice(text, 0, end), hito_str_from(old),
			   sketch->mark);
	if (at == SIZE_MAX)
		return true;
	copy = hito_arena_copy(clearing->renew->arena, hito_str_from(new));
	return copy.ptr &&
	       put(clearing, item,
		   (struct hito_span){(uint32_t)at,
				      (uint32_t)(at + hito_str_from(old).len)},
		   copy);
}

static bool clear_lists(struct clearing *clearing, const struct hito_item *item)
{
	const struct hito_block *block = item->block;

	for (size_t i = 0; i < block->check_count; i++)
		if (block->checks[i].done &&
		    !put(clearing, item,
			 (struct hito_span){block->checks[i].mark,
					    block->checks[i].mark + 1},
			 HITO_STR(" ")))
			return false;
	for (size_t i = 0; i < block->sketch_count; i++) {
		const struct hito_sketch *sketch = &block->sketches[i];

		if (sketch->done &&
		    !put(clearing, item,
			 (struct hito_span){sketch->mark, sketch->mark + 1},
			 HITO_STR(" ")))
			return false;
		if (!move_sketch_day(clearing, item, sketch))
			return false;
	}
	return true;
}

static bool clear_item(struct clearing *clearing, const struct hito_item *item)
{
	const struct hito_value *plan;

	if (!item->block || !item->document)
		return true;
	for (size_t i = 0; i < sizeof(gone) / sizeof(*gone); i++)
		if (!drop(clearing, item, gone[i]))
			return false;
	plan = hito_item_value(item, HITO_KEY_PLAN);
	if (plan && plan->span.start < plan->span.end &&
	    !put(clearing, item, plan->span, clearing->renew->input.id))
		return false;
	return (item->kind != HITO_KPI ||
		(empty(clearing, item, HITO_KEY_READINGS) &&
		 empty(clearing, item, HITO_KEY_TO))) &&
	       free_references(clearing, item) && clear_lists(clearing, item);
}

static bool clear_each(struct clearing *clearing,
		       struct hito_item *const *items, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!clear_item(clearing, items[i]))
			return false;
	return true;
}

static bool clear_all(struct clearing *clearing)
{
	const struct hito_item *plan = clearing->renew->input.plan;

	return clear_item(clearing, plan) &&
	       clear_each(clearing, plan->objectives, plan->objective_count) &&
	       clear_each(clearing, plan->kpis, plan->kpi_count) &&
	       clear_each(clearing, plan->team, plan->team_count) &&
	       clear_each(clearing, plan->steps, plan->step_count) &&
	       hito_editing_finish(&clearing->editing);
}

/* The texts of those files that have edits. */
void hito_renew_take(struct hito_renew *renew,
		     const struct hito_editing *editing, bool old_paths)
{
	for (size_t i = 0; i < editing->file_count; i++)
		for (size_t k = 0; k < renew->file_count; k++) {
			struct hito_str path =
				old_paths ? renew->documents[k]->source->path
					  : renew->files[k].path;

			if (hito_str_equal(path, editing->files[i]->path))
				renew->files[k].text = editing->files[i]->after;
		}
}

bool hito_renew_begin(struct hito_renew *renew,
		      const struct hito_renew_input *input,
		      const struct hito_model *model, struct hito_arena *arena,
		      struct hito_err *err)
{
	struct clearing clearing = {.renew = renew};

	*renew = (struct hito_renew){.input = *input, .arena = arena};
	if (!hito_renew_gather(renew, model, err))
		return false;
	hito_editing_init(&clearing.editing, arena);
	if (!clear_all(&clearing))
		return hito_err_memory(err);
	hito_renew_take(renew, &clearing.editing, true);
	return true;
}
