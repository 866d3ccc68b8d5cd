/* SPDX-License-Identifier: MIT */
/* Values of a thing with the events that set them. */
#include "status/blame.h"

#include "history/fact.h"
#include "status/pairs.h"

struct blaming {
	const struct hito_blame_options *options;
	struct hito_blame *blame;
	/* What the file says at the commit and in the work tree. */
	const struct hito_fact *const *then, *const *now;
	size_t then_count, now_count;
	bool compared; /* the work tree is looked at */
	struct hito_blame_value *values;
	size_t count, capacity;
	struct hito_arena *arena;
};

static const struct hito_fact *find(const struct hito_fact *const *facts,
				    size_t count, enum hito_key key)
{
	for (size_t i = 0; i < count; i++)
		if (facts[i]->key == key)
			return facts[i];
	return NULL;
}

static const struct hito_fact *first_value(const struct hito_event *event,
					   enum hito_key key)
{
	for (size_t i = 0; i < event->value_count; i++)
		if (event->values[i].key == key)
			return &event->values[i];
	return NULL;
}

static bool is_nothing(const struct hito_fact *fact)
{
	return !fact || (fact->readable && !fact->text.len);
}

/* Does an event set a key, and to what? NULL: to nothing. */
static bool sets(const struct hito_event *event, enum hito_key key,
		 const struct hito_fact **out_fact)
{
	*out_fact = event->new;
	if (event->what == HITO_CHANGED || event->what == HITO_CONFIRMED)
		return event->key == key;
	*out_fact = first_value(event, key);
	return event->what == HITO_CREATED;
}

static bool add(struct blaming *blaming, struct hito_blame_value value)
{
	if (!hito_reserve(blaming->arena, blaming->values, blaming->count,
			  blaming->capacity))
		return false;
	blaming->values[blaming->count++] = value;
	return true;
}

/* What somebody has written since the commit. */
static bool add_uncommitted(struct blaming *blaming, enum hito_key key,
			    bool *out_found)
{
	const struct hito_fact *then =
		find(blaming->then, blaming->then_count, key);
	const struct hito_fact *now =
		find(blaming->now, blaming->now_count, key);

	*out_found = false;
	if (!blaming->compared || hito_fact_equal(then, now) ||
	    (is_nothing(then) && is_nothing(now)))
		return true;
	*out_found = true;
	return add(blaming, (struct hito_blame_value){.key = key,
						      .fact = now,
						      .current = true,
						      .uncommitted = true});
}

/* Does the commit's file say something that cannot be read? */
static bool is_lost(const struct hito_story *story, enum hito_key key)
{
	const struct hito_value *value =
		story->item ? hito_item_value(story->item, key) : NULL;

	return value ? !value->readable : story->gap && !story->item;
}

/*
 * The values of a key in the story of the thing, or of one that it has them
 * from, the newest first.
 */
static bool add_story(struct blaming *blaming, const struct hito_story *story,
		      enum hito_key key, const struct hito_item *from,
		      bool current)
{
	bool blind = is_lost(story, key);

	for (size_t i = story->event_count; i-- > 0;) {
		const struct hito_event *event = story->events[i];
		struct hito_blame_value value = {
			.key = key, .event = event, .from = from};

		if (!sets(event, key, &value.fact))
			continue;
		/* It began, or came back, without one. */
		if (event->what == HITO_CREATED && !value.fact) {
			current = false;
			if (!blaming->options->all)
				break;
			continue;
		}
		value.confirmed = event->what == HITO_CONFIRMED;
		if (value.fact && !value.fact->readable && current) {
			blind = true;
			if (!blaming->options->all)
				continue;
		} else if (!value.confirmed && current) {
			value.current = true;
			value.carried = blind;
			current = false;
		}
		if (!value.current && !blaming->options->all)
			continue;
		if (!add(blaming, value))
			return false;
		if (!blaming->options->all)
			break;
	}
	return true;
}

/* A value that is not the thing's own, but counts. */
static bool add_inherited(struct blaming *blaming, enum hito_key key)
{
	const struct hito_item *item = blaming->options->story->item, *from;
	const struct hito_history *history = blaming->options->history;
	const struct hito_story *story;

	if (!item || hito_item_value(item, key) ||
	    !hito_item_effective(item, key, &from) || !from || from == item ||
	    !from->plan)
		return true;
	story = hito_history_find(history, from->kind, from->plan->id,
				  from->kind == HITO_PLAN ? HITO_STR("")
							  : from->id);
	return !story || add_story(blaming, story, key, from, true);
}

/* Is what a key has now worth a line? */
static bool is_set(const struct blaming *blaming, size_t from)
{
	for (size_t i = from; i < blaming->count; i++)
		if (blaming->values[i].current)
			return !is_nothing(blaming->values[i].fact);
	return false;
}

static bool add_key(struct blaming *blaming, enum hito_key key)
{
	const struct hito_story *story = blaming->options->story;
	size_t from = blaming->count;
	bool uncommitted;

	if (!add_uncommitted(blaming, key, &uncommitted))
		return false;
	if (story && !add_story(blaming, story, key, NULL, !uncommitted))
		return false;
	if (story && !is_set(blaming, from) && !uncommitted &&
	    !add_inherited(blaming, key))
		return false;
	return true;
}

/* Find the thing in the work tree, and what its file says. */
static bool compare(struct blaming *blaming, struct hito_err *err)
{
	const struct hito_blame_options *options = blaming->options;
	const struct hito_model *head = options->history->at_head->model;
	const struct hito_item *item =
		options->story ? options->story->item : NULL;
	struct hito_pairs pairs;

	if (!options->worktree || (!item && !options->item))
		return true;
	if (!hito_pairs_make(head, options->worktree, blaming->arena, &pairs,
			     err))
		return false;
	for (size_t i = 0; i < pairs.count; i++) {
		const struct hito_row *then = pairs.list[i].then;
		const struct hito_row *now = pairs.list[i].now;

		if (item ? !then || then->item != item
			 : !now || now->item != options->item)
			continue;
		blaming->compared = now != NULL;
		blaming->blame->removed_uncommitted = !now;
		if (now)
			blaming->blame->title = now->item->title;
		return (!then ||
			hito_facts_of(then, blaming->arena, &blaming->then,
				      &blaming->then_count, err)) &&
		       (!now ||
			hito_facts_of(now, blaming->arena, &blaming->now,
				      &blaming->now_count, err));
	}
	return true;
}

static void take_story(struct hito_blame *blame, const struct hito_story *story)
{
	blame->kind = story->kind;
	blame->plan = story->plan;
	blame->id = story->id;
	blame->story = story;
	if (story->item) {
		blame->title = story->item->title;
		if (story->item->document)
			blame->path = story->item->document->source->path;
		return;
	}
	for (size_t i = story->event_count; i-- > 0 && !blame->removed;)
		if (story->events[i]->what == HITO_REMOVED)
			blame->removed = story->events[i];
	if (blame->removed)
		blame->path = blame->removed->path;
}

static void take_item(struct hito_blame *blame, const struct hito_item *item)
{
	blame->kind = item->kind;
	blame->plan = item->plan ? item->plan->id : HITO_STR("");
	if (item->kind != HITO_PLAN)
		blame->id = item->id;
	blame->title = item->title;
	if (item->document)
		blame->path = item->document->source->path;
}

bool hito_blame_make(const struct hito_blame_options *options,
		     struct hito_arena *arena, struct hito_blame **out_blame,
		     struct hito_err *err)
{
	struct hito_blame *blame = hito_new(arena, struct hito_blame, 1);
	struct blaming blaming = {
		.options = options, .blame = blame, .arena = arena};

	if (!blame)
		return hito_err_memory(err);
	if (options->story)
		take_story(blame, options->story);
	else
		take_item(blame, options->item);
	if (!compare(&blaming, err))
		return false;
	for (enum hito_key key = 0; key < HITO_KEY_COUNT; key++) {
		const struct hito_key_info *info = hito_key_info(key);

		if ((info->kinds & (unsigned)blame->kind) &&
		    (info->flags & HITO_KEY_EVENT) && !add_key(&blaming, key))
			return hito_err_memory(err);
	}
	blame->values = blaming.values;
	blame->count = blaming.count;
	*out_blame = blame;
	return true;
}
