/* SPDX-License-Identifier: MIT */
/* Which thing of a parent commit each row of a commit is. */
#include "history/match.h"

#include "base/map.h"

static int compare_names(const struct hito_row *row,
			 const struct hito_thing *thing)
{
	/* Most things are made from the very row. */
	if (row->pooled && row->pooled == thing->pooled)
		return 0;
	return hito_name_compare(row->kind, row->plan, row->id, thing->kind,
				 thing->plan, thing->id);
}

static void pair(struct hito_match *match, size_t row, size_t thing)
{
	match->thing_of[row] = (uint32_t)thing;
	match->row_of[thing] = (uint32_t)row;
}

static bool is_free_row(const struct hito_match *match, size_t row)
{
	return match->thing_of[row] == HITO_NO_ROW;
}

static bool is_free_thing(const struct hito_match *match, size_t thing)
{
	return match->row_of[thing] == HITO_NO_ROW &&
	       match->things[thing]->present;
}

/* How alike two instances of one name are, the best first. */
enum likeness { PATH_AND_TITLE, PATH, TITLE, ORDER, LIKENESSES };

static struct hito_str likeness_key(enum likeness how, struct hito_str path,
				    struct hito_str title,
				    struct hito_arena *arena)
{
	switch (how) {
	case PATH_AND_TITLE:
		return hito_arena_printf(arena, "%zu:%.*s%.*s", path.len,
					 HITO_STR_ARG(path),
					 HITO_STR_ARG(title));
	case PATH:
		return path.ptr ? path : HITO_STR("");
	case TITLE:
		return title.ptr ? title : HITO_STR("");
	default:
		return HITO_STR("");
	}
}

/* A free thing, and the next that is alike. */
struct instance {
	size_t thing;
	struct instance *next;
};

/* Instances of one name: rows [row, row_end) and things [thing, thing_end). */
struct group {
	const struct hito_row *const *rows;
	size_t row, row_end, thing, thing_end;
	struct hito_arena *arena;
};

/* Free things by their likeness, those of one key in order. */
static bool index_things(const struct hito_match *match,
			 const struct group *group, enum likeness how,
			 struct hito_map *map)
{
	hito_map_init(map, group->arena);
	for (size_t t = group->thing_end; t-- > group->thing;) {
		const struct hito_thing *thing = match->things[t];
		struct instance *instance;
		struct hito_str key;

		if (!is_free_thing(match, t))
			continue;
		instance = hito_new(group->arena, struct instance, 1);
		key = likeness_key(how, thing->path, thing->title,
				   group->arena);
		if (!instance || !key.ptr)
			return false;
		instance->thing = t;
		instance->next = hito_map_find(map, key);
		if (!hito_map_put(map, key, instance))
			return false;
	}
	return true;
}

static bool pair_alike(struct hito_match *match, const struct group *group,
		       enum likeness how)
{
	struct hito_map map;

	if (!index_things(match, group, how, &map))
		return false;
	for (size_t r = group->row; r < group->row_end; r++) {
		const struct hito_row *row = group->rows[r];
		struct instance *instance;
		struct hito_str key;

		if (!is_free_row(match, r))
			continue;
		key = likeness_key(how, row->path, row->title, group->arena);
		if (!key.ptr)
			return false;
		instance = hito_map_find(&map, key);
		while (instance && !is_free_thing(match, instance->thing))
			instance = instance->next;
		if (!instance)
			continue;
		pair(match, r, instance->thing);
		if (instance->next && !hito_map_put(&map, key, instance->next))
			return false;
	}
	return true;
}

static bool pair_instances(struct hito_match *match, struct group *group,
			   struct hito_arena *arena)
{
	bool done = true;

	if (group->row_end - group->row == 1 &&
	    group->thing_end - group->thing == 1) {
		if (is_free_row(match, group->row) &&
		    is_free_thing(match, group->thing))
			pair(match, group->row, group->thing);
		return true;
	}
	group->arena = hito_arena_sub(arena);
	if (!group->arena)
		return false;
	for (int how = PATH_AND_TITLE; how < LIKENESSES && done; how++)
		done = pair_alike(match, group, (enum likeness)how);
	hito_arena_free(group->arena);
	return done;
}

static bool pair_names(struct hito_match *match,
		       const struct hito_row *const *rows, size_t row_count,
		       struct hito_arena *arena)
{
	size_t r = 0, t = 0;

	while (r < row_count && t < match->thing_count) {
		int order = compare_names(rows[r], match->things[t]);
		struct group group = {.rows = rows, .row = r, .thing = t};

		if (order < 0) {
			r++;
			continue;
		}
		if (order > 0) {
			t++;
			continue;
		}
		while (t < match->thing_count &&
		       compare_names(rows[group.row], match->things[t]) == 0)
			t++;
		while (r < row_count &&
		       compare_names(rows[r], match->things[group.thing]) == 0)
			r++;
		group.row_end = r;
		group.thing_end = t;
		if (!pair_instances(match, &group, arena))
			return false;
	}
	return true;
}

/* Things or rows by id: the place of the only one, or HITO_NO_ROW. */
struct only {
	size_t place;
};

static bool note_only(struct hito_map *map, struct hito_str id, size_t place,
		      struct hito_arena *arena)
{
	struct only *only = hito_map_find(map, id);

	if (only) {
		only->place = HITO_NO_ROW;
		return true;
	}
	only = hito_new(arena, struct only, 1);
	if (!only)
		return false;
	only->place = place;
	return hito_map_put(map, id, only);
}

static bool has_plan(const struct hito_row *const *rows, size_t count,
		     struct hito_str plan)
{
	for (size_t r = 0; r < count && rows[r]->kind == HITO_PLAN; r++)
		if (hito_str_equal(rows[r]->plan, plan))
			return true;
	return false;
}

/* What is left when names are paired. */
struct rest {
	const struct hito_row *const *rows;
	size_t row_count;
	size_t *free_rows, *free_things;
	size_t free_row_count, free_thing_count;
	struct hito_str *objectives; /* of the free things, as rows call it */
	struct hito_arena *arena;
};

/* A step that left one plan (which still exists) and appeared in another. */
static bool pair_moves(struct hito_match *match, const struct rest *rest)
{
	struct hito_map rows, things;

	hito_map_init(&rows, rest->arena);
	hito_map_init(&things, rest->arena);
	for (size_t i = 0; i < rest->free_row_count; i++) {
		size_t r = rest->free_rows[i];

		if (rest->rows[r]->kind == HITO_STEP &&
		    !note_only(&rows, rest->rows[r]->id, r, rest->arena))
			return false;
	}
	for (size_t i = 0; i < rest->free_thing_count; i++) {
		size_t t = rest->free_things[i];

		if (match->things[t]->kind == HITO_STEP &&
		    !note_only(&things, match->things[t]->id, t, rest->arena))
			return false;
	}
	for (size_t i = 0; i < rest->free_thing_count; i++) {
		size_t t = rest->free_things[i];
		const struct hito_thing *thing = match->things[t];
		const struct only *row = hito_map_find(&rows, thing->id);
		const struct only *self = hito_map_find(&things, thing->id);

		if (thing->kind == HITO_STEP && !thing->id_made && row &&
		    row->place != HITO_NO_ROW && self && self->place == t &&
		    has_plan(rest->rows, rest->row_count, thing->plan))
			pair(match, row->place, t);
	}
	return true;
}

/* The objective of a thing as the rows call it, if it was retitled too. */
static struct hito_str objective_now(const struct hito_match *match,
				     const struct rest *rest,
				     const struct hito_thing *step)
{
	for (size_t i = 0; i < rest->free_thing_count; i++) {
		size_t t = rest->free_things[i];
		const struct hito_thing *thing = match->things[t];

		if (thing->kind == HITO_OBJECTIVE &&
		    match->row_of[t] != HITO_NO_ROW &&
		    hito_str_equal(thing->plan, step->plan) &&
		    hito_str_equal(thing->id, step->objective))
			return rest->rows[match->row_of[t]]->id;
	}
	return step->objective;
}

static bool same_place(const struct hito_match *match, const struct rest *rest,
		       size_t r, size_t i)
{
	const struct hito_row *row = rest->rows[r];
	const struct hito_thing *thing = match->things[rest->free_things[i]];

	/* A thing that is given an id keeps its title. */
	return row->kind == thing->kind && thing->id_made &&
	       (row->id_made || hito_str_equal(row->title, thing->title)) &&
	       is_free_row(match, r) &&
	       is_free_thing(match, rest->free_things[i]) &&
	       hito_str_equal(row->plan, thing->plan) &&
	       (row->kind == HITO_OBJECTIVE ||
		hito_str_equal(row->objective, rest->objectives[i]));
}

/* The only free thing in the same place as a row; HITO_NO_ROW otherwise. */
static size_t only_vanished(const struct hito_match *match,
			    const struct rest *rest, size_t r)
{
	size_t found = HITO_NO_ROW;

	for (size_t i = 0; i < rest->free_thing_count; i++) {
		if (!same_place(match, rest, r, i))
			continue;
		if (found != HITO_NO_ROW)
			return HITO_NO_ROW;
		found = i;
	}
	return found;
}

/* One vanished, one appeared in the same place: it was retitled. */
static void pair_retitled(struct hito_match *match, const struct rest *rest,
			  enum hito_kind kind)
{
	for (size_t i = 0; i < rest->free_row_count; i++) {
		size_t r = rest->free_rows[i], appeared = 0;
		size_t found = HITO_NO_ROW;

		if (rest->rows[r]->kind == kind && is_free_row(match, r))
			found = only_vanished(match, rest, r);
		if (found == HITO_NO_ROW)
			continue;
		for (size_t j = 0; j < rest->free_row_count; j++)
			if (same_place(match, rest, rest->free_rows[j], found))
				appeared++;
		if (appeared != 1)
			continue;
		pair(match, r, rest->free_things[found]);
		match->inferred[r] = true;
	}
}

/*
 * More things without an id than this vanish or appear at once in no edit of
 * people; the guess is not made, so that its cost stays bounded.
 */
#define MOST_RETITLED 1000

static bool retitle(struct hito_match *match, struct rest *rest)
{
	if (rest->free_row_count > MOST_RETITLED ||
	    rest->free_thing_count > MOST_RETITLED)
		return true;
	rest->objectives =
		hito_new(rest->arena, struct hito_str, rest->free_thing_count);
	if (!rest->objectives)
		return false;
	pair_retitled(match, rest, HITO_OBJECTIVE);
	for (size_t i = 0; i < rest->free_thing_count; i++)
		rest->objectives[i] = objective_now(
			match, rest, match->things[rest->free_things[i]]);
	pair_retitled(match, rest, HITO_STEP);
	return true;
}

static bool pair_rest(struct hito_match *match,
		      const struct hito_row *const *rows, size_t row_count,
		      struct hito_arena *arena, struct hito_err *err)
{
	struct rest rest = {
		.rows = rows,
		.row_count = row_count,
		.free_rows = hito_new(arena, size_t, row_count + 1),
		.free_things = hito_new(arena, size_t, match->thing_count + 1),
		.arena = arena,
	};

	if (!rest.free_rows || !rest.free_things)
		return hito_err_memory(err);
	for (size_t r = 0; r < row_count; r++)
		if (is_free_row(match, r))
			rest.free_rows[rest.free_row_count++] = r;
	for (size_t t = 0; t < match->thing_count; t++)
		if (is_free_thing(match, t))
			rest.free_things[rest.free_thing_count++] = t;
	if (rest.free_row_count == 0 || rest.free_thing_count == 0)
		return true;
	if (!pair_moves(match, &rest) || !retitle(match, &rest))
		return hito_err_memory(err);
	return true;
}

bool hito_match_rows(const struct hito_row *const *rows, size_t row_count,
		     struct hito_thing *const *things, size_t thing_count,
		     struct hito_arena *arena, struct hito_match *out_match,
		     struct hito_err *err)
{
	struct hito_match match = {
		.things = things,
		.thing_count = thing_count,
		.thing_of = hito_new(arena, uint32_t, row_count + 1),
		.row_of = hito_new(arena, uint32_t, thing_count + 1),
		.inferred = hito_new(arena, bool, row_count + 1),
	};

	if (!match.thing_of || !match.row_of || !match.inferred)
		return hito_err_memory(err);
	for (size_t r = 0; r < row_count; r++)
		match.thing_of[r] = HITO_NO_ROW;
	for (size_t t = 0; t < thing_count; t++)
		match.row_of[t] = HITO_NO_ROW;
	if (!pair_names(&match, rows, row_count, arena))
		return hito_err_memory(err);
	if (!pair_rest(&match, rows, row_count, arena, err))
		return false;
	*out_match = match;
	return true;
}
