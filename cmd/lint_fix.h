/* SPDX-License-Identifier: MIT */
/* What becomes of fixed texts: files, standard output, or a diff. */
#ifndef HITO_CMD_LINT_FIX_H
#define HITO_CMD_LINT_FIX_H

#include "hito/fix.h"
#include "place.h"
#include "report/lint_format.h"

/*
 * Write the fixed files. One that cannot be written is told on standard
 * error, given up, and counted in out_failed.
 */
HITO_MUST bool lint_fix_write(const struct place *place,
			      struct hito_fixes *fixes, size_t *out_failed,
			      struct hito_err *err);

/* Print a text that came from standard input, as it is now. */
void lint_fix_print(struct run *run, const struct hito_fixes *fixes,
		    struct hito_str before, struct hito_str path);

/* Print the changes of all files. */
HITO_MUST bool lint_fix_diff(struct run *run, const struct hito_fixes *fixes,
			     struct hito_err *err);

/* Say whose fixes were taken back, and why; unfinished: some are left. */
void lint_fix_say(struct run *run, const struct hito_fixes *fixes,
		  bool unfinished);

/* Is any text another one now? */
bool lint_fix_changed(const struct hito_fixes *fixes);

/* Count what was fixed, and what of a result can be. */
void lint_fix_count(const struct hito_fixes *fixes,
		    const struct hito_model *model,
		    const struct hito_lint_result *result,
		    struct hito_lint_fixing *out);

#endif
