/* SPDX-License-Identifier: MIT */
/* Rows of what cannot be read: nothing is lost without a word. */
#include <stdlib.h>
#include <string.h>

#include "plan/assembly.h"

struct rows {
	struct hito_arena *arena;
	struct hito_unreadable *list;
	size_t count, capacity;
};

static struct hito_unreadable *add_row(struct rows *rows, struct hito_str path,
				       uint32_t line, const char *message)
{
	struct hito_unreadable *row;

	if (!hito_reserve(rows->arena, rows->list, rows->count, rows->capacity))
		return NULL;
	row = &rows->list[rows->count++];
	*row = (struct hito_unreadable){
		.path = path,
		.line = line,
		.message = message,
	};
	return row;
}

/* Every conflict; of bytes that cannot be read the first of each kind. */
static bool add_damage(struct rows *rows, const struct hito_source *source)
{
	bool told[HITO_DAMAGE_CONFLICT + 1] = {false};

	for (size_t i = 0; i < source->damage_count; i++) {
		const struct hito_damage *damage = &source->damage[i];

		if (told[damage->kind])
			continue;
		told[damage->kind] = damage->kind != HITO_DAMAGE_CONFLICT;
		if (!add_row(rows, source->path,
			     hito_source_line(source, damage->span.start),
			     hito_damage_name(damage->kind)))
			return false;
	}
	return true;
}

static bool add_block(struct rows *rows, const struct hito_source *source,
		      const struct hito_block *block)
{
	struct hito_unreadable *row;

	/* damage in it has a row already */
	if (!block->damaged || !block->fenced || block->value_count > 0 ||
	    block->empty_count > 0 || hito_source_damage(source, block->front))
		return true;
	row = add_row(rows, source->path,
		      hito_source_line(source, block->front.start),
		      HITO_N("front matter of \"{1}\" that cannot be read"));
	if (!row)
		return false;
	row->args[0] = block->title.len > 0 ? block->title : block->id;
	return true;
}

static int compare_rows(const void *left, const void *right)
{
	const struct hito_unreadable *a = left;
	const struct hito_unreadable *b = right;
	int order = hito_str_compare(a->path, b->path);

	if (order == 0)
		order = a->line < b->line ? -1 : a->line > b->line;
	if (order == 0)
		order = strcmp(a->message, b->message);
	if (order == 0)
		order = hito_str_compare(a->args[0], b->args[0]);
	return order;
}

bool hito_assembly_unreadable(struct hito_assembly *assembly,
			      struct hito_err *err)
{
	const struct hito_model_input *input = assembly->input;
	struct hito_model *model = &assembly->whole->model;
	struct rows rows = {.arena = assembly->arena};

	for (size_t i = 0; i < input->unreadable_count; i++) {
		const struct hito_unreadable *found = &input->unreadable[i];
		struct hito_unreadable *row = add_row(
			&rows, found->path, found->line, found->message);

		if (!row)
			return hito_err_memory(err);
		*row = *found;
	}
	for (size_t i = 0; i < input->document_count; i++) {
		const struct hito_document *document = input->documents[i];

		if (!assembly->stocks[i]->is_damaged)
			continue;
		if (!add_damage(&rows, document->source))
			return hito_err_memory(err);
		for (size_t j = 0; j < document->block_count; j++) {
			if (!add_block(&rows, document->source,
				       &document->blocks[j]))
				return hito_err_memory(err);
		}
	}
	if (rows.count > 1)
		qsort(rows.list, rows.count, sizeof(rows.list[0]),
		      compare_rows);
	model->unreadable = rows.list;
	model->unreadable_count = rows.count;
	return true;
}
