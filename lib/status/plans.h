/* SPDX-License-Identifier: MIT */
/*
 * All plans of a project, each worked out by itself.
 */
#ifndef HITO_STATUS_PLANS_H
#define HITO_STATUS_PLANS_H

#include "status/join.h"

/*
 * Work out the plans of the model that is shown, in their order, on as many
 * threads as the join's input wants. False: memory ends.
 */
bool hito_plans_derive(const struct hito_join *join,
		       struct hito_plan_status *plans);

#endif
