/* SPDX-License-Identifier: MIT */
/* Items: their values, their own and inherited, and their names. */
#include "hito/model.h"

/* The item's, else that of the nearest step around it which may hand it on. */
static const struct hito_value *value_of_steps(const struct hito_item *item,
					       enum hito_key key,
					       const struct hito_item **from)
{
	bool handed_on = !(hito_key_info(key)->flags & HITO_KEY_OWN);

	for (; item; item = handed_on ? item->parent : NULL) {
		const struct hito_value *value = hito_item_value(item, key);

		*from = item;
		if (value)
			return value;
	}
	return NULL;
}

const struct hito_value *hito_item_effective(const struct hito_item *item,
					     enum hito_key key,
					     const struct hito_item **out_from)
{
	const struct hito_item *from = NULL;
	const struct hito_value *value = value_of_steps(item, key, &from);

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

bool hito_item_is_open(const struct hito_item *item)
{
	return item->state != HITO_DONE && item->state != HITO_DROPPED;
}

bool hito_step_is_milestone(const struct hito_item *step)
{
	const struct hito_value *type = hito_item_value(step, HITO_KEY_TYPE);

	return type && type->readable && type->word == HITO_MILESTONE;
}
