/* SPDX-License-Identifier: MIT */
/* The project of a tree, from its blobs. */
#include "history/tree.h"

#include "history/objects.h"
#include "history/refuse.h"
#include "hito/limits.h"

bool hito_tree_file(struct hito_repository *repository,
		    const struct hito_oid *tree, const char *path, size_t limit,
		    struct hito_arena *arena, struct hito_str *out_text,
		    struct hito_err *err)
{
	struct hito_oid oid;
	char id[HITO_ID_SIZE];
	size_t size;

	*out_text = HITO_STR("");
	if (!hito_listing_find(repository, tree, hito_str_from(path), arena,
			       &oid))
		return true;
	switch (hito_git_blob(repository, &oid, limit, arena, out_text, &size,
			      err)) {
	case HITO_READ_FAILED:
		return false;
	case HITO_READ_MISSING:
		if (size > limit)
			return hito_err_set(err, HITO_ERR_INPUT,
					    "%s of the commit has more than "
					    "%zu bytes",
					    path, limit);
		hito_oid_format(&oid, id);
		return hito_refuse_object(repository, hito_str_from(id), err);
	case HITO_READ_OK:
		break;
	}
	return true;
}

bool hito_tree_project(struct hito_repository *repository,
		       const struct hito_oid *tree, struct hito_str text,
		       struct hito_str path, struct hito_arena *arena,
		       struct hito_project **out_project, struct hito_err *err)
{
	struct hito_source *source;

	if (!text.ptr) {
		if (!hito_tree_file(repository, tree, HITO_PROJECT_FILE,
				    HITO_LIMIT_PROJECT_FILE, arena, &text, err))
			return false;
		path = HITO_STR(HITO_PROJECT_FILE);
	}
	if (text.len == 0)
		return hito_project_default(arena, out_project, err);
	return hito_source_new(arena, path, text, &source, err) &&
	       hito_project_read(source, arena, out_project, err);
}

static const char *why_not_read(enum hito_entry_kind kind)
{
	if (kind == HITO_ENTRY_LINK)
		return HITO_N("a symbolic link is not followed");
	return HITO_N("a submodule is not entered");
}

static bool note_missing(struct hito_listing *listing,
			 const struct hito_oid *oid, struct hito_arena *arena,
			 struct hito_err *err)
{
	char id[HITO_ID_SIZE];

	if (listing->missing.ptr)
		return true;
	hito_oid_format(oid, id);
	listing->missing = hito_arena_copy(arena, hito_str_from(id));
	return listing->missing.ptr || hito_err_memory(err);
}

static bool read_file(struct hito_objects *objects,
		      struct hito_listing *listing, size_t index,
		      struct hito_arena *arena, struct hito_file *file,
		      struct hito_err *err)
{
	const struct hito_listed *listed = &listing->files[index];
	size_t size;

	file->path = listed->path;
	if (listed->kind != HITO_ENTRY_FILE) {
		file->message = why_not_read(listed->kind);
		return true;
	}
	switch (hito_objects_blob(objects, &listed->oid, HITO_LIMIT_FILE, arena,
				  &file->text, &size, err)) {
	case HITO_READ_FAILED:
		return false;
	case HITO_READ_MISSING:
		file->text.ptr = NULL;
		if (size > HITO_LIMIT_FILE) {
			file->message = HITO_N("the file passes a limit");
			return true;
		}
		file->message = HITO_N("its object is missing or damaged");
		return note_missing(listing, &listed->oid, arena, err);
	case HITO_READ_OK:
		break;
	}
	return true;
}

bool hito_tree_plans(struct hito_objects *objects,
		     const struct hito_project *project,
		     struct hito_listing *listing, struct hito_arena *arena,
		     struct hito_workspace **out_workspace,
		     struct hito_err *err)
{
	struct hito_file *files =
		hito_new(arena, struct hito_file, listing->count + 1);

	if (!files)
		return hito_err_memory(err);
	for (size_t i = 0; i < listing->count; i++)
		if (!read_file(objects, listing, i, arena, &files[i], err))
			return false;
	return hito_workspace_from_files(project, files, listing->count, arena,
					 out_workspace, err);
}
