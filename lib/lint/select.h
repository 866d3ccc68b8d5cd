/* SPDX-License-Identifier: MIT */
/*
 * Which rules count where, and at which level: the project file's lint:,
 * then --select and --ignore.
 */
#ifndef HITO_LINT_SELECT_H
#define HITO_LINT_SELECT_H

#include <stdbool.h>

#include "hito/lint.h"

/* Every word of the options names a rule, else HITO_ERR_USAGE. */
HITO_MUST bool hito_select_check(const struct hito_lint_options *options,
				 struct hito_err *err);

/*
 * Is a finding wanted? Sets the level that the project file gives its rule;
 * what a draft made info stays info.
 */
bool hito_select_finding(const struct hito_project *project,
			 const struct hito_lint_options *options,
			 struct hito_finding *finding);

/* Could a finding of the rule be wanted anywhere? */
bool hito_select_may(const struct hito_project *project,
		     const struct hito_lint_options *options,
		     enum hito_rule rule);

#endif
