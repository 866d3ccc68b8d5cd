/* SPDX-License-Identifier: MIT */
/*
 * Gaps: what of the past cannot be read, told once, at the first commit that
 * has it.
 */
#ifndef HITO_HISTORY_GAPS_H
#define HITO_HISTORY_GAPS_H

#include "history/snapshot.h"
#include "history/survey.h"

struct hito_gaps {
	const struct hito_catalog *catalog;
	struct hito_arena *arena;
	struct hito_gap *list;
	size_t count, capacity;
	struct hito_str missing; /* id of the object that is named */
};

/* What is lost of the files of a commit, before they are read. */
bool hito_gaps_lost(struct hito_gaps *gaps, const struct hito_files *files);

/* What cannot be read of the files of a commit. False: no memory. */
bool hito_gaps_tell(struct hito_gaps *gaps,
		    const struct hito_surveyed *surveyed,
		    const struct hito_commit *commit,
		    const struct hito_files *files);

#endif
