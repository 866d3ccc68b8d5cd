/* SPDX-License-Identifier: MIT */
/* A checkpoint while it is read. */
#ifndef HITO_HISTORY_CHECKPOINT_OWN_H
#define HITO_HISTORY_CHECKPOINT_OWN_H

#include "history/checkpoint.h"
#include "history/checkpoint_form.h"

/*
 * The records of a table that are made, where that is not all of them: a bit
 * for each, and how many stand in the words before.
 */
struct hito_point_pick {
	uint64_t *bits;
	uint32_t *before;  /* by word of bits */
	uint32_t *numbers; /* of the records, rising */
	uint32_t count;
};

static inline bool hito_point_is_picked(const struct hito_point_pick *pick,
					uint32_t number)
{
	return pick->bits[number / 64] >> number % 64 & 1;
}

struct hito_checkpoint {
	struct hito_sheet sheet;
	struct hito_point_head head;
	struct hito_people *people;
	struct hito_arena *arena;
	struct hito_point_pick *picks; /* by table; NULL: all are made */
	/* What was made of records, by their places among those made. */
	struct hito_signer *signers;
	struct hito_signed_commit *commits;
	struct hito_version **versions;
	struct hito_fact *facts;
	struct hito_lineage *lineages;
	struct hito_cell *cells;
	struct hito_thing *things;
	struct hito_event_node *nodes;
};

static inline const void *
hito_point_records(const struct hito_checkpoint *checkpoint,
		   enum hito_point_table which)
{
	return checkpoint->sheet.tables[which];
}

static inline uint32_t
hito_point_count(const struct hito_checkpoint *checkpoint,
		 enum hito_point_table which)
{
	return checkpoint->sheet.counts[which];
}

/* NONE: ptr is NULL. */
static inline bool hito_point_text(const struct hito_checkpoint *checkpoint,
				   uint32_t number, struct hito_str *out_text)
{
	*out_text = (struct hito_str){NULL, 0};
	return number == HITO_POINT_NONE ||
	       hito_sheet_text(&checkpoint->sheet, number, out_text);
}

/* NULL: all records of the table are made. */
static inline const struct hito_point_pick *
hito_point_picked(const struct hito_checkpoint *checkpoint,
		  enum hito_point_table which)
{
	return checkpoint->picks && checkpoint->picks[which].bits
		       ? &checkpoint->picks[which]
		       : NULL;
}

/* How many records of a table are made, and which is at a place of them. */
static inline uint32_t hito_point_made(const struct hito_checkpoint *checkpoint,
				       enum hito_point_table which)
{
	const struct hito_point_pick *pick =
		hito_point_picked(checkpoint, which);

	return pick ? pick->count : hito_point_count(checkpoint, which);
}

static inline uint32_t
hito_point_number(const struct hito_checkpoint *checkpoint,
		  enum hito_point_table which, uint32_t place)
{
	const struct hito_point_pick *pick =
		hito_point_picked(checkpoint, which);

	return pick ? pick->numbers[place] : place;
}

/* False: there is no such record, or it is not made. */
static inline bool hito_point_place(const struct hito_checkpoint *checkpoint,
				    enum hito_point_table which,
				    uint32_t number, uint32_t *out_place)
{
	const struct hito_point_pick *pick =
		hito_point_picked(checkpoint, which);

	if (number >= hito_point_count(checkpoint, which))
		return false;
	*out_place = number;
	if (!pick)
		return true;
	*out_place = pick->before[number / 64] +
		     (uint32_t)__builtin_popcountll(
			     pick->bits[number / 64] &
			     ((UINT64_C(1) << number % 64) - 1));
	return hito_point_is_picked(pick, number);
}

/* The element of a list that a number names; NONE is NULL. */
#define HITO_POINT_NAMED(checkpoint, list, table, number, at, out)          \
	((number) == HITO_POINT_NONE                                        \
		 ? ((out) = NULL, true)                                     \
		 : hito_point_place((checkpoint), (table), (number), at) && \
			   ((out) = &(checkpoint)->list[*(at)], true))

/*
 * Make only what is of plans with these homes (by text), and what led to it.
 * False: the file is not sound, or memory ends.
 */
bool hito_point_pick(struct hito_checkpoint *c, const struct hito_str *homes,
		     size_t count);

/* The files of the tip, by path; then others that were told of. */
bool hito_point_files(struct hito_checkpoint *c, struct hito_catalog *catalog,
		      struct hito_files *files);
bool hito_point_groups(struct hito_checkpoint *c,
		       struct hito_snapshot *snapshot);

#endif
