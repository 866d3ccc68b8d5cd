/* SPDX-License-Identifier: MIT */
/*
 * Files that were not written for hito: values that no key holds.
 */
#ifndef HITO_PLAN_MAPPED_H
#define HITO_PLAN_MAPPED_H

#include "plan/block.h"

/*
 * Add to the block of a file's head the sections that the mapping names, and
 * the state that the mapping gives the file's folder.
 */
HITO_MUST bool hito_filling_mapped(struct hito_filling *filling,
				   struct hito_err *err);

#endif
