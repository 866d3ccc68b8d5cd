/* SPDX-License-Identifier: MIT */
/* Plan files made comparable. */
#include "report/textconv.h"

#include <stdlib.h>

#include "hito/rule.h"

struct writer {
	struct hito_out *out;
	const struct hito_document *document;
	bool for_eyes;
	struct hito_str name; /* of the block */
};

static void put(struct writer *writer, struct hito_str text)
{
	if (writer->for_eyes)
		hito_out_foreign(writer->out, text);
	else
		hito_out_str(writer->out, text);
}

static void put_line(struct writer *writer, struct hito_str line)
{
	put(writer, line);
	hito_out_text(writer->out, "\n");
}

/* Text as it is, line by line. */
static void put_lines(struct writer *writer, struct hito_str text)
{
	struct hito_str line;

	if (!writer->for_eyes) {
		hito_out_str(writer->out, text);
		return;
	}
	while (hito_str_cut_line(&text, &line))
		put_line(writer, line);
}

/* "name key: ", and nothing of a name that there is none of. */
static void begin(struct writer *writer, struct hito_str key)
{
	if (writer->name.len) {
		put(writer, writer->name);
		hito_out_text(writer->out, " ");
	}
	put(writer, key);
	hito_out_text(writer->out, ":");
}

/* Of several lines, each under its key. */
static void put_value(struct writer *writer, struct hito_str key,
		      struct hito_str text)
{
	struct hito_str line;

	text = hito_str_trim_right(text);
	while (hito_str_cut_line(&text, &line)) {
		begin(writer, key);
		hito_out_text(writer->out, " ");
		put_line(writer, line);
	}
}

static void put_part(struct writer *writer, struct hito_str key,
		     const struct hito_part *part)
{
	begin(writer, key);
	hito_out_text(writer->out, " ");
	if (part->name.len) {
		put(writer, part->name);
		hito_out_text(writer->out, ": ");
	}
	put_line(writer, part->text);
}

/* YAML that has no canonical text stays as it is written. */
static bool has_text(const struct hito_value *value)
{
	return value->readable && value->type != HITO_TYPE_KPIS &&
	       value->type != HITO_TYPE_TEAM &&
	       value->type != HITO_TYPE_EXPECT && value->type != HITO_TYPE_ANY;
}

static void put_entry(struct writer *writer, const struct hito_value *value)
{
	struct hito_str key =
		value->key < HITO_KEY_COUNT
			? hito_str_from(hito_key_info(value->key)->name)
			: value->key_text;

	if (!has_text(value)) {
		put_value(writer, key,
			  hito_str_slice(writer->document->source->text,
					 value->span.start, value->span.end));
		return;
	}
	if (value->part_count == 0 ||
	    (!value->mapping && !value->list && value->type != HITO_TYPE_LOG)) {
		put_value(writer, key, value->text);
		return;
	}
	for (uint32_t i = 0; i < value->part_count; i++)
		put_part(writer, key, &value->parts[i]);
}

static int by_key(const void *a, const void *b)
{
	const struct hito_value *one = *(const struct hito_value *const *)a;
	const struct hito_value *two = *(const struct hito_value *const *)b;

	if (one->key != two->key)
		return one->key < two->key ? -1 : 1;
	return hito_str_compare(one->key_text, two->key_text);
}

/* What people wrote beside the keys is not hidden. */
static void put_comments(struct writer *writer, struct hito_str front)
{
	struct hito_str line;

	while (hito_str_cut_line(&front, &line)) {
		struct hito_str text = hito_str_trim(line);

		if (!hito_str_starts(text, "#"))
			continue;
		if (writer->name.len) {
			put(writer, writer->name);
			hito_out_text(writer->out, " ");
		}
		put_line(writer, text);
	}
}

static bool put_block(struct writer *writer, const struct hito_block *block,
		      struct hito_arena *arena)
{
	size_t count = block->value_count + block->other_count, i;
	const struct hito_value **values =
		hito_new(arena, const struct hito_value *, count + 1);

	if (!values)
		return false;
	for (i = 0; i < count; i++)
		values[i] = i < block->value_count
				    ? &block->values[i]
				    : &block->others[i - block->value_count];
	qsort(values, count, sizeof(values[0]), by_key);
	writer->name = block->id.len ? block->id : block->title;
	for (i = 0; i < count; i++)
		if (values[i]->span.end > values[i]->span.start)
			put_entry(writer, values[i]);
	put_comments(writer,
		     hito_str_slice(writer->document->source->text,
				    block->front.start, block->front.end));
	return true;
}

static bool meet(struct hito_span a, struct hito_span b)
{
	return a.start < b.end && b.start < a.end;
}

/* Is something in it that no value shows? */
static bool hides(const struct writer *writer, struct hito_span front,
		  const struct hito_findings *findings)
{
	const struct hito_source *source = writer->document->source;

	for (size_t i = 0; i < source->damage_count; i++)
		if (meet(source->damage[i].span, front))
			return true;
	for (size_t i = 0; i < findings->count; i++) {
		const struct hito_finding *one = findings->list[i];

		if ((one->rule == HITO_RULE_F001 ||
		     one->rule == HITO_RULE_F002 ||
		     one->rule == HITO_RULE_F004 ||
		     one->rule == HITO_RULE_F007) &&
		    (meet(one->span, front) ||
		     (one->span.start >= front.start &&
		      one->span.start < front.end)))
			return true;
	}
	return false;
}

bool hito_textconv_write(struct hito_out *out,
			 const struct hito_document *document,
			 const struct hito_findings *findings, bool for_eyes,
			 struct hito_arena *arena)
{
	struct hito_str text = document->source->text;
	struct writer writer = {out, document, for_eyes, HITO_STR("")};
	size_t at = 0;

	for (size_t i = 0; i < document->block_count; i++) {
		const struct hito_block *block = &document->blocks[i];

		if (!block->fenced || block->damaged ||
		    block->front.end <= block->front.start ||
		    block->front.start < at ||
		    hides(&writer, block->front, findings))
			continue;
		put_lines(&writer,
			  hito_str_slice(text, at, block->front.start));
		if (!put_block(&writer, block, arena))
			return false;
		at = block->front.end;
	}
	put_lines(&writer, hito_str_slice(text, at, text.len));
	return true;
}
