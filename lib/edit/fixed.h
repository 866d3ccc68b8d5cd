/* SPDX-License-Identifier: MIT */
/*
 * Edits of a text applied, and which of its lines they leave as they were.
 */
#ifndef HITO_EDIT_FIXED_H
#define HITO_EDIT_FIXED_H

#include "hito/fixed.h"

/* The first text: every line is its own origin. False when memory ends. */
HITO_MUST bool hito_fixed_lines(struct hito_fixed *fixed,
				struct hito_arena *arena);

/* Apply edits, in order and not overlapping. False when memory ends. */
HITO_MUST bool hito_fixed_splice(struct hito_fixed *fixed,
				 const struct hito_edit *edits, size_t count,
				 struct hito_arena *arena);

/* Where a span is then; what is put in at its very start belongs to it. */
struct hito_span hito_fixed_span(struct hito_span span,
				 const struct hito_edit *edits, size_t count);

#endif
