/* SPDX-License-Identifier: MIT */
/*
 * The model as a tree for people: plans, objectives, steps, with their ids.
 */
#ifndef HITO_REPORT_MODEL_TEXT_H
#define HITO_REPORT_MODEL_TEXT_H

#include "report/choice.h"
#include "report/style.h"

void hito_model_text(struct hito_out *out, const struct hito_style *style,
		     const struct hito_model *model,
		     const struct hito_choice *choice);

#endif
