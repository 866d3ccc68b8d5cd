/* SPDX-License-Identifier: MIT */
/* Logs: "DATE: text" or "DATE: value", one a line. */
#include "plan/reader.h"

static bool has_values(const struct hito_reader *reader)
{
	return reader->value->key == HITO_KEY_READINGS;
}

/* What stands behind the day of a line. */
static void read_rest(struct hito_reader *reader,
		      const struct hito_scalar *rest, struct hito_part *part)
{
	struct hito_str text = rest->text;

	if (!has_values(reader))
		text = hito_reader_folded(reader, text);
	else if (!hito_reader_amount(reader, rest, &part->amount, &text))
		part->readable = false;
	if (text.ptr || !text.len)
		part->text = text;
}

static struct hito_str day_name(struct hito_reader *reader, hito_day day,
				struct hito_str raw)
{
	char text[HITO_DAY_SIZE];
	struct hito_str name;

	if (day == HITO_DAY_NONE)
		return raw;
	name = hito_arena_copy(reader->context->arena,
			       hito_str_from(hito_day_format(day, text)));
	return hito_reader_has(reader, name) ? name : raw;
}

static void add_line(struct hito_reader *reader, const struct hito_scalar *date,
		     const struct hito_scalar *rest, struct hito_span span)
{
	hito_day day = HITO_DAY_NONE;
	bool readable = hito_reader_day(reader, date, &day);
	struct hito_part *part;

	if (!readable)
		day = HITO_DAY_NONE;
	part = hito_reader_part(reader, day_name(reader, day, date->text),
				rest->text, span);
	if (!part)
		return;
	part->day = day;
	part->readable = readable;
	read_rest(reader, rest, part);
}

static void no_line(struct hito_reader *reader,
		    const struct hito_scalar *scalar)
{
	struct hito_problem problem = {
		.rule = HITO_RULE_F004,
		.scalar = scalar,
		.message = HITO_N("{1}: \"{2}\" has no day in front"),
		.help = HITO_N("write one a line, as in \"2026-03-31: text\""),
		.value = scalar->text,
	};
	struct hito_part *part;

	if (has_values(reader))
		problem.help =
			HITO_N("write one a line, as in \"2026-03-31: 13500\"");
	hito_reader_problem(reader, &problem);
	part = hito_reader_part(reader, HITO_STR(""), scalar->text,
				scalar->span);
	if (part)
		part->readable = false;
}

/* One line: a day, a colon, the rest. */
static void read_line(struct hito_reader *reader,
		      const struct hito_scalar *scalar)
{
	size_t colon = hito_str_find_byte(scalar->text, ':', 0);
	struct hito_scalar date, rest;

	if (colon == SIZE_MAX) {
		no_line(reader, scalar);
		return;
	}
	date = hito_scalar_slice(scalar, 0, colon);
	rest = hito_scalar_slice(scalar, colon + 1, scalar->text.len);
	add_line(reader, &date, &rest, scalar->span);
}

/* The lines of a block scalar where they stand in the source. */
static void read_block(struct hito_reader *reader, struct hito_span span)
{
	const struct hito_source *source = reader->context->source;
	uint32_t line = hito_source_line(source, span.start) + 1;

	for (; line <= source->line_count && !reader->no_memory; line++) {
		struct hito_span place = hito_source_line_span(source, line);
		struct hito_scalar whole = {
			.text = hito_source_text(source, place),
			.span = place,
			.exact = true,
			.offset = place.start,
		};
		struct hito_scalar scalar;

		if (place.start >= span.end)
			break;
		scalar = hito_scalar_slice(&whole, 0, whole.text.len);
		if (hito_str_starts(scalar.text, "- "))
			scalar = hito_scalar_slice(&scalar, 2, scalar.text.len);
		if (scalar.text.len)
			read_line(reader, &scalar);
	}
}

/* An item or the whole value as a text of one or several lines. */
static void read_text(struct hito_reader *reader, const struct hito_yaml *yaml)
{
	struct hito_scalar scalar = hito_reader_scalar_of(reader, yaml);
	struct hito_str rest = scalar.text, line;
	size_t start = 0;

	if (scalar.block) {
		read_block(reader, yaml->span);
		return;
	}
	while (hito_str_cut_line(&rest, &line) && !reader->no_memory) {
		struct hito_scalar part =
			hito_scalar_slice(&scalar, start, start + line.len);

		if (part.text.len)
			read_line(reader, &part);
		start = scalar.text.len - rest.len;
	}
}

/* {DATE: value}; also an item "- DATE: value", which YAML takes for one. */
static void read_pairs(struct hito_reader *reader, const struct hito_yaml *yaml)
{
	for (size_t i = 0; i < yaml->count && !reader->no_memory; i++) {
		const struct hito_yaml_entry *entry = &yaml->entries[i];
		struct hito_yaml key = {
			.kind = HITO_YAML_SCALAR,
			.span = entry->key_span,
			.text = entry->key,
		};
		struct hito_scalar date = hito_reader_scalar_of(reader, &key);
		struct hito_scalar rest = {.text = HITO_STR(""),
					   .span = entry->value.span};

		if (entry->value.kind == HITO_YAML_SCALAR)
			rest = hito_reader_scalar_of(reader, &entry->value);
		else
			rest.text = hito_reader_folded(
				reader,
				hito_reader_bytes(reader, entry->value.span));
		add_line(reader, &date, &rest, entry->span);
	}
}

static void read_item(struct hito_reader *reader,
		      const struct hito_yaml_entry *item)
{
	struct hito_scalar scalar = {.span = item->span};

	if (item->readable && item->value.kind == HITO_YAML_MAPPING) {
		read_pairs(reader, &item->value);
	} else if (item->readable && item->value.kind == HITO_YAML_SCALAR) {
		if (!hito_yaml_is_empty(&item->value))
			read_text(reader, &item->value);
	} else {
		scalar.text = hito_reader_folded(
			reader, hito_reader_bytes(reader, item->value.span));
		no_line(reader, &scalar);
	}
}

void hito_reader_read_log(struct hito_reader *reader)
{
	const struct hito_yaml *yaml = &reader->entry->value;

	reader->value->list = true;
	if (yaml->kind == HITO_YAML_SCALAR)
		read_text(reader, yaml);
	else if (yaml->kind == HITO_YAML_MAPPING)
		read_pairs(reader, yaml);
	for (size_t i = 0; yaml->kind == HITO_YAML_SEQUENCE && i < yaml->count;
	     i++)
		read_item(reader, &yaml->entries[i]);
	if (!reader->part_count)
		reader->empty = true;
	hito_reader_finish_parts(reader);
}
