/* SPDX-License-Identifier: MIT */
/* Reads the user's part of Git's configuration. */
#include "history/user.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/glob.h"
#include "history/config.h"

/* As Git: files that include each other end somewhere. */
#define DEEPEST 10
#define LARGEST ((size_t)1 << 20)

struct search {
	const struct hito_user_files *files;
	struct hito_arena *arena;
	struct hito_user *user;
	struct hito_str path; /* of the file that is read */
	bool of_repository;
	bool *has_worktree; /* extensions.worktreeConfig */
	unsigned depth;
	bool no_memory;
};

static bool read_file(struct search *search, struct hito_str path);

static struct hito_str folder_of(struct hito_str path)
{
	while (path.len && path.ptr[path.len - 1] != '/')
		path.len--;
	return path;
}

/* "~/x" in the home folder; what is not absolute in that of the file. */
static struct hito_str whole_path(struct search *search, struct hito_str path)
{
	struct hito_str folder = folder_of(search->path), whole;
	const char *home = search->files->home;

	if (hito_str_starts(path, "/"))
		return path;
	if (hito_str_starts(path, "~/")) {
		path = hito_str_slice(path, 2, path.len);
		folder = HITO_STR("");
	} else {
		home = NULL;
	}
	whole = hito_arena_printf(search->arena, "%s%s%.*s%.*s",
				  home ? home : "", home ? "/" : "",
				  HITO_STR_ARG(folder), HITO_STR_ARG(path));
	search->no_memory |= !whole.ptr;
	return whole;
}

/* "gitdir:~/plans/": is the repository in that folder? */
static bool is_in(struct search *search, struct hito_str pattern)
{
	struct hito_str folder = search->files->repository, whole = pattern;
	bool anywhere = !hito_str_starts(pattern, "/") &&
			!hito_str_starts(pattern, "~/") &&
			!hito_str_starts(pattern, "./");

	if (!folder.len)
		return false;
	if (hito_str_starts(pattern, "./"))
		whole = hito_str_slice(pattern, 2, pattern.len);
	if (!anywhere)
		whole = whole_path(search, whole);
	whole = hito_arena_printf(search->arena, "%s%.*s%s",
				  anywhere ? "**/" : "", HITO_STR_ARG(whole),
				  hito_str_ends(pattern, "/") ? "**" : "");
	if (!whole.ptr) {
		search->no_memory = true;
		return false;
	}
	while (folder.len > 1 && folder.ptr[folder.len - 1] == '/')
		folder.len--;
	while (hito_str_starts(folder, "/"))
		folder = hito_str_slice(folder, 1, folder.len);
	return hito_glob_match(whole, folder);
}

static bool holds(struct search *search, const struct hito_config_entry *entry)
{
	if (hito_str_equal_nocase(entry->section, HITO_STR("include")))
		return true;
	if (!hito_str_equal_nocase(entry->section, HITO_STR("includeif")))
		return false;
	return hito_str_starts(entry->part, "gitdir:") &&
	       is_in(search, hito_str_slice(entry->part, 7, entry->part.len));
}

static bool include(struct search *search,
		    const struct hito_config_entry *entry)
{
	struct search inner = *search;
	struct hito_str path;

	if (!hito_str_equal_nocase(entry->name, HITO_STR("path")) ||
	    search->depth >= DEEPEST || !holds(search, entry))
		return true;
	path = hito_arena_copy(search->arena, entry->value);
	if (path.ptr)
		path = whole_path(search, path);
	inner.depth++;
	return path.ptr && read_file(&inner, path) && !search->no_memory;
}

static bool keep(struct search *search, struct hito_str *place,
		 const struct hito_config_entry *entry)
{
	struct hito_str copy = hito_arena_copy(search->arena, entry->value);

	if (!copy.ptr)
		return false;
	*place = copy;
	return true;
}

static bool is_key(const struct hito_config_entry *entry, const char *section,
		   const char *part, const char *name)
{
	return hito_str_equal_nocase(entry->section, hito_str_from(section)) &&
	       hito_str_is(entry->part, part) &&
	       hito_str_equal_nocase(entry->name, hito_str_from(name));
}

/* The keys that are about the repository, not about a person. */
static bool take_place(struct search *search,
		       const struct hito_config_entry *entry)
{
	struct hito_user *user = search->user;

	if (is_key(entry, "extensions", "", "worktreeconfig"))
		*search->has_worktree =
			hito_str_equal_nocase(entry->value, HITO_STR("true"));
	if (is_key(entry, "remote", "origin", "url"))
		return keep(search, &user->remote, entry);
	if (!is_key(entry, "core", "", "hookspath"))
		return true;
	user->hooks_of_repository = search->of_repository;
	if (!keep(search, &user->hooks, entry))
		return false;
	if (hito_str_starts(user->hooks, "~/"))
		user->hooks = whole_path(search, user->hooks);
	return user->hooks.ptr != NULL;
}

static bool take(void *ctx, const struct hito_config_entry *entry)
{
	struct search *search = ctx;
	bool of_user = hito_str_equal_nocase(entry->section, HITO_STR("user"));
	bool of_core = hito_str_equal_nocase(entry->section, HITO_STR("core"));

	if (hito_str_starts(entry->section, "include") ||
	    hito_str_equal_nocase(hito_str_slice(entry->section, 0, 7),
				  HITO_STR("include")))
		return include(search, entry);
	if (entry->has_value && !take_place(search, entry))
		return false;
	if (entry->part.len || !entry->has_value)
		return true;
	if (of_user && hito_str_equal_nocase(entry->name, HITO_STR("name")))
		return keep(search, &search->user->name, entry);
	if (of_user && hito_str_equal_nocase(entry->name, HITO_STR("email")))
		return keep(search, &search->user->email, entry);
	if (of_core && !search->of_repository &&
	    hito_str_equal_nocase(entry->name, HITO_STR("editor")))
		return keep(search, &search->user->editor, entry);
	return true;
}

/* Links are followed: many people keep these files elsewhere. */
static bool read_text(struct search *search, const char *path,
		      struct hito_str *out_text)
{
	struct hito_err err = {0};
	struct stat status;
	bool done = true;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

	*out_text = HITO_STR("");
	if (fd < 0)
		return true;
	if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode))
		done = hito_file_read_fd(fd, LARGEST, search->arena, out_text,
					 &err) ||
		       err.code != HITO_ERR_MEMORY;
	close(fd);
	return done;
}

static bool read_file(struct search *search, struct hito_str path)
{
	struct hito_str text, name = hito_arena_copy(search->arena, path);

	if (!name.ptr || !read_text(search, name.ptr, &text))
		return false;
	search->path = name;
	/* At bad syntax Git stops; what was before it counts for us. */
	hito_config_each(text, take, search);
	return !search->no_memory && !hito_arena_failed(search->arena);
}

static bool read_in(struct search *search, const char *folder, const char *name)
{
	struct hito_str path;

	if (!folder || !*folder)
		return true;
	path = hito_arena_printf(search->arena, "%s/%s", folder, name);
	return path.ptr && read_file(search, path);
}

static bool read_global(struct search *search)
{
	const struct hito_user_files *files = search->files;

	if (files->global)
		return !*files->global ||
		       read_file(search, hito_str_from(files->global));
	if (files->xdg && *files->xdg) {
		if (!read_in(search, files->xdg, "git/config"))
			return false;
	} else if (!read_in(search, files->home, ".config/git/config")) {
		return false;
	}
	return read_in(search, files->home, ".gitconfig");
}

bool hito_user_read(const struct hito_user_files *files,
		    struct hito_arena *arena, struct hito_user *out)
{
	bool has_worktree = false;
	struct search search = {.files = files,
				.arena = arena,
				.user = out,
				.has_worktree = &has_worktree};
	struct hito_str path;

	*out = (struct hito_user){.name = HITO_STR("")};
	if (files->system && *files->system &&
	    !read_file(&search, hito_str_from(files->system)))
		return false;
	if (!read_global(&search))
		return false;
	if (!files->repository.len)
		return true;
	search.of_repository = true;
	path = hito_arena_printf(arena, "%.*s/config",
				 HITO_STR_ARG(files->repository));
	if (!path.ptr || !read_file(&search, path))
		return false;
	if (!has_worktree || !files->worktree.len)
		return true;
	path = hito_arena_printf(arena, "%.*s/config.worktree",
				 HITO_STR_ARG(files->worktree));
	return path.ptr && read_file(&search, path);
}
