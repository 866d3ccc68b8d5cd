/* SPDX-License-Identifier: MIT */
/*
 * One plan file as it was read: its blocks in file order.
 *
 * A document knows its own text only; what other files say (the plan that a
 * step file belongs to, what a reference means) is the model's. Documents do
 * not change once read and may be shared by many models.
 */
#ifndef HITO_DOCUMENT_H
#define HITO_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hito/finding.h"
#include "hito/project.h"
#include "hito/source.h"
#include "hito/value.h"

#pragma GCC visibility push(default)

#define HITO_NO_BLOCK UINT32_MAX

/* A checklist item of a step. */
struct hito_check {
	bool done;
	uint32_t mark; /* offset of the character between the brackets */
	struct hito_str text;
	struct hito_span span; /* of the text */
};

/* A step in the rough: a checklist item directly under an objective. */
struct hito_sketch {
	bool done;
	struct hito_str title; /* without @owner and day */
	struct hito_str owner; /* may be empty */
	hito_day due;          /* NONE when not given */
	struct hito_span span;
	uint32_t mark;
};

/* A thing with a title as one file has it. */
struct hito_block {
	enum hito_kind kind;
	/* the nearest enclosing step and objective in this file */
	uint32_t parent, objective;
	uint32_t value_count, empty_count, other_count, check_count;
	uint32_t sketch_count;
	struct hito_str id; /* as written; empty when missing */
	struct hito_span id_span;
	struct hito_str title; /* heading's text, title:, name:; may be empty */
	struct hito_span title_span; /* empty when it has no place */
	struct hito_span heading;    /* the line to point at when nothing
					better is known */
	struct hito_span front;   /* its front matter; empty when it has none */
	struct hito_span section; /* heading to the end of what it holds */
	const struct hito_value
		*values; /* in file order; empty ones left out */
	const struct hito_value *empties; /* keys written without a value */
	/* Values of keys that the table does not have, in file order: unknown,
	 * x-, unmapped, or declared by the project and read by that type. */
	const struct hito_value *others;
	const struct hito_check *checks;
	const struct hito_sketch *sketches; /* of an objective */
	bool fenced;                        /* it has front matter of its own */
	bool damaged; /* it lies in a conflict or its block cannot be read */
	/* Of each key, the number of its value from 1; 0: it has none. Only
	 * where the block is indexed. */
	bool indexed;
	unsigned char places[HITO_KEY_COUNT];
};

struct hito_document {
	const struct hito_source *source;
	const struct hito_mapping *mapping; /* NULL: written for hito */
	enum hito_lang lang;                /* the language it was read in */
	bool is_plan, is_step;              /* plan: or step: at its head */
	bool is_prose;                      /* neither, and no step in it */
	bool lang_matters; /* another lang would read it differently */
	/* block 0 is the plan (is_plan) or the step (is_step) of the head */
	const struct hito_block *blocks;
	size_t block_count;
};

struct hito_key_memo;

struct hito_document_options {
	const struct hito_project *project;
	const struct hito_mapping *mapping;
	/* Of the plan that the file belongs to, where the file has no lang:
	 * of its own. NONE is no language: ambiguous numbers are errors. */
	enum hito_lang lang;
	/* Of one file after the other: it is emptied first. NULL: its own. */
	struct hito_arena *scratch;
	/* Of one file after the other, too, on one thread. NULL: its own. */
	struct hito_key_memo *memos;
};

/*
 * Read a file. What cannot be read raises findings, keeps its place and never
 * hides the rest. Fails for want of memory and past limits only.
 * findings may be NULL (history).
 */
HITO_MUST bool hito_document_read(const struct hito_source *source,
				  const struct hito_document_options *options,
				  struct hito_arena *arena,
				  struct hito_findings *findings,
				  struct hito_document **out_document,
				  struct hito_err *err);

/* The team and KPIs of the project file as a document of such blocks. */
HITO_MUST bool hito_document_project(const struct hito_project *project,
				     struct hito_arena *arena,
				     struct hito_findings *findings,
				     struct hito_document **out_document,
				     struct hito_err *err);

/* The same as below, of a block that is not indexed. */
const struct hito_value *hito_block_search(const struct hito_block *block,
					   enum hito_key key);

/* A block's own value; NULL when absent or empty. */
static inline const struct hito_value *
hito_block_value(const struct hito_block *block, enum hito_key key)
{
	if (!block->indexed || key >= HITO_KEY_COUNT)
		return hito_block_search(block, key);
	return block->places[key] ? &block->values[block->places[key] - 1]
				  : NULL;
}

/*
 * Over all that events are made of, kind, id, title and the value of each key
 * whose change is one: equal blocks, equal hash.
 */
uint64_t hito_block_hash(const struct hito_block *block);

#pragma GCC visibility pop
#endif
