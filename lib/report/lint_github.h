/* SPDX-License-Identifier: MIT */
/*
 * Findings as commands of GitHub Actions, which shows them at their lines.
 *
 * It shows ten of a level for a step of a job and drops the others without a
 * word, so the first ten of each are written, and how many more there are.
 */
#ifndef HITO_REPORT_LINT_GITHUB_H
#define HITO_REPORT_LINT_GITHUB_H

#include <stdbool.h>

#include "hito/lint.h"

/* False when memory ends. */
HITO_MUST bool hito_lint_github(struct hito_out *out, enum hito_lang lang,
				const struct hito_lint_result *result,
				struct hito_arena *scratch);

#endif
