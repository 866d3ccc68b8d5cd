/* SPDX-License-Identifier: MIT */
/* Asks the index, else the commits that were merged. */
#include "resolve_base.h"

#include "edit/merge.h"
#include "history/git.h"
#include "history/mergebase.h"
#include "history/tree.h"

bool resolve_bases_open(struct run *run, const struct past *past,
			struct resolve_bases *out, struct hito_err *err)
{
	*out = (struct resolve_bases){.run = run, .past = past};
	if (!past->repository || !past_is_in(&past->place, past->repository))
		return true;
	if (hito_staged_open(past->repository, run->index_file, run->arena,
			     &out->staged, err))
		return true;
	/* of a form that is not read: the commits may tell */
	out->staged = (struct hito_staged){.count = 0};
	return err->code == HITO_ERR_INPUT;
}

/* The commits that were merged: two names of revisions. */
static bool find_tree(struct resolve_bases *bases, const char *one,
		      const char *other)
{
	struct hito_repository *repository = bases->past->repository;
	struct hito_err err = {.code = HITO_OK};
	struct hito_oid left, right;
	struct hito_mergebase base;
	struct hito_git_commit commit;

	if (!hito_git_resolve(repository, other, &right, &err) ||
	    !hito_git_resolve(repository, one, &left, &err) ||
	    !hito_mergebase_find(repository, &left, &right, bases->run->arena,
				 &base, &err) ||
	    base.parting != HITO_PARTING_FOUND ||
	    hito_git_commit(repository, &base.oid, bases->run->arena, &commit,
			    &err) != HITO_READ_OK)
		return false;
	bases->tree = commit.tree;
	bases->has_tree = true;
	return true;
}

static bool look(struct resolve_bases *bases)
{
	if (!bases->looked) {
		bases->looked = true;
		if (!find_tree(bases, "HEAD", "MERGE_HEAD") &&
		    !find_tree(bases, "HEAD^1", "HEAD^2"))
			bases->has_tree = false;
	}
	return bases->has_tree;
}

/* The side of a stage; NULL: there is none. */
static const struct hito_staged_side *
find_side(const struct resolve_bases *bases, struct hito_str path,
	  unsigned stage)
{
	const struct hito_staged *staged = &bases->staged;

	for (size_t i = 0; i < staged->side_count; i++)
		if (staged->sides[i].stage == stage &&
		    staged->sides[i].kind == HITO_ENTRY_FILE &&
		    hito_str_equal(staged->sides[i].path, path))
			return &staged->sides[i];
	return NULL;
}

bool resolve_bases_find(struct resolve_bases *bases, struct hito_str path,
			struct hito_str *out, struct hito_err *err)
{
	struct hito_repository *repository = bases->past->repository;
	struct hito_arena *arena = bases->run->arena;
	const struct hito_staged_side *side;
	struct hito_err none = {.code = HITO_OK};
	struct hito_str text;
	size_t size;

	*out = (struct hito_str){NULL, 0};
	if (!repository)
		return true;
	path = hito_arena_printf(arena, "%.*s%.*s",
				 HITO_STR_ARG(bases->past->place.above),
				 HITO_STR_ARG(path));
	if (!path.ptr)
		return hito_err_memory(err);
	side = find_side(bases, path, 1);
	if (side && hito_git_blob(repository, &side->oid, HITO_LIMIT_MERGE,
				  arena, &text, &size, &none) == HITO_READ_OK) {
		*out = text.ptr ? text : HITO_STR("");
		return true;
	}
	/* both added it: there is nothing that it comes from */
	if (!side && find_side(bases, path, 2) && find_side(bases, path, 3)) {
		*out = HITO_STR("");
		return true;
	}
	if (look(bases) &&
	    hito_tree_file(repository, &bases->tree, path.ptr, HITO_LIMIT_MERGE,
			   arena, &text, &none) &&
	    text.len)
		*out = text;
	return none.code != HITO_ERR_MEMORY || hito_err_memory(err);
}
