/* SPDX-License-Identifier: MIT */
/*
 * A status for people, for pages and for programs. The formats walk the same
 * plans in the same order and share nothing else.
 */
#ifndef HITO_REPORT_STATUS_REPORT_H
#define HITO_REPORT_STATUS_REPORT_H

#include "hito/status.h"
#include "report/style.h"

/*
 * The text and Markdown reports need scratch memory: false when it ends.
 */
HITO_MUST bool hito_status_text(struct hito_out *out,
				const struct hito_style *style,
				const struct hito_status *status,
				struct hito_arena *scratch);
HITO_MUST bool hito_status_markdown(struct hito_out *out,
				    const struct hito_style *style,
				    const struct hito_status *status,
				    struct hito_arena *scratch);
/* One document (hito schema status). */
void hito_status_json(struct hito_out *out, const struct hito_status *status);
/* A document of one plan a line. */
void hito_status_json_lines(struct hito_out *out,
			    const struct hito_status *status);

#endif
