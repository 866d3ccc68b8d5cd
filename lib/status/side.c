/* SPDX-License-Identifier: MIT */
/* A side of a comparison: facts with trailers, texts without layout. */
#include "status/side.h"

#include <stdlib.h>

#include "history/fact.h"
#include "hito/limits.h"

static struct hito_str address_of(const struct hito_item *const *item)
{
	return (struct hito_str){(const char *)item, sizeof(*item)};
}

bool hito_side_init(struct hito_side *side, const struct hito_status *status,
		    struct hito_arena *arena, struct hito_err *err)
{
	*side = (struct hito_side){.status = status};
	side->input = (struct hito_status_input){
		.today = status->today,
		.workspace = status->workspace,
		.history = status->history,
	};
	if (!hito_join_init(&side->join, &side->input, arena))
		return hito_err_memory(err);
	hito_map_init(&side->plans, arena);
	hito_map_init(&side->steps, arena);
	for (size_t i = 0; i < status->plan_count; i++) {
		const struct hito_plan_status *plan = &status->plans[i];

		if (!hito_map_put(&side->plans, address_of(&plan->plan),
				  (void *)(uintptr_t)plan))
			return hito_err_memory(err);
		for (size_t k = 0; k < plan->step_count; k++) {
			const struct hito_step_status *step = &plan->steps[k];

			if (!hito_map_put(&side->steps, address_of(&step->step),
					  (void *)(uintptr_t)step))
				return hito_err_memory(err);
		}
	}
	return true;
}

const struct hito_step_status *hito_side_step(const struct hito_side *side,
					      const struct hito_item *item)
{
	return hito_map_find(&side->steps, address_of(&item));
}

const struct hito_plan_status *hito_side_plan(const struct hito_side *side,
					      const struct hito_item *plan)
{
	return plan ? hito_map_find(&side->plans, address_of(&plan)) : NULL;
}

static int by_key(const void *a, const void *b)
{
	const struct hito_fact *const *x = a, *const *y = b;

	return ((*x)->key > (*y)->key) - ((*x)->key < (*y)->key);
}

/* What a trailer says of a key, in the place of the file's value. */
static bool take_trailer(const struct hito_side *side,
			 const struct hito_row *row, enum hito_key key,
			 const struct hito_fact **facts, size_t *count,
			 struct hito_arena *arena)
{
	const struct hito_value *own = hito_item_value(row->item, key);
	struct hito_current current =
		hito_join_value(&side->join, row->item, key);
	struct hito_fact *fact;
	size_t at = 0;

	while (at < *count && facts[at]->key != key)
		at++;
	if (!current.disagrees || (!own && !current.text.len))
		return true;
	if (!current.text.len) {
		if (at < *count)
			facts[at] = facts[--*count];
		return true;
	}
	fact = hito_new(arena, struct hito_fact, 1);
	if (!fact)
		return false;
	*fact = (struct hito_fact){.key = key,
				   .readable = true,
				   .text = current.text,
				   .day = current.day};
	*count += at == *count;
	facts[at] = fact;
	return true;
}

bool hito_side_facts(const struct hito_side *side, const struct hito_row *row,
		     struct hito_arena *arena,
		     const struct hito_fact *const **out_facts,
		     size_t *out_count, struct hito_err *err)
{
	static const enum hito_key keys[] = {
		HITO_KEY_STATE, HITO_KEY_OWNER,    HITO_KEY_START,
		HITO_KEY_DUE,   HITO_KEY_ESTIMATE, HITO_KEY_COST,
	};
	enum { KEYS = sizeof(keys) / sizeof(keys[0]) };
	const struct hito_fact *const *facts;
	const struct hito_fact **all;
	size_t count;

	if (!hito_facts_of(row, arena, &facts, &count, err))
		return false;
	*out_facts = facts;
	*out_count = count;
	if (!side->status->history || row->kind != HITO_STEP || !row->item)
		return true;
	all = hito_new(arena, const struct hito_fact *, count + KEYS);
	if (!all)
		return hito_err_memory(err);
	for (size_t i = 0; i < count; i++)
		all[i] = facts[i];
	for (size_t i = 0; i < KEYS; i++)
		if (!take_trailer(side, row, keys[i], all, &count, arena))
			return hito_err_memory(err);
	if (count)
		qsort(all, count, sizeof(*all), by_key);
	*out_facts = all;
	*out_count = count;
	return true;
}

/* Bytes with white space folded and check marks left out. */
struct folder {
	char *bytes;
	size_t len;
	bool gap; /* a space is due before the next byte */
};

static void fold(struct folder *folder, char byte)
{
	if (byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n') {
		folder->gap = folder->len > 0;
		return;
	}
	if (folder->gap)
		folder->bytes[folder->len++] = ' ';
	folder->gap = false;
	folder->bytes[folder->len++] = byte;
}

static bool is_mark(const struct hito_block *block, size_t at)
{
	for (size_t i = 0; i < block->check_count; i++)
		if (block->checks[i].mark == at)
			return true;
	for (size_t i = 0; i < block->sketch_count; i++)
		if (block->sketches[i].mark == at)
			return true;
	return false;
}

/* Where the text goes on behind what begins at a place; the place itself
 * where nothing does. */
static size_t skip(const struct hito_document *document, size_t *next,
		   const struct hito_block *block, size_t at)
{
	if (block->front.end > block->front.start && at >= block->front.start &&
	    at < block->front.end)
		return block->front.end;
	if (block->heading.end > block->heading.start &&
	    at >= block->heading.start && at < block->heading.end)
		return block->heading.end;
	while (*next < document->block_count) {
		const struct hito_block *inner = &document->blocks[*next];

		if (inner->section.end <= at || inner->section.start < at) {
			++*next;
			continue;
		}
		if (inner->section.start == at && inner->section.end > at)
			return inner->section.end;
		break;
	}
	return at;
}

struct hito_str hito_side_text(const struct hito_row *row,
			       struct hito_arena *arena)
{
	const struct hito_block *block = row->block;
	const struct hito_document *document;
	struct folder folder = {.len = 0};
	struct hito_str text;
	size_t next, at, to;

	if (!block || !row->item || !row->item->document)
		return HITO_STR("");
	document = row->item->document;
	text = document->source->text;
	folder.bytes = hito_new(arena, char,
				block->section.end - block->section.start + 1);
	if (!folder.bytes)
		return (struct hito_str){0};
	next = (size_t)(block - document->blocks) + 1;
	for (at = block->section.start; at < block->section.end; at = to) {
		to = skip(document, &next, block, at);
		if (to != at)
			continue;
		if (!is_mark(block, at))
			fold(&folder, text.ptr[at]);
		to = at + 1;
	}
	return (struct hito_str){folder.bytes, folder.len};
}
