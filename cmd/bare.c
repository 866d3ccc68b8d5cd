/* SPDX-License-Identifier: MIT */
/* Reads the newest commit of a bare repository. */
#include "bare.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "hito/revision.h"

static bool has(const struct place *place, const char *name, mode_t type)
{
	struct stat status;

	return fstatat(place->run->dir_fd, name, &status,
		       AT_SYMLINK_NOFOLLOW) == 0 &&
	       (status.st_mode & S_IFMT) == type;
}

bool bare_is(const struct place *place)
{
	return strcmp(place_repository(place->run), ".") == 0 &&
	       !has(place, ".git", S_IFDIR) && !has(place, ".git", S_IFREG) &&
	       has(place, "HEAD", S_IFREG) && has(place, "objects", S_IFDIR) &&
	       has(place, "refs", S_IFDIR);
}

bool bare_open_files(struct run *run, struct place *place, struct hito_err *err)
{
	if (!place_open(run, place, err))
		return false;
	if (!bare_is(place))
		return true;
	place_close(place);
	return hito_err_set(err, HITO_ERR_USAGE,
			    "a bare repository has no files to write");
}

struct hito_str bare_path(const char *typed)
{
	struct hito_str path = hito_str_from(typed);

	while (hito_str_starts(path, "./"))
		path = hito_str_slice(path, 2, path.len);
	while (path.len && path.ptr[path.len - 1] == '/')
		path.len--;
	return hito_str_is(path, ".") ? HITO_STR("") : path;
}

/* Is it a file, or a folder with files in it? */
static bool is_path(const struct hito_model *model, struct hito_str path)
{
	size_t i;

	for (i = 0; i < model->document_count + model->unreadable_count; i++) {
		struct hito_str file =
			i < model->document_count
				? model->documents[i]->source->path
				: model->unreadable[i - model->document_count]
					  .path;

		if (path.len == 0 || hito_str_equal(file, path) ||
		    (file.len > path.len && file.ptr[path.len] == '/' &&
		     memcmp(file.ptr, path.ptr, path.len) == 0))
			return true;
	}
	return path.len == 0;
}

static bool name_all(struct place *place, int argc, char **argv,
		     struct hito_err *err)
{
	size_t count = argc > 0 ? (size_t)argc : 0, i;

	if (!place_expect(place, count, err))
		return false;
	for (i = 0; i < count; i++) {
		struct hito_str path = bare_path(argv[i]);

		if (is_path(place->workspace->model, path))
			place->paths[place->path_count++] = path;
		else
			place->ids[place->id_count++] = hito_str_from(argv[i]);
	}
	return true;
}

bool bare_read(struct place *place, int argc, char **argv, struct hito_err *err)
{
	const struct hito_revision_options options = {
		.folder = HITO_STR(""),
		.project_text = place->options.project_text,
		.project_path = place->options.project_path,
	};
	struct hito_repository *repository;
	bool done;

	/* It may lie in the work tree of another repository. */
	place->prefix = place->above = HITO_STR("");
	if (!hito_repository_open(place->run->dir, place->run->arena,
				  &repository, err))
		return false;
	done = hito_revision_read(repository, &options, place->run->arena,
				  &place->workspace, err);
	hito_repository_close(repository);
	return done && name_all(place, argc, argv, err);
}
