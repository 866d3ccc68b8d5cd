/* SPDX-License-Identifier: MIT */
/*
 * Lists and mappings of plain lines below a key:
 *
 *     needs:              kpis:
 *       - first             leads:
 *       - second              unit: calls
 *
 * What is read here is what libyaml would read; whatever is not plainly so is
 * left to it.
 */
#include "text/yaml.h"

#include "hito/limits.h"

/* Collections in one another: kpis, a KPI, its readings. */
#define DEEPEST 3

struct nest {
	struct hito_yaml_reader *reader;
	struct hito_str text;
	uint32_t end;
	size_t nodes; /* values read */
	/* The line that comes next: from its first character. */
	uint32_t at, column;
	struct hito_span line;
	bool has_line;
	bool no_memory;
};

/* The next line that holds something, of text[nest->at, nest->end). */
static void next_line(struct nest *nest)
{
	struct hito_span line;

	nest->has_line = false;
	while (hito_yaml_next_line(nest->text, nest->end, &nest->at, &line)) {
		nest->line = hito_yaml_skip_blanks(nest->text, line);
		if (nest->line.start >= nest->line.end)
			continue;
		nest->column = nest->line.start - line.start;
		nest->has_line = true;
		return;
	}
}

/* At least as many entries as the collection at this column will have. */
static size_t count_entries(const struct nest *nest)
{
	struct nest ahead = *nest;
	size_t count = 0;

	while (ahead.has_line && ahead.column >= nest->column) {
		count += ahead.column == nest->column;
		next_line(&ahead);
	}
	return count;
}

static bool read_collection(struct nest *nest, unsigned depth,
			    struct hito_yaml *out);

/* What stands behind "key:" or "-" on the line, or below it. */
static bool read_value(struct nest *nest, uint32_t rest, uint32_t column,
		       bool item, unsigned depth, struct hito_yaml *out)
{
	struct hito_span span = {rest, nest->line.end};
	bool is_dash;

	nest->nodes++;
	span = hito_yaml_skip_blanks(nest->text, span);
	if (span.start < span.end) {
		if (!hito_yaml_flat(nest->text, span, out) ||
		    out->text.len == 0)
			return false;
		out->bare =
			nest->reader->clean && out->style == HITO_YAML_PLAIN;
		next_line(nest);
		return true;
	}
	next_line(nest);
	if (item || depth >= DEEPEST || !nest->has_line)
		return false;
	/* the items of a list may stand in the column of its key */
	is_dash = hito_yaml_is_dash(nest->text, nest->line);
	if (nest->column < column || (nest->column == column && !is_dash))
		return false;
	return read_collection(nest, depth, out);
}

/* Is the line, from at on, as plain as most are? Then it is done. */
static bool read_words(struct nest *nest, uint32_t at, struct hito_yaml *out)
{
	if (!nest->reader->clean ||
	    !hito_yaml_words(nest->text, at, nest->end, out))
		return false;
	nest->nodes++;
	next_line(nest);
	return true;
}

static bool read_item(struct nest *nest, struct hito_yaml_entry *out)
{
	uint32_t dash = nest->line.start;

	out->key = HITO_STR("");
	out->key_span = (struct hito_span){dash, dash};
	out->span.start = dash;
	return hito_yaml_is_dash(nest->text, nest->line) &&
	       (read_words(nest, dash + 1, &out->value) ||
		read_value(nest, dash + 1, nest->column, true, DEEPEST,
			   &out->value));
}

static bool read_pair(struct nest *nest, unsigned depth,
		      struct hito_yaml_entry *out)
{
	struct hito_yaml_head head;

	if (nest->reader->clean &&
	    hito_yaml_pair(nest->text, nest->line.start, nest->end, out)) {
		nest->nodes += 2;
		next_line(nest);
		return true;
	}
	if (hito_yaml_is_dash(nest->text, nest->line) ||
	    !hito_yaml_split(nest->text, nest->line, &head) || head.quoted)
		return false;
	out->key_span = head.key;
	out->key = hito_str_slice(nest->text, head.key.start, head.key.end);
	out->span.start = head.key.start;
	nest->nodes++;
	return !hito_str_is(out->key, "<<") &&
	       read_value(nest, head.rest, nest->column, false, depth + 1,
			  &out->value);
}

/* All entries of the column that the present line begins in. */
static bool read_collection(struct nest *nest, unsigned depth,
			    struct hito_yaml *out)
{
	bool items = hito_yaml_is_dash(nest->text, nest->line);
	uint32_t column = nest->column;
	size_t room = count_entries(nest);

	*out = (struct hito_yaml){
		.kind = items ? HITO_YAML_SEQUENCE : HITO_YAML_MAPPING,
		.style = HITO_YAML_BLOCK,
		.span = {nest->line.start, nest->line.start},
	};
	out->entries = hito_new(hito_yaml_rows(nest->reader),
				struct hito_yaml_entry, room);
	nest->no_memory = !out->entries;
	while (out->entries && nest->has_line && nest->column == column &&
	       hito_yaml_is_dash(nest->text, nest->line) == items) {
		struct hito_yaml_entry *entry = &out->entries[out->count++];

		entry->readable = true;
		if (items ? !read_item(nest, entry)
			  : !read_pair(nest, depth, entry))
			return false;
		entry->span.end = entry->value.span.end;
		out->span.end = entry->span.end;
	}
	/* a deeper line would go on with the last value */
	return out->entries && (!nest->has_line || nest->column < column ||
				(items && nest->column == column));
}

/* Tabs, what may be a comment, and brackets, which are counted elsewhere. */
static bool is_odd(struct hito_str text)
{
	static const bool odd[256] = {
		['\t'] = true, ['#'] = true, ['['] = true, ['{'] = true};
	size_t at = 0;

	for (; text.len - at >= HITO_WIDE; at += HITO_WIDE) {
		hito_wide wide = hito_wide_load(text.ptr + at);

		if (hito_wide_bits((hito_wide)(wide == '\t') |
				   (hito_wide)(wide == '#') |
				   (hito_wide)(wide == '[') |
				   (hito_wide)(wide == '{')))
			return true;
	}
	for (; at < text.len; at++) {
		if (odd[(unsigned char)text.ptr[at]])
			return true;
	}
	return false;
}

bool hito_yaml_nest(struct hito_yaml_reader *reader,
		    const struct hito_yaml_chunk *chunk,
		    struct hito_yaml *out_value, bool *out_no_memory)
{
	struct nest nest = {.reader = reader,
			    .text = reader->text,
			    .end = chunk->content_end,
			    .at = chunk->from,
			    .nodes = 2};
	struct hito_span lines = {chunk->head.start, chunk->content_end};

	*out_no_memory = false;
	if (chunk->item || chunk->split.quoted || chunk->loose ||
	    reader->depth + DEEPEST + 1 >= HITO_LIMIT_YAML_DEPTH ||
	    is_odd(hito_str_slice(reader->text, lines.start, lines.end)))
		return false;
	next_line(&nest);
	if (!nest.has_line || nest.line.start != chunk->head.start ||
	    !read_value(&nest, chunk->split.rest, nest.column, false, 0,
			out_value)) {
		*out_no_memory = nest.no_memory;
		return false;
	}
	if (nest.has_line || nest.nodes > reader->nodes ||
	    out_value->kind == HITO_YAML_SCALAR)
		return false;
	reader->nodes -= nest.nodes;
	return true;
}
