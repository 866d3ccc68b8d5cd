/* SPDX-License-Identifier: MIT */
/*
 * Why a repository or a commit in it cannot be had, and what to do.
 */
#ifndef HITO_HISTORY_REFUSE_H
#define HITO_HISTORY_REFUSE_H

#include "history/git.h"

/* Each fills err and returns false. */
bool hito_refuse_owner(struct hito_str path, struct hito_err *err);

enum hito_unnamed {
	HITO_UNNAMED_EMPTY,   /* the repository has no commit */
	HITO_UNNAMED_SEVERAL, /* several things are called so */
	HITO_UNNAMED_NOTHING,
	HITO_UNNAMED_OTHER, /* something that is no commit */
};
bool hito_refuse_name(enum hito_unnamed why, const char *rev,
		      struct hito_err *err);

/* The commit of a name is not there. shallow: it may be at the origin. */
bool hito_refuse_lost(const char *rev, const struct hito_oid *oid, bool shallow,
		      struct hito_err *err);

/* An object that the answer needs is not there, or damaged. */
bool hito_refuse_object(const struct hito_repository *repository,
			struct hito_str id, struct hito_err *err);

#endif
