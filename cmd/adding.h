/* SPDX-License-Identifier: MIT */
/*
 * Steps added to plans, for hito add and hito expand: rounds of edits in
 * memory, each read and checked before the next, and one writing at the end.
 */
#ifndef HITO_CMD_ADDING_H
#define HITO_CMD_ADDING_H

#include "edit/insert.h"
#include "moves.h"
#include "set_value.h"

/* Steps that a plan has or had: found once, for all tries. */
struct adding_past {
	bool known;
	const struct hito_history *history; /* NULL: there is none */
};

/* A step that comes. */
struct adding_step {
	struct hito_insert insert;
	struct hito_insert_wish wish;
	struct hito_insert_spot spot;
	/* Values for it: of its own words, then "KEY=VALUE". */
	struct hito_str owner, success, due;
	bool done;
	const char *const *words;
	size_t word_count;
};

struct adding {
	struct moves *moves;
	struct adding_past *past;
	struct adding_step *steps;
	size_t count, capacity;
	struct hito_fixed **files; /* of the rounds so far */
	size_t file_count, file_capacity;
	struct hito_editing last;           /* the values: checked at the end */
	const struct hito_workspace *first; /* as read from the disk */
};

/*
 * An id for a title, that the plan has not and never had. A word that says
 * itself what it is to be (id=) is taken or refused.
 */
int adding_name(struct adding *adding, struct adding_step *step,
		struct hito_str wanted);

/*
 * Make the files of an editing and read the project as it is then: it is that
 * of moves->place from here on. *out_before: what it was.
 */
int adding_round(struct adding *adding, struct hito_editing *editing,
		 const struct hito_workspace **out_before);

/*
 * What a round came to is not what was meant: has somebody changed the files
 * meanwhile (moves->stale)? Then all is to be done again.
 */
int adding_compare(struct adding *adding);

/* The same thing, in the project as it is now. */
bool adding_again(const struct adding *adding, struct hito_insert_wish *wish);

/*
 * Put all steps in, set their values, and leave the files and the lines that
 * tell to moves. verb: what the commit
 * begins with.
 */
int adding_finish(struct adding *adding, const char *verb);

#endif
