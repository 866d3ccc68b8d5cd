/* SPDX-License-Identifier: MIT */
/* Stories: what each thing went through, and which of it landed. */
#include "history/story.h"

#include <stdlib.h>

static void mark(struct hito_node *node)
{
	for (; node && !node->event.landed; node = node->before)
		node->event.landed = true;
}

static void mark_landed(const struct hito_things *head)
{
	for (size_t t = 0; t < head->count; t++) {
		const struct hito_thing *thing = head->list[t];

		mark(thing->existence);
		mark(thing->place);
		for (size_t i = 0; i < thing->cell_count; i++)
			mark(thing->cells[i].last);
	}
}

static size_t count_stories(const struct hito_nodes *nodes)
{
	size_t count = 0;

	for (size_t i = 0; i < nodes->count; i++)
		if (nodes->list[i]->event.what == HITO_CREATED)
			count++;
	return count;
}

/* A story for every lineage that stands for itself. */
static bool open_stories(struct hito_history *history,
			 const struct hito_nodes *nodes,
			 struct hito_arena *arena)
{
	struct hito_story *stories =
		hito_new(arena, struct hito_story, count_stories(nodes) + 1);
	size_t count = 0;

	if (!stories)
		return false;
	for (size_t i = 0; i < nodes->count; i++) {
		struct hito_lineage *root =
			hito_lineage_root(nodes->list[i]->lineage);

		if (!root->story) {
			root->story = &stories[count++];
			root->story->kind = root->kind;
			root->story->plan = root->plan;
			root->story->id = root->id;
		}
		root->story->all_count++;
		if (nodes->list[i]->event.landed)
			root->story->event_count++;
	}
	history->stories = stories;
	history->story_count = count;
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
	const struct hito_event **landed =
		hito_new(arena, const struct hito_event *, nodes->count + 1);
	struct hito_story *stories = (struct hito_story *)history->stories;
	size_t next_all = 0, next_landed = 0;

	if (!all || !by_story || !landed)
		return false;
	for (size_t s = 0; s < history->story_count; s++) {
		stories[s].all = by_story + next_all;
		stories[s].events = landed + next_landed;
		next_all += stories[s].all_count;
		next_landed += stories[s].event_count;
		stories[s].all_count = stories[s].event_count = 0;
	}
	for (size_t i = 0; i < nodes->count; i++) {
		struct hito_node *node = nodes->list[i];
		struct hito_lineage *root = hito_lineage_root(node->lineage);
		struct hito_story *story = root->story;

		node->event.plan = root->plan;
		node->event.id = root->id;
		all[i] = &node->event;
		((const struct hito_event **)story->all)[story->all_count++] =
			&node->event;
		if (node->event.landed)
			((const struct hito_event **)
				 story->events)[story->event_count++] =
				&node->event;
	}
	history->events = all;
	history->event_count = nodes->count;
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

/* The item of a thing that head has: same name, same file. */
static const struct hito_item *find_item(const struct hito_thing *thing,
					 const struct hito_row *rows,
					 size_t row_count)
{
	size_t low = 0, high = row_count;
	const struct hito_item *item = NULL;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (hito_name_compare(rows[middle].kind, rows[middle].plan,
				      rows[middle].id, thing->kind, thing->plan,
				      thing->id) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < row_count &&
	       hito_name_compare(rows[low].kind, rows[low].plan, rows[low].id,
				 thing->kind, thing->plan, thing->id) == 0;
	     low++)
		if (!item || (hito_str_equal(rows[low].path, thing->path) &&
			      hito_str_equal(rows[low].title, thing->title)))
			item = rows[low].item;
	return item;
}

static bool join_head(const struct hito_things *head,
		      const struct hito_row *rows, size_t row_count,
		      struct hito_arena *arena)
{
	for (size_t t = 0; t < head->count; t++) {
		const struct hito_thing *thing = head->list[t];
		struct hito_lineage *root = hito_lineage_root(thing->lineage);

		if (!thing->present || !root->story)
			continue;
		root->plan = thing->plan;
		root->id = thing->id;
		root->story->item = find_item(thing, rows, row_count);
		if (root->story->item && thing->kind != HITO_PLAN)
			root->id = root->story->item->id;
		root->story->plan = root->plan;
		root->story->id = root->id;
		if (!copy_facts(root->story, thing, arena))
			return false;
	}
	return true;
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
	mark_landed(head);
	if (!open_stories(history, nodes, arena) ||
	    !join_head(head, rows, row_count, arena) ||
	    !fill_stories(history, nodes, arena) ||
	    !find_strangers(history, arena))
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
