/* SPDX-License-Identifier: MIT */
/*
 * The passes of the critical path method over tasks in order: forwards for
 * when each can be done, backwards for when it must be.
 */
#ifndef HITO_SCHEDULE_CRITICAL_H
#define HITO_SCHEDULE_CRITICAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "schedule/order.h"

/* A point in working time. day NONE: nothing is known. */
struct hito_moment {
	hito_day day;
	int32_t minute; /* of the day's working time, its length included */
};

/* What a forward pass finds of a task. */
struct hito_task_time {
	struct hito_moment start, end;
	struct hito_moment ready; /* when its needs have ended */
	uint32_t start_by;        /* the task of these that ends last */
	uint32_t end_by;          /* the sub-step that ends last */
	bool is_held;             /* the start is what start_by holds up */
	bool is_promised;         /* the end: due, which is after the work */
};

struct hito_pass {
	struct hito_task_time *times;
	bool promised;  /* ends are not before due dates */
	hito_day today; /* NONE: plans as written */
};

/* < 0, 0, > 0; NONE is before all. */
static inline int hito_moment_compare(struct hito_moment a,
				      struct hito_moment b)
{
	if (a.day != b.day)
		return a.day < b.day ? -1 : 1;
	return a.minute < b.minute ? -1 : a.minute > b.minute;
}

/* times is made in the arena of the tasks. False: memory ends. */
bool hito_pass_forward(struct hito_pass *pass, const struct hito_tasks *tasks,
		       const struct hito_order *order);

/*
 * The latest moments of all nodes of the order, so that no plan ends later than
 * ends[plan] of the model; in the arena of the tasks. Day INT32_MAX: nothing
 * holds it. NULL: memory ends.
 */
struct hito_moment *hito_pass_backward(const struct hito_pass *pass,
				       const struct hito_tasks *tasks,
				       const struct hito_order *order,
				       const struct hito_moment *ends);

#endif
