/* SPDX-License-Identifier: MIT */
/* Offers out of the project's plans: ids, owners, checklists. */
#include "base/map.h"
#include "offer.h"

/* Where nothing is typed yet, so many ids are more than anybody reads. */
#define OFFER_MANY 200

void offer_plans(struct offers *offers)
{
	const struct hito_model *model = offer_model(offers);

	for (size_t i = 0; model && i < model->plan_count; i++)
		offer_foreign(offers, model->plans[i]->id,
			      model->plans[i]->title);
}

/* Do the command's steps have to be open, or closed? */
static bool is_wanted(const struct offers *offers, const struct hito_item *step)
{
	unsigned flags = offers->cmd ? offers->cmd->flags : 0;

	if (flags & CMD_OPEN_STEPS)
		return hito_item_is_open(step);
	return !(flags & CMD_CLOSED_STEPS) || !hito_item_is_open(step);
}

static struct hito_str whole_name(struct offers *offers,
				  const struct hito_item *item)
{
	struct hito_str name = hito_item_name(item, offers->run->arena);

	if (!name.ptr)
		offers->no_memory = true;
	return name;
}

/* Ids that several things have, each with itself; the others with a thing. */
static bool note_id(struct hito_map *map, struct hito_item *item)
{
	const struct hito_item *other = hito_map_find(map, item->id);

	if (other && other->plan != item->plan)
		return hito_map_put(map, item->id, map);
	return other || hito_map_put(map, item->id, item);
}

/* The things of a kind that a plan has. */
static struct hito_item **of_kind(const struct hito_item *plan,
				  enum hito_kind kind, size_t *out_count)
{
	if (kind == HITO_STEP) {
		*out_count = plan->step_count;
		return plan->steps;
	}
	if (kind == HITO_OBJECTIVE) {
		*out_count = plan->objective_count;
		return plan->objectives;
	}
	*out_count = plan->kpi_count;
	return plan->kpis;
}

/* A plan to choose a thing from: "spring/". */
static void offer_plan_fronts(struct offers *offers,
			      const struct hito_model *model)
{
	for (size_t i = 0; i < model->plan_count; i++) {
		struct hito_str name =
			hito_arena_printf(offers->run->arena, "%.*s/",
					  HITO_STR_ARG(model->plans[i]->id));

		if (name.ptr)
			offer_foreign(offers, name, model->plans[i]->title);
		else
			offers->no_memory = true;
	}
}

static void offer_one(struct offers *offers, const struct hito_item *item,
		      bool whole)
{
	struct hito_str name;

	if (item->kind == HITO_STEP && !is_wanted(offers, item))
		return;
	name = whole ? whole_name(offers, item) : item->id;
	if (name.ptr)
		offer_foreign(offers, name, item->title);
}

/* By the bare id where it means one thing, else as plan/id. */
static void offer_kind(struct offers *offers, enum hito_kind kind)
{
	const struct hito_model *model = offer_model(offers);
	bool whole = hito_str_find_byte(offers->typed, '/', 0) != SIZE_MAX;
	struct hito_map map;
	size_t count, total = 0;

	hito_map_init(&map, offers->run->arena);
	for (size_t i = 0; model && i < model->plan_count; i++) {
		struct hito_item **items =
			of_kind(model->plans[i], kind, &count);

		total += count;
		for (size_t k = 0; k < count; k++)
			if (!note_id(&map, items[k]))
				offers->no_memory = true;
	}
	if (model && !whole && (offers->typed.len || total > OFFER_MANY))
		offer_plan_fronts(offers, model);
	if (total > OFFER_MANY && !offers->typed.len)
		return;
	for (size_t i = 0; model && i < model->plan_count; i++) {
		struct hito_item **items =
			of_kind(model->plans[i], kind, &count);

		for (size_t k = 0; k < count; k++) {
			bool shared = hito_map_find(&map, items[k]->id) == &map;

			/* Their plan is offered for a start. */
			if (!shared || whole || !offers->typed.len)
				offer_one(offers, items[k], shared || whole);
		}
	}
}

void offer_steps(struct offers *offers)
{
	offer_kind(offers, HITO_STEP);
}

void offer_objectives(struct offers *offers)
{
	offer_kind(offers, HITO_OBJECTIVE);
}

void offer_kpis(struct offers *offers)
{
	const struct hito_model *model = offer_model(offers);

	offer_kind(offers, HITO_KPI);
	for (size_t i = 0; model && i < model->kpi_count; i++)
		offer_foreign(offers, model->kpis[i]->id,
			      model->kpis[i]->title);
}

/* Somebody once, however many steps they have. */
static void offer_owner(struct offers *offers, struct hito_map *map,
			struct hito_str id, struct hito_str name)
{
	if (!id.len || hito_map_find(map, id))
		return;
	if (!hito_map_put(map, id, map))
		offers->no_memory = true;
	offer_foreign(offers, id, name);
}

static void offer_owner_of(struct offers *offers, struct hito_map *map,
			   const struct hito_item *item)
{
	const struct hito_value *owner = hito_item_value(item, HITO_KEY_OWNER);

	if (owner && owner->readable)
		offer_owner(offers, map, owner->text, HITO_STR(""));
}

/* The team first, for they have names. */
void offer_owners(struct offers *offers)
{
	const struct hito_model *model = offer_model(offers);
	struct hito_map map;

	hito_map_init(&map, offers->run->arena);
	for (size_t i = 0; model && i < model->team_count; i++)
		offer_owner(offers, &map, model->team[i]->id,
			    model->team[i]->title);
	for (size_t i = 0; model && i < model->plan_count; i++)
		for (size_t k = 0; k < model->plans[i]->team_count; k++)
			offer_owner(offers, &map, model->plans[i]->team[k]->id,
				    model->plans[i]->team[k]->title);
	for (size_t i = 0; model && i < model->plan_count; i++) {
		const struct hito_item *plan = model->plans[i];

		offer_owner_of(offers, &map, plan);
		for (size_t k = 0; k < plan->objective_count; k++)
			offer_owner_of(offers, &map, plan->objectives[k]);
		for (size_t k = 0; k < plan->step_count; k++)
			offer_owner_of(offers, &map, plan->steps[k]);
	}
}

/* The step that the first argument names; NULL: none, or several. */
static const struct hito_item *named_step(struct offers *offers)
{
	const struct hito_model *model = offer_model(offers);
	struct hito_item *step = NULL;

	if (!model || !offers->before_count ||
	    hito_model_step(model, NULL, offers->before[0], &step) !=
		    HITO_REFERENCE_FOUND)
		return NULL;
	return step;
}

/* The numbers of the items, with their texts. */
void offer_checks(struct offers *offers)
{
	const struct hito_item *step = named_step(offers);

	if (!step || !step->block)
		return;
	for (size_t i = 0; i < step->block->check_count; i++) {
		struct hito_str number =
			hito_arena_printf(offers->run->arena, "%zu", i + 1);

		if (number.ptr)
			offer_word(offers, number, step->block->checks[i].text);
		else
			offers->no_memory = true;
	}
}
