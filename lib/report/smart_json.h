/* SPDX-License-Identifier: MIT */
/*
 * A judged text as one line of JSON (hito schema smart).
 */
#ifndef HITO_REPORT_SMART_JSON_H
#define HITO_REPORT_SMART_JSON_H

#include "hito/judge.h"
#include "hito/out.h"

void hito_smart_json(struct hito_out *out,
		     const struct hito_judgement *judgement);

#endif
