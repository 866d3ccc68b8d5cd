/* SPDX-License-Identifier: MIT */
/* Plans are made, and every block becomes an item on a shelf of its plan. */
#include "plan/assembly.h"

#include "hito/limits.h"

static bool add_plan(struct hito_assembly *assembly, struct hito_node *node,
		     struct hito_err *err)
{
	if (assembly->plan_count >= HITO_LIMIT_PLANS)
		return hito_err_set(err, HITO_ERR_INPUT,
				    "the project has more than %u plans",
				    (unsigned)HITO_LIMIT_PLANS);
	if (!hito_reserve(assembly->arena, assembly->all_plans,
			  assembly->plan_count, assembly->plan_capacity))
		return hito_err_memory(err);
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
	hito_node_init(node, assembly->input->documents[index], block);
	return add_plan(assembly, node, err) ? node : NULL;
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

/* The items of each document, made where whoever read it did not. */
static bool take_stocks(struct hito_assembly *assembly, struct hito_err *err)
{
	const struct hito_model_input *input = assembly->input;

	for (size_t i = 0; i < input->document_count; i++) {
		const struct hito_document *document = input->documents[i];

		assembly->stocks[i] =
			input->stocks
				? input->stocks[i]
				: hito_stock_new(document, assembly->arena);
		if (!assembly->stocks[i])
			return hito_err_memory(err);
		if (document->is_plan &&
		    !add_plan(assembly, assembly->stocks[i]->nodes, err))
			return false;
	}
	return true;
}

/* The plan of a document that does not declare it. */
static bool find_plan(struct hito_assembly *assembly, struct hito_map *implied,
		      uint32_t i, struct hito_err *err)
{
	const struct hito_document *const *documents =
		assembly->input->documents;
	const struct hito_home *home = &assembly->homes[i];
	bool is_first = !hito_map_find(implied, home->id);

	if (home->document != HITO_NO_DOCUMENT) {
		struct hito_stock *stock = assembly->stocks[home->document];

		if (stock->is_settled)
			hito_stock_unsettle(stock, documents[home->document]);
		assembly->plans[i] = stock->nodes;
		return true;
	}
	assembly->plans[i] = implied_plan(assembly, implied, i, err);
	if (!assembly->plans[i])
		return false;
	if (!documents[i]->mapping &&
	    (is_first || home->reason == HITO_HOME_NAMED))
		tell_no_plan(assembly, i);
	return true;
}

/* The plan of each document, made where it has to be. */
static bool make_plans(struct hito_assembly *assembly, struct hito_err *err)
{
	struct hito_map implied;

	hito_map_init(&implied, assembly->arena);
	for (uint32_t i = 0; i < assembly->input->document_count; i++) {
		enum hito_home_reason reason = assembly->homes[i].reason;

		if (reason == HITO_HOME_ITSELF)
			assembly->plans[i] = assembly->stocks[i]->nodes;
		else if (reason != HITO_HOME_NONE &&
			 !find_plan(assembly, &implied, i, err))
			return false;
	}
	return true;
}

/* A plan that is settled has its index. */
static bool start_plans(struct hito_assembly *assembly, struct hito_err *err)
{
	assembly->open = hito_new(assembly->arena, struct hito_node *,
				  assembly->plan_count + 1);
	if (!assembly->open)
		return hito_err_memory(err);
	for (size_t i = 0; i < assembly->plan_count; i++) {
		struct hito_node *plan = assembly->all_plans[i];

		if (plan->index)
			continue;
		if (!hito_assembly_start(assembly, plan,
					 plan->item.document->mapping, err))
			return false;
		assembly->open[assembly->open_count++] = plan;
	}
	return true;
}

/* The plan's own file comes first, then the others by path. */
static void put_items(struct hito_assembly *assembly, bool own)
{
	const struct hito_model_input *input = assembly->input;

	for (size_t i = 0; i < input->document_count; i++) {
		const struct hito_document *document = input->documents[i];

		if (document->is_plan == own && !document->is_prose &&
		    !assembly->stocks[i]->is_settled)
			hito_assembly_put(assembly->plans[i],
					  assembly->stocks[i], document);
	}
}

static bool fill_open(struct hito_assembly *assembly, struct hito_err *err)
{
	const struct hito_model_input *input = assembly->input;

	for (size_t i = 0; i < input->document_count; i++) {
		const struct hito_stock *stock = assembly->stocks[i];

		if (stock->is_settled)
			hito_findings_append(assembly->findings,
					     &stock->findings);
		else if (assembly->plans[i])
			hito_assembly_count(assembly->plans[i],
					    input->documents[i]);
	}
	for (size_t i = 0; i < assembly->open_count; i++) {
		if (!hito_assembly_shelves(assembly, assembly->open[i], err))
			return false;
	}
	put_items(assembly, true);
	put_items(assembly, false);
	for (size_t i = 0; i < assembly->open_count; i++) {
		if (!hito_assembly_complete(assembly, assembly->open[i], err))
			return false;
	}
	return true;
}

bool hito_assembly_fill(struct hito_assembly *assembly, struct hito_err *err)
{
	const struct hito_model_input *input = assembly->input;
	size_t count = input->document_count;
	struct hito_arena *arena = assembly->arena;

	assembly->homes = hito_new(arena, struct hito_home, count + 1);
	assembly->plans = hito_new(arena, struct hito_node *, count + 1);
	assembly->stocks = hito_new(arena, struct hito_stock *, count + 1);
	if (!assembly->homes || !assembly->plans || !assembly->stocks)
		return hito_err_memory(err);
	return hito_homes_find(input->documents, count, arena, assembly->homes,
			       err) &&
	       take_stocks(assembly, err) && make_plans(assembly, err) &&
	       start_plans(assembly, err) && fill_open(assembly, err);
}

bool hito_assembly_shared(struct hito_assembly *assembly, struct hito_err *err)
{
	const struct hito_document *document = assembly->project;
	struct hito_whole *whole = assembly->whole;
	struct hito_model *model = &whole->model;
	struct hito_arena *arena = assembly->arena;
	size_t count = document->block_count;
	struct hito_node *nodes = hito_new(arena, struct hito_node, count + 1);

	whole->shared = hito_index_new(arena);
	model->kpis = hito_new(arena, struct hito_item *, count + 1);
	model->team = hito_new(arena, struct hito_item *, count + 1);
	if (!nodes || !whole->shared || !model->kpis || !model->team)
		return hito_err_memory(err);
	for (size_t i = 0; i < count; i++) {
		const struct hito_block *block = &document->blocks[i];
		enum hito_shelf shelf = hito_shelf_of(block->kind);

		hito_node_init(&nodes[i], document, block);
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
	return hito_assembly_people(assembly, &whole->shared->people,
				    model->team, model->team_count, err);
}
