/* SPDX-License-Identifier: MIT */
/* A schedule from inside. */
#ifndef HITO_SCHEDULE_SCHEDULE_H
#define HITO_SCHEDULE_SCHEDULE_H

#include "hito/schedule.h"
#include "schedule/critical.h"

struct hito_schedule {
	struct hito_tasks tasks;
	struct hito_order order;
	struct hito_pass promised, earliest;
	struct hito_scheduled *steps; /* as tasks */
	size_t *last;                 /* task of each plan; HITO_NO_TASK */
};

#endif
