/* SPDX-License-Identifier: MIT */
/*
 * hito init, between its files: the parts of a setup, their pieces, and what
 * becomes of each.
 */
#ifndef HITO_CMD_INIT_H
#define HITO_CMD_INIT_H

#include "edit/setup.h"
#include "history/user.h"
#include "hito/history.h"
#include "place.h"

/* constant, name, is it set up when none is named, what it is. */
#define INIT_PARTS(X)                                                      \
	X(PROJECT, "project", true,                                        \
	  HITO_N("the project file .hito.yaml and a folder for plans"))    \
	X(ATTRIBUTES, "attributes", true,                                  \
	  HITO_N(".gitattributes: diffs and merges of plans are hito's"))  \
	X(GIT, "git", true,                                                \
	  HITO_N("Git's configuration here: names of steps in diffs, "     \
		 "merges by step and key"))                                \
	X(HOOKS, "hooks", true,                                            \
	  HITO_N("hooks: what is staged is checked, trailers are, too"))   \
	X(PAGE, "page", true,                                              \
	  HITO_N("a page beside the plans: how to edit them"))             \
	X(CI, "ci", false,                                                 \
	  HITO_N("hito lint on GitHub, GitLab or Forgejo (--action)"))     \
	X(PULL_REQUEST, "pull-request", false,                             \
	  HITO_N("a template for pull requests that change plans"))        \
	X(EDITOR, "editor", false,                                         \
	  HITO_N("snippets and a task for VS Code; lines for Vim, Emacs")) \
	X(TEXTCONV, "textconv", false,                                     \
	  HITO_N("diffs of plans by step and key, not by line"))

enum init_part {
#define INIT_PART_ENUM(constant, name, usual, what) INIT_##constant,
	INIT_PARTS(INIT_PART_ENUM)
#undef INIT_PART_ENUM
		INIT_PART_COUNT,
};

enum init_forge { INIT_NO_FORGE, INIT_GITHUB, INIT_GITLAB, INIT_FORGEJO };

/* A piece, and where it goes. */
struct init_piece {
	enum init_part part;
	struct hito_piece piece;
	int dir_fd; /* where path starts; AT_FDCWD: it is absolute */
	struct hito_str path;
	struct hito_str shown; /* the path as people see it */
	bool runs;             /* it is executable */
	const char *hand;      /* what to add by hand; NULL: nothing */
};

struct init {
	struct run *run;
	struct place place;
	const struct hito_project *project;
	bool parts[INIT_PART_COUNT];
	enum init_forge forge;
	const char *action; /* where hito is got from: OWNER/hito@v0 */
	bool remove, dry_run;

	struct hito_repository *repository; /* NULL: there is none */
	int top_fd;                         /* of the work tree */
	struct hito_user user;

	struct init_piece *pieces;
	size_t count, capacity;
	bool failed; /* something could not be written: it was said */
};

__attribute__((format_arg(2))) const char *init_say(const struct init *init,
						    const char *english);
/* "PATH: SENTENCE" on standard output. */
void init_tell(const struct init *init, struct hito_str path,
	       const char *english);

const char *init_part_name(enum init_part part);
const char *init_part_about(enum init_part part);

/* init_parts.c: the pieces of the parts that were asked for. */
HITO_MUST bool init_collect(struct init *init, struct hito_err *err);
HITO_MUST bool init_add(struct init *init, const struct init_piece *piece,
			struct hito_err *err);
/* A file below templates/setup, of the language or for all ("editor/..."). */
struct hito_str init_template(const struct init *init, enum hito_lang lang,
			      const char *name);

/* init_hooks.c: the hooks, wherever Git looks for them. */
HITO_MUST bool init_hooks(struct init *init, struct hito_err *err);

/* init_write.c: one piece put in or taken out, and said. */
HITO_MUST bool init_piece(struct init *init, const struct init_piece *piece,
			  struct hito_err *err);

#endif
