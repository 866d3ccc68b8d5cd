/* SPDX-License-Identifier: MIT */
/*
 * hito edit: the user's editor at the line of a thing, then the findings in
 * its file. Which editor that is the repository has no say in.
 */
#include <string.h>

#include "bare.h"
#include "child.h"
#include "cmd.h"
#include "find.h"
#include "me.h"
#include "place.h"

static const struct cmd_example edit_examples[] = {
	{"hito edit blog-weekly",
	 HITO_N("open the file of a step at its line")},
	{"hito edit blog", HITO_N("a part of the id is enough where only one "
				  "has it")},
	{"GIT_EDITOR='code --wait' hito edit spring-launch",
	 HITO_N("a plan, in another editor than usual")},
	{NULL, NULL},
};

struct edit_args {
	bool no_lint;
};

static const struct opt edit_opts[] = {
	OPT_FLAG(0, "no-lint", edit_args, no_lint,
		 HITO_N("do not check the file afterwards")),
	OPT_END,
};

static int edit_run(struct run *run, const void *args, int argc, char **argv);

const struct cmd cmd_edit = {
	.name = "edit",
	.usage = "[options] STEP|ID",
	.summary = HITO_N("open your editor at a step, then check its file"),
	.examples = edit_examples,
	.opts = edit_opts,
	.args_size = sizeof(struct edit_args),
	.run = edit_run,
};

/* How an editor is told the line. */
enum way { WAY_NONE, WAY_PLUS, WAY_GOTO, WAY_COLON, WAY_LINE };

static const struct editor {
	const char *name;
	enum way way;
} editors[] = {
	{"vi", WAY_PLUS},
	{"vim", WAY_PLUS},
	{"nvim", WAY_PLUS},
	{"gvim", WAY_PLUS},
	{"vis", WAY_PLUS},
	{"emacs", WAY_PLUS},
	{"emacsclient", WAY_PLUS},
	{"mg", WAY_PLUS},
	{"nano", WAY_PLUS},
	{"pico", WAY_PLUS},
	{"micro", WAY_PLUS},
	{"joe", WAY_PLUS},
	{"kak", WAY_PLUS},
	{"ne", WAY_PLUS},
	{"gedit", WAY_PLUS},
	{"code", WAY_GOTO},
	{"code-insiders", WAY_GOTO},
	{"codium", WAY_GOTO},
	{"cursor", WAY_GOTO},
	{"subl", WAY_COLON},
	{"hx", WAY_COLON},
	{"helix", WAY_COLON},
	{"zed", WAY_COLON},
	{"zeditor", WAY_COLON},
	{"kate", WAY_LINE},
	{"kwrite", WAY_LINE},
};

/* "/usr/bin/nvim -R" is nvim. */
static enum way way_of(const char *command)
{
	struct hito_str text = hito_str_trim(hito_str_from(command)), word;
	size_t at = hito_str_find_byte(text, ' ', 0);

	word = hito_str_slice(text, 0, at);
	while ((at = hito_str_find_byte(word, '/', 0)) != SIZE_MAX)
		word = hito_str_slice(word, at + 1, word.len);
	for (size_t i = 0; i < sizeof(editors) / sizeof(editors[0]); i++)
		if (hito_str_is(word, editors[i].name))
			return editors[i].way;
	return WAY_NONE;
}

/* In Git's order (git-var(1)), but never from the repository. */
static int choose_editor(struct run *run, const char **out_command)
{
	struct hito_err err = {.lang = run->lang};
	struct hito_user user;
	int status = me_user(run, NULL, &user);
	const char *const ranks[] = {
		run->git_editor,
		user.editor.len ? user.editor.ptr : NULL,
		run->terminal_is_able ? run->visual : NULL,
		run->editor,
		run->terminal_is_able ? "vi" : NULL,
	};

	if (status != RUN_OK)
		return status;
	for (size_t i = 0; i < sizeof(ranks) / sizeof(ranks[0]); i++) {
		if (!ranks[i] || !*ranks[i])
			continue;
		*out_command = ranks[i];
		return RUN_OK;
	}
	hito_err_set(&err, HITO_ERR_USAGE,
		     "no editor is set, and the terminal "
		     "cannot show vi");
	hito_err_help(&err, "set EDITOR, or git config --global core.editor");
	return run_error(run, &err);
}

/* The file, from where we are: the root and the path in it. */
static struct hito_str path_of(struct run *run, const struct place *place,
			       const struct hito_item *item)
{
	return hito_arena_printf(run->arena, "%.*s/%.*s",
				 HITO_STR_ARG(place->root),
				 HITO_STR_ARG(item->document->source->path));
}

/* By the shell, as Git does it: the command may have options. */
static int start(struct run *run, const char *command, const char *path,
		 unsigned line)
{
	struct hito_arena *arena = run->arena;
	enum way way = way_of(command);
	struct hito_str script = hito_arena_printf(arena, "%s \"$@\"", command);
	struct hito_str at =
		hito_arena_printf(arena, way == WAY_PLUS ? "+%u" : "%u", line);
	struct hito_str both = hito_arena_printf(arena, "%s:%u", path, line);
	const char *words[8] = {"/bin/sh", "-c", script.ptr, command};
	struct hito_err err = {.lang = run->lang};
	size_t count = 4;
	int status;

	if (!script.ptr || !at.ptr || !both.ptr)
		return run_memory(run);
	if (way == WAY_GOTO)
		words[count++] = "--goto";
	if (way == WAY_LINE)
		words[count++] = "--line";
	if (way == WAY_PLUS || way == WAY_LINE)
		words[count++] = at.ptr;
	words[count++] = way == WAY_GOTO || way == WAY_COLON ? both.ptr : path;
	status = child_run(run, words);
	if (status == 0)
		return RUN_OK;
	if (status == 127 || status < 0)
		hito_err_set(&err, HITO_ERR_IO,
			     "the editor could not be started: %s", command);
	else
		hito_err_set(&err, HITO_ERR_IO,
			     "the editor ended with an error: %s", command);
	hito_err_help(&err, "EDITOR or git config --global core.editor say "
			    "which one it is");
	return run_error(run, &err);
}

/* The findings in the file, as hito lint prints them. */
static int lint(struct run *run, const char *path)
{
	char *args = hito_arena_alloc(run->arena, cmd_lint.args_size + 1, 1);
	struct hito_str copy = hito_arena_copy(run->arena, hito_str_from(path));
	char *words[2] = {NULL, NULL};

	if (!args || !copy.ptr)
		return run_memory(run);
	memcpy(args, cmd_lint.args_defaults, cmd_lint.args_size);
	words[0] = hito_arena_bytes(run->arena, copy.len + 1);
	if (!words[0])
		return run_memory(run);
	memcpy(words[0], copy.ptr, copy.len + 1);
	return cmd_lint.run(run, args, 1, words);
}

static int find(struct run *run, struct place *place, const char *typed,
		struct hito_item **out_item)
{
	const unsigned kinds =
		HITO_PLAN | HITO_OBJECTIVE | HITO_STEP | HITO_KPI;
	struct hito_err err = {.lang = run->lang};
	int status;

	if (!place_read(place, &err))
		return run_error(run, &err);
	run_set_lang(run, place->workspace->project->lang);
	if (!place_find(place, hito_str_from(typed), out_item, &err)) {
		status = find_item(run, place->workspace->model, typed, kinds,
				   out_item);
		if (status != RUN_OK)
			return status;
	}
	if ((*out_item)->document && (*out_item)->document->source)
		return RUN_OK;
	hito_err_set(&err, HITO_ERR_USAGE, "\"%s\" stands in no file", typed);
	return run_error(run, &err);
}

static int edit_run(struct run *run, const void *args, int argc, char **argv)
{
	const struct edit_args *edit = args;
	struct hito_err err = {.lang = run->lang};
	struct hito_item *item = NULL;
	struct hito_str path = HITO_STR("");
	const char *command = NULL;
	struct place place;
	unsigned line = 1;
	int status;

	if (argc != 1)
		return run_wrong(
			run, "%s",
			hito_message(run->lang, HITO_N("say which step: hito "
						       "edit STEP")));
	if (!bare_open_files(run, &place, &err))
		return run_error(run, &err);
	status = find(run, &place, argv[0], &item);
	if (status == RUN_OK) {
		path = path_of(run, &place, item);
		line = hito_source_line(item->document->source,
					item->block->heading.start);
	}
	place_close(&place);
	if (status == RUN_OK)
		status = path.ptr ? choose_editor(run, &command)
				  : run_memory(run);
	if (status == RUN_OK)
		status = start(run, command, path.ptr, line ? line : 1);
	if (status != RUN_OK || edit->no_lint)
		return status;
	return lint(run, path.ptr);
}
