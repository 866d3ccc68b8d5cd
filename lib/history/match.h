/* SPDX-License-Identifier: MIT */
/*
 * Which thing of a parent commit each row of a commit is.
 *
 * By identity; duplicates by path, then title, then order; a step that left
 * one plan and appeared in exactly one other has moved; where exactly one
 * thing without a written id vanished and one appeared in the same place, it
 * was retitled (hito-format(5), IDENTITY).
 */
#ifndef HITO_HISTORY_MATCH_H
#define HITO_HISTORY_MATCH_H

#include "history/state.h"

#define HITO_NO_ROW UINT32_MAX

struct hito_match {
	struct hito_thing *const *things; /* the parent's, by name */
	size_t thing_count;
	uint32_t *thing_of; /* by row: index of its thing, or HITO_NO_ROW */
	uint32_t *row_of;   /* by thing: index of its row, or HITO_NO_ROW */
	bool *inferred;     /* by row: matched as retitled */
};

/* rows and things are sorted by name. */
bool hito_match_rows(const struct hito_row *const *rows, size_t row_count,
		     struct hito_thing *const *things, size_t thing_count,
		     struct hito_arena *arena, struct hito_match *out_match,
		     struct hito_err *err);

#endif
