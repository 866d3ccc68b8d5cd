/* SPDX-License-Identifier: MIT */
/* Commits, trees and files out of the bytes of their objects. */
#include "history/git.h"
#include "history/object.h"
#include "history/objects.h"
#include "history/refuse.h"
#include "history/rev.h"
#include "hito/limits.h"

enum hito_read hito_git_commit(struct hito_repository *repository,
			       const struct hito_oid *oid,
			       struct hito_arena *arena,
			       struct hito_git_commit *out_commit,
			       struct hito_err *err)
{
	enum hito_read result;
	struct hito_raw raw;
	size_t size;

	result = hito_objects_read(hito_git_objects(repository), oid,
				   HITO_RAW_COMMIT, HITO_LIMIT_OBJECT, &raw,
				   &size, err);
	if (result != HITO_READ_OK)
		return result;
	result = hito_object_commit(raw.bytes, arena, out_commit, err);
	return result;
}

enum hito_read hito_git_tree(struct hito_repository *repository,
			     const struct hito_oid *oid,
			     struct hito_arena *arena,
			     struct hito_git_entry **out_entries,
			     size_t *out_count, struct hito_err *err)
{
	enum hito_read result;
	struct hito_raw raw;
	size_t size;

	result = hito_objects_read(hito_git_objects(repository), oid,
				   HITO_RAW_TREE, HITO_LIMIT_OBJECT, &raw,
				   &size, err);
	if (result != HITO_READ_OK)
		return result;
	result =
		hito_object_tree(raw.bytes, arena, out_entries, out_count, err);
	return result;
}

enum hito_read hito_git_blob(struct hito_repository *repository,
			     const struct hito_oid *oid, size_t limit,
			     struct hito_arena *arena,
			     struct hito_str *out_text, size_t *out_size,
			     struct hito_err *err)
{
	return hito_objects_blob(hito_git_objects(repository), oid, limit,
				 arena, out_text, out_size, err);
}

enum hito_read hito_objects_blob(struct hito_objects *objects,
				 const struct hito_oid *oid, size_t limit,
				 struct hito_arena *arena,
				 struct hito_str *out_text, size_t *out_size,
				 struct hito_err *err)
{
	enum hito_read result;
	struct hito_raw raw;

	*out_text = (struct hito_str){NULL, 0};
	result = hito_objects_read(objects, oid, HITO_RAW_BLOB, limit, &raw,
				   out_size, err);
	if (result != HITO_READ_OK)
		return result;
	*out_text = hito_arena_copy(arena, raw.bytes);
	if (out_text->ptr)
		return HITO_READ_OK;
	hito_err_memory(err);
	return HITO_READ_FAILED;
}

/* To the commit that it stands for. */
static bool peel(struct hito_repository *repository, const char *rev,
		 struct hito_oid *oid, struct hito_err *err)
{
	enum hito_raw_type type;

	switch (hito_rev_peel(hito_git_objects(repository), oid, &type, err)) {
	case HITO_READ_FAILED:
		return false;
	case HITO_READ_MISSING:
		return hito_refuse_lost(
			rev, oid, hito_repository_is_shallow(repository), err);
	case HITO_READ_OK:
		break;
	}
	return type == HITO_RAW_COMMIT ||
	       hito_refuse_name(HITO_UNNAMED_OTHER, rev, err);
}

bool hito_git_resolve(struct hito_repository *repository, const char *rev,
		      struct hito_oid *out_commit, struct hito_err *err)
{
	enum hito_found_rev found;
	struct hito_oid oid;

	if (!rev)
		rev = "HEAD";
	found = hito_git_find(repository, rev, &oid, err);
	if (found == HITO_REV_FAILED)
		return false;
	if (found != HITO_REV_FOUND && hito_repository_is_empty(repository))
		return hito_refuse_name(HITO_UNNAMED_EMPTY, rev, err);
	if (found != HITO_REV_FOUND)
		return hito_refuse_name(found == HITO_REV_SEVERAL
						? HITO_UNNAMED_SEVERAL
						: HITO_UNNAMED_NOTHING,
					rev, err);
	if (!peel(repository, rev, &oid, err))
		return false;
	*out_commit = oid;
	return true;
}
