/* SPDX-License-Identifier: MIT */
/* A project file of the past that cannot be read, and what is read instead. */
#ifndef HITO_CMD_PAST_PROJECT_H
#define HITO_CMD_PAST_PROJECT_H

#include "past.h"

/*
 * Where the project file of a commit (NULL: HEAD) cannot be read, put that of
 * today into the options of past->place, which counts from then on, and say
 * so. Today's is that on disk, in a bare repository that of HEAD.
 *
 * False: something else is wrong, or today's is no better.
 */
bool past_project_mend(struct run *run, struct past *past, const char *rev);

#endif
