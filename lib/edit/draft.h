/* SPDX-License-Identifier: MIT */
/*
 * Drafts: edits of a text that is then taken elsewhere. They are made as in
 * any editing; text is taken with its edits, and those of what stays are
 * handed on.
 */
#ifndef HITO_EDIT_DRAFT_H
#define HITO_EDIT_DRAFT_H

#include "edit/editing.h"

/* Put the edits in order; no others after that. */
void hito_draft_sort(struct hito_editing *draft);

/*
 * A span with the edits inside of it: larger ones win over those within them,
 * and the one that takes the whole span away does not count. edges: what is
 * put in at its very start and end is part of it. ptr NULL: no memory.
 */
struct hito_str hito_draft_text(const struct hito_editing *draft,
				const struct hito_source *source,
				struct hito_span span, bool edges);

/* Hand the edits of all files on. False when memory ends. */
HITO_MUST bool hito_draft_pass(const struct hito_editing *draft,
			       struct hito_editing *editing);

#endif
