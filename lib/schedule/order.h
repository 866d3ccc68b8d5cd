/* SPDX-License-Identifier: MIT */
/*
 * Order of tasks: an order in which none comes before what it waits for.
 *
 * Each task is two nodes, its start (2 i) and its end (2 i + 1), so that a
 * sub-step waits for what its parent waits for, and a parent for the end of
 * its parts. A start waits for the ends of what the task needs and for its
 * parent's start, an end for its start and for the ends of its parts: only
 * the needs are listed. Those within a ring of tasks are set aside.
 */
#ifndef HITO_SCHEDULE_ORDER_H
#define HITO_SCHEDULE_ORDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "schedule/task.h"

#define HITO_NODE_START(task) (2 * (task))
#define HITO_NODE_END(task) (2 * (task) + 1)

struct hito_order {
	uint32_t *nodes; /* all, in order */
	size_t count;
	/*
	 * Tasks that a task needs: needs[first[task]] to
	 * needs[first[task + 1]]; HITO_NO_TASK: it is set aside.
	 */
	uint32_t *needs, *first;
};

/* Marks circular tasks, and takes their needs over. All is in the tasks' arena.
 * False: memory ends. */
bool hito_order_init(struct hito_order *order, struct hito_tasks *tasks);

#endif
