/* SPDX-License-Identifier: MIT */
/* What a merge says on standard error: conflicts, and what came twice. */
#ifndef HITO_CMD_CONFLICT_H
#define HITO_CMD_CONFLICT_H

#include "edit/merge.h"
#include "run.h"

/* Lines that a command prints for all its files. */
enum { CONFLICT_LINES = 100 };

/*
 * A line for each conflict and note, but not too many for one file, then the
 * number of the others. path: as shown. Nothing where there is nothing to say,
 * or --quiet.
 *
 * room  the lines that may be printed still; less by those that were
 */
void conflict_print(struct run *run, struct hito_str path,
		    const struct hito_merged *merged,
		    const struct hito_merge_options *options, size_t *room);

#endif
