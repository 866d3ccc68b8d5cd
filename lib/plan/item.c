/* SPDX-License-Identifier: MIT */
/* Items: their values, their own and inherited, and their names. */
#include "hito/model.h"

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
	if (item->kind == HITO_PLAN || !item->plan)
		return item->id;
	return hito_arena_printf(arena, "%.*s/%.*s",
				 HITO_STR_ARG(item->plan->id),
				 HITO_STR_ARG(item->id));
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
