/* SPDX-License-Identifier: MIT */
/*
 * hito status --baseline REV: how far the plans are from what they were.
 */
#ifndef HITO_CMD_STATUS_BASELINE_H
#define HITO_CMD_STATUS_BASELINE_H

#include "hito/variance.h"
#include "past.h"

/*
 * Read the plans of a commit or day with their history, where status has one,
 * and compare. status has all plans still. RUN_OK, or the status to end with,
 * all said.
 */
int status_baseline_read(struct run *run, const struct past *past,
			 const char *rev, struct hito_status *status);

/* Leave only the plans that status has left. */
void status_baseline_pick(struct hito_status *status);

#endif
