/* SPDX-License-Identifier: MIT */
/* Writes an entry: one space behind the colon, none at the end of a line. */
#include "edit/fmt_block.h"

#include "plan/fold.h"
#include "plan/spelling.h"

static struct hito_str key_text(const struct hito_fmt_block *block,
				const struct hito_fmt_piece *piece)
{
	struct hito_str text, label;

	if (!piece->entry)
		return hito_spelling(block->item, piece->key);
	text = hito_source_text(block->source, piece->entry->key_span);
	if (block->keys == HITO_LANG_NONE || piece->key == HITO_KEY_COUNT ||
	    piece->key == HITO_KEY_KPI)
		return text;
	label = hito_str_from(
		hito_key_label(piece->key, block->block->kind, block->keys));
	return hito_fold_equal(text, label) ? text : label;
}

void hito_fmt_key(struct hito_fmt_block *block,
		  const struct hito_fmt_piece *piece, struct hito_str rest)
{
	hito_out_str(&block->out, block->indent);
	hito_out_str(&block->out, key_text(block, piece));
	hito_out_text(&block->out, rest.len ? ": " : ":");
	hito_fmt_put(block, rest, piece->entry ? piece->own.from : 0);
}

/* Has a text in it more than one line? */
static bool has_lines(const struct hito_fmt_block *block,
		      const struct hito_yaml *value)
{
	if (value->kind == HITO_YAML_SCALAR)
		return hito_str_find_byte(
			       hito_source_text(block->source, value->span),
			       '\n', 0) != SIZE_MAX;
	for (size_t i = 0; i < value->count; i++)
		if (has_lines(block, &value->entries[i].value))
			return true;
	return false;
}

/* Is it kept as YAML, so that each byte of it counts? */
static bool is_raw(const struct hito_fmt_piece *piece)
{
	return piece->entry->value.kind != HITO_YAML_SCALAR &&
	       (piece->key == HITO_KEY_COUNT ||
		hito_key_info(piece->key)->type == HITO_TYPE_EXPECT);
}

static struct hito_str bytes_of(struct hito_fmt_block *block,
				const struct hito_fmt_piece *piece,
				struct hito_span span)
{
	return is_raw(piece) ? hito_source_text(block->source, span)
			     : hito_fmt_bytes(block, span);
}

/* Are blanks at the ends of its lines no part of the value? */
static bool is_trimmed(const struct hito_fmt_block *block,
		       const struct hito_fmt_piece *piece)
{
	return !is_raw(piece) && piece->key != HITO_KEY_COUNT &&
	       !has_lines(block, &piece->entry->value);
}

/* Where what follows the colon begins, in the line of the key. */
static uint32_t rest_of(const struct hito_fmt_block *block,
			const struct hito_fmt_piece *piece)
{
	struct hito_str text = block->source->text;
	uint32_t at = piece->entry->key_span.end;

	while (at < text.len && text.ptr[at] != ':')
		at++;
	at++;
	while (at < text.len && (text.ptr[at] == ' ' || text.ptr[at] == '\t'))
		at++;
	return at;
}

static void put_lines(struct hito_fmt_block *block,
		      const struct hito_fmt_piece *piece, bool trim)
{
	for (uint32_t line = piece->own.from + 1; line < piece->own.to;
	     line++) {
		struct hito_str text =
			bytes_of(block, piece,
				 hito_source_line_span(block->source, line));

		hito_fmt_put(block, trim ? hito_str_trim_right(text) : text,
			     line);
	}
}

void hito_fmt_entry(struct hito_fmt_block *block,
		    const struct hito_fmt_piece *piece)
{
	struct hito_span rest;
	struct hito_str text;
	enum hito_yaml_style style;
	bool one = piece->own.to == piece->own.from + 1, trim;

	if (!piece->entry) {
		hito_fmt_key(block, piece, HITO_STR(""));
		return;
	}
	if (hito_fmt_list(block, piece))
		return;
	style = piece->entry->value.style;
	trim = is_trimmed(block, piece);
	rest.start = rest_of(block, piece);
	rest.end = hito_source_line_span(block->source, piece->own.from).end;
	if (rest.start > rest.end)
		rest.start = rest.end;
	text = bytes_of(block, piece, rest);
	if (one || trim || style == HITO_YAML_LITERAL ||
	    style == HITO_YAML_FOLDED)
		text = hito_str_trim_right(text);
	hito_fmt_key(block, piece, text);
	put_lines(block, piece, trim);
}
