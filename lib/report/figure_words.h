/* SPDX-License-Identifier: MIT */
/* The figures of a plan in words, for pages of every form. */
#ifndef HITO_REPORT_FIGURE_WORDS_H
#define HITO_REPORT_FIGURE_WORDS_H

#include "hito/status.h"
#include "report/style.h"

enum hito_figure {
	HITO_FIGURE_CYCLE,
	HITO_FIGURE_TYPES,
	HITO_FIGURE_LEAD,
	HITO_FIGURE_PROMISES,
	HITO_FIGURE_THROUGHPUT,
	HITO_FIGURE_SCOPE,
	HITO_FIGURE_BURN,
	HITO_FIGURE_CHURN,
	HITO_FIGURE_REVIEWS,
	HITO_FIGURE_MONEY,
	HITO_FIGURE_CONFIDENCE,
	HITO_FIGURE_COUNT,
};

/* "cycle time"; English, HITO_N. */
const char *hito_figure_label(enum hito_figure figure);
/* Is it read from history? Then gaps and cuts touch it. */
bool hito_figure_is_past(enum hito_figure figure);
/*
 * Its parts, a line each, names in them foreign. Nothing is written where it
 * is not known: the answer says why.
 */
enum hito_lack hito_figure_write(struct hito_out *out,
				 const struct hito_style *style,
				 const struct hito_plan_status *plan,
				 enum hito_figure figure);
/* Why a figure is not known; English, HITO_N. */
const char *hito_lack_words(enum hito_lack lack);
/* "strategy in doubt"; NULL: no doubt. English, HITO_N. */
const char *hito_doubt_words(const struct hito_doubt *doubt);

#endif
