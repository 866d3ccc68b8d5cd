/* SPDX-License-Identifier: MIT */
/* Values of front matter: read by their key's type, compared by meaning. */
#include "plan/value.h"

#include "base/num.h"
#include "plan/amount.h"
#include "plan/fold.h"
#include "plan/reader.h"
#include "plan/word.h"

/* As many parts are compared as a set; more only in their order. */
#define MOST_SET 512

static void read_text(struct hito_reader *reader)
{
	struct hito_value *value = reader->value;
	struct hito_scalar scalar;
	struct hito_str text;

	if (!hito_reader_scalar(reader, &scalar))
		return;
	text = hito_reader_folded(reader, scalar.text);
	if (value->key == HITO_KEY_UNIT)
		text = hito_unit_canonical(reader->context->arena, text);
	if (value->key == HITO_KEY_TYPE)
		value->word = hito_word_find(HITO_TYPE_TEXT, HITO_STEP, text);
	if (value->key == HITO_KEY_CADENCE)
		value->word = hito_word_find(HITO_TYPE_REVIEW,
					     reader->context->kind, text);
	if (value->word != HITO_WORD_NONE)
		text = hito_str_from(hito_word_name(value->word));
	hito_reader_text(reader, text);
}

static void bad_id(struct hito_reader *reader, const struct hito_scalar *scalar)
{
	struct hito_problem problem = {
		.rule = HITO_RULE_F005,
		.scalar = scalar,
		.message = HITO_N("{1}: \"{2}\" is no id"),
		.help = HITO_N(
			"an id is made of a-z, 0-9 and \"-\", and begins "
			"with a letter or a digit"),
		.value = scalar->text,
	};
	struct hito_str slug = hito_slug(reader->context->arena, scalar->text);

	if (hito_reader_has(reader, slug) && slug.len) {
		problem.message =
			HITO_N("{1}: \"{2}\" is no id; one would be \"{3}\"");
		problem.third = slug;
		hito_reader_fix(reader, &problem, scalar, 0, scalar->text.len,
				HITO_FIX_SUGGESTED, slug);
	}
	hito_reader_problem(reader, &problem);
}

static void read_id(struct hito_reader *reader)
{
	struct hito_scalar scalar;

	if (!hito_reader_scalar(reader, &scalar))
		return;
	reader->value->text = scalar.text;
	if (!reader->context->mapping && !hito_slug_is_valid(scalar.text))
		bad_id(reader, &scalar);
}

/* xx, xxx, with parts of letters and digits behind hyphens */
static bool is_language(struct hito_str text)
{
	size_t first = hito_str_find_byte(text, '-', 0);

	if (first == SIZE_MAX)
		first = text.len;
	if (first < 2 || first > 3 || text.len > 35)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') &&
		    (i < first || (c != '-' && !(c >= '0' && c <= '9'))))
			return false;
	}
	return true;
}

static void read_lang(struct hito_reader *reader)
{
	struct hito_problem problem = {
		.rule = HITO_RULE_F004,
		.message = HITO_N("{1}: \"{2}\" is no language code"),
		.help = HITO_N("write en for English, es for Spanish"),
	};
	struct hito_scalar scalar;
	enum hito_lang lang;

	if (!hito_reader_scalar(reader, &scalar))
		return;
	lang = hito_lang_parse(scalar.text);
	if (lang != HITO_LANG_NONE) {
		reader->value->text = hito_str_from(hito_lang_name(lang));
		return;
	}
	reader->value->text = scalar.text;
	if (is_language(scalar.text))
		return;
	problem.scalar = &scalar;
	problem.value = scalar.text;
	hito_reader_problem(reader, &problem);
	hito_reader_give_up(reader);
}

/* A word that the table does not have. */
static void unknown_word(struct hito_reader *reader,
			 const struct hito_scalar *scalar, enum hito_type type,
			 const char *help)
{
	const struct hito_value_context *context = reader->context;
	const char *near = hito_word_nearest(type, context->kind, context->lang,
					     scalar->text);
	struct hito_problem problem = {
		.rule = HITO_RULE_F004,
		.scalar = scalar,
		.message = HITO_N("{1}: \"{2}\" is none of its words"),
		.help = help,
		.value = scalar->text,
	};

	if (near) {
		problem.message = HITO_N("{1}: \"{2}\" is none of its words; "
					 "did you mean \"{3}\"?");
		problem.third = hito_str_from(near);
		hito_reader_fix(reader, &problem, scalar, 0, scalar->text.len,
				HITO_FIX_SUGGESTED, problem.third);
	}
	hito_reader_problem(reader, &problem);
	hito_reader_give_up(reader);
}

enum hito_word hito_mapping_state(const struct hito_mapping *mapping,
				  struct hito_str text)
{
	/* As in .gitattributes, the last line that matches wins. */
	for (size_t i = mapping->state_count; i > 0; i--) {
		if (hito_fold_equal(mapping->states[i - 1].word, text))
			return mapping->states[i - 1].state;
	}
	return HITO_FOREIGN;
}

static void read_state(struct hito_reader *reader)
{
	static const char plan_states[] =
		HITO_N("write one of draft, active, done, dropped");
	static const char step_states[] =
		HITO_N("write one of todo, doing, blocked, done, dropped");
	const struct hito_value_context *context = reader->context;
	struct hito_value *value = reader->value;
	struct hito_scalar scalar;

	if (!hito_reader_scalar(reader, &scalar))
		return;
	if (hito_reader_is_foreign(reader))
		value->word = hito_mapping_state(context->mapping, scalar.text);
	else
		value->word = hito_word_find(HITO_TYPE_STATE, context->kind,
					     scalar.text);
	if (value->word == HITO_WORD_NONE)
		unknown_word(reader, &scalar, HITO_TYPE_STATE,
			     context->kind == HITO_PLAN ? plan_states
							: step_states);
	else if (value->word == HITO_FOREIGN)
		value->text = scalar.text;
	else
		value->text = hito_str_from(hito_word_name(value->word));
}

static void read_priority(struct hito_reader *reader)
{
	struct hito_value *value = reader->value;
	struct hito_scalar scalar;

	if (!hito_reader_scalar(reader, &scalar))
		return;
	value->text = scalar.text;
	value->word = hito_word_find(HITO_TYPE_PRIORITY, reader->context->kind,
				     scalar.text);
	if (value->word != HITO_WORD_NONE)
		value->text = hito_str_from(hito_word_name(value->word));
	else if (!hito_reader_is_foreign(reader))
		unknown_word(reader, &scalar, HITO_TYPE_PRIORITY,
			     HITO_N("write one of high, normal, low"));
}

/* Mappings of things that get blocks of their own. */
static void read_things(struct hito_reader *reader)
{
	struct hito_problem problem = {
		.rule = HITO_RULE_F004,
		.message =
			HITO_N("{1}: a mapping is meant here, with the id of "
			       "each and what it is"),
		.help = HITO_N("write each on a line of its own, indented, as "
			       "in \"ana:\""),
	};

	reader->value->text = reader->value->raw;
	if (reader->entry->value.kind != HITO_YAML_SCALAR)
		return;
	hito_reader_problem(reader, &problem);
	hito_reader_give_up(reader);
}

/* What it is must not matter: a list of texts, else what stands there. */
static void read_any(struct hito_reader *reader)
{
	const struct hito_yaml *yaml = &reader->entry->value;

	for (size_t i = 0; i < yaml->count; i++) {
		if (!yaml->entries[i].readable ||
		    yaml->entries[i].value.kind != HITO_YAML_SCALAR)
			return;
	}
	if (yaml->kind == HITO_YAML_SEQUENCE)
		hito_reader_read_list(reader);
}

static void read_by_type(struct hito_reader *reader, enum hito_type type)
{
	switch (type) {
	case HITO_TYPE_TEXT:
		read_text(reader);
		break;
	case HITO_TYPE_ID:
		read_id(reader);
		break;
	case HITO_TYPE_LANG:
		read_lang(reader);
		break;
	case HITO_TYPE_DAY:
		hito_reader_read_day(reader);
		break;
	case HITO_TYPE_DURATION:
		hito_reader_read_duration(reader);
		break;
	case HITO_TYPE_REVIEW:
		hito_reader_read_review(reader);
		break;
	case HITO_TYPE_AMOUNT:
		hito_reader_read_amount(reader);
		break;
	case HITO_TYPE_SCORE:
		hito_reader_read_score(reader);
		break;
	case HITO_TYPE_STATE:
		read_state(reader);
		break;
	case HITO_TYPE_PRIORITY:
		read_priority(reader);
		break;
	case HITO_TYPE_PERSON:
		hito_reader_read_person(reader);
		break;
	case HITO_TYPE_PEOPLE:
		hito_reader_read_people(reader);
		break;
	case HITO_TYPE_STEPS:
	case HITO_TYPE_IDS:
		hito_reader_read_references(reader);
		break;
	case HITO_TYPE_LIST:
		hito_reader_read_list(reader);
		break;
	case HITO_TYPE_LOG:
		hito_reader_read_log(reader);
		break;
	case HITO_TYPE_SUCCESS:
		hito_reader_read_success(reader);
		break;
	case HITO_TYPE_KPIS:
	case HITO_TYPE_TEAM:
		read_things(reader);
		break;
	case HITO_TYPE_EXPECT:
		break; /* as it stands */
	case HITO_TYPE_ANY:
		read_any(reader);
		break;
	}
}

/* The YAML of an entry goes with its file; a copy stays. */
static bool copy_yaml(struct hito_arena *arena, const struct hito_yaml *from,
		      struct hito_yaml *out)
{
	*out = *from;
	if (!from->count)
		return true;
	out->entries = hito_new(arena, struct hito_yaml_entry, from->count);
	for (size_t i = 0; out->entries && i < from->count; i++) {
		out->entries[i] = from->entries[i];
		if (!copy_yaml(arena, &from->entries[i].value,
			       &out->entries[i].value))
			return false;
	}
	return out->entries != NULL;
}

static void keep_node(struct hito_reader *reader)
{
	struct hito_arena *arena = reader->context->arena;
	struct hito_yaml *node = hito_new(arena, struct hito_yaml, 1);

	reader->value->node = node;
	if (!node || !copy_yaml(arena, &reader->entry->value, node))
		reader->no_memory = true;
}

/* What the file has between the key and the end of a broken entry. */
static struct hito_str broken_bytes(struct hito_reader *reader)
{
	struct hito_span span = reader->entry->span;
	struct hito_str text;

	if (reader->entry->key_span.end > span.start &&
	    reader->entry->key_span.end <= span.end)
		span.start = reader->entry->key_span.end;
	text = hito_reader_bytes(reader, span);
	if (hito_str_starts(text, ":"))
		text = hito_str_trim(hito_str_slice(text, 1, text.len));
	return text;
}

bool hito_value_read_as(const struct hito_value_context *context,
			enum hito_key key, enum hito_type type,
			const struct hito_yaml_entry *entry,
			struct hito_value *out_value, bool *out_empty,
			struct hito_err *err)
{
	struct hito_reader reader = {
		.context = context,
		.entry = entry,
		.value = out_value,
		.empty = entry->readable && hito_yaml_is_empty(&entry->value),
	};

	*out_value = (struct hito_value){
		.key = key,
		.type = type,
		.key_text = entry->key,
		.key_span = entry->key_span,
		.span = entry->value.span,
		.entry = entry->span,
		.readable = entry->readable,
		.day = HITO_DAY_NONE,
	};
	if (!entry->readable)
		out_value->raw = broken_bytes(&reader);
	else if (entry->value.kind == HITO_YAML_SCALAR)
		out_value->raw = entry->value.text;
	else
		out_value->raw = hito_reader_bytes(&reader, entry->value.span);
	out_value->text = out_value->raw;
	if (type == HITO_TYPE_EXPECT)
		keep_node(&reader);
	if (entry->readable && !reader.empty)
		read_by_type(&reader, type);
	if (reader.no_memory)
		return hito_err_memory(err);
	*out_empty = reader.empty;
	return true;
}

struct hito_amount hito_value_amount(const struct hito_value *value)
{
	bool has = value->type == HITO_TYPE_AMOUNT ||
		   value->type == HITO_TYPE_SCORE;

	return has && value->amount ? *value->amount
				    : (struct hito_amount){.units = 0};
}

struct hito_amount hito_part_amount(const struct hito_part *part)
{
	return part->amount ? *part->amount : (struct hito_amount){.units = 0};
}

struct hito_duration hito_value_duration(const struct hito_value *value)
{
	bool has = value->type == HITO_TYPE_DURATION ||
		   (value->type == HITO_TYPE_REVIEW && !value->part_count);

	return (struct hito_duration){has ? value->hundredths : 0,
				      value->time_unit};
}

const struct hito_part *hito_value_part(const struct hito_value *value,
					const char *name)
{
	for (size_t i = 0; value && value->mapping && i < value->part_count;
	     i++) {
		if (hito_str_is(value->parts[i].name, name))
			return &value->parts[i];
	}
	return NULL;
}

static bool same_part(const struct hito_part *a, const struct hito_part *b)
{
	return hito_str_equal(a->text, b->text) &&
	       hito_str_equal(a->name, b->name);
}

static bool same_order(const struct hito_value *a, const struct hito_value *b)
{
	if (a->part_count != b->part_count)
		return false;
	for (size_t i = 0; i < a->part_count; i++) {
		if (!same_part(&a->parts[i], &b->parts[i]))
			return false;
	}
	return true;
}

/* Has b each part that a has? */
static bool contains(const struct hito_value *b, const struct hito_value *a)
{
	for (size_t i = 0; i < a->part_count; i++) {
		size_t j = 0;

		while (j < b->part_count &&
		       !same_part(&a->parts[i], &b->parts[j]))
			j++;
		if (j == b->part_count)
			return false;
	}
	return true;
}

bool hito_value_equal(const struct hito_value *a, const struct hito_value *b)
{
	if (!a || !b)
		return a == b;
	if (a->readable != b->readable || a->mapping != b->mapping)
		return false;
	if (!a->readable || (!a->list && !a->mapping) || !b->part_count ||
	    !a->part_count)
		return hito_str_equal(a->text, b->text);
	if (same_order(a, b))
		return true;
	if (a->part_count > MOST_SET || b->part_count > MOST_SET)
		return false;
	return contains(a, b) && contains(b, a);
}
