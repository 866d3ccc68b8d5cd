/* SPDX-License-Identifier: MIT */
/* Cuts a step's text out, and writes it for another place. */
#include "edit/passage.h"

#include <string.h>

#include "edit/draft.h"
#include "edit/front.h"
#include "hito/limits.h"
#include "hito/out.h"
#include "plan/slot.h"
#include "plan/spelling.h"

#define LEVELS 6

uint32_t hito_passage_trim(const struct hito_source *source,
			   struct hito_span span)
{
	struct hito_str text = hito_source_text(source, span);

	return span.start + (uint32_t)hito_str_trim_right(text).len;
}

static bool find_section(struct hito_passage *passage, const char **refused)
{
	const struct hito_outline *outline = passage->outline;
	const struct hito_block *block = passage->step->block;
	const struct hito_fence *fence = NULL;
	const struct hito_heading *heading = NULL;

	for (size_t i = 0; i < outline->heading_count && !heading; i++)
		if (outline->headings[i].span.start == block->section.start)
			heading = &outline->headings[i];
	if (heading && heading->fence != HITO_NONE)
		fence = &outline->fences[heading->fence];
	if (!fence || !fence->closed ||
	    (passage->source->text.ptr[fence->span.start] != '`' &&
	     passage->source->text.ptr[fence->span.start] != '~')) {
		*refused = HITO_N("its block is indented, or not closed");
		return false;
	}
	passage->level = heading->level;
	passage->heading = heading->span;
	passage->section = block->section;
	passage->front = fence->content;
	passage->rest.start = fence->span.end;
	return true;
}

static bool find_file(struct hito_passage *passage, const char **refused)
{
	const struct hito_outline *outline = passage->outline;
	const struct hito_heading *title = NULL;

	passage->section = (struct hito_span){
		passage->source->start, (uint32_t)passage->source->text.len};
	passage->front = outline->front;
	for (size_t i = 0; i < outline->heading_count; i++) {
		const struct hito_heading *heading = &outline->headings[i];

		if (heading->level > 1)
			continue;
		if (title) {
			*refused = HITO_N("its file has several headings of "
					  "level 1, and a section has one");
			return false;
		}
		title = heading;
	}
	passage->rest.start = outline->front_lines.end;
	if (!title)
		return true;
	passage->before =
		(struct hito_span){outline->front_lines.end, title->span.start};
	passage->level = 1;
	passage->heading = title->span;
	passage->rest.start = title->span.end;
	return true;
}

bool hito_passage_find(struct hito_passage *passage,
		       const struct hito_item *step,
		       const struct hito_outline *outline, const char **refused)
{
	const struct hito_document *document = step->document;
	bool is_file = document->is_step && step->block == &document->blocks[0];

	*passage = (struct hito_passage){
		.step = step,
		.source = document->source,
		.outline = outline,
		.is_file = is_file,
	};
	if (!(is_file ? find_file : find_section)(passage, refused))
		return false;
	passage->whole = passage->section;
	if (is_file)
		passage->whole.start = 0;
	passage->whole.end =
		hito_passage_trim(passage->source, passage->section);
	passage->rest.end = passage->whole.end;
	if (passage->rest.end < passage->rest.start)
		passage->rest.end = passage->rest.start;
	return true;
}

/* Headings */

static const char hashes[] = "######";

/* "Title" over "---" as "### Title". */
static bool shift_underlined(struct hito_editing *draft,
			     const struct hito_source *source,
			     const struct hito_heading *heading, unsigned level,
			     const char **refused)
{
	struct hito_span span = heading->title_span;
	uint32_t row = span.end;
	struct hito_str title = hito_source_text(source, span), text;

	while (row < heading->span.end && source->text.ptr[row] != '\n')
		row++;
	if (level <= 2) {
		struct hito_str line = hito_source_text(
			source, (struct hito_span){row, heading->span.end});
		char *copy = hito_arena_alloc(draft->arena, line.len + 1, 1);

		if (!copy)
			return false;
		for (size_t i = 0; i < line.len; i++)
			copy[i] = line.ptr[i] == '=' || line.ptr[i] == '-'
					  ? (level == 1 ? '=' : '-')
					  : line.ptr[i];
		return hito_editing_put(
			draft, source,
			(struct hito_span){row, heading->span.end},
			(struct hito_str){copy, line.len});
	}
	if (hito_str_find_byte(title, '\n', 0) != SIZE_MAX ||
	    hito_str_ends(title, "#")) {
		*refused = HITO_N("a heading of several lines in it cannot "
				  "be put deeper");
		return true;
	}
	text = hito_arena_printf(draft->arena, "%.*s %.*s", (int)level, hashes,
				 HITO_STR_ARG(title));
	return text.ptr && hito_editing_put(draft, source, heading->span, text);
}

bool hito_passage_shift(struct hito_editing *draft,
			const struct hito_source *source,
			const struct hito_heading *heading, int levels,
			const char **refused)
{
	int level = (int)heading->level + levels;
	uint32_t at = heading->span.start, end;

	if (level < 1 || level > LEVELS) {
		*refused = HITO_N("a heading in it would be deeper than six "
				  "levels");
		return true;
	}
	if (!levels)
		return true;
	while (at < heading->span.end && source->text.ptr[at] == ' ')
		at++;
	if (source->text.ptr[at] != '#')
		return shift_underlined(draft, source, heading, (unsigned)level,
					refused);
	for (end = at; end < heading->span.end && source->text.ptr[end] == '#';)
		end++;
	return hito_editing_put(
		draft, source, (struct hito_span){at, end},
		hito_str_slice(HITO_STR(hashes), 0, (size_t)level));
}

/* Front matter */

static const struct hito_value *find_empty(const struct hito_block *block,
					   enum hito_key key)
{
	for (size_t i = 0; i < block->empty_count; i++)
		if (block->empties[i].key == key)
			return &block->empties[i];
	return NULL;
}

static uint32_t line_below(const struct hito_source *source, uint32_t offset)
{
	uint32_t line = hito_source_line(source, offset);

	return line < source->line_count ? source->line_starts[line]
					 : (uint32_t)source->text.len;
}

/* The id under another key, and where lines below it go. */
static bool write_id(struct hito_editing *draft,
		     const struct hito_passage *passage, struct hito_str id,
		     enum hito_key key, uint32_t *out_below,
		     const char **refused)
{
	const struct hito_item *step = passage->step;
	enum hito_key old = passage->is_file ? HITO_KEY_STEP : HITO_KEY_ID;
	const struct hito_value *value = hito_block_value(step->block, old);
	const struct hito_value *empty = find_empty(step->block, old);
	struct hito_str name = hito_spelling(step, key), text;
	struct hito_span span;

	if (value) {
		*out_below = line_below(passage->source, value->entry.end);
		return key == old || hito_editing_put(draft, passage->source,
						      value->key_span, name);
	}
	*out_below = passage->front.start;
	if (key == old)
		return hito_editing_set(draft, step, key, id,
					(struct hito_str){NULL, 0}, refused);
	if (empty) {
		span = (struct hito_span){empty->key_span.start,
					  empty->key_span.end + 1};
		*out_below = line_below(passage->source, span.end);
		text = hito_arena_printf(draft->arena, "%.*s: %.*s",
					 HITO_STR_ARG(name), HITO_STR_ARG(id));
	} else {
		span.start = span.end = *out_below;
		text = hito_arena_printf(draft->arena, "%.*s: %.*s%.*s",
					 HITO_STR_ARG(name), HITO_STR_ARG(id),
					 HITO_STR_ARG(hito_slot_line_end(
						 passage->source, span.start)));
	}
	return text.ptr && hito_editing_put(draft, passage->source, span, text);
}

/* Its lines, where nothing else is on them; false: something is. */
static bool lines_of(const struct hito_source *source,
		     const struct hito_value *value, struct hito_span *out)
{
	struct hito_str text;

	*out = hito_source_line_span(
		source, hito_source_line(source, value->key_span.start));
	out->end = line_below(source, value->entry.end > value->key_span.end
					      ? value->entry.end - 1
					      : value->key_span.end);
	text = hito_source_text(source, *out);
	return out->start == value->key_span.start &&
	       hito_str_find_byte(text, '#', 0) == SIZE_MAX;
}

/* A key that goes; its comment would get lost, and keeps it. */
static bool drop_place(struct hito_editing *draft,
		       const struct hito_passage *passage,
		       const struct hito_value *value, bool is_same,
		       const char **refused)
{
	struct hito_span span;

	if (lines_of(passage->source, value, &span))
		return hito_editing_put(draft, passage->source, span,
					HITO_STR(""));
	return is_same || hito_editing_set(draft, passage->step, value->key,
					   HITO_STR(""), HITO_STR(""), refused);
}

static bool write_place(struct hito_editing *draft,
			const struct hito_passage *passage, enum hito_key key,
			struct hito_str text, uint32_t below,
			const char **refused)
{
	const struct hito_value *empty = find_empty(passage->step->block, key);
	struct hito_span span = {below, below};
	struct hito_str line;

	if (empty)
		span = (struct hito_span){empty->key_span.start,
					  empty->key_span.end + 1};
	if (hito_block_value(passage->step->block, key))
		return hito_editing_set(draft, passage->step, key, text, text,
					refused);
	line = hito_arena_printf(
		draft->arena, "%.*s: %.*s%.*s",
		HITO_STR_ARG(hito_spelling(passage->step, key)),
		HITO_STR_ARG(text),
		HITO_STR_ARG(
			empty ? HITO_STR("")
			      : hito_slot_line_end(passage->source, below)));
	return line.ptr && hito_editing_put(draft, passage->source, span, line);
}

/* The keys that say where it is. */
static bool write_places(struct hito_editing *draft,
			 const struct hito_passage *passage,
			 const struct hito_passage_place *place, uint32_t below,
			 const char **refused)
{
	const struct {
		enum hito_key key;
		struct hito_str text;
	} keys[] = {
		{HITO_KEY_OBJECTIVE, place->objective},
		{HITO_KEY_PARENT, place->parent},
		{HITO_KEY_PLAN, place->plan},
	};

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		const struct hito_value *value =
			hito_block_value(passage->step->block, keys[i].key);
		bool done = true;

		if (*refused || !keys[i].text.ptr)
			continue;
		if (keys[i].text.len)
			done = write_place(draft, passage, keys[i].key,
					   keys[i].text, below, refused);
		else if (value)
			done = drop_place(draft, passage, value, place->is_same,
					  refused);
		if (!done)
			return false;
	}
	return true;
}

bool hito_passage_front(struct hito_editing *draft,
			const struct hito_passage *passage,
			const struct hito_passage_place *place, bool to_file,
			const char **refused)
{
	uint32_t below;

	*refused = passage->step->block->damaged
			   ? HITO_N("the file is in a conflict, or cannot be "
				    "read whole")
			   : NULL;
	if (*refused)
		return true;
	return write_id(draft, passage, place->id,
			to_file ? HITO_KEY_STEP : HITO_KEY_ID, &below,
			refused) &&
	       write_places(draft, passage, place, below, refused);
}

/* Texts */

struct hito_str hito_passage_ends(struct hito_arena *arena,
				  struct hito_str text,
				  struct hito_str line_end)
{
	char *out = hito_arena_alloc(arena, text.len + 1, 2);
	size_t len = 0;

	if (!out || !text.ptr)
		return (struct hito_str){NULL, 0};
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '\r' && i + 1 < text.len &&
		    text.ptr[i + 1] == '\n')
			continue;
		if (text.ptr[i] == '\n')
			for (size_t k = 0; k < line_end.len; k++)
				out[len++] = line_end.ptr[k];
		else
			out[len++] = text.ptr[i];
	}
	return (struct hito_str){out, len};
}

static struct hito_str finish(const struct hito_out *out,
			      const struct hito_out_memory *memory,
			      struct hito_arena *arena,
			      struct hito_str line_end)
{
	if (out->failed)
		return (struct hito_str){NULL, 0};
	return hito_passage_ends(
		arena, (struct hito_str){memory->ptr, memory->len}, line_end);
}

/* The heading, with a level for one that the passage has not. */
static void write_heading(struct hito_out *out,
			  const struct hito_editing *draft,
			  const struct hito_passage *passage, unsigned level)
{
	struct hito_str text;

	if (passage->level) {
		text = hito_draft_text(draft, passage->source, passage->heading,
				       false);
		out->failed |= !text.ptr;
		hito_out_str(out, text);
	} else {
		hito_out_str(out, hito_str_slice(HITO_STR(hashes), 0, level));
		hito_out_text(out, " ");
		hito_out_str(out, passage->step->title);
	}
}

static void write_span(struct hito_out *out, const struct hito_editing *draft,
		       const struct hito_passage *passage,
		       struct hito_span span, bool edges)
{
	struct hito_str text;

	if (!edges && span.end <= span.start)
		return;
	text = hito_draft_text(draft, passage->source, span, edges);
	out->failed |= !text.ptr;
	hito_out_str(out, text);
}

struct hito_str hito_passage_file(const struct hito_editing *draft,
				  const struct hito_passage *passage,
				  struct hito_str line_end)
{
	struct hito_out_memory memory;
	struct hito_out out;

	hito_out_to_memory(&out, &memory, draft->arena, HITO_LIMIT_FILE);
	hito_out_text(&out, "---\n");
	write_span(&out, draft, passage, passage->front, true);
	hito_out_text(&out, "---\n\n");
	write_heading(&out, draft, passage, 1);
	write_span(&out, draft, passage, passage->rest, false);
	hito_out_text(&out, "\n");
	return finish(&out, &memory, draft->arena, line_end);
}

struct hito_str hito_passage_section(const struct hito_editing *draft,
				     const struct hito_passage *passage,
				     unsigned level, bool spanish,
				     struct hito_str line_end)
{
	struct hito_span before = passage->before;
	struct hito_out_memory memory;
	struct hito_out out;

	hito_out_to_memory(&out, &memory, draft->arena, HITO_LIMIT_FILE);
	write_heading(&out, draft, passage, level);
	hito_out_printf(&out, "\n\n```yaml %s\n",
			hito_front_word(HITO_STEP, spanish));
	write_span(&out, draft, passage, passage->front, true);
	hito_out_text(&out, "```");
	before.end = hito_passage_trim(passage->source, before);
	write_span(&out, draft, passage, before, false);
	write_span(&out, draft, passage, passage->rest, false);
	return finish(&out, &memory, draft->arena, line_end);
}
