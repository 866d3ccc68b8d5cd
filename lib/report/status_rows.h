/* SPDX-License-Identifier: MIT */
/* The rows of steps of a plan, in columns that fit its page. */
#ifndef HITO_REPORT_STATUS_ROWS_H
#define HITO_REPORT_STATUS_ROWS_H

#include "report/status_words.h"

struct hito_rows {
	const struct hito_style *style;
	hito_day today;
	/* Columns of a terminal; 0: not shown. */
	size_t title, owner, due, slip, note, flags;
};

void hito_rows_init(struct hito_rows *rows, const struct hito_style *style,
		    hito_day today, const struct hito_line *lines,
		    const struct hito_plan_status *plan);
void hito_row_write(const struct hito_rows *rows, struct hito_out *out,
		    const struct hito_line *line);
/* The steps in the rough of an objective. */
void hito_row_sketches(const struct hito_rows *rows, struct hito_out *out,
		       const struct hito_item *objective);

/* What a row is marked with: one column each; the foot explains them. */
struct hito_flag {
	const char *mark, *ascii;
	const char *meaning; /* English, HITO_N */
	bool (*is_set)(const struct hito_step_status *step);
};
#define HITO_FLAG_COUNT 4
extern const struct hito_flag hito_flags[HITO_FLAG_COUNT];

#endif
