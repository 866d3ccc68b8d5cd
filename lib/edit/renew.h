/* SPDX-License-Identifier: MIT */
/*
 * A plan written again under another id, to be done again: its text with its
 * days moved, and without what only the first time had.
 *
 *	hito_renew_begin(&renew, &input, model, arena, &err)
 *	read the project with renew.files: the new plan stands in it
 *	hito_renew_set(&renew, then)
 *
 * Nothing here writes a file.
 */
#ifndef HITO_EDIT_RENEW_H
#define HITO_EDIT_RENEW_H

#include "edit/editing.h"
#include "hito/calendar.h"
#include "hito/workspace.h"

/* What becomes of a step, in days of the old plan. */
struct hito_renew_step {
	hito_day start, due; /* NONE: it has none */
};

struct hito_renew_input {
	const struct hito_item *plan;
	const struct hito_project *project;
	struct hito_str id; /* of the new one */
	/* The first day of the old plan becomes start; the last one its end,
	 * where the plan has one. */
	hito_day first, last, start;
	const struct hito_calendar *calendar;
	const struct hito_renew_step *steps; /* as the plan's */
};

/* A value that had to stay as it was. */
struct hito_renew_left {
	struct hito_str path; /* of the new file */
	uint32_t line;        /* of its text then */
	struct hito_str key;  /* as the file spells it */
};

struct hito_renew {
	struct hito_renew_input input;
	struct hito_arena *arena;
	struct hito_file *files;                /* of the new plan, by path */
	const struct hito_document **documents; /* of the old one */
	size_t file_count, file_capacity, document_capacity;
	struct hito_renew_left *left;
	size_t left_count, left_capacity;
};

/*
 * The files without what happened: states and dates are still as they were.
 *
 * err  HITO_ERR_INPUT where a file cannot be read whole, is read through map:,
 *      or where the plan's files lie among those of others
 */
HITO_MUST bool hito_renew_begin(struct hito_renew *renew,
				const struct hito_renew_input *input,
				const struct hito_model *model,
				struct hito_arena *arena, struct hito_err *err);

/* States, days and estimates. HITO_ERR_INPUT where it is another plan then. */
HITO_MUST bool hito_renew_set(struct hito_renew *renew,
			      const struct hito_workspace *then,
			      struct hito_err *err);

/* Has a plan the same things as the old one? */
bool hito_renew_is_whole(const struct hito_renew *renew,
			 const struct hito_item *plan);

#endif
