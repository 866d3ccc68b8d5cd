/* SPDX-License-Identifier: MIT */
/*
 * Topological order by counting what each node still waits for (Kahn), without
 * recursion. What is left then lies in rings or behind them; peeling off what
 * nobody in there waits for leaves the rings and the ways between them.
 */
#include "schedule/order.h"

#include <string.h>

struct sorter {
	struct hito_tasks *tasks;
	struct hito_order *order;
	size_t node_count, need_count;
	uint32_t *waits; /* of each node: for how many; 0: it is placed */
	/* Tasks by what they need, grouped as the order's needs are. */
	uint32_t *needed_by, *by_first;
};

/* Numbers that are written before they are read. NULL: memory ends. */
static uint32_t *room_for(const struct sorter *sorter, size_t count)
{
	return hito_arena_bytes(sorter->tasks->arena,
				(count + 1) * sizeof(uint32_t));
}

/* What is dropped waits for nothing, and nothing for it. */
static void take_needs(struct sorter *sorter)
{
	const struct hito_tasks *tasks = sorter->tasks;
	struct hito_order *order = sorter->order;
	size_t kept = 0, n = 0;

	for (size_t i = 0; i < tasks->count; i++) {
		size_t end = order->first[i + 1];

		order->first[i] = (uint32_t)kept;
		for (; n < end; n++) {
			uint32_t need = order->needs[n];

			if (!tasks->list[i].is_dropped &&
			    !tasks->list[need].is_dropped)
				order->needs[kept++] = need;
		}
	}
	order->first[tasks->count] = (uint32_t)kept;
	sorter->need_count = kept;
}

/* From the needs that are not set aside. */
static void group_needs(struct sorter *sorter)
{
	const struct hito_order *order = sorter->order;
	size_t count = sorter->tasks->count;
	uint32_t *first = sorter->by_first, sum = 0;

	memset(first, 0, (count + 1) * sizeof(*first));
	for (size_t i = 0; i < sorter->need_count; i++) {
		if (order->needs[i] != HITO_NO_TASK)
			first[order->needs[i]]++;
	}
	for (size_t i = 0; i <= count; i++) {
		sum += first[i];
		first[i] = sum;
	}
	/* Each first stands at its end now, and goes back to where it was. */
	for (size_t i = count; i-- > 0;) {
		for (size_t n = order->first[i + 1]; n-- > order->first[i];) {
			if (order->needs[n] != HITO_NO_TASK)
				sorter->needed_by[--first[order->needs[n]]] =
					(uint32_t)i;
		}
	}
}

static void count_waits(struct sorter *sorter)
{
	const struct hito_tasks *tasks = sorter->tasks;
	const uint32_t *first = sorter->order->first;
	uint32_t *waits = sorter->waits;

	for (size_t i = 0; i < tasks->count; i++) {
		waits[HITO_NODE_START(i)] = first[i + 1] - first[i];
		waits[HITO_NODE_END(i)] = 1;
	}
	for (size_t i = 0; i < tasks->count; i++) {
		const struct hito_task *task = &tasks->list[i];

		if (!hito_task_is_part(task))
			continue;
		waits[HITO_NODE_START(i)]++;
		waits[HITO_NODE_END(task->parent)]++;
	}
}

static void place(struct sorter *sorter, size_t node)
{
	sorter->order->nodes[sorter->order->count++] = (uint32_t)node;
}

static void release(struct sorter *sorter, size_t node)
{
	if (--sorter->waits[node] == 0)
		place(sorter, node);
}

static void release_parts(struct sorter *sorter, const struct hito_item *step)
{
	for (size_t i = 0; i < step->child_count; i++) {
		uint32_t part = hito_tasks_part(sorter->tasks, step, i);

		if (part != HITO_NO_TASK)
			release(sorter, HITO_NODE_START(part));
	}
}

/* All that waits for nothing more, from the node at `done` in the order on. */
static void advance(struct sorter *sorter, size_t done)
{
	const struct hito_order *order = sorter->order;
	const struct hito_tasks *tasks = sorter->tasks;

	for (; done < order->count; done++) {
		uint32_t node = order->nodes[done], at = node / 2;
		const struct hito_task *task = &tasks->list[at];

		if (node == HITO_NODE_START(at)) {
			release(sorter, HITO_NODE_END(at));
			release_parts(sorter, task->step);
			continue;
		}
		for (size_t i = sorter->by_first[at];
		     i < sorter->by_first[at + 1]; i++)
			release(sorter, HITO_NODE_START(sorter->needed_by[i]));
		if (hito_task_is_part(task))
			release(sorter, HITO_NODE_END(task->parent));
	}
}

/* Nodes that are left, and how many wait for each; then those are not in it. */
struct rings {
	struct sorter *sorter;
	bool *in_ring;
	uint32_t *held;
	uint32_t *queue; /* for which none that is left waits: not in rings */
	size_t head, tail;
};

static void let_go(struct rings *rings, size_t node)
{
	if (rings->in_ring[node] && --rings->held[node] == 0)
		rings->queue[rings->tail++] = (uint32_t)node;
}

/* What a node waits for is waited for by one less. */
static void peel(struct rings *rings, size_t node)
{
	const struct hito_order *order = rings->sorter->order;
	const struct hito_tasks *tasks = rings->sorter->tasks;
	size_t at = node / 2;
	const struct hito_task *task = &tasks->list[at];

	rings->in_ring[node] = false;
	if (node == HITO_NODE_START(at)) {
		for (size_t i = order->first[at]; i < order->first[at + 1]; i++)
			let_go(rings, HITO_NODE_END(order->needs[i]));
		if (hito_task_is_part(task))
			let_go(rings, HITO_NODE_START(task->parent));
		return;
	}
	let_go(rings, HITO_NODE_START(at));
	for (size_t i = 0; i < task->step->child_count; i++) {
		uint32_t part = hito_tasks_part(tasks, task->step, i);

		if (part != HITO_NO_TASK)
			let_go(rings, HITO_NODE_END(part));
	}
}

/* Whoever waits for a node that is left is left, too. */
static void count_held(struct rings *rings)
{
	const struct sorter *sorter = rings->sorter;
	const struct hito_tasks *tasks = sorter->tasks;

	for (size_t i = 0; i < tasks->count; i++) {
		rings->held[HITO_NODE_START(i)] = 1;
		rings->held[HITO_NODE_END(i)] =
			sorter->by_first[i + 1] - sorter->by_first[i];
	}
	for (size_t i = 0; i < tasks->count; i++) {
		const struct hito_task *task = &tasks->list[i];

		if (!hito_task_is_part(task))
			continue;
		rings->held[HITO_NODE_START(task->parent)]++;
		rings->held[HITO_NODE_END(i)]++;
	}
}

static bool find_rings(struct rings *rings)
{
	const struct sorter *sorter = rings->sorter;
	size_t count = sorter->node_count;

	rings->in_ring = hito_new(sorter->tasks->arena, bool, count + 1);
	rings->held = room_for(sorter, count);
	rings->queue = room_for(sorter, count);
	if (!rings->in_ring || !rings->held || !rings->queue)
		return false;
	count_held(rings);
	for (size_t i = 0; i < count; i++) {
		rings->in_ring[i] = sorter->waits[i] > 0;
		if (rings->in_ring[i] && rings->held[i] == 0)
			rings->queue[rings->tail++] = (uint32_t)i;
	}
	while (rings->head < rings->tail)
		peel(rings, rings->queue[rings->head++]);
	return true;
}

/* Only needs close rings; the rest of a ring stays in order. */
static bool break_rings(struct sorter *sorter)
{
	struct rings rings = {.sorter = sorter};
	struct hito_order *order = sorter->order;
	struct hito_tasks *tasks = sorter->tasks;
	size_t done = order->count;

	if (!find_rings(&rings))
		return false;
	for (size_t i = 0; i < tasks->count; i++) {
		bool starts = rings.in_ring[HITO_NODE_START(i)];

		tasks->list[i].is_circular =
			starts || rings.in_ring[HITO_NODE_END(i)];
		for (size_t n = order->first[i];
		     starts && n < order->first[i + 1]; n++) {
			if (!rings.in_ring[HITO_NODE_END(order->needs[n])])
				continue;
			order->needs[n] = HITO_NO_TASK;
			release(sorter, HITO_NODE_START(i));
		}
	}
	group_needs(sorter);
	advance(sorter, done);
	return true;
}

bool hito_order_init(struct hito_order *order, struct hito_tasks *tasks)
{
	struct sorter sorter = {
		.tasks = tasks,
		.order = order,
		.node_count = 2 * tasks->count,
	};

	*order = (struct hito_order){.needs = tasks->needs,
				     .first = tasks->need_first};
	take_needs(&sorter);
	order->nodes = room_for(&sorter, sorter.node_count);
	sorter.waits = room_for(&sorter, sorter.node_count);
	sorter.needed_by = room_for(&sorter, sorter.need_count);
	sorter.by_first = room_for(&sorter, tasks->count);
	if (!order->nodes || !sorter.waits || !sorter.needed_by ||
	    !sorter.by_first)
		return false;
	group_needs(&sorter);
	count_waits(&sorter);
	for (size_t i = 0; i < sorter.node_count; i++) {
		if (sorter.waits[i] == 0)
			place(&sorter, i);
	}
	advance(&sorter, 0);
	return order->count == sorter.node_count || break_rings(&sorter);
}
