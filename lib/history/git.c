/* SPDX-License-Identifier: MIT */
/*
 * A repository: where it is, what HEAD and references say, and its objects.
 */
#include "history/git.h"

#include "history/hold.h"
#include "history/layout.h"
#include "history/libgit2.h"
#include "history/objects.h"
#include "history/refs.h"
#include "history/rev.h"
#include "history/shallow.h"

#include <string.h>

struct hito_repository {
	struct hito_arena *arena;
	const char *place;            /* the folder that it was opened for */
	struct hito_libgit2 *libgit2; /* NULL: not needed yet */
	struct hito_layout layout;
	struct hito_refs refs;
	struct hito_store *store;
	struct hito_holder holder;
	struct hito_shallow shallow;
};

/* Opening */

static bool open_store(struct hito_repository *repository, struct hito_err *err)
{
	struct hito_str path = hito_arena_printf(repository->arena, "%sobjects",
						 repository->layout.common);

	if (!path.ptr)
		return hito_err_memory(err);
	repository->holder.arena = repository->arena;
	return hito_store_open(path.ptr, repository->arena, &repository->store,
			       err) &&
	       hito_objects_new(repository->store, repository->arena,
				&repository->holder.objects, err);
}

static bool no_repository(const char *folder, struct hito_err *err)
{
	hito_err_set(err, HITO_ERR_INPUT, "there is no Git repository here");
	hito_err_at(err, hito_str_from(folder), 0, 0);
	return hito_err_help(err, "-C names the folder of one; "
				  "git init makes one");
}

/* libgit2 opens what is out of the ordinary, or knows what to say of it. */
static bool ask_libgit2(struct hito_repository *repository,
			struct hito_err *err)
{
	return repository->libgit2 ||
	       hito_libgit2_open(repository->place, repository->arena,
				 &repository->libgit2, err);
}

/* ODD when HEAD is: libgit2 knows whether it is a repository. */
static enum hito_layout_found read_head(struct hito_repository *repository)
{
	struct hito_layout *layout = &repository->layout;
	struct hito_oid head;
	enum hito_ref found;

	hito_refs_init(&repository->refs, layout->folder, layout->common);
	found = hito_refs_read(&repository->refs, "HEAD", &head);
	if (found == HITO_REF_ODD)
		return HITO_LAYOUT_ODD;
	layout->is_empty = found == HITO_REF_NONE;
	layout->has_replacements =
		hito_refs_has_replacements(&repository->refs);
	return HITO_LAYOUT_FOUND;
}

static bool find_layout(struct hito_repository *repository,
			struct hito_err *err)
{
	enum hito_layout_found found;

	found = hito_layout_find(repository->place, repository->arena,
				 &repository->layout, err);
	if (found == HITO_LAYOUT_FOUND)
		found = read_head(repository);
	switch (found) {
	case HITO_LAYOUT_FOUND:
		return true;
	case HITO_LAYOUT_NONE:
		return no_repository(repository->place, err);
	case HITO_LAYOUT_FAILED:
		return false;
	case HITO_LAYOUT_ODD:
		break;
	}
	if (!ask_libgit2(repository, err) ||
	    !hito_libgit2_layout(repository->libgit2, repository->arena,
				 &repository->layout, err))
		return false;
	hito_refs_done(&repository->refs);
	hito_refs_init(&repository->refs, repository->layout.folder,
		       repository->layout.common);
	return true;
}

static bool open_it(struct hito_repository *repository, const char *folder,
		    struct hito_err *err)
{
	const struct hito_layout *layout = &repository->layout;

	repository->place =
		hito_arena_copy(repository->arena, hito_str_from(folder)).ptr;
	if (!repository->place)
		return hito_err_memory(err);
	return find_layout(repository, err) &&
	       hito_shallow_read(layout->common, layout->folder,
				 repository->arena, &repository->shallow,
				 err) &&
	       open_store(repository, err);
}

bool hito_repository_open(const char *folder, struct hito_arena *arena,
			  struct hito_repository **out_repository,
			  struct hito_err *err)
{
	struct hito_repository *repository =
		hito_new(arena, struct hito_repository, 1);

	if (!repository)
		return hito_err_memory(err);
	repository->arena = arena;
	if (!open_it(repository, folder, err)) {
		hito_repository_close(repository);
		return false;
	}
	*out_repository = repository;
	return true;
}

void hito_repository_close(struct hito_repository *repository)
{
	if (!repository)
		return;
	hito_objects_close(repository->holder.objects);
	hito_store_close(repository->store);
	hito_refs_done(&repository->refs);
	hito_libgit2_close(repository->libgit2);
	repository->holder.objects = NULL;
	repository->store = NULL;
	repository->libgit2 = NULL;
}

struct hito_str
hito_repository_worktree(const struct hito_repository *repository)
{
	return repository->layout.worktree;
}

const char *hito_git_folder(const struct hito_repository *repository)
{
	return repository->layout.folder;
}

const char *hito_git_common(const struct hito_repository *repository)
{
	return repository->layout.common;
}

struct hito_str hito_repository_folder(const struct hito_repository *repository)
{
	struct hito_str folder = hito_str_from(repository->layout.common);

	while (folder.len > 1 && folder.ptr[folder.len - 1] == '/')
		folder.len--;
	return folder;
}

bool hito_repository_is_altered(const struct hito_repository *repository)
{
	return hito_git_has_replacements(repository);
}

bool hito_repository_is_shallow(const struct hito_repository *repository)
{
	return repository->shallow.count > 0;
}

bool hito_repository_is_empty(const struct hito_repository *repository)
{
	return repository->layout.is_empty;
}

bool hito_git_is_shallow_edge(const struct hito_repository *repository,
			      const struct hito_oid *commit)
{
	return hito_shallow_has(&repository->shallow, commit);
}

bool hito_git_has_replacements(const struct hito_repository *repository)
{
	return repository->layout.has_replacements ||
	       repository->shallow.has_grafts;
}

bool hito_git_is_partial(const struct hito_repository *repository)
{
	return repository->layout.is_partial;
}

/* Objects */

struct hito_objects *hito_git_objects(struct hito_repository *repository)
{
	return repository->holder.objects;
}

bool hito_objects_open(struct hito_repository *repository,
		       struct hito_arena *arena,
		       struct hito_objects **out_objects, struct hito_err *err)
{
	return hito_objects_new(repository->store, arena, out_objects, err);
}

struct hito_holder *hito_git_holder(struct hito_repository *repository)
{
	return &repository->holder;
}

void hito_git_unmap(struct hito_repository *repository)
{
	hito_store_rest(repository->store);
}

void hito_git_rest(struct hito_repository *repository)
{
	hito_objects_rest(repository->holder.objects);
	hito_git_unmap(repository);
	hito_arena_trim();
}

/* Names */

enum hito_found_rev hito_git_find(struct hito_repository *repository,
				  const char *rev, struct hito_oid *out,
				  struct hito_err *err)
{
	const struct hito_revs revs = {&repository->refs,
				       repository->holder.objects,
				       repository->arena};
	enum hito_found_rev found;
	bool odd;

	found = hito_rev_find(&revs, rev, out, &odd, err);
	if (!odd)
		return found;
	if (!ask_libgit2(repository, err))
		return HITO_REV_FAILED;
	return hito_libgit2_find(repository->libgit2, rev, out);
}

bool hito_git_names(struct hito_repository *repository,
		    struct hito_arena *arena, const char ***out_names,
		    size_t *out_count, struct hito_err *err)
{
	return hito_refs_names(&repository->refs, arena, out_names, out_count,
			       err);
}
