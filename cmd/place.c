/* SPDX-License-Identifier: MIT */
/* The project around the current folder, and arguments that point into it. */
#include "place.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/threads.h"
#include "hito/limits.h"
#include "threads.h"

#define FOLDER_FLAGS (O_RDONLY | O_DIRECTORY | O_CLOEXEC)

static bool exists(int fd, const char *name)
{
	struct stat status;

	return fstatat(fd, name, &status, AT_SYMLINK_NOFOLLOW) == 0;
}

/* The folder above, "/" at last. */
static struct hito_str above(struct hito_str path)
{
	while (path.len > 1 && path.ptr[path.len - 1] != '/')
		path.len--;
	if (path.len > 1)
		path.len--;
	return path;
}

/* Does the folder have an entry of the name? */
static bool has(struct hito_str folder, const char *name)
{
	char text[PATH_MAX];
	int len = snprintf(text, sizeof(text), "%.*s/%s", HITO_STR_ARG(folder),
			   name);

	return len > 0 && (size_t)len < sizeof(text) && exists(AT_FDCWD, text);
}

static struct hito_str find_root(struct hito_str here)
{
	struct hito_str at = here;

	for (;;) {
		if (has(at, HITO_PROJECT_FILE) || has(at, ".git"))
			return at;
		if (at.len <= 1)
			return here;
		at = above(at);
	}
}

/* What lies between the top of the work tree and the root in it. */
static struct hito_str find_above(struct hito_str root)
{
	struct hito_str at = root;

	while (!has(at, ".git")) {
		if (at.len <= 1)
			return HITO_STR("");
		at = above(at);
	}
	return hito_str_slice(root, at.len + (at.len > 1), root.len);
}

const char *place_repository(struct run *run)
{
	char here[PATH_MAX];
	struct hito_str at, up = HITO_STR("");

	if (!getcwd(here, sizeof(here)))
		return ".";
	for (at = hito_str_from(here); !has(at, ".git"); at = above(at)) {
		if (at.len <= 1)
			return ".";
		up = hito_arena_printf(run->arena, "../%.*s", HITO_STR_ARG(up));
		if (!up.ptr)
			return ".";
	}
	return up.len ? up.ptr : ".";
}

static bool open_root(struct place *place, struct hito_err *err)
{
	char here[PATH_MAX];
	struct hito_str copy;

	if (!getcwd(here, sizeof(here)))
		return hito_err_system(err, HITO_STR("."),
				       "cannot find the current folder", errno);
	copy = hito_arena_copy(place->run->arena, hito_str_from(here));
	if (!copy.ptr)
		return hito_err_memory(err);
	place->root = find_root(copy);
	if (place->root.len < copy.len)
		place->prefix = hito_str_slice(
			copy, place->root.len + (place->root.len > 1),
			copy.len);
	/* terminated: the copy for "open" ends where the root does */
	copy = hito_arena_copy(place->run->arena, place->root);
	place->above = find_above(place->root);
	if (place->above.len)
		place->above = hito_arena_printf(place->run->arena, "%.*s/",
						 HITO_STR_ARG(place->above));
	if (!copy.ptr || !place->above.ptr)
		return hito_err_memory(err);
	place->root_fd = open(copy.ptr, FOLDER_FLAGS);
	if (place->root_fd < 0)
		return hito_err_system(err, place->root,
				       "cannot open the folder", errno);
	place->options.root_fd = place->root_fd;
	return true;
}

bool place_open(struct run *run, struct place *place, struct hito_err *err)
{
	*place = (struct place){.run = run, .root_fd = -1};
	/* Memory of another kind may be for one thread. */
	place->options.threads =
		run->alloc ? 1 : threads_wanted(HITO_MOST_THREADS);
	if (!open_root(place, err))
		return false;
	if (!run->project_file)
		return true;
	place->options.project_path = hito_str_from(run->project_file);
	if (hito_file_read(run->dir_fd, place->options.project_path,
			   HITO_LIMIT_PROJECT_FILE, run->arena,
			   &place->options.project_text, err))
		return true;
	place_close(place);
	return false;
}

void place_close(struct place *place)
{
	if (place->root_fd >= 0)
		close(place->root_fd);
	place->root_fd = -1;
}

void place_speak(struct run *run)
{
	struct hito_str path = HITO_STR(HITO_PROJECT_FILE), text;
	struct hito_project *project;
	struct hito_source *source;
	struct place place;

	if (run->lang_is_chosen || !place_open(run, &place, NULL))
		return;
	text = place.options.project_text;
	if ((text.ptr ||
	     hito_file_read(place.root_fd, path, HITO_LIMIT_PROJECT_FILE,
			    run->arena, &text, NULL)) &&
	    hito_source_new(run->arena, path, text, &source, NULL) &&
	    hito_project_read(source, run->arena, &project, NULL))
		run_set_lang(run, project->lang);
	place_close(&place);
}

/* A path while its parts are taken one by one. */
struct joined {
	char text[PATH_MAX];
	size_t len;
};

/* "." and "" stay, ".." goes up; false above the start or when too long. */
static bool join_part(struct joined *joined, struct hito_str part)
{
	if (part.len == 0 || hito_str_is(part, "."))
		return true;
	if (hito_str_is(part, "..")) {
		if (joined->len == 0)
			return false;
		while (joined->len > 0 && joined->text[joined->len - 1] != '/')
			joined->len--;
		if (joined->len > 0)
			joined->len--;
		return true;
	}
	if (joined->len + 1 + part.len >= sizeof(joined->text))
		return false;
	if (joined->len > 0)
		joined->text[joined->len++] = '/';
	memcpy(joined->text + joined->len, part.ptr, part.len);
	joined->len += part.len;
	return true;
}

static bool join(struct joined *joined, struct hito_str path)
{
	struct hito_str part;
	bool more = true;

	while (more) {
		more = hito_str_cut(path, '/', &part, &path);
		if (!join_part(joined, part))
			return false;
	}
	return true;
}

static bool outside(struct hito_str typed, struct hito_err *err)
{
	hito_err_set(err, HITO_ERR_USAGE,
		     "lies outside of the project's folder");
	hito_err_help(err,
		      "start hito in the folder of that project, or with -C");
	return hito_err_at(err, typed, 0, 0);
}

bool place_path(const struct place *place, const char *typed,
		struct hito_str *out_path, struct hito_err *err)
{
	struct hito_str path = hito_str_from(typed);
	struct hito_str root = place->root;
	struct joined joined = {.len = 0};

	if (path.len > 0 && path.ptr[0] == '/') {
		if (root.len > 1) {
			if (!hito_str_equal(hito_str_slice(path, 0, root.len),
					    root) ||
			    (path.len > root.len && path.ptr[root.len] != '/'))
				return outside(path, err);
			path = hito_str_slice(path, root.len, path.len);
		}
	} else if (!join(&joined, place->prefix)) {
		return outside(path, err);
	}
	if (!join(&joined, path))
		return outside(hito_str_from(typed), err);
	*out_path = hito_arena_copy(place->run->arena,
				    (struct hito_str){joined.text, joined.len});
	return out_path->ptr ? true : hito_err_memory(err);
}

static bool is_path(const struct place *place, const char *typed)
{
	struct hito_str text = hito_str_from(typed);

	return hito_str_starts(text, "/") || hito_str_starts(text, "./") ||
	       hito_str_starts(text, "../") || hito_str_is(text, ".") ||
	       hito_str_is(text, "..") || exists(place->run->dir_fd, typed);
}

static bool add_path(struct place *place, const char *typed,
		     struct hito_err *err)
{
	if (!place_path(place, typed, &place->paths[place->path_count], err))
		return false;
	if (!exists(place->run->dir_fd, typed)) {
		hito_err_set(err, HITO_ERR_USAGE, "no such file or folder");
		return hito_err_at(err, hito_str_from(typed), 0, 0);
	}
	place->path_count++;
	return true;
}

bool place_expect(struct place *place, size_t count, struct hito_err *err)
{
	struct hito_arena *arena = place->run->arena;

	place->paths = hito_new(arena, struct hito_str, count + 1);
	place->ids = hito_new(arena, struct hito_str, count + 1);
	place->items = hito_new(arena, struct hito_item *, count + 1);
	return (place->paths && place->ids && place->items) ||
	       hito_err_memory(err);
}

bool place_name(struct place *place, int argc, char **argv,
		struct hito_err *err)
{
	size_t count = argc > 0 ? (size_t)argc : 0;

	if (!place_expect(place, count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (!is_path(place, argv[i]))
			place->ids[place->id_count++] = hito_str_from(argv[i]);
		else if (!add_path(place, argv[i], err))
			return false;
	}
	place->options.extra = place->paths;
	place->options.extra_count = place->path_count;
	return true;
}

static bool not_found(struct hito_str id, struct hito_err *err)
{
	const char *help = HITO_N("`hito show` lists all ids");

	if (hito_str_ends(id, ".md") ||
	    hito_str_find_byte(id, '/', 0) != SIZE_MAX)
		help = HITO_N("there is no file of this name, either; ids are "
			      "PLAN or PLAN/STEP");
	hito_err_set(err, HITO_ERR_USAGE,
		     "no plan, objective or step has the id \"%.*s\"",
		     HITO_STR_ARG(id));
	return hito_err_help(err, "%s", hito_message(err->lang, help));
}

static bool several(struct hito_str id, struct hito_err *err)
{
	hito_err_set(err, HITO_ERR_USAGE, "several things have the id \"%.*s\"",
		     HITO_STR_ARG(id));
	return hito_err_help(err, "name one as PLAN/%.*s", HITO_STR_ARG(id));
}

/* The objective of one plan, or the only one of all. */
static struct hito_item *find_objective(const struct hito_model *model,
					struct hito_str id, bool *out_several)
{
	struct hito_item *found = NULL;
	struct hito_item *one;
	struct hito_str plan_id;
	struct hito_str rest;

	if (hito_str_cut(id, '/', &plan_id, &rest)) {
		one = hito_model_plan(model, plan_id);
		return one ? hito_plan_find(one, HITO_OBJECTIVE, rest) : NULL;
	}
	for (size_t i = 0; i < model->plan_count; i++) {
		one = hito_plan_find(model->plans[i], HITO_OBJECTIVE, id);
		if (one && found)
			*out_several = true;
		if (one)
			found = one;
	}
	return found;
}

bool place_find(const struct place *place, struct hito_str id,
		struct hito_item **out_item, struct hito_err *err)
{
	const struct hito_model *model = place->workspace->model;
	bool is_several = false;
	struct hito_item *found = hito_model_plan(model, id);

	if (!found)
		is_several = hito_model_step(model, NULL, id, &found) ==
			     HITO_REFERENCE_AMBIGUOUS;
	if (!found && !is_several)
		found = find_objective(model, id, &is_several);
	if (is_several)
		return several(id, err);
	if (!found)
		return not_found(id, err);
	*out_item = found;
	return true;
}

bool place_find_all(struct place *place, struct hito_err *err)
{
	for (size_t i = 0; i < place->id_count; i++)
		if (!place_find(place, place->ids[i], &place->items[i], err))
			return false;
	return true;
}

bool place_read(struct place *place, struct hito_err *err)
{
	return hito_workspace_read(&place->options, place->run->arena,
				   &place->workspace, err) &&
	       place_find_all(place, err);
}
