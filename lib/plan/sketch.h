/* SPDX-License-Identifier: MIT */
/*
 * Task items: checklists of steps, steps in the rough of objectives.
 */
#ifndef HITO_PLAN_SKETCH_H
#define HITO_PLAN_SKETCH_H

#include "plan/nest.h"

/*
 * Give every task item to the step whose section holds it, or, on the first
 * level of a list right under an objective's heading, to the objective.
 * head_is_step: block 0 is a step and takes what no other step has.
 */
HITO_MUST bool hito_sketch_read(struct hito_reading *reading,
				const struct hito_nest *nest, bool head_is_step,
				struct hito_err *err);

#endif
