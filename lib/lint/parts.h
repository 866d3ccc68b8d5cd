/* SPDX-License-Identifier: MIT */
/*
 * All rules over all that was read, on as many threads as may be.
 */
#ifndef HITO_LINT_PARTS_H
#define HITO_LINT_PARTS_H

#include "lint/lint.h"

/*
 * Raise what the rules find. False when texts could not be judged, and err
 * says why; lint->no_memory when something else was lost.
 */
HITO_MUST bool hito_lint_judge_parts(struct hito_lint *lint,
				     struct hito_err *err);

#endif
