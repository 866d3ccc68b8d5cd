/* SPDX-License-Identifier: MIT */
/*
 * What is said of a thing without an id.
 */
#ifndef HITO_PLAN_MISSING_H
#define HITO_PLAN_MISSING_H

#include "plan/assembly.h"

/*
 * Raise F005 for a thing whose id was made, with the fix that writes it down.
 * numbered: its title gave none. Silent for objectives without front matter
 * and in mapped files.
 */
HITO_MUST bool hito_missing_id(struct hito_assembly *assembly,
			       const struct hito_node *node, bool numbered,
			       struct hito_err *err);

#endif
