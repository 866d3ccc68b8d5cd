/* SPDX-License-Identifier: MIT */
/*
 * The plans of a status that arguments name.
 */
#ifndef HITO_CMD_PICK_H
#define HITO_CMD_PICK_H

#include "hito/status.h"
#include "past.h"

/*
 * Leave only the plans that arguments name: by id, or by the path of a file
 * or folder that holds some of one. A path of files without a plan is no
 * mistake. step_help: what to say to PLAN/STEP (English); NULL: nothing.
 * RUN_OK, or the status to end with, all said.
 */
int pick_plans(struct run *run, const struct past *past,
	       struct hito_status *status, const char *step_help, int argc,
	       char **argv);

#endif
