/* SPDX-License-Identifier: MIT */
/* The values that a KPI had, from readings: and from now: over history. */
#ifndef HITO_STATUS_KPI_SERIES_H
#define HITO_STATUS_KPI_SERIES_H

#include "status/join.h"

/* False when memory ends. */
bool hito_kpi_series_derive(const struct hito_join *join,
			    struct hito_kpi_status *status);

#endif
