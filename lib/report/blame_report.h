/* SPDX-License-Identifier: MIT */
/* Who set what of a thing, for people and for programs. */
#ifndef HITO_REPORT_BLAME_REPORT_H
#define HITO_REPORT_BLAME_REPORT_H

#include "report/style.h"
#include "status/blame.h"

struct hito_blame_report {
	const struct hito_blame *blame;
	const struct hito_history *history;
	const bool *keys; /* by key: those asked for; NULL: all that are set */
};

void hito_blame_text(struct hito_out *out, const struct hito_style *style,
		     const struct hito_blame_report *report);
/* One document (hito schema blame). */
void hito_blame_json(struct hito_out *out,
		     const struct hito_blame_report *report);

/* Is a value told? One that was taken away only where it was asked for. */
bool hito_blame_has(const struct hito_blame_report *report,
		    const struct hito_blame_value *value);

#endif
