/* SPDX-License-Identifier: MIT */
/*
 * The things of two models as pairs: what each one was, and is. As history
 * compares a commit with its parent: by identity, through formerly:, moves
 * and retitling.
 */
#ifndef HITO_STATUS_PAIRS_H
#define HITO_STATUS_PAIRS_H

#include "history/row.h"

struct hito_pair {
	const struct hito_row *then, *now; /* NULL: it was, is not there */
	bool inferred;                     /* taken as the same, retitled */
};

struct hito_pairs {
	const struct hito_pair *list; /* as now has them, then what is gone */
	size_t count;
};

HITO_MUST bool hito_pairs_make(const struct hito_model *then,
			       const struct hito_model *now,
			       struct hito_arena *arena,
			       struct hito_pairs *out_pairs,
			       struct hito_err *err);

#endif
