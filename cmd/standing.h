/* SPDX-License-Identifier: MIT */
/*
 * The status of a project with its history: for commands that work on it.
 */
#ifndef HITO_CMD_STANDING_H
#define HITO_CMD_STANDING_H

#include "hito/status.h"
#include "past.h"

struct standing {
	struct run *run;
	struct past past;
	struct hito_workspace *shown; /* the work tree, or the commit */
	struct hito_status *status;
};

/*
 * Read history and files. RUN_OK, or the status to end with, all said: no
 * history is wrong use. standing_close in any case.
 */
int standing_open(struct run *run, const struct past_args *args,
		  struct standing *out);
void standing_close(struct standing *standing);

#endif
