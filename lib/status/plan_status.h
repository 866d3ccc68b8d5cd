/* SPDX-License-Identifier: MIT */
/* A plan's figures, from its steps', objectives' and KPIs'. */
#ifndef HITO_STATUS_PLAN_STATUS_H
#define HITO_STATUS_PLAN_STATUS_H

#include "status/join.h"

/* False when memory ends. last_change is left to the caller. */
bool hito_plan_status_derive(const struct hito_join *join,
			     const struct hito_calendar *calendar,
			     const struct hito_item *plan,
			     struct hito_plan_status *out_status);

/* Count a step in; only leaves are counted. */
void hito_tally_add(struct hito_tally *tally,
		    const struct hito_step_status *step);
/* Add the counts of one to all. */
void hito_tally_join(struct hito_tally *all, const struct hito_tally *one);

#endif
