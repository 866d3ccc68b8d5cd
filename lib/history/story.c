/* SPDX-License-Identifier: MIT */
/* Stories: what each thing went through, and which of it landed. */
#include "history/story.h"

#include <stdint.h>
#include <stdlib.h>

/* A thing came back: what led to the values that it had is part of it. */
static void put_off(struct hito_event_node *node,
		    struct hito_event_node **pending)
{
	if (!node->back)
		return;
	node->pending = *pending;
	*pending = node;
}

static void mark(struct hito_event_node *node, struct hito_event_node **pending)
{
	for (; node && !node->event.landed; node = node->before) {
		node->event.landed = true;
		put_off(node, pending);
	}
}

static void mark_thing(const struct hito_thing *thing,
		       struct hito_event_node **pending)
{
	mark(thing->existence, pending);
	mark(thing->place, pending);
	for (size_t i = 0; i < thing->cell_count; i++)
		mark(thing->cells[i].last, pending);
}

static void mark_landed(const struct hito_things *head)
{
	struct hito_event_node *pending = NULL;

	for (size_t t = 0; t < head->count; t++) {
		mark_thing(head->list[t], &pending);
		while (pending) {
			const struct hito_thing *back = pending->back;

			pending = pending->pending;
			mark_thing(back, &pending);
		}
	}
}

/* Each lineage that stands for itself, once: it is marked by any story. */
static void count_story(struct hito_lineage *lineage,
			struct hito_story *counted, size_t *count)
{
	struct hito_lineage *root = hito_lineage_root(lineage);

	*count += !root->story;
	root->story = counted;
}

static size_t count_stories(const struct hito_nodes *nodes,
			    const struct hito_things *head)
{
	struct hito_story counted;
	size_t count = 0;

	for (size_t i = 0; i < nodes->count; i++)
		count_story(nodes->list[i]->lineage, &counted, &count);
	for (size_t t = 0; t < head->count; t++)
		count_story(head->list[t]->lineage, &counted, &count);
	for (size_t i = 0; i < nodes->count; i++)
		hito_lineage_root(nodes->list[i]->lineage)->story = NULL;
	for (size_t t = 0; t < head->count; t++)
		hito_lineage_root(head->list[t]->lineage)->story = NULL;
	return count;
}

static void open_story(struct hito_history *history, struct hito_lineage *root)
{
	struct hito_story *stories = (struct hito_story *)history->stories;

	if (root->story)
		return;
	root->story = &stories[history->story_count++];
	root->story->kind = root->kind;
	root->story->plan = root->plan;
	root->story->id = root->id;
}

/* A story for every lineage that stands for itself. */
static bool open_stories(struct hito_history *history,
			 const struct hito_nodes *nodes,
			 const struct hito_things *head,
			 struct hito_arena *arena)
{
	history->stories = hito_new(arena, struct hito_story,
				    count_stories(nodes, head) + 1);
	if (!history->stories)
		return false;
	for (size_t i = 0; i < nodes->count; i++) {
		struct hito_lineage *root =
			hito_lineage_root(nodes->list[i]->lineage);

		open_story(history, root);
		root->story->all_count++;
	}
	for (size_t t = 0; t < head->count; t++)
		open_story(history, hito_lineage_root(head->list[t]->lineage));
	return true;
}

/* Hand out the events; counts are made again while they are filled. */
static bool fill_stories(struct hito_history *history,
			 const struct hito_nodes *nodes,
			 struct hito_arena *arena)
{
	const struct hito_event **all =
		hito_new(arena, const struct hito_event *, nodes->count + 1);
	const struct hito_event **by_story =
		hito_new(arena, const struct hito_event *, nodes->count + 1);
	struct hito_story *stories = (struct hito_story *)history->stories;
	size_t next = 0;

	if (!all || !by_story)
		return false;
	for (size_t s = 0; s < history->story_count; s++) {
		stories[s].all = by_story + next;
		next += stories[s].all_count;
		stories[s].all_count = 0;
	}
	for (size_t i = 0; i < nodes->count; i++) {
		struct hito_event_node *node = nodes->list[i];
		struct hito_lineage *root = hito_lineage_root(node->lineage);
		struct hito_story *story = root->story;

		node->sequence = (uint32_t)i;
		node->event.plan = root->plan;
		node->event.id = root->id;
		all[i] = &node->event;
		((const struct hito_event **)story->all)[story->all_count++] =
			&node->event;
	}
	history->events = all;
	history->event_count = nodes->count;
	return true;
}

/* The events of one story while they are gathered. */
struct gathering {
	struct hito_story *story;
	struct hito_event_node **nodes;
	size_t count, capacity;
	struct hito_event_node *pending;
	struct hito_arena *scratch;
};

static bool take_chain(struct gathering *gathering,
		       struct hito_event_node *node)
{
	for (; node && node->gathered != gathering->story;
	     node = node->before) {
		if (!hito_reserve(gathering->scratch, gathering->nodes,
				  gathering->count, gathering->capacity))
			return false;
		node->gathered = gathering->story;
		gathering->nodes[gathering->count++] = node;
		put_off(node, &gathering->pending);
	}
	return true;
}

static bool take_thing(struct gathering *gathering,
		       const struct hito_thing *thing)
{
	if (!take_chain(gathering, thing->existence) ||
	    !take_chain(gathering, thing->place))
		return false;
	for (size_t i = 0; i < thing->cell_count; i++)
		if (!take_chain(gathering, thing->cells[i].last))
			return false;
	return true;
}

static int by_sequence(const void *a, const void *b)
{
	const struct hito_event_node *x = *(struct hito_event_node *const *)a;
	const struct hito_event_node *y = *(struct hito_event_node *const *)b;

	return (x->sequence > y->sequence) - (x->sequence < y->sequence);
}

/* Mentions stand on no chain: they count wherever they were made. */
static bool take_mentions(struct gathering *gathering)
{
	const struct hito_story *story = gathering->story;

	for (size_t i = 0; i < story->all_count; i++) {
		const struct hito_event *event = story->all[i];

		if (event->what != HITO_LINKED && event->what != HITO_REVIEWED)
			continue;
		if (!hito_reserve(gathering->scratch, gathering->nodes,
				  gathering->count, gathering->capacity))
			return false;
		/* The event is the first member of its node. */
		gathering->nodes[gathering->count++] =
			(struct hito_event_node *)(uintptr_t)event;
	}
	return true;
}

/* What led to the values of a thing of head. */
static bool gather_events(const struct hito_thing *thing,
			  struct hito_story *story, struct hito_arena *arena,
			  struct hito_arena *scratch)
{
	struct gathering gathering = {.story = story, .scratch = scratch};
	const struct hito_event **events;

	if (!take_thing(&gathering, thing))
		return false;
	while (gathering.pending) {
		const struct hito_thing *back = gathering.pending->back;

		gathering.pending = gathering.pending->pending;
		if (!take_thing(&gathering, back))
			return false;
	}
	if (!take_mentions(&gathering))
		return false;
	events =
		hito_new(arena, const struct hito_event *, gathering.count + 1);
	if (!events)
		return false;
	if (gathering.count > 1)
		qsort(gathering.nodes, gathering.count,
		      sizeof(*gathering.nodes), by_sequence);
	for (size_t i = 0; i < gathering.count; i++)
		events[i] = &gathering.nodes[i]->event;
	story->events = events;
	story->event_count = gathering.count;
	return true;
}

static bool copy_facts(struct hito_story *story, const struct hito_thing *thing,
		       struct hito_arena *arena)
{
	struct hito_fact *facts =
		hito_new(arena, struct hito_fact, thing->cell_count + 1);

	if (!facts)
		return false;
	story->facts = facts;
	story->gap = thing->carried;
	for (size_t i = 0; i < thing->cell_count; i++) {
		story->gap |= thing->cells[i].gap;
		if (thing->cells[i].value)
			facts[story->fact_count++] = *thing->cells[i].value;
	}
	return true;
}

/* Items of head, by name, each given to one thing. */
struct items {
	const struct hito_row *rows;
	size_t count;
	bool *taken;
	size_t *taken_of; /* by the first row of a name: so many in a row */
};

static int compare_row(const struct hito_row *row,
		       const struct hito_thing *thing)
{
	return hito_name_compare(row->kind, row->plan, row->id, thing->kind,
				 thing->plan, thing->id);
}

#define LIKEST 4

/* How well a row fits: same file, same title. */
static int likeness(const struct hito_row *row, const struct hito_thing *thing)
{
	return 1 + 2 * hito_str_equal(row->path, thing->path) +
	       hito_str_equal(row->title, thing->title);
}

/* The item of a thing that head has: same name, same file. */
static const struct hito_item *take_item(struct items *items,
					 const struct hito_thing *thing)
{
	size_t low = 0, high = items->count, best = SIZE_MAX;
	int most = 0;
	size_t first;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare_row(&items->rows[middle], thing) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	first = low; /* thousands of one name are not passed each time */
	low += low < items->count ? items->taken_of[first] : 0;
	while (low < items->count && items->taken[low])
		low++;
	items->taken_of[first] = low - first;
	for (; most < LIKEST && low < items->count &&
	       compare_row(&items->rows[low], thing) == 0;
	     low++) {
		int points;

		if (items->taken[low])
			continue;
		points = likeness(&items->rows[low], thing);
		if (points <= most)
			continue;
		most = points;
		best = low;
	}
	if (best == SIZE_MAX)
		return NULL;
	items->taken[best] = true;
	return items->rows[best].item;
}

static bool join_thing(const struct hito_thing *thing, struct items *items,
		       struct hito_arena *arena, struct hito_arena *scratch)
{
	struct hito_story *story = hito_lineage_root(thing->lineage)->story;

	if (story->item || (!thing->present && story->event_count))
		return true;
	if (!gather_events(thing, story, arena, scratch))
		return false;
	if (!thing->present)
		return true;
	story->item = take_item(items, thing);
	return copy_facts(story, thing, arena);
}

/* What stands tells its story before what is gone. */
static bool join_head(const struct hito_things *head, struct items *items,
		      struct hito_arena *arena, struct hito_arena *scratch)
{
	for (int present = 1; present >= 0; present--)
		for (size_t t = 0; t < head->count; t++)
			if (head->list[t]->present == (present == 1) &&
			    !join_thing(head->list[t], items, arena, scratch))
				return false;
	return true;
}

/* What a thing is called at head is what it is called everywhere. */
static void name_head(const struct hito_things *head)
{
	for (size_t t = 0; t < head->count; t++) {
		const struct hito_thing *thing = head->list[t];
		struct hito_lineage *root = hito_lineage_root(thing->lineage);

		if (!thing->present)
			continue;
		root->plan = thing->plan;
		root->id = thing->shown;
	}
}

static int by_name(const void *a, const void *b)
{
	const struct hito_story *x = a, *y = b;
	int order = hito_name_compare(x->kind, x->plan, x->id, y->kind, y->plan,
				      y->id);

	/* What stands comes before what is gone under the same name. */
	return order ? order : (int)!x->item - (int)!y->item;
}

static bool find_strangers(struct hito_history *history,
			   struct hito_arena *arena)
{
	const struct hito_person **list = NULL;
	size_t count = 0, capacity = 0;

	for (size_t i = 0; i < history->event_count; i++) {
		const struct hito_person *who =
			history->events[i]->commit->author;
		bool known = who->id.len > 0;

		for (size_t j = 0; j < count && !known; j++)
			known = list[j] == who;
		if (known)
			continue;
		if (!hito_reserve(arena, list, count, capacity))
			return false;
		list[count++] = who;
	}
	history->strangers = list;
	history->stranger_count = count;
	return true;
}

bool hito_stories_make(struct hito_history *history,
		       const struct hito_nodes *nodes,
		       const struct hito_things *head,
		       const struct hito_row *rows, size_t row_count,
		       struct hito_arena *arena, struct hito_err *err)
{
	struct hito_arena *scratch = hito_arena_sub(arena);
	struct items items = {.rows = rows, .count = row_count};
	bool done = false;

	if (scratch)
		items.taken = hito_new(scratch, bool, row_count + 1);
	if (items.taken)
		items.taken_of = hito_new(scratch, size_t, row_count + 1);
	if (items.taken_of) {
		mark_landed(head);
		name_head(head);
		done = open_stories(history, nodes, head, arena) &&
		       fill_stories(history, nodes, arena) &&
		       join_head(head, &items, arena, scratch) &&
		       find_strangers(history, arena);
	}
	hito_arena_free(scratch);
	if (!done)
		return hito_err_memory(err);
	if (history->story_count > 1)
		qsort((struct hito_story *)history->stories,
		      history->story_count, sizeof(*history->stories), by_name);
	return true;
}

const struct hito_story *hito_history_find(const struct hito_history *history,
					   enum hito_kind kind,
					   struct hito_str plan,
					   struct hito_str id)
{
	size_t low = 0, high = history->story_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct hito_story *story = &history->stories[middle];

		if (hito_name_compare(story->kind, story->plan, story->id, kind,
				      plan, id) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == history->story_count ||
	    hito_name_compare(history->stories[low].kind,
			      history->stories[low].plan,
			      history->stories[low].id, kind, plan, id) != 0)
		return NULL;
	return &history->stories[low];
}

const struct hito_fact *hito_story_fact(const struct hito_story *story,
					enum hito_key key)
{
	for (size_t i = 0; i < story->fact_count; i++)
		if (story->facts[i].key == key)
			return &story->facts[i];
	return NULL;
}
