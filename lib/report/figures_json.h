/* SPDX-License-Identifier: MIT */
/* The figures of a plan, of its steps and its KPIs as JSON. */
#ifndef HITO_REPORT_FIGURES_JSON_H
#define HITO_REPORT_FIGURES_JSON_H

#include "base/json.h"
#include "hito/status.h"

/* The key "figures"; null where they were not asked for. */
void hito_json_figures(struct hito_json *json,
		       const struct hito_plan_status *plan);
/* The keys of an open object of a KPI. */
void hito_json_kpi_figures(struct hito_json *json,
			   const struct hito_kpi_status *kpi);
/* The keys promises, handovers and unknown of an open object of a step. */
void hito_json_step_figures(struct hito_json *json,
			    const struct hito_step_status *step);
/* The key "totals": of all plans that are shown. */
void hito_json_totals(struct hito_json *json, const struct hito_status *status);
/* The keys of counts of an open object. */
void hito_json_tally(struct hito_json *json, const struct hito_tally *tally);

#endif
