/* SPDX-License-Identifier: MIT */
/*
 * An agenda: what can be done now, why each step is on it, and what waits.
 */
#ifndef HITO_REPORT_NEXT_REPORT_H
#define HITO_REPORT_NEXT_REPORT_H

#include "report/style.h"
#include "status/agenda.h"

struct hito_next {
	const struct hito_status *status;
	const struct hito_agenda *agenda;
	struct hito_str owner; /* empty: everybody's */
	size_t shown;          /* of the agenda */
};

void hito_next_text(struct hito_out *out, const struct hito_style *style,
		    const struct hito_next *next);
/* One document (hito schema next). */
void hito_next_json(struct hito_out *out, const struct hito_next *next);

#endif
