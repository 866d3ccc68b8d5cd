/* SPDX-License-Identifier: MIT */
/* A missing id: the finding, and its fix. */
#include "plan/missing.h"

#include "plan/slot.h"

static bool add_fix(struct hito_assembly *assembly,
		    const struct hito_node *node, struct hito_finding *finding,
		    enum hito_safety safety, struct hito_err *err)
{
	const struct hito_block *block = node->item.block;
	const struct hito_slot slot = {
		.source = node->item.document->source,
		.block = block,
		.keys = {HITO_KEY_ID, HITO_KEY_STEP,
			 block->kind == HITO_PLAN ? HITO_KEY_PLAN
						  : HITO_KEY_COUNT,
			 HITO_KEY_COUNT, HITO_KEY_COUNT},
		.behind = {HITO_KEY_STATE, HITO_KEY_COUNT, HITO_KEY_COUNT,
			   HITO_KEY_COUNT, HITO_KEY_COUNT},
	};

	return hito_slot_fill(&slot, assembly->findings, finding, safety,
			      HITO_STR("id"), node->item.id)
		       ? true
		       : hito_err_memory(err);
}

bool hito_missing_id(struct hito_assembly *assembly,
		     const struct hito_node *node, bool numbered,
		     struct hito_err *err)
{
	const struct hito_block *block = node->item.block;
	struct hito_finding *finding;

	/* of a block that cannot be read enough was said */
	if (!block->fenced || block->damaged || node->item.document->mapping)
		return true;
	finding = hito_findings_add(assembly->findings, HITO_RULE_F005,
				    node->item.document->source, block->heading,
				    HITO_N("no id; until one is written, "
					   "\"{1}\" is made from the title"));
	finding->level = HITO_WARNING;
	finding->key = HITO_STR("id");
	finding->args[0] = node->item.id;
	finding->help = HITO_N("write \"id: {1}\", so that the history "
			       "survives another title");
	if (numbered)
		finding->message =
			HITO_N("no id, and the title has no letter from a to "
			       "z to make one from; \"{1}\" is taken");
	return add_fix(assembly, node, finding,
		       numbered ? HITO_FIX_SUGGESTED : HITO_FIX_SAFE, err);
}
