/* SPDX-License-Identifier: MIT */
/*
 * Trailers of a commit message: any line after the subject that begins in
 * column 0 with "Step: " or "Reviewed-plan: " (hito-history(7), TRAILERS).
 */
#ifndef HITO_HISTORY_TRAILER_H
#define HITO_HISTORY_TRAILER_H

#include "hito/history.h"

struct hito_trailer {
	struct hito_str text; /* the whole line */
	bool review;          /* Reviewed-plan */
	struct hito_str plan; /* empty: the step's id alone was written */
	struct hito_str id;   /* of the step; empty for a review */
	const struct hito_fact *facts; /* what it sets, in line order */
	size_t fact_count;
	hito_day day;  /* NONE when no date is given */
	bool readable; /* false: not of the form; text is shown */
};

/* Could there be one? Quick, and wrong only where it says yes. */
bool hito_trailers_may_be(struct hito_str message);

/*
 * All trailers in line order; keys and state words in any spelling of the key
 * table; values read as in front matter.
 */
bool hito_trailers_read(struct hito_str message, struct hito_arena *arena,
			struct hito_trailer **out_trailers, size_t *out_count,
			struct hito_err *err);

#endif
