/* SPDX-License-Identifier: MIT */
/* The figures of a plan on a page of a terminal (--verbose). */
#ifndef HITO_REPORT_FIGURES_TEXT_H
#define HITO_REPORT_FIGURES_TEXT_H

#include "hito/status.h"
#include "report/style.h"

/* A figure a line, each with why where it is not known. */
void hito_figures_text(struct hito_out *out, const struct hito_style *style,
		       const struct hito_plan_status *plan, hito_day today,
		       struct hito_arena *scratch);
/* The values that a KPI had, under its line. */
void hito_readings_text(struct hito_out *out, const struct hito_style *style,
			const struct hito_kpi_status *kpi, size_t indent,
			struct hito_arena *scratch);

#endif
