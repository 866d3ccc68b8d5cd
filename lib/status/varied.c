/* SPDX-License-Identifier: MIT */
/* One thing then and now: values, name, place, checklist, text. */
#include "status/varied.h"

#include "history/fact.h"

struct hito_varied_day hito_varied_days(const struct hito_calendar *calendar,
					hito_day then, hito_day now)
{
	struct hito_varied_day day = {.then = then, .now = now};

	if (then == HITO_DAY_NONE || now == HITO_DAY_NONE)
		return day;
	day.days = now - then;
	day.working_days = hito_calendar_between(calendar, then, now);
	return day;
}

const struct hito_item *hito_varied_now(const struct hito_varying *varying,
					const struct hito_item *then)
{
	const struct hito_pair *pair = hito_map_find(
		&varying->now_of,
		(struct hito_str){(const char *)&then, sizeof(then)});

	return pair && pair->now ? pair->now->item : NULL;
}

bool hito_varied_left(const struct hito_varying *varying,
		      const struct hito_pair *pair)
{
	const struct hito_item *then, *now;

	if (!pair->then || !pair->now || !pair->then->item || !pair->now->item)
		return false;
	then = pair->then->item->plan;
	now = pair->now->item->plan;
	return pair->now->kind != HITO_PLAN && then && now &&
	       hito_varied_now(varying, then) != now;
}

static const struct hito_item *item_of(const struct hito_row *row)
{
	return row ? row->item : NULL;
}

static struct hito_variance_change *add(struct hito_varying *varying,
					const struct hito_pair *pair,
					enum hito_variance_what what,
					enum hito_variance_group group)
{
	struct hito_variance_change *change;

	if (!hito_reserve(varying->arena, varying->changes, varying->count,
			  varying->capacity))
		return NULL;
	change = &varying->changes[varying->count++];
	*change = (struct hito_variance_change){
		.what = what,
		.group = group,
		.kind = pair->now ? pair->now->kind : pair->then->kind,
		.then = item_of(pair->then),
		.now = item_of(pair->now),
		.key = HITO_KEY_COUNT,
		.day = {HITO_DAY_NONE, HITO_DAY_NONE, 0, 0},
	};
	return change;
}

static enum hito_variance_group group_of(enum hito_key key)
{
	static const struct {
		enum hito_key key;
		enum hito_variance_group group;
	} groups[] = {
		{HITO_KEY_STATE, HITO_GROUP_STATE},
		{HITO_KEY_OWNER, HITO_GROUP_OWNER},
		{HITO_KEY_SUPPORT, HITO_GROUP_OWNER},
		{HITO_KEY_DUE, HITO_GROUP_DATES},
		{HITO_KEY_START, HITO_GROUP_DATES},
		{HITO_KEY_END, HITO_GROUP_DATES},
		{HITO_KEY_ESTIMATE, HITO_GROUP_ESTIMATE},
		{HITO_KEY_COST, HITO_GROUP_MONEY},
		{HITO_KEY_VALUE, HITO_GROUP_MONEY},
		{HITO_KEY_BUDGET, HITO_GROUP_MONEY},
		{HITO_KEY_NEEDS, HITO_GROUP_NEEDS},
		{HITO_KEY_FROM, HITO_GROUP_GOALS},
		{HITO_KEY_TO, HITO_GROUP_GOALS},
		{HITO_KEY_BY, HITO_GROUP_GOALS},
		{HITO_KEY_NOW, HITO_GROUP_GOALS},
		{HITO_KEY_SUCCESS, HITO_GROUP_GOALS},
		{HITO_KEY_TITLE, HITO_GROUP_TITLES},
		{HITO_KEY_NAME, HITO_GROUP_TITLES},
		{HITO_KEY_OBJECTIVE, HITO_GROUP_PLACES},
		{HITO_KEY_PARENT, HITO_GROUP_PLACES},
	};

	for (size_t i = 0; i < sizeof(groups) / sizeof(groups[0]); i++)
		if (groups[i].key == key)
			return groups[i].group;
	return HITO_GROUP_OTHER;
}

/* The same objective or step, under another name. */
static bool is_same_place(const struct hito_varying *varying,
			  const struct hito_pair *pair, enum hito_key key)
{
	const struct hito_item *then = pair->then->item;
	const struct hito_item *now = pair->now->item;

	if (!then || !now || pair->now->kind != HITO_STEP)
		return false;
	if (key == HITO_KEY_OBJECTIVE)
		return then->objective && now->objective &&
		       hito_varied_now(varying, then->objective) ==
			       now->objective;
	if (key == HITO_KEY_PARENT)
		return then->parent && now->parent &&
		       hito_varied_now(varying, then->parent) == now->parent;
	return false;
}

static bool is_closed(const struct hito_side *side,
		      const struct hito_item *item)
{
	const struct hito_step_status *step =
		item ? hito_side_step(side, item) : NULL;

	return step &&
	       (step->state == HITO_DONE || step->state == HITO_DROPPED);
}

static hito_day day_of(const struct hito_fact *fact)
{
	return fact ? fact->day : HITO_DAY_NONE;
}

static bool add_key(struct hito_varying *varying, const struct hito_pair *pair,
		    const struct hito_fact *old, const struct hito_fact *new)
{
	enum hito_key key = old ? old->key : new->key;
	struct hito_variance_change *change;

	if (hito_fact_equal(old, new) || is_same_place(varying, pair, key))
		return true;
	change = add(varying, pair, HITO_VARIED_KEY, group_of(key));
	if (!change)
		return false;
	change->key = key;
	change->old_value = old;
	change->new_value = new;
	change->inferred = key == HITO_KEY_TITLE && pair->inferred;
	change->day =
		hito_varied_days(&varying->calendar, day_of(old), day_of(new));
	change->slip = key == HITO_KEY_DUE && change->kind == HITO_STEP &&
		       change->day.days > 0 &&
		       !is_closed(&varying->now, change->now);
	if (change->slip)
		change->group = HITO_GROUP_SLIPS;
	return true;
}

static bool add_keys(struct hito_varying *varying, const struct hito_pair *pair,
		     struct hito_err *err)
{
	const struct hito_fact *const *then, *const *now;
	size_t then_count, now_count, i = 0, k = 0;

	if (!hito_side_facts(&varying->then, pair->then, varying->arena, &then,
			     &then_count, err) ||
	    !hito_side_facts(&varying->now, pair->now, varying->arena, &now,
			     &now_count, err))
		return false;
	while (i < then_count || k < now_count) {
		const struct hito_fact *old = i < then_count ? then[i] : NULL;
		const struct hito_fact *new = k < now_count ? now[k] : NULL;

		if (old && new && old->key < new->key)
			new = NULL;
		else if (old && new &&new->key < old->key)
			old = NULL;
		i += old != NULL;
		k += new != NULL;
		if (!add_key(varying, pair, old, new))
			return hito_err_memory(err);
	}
	return true;
}

/* The value of a key that the table does not have; NULL: none. */
static const struct hito_value *other_of(const struct hito_block *block,
					 struct hito_str name)
{
	for (size_t i = 0; block && i < block->other_count; i++)
		if (hito_str_equal(block->others[i].key_text, name))
			return &block->others[i];
	return NULL;
}

static const struct hito_fact *raw_fact(struct hito_varying *varying,
					const struct hito_value *value)
{
	struct hito_fact *fact = hito_new(varying->arena, struct hito_fact, 1);

	if (fact)
		*fact = (struct hito_fact){.key = HITO_KEY_COUNT,
					   .readable = true,
					   .text = value->raw,
					   .day = HITO_DAY_NONE};
	return fact;
}

static bool add_other(struct hito_varying *varying,
		      const struct hito_pair *pair,
		      const struct hito_value *old,
		      const struct hito_value *new)
{
	struct hito_variance_change *change;

	if (old && new &&hito_str_equal(old->raw, new->raw))
		return true;
	change = add(varying, pair, HITO_VARIED_KEY, HITO_GROUP_OTHER);
	if (!change)
		return false;
	change->name = old ? old->key_text : new->key_text;
	change->old_value = old ? raw_fact(varying, old) : NULL;
	change->new_value = new ? raw_fact(varying, new) : NULL;
	return (!old || change->old_value) && (!new || change->new_value);
}

static bool add_others(struct hito_varying *varying,
		       const struct hito_pair *pair)
{
	const struct hito_block *then = pair->then->block;
	const struct hito_block *now = pair->now->block;

	for (size_t i = 0; then && i < then->other_count; i++)
		if (!add_other(varying, pair, &then->others[i],
			       other_of(now, then->others[i].key_text)))
			return false;
	for (size_t i = 0; now && i < now->other_count; i++)
		if (!other_of(then, now->others[i].key_text) &&
		    !add_other(varying, pair, NULL, &now->others[i]))
			return false;
	return true;
}

static void count_checks(const struct hito_block *block, size_t *done,
			 size_t *total)
{
	*done = *total = 0;
	if (!block)
		return;
	*total = block->check_count + block->sketch_count;
	for (size_t i = 0; i < block->check_count; i++)
		*done += block->checks[i].done;
	for (size_t i = 0; i < block->sketch_count; i++)
		*done += block->sketches[i].done;
}

static bool add_checks(struct hito_varying *varying,
		       const struct hito_pair *pair)
{
	struct hito_varied_count done, total;
	struct hito_variance_change *change;

	count_checks(pair->then->block, &done.then, &total.then);
	count_checks(pair->now->block, &done.now, &total.now);
	if (done.then == done.now && total.then == total.now)
		return true;
	change = add(varying, pair, HITO_VARIED_CHECKS, HITO_GROUP_CHECKS);
	if (!change)
		return false;
	change->done = done;
	change->total = total;
	return true;
}

static bool is_same_file(const struct hito_pair *pair)
{
	const struct hito_item *then = pair->then->item, *now = pair->now->item;

	return then && now && then->document && now->document &&
	       hito_str_equal(then->document->source->text,
			      now->document->source->text);
}

static bool add_text(struct hito_varying *varying, const struct hito_pair *pair)
{
	struct hito_str then, now;

	if (!pair->then->block || !pair->now->block || is_same_file(pair))
		return true;
	then = hito_side_text(pair->then, varying->scratch);
	now = hito_side_text(pair->now, varying->scratch);
	if (!then.ptr || !now.ptr)
		return false;
	return hito_str_equal(then, now) ||
	       add(varying, pair, HITO_VARIED_TEXT, HITO_GROUP_TEXT);
}

static struct hito_str path_of(const struct hito_item *item)
{
	return item && item->document ? item->document->source->path
				      : HITO_STR("");
}

/* It went with the file that its plan is in, too. */
static bool went_along(const struct hito_pair *pair)
{
	return pair->now->kind != HITO_PLAN &&
	       hito_str_equal(path_of(pair->then->item->plan),
			      pair->then->path) &&
	       hito_str_equal(path_of(pair->now->item->plan), pair->now->path);
}

static bool add_place(struct hito_varying *varying,
		      const struct hito_pair *pair)
{
	const struct hito_row *then = pair->then, *now = pair->now;
	bool plan;

	if (!then->item || !now->item)
		return true;
	plan = hito_varied_left(varying, pair);
	if (!hito_str_equal(then->item->id, now->item->id) &&
	    !(then->item->id_made && now->item->id_made) &&
	    !add(varying, pair, HITO_VARIED_RENAMED, HITO_GROUP_TITLES))
		return false;
	if (!plan &&
	    (!then->path.len || !now->path.len ||
	     hito_str_equal(then->path, now->path) || went_along(pair)))
		return true;
	return add(varying, pair, HITO_VARIED_MOVED, HITO_GROUP_PLACES);
}

/* A step that was open is done: when, against the day it was due then. */
static bool add_finish(struct hito_varying *varying,
		       const struct hito_pair *pair)
{
	const struct hito_step_status *then, *now;
	struct hito_variance_change *change;

	if (!varying->finishes || pair->now->kind != HITO_STEP)
		return true;
	then = hito_side_step(&varying->then, pair->then->item);
	now = hito_side_step(&varying->now, pair->now->item);
	if (!then || !now || then->state == HITO_DONE ||
	    now->state != HITO_DONE || now->finished == HITO_DAY_NONE ||
	    then->due == HITO_DAY_NONE)
		return true;
	change = add(varying, pair, HITO_VARIED_FINISHED, HITO_GROUP_FINISHED);
	if (!change)
		return false;
	change->day =
		hito_varied_days(&varying->calendar, then->due, now->finished);
	return true;
}

bool hito_varied_pair(struct hito_varying *varying,
		      const struct hito_pair *pair, struct hito_err *err)
{
	bool plan = (pair->now ? pair->now : pair->then)->kind == HITO_PLAN;

	if (!pair->then)
		return add(varying, pair, HITO_VARIED_ADDED,
			   plan ? HITO_GROUP_PLAN : HITO_GROUP_ADDED) ||
		       hito_err_memory(err);
	if (!pair->now)
		return add(varying, pair, HITO_VARIED_REMOVED,
			   plan ? HITO_GROUP_PLAN : HITO_GROUP_REMOVED) ||
		       hito_err_memory(err);
	if (!add_keys(varying, pair, err))
		return false;
	return (add_place(varying, pair) && add_others(varying, pair) &&
		add_checks(varying, pair) && add_text(varying, pair) &&
		add_finish(varying, pair)) ||
	       hito_err_memory(err);
}
