/* SPDX-License-Identifier: MIT */
/* Rows of two models, matched as those of a commit and its parent. */
#include "status/pairs.h"

#include "history/match.h"

struct side {
	struct hito_row *rows;
	size_t count;
};

/* The rows of a side as things, to be matched as those of a commit are. */
static struct hito_thing **things_of(const struct side *side,
				     struct hito_arena *arena)
{
	struct hito_thing *list =
		hito_new(arena, struct hito_thing, side->count + 1);
	struct hito_thing **things =
		hito_new(arena, struct hito_thing *, side->count + 1);

	if (!list || !things)
		return NULL;
	for (size_t i = 0; i < side->count; i++) {
		list[i] = hito_thing_of_row(&side->rows[i]);
		things[i] = &list[i];
	}
	return things;
}

static bool is_name(const struct hito_row *row, enum hito_kind kind,
		    struct hito_str plan, struct hito_str id)
{
	return row->kind == kind && hito_str_equal(row->plan, plan) &&
	       hito_str_equal(row->id, id);
}

/*
 * Looking back in time, the names of before are said by the other side: what
 * is there now may be formerly: of what was.
 */
static void match_back(const struct side *then, const struct side *now,
		       const struct hito_names *names, struct hito_match *match)
{
	for (size_t i = 0; names->renamed.count && i < now->count; i++) {
		const struct hito_row *row = &now->rows[i];
		struct hito_str plan = row->plan, id = row->id;

		if (match->thing_of[i] != HITO_NO_ROW)
			continue;
		hito_names_today(names, row->kind, &plan, &id);
		if (is_name(row, row->kind, plan, id))
			continue;
		for (size_t k = 0; k < then->count; k++) {
			if (match->row_of[k] != HITO_NO_ROW ||
			    !is_name(&then->rows[k], row->kind, plan, id))
				continue;
			match->thing_of[i] = (uint32_t)k;
			match->row_of[k] = (uint32_t)i;
			break;
		}
	}
}

static bool list_pairs(const struct side *then, const struct side *now,
		       const struct hito_match *match, struct hito_arena *arena,
		       struct hito_pairs *pairs)
{
	struct hito_pair *list =
		hito_new(arena, struct hito_pair, then->count + now->count + 1);
	size_t count = 0;

	if (!list)
		return false;
	for (size_t i = 0; i < now->count; i++) {
		uint32_t thing = match->thing_of[i];

		list[count++] = (struct hito_pair){
			.then = thing == HITO_NO_ROW ? NULL
						     : &then->rows[thing],
			.now = &now->rows[i],
			.inferred = match->inferred[i],
		};
	}
	for (size_t i = 0; i < then->count; i++)
		if (match->row_of[i] == HITO_NO_ROW)
			list[count++] =
				(struct hito_pair){.then = &then->rows[i]};
	pairs->list = list;
	pairs->count = count;
	return true;
}

/* The things of then that those of now are, whatever they were called. */
static bool match_sides(const struct side *now, struct hito_thing *const *then,
			size_t then_count, struct hito_arena *arena,
			struct hito_match *out_match, struct hito_err *err)
{
	const struct hito_row **rows =
		hito_new(arena, const struct hito_row *, now->count + 1);

	if (!rows)
		return hito_err_memory(err);
	for (size_t i = 0; i < now->count; i++)
		rows[i] = &now->rows[i];
	return hito_match_rows(rows, now->count, then, then_count, arena,
			       out_match, err);
}

bool hito_pairs_make(const struct hito_model *then,
		     const struct hito_model *now, struct hito_arena *arena,
		     struct hito_pairs *out_pairs, struct hito_err *err)
{
	struct hito_names *names = hito_new(arena, struct hito_names, 2);
	struct side was, is;
	struct hito_thing **things;
	struct hito_match match;

	if (!names)
		return hito_err_memory(err);
	hito_names_init(&names[0], arena);
	hito_names_init(&names[1], arena);
	if (!hito_names_learn(&names[0], now, err) ||
	    !hito_names_learn(&names[1], then, err) ||
	    !hito_rows_of(&names[0], now, HITO_STR(""), arena, &is.rows,
			  &is.count, err) ||
	    !hito_rows_of(&names[0], then, HITO_STR(""), arena, &was.rows,
			  &was.count, err))
		return false;
	things = things_of(&was, arena);
	if (!things)
		return hito_err_memory(err);
	if (!match_sides(&is, things, was.count, arena, &match, err))
		return false;
	match_back(&was, &is, &names[1], &match);
	return list_pairs(&was, &is, &match, arena, out_pairs) ||
	       hito_err_memory(err);
}
