/* SPDX-License-Identifier: MIT */
/* Facts: values in the form that events compare and carry. */
#include "history/fact.h"

static bool has(const struct hito_str *items, size_t count,
		struct hito_str item)
{
	for (size_t i = 0; i < count; i++)
		if (hito_str_equal(items[i], item))
			return true;
	return false;
}

static bool covers(const struct hito_fact *a, const struct hito_fact *b)
{
	for (size_t i = 0; i < b->count; i++)
		if (!has(a->items, a->count, b->items[i]))
			return false;
	return true;
}

bool hito_day_is_sound(hito_day day)
{
	const struct hito_civil first = {1, 1, 1}, last = {9999, 12, 31};

	return day == HITO_DAY_NONE || (day >= hito_day_from_civil(first) &&
					day <= hito_day_from_civil(last));
}

bool hito_fact_equal(const struct hito_fact *a, const struct hito_fact *b)
{
	if (a == b || !a || !b)
		return a == b;
	if (hito_str_equal(a->text, b->text))
		return true;
	return a->list && b->list && covers(a, b) && covers(b, a);
}

/* The parts of a list or a log as slices; logs keep their day. */
static bool copy_items(const struct hito_value *value, struct hito_fact *fact,
		       struct hito_arena *arena, struct hito_err *err)
{
	struct hito_str *items =
		hito_new(arena, struct hito_str, value->part_count);

	if (!items)
		return hito_err_memory(err);
	for (size_t i = 0; i < value->part_count; i++) {
		const struct hito_part *part = &value->parts[i];

		items[i] = part->text;
		if (part->name.len == 0)
			continue;
		items[i] = hito_arena_printf(arena, "%.*s: %.*s",
					     HITO_STR_ARG(part->name),
					     HITO_STR_ARG(part->text));
		if (!items[i].ptr)
			return hito_err_memory(err);
	}
	fact->list = true;
	fact->items = items;
	fact->count = value->part_count;
	return true;
}

static bool from_value(const struct hito_value *value, struct hito_fact *fact,
		       struct hito_arena *arena, struct hito_err *err)
{
	fact->key = value->key;
	fact->readable = value->readable;
	fact->text = value->text;
	fact->day = value->day;
	if (value->readable && value->list && !value->mapping)
		return copy_items(value, fact, arena, err);
	return true;
}

static struct hito_fact text_fact(enum hito_key key, struct hito_str text)
{
	return (struct hito_fact){
		.key = key,
		.readable = true,
		.text = text,
		.day = HITO_DAY_NONE,
	};
}

/* Keys that count by their place or default, not by their value alone. */
static bool is_derived(enum hito_key key)
{
	return key == HITO_KEY_TITLE || key == HITO_KEY_STATE ||
	       key == HITO_KEY_OBJECTIVE || key == HITO_KEY_PARENT;
}

/* There are few, and most are in order. */
static void sort_by_key(const struct hito_fact **facts, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		const struct hito_fact *fact = facts[i];
		size_t at = i;

		for (; at && facts[at - 1]->key > fact->key; at--)
			facts[at] = facts[at - 1];
		facts[at] = fact;
	}
}

static size_t add_derived(const struct hito_row *row, struct hito_fact *facts)
{
	size_t count = 0;

	if (row->title.len > 0 || !row->title_readable) {
		facts[count] = text_fact(HITO_KEY_TITLE, row->title);
		facts[count++].readable = row->title_readable;
	}
	if (row->objective.len > 0)
		facts[count++] = text_fact(HITO_KEY_OBJECTIVE, row->objective);
	if (row->parent.len > 0)
		facts[count++] = text_fact(HITO_KEY_PARENT, row->parent);
	if (row->kind == HITO_STEP || row->kind == HITO_PLAN) {
		facts[count] = text_fact(HITO_KEY_STATE, row->state);
		facts[count++].readable = row->state_readable;
	}
	return count;
}

bool hito_facts_of(const struct hito_row *row, struct hito_arena *arena,
		   const struct hito_fact *const **out_facts, size_t *out_count,
		   struct hito_err *err)
{
	const struct hito_block *block = row->block;
	size_t limit = 4 + (block ? block->value_count : 0);
	struct hito_fact *facts = hito_new(arena, struct hito_fact, limit);
	const struct hito_fact **list =
		hito_new(arena, const struct hito_fact *, limit);
	size_t count;

	if (!facts || !list)
		return hito_err_memory(err);
	count = add_derived(row, facts);
	for (size_t i = 0; block && i < block->value_count; i++) {
		const struct hito_value *value = &block->values[i];
		const struct hito_key_info *info;

		if (value->key >= HITO_KEY_COUNT || is_derived(value->key))
			continue;
		info = hito_key_info(value->key);
		if (!(info->flags & HITO_KEY_EVENT) ||
		    hito_block_value(block, value->key) != value)
			continue;
		if (!from_value(value, &facts[count++], arena, err))
			return false;
	}
	for (size_t i = 0; i < count; i++)
		list[i] = &facts[i];
	sort_by_key(list, count);
	*out_facts = list;
	*out_count = count;
	return true;
}
