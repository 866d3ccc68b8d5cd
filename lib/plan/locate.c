/* SPDX-License-Identifier: MIT */
/* Findings of reading know a place in a file; the model knows whose it is. */
#include <string.h>

#include "plan/assembly.h"

/* The index of the document that a finding is about. */
static size_t document_of(const struct hito_model_input *input,
			  const struct hito_finding *finding)
{
	size_t low = 0;
	size_t high = input->document_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (hito_str_compare(input->documents[middle]->source->path,
				     finding->source->path) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < input->document_count &&
	    input->documents[low]->source == finding->source)
		return low;
	return SIZE_MAX;
}

/* The innermost step around an offset; HITO_NO_BLOCK. */
static uint32_t step_at(const struct hito_document *document, uint32_t offset)
{
	uint32_t low = 0;
	uint32_t high = (uint32_t)document->block_count;
	uint32_t at;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (document->blocks[middle].section.start > offset)
			high = middle;
		else
			low = middle + 1;
	}
	at = low > 0 ? low - 1 : HITO_NO_BLOCK;
	while (at != HITO_NO_BLOCK) {
		const struct hito_block *block = &document->blocks[at];

		if (block->kind == HITO_STEP && offset < block->section.end)
			return at;
		at = block->parent;
	}
	return HITO_NO_BLOCK;
}

void hito_assembly_locate(struct hito_assembly *assembly)
{
	struct hito_findings *findings = assembly->findings;

	for (size_t i = 0; findings && i < findings->count; i++) {
		struct hito_finding *finding = findings->list[i];
		size_t at;
		uint32_t step;

		if (finding->plan.len > 0 || !finding->source)
			continue;
		at = document_of(assembly->input, finding);
		if (at == SIZE_MAX || !assembly->plans[at])
			continue;
		finding->plan = assembly->plans[at]->item.id;
		step = step_at(assembly->input->documents[at],
			       finding->span.start);
		if (step != HITO_NO_BLOCK)
			finding->step =
				assembly->stocks[at]->nodes[step].item.id;
	}
}
