/* SPDX-License-Identifier: MIT */
/* Writes lists with an item a line, and the comments that are in them. */
#include "edit/fmt_block.h"

static bool has_line_end(struct hito_str text)
{
	return hito_str_find_byte(text, '\n', 0) != SIZE_MAX;
}

static bool is_list_key(enum hito_key key)
{
	enum hito_type type;

	if (key == HITO_KEY_COUNT)
		return false;
	type = hito_key_info(key)->type;
	return type == HITO_TYPE_PEOPLE || type == HITO_TYPE_STEPS ||
	       type == HITO_TYPE_IDS || type == HITO_TYPE_LIST;
}

/* Nothing but texts of one line each? */
static bool is_plain(const struct hito_fmt_block *block,
		     const struct hito_yaml *list)
{
	if (list->kind != HITO_YAML_SEQUENCE)
		return false;
	for (size_t i = 0; i < list->count; i++) {
		const struct hito_yaml_entry *item = &list->entries[i];

		if (!item->readable || item->value.kind != HITO_YAML_SCALAR ||
		    has_line_end(hito_source_text(block->source, item->span)))
			return false;
	}
	return true;
}

static void put_item(struct hito_fmt_block *block, struct hito_str text,
		     uint32_t line)
{
	hito_out_str(&block->out, block->indent);
	hito_out_text(&block->out, text.len ? "  - " : "  -");
	hito_fmt_put(block, hito_str_trim_right(text), line);
}

static void put_comment(struct hito_fmt_block *block, struct hito_str text,
			uint32_t line)
{
	hito_out_str(&block->out, block->indent);
	hito_out_text(&block->out, "  ");
	hito_fmt_put(block, hito_str_trim(text), line);
}

/* Lines "- item" */

/* The item whose line it is; NULL. */
static const struct hito_yaml_entry *item_at(const struct hito_fmt_block *block,
					     const struct hito_yaml *list,
					     uint32_t line, size_t *at)
{
	const struct hito_yaml_entry *item = &list->entries[*at];

	if (*at >= list->count ||
	    hito_source_line(block->source, item->span.start) != line)
		return NULL;
	++*at;
	return item;
}

/* Does each line below the key hold one item, a comment, or nothing? */
static bool is_by_lines(const struct hito_fmt_block *block,
			const struct hito_fmt_piece *piece)
{
	const struct hito_yaml *list = &piece->entry->value;
	size_t at = 0;

	for (uint32_t line = piece->own.from + 1; line < piece->own.to;
	     line++) {
		struct hito_str text =
			hito_str_trim(hito_fmt_line(block, line));

		if (!hito_fmt_is_blank(block, line) &&
		    !hito_fmt_is_comment(block, line) &&
		    (!item_at(block, list, line, &at) ||
		     !hito_str_starts(text, "-")))
			return false;
	}
	return at == list->count;
}

static void put_by_lines(struct hito_fmt_block *block,
			 const struct hito_fmt_piece *piece)
{
	const struct hito_yaml *list = &piece->entry->value;
	size_t at = 0;

	for (uint32_t line = piece->own.from + 1; line < piece->own.to;
	     line++) {
		struct hito_span span =
			hito_source_line_span(block->source, line);
		const struct hito_yaml_entry *item;

		if (hito_fmt_is_blank(block, line))
			continue;
		if (hito_fmt_is_comment(block, line)) {
			put_comment(block, hito_fmt_line(block, line), line);
			continue;
		}
		item = item_at(block, list, line, &at);
		if (item) /* from behind its dash */
			span.start = item->span.start + 1;
		put_item(block, hito_str_trim(hito_fmt_bytes(block, span)),
			 line);
	}
}

/* The comment behind "key:" */
static struct hito_str comment_of(const struct hito_fmt_block *block,
				  const struct hito_fmt_piece *piece)
{
	struct hito_str line = hito_fmt_line(block, piece->own.from);
	size_t at = piece->entry->key_span.end -
		    hito_source_line_span(block->source, piece->own.from).start;

	at = hito_str_find_byte(line, ':', at);
	return at == SIZE_MAX
		       ? HITO_STR("")
		       : hito_str_trim(hito_str_slice(line, at + 1, line.len));
}

/* Brackets */

/* What stands between two items: comments, of which the first may be behind
 * an item in its own line. */
struct gap {
	struct hito_str rest;
	struct hito_str behind; /* empty: none */
	bool fits;              /* nothing but blanks, commas and comments */
};

static bool next_comment(struct gap *gap, struct hito_str *out)
{
	struct hito_str line;

	while (hito_str_cut_line(&gap->rest, &line)) {
		size_t at = hito_str_find_byte(line, '#', 0);

		*out = HITO_STR("");
		for (size_t i = 0; i < line.len && i < at; i++)
			gap->fits = gap->fits &&
				    (line.ptr[i] == ' ' ||
				     line.ptr[i] == '\t' || line.ptr[i] == ',');
		if (at == SIZE_MAX)
			continue;
		*out = hito_str_slice(line, at, line.len);
		return true;
	}
	return false;
}

static struct gap gap_at(const struct hito_fmt_block *block,
			 const struct hito_yaml *list, size_t i)
{
	struct hito_span span = {list->span.start + 1, list->span.end - 1};
	struct gap gap = {.fits = true};
	struct hito_str text, line, rest;

	if (i > 0)
		span.start = list->entries[i - 1].value.span.end;
	if (i < list->count)
		span.end = list->entries[i].value.span.start;
	text = hito_source_text(block->source, span);
	gap.rest = text;
	rest = text;
	if (hito_str_cut_line(&rest, &line) &&
	    hito_str_find_byte(line, '#', 0) != SIZE_MAX &&
	    next_comment(&gap, &line))
		gap.behind = line;
	return gap;
}

/* Can each item have a line of its own? */
static bool is_in_brackets(const struct hito_fmt_block *block,
			   const struct hito_fmt_piece *piece)
{
	const struct hito_yaml *list = &piece->entry->value;

	if (list->style != HITO_YAML_FLOW || list->count < 2 ||
	    !is_list_key(piece->key) ||
	    piece->own.to !=
		    hito_source_line(block->source, list->span.end - 1) + 1)
		return false;
	for (size_t i = 0; i <= list->count; i++) {
		struct gap gap = gap_at(block, list, i);
		struct hito_str comment;

		while (next_comment(&gap, &comment))
			continue;
		if (!gap.fits || (i < list->count &&
				  list->entries[i].value.span.end <=
					  list->entries[i].value.span.start))
			return false;
	}
	return true;
}

/* Quoted as it was, if at all; in brackets less is plain than on a line. */
static struct hito_str item_text(struct hito_fmt_block *block,
				 const struct hito_yaml *value)
{
	struct hito_str text;

	if (value->style == HITO_YAML_SINGLE_QUOTED ||
	    value->style == HITO_YAML_DOUBLE_QUOTED)
		return hito_source_text(block->source, value->span);
	text = hito_yaml_quote(block->arena, value->text);
	if (!text.ptr) {
		block->out.failed = true;
		return HITO_STR("");
	}
	return text;
}

static void put_own_lines(struct hito_fmt_block *block, struct gap *gap)
{
	struct hito_str comment;

	while (next_comment(gap, &comment))
		put_comment(block, comment, 0);
}

static void put_in_brackets(struct hito_fmt_block *block,
			    const struct hito_fmt_piece *piece)
{
	const struct hito_yaml *list = &piece->entry->value;
	uint32_t line = hito_source_line(block->source, list->span.end - 1);
	struct hito_span rest = {
		list->span.end, hito_source_line_span(block->source, line).end};
	struct hito_str behind =
		hito_str_trim(hito_source_text(block->source, rest));
	struct gap gap = gap_at(block, list, 0);

	hito_fmt_key(block, piece, gap.behind.len ? gap.behind : behind);
	if (gap.behind.len && behind.len)
		put_comment(block, behind, 0);
	put_own_lines(block, &gap);
	for (size_t i = 0; i < list->count; i++) {
		struct hito_str text =
			item_text(block, &list->entries[i].value);

		gap = gap_at(block, list, i + 1);
		if (gap.behind.len)
			text = hito_arena_printf(block->arena, "%.*s  %.*s",
						 HITO_STR_ARG(text),
						 HITO_STR_ARG(gap.behind));
		block->out.failed = block->out.failed || !text.ptr;
		put_item(block, text, 0);
		put_own_lines(block, &gap);
	}
}

bool hito_fmt_list(struct hito_fmt_block *block,
		   const struct hito_fmt_piece *piece)
{
	const struct hito_yaml *list = &piece->entry->value;

	if (!is_list_key(piece->key) || !is_plain(block, list) || !list->count)
		return false;
	if (is_in_brackets(block, piece)) {
		put_in_brackets(block, piece);
		return true;
	}
	if (list->style != HITO_YAML_BLOCK || !is_by_lines(block, piece))
		return false;
	hito_fmt_key(block, piece, comment_of(block, piece));
	put_by_lines(block, piece);
	return true;
}
