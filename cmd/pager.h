/* SPDX-License-Identifier: MIT */
/*
 * Long output through a pager, as Git does it, started by the first byte.
 *
 * HITO_PAGER, GIT_PAGER, PAGER name it, else it is less. Nothing that a
 * repository configures is asked. Without a pager the text goes straight on.
 */
#ifndef HITO_CMD_PAGER_H
#define HITO_CMD_PAGER_H

#include <stdbool.h>
#include <sys/types.h>

#include "hito/out.h"

struct pager {
	struct hito_out *out;       /* what writes through it */
	struct hito_out_file *file; /* standard output */
	struct hito_out straight;   /* writes to file */
	const char *command;        /* NULL = none wanted */
	bool started;
	pid_t pid;     /* 0 = none runs */
	int saved_err; /* standard error while the pager has it; else -1 */
};

/*
 * Make out write through a pager. Both pager and file stay in place as long
 * as out is used. command is what the user's environment names, or NULL.
 */
void pager_open(struct pager *pager, struct hito_out *out,
		struct hito_out_file *file, const char *command);

/* Flush, then wait until the reader has left the pager. */
void pager_close(struct pager *pager, struct hito_out *out);

#endif
