/* SPDX-License-Identifier: MIT */
/*
 * Order of tasks: an order in which none comes before what it waits for.
 *
 * Each task is two nodes, its start (2 i) and its end (2 i + 1), so that a
 * sub-step waits for what its parent waits for, and a parent for the end of
 * its parts. Needs within a ring of tasks are set aside.
 */
#ifndef HITO_SCHEDULE_ORDER_H
#define HITO_SCHEDULE_ORDER_H

#include <stdbool.h>
#include <stddef.h>

#include "schedule/task.h"

#define HITO_NODE_START(task) (2 * (task))
#define HITO_NODE_END(task) (2 * (task) + 1)

struct hito_edge {
	size_t before, after; /* nodes */
	bool is_gone;         /* within a ring */
};

struct hito_order {
	size_t *nodes; /* all, in order */
	size_t count;
	/* Edges by the node after, and first[node] to first[node + 1] of it. */
	struct hito_edge *edges;
	size_t edge_count;
	size_t *first;
};

/* Marks circular tasks. All is in the tasks' arena. False: memory ends. */
bool hito_order_init(struct hito_order *order, struct hito_tasks *tasks);

#endif
