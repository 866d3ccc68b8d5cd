/* SPDX-License-Identifier: MIT */
/*
 * The course that a plan took: when its steps really began and ended, where
 * that is known, else when they were to.
 */
#ifndef HITO_STATUS_COURSE_H
#define HITO_STATUS_COURSE_H

#include "hito/status.h"

struct hito_course_step {
	hito_day start, end;         /* NONE: nobody said */
	bool start_known, end_known; /* it happened then */
};

struct hito_course {
	/* The first and the last day of all, and of the plan as written. */
	hito_day first, last;
	struct hito_course_step *steps; /* as the plan's */
	size_t count;
	size_t known; /* of which start or end is known */
};

/*
 * calendar  a step of which one end is known is as long as planned, in working
 *           days; one that nobody began comes behind those that it needs
 * out       lives as long as arena. False when memory ends.
 */
HITO_MUST bool hito_course_of(const struct hito_plan_status *plan,
			      const struct hito_model *model,
			      const struct hito_calendar *calendar,
			      struct hito_arena *arena,
			      struct hito_course *out);

#endif
