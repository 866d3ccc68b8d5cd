/* SPDX-License-Identifier: MIT */
/*
 * The items of one document.
 *
 * What a plan's own document says is put together as soon as it is read, by
 * the thread that has read it and has it at hand. Should no other document
 * belong to the plan, nothing is left to do.
 */
#ifndef HITO_PLAN_STOCK_H
#define HITO_PLAN_STOCK_H

#include "hito/model.h"

struct hito_node;

struct hito_stock {
	struct hito_node *nodes;       /* one for each block, in their order */
	struct hito_findings findings; /* of a plan that is settled */
	bool is_settled; /* the plan is whole, if no other document joins it */
	bool is_damaged; /* something in the document cannot be read */
};

/* The items alone, on no shelf of a plan. NULL when memory ends. */
struct hito_stock *hito_stock_new(const struct hito_document *document,
				  struct hito_arena *arena);

/* The same, and the plan settled that the document declares, if it can be. */
HITO_MUST bool hito_stock_read(const struct hito_project *project,
			       const struct hito_document *document,
			       struct hito_arena *arena,
			       struct hito_stock **out_stock,
			       struct hito_err *err);

/* As they are when new: another document joins the plan. */
void hito_stock_unsettle(struct hito_stock *stock,
			 const struct hito_document *document);

#endif
