/* SPDX-License-Identifier: MIT */
/* Items: their values, their own and inherited, and their names. */
#include "hito/model.h"

#include <string.h>

/* That of the nearest step around the item which may hand it on. */
static const struct hito_value *value_above(const struct hito_item *item,
					    enum hito_key key,
					    const struct hito_item **from)
{
	const struct hito_item *up;

	if (hito_key_info(key)->flags & HITO_KEY_OWN)
		return NULL;
	for (up = item->parent; up; up = up->parent) {
		const struct hito_value *value = hito_item_value(up, key);

		*from = up;
		if (value)
			return value;
	}
	return NULL;
}

const struct hito_value *hito_item_effective(const struct hito_item *item,
					     enum hito_key key,
					     const struct hito_item **out_from)
{
	const struct hito_item *from = item;
	const struct hito_value *value = hito_item_value(item, key);

	if (!value && item->parent)
		value = value_above(item, key, &from);
	if (!value && item->kind == HITO_STEP &&
	    (hito_key_info(key)->flags & HITO_KEY_INHERIT)) {
		from = item->objective;
		if (from)
			value = hito_item_value(from, key);
		if (!value && item->plan) {
			from = item->plan;
			value = hito_item_value(from, key);
		}
	}
	if (out_from)
		*out_from = value ? from : NULL;
	return value;
}

struct hito_str hito_item_name(const struct hito_item *item,
			       struct hito_arena *arena)
{
	struct hito_str plan, name = {NULL, 0};
	char *text;

	if (item->kind == HITO_PLAN || !item->plan)
		return item->id;
	plan = item->plan->id;
	text = hito_arena_bytes(arena, plan.len + item->id.len + 2);
	if (!text)
		return name;
	name = (struct hito_str){text, plan.len + item->id.len + 1};
	memcpy(text, plan.ptr, plan.len);
	text[plan.len] = '/';
	memcpy(text + plan.len + 1, item->id.ptr, item->id.len);
	text[name.len] = '\0';
	return name;
}

bool hito_step_is_leaf(const struct hito_item *step)
{
	return step->child_count == 0;
}

bool hito_step_is_milestone(const struct hito_item *step)
{
	const struct hito_value *type = hito_item_value(step, HITO_KEY_TYPE);

	return type && type->readable && type->word == HITO_MILESTONE;
}
