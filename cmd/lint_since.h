/* SPDX-License-Identifier: MIT */
/*
 * hito lint --since REV: the findings of a line of work, without those that
 * were there before.
 *
 * The project is read from Git's objects as it was at the merge base of REV
 * and HEAD, and judged with the rules of today; no diff is asked.
 */
#ifndef HITO_CMD_LINT_SINCE_H
#define HITO_CMD_LINT_SINCE_H

#include "hito/lint.h"
#include "lint/baseline.h"
#include "lint_history.h"
#include "place.h"

struct lint_since {
	struct run *run;
	struct hito_lint_since said; /* rev NULL: nobody asked */
	struct hito_workspace *base; /* NULL: it cannot be told */
	struct hito_lint_result result;
	struct lint_history past;
	struct hito_err why; /* why not, and what mends it */
};

/*
 * Find the commit, read the project there and judge it; place was read.
 * Entries of the baseline (may be NULL) that were stale there are no news.
 * Where the clone lacks what is needed it is done, too, and said at the end.
 */
HITO_MUST bool lint_since_read(struct lint_since *since, const char *rev,
			       const struct place *place,
			       const struct hito_lint_options *options,
			       struct hito_baseline *baseline,
			       struct hito_err *err);

/*
 * Of a merge that is about to be committed, what the other side had: that is
 * no news, either. Nothing where no merge is going on.
 */
HITO_MUST bool lint_since_merged(struct lint_since *since,
				 const struct place *place,
				 const struct hito_lint_options *options,
				 struct hito_baseline *baseline,
				 struct hito_err *err);

/* Leave what is older out of a result. */
HITO_MUST bool lint_since_apply(struct lint_since *since,
				const struct hito_model *model,
				struct hito_lint_result *result,
				struct hito_arena *arena, struct hito_err *err);

/* The exit status, and on standard error why nothing was left out. */
int lint_since_end(struct lint_since *since, int status);

#endif
