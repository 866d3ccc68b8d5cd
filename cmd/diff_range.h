/* SPDX-License-Identifier: MIT */
/*
 * Which two sides hito diff compares: REV, REV..REV, REV...REV or nothing,
 * before the plans and paths.
 */
#ifndef HITO_CMD_DIFF_RANGE_H
#define HITO_CMD_DIFF_RANGE_H

#include "hito/landmark.h"
#include "past.h"

struct diff_range {
	struct hito_landmark then, now;
	bool has_now; /* false: the work tree */
	int argc;     /* what is left: plans and paths */
	char **argv;
};

/*
 * RUN_OK, or the status to end with, all said. What could be a commit and a
 * plan is refused. Reads the work tree (past->place.workspace) where it must
 * know its ids.
 */
int diff_range_read(struct run *run, struct past *past, int argc, char **argv,
		    struct diff_range *out_range);

/* Say that an argument is nothing, and what is spelt almost like it. */
int diff_range_unknown(struct run *run, struct past *past, const char *argument,
		       const struct hito_model *model,
		       const struct hito_err *why);

#endif
