/* SPDX-License-Identifier: MIT */
/* Our own Markdown pages, as plain text. */
#ifndef HITO_REPORT_PAGE_TEXT_H
#define HITO_REPORT_PAGE_TEXT_H

#include "hito/out.h"

/*
 * Headings without their marks, between bold and plain (terminal codes, or
 * empty); examples indented, without their fences.
 */
void hito_page_text(struct hito_out *out, struct hito_str page,
		    const char *bold, const char *plain);

/* The first paragraph behind the title: a slice of some lines. */
struct hito_str hito_page_lead(struct hito_str page);

#endif
