/* SPDX-License-Identifier: MIT */
/* What is shown, matched with the commit and its stories. */
#include "status/join.h"

#include <stdlib.h>

/* The first item of an identity, and whether others have it too. */
struct hito_join_entry {
	const struct hito_item *item;
	bool many;
};

/* How two instances of one identity fit, the best first. */
enum fit { PATH_AND_TITLE, PATH, TITLE, ALONE };

/* A plan that only its steps' folder makes has no file of its own. */
static struct hito_str path_of(const struct hito_item *item)
{
	return item->document ? item->document->source->path : HITO_STR("");
}

static struct hito_str identity_key(const struct hito_item *item, enum fit fit,
				    struct hito_arena *arena)
{
	struct hito_str plan = item->plan ? item->plan->identity : HITO_STR("");
	struct hito_str path = path_of(item), title = item->title;

	if (fit == ALONE)
		return hito_arena_printf(arena, "%d/%.*s/%.*s", (int)item->kind,
					 HITO_STR_ARG(plan),
					 HITO_STR_ARG(item->identity));
	if (fit == TITLE)
		path = HITO_STR("");
	if (fit == PATH)
		title = HITO_STR("");
	return hito_arena_printf(
		arena, "%d/%.*s/%.*s\n%d%zu:%.*s%.*s", (int)item->kind,
		HITO_STR_ARG(plan), HITO_STR_ARG(item->identity), (int)fit,
		path.len, HITO_STR_ARG(path), HITO_STR_ARG(title));
}

/* By what it shares with others of its identity; the first counts. */
static bool add_fits(struct hito_join *join, const struct hito_item *item)
{
	for (int fit = PATH_AND_TITLE; fit < ALONE; fit++) {
		struct hito_str key =
			identity_key(item, (enum fit)fit, join->arena);
		struct hito_join_entry *entry;

		if (!key.ptr)
			return false;
		if (hito_map_find(&join->at_head, key))
			continue;
		entry = hito_new(join->arena, struct hito_join_entry, 1);
		if (!entry || !hito_map_put(&join->at_head, key, entry))
			return false;
		entry->item = item;
	}
	return true;
}

static bool add_item(struct hito_join *join, const struct hito_item *item)
{
	struct hito_str key = identity_key(item, ALONE, join->arena);
	struct hito_join_entry *first;

	if (!key.ptr)
		return false;
	first = hito_map_find(&join->at_head, key);
	if (first) {
		if (!first->many && !add_fits(join, first->item))
			return false;
		first->many = true;
		return add_fits(join, item);
	}
	first = hito_new(join->arena, struct hito_join_entry, 1);
	if (!first)
		return false;
	first->item = item;
	return hito_map_put(&join->at_head, key, first);
}

static bool add_items(struct hito_join *join, struct hito_item *const *items,
		      size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!add_item(join, items[i]))
			return false;
	return true;
}

static bool add_plan(struct hito_join *join, const struct hito_item *plan)
{
	return add_item(join, plan) &&
	       add_items(join, plan->objectives, plan->objective_count) &&
	       add_items(join, plan->kpis, plan->kpi_count) &&
	       add_items(join, plan->steps, plan->step_count);
}

static int compare_stories(const void *a, const void *b)
{
	const struct hito_story *const *x = a, *const *y = b;
	uintptr_t left = (uintptr_t)(*x)->item, right = (uintptr_t)(*y)->item;

	return left < right ? -1 : left > right;
}

static bool index_stories(struct hito_join *join,
			  const struct hito_history *history)
{
	join->by_item = hito_new(join->arena, const struct hito_story *,
				 history->story_count + 1);
	if (!join->by_item)
		return false;
	for (size_t i = 0; i < history->story_count; i++)
		if (history->stories[i].item)
			join->by_item[join->story_count++] =
				&history->stories[i];
	if (join->story_count)
		qsort(join->by_item, join->story_count,
		      sizeof(join->by_item[0]), compare_stories);
	return true;
}

bool hito_join_init(struct hito_join *join,
		    const struct hito_status_input *input,
		    struct hito_arena *arena)
{
	const struct hito_history *history = input->history;
	const struct hito_model *model;

	*join = (struct hito_join){.input = input, .arena = arena};
	hito_map_init(&join->at_head, arena);
	if (!history)
		return true;
	join->memo = hito_new(arena, struct hito_join_memo, 1);
	if (!join->memo || !index_stories(join, history))
		return false;
	if (history->at_head == input->workspace)
		return true;
	model = history->at_head->model;
	for (size_t i = 0; i < model->plan_count; i++)
		if (!add_plan(join, model->plans[i]))
			return false;
	return add_items(join, model->kpis, model->kpi_count);
}

static uint64_t hash_of(const struct hito_item *item)
{
	return item->block ? hito_block_hash(item->block) : 0;
}

/* Where an id stands twice: the one of its file, then of its title. */
static const struct hito_item *find_head(const struct hito_join *join,
					 const struct hito_item *item)
{
	const struct hito_join_entry *entry, *fitting = NULL;
	struct hito_str key;

	key = identity_key(item, ALONE, join->arena);
	entry = key.ptr ? hito_map_find(&join->at_head, key) : NULL;
	if (!entry)
		return NULL;
	for (int fit = PATH_AND_TITLE; entry->many && fit < ALONE && !fitting;
	     fit++) {
		key = identity_key(item, (enum fit)fit, join->arena);
		if (key.ptr)
			fitting = hito_map_find(&join->at_head, key);
	}
	return fitting ? fitting->item : entry->item;
}

const struct hito_item *hito_join_head(const struct hito_join *join,
				       const struct hito_item *item)
{
	const struct hito_history *history = join->input->history;

	if (!history)
		return NULL;
	if (history->at_head == join->input->workspace)
		return item;
	if (join->memo->item != item) {
		join->memo->head = find_head(join, item);
		join->memo->item = item;
	}
	return join->memo->head;
}

static const struct hito_story *story_of(const struct hito_join *join,
					 const struct hito_item *head)
{
	size_t low = 0, high = join->story_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct hito_story *story = join->by_item[middle];

		if (story->item == head)
			return story;
		if ((uintptr_t)story->item < (uintptr_t)head)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

const struct hito_story *hito_join_story(const struct hito_join *join,
					 const struct hito_item *item)
{
	const struct hito_item *head = hito_join_head(join, item);

	return head ? story_of(join, head) : NULL;
}

static struct hito_str own_text(const struct hito_item *item, enum hito_key key)
{
	const struct hito_value *value;

	if (key == HITO_KEY_STATE)
		return item->state_text;
	value = hito_item_value(item, key);
	return value && value->readable ? value->text : HITO_STR("");
}

/* Nothing, said by a trailer: "due=". */
static const struct hito_fact emptied = {.readable = true,
					 .day = HITO_DAY_NONE};

/* Has a trailer the last word on a key that no value is left of? */
static bool is_emptied(const struct hito_story *story, enum hito_key key)
{
	for (size_t i = story->event_count; i-- > 0;) {
		const struct hito_event *event = story->events[i];

		if (event->what == HITO_CHANGED && event->key == key)
			return event->trailer &&
			       (!event->new || !event->new->text.len);
	}
	return false;
}

/*
 * What a later trailer says of a key: only where it is not what the commit's
 * file says and nobody has touched the value in the work tree since.
 */
static const struct hito_fact *trailer_fact(const struct hito_join *join,
					    const struct hito_item *item,
					    enum hito_key key)
{
	const struct hito_item *head = hito_join_head(join, item);
	const struct hito_story *story = head ? story_of(join, head) : NULL;
	const struct hito_fact *fact =
		story ? hito_story_fact(story, key) : NULL;
	struct hito_str at_commit;

	if (!story || (fact && !fact->readable))
		return NULL;
	at_commit = own_text(head, key);
	if (!hito_str_equal(own_text(item, key), at_commit))
		return NULL;
	if (!fact || !fact->text.len)
		return at_commit.len && is_emptied(story, key) ? &emptied
							       : NULL;
	return hito_str_equal(fact->text, at_commit) ? NULL : fact;
}

/* The commit's file has a value that cannot be read: the last one holds. */
static bool is_carried(const struct hito_join *join,
		       const struct hito_item *item, enum hito_key key)
{
	const struct hito_item *head = hito_join_head(join, item);
	const struct hito_value *value =
		head ? hito_item_value(head, key) : NULL;

	return value && !value->readable;
}

struct hito_current hito_join_value(const struct hito_join *join,
				    const struct hito_item *item,
				    enum hito_key key)
{
	struct hito_current current = {.day = HITO_DAY_NONE};
	const struct hito_item *from = item;
	const struct hito_value *value = hito_item_effective(item, key, &from);
	const struct hito_fact *fact = trailer_fact(join, item, key);

	if (!fact && value && from && from != item)
		fact = trailer_fact(join, from, key);
	else
		from = item;
	if (fact) {
		current.text = fact->text;
		current.day = fact->day;
		current.disagrees = !is_carried(join, from, key);
	} else if (key == HITO_KEY_STATE) {
		current.text = item->state_text;
	} else if (value && value->readable) {
		current.text = value->text;
		current.day = value->day;
	}
	return current;
}

struct hito_current hito_join_own(const struct hito_join *join,
				  const struct hito_item *item,
				  enum hito_key key)
{
	struct hito_current current = {.day = HITO_DAY_NONE};
	const struct hito_value *value = hito_item_value(item, key);
	const struct hito_fact *fact = trailer_fact(join, item, key);

	if (fact) {
		current.text = fact->text;
		current.day = fact->day;
		current.disagrees = !is_carried(join, item, key);
	} else if (value && value->readable) {
		current.text = value->text;
		current.day = value->day;
	}
	return current;
}

bool hito_join_may_have(const struct hito_item *step,
			const struct hito_story *story, enum hito_key key)
{
	return step->parent || hito_item_effective(step, key, NULL) ||
	       (story && hito_story_fact(story, key));
}

bool hito_join_changed(const struct hito_join *join,
		       const struct hito_item *item)
{
	const struct hito_item *head;

	if (!join->input->history)
		return false;
	head = hito_join_head(join, item);
	if (head == item)
		return false;
	/* Of a file beside the project's paths nothing is known. */
	if (!head)
		return hito_project_has_path(
			join->input->history->at_head->project, path_of(item));
	return hash_of(head) != hash_of(item) ||
	       !hito_str_equal(path_of(head), path_of(item));
}
