/* SPDX-License-Identifier: MIT */
/* Which records of a checkpoint concern some plans. */
#include "history/checkpoint_own.h"

#include <string.h>

/* Records that are picked, and what they name is still to be. */
struct picking {
	struct hito_checkpoint *c;
	struct picked {
		enum hito_point_table which;
		uint32_t number;
	} * left;
	size_t count, capacity;
	bool *plans; /* by number of text: plans whose lineages are wanted */
};

static const enum hito_point_table picked_tables[] = {
	HITO_POINT_COMMITS, HITO_POINT_FACTS, HITO_POINT_LINEAGES,
	HITO_POINT_CELLS,   HITO_POINT_NODES, HITO_POINT_THINGS,
	HITO_POINT_GROUPS,
};

#define PICKED_COUNT (sizeof(picked_tables) / sizeof(picked_tables[0]))

/* NONE is no record, and nothing to pick. */
static bool pick(struct picking *picking, enum hito_point_table which,
		 uint32_t number)
{
	struct hito_checkpoint *c = picking->c;
	struct hito_point_pick *made;

	if (number == HITO_POINT_NONE)
		return true;
	if (number >= hito_point_count(c, which))
		return false;
	made = &c->picks[which];
	if (hito_point_is_picked(made, number))
		return true;
	made->bits[number / 64] |= UINT64_C(1) << number % 64;
	made->count++;
	if (!hito_reserve(c->arena, picking->left, picking->count,
			  picking->capacity))
		return false;
	picking->left[picking->count++] = (struct picked){which, number};
	return true;
}

static bool pick_all(struct picking *picking, enum hito_point_table which,
		     uint32_t first, uint32_t count)
{
	if (!hito_sheet_within(&picking->c->sheet, which, first, count))
		return false;
	for (uint32_t i = 0; i < count; i++)
		if (!pick(picking, which, first + i))
			return false;
	return true;
}

/* Those that a table of numbers names. */
static bool pick_named(struct picking *picking, enum hito_point_table numbers,
		       uint32_t first, uint32_t count,
		       enum hito_point_table which)
{
	const uint32_t *list = hito_point_records(picking->c, numbers);

	if (!hito_sheet_within(&picking->c->sheet, numbers, first, count))
		return false;
	for (uint32_t i = 0; i < count; i++)
		if (!pick(picking, which, list[first + i]))
			return false;
	return true;
}

#define RECORD(picking, type, table, number)                   \
	((const struct hito_point_##type *)hito_point_records( \
		 (picking)->c, HITO_POINT_##table) +           \
	 (number))

static bool follow_group(struct picking *picking, uint32_t number)
{
	const struct hito_point_group *group =
		RECORD(picking, group, GROUPS, number);

	if (group->home >= hito_point_count(picking->c, HITO_POINT_TEXT_ENDS))
		return false;
	picking->plans[group->home] = true;
	return pick_all(picking, HITO_POINT_THINGS, group->first_thing,
			group->thing_count);
}

static bool follow_thing(struct picking *picking, uint32_t number)
{
	const struct hito_point_thing *thing =
		RECORD(picking, thing, THINGS, number);

	return pick(picking, HITO_POINT_LINEAGES, thing->lineage) &&
	       pick(picking, HITO_POINT_NODES, thing->existence) &&
	       pick(picking, HITO_POINT_NODES, thing->place) &&
	       pick_all(picking, HITO_POINT_CELLS, thing->first_cell,
			thing->cell_count);
}

static bool follow_cell(struct picking *picking, uint32_t number)
{
	const struct hito_point_cell *cell =
		RECORD(picking, cell, CELLS, number);

	return pick(picking, HITO_POINT_FACTS, cell->file) &&
	       pick(picking, HITO_POINT_FACTS, cell->value) &&
	       pick(picking, HITO_POINT_NODES, cell->last);
}

static bool follow_lineage(struct picking *picking, uint32_t number)
{
	const struct hito_point_lineage *lineage =
		RECORD(picking, lineage, LINEAGES, number);

	return pick_named(picking, HITO_POINT_LINEAGE_NODES,
			  lineage->first_node, lineage->node_count,
			  HITO_POINT_NODES);
}

static bool follow_node(struct picking *picking, uint32_t number)
{
	const struct hito_point_node *node =
		RECORD(picking, node, NODES, number);

	return pick(picking, HITO_POINT_NODES, node->before) &&
	       pick(picking, HITO_POINT_THINGS, node->back) &&
	       pick(picking, HITO_POINT_LINEAGES, node->lineage) &&
	       pick(picking, HITO_POINT_COMMITS, node->commit) &&
	       pick(picking, HITO_POINT_FACTS, node->old_fact) &&
	       pick(picking, HITO_POINT_FACTS, node->new_fact) &&
	       pick_named(picking, HITO_POINT_VALUES, node->first_value,
			  node->value_count, HITO_POINT_FACTS);
}

static bool follow(struct picking *picking, const struct picked *picked)
{
	switch (picked->which) {
	case HITO_POINT_GROUPS:
		return follow_group(picking, picked->number);
	case HITO_POINT_THINGS:
		return follow_thing(picking, picked->number);
	case HITO_POINT_CELLS:
		return follow_cell(picking, picked->number);
	case HITO_POINT_LINEAGES:
		return follow_lineage(picking, picked->number);
	case HITO_POINT_NODES:
		return follow_node(picking, picked->number);
	default:
		return true;
	}
}

static bool follow_all(struct picking *picking)
{
	while (picking->count > 0) {
		struct picked picked = picking->left[--picking->count];

		if (!follow(picking, &picked))
			return false;
	}
	return true;
}

static bool pick_groups(struct picking *picking, const struct hito_str *homes,
			size_t count)
{
	struct hito_checkpoint *c = picking->c;

	for (uint32_t i = 0; i < hito_point_count(c, HITO_POINT_GROUPS); i++) {
		struct hito_str home;

		if (!hito_sheet_text(&c->sheet,
				     RECORD(picking, group, GROUPS, i)->home,
				     &home) ||
		    (hito_str_is_among(home, homes, count) &&
		     !pick(picking, HITO_POINT_GROUPS, i)))
			return false;
	}
	return follow_all(picking);
}

/* What is gone from a plan stands in no group. */
static bool pick_gone(struct picking *picking)
{
	const struct hito_checkpoint *c = picking->c;
	const struct hito_point_lineage *list =
		hito_point_records(c, HITO_POINT_LINEAGES);
	uint32_t texts = hito_point_count(c, HITO_POINT_TEXT_ENDS);

	for (uint32_t i = 0; i < hito_point_count(c, HITO_POINT_LINEAGES); i++)
		if (list[i].plan < texts && picking->plans[list[i].plan] &&
		    !pick(picking, HITO_POINT_LINEAGES, i))
			return false;
	return follow_all(picking);
}

static size_t words_of(const struct hito_checkpoint *c,
		       enum hito_point_table which)
{
	return (size_t)hito_point_count(c, which) / 64 + 1;
}

static bool begin(struct picking *picking)
{
	struct hito_checkpoint *c = picking->c;

	c->picks = hito_new(c->arena, struct hito_point_pick,
			    HITO_POINT_TABLE_COUNT);
	picking->plans =
		hito_new(c->arena, bool,
			 (size_t)hito_point_count(c, HITO_POINT_TEXT_ENDS) + 1);
	if (!c->picks || !picking->plans)
		return false;
	for (size_t i = 0; i < PICKED_COUNT; i++) {
		enum hito_point_table which = picked_tables[i];
		struct hito_point_pick *made = &c->picks[which];

		made->bits = hito_new(c->arena, uint64_t, words_of(c, which));
		if (!made->bits)
			return false;
	}
	return true;
}

/* In the order of the file, whatever order they were found in. */
static bool number_picks(struct hito_checkpoint *c)
{
	for (size_t i = 0; i < PICKED_COUNT; i++) {
		enum hito_point_table which = picked_tables[i];
		struct hito_point_pick *made = &c->picks[which];
		uint32_t count = 0;

		made->numbers =
			hito_new(c->arena, uint32_t, (size_t)made->count + 1);
		made->before = hito_new(c->arena, uint32_t, words_of(c, which));
		if (!made->numbers || !made->before)
			return false;
		for (size_t word = 0; word < words_of(c, which); word++) {
			uint64_t left = made->bits[word];

			made->before[word] = count;
			for (; left; left &= left - 1)
				made->numbers[count++] =
					(uint32_t)(word * 64 +
						   (size_t)__builtin_ctzll(
							   left));
		}
	}
	return true;
}

bool hito_point_pick(struct hito_checkpoint *c, const struct hito_str *homes,
		     size_t count)
{
	struct picking picking = {.c = c};

	return begin(&picking) && pick_groups(&picking, homes, count) &&
	       pick_gone(&picking) && number_picks(c);
}

struct tied {
	const struct hito_checkpoint *c;
	struct hito_str *homes; /* by group */
	const uint32_t *ties;
	uint32_t count; /* of groups */
	bool *wanted;   /* by group: it, or one that is tied to it */
};

/* The groups that have the homes, by the first that they are tied to. */
static bool find_tied(struct tied *tied, const struct hito_str *homes,
		      size_t count)
{
	const struct hito_point_group *list =
		hito_point_records(tied->c, HITO_POINT_GROUPS);

	if (hito_point_count(tied->c, HITO_POINT_TIES) != tied->count)
		return false;
	for (uint32_t i = 0; i < tied->count; i++) {
		if (!hito_sheet_text(&tied->c->sheet, list[i].home,
				     &tied->homes[i]) ||
		    tied->ties[i] >= tied->count)
			return false;
		if (hito_str_is_among(tied->homes[i], homes, count))
			tied->wanted[tied->ties[i]] = true;
	}
	return true;
}

bool hito_checkpoint_tied(struct hito_checkpoint *c, struct hito_str **homes,
			  size_t *count, struct hito_arena *arena)
{
	struct tied tied = {
		.c = c,
		.ties = hito_point_records(c, HITO_POINT_TIES),
		.count = hito_point_count(c, HITO_POINT_GROUPS),
	};
	struct hito_str *all =
		hito_new(arena, struct hito_str, *count + tied.count + 1);
	size_t filled = *count;

	tied.homes = hito_new(arena, struct hito_str, (size_t)tied.count + 1);
	tied.wanted = hito_new(arena, bool, (size_t)tied.count + 1);
	if (!all || !tied.homes || !tied.wanted ||
	    !hito_sheet_is_whole(&c->sheet) ||
	    !find_tied(&tied, *homes, *count))
		return false;
	if (*count)
		memcpy(all, *homes, *count * sizeof(*all));
	for (uint32_t i = 0; i < tied.count; i++)
		if (tied.wanted[tied.ties[i]])
			all[filled++] = tied.homes[i];
	*homes = all;
	*count = hito_str_sort(all, filled);
	return true;
}
