/* SPDX-License-Identifier: MIT */
/*
 * A page of plans kept in pieces: when commits come or files are written, the
 * plans that they touch are worked out and the others are as they were
 * (hito-history(7), CACHE).
 *
 * Kept as answers are (answer.h), and no more trusted.
 */
#ifndef HITO_CMD_PIECES_H
#define HITO_CMD_PIECES_H

#include "answer.h"
#include "history/tables.h"
#include "report/status_report.h"

/* A file or folder of the work tree, as it was when the page was made. */
struct pieces_file {
	struct hito_seen seen;
	struct hito_str plan; /* the id of the plan in it; empty: none */
};

struct pieces_check;

struct pieces {
	const char *commit;             /* its id: what they are of */
	uint64_t terms;                 /* as in hito_history */
	struct hito_status_piece *list; /* by id of plan, each another */
	size_t count;
	struct pieces_file *files; /* by path; none: the commit's were shown */
	size_t file_count;
	const struct hito_sheet *sheet; /* that they were read from */
	struct pieces_check *check;
};

/*
 * Those of an answer to the same question; false: there are none. That they
 * are whole and nothing in them steers a terminal is found out on other
 * threads, if there may be some, until it is asked: nothing of them is to be
 * shown before.
 */
bool pieces_read(const struct answer *answer, struct pieces *out);
bool pieces_are_whole(const struct pieces *pieces);

void pieces_keep(const struct answer *answer, const struct pieces *pieces);

/* Leave out those of some plans, sorted. */
void pieces_drop(struct pieces *pieces, const struct hito_str *plans,
		 size_t count);

/* The plans, sorted, whose files are not as they were. False: no memory. */
bool pieces_changed(const struct pieces *pieces, int root_fd,
		    struct hito_arena *arena, struct hito_str **out_plans,
		    size_t *out_count);

/* The files of other plans than these, sorted. False: no memory. */
bool pieces_known(const struct pieces *pieces, const struct hito_str *plans,
		  size_t count, struct hito_arena *arena,
		  struct hito_seen **out_known, size_t *out_count);

/*
 * All files that an answer has looked at, with the plans that a model has in
 * them, and those that are known already. False: no memory.
 */
bool pieces_list_files(struct pieces *pieces, const struct answer *answer,
		       const struct hito_model *model,
		       const struct pieces *known);

#endif
