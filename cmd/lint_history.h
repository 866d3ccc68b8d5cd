/* SPDX-License-Identifier: MIT */
/*
 * hito lint --history: what the rules that look at commits need.
 */
#ifndef HITO_CMD_LINT_HISTORY_H
#define HITO_CMD_LINT_HISTORY_H

#include "hito/lint.h"
#include "place.h"

struct lint_history {
	struct run *run;
	struct hito_history *history;  /* NULL: nobody asked, or see why */
	struct hito_workspace *before; /* may be NULL */
	const char *why; /* it could not be read; English, one argument */
	struct hito_str why_arg, remedy;
};

/*
 * Read the history up to a commit (rev NULL: HEAD) and the project as it was
 * some days ago; place was read. Where there is none or not all of it, that
 * is no failure: rule H000 says so.
 */
HITO_MUST bool lint_history_read(struct lint_history *past,
				 const struct place *place, const char *rev,
				 struct hito_err *err);

/* Join it to a workspace, and hand it to the linter. */
HITO_MUST bool lint_history_join(const struct lint_history *past,
				 const struct hito_workspace *workspace,
				 struct hito_lint_options *options,
				 struct hito_arena *arena,
				 struct hito_err *err);

#endif
