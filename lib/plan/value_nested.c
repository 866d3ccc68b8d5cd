/* SPDX-License-Identifier: MIT */
/* Values that may be a mapping: success, review. */
#include "plan/reader.h"

#include "plan/amount.h"
#include "plan/fold.h"

enum field_type {
	FIELD_TEXT,
	FIELD_UNIT,
	FIELD_AMOUNT,
	FIELD_DAY,
	FIELD_RHYTHM
};

/* A nested key; their order is that of the canonical text. */
struct field {
	const char *name;
	const char *aliases[3]; /* NULL where there are fewer */
	enum field_type type;
};

static const struct field success_fields[] = {
	{"kpi", {"indicador"}, FIELD_TEXT},
	{"from", {"de", "desde"}, FIELD_AMOUNT},
	{"to", {"a", "hasta"}, FIELD_AMOUNT},
	{"unit", {"unidad"}, FIELD_UNIT},
	{"by", {"fecha", "fecha límite"}, FIELD_DAY},
};

static const struct field review_fields[] = {
	{"steps", {"pasos"}, FIELD_RHYTHM},
	{"plan", {NULL}, FIELD_RHYTHM},
	{"update", {"informe", "actualización"}, FIELD_RHYTHM},
};

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))
#define MOST_FIELDS 5

struct fields {
	const struct field *list;
	size_t count;
	const char *help; /* for a key that is none of them */
};

static size_t find_field(const struct fields *fields, struct hito_str word)
{
	struct hito_folded folded;

	if (!hito_fold(word, &folded))
		return SIZE_MAX;
	for (size_t i = 0; i < fields->count; i++) {
		const struct field *field = &fields->list[i];

		if (hito_fold_is(&folded, field->name))
			return i;
		for (size_t j = 0; j < COUNT(field->aliases); j++) {
			if (field->aliases[j] &&
			    hito_fold_is(&folded, field->aliases[j]))
				return i;
		}
	}
	return SIZE_MAX;
}

static const char *nearest_field(const struct fields *fields,
				 struct hito_str word)
{
	struct hito_nearest nearest;

	hito_nearest_init(&nearest, word);
	for (size_t i = 0; i < fields->count; i++) {
		const struct field *field = &fields->list[i];

		hito_nearest_try(&nearest, field->name);
		for (size_t j = 0; j < COUNT(field->aliases); j++) {
			if (field->aliases[j])
				hito_nearest_try(&nearest, field->aliases[j]);
		}
	}
	return nearest.best;
}

static struct hito_scalar key_scalar(const struct hito_reader *reader,
				     const struct hito_yaml_entry *entry)
{
	struct hito_yaml key = {
		.kind = HITO_YAML_SCALAR,
		.span = entry->key_span,
		.text = entry->key,
	};

	return hito_reader_scalar_of(reader, &key);
}

static void unknown_field(struct hito_reader *reader,
			  const struct fields *fields,
			  const struct hito_yaml_entry *entry)
{
	struct hito_scalar key = key_scalar(reader, entry);
	const char *near = nearest_field(fields, entry->key);
	struct hito_problem problem = {
		.rule = HITO_RULE_F003,
		.scalar = &key,
		.message = HITO_N("{1} has no key \"{2}\""),
		.help = fields->help,
		.value = entry->key,
	};

	if (near) {
		problem.message =
			HITO_N("{1} has no key \"{2}\"; did you mean \"{3}\"?");
		problem.third = hito_str_from(near);
		hito_reader_fix(reader, &problem, &key, 0, key.text.len,
				HITO_FIX_SUGGESTED, problem.third);
	}
	hito_reader_problem(reader, &problem);
}

static void repeated_field(struct hito_reader *reader,
			   const struct hito_yaml_entry *entry)
{
	struct hito_scalar key = key_scalar(reader, entry);
	struct hito_problem problem = {
		.rule = HITO_RULE_F002,
		.scalar = &key,
		.message = HITO_N("{1}: \"{2}\" stands twice"),
		.help = HITO_N("keep one of them"),
		.value = entry->key,
	};

	hito_reader_problem(reader, &problem);
}

static void nested_field(struct hito_reader *reader,
			 const struct hito_yaml_entry *entry)
{
	struct hito_scalar scalar = {
		.text = hito_reader_bytes(reader, entry->value.span),
		.span = entry->value.span,
	};
	struct hito_problem problem = {
		.rule = HITO_RULE_F004,
		.scalar = &scalar,
		.message = HITO_N("{1}: one value is meant for \"{3}\", not a "
				  "list or a mapping: {2}"),
		.help = HITO_N("write it on one line"),
		.value = scalar.text,
		.third = entry->key,
	};

	hito_reader_problem(reader, &problem);
}

/* The field's value by its type; false when it cannot be read. */
static bool read_field(struct hito_reader *reader, enum field_type type,
		       const struct hito_scalar *scalar, struct hito_part *part)
{
	struct hito_duration duration;
	char day[HITO_DAY_SIZE];

	switch (type) {
	case FIELD_AMOUNT:
		return hito_reader_amount(reader, scalar, &part->amount,
					  &part->text);
	case FIELD_RHYTHM:
		return hito_reader_duration(reader, scalar, true, &duration,
					    &part->text);
	case FIELD_DAY:
		if (!hito_reader_day(reader, scalar, &part->day)) {
			part->day = HITO_DAY_NONE;
			return false;
		}
		part->text = hito_arena_copy(
			reader->context->arena,
			hito_str_from(hito_day_format(part->day, day)));
		return hito_reader_has(reader, part->text);
	case FIELD_UNIT:
		part->text = hito_unit_canonical(reader->context->arena,
						 scalar->text);
		return hito_reader_has(reader, part->text);
	case FIELD_TEXT:
		break;
	}
	part->text = hito_reader_folded(reader, scalar->text);
	return true;
}

/* Where a key that is no field goes: kept, behind all others. */
static void keep_unknown(struct hito_reader *reader,
			 const struct hito_yaml_entry *entry)
{
	hito_reader_part(
		reader, entry->key,
		hito_reader_folded(
			reader, hito_reader_bytes(reader, entry->value.span)),
		entry->value.span);
}

static void add_field(struct hito_reader *reader, const struct field *field,
		      const struct hito_yaml_entry *entry)
{
	struct hito_scalar scalar;
	struct hito_part *part, read;

	if (entry->readable && hito_yaml_is_empty(&entry->value))
		return;
	part = hito_reader_part(reader, hito_str_from(field->name),
				hito_reader_bytes(reader, entry->value.span),
				entry->value.span);
	if (!part)
		return;
	part->readable = entry->readable;
	if (!entry->readable)
		return;
	if (entry->value.kind != HITO_YAML_SCALAR) {
		nested_field(reader, entry);
		part->readable = false;
		return;
	}
	scalar = hito_reader_scalar_of(reader, &entry->value);
	part->text = scalar.text;
	read = *part;
	if (read_field(reader, field->type, &scalar, &read))
		*part = read;
	else
		part->readable = false;
}

/* The entries by field, in the fields' order; those left over behind them. */
static void read_fields(struct hito_reader *reader, const struct fields *fields)
{
	const struct hito_yaml *yaml = &reader->entry->value;
	const struct hito_yaml_entry *found[MOST_FIELDS] = {NULL};

	for (size_t i = 0; i < yaml->count; i++) {
		const struct hito_yaml_entry *entry = &yaml->entries[i];
		size_t at = find_field(fields, entry->key);

		if (at == SIZE_MAX && !hito_str_starts(entry->key, "x-"))
			unknown_field(reader, fields, entry);
		if (at != SIZE_MAX && found[at])
			repeated_field(reader, entry);
		else if (at != SIZE_MAX)
			found[at] = entry;
	}
	for (size_t i = 0; i < fields->count; i++) {
		if (found[i])
			add_field(reader, &fields->list[i], found[i]);
	}
	for (size_t i = 0; i < yaml->count && !reader->no_memory; i++) {
		if (find_field(fields, yaml->entries[i].key) == SIZE_MAX)
			keep_unknown(reader, &yaml->entries[i]);
	}
	reader->value->mapping = true;
	if (!reader->part_count)
		reader->empty = true;
	hito_reader_finish_parts(reader);
}

/* Several criteria of other people's files are one text. */
static bool read_foreign_list(struct hito_reader *reader)
{
	if (reader->entry->value.kind != HITO_YAML_SEQUENCE ||
	    !hito_reader_is_foreign(reader))
		return false;
	hito_reader_read_list(reader);
	return true;
}

void hito_reader_read_success(struct hito_reader *reader)
{
	static const struct fields fields = {
		success_fields, COUNT(success_fields),
		HITO_N("it is a text, or has kpi, from, to, unit and by")};
	struct hito_scalar scalar;

	if (reader->entry->value.kind == HITO_YAML_MAPPING)
		read_fields(reader, &fields);
	else if (!read_foreign_list(reader) &&
		 hito_reader_scalar(reader, &scalar))
		hito_reader_text(reader,
				 hito_reader_folded(reader, scalar.text));
}

void hito_reader_read_review(struct hito_reader *reader)
{
	static const struct fields fields = {
		review_fields, COUNT(review_fields),
		HITO_N("it is a duration or a word, or has steps, plan and "
		       "update")};

	if (reader->entry->value.kind == HITO_YAML_MAPPING)
		read_fields(reader, &fields);
	else
		hito_reader_whole_duration(reader, true);
}
