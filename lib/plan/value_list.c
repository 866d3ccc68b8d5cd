/* SPDX-License-Identifier: MIT */
/* Values of several: people, references, texts. */
#include "plan/reader.h"

#include <string.h>

/* What people put between names in one text. */
static const char *const between_names[] = {",", ";", " y ", " e ", " and ",
					    "&", "/", " + ", " @"};
static const char *const between_ids[] = {",", ";"};

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

struct separators {
	const char *const *list;
	size_t count;
};

/* The first separator at or after from; its bytes in *out_size. */
static size_t next_separator(const struct separators *separators,
			     struct hito_str text, size_t from,
			     size_t *out_size)
{
	size_t first = SIZE_MAX;

	for (size_t i = 0; i < separators->count; i++) {
		struct hito_str word = hito_str_from(separators->list[i]);
		size_t at = hito_str_find(text, word, from);

		if (at < first) {
			first = at;
			*out_size = word.len;
		}
	}
	return first;
}

/* "@ana" is ana; an id of other people's may begin so. */
static struct hito_scalar without_at(const struct hito_reader *reader,
				     struct hito_scalar scalar)
{
	enum hito_type type = reader->value->type;

	if ((type == HITO_TYPE_PERSON || type == HITO_TYPE_PEOPLE) &&
	    scalar.text.len && scalar.text.ptr[0] == '@')
		return hito_scalar_slice(&scalar, 1, scalar.text.len);
	return scalar;
}

static void add_name(struct hito_reader *reader,
		     const struct hito_scalar *scalar)
{
	struct hito_scalar name = without_at(reader, *scalar);

	if (name.text.len)
		hito_reader_part(reader, HITO_STR(""),
				 hito_reader_folded(reader, name.text),
				 name.span);
}

/* Neither white space nor a byte that each separator has one of? */
static bool is_word(struct hito_str text)
{
	static const bool between[256] = {
		[' '] = true, [','] = true,  [';'] = true,  ['&'] = true,
		['/'] = true, ['\t'] = true, ['\n'] = true, ['\r'] = true,
	};
	bool several = false;

	for (size_t i = 0; i < text.len; i++)
		several |= between[(unsigned char)text.ptr[i]];
	return !several;
}

/* A text that is one word, as most are, is the only part; else false. */
static bool is_alone(struct hito_reader *reader,
		     const struct hito_scalar *scalar)
{
	struct hito_scalar word = *scalar;

	if (!is_word(scalar->text))
		return false;
	if (word.exact)
		word.span = (struct hito_span){
			word.offset, word.offset + (uint32_t)word.text.len};
	word = without_at(reader, word);
	if (!word.text.len)
		return false;
	hito_reader_alone(reader, word.text, word.span);
	return true;
}

/* One text as the parts that its separators make. */
static void add_pieces(struct hito_reader *reader,
		       const struct separators *separators,
		       const struct hito_scalar *scalar)
{
	size_t start = 0, size = 0, end;
	struct hito_scalar piece;

	while ((end = next_separator(separators, scalar->text, start, &size)) !=
	       SIZE_MAX) {
		piece = hito_scalar_slice(scalar, start, end);
		add_name(reader, &piece);
		start = end + size;
	}
	if (start < scalar->text.len) {
		piece = hito_scalar_slice(scalar, start, scalar->text.len);
		add_name(reader, &piece);
	}
}

/* An item of a list that is no text. */
static void add_unread(struct hito_reader *reader,
		       const struct hito_yaml_entry *item)
{
	struct hito_str text = hito_reader_folded(
		reader, hito_reader_bytes(reader, item->value.span));
	struct hito_problem problem = {
		.rule = HITO_RULE_F004,
		.message = HITO_N("{1}: an item of this list is not one text: "
				  "{2}"),
		.help = HITO_N("write one item a line, in quotes if it begins "
			       "with a bracket"),
		.value = text,
	};
	struct hito_scalar scalar = {.text = text, .span = item->value.span};
	struct hito_part *part;

	problem.scalar = &scalar;
	if (item->readable)
		hito_reader_problem(reader, &problem);
	part = hito_reader_part(reader, HITO_STR(""), text, item->value.span);
	if (part)
		part->readable = false;
}

/* The scalars of a sequence, each a part. */
static void add_items(struct hito_reader *reader)
{
	const struct hito_yaml *yaml = &reader->entry->value;

	for (size_t i = 0; i < yaml->count && !reader->no_memory; i++) {
		const struct hito_yaml_entry *item = &yaml->entries[i];
		struct hito_scalar scalar;

		if (item->readable && hito_yaml_is_empty(&item->value))
			continue;
		if (!item->readable || item->value.kind != HITO_YAML_SCALAR) {
			add_unread(reader, item);
			continue;
		}
		scalar = hito_reader_scalar_of(reader, &item->value);
		add_name(reader, &scalar);
	}
}

/* All parts are in: is anything left, and can all of it be read? */
static void finish_list(struct hito_reader *reader)
{
	bool readable = false;

	for (size_t i = 0; i < reader->part_count; i++)
		readable = readable || reader->parts[i].readable;
	if (!reader->part_count)
		reader->empty = true;
	hito_reader_finish_parts(reader);
	if (!readable)
		hito_reader_give_up(reader);
}

static void tell_mapping(struct hito_reader *reader)
{
	const struct hito_problem problem = {
		.rule = HITO_RULE_F004,
		.message = HITO_N("{1}: a text or a list is meant here, not a "
				  "mapping: {2}"),
		.help = HITO_N("write one item a line, each behind \"- \""),
		.value = reader->value->raw,
	};

	hito_reader_problem(reader, &problem);
	hito_reader_give_up(reader);
}

static bool refuse_mapping(struct hito_reader *reader)
{
	if (reader->entry->value.kind != HITO_YAML_MAPPING)
		return false;
	tell_mapping(reader);
	return true;
}

static void tell_responsible(struct hito_reader *reader)
{
	const struct hito_problem problem = {
		.rule = HITO_RULE_A002,
		.message = HITO_N("{1}: {2}: exactly one is responsible"),
		.help = HITO_N("keep one here and name the others under "
			       "support"),
		.value = reader->value->text,
	};

	hito_reader_problem(reader, &problem);
}

void hito_reader_read_person(struct hito_reader *reader)
{
	static const struct separators names = {between_names,
						COUNT(between_names)};
	struct hito_scalar scalar;

	if (refuse_mapping(reader))
		return;
	if (reader->entry->value.kind == HITO_YAML_SEQUENCE) {
		add_items(reader);
	} else {
		scalar = hito_reader_scalar_of(reader, &reader->entry->value);
		if (is_alone(reader, &scalar))
			return;
		add_pieces(reader, &names, &scalar);
	}
	finish_list(reader);
	if (reader->part_count < 2)
		return;
	reader->value->list = true;
	tell_responsible(reader);
}

/* May it stand in a flow sequence without quotes? */
static bool is_simple(struct hito_str text)
{
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];

		if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') &&
		    !(c >= '0' && c <= '9') && c < 0x80 &&
		    (i == 0 || !strchr("-./_ ", c)))
			return false;
	}
	return text.len > 0;
}

/* "[a, b]" in place of "a, b"; ptr NULL when quotes would be needed. */
static struct hito_str flow_list(struct hito_reader *reader)
{
	struct hito_str none = {NULL, 0};
	struct hito_str text;

	for (size_t i = 0; i < reader->part_count; i++) {
		if (!is_simple(reader->parts[i].text))
			return none;
	}
	text = hito_arena_printf(reader->context->arena, "[%.*s]",
				 HITO_STR_ARG(reader->value->text));
	hito_reader_has(reader, text);
	return text;
}

static void tell_several(struct hito_reader *reader,
			 const struct hito_scalar *scalar)
{
	struct hito_problem problem = {
		.rule = HITO_RULE_F004,
		.scalar = scalar,
		.message = HITO_N("{1}: \"{2}\" is one text; several are "
				  "written as a list"),
		.help = HITO_N("write one item a line, each behind \"- \", or "
			       "[one, two]"),
		.value = scalar->text,
		.fix_span = reader->entry->value.span,
		.safety = HITO_FIX_SAFE,
	};

	if (reader->context->findings && !scalar->block)
		problem.fix = flow_list(reader);
	hito_reader_problem(reader, &problem);
}

/* Several in one text: read as the list that was meant, and said. */
static void one_text(struct hito_reader *reader,
		     const struct separators *separators)
{
	const struct hito_scalar scalar =
		hito_reader_scalar_of(reader, &reader->entry->value);

	if (is_alone(reader, &scalar))
		return;
	add_pieces(reader, separators, &scalar);
	finish_list(reader);
	if (reader->part_count > 1)
		tell_several(reader, &scalar);
}

void hito_reader_read_people(struct hito_reader *reader)
{
	static const struct separators names = {between_names,
						COUNT(between_names)};

	if (refuse_mapping(reader))
		return;
	reader->value->list = true;
	if (reader->entry->value.kind == HITO_YAML_SCALAR) {
		one_text(reader, &names);
		return;
	}
	add_items(reader);
	finish_list(reader);
}

void hito_reader_read_references(struct hito_reader *reader)
{
	static const struct separators ids = {between_ids, COUNT(between_ids)};
	static const struct separators none = {NULL, 0};

	if (refuse_mapping(reader))
		return;
	reader->value->list = true;
	if (reader->entry->value.kind == HITO_YAML_SCALAR) {
		/* Foreign ids may have spaces and commas in them. */
		one_text(reader, reader->context->mapping ? &none : &ids);
		return;
	}
	add_items(reader);
	finish_list(reader);
}

static void bad_leave(struct hito_reader *reader,
		      const struct hito_scalar *scalar, struct hito_part *part)
{
	struct hito_problem problem = {
		.rule = HITO_RULE_T002,
		.scalar = scalar,
		.message = HITO_N("{1}: \"{2}\" is neither a day nor DAY..DAY"),
		.help = HITO_N("write a day as 2026-08-03, several as "
			       "2026-08-03..2026-08-14"),
		.value = scalar->text,
	};

	hito_reader_problem(reader, &problem);
	part->readable = false;
}

static void add_text(struct hito_reader *reader, const struct hito_yaml *yaml)
{
	struct hito_scalar scalar = {.span = yaml->span};
	struct hito_days_off off;
	struct hito_part *part;

	if (yaml->kind == HITO_YAML_SCALAR)
		scalar = hito_reader_scalar_of(reader, yaml);
	else
		scalar.text = hito_reader_bytes(reader, yaml->span);
	part = hito_reader_part(reader, HITO_STR(""),
				hito_reader_folded(reader, scalar.text),
				scalar.span);
	if (!part || reader->value->key != HITO_KEY_LEAVE)
		return;
	if (hito_days_off_parse(scalar.text, &off))
		part->day = off.first;
	else
		bad_leave(reader, &scalar, part);
}

/* "redacción: 600 EUR" as an item, or as a line of a mapping: a text. */
static void add_pair(struct hito_reader *reader,
		     const struct hito_yaml_entry *entry)
{
	hito_reader_part(
		reader, HITO_STR(""),
		hito_reader_folded(reader,
				   hito_reader_bytes(reader, entry->span)),
		entry->span);
}

void hito_reader_read_list(struct hito_reader *reader)
{
	const struct hito_yaml *yaml = &reader->entry->value;

	reader->value->list = true;
	if (yaml->bare && reader->value->key != HITO_KEY_LEAVE) {
		hito_reader_alone(reader,
				  hito_reader_folded(reader, yaml->text),
				  yaml->span);
		return;
	}
	if (yaml->kind == HITO_YAML_SCALAR)
		add_text(reader, yaml);
	for (size_t i = 0; i < yaml->count && !reader->no_memory; i++) {
		const struct hito_yaml_entry *entry = &yaml->entries[i];

		if (!entry->readable)
			add_unread(reader, entry);
		else if (yaml->kind == HITO_YAML_MAPPING)
			add_pair(reader, entry);
		else if (!hito_yaml_is_empty(&entry->value))
			add_text(reader, &entry->value);
	}
	finish_list(reader);
}
