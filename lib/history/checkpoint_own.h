/* SPDX-License-Identifier: MIT */
/* A checkpoint while it is read. */
#ifndef HITO_HISTORY_CHECKPOINT_OWN_H
#define HITO_HISTORY_CHECKPOINT_OWN_H

#include "history/checkpoint.h"
#include "history/checkpoint_form.h"

struct hito_checkpoint {
	struct hito_sheet sheet;
	struct hito_point_head head;
	struct hito_people *people;
	struct hito_arena *arena;
	/* What was made of records, by their numbers. */
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

/* The element of a list that a number names; NONE is NULL. */
#define HITO_POINT_NAMED(checkpoint, list, table, number, out)           \
	((number) == HITO_POINT_NONE                                     \
		 ? ((out) = NULL, true)                                  \
		 : (number) < hito_point_count((checkpoint), (table)) && \
			   ((out) = &(checkpoint)->list[(number)], true))

/* The files of the tip, by path; then others that were told of. */
bool hito_point_files(struct hito_checkpoint *c, struct hito_catalog *catalog,
		      struct hito_files *files);
bool hito_point_groups(struct hito_checkpoint *c,
		       struct hito_snapshot *snapshot);

#endif
