/* SPDX-License-Identifier: MIT */
/* The file of a baseline, found and read. */
#include "baseline_file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "bare.h"
#include "base/file.h"
#include "hito/limits.h"
#include "hito/revision.h"

/* A path above the project, as seen from its root. */
static struct hito_str from_root(struct hito_str prefix, struct hito_str typed)
{
	struct hito_str path = typed;

	while (prefix.len > 0 && hito_str_starts(path, "../")) {
		path = hito_str_slice(path, 3, path.len);
		while (prefix.len > 0 && prefix.ptr[prefix.len - 1] != '/')
			prefix.len--;
		prefix.len -= prefix.len > 0;
	}
	return prefix.len == 0 ? path : typed;
}

bool baseline_find(const struct place *place, const char *typed,
		   struct baseline_file *out_file, struct hito_err *err)
{
	const struct hito_project *project = place->workspace->project;

	*out_file = (struct baseline_file){
		.dir_fd = place->root_fd,
		.path = project->baseline,
		.name = project->baseline,
		.is_named = project->baseline.len > 0,
		.is_inside = true,
	};
	if (!typed)
		return true;
	out_file->dir_fd = place->run->dir_fd;
	out_file->path = out_file->name = hito_str_from(typed);
	if (!out_file->path.len) {
		(void)hito_err_set(err, HITO_ERR_USAGE,
				   "--baseline names no file");
		return hito_err_help(err, "for example --baseline=%s",
				     HITO_BASELINE_FILE);
	}
	out_file->is_inside = place_path(place, typed, &out_file->name, NULL);
	if (!out_file->is_inside)
		out_file->name = from_root(place->prefix, out_file->path);
	out_file->is_named = hito_str_equal(out_file->name, project->baseline);
	return true;
}

static bool is_there(const struct baseline_file *file)
{
	struct stat status;

	return fstatat(file->dir_fd, file->path.ptr, &status,
		       AT_SYMLINK_NOFOLLOW) == 0 ||
	       errno != ENOENT;
}

/* What the newest commit of a bare repository has. */
static bool read_commit(const struct place *place,
			const struct baseline_file *file,
			struct hito_str *out_text, struct hito_err *err)
{
	const struct hito_revision_options options = {.folder = HITO_STR("")};
	struct hito_repository *repository;
	bool done;

	if (!hito_repository_open(place->run->dir, place->run->arena,
				  &repository, err))
		return false;
	done = hito_revision_file(repository, &options, file->path,
				  HITO_LIMIT_FILE, place->run->arena, out_text,
				  err);
	hito_repository_close(repository);
	return done;
}

static bool read_text(const struct place *place,
		      const struct baseline_file *file,
		      struct hito_str *out_text, struct hito_err *err)
{
	struct hito_arena *arena = place->run->arena;
	struct baseline_file copy = *file;

	*out_text = (struct hito_str){NULL, 0};
	if (file->dir_fd == place->root_fd && place->baseline_text.ptr) {
		*out_text = place->baseline_text;
		return true;
	}
	if (file->dir_fd == place->root_fd && bare_is(place))
		return read_commit(place, file, out_text, err);
	copy.path = hito_arena_copy(arena, file->path);
	if (!copy.path.ptr)
		return hito_err_memory(err);
	return !is_there(&copy) ||
	       hito_file_read(copy.dir_fd, copy.path, HITO_LIMIT_FILE, arena,
			      out_text, err);
}

bool baseline_open(const struct place *place, const struct baseline_file *file,
		   struct hito_baseline **out_baseline, struct hito_err *err)
{
	struct hito_arena *arena = place->run->arena;
	struct hito_source *source;
	struct hito_str text;

	*out_baseline = NULL;
	if (!read_text(place, file, &text, err))
		return false;
	return !text.ptr ||
	       (hito_source_new(arena, file->name, text, &source, err) &&
		hito_baseline_read(source, arena, out_baseline, err));
}

bool baseline_read(const struct place *place, const char *typed,
		   struct hito_baseline **out_baseline, struct hito_err *err)
{
	struct baseline_file file;

	*out_baseline = NULL;
	if (!baseline_find(place, typed, &file, err))
		return false;
	if (!file.path.len)
		return true;
	if (!baseline_open(place, &file, out_baseline, err))
		return false;
	if (*out_baseline)
		return true;
	(void)hito_err_set(err, HITO_ERR_IO, "there is no baseline");
	(void)hito_err_help(err, "`hito baseline update` writes it");
	return hito_err_at(err, file.name, 0, 0);
}
