/* SPDX-License-Identifier: MIT */
/*
 * What is meant by an id, or an unambiguous beginning or part of one
 * (moves_find.c).
 */
#ifndef HITO_CMD_FIND_H
#define HITO_CMD_FIND_H

#include "hito/model.h"
#include "run.h"

#define FIND_ALL (HITO_PLAN | HITO_OBJECTIVE | HITO_STEP | HITO_KPI)

/*
 * kinds: bits of enum hito_kind. Nothing, or several things, is wrong use:
 * they are listed. RUN_OK, or the status to end with.
 */
int find_item(struct run *run, const struct hito_model *model,
	      const char *typed, unsigned kinds, struct hito_item **out);

/* The same, but nothing is no mistake: *out is NULL then. */
int find_some(struct run *run, const struct hito_model *model,
	      const char *typed, unsigned kinds, struct hito_item **out);

#endif
