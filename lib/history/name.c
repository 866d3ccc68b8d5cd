/* SPDX-License-Identifier: MIT */
/* Names: identities under which things are known today. */
#include "history/name.h"

#include "base/keep.h"
#include "plan/identity.h"

void hito_names_init(struct hito_names *names, struct hito_arena *arena)
{
	*names = (struct hito_names){.arena = arena};
	hito_map_init(&names->renamed, arena);
	hito_map_init(&names->kept, arena);
}

struct hito_str hito_item_identity(const struct hito_item *item)
{
	return item->identity.len > 0 ? item->identity : item->id;
}

struct hito_str hito_names_keep(struct hito_names *names, struct hito_str text)
{
	struct hito_str *kept;

	if (text.len == 0)
		return HITO_STR("");
	kept = hito_map_find(&names->kept, text);
	if (kept)
		return *kept;
	kept = hito_new(names->arena, struct hito_str, 1);
	if (!kept)
		return (struct hito_str){0};
	*kept = hito_arena_copy(names->arena, text);
	if (!kept->ptr || !hito_map_put(&names->kept, *kept, kept))
		return (struct hito_str){0};
	return *kept;
}

/* "kind/plan/id": how a name stands in the map of names. */
static struct hito_str name_key(enum hito_kind kind, struct hito_str plan,
				struct hito_str id, char *buffer, size_t size)
{
	size_t len = 0;

	if (plan.len + id.len + 3 > size)
		return HITO_STR("");
	buffer[len++] = (char)('0' + kind);
	buffer[len++] = '/';
	for (size_t i = 0; i < plan.len; i++)
		buffer[len++] = plan.ptr[i];
	buffer[len++] = '/';
	for (size_t i = 0; i < id.len; i++)
		buffer[len++] = id.ptr[i];
	return (struct hito_str){buffer, len};
}

/* Ids longer than this are never renamed. */
#define NAME_SIZE 512

struct renamed {
	struct hito_str plan, id;
};

static bool learn(struct hito_names *names, const struct hito_item *item,
		  struct hito_str former)
{
	struct hito_str plan = hito_item_identity(item->plan), id = former;
	struct renamed *renamed = hito_new(names->arena, struct renamed, 1);
	char buffer[NAME_SIZE], text[HITO_IDENTITY_SIZE];
	struct hito_str key;

	if (item->kind == HITO_PLAN) {
		plan = former;
		id = HITO_STR("");
	} else {
		hito_str_cut(former, '/', &plan, &id);
		if (id.len == 0) {
			id = former;
			plan = hito_item_identity(item->plan);
		}
		id = hito_identity_of(item->document->mapping, id, text);
	}
	key = name_key(item->kind, plan, id, buffer, sizeof(buffer));
	if (key.len == 0)
		return true;
	key = hito_arena_copy(names->arena, key);
	if (!renamed || !key.ptr)
		return false;
	renamed->plan = hito_item_identity(item->plan);
	if (item->kind != HITO_PLAN)
		renamed->id = hito_item_identity(item);
	names->crosses |=
		item->kind != HITO_PLAN && !hito_str_equal(plan, renamed->plan);
	return hito_map_put(&names->renamed, key, renamed);
}

static bool learn_item(struct hito_names *names, const struct hito_item *item)
{
	const struct hito_value *value =
		hito_item_value(item, HITO_KEY_FORMERLY);

	for (size_t i = 0; value && i < value->part_count; i++)
		if (!learn(names, item, value->parts[i].text))
			return false;
	if (value && value->part_count == 0)
		return learn(names, item, value->text);
	return true;
}

static bool learn_items(struct hito_names *names,
			struct hito_item *const *items, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!learn_item(names, items[i]))
			return false;
	return true;
}

bool hito_names_learn(struct hito_names *names, const struct hito_model *model,
		      struct hito_err *err)
{
	for (size_t p = 0; p < model->plan_count; p++) {
		struct hito_item *plan = model->plans[p];

		if (!learn_item(names, plan) ||
		    !learn_items(names, plan->objectives,
				 plan->objective_count) ||
		    !learn_items(names, plan->kpis, plan->kpi_count) ||
		    !learn_items(names, plan->steps, plan->step_count))
			return hito_err_memory(err);
	}
	return true;
}

uint64_t hito_names_sum(const struct hito_names *names)
{
	uint64_t sum = names->renamed.count;

	for (size_t i = 0; i < names->renamed.capacity; i++) {
		const struct hito_map_slot *slot = &names->renamed.slots[i];
		const struct renamed *renamed = slot->value;

		if (!renamed)
			continue;
		sum += hito_keep_sum(
			hito_keep_sum(hito_keep_sum(1, hito_map_key(slot)),
				      renamed->plan),
			renamed->id);
	}
	return sum;
}

void hito_names_today(const struct hito_names *names, enum hito_kind kind,
		      struct hito_str *plan, struct hito_str *id)
{
	char buffer[NAME_SIZE];
	const struct renamed *renamed;
	struct hito_str key;

	if (names->renamed.count == 0)
		return;
	/* A thing is looked up under its plan's name of then and of now. */
	for (int pass = 0; pass < 2; pass++) {
		key = name_key(kind, *plan, *id, buffer, sizeof(buffer));
		renamed = hito_map_find(&names->renamed, key);
		if (renamed) {
			*plan = renamed->plan;
			*id = renamed->id;
			return;
		}
		key = name_key(HITO_PLAN, *plan, HITO_STR(""), buffer,
			       sizeof(buffer));
		renamed = hito_map_find(&names->renamed, key);
		if (!renamed)
			return;
		*plan = renamed->plan;
	}
}
