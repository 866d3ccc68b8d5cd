/* SPDX-License-Identifier: MIT */
/* The hooks of a setup: put where Git looks for them, if that is here. */
#define _XOPEN_SOURCE 700 /* realpath */

#include "init.h"

#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "history/git.h"

struct hook {
	const char *name, *hand;
};

static const struct hook hooks[] = {
	{"pre-commit", "hito lint --staged --since=HEAD"},
	{"prepare-commit-msg", "hito hook prepare-commit-msg \"$@\""},
	{"commit-msg", "hito hook commit-msg \"$@\""},
	{"post-merge", "hito lint --since=ORIG_HEAD --select=F001,F005"},
};
#define HOOKS (sizeof(hooks) / sizeof(hooks[0]))

/* A name as sh reads it back: in quotes, whatever is in it. */
static struct hito_str quote(struct hito_str text, struct hito_arena *arena)
{
	char *copy = hito_arena_alloc(arena, text.len * 4 + 3, 1);
	size_t at = 0;

	if (!copy)
		return (struct hito_str){NULL, 0};
	copy[at++] = '\'';
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '\'') {
			memcpy(copy + at, "'\\'", 3);
			at += 3;
		}
		copy[at++] = text.ptr[i];
	}
	copy[at++] = '\'';
	copy[at] = '\0';
	return (struct hito_str){copy, at};
}

/* Git names the file of the message from the top, hito works further down. */
static const char below[] = "\"$(cd \"$(dirname \"$1\")\" && pwd)/${1##*/}\"";

static bool fill(struct init *init, const char *name, struct hito_str *out,
		 struct hito_err *err)
{
	struct hito_arena *arena = init->run->arena;
	struct hito_str folder = init->place.above;
	struct hito_filling fillings[] = {
		{"@HITO@", HITO_STR("hito")},
		{"@MESSAGE@", HITO_STR("\"$1\"")},
	};

	if (folder.len) {
		struct hito_str quoted =
			quote(hito_str_slice(folder, 0, folder.len - 1), arena);

		fillings[0].text = hito_arena_printf(arena, "hito -C %.*s",
						     HITO_STR_ARG(quoted));
		fillings[1].text = hito_str_from(below);
		if (!quoted.ptr || !fillings[0].text.ptr)
			return hito_err_memory(err);
	}
	*out = hito_piece_fill(init_template(init, init->run->lang, name),
			       fillings, 2, arena);
	return out->ptr || hito_err_memory(err);
}

/* Where they go: a folder by its descriptor and path. */
struct target {
	int dir_fd;
	struct hito_str path;  /* ends with "/" */
	struct hito_str shown; /* the same for people */
};

static bool add_hook(struct init *init, const struct hook *hook,
		     const struct target *target, struct hito_err *err)
{
	struct hito_arena *arena = init->run->arena;
	struct hito_str folder = init->place.above;
	struct init_piece piece = {
		.part = INIT_HOOKS,
		.piece.kind = HITO_PIECE_HOOK,
		.piece.folder = hito_str_slice(folder, 0,
					       folder.len ? folder.len - 1 : 0),
		.dir_fd = target->dir_fd,
		.path = hito_arena_printf(arena, "%.*s%s",
					  HITO_STR_ARG(target->path),
					  hook->name),
		.shown = hito_arena_printf(arena, "%.*s%s",
					   HITO_STR_ARG(target->shown),
					   hook->name),
		.runs = true,
		.hand = hook->hand,
	};

	if (!piece.path.ptr || !piece.shown.ptr)
		return hito_err_memory(err);
	return fill(init, hook->name, &piece.piece.text, err) &&
	       init_add(init, &piece, err);
}

/* The hooks that somebody else's folder would need. */
static void say_elsewhere(const struct init *init, const char *why)
{
	if (init->remove)
		return;
	init_tell(init, init->user.hooks, why);
	for (size_t i = 0; i < HOOKS; i++)
		hito_out_printf(&init->run->out, "  %s: %s\n", hooks[i].name,
				hooks[i].hand);
}

static bool is_folder(const char *path)
{
	struct stat status;

	return lstat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* The usual folder, which all work trees share. */
static bool usual(struct init *init, struct target *out, bool *out_known,
		  struct hito_err *err)
{
	const char *common = hito_git_common(init->repository);
	struct stat status;

	out->dir_fd = AT_FDCWD;
	out->path = hito_arena_printf(init->run->arena, "%shooks/", common);
	out->shown = HITO_STR(".git/hooks/");
	if (!out->path.ptr)
		return hito_err_memory(err);
	/* A link there leads to files that may be anybody's. */
	init->user.hooks = hito_str_slice(out->path, 0, out->path.len - 1);
	init->user.hooks = hito_arena_copy(init->run->arena, init->user.hooks);
	if (!init->user.hooks.ptr)
		return hito_err_memory(err);
	*out_known = lstat(init->user.hooks.ptr, &status) < 0 ||
		     is_folder(init->user.hooks.ptr);
	if (!*out_known)
		say_elsewhere(init, HITO_N("left: the hooks are elsewhere; by "
					   "hand:"));
	return true;
}

/* core.hooksPath: below the work tree's top, or elsewhere. */
static bool named(struct init *init, struct target *out, bool *out_known,
		  struct hito_err *err)
{
	struct hito_arena *arena = init->run->arena;
	struct hito_str top = hito_repository_worktree(init->repository);
	struct hito_str path = init->user.hooks;

	*out_known = false;
	if (!init->user.hooks_of_repository) {
		say_elsewhere(init, HITO_N("left: these hooks are of all your "
					   "repositories; by hand:"));
		return true;
	}
	if (hito_str_starts(path, "/") && path.len > top.len + 1 &&
	    hito_str_equal(hito_str_slice(path, 0, top.len), top) &&
	    path.ptr[top.len] == '/')
		path = hito_str_slice(path, top.len + 1, path.len);
	while (hito_str_starts(path, "./"))
		path = hito_str_slice(path, 2, path.len);
	while (path.len && path.ptr[path.len - 1] == '/')
		path.len--;
	if (!path.len || hito_str_starts(path, "/") ||
	    hito_str_starts(path, "..") ||
	    hito_str_find(path, HITO_STR("/.."), 0) != SIZE_MAX) {
		say_elsewhere(init, HITO_N("left: the hooks are elsewhere; by "
					   "hand:"));
		return true;
	}
	if (hito_str_ends(path, "/_") || hito_str_is(path, "_")) {
		say_elsewhere(init, HITO_N("left: a program writes these hooks "
					   "anew; by hand, beside it:"));
		return true;
	}
	*out_known = true;
	out->dir_fd = init->top_fd;
	out->path = out->shown =
		hito_arena_printf(arena, "%.*s/", HITO_STR_ARG(path));
	return out->path.ptr || hito_err_memory(err);
}

static bool add_hooks(struct init *init, const struct target *target,
		      struct hito_err *err)
{
	for (size_t i = 0; i < HOOKS; i++)
		if (!add_hook(init, &hooks[i], target, err))
			return false;
	return true;
}

bool init_hooks(struct init *init, struct hito_err *err)
{
	bool is_named = init->user.hooks.len > 0, known = false;
	struct target target;

	if (is_named && (!named(init, &target, &known, err) ||
			 (known && !add_hooks(init, &target, err))))
		return false;
	/* They may be from before core.hooksPath was set. */
	if (is_named && !init->remove)
		return true;
	return usual(init, &target, &known, err) &&
	       (!known || add_hooks(init, &target, err));
}
