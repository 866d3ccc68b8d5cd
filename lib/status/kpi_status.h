/* SPDX-License-Identifier: MIT */
/* How far a KPI has come. */
#ifndef HITO_STATUS_KPI_STATUS_H
#define HITO_STATUS_KPI_STATUS_H

#include "status/join.h"

/* plan_start may be NONE: then the first reading is where time begins. */
void hito_kpi_status_derive(const struct hito_join *join,
			    const struct hito_item *kpi, hito_day plan_start,
			    struct hito_kpi_status *out_status);

#endif
