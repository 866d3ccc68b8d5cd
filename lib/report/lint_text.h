/* SPDX-License-Identifier: MIT */
/*
 * Findings for people: "path:line:column: level: [RULE] message", the source
 * line with the place marked, what to do, and a sum at the end.
 *
 * The first line is that of compilers, so that editors can jump to it; its
 * level is never translated. No line begins with foreign text that a CI
 * system could take for a command of its own.
 */
#ifndef HITO_REPORT_LINT_TEXT_H
#define HITO_REPORT_LINT_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "hito/lint.h"

struct hito_lint_text_options {
	enum hito_lang lang;
	bool color;
	size_t columns; /* of the terminal: longer source lines are cut */
	size_t threads; /* many findings are written on two, if it is more */
};

/* False when memory ends. */
HITO_MUST bool hito_lint_text(struct hito_out *out,
			      const struct hito_lint_result *result,
			      const struct hito_lint_text_options *options,
			      struct hito_arena *scratch);

/* "1 new since main (merge base 1234567), 3 older hidden"; since is set. */
void hito_lint_text_since(struct hito_out *out, enum hito_lang lang,
			  const struct hito_lint_result *result);

/* "3 errors, 1 warning in 2 plans, 12 steps", without a line end. */
void hito_lint_text_sum(struct hito_out *out, enum hito_lang lang,
			const struct hito_lint_result *result);

/*
 * "score of open steps: S 5/5 M 3/5 A 5/5 R 5/5 T 4/5", without a line end;
 * steps is not 0.
 */
void hito_lint_text_score(struct hito_out *out, enum hito_lang lang,
			  const struct hito_lint_score *score);

#endif
