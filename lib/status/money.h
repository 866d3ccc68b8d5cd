/* SPDX-License-Identifier: MIT */
/* What a plan costs and brings, against what is set aside for it. */
#ifndef HITO_STATUS_MONEY_H
#define HITO_STATUS_MONEY_H

#include "status/join.h"

/* False when memory ends. */
bool hito_money_derive(const struct hito_join *join,
		       const struct hito_plan_status *plan,
		       struct hito_arena *scratch,
		       struct hito_figures *figures);
/* The rows of several plans, by unit. False when memory ends. */
bool hito_money_total(const struct hito_plan_status *plans, size_t count,
		      struct hito_arena *arena, struct hito_totals *totals);
/* Mean of confidence: over open leaves. */
void hito_confidence_derive(const struct hito_join *join,
			    const struct hito_plan_status *plan,
			    struct hito_figures *figures);

#endif
