/* SPDX-License-Identifier: MIT */
/* Gathers what moves of text come to, and puts it together. */
#include "edit/transfer.h"

#include "edit/draft.h"
#include "edit/editing_own.h"
#include "hito/limits.h"
#include "hito/out.h"

bool hito_transfer_init(struct hito_transfer *transfer,
			const struct hito_model *model,
			struct hito_editing *editing, struct hito_arena *arena)
{
	*transfer = (struct hito_transfer){
		.arena = arena,
		.model = model,
		.editing = editing,
		.turns = hito_new(arena, struct hito_turns, 1),
	};
	if (!transfer->turns)
		return false;
	hito_turns_init(transfer->turns, arena);
	hito_editing_init(&transfer->draft, arena);
	hito_map_init(&transfer->outlines, arena);
	transfer->refer = (struct hito_refer){
		.editing = &transfer->draft,
		.turns = transfer->turns,
		.model = model,
		.arena = arena,
	};
	return true;
}

const struct hito_outline *
hito_transfer_outline(struct hito_transfer *transfer,
		      const struct hito_source *source, struct hito_err *err)
{
	struct hito_outline *outline =
		hito_map_find(&transfer->outlines, source->path);
	struct hito_findings findings;

	if (outline)
		return outline;
	outline = hito_new(transfer->arena, struct hito_outline, 1);
	hito_findings_init(&findings, transfer->arena);
	if (!outline ||
	    !hito_map_put(&transfer->outlines, source->path, outline)) {
		hito_err_memory(err);
		return NULL;
	}
	return hito_markdown_read(source, transfer->arena, transfer->arena,
				  &findings, outline, err)
		       ? outline
		       : NULL;
}

bool hito_transfer_refuse(const struct hito_item *item, const char *refused,
			  struct hito_err *err)
{
	const struct hito_source *source =
		item->document ? item->document->source : NULL;

	hito_err_say(err, HITO_ERR_INPUT, refused);
	return source ? hito_err_at(err, source->path,
				    hito_source_line(
					    source, item->block->heading.start),
				    0)
		      : false;
}

bool hito_transfer_passage(struct hito_transfer *transfer,
			   const struct hito_item *step,
			   struct hito_passage *out, struct hito_err *err)
{
	const struct hito_outline *outline =
		hito_transfer_outline(transfer, step->document->source, err);
	const char *refused = NULL;

	if (!outline)
		return false;
	if (hito_source_damage(step->document->source, step->block->section))
		return hito_transfer_refuse(
			step,
			HITO_N("the file is in a conflict, or cannot be read "
			       "whole"),
			err);
	return hito_passage_find(out, step, outline, &refused) ||
	       hito_transfer_refuse(step, refused, err);
}

bool hito_transfer_relocate(struct hito_transfer *transfer,
			    const struct hito_source *source,
			    struct hito_span span, struct hito_str path)
{
	if (!path.ptr || !hito_reserve(transfer->arena, transfer->relocations,
				       transfer->relocation_count,
				       transfer->relocation_capacity))
		return false;
	transfer->relocations[transfer->relocation_count++] =
		(struct hito_relocation){source, span, path};
	return true;
}

bool hito_transfer_insert(struct hito_transfer *transfer,
			  const struct hito_source *source, uint32_t offset,
			  struct hito_str text)
{
	if (!text.ptr || !hito_reserve(transfer->arena, transfer->insertions,
				       transfer->insertion_count,
				       transfer->insertion_capacity))
		return false;
	transfer->insertions[transfer->insertion_count++] =
		(struct hito_insertion){source, offset, text};
	return true;
}

bool hito_transfer_remove(struct hito_transfer *transfer,
			  const struct hito_source *source,
			  struct hito_span span)
{
	if (!hito_reserve(transfer->arena, transfer->removals,
			  transfer->removal_count, transfer->removal_capacity))
		return false;
	transfer->removals[transfer->removal_count++] =
		(struct hito_removal){source, span};
	return true;
}

struct hito_str hito_transfer_path(const struct hito_transfer *transfer,
				   const struct hito_source *source,
				   uint32_t offset)
{
	struct hito_str path = source->path;
	uint32_t least = UINT32_MAX;

	for (size_t i = 0; i < transfer->relocation_count; i++) {
		const struct hito_relocation *one = &transfer->relocations[i];
		uint32_t len = one->span.end - one->span.start;

		if (one->source != source || offset < one->span.start ||
		    offset >= one->span.end || len > least)
			continue;
		least = len;
		path = one->path;
	}
	return path;
}

bool hito_transfer_follow(struct hito_transfer *transfer, struct hito_err *err)
{
	if (!hito_refer(&transfer->refer))
		return hito_err_memory(err);
	if (!hito_transfer_links(transfer, err))
		return false;
	hito_draft_sort(&transfer->draft);
	return true;
}

/* Putting together */

struct hito_str hito_transfer_line_end(const struct hito_source *source)
{
	size_t at = hito_str_find_byte(source->text, '\n', 0);

	return at != SIZE_MAX && at > 0 && source->text.ptr[at - 1] == '\r'
		       ? HITO_STR("\r\n")
		       : HITO_STR("\n");
}

/* The start of what is removed up to the end of the file. */
static uint32_t find_tail(const struct hito_transfer *transfer,
			  const struct hito_source *source)
{
	uint32_t tail = (uint32_t)source->text.len, before;

	do {
		before = tail;
		for (size_t i = 0; i < transfer->removal_count; i++) {
			const struct hito_removal *one = &transfer->removals[i];

			if (one->source == source && one->span.end >= tail &&
			    one->span.start < tail)
				tail = one->span.start;
		}
		tail = hito_passage_trim(
			source, (struct hito_span){source->start, tail});
	} while (tail < before);
	return tail;
}

/* All texts of one place, each with its empty lines. */
static struct hito_str texts_at(const struct hito_transfer *transfer,
				const struct hito_source *source,
				uint32_t offset)
{
	struct hito_str line_end = hito_transfer_line_end(source);
	bool at_end = offset == source->text.len;
	struct hito_out_memory memory;
	struct hito_out out;

	hito_out_to_memory(&out, &memory, transfer->arena,
			   2 * (size_t)HITO_LIMIT_FILE);
	for (size_t i = 0; i < transfer->insertion_count; i++) {
		const struct hito_insertion *one = &transfer->insertions[i];

		if (one->source != source || one->offset != offset)
			continue;
		for (int k = 0; at_end && k < 2; k++)
			hito_out_str(&out, line_end);
		hito_out_str(&out, one->text);
		for (int k = 0; !at_end && k < 2; k++)
			hito_out_str(&out, line_end);
	}
	return out.failed ? (struct hito_str){NULL, 0}
			  : (struct hito_str){memory.ptr, memory.len};
}

static bool is_first(const struct hito_transfer *transfer, size_t at)
{
	const struct hito_insertion *own = &transfer->insertions[at];

	for (size_t i = 0; i < at; i++)
		if (transfer->insertions[i].source == own->source &&
		    transfer->insertions[i].offset == own->offset)
			return false;
	return true;
}

/* What is put at the end of a file takes the place of what went there. */
static bool put_end(struct hito_transfer *transfer,
		    const struct hito_source *source, struct hito_str text)
{
	uint32_t len = (uint32_t)source->text.len;
	uint32_t last = hito_passage_trim(
		source, (struct hito_span){source->start, len});
	uint32_t tail = find_tail(transfer, source);

	if (tail == last && !text.len)
		return true;
	return hito_editing_put(&transfer->draft, source,
				(struct hito_span){tail, last}, text);
}

/* Text before a heading that no empty line sets apart gets one. */
static bool put_between(struct hito_transfer *transfer,
			const struct hito_source *source, uint32_t offset,
			struct hito_str text)
{
	struct hito_str line_end = hito_transfer_line_end(source);
	uint32_t last = hito_passage_trim(
		source, (struct hito_span){source->start, offset});
	struct hito_str gap =
		hito_source_text(source, (struct hito_span){last, offset});
	size_t lines = 0;

	for (size_t i = 0; i < gap.len; i++)
		lines += gap.ptr[i] == '\n';
	if (lines < 2 && last > source->start)
		text = hito_arena_printf(transfer->arena, "%.*s%.*s",
					 HITO_STR_ARG(line_end),
					 HITO_STR_ARG(text));
	return text.ptr &&
	       hito_editing_put(&transfer->draft, source,
				(struct hito_span){offset, offset}, text);
}

static bool put_insertions(struct hito_transfer *transfer)
{
	for (size_t i = 0; i < transfer->insertion_count; i++) {
		const struct hito_insertion *one = &transfer->insertions[i];
		struct hito_str text;

		if (!is_first(transfer, i))
			continue;
		text = texts_at(transfer, one->source, one->offset);
		if (!text.ptr ||
		    !(one->offset == one->source->text.len
			      ? put_end(transfer, one->source, text)
			      : put_between(transfer, one->source, one->offset,
					    text)))
			return false;
	}
	return true;
}

static bool has_insertion_at_end(const struct hito_transfer *transfer,
				 const struct hito_source *source)
{
	for (size_t i = 0; i < transfer->insertion_count; i++)
		if (transfer->insertions[i].source == source &&
		    transfer->insertions[i].offset == source->text.len)
			return true;
	return false;
}

static bool put_removals(struct hito_transfer *transfer)
{
	for (size_t i = 0; i < transfer->removal_count; i++) {
		const struct hito_removal *one = &transfer->removals[i];
		bool at_end = one->span.end == one->source->text.len;

		if (at_end ? has_insertion_at_end(transfer, one->source) ||
				     put_end(transfer, one->source,
					     HITO_STR(""))
			   : hito_editing_put(&transfer->draft, one->source,
					      one->span, HITO_STR("")))
			continue;
		return false;
	}
	return true;
}

/* Text goes into whole files only, and comes from such. */
static bool check_whole(const struct hito_transfer *transfer,
			struct hito_err *err)
{
	for (size_t i = 0; i < transfer->draft.edit_count; i++) {
		const struct hito_source *source =
			transfer->draft.edits[i].source;

		if (!source->damage_count)
			continue;
		hito_err_say(err, HITO_ERR_INPUT,
			     HITO_N("the file is in a conflict, or cannot be "
				    "read whole"));
		return hito_err_at(
			err, source->path,
			hito_source_line(source, source->damage[0].span.start),
			0);
	}
	return true;
}

bool hito_transfer_finish(struct hito_transfer *transfer, struct hito_err *err)
{
	if (!check_whole(transfer, err))
		return false;
	if (!put_insertions(transfer) || !put_removals(transfer))
		return hito_err_memory(err);
	hito_draft_sort(&transfer->draft);
	return hito_draft_pass(&transfer->draft, transfer->editing) ||
	       hito_err_memory(err);
}
