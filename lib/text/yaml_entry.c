/* SPDX-License-Identifier: MIT */
/*
 * What is done with one entry: read flat, else through libyaml, else as text,
 * else item by item; and what is said about it.
 */
#include "text/yaml.h"

#include <string.h>

#include "hito/limits.h"

/* One entry on its way, with the parts that all steps need. */
struct reading {
	struct hito_yaml_block *block;
	const struct hito_yaml_chunk *chunk;
	struct hito_yaml_entry *entry;
	struct hito_str text;
	struct hito_span rest; /* behind the colon or dash, to the line's end */
};

static struct hito_finding *
raise_finding(struct hito_yaml_block *block, struct hito_str name,
	      enum hito_rule rule, struct hito_span span, const char *message)
{
	struct hito_finding *finding = hito_findings_add(
		block->findings, rule, block->source, span, message);

	finding->key = name;
	finding->args[0] = name;
	return finding;
}

/* The fix that puts a span in quotes. */
static void fix_quoted(struct hito_yaml_block *block,
		       struct hito_finding *finding, enum hito_safety safety,
		       struct hito_span span, struct hito_str text)
{
	struct hito_str quoted;

	if (!block->findings)
		return;
	if (!hito_source_restore(block->source, span, block->findings->arena,
				 &text)) {
		block->findings->no_memory = true;
		return;
	}
	quoted = hito_yaml_quote(block->findings->arena, text);
	if (!quoted.ptr)
		block->findings->no_memory = true;
	else if (!hito_str_equal(quoted, text))
		hito_finding_fix(block->findings, finding, safety, span,
				 quoted);
}

/* Is nothing of it hidden from parsers? */
static bool is_whole(const struct hito_yaml_block *block, struct hito_span span)
{
	return hito_str_equal(
		hito_str_slice(block->reader.text, span.start, span.end),
		hito_source_text(block->source, span));
}

/* in_brackets: escapes, which quotes would need, are not read there. */
static void raise_recovered(struct hito_yaml_block *block, struct hito_str name,
			    const struct hito_yaml *value, bool in_brackets)
{
	bool cut = memchr(value->text.ptr, '#', value->text.len) != NULL;
	struct hito_finding *finding = raise_finding(
		block, name, HITO_RULE_F004, value->span,
		cut ? HITO_N("\"{1}\": YAML cuts this value at \"#\"; it is "
			     "taken whole")
		    : HITO_N("\"{1}\": this value is no YAML; it is taken as "
			     "text"));

	finding->level = HITO_WARNING;
	finding->help = HITO_N("put it in quotes");
	if (!in_brackets || is_whole(block, value->span))
		fix_quoted(block, finding, HITO_FIX_SAFE, value->span,
			   value->text);
}

/* Raise what was mended or repeated inside of a value. */
static bool check_value(struct hito_yaml_block *block, struct hito_str name,
			const struct hito_yaml *value, bool in_brackets)
{
	size_t i;

	if (value->style == HITO_YAML_RECOVERED)
		raise_recovered(block, name, value, in_brackets);
	if (value->kind == HITO_YAML_MAPPING &&
	    !hito_yaml_check_keys(block, value))
		return false;
	for (i = 0; i < value->count; i++) {
		const struct hito_yaml_entry *entry = &value->entries[i];

		if (!check_value(block, entry->key.len ? entry->key : name,
				 &entry->value, value->style == HITO_YAML_FLOW))
			return false;
	}
	return true;
}

static void set_value(struct reading *reading, enum hito_yaml_style style,
		      struct hito_span span)
{
	struct hito_yaml_entry *entry = reading->entry;

	entry->value = (struct hito_yaml){
		.kind = HITO_YAML_SCALAR,
		.style = style,
		.span = span,
		.text = hito_str_slice(reading->text, span.start, span.end)};
}

/* No value; the entry stands where its lines are. */
static void lose(struct reading *reading)
{
	struct hito_span empty =
		hito_yaml_empty_span(reading->text, reading->rest);

	set_value(reading, HITO_YAML_PLAIN, empty);
	reading->entry->span.start = reading->chunk->head.start;
	reading->entry->span.end = reading->chunk->content_end;
	reading->entry->readable = false;
}

static void finish(struct reading *reading)
{
	struct hito_yaml_entry *entry = reading->entry;

	entry->span.start = reading->chunk->head.start;
	entry->span.end = entry->value.span.end;
	entry->readable = true;
}

static void recover(struct reading *reading)
{
	set_value(reading, HITO_YAML_RECOVERED,
		  hito_yaml_rest(reading->text, reading->rest));
	finish(reading);
	raise_recovered(reading->block, reading->chunk->name,
			&reading->entry->value, false);
}

/* A key in quotes; BROKEN when YAML cannot read them. */
static enum hito_yaml_verdict set_quoted_key(struct reading *reading)
{
	const struct hito_yaml_head *split = &reading->chunk->split;
	struct hito_span head = {split->key.start, split->rest};
	struct hito_yaml_trouble trouble;
	struct hito_yaml_entry entry;
	struct hito_yaml value;
	enum hito_yaml_verdict verdict;

	reading->entry->key = hito_str_slice(
		reading->text, split->key.start + 1, split->key.end - 1);
	if (hito_yaml_flat(reading->text, split->key, &value))
		return HITO_YAML_DONE;
	verdict =
		hito_yaml_read(&reading->block->reader, head, &entry, &trouble);
	if (verdict == HITO_YAML_DONE)
		reading->entry->key = entry.key;
	return verdict;
}

static enum hito_yaml_verdict set_key(struct reading *reading)
{
	const struct hito_yaml_head *split = &reading->chunk->split;
	struct hito_yaml_entry *entry = reading->entry;

	if (reading->chunk->item) {
		entry->key = HITO_STR("");
		entry->key_span.start = reading->chunk->head.start;
		entry->key_span.end = entry->key_span.start;
		return HITO_YAML_DONE;
	}
	entry->key_span = split->key;
	if (split->quoted)
		return set_quoted_key(reading);
	entry->key =
		hito_str_slice(reading->text, split->key.start, split->key.end);
	return HITO_YAML_DONE;
}

static bool is_opener(char byte)
{
	return byte == '"' || byte == '\'' || byte == '[' || byte == '{';
}

/* Is the line text, and not a quote or bracket that went wrong? */
static bool is_text(struct reading *reading)
{
	struct hito_span rest = hito_yaml_rest(reading->text, reading->rest);
	uint32_t behind;

	if (reading->chunk->tail || rest.start >= rest.end)
		return false;
	if (!is_opener(reading->text.ptr[rest.start]))
		return true;
	behind = hito_yaml_skip_opened(reading->text, rest);
	return behind && behind < rest.end;
}

static bool find_tab(struct reading *reading, struct hito_span *out_tab)
{
	uint32_t at = reading->chunk->from;
	struct hito_span line;

	hito_yaml_next_line(reading->text, reading->chunk->end, &at, &line);
	while (hito_yaml_next_line(reading->text, reading->chunk->end, &at,
				   &line)) {
		struct hito_span content =
			hito_yaml_skip_blanks(reading->text, line);
		const char *tab = memchr(reading->text.ptr + line.start, '\t',
					 content.start - line.start);

		if (!tab &&
		    hito_str_starts(hito_str_slice(reading->text, content.start,
						   content.end),
				    "-\t"))
			tab = reading->text.ptr + content.start + 1;
		if (!tab || content.start >= content.end)
			continue;
		out_tab->start = (uint32_t)(tab - reading->text.ptr);
		out_tab->end = out_tab->start + 1;
		return true;
	}
	return false;
}

static void raise_broken(struct reading *reading, struct hito_span place)
{
	const struct hito_yaml_chunk *chunk = reading->chunk;
	struct hito_span rest = hito_yaml_rest(reading->text, reading->rest);
	struct hito_span all = {rest.start, chunk->end};
	const char *message = HITO_N("\"{1}\": its value cannot be read");
	const char *help = HITO_N("put text in quotes, or write one item a "
				  "line");
	struct hito_finding *finding;

	if (rest.start < rest.end && is_opener(reading->text.ptr[rest.start]) &&
	    !hito_yaml_skip_opened(reading->text, all)) {
		place = (struct hito_span){rest.start, rest.start + 1};
		message = HITO_N("\"{1}\": what opens here is never closed");
		help = HITO_N("close it, or put the whole text in quotes");
	} else if (find_tab(reading, &place)) {
		message = HITO_N("\"{1}\": a tab in the indentation");
		help = HITO_N("indent with spaces");
	}
	finding = raise_finding(reading->block, chunk->name, HITO_RULE_F001,
				place, message);
	finding->help = help;
	if (!chunk->tail && rest.start < rest.end)
		fix_quoted(reading->block, finding, HITO_FIX_SUGGESTED, rest,
			   hito_str_slice(reading->text, rest.start, rest.end));
}

static void raise_forbidden(struct reading *reading,
			    const struct hito_yaml_trouble *trouble)
{
	struct hito_finding *finding =
		raise_finding(reading->block, reading->chunk->name,
			      HITO_RULE_F007, trouble->span, trouble->message);
	struct hito_span rest = hito_yaml_rest(reading->text, reading->rest);

	finding->help = trouble->help ? trouble->help
				      : HITO_N("write the value itself; text "
					       "goes in quotes");
	if (!trouble->help && !reading->chunk->tail && rest.start < rest.end &&
	    trouble->span.start >= rest.start) /* it is not the key */
		fix_quoted(reading->block, finding, HITO_FIX_SUGGESTED, rest,
			   hito_str_slice(reading->text, rest.start, rest.end));
}

/* The next item of a list in brackets; *at is set behind its comma. */
static struct hito_span next_item(struct hito_str text, uint32_t *at,
				  uint32_t end)
{
	struct hito_span span = {*at, end};
	const char *comma = memchr(text.ptr + *at, ',', end - *at);

	if (comma)
		span.end = (uint32_t)(comma - text.ptr);
	*at = span.end + 1;
	return hito_yaml_rest(text, span);
}

/* An item that YAML reads as it is, or could not read whatever is beside. */
static bool is_simple_item(struct hito_str text, struct hito_span span)
{
	struct hito_yaml value;

	if (span.start < span.end && strchr("@%`", text.ptr[span.start]))
		return !memchr(text.ptr + span.start, '"',
			       span.end - span.start);
	if (!hito_yaml_flat(text, span, &value))
		return false;
	return value.style != HITO_YAML_PLAIN ||
	       (!memchr(text.ptr + span.start, ':', span.end - span.start) &&
		!memchr(text.ptr + span.start, '?', span.end - span.start));
}

/* "[@ana, luis]" on one line, with simple items only. */
static bool is_simple_list(struct reading *reading, struct hito_span rest)
{
	struct hito_str text = reading->text;
	uint32_t at;

	if (reading->chunk->tail || rest.end - rest.start < 3 ||
	    text.ptr[rest.start] != '[' || text.ptr[rest.end - 1] != ']')
		return false;
	for (at = rest.start + 1; at < rest.end - 1; at++) {
		if (strchr("[]{}'#\\\t", text.ptr[at]))
			return false;
	}
	for (at = rest.start + 1; at < rest.end;) {
		struct hito_span item = next_item(text, &at, rest.end - 1);

		/* only the last one may be empty, behind a comma */
		if (!is_simple_item(text, item) ||
		    (item.start >= item.end && at < rest.end))
			return false;
	}
	return true;
}

static void set_item(struct reading *reading, struct hito_span span,
		     struct hito_yaml_entry *item)
{
	*item = (struct hito_yaml_entry){.key = HITO_STR(""),
					 .key_span = {span.start, span.start},
					 .span = span,
					 .readable = true};
	if (hito_yaml_flat(reading->text, span, &item->value))
		return;
	item->value = (struct hito_yaml){
		.kind = HITO_YAML_SCALAR,
		.style = HITO_YAML_RECOVERED,
		.span = span,
		.text = hito_str_slice(reading->text, span.start, span.end)};
}

static bool recover_list(struct reading *reading, struct hito_span rest)
{
	struct hito_arena *arena = hito_yaml_rows(&reading->block->reader);
	struct hito_yaml list = {.kind = HITO_YAML_SEQUENCE,
				 .style = HITO_YAML_FLOW,
				 .span = rest};
	size_t capacity = 0;
	uint32_t at = rest.start + 1;

	while (at < rest.end) {
		struct hito_span span =
			next_item(reading->text, &at, rest.end - 1);

		if (span.start >= span.end)
			continue;
		if (!hito_reserve(arena, list.entries, list.count, capacity))
			return false;
		set_item(reading, span, &list.entries[list.count++]);
	}
	reading->entry->value = list;
	finish(reading);
	return check_value(reading->block, reading->chunk->name, &list, false);
}

/* Does a line fit a level? The first one says which level it is. */
static bool fits_level(struct hito_str text, struct hito_span line,
		       struct hito_yaml_level *level, bool first)
{
	struct hito_span content = hito_yaml_skip_blanks(text, line);
	uint32_t column = content.start - line.start;
	bool item = hito_yaml_is_dash(text, content);
	struct hito_yaml_head head;

	if (memchr(text.ptr + line.start, '\t', column))
		return false;
	if (first && level->column)
		column = level->column;
	if (first) {
		level->column = column;
		level->items = item;
	}
	if (column != level->column)
		return column > level->column;
	return level->items == item &&
	       (item || hito_yaml_split(text, content, &head));
}

/* Where the entries of a block collection stand, and in which column. */
static bool find_level(struct reading *reading, struct hito_yaml_level *level)
{
	struct hito_str text = reading->text;
	const struct hito_yaml_chunk *chunk = reading->chunk;
	struct hito_span rest = hito_yaml_rest(text, reading->rest);
	struct hito_span line;
	uint32_t at = chunk->from;
	bool first = true;

	*level = (struct hito_yaml_level){.name = chunk->name};
	hito_yaml_next_line(text, chunk->end, &at, &line);
	if (rest.start < rest.end) { /* "- key: value", else nothing fits */
		if (!chunk->item)
			return false;
		at = rest.start;
		level->column = chunk->column + at - chunk->head.start;
	}
	level->span = (struct hito_span){at, chunk->end};
	while (hito_yaml_next_line(text, chunk->end, &at, &line)) {
		struct hito_span content = hito_yaml_skip_blanks(text, line);

		if (content.start >= content.end ||
		    text.ptr[content.start] == '#')
			continue;
		if (!fits_level(text, line, level, first))
			return false;
		first = false;
	}
	return !first;
}

/* Entry by entry, so that only the broken ones are lost. */
static bool read_inside(struct reading *reading, bool *out_done)
{
	struct hito_yaml_block *block = reading->block;
	struct hito_yaml_level level;
	struct hito_yaml value = {.kind = HITO_YAML_MAPPING,
				  .style = HITO_YAML_BLOCK};

	*out_done = false;
	if (!reading->chunk->tail ||
	    block->reader.depth + 2 >= HITO_LIMIT_YAML_DEPTH ||
	    !find_level(reading, &level))
		return true;
	if (level.items)
		value.kind = HITO_YAML_SEQUENCE;
	block->reader.depth++;
	if (!hito_yaml_read_level(block, &level, &value))
		return false;
	block->reader.depth--;
	if (value.count == 0)
		return true;
	value.span.start = value.entries[0].span.start;
	value.span.end = value.entries[value.count - 1].span.end;
	reading->entry->value = value;
	finish(reading);
	*out_done = true;
	return true;
}

static bool read_broken(struct reading *reading, struct hito_span place)
{
	struct hito_span rest = hito_yaml_rest(reading->text, reading->rest);
	bool done;

	if (is_text(reading)) {
		recover(reading);
		return true;
	}
	if (is_simple_list(reading, rest))
		return recover_list(reading, rest);
	if (!read_inside(reading, &done))
		return false;
	if (done)
		return true;
	lose(reading);
	raise_broken(reading, place);
	return true;
}

static bool read_forbidden(struct reading *reading,
			   const struct hito_yaml_trouble *trouble)
{
	bool done = false;

	/* past the limit of values all that is inside would be, too */
	if (reading->block->reader.nodes > 0 && !read_inside(reading, &done))
		return false;
	if (done)
		return true;
	lose(reading);
	raise_forbidden(reading, trouble);
	return true;
}

static bool begins_block(struct reading *reading)
{
	struct hito_span rest = hito_yaml_rest(reading->text, reading->rest);

	return rest.start < rest.end &&
	       strchr("|>", reading->text.ptr[rest.start]);
}

static bool read_through(struct reading *reading, bool *out_loose)
{
	struct hito_yaml_block *block = reading->block;
	const struct hito_yaml_chunk *chunk = reading->chunk;
	struct hito_span span = {chunk->from, chunk->end};
	struct hito_span all = {chunk->from, chunk->loose_end};
	struct hito_yaml_trouble trouble;
	struct hito_yaml_entry entry = {.readable = true};
	enum hito_yaml_verdict verdict = HITO_YAML_BROKEN;

	/* to libyaml a tab before a comment or in an empty line is an error */
	if (!chunk->tail && !begins_block(reading))
		span.end = chunk->head.end;
	else if (memchr(reading->text.ptr + chunk->content_end, '\t',
			chunk->end - chunk->content_end))
		span.end = chunk->content_end;
	if (chunk->loose)
		verdict = hito_yaml_read(&block->reader, all, &entry, &trouble);
	if (verdict == HITO_YAML_BROKEN || verdict == HITO_YAML_FORBIDDEN) {
		verdict =
			hito_yaml_read(&block->reader, span, &entry, &trouble);
		*out_loose = chunk->loose && verdict == HITO_YAML_DONE;
	}
	if (verdict == HITO_YAML_NO_MEMORY)
		return false;
	if (verdict == HITO_YAML_BROKEN) {
		if (!read_broken(reading, trouble.span))
			return false;
		*out_loose = chunk->loose && reading->entry->readable;
		return true;
	}
	if (verdict == HITO_YAML_FORBIDDEN)
		return read_forbidden(reading, &trouble);
	*reading->entry = entry;
	return check_value(block, chunk->name, &entry.value, false);
}

/* True, and said, for a key that plans do not have. */
static bool is_merge(struct reading *reading)
{
	const struct hito_yaml_chunk *chunk = reading->chunk;
	struct hito_yaml_trouble trouble = {.span = chunk->split.key};

	trouble.message = HITO_N("\"{1}\": a merge key (<<) has no place in "
				 "a plan");
	if (chunk->item || chunk->split.quoted ||
	    !hito_str_is(reading->entry->key, "<<"))
		return false;
	lose(reading);
	raise_forbidden(reading, &trouble);
	return true;
}

bool hito_yaml_read_entry(struct hito_yaml_block *block,
			  const struct hito_yaml_chunk *chunk,
			  struct hito_yaml_entry *out_entry, bool *out_loose)
{
	struct reading reading = {.block = block,
				  .chunk = chunk,
				  .entry = out_entry,
				  .text = block->reader.text};
	struct hito_span lines = {chunk->from, chunk->content_end};
	enum hito_yaml_verdict key;
	bool no_memory;

	*out_loose = false;
	*out_entry = (struct hito_yaml_entry){.readable = true};
	reading.rest.start =
		chunk->item ? chunk->head.start + 1 : chunk->split.rest;
	reading.rest.end = chunk->head.end;
	key = set_key(&reading);
	if (key == HITO_YAML_NO_MEMORY)
		return false;
	if (hito_source_damage(block->source, lines)) {
		lose(&reading);
		return true;
	}
	if (key != HITO_YAML_DONE) {
		lose(&reading);
		raise_finding(block, chunk->name, HITO_RULE_F001,
			      chunk->split.key,
			      HITO_N("{1}: this key cannot be read"))
			->help = HITO_N("write it without quotes");
		return true;
	}
	if (is_merge(&reading))
		return true;
	if (!chunk->tail && !chunk->loose) {
		if (hito_yaml_flat(reading.text, reading.rest,
				   &out_entry->value)) {
			finish(&reading);
			return true;
		}
		if (hito_yaml_is_cut(reading.text, reading.rest)) {
			recover(&reading);
			return true;
		}
	} else if (hito_yaml_nest(&block->reader, chunk, &out_entry->value,
				  &no_memory)) {
		finish(&reading);
		return check_value(block, chunk->name, &out_entry->value,
				   false);
	} else if (no_memory) {
		return false;
	}
	return read_through(&reading, out_loose);
}
