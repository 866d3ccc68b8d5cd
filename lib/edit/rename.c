/* SPDX-License-Identifier: MIT */
/* Renames one thing. */
#define _GNU_SOURCE /* memmem */
#include "edit/rename.h"

#include <string.h>

#include "edit/front.h"
#include "edit/split.h"
#include "plan/assembly.h"
#include "plan/spelling.h"

const char *hito_rename_refusal(const struct hito_item *item)
{
	const struct hito_document *document = item->document;

	if (!document)
		return HITO_N("no file has it: steps without a plan are "
			      "gathered under the name of their folder");
	if (document->mapping)
		return HITO_N("its file was not written for hito, and is read "
			      "by map: of the project file");
	if (item->duplicate_of || hito_node_of(item)->repeated)
		return HITO_N("its id stands twice; give one of them another "
			      "id by hand first");
	if (!item->block || item->block->damaged ||
	    hito_source_damage(document->source, item->block->front))
		return HITO_N("the file is in a conflict, or cannot be read "
			      "whole");
	return NULL;
}

/* Is a former name the id, in the plan? */
static bool is_name(const struct hito_item *item, struct hito_str former,
		    const struct hito_item *plan, struct hito_str id)
{
	struct hito_str home, rest;

	if (item->kind == HITO_PLAN)
		return hito_str_equal(former, id);
	if (!hito_str_cut(former, '/', &home, &rest))
		return hito_str_equal(former, id) && item->plan == plan;
	return plan && hito_str_equal(home, plan->id) &&
	       hito_str_equal(rest, id);
}

static bool had(const struct hito_item *item, const struct hito_item *plan,
		struct hito_str id)
{
	const struct hito_value *value =
		hito_item_value(item, HITO_KEY_FORMERLY);

	for (size_t i = 0; value && i < value->part_count; i++)
		if (is_name(item, value->parts[i].text, plan, id))
			return true;
	return value && !value->part_count &&
	       is_name(item, value->text, plan, id);
}

/* The things of a kind in a plan; of the project for plan NULL. */
static struct hito_item *const *list_of(const struct hito_model *model,
					const struct hito_item *plan,
					enum hito_kind kind, size_t *count)
{
	*count = 0;
	if (kind == HITO_PLAN) {
		*count = model->plan_count;
		return model->plans;
	}
	if (!plan) {
		*count = kind == HITO_KPI ? model->kpi_count : 0;
		return model->kpis;
	}
	*count = kind == HITO_STEP        ? plan->step_count
		 : kind == HITO_OBJECTIVE ? plan->objective_count
		 : kind == HITO_KPI       ? plan->kpi_count
					  : 0;
	return kind == HITO_STEP        ? plan->steps
	       : kind == HITO_OBJECTIVE ? plan->objectives
					: plan->kpis;
}

/* The other one of a list that has the id in a plan, or had it once. */
static const struct hito_item *look(struct hito_item *const *items,
				    size_t count, const struct hito_item *plan,
				    const struct hito_item *of,
				    struct hito_str id, bool *out_once)
{
	for (size_t i = 0; i < count; i++) {
		*out_once = items[i]->plan != plan ||
			    !hito_str_equal(items[i]->id, id);
		if (of->kind == HITO_PLAN)
			*out_once = !hito_str_equal(items[i]->id, id);
		if (items[i] != of && (!*out_once || had(items[i], plan, id)))
			return items[i];
	}
	return NULL;
}

const struct hito_item *hito_rename_taken(const struct hito_model *model,
					  const struct hito_item *plan,
					  const struct hito_item *of,
					  struct hito_str id, bool *out_once)
{
	const struct hito_item *found = NULL;
	size_t count;
	struct hito_item *const *items = list_of(model, plan, of->kind, &count);

	found = look(items, count, plan, of, id, out_once);
	/* A step of another plan may have been here. */
	for (size_t i = 0; !found && i < model->plan_count; i++) {
		if (of->kind == HITO_PLAN || model->plans[i] == plan)
			continue;
		items = list_of(model, model->plans[i], of->kind, &count);
		found = look(items, count, plan, of, id, out_once);
	}
	return found;
}

static bool check_id(const struct hito_model *model,
		     const struct hito_item *item, struct hito_str id,
		     struct hito_err *err)
{
	const struct hito_item *taken;
	bool once = false;

	if (!hito_slug_is_valid(id)) {
		hito_err_set(err, HITO_ERR_USAGE, "\"%.*s\" is no id",
			     HITO_STR_ARG(id));
		return hito_err_help(err, "an id has small letters without "
					  "accents, digits and hyphens: "
					  "blog-posts");
	}
	if (hito_str_equal(id, item->id) && !item->id_made)
		return hito_err_set(err, HITO_ERR_USAGE,
				    "\"%.*s\" is its id already",
				    HITO_STR_ARG(id));
	taken = hito_rename_taken(model, item->plan, item, id, &once);
	if (!taken && item->kind == HITO_KPI && item->plan)
		taken = hito_rename_taken(model, NULL, item, id, &once);
	if (!taken)
		return true;
	if (once)
		hito_err_set(err, HITO_ERR_USAGE,
			     "\"%.*s\" had the id \"%.*s\" once, and its "
			     "history is found by it",
			     HITO_STR_ARG(taken->id), HITO_STR_ARG(id));
	else
		hito_err_set(err, HITO_ERR_USAGE,
			     "there is a \"%.*s\" already: %.*s",
			     HITO_STR_ARG(id), HITO_STR_ARG(taken->title));
	return hito_err_help(err, "take an id that nothing has or had");
}

/* The key that a thing's id is written under. */
static enum hito_key key_of(const struct hito_item *item)
{
	if (item->kind == HITO_PLAN)
		return HITO_KEY_PLAN;
	return item->kind == HITO_STEP && item->document->is_step &&
			       item->block == &item->document->blocks[0]
		       ? HITO_KEY_STEP
		       : HITO_KEY_ID;
}

static bool write_id(struct hito_editing *editing, const struct hito_item *item,
		     struct hito_str id, const char **refused)
{
	const struct hito_block *block = item->block;
	const struct hito_source *source = item->document->source;
	struct hito_span span = block->id_span;
	struct hito_str text = hito_source_text(source, span);

	if (!block->fenced && item->kind == HITO_OBJECTIVE)
		return hito_front_create(editing, item, id);
	if (!block->id.len || span.end == span.start)
		return hito_editing_set(editing, item, key_of(item), id,
					(struct hito_str){NULL, 0}, refused);
	for (size_t at = 0; at + block->id.len <= text.len; at++)
		if (memcmp(text.ptr + at, block->id.ptr, block->id.len) == 0) {
			span.start += (uint32_t)at;
			span.end = span.start + (uint32_t)block->id.len;
			break;
		}
	return hito_editing_put(editing, source, span, id);
}

static bool is_kept(const struct hito_value *value,
		    const struct hito_items *items, struct hito_str former)
{
	for (size_t i = 0; value && i < value->part_count; i++)
		if (hito_str_equal(value->parts[i].text, former) &&
		    !(items->remove && items->remove[i]))
			return true;
	return false;
}

/* "a" becomes "b" or "[b, c]": names need no quotes. */
static bool write_scalar(struct hito_editing *editing,
			 const struct hito_item *item,
			 const struct hito_items *items, const char **refused)
{
	struct hito_str text = HITO_STR("");

	for (size_t i = 0; text.ptr && i < items->add_count; i++)
		text = hito_arena_printf(editing->arena, "%.*s%s%.*s",
					 HITO_STR_ARG(text), i ? ", " : "",
					 HITO_STR_ARG(items->add[i]));
	if (text.ptr && items->add_count > 1)
		text = hito_arena_printf(editing->arena, "[%.*s]",
					 HITO_STR_ARG(text));
	return text.ptr &&
	       hito_editing_write(editing, item, HITO_KEY_FORMERLY, text,
				  (struct hito_str){NULL, 0}, refused);
}

/* One name that is no list, and goes. */
static bool is_scalar_gone(const struct hito_item *item,
			   const struct hito_value *value,
			   const struct hito_items *items)
{
	struct hito_str text =
		value ? hito_source_text(item->document->source, value->span)
		      : HITO_STR("");

	return text.len && items->remove && items->remove[0] &&
	       value->part_count == 1 && !hito_str_starts(text, "[") &&
	       !hito_str_starts(text, "-");
}

bool hito_rename_formerly(struct hito_editing *editing,
			  const struct hito_item *item,
			  const struct hito_items *items, const char **refused)
{
	const struct hito_value *value =
		hito_item_value(item, HITO_KEY_FORMERLY);
	struct hito_str *add =
		hito_new(editing->arena, struct hito_str, items->add_count + 1);
	struct hito_items more = {.add = add, .remove = items->remove};

	if (!add)
		return false;
	for (size_t i = 0; i < items->add_count; i++)
		if (!is_kept(value, items, items->add[i]))
			add[more.add_count++] = items->add[i];
	if (is_scalar_gone(item, value, items) && more.add_count)
		return write_scalar(editing, item, &more, refused);
	return hito_editing_items(editing, item, HITO_KEY_FORMERLY, &more,
				  refused);
}

/* Of the names that it had, the one that it takes again goes. */
static bool note_former(struct hito_editing *editing,
			const struct hito_renaming *renaming,
			const char **refused)
{
	const struct hito_item *item = renaming->item;
	const struct hito_value *value =
		hito_item_value(item, HITO_KEY_FORMERLY);
	size_t parts = value ? value->part_count : 0;
	size_t count = renaming->elsewhere_count + 1;
	struct hito_str *add = hito_new(editing->arena, struct hito_str, count);
	bool *remove = hito_new(editing->arena, bool, parts + 1);
	const struct hito_items items = {add, count, remove};

	if (!add || !remove)
		return false;
	for (size_t i = 0; i + 1 < count; i++)
		add[i + 1] = renaming->elsewhere[i];
	add[0] = item->id;
	for (size_t i = 0; i < parts; i++)
		remove[i] = hito_str_equal(value->parts[i].text, renaming->id);
	return hito_rename_formerly(editing, item, &items, refused);
}

/* "<!-- step: blog -->", where the step's file has its place. */
static bool write_marks(struct hito_editing *editing,
			const struct hito_source *source, struct hito_str old,
			struct hito_str new)
{
	/* Most files have none. */
	if (!memmem(source->text.ptr, source->text.len, "<!--", 4))
		return true;
	for (uint32_t line = 1; line <= source->line_count; line++) {
		struct hito_span span = hito_source_line_span(source, line);
		struct hito_str text = hito_source_text(source, span), id;

		if (!hito_split_mark(text, &id) || !hito_str_equal(id, old))
			continue;
		span.start += (uint32_t)(id.ptr - text.ptr);
		span.end = span.start + (uint32_t)id.len;
		if (!hito_editing_put(editing, source, span, new))
			return false;
	}
	return true;
}

static bool write_all_marks(struct hito_editing *editing,
			    const struct hito_item *step, struct hito_str id)
{
	const struct hito_item *plan = step->plan;
	const struct hito_document *last = plan->document;

	if (step->kind != HITO_STEP)
		return true;
	if (last && !write_marks(editing, last->source, step->id, id))
		return false;
	for (size_t i = 0; i < plan->step_count; i++) {
		const struct hito_document *document = plan->steps[i]->document;

		if (document == last || document == plan->document)
			continue;
		last = document;
		if (!write_marks(editing, document->source, step->id, id))
			return false;
	}
	return true;
}

static bool refuse(const struct hito_item *item, const char *refused,
		   struct hito_err *err)
{
	hito_err_say(err, HITO_ERR_INPUT, refused);
	return item->document
		       ? hito_err_at(err, item->document->source->path, 0, 0)
		       : false;
}

bool hito_rename(const struct hito_model *model,
		 const struct hito_renaming *renaming, struct hito_turns *turns,
		 struct hito_refer *refer, struct hito_err *err)
{
	const struct hito_item *item = renaming->item;
	const char *refused = hito_rename_refusal(item);
	struct hito_editing *editing = refer->editing;
	struct hito_turn *turn;

	if (refused)
		return refuse(item, refused, err);
	if (!check_id(model, item, renaming->id, err))
		return false;
	turn = hito_turns_add(turns, item);
	if (!turn || !write_id(editing, item, renaming->id, &refused))
		return hito_err_memory(err);
	turn->id = renaming->id;
	if (!refused && item->block->fenced &&
	    !hito_str_equal(item->id, renaming->id) &&
	    !note_former(editing, renaming, &refused))
		return hito_err_memory(err);
	if (refused)
		return refuse(item, refused, err);
	return (write_all_marks(editing, item, renaming->id) &&
		hito_refer(refer)) ||
	       hito_err_memory(err);
}
