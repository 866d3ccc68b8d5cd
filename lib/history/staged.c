/* SPDX-License-Identifier: MIT */
/* Reads Git's index. */
#include "history/staged.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "history/index.h"
#include "history/tree.h"
#include "hito/limits.h"

static bool add_side(struct hito_staged *staged,
		     const struct hito_index_entry *entry,
		     struct hito_arena *arena)
{
	if (!hito_reserve(arena, staged->sides, staged->side_count,
			  staged->side_capacity))
		return false;
	staged->sides[staged->side_count++] = (struct hito_staged_side){
		entry->path, entry->kind, entry->oid, entry->stage};
	return true;
}

static bool take(const struct hito_index *index, struct hito_arena *arena,
		 struct hito_staged *out, struct hito_err *err)
{
	out->files = hito_new(arena, struct hito_staged_file, index->count + 1);
	if (!out->files)
		return hito_err_memory(err);
	for (size_t i = 0; i < index->count; i++) {
		const struct hito_index_entry *entry = &index->entries[i];

		if (entry->kind == HITO_ENTRY_TREE) {
			hito_err_set(err, HITO_ERR_INPUT,
				     "Git's index is sparse: it has folders in "
				     "place of their files, which hito does "
				     "not read");
			return hito_err_help(err, "git sparse-checkout reapply "
						  "--no-sparse-index");
		}
		if (entry->stage && !add_side(out, entry, arena))
			return hito_err_memory(err);
		if (!entry->stage && !entry->intended)
			out->files[out->count++] = (struct hito_staged_file){
				entry->path, entry->kind, entry->oid};
	}
	out->conflict = out->side_count > 0;
	return true;
}

bool hito_staged_read(struct hito_str bytes, struct hito_arena *arena,
		      struct hito_staged *out, struct hito_err *err)
{
	struct hito_index index;

	*out = (struct hito_staged){.count = 0};
	if (!hito_index_read(bytes, arena, &index, err))
		return false;
	/* Without the other file entries would be missed. */
	return index.link.ptr ? hito_index_damaged(err)
			      : take(&index, arena, out, err);
}

static bool read_index(struct hito_str path, struct hito_arena *arena,
		       struct hito_index *out, struct hito_err *err)
{
	struct hito_str bytes;

	return hito_file_read(AT_FDCWD, path, HITO_LIMIT_OBJECT, arena, &bytes,
			      err) &&
	       hito_index_read(bytes, arena, out, err);
}

static bool join_shared(struct hito_repository *repository,
			const struct hito_oid *sum, struct hito_arena *arena,
			struct hito_index *index, struct hito_err *err)
{
	const struct hito_index split = *index;
	struct hito_index shared;
	struct hito_str path;
	char id[HITO_ID_SIZE];

	hito_oid_format(sum, id);
	path = hito_arena_printf(arena, "%ssharedindex.%s",
				 hito_git_folder(repository), id);
	if (!path.ptr)
		return hito_err_memory(err);
	if (read_index(path, arena, &shared, err) &&
	    hito_index_join(&split, &shared, arena, index, err))
		return true;
	if (err && err->code == HITO_ERR_MEMORY)
		return false;
	hito_err_set(err, HITO_ERR_INPUT,
		     "Git's index is split, and the part that is shared is "
		     "missing or damaged");
	return hito_err_help(err, "Git cannot read it either: remove its file "
				  "index, type git reset, and stage again");
}

bool hito_staged_open(struct hito_repository *repository, const char *named,
		      struct hito_arena *arena, struct hito_staged *out,
		      struct hito_err *err)
{
	struct hito_str path =
		named ? hito_str_from(named)
		      : hito_arena_printf(arena, "%sindex",
					  hito_git_folder(repository));
	struct hito_index index;
	struct hito_oid sum;
	struct stat status;

	*out = (struct hito_staged){.count = 0};
	if (!path.ptr)
		return hito_err_memory(err);
	if (stat(path.ptr, &status) < 0 && errno == ENOENT)
		return true;
	if (!read_index(path, arena, &index, err))
		return false;
	if (hito_index_shared(&index, &sum) &&
	    !join_shared(repository, &sum, arena, &index, err))
		return false;
	return take(&index, arena, out, err);
}

bool hito_staged_file(struct hito_repository *repository,
		      const struct hito_staged *staged, struct hito_str path,
		      size_t limit, struct hito_arena *arena,
		      struct hito_str *out_text, struct hito_err *err)
{
	enum hito_read read;
	size_t size;

	*out_text = (struct hito_str){NULL, 0};
	for (size_t i = 0; i < staged->count; i++) {
		if (!hito_str_equal(staged->files[i].path, path))
			continue;
		read = hito_git_blob(repository, &staged->files[i].oid, limit,
				     arena, out_text, &size, err);
		if (read == HITO_READ_OK)
			return true;
		if (read == HITO_READ_MISSING)
			hito_err_set(err, HITO_ERR_INPUT,
				     "it cannot be read as it is staged");
		return hito_err_at(err, path, 0, 0);
	}
	return true;
}

/* A path from the project's folder; false: it lies elsewhere. */
static bool cut_folder(struct hito_str folder, struct hito_str *path)
{
	if (path->len <= folder.len ||
	    (folder.len && memcmp(path->ptr, folder.ptr, folder.len) != 0))
		return false;
	*path = hito_str_slice(*path, folder.len, path->len);
	return true;
}

static bool read_project(struct hito_repository *repository,
			 const struct hito_staged *staged,
			 struct hito_str folder, struct hito_arena *arena,
			 struct hito_project **out_project,
			 struct hito_err *err)
{
	struct hito_str path = hito_arena_printf(
		arena, "%.*s%s", HITO_STR_ARG(folder), HITO_PROJECT_FILE);
	struct hito_source *source;
	struct hito_str text;

	if (!path.ptr)
		return hito_err_memory(err);
	if (!hito_staged_file(repository, staged, path, HITO_LIMIT_PROJECT_FILE,
			      arena, &text, err))
		return false;
	if (!text.ptr)
		return hito_project_default(arena, out_project, err);
	return hito_source_new(arena, HITO_STR(HITO_PROJECT_FILE), text,
			       &source, err) &&
	       hito_project_read(source, arena, out_project, err);
}

bool hito_staged_plans(struct hito_repository *repository,
		       const struct hito_staged *staged, struct hito_str folder,
		       struct hito_project *project, struct hito_arena *arena,
		       struct hito_workspace **out_workspace,
		       struct hito_err *err)
{
	struct hito_listing listing = {
		.files = hito_new(arena, struct hito_listed, staged->count + 1),
	};

	if (!listing.files)
		return hito_err_memory(err);
	if (!project &&
	    !read_project(repository, staged, folder, arena, &project, err))
		return false;
	for (size_t i = 0; i < staged->count; i++) {
		const struct hito_staged_file *file = &staged->files[i];
		struct hito_str path = file->path;

		if (cut_folder(folder, &path) &&
		    hito_project_has_path(project, path))
			listing.files[listing.count++] = (struct hito_listed){
				path, file->kind, file->oid};
	}
	return hito_tree_plans(hito_git_objects(repository), project, &listing,
			       arena, out_workspace, err);
}
