/* SPDX-License-Identifier: MIT */
/*
 * What is true of one step: its values today, its way through the states,
 * what it was promised for.
 */
#ifndef HITO_STATUS_STEP_STATUS_H
#define HITO_STATUS_STEP_STATUS_H

#include "status/join.h"

/* False when memory ends. */
bool hito_step_status_derive(const struct hito_join *join,
			     const struct hito_calendar *calendar,
			     const struct hito_item *step,
			     struct hito_step_status *out_status);

/* A state's canonical word ("doing"); FOREIGN for any other text. */
enum hito_word hito_state_word(struct hito_str text);

#endif
