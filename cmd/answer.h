/* SPDX-License-Identifier: MIT */
/*
 * Answers kept: what a command printed, for as long as nothing that it looked
 * at has changed (hito-history(7), CACHE).
 *
 * An answer depends on the program, the words typed, the day, the terminal,
 * the commit, and the files and folders of the project. All of that is kept
 * with it and compared before it is given again; whatever is in doubt is
 * worked out anew.
 *
 *	struct answer answer;
 *
 *	if (answer_give(run, past, rev, argc, argv, &answer, &status))
 *		return status;
 *	... the command writes to run->out ...
 *	answer_keep(&answer, status);
 */
#ifndef HITO_CMD_ANSWER_H
#define HITO_CMD_ANSWER_H

#include "hito/sight.h"
#include "past.h"

struct answer {
	struct run *run;
	struct past *past;
	bool wanted;         /* it is kept unless something speaks against */
	struct hito_str key; /* all that it depends on but files */
	struct hito_str way; /* of the key: all but the commit */
	const char *folder;  /* where answers are kept */
	char name[17];       /* of its file there */
	struct hito_sight sight;
	size_t named; /* of the sight: looked at before the command */
	struct hito_out straight; /* run's own output meanwhile */
	struct hito_out copy;
	struct hito_out_memory memory;
};

/*
 * Print the kept answer; true: *out_status is what to end with. rev: the
 * commit that the answer is about (NULL: HEAD). argc and argv: arguments, any
 * of which may name a file. Else what is written to run->out from now on is
 * copied until answer_keep.
 */
bool answer_give(struct run *run, struct past *past, const char *rev, int argc,
		 char **argv, struct answer *answer, int *out_status);

/*
 * About so many bytes will be printed, and all else is done: room for them is
 * had at once, or they are not copied where the work was too little.
 */
void answer_expect(struct answer *answer, size_t bytes);

/* May it be given again, as far as can be told now, and took it its time? */
bool answer_is_worth_it(const struct answer *answer, int status);

/* Keep what was printed, where it is. */
void answer_keep(struct answer *answer, int status);

/*
 * Nothing that is kept by somebody else may steer a terminal: no control
 * characters but line ends, and colors where they are wanted.
 */
bool answer_is_harmless(struct hito_str text, bool color);

#endif
