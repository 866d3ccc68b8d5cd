/* SPDX-License-Identifier: MIT */
/*
 * The user's own program at the terminal: started, waited for (hito edit).
 */
#ifndef HITO_CMD_CHILD_H
#define HITO_CMD_CHILD_H

#include "run.h"

/*
 * words: NULL at the end; the first is a path. The exit status; -1: it could
 * not be started, or was killed.
 */
int child_run(struct run *run, const char *const *words);

#endif
