/* SPDX-License-Identifier: MIT */
/*
 * KPIs that rest: were their steps done on time? Then the strategy is in
 * doubt, else the execution.
 */
#ifndef HITO_STATUS_DOUBT_H
#define HITO_STATUS_DOUBT_H

#include "status/join.h"

/* Of the KPIs [0, count), by the steps of a plan. False when memory ends. */
bool hito_doubt_derive(const struct hito_join *join,
		       const struct hito_plan_status *plan,
		       struct hito_kpi_status *const *kpis, size_t count,
		       struct hito_arena *scratch);

#endif
