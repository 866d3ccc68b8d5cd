/* SPDX-License-Identifier: MIT */
/*
 * One step as a card: hito show STEP.
 */
#ifndef HITO_CMD_CARD_H
#define HITO_CMD_CARD_H

#include "hito/model.h"
#include "run.h"

struct card_args {
	bool json;
	bool partial, no_history;
};

/* step: as a model of the same files has it. */
int card_show(struct run *run, const struct card_args *args,
	      const struct hito_item *step);

#endif
