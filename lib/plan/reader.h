/* SPDX-License-Identifier: MIT */
/*
 * Inside the reading of values: one entry on its way to a struct hito_value.
 */
#ifndef HITO_PLAN_READER_H
#define HITO_PLAN_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "plan/value.h"

struct hito_reader {
	const struct hito_value_context *context;
	const struct hito_yaml_entry *entry;
	struct hito_value *value;
	struct hito_part *parts;
	size_t part_count, part_capacity;
	bool empty;     /* it has turned out to hold nothing */
	bool no_memory; /* the value cannot be kept */
};

/* A text and where it stands. */
struct hito_scalar {
	struct hito_str text;  /* decoded, without spaces at its ends */
	struct hito_span span; /* of the whole scalar, quotes included */
	bool exact;            /* text is, byte by byte, what the source has */
	uint32_t offset;       /* of text in the source, if exact */
	bool block;            /* a block scalar: lines count */
};

/* What to say about a value. The key becomes {1}. */
struct hito_problem {
	enum hito_rule rule;
	enum { HITO_AS_RULE, HITO_AS_WARNING, HITO_AS_ERROR } level;
	const struct hito_scalar *scalar; /* NULL: the whole value */
	const char *message, *help;
	struct hito_str value;  /* {2}, shortened when it is long */
	struct hito_str third;  /* {3} */
	struct hito_str fourth; /* {4} */
	struct hito_span fix_span;
	struct hito_str fix; /* ptr NULL: none */
	enum hito_safety safety;
};

void hito_reader_problem(struct hito_reader *reader,
			 const struct hito_problem *problem);
/* Replace text[start, end) of a scalar, whatever its quotes. */
void hito_reader_fix(struct hito_reader *reader, struct hito_problem *problem,
		     const struct hito_scalar *scalar, size_t start, size_t end,
		     enum hito_safety safety, struct hito_str text);

/* As below, of one that is not bare. */
struct hito_scalar hito_reader_dressed(const struct hito_reader *reader,
				       const struct hito_yaml *yaml);
/* A YAML scalar with its place. */
static inline struct hito_scalar
hito_reader_scalar_of(const struct hito_reader *reader,
		      const struct hito_yaml *yaml)
{
	struct hito_scalar bare = {.text = yaml->text,
				   .span = yaml->span,
				   .exact = true,
				   .offset = yaml->span.start};

	return yaml->bare ? bare : hito_reader_dressed(reader, yaml);
}
/* Bytes [start, end) of its text, without spaces at the ends. */
struct hito_scalar hito_scalar_slice(const struct hito_scalar *scalar,
				     size_t start, size_t end);
bool hito_yaml_is_nothing(const struct hito_yaml *yaml);
/* No value: null, nothing, an empty collection. */
static inline bool hito_yaml_is_empty(const struct hito_yaml *yaml)
{
	char first = yaml->text.len ? yaml->text.ptr[0] : '~';

	/* Nothing that means nothing begins with such a byte. */
	if (yaml->kind == HITO_YAML_SCALAR && (unsigned char)first > ' ' &&
	    first != '~' && first != 'n' && first != 'N')
		return false;
	return hito_yaml_is_nothing(yaml);
}
/* Other people's keys and words: never judged by our tables. */
bool hito_reader_is_foreign(const struct hito_reader *reader);
/* The bytes of a collection as text. */
struct hito_str hito_reader_bytes(struct hito_reader *reader,
				  struct hito_span span);

/* As below, of a value that is not bare. */
bool hito_reader_only_scalar(struct hito_reader *reader,
			     struct hito_scalar *out);
/*
 * The value's only scalar. False after a finding (and the value unreadable)
 * when it is a list or a mapping.
 */
static inline bool hito_reader_scalar(struct hito_reader *reader,
				      struct hito_scalar *out)
{
	const struct hito_yaml *yaml = &reader->entry->value;

	if (!yaml->bare)
		return hito_reader_only_scalar(reader, out);
	*out = hito_reader_scalar_of(reader, yaml);
	return true;
}
/* The value was not understood: it keeps what was written. */
void hito_reader_give_up(struct hito_reader *reader);

/* Set the canonical text; one that could not be allocated is noticed. */
void hito_reader_text(struct hito_reader *reader, struct hito_str text);
static inline bool hito_reader_has(struct hito_reader *reader,
				   struct hito_str text)
{
	if (!text.ptr && !text.len)
		reader->no_memory = true;
	return text.ptr != NULL;
}
/* White space as single spaces. */
struct hito_str hito_reader_folded(struct hito_reader *reader,
				   struct hito_str text);

/* A new part that stands where the scalar does; NULL: no memory. */
struct hito_part *hito_reader_part(struct hito_reader *reader,
				   struct hito_str name, struct hito_str text,
				   struct hito_span span);
/* One part without a name is the value: nothing has to be put together. */
void hito_reader_alone(struct hito_reader *reader, struct hito_str text,
		       struct hito_span span);
/* The parts, and the text that they make, are the value. */
void hito_reader_finish_parts(struct hito_reader *reader);

/* Scalars of one kind. False after a finding: text cannot be read. */
bool hito_reader_day(struct hito_reader *reader,
		     const struct hito_scalar *scalar, hito_day *out_day);
bool hito_reader_amount(struct hito_reader *reader,
			const struct hito_scalar *scalar,
			const struct hito_amount **out_amount,
			struct hito_str *out_text);
/* words: weekly, monthly ... are durations too. */
bool hito_reader_duration(struct hito_reader *reader,
			  const struct hito_scalar *scalar, bool words,
			  struct hito_duration *out_duration,
			  struct hito_str *out_text);

/* The whole value; words as above. */
void hito_reader_whole_duration(struct hito_reader *reader, bool words);

/* Whole values, by type. */
void hito_reader_read_day(struct hito_reader *reader);
void hito_reader_read_amount(struct hito_reader *reader);
void hito_reader_read_duration(struct hito_reader *reader);
void hito_reader_read_score(struct hito_reader *reader);
void hito_reader_read_person(struct hito_reader *reader);
void hito_reader_read_people(struct hito_reader *reader);
void hito_reader_read_references(struct hito_reader *reader);
void hito_reader_read_list(struct hito_reader *reader);
void hito_reader_read_log(struct hito_reader *reader);
void hito_reader_read_success(struct hito_reader *reader);
void hito_reader_read_review(struct hito_reader *reader);

#endif
