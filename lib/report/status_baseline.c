/* SPDX-License-Identifier: MIT */
/* The variance of a status from its baseline, as JSON. */
#include "report/status_baseline.h"

#include "report/variance_json.h"

void hito_status_baseline_json(struct hito_json *json,
			       const struct hito_status_baseline *baseline,
			       const struct hito_item *plan)
{
	struct hito_variance variance = *baseline->variance;

	for (size_t i = 0; plan && i < baseline->variance->count; i++) {
		if (baseline->variance->plans[i].now != plan)
			continue;
		variance.plans = &baseline->variance->plans[i];
		variance.count = 1;
		break;
	}
	if (plan && (!variance.count || variance.plans[0].now != plan))
		variance.count = 0;
	hito_json_key(json, "baseline");
	hito_json_open_object(json);
	hito_json_landmark(json, "at", &baseline->at);
	hito_json_variance(json, &variance);
	hito_json_close_object(json);
}
