/* SPDX-License-Identifier: MIT */
/* A file becomes a document: its head, then its headings in order. */
#include "hito/document.h"

#include "plan/fence.h"
#include "plan/mapped.h"
#include "plan/sketch.h"

/* What a file says at its head. */
struct head {
	struct hito_yaml root;
	bool exists;         /* it has front matter */
	bool damaged;        /* nothing in it could be read */
	enum hito_kind kind; /* 0: it is neither plan nor step */
};

static bool has_key(const struct hito_reading *reading,
		    const struct hito_yaml *root, enum hito_kind kind,
		    enum hito_key key)
{
	for (size_t i = 0; i < root->count; i++) {
		if (hito_reading_key(reading, kind, root->entries[i].key) ==
		    key)
			return true;
	}
	return false;
}

static enum hito_kind head_kind(const struct hito_reading *reading,
				const struct hito_yaml *root)
{
	const struct hito_mapping *mapping = reading->mapping;

	if (has_key(reading, root, HITO_STEP, HITO_KEY_STEP))
		return HITO_STEP;
	if (mapping && mapping->step_files == 1)
		return HITO_STEP;
	if (has_key(reading, root, HITO_PLAN, HITO_KEY_PLAN))
		return HITO_PLAN;
	return (enum hito_kind)0;
}

static bool is_blank(struct hito_str text)
{
	struct hito_str line;

	while (hito_str_cut_line(&text, &line)) {
		line = hito_str_trim(line);
		if (line.len > 0 && line.ptr[0] != '#')
			return false;
	}
	return true;
}

static bool read_head(struct hito_reading *reading, struct head *head,
		      struct hito_err *err)
{
	const struct hito_outline *outline = &reading->outline;
	struct hito_span front = outline->front;

	if (outline->front_lines.end == outline->front_lines.start)
		return true;
	head->exists = true;
	if (!hito_frontmatter_rows(reading->source, front, reading->arena,
				   reading->scratch, reading->findings,
				   &head->root, err))
		return false;
	head->kind = head_kind(reading, &head->root);
	head->damaged = head->root.count == 0 &&
			!is_blank(hito_str_slice(reading->source->readable,
						 front.start, front.end));
	return true;
}

/* A plan's own language counts for all of its file. */
static void use_own_lang(struct hito_reading *reading, const struct head *head)
{
	if (head->kind != HITO_PLAN)
		return;
	for (size_t i = 0; i < head->root.count; i++) {
		const struct hito_yaml_entry *entry = &head->root.entries[i];

		if (hito_reading_key(reading, HITO_PLAN, entry->key) !=
			    HITO_KEY_LANG ||
		    entry->value.kind != HITO_YAML_SCALAR ||
		    entry->value.text.len == 0)
			continue;
		reading->lang = hito_lang_parse(entry->value.text);
		return;
	}
}

static void set_heading(const struct hito_reading *reading,
			struct hito_block *block, uint32_t index)
{
	const struct hito_heading *heading = &reading->outline.headings[index];

	block->title = heading->title;
	block->title_span = heading->title_span;
	block->heading = heading->first;
}

static bool add_head(struct hito_reading *reading, const struct head *head,
		     const struct hito_nest *nest, struct hito_err *err)
{
	const struct hito_outline *outline = &reading->outline;
	const struct hito_source *source = reading->source;
	struct hito_filling filling;
	struct hito_block *block = &filling.block;

	hito_filling_init(&filling, reading, head->kind);
	block->fenced = true;
	block->damaged = head->damaged || !outline->front_closed;
	block->front = outline->front;
	block->section.start = source->start;
	block->section.end = (uint32_t)source->text.len;
	block->heading = hito_source_line_span(
		source, hito_source_line(source, outline->front_lines.start));
	if (nest->title != HITO_NONE)
		set_heading(reading, block, nest->title);
	return hito_filling_entries(&filling, head->root.entries,
				    head->root.count, err) &&
	       hito_filling_mapped(&filling, err) &&
	       hito_filling_done(&filling, err);
}

static uint32_t block_above(const struct hito_nest *nest, uint32_t heading,
			    enum hito_kind kind)
{
	uint32_t at = hito_nest_above(nest, heading, kind);

	return at == HITO_NONE ? HITO_NO_BLOCK : nest->headings[at].block;
}

static bool add_heading(struct hito_reading *reading,
			const struct hito_nest *nest, uint32_t index,
			bool head_is_step, struct hito_err *err)
{
	const struct hito_heading *heading = &reading->outline.headings[index];
	struct hito_nested *nested = &nest->headings[index];
	struct hito_filling filling;
	struct hito_block *block = &filling.block;

	hito_filling_init(&filling, reading, nested->kind);
	set_heading(reading, block, index);
	block->section = heading->section;
	block->parent = block_above(nest, index, HITO_STEP);
	block->objective = block_above(nest, index, HITO_OBJECTIVE);
	if (block->parent == HITO_NO_BLOCK && head_is_step)
		block->parent = 0;
	if (nested->fenced &&
	    !hito_filling_front(&filling, hito_fence_front(reading, heading),
				err))
		return false;
	nested->block = (uint32_t)reading->block_count;
	return hito_filling_done(&filling, err);
}

/*
 * Blocks whose heading lies in a conflict. Where only values or prose do, the
 * rest of the block can be read.
 */
static void find_damage(struct hito_reading *reading)
{
	const struct hito_source *source = reading->source;
	const struct hito_damage *end;

	if (source->damage_count == 0)
		return;
	end = source->damage + source->damage_count;
	for (size_t i = 0; i < reading->block_count; i++) {
		struct hito_block *block = &reading->blocks[i];
		struct hito_span own = block->heading;
		const struct hito_damage *damage =
			hito_source_damage(source, own);

		for (; damage && damage < end && damage->span.start < own.end;
		     damage++) {
			if (damage->kind == HITO_DAMAGE_CONFLICT)
				block->damaged = true;
		}
	}
}

/* The KPIs and people that the head holds, which have blocks of their own. */
static size_t count_things(const struct hito_reading *reading,
			   const struct head *head)
{
	size_t count = 0;

	for (size_t i = 0; i < head->root.count; i++) {
		const struct hito_yaml_entry *entry = &head->root.entries[i];
		enum hito_key key;

		if (entry->value.kind == HITO_YAML_SCALAR)
			continue;
		key = hito_reading_key(reading, head->kind, entry->key);
		if (key == HITO_KEY_KPIS || key == HITO_KEY_TEAM)
			count += entry->value.count;
	}
	return count;
}

/* Room for the head, what it holds, and each heading that has a block. */
static bool reserve_blocks(struct hito_reading *reading,
			   const struct head *head,
			   const struct hito_nest *nest, struct hito_err *err)
{
	size_t room = 1 + count_things(reading, head);

	for (size_t i = 0; i < reading->outline.heading_count; i++)
		room += nest->headings[i].kind != 0;
	reading->blocks = hito_arena_bytes(reading->arena,
					   room * sizeof(struct hito_block));
	reading->block_capacity = room;
	return reading->blocks ? true : hito_err_memory(err);
}

static bool add_blocks(struct hito_reading *reading, const struct head *head,
		       const struct hito_nest *nest, struct hito_err *err)
{
	bool head_is_step = head->kind == HITO_STEP;

	if (!reserve_blocks(reading, head, nest, err))
		return false;
	if (head->kind && !add_head(reading, head, nest, err))
		return false;
	for (uint32_t i = 0; i < reading->outline.heading_count; i++) {
		if (nest->headings[i].kind &&
		    !add_heading(reading, nest, i, head_is_step, err))
			return false;
	}
	find_damage(reading);
	return hito_sketch_read(reading, nest, head_is_step, err);
}

/* Prose is left alone, but what cannot be read in it may have been a plan. */
static void leave_prose(struct hito_reading *reading,
			struct hito_document *document, size_t before_bytes,
			size_t after_bytes)
{
	document->is_prose = true;
	if (reading->source->damage_count > 0)
		hito_reading_forget(reading, after_bytes);
	else
		hito_reading_forget(reading, before_bytes);
}

static bool read_document(struct hito_reading *reading,
			  struct hito_document *document, struct hito_err *err)
{
	size_t before_bytes = hito_reading_findings(reading);
	struct head head = {0};
	struct hito_nest nest;
	size_t after_bytes;

	if (reading->findings)
		hito_source_check(reading->source, reading->findings);
	after_bytes = hito_reading_findings(reading);
	if (!hito_fence_outline(reading, err) ||
	    !read_head(reading, &head, err))
		return false;
	use_own_lang(reading, &head);
	document->lang = reading->lang;
	if (!hito_nest_read(reading, head.kind == HITO_STEP, &nest, err))
		return false;
	document->is_plan = head.kind == HITO_PLAN;
	document->is_step = head.kind == HITO_STEP;
	if (!head.kind && !nest.has_steps) {
		leave_prose(reading, document, before_bytes, after_bytes);
		return true;
	}
	if (!head.kind && head.exists)
		hito_reading_forget_span(reading, after_bytes,
					 reading->outline.front_lines);
	if (!add_blocks(reading, &head, &nest, err))
		return false;
	document->lang_matters = reading->lang_matters;
	document->blocks = reading->blocks;
	document->block_count = reading->block_count;
	return true;
}

bool hito_document_read(const struct hito_source *source,
			const struct hito_document_options *options,
			struct hito_arena *arena,
			struct hito_findings *findings,
			struct hito_document **out_document,
			struct hito_err *err)
{
	struct hito_document *document =
		hito_new(arena, struct hito_document, 1);
	struct hito_reading reading = {
		.source = source,
		.project = options->project,
		.mapping = options->mapping,
		.lang = options->lang,
		.arena = arena,
		.scratch = options->scratch,
		.memos = options->memos,
		.findings = findings,
		.mark = findings ? findings->count : 0,
	};
	struct hito_arena *own = NULL;
	bool done;

	if (options->scratch)
		hito_arena_clear(options->scratch);
	else
		reading.scratch = own = hito_arena_sub(arena);
	if (reading.scratch && !reading.memos)
		reading.memos = hito_key_memos_new(reading.scratch);
	if (!document || !reading.memos) {
		hito_arena_free(own);
		return hito_err_memory(err);
	}
	document->source = source;
	document->mapping = options->mapping;
	done = read_document(&reading, document, err);
	hito_arena_free(own);
	if (!done)
		return hito_err_at(err, source->path, 0, 0);
	*out_document = document;
	return true;
}

bool hito_document_project(const struct hito_project *project,
			   struct hito_arena *arena,
			   struct hito_findings *findings,
			   struct hito_document **out_document,
			   struct hito_err *err)
{
	struct hito_document *document =
		hito_new(arena, struct hito_document, 1);
	struct hito_reading reading = {
		.source = project->source,
		.project = project,
		.lang = project->lang,
		.arena = arena,
		.findings = findings,
	};

	if (!document)
		return hito_err_memory(err);
	document->source = project->source;
	document->lang = project->lang;
	if (project->kpis &&
	    !hito_reading_nested(&reading, HITO_KPI, project->kpis, err))
		return false;
	if (project->team &&
	    !hito_reading_nested(&reading, HITO_PERSON, project->team, err))
		return false;
	document->blocks = reading.blocks;
	document->block_count = reading.block_count;
	*out_document = document;
	return true;
}
