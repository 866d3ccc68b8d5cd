/* SPDX-License-Identifier: MIT */
/*
 * Where a key that is missing in a block would be written.
 */
#ifndef HITO_PLAN_SLOT_H
#define HITO_PLAN_SLOT_H

#include "hito/document.h"

#define HITO_SLOT_KEYS 5

struct hito_slot {
	const struct hito_source *source;
	const struct hito_block *block;
	/* Keys that mean it; one that stands there without a value is filled.
	 * Those that are not used are HITO_KEY_COUNT. */
	enum hito_key keys[HITO_SLOT_KEYS];
	/* A new line goes behind the first of these that is there, else to
	 * the top of the block. */
	enum hito_key behind[HITO_SLOT_KEYS];
};

/*
 * The edit that writes "key: text", with the indentation and line end of its
 * neighbour; a text that begins with a line end goes below the key. *placed is
 * false where the block is not of the usual shape, a key to a line. False when
 * memory ends.
 */
HITO_MUST bool hito_slot_edit(const struct hito_slot *slot,
			      struct hito_arena *arena, struct hito_str key,
			      struct hito_str text, struct hito_edit *out,
			      bool *out_placed);

/*
 * Fix the finding that was added last by that edit; no fix where there is none.
 * False when memory ends.
 */
HITO_MUST bool hito_slot_fill(const struct hito_slot *slot,
			      struct hito_findings *findings,
			      struct hito_finding *finding,
			      enum hito_safety safety, struct hito_str key,
			      struct hito_str text);

/*
 * Has the block no such key, not even one without a value or a misspelt one?
 */
bool hito_slot_is_free(const struct hito_block *block, enum hito_key key);

/* The white space before a key; false when it does not begin its line. */
bool hito_slot_indent(const struct hito_source *source,
		      const struct hito_value *value, struct hito_str *out);
/* The line end that the file has there. */
struct hito_str hito_slot_line_end(const struct hito_source *source,
				   uint32_t offset);

#endif
