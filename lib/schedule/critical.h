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
	int64_t minute; /* of the day's working time, its length included */
};

/* What a forward pass finds of a node. */
struct hito_node_time {
	struct hito_moment at;
	struct hito_moment ready; /* of a start: when its needs have ended */
	size_t by;        /* task that is ready last; of an end: a sub-step */
	bool is_held;     /* of a start: it is what that task holds up */
	bool is_promised; /* of an end: its due date, later than the work */
};

struct hito_pass {
	struct hito_node_time *nodes;
	bool promised;  /* ends are not before due dates */
	hito_day today; /* NONE: plans as written */
};

/* < 0, 0, > 0; NONE is before all. */
int hito_moment_compare(struct hito_moment a, struct hito_moment b);

/* nodes is made in the arena of the tasks. False: memory ends. */
bool hito_pass_forward(struct hito_pass *pass, const struct hito_tasks *tasks,
		       const struct hito_order *order);

/*
 * The latest moments of all nodes, so that no plan ends later than
 * ends[plan] of the model; in the arena of the tasks. Day INT32_MAX: nothing
 * holds it. NULL: memory ends.
 */
struct hito_moment *hito_pass_backward(const struct hito_pass *pass,
				       const struct hito_tasks *tasks,
				       const struct hito_order *order,
				       const struct hito_moment *ends);

#endif
