/* SPDX-License-Identifier: MIT */
/* Commits, trees and files out of the bytes of their objects. */
#include "history/git.h"
#include "history/object.h"
#include "history/refuse.h"
#include "hito/limits.h"

#define TAG_DEPTH 32

enum hito_read hito_git_commit(struct hito_repository *repository,
			       const struct hito_oid *oid,
			       struct hito_arena *arena,
			       struct hito_git_commit *out_commit,
			       struct hito_err *err)
{
	enum hito_read result;
	struct hito_raw raw;
	size_t size;

	result = hito_git_read(repository, oid, HITO_RAW_COMMIT,
			       HITO_LIMIT_OBJECT, &raw, &size, err);
	if (result != HITO_READ_OK)
		return result;
	result = hito_object_commit(raw.bytes, arena, out_commit, err);
	hito_git_release(repository, &raw);
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

	result = hito_git_read(repository, oid, HITO_RAW_TREE,
			       HITO_LIMIT_OBJECT, &raw, &size, err);
	if (result != HITO_READ_OK)
		return result;
	result =
		hito_object_tree(raw.bytes, arena, out_entries, out_count, err);
	hito_git_release(repository, &raw);
	return result;
}

enum hito_read hito_git_blob(struct hito_repository *repository,
			     const struct hito_oid *oid, size_t limit,
			     struct hito_arena *arena,
			     struct hito_str *out_text, size_t *out_size,
			     struct hito_err *err)
{
	enum hito_read result;
	struct hito_raw raw;

	*out_text = (struct hito_str){NULL, 0};
	result = hito_git_read(repository, oid, HITO_RAW_BLOB, limit, &raw,
			       out_size, err);
	if (result != HITO_READ_OK)
		return result;
	*out_text = hito_arena_copy(arena, raw.bytes);
	hito_git_release(repository, &raw);
	if (out_text->ptr)
		return HITO_READ_OK;
	hito_err_memory(err);
	return HITO_READ_FAILED;
}

/* From a tag to what it stands for, until that is a commit. */
static bool peel(struct hito_repository *repository, const char *rev,
		 struct hito_oid *oid, struct hito_err *err)
{
	for (int depth = 0; depth < TAG_DEPTH; depth++) {
		enum hito_read result;
		struct hito_raw raw;
		size_t size;
		bool tag;

		result = hito_git_read(repository, oid, HITO_RAW_ANY,
				       HITO_LIMIT_OBJECT, &raw, &size, err);
		if (result == HITO_READ_FAILED)
			return false;
		if (result == HITO_READ_MISSING)
			return hito_refuse_lost(
				rev, oid,
				hito_repository_is_shallow(repository), err);
		tag = raw.type == HITO_RAW_TAG &&
		      hito_object_tag(raw.bytes, oid);
		hito_git_release(repository, &raw);
		if (raw.type == HITO_RAW_COMMIT)
			return true;
		if (!tag)
			break;
	}
	return hito_refuse_name(HITO_UNNAMED_OTHER, rev, err);
}

bool hito_git_resolve(struct hito_repository *repository, const char *rev,
		      struct hito_oid *out_commit, struct hito_err *err)
{
	enum hito_found_rev found;
	struct hito_oid oid;

	if (!rev)
		rev = "HEAD";
	found = hito_git_find(repository, rev, &oid);
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
