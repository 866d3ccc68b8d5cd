/* SPDX-License-Identifier: MIT */
/*
 * What a command is given: where to write, what day it is, in which language.
 *
 * A command reads nothing else of its surroundings: no environment, no clock.
 */
#ifndef HITO_CMD_RUN_H
#define HITO_CMD_RUN_H

#include <stdbool.h>
#include <stddef.h>

#include "history/user.h"
#include "hito/arena.h"
#include "hito/date.h"
#include "hito/err.h"
#include "hito/history.h"
#include "hito/message.h"
#include "hito/out.h"

/* The time, in nanoseconds since 1970; 0 where no clock tells it. */
#define RUN_MILLISECONDS INT64_C(1000000)
int64_t run_now(void);

/* Exit statuses, the same for all commands (hito(1), EXIT STATUS). */
enum run_status {
	RUN_OK = 0,         /* fine */
	RUN_FINDINGS = 1,   /* findings at or above the level asked for */
	RUN_FAILED = 2,     /* wrong use, or it could not be done */
	RUN_INCOMPLETE = 3, /* history or objects are missing; beats 1 */
};

struct run {
	struct hito_out out, err;
	int in_fd;             /* standard input */
	struct hito_str words; /* all that was typed, a NUL behind each */
	int64_t started;       /* nanoseconds since 1970 */
	int64_t progress_due;  /* from when on progress is shown; the same */
	enum hito_keeping keeping; /* HITO_CACHE */

	hito_day today;            /* --today, else the local civil day */
	enum hito_lang lang;       /* never NONE */
	enum hito_lang lang_named; /* by --lang; else NONE */
	bool lang_is_chosen; /* by --lang or HITO_LANG: a project cannot */

	bool color;
	bool out_is_terminal; /* also when a pager reads it */
	bool err_is_terminal; /* progress may be shown */
	size_t columns;       /* width of the terminal; else 80 */
	bool ascii;           /* the terminal's locale has no UTF-8 */
	bool quiet;

	/*
	 * The folder to work in. main has changed into -C's already, so that
	 * paths can be used as they were typed: dir is "." and dir_fd is
	 * AT_FDCWD.
	 */
	const char *dir;
	int dir_fd;
	const char *project_file; /* --project, else NULL */
	const char *index_file;   /* GIT_INDEX_FILE, that hooks get; NULL */
	/* The user's own: where Git's files are, and editors by rank. */
	struct hito_user_files git_files;
	const char *git_editor, *visual, *editor; /* NULL: not set */
	bool terminal_is_able;

	struct hito_arena *arena;       /* lives as long as the command */
	const struct hito_alloc *alloc; /* for arenas of its own; may be NULL */
};

/*
 * Print an error as "hito: path:line:column: message" and its help line to
 * run->err. Returns the status that goes with its code.
 */
HITO_MUST int run_error(struct run *run, const struct hito_err *err);

/*
 * Wrong use: print the message and return RUN_FAILED. The format is a
 * message in run's language; what it formats may be foreign.
 */
__attribute__((format(printf, 2, 3))) int run_wrong(struct run *run,
						    const char *format, ...);

/* Out of memory: print it and return RUN_FAILED. */
int run_memory(struct run *run);

/*
 * A number of the program itself, by its file: what another one kept may mean
 * something else. False: it cannot be told.
 */
bool run_stamp(uint64_t *out_stamp);

/* The project's own language counts unless the user chose one. */
void run_set_lang(struct run *run, enum hito_lang of_project);

#endif
