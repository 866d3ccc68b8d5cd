/* SPDX-License-Identifier: MIT */
/* Foreign text inside Markdown: it stays text. */
#ifndef HITO_REPORT_ESCAPE_H
#define HITO_REPORT_ESCAPE_H

#include "hito/out.h"

/*
 * Controls become visible as in hito_out_foreign; what Markdown or HTML would
 * read is escaped; behind the marks that forges make links and mentions of
 * (@name, #1, !1) stands a zero-width space. One line, fit for a table.
 * False when scratch ends.
 */
bool hito_out_markdown(struct hito_out *out, struct hito_str text,
		       struct hito_arena *scratch);

#endif
