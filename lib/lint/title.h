/* SPDX-License-Identifier: MIT */
/*
 * A title as somebody types it in a hurry, and what it says beside the work:
 * "Publish 12 posts by 30 June @ana".
 */
#ifndef HITO_LINT_TITLE_H
#define HITO_LINT_TITLE_H

#include "hito/judge.h"

struct hito_title {
	struct hito_str text;    /* what is left of it; may be empty */
	struct hito_str owner;   /* without @; empty: none */
	struct hito_str success; /* its figure; empty: none */
	hito_day due;            /* HITO_DAY_NONE: none */
};

/*
 * Read a title on one line. Owner and day are cut off where they stand at its
 * beginning or end; a term in the middle, or one of two days, is left in it,
 * and counts nevertheless.
 */
HITO_MUST bool hito_title_read(struct hito_judge *judge, struct hito_str text,
			       const struct hito_judge_options *options,
			       struct hito_arena *arena, struct hito_title *out,
			       struct hito_err *err);

#endif
