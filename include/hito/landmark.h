/* SPDX-License-Identifier: MIT */
/*
 * A commit that something is compared with: named as Git does, or by a day.
 */
#ifndef HITO_LANDMARK_H
#define HITO_LANDMARK_H

#include "hito/history.h"

#pragma GCC visibility push(default)

struct hito_landmark {
	char id[HITO_ID_SIZE];
	struct hito_instant committed;
	hito_day day; /* the committer's civil day */
	struct hito_str subject;
};

/*
 * Find a commit. A day (2026-04-30) names the last first-parent commit of
 * HEAD of that committer day or earlier.
 *
 * err  HITO_ERR_USAGE: nothing has the name; HITO_ERR_INCOMPLETE: it is not
 *      in this clone, help is the line that mends it
 */
HITO_MUST bool hito_landmark_find(struct hito_repository *repository,
				  const char *rev, struct hito_arena *arena,
				  struct hito_landmark *out_landmark,
				  struct hito_err *err);

/*
 * Where two commits part: their newest common ancestor. Errors as above;
 * two that have nothing in common are HITO_ERR_USAGE.
 */
HITO_MUST bool hito_landmark_base(struct hito_repository *repository,
				  const struct hito_landmark *one,
				  const struct hito_landmark *other,
				  struct hito_arena *arena,
				  struct hito_landmark *out_landmark,
				  struct hito_err *err);

#pragma GCC visibility pop
#endif
