/* SPDX-License-Identifier: MIT */
/* Puts one value into front matter: in place of another, or where it goes. */
#include <string.h>

#include "edit/canonical.h"
#include "edit/editing.h"
#include "hito/limits.h"
#include "plan/fold.h"
#include "plan/slot.h"
#include "plan/spelling.h"
#include "text/frontmatter.h"

#define NONE HITO_KEY_COUNT

/* The file's own word for a state; empty: its mapping has none. */
static struct hito_str mapped_word(const struct hito_mapping *mapping,
				   enum hito_word state)
{
	for (size_t i = 0; i < mapping->state_count; i++)
		if (mapping->states[i].state == state)
			return mapping->states[i].word;
	return HITO_STR("");
}

struct hito_str hito_editing_word(const struct hito_item *item,
				  enum hito_key key, enum hito_word word)
{
	const struct hito_mapping *mapping = item->document->mapping;
	const struct hito_value *before = hito_item_value(item, key);
	enum hito_lang lang =
		hito_spelling_is_spanish(item) ? HITO_LANG_ES : HITO_LANG_EN;

	if (key == HITO_KEY_STATE && mapping &&
	    (mapping->has_keys || mapping->state_count))
		return mapped_word(mapping, word);
	/* A word in the language of the one that it replaces. */
	if (before && before->word != HITO_WORD_NONE)
		lang = hito_fold_equal(
			       before->raw,
			       hito_str_from(hito_word_name(before->word)))
			       ? HITO_LANG_EN
			       : HITO_LANG_ES;
	return hito_str_from(hito_word_label(word, lang));
}

static bool is_inside(struct hito_span span, struct hito_span front)
{
	return span.start >= front.start && span.end <= front.end &&
	       span.end > span.start;
}

static bool has(struct hito_str text, char byte)
{
	return hito_str_find_byte(text, byte, 0) != SIZE_MAX;
}

/* In brackets: would the text be read as itself, and nothing else with it? */
static bool is_plain_in_brackets(struct hito_str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (strchr("[]{},\"'#&*!|>%@`:?\\\n\r", text.ptr[i]))
			return false;
	return true;
}

/* Can the value be replaced where it stands? */
static bool is_replaceable(const struct hito_source *source,
			   const struct hito_value *value,
			   struct hito_str bytes)
{
	struct hito_str gap = hito_str_slice(source->text, value->key_span.end,
					     value->span.start);
	struct hito_str text = hito_source_text(source, value->span);
	struct hito_str first, rest, indent;
	bool many_lines = has(gap, '\n') || has(text, '\n');

	if (!hito_str_starts(gap, ":"))
		return false;
	/* One of a mapping in brackets, on one line. */
	if (!hito_slot_indent(source, value, &indent))
		return !many_lines && bytes.len && is_plain_in_brackets(bytes);
	if (!many_lines)
		return true;
	/* A comment would be lost; a block's text holds none. */
	hito_str_cut(text, '\n', &first, &rest);
	if (hito_str_starts(text, "|") || hito_str_starts(text, ">"))
		return !has(first, '#') && !has(gap, '#');
	return !has(text, '#') && !has(gap, '#');
}

/* Without the line ends of a block, and blanks before a comment. */
static uint32_t end_of(const struct hito_source *source,
		       const struct hito_value *value)
{
	struct hito_str text = hito_source_text(source, value->span);

	return value->span.start + (uint32_t)hito_str_trim_right(text).len;
}

static bool replace(struct hito_editing *editing, const struct hito_item *item,
		    const struct hito_value *value, struct hito_str bytes,
		    const char **refused)
{
	const struct hito_source *source = item->document->source;
	uint32_t colon = value->key_span.end + 1;
	struct hito_span span = {value->span.start, end_of(source, value)};
	struct hito_str gap = hito_str_slice(source->text, colon, span.start);

	if (!is_inside(value->entry, item->block->front) ||
	    !is_replaceable(source, value, bytes)) {
		*refused = HITO_N("it is not written on a line of its own in "
				  "the block of the step");
		return true;
	}
	if (!bytes.len || has(gap, '\n') || !gap.len) {
		span.start = colon;
		bytes = bytes.len ? hito_arena_printf(editing->arena, " %.*s",
						      HITO_STR_ARG(bytes))
				  : HITO_STR("");
	}
	return hito_editing_put(editing, source, span, bytes);
}

static bool has_key(const struct hito_block *block, enum hito_key key)
{
	for (size_t i = 0; i < block->empty_count; i++)
		if (block->empties[i].key == key)
			return true;
	return hito_block_value(block, key) != NULL;
}

size_t hito_editing_rank(enum hito_kind kind, enum hito_key key)
{
	return hito_canonical_rank(kind, key);
}

/* The keys that come before one, the nearest first. */
static void fill_behind(struct hito_slot *slot, enum hito_key key)
{
	enum hito_kind kind = slot->block->kind;
	size_t all, place = hito_canonical_rank(kind, key), count = 0;
	const struct hito_canonical *keys = hito_canonical_keys(kind, &all);

	for (size_t i = 0; i < HITO_SLOT_KEYS; i++) {
		slot->keys[i] = i ? NONE : key;
		slot->behind[i] = NONE;
	}
	while (place-- > 0 && count < HITO_SLOT_KEYS)
		if (has_key(slot->block, keys[place].key))
			slot->behind[count++] = keys[place].key;
}

/* Does a line of the block begin with a key that is set apart? */
static bool is_apart(const struct hito_slot *slot, uint32_t line)
{
	const struct hito_block *block = slot->block;

	for (size_t i = 0; i < block->value_count + block->empty_count; i++) {
		const struct hito_value *value =
			i < block->value_count
				? &block->values[i]
				: &block->empties[i - block->value_count];

		if (is_inside(value->key_span, block->front) &&
		    hito_source_line(slot->source, value->key_span.start) ==
			    line)
			return hito_canonical_is_apart(block->kind, value->key);
	}
	return false;
}

/*
 * In our own files some keys stand behind an empty line, so that they and the
 * one above change apart (hito-format(5), MERGING). One that is there already
 * serves, if it does not set the next key apart.
 */
static bool set_apart(struct hito_editing *editing,
		      const struct hito_slot *slot, struct hito_edit *edit)
{
	const struct hito_source *source = slot->source;
	uint32_t at = edit->span.start, line = hito_source_line(source, at);
	struct hito_span below = hito_source_line_span(source, line);

	if (edit->span.end != at || below.start != at ||
	    at <= slot->block->front.start)
		return true;
	if (below.end == at && line < source->line_count &&
	    !is_apart(slot, line + 1)) {
		at = source->line_starts[line];
		edit->span = (struct hito_span){at, at};
		return true;
	}
	edit->text = hito_arena_printf(
		editing->arena, "%.*s%.*s",
		HITO_STR_ARG(hito_slot_line_end(source, at - 1)),
		HITO_STR_ARG(edit->text));
	return edit->text.ptr != NULL;
}

static bool insert(struct hito_editing *editing, const struct hito_item *item,
		   enum hito_key key, struct hito_str bytes,
		   const char **refused)
{
	struct hito_slot slot = {
		.source = item->document->source,
		.block = item->block,
	};
	struct hito_edit edit;
	bool placed;

	fill_behind(&slot, key);
	if (!hito_slot_edit(&slot, editing->arena, hito_spelling(item, key),
			    bytes, &edit, &placed))
		return false;
	if (!placed) {
		*refused = HITO_N("the block of the step has no place for it");
		return true;
	}
	if (!item->document->mapping &&
	    hito_canonical_is_apart(slot.block->kind, key) &&
	    !set_apart(editing, &slot, &edit))
		return false;
	return hito_editing_put(editing, slot.source, edit.span, edit.text);
}

bool hito_editing_write(struct hito_editing *editing,
			const struct hito_item *item, enum hito_key key,
			struct hito_str bytes, struct hito_str meant,
			const char **refused)
{
	const struct hito_value *before = hito_item_value(item, key);

	*refused = hito_editing_refusal(item);
	if (*refused)
		return true;
	if (!bytes.ptr)
		return false;
	if (before && !replace(editing, item, before, bytes, refused))
		return false;
	if (!before && bytes.len && !insert(editing, item, key, bytes, refused))
		return false;
	return *refused || hito_editing_mean(editing, item, key, meant);
}

/* 'text': nothing in it is special but the quote, which is doubled. */
static struct hito_str quote_single(struct hito_arena *arena,
				    struct hito_str text)
{
	char *bytes = hito_arena_alloc(arena, text.len + 1, 2);
	size_t len = 0;

	if (!bytes)
		return (struct hito_str){NULL, 0};
	bytes[len++] = '\'';
	for (size_t i = 0; i < text.len; i++) {
		bytes[len++] = text.ptr[i];
		if (text.ptr[i] == '\'')
			bytes[len++] = '\'';
	}
	bytes[len++] = '\'';
	return (struct hito_str){bytes, len};
}

/* A plain text, in double quotes. */
static struct hito_str quote_double(struct hito_arena *arena,
				    struct hito_str text)
{
	char *bytes = hito_arena_alloc(arena, text.len + 1, 2);
	size_t len = 0;

	if (!bytes)
		return (struct hito_str){NULL, 0};
	bytes[len++] = '"';
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '"' || text.ptr[i] == '\\')
			bytes[len++] = '\\';
		bytes[len++] = text.ptr[i];
	}
	bytes[len++] = '"';
	return (struct hito_str){bytes, len};
}

static bool is_printable(struct hito_str text)
{
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.ptr[i] < ' ' || text.ptr[i] == 0x7f)
			return false;
	return true;
}

/*
 * Quoted as the value that it replaces. Quotes that a text needs, and a plain
 * one before it did not, are single: by that they go when they are not needed
 * any more, and what was there before comes back as it was.
 */
static struct hito_str quote_like(struct hito_arena *arena,
				  const struct hito_source *source,
				  const struct hito_value *before,
				  struct hito_str text)
{
	struct hito_str quoted = hito_yaml_quote(arena, text);
	struct hito_str old =
		before ? hito_source_text(source, before->span) : HITO_STR("");
	struct hito_str again;

	if (!quoted.ptr || !old.len || before->list || before->mapping)
		return quoted;
	if (hito_str_starts(quoted, "\""))
		return hito_str_starts(old, "\"") || !is_printable(quoted)
			       ? quoted
			       : quote_single(arena, text);
	if (hito_str_starts(old, "\""))
		return quote_double(arena, text);
	if (!hito_str_starts(old, "'"))
		return quoted;
	again = hito_yaml_quote(arena, before->raw);
	if (!again.ptr)
		return again;
	return hito_str_starts(again, "\"") ? quoted
					    : quote_single(arena, text);
}

bool hito_editing_set(struct hito_editing *editing,
		      const struct hito_item *item, enum hito_key key,
		      struct hito_str text, struct hito_str meant,
		      const char **refused)
{
	const struct hito_value *before = hito_item_value(item, key);

	*refused = hito_editing_refusal(item);
	if (*refused)
		return true;
	if (text.len)
		text = quote_like(editing->arena, item->document->source,
				  before, text);
	return hito_editing_write(editing, item, key, text, meant, refused);
}
