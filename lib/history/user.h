/* SPDX-License-Identifier: MIT */
/*
 * Who commits here, which editor that person uses, where hooks are and where
 * the repository came from: from the configuration files of Git, of which only
 * these keys are looked at (git-config(1), FILES).
 */
#ifndef HITO_HISTORY_USER_H
#define HITO_HISTORY_USER_H

#include "hito/err.h"
#include "hito/history.h"

/* Where the files are; NULL or empty: there is none. */
struct hito_user_files {
	const char *system;         /* /etc/gitconfig */
	const char *home;           /* for "~/", and .gitconfig in it */
	const char *xdg;            /* XDG_CONFIG_HOME; NULL: .config in home */
	const char *global;         /* GIT_CONFIG_GLOBAL, in place of home's */
	struct hito_str repository; /* the folder with its "config" */
	/* of a linked work tree, with its "config.worktree"; may be empty */
	struct hito_str worktree;
};

struct hito_user {
	struct hito_str name, email; /* empty: not set */
	/* Never of the repository: it may be somebody else's. */
	struct hito_str editor;
	struct hito_str hooks;    /* core.hooksPath; empty: the usual folder */
	bool hooks_of_repository; /* ... and it is set for this one alone */
	struct hito_str remote;   /* where "origin" is */
};

/*
 * Files that are included are followed ("gitdir:" conditions, too; others do
 * not hold). One that cannot be read counts for nothing. False: no memory.
 */
HITO_MUST bool hito_user_read(const struct hito_user_files *files,
			      struct hito_arena *arena, struct hito_user *out);

#endif
