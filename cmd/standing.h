/* SPDX-License-Identifier: MIT */
/*
 * The status of a project with its history: for commands that work on it.
 */
#ifndef HITO_CMD_STANDING_H
#define HITO_CMD_STANDING_H

#include "hito/status.h"
#include "past.h"

/* What a command makes of history. */
enum standing_past {
	STANDING_NEEDS,    /* without all of it there is no answer */
	STANDING_WELCOMES, /* it says what it can where there is none */
	STANDING_LEAVES,   /* the files alone */
};

struct standing {
	struct run *run;
	struct past_args args; /* as past sees them */
	bool partial;          /* asked for: what is missing is no trouble */
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
/*
 * The same in two halves, for commands that work without history too. Between
 * them an answer that was kept may be given.
 */
int standing_begin(struct run *run, const struct past_args *args,
		   struct standing *out);
int standing_read(struct standing *standing, enum standing_past past);
/*
 * The answer is printed, or status says why not. Behind an answer it is said
 * that a history which was welcome is incomplete. The status to end with.
 */
int standing_end(const struct standing *standing, int status);
void standing_close(struct standing *standing);

#endif
