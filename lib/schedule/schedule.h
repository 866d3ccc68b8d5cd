/* SPDX-License-Identifier: MIT */
/* A schedule from inside. */
#ifndef HITO_SCHEDULE_SCHEDULE_H
#define HITO_SCHEDULE_SCHEDULE_H

#include "hito/schedule.h"
#include "schedule/critical.h"

struct hito_schedule {
	struct hito_tasks tasks;
	struct hito_order order;
	struct hito_pass earliest;
	/* Not of one that is only laid out: */
	struct hito_pass promised;
	struct hito_scheduled *steps; /* as tasks */
	uint32_t *last;               /* task of each plan; HITO_NO_TASK */
};

/* Has a task no start, nor its plan, and nothing that it waits for? */
bool hito_schedule_is_guessed(const struct hito_schedule *schedule, size_t at);

#endif
