/* SPDX-License-Identifier: MIT */
/*
 * Fixes that take more than the value that is wrong: other keys of its block,
 * other things of its plan.
 */
#ifndef HITO_LINT_MEND_H
#define HITO_LINT_MEND_H

#include "lint/lint.h"

/*
 * T001 of a step whose title or criterion names a day: suggest the line. The
 * finding, added last, gets a help that says where the day comes from.
 */
void hito_lint_mend_due(struct hito_lint *lint, const struct hito_item *step,
			struct hito_finding *finding);

/* M005 of a KPI that steps with a due date move: that day. Added last. */
void hito_lint_mend_window(struct hito_lint *lint, const struct hito_item *kpi,
			   struct hito_finding *finding);

/*
 * A002 of a step, which was raised while its file was read: the first stays,
 * the others support. Does nothing for any other finding.
 */
void hito_lint_mend_owners(struct hito_lint *lint,
			   struct hito_finding *finding);

#endif
