/* SPDX-License-Identifier: MIT */
/*
 * One entry of front matter through libyaml's events, with the bytes of all
 * that it holds.
 *
 * libyaml counts code points and says little about where a value ends: its
 * marks are turned into offsets, and a collection ends where its last value
 * does.
 */
#include "text/yaml.h"

#include <string.h>

#include <yaml.h>

#include "hito/limits.h"

/* Open brackets that no plan has and that cost libyaml too much time. */
#define OPEN_LIMIT 1000

struct run {
	struct hito_yaml_reader *reader;
	struct hito_span span;
	yaml_parser_t parser;
	yaml_event_t event;
	bool has_event;
	size_t index;    /* of the code point at offset */
	uint32_t offset; /* of the source */
	unsigned depth, flow;
	enum hito_yaml_verdict verdict;
	struct hito_yaml_trouble trouble;
};

static bool is_continuation(char byte)
{
	return ((unsigned char)byte & 0xc0) == 0x80;
}

/* Offset of a mark; marks mostly grow, so walk there from the last one. */
static uint32_t offset_of(struct run *run, yaml_mark_t mark)
{
	const char *text = run->reader->text.ptr;

	while (run->index < mark.index && run->offset < run->span.end) {
		run->offset++;
		while (run->offset < run->span.end &&
		       is_continuation(text[run->offset]))
			run->offset++;
		run->index++;
	}
	while (run->index > mark.index && run->offset > run->span.start) {
		run->offset--;
		while (run->offset > run->span.start &&
		       is_continuation(text[run->offset]))
			run->offset--;
		run->index--;
	}
	return run->offset;
}

static struct hito_span event_span(struct run *run)
{
	struct hito_span span;

	span.start = offset_of(run, run->event.start_mark);
	span.end = offset_of(run, run->event.end_mark);
	return span;
}

static bool fail(struct run *run, enum hito_yaml_verdict verdict)
{
	run->verdict = verdict;
	return false;
}

static bool forbid(struct run *run, struct hito_span span, const char *message)
{
	run->trouble.message = message;
	run->trouble.span = span;
	return fail(run, HITO_YAML_FORBIDDEN);
}

static bool forbid_deep(struct run *run, struct hito_span span)
{
	run->trouble.help = HITO_N("plans need lists and pairs, not lists in "
				   "lists: take brackets away");
	return forbid(run, span, HITO_N("\"{1}\": nested too deeply"));
}

static bool next_event(struct run *run)
{
	uint32_t at;

	if (run->has_event)
		yaml_event_delete(&run->event);
	run->has_event = false;
	if (yaml_parser_parse(&run->parser, &run->event)) {
		run->has_event = true;
		return true;
	}
	if (run->parser.error == YAML_MEMORY_ERROR)
		return fail(run, HITO_YAML_NO_MEMORY);
	at = offset_of(run, run->parser.problem_mark);
	run->trouble.span = (struct hito_span){at, at};
	return fail(run, HITO_YAML_BROKEN);
}

static bool expect(struct run *run, yaml_event_type_t type)
{
	if (!next_event(run))
		return false;
	if (run->event.type == type)
		return true;
	run->trouble.span = event_span(run);
	return fail(run, HITO_YAML_BROKEN);
}

static const char *check_properties(const yaml_event_t *event)
{
	const yaml_char_t *anchor = NULL;
	const yaml_char_t *tag = NULL;

	if (event->type == YAML_ALIAS_EVENT)
		return HITO_N("\"{1}\": an alias (*) has no place in a plan");
	if (event->type == YAML_SCALAR_EVENT) {
		anchor = event->data.scalar.anchor;
		tag = event->data.scalar.tag;
	} else if (event->type == YAML_SEQUENCE_START_EVENT) {
		anchor = event->data.sequence_start.anchor;
		tag = event->data.sequence_start.tag;
	} else if (event->type == YAML_MAPPING_START_EVENT) {
		anchor = event->data.mapping_start.anchor;
		tag = event->data.mapping_start.tag;
	}
	if (anchor)
		return HITO_N("\"{1}\": an anchor (&) has no place in a plan");
	if (tag)
		return HITO_N("\"{1}\": a tag (!) has no place in a plan");
	return NULL;
}

/* The present event begins a value: may it? */
static bool admit(struct run *run)
{
	const char *message = check_properties(&run->event);

	if (message)
		return forbid(run, event_span(run), message);
	if (run->reader->nodes == 0)
		return forbid(run, event_span(run),
			      HITO_N("the block holds too many values"));
	run->reader->nodes--;
	return true;
}

static enum hito_yaml_style style_of(yaml_scalar_style_t style)
{
	switch (style) {
	case YAML_SINGLE_QUOTED_SCALAR_STYLE:
		return HITO_YAML_SINGLE_QUOTED;
	case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
		return HITO_YAML_DOUBLE_QUOTED;
	case YAML_LITERAL_SCALAR_STYLE:
		return HITO_YAML_LITERAL;
	case YAML_FOLDED_SCALAR_STYLE:
		return HITO_YAML_FOLDED;
	default:
		return HITO_YAML_PLAIN;
	}
}

static uint32_t trim_white(const char *text, uint32_t start, uint32_t end)
{
	while (end > start && strchr(" \t\r\n", text[end - 1]))
		end--;
	return end;
}

/* The decoded text: a slice of the source where that holds it as it is. */
static bool set_text(struct run *run, struct hito_yaml *value)
{
	struct hito_str decoded = {(const char *)run->event.data.scalar.value,
				   run->event.data.scalar.length};
	struct hito_str raw = hito_str_slice(
		run->reader->text, value->span.start, value->span.end);

	if (value->style == HITO_YAML_SINGLE_QUOTED ||
	    value->style == HITO_YAML_DOUBLE_QUOTED)
		raw = hito_str_slice(raw, 1, raw.len ? raw.len - 1 : 0);
	if (decoded.len == 0)
		value->text = HITO_STR("");
	else if (hito_str_equal(decoded, raw))
		value->text = raw;
	else
		value->text = hito_arena_copy(run->reader->arena, decoded);
	return value->text.ptr || fail(run, HITO_YAML_NO_MEMORY);
}

/* From an offset to the end of its line, without a comment. */
static struct hito_span rest_of_line(struct run *run, uint32_t at)
{
	const char *text = run->reader->text.ptr;
	const char *feed = memchr(text + at, '\n', run->span.end - at);
	struct hito_span line = {at, feed ? (uint32_t)(feed - text)
					  : run->span.end};

	line.end = trim_white(text, at, line.end);
	return hito_yaml_rest(run->reader->text, line);
}

static void take_whole(struct run *run, struct hito_span span,
		       struct hito_yaml *value)
{
	value->style = HITO_YAML_RECOVERED;
	value->span = span;
	value->text = hito_str_slice(run->reader->text, span.start, span.end);
}

/*
 * YAML cuts "Plan #1" behind Plan, and "- #promo" is nothing to it: take
 * these whole. In brackets the rest of the line may hold other values.
 */
static void keep_cut(struct run *run, struct hito_yaml *value)
{
	struct hito_str text = run->reader->text;
	uint32_t at = value->span.end;
	struct hito_span rest;

	if (run->flow > 0 || value->style != HITO_YAML_PLAIN ||
	    value->span.end - value->span.start != value->text.len)
		return;
	while (at < run->span.end && hito_yaml_is_blank(text.ptr[at]))
		at++;
	rest = rest_of_line(run, at);
	if (rest.start >= rest.end || text.ptr[rest.start] != '#' ||
	    at == run->span.start || !hito_yaml_is_blank(text.ptr[at - 1]))
		return;
	if (value->text.len > 0)
		rest.start = value->span.start;
	take_whole(run, rest, value);
}

/* "success: >5" is an empty folded text to YAML. */
static void keep_emptied(struct run *run, uint32_t behind,
			 struct hito_yaml *value)
{
	struct hito_span rest = rest_of_line(run, value->span.start);
	const char *text = run->reader->text.ptr;

	if (value->text.len == 0 && rest.end - rest.start == 2 &&
	    !memchr(text + behind, '\n', rest.start - behind) &&
	    text[rest.start + 1] >= '1' && text[rest.start + 1] <= '9')
		take_whole(run, rest, value);
}

/* behind: where the value would stand if it is empty. */
static bool build_scalar(struct run *run, uint32_t behind,
			 struct hito_yaml *value)
{
	struct hito_span rest = {behind, run->span.end};

	value->kind = HITO_YAML_SCALAR;
	value->style = style_of(run->event.data.scalar.style);
	value->span = event_span(run);
	if (value->style == HITO_YAML_LITERAL ||
	    value->style == HITO_YAML_FOLDED)
		value->span.end =
			trim_white(run->reader->text.ptr, value->span.start,
				   value->span.end);
	if (value->style == HITO_YAML_PLAIN &&
	    run->event.data.scalar.length == 0)
		value->span = hito_yaml_empty_span(run->reader->text, rest);
	if (!set_text(run, value))
		return false;
	if (value->style == HITO_YAML_LITERAL ||
	    value->style == HITO_YAML_FOLDED)
		keep_emptied(run, behind, value);
	else
		keep_cut(run, value);
	return true;
}

static bool build_value(struct run *run, uint32_t behind,
			struct hito_yaml *value);

/* A list of entries that grows. */
struct entries {
	struct hito_yaml_entry *list;
	size_t count, capacity;
};

static struct hito_yaml_entry *add_entry(struct run *run,
					 struct entries *entries)
{
	struct hito_yaml_entry *entry;

	if (!hito_reserve(hito_yaml_rows(run->reader), entries->list,
			  entries->count, entries->capacity)) {
		fail(run, HITO_YAML_NO_MEMORY);
		return NULL;
	}
	entry = &entries->list[entries->count++];
	*entry = (struct hito_yaml_entry){.readable = true};
	return entry;
}

/* The dash of an item, from the end of what stands before it. */
static uint32_t find_dash(struct run *run, uint32_t from)
{
	const char *text = run->reader->text.ptr;

	while (from < run->span.end && text[from] != '-') {
		if (text[from] == '#') {
			while (from < run->span.end && text[from] != '\n')
				from++;
		} else {
			from++;
		}
	}
	return from;
}

static bool build_item(struct run *run, struct entries *entries, uint32_t *last)
{
	struct hito_yaml_entry *entry = add_entry(run, entries);
	uint32_t behind;

	if (!entry)
		return false;
	if (run->flow > 0) {
		behind = offset_of(run, run->event.start_mark);
		entry->span.start = behind;
	} else {
		entry->span.start = find_dash(run, *last);
		behind = entry->span.start + 1;
	}
	entry->key = HITO_STR("");
	entry->key_span.start = entry->key_span.end = entry->span.start;
	if (!build_value(run, behind, &entry->value))
		return false;
	entry->span.end = entry->value.span.end;
	if (entry->span.end < entry->span.start)
		entry->span.end = entry->span.start;
	*last = entry->span.end > behind ? entry->span.end : behind;
	return true;
}

static bool is_explicit(struct run *run, uint32_t key)
{
	const char *text = run->reader->text.ptr;

	while (key > run->span.start && hito_yaml_is_blank(text[key - 1]))
		key--;
	if (key == run->span.start || text[key - 1] != '?')
		return false;
	key--;
	return key == run->span.start || strchr(" \t\n,{[", text[key - 1]);
}

/* The offset behind the colon of a key; its end where there is none. */
static uint32_t find_colon(struct run *run, uint32_t from)
{
	const char *text = run->reader->text.ptr;
	uint32_t at = from;

	while (at < run->span.end && strchr(" \t\r\n", text[at]))
		at++;
	return at < run->span.end && text[at] == ':' ? at + 1 : from;
}

static bool build_key(struct run *run, struct hito_yaml_entry *entry)
{
	struct hito_yaml key = {.kind = HITO_YAML_SCALAR};

	if (!admit(run))
		return false;
	key.span = event_span(run);
	if (run->event.type != YAML_SCALAR_EVENT)
		return forbid(run, key.span,
			      HITO_N("\"{1}\": a key that is no text"));
	key.style = style_of(run->event.data.scalar.style);
	if (!set_text(run, &key))
		return false;
	if (is_explicit(run, key.span.start))
		return forbid(run, key.span,
			      HITO_N("\"{1}\": a key behind \"?\" has no place "
				     "in a plan"));
	if (key.style == HITO_YAML_PLAIN && hito_str_is(key.text, "<<"))
		return forbid(run, key.span,
			      HITO_N("\"{1}\": a merge key (<<) has no place "
				     "in a plan"));
	entry->key = key.text;
	entry->key_span = key.span;
	return true;
}

static bool build_pair(struct run *run, struct entries *entries, uint32_t *last)
{
	struct hito_yaml_entry *entry = add_entry(run, entries);

	if (!entry || !build_key(run, entry) || !next_event(run) ||
	    !build_value(run, find_colon(run, entry->key_span.end),
			 &entry->value))
		return false;
	entry->span.start = entry->key_span.start;
	entry->span.end = entry->value.span.end;
	if (entry->span.end < entry->key_span.end)
		entry->span.end = entry->key_span.end;
	*last = entry->span.end;
	return true;
}

static bool build_entries(struct run *run, bool items, uint32_t *last,
			  struct hito_yaml *value)
{
	yaml_event_type_t end_type =
		items ? YAML_SEQUENCE_END_EVENT : YAML_MAPPING_END_EVENT;
	struct entries entries = {0};

	if (!next_event(run))
		return false;
	while (run->event.type != end_type) {
		if (items ? !build_item(run, &entries, last)
			  : !build_pair(run, &entries, last))
			return false;
		if (!next_event(run))
			return false;
	}
	value->entries = entries.list;
	value->count = entries.count;
	return true;
}

static bool build_collection(struct run *run, struct hito_yaml *value)
{
	bool items = run->event.type == YAML_SEQUENCE_START_EVENT;
	bool flow = items ? run->event.data.sequence_start.style ==
				    YAML_FLOW_SEQUENCE_STYLE
			  : run->event.data.mapping_start.style ==
				    YAML_FLOW_MAPPING_STYLE;
	struct hito_span span = event_span(run);
	uint32_t last = span.start;

	if (run->depth >= HITO_LIMIT_YAML_DEPTH)
		return forbid_deep(run, span);
	value->kind = items ? HITO_YAML_SEQUENCE : HITO_YAML_MAPPING;
	value->style = flow ? HITO_YAML_FLOW : HITO_YAML_BLOCK;
	value->span.start = span.start;
	run->depth++;
	run->flow += flow;
	if (!build_entries(run, items, &last, value))
		return false;
	run->flow -= flow;
	run->depth--;
	value->span.end = last;
	if (flow) {
		uint32_t end = offset_of(run, run->event.end_mark);
		const char *text = run->reader->text.ptr;

		/* "[a: b]" holds a mapping without brackets */
		if (end > span.start &&
		    (text[end - 1] == ']' || text[end - 1] == '}') &&
		    (text[span.start] == '[' || text[span.start] == '{'))
			value->span.end = end;
	}
	return true;
}

static bool build_value(struct run *run, uint32_t behind,
			struct hito_yaml *value)
{
	if (!admit(run))
		return false;
	if (run->event.type == YAML_SCALAR_EVENT)
		return build_scalar(run, behind, value);
	if (run->event.type == YAML_SEQUENCE_START_EVENT ||
	    run->event.type == YAML_MAPPING_START_EVENT)
		return build_collection(run, value);
	return fail(run, HITO_YAML_BROKEN);
}

/* The one entry of the document. */
static bool build_document(struct run *run, struct hito_yaml_entry *entry)
{
	struct hito_yaml root = {.kind = HITO_YAML_MAPPING};

	if (!expect(run, YAML_STREAM_START_EVENT) ||
	    !expect(run, YAML_DOCUMENT_START_EVENT) || !next_event(run))
		return false;
	if (run->event.type != YAML_SEQUENCE_START_EVENT &&
	    run->event.type != YAML_MAPPING_START_EVENT)
		return fail(run, HITO_YAML_BROKEN);
	if (!build_value(run, run->span.start, &root))
		return false;
	if (root.count != 1 || root.style != HITO_YAML_BLOCK)
		return fail(run, HITO_YAML_BROKEN);
	if (!expect(run, YAML_DOCUMENT_END_EVENT) ||
	    !expect(run, YAML_STREAM_END_EVENT))
		return false;
	*entry = root.entries[0];
	return true;
}

/*
 * Brackets that are open at once, quotes or not: a bound on the work. The
 * trouble is told where they pass what a plan may nest.
 */
static bool is_too_open(struct run *run)
{
	const char *text = run->reader->text.ptr;
	struct hito_span deep = {run->span.start, run->span.start + 1};
	unsigned open = 0;
	uint32_t at;

	for (at = run->span.start; at < run->span.end; at++) {
		if (text[at] == '[' || text[at] == '{') {
			if (++open + run->depth == HITO_LIMIT_YAML_DEPTH)
				deep = (struct hito_span){at, at + 1};
		} else if ((text[at] == ']' || text[at] == '}') && open > 0) {
			open--;
		}
		if (open > OPEN_LIMIT) {
			run->trouble.span = deep;
			return true;
		}
	}
	return false;
}

enum hito_yaml_verdict hito_yaml_read(struct hito_yaml_reader *reader,
				      struct hito_span span,
				      struct hito_yaml_entry *out_entry,
				      struct hito_yaml_trouble *out_trouble)
{
	struct run run = {.reader = reader,
			  .span = span,
			  .offset = span.start,
			  .depth = reader->depth};

	run.trouble.span = span;
	if (is_too_open(&run)) {
		forbid_deep(&run, run.trouble.span);
	} else if (!yaml_parser_initialize(&run.parser)) {
		run.verdict = HITO_YAML_NO_MEMORY;
	} else {
		yaml_parser_set_encoding(&run.parser, YAML_UTF8_ENCODING);
		yaml_parser_set_input_string(
			&run.parser,
			(const unsigned char *)reader->text.ptr + span.start,
			span.end - span.start);
		build_document(&run, out_entry);
		if (run.has_event)
			yaml_event_delete(&run.event);
		yaml_parser_delete(&run.parser);
	}
	*out_trouble = run.trouble;
	return run.verdict;
}
