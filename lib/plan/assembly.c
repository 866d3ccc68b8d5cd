/* SPDX-License-Identifier: MIT */
/* Plans are made, and every block becomes an item on a shelf of its plan. */
#include "plan/assembly.h"

#include "hito/limits.h"

enum hito_shelf hito_shelf_of(enum hito_kind kind)
{
	switch (kind) {
	case HITO_OBJECTIVE:
		return HITO_SHELF_OBJECTIVES;
	case HITO_KPI:
		return HITO_SHELF_KPIS;
	case HITO_PERSON:
		return HITO_SHELF_TEAM;
	case HITO_STEP:
	case HITO_PLAN:
		break;
	}
	return HITO_SHELF_STEPS;
}

struct hito_item ***hito_shelf(struct hito_item *plan, enum hito_shelf shelf,
			       uint32_t **out_count)
{
	switch (shelf) {
	case HITO_SHELF_OBJECTIVES:
		*out_count = &plan->objective_count;
		return &plan->objectives;
	case HITO_SHELF_KPIS:
		*out_count = &plan->kpi_count;
		return &plan->kpis;
	case HITO_SHELF_TEAM:
		*out_count = &plan->team_count;
		return &plan->team;
	case HITO_SHELF_STEPS:
	case HITO_SHELF_COUNT:
		break;
	}
	*out_count = &plan->step_count;
	return &plan->steps;
}

static struct hito_index *new_index(struct hito_arena *arena)
{
	struct hito_index *index = hito_new(arena, struct hito_index, 1);

	if (!index)
		return NULL;
	for (unsigned shelf = 0; shelf < HITO_SHELF_COUNT; shelf++)
		hito_map_init(&index->by_identity[shelf], arena);
	hito_map_init(&index->people, arena);
	hito_map_init(&index->titles, arena);
	return index;
}

static void init_item(struct hito_node *node,
		      const struct hito_document *document,
		      const struct hito_block *block, struct hito_item *plan)
{
	node->item.kind = block->kind;
	node->item.id = node->item.identity = block->id;
	node->item.title = hito_str_trim(block->title);
	node->item.block = block;
	node->item.document = document;
	node->item.plan = plan;
}

static bool add_plan(struct hito_assembly *assembly, struct hito_node *node,
		     const struct hito_document *document,
		     const struct hito_block *block, struct hito_err *err)
{
	if (assembly->plan_count >= HITO_LIMIT_PLANS)
		return hito_err_set(err, HITO_ERR_INPUT,
				    "the project has more than %u plans",
				    (unsigned)HITO_LIMIT_PLANS);
	node->index = new_index(assembly->arena);
	if (!node->index ||
	    !hito_reserve(assembly->arena, assembly->all_plans,
			  assembly->plan_count, assembly->plan_capacity))
		return hito_err_memory(err);
	init_item(node, document, block, &node->item);
	node->index->mapping = document->mapping;
	assembly->all_plans[assembly->plan_count++] = node;
	return true;
}

/* A plan that files belong to and none declares. */
static struct hito_node *implied_plan(struct hito_assembly *assembly,
				      struct hito_map *implied, uint32_t index,
				      struct hito_err *err)
{
	struct hito_str id = assembly->homes[index].id;
	struct hito_node *node = hito_map_find(implied, id);
	struct hito_block *block;

	if (node)
		return node;
	node = hito_new(assembly->arena, struct hito_node, 1);
	block = hito_new(assembly->arena, struct hito_block, 1);
	if (!node || !block || !hito_map_put(implied, id, node)) {
		hito_err_memory(err);
		return NULL;
	}
	block->kind = HITO_PLAN;
	block->id = block->title = id;
	block->parent = block->objective = HITO_NO_BLOCK;
	if (!add_plan(assembly, node, assembly->input->documents[index], block,
		      err))
		return NULL;
	return node;
}

static void tell_no_plan(struct hito_assembly *assembly, uint32_t index)
{
	const struct hito_document *document =
		assembly->input->documents[index];
	const struct hito_block *head = &document->blocks[0];
	const struct hito_home *home = &assembly->homes[index];
	const struct hito_value *plan = hito_block_value(head, HITO_KEY_PLAN);
	bool named = home->reason == HITO_HOME_NAMED && plan;
	struct hito_finding *finding;

	finding = hito_findings_add(
		assembly->findings, HITO_RULE_R003, document->source,
		named ? plan->span : head->heading,
		named ? HITO_N("there is no plan \"{1}\"")
		      : HITO_N("no plan stands at or above this file; its "
			       "steps are gathered under \"{1}\""));
	finding->args[0] = home->id;
	finding->help = HITO_N("write a file plan.md with \"plan: {1}\" at its "
			       "head, or name another plan with \"plan:\"");
	if (named)
		finding->key = plan->key_text;
}

/* The plan of each document, made where it has to be. */
static bool make_plans(struct hito_assembly *assembly, struct hito_err *err)
{
	const struct hito_model_input *input = assembly->input;
	struct hito_map implied;

	hito_map_init(&implied, assembly->arena);
	for (uint32_t i = 0; i < input->document_count; i++) {
		const struct hito_document *document = input->documents[i];

		assembly->nodes[i] = hito_new(assembly->arena, struct hito_node,
					      document->block_count);
		if (!assembly->nodes[i])
			return hito_err_memory(err);
		if (document->is_plan &&
		    !add_plan(assembly, &assembly->nodes[i][0], document,
			      &document->blocks[0], err))
			return false;
	}
	for (uint32_t i = 0; i < input->document_count; i++) {
		const struct hito_home *home = &assembly->homes[i];
		bool is_first = !hito_map_find(&implied, home->id);

		if (home->reason == HITO_HOME_NONE)
			continue;
		if (home->document != HITO_NO_DOCUMENT)
			assembly->plans[i] = assembly->nodes[home->document];
		else
			assembly->plans[i] =
				implied_plan(assembly, &implied, i, err);
		if (!assembly->plans[i])
			return false;
		if (!input->documents[i]->mapping &&
		    home->document == HITO_NO_DOCUMENT &&
		    (is_first || home->reason == HITO_HOME_NAMED))
			tell_no_plan(assembly, i);
	}
	return true;
}

/* Where the items of a document start: the head of a plan is no item of it. */
static size_t first_block(const struct hito_document *document)
{
	return document->is_plan ? 1 : 0;
}

static bool make_shelves(struct hito_assembly *assembly, struct hito_err *err)
{
	const struct hito_model_input *input = assembly->input;
	uint32_t *count;

	for (size_t i = 0; i < input->document_count; i++) {
		const struct hito_document *document = input->documents[i];

		for (size_t j = first_block(document);
		     j < document->block_count; j++) {
			hito_shelf(&assembly->plans[i]->item,
				   hito_shelf_of(document->blocks[j].kind),
				   &count);
			++*count;
		}
	}
	for (size_t i = 0; i < assembly->plan_count; i++) {
		for (unsigned shelf = 0; shelf < HITO_SHELF_COUNT; shelf++) {
			struct hito_item ***items = hito_shelf(
				&assembly->all_plans[i]->item, shelf, &count);

			*items = hito_new(assembly->arena, struct hito_item *,
					  *count + 1);
			if (!*items)
				return hito_err_memory(err);
			*count = 0;
		}
	}
	return true;
}

static void put_items(struct hito_assembly *assembly, size_t i)
{
	const struct hito_document *document = assembly->input->documents[i];

	for (size_t j = first_block(document); j < document->block_count; j++) {
		const struct hito_block *block = &document->blocks[j];
		struct hito_node *node = &assembly->nodes[i][j];
		struct hito_item *plan = &assembly->plans[i]->item;
		struct hito_item ***items;
		uint32_t *count;

		init_item(node, document, block, plan);
		items = hito_shelf(plan, hito_shelf_of(block->kind), &count);
		(*items)[(*count)++] = &node->item;
	}
}

static void check_size(struct hito_assembly *assembly,
		       const struct hito_item *plan)
{
	const struct hito_item *step;
	struct hito_finding *finding;

	if (plan->step_count <= HITO_LIMIT_STEPS)
		return;
	step = plan->steps[HITO_LIMIT_STEPS];
	finding = hito_findings_add(
		assembly->findings, HITO_RULE_F001, step->document->source,
		step->block->heading,
		HITO_N("the plan has more than 10,000 steps"));
	finding->help = HITO_N("divide it into several plans");
}

bool hito_assembly_fill(struct hito_assembly *assembly, struct hito_err *err)
{
	const struct hito_model_input *input = assembly->input;
	size_t count = input->document_count;
	struct hito_arena *arena = assembly->arena;

	assembly->homes = hito_new(arena, struct hito_home, count + 1);
	assembly->plans = hito_new(arena, struct hito_node *, count + 1);
	assembly->nodes = hito_new(arena, struct hito_node *, count + 1);
	if (!assembly->homes || !assembly->plans || !assembly->nodes)
		return hito_err_memory(err);
	if (!hito_homes_find(input->documents, count, arena, assembly->homes,
			     err) ||
	    !make_plans(assembly, err) || !make_shelves(assembly, err))
		return false;
	/* the plan's own file comes first, then the others by path */
	for (size_t i = 0; i < count; i++) {
		if (input->documents[i]->is_plan)
			put_items(assembly, i);
	}
	for (size_t i = 0; i < count; i++) {
		if (!input->documents[i]->is_plan)
			put_items(assembly, i);
	}
	for (size_t i = 0; i < assembly->plan_count; i++)
		check_size(assembly, &assembly->all_plans[i]->item);
	return true;
}

bool hito_assembly_shared(struct hito_assembly *assembly, struct hito_err *err)
{
	const struct hito_document *document = assembly->project;
	struct hito_whole *whole = assembly->whole;
	struct hito_model *model = &whole->model;
	struct hito_arena *arena = assembly->arena;
	size_t count = document->block_count;
	struct hito_node *nodes = hito_new(arena, struct hito_node, count + 1);

	whole->shared = new_index(arena);
	model->kpis = hito_new(arena, struct hito_item *, count + 1);
	model->team = hito_new(arena, struct hito_item *, count + 1);
	if (!nodes || !whole->shared || !model->kpis || !model->team)
		return hito_err_memory(err);
	for (size_t i = 0; i < count; i++) {
		const struct hito_block *block = &document->blocks[i];
		enum hito_shelf shelf = hito_shelf_of(block->kind);

		init_item(&nodes[i], document, block, NULL);
		if (nodes[i].item.title.len == 0)
			nodes[i].item.title = block->id;
		if (block->kind == HITO_KPI)
			model->kpis[model->kpi_count++] = &nodes[i].item;
		else
			model->team[model->team_count++] = &nodes[i].item;
		if (!hito_map_find(&whole->shared->by_identity[shelf],
				   block->id) &&
		    !hito_map_put(&whole->shared->by_identity[shelf], block->id,
				  &nodes[i]))
			return hito_err_memory(err);
	}
	return true;
}
