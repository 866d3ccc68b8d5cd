/* SPDX-License-Identifier: MIT */
/* What is said when a repository or a commit cannot be had. */
#include "history/refuse.h"

#include <string.h>

bool hito_refuse_owner(struct hito_str path, struct hito_err *err)
{
	bool plain =
		path.len < 150 && hito_str_find_byte(path, '\'', 0) == SIZE_MAX;

	hito_err_set(err, HITO_ERR_GIT,
		     "the repository belongs to somebody else, so Git and "
		     "hito do not trust it");
	hito_err_at(err, path, 0, 0);
	if (plain)
		return hito_err_help(err,
				     "if you trust it: git config --global "
				     "--add safe.directory '%.*s'",
				     HITO_STR_ARG(path));
	return hito_err_help(err, "if you trust it: git config --global --add "
				  "safe.directory FOLDER");
}

bool hito_refuse_name(enum hito_unnamed why, const char *rev,
		      struct hito_err *err)
{
	switch (why) {
	case HITO_UNNAMED_EMPTY:
		hito_err_set(err, HITO_ERR_INPUT,
			     "the repository has no commit yet");
		return hito_err_help(err, "git add and git commit make the "
					  "first one");
	case HITO_UNNAMED_SEVERAL:
		hito_err_set(err, HITO_ERR_USAGE,
			     "several things are called \"%.200s\"", rev);
		return hito_err_help(err, "write more digits of the id");
	case HITO_UNNAMED_OTHER:
		hito_err_set(err, HITO_ERR_USAGE, "\"%.200s\" is no commit",
			     rev);
		break;
	case HITO_UNNAMED_NOTHING:
		hito_err_set(err, HITO_ERR_USAGE,
			     "no commit is called \"%.200s\"", rev);
		break;
	}
	return hito_err_help(err, "a branch, a tag, an id, HEAD~3 or a day "
				  "such as 2026-03-31 names one");
}

bool hito_refuse_lost(const char *rev, const struct hito_oid *oid, bool shallow,
		      struct hito_err *err)
{
	char id[HITO_ID_SIZE];

	hito_oid_format(oid, id);
	if (shallow) {
		hito_err_set(err, HITO_ERR_INCOMPLETE,
			     "the commit of \"%.200s\" is not in this shallow "
			     "clone: %s",
			     rev, id);
		return hito_err_help(err, "git fetch --unshallow");
	}
	if (strcmp(rev, id) == 0)
		return hito_refuse_name(HITO_UNNAMED_NOTHING, rev, err);
	hito_err_set(err, HITO_ERR_GIT,
		     "the commit of \"%.200s\" is missing or damaged: %s", rev,
		     id);
	return hito_err_help(err, "git fsck says what is wrong");
}

bool hito_refuse_object(const struct hito_repository *repository,
			struct hito_str id, struct hito_err *err)
{
	hito_err_set(err, HITO_ERR_INCOMPLETE,
		     "object %.*s is missing or damaged", HITO_STR_ARG(id));
	if (hito_git_is_partial(repository))
		return hito_err_help(err, "git fetch --refetch --no-filter");
	return hito_err_help(err, "git fsck says what is wrong");
}
