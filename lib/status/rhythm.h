/* SPDX-License-Identifier: MIT */
/* Reviews held, against the rhythm that the plan asks for (review:). */
#ifndef HITO_STATUS_RHYTHM_H
#define HITO_STATUS_RHYTHM_H

#include "status/join.h"

/* made: the day that the plan was made; NONE: not known. False when memory
 * ends. */
bool hito_rhythm_derive(const struct hito_join *join,
			const struct hito_plan_status *plan, hito_day made,
			struct hito_reviews *out_reviews);

#endif
