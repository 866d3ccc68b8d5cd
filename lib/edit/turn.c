/* SPDX-License-Identifier: MIT */
/* Compares plans before and after a move, thing by thing. */
#include "edit/turn.h"

void hito_turns_init(struct hito_turns *turns, struct hito_arena *arena)
{
	*turns = (struct hito_turns){.arena = arena};
	hito_map_init(&turns->by_item, arena);
}

/* A thing as a key: its address. */
static struct hito_str key_of(const struct hito_item *const *item)
{
	return (struct hito_str){(const char *)item, sizeof(*item)};
}

const struct hito_turn *hito_turns_find(const struct hito_turns *turns,
					const struct hito_item *item)
{
	return turns->count ? hito_map_find(&turns->by_item, key_of(&item))
			    : NULL;
}

struct hito_turn *hito_turns_add(struct hito_turns *turns,
				 const struct hito_item *item)
{
	struct hito_turn *turn =
		turns->count ? hito_map_find(&turns->by_item, key_of(&item))
			     : NULL;

	if (turn)
		return turn;
	turn = hito_new(turns->arena, struct hito_turn, 1);
	if (!turn || !hito_reserve(turns->arena, turns->list, turns->count,
				   turns->capacity))
		return NULL;
	*turn = (struct hito_turn){
		.item = item,
		.plan = item->plan,
		.id = item->id,
		.objective = item->objective,
		.parent = item->parent,
	};
	if (!hito_map_put(&turns->by_item, key_of(&turn->item), turn))
		return NULL;
	turns->list[turns->count++] = turn;
	return turn;
}

struct hito_str hito_turns_id(const struct hito_turns *turns,
			      const struct hito_item *item)
{
	const struct hito_turn *turn = hito_turns_find(turns, item);

	return turn ? turn->id : item->id;
}

const struct hito_item *hito_turns_plan(const struct hito_turns *turns,
					const struct hito_item *item)
{
	const struct hito_turn *turn = hito_turns_find(turns, item);

	return turn ? turn->plan : item->plan;
}

/* Comparing */

struct comparison {
	const struct hito_turns *turns;
	const struct hito_model *before, *after;
};

/* The thing of after that one of before is. */
static const struct hito_item *other(const struct comparison *comparison,
				     const struct hito_item *item)
{
	const struct hito_item *plan = hito_turns_plan(comparison->turns, item);
	struct hito_str id = hito_turns_id(comparison->turns, item);

	if (plan)
		plan = hito_model_plan(comparison->after,
				       hito_turns_id(comparison->turns, plan));
	if (item->kind == HITO_PLAN)
		return plan;
	if (!item->plan)
		return item->kind == HITO_KPI
			       ? hito_model_kpi(comparison->after, NULL, id)
			       : NULL;
	return plan ? hito_plan_find(plan, item->kind, id) : NULL;
}

/* Is one of after what one of before is? Both may be NULL. */
static bool same(const struct comparison *comparison,
		 const struct hito_item *before, const struct hito_item *after)
{
	return before ? other(comparison, before) == after : !after;
}

static bool same_step(const struct comparison *comparison,
		      const struct hito_item *before, struct hito_str old,
		      const struct hito_item *after, struct hito_str new)
{
	struct hito_item *one = NULL, *two = NULL;

	hito_model_step(comparison->before, before->plan, old, &one);
	hito_model_step(comparison->after, after->plan, new, &two);
	return one ? same(comparison, one, two) : hito_str_equal(old, new);
}

static bool same_steps(const struct comparison *comparison,
		       const struct hito_item *before,
		       const struct hito_value *old,
		       const struct hito_item *after,
		       const struct hito_value *new)
{
	if (old->part_count != new->part_count)
		return false;
	if (!old->part_count)
		return same_step(comparison, before, old->text, after,
				 new->text);
	for (size_t i = 0; i < old->part_count; i++)
		if (!same_step(comparison, before, old->parts[i].text, after,
			       new->parts[i].text))
			return false;
	return true;
}

/* A KPI of another plan is none any more: the word stays. */
static bool same_kpi(const struct comparison *comparison,
		     const struct hito_item *before, struct hito_str old,
		     const struct hito_item *after, struct hito_str new)
{
	const struct hito_item *one, *two;

	if (hito_turns_plan(comparison->turns, before) != before->plan)
		return hito_str_equal(old, new);
	one = hito_model_kpi(comparison->before, before->plan, old);
	two = hito_model_kpi(comparison->after, after->plan, new);
	return one ? same(comparison, one, two) : hito_str_equal(old, new);
}

static bool same_parts(const struct comparison *comparison,
		       const struct hito_item *before,
		       const struct hito_value *old,
		       const struct hito_item *after,
		       const struct hito_value *new)
{
	bool all = old->key == HITO_KEY_KPI;

	if (old->part_count != new->part_count)
		return false;
	if (!old->part_count)
		return all ? same_kpi(comparison, before, old->text, after,
				      new->text)
			   : hito_value_equal(old, new);
	for (size_t i = 0; i < old->part_count; i++) {
		const struct hito_part *a = &old->parts[i], *b = &new->parts[i];

		if (!hito_str_equal(a->name, b->name))
			return false;
		if (all || hito_str_is(a->name, "kpi")
			    ? !same_kpi(comparison, before, a->text, after,
					b->text)
			    : !hito_str_equal(a->text, b->text))
			return false;
	}
	return true;
}

static bool same_value(const struct comparison *comparison,
		       const struct hito_item *before,
		       const struct hito_value *old,
		       const struct hito_item *after,
		       const struct hito_value *new)
{
	if (!old || !new)
		return old == new;
	if (old->type != new->type || old->readable != new->readable)
		return false;
	if (old->type == HITO_TYPE_STEPS)
		return same_steps(comparison, before, old, after, new);
	if (old->key == HITO_KEY_KPI || old->type == HITO_TYPE_SUCCESS)
		return same_parts(comparison, before, old, after, new);
	return hito_value_equal(old, new);
}

/* What a thing is called and where it is: looked at by its links. */
static bool is_place(enum hito_key key, enum hito_kind kind)
{
	switch (key) {
	case HITO_KEY_ID:
	case HITO_KEY_STEP:
	case HITO_KEY_PLAN:
	case HITO_KEY_PARENT:
	case HITO_KEY_FORMERLY:
	case HITO_KEY_KPIS:
	case HITO_KEY_TEAM:
		return true;
	case HITO_KEY_OBJECTIVE:
		return kind == HITO_STEP;
	default:
		return false;
	}
}

static bool same_values(const struct comparison *comparison,
			const struct hito_item *before,
			const struct hito_item *after)
{
	const struct hito_block *old = before->block, *new = after->block;

	if (!old || !new)
		return old == new;
	for (enum hito_key key = 0; key < HITO_KEY_COUNT; key++)
		if (!is_place(key, before->kind) &&
		    !same_value(comparison, before, hito_block_value(old, key),
				after, hito_block_value(new, key)))
			return false;
	if (old->other_count != new->other_count ||
	    old->damaged != new->damaged)
		return false;
	for (size_t i = 0; i < old->other_count; i++)
		if (!hito_str_equal(old->others[i].key_text,
				    new->others[i].key_text) ||
		    !same_value(comparison, before, &old->others[i], after,
				&new->others[i]))
			return false;
	return true;
}

static bool same_items(const struct hito_block *old,
		       const struct hito_block *new)
{
	if (!old || !new)
		return old == new;
	if (old->check_count != new->check_count ||
	    old->sketch_count != new->sketch_count)
		return false;
	for (size_t i = 0; i < old->check_count; i++)
		if (old->checks[i].done != new->checks[i].done ||
		    !hito_str_equal(old->checks[i].text, new->checks[i].text))
			return false;
	for (size_t i = 0; i < old->sketch_count; i++)
		if (old->sketches[i].done != new->sketches[i].done ||
		    !hito_str_equal(old->sketches[i].title,
				    new->sketches[i].title))
			return false;
	return true;
}

static bool same_links(const struct comparison *comparison,
		       const struct hito_item *before,
		       const struct hito_item *after)
{
	const struct hito_turn *turn =
		hito_turns_find(comparison->turns, before);
	const struct hito_item *objective =
		turn ? turn->objective : before->objective;
	const struct hito_item *parent = turn ? turn->parent : before->parent;

	return same(comparison, objective, after->objective) &&
	       same(comparison, parent, after->parent);
}

static bool holds(const struct comparison *comparison,
		  const struct hito_item *item)
{
	const struct hito_item *then = other(comparison, item);

	if (item->duplicate_of)
		return true;
	/* Where there is no title its id is shown. */
	return then && item->state == then->state &&
	       hito_str_equal(item->state_text, then->state_text) &&
	       (hito_str_equal(item->title, then->title) ||
		(hito_str_equal(item->title, item->id) &&
		 hito_str_equal(then->title, then->id))) &&
	       same_links(comparison, item, then) &&
	       same_values(comparison, item, then) &&
	       same_items(item->block, then->block);
}

static bool hold(const struct comparison *comparison,
		 struct hito_item *const *items, size_t count,
		 const struct hito_item **out_item)
{
	for (size_t i = 0; i < count; i++) {
		*out_item = items[i];
		if (!holds(comparison, items[i]))
			return false;
	}
	return true;
}

static bool plan_holds(const struct comparison *comparison,
		       struct hito_item *plan,
		       const struct hito_item **out_item)
{
	return hold(comparison, &plan, 1, out_item) &&
	       hold(comparison, plan->objectives, plan->objective_count,
		    out_item) &&
	       hold(comparison, plan->kpis, plan->kpi_count, out_item) &&
	       hold(comparison, plan->team, plan->team_count, out_item) &&
	       hold(comparison, plan->steps, plan->step_count, out_item);
}

static size_t count_all(const struct hito_model *model)
{
	size_t count = model->plan_count + model->kpi_count +
		       model->team_count + model->unreadable_count;

	for (size_t i = 0; i < model->plan_count; i++) {
		const struct hito_item *plan = model->plans[i];

		count += plan->objective_count + plan->kpi_count +
			 plan->team_count + plan->step_count;
	}
	return count;
}

bool hito_turns_hold(const struct hito_turns *turns,
		     const struct hito_model *before,
		     const struct hito_model *after,
		     const struct hito_item **out_item)
{
	const struct comparison comparison = {turns, before, after};

	for (size_t i = 0; i < before->plan_count; i++)
		if (!plan_holds(&comparison, before->plans[i], out_item))
			return false;
	if (!hold(&comparison, before->kpis, before->kpi_count, out_item))
		return false;
	*out_item = NULL;
	return count_all(before) == count_all(after);
}
