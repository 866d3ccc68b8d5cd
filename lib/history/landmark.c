/* SPDX-License-Identifier: MIT */
/* Commits by name or by day, and where two of them part. */
#include "hito/landmark.h"

#include <string.h>

#include "history/mergebase.h"
#include "history/object.h"
#include "history/walk.h"

static bool help_shallow(struct hito_err *err)
{
	return hito_err_help(err, "git fetch --unshallow, or more commits with "
				  "git fetch --deepen=100; actions/checkout: "
				  "fetch-depth: 0");
}

static bool read_commit(struct hito_repository *repository,
			const struct hito_oid *oid, struct hito_arena *arena,
			struct hito_landmark *landmark, struct hito_err *err)
{
	struct hito_str rest, line = HITO_STR("");
	struct hito_git_commit commit;
	char id[HITO_ID_SIZE];

	hito_oid_format(oid, id);
	switch (hito_git_commit(repository, oid, arena, &commit, err)) {
	case HITO_READ_FAILED:
		return false;
	case HITO_READ_MISSING:
		hito_err_set(err, HITO_ERR_INCOMPLETE,
			     "commit %s is missing or damaged", id);
		if (hito_repository_is_shallow(repository))
			return help_shallow(err);
		return hito_err_help(err, "git fsck");
	case HITO_READ_OK:
		break;
	}
	rest = commit.message;
	hito_str_cut_line(&rest, &line);
	memcpy(landmark->id, id, sizeof(id));
	landmark->committed = commit.committer_time;
	landmark->day = hito_instant_day(commit.committer_time);
	landmark->subject = line;
	return true;
}

/* In a shallow clone HEAD~9 may be a commit that was left at the origin. */
static bool resolve(struct hito_repository *repository, const char *rev,
		    struct hito_oid *out_oid, struct hito_err *err)
{
	if (hito_git_resolve(repository, rev, out_oid, err))
		return true;
	if (!err || !hito_repository_is_shallow(repository) ||
	    (err->code != HITO_ERR_INCOMPLETE &&
	     (err->code != HITO_ERR_USAGE || !strpbrk(rev, "^~"))))
		return false;
	err->code = HITO_ERR_INCOMPLETE;
	err->help[0] = '\0';
	return help_shallow(err);
}

bool hito_landmark_find(struct hito_repository *repository, const char *rev,
			struct hito_arena *arena,
			struct hito_landmark *out_landmark,
			struct hito_err *err)
{
	hito_day day = hito_day_parse(hito_str_from(rev));
	struct hito_oid oid;

	if (!resolve(repository, day == HITO_DAY_NONE ? rev : "HEAD", &oid,
		     err))
		return false;
	if (day != HITO_DAY_NONE &&
	    !hito_walk_at(repository, &oid, day, &oid, err))
		return false;
	return read_commit(repository, &oid, arena, out_landmark, err);
}

bool hito_landmark_base(struct hito_repository *repository,
			const struct hito_landmark *one,
			const struct hito_landmark *other,
			struct hito_arena *arena,
			struct hito_landmark *out_landmark,
			struct hito_err *err)
{
	struct hito_mergebase base;
	struct hito_oid a, b;
	char id[HITO_ID_SIZE];

	if (!hito_oid_parse(hito_str_from(one->id), &a) ||
	    !hito_oid_parse(hito_str_from(other->id), &b))
		return hito_err_set(err, HITO_ERR_USAGE, "no id of a commit");
	if (!hito_mergebase_find(repository, &a, &b, arena, &base, err))
		return false;
	switch (base.parting) {
	case HITO_PARTING_UNKNOWN:
		hito_oid_format(&base.lost, id);
		hito_err_set(err, HITO_ERR_INCOMPLETE,
			     "where the two commits part cannot be told: %s is "
			     "not here",
			     id);
		return base.shallow ? help_shallow(err)
				    : hito_err_help(err, "git fsck");
	case HITO_PARTING_NONE:
		hito_err_set(err, HITO_ERR_USAGE,
			     "the two have no commit in common");
		return hito_err_help(err, "two dots compare the two as they "
					  "are: A..B");
	case HITO_PARTING_FOUND:
		break;
	}
	return read_commit(repository, &base.oid, arena, out_landmark, err);
}
