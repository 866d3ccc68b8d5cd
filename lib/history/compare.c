/* SPDX-License-Identifier: MIT */
/* One commit against its parents: the events of its files and trailers. */
#include "history/compare.h"

#include <stdlib.h>

#include "history/change.h"
#include "plan/identity.h"

static bool is_called(const struct hito_thing *thing, enum hito_kind kind,
		      struct hito_str plan, struct hito_str id)
{
	return hito_name_compare(thing->kind, thing->plan, thing->id, kind,
				 plan, id) == 0;
}

/* The place of the first thing of a name; where it would be. */
static size_t first_called(const struct hito_things *things,
			   enum hito_kind kind, struct hito_str plan,
			   struct hito_str id)
{
	size_t low = 0, high = things->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct hito_thing *thing = things->list[middle];

		if (hito_name_compare(thing->kind, thing->plan, thing->id, kind,
				      plan, id) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct hito_thing *hito_things_find(const struct hito_things *things,
				    enum hito_kind kind, struct hito_str plan,
				    struct hito_str id)
{
	size_t at = first_called(things, kind, plan, id);

	if (at == things->count || !is_called(things->list[at], kind, plan, id))
		return NULL;
	return things->list[at];
}

struct hito_thing *hito_things_grave(const struct hito_things *things,
				     enum hito_kind kind, struct hito_str plan,
				     struct hito_str id, struct hito_str title)
{
	size_t at = first_called(things, kind, plan, id);

	for (;
	     at < things->count && is_called(things->list[at], kind, plan, id);
	     at++)
		if (!things->list[at]->present &&
		    hito_str_equal(things->list[at]->title, title))
			return things->list[at];
	return NULL;
}

static size_t find_row(const struct hito_compare *compare, enum hito_kind kind,
		       struct hito_str plan, struct hito_str id)
{
	size_t low = 0, high = compare->row_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct hito_row *row = compare->rows[middle];

		if (hito_name_compare(row->kind, row->plan, row->id, kind, plan,
				      id) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == compare->row_count ||
	    hito_name_compare(compare->rows[low]->kind,
			      compare->rows[low]->plan, compare->rows[low]->id,
			      kind, plan, id) != 0)
		return HITO_NO_ROW;
	return low;
}

/* The only step that an id means: in its plan; plan empty: in all. */
static size_t only_step(const struct hito_compare *compare,
			struct hito_str plan, struct hito_str id)
{
	char text[HITO_IDENTITY_SIZE];
	size_t found = HITO_NO_ROW;

	for (size_t r = 0; r < compare->row_count; r++) {
		const struct hito_row *row = compare->rows[r];

		if (row->kind != HITO_STEP ||
		    (plan.len > 0 && !hito_str_equal(row->plan, plan)) ||
		    !hito_str_equal(row->id,
				    hito_identity_of(row->mapping, id, text)))
			continue;
		if (found != HITO_NO_ROW)
			return HITO_NO_ROW;
		found = r;
	}
	return found;
}

/* The step of a trailer: as written, else as its file compares ids. */
static size_t find_step(const struct hito_compare *compare,
			const struct hito_trailer *trailer)
{
	size_t row = HITO_NO_ROW;

	if (trailer->plan.len > 0)
		row = find_row(compare, HITO_STEP, trailer->plan, trailer->id);
	if (row == HITO_NO_ROW)
		row = only_step(compare, trailer->plan, trailer->id);
	return row;
}

static bool add_lost(const struct hito_compare *compare,
		     const struct hito_trailer *trailer)
{
	struct hito_lost_list *lost = compare->lost;

	if (!hito_reserve(compare->arena, lost->list, lost->count,
			  lost->capacity))
		return false;
	lost->list[lost->count++] = (struct hito_lost_trailer){
		.commit = compare->commit,
		.text = trailer->text,
	};
	return true;
}

static bool resolve_trailers(const struct hito_compare *compare,
			     uint32_t **out_rows)
{
	uint32_t *rows = hito_new(compare->scratch, uint32_t,
				  compare->trailer_count + 1);

	if (!rows)
		return false;
	for (size_t i = 0; i < compare->trailer_count; i++) {
		const struct hito_trailer *trailer = &compare->trailers[i];
		size_t row = HITO_NO_ROW;

		if (trailer->readable && trailer->review)
			row = find_row(compare, HITO_PLAN, trailer->plan,
				       HITO_STR(""));
		else if (trailer->readable)
			row = find_step(compare, trailer);
		rows[i] = (uint32_t)row;
		if (row == HITO_NO_ROW && !add_lost(compare, trailer))
			return false;
	}
	*out_rows = rows;
	return true;
}

/* Trailers that change nothing: a link to a step, a review of a plan. */
static bool add_mentions(struct hito_change_context *context, size_t row,
			 const struct hito_thing *thing)
{
	const struct hito_compare *compare = context->compare;

	for (size_t i = 0; i < compare->trailer_count; i++) {
		const struct hito_trailer *trailer = &compare->trailers[i];
		struct hito_event_node *node;

		if (context->trailer_rows[i] != row || trailer->fact_count > 0)
			continue;
		node = hito_change_add(
			context, trailer->review ? HITO_REVIEWED : HITO_LINKED,
			thing);
		if (!node)
			return false;
		node->rank = (uint32_t)i * HITO_KEY_COUNT;
		node->event.trailer = true;
		node->event.landed = true;
		node->event.path = HITO_STR("");
		if (trailer->day != HITO_DAY_NONE) {
			node->event.day = trailer->day;
			node->event.has_time = false;
		}
	}
	return true;
}

/* The same thing, under its name or under one that it had before. */
static bool is_same(const struct hito_thing *a, const struct hito_thing *b)
{
	return hito_name_compare(a->kind, a->plan, a->id, b->kind, b->plan,
				 b->id) == 0 ||
	       hito_lineage_root(a->lineage) == hito_lineage_root(b->lineage);
}

/* Every parent has the thing and none of them sees it in the commit. */
static bool is_removed(const struct hito_change_context *context,
		       const struct hito_thing *thing)
{
	const struct hito_compare *compare = context->compare;

	for (size_t i = 1; i < compare->parent_count; i++) {
		const struct hito_match *match = &context->matches[i];
		bool gone = false;

		for (size_t t = 0; t < match->thing_count && !gone; t++) {
			const struct hito_thing *other = match->things[t];

			gone = other->present &&
			       match->row_of[t] == HITO_NO_ROW &&
			       is_same(other, thing);
		}
		if (!gone)
			return false;
	}
	return true;
}

static struct hito_thing *bury(struct hito_change_context *context,
			       const struct hito_thing *thing)
{
	const struct hito_compare *compare = context->compare;
	const struct hito_cell *state = hito_thing_cell(thing, HITO_KEY_STATE);
	struct hito_thing *grave =
		hito_new(compare->arena, struct hito_thing, 1);
	struct hito_event_node *node;

	if (!grave)
		return NULL;
	*grave = *thing;
	grave->present = false;
	node = hito_change_add(context, HITO_REMOVED, grave);
	if (!node)
		return NULL;
	node->event.old = state ? state->value : NULL;
	node->event.gap = thing->carried;
	node->before = thing->existence;
	grave->existence = node;
	return grave;
}

/* The tombstone that another parent has of a thing that is gone. */
static struct hito_thing *other_grave(const struct hito_compare *compare,
				      const struct hito_thing *thing)
{
	for (size_t i = 1; i < compare->parent_count; i++) {
		const struct hito_things *parent = &compare->parents[i];
		size_t at = first_called(parent, thing->kind, thing->plan,
					 thing->id);

		for (; at < parent->count &&
		       is_called(parent->list[at], thing->kind, thing->plan,
				 thing->id);
		     at++)
			if (!parent->list[at]->present &&
			    is_same(parent->list[at], thing))
				return parent->list[at];
	}
	return NULL;
}

/* The thing of a tombstone is there: it came back, or it went elsewhere. */
static bool is_back(const struct hito_compare *compare,
		    const struct hito_thing *grave)
{
	return hito_lineage_root(grave->lineage)->used_at ==
	       compare->commit->order + 1;
}

static bool is_known(const struct hito_compare *compare, size_t parents,
		     const struct hito_thing *thing)
{
	for (size_t i = 0; i < parents; i++)
		if (hito_things_find(&compare->parents[i], thing->kind,
				     thing->plan, thing->id))
			return true;
	return false;
}

/* What came and went on a side that the first parent never saw. */
static void add_other_graves(const struct hito_compare *compare,
			     struct hito_things *things)
{
	for (size_t i = 1; i < compare->parent_count; i++)
		for (size_t t = 0; t < compare->parents[i].count; t++) {
			struct hito_thing *grave = compare->parents[i].list[t];

			if (!grave->present && !is_known(compare, i, grave) &&
			    !is_back(compare, grave))
				things->list[things->count++] = grave;
		}
}

/*
 * What the first parent has and the commit has not: removed here, removed on
 * another side before, or removed long ago.
 */
static bool add_graves(struct hito_change_context *context,
		       struct hito_things *things)
{
	const struct hito_match *match = &context->matches[0];

	if (context->compare->parent_count == 0)
		return true;
	for (size_t t = 0; t < match->thing_count; t++) {
		struct hito_thing *thing = match->things[t];

		if (match->row_of[t] != HITO_NO_ROW)
			continue;
		if (thing->present && is_removed(context, thing)) {
			thing = bury(context, thing);
			if (!thing)
				return false;
		} else if (thing->present) {
			thing = other_grave(context->compare, thing);
		} else if (is_back(context->compare, thing)) {
			thing = NULL;
		}
		if (thing)
			things->list[things->count++] = thing;
	}
	add_other_graves(context->compare, things);
	return true;
}

static int by_rank(const void *a, const void *b)
{
	const struct hito_event_node *x = *(struct hito_event_node *const *)a;
	const struct hito_event_node *y = *(struct hito_event_node *const *)b;

	return (x->rank > y->rank) - (x->rank < y->rank);
}

static bool match_parents(const struct hito_compare *compare,
			  struct hito_match **out_matches, struct hito_err *err)
{
	struct hito_match *matches = hito_new(
		compare->scratch, struct hito_match, compare->parent_count + 1);

	if (!matches)
		return hito_err_memory(err);
	for (size_t i = 0; i < compare->parent_count; i++)
		if (!hito_match_rows(compare->rows, compare->row_count,
				     compare->parents[i].list,
				     compare->parents[i].count,
				     compare->scratch, &matches[i], err))
			return false;
	*out_matches = matches;
	return true;
}

/*
 * Two things of one commit that were one before (each side of a merge put it
 * elsewhere) go on apart: the second gets a lineage of its own.
 */
static bool fork_lineage(const struct hito_compare *compare,
			 struct hito_thing **thing)
{
	struct hito_lineage *root = hito_lineage_root((*thing)->lineage);
	struct hito_thing *fork;

	if (root->used_at != compare->commit->order + 1) {
		root->used_at = compare->commit->order + 1;
		return true;
	}
	fork = hito_new(compare->arena, struct hito_thing, 1);
	root = hito_new(compare->arena, struct hito_lineage, 1);
	if (!fork || !root)
		return false;
	*root = (struct hito_lineage){
		.kind = (*thing)->kind,
		.plan = (*thing)->plan,
		.id = (*thing)->shown,
		.used_at = compare->commit->order + 1,
	};
	*fork = **thing;
	fork->lineage = root;
	*thing = fork;
	return true;
}

static bool change_rows(struct hito_change_context *context,
			struct hito_things *things, struct hito_err *err)
{
	for (size_t r = 0; r < context->compare->row_count; r++) {
		struct hito_thing *thing;

		if (!hito_change_row(context, r, &thing, err))
			return false;
		if (!fork_lineage(context->compare, &thing))
			return hito_err_memory(err);
		things->list[things->count++] = thing;
		things->trailed |= thing->trailed;
		if (!add_mentions(context, r, thing))
			return hito_err_memory(err);
	}
	if (!add_graves(context, things))
		return hito_err_memory(err);
	return true;
}

bool hito_compare_commit(const struct hito_compare *compare,
			 struct hito_arena *list_arena,
			 struct hito_things *out_things, struct hito_err *err)
{
	struct hito_change_context context = {.compare = compare};
	struct hito_things things = {0};
	struct hito_match *matches = NULL;
	uint32_t *trailer_rows = NULL;
	size_t first_node = compare->nodes->count;
	size_t most = compare->row_count;

	for (size_t i = 0; i < compare->parent_count; i++)
		most += compare->parents[i].count;
	things.list = hito_new(list_arena, struct hito_thing *, most + 1);
	context.before = hito_new(compare->scratch, struct hito_thing *,
				  compare->parent_count + 1);
	if (!things.list || !context.before)
		return hito_err_memory(err);
	if (!match_parents(compare, &matches, err))
		return false;
	if (!resolve_trailers(compare, &trailer_rows))
		return hito_err_memory(err);
	context.matches = matches;
	context.trailer_rows = trailer_rows;
	if (!change_rows(&context, &things, err))
		return false;
	hito_things_sort(things.list, things.count);
	if (compare->nodes->count > first_node)
		qsort(compare->nodes->list + first_node,
		      compare->nodes->count - first_node,
		      sizeof(*compare->nodes->list), by_rank);
	*out_things = things;
	return true;
}
