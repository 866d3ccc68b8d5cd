/* SPDX-License-Identifier: MIT */
/*
 * Reading values: what one front matter entry means as its key's type.
 */
#ifndef HITO_PLAN_VALUE_H
#define HITO_PLAN_VALUE_H

#include <stdbool.h>

#include "hito/project.h"
#include "hito/value.h"
#include "text/frontmatter.h"

/* Where a value stands and how it is to be read. */
struct hito_value_context {
	const struct hito_source *source;
	enum hito_kind kind;
	enum hito_lang lang;
	const struct hito_mapping *mapping; /* NULL: written for hito */
	const struct hito_project *project;
	struct hito_arena *arena;
	struct hito_findings *findings; /* may be NULL */
	bool *lang_matters; /* set where another lang reads it differently */
};

/*
 * The same as below, as a type: that of the key or, for HITO_KEY_COUNT, which
 * is no key of the table, one that needs no table. All findings of such a
 * value are F004.
 */
HITO_MUST bool hito_value_read_as(const struct hito_value_context *context,
				  enum hito_key key, enum hito_type type,
				  const struct hito_yaml_entry *entry,
				  struct hito_value *out_value, bool *out_empty,
				  struct hito_err *err);

/*
 * Read one front matter entry as the key's type. Nothing is lost: a value
 * that cannot be read has readable = false and keeps its raw text.
 *
 * out_empty  the key has no value: null, nothing, an empty collection
 *
 * Fails only for want of memory.
 */
HITO_MUST static inline bool
hito_value_read(const struct hito_value_context *context, enum hito_key key,
		const struct hito_yaml_entry *entry,
		struct hito_value *out_value, bool *out_empty,
		struct hito_err *err)
{
	return hito_value_read_as(context, key, hito_key_type(key), entry,
				  out_value, out_empty, err);
}

/* The state that a mapping's own word means; FOREIGN: it has no such word. */
enum hito_word hito_mapping_state(const struct hito_mapping *mapping,
				  struct hito_str text);

/*
 * A day in a format: strptime's %Y %m %d %H %M %S %z; everything else stands
 * for itself. NONE when the text is none.
 */
hito_day hito_day_match(struct hito_str format, struct hito_str text);

#endif
