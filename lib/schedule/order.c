/* SPDX-License-Identifier: MIT */
/*
 * Topological order by counting what each node still waits for (Kahn), without
 * recursion. What is left then lies in rings or behind them; peeling off what
 * nobody in there waits for leaves the rings and the ways between them.
 */
#include "schedule/order.h"

struct sorter {
	struct hito_tasks *tasks;
	struct hito_order *order;
	size_t node_count;
	size_t capacity;     /* of edges */
	size_t *waits;       /* of each node: edges into it that are left */
	size_t *after;       /* edges by the node before */
	size_t *after_first; /* of each node, and the count */
	bool *is_placed;
};

static bool add_edge(struct sorter *sorter, size_t before, size_t after)
{
	struct hito_order *order = sorter->order;

	if (!hito_reserve(sorter->tasks->arena, order->edges, order->edge_count,
			  sorter->capacity))
		return false;
	order->edges[order->edge_count++] =
		(struct hito_edge){before, after, false};
	return true;
}

static bool add_needs(struct sorter *sorter, size_t at)
{
	const struct hito_tasks *tasks = sorter->tasks;
	const struct hito_item *step = tasks->list[at].step;
	const struct hito_value *needs = hito_item_value(step, HITO_KEY_NEEDS);
	struct hito_str text;

	for (size_t n = 0; hito_task_part(needs, n, &text); n++) {
		struct hito_item *other = NULL;
		size_t before;

		if (hito_model_step(tasks->model, step->plan, text, &other) !=
			    HITO_REFERENCE_FOUND ||
		    other == step)
			continue;
		before = hito_tasks_find(tasks, other);
		if (before == HITO_NO_TASK || tasks->list[before].is_dropped)
			continue;
		if (!add_edge(sorter, HITO_NODE_END(before),
			      HITO_NODE_START(at)))
			return false;
	}
	return true;
}

/* By the node after, since tasks come in order: its start, then its end. */
static bool add_edges(struct sorter *sorter)
{
	struct hito_tasks *tasks = sorter->tasks;

	for (size_t i = 0; i < tasks->count; i++) {
		const struct hito_task *task = &tasks->list[i];

		if (task->is_dropped)
			continue;
		if (!add_needs(sorter, i) ||
		    !add_edge(sorter, HITO_NODE_START(i), HITO_NODE_END(i)))
			return false;
		if (task->parent == HITO_NO_TASK)
			continue;
		if (!add_edge(sorter, HITO_NODE_START(task->parent),
			      HITO_NODE_START(i)) ||
		    !add_edge(sorter, HITO_NODE_END(i),
			      HITO_NODE_END(task->parent)))
			return false;
	}
	return true;
}

/* Positions of edges, grouped by one of their nodes. */
static void group(const struct hito_order *order, bool by_after,
		  size_t node_count, size_t *first, size_t *places)
{
	size_t sum = 0;

	for (size_t i = 0; i < order->edge_count; i++)
		first[by_after ? order->edges[i].after
			       : order->edges[i].before]++;
	for (size_t i = 0; i <= node_count; i++) {
		size_t count = i < node_count ? first[i] : 0;

		first[i] = sum;
		sum += count;
	}
	for (size_t i = 0; i < order->edge_count; i++)
		places[first[by_after ? order->edges[i].after
				      : order->edges[i].before]++] = i;
	/* Each first stands at its end now, which is where the next begins. */
	for (size_t i = node_count; i > 0; i--)
		first[i] = first[i - 1];
	first[0] = 0;
}

static bool sort_edges(struct sorter *sorter)
{
	struct hito_arena *arena = sorter->tasks->arena;
	struct hito_order *order = sorter->order;
	struct hito_edge *sorted =
		hito_new(arena, struct hito_edge, order->edge_count + 1);
	size_t *places = hito_new(arena, size_t, order->edge_count + 1);

	order->first = hito_new(arena, size_t, sorter->node_count + 1);
	sorter->after = hito_new(arena, size_t, order->edge_count + 1);
	sorter->after_first = hito_new(arena, size_t, sorter->node_count + 1);
	if (!sorted || !places || !order->first || !sorter->after ||
	    !sorter->after_first)
		return false;
	group(order, true, sorter->node_count, order->first, places);
	for (size_t i = 0; i < order->edge_count; i++)
		sorted[i] = order->edges[places[i]];
	order->edges = sorted;
	group(order, false, sorter->node_count, sorter->after_first,
	      sorter->after);
	return true;
}

static void place(struct sorter *sorter, size_t node)
{
	sorter->is_placed[node] = true;
	sorter->order->nodes[sorter->order->count++] = node;
}

/* All that waits for nothing more, from the node at `done` in the order on. */
static void advance(struct sorter *sorter, size_t done)
{
	struct hito_order *order = sorter->order;

	for (; done < order->count; done++) {
		size_t node = order->nodes[done];

		for (size_t i = sorter->after_first[node];
		     i < sorter->after_first[node + 1]; i++) {
			const struct hito_edge *edge =
				&order->edges[sorter->after[i]];

			if (!edge->is_gone && --sorter->waits[edge->after] == 0)
				place(sorter, edge->after);
		}
	}
}

static void place_free(struct sorter *sorter)
{
	for (size_t i = 0; i < sorter->node_count; i++) {
		if (!sorter->is_placed[i] && sorter->waits[i] == 0)
			place(sorter, i);
	}
}

/* Nodes that are left and for which none that is left waits: not in rings. */
static bool peel(struct sorter *sorter, bool *in_ring)
{
	struct hito_order *order = sorter->order;
	struct hito_arena *arena = sorter->tasks->arena;
	size_t *held = hito_new(arena, size_t, sorter->node_count + 1);
	size_t *queue = hito_new(arena, size_t, sorter->node_count + 1);
	size_t head = 0, tail = 0;

	if (!held || !queue)
		return false;
	for (size_t i = 0; i < order->edge_count; i++)
		held[order->edges[i].before] +=
			!sorter->is_placed[order->edges[i].after];
	for (size_t i = 0; i < sorter->node_count; i++) {
		in_ring[i] = !sorter->is_placed[i];
		if (in_ring[i] && held[i] == 0)
			queue[tail++] = i;
	}
	while (head < tail) {
		size_t node = queue[head++];

		in_ring[node] = false;
		for (size_t i = order->first[node]; i < order->first[node + 1];
		     i++) {
			size_t before = order->edges[i].before;

			if (in_ring[before] && --held[before] == 0)
				queue[tail++] = before;
		}
	}
	return true;
}

/* Only needs close rings; the rest of a ring stays in order. */
static bool break_rings(struct sorter *sorter)
{
	struct hito_order *order = sorter->order;
	struct hito_tasks *tasks = sorter->tasks;
	bool *in_ring = hito_new(tasks->arena, bool, sorter->node_count + 1);
	size_t done = order->count;

	if (!in_ring || !peel(sorter, in_ring))
		return false;
	for (size_t i = 0; i < order->edge_count; i++) {
		struct hito_edge *edge = &order->edges[i];

		if (!in_ring[edge->before] || !in_ring[edge->after])
			continue;
		tasks->list[edge->before / 2].is_circular = true;
		tasks->list[edge->after / 2].is_circular = true;
		/* From an end to a start: a need. */
		if (edge->before % 2 == 1 && edge->after % 2 == 0) {
			edge->is_gone = true;
			sorter->waits[edge->after]--;
		}
	}
	place_free(sorter);
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

	*order = (struct hito_order){.count = 0};
	order->nodes = hito_new(tasks->arena, size_t, sorter.node_count + 1);
	sorter.waits = hito_new(tasks->arena, size_t, sorter.node_count + 1);
	sorter.is_placed = hito_new(tasks->arena, bool, sorter.node_count + 1);
	if (!order->nodes || !sorter.waits || !sorter.is_placed ||
	    !add_edges(&sorter) || !sort_edges(&sorter))
		return false;
	for (size_t i = 0; i < order->edge_count; i++)
		sorter.waits[order->edges[i].after]++;
	place_free(&sorter);
	advance(&sorter, 0);
	return order->count == sorter.node_count || break_rings(&sorter);
}
