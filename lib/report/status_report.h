/* SPDX-License-Identifier: MIT */
/*
 * A status for people, for pages and for programs. The formats walk the same
 * plans in the same order and share nothing else.
 */
#ifndef HITO_REPORT_STATUS_REPORT_H
#define HITO_REPORT_STATUS_REPORT_H

#include "hito/status.h"
#include "report/status_rows.h"
#include "report/style.h"

/* What plans add to the foot of a page. */
struct hito_status_sum {
	size_t plans;
	struct hito_tally tally;
	bool flags[HITO_FLAG_COUNT]; /* marks of rows that are used */
};

/* A plan's own part of a page of text. */
struct hito_status_piece {
	struct hito_str plan; /* its id */
	struct hito_str text;
	struct hito_status_sum sum;
};

/*
 * A page in pieces, so that those that stay as they are need not be made
 * again.
 */
struct hito_status_pieces {
	/* Of plans that the status does not have, by id: they are written
	 * where they belong. */
	const struct hito_status_piece *known;
	size_t known_count;
	/* Where all pieces are to be listed, by id; NULL: nowhere. */
	struct hito_arena *arena;
	struct hito_status_piece *list;
	size_t count;
};

/*
 * The text and Markdown reports need scratch memory: false when it ends.
 * pieces NULL: the page as a whole.
 */
HITO_MUST bool hito_status_text(struct hito_out *out,
				const struct hito_style *style,
				const struct hito_status *status,
				struct hito_status_pieces *pieces,
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
