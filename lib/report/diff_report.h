/* SPDX-License-Identifier: MIT */
/*
 * What changed in plans, for people, for pages and for programs. The formats
 * walk the same changes in the same order.
 */
#ifndef HITO_REPORT_DIFF_REPORT_H
#define HITO_REPORT_DIFF_REPORT_H

#include "hito/landmark.h"
#include "hito/variance.h"
#include "report/style.h"

struct hito_diff_report {
	const struct hito_variance *variance;
	const struct hito_landmark *then;
	const struct hito_landmark *now; /* NULL: the work tree */
};

HITO_MUST bool hito_diff_text(struct hito_out *out,
			      const struct hito_style *style,
			      const struct hito_diff_report *report,
			      struct hito_arena *scratch);
HITO_MUST bool hito_diff_markdown(struct hito_out *out,
				  const struct hito_style *style,
				  const struct hito_diff_report *report,
				  struct hito_arena *scratch);
/* One document (hito schema diff). */
void hito_diff_json(struct hito_out *out,
		    const struct hito_diff_report *report);

#endif
