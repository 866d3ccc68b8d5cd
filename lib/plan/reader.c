/* SPDX-License-Identifier: MIT */
/* What all readers of values share: scalars, parts, findings. */
#include "plan/reader.h"

#include <string.h>

#include "base/wide.h"

/* Bytes of a value that a finding shows. */
#define SHOWN 60

/* The start of a long text, cut between characters. */
static struct hito_str shortened(struct hito_reader *reader,
				 struct hito_str text)
{
	size_t end = SHOWN;
	struct hito_str cut;

	if (text.len <= SHOWN)
		return text;
	while (end && ((unsigned char)text.ptr[end] & 0xc0) == 0x80)
		end--;
	text.len = end;
	cut = hito_arena_printf(reader->context->arena, "%.*s...",
				HITO_STR_ARG(text));
	return hito_reader_has(reader, cut) ? cut : text;
}

void hito_reader_problem(struct hito_reader *reader,
			 const struct hito_problem *problem)
{
	const struct hito_value_context *context = reader->context;
	const struct hito_scalar *scalar = problem->scalar;
	bool other = reader->value->key == HITO_KEY_COUNT;
	struct hito_span span = reader->value->span;
	struct hito_finding *finding;

	if (!context->findings)
		return;
	if (scalar && scalar->exact)
		span = (struct hito_span){
			scalar->offset,
			scalar->offset + (uint32_t)scalar->text.len,
		};
	else if (scalar)
		span = scalar->span;
	/* Rules of days and numbers judge what plans are made of. */
	finding = hito_findings_add(context->findings,
				    other ? HITO_RULE_F004 : problem->rule,
				    context->source, span, problem->message);
	if (problem->level != HITO_AS_RULE)
		finding->level = problem->level == HITO_AS_ERROR ? HITO_ERROR
								 : HITO_WARNING;
	finding->help = problem->help;
	finding->key = reader->value->key_text;
	finding->args[0] = reader->value->key_text;
	finding->args[1] = shortened(reader, problem->value);
	finding->args[2] = problem->third;
	finding->args[3] = problem->fourth;
	if (problem->fix.ptr)
		hito_finding_fix(context->findings, finding, problem->safety,
				 problem->fix_span, problem->fix);
}

/* text with [start, end) replaced. */
static struct hito_str replaced(struct hito_reader *reader,
				struct hito_str text, size_t start, size_t end,
				struct hito_str with)
{
	struct hito_str head = hito_str_slice(text, 0, start);
	struct hito_str tail = hito_str_slice(text, end, text.len);

	return hito_arena_printf(reader->context->arena, "%.*s%.*s%.*s",
				 HITO_STR_ARG(head), HITO_STR_ARG(with),
				 HITO_STR_ARG(tail));
}

void hito_reader_fix(struct hito_reader *reader, struct hito_problem *problem,
		     const struct hito_scalar *scalar, size_t start, size_t end,
		     enum hito_safety safety, struct hito_str text)
{
	if (!reader->context->findings || !hito_reader_has(reader, text))
		return;
	problem->safety = safety;
	if (scalar->exact) {
		problem->fix = text;
		problem->fix_span = (struct hito_span){
			scalar->offset + (uint32_t)start,
			scalar->offset + (uint32_t)end,
		};
		return;
	}
	/* Escapes or line breaks: write the scalar anew. */
	if (scalar->block)
		return;
	text = replaced(reader, scalar->text, start, end, text);
	if (!hito_reader_has(reader, text))
		return;
	problem->fix = hito_yaml_quote(reader->context->arena, text);
	problem->fix_span = scalar->span;
	hito_reader_has(reader, problem->fix);
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Where white space at the front ends. */
static size_t lead(struct hito_str text)
{
	if (text.len && !is_space(text.ptr[0]))
		return 0;
	return hito_str_trim_right(text).len - hito_str_trim(text).len;
}

struct hito_scalar hito_reader_dressed(const struct hito_reader *reader,
				       const struct hito_yaml *yaml)
{
	const struct hito_source *source = reader->context->source;
	struct hito_scalar scalar = {.text = yaml->text, .span = yaml->span};
	struct hito_str bytes;
	uint32_t quote = 0;

	bytes = hito_source_text(source, yaml->span);
	scalar.text = hito_str_trim(yaml->text);
	if (!scalar.text.ptr)
		scalar.text = HITO_STR("");
	if (yaml->style == HITO_YAML_LITERAL ||
	    yaml->style == HITO_YAML_FOLDED) {
		scalar.block = true;
		return scalar;
	}
	if ((yaml->style == HITO_YAML_SINGLE_QUOTED ||
	     yaml->style == HITO_YAML_DOUBLE_QUOTED) &&
	    bytes.len >= 2) {
		bytes = hito_str_slice(bytes, 1, bytes.len - 1);
		quote = 1;
	}
	if (bytes.ptr == yaml->text.ptr ? bytes.len != yaml->text.len
					: !hito_str_equal(bytes, yaml->text))
		return scalar;
	scalar.exact = true;
	scalar.offset = yaml->span.start + quote + (uint32_t)lead(yaml->text);
	return scalar;
}

struct hito_scalar hito_scalar_slice(const struct hito_scalar *scalar,
				     size_t start, size_t end)
{
	struct hito_str text = hito_str_slice(scalar->text, start, end);
	struct hito_scalar part = *scalar;

	part.text = hito_str_trim(text);
	if (!part.exact)
		return part;
	part.offset = scalar->offset + (uint32_t)(start + lead(text));
	part.span = (struct hito_span){part.offset,
				       part.offset + (uint32_t)part.text.len};
	return part;
}

bool hito_yaml_is_nothing(const struct hito_yaml *yaml)
{
	static const char *const nulls[] = {"~", "null", "Null", "NULL"};

	if (yaml->kind != HITO_YAML_SCALAR)
		return yaml->count == 0;
	if (!hito_str_trim(yaml->text).len)
		return true;
	if (yaml->style != HITO_YAML_PLAIN || yaml->text.len > 4)
		return false;
	for (size_t i = 0; i < sizeof(nulls) / sizeof(nulls[0]); i++) {
		if (hito_str_is(yaml->text, nulls[i]))
			return true;
	}
	return false;
}

bool hito_reader_is_foreign(const struct hito_reader *reader)
{
	const struct hito_mapping *mapping = reader->context->mapping;

	return mapping && (mapping->has_keys || mapping->state_count > 0);
}

struct hito_str hito_reader_bytes(struct hito_reader *reader,
				  struct hito_span span)
{
	struct hito_str text = hito_source_text(reader->context->source, span);

	return text.ptr ? hito_str_trim(text) : HITO_STR("");
}

void hito_reader_give_up(struct hito_reader *reader)
{
	reader->value->readable = false;
	reader->value->text = reader->value->raw;
}

/* Tools write lists of one where one value is meant. */
static const struct hito_yaml *only_scalar(const struct hito_reader *reader)
{
	const struct hito_yaml *yaml = &reader->entry->value;

	if (yaml->kind == HITO_YAML_SEQUENCE && yaml->count == 1 &&
	    hito_reader_is_foreign(reader))
		yaml = &yaml->entries[0].value;
	return yaml->kind == HITO_YAML_SCALAR ? yaml : NULL;
}

static void refuse_collection(struct hito_reader *reader)
{
	const struct hito_problem problem = {
		.rule = HITO_RULE_F004,
		.message = HITO_N("{1}: one value is meant here, not a list "
				  "or a mapping: {2}"),
		.help = HITO_N("write it on one line, in quotes if it begins "
			       "with a bracket"),
		.value = reader->value->raw,
	};

	hito_reader_problem(reader, &problem);
	hito_reader_give_up(reader);
}

bool hito_reader_only_scalar(struct hito_reader *reader,
			     struct hito_scalar *out)
{
	const struct hito_yaml *yaml = only_scalar(reader);

	if (yaml)
		*out = hito_reader_scalar_of(reader, yaml);
	else
		refuse_collection(reader);
	return yaml != NULL;
}

void hito_reader_text(struct hito_reader *reader, struct hito_str text)
{
	if (hito_reader_has(reader, text))
		reader->value->text = text;
}

/* White space of a block but single spaces; last: one stands before it. */
static bool is_loose(const char *bytes, unsigned *last)
{
	hito_wide wide = hito_wide_load(bytes);
	unsigned spaces = hito_wide_bits((hito_wide)(wide == ' '));
	unsigned others = hito_wide_bits((hito_wide)(wide == '\t') |
					 (hito_wide)(wide == '\n') |
					 (hito_wide)(wide == '\r'));
	bool loose = others || (spaces & (spaces << 1 | *last));

	*last = spaces >> (HITO_WIDE - 1);
	return loose;
}

/* Is there no white space but single spaces? */
static bool is_folded(struct hito_str text)
{
	unsigned last = 0; /* 1: the byte before is a space */
	size_t at = 0;

	for (; text.len - at >= HITO_WIDE; at += HITO_WIDE) {
		if (is_loose(text.ptr + at, &last))
			return false;
	}
	if (at && at < text.len) { /* the last bytes, with some before them */
		last = 0;
		return !is_loose(text.ptr + text.len - HITO_WIDE, &last);
	}
	for (; at < text.len; at++) {
		bool white = (unsigned char)text.ptr[at] <= ' ' &&
			     is_space(text.ptr[at]);

		if (white && (last || text.ptr[at] != ' '))
			return false;
		last = white;
	}
	return true;
}

struct hito_str hito_reader_folded(struct hito_reader *reader,
				   struct hito_str text)
{
	struct hito_str folded;
	size_t len = 0;
	char *ptr;

	text = hito_str_trim(text);
	if (is_folded(text))
		return text.ptr ? text : HITO_STR("");
	ptr = hito_arena_alloc(reader->context->arena, text.len, 1);
	folded = (struct hito_str){ptr, 0};
	if (!hito_reader_has(reader, folded))
		return folded;
	for (size_t i = 0; i < text.len; i++) {
		if (!is_space(text.ptr[i]))
			ptr[len++] = text.ptr[i];
		else if (!len || ptr[len - 1] != ' ')
			ptr[len++] = ' ';
	}
	folded.len = len;
	return folded;
}

/* For one more part: mostly a text is one, and an item of a list. */
static bool has_room(struct hito_reader *reader)
{
	size_t count = reader->entry->value.count;

	if (reader->part_capacity)
		return hito_reserve(reader->context->arena, reader->parts,
				    reader->part_count, reader->part_capacity);
	if (!count)
		count = 1;
	reader->parts = hito_arena_bytes(reader->context->arena,
					 count * sizeof(struct hito_part));
	reader->part_capacity = reader->parts ? count : 0;
	return reader->parts != NULL;
}

static void set_part(struct hito_part *part, struct hito_str name,
		     struct hito_str text, struct hito_span span)
{
	*part = (struct hito_part){
		.name = name,
		.text = text,
		.span = span,
		.day = HITO_DAY_NONE,
		.readable = true,
	};
}

struct hito_part *hito_reader_part(struct hito_reader *reader,
				   struct hito_str name, struct hito_str text,
				   struct hito_span span)
{
	struct hito_part *part;

	if (!hito_reader_has(reader, text) || !has_room(reader)) {
		reader->no_memory = true;
		return NULL;
	}
	part = &reader->parts[reader->part_count++];
	set_part(part, name, text, span);
	return part;
}

void hito_reader_alone(struct hito_reader *reader, struct hito_str text,
		       struct hito_span span)
{
	struct hito_value *value = reader->value;
	struct hito_part *part = hito_arena_bytes(reader->context->arena,
						  sizeof(struct hito_part));

	if (!part || !hito_reader_has(reader, text)) {
		reader->no_memory = true;
		return;
	}
	set_part(part, HITO_STR(""), text, span);
	value->parts = part;
	value->part_count = 1;
	value->text = text;
}

static char *put(char *at, struct hito_str text)
{
	if (text.len)
		memcpy(at, text.ptr, text.len);
	return at + text.len;
}

/* "one, two" or "from: 1, to: 2" */
static struct hito_str joined(struct hito_reader *reader)
{
	struct hito_str text = {NULL, 0};
	size_t size = 1;
	char *ptr, *at;

	for (size_t i = 0; i < reader->part_count; i++)
		size += reader->parts[i].name.len + reader->parts[i].text.len +
			4;
	ptr = hito_arena_alloc(reader->context->arena, size, 1);
	if (!ptr)
		return text;
	at = ptr;
	for (size_t i = 0; i < reader->part_count; i++) {
		if (i)
			at = put(at, HITO_STR(", "));
		at = put(at, reader->parts[i].name);
		if (reader->parts[i].name.len)
			at = put(at, HITO_STR(": "));
		at = put(at, reader->parts[i].text);
	}
	text.ptr = ptr;
	text.len = (size_t)(at - ptr);
	return text;
}

void hito_reader_finish_parts(struct hito_reader *reader)
{
	reader->value->parts = reader->parts;
	reader->value->part_count = (uint32_t)reader->part_count;
	if (reader->part_count == 1 && !reader->parts[0].name.len)
		reader->value->text = reader->parts[0].text;
	else
		hito_reader_text(reader, joined(reader));
}
