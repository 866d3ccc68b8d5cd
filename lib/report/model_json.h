/* SPDX-License-Identifier: MIT */
/*
 * The model as JSON (schema/model.json): what was read, and where it stands.
 */
#ifndef HITO_REPORT_MODEL_JSON_H
#define HITO_REPORT_MODEL_JSON_H

#include "base/json.h"
#include "report/choice.h"

/* "values" and "others" of an item, with their places. */
void hito_json_values(struct hito_json *json, const struct hito_item *item);
/* "checklist" of a step. */
void hito_json_checklist(struct hito_json *json, const struct hito_item *step);

/* False when memory ends. */
HITO_MUST bool hito_model_json(struct hito_out *out,
			       const struct hito_model *model,
			       const struct hito_choice *choice,
			       struct hito_arena *scratch);

#endif
