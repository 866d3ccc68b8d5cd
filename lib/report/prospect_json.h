/* SPDX-License-Identifier: MIT */
/* A step with its place in the schedule as JSON: what lists have in common. */
#ifndef HITO_REPORT_PROSPECT_JSON_H
#define HITO_REPORT_PROSPECT_JSON_H

#include "base/json.h"
#include "status/outlook.h"

/* The keys of a step, in an object that is open. */
void hito_json_prospect(struct hito_json *json,
			const struct hito_prospect *prospect,
			const struct hito_status *status);
/* "plan/step" */
void hito_json_step_name(struct hito_json *json, const struct hito_item *step);
/* "path" and "line" of an item. */
void hito_json_item_place(struct hito_json *json, const struct hito_item *item);
/* "schema", "today", "at", "history", "unreadable". */
void hito_json_begin(struct hito_json *json, const char *schema,
		     const struct hito_status *status);

#endif
