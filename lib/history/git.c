/* SPDX-License-Identifier: MIT */
/*
 * A repository: where it is, what HEAD and references say, and its objects.
 */
#include "history/git.h"

#include "history/libgit2.h"
#include "history/object.h"
#include "history/objects.h"
#include "history/room.h"
#include "history/shallow.h"
#include "hito/limits.h"

#include <string.h>

#define REV_LONGEST 1024

/* An object that somebody reads. */
struct held {
	struct held *next; /* of those that nobody reads any more */
	struct hito_room room;
};

struct hito_repository {
	struct hito_arena *arena;
	struct hito_libgit2 *libgit2;
	struct hito_store *store;
	struct hito_objects *objects;
	struct held *unused;
	struct hito_libgit2_layout layout;
	struct hito_shallow shallow;
};

/* Opening */

static bool open_store(struct hito_repository *repository, struct hito_err *err)
{
	struct hito_str path = hito_arena_printf(repository->arena, "%sobjects",
						 repository->layout.common);

	if (!path.ptr)
		return hito_err_memory(err);
	return hito_store_open(path.ptr, repository->arena, &repository->store,
			       err) &&
	       hito_objects_new(repository->store, repository->arena,
				&repository->objects, err);
}

static bool open_it(struct hito_repository *repository, const char *folder,
		    struct hito_err *err)
{
	const struct hito_libgit2_layout *layout = &repository->layout;

	return hito_libgit2_open(folder, repository->arena,
				 &repository->libgit2, err) &&
	       hito_libgit2_layout(repository->libgit2, repository->arena,
				   &repository->layout, err) &&
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
	hito_objects_close(repository->objects);
	hito_store_close(repository->store);
	hito_libgit2_close(repository->libgit2);
	repository->objects = NULL;
	repository->store = NULL;
	repository->libgit2 = NULL;
}

struct hito_str
hito_repository_worktree(const struct hito_repository *repository)
{
	return repository->layout.worktree;
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

bool hito_objects_open(struct hito_repository *repository,
		       struct hito_arena *arena,
		       struct hito_objects **out_objects, struct hito_err *err)
{
	return hito_objects_new(repository->store, arena, out_objects, err);
}

/* Bytes that stay until they are released, whatever is read meanwhile. */
static struct held *hold(struct hito_repository *repository,
			 struct hito_str bytes)
{
	struct held *held = repository->unused;

	if (held)
		repository->unused = held->next;
	else
		held = hito_new(repository->arena, struct held, 1);
	if (!held ||
	    !hito_room_reserve(&held->room, repository->arena, bytes.len))
		return NULL;
	if (bytes.len)
		memcpy(held->room.ptr, bytes.ptr, bytes.len);
	return held;
}

enum hito_read hito_git_read(struct hito_repository *repository,
			     const struct hito_oid *oid,
			     enum hito_raw_type wanted, size_t limit,
			     struct hito_raw *out, size_t *out_size,
			     struct hito_err *err)
{
	enum hito_read result;
	struct held *held;

	result = hito_objects_read(repository->objects, oid, wanted, limit, out,
				   out_size, err);
	if (result != HITO_READ_OK)
		return result;
	held = hold(repository, out->bytes);
	if (!held) {
		hito_err_memory(err);
		return HITO_READ_FAILED;
	}
	out->bytes.ptr = held->room.ptr;
	out->handle = held;
	return HITO_READ_OK;
}

void hito_git_release(struct hito_repository *repository, struct hito_raw *raw)
{
	struct held *held = raw->handle;

	if (held) {
		held->next = repository->unused;
		repository->unused = held;
	}
	raw->handle = NULL;
}

/* Names */

enum hito_found_rev hito_git_find(struct hito_repository *repository,
				  const char *rev, struct hito_oid *out)
{
	/* Messages are not searched: the time of such a pattern has no
	 * bound. */
	if (!rev[0] || strlen(rev) > REV_LONGEST || strstr(rev, "^{/"))
		return HITO_REV_NOTHING;
	if (hito_oid_parse(hito_str_from(rev), out))
		return HITO_REV_FOUND;
	return hito_libgit2_find(repository->libgit2, rev, out);
}

bool hito_git_names(struct hito_repository *repository,
		    struct hito_arena *arena, const char ***out_names,
		    size_t *out_count, struct hito_err *err)
{
	return hito_libgit2_names(repository->libgit2, arena, out_names,
				  out_count, err);
}
