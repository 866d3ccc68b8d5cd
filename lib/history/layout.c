/* SPDX-License-Identifier: MIT */
/*
 * Finding a repository (gitrepository-layout(5)). What is not met every day
 * is left to others: better no answer than one that git would not give.
 */
#define _XOPEN_SOURCE 700 /* realpath */

#include "history/layout.h"

#include "base/file.h"
#include "history/config.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CONFIG_SIZE = 1 << 20, LINK_SIZE = PATH_MAX };

#define DOT_GIT "/.git"

/* What is found on the way; no path ends with "/". */
struct search {
	struct hito_arena *arena;
	struct hito_err *err;
	char at[PATH_MAX];     /* the folder that is looked at */
	char link[PATH_MAX];   /* a file .git that names the repository */
	char folder[PATH_MAX]; /* of the repository */
	char common[PATH_MAX];
	char worktree[PATH_MAX]; /* empty: bare */
	bool is_linked;          /* common is another folder */
	bool has_device;
	dev_t device;
	struct hito_config config;
};

__attribute__((format(printf, 2, 3))) static bool print(char path[PATH_MAX],
							const char *format, ...)
{
	va_list args;
	int len;

	va_start(args, format);
	len = vsnprintf(path, PATH_MAX, format, args);
	va_end(args);
	return len >= 0 && len < PATH_MAX;
}

static bool has(const char *folder, const char *name, mode_t kind)
{
	char path[PATH_MAX];
	struct stat status;

	return print(path, "%s/%s", folder, name) && stat(path, &status) == 0 &&
	       (status.st_mode & S_IFMT) == kind;
}

static void cut_name(char *path)
{
	char *slash = strrchr(path, '/');

	if (slash)
		slash[slash == path ? 1 : 0] = '\0';
}

/* The first line of a little file, without blanks at its ends. */
static enum hito_layout_found read_line(struct search *search, const char *path,
					struct hito_str *out_line)
{
	struct hito_err trouble = {.code = HITO_OK};
	struct hito_str text;

	if (!hito_file_read(AT_FDCWD, hito_str_from(path), LINK_SIZE,
			    search->arena, &text, &trouble)) {
		if (trouble.code != HITO_ERR_MEMORY)
			return HITO_LAYOUT_ODD;
		hito_err_memory(search->err);
		return HITO_LAYOUT_FAILED;
	}
	*out_line = hito_str_trim(text);
	return out_line->len && !memchr(out_line->ptr, '\n', out_line->len) &&
			       !memchr(out_line->ptr, '\0', out_line->len)
		       ? HITO_LAYOUT_FOUND
		       : HITO_LAYOUT_ODD;
}

/* A path as it is written in a folder, to the real one. */
static bool real_path(const char *folder, struct hito_str written,
		      char out_path[PATH_MAX])
{
	char path[PATH_MAX];
	bool whole = written.ptr[0] == '/';

	return print(path, "%s%s%.*s", whole ? "" : folder, whole ? "" : "/",
		     HITO_STR_ARG(written)) &&
	       realpath(path, out_path) != NULL;
}

/* Is search->folder a repository? NONE when it is not. */
static enum hito_layout_found check(struct search *search)
{
	enum hito_layout_found result;
	struct hito_str line;
	char path[PATH_MAX];

	search->is_linked = has(search->folder, "commondir", S_IFREG);
	if (!search->is_linked) {
		memcpy(search->common, search->folder, PATH_MAX);
	} else {
		if (!print(path, "%s/commondir", search->folder))
			return HITO_LAYOUT_ODD;
		result = read_line(search, path, &line);
		if (result != HITO_LAYOUT_FOUND)
			return result;
		if (!real_path(search->folder, line, search->common))
			return HITO_LAYOUT_ODD;
	}
	return has(search->folder, "HEAD", S_IFREG) &&
			       has(search->common, "objects", S_IFDIR) &&
			       has(search->common, "refs", S_IFDIR)
		       ? HITO_LAYOUT_FOUND
		       : HITO_LAYOUT_NONE;
}

/* A file .git: it ends the search, wherever it leads. */
static enum hito_layout_found follow(struct search *search, const char *file)
{
	static const char word[] = "gitdir:";
	enum hito_layout_found result;
	struct hito_str line;

	result = read_line(search, file, &line);
	if (result != HITO_LAYOUT_FOUND)
		return result;
	if (!hito_str_starts(line, word))
		return HITO_LAYOUT_ODD;
	line = hito_str_trim(hito_str_slice(line, strlen(word), line.len));
	if (!line.len || !real_path(search->at, line, search->folder) ||
	    !print(search->link, "%s", file))
		return HITO_LAYOUT_ODD;
	result = check(search);
	return result == HITO_LAYOUT_NONE ? HITO_LAYOUT_ODD : result;
}

/* One place: a folder, or the .git in it. NONE: the search goes on. */
static enum hito_layout_found look(struct search *search, const char *path)
{
	struct stat status;

	if (stat(path, &status) < 0)
		return HITO_LAYOUT_NONE;
	if (!search->has_device)
		search->device = status.st_dev;
	search->has_device = true;
	if (status.st_dev != search->device)
		return HITO_LAYOUT_ODD; /* on another disk */
	if (S_ISREG(status.st_mode) &&
	    hito_str_ends(hito_str_from(path), DOT_GIT))
		return follow(search, path);
	if (!S_ISDIR(status.st_mode))
		return HITO_LAYOUT_NONE;
	return print(search->folder, "%s", path) ? check(search)
						 : HITO_LAYOUT_ODD;
}

/* Upwards; what would lie at the root of the file system is left alone. */
static enum hito_layout_found climb(struct search *search)
{
	enum hito_layout_found result = HITO_LAYOUT_NONE;
	char path[PATH_MAX];

	while (search->at[1]) {
		if (!print(path, "%s" DOT_GIT, search->at))
			return HITO_LAYOUT_ODD;
		result = look(search, path);
		if (result == HITO_LAYOUT_NONE)
			result = look(search, search->at);
		if (result != HITO_LAYOUT_NONE)
			return result;
		cut_name(search->at);
	}
	return has("", ".git", S_IFDIR) || has("", ".git", S_IFREG) ||
			       has("", "HEAD", S_IFREG)
		       ? HITO_LAYOUT_ODD
		       : HITO_LAYOUT_NONE;
}

/* Something that whoever opens it may wait for. */
static bool is_pipe(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && !S_ISREG(status.st_mode) &&
	       !S_ISDIR(status.st_mode);
}

static enum hito_layout_found read_config(struct search *search)
{
	struct hito_err trouble = {.code = HITO_OK};
	struct hito_str text;
	char path[PATH_MAX];

	if (!print(path, "%s/config", search->common))
		return HITO_LAYOUT_ODD;
	if (!hito_file_read(AT_FDCWD, hito_str_from(path), CONFIG_SIZE,
			    search->arena, &text, &trouble)) {
		if (trouble.code == HITO_ERR_MEMORY) {
			hito_err_memory(search->err);
			return HITO_LAYOUT_FAILED;
		}
		if (!is_pipe(path))
			return HITO_LAYOUT_ODD;
		/* libgit2 would wait for it without end. */
		if (search->err)
			*search->err = trouble;
		return HITO_LAYOUT_FAILED;
	}
	return hito_config_read(text, &search->config) ? HITO_LAYOUT_FOUND
						       : HITO_LAYOUT_ODD;
}

/* A linked work tree knows the file that leads to it. */
static enum hito_layout_found check_linked(struct search *search)
{
	enum hito_layout_found result;
	char path[PATH_MAX], back[PATH_MAX];
	struct hito_str line;

	if (!search->link[0] || search->config.bare ||
	    search->config.has_worktree ||
	    !print(path, "%s/gitdir", search->folder))
		return HITO_LAYOUT_ODD;
	result = read_line(search, path, &line);
	if (result != HITO_LAYOUT_FOUND)
		return result;
	return real_path(search->folder, line, back) &&
			       strcmp(back, search->link) == 0
		       ? HITO_LAYOUT_FOUND
		       : HITO_LAYOUT_ODD;
}

/* Submodules name their work tree; it must be where we came from. */
static enum hito_layout_found find_worktree(struct search *search)
{
	const struct hito_config *config = &search->config;
	char path[PATH_MAX];

	if (search->is_linked && check_linked(search) != HITO_LAYOUT_FOUND)
		return check_linked(search);
	if (config->bare) {
		search->worktree[0] = '\0';
		return search->link[0] || config->has_worktree
			       ? HITO_LAYOUT_ODD
			       : HITO_LAYOUT_FOUND;
	}
	memcpy(search->worktree,
	       search->link[0] ? search->link : search->folder, PATH_MAX);
	if (!search->link[0] && !config->has_bare &&
	    !hito_str_ends(hito_str_from(search->folder), DOT_GIT))
		return HITO_LAYOUT_ODD;
	cut_name(search->worktree);
	if (!config->has_worktree)
		return HITO_LAYOUT_FOUND;
	return real_path(search->folder, hito_str_from(config->worktree),
			 path) &&
			       strcmp(path, search->worktree) == 0
		       ? HITO_LAYOUT_FOUND
		       : HITO_LAYOUT_ODD;
}

/* Links are nobody's but their owner's, too. */
static bool is_ours(const char *path)
{
	struct stat status, link;

	return !path[0] ||
	       (stat(path, &status) == 0 && lstat(path, &link) == 0 &&
		status.st_uid == geteuid() && link.st_uid == geteuid());
}

static bool fill(const struct search *search, struct hito_layout *layout)
{
	struct hito_arena *arena = search->arena;

	layout->worktree =
		hito_arena_copy(arena, hito_str_from(search->worktree));
	layout->folder = hito_arena_printf(arena, "%s/", search->folder).ptr;
	layout->common = hito_arena_printf(arena, "%s/", search->common).ptr;
	layout->is_partial = search->config.is_partial;
	layout->is_empty = layout->has_replacements = false;
	return layout->worktree.ptr && layout->folder && layout->common;
}

enum hito_layout_found hito_layout_find(const char *folder,
					struct hito_arena *arena,
					struct hito_layout *out_layout,
					struct hito_err *err)
{
	struct search *search = hito_new(arena, struct search, 1);
	enum hito_layout_found result;

	if (!search) {
		hito_err_memory(err);
		return HITO_LAYOUT_FAILED;
	}
	search->arena = arena;
	search->err = err;
	if (!realpath(folder, search->at))
		return errno == ENOENT ? HITO_LAYOUT_NONE : HITO_LAYOUT_ODD;
	result = climb(search);
	if (result == HITO_LAYOUT_FOUND)
		result = read_config(search);
	if (result == HITO_LAYOUT_FOUND)
		result = find_worktree(search);
	if (result != HITO_LAYOUT_FOUND)
		return result;
	if (!is_ours(search->folder) || !is_ours(search->link) ||
	    !is_ours(search->worktree))
		return HITO_LAYOUT_ODD;
	if (fill(search, out_layout))
		return HITO_LAYOUT_FOUND;
	hito_err_memory(err);
	return HITO_LAYOUT_FAILED;
}
