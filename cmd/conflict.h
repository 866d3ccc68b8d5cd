/* SPDX-License-Identifier: MIT */
/* What a merge says on standard error: conflicts, and what came twice. */
#ifndef HITO_CMD_CONFLICT_H
#define HITO_CMD_CONFLICT_H

#include "edit/merge.h"
#include "run.h"

/*
 * A line for each conflict and note, then their number. path: as shown.
 * Nothing where there is nothing to say, or --quiet.
 */
void conflict_print(struct run *run, struct hito_str path,
		    const struct hito_merged *merged,
		    const struct hito_merge_options *options);

#endif
