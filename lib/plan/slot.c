/* SPDX-License-Identifier: MIT */
/* Finds the place of a missing key: an empty one, or a line of its own. */
#include "plan/slot.h"

static bool is_one_of(enum hito_key key, const enum hito_key *keys)
{
	for (size_t i = 0; i < HITO_SLOT_KEYS; i++) {
		if (keys[i] == key && key != HITO_KEY_COUNT)
			return true;
	}
	return false;
}

/* The key that is written without a value; NULL. */
static const struct hito_value *find_empty(const struct hito_slot *slot)
{
	const struct hito_block *block = slot->block;

	for (size_t i = 0; i < block->empty_count; i++) {
		if (is_one_of(block->empties[i].key, slot->keys))
			return &block->empties[i];
	}
	return NULL;
}

/* Would a fix of a misspelt key make it this one? */
static bool is_misspelt(const struct hito_block *block, enum hito_key key)
{
	for (size_t i = 0; i < block->other_count; i++) {
		struct hito_str word = block->others[i].key_text;
		const char *near =
			hito_str_starts(word, "x-")
				? NULL
				: hito_key_nearest(block->kind, word);

		if (near &&
		    hito_key_find(block->kind, hito_str_from(near)) == key)
			return true;
	}
	return false;
}

bool hito_slot_is_free(const struct hito_block *block, enum hito_key key)
{
	for (size_t i = 0; i < block->empty_count; i++) {
		if (block->empties[i].key == key)
			return false;
	}
	return !hito_block_value(block, key) && !is_misspelt(block, key);
}

/* A key of the block itself, not of its section or folder. */
static bool is_inside(const struct hito_block *block,
		      const struct hito_value *value)
{
	return value->key_span.end > value->key_span.start &&
	       value->key_span.start >= block->front.start &&
	       value->entry.end > value->key_span.start &&
	       value->entry.end <= block->front.end;
}

/* The key with or without a value; NULL. */
static const struct hito_value *find_key(const struct hito_block *block,
					 enum hito_key key)
{
	const struct hito_value *value = hito_block_value(block, key);

	for (size_t i = 0; i < block->empty_count && !value; i++) {
		if (block->empties[i].key == key)
			value = &block->empties[i];
	}
	return value && is_inside(block, value) ? value : NULL;
}

static const struct hito_value *find_neighbour(const struct hito_slot *slot)
{
	const struct hito_value *value = NULL;

	for (size_t i = 0; i < HITO_SLOT_KEYS && !value; i++) {
		if (slot->behind[i] != HITO_KEY_COUNT)
			value = find_key(slot->block, slot->behind[i]);
	}
	return value;
}

/* The first key that is known; NULL. */
static const struct hito_value *first_key(const struct hito_block *block)
{
	const struct hito_value *first = NULL;

	if (block->value_count > 0)
		first = &block->values[0];
	for (size_t i = 0; i < block->value_count; i++) {
		if (block->values[i].key_span.start < first->key_span.start)
			first = &block->values[i];
	}
	for (size_t i = 0; i < block->empty_count; i++) {
		if (!first ||
		    block->empties[i].key_span.start < first->key_span.start)
			first = &block->empties[i];
	}
	return first;
}

bool hito_slot_indent(const struct hito_source *source,
		      const struct hito_value *value, struct hito_str *out)
{
	uint32_t line = hito_source_line(source, value->key_span.start);
	uint32_t start = hito_source_line_span(source, line).start;

	*out = hito_str_slice(source->text, start, value->key_span.start);
	return hito_str_trim(*out).len == 0;
}

static struct hito_str end_of(const struct hito_source *source, uint32_t line)
{
	uint32_t end = hito_source_line_span(source, line).end;

	return end < source->text.len && source->text.ptr[end] == '\r'
		       ? HITO_STR("\r\n")
		       : HITO_STR("\n");
}

struct hito_str hito_slot_line_end(const struct hito_source *source,
				   uint32_t offset)
{
	return end_of(source, hito_source_line(source, offset));
}

/* The start of the line of the first key; of a block without, its start. */
static bool find_top(const struct hito_slot *slot, uint32_t *out_at,
		     struct hito_str *out_indent)
{
	const struct hito_block *block = slot->block;
	const struct hito_value *first = first_key(block);
	struct hito_str front = hito_source_text(slot->source, block->front);

	if (first) {
		if (!hito_slot_indent(slot->source, first, out_indent))
			return false;
		*out_at = first->key_span.start - (uint32_t)out_indent->len;
		return *out_at >= block->front.start;
	}
	/* an indented line would become a part of the value */
	*out_indent = HITO_STR("");
	*out_at = block->front.start;
	return !hito_str_starts(front, " ") && !hito_str_starts(front, "\t");
}

/* A comment that stands deeper than a key above is about its value. */
static bool is_remark(const struct hito_slot *slot, uint32_t line,
		      size_t indent)
{
	struct hito_span span = hito_source_line_span(slot->source, line);
	struct hito_str text = hito_source_text(slot->source, span);
	size_t at = 0;

	while (at < text.len && (text.ptr[at] == ' ' || text.ptr[at] == '\t'))
		at++;
	return span.end <= slot->block->front.end && at > indent &&
	       at < text.len && text.ptr[at] == '#';
}

/* Behind the neighbour's last line, else at the top. */
static bool find_line(const struct hito_slot *slot, uint32_t *out_at,
		      struct hito_str *out_indent)
{
	const struct hito_value *neighbour = find_neighbour(slot);
	uint32_t line;

	if (!neighbour)
		return find_top(slot, out_at, out_indent);
	if (!hito_slot_indent(slot->source, neighbour, out_indent))
		return false;
	line = hito_source_line(slot->source, neighbour->entry.end - 1);
	while (line < slot->source->line_count &&
	       is_remark(slot, line + 1, out_indent->len))
		line++;
	if (line >= slot->source->line_count)
		return false;
	/* The front of a nested block ends before its last line does. */
	*out_at = slot->source->line_starts[line];
	return true;
}

static bool starts_line(struct hito_str text)
{
	return hito_str_starts(text, "\n") || hito_str_starts(text, "\r\n");
}

static bool write_line(const struct hito_slot *slot, struct hito_arena *arena,
		       struct hito_str key, struct hito_str text,
		       struct hito_edit *out, bool *out_placed)
{
	const struct hito_source *source = slot->source;
	struct hito_str end = HITO_STR("\n");
	struct hito_str indent;
	uint32_t line;
	uint32_t at;

	if (!find_line(slot, &at, &indent))
		return true;
	/* a fence on the last line of the file has no line below */
	if (at > 0 && source->text.ptr[at - 1] != '\n')
		return true;
	line = hito_source_line(source, at);
	if (line > 1)
		end = end_of(source, line - 1);
	text = hito_arena_printf(arena, "%.*s%.*s:%s%.*s%.*s",
				 HITO_STR_ARG(indent), HITO_STR_ARG(key),
				 starts_line(text) ? "" : " ",
				 HITO_STR_ARG(text), HITO_STR_ARG(end));
	*out = (struct hito_edit){{at, at}, text};
	*out_placed = true;
	return text.ptr != NULL;
}

static bool is_byte(const struct hito_source *source, uint32_t at,
		    const char *byte)
{
	return at < source->text.len && source->text.ptr[at] == *byte;
}

/* ":  # why": what is put behind the colon leaves the comment where it is. */
static bool is_before_comment(const struct hito_source *source, uint32_t colon)
{
	uint32_t at = colon + 1;

	if (!is_byte(source, colon, ":"))
		return false;
	while (is_byte(source, at, " ") || is_byte(source, at, "\t"))
		at++;
	return at > colon + 1 && is_byte(source, at, "#");
}

bool hito_slot_edit(const struct hito_slot *slot, struct hito_arena *arena,
		    struct hito_str key, struct hito_str text,
		    struct hito_edit *out, bool *out_placed)
{
	const struct hito_source *source = slot->source;
	const struct hito_value *empty = find_empty(slot);
	uint32_t at;

	*out_placed = false;
	for (size_t i = 0; i < HITO_SLOT_KEYS; i++) {
		if (slot->keys[i] != HITO_KEY_COUNT &&
		    is_misspelt(slot->block, slot->keys[i]))
			return true;
	}
	if (!empty)
		return write_line(slot, arena, key, text, out, out_placed);
	*out_placed = true;
	if (!starts_line(text) &&
	    is_before_comment(source, empty->key_span.end)) {
		text = hito_arena_printf(arena, " %.*s", HITO_STR_ARG(text));
		at = empty->key_span.end + 1;
		*out = (struct hito_edit){{at, at}, text};
		return text.ptr != NULL;
	}
	text = hito_arena_printf(arena, "%s%.*s%s",
				 is_byte(source, empty->span.start - 1, ":") &&
						 !starts_line(text)
					 ? " "
					 : "",
				 HITO_STR_ARG(text),
				 is_byte(source, empty->span.end, "#") ? " "
								       : "");
	*out = (struct hito_edit){empty->span, text};
	return text.ptr != NULL;
}

bool hito_slot_fill(const struct hito_slot *slot,
		    struct hito_findings *findings,
		    struct hito_finding *finding, enum hito_safety safety,
		    struct hito_str key, struct hito_str text)
{
	struct hito_edit edit;
	bool placed;

	if (!findings)
		return true;
	if (!hito_slot_edit(slot, findings->arena, key, text, &edit, &placed))
		return false;
	if (placed)
		hito_finding_fix(findings, finding, safety, edit.span,
				 edit.text);
	return true;
}
