/* SPDX-License-Identifier: MIT */
/* Headings that become objectives with their first step. */
#include "edit/insert.h"

#include "text/markdown.h"

#define DEEPEST 5

/* Is it a heading of prose, that no step or KPI holds? */
static bool is_plain(const struct hito_document *document,
		     const struct hito_heading *heading)
{
	uint32_t at = heading->span.start;

	if (heading->level < 2 || heading->level > DEEPEST)
		return false;
	for (size_t i = 0; i < document->block_count; i++) {
		const struct hito_block *block = &document->blocks[i];

		if (block->heading.start <= at && at <= block->heading.end)
			return false;
		if ((block->kind == HITO_STEP || block->kind == HITO_KPI) &&
		    block->section.start <= at && at < block->section.end)
			return false;
	}
	return true;
}

static struct hito_item *make_item(const struct hito_item *plan,
				   const struct hito_heading *heading,
				   struct hito_str slug,
				   struct hito_arena *arena)
{
	const struct hito_source *source = plan->document->source;
	struct hito_item *item = hito_new(arena, struct hito_item, 1);
	struct hito_block *block = hito_new(arena, struct hito_block, 1);

	if (!item || !block)
		return NULL;
	*block = (struct hito_block){
		.kind = HITO_OBJECTIVE,
		.title = heading->title,
		.heading = hito_source_line_span(
			source, hito_source_line(source, heading->span.start)),
		.section = heading->section,
		.parent = HITO_NO_BLOCK,
		.objective = HITO_NO_BLOCK,
	};
	*item = (struct hito_item){
		.kind = HITO_OBJECTIVE,
		.id = slug,
		.identity = slug,
		.id_made = true,
		.title = heading->title,
		.block = block,
		.document = plan->document,
		.plan = (struct hito_item *)(uintptr_t)plan,
		.lang = plan->lang,
	};
	return item;
}

/* The beginning of its id, or all of its title. */
static bool is_named(struct hito_str slug, struct hito_str typed,
		     struct hito_str typed_slug)
{
	return typed.len && slug.len &&
	       (hito_str_equal(slug, typed_slug) ||
		(slug.len >= typed.len &&
		 hito_str_equal(hito_str_slice(slug, 0, typed.len), typed)));
}

bool hito_insert_plain(const struct hito_item *plan, struct hito_str typed,
		       struct hito_arena *arena, struct hito_item **out,
		       struct hito_err *err)
{
	struct hito_str wanted = hito_slug(arena, typed);
	struct hito_outline outline;
	size_t count = 0;

	*out = NULL;
	if (!wanted.ptr)
		return hito_err_memory(err);
	if (!plan->document || !plan->document->is_plan)
		return true;
	if (!hito_markdown_read(plan->document->source, arena, arena, NULL,
				&outline, err))
		return false;
	for (size_t i = 0; i < outline.heading_count; i++) {
		const struct hito_heading *heading = &outline.headings[i];
		struct hito_str slug = hito_slug(arena, heading->title);

		if (!slug.ptr)
			return hito_err_memory(err);
		if (!is_named(slug, typed, wanted) ||
		    !is_plain(plan->document, heading) ||
		    hito_plan_find(plan, HITO_OBJECTIVE, slug))
			continue;
		count++;
		*out = make_item(plan, heading, slug, arena);
		if (!*out)
			return hito_err_memory(err);
	}
	if (count > 1)
		*out = NULL;
	return true;
}

bool hito_insert_is_plain(const struct hito_item *objective)
{
	const struct hito_document *document =
		objective ? objective->document : NULL;

	for (size_t i = 0; document && i < document->block_count; i++)
		if (&document->blocks[i] == objective->block)
			return false;
	return document != NULL;
}
