/* SPDX-License-Identifier: MIT */
/*
 * A file with edits in memory: what it was, what it is then, and which of its
 * lines are as they were. Fixes and moves make these; nothing here writes a
 * file.
 */
#ifndef HITO_FIXED_H
#define HITO_FIXED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hito/finding.h"

#pragma GCC visibility push(default)

/* Fixes that are in each other's way, or follow from others, come later. */
#define HITO_FIX_ROUNDS 10

/* A line of the fixed text that is none of the first one. */
#define HITO_FIX_NEW UINT32_MAX

/* A file with fixes. Texts live as long as the arena of the fixes. */
struct hito_fixed {
	struct hito_str path;
	struct hito_str before, after;
	/* of each line of after: its number in before, from 0, or FIX_NEW */
	const uint32_t *origins;
	uint32_t line_count;
	bool is_new, is_gone;     /* it comes, it goes: the other is empty */
	struct hito_str new_path; /* it gets another one; else ptr NULL */
	size_t count;             /* findings that were fixed */
	/* What it was after each round. Fixes that undo each other come back
	 * to one of these, and are not followed in circles. */
	struct hito_str earlier[HITO_FIX_ROUNDS];
	size_t earlier_count;
	/* Its fixes were taken back, since they would have made an error of
	 * this rule; else HITO_RULE_COUNT. Suggested ones first: then it has
	 * the safe ones. */
	enum hito_rule refused;
	enum hito_safety safety; /* of the fixes that it takes */
	bool given_up;           /* as it is, and not to be fixed any more */
};

/* Does the file differ from what it was? */
bool hito_fixed_is_changed(const struct hito_fixed *fixed);

#pragma GCC visibility pop
#endif
