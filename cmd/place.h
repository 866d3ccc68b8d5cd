/* SPDX-License-Identifier: MIT */
/*
 * Where a command works: the project around the current folder, and what of
 * it was named on the command line.
 *
 *	struct place place;
 *
 *	if (!place_open(run, &place, &err) ||
 *	    !place_name(&place, argc, argv, &err) ||
 *	    !place_read(&place, &err)) {
 *		place_close(&place);
 *		return run_error(run, &err);
 *	}
 */
#ifndef HITO_CMD_PLACE_H
#define HITO_CMD_PLACE_H

#include "hito/workspace.h"
#include "run.h"

struct place {
	struct run *run;
	int root_fd;            /* the project's folder; -1 when closed */
	struct hito_str root;   /* the same, absolute */
	struct hito_str prefix; /* from there to the current folder: "",
				   "plans/x" */
	struct hito_str above;  /* from the top of the repository to the root:
				   "" or "docs/" */
	struct hito_workspace_options options; /* may be changed before
						  place_read: stdin_... */
	struct hito_workspace *workspace;      /* of place_read */
	/* The project's baseline where it is not read from disk; else NULL. */
	struct hito_str baseline_text;

	/* Arguments that are paths, from the root; "" is the root itself. */
	struct hito_str *paths;
	size_t path_count;
	/* Arguments that are ids, and after place_read what they mean. */
	struct hito_str *ids;
	struct hito_item **items;
	size_t id_count;
};

/*
 * Find the project's folder: the nearest one at or above the current folder
 * that has a .hito.yaml, not above the Git work tree; else the work tree's
 * top; else the current folder. Reads the file of --project.
 *
 * All memory is run->arena's. On failure there is nothing to close, but
 * place_close may be called.
 */
HITO_MUST bool place_open(struct run *run, struct place *place,
			  struct hito_err *err);
void place_close(struct place *place);

/*
 * Speak the language of the project around the current folder, if it has one
 * and the user chose none: for commands that read no plans. What is wrong with
 * its project file is said by others.
 */
void place_speak(struct run *run);

/*
 * The folder to look for a repository in, relative to the current one: the
 * nearest one at or above it that has a .git. Where there is none, ".", which
 * may be a bare repository. One within a work tree is not entered: a commit
 * may bring files that look like it.
 */
const char *place_repository(struct run *run);

/* Room for so many paths and ids: for those that fill these by themselves. */
HITO_MUST bool place_expect(struct place *place, size_t count,
			    struct hito_err *err);

/*
 * Take arguments: a path if it exists or begins with "./", "../" or "/", else
 * an id. HITO_ERR_USAGE for a path that does not exist or lies outside of the
 * project's folder.
 */
HITO_MUST bool place_name(struct place *place, int argc, char **argv,
			  struct hito_err *err);

/* A path as typed, from the root. */
HITO_MUST bool place_path(const struct place *place, const char *typed,
			  struct hito_str *out_path, struct hito_err *err);

/*
 * Read the project whole, then look the ids up. HITO_ERR_USAGE for an id that
 * nothing has, or that several things have.
 */
HITO_MUST bool place_read(struct place *place, struct hito_err *err);

/* The second half of that. */
HITO_MUST bool place_find_all(struct place *place, struct hito_err *err);

/*
 * What an id means: a plan, PLAN/STEP, PLAN/OBJECTIVE, or the only step or
 * objective of all plans that has it.
 */
HITO_MUST bool place_find(const struct place *place, struct hito_str id,
			  struct hito_item **out_item, struct hito_err *err);

#endif
