/* SPDX-License-Identifier: MIT */
/* What history tells of a step, as JSON (status_json.c). */
#ifndef HITO_REPORT_STEP_JSON_H
#define HITO_REPORT_STEP_JSON_H

#include "base/json.h"
#include "hito/status.h"

/* Keys from "created" to "commits", and figures, in an object that is open.
 * Without a history nothing was counted: null. */
void hito_json_step_history(struct hito_json *json,
			    const struct hito_step_status *step, bool history);

#endif
