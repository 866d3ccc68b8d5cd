/* SPDX-License-Identifier: MIT */
/*
 * Days as people say them: "today", "+2w".
 */
#ifndef HITO_PLAN_RELATIVE_H
#define HITO_PLAN_RELATIVE_H

#include "hito/date.h"

/*
 * "+2w", "-3d", "+1mo" from a day: civil days. NONE: it is no such thing, or
 * further than a hundred years.
 */
hito_day hito_day_relative(struct hito_str text, hito_day from);

/* "today", "hoy" */
bool hito_day_is_today(struct hito_str text);

#endif
