/* SPDX-License-Identifier: MIT */
/*
 * What stands above and below the plans: how far the answer can be trusted,
 * what could not be read, what is not committed.
 */
#ifndef HITO_REPORT_STATUS_NOTES_H
#define HITO_REPORT_STATUS_NOTES_H

#include "hito/status.h"
#include "report/status_report.h"

void hito_notes_head(struct hito_out *out, const struct hito_style *style,
		     const struct hito_status *status);
/* sum: what all plans of the page come to. */
void hito_notes_foot(struct hito_out *out, const struct hito_style *style,
		     const struct hito_status *status,
		     const struct hito_status_sum *sum);

/* Each place that cannot be read, under a heading; nothing where all can. */
void hito_notes_unreadable(struct hito_out *out, const struct hito_style *style,
			   const struct hito_model *model);

/* A template of a finding with its arguments, in a language. */
void hito_write_template(struct hito_out *out, enum hito_lang lang,
			 const char *message,
			 const struct hito_str args[HITO_FINDING_ARGS]);

#endif
