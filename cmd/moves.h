/* SPDX-License-Identifier: MIT */
/*
 * Moves: short commands that change a value of a plan file. Each reads the
 * project, says what is to change, and leaves the rest to moves_run: the patch
 * or the files, the commit, the line that tells. Where somebody changes a file
 * meanwhile all is read again.
 */
#ifndef HITO_CMD_MOVES_H
#define HITO_CMD_MOVES_H

#include "edit/editing.h"
#include "hito/err.h"
#include "opt.h"
#include "place.h"

struct moves_args {
	bool dry_run, commit;
};

#define MOVES_OPTS(T, field)                                        \
	OPT_FLAG('n', "dry-run", T, field.dry_run,                  \
		 HITO_N("print the patch, write nothing")),         \
		OPT_FLAG('c', "commit", T, field.commit,            \
			 HITO_N("commit the changed files, and no " \
				"others"))

/* A value that changes, as people see it. */
struct moves_change {
	const struct hito_item *item;
	struct hito_str key;      /* as the file spells it */
	struct hito_str old, new; /* may be empty */
};

/* A line that tells what was done, in the commit message, too. */
struct moves_line {
	struct hito_str text;
	struct hito_str step; /* "plan/step" of its trailer; may be empty */
	/* Not for the commit: its place, and a line below; may be empty. */
	struct hito_str before, behind;
};

struct moves;

/* Is the project as it would be then what is meant? RUN_OK, or all said. */
typedef int moves_check(struct moves *moves, const struct hito_workspace *then);

struct moves {
	struct run *run;
	const struct moves_args *args;
	struct place place;
	struct hito_editing editing;
	struct moves_change *changes;
	size_t count, capacity;
	struct hito_str *notes; /* what is so already */
	size_t note_count, note_capacity;
	struct moves_line *lines; /* in place of changes */
	size_t line_count, line_capacity;
	struct hito_str *warnings; /* on standard error, a patch or not */
	size_t warning_count, warning_capacity;
	struct hito_str subject; /* of the commit; ptr NULL: of changes */
	moves_check *check;      /* NULL: hito_editing_check */
	const void *check_args;  /* for it */
	bool stale;     /* files have changed since they were read: again */
	bool new_names; /* where a new file's name is taken: again */
};

/*
 * Say what is to change: RUN_OK, or a status with all said. It may be called
 * again, with the files as they are then.
 */
typedef int moves_make(struct moves *moves, const void *args);

int moves_run(struct run *run, const struct moves_args *args, moves_make *make,
	      const void *make_args);

/*
 * What is meant by an id, or an unambiguous beginning or part of one; where it
 * may be several, they are listed. kinds: bits of enum hito_kind.
 */
int moves_find(struct moves *moves, const char *typed, unsigned kinds,
	       struct hito_item **out);

/* An edit cannot be made: say why. */
int moves_refuse(struct moves *moves, const struct hito_item *item,
		 struct hito_str key, const char *refused);
/* Why a text cannot go into a plan file; NULL: it can. */
const char *moves_unwritable(struct hito_str text);
/* False when memory ends. */
bool moves_add(struct moves *moves, const struct moves_change *change);
bool moves_note(struct moves *moves, struct hito_str note);
bool moves_tell(struct moves *moves, struct hito_str text,
		struct hito_str step);
bool moves_warn(struct moves *moves, struct hito_str text);

/* "plan/step", as people type it. */
struct hito_str moves_name(struct moves *moves, const struct hito_item *item);
/* "plan/step key: old -> new", without an end of line. */
void moves_write_change(struct moves *moves, struct hito_out *out,
			const struct moves_change *change);

/*
 * Commit these files and no others, whatever else is staged. moves_commit.c:
 * the only place that starts git.
 */
int moves_commit(struct moves *moves);

__attribute__((format_arg(2))) const char *moves_say(const struct moves *moves,
						     const char *english);

#endif
