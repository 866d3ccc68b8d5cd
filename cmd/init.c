/* SPDX-License-Identifier: MIT */
/* hito init: set a repository up for plans, part by part, and undo it. */
#include "init.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bare.h"
#include "base/file.h"
#include "cmd.h"
#include "history/git.h"
#include "hito/limits.h"
#include "init_detect.h"
#include "past.h"

struct init_args {
	bool remove, dry_run, list, detect, write;
	int forge;
	const char *action;
};

static const struct opt_choice init_forges[] = {
	{"github", INIT_GITHUB},
	{"gitlab", INIT_GITLAB},
	{"forgejo", INIT_FORGEJO},
	OPT_CHOICE_END,
};

static const struct opt init_opts[] = {
	OPT_FLAG('l', "list", init_args, list,
		 HITO_N("list the parts, and do nothing")),
	OPT_FLAG('n', "dry-run", init_args, dry_run,
		 HITO_N("say what would be done, and do nothing")),
	OPT_FLAG(0, "remove", init_args, remove,
		 HITO_N("take away what hito init wrote")),
	OPT_CHOICE(0, "forge", init_args, forge, init_forges,
		   HITO_N("for ci and pull-request (by the remote's host)")),
	OPT_TEXT(0, "action", init_args, action, "PLACE",
		 HITO_N("for ci: where hito is got from, OWNER/hito@v0 or an "
			"address")),
	OPT_FLAG(0, "detect", init_args, detect,
		 HITO_N("look at Markdown files that are there, and propose a "
			"project file that reads them")),
	OPT_FLAG(0, "write", init_args, write,
		 HITO_N("with --detect: write it, if there is none")),
	OPT_END,
};

static const struct cmd_example init_examples[] = {
	{"hito init", HITO_N("set up what is usual; nothing is overwritten")},
	{"hito init --list", HITO_N("list the parts")},
	{"hito init --dry-run hooks editor",
	 HITO_N("say what two parts would write")},
	{"hito init ci --forge=github --action=OWNER/hito@v0",
	 HITO_N("check plans in each pull request")},
	{"hito init --detect",
	 HITO_N("read front matter that is there already")},
	{"hito init --remove", HITO_N("undo it")},
	{NULL, NULL},
};

static int init_run(struct run *run, const void *args, int argc, char **argv);

const struct cmd cmd_init = {
	.name = "init",
	.usage = "[options] [PART...]",
	.summary = HITO_N("set a repository up for plans, and undo it"),
	.examples = init_examples,
	.opts = init_opts,
	.args_size = sizeof(struct init_args),
	.run = init_run,
};

/* constant, name, is it usual, what it is: one line a part. */
static const struct part {
	const char *name;
	bool usual;
	const char *what;
} parts[] = {
#define INIT_PART_ROW(constant, name, usual, what) {name, usual, what},
	INIT_PARTS(INIT_PART_ROW)
#undef INIT_PART_ROW
};

const char *init_say(const struct init *init, const char *english)
{
	return hito_message(init->run->lang, english);
}

const char *init_part_name(enum init_part part)
{
	return parts[part].name;
}

const char *init_part_about(enum init_part part)
{
	return parts[part].what;
}

void init_tell(const struct init *init, struct hito_str path,
	       const char *english)
{
	struct hito_out *out = &init->run->out;

	if (init->run->quiet)
		return;
	hito_out_foreign(out, path);
	hito_out_text(out, ": ");
	hito_out_text(out, init_say(init, english));
	hito_out_text(out, "\n");
}

static int print_list(struct run *run)
{
	struct hito_out *out = &run->out;

	for (size_t i = 0; i < INIT_PART_COUNT; i++) {
		hito_out_printf(out, "%s%-13s %s\n",
				parts[i].usual ? "* " : "  ", parts[i].name,
				hito_message(run->lang, parts[i].what));
	}
	hito_out_text(out, hito_message(run->lang,
					HITO_N("\nThose with a star are set up "
					       "when none is named; all: every "
					       "one.\n")));
	return RUN_OK;
}

static bool unknown_part(const char *typed, struct hito_err *err)
{
	struct opt_guess best = {NULL, 0};

	hito_err_set(err, HITO_ERR_USAGE, "there is no part \"%s\"", typed);
	for (size_t i = 0; i < INIT_PART_COUNT; i++)
		opt_guess(&best, typed, parts[i].name);
	if (best.word)
		return hito_err_help(err, "did you mean \"%s\"?", best.word);
	return hito_err_help(err, "`hito init --list` lists them");
}

/* None: the usual ones; on removal all. */
static bool choose_parts(struct init *init, int argc, char **argv,
			 struct hito_err *err)
{
	for (int i = 0; i < argc; i++) {
		bool all = strcmp(argv[i], "all") == 0, found = all;

		for (size_t k = 0; k < INIT_PART_COUNT; k++) {
			bool is = strcmp(argv[i], parts[k].name) == 0;

			init->parts[k] |= is || all;
			found |= is;
		}
		if (!found)
			return unknown_part(argv[i], err);
	}
	for (size_t k = 0; argc == 0 && k < INIT_PART_COUNT; k++)
		init->parts[k] = init->remove || parts[k].usual;
	return true;
}

/* The project file alone: no plan is needed. */
static bool read_project(struct init *init, struct hito_err *err)
{
	const struct hito_workspace_options *options = &init->place.options;
	struct hito_arena *arena = init->run->arena;
	struct hito_str text = options->project_text;
	struct hito_project *project;
	struct hito_source *source;
	struct stat status;

	if (!text.ptr &&
	    fstatat(init->place.root_fd, HITO_PROJECT_FILE, &status,
		    AT_SYMLINK_NOFOLLOW) == 0 &&
	    !hito_file_read(init->place.root_fd, HITO_STR(HITO_PROJECT_FILE),
			    HITO_LIMIT_PROJECT_FILE, arena, &text, err))
		return false;
	if (!text.ptr) {
		if (!hito_project_default(arena, &project, err))
			return false;
	} else if (!hito_source_new(arena, HITO_STR(HITO_PROJECT_FILE), text,
				    &source, err) ||
		   !hito_project_read(source, arena, &project, err)) {
		return false;
	}
	init->project = project;
	run_set_lang(init->run, project->lang);
	err->lang = init->run->lang;
	return true;
}

static bool open_top(struct init *init, struct hito_err *err)
{
	struct hito_str top = hito_repository_worktree(init->repository);

	top = hito_arena_copy(init->run->arena, top);
	if (!top.ptr)
		return hito_err_memory(err);
	init->top_fd = open(top.ptr, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return init->top_fd >= 0 ||
	       hito_err_system(err, top, "cannot open the folder", errno);
}

/* There may be none, then the parts of Git are left out, and said. */
static bool open_repository(struct init *init, struct hito_err *err)
{
	struct run *run = init->run;
	struct hito_user_files files = run->git_files;

	if (!hito_repository_open(place_repository(run), run->arena,
				  &init->repository, err)) {
		init->repository = NULL;
		if (err->code != HITO_ERR_INPUT)
			return false;
		*err = (struct hito_err){.lang = run->lang};
		return true;
	}
	if (!past_is_in(&init->place, init->repository)) {
		hito_repository_close(init->repository);
		init->repository = NULL;
		return true;
	}
	files.repository = hito_repository_folder(init->repository);
	files.worktree = hito_str_from(hito_git_folder(init->repository));
	return open_top(init, err) &&
	       (hito_user_read(&files, run->arena, &init->user) ||
		hito_err_memory(err));
}

/* Who serves the remote, by its address; else by the folders that are here. */
static void find_forge(struct init *init)
{
	static const struct {
		const char *word, *folder;
		enum init_forge forge;
	} signs[] = {
		{"github", ".github", INIT_GITHUB},
		{"gitlab", ".gitlab", INIT_GITLAB},
		{"gitlab", ".gitlab-ci.yml", INIT_GITLAB},
		{"codeberg", ".forgejo", INIT_FORGEJO},
		{"forgejo", ".gitea", INIT_FORGEJO},
	};
	const size_t count = sizeof(signs) / sizeof(signs[0]);
	struct stat status;

	for (size_t i = 0; init->forge == INIT_NO_FORGE && i < count; i++)
		if (hito_str_find(init->user.remote,
				  hito_str_from(signs[i].word), 0) != SIZE_MAX)
			init->forge = signs[i].forge;
	for (size_t i = 0;
	     init->forge == INIT_NO_FORGE && init->top_fd >= 0 && i < count;
	     i++)
		if (fstatat(init->top_fd, signs[i].folder, &status,
			    AT_SYMLINK_NOFOLLOW) == 0)
			init->forge = signs[i].forge;
}

/* A word of YAML and of a URL: nothing that ends its line or its quotes. */
static bool check_action(const char *action, struct hito_err *err)
{
	static const char allowed[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
		"0123456789/._-@:~+";

	if (!action || (*action && strspn(action, allowed) == strlen(action)))
		return true;
	hito_err_set(err, HITO_ERR_USAGE,
		     "--action takes a place without blanks and signs: \"%s\"",
		     action);
	return hito_err_help(err, "OWNER/hito@v0, or "
				  "https://HOST/OWNER/hito@v0");
}

/* The folder for plans: Git keeps no empty one, but people see it. */
static bool make_folder(struct init *init, struct hito_err *err)
{
	struct hito_str folder = hito_arena_copy(
		init->run->arena, hito_project_folder(init->project));

	if (!folder.ptr)
		return hito_err_memory(err);
	if (!init->parts[INIT_PROJECT] || !folder.len || init->dry_run)
		return true;
	if (init->remove) /* if it is empty */
		(void)unlinkat(init->place.root_fd, folder.ptr, AT_REMOVEDIR);
	else if (mkdirat(init->place.root_fd, folder.ptr, 0777) == 0)
		init_tell(
			init,
			hito_arena_printf(init->run->arena, "%s/", folder.ptr),
			HITO_N("made"));
	return true;
}

static bool set_up(struct init *init, struct hito_err *err)
{
	find_forge(init);
	if (!init_collect(init, err))
		return false;
	for (size_t i = 0; i < init->count; i++)
		if (!init_piece(init, &init->pieces[i], err))
			return false;
	return make_folder(init, err);
}

static bool work(struct init *init, const struct init_args *args, int argc,
		 char **argv, struct hito_err *err)
{
	if (!check_action(args->action, err) ||
	    !choose_parts(init, argc, argv, err) ||
	    !place_open(init->run, &init->place, err))
		return false;
	if (bare_is(&init->place))
		return hito_err_set(err, HITO_ERR_USAGE,
				    "a bare repository has no files to set up: "
				    "do it in a clone");
	if (args->detect)
		return init_detect(init, args->write, err);
	return read_project(init, err) && open_repository(init, err) &&
	       set_up(init, err);
}

static int init_run(struct run *run, const void *args, int argc, char **argv)
{
	const struct init_args *init_args = args;
	struct hito_err err = {.lang = run->lang};
	struct init init = {
		.run = run,
		.place.root_fd = -1,
		.top_fd = -1,
		.forge = (enum init_forge)init_args->forge,
		.action = init_args->action,
		.remove = init_args->remove,
		.dry_run = init_args->dry_run,
	};
	bool done;

	if (init_args->list)
		return print_list(run);
	if (init_args->write && !init_args->detect)
		return run_wrong(run, "%s",
				 init_say(&init, HITO_N("--write goes with "
							"--detect")));
	if (init_args->detect && (argc || init_args->remove))
		return run_wrong(
			run, "%s",
			init_say(&init, HITO_N("--detect takes no part, and "
					       "removes nothing")));
	done = work(&init, init_args, argc, argv, &err);
	hito_repository_close(init.repository);
	if (init.top_fd >= 0)
		close(init.top_fd);
	place_close(&init.place);
	if (!done)
		return run_error(run, &err);
	return init.failed ? RUN_FAILED : RUN_OK;
}
