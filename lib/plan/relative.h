/* SPDX-License-Identifier: MIT */
/*
 * Days as people say them on a command line: "tomorrow", "+2w".
 */
#ifndef HITO_PLAN_RELATIVE_H
#define HITO_PLAN_RELATIVE_H

#include "hito/date.h"

/*
 * "+2w", "-3d", "+1mo" from a day: civil days. NONE: it is no such thing, or
 * further than a hundred years.
 */
hito_day hito_day_relative(struct hito_str text, hito_day from);

/*
 * "today", "tomorrow", "yesterday", in English or Spanish. NONE: it is no such
 * word.
 */
hito_day hito_day_word(struct hito_str text, hito_day today);

/* One of these, counted from today, or 2026-05-04. NONE: it is no day. */
hito_day hito_day_said(struct hito_str text, hito_day today);

#endif
