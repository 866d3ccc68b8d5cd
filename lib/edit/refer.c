/* SPDX-License-Identifier: MIT */
/* Finds the references that a move would break, and words them anew. */
#include "edit/refer.h"

#include <string.h>

/* A step id of then, and whether several plans have it. */
struct named {
	const struct hito_item *step;
	bool several;
};

/* A reference while it is looked at. */
struct reference {
	const struct hito_item *from;
	const struct hito_value *value;
	struct hito_str text;
	struct hito_span span;
};

static struct hito_str join(struct hito_arena *arena, struct hito_str plan,
			    struct hito_str id)
{
	return hito_arena_printf(arena, "%.*s/%.*s", HITO_STR_ARG(plan),
				 HITO_STR_ARG(id));
}

static struct hito_str plan_then(const struct hito_refer *refer,
				 const struct hito_item *item)
{
	return hito_turns_id(refer->turns, hito_turns_plan(refer->turns, item));
}

/* Identities are compared, which are the ids but in mapped files. */
static struct hito_str id_then(const struct hito_refer *refer,
			       const struct hito_item *item)
{
	const struct hito_turn *turn = hito_turns_find(refer->turns, item);

	return turn ? turn->id : item->identity;
}

/* The world of then */

static bool note_name(struct hito_refer *refer, const struct hito_item *step)
{
	struct hito_str id = id_then(refer, step);
	struct hito_str full = join(refer->arena, plan_then(refer, step), id);
	struct named *named = hito_map_find(&refer->names, id);
	struct named *own = hito_new(refer->arena, struct named, 1);

	if (!full.ptr || !own)
		return false;
	own->step = step;
	if (!hito_map_put(&refer->full, full, own))
		return false;
	if (named) {
		named->several |= plan_then(refer, named->step).ptr !=
				  plan_then(refer, step).ptr;
		return true;
	}
	named = hito_new(refer->arena, struct named, 1);
	if (!named)
		return false;
	named->step = step;
	return hito_map_put(&refer->names, id, named);
}

static bool note_names(struct hito_refer *refer)
{
	hito_map_init(&refer->full, refer->arena);
	hito_map_init(&refer->names, refer->arena);
	for (size_t i = 0; i < refer->model->plan_count; i++) {
		const struct hito_item *plan = refer->model->plans[i];

		for (size_t k = 0; k < plan->step_count; k++)
			if (!plan->steps[k]->duplicate_of &&
			    !note_name(refer, plan->steps[k]))
				return false;
	}
	return true;
}

/* What a text means in a plan then; NULL: nothing, or memory ends. */
static const struct hito_item *means(const struct hito_refer *refer,
				     const struct hito_item *from,
				     struct hito_str text)
{
	struct hito_str full = join(refer->arena, plan_then(refer, from), text);
	const struct named *named =
		full.ptr ? hito_map_find(&refer->full, full) : NULL;

	if (!named)
		named = hito_map_find(&refer->full, text);
	if (!named)
		named = hito_map_find(&refer->names, text);
	return named && !named->several ? named->step : NULL;
}

/* Wording */

/* "x" in place of "p/x", or the other way around, where plans parted or met. */
static struct hito_str word_step(const struct hito_refer *refer,
				 const struct reference *reference,
				 const struct hito_item *to)
{
	const struct hito_item *from = reference->from;
	bool with = hito_str_find_byte(reference->text, '/', 0) != SIZE_MAX;
	bool were = from->plan == to->plan;
	bool are = hito_turns_plan(refer->turns, from) ==
		   hito_turns_plan(refer->turns, to);
	struct hito_str id = id_then(refer, to);
	struct hito_str full = join(refer->arena, plan_then(refer, to), id);
	bool as_is = means(refer, from, reference->text) == to;

	if (!full.ptr)
		return full;
	if (were == are && as_is)
		return reference->text;
	if (were == are)
		return !with && means(refer, from, id) == to ? id : full;
	return are && means(refer, from, id) == to ? id : full;
}

/* The bytes of the reference alone: not its quotes, not an "@". */
static struct hito_span bytes_of(const struct hito_source *source,
				 const struct reference *reference)
{
	struct hito_span span = reference->span;
	struct hito_str text = hito_source_text(source, span);
	size_t len = reference->text.len;

	for (size_t at = 0; len && at + len <= text.len; at++)
		if (memcmp(text.ptr + at, reference->text.ptr, len) == 0) {
			span.start += (uint32_t)at;
			span.end = span.start + (uint32_t)len;
			break;
		}
	return span;
}

static bool reword(struct hito_refer *refer, const struct reference *reference,
		   struct hito_str text)
{
	const struct hito_item *from = reference->from;
	const struct hito_source *source = from->document->source;
	struct hito_span span = bytes_of(source, reference);

	if (!text.ptr)
		return false;
	if (hito_str_equal(text, reference->text))
		return true;
	if (!hito_reserve(refer->arena, refer->list, refer->count,
			  refer->capacity))
		return false;
	refer->list[refer->count++] = (struct hito_reworded){
		.item = from,
		.key = reference->value->key_text,
		.old = reference->text,
		.new = text,
	};
	return hito_editing_put(refer->editing, source, span, text);
}

/* Kinds of references */

static bool refer_step(struct hito_refer *refer,
		       const struct reference *reference)
{
	const struct hito_item *from = reference->from;
	struct hito_item *to = NULL;

	if (hito_model_step(refer->model, from->plan, reference->text, &to) !=
		    HITO_REFERENCE_FOUND ||
	    !to)
		return true;
	if (!hito_turns_find(refer->turns, to) &&
	    !hito_turns_find(refer->turns, from) &&
	    !hito_turns_find(refer->turns, to->plan) &&
	    (from->document->mapping || to->document->mapping))
		return true;
	return reword(refer, reference, word_step(refer, reference, to));
}

/* An id of something of a plan, not one of its titles. */
static bool refer_item(struct hito_refer *refer,
		       const struct reference *reference,
		       const struct hito_item *to)
{
	if (!to || !hito_turns_find(refer->turns, to) ||
	    !hito_str_equal(to->identity, reference->text))
		return true;
	return reword(refer, reference, hito_turns_id(refer->turns, to));
}

static bool refer_part(struct hito_refer *refer,
		       const struct reference *reference)
{
	const struct hito_item *from = reference->from;
	const struct hito_turn *turn = hito_turns_find(refer->turns, from);

	switch (reference->value->key) {
	case HITO_KEY_PLAN:
		return from->kind != HITO_STEP ||
		       (turn && turn->plan != from->plan) ||
		       refer_item(refer, reference, from->plan);
	case HITO_KEY_PARENT:
		if (turn && turn->parent != from->parent)
			return true;
		break;
	case HITO_KEY_OBJECTIVE:
		if (!from->plan || (turn && turn->objective != from->objective))
			return true;
		return refer_item(refer, reference,
				  hito_plan_find(from->plan, HITO_OBJECTIVE,
						 reference->text));
	case HITO_KEY_KPI:
	case HITO_KEY_SUCCESS:
		return refer_item(refer, reference,
				  hito_model_kpi(refer->model, from->plan,
						 reference->text));
	default:
		break;
	}
	return reference->value->type != HITO_TYPE_STEPS ||
	       refer_step(refer, reference);
}

static bool is_of_references(const struct hito_value *value)
{
	return value->type == HITO_TYPE_STEPS || value->key == HITO_KEY_KPI ||
	       value->key == HITO_KEY_PLAN || value->key == HITO_KEY_OBJECTIVE;
}

static bool refer_value(struct hito_refer *refer, const struct hito_item *item,
			const struct hito_value *value)
{
	struct reference reference = {.from = item, .value = value};
	const struct hito_part *kpi = value->key == HITO_KEY_SUCCESS
					      ? hito_value_part(value, "kpi")
					      : NULL;

	if (!is_of_references(value) && !kpi)
		return true;
	if (!value->part_count) {
		reference.text = value->text;
		reference.span = value->span;
		return reference.span.end == reference.span.start ||
		       refer_part(refer, &reference);
	}
	for (size_t i = 0; i < value->part_count; i++) {
		const struct hito_part *part = &value->parts[i];

		if ((kpi && part != kpi) || part->span.end == part->span.start)
			continue;
		reference.text = part->text;
		reference.span = part->span;
		if (!refer_part(refer, &reference))
			return false;
	}
	return true;
}

static bool refer_item_values(struct hito_refer *refer,
			      const struct hito_item *item)
{
	const struct hito_block *block = item->block;

	if (!block || !item->document || block->damaged)
		return true;
	for (size_t i = 0; i < block->value_count; i++)
		if (!refer_value(refer, item, &block->values[i]))
			return false;
	for (size_t i = 0; i < block->other_count; i++)
		if (!refer_value(refer, item, &block->others[i]))
			return false;
	return true;
}

bool hito_refer(struct hito_refer *refer)
{
	if (!note_names(refer))
		return false;
	for (size_t i = 0; i < refer->model->plan_count; i++) {
		const struct hito_item *plan = refer->model->plans[i];

		if (!refer_item_values(refer, plan))
			return false;
		for (size_t k = 0; k < plan->objective_count; k++)
			if (!refer_item_values(refer, plan->objectives[k]))
				return false;
		for (size_t k = 0; k < plan->step_count; k++)
			if (!refer_item_values(refer, plan->steps[k]))
				return false;
	}
	return true;
}
