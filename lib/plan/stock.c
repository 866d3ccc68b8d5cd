/* SPDX-License-Identifier: MIT */
/* Items are made from blocks, and a plan from the items of its document. */
#include "plan/stock.h"

#include <string.h>

#include "plan/assembly.h"

void hito_node_init(struct hito_node *node,
		    const struct hito_document *document,
		    const struct hito_block *block)
{
	*node = (struct hito_node){.item = {
					   .kind = block->kind,
					   .id = block->id,
					   .identity = block->id,
					   .title = hito_str_trim(block->title),
					   .block = block,
					   .document = document,
				   }};
}

static void init_nodes(struct hito_stock *stock,
		       const struct hito_document *document)
{
	for (size_t i = 0; i < document->block_count; i++) {
		const struct hito_block *block = &document->blocks[i];

		hito_node_init(&stock->nodes[i], document, block);
		stock->is_damaged = stock->is_damaged || block->damaged;
	}
}

struct hito_stock *hito_stock_new(const struct hito_document *document,
				  struct hito_arena *arena)
{
	struct hito_stock *stock = hito_new(arena, struct hito_stock, 1);

	if (!stock)
		return NULL;
	stock->nodes = hito_arena_bytes(
		arena, document->block_count * sizeof(struct hito_node));
	if (!stock->nodes)
		return NULL;
	stock->is_damaged = document->source->damage_count > 0;
	init_nodes(stock, document);
	hito_findings_init(&stock->findings, arena);
	return stock;
}

void hito_stock_unsettle(struct hito_stock *stock,
			 const struct hito_document *document)
{
	stock->is_settled = false;
	init_nodes(stock, document);
}

static bool settle(struct hito_stock *stock, struct hito_assembly *alone,
		   const struct hito_document *document, struct hito_err *err)
{
	struct hito_node *plan = &stock->nodes[0];

	if (!hito_assembly_start(alone, plan, document->mapping, err))
		return false;
	hito_assembly_count(plan, document);
	if (!hito_assembly_shelves(alone, plan, err))
		return false;
	hito_assembly_put(plan, stock, document);
	if (!hito_assembly_complete(alone, plan, err) ||
	    !hito_assembly_link(alone, &plan->item, &stock->is_settled, err))
		return false;
	plan->index->asks = hito_assembly_asks(alone, plan);
	return true;
}

bool hito_stock_read(const struct hito_project *project,
		     const struct hito_document *document,
		     struct hito_arena *arena, struct hito_stock **out_stock,
		     struct hito_err *err)
{
	const struct hito_model_input input = {.project = project};
	struct hito_stock *stock = hito_stock_new(document, arena);
	struct hito_assembly alone = {.input = &input, .arena = arena};

	if (!stock)
		return hito_err_memory(err);
	alone.findings = &stock->findings;
	if (document->is_plan) {
		if (!settle(stock, &alone, document, err))
			return false;
		if (!stock->is_settled)
			hito_stock_unsettle(stock, document);
	}
	*out_stock = stock;
	return true;
}
