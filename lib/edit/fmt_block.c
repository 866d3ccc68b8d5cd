/* SPDX-License-Identifier: MIT */
/* Cuts a block into entries with their comments, and puts them in order. */
#include "edit/fmt_block.h"

#include <stdlib.h>
#include <string.h>

#include "edit/canonical.h"
#include "hito/limits.h"
#include "plan/slot.h"

/* Items in brackets take more room where each has a line. */
#define ROOM (8 * (size_t)HITO_LIMIT_FRONTMATTER)

struct hito_str hito_fmt_line(const struct hito_fmt_block *block, uint32_t line)
{
	return hito_source_text(block->source,
				hito_source_line_span(block->source, line));
}

bool hito_fmt_is_blank(const struct hito_fmt_block *block, uint32_t line)
{
	return hito_str_trim(hito_fmt_line(block, line)).len == 0;
}

bool hito_fmt_is_comment(const struct hito_fmt_block *block, uint32_t line)
{
	return hito_str_starts(hito_str_trim(hito_fmt_line(block, line)), "#");
}

void hito_fmt_put(struct hito_fmt_block *block, struct hito_str text,
		  uint32_t line)
{
	struct hito_str end = block->line_end;

	if (line)
		end = hito_slot_line_end(
			block->source,
			hito_source_line_span(block->source, line).start);
	hito_out_str(&block->out, text);
	hito_out_str(&block->out, end);
}

struct hito_str hito_fmt_bytes(struct hito_fmt_block *block,
			       struct hito_span span)
{
	struct hito_out_memory memory;
	struct hito_out out;
	uint32_t at = span.start;
	bool fixed = false;

	hito_out_to_memory(&out, &memory, block->arena, ROOM);
	for (size_t i = 0; i < block->fix_count; i++) {
		const struct hito_edit *fix = &block->fixes[i];

		if (fix->span.start < at || fix->span.end > span.end)
			continue;
		hito_out_str(&out,
			     hito_source_text(
				     block->source,
				     (struct hito_span){at, fix->span.start}));
		hito_out_str(&out, fix->text);
		at = fix->span.end;
		fixed = true;
	}
	if (!fixed)
		return hito_source_text(block->source, span);
	hito_out_str(&out, hito_source_text(block->source,
					    (struct hito_span){at, span.end}));
	if (out.failed) {
		block->out.failed = true;
		return HITO_STR("");
	}
	return (struct hito_str){memory.ptr, memory.len};
}

/* Cutting */

static uint32_t line_of(const struct hito_fmt_block *block, uint32_t offset)
{
	return hito_source_line(block->source, offset);
}

static uint32_t end_line(const struct hito_fmt_block *block)
{
	return line_of(block, block->block->front.end);
}

static size_t column_of(struct hito_str line)
{
	size_t column = 0;

	while (column < line.len &&
	       (line.ptr[column] == ' ' || line.ptr[column] == '\t'))
		column++;
	return column;
}

/* Does "|+" or ">+" begin at the value? Then empty lines below are text. */
static bool is_open(const struct hito_fmt_block *block,
		    const struct hito_yaml *value)
{
	struct hito_str text = hito_source_text(block->source, value->span);
	struct hito_str header, rest;

	if (value->style != HITO_YAML_LITERAL &&
	    value->style != HITO_YAML_FOLDED)
		return false;
	hito_str_cut(text, '\n', &header, &rest);
	hito_str_cut(header, '#', &header, &rest);
	return hito_str_find_byte(header, '+', 0) != SIZE_MAX;
}

static bool is_text(const struct hito_yaml *value)
{
	return value->style == HITO_YAML_LITERAL ||
	       value->style == HITO_YAML_FOLDED;
}

/* In a text a line of blanks may be meant. */
static bool is_free(const struct hito_fmt_block *block,
		    const struct hito_fmt_piece *piece, uint32_t line)
{
	return is_text(&piece->entry->value)
		       ? hito_fmt_line(block, line).len == 0
		       : hito_fmt_is_blank(block, line);
}

/* The lines of an entry, up to the next one's at most. */
static void find_own(struct hito_fmt_block *block, struct hito_fmt_piece *piece,
		     uint32_t next)
{
	const struct hito_yaml_entry *entry = piece->entry;
	uint32_t line, last = entry->span.end;

	piece->own.from = line_of(block, entry->key_span.start);
	piece->own.to = piece->own.from + 1;
	if (last > entry->key_span.end)
		piece->own.to = line_of(block, last - 1) + 1;
	if (piece->own.to > next)
		piece->own.to = next;
	while (!piece->open && piece->own.to > piece->own.from + 1 &&
	       is_free(block, piece, piece->own.to - 1))
		piece->own.to--;
	for (line = piece->own.to; line < next; line++) {
		if (hito_fmt_is_blank(block, line)) {
			if (piece->open && line == piece->own.to)
				piece->own.to++;
			continue;
		}
		if (!hito_fmt_is_comment(block, line) ||
		    column_of(hito_fmt_line(block, line)) <= block->indent.len)
			break;
		piece->own.to = line + 1;
	}
}

/*
 * Comments between two entries: with an empty line behind them they belong to
 * what stands above, else to what comes below.
 */
static void split(struct hito_fmt_block *block, struct hito_fmt_lines lines,
		  struct hito_fmt_lines *out_below,
		  struct hito_fmt_lines *out_above, bool *out_blank)
{
	uint32_t line = lines.from;

	while (line < lines.to && !hito_fmt_is_blank(block, line))
		line++;
	*out_blank = line < lines.to;
	*out_below = (struct hito_fmt_lines){lines.from, line};
	*out_above = (struct hito_fmt_lines){line, lines.to};
	if (!*out_blank) {
		*out_above = lines;
		*out_below = (struct hito_fmt_lines){lines.from, lines.from};
	}
}

/* The head: comments, up to the last empty line before the first entry. */
static void find_head(struct hito_fmt_block *block, uint32_t from,
		      uint32_t first, struct hito_fmt_piece *piece)
{
	uint32_t line = first;

	while (line > from && !hito_fmt_is_blank(block, line - 1))
		line--;
	block->head = (struct hito_fmt_lines){from, line};
	if (piece)
		piece->above = (struct hito_fmt_lines){line, first};
	else
		block->head.to = first;
}

static void find_comments(struct hito_fmt_block *block)
{
	uint32_t from = line_of(block, block->block->front.start);
	uint32_t end = end_line(block);

	if (!block->count) {
		find_head(block, from, end, NULL);
		return;
	}
	find_head(block, from, block->pieces[0].own.from, &block->pieces[0]);
	for (size_t i = 0; i < block->count; i++) {
		struct hito_fmt_piece *piece = &block->pieces[i];
		bool last = i + 1 == block->count, blank;
		struct hito_fmt_lines lines = {piece->own.to,
					       last ? end : piece[1].own.from};
		struct hito_fmt_lines *above =
			last ? &block->tail : &piece[1].above;

		split(block, lines, &piece->below, above, &blank);
		if (!last)
			piece[1].blank = blank;
		if (last && !blank) { /* nothing comes that it could precede */
			piece->below = block->tail;
			block->tail.from = block->tail.to;
		}
	}
}

/* NULL: each entry begins a line, all in one column. */
static const char *look_at(struct hito_fmt_block *block,
			   const struct hito_yaml *root)
{
	for (size_t i = 0; i < root->count; i++) {
		const struct hito_yaml_entry *entry = &root->entries[i];
		uint32_t at = entry->key_span.start;
		struct hito_str line = hito_fmt_line(block, line_of(block, at));
		size_t column = column_of(line);

		if (i == 0)
			block->indent = hito_str_slice(line, 0, column);
		if (!entry->readable ||
		    line.ptr + column != block->source->text.ptr + at)
			return HITO_N("a value in it cannot be read");
		if (column != block->indent.len ||
		    memchr(line.ptr, '\t', column))
			return HITO_N("its keys are not in one column");
		if (i && line_of(block, entry[-1].key_span.start) >=
				 line_of(block, at))
			return HITO_N("its keys are not in one column");
	}
	return NULL;
}

static bool add_entries(struct hito_fmt_block *block,
			const struct hito_yaml *root)
{
	size_t all;

	hito_canonical_keys(block->block->kind, &all);
	for (size_t i = 0; i < root->count; i++) {
		const struct hito_yaml_entry *entry = &root->entries[i];
		struct hito_fmt_piece *piece;
		uint32_t next =
			i + 1 < root->count
				? line_of(block, entry[1].key_span.start)
				: end_line(block);

		if (!hito_reserve(block->arena, block->pieces, block->count,
				  block->capacity))
			return false;
		piece = &block->pieces[block->count++];
		*piece = (struct hito_fmt_piece){
			.entry = entry,
			.key = hito_key_find(block->block->kind, entry->key),
			.place = i,
			.open = is_open(block, &entry->value),
		};
		piece->rank = piece->key == HITO_KEY_COUNT
				      ? all
				      : hito_canonical_rank(block->block->kind,
							    piece->key);
		find_own(block, piece, next);
	}
	return true;
}

/* Ordering */

static bool has_key(const struct hito_fmt_block *block, enum hito_key key)
{
	for (size_t i = 0; i < block->count; i++)
		if (block->pieces[i].key == key ||
		    (key == HITO_KEY_ID &&
		     block->pieces[i].key == HITO_KEY_STEP))
			return true;
	return false;
}

static bool add_missing(struct hito_fmt_block *block)
{
	size_t all;
	const struct hito_canonical *keys =
		hito_canonical_keys(block->block->kind, &all);

	for (size_t i = 0; block->item && i < all; i++) {
		if (!(keys[i].flags & HITO_CANONICAL_ALWAYS) ||
		    has_key(block, keys[i].key) ||
		    !hito_slot_is_free(block->block, keys[i].key))
			continue;
		if (!hito_reserve(block->arena, block->pieces, block->count,
				  block->capacity))
			return false;
		block->pieces[block->count] = (struct hito_fmt_piece){
			.key = keys[i].key,
			.rank = i,
			.place = block->count,
		};
		block->count++;
	}
	return true;
}

static int by_rank(const void *a, const void *b)
{
	const struct hito_fmt_piece *x = a, *y = b;

	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	return (x->place > y->place) - (x->place < y->place);
}

/* Writing */

static bool has_comment(const struct hito_fmt_block *block,
			struct hito_fmt_lines lines)
{
	for (uint32_t line = lines.from; line < lines.to; line++)
		if (hito_fmt_is_comment(block, line))
			return true;
	return false;
}

static void put_comments(struct hito_fmt_block *block,
			 struct hito_fmt_lines lines)
{
	for (uint32_t line = lines.from; line < lines.to; line++) {
		if (hito_fmt_is_blank(block, line))
			continue;
		hito_out_str(&block->out, block->indent);
		hito_fmt_put(block, hito_str_trim(hito_fmt_line(block, line)),
			     line);
	}
}

/* Of the keys that every step has, only those set apart have empty lines. */
static bool wants_blank(const struct hito_fmt_block *block, size_t i)
{
	const struct hito_fmt_piece *piece = &block->pieces[i];
	enum hito_kind kind = block->block->kind;

	if (!i || piece[-1].open)
		return false;
	if (piece[-1].below.to > piece[-1].below.from ||
	    hito_canonical_is_apart(kind, piece->key))
		return true;
	return piece->blank &&
	       !(kind == HITO_STEP &&
		 piece->rank < hito_canonical_rank(kind, HITO_KEY_NEEDS));
}

static void write_pieces(struct hito_fmt_block *block)
{
	const struct hito_fmt_piece *piece = block->pieces;
	bool head = has_comment(block, block->head);

	put_comments(block, block->head);
	if (head && block->count)
		hito_fmt_put(block, HITO_STR(""), 0);
	for (size_t i = 0; i < block->count; i++, piece++) {
		if (wants_blank(block, i))
			hito_fmt_put(block, HITO_STR(""), 0);
		put_comments(block, piece->above);
		hito_fmt_entry(block, piece);
		put_comments(block, piece->below);
	}
	if (!has_comment(block, block->tail))
		return;
	if (!block->count || !piece[-1].open)
		hito_fmt_put(block, HITO_STR(""), 0);
	put_comments(block, block->tail);
}

/* Do whole lines hold the front matter, with its end below them? */
static bool is_closed(const struct hito_fmt_block *block)
{
	struct hito_span front = block->block->front;
	struct hito_str text = block->source->text;
	struct hito_str end;

	if (front.start == 0 || front.end < front.start ||
	    front.end >= text.len || text.ptr[front.start - 1] != '\n' ||
	    text.ptr[front.end - 1] != '\n')
		return false;
	end = hito_str_trim(hito_fmt_line(block, end_line(block)));
	return hito_str_starts(end, "```") || hito_str_starts(end, "~~~") ||
	       hito_str_starts(end, "---") || hito_str_starts(end, "...");
}

bool hito_fmt_block_write(struct hito_fmt_block *block,
			  struct hito_str *out_text, const char **out_why)
{
	struct hito_span front = block->block->front;
	struct hito_yaml *root = hito_new(block->arena, struct hito_yaml, 1);
	struct hito_err err;

	*out_why = is_closed(block) ? NULL : HITO_N("its block is not closed");
	if (!root || *out_why)
		return root != NULL;
	block->line_end = hito_slot_line_end(block->source, front.start - 1);
	hito_out_to_memory(&block->out, &block->memory, block->arena, ROOM);
	if (!hito_frontmatter_read(block->source, front, block->arena, NULL,
				   root, &err))
		return false;
	*out_why = look_at(block, root);
	if (*out_why)
		return true;
	if (!add_entries(block, root))
		return false;
	find_comments(block);
	if (!add_missing(block))
		return false;
	if (block->count)
		qsort(block->pieces, block->count, sizeof(*block->pieces),
		      by_rank);
	write_pieces(block);
	*out_text = block->memory.len ? (struct hito_str){block->memory.ptr,
							  block->memory.len}
				      : HITO_STR("");
	return !block->out.failed;
}
