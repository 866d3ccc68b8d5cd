/* SPDX-License-Identifier: MIT */
/*
 * What of a status is otherwise than at its baseline: a part of the reports
 * of a status, made as those of hito diff are.
 */
#ifndef HITO_REPORT_STATUS_BASELINE_H
#define HITO_REPORT_STATUS_BASELINE_H

#include "base/json.h"
#include "hito/variance.h"
#include "report/style.h"

/* A section. False when scratch ends. */
HITO_MUST bool
hito_status_baseline_text(struct hito_out *out, const struct hito_style *style,
			  const struct hito_status_baseline *baseline,
			  struct hito_arena *scratch);
HITO_MUST bool
hito_status_baseline_markdown(struct hito_out *out,
			      const struct hito_style *style,
			      const struct hito_status_baseline *baseline,
			      struct hito_arena *scratch);

/* "baseline": the commit and the variance; plan: that one alone, or NULL. */
void hito_status_baseline_json(struct hito_json *json,
			       const struct hito_status_baseline *baseline,
			       const struct hito_item *plan);

#endif
