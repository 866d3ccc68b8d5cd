/* SPDX-License-Identifier: MIT */
/*
 * One step as a card: what it says, who waits for whom, what happened to it,
 * and what the linter finds.
 */
#ifndef HITO_REPORT_CARD_REPORT_H
#define HITO_REPORT_CARD_REPORT_H

#include "hito/lint.h"
#include "report/style.h"
#include "status/outlook.h"

struct hito_card {
	const struct hito_status *status;
	const struct hito_outlook *outlook;
	const struct hito_prospect *step;
	const struct hito_lint_result *lint; /* of this step alone */
	const char *no_history; /* why; English; NULL: there is one */
};

/* False when memory ends. */
HITO_MUST bool hito_card_text(struct hito_out *out,
			      const struct hito_style *style,
			      const struct hito_card *card,
			      struct hito_arena *scratch);
/* One document (hito schema card). */
void hito_card_json(struct hito_out *out, const struct hito_card *card);

#endif
