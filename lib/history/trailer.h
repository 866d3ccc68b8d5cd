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
 * The step of a model that a trailer names; plan may be empty. NULL: none.
 * *out_count: how many it could be.
 */
struct hito_item *hito_trailer_step(const struct hito_model *model,
				    struct hito_str plan, struct hito_str id,
				    size_t *out_count);

/* Whose words trailers are written in. */
struct hito_trailer_words {
	/* How the file of a step is read; NULL: as it stands. plan may be
	 * empty: the only one that has the step. */
	const struct hito_mapping *(*mapping_of)(void *ctx,
						 struct hito_str plan,
						 struct hito_str id);
	void *ctx;
};

/*
 * The mapping of a step of a model, for the callback above; of a step that
 * it does not have: the project's, where there is only one.
 */
const struct hito_mapping *hito_trailer_mapping(const struct hito_model *model,
						struct hito_str plan,
						struct hito_str id);

/*
 * All trailers in line order; keys and state words in any spelling of the key
 * table, or in those of the step's mapping; values read as in front matter.
 * words NULL: those of the key table alone.
 */
bool hito_trailers_read(struct hito_str message,
			const struct hito_trailer_words *words,
			struct hito_arena *arena,
			struct hito_trailer **out_trailers, size_t *out_count,
			struct hito_err *err);

#endif
