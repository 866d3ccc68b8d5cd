/* SPDX-License-Identifier: MIT */
/*
 * How many threads a command may use: HITO_THREADS in the environment, else
 * as many as there are processors.
 */
#ifndef HITO_CMD_THREADS_H
#define HITO_CMD_THREADS_H

#include <stddef.h>

/* At least one, at most so many. */
size_t threads_wanted(size_t most);

#endif
