/* SPDX-License-Identifier: MIT */
/*
 * Names of commits that were mistyped, or not fetched.
 */
#ifndef HITO_CMD_REV_H
#define HITO_CMD_REV_H

#include "hito/landmark.h"
#include "run.h"

/*
 * A better help for a name that nothing has: what is spelt almost like it, or
 * the line that fetches it. Returns false, as hito_err_help does.
 */
bool rev_help(struct run *run, struct hito_repository *repository,
	      const char *rev, struct hito_err *err);

/* Say that today's project file is used for a commit whose own is broken. */
void rev_say_project(struct run *run, const char *id);

/*
 * Find a commit by name or day. RUN_OK, or the status to end with, all said.
 */
int rev_find(struct run *run, struct hito_repository *repository,
	     const char *rev, struct hito_landmark *out_landmark);

#endif
