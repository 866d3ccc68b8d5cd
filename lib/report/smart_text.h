/* SPDX-License-Identifier: MIT */
/*
 * A judged text for people: the five letters, the reason for each, and what
 * to add.
 */
#ifndef HITO_REPORT_SMART_TEXT_H
#define HITO_REPORT_SMART_TEXT_H

#include "hito/judge.h"
#include "report/style.h"

void hito_smart_text(struct hito_out *out, const struct hito_style *style,
		     const struct hito_judgement *judgement);

#endif
