/* SPDX-License-Identifier: MIT */
/* G: dependencies that do not exist, and steps that wait for each other. */
#include "lint/guess.h"
#include "lint/lint.h"

/* Names of a cycle that a message shows before it is cut. */
#define CYCLE_SHOWN 100

static struct hito_str nearest_step(struct hito_lint *lint,
				    const struct hito_item *plan,
				    struct hito_str text)
{
	struct hito_guess guess;
	size_t i;

	hito_guess_init(&guess, text);
	if (!hito_lint_may_guess(lint))
		return HITO_STR("");
	for (i = 0; plan && i < plan->step_count; i++)
		hito_guess_try(&guess, plan->steps[i]->id);
	return hito_guess_best(&guess);
}

static struct hito_finding *raise(struct hito_lint *lint,
				  const struct hito_item *step,
				  const struct hito_value *value,
				  struct hito_str text, struct hito_span span,
				  const char *message)
{
	struct hito_finding *finding = hito_lint_raise_value(
		lint, HITO_RULE_G101, step, value, message);

	if (span.end > span.start)
		finding->span = span;
	finding->args[0] = text;
	finding->args[1] = value->key_text;
	return finding;
}

static void raise_missing(struct hito_lint *lint, const struct hito_item *step,
			  const struct hito_value *value, struct hito_str text,
			  struct hito_span span)
{
	struct hito_finding *finding =
		raise(lint, step, value, text, span,
		      HITO_N("{2}: there is no step \"{1}\""));
	struct hito_str near = nearest_step(lint, step->plan, text);

	finding->args[2] = near;
	if (step->plan && hito_plan_find(step->plan, HITO_OBJECTIVE, text)) {
		finding->help = HITO_N("\"{1}\" is an objective: name the "
				       "steps of it");
		return;
	}
	finding->help =
		near.len ? HITO_N("did you mean \"{3}\"?")
			 : HITO_N("name the id of a step, or plan/step for one "
				  "of another plan");
	if (near.len && hito_str_equal(hito_source_text(hito_lint_source(step),
							finding->span),
				       text))
		hito_finding_fix(&lint->findings, finding, HITO_FIX_SAFE,
				 finding->span, near);
}

static void judge(struct hito_lint *lint, const struct hito_item *step,
		  const struct hito_value *value, struct hito_str text,
		  struct hito_span span)
{
	struct hito_item *other = NULL;
	struct hito_finding *finding;
	size_t start, end;

	switch (hito_model_step(lint->model, step->plan, text, &other)) {
	case HITO_REFERENCE_FOUND:
		if (other != step)
			return;
		finding = raise(lint, step, value, text, span,
				HITO_N("{2}: the step names itself, \"{1}\""));
		finding->help = HITO_N("remove it, or name another step");
		return;
	case HITO_REFERENCE_AMBIGUOUS:
		finding = raise(lint, step, value, text, span,
				HITO_N("{2}: more than one step is \"{1}\""));
		finding->help = HITO_N("write plan/step, and give every step "
				       "of a plan an id of its own");
		return;
	case HITO_REFERENCE_MISSING:
		/* S002 has said so. */
		if (!hito_lint_is_placeholder(lint, text, &start, &end))
			raise_missing(lint, step, value, text, span);
		return;
	}
}

/*
 * What a step waits for by what it or a parent says. Elsewhere a parent may be
 * no more than a group: in mapped files only what a step needs by itself
 * counts.
 */
static const struct hito_value *needs_of(const struct hito_item *step,
					 const struct hito_item **out_from)
{
	*out_from = step;
	return hito_lint_is_mapped(step)
		       ? hito_item_value(step, HITO_KEY_NEEDS)
		       : hito_item_effective(step, HITO_KEY_NEEDS, out_from);
}

static size_t part_count(const struct hito_item *step)
{
	return hito_lint_is_mapped(step) ? 0 : step->child_count;
}

static void note_waiting(struct hito_lint *lint, const struct hito_item *step)
{
	if (!step->child_count &&
	    !hito_item_effective(step, HITO_KEY_NEEDS, NULL))
		return;
	if (hito_reserve(lint->scratch, lint->waiting, lint->waiting_count,
			 lint->waiting_capacity))
		lint->waiting[lint->waiting_count++] = step;
	else
		lint->no_memory = true;
}

void hito_lint_graph(struct hito_lint *lint, const struct hito_item *item)
{
	static const enum hito_key keys[] = {HITO_KEY_NEEDS, HITO_KEY_PARENT,
					     HITO_KEY_REPLACES};
	struct hito_str text;
	struct hito_span span;
	size_t i, n;

	if (item->kind != HITO_STEP || hito_lint_is_dropped(item))
		return;
	for (i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		const struct hito_value *value = hito_item_value(item, keys[i]);

		for (n = 0; hito_lint_part(value, n, &text, &span); n++)
			judge(lint, item, value, text, span);
	}
	note_waiting(lint, item);
}

#define NO_NODE UINT32_MAX

/* A step of the graph. Edges of all nodes stand in one array. */
struct node {
	const struct hito_item *step;
	uint32_t first, count; /* of its edges */
	uint32_t next;         /* edge to look at */
	uint32_t index, low;   /* of Tarjan's walk; index 0: not seen */
	uint32_t group;        /* strongly connected component, from 1 */
	uint32_t from;         /* who led here, in the search of a cycle */
	bool waiting;          /* on Tarjan's stack */
};

struct graph {
	struct hito_lint *lint;
	struct node *nodes;
	uint32_t count;
	uint32_t *edges;
	size_t edge_count, edge_capacity;
	uint32_t *places;       /* by number: the step's node from 1; 0: none */
	uint32_t *walk, *stack; /* of Tarjan's walk */
	size_t walk_count, stack_count;
	uint32_t index, group;
};

/*
 * Who waits for nothing is in no circle. Dropped steps keep nobody waiting,
 * and have not been noted.
 */
static bool add_nodes(struct graph *graph)
{
	struct hito_lint *lint = graph->lint;
	size_t total = hito_lint_count_steps(lint), i;

	graph->nodes =
		hito_new(lint->scratch, struct node, lint->waiting_count + 1);
	graph->places = hito_new(lint->scratch, uint32_t, total + 1);
	if (!graph->nodes || !graph->places)
		return false;
	for (i = 0; i < lint->waiting_count; i++) {
		const struct hito_item *step = lint->waiting[i];

		graph->nodes[graph->count].step = step;
		graph->places[step->number] = ++graph->count;
	}
	return true;
}

static bool add_edge(struct graph *graph, const struct hito_item *other)
{
	uint32_t to = graph->places[other->number];

	if (!to)
		return true;
	if (!hito_reserve(graph->lint->scratch, graph->edges, graph->edge_count,
			  graph->edge_capacity))
		return false;
	graph->edges[graph->edge_count++] = to - 1;
	return true;
}

static bool is_within(const struct hito_item *step,
		      const struct hito_item *around)
{
	while (step && step != around)
		step = step->parent;
	return step != NULL;
}

/*
 * A step waits for what it needs, or its parent does, and to be done for its
 * sub-steps. What a parent needs of its own parts is a matter of their order.
 */
static bool add_edges(struct graph *graph, struct node *node)
{
	struct hito_lint *lint = graph->lint;
	const struct hito_item *from;
	const struct hito_value *needs = needs_of(node->step, &from);
	struct hito_str text;
	struct hito_span span;
	size_t n;

	node->first = (uint32_t)graph->edge_count;
	for (n = 0; hito_lint_part(needs, n, &text, &span); n++) {
		struct hito_item *other = NULL;

		if (hito_model_step(lint->model, node->step->plan, text,
				    &other) != HITO_REFERENCE_FOUND ||
		    other == node->step ||
		    (from != node->step && is_within(other, from)))
			continue;
		if (!add_edge(graph, other))
			return false;
	}
	for (n = 0; n < part_count(node->step); n++) {
		if (!add_edge(graph, node->step->children[n]))
			return false;
	}
	node->count = (uint32_t)graph->edge_count - node->first;
	return true;
}

static void enter(struct graph *graph, uint32_t at)
{
	struct node *node = &graph->nodes[at];

	node->index = node->low = ++graph->index;
	node->waiting = true;
	graph->walk[graph->walk_count++] = at;
	graph->stack[graph->stack_count++] = at;
}

/* All that waits above a root is one group with it. */
static void leave(struct graph *graph, uint32_t at)
{
	struct node *node = &graph->nodes[at];
	uint32_t top;

	graph->walk_count--;
	if (graph->walk_count) {
		struct node *up =
			&graph->nodes[graph->walk[graph->walk_count - 1]];

		if (node->low < up->low)
			up->low = node->low;
	}
	if (node->low != node->index)
		return;
	graph->group++;
	do {
		top = graph->stack[--graph->stack_count];
		graph->nodes[top].waiting = false;
		graph->nodes[top].group = graph->group;
	} while (top != at);
}

/* Tarjan's strongly connected components, without recursion. */
static void find_groups(struct graph *graph, uint32_t root)
{
	enter(graph, root);
	while (graph->walk_count) {
		uint32_t at = graph->walk[graph->walk_count - 1], next;
		struct node *node = &graph->nodes[at], *to;

		if (node->next == node->count) {
			leave(graph, at);
			continue;
		}
		next = graph->edges[node->first + node->next++];
		to = &graph->nodes[next];
		if (to->index == 0)
			enter(graph, next);
		else if (to->waiting && to->index < node->low)
			node->low = to->index;
	}
}

/*
 * A shortest way from a node through its group back to itself, breadth
 * first. Returns the last node of it; NO_NODE when there is none.
 */
static uint32_t find_way(struct graph *graph, uint32_t root)
{
	uint32_t *queue = graph->stack; /* empty by now */
	size_t head = 0, tail = 0, i;

	queue[tail++] = root;
	while (head < tail) {
		uint32_t at = queue[head++];
		const struct node *node = &graph->nodes[at];

		for (i = 0; i < node->count; i++) {
			uint32_t next = graph->edges[node->first + i];
			struct node *to = &graph->nodes[next];

			if (next == root)
				return at;
			if (to->group != node->group || to->from != NO_NODE)
				continue;
			to->from = at;
			queue[tail++] = next;
		}
	}
	return NO_NODE;
}

static struct hito_str step_name(struct graph *graph, size_t at,
				 const struct hito_item *plan)
{
	const struct hito_item *step = graph->nodes[at].step;

	if (step->plan == plan)
		return step->id;
	return hito_item_name(step, graph->lint->arena);
}

/* "a → b → c → a", in the order in which they need each other. */
static struct hito_str write_way(struct graph *graph, const uint32_t *way,
				 size_t count)
{
	struct hito_lint *lint = graph->lint;
	const struct hito_item *plan = graph->nodes[way[count - 1]].step->plan;
	struct hito_out_memory memory;
	struct hito_out out;
	size_t i;

	hito_out_to_memory(&out, &memory, lint->arena, 1u << 20);
	for (i = 0; i < count; i++) {
		if (i == CYCLE_SHOWN && count > CYCLE_SHOWN + 1) {
			hito_out_printf(&out, "(%zu) \xe2\x86\x92 ", count - i);
			break;
		}
		hito_out_str(&out, step_name(graph, way[count - 1 - i], plan));
		hito_out_text(&out, " \xe2\x86\x92 ");
	}
	hito_out_str(&out, step_name(graph, way[count - 1], plan));
	if (out.failed)
		lint->no_memory = true;
	return (struct hito_str){memory.ptr, memory.len};
}

static void raise_cycle(struct graph *graph, uint32_t root)
{
	struct hito_lint *lint = graph->lint;
	const struct hito_item *step = graph->nodes[root].step;
	uint32_t *way = graph->walk; /* empty by now */
	uint32_t at;
	size_t count = 0;
	struct hito_finding *finding;

	graph->nodes[root].from = root;
	at = find_way(graph, root);
	if (at == NO_NODE)
		return;
	for (; at != root; at = graph->nodes[at].from)
		way[count++] = at;
	way[count++] = root;
	finding =
		hito_lint_raise_value(lint, HITO_RULE_G102, step,
				      hito_item_value(step, HITO_KEY_NEEDS),
				      HITO_N("steps wait for each other: {1}"));
	finding->args[0] = write_way(graph, way, count);
	finding->help = HITO_N("take one of these dependencies away");
}

/* How well a ring is told at a step: where a need stands that can be seen. */
static int rank_of(const struct hito_lint *lint, const struct hito_item *step)
{
	if (!hito_item_value(step, HITO_KEY_NEEDS))
		return 0;
	return 1 + hito_lint_item_in_scope(lint->options, step);
}

/* The first of the group of those where it is told best. */
static void report_groups(struct graph *graph)
{
	struct hito_lint *lint = graph->lint;
	uint32_t *first, *size, i;
	int *best;

	first = hito_new(lint->scratch, uint32_t, graph->group + 1);
	size = hito_new(lint->scratch, uint32_t, graph->group + 1);
	best = hito_new(lint->scratch, int, graph->group + 1);
	if (!first || !size || !best) {
		lint->no_memory = true;
		return;
	}
	for (i = graph->count; i-- > 0;) {
		struct node *node = &graph->nodes[i];
		int rank = rank_of(lint, node->step);

		node->from = NO_NODE;
		size[node->group]++;
		if (rank >= best[node->group]) {
			best[node->group] = rank;
			first[node->group] = i;
		}
	}
	for (i = 1; i <= graph->group; i++) {
		if (size[i] > 1 && best[i])
			raise_cycle(graph, first[i]);
	}
}

void hito_lint_cycles(struct hito_lint *lint)
{
	struct graph graph = {.lint = lint};
	uint32_t i;

	if (!lint->waiting_count)
		return;
	lint->no_memory |= !add_nodes(&graph);
	for (i = 0; !lint->no_memory && i < graph.count; i++)
		lint->no_memory |= !add_edges(&graph, &graph.nodes[i]);
	graph.walk = hito_new(lint->scratch, uint32_t, graph.count + 1);
	graph.stack = hito_new(lint->scratch, uint32_t, graph.count + 1);
	if (lint->no_memory || !graph.walk || !graph.stack) {
		lint->no_memory = true;
		return;
	}
	for (i = 0; i < graph.count; i++) {
		if (graph.nodes[i].index == 0)
			find_groups(&graph, i);
	}
	report_groups(&graph);
}
