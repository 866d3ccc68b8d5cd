/* SPDX-License-Identifier: MIT */
/* A variance as JSON: what hito diff and hito status --baseline print. */
#ifndef HITO_REPORT_VARIANCE_JSON_H
#define HITO_REPORT_VARIANCE_JSON_H

#include "base/json.h"
#include "hito/landmark.h"
#include "hito/variance.h"

/* {"commit", "time", "day", "subject"}; null for the work tree. */
void hito_json_landmark(struct hito_json *json, const char *key,
			const struct hito_landmark *landmark);

/* "project_changed", "unreadable", "loads", "plans". */
void hito_json_variance(struct hito_json *json,
			const struct hito_variance *variance);

/* {"from", "to", "days", "working_days"} under a key. */
void hito_json_varied_day(struct hito_json *json, const char *key,
			  const struct hito_varied_day *day);

#endif
