/* SPDX-License-Identifier: MIT */
/*
 * Front matter: YAML as the plan format allows it (hito-format(5), YAML),
 * with the bytes of every key and value.
 *
 * A line that begins with "key:" in column 0 of the block starts a new entry,
 * and only the entry that cannot be read is lost.
 */
#ifndef HITO_TEXT_FRONTMATTER_H
#define HITO_TEXT_FRONTMATTER_H

#include <stdbool.h>
#include <stddef.h>

#include "hito/finding.h"
#include "hito/source.h"

enum hito_yaml_kind { HITO_YAML_SCALAR, HITO_YAML_SEQUENCE, HITO_YAML_MAPPING };

enum hito_yaml_style {
	HITO_YAML_PLAIN,
	HITO_YAML_SINGLE_QUOTED,
	HITO_YAML_DOUBLE_QUOTED,
	HITO_YAML_LITERAL,
	HITO_YAML_FOLDED,
	HITO_YAML_BLOCK,     /* a collection, an item a line */
	HITO_YAML_FLOW,      /* a collection in brackets */
	HITO_YAML_RECOVERED, /* no YAML: the rest of the line as text */
};

struct hito_yaml_entry;

struct hito_yaml {
	enum hito_yaml_kind kind;
	enum hito_yaml_style style;
	bool bare; /* text is the bytes of span, without white space around */
	/*
	 * Where the value stands: quotes and brackets included, comments and
	 * white space around it not. An empty value has an empty span where
	 * it would stand (behind the colon, or behind the space after it).
	 */
	struct hito_span span;
	struct hito_str text; /* a scalar decoded; may hold any character */
	struct hito_yaml_entry *entries; /* of a collection, in order */
	size_t count;
};

struct hito_yaml_entry {
	struct hito_str key; /* decoded; empty in a sequence */
	struct hito_span key_span;
	/* From the key (or dash) to the end of its value; comments between
	 * are inside, those after it are not. */
	struct hito_span span;
	struct hito_yaml value;
	bool readable; /* false: a finding was raised, value is empty */
};

/*
 * Read the block (without its fence or --- lines) into a mapping. Broken
 * entries raise one finding each and are kept with readable = false, or are
 * recovered as text (style RECOVERED, a finding with the safe fix that quotes
 * it). An entry that touches damage is kept with readable = false and without
 * a finding, for hito_source_check raises it. A block that is no mapping at all
 * gives an empty mapping and one finding. Fails only for want of memory.
 *
 * Raises F001 (syntax, conflict markers, tab), F002 (keys that are equal byte
 * by byte; aliases are the model's), F004 (recovered, cut or emptied values),
 * F007 (anchors, aliases, tags, merge keys, ? keys, directives, several
 * documents, depth or size over the limit). It does not judge the keys.
 * Values inside of a readable entry may have readable = false themselves.
 */
HITO_MUST bool
hito_frontmatter_read(const struct hito_source *source, struct hito_span block,
		      struct hito_arena *arena, struct hito_findings *findings,
		      struct hito_yaml *out_root, struct hito_err *err);

/* The same; entries live only as long as rows, texts as long as arena. */
HITO_MUST bool
hito_frontmatter_rows(const struct hito_source *source, struct hito_span block,
		      struct hito_arena *arena, struct hito_arena *rows,
		      struct hito_findings *findings,
		      struct hito_yaml *out_root, struct hito_err *err);

/*
 * The same for a file that is YAML from end to end: its size is bounded by
 * whoever read it.
 */
HITO_MUST bool
hito_yaml_read_file(const struct hito_source *source, struct hito_span block,
		    struct hito_arena *arena, struct hito_findings *findings,
		    struct hito_yaml *out_root, struct hito_err *err);

/* The entry of a mapping by its exact key; NULL when absent. */
const struct hito_yaml_entry *hito_yaml_find(const struct hito_yaml *mapping,
					     const char *key);

/*
 * Text as a scalar that YAML reads back as itself in a block (not in brackets):
 * plain where that is safe, else double quoted. ptr NULL: no memory.
 */
struct hito_str hito_yaml_quote(struct hito_arena *arena, struct hito_str text);

#endif
