/* SPDX-License-Identifier: MIT */
/* The commit of a day, along first parents. */
#include "history/walk.h"
#include "hito/limits.h"

static bool no_such_day(hito_day day, struct hito_err *err)
{
	char text[HITO_DAY_SIZE];

	return hito_err_set(err, HITO_ERR_INPUT, "no commit is as old as %s",
			    hito_day_format(day, text));
}

static bool cut_off(struct hito_repository *repository,
		    const struct hito_oid *oid, hito_day day,
		    struct hito_err *err)
{
	char text[HITO_DAY_SIZE], id[HITO_ID_SIZE];

	hito_day_format(day, text);
	if (hito_git_is_shallow_edge(repository, oid)) {
		hito_err_set(err, HITO_ERR_INCOMPLETE,
			     "the clone is shallow and ends after %s", text);
		return hito_err_help(err, "git fetch --unshallow");
	}
	hito_oid_format(oid, id);
	hito_err_set(err, HITO_ERR_INCOMPLETE,
		     "commit %s is missing or damaged, so that %s cannot be "
		     "reached",
		     id, text);
	return hito_err_help(err, "git fsck");
}

/* One commit back along first parents, until the day fits. */
static bool step_back(struct hito_repository *repository, hito_day day,
		      struct hito_arena *scratch, struct hito_oid *oid,
		      bool *out_found, struct hito_err *err)
{
	struct hito_git_commit commit;

	switch (hito_git_commit(repository, oid, scratch, &commit, err)) {
	case HITO_READ_FAILED:
		return false;
	case HITO_READ_MISSING:
		return cut_off(repository, oid, day, err);
	case HITO_READ_OK:
		break;
	}
	*out_found = hito_instant_day(commit.committer_time) <= day;
	if (*out_found)
		return true;
	if (!commit.parent_count)
		return no_such_day(day, err);
	if (hito_git_is_shallow_edge(repository, oid))
		return cut_off(repository, oid, day, err);
	*oid = commit.parents[0];
	return true;
}

bool hito_walk_at(struct hito_repository *repository,
		  const struct hito_oid *head, hito_day day,
		  struct hito_oid *out_commit, struct hito_err *err)
{
	struct hito_arena *scratch = hito_arena_new(NULL);
	struct hito_oid oid = *head;
	bool found = false;

	if (!scratch)
		return hito_err_memory(err);
	for (size_t i = 0; i < HITO_LIMIT_COMMITS && !found; i++) {
		if (!step_back(repository, day, scratch, &oid, &found, err)) {
			hito_arena_free(scratch);
			return false;
		}
		hito_arena_clear(scratch);
	}
	hito_arena_free(scratch);
	if (!found)
		return no_such_day(day, err);
	*out_commit = oid;
	return true;
}
