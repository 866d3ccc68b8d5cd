/* SPDX-License-Identifier: MIT */
/* How long finished work took, of all and by type. */
#ifndef HITO_STATUS_CYCLE_H
#define HITO_STATUS_CYCLE_H

#include "status/join.h"

/* False when memory ends. */
bool hito_cycle_derive(const struct hito_join *join,
		       const struct hito_plan_status *plan,
		       struct hito_arena *scratch,
		       struct hito_figures *figures);
/* Of all plans' leaves together. */
bool hito_cycle_total(const struct hito_plan_status *plans, size_t count,
		      struct hito_arena *scratch, struct hito_cycle *out_cycle);

#endif
