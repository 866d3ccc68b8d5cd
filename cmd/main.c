/* SPDX-License-Identifier: MIT */
/* Start of the program: find the command, its options and surroundings. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "base/num.h"
#include "cmd.h"
#include "global.h"
#include "pager.h"

/*
 * A descriptor that the caller closed would be given to the next file that is
 * opened. Read-only, so that output into nothing is noticed.
 */
static bool standard_files_are_open(void)
{
	int fd;

	do
		fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
	while (fd >= 0 && fd <= STDERR_FILENO && fcntl(fd, F_SETFD, 0) == 0);
	if (fd < 0)
		return false;
	close(fd);
	return true;
}

static hito_day day_of_clock(void)
{
	time_t now = time(NULL);
	struct tm local;

	if (!localtime_r(&now, &local))
		return hito_day_from_civil((struct hito_civil){1970, 1, 1});
	return hito_day_from_civil((struct hito_civil){
		local.tm_year + 1900, local.tm_mon + 1, local.tm_mday});
}

/* The first of the variables that is set to something. */
static const char *variable(const char *const *names)
{
	for (; *names; names++) {
		const char *value = getenv(*names);

		if (value && *value)
			return value;
	}
	return NULL;
}

static enum hito_lang lang_of_locale(void)
{
	static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG",
					    NULL};
	enum hito_lang lang = hito_lang_parse(hito_str_from(variable(names)));

	return lang == HITO_LANG_NONE ? HITO_LANG_EN : lang;
}

static void set_lang(struct run *run, enum hito_lang option)
{
	enum hito_lang named =
		hito_lang_parse(hito_str_from(getenv("HITO_LANG")));

	run->lang_is_chosen = true;
	if (option != HITO_LANG_NONE) {
		run->lang = option;
	} else if (named != HITO_LANG_NONE) {
		run->lang = named;
	} else {
		run->lang = lang_of_locale();
		run->lang_is_chosen = false;
	}
}

/* Can the terminal do more than print? Pagers ask it for more, too. */
static bool terminal_is_able(void)
{
	const char *term = getenv("TERM");

	return term && *term && strcmp(term, "dumb") != 0;
}

static bool wants_color(const struct run *run, enum global_color option)
{
	const char *no_color = getenv("NO_COLOR");

	if (option != GLOBAL_COLOR_AUTO)
		return option == GLOBAL_COLOR_ALWAYS;
	return run->out_is_terminal && !(no_color && *no_color) &&
	       terminal_is_able();
}

static size_t width_of_terminal(void)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) < 0 || size.ws_col == 0)
		return 80;
	return size.ws_col < 40 ? 40 : size.ws_col;
}

/* A locale that is named and is not of UTF-8; a pipe takes anything. */
static bool terminal_is_ascii(void)
{
	static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG", NULL};
	struct hito_str name = hito_str_from(variable(names));

	for (; name.len; name = hito_str_slice(name, 1, name.len))
		if (hito_str_equal_nocase(hito_str_slice(name, 0, 5),
					  HITO_STR("utf-8")) ||
		    hito_str_equal_nocase(hito_str_slice(name, 0, 4),
					  HITO_STR("utf8")))
			return false;
	return variable(names) != NULL;
}

static enum hito_keeping what_is_kept(void)
{
	struct hito_str word = hito_str_from(getenv("HITO_CACHE"));

	if (hito_str_is(word, "off"))
		return HITO_KEEP_NOTHING;
	return hito_str_is(word, "always") ? HITO_KEEP_ALL : HITO_KEEP_MUCH;
}

/* Nobody waits for what is quicker than half a second. */
static int64_t patience(void)
{
	uint32_t milliseconds = 500;
	const char *delay = getenv("HITO_PROGRESS_DELAY");

	if (delay && !hito_str_u32(hito_str_from(delay), &milliseconds))
		milliseconds = 500;
	return milliseconds * RUN_MILLISECONDS;
}

/* Options are taken out of argv while they are read. */
static struct hito_str join(struct hito_arena *arena, char *const *argv)
{
	struct hito_out_memory memory;
	struct hito_out out;

	hito_out_to_memory(&out, &memory, arena, SIZE_MAX);
	for (; *argv; argv++)
		hito_out_bytes(&out, *argv, strlen(*argv) + 1);
	return (struct hito_str){memory.ptr, memory.len};
}

/* Where the files of the user's own settings of Git are (git-config(1)). */
static struct hito_user_files find_git_files(void)
{
	const char *system = getenv("GIT_CONFIG_SYSTEM");
	const char *without = getenv("GIT_CONFIG_NOSYSTEM");
	struct hito_str word = hito_str_from(without);
	bool none = without && !hito_str_is(word, "0") &&
		    !hito_str_is(word, "false") && !hito_str_is(word, "no");

	return (struct hito_user_files){
		.system = none     ? NULL
			  : system ? system
				   : "/etc/gitconfig",
		.home = getenv("HOME"),
		.xdg = getenv("XDG_CONFIG_HOME"),
		.global = getenv("GIT_CONFIG_GLOBAL"),
	};
}

/* What is known before the options are: enough to report a wrong one. */
static void look_around(struct run *run)
{
	run->in_fd = STDIN_FILENO;
	run->dir = ".";
	run->dir_fd = AT_FDCWD;
	run->out_is_terminal = isatty(STDOUT_FILENO) == 1;
	run->err_is_terminal = isatty(STDERR_FILENO) == 1;
	run->columns = run->out_is_terminal ? width_of_terminal() : 80;
	run->ascii = run->out_is_terminal && terminal_is_ascii();
	run->keeping = what_is_kept();
	run->index_file = getenv("GIT_INDEX_FILE");
	run->git_files = find_git_files();
	run->git_editor = getenv("GIT_EDITOR");
	run->visual = getenv("VISUAL");
	run->editor = getenv("EDITOR");
	run->terminal_is_able = terminal_is_able();
	run->started = run_now();
	run->progress_due = run->started + patience();
	set_lang(run, HITO_LANG_NONE);
}

/* What Git names from the folder that it started us in is meant from there. */
static bool keep_index_file(struct run *run, struct hito_err *err)
{
	char here[PATH_MAX];
	struct hito_str whole;

	if (!run->index_file || run->index_file[0] == '/' ||
	    !getcwd(here, sizeof(here)))
		return true;
	whole = hito_arena_printf(run->arena, "%s/%s", here, run->index_file);
	run->index_file = whole.ptr;
	return whole.ptr || hito_err_memory(err);
}

static bool apply_globals(struct run *run, const struct global_args *args,
			  struct hito_err *err)
{
	set_lang(run, args->lang);
	run->lang_named = args->lang;
	run->today = day_of_clock();
	if (!opt_day("today", args->today, run->today, &run->today, err))
		return false;
	run->quiet = args->quiet;
	run->project_file = args->project;
	if (args->dir && !keep_index_file(run, err))
		return false;
	if (args->dir && chdir(args->dir) < 0)
		return hito_err_system(err, hito_str_from(args->dir),
				       "cannot work in this folder", errno);
	return true;
}

/* Global options before the command: stop at the command's name. */
static bool parse_before(struct run *run, struct global_args *globals,
			 int *argc, char ***argv, struct hito_err *err)
{
	struct opt_parser parser = {
		.arena = run->arena,
		.targets = {{cmd_global_opts, globals}},
		.target_count = 1,
		.stop_at_word = true,
		.argv = *argv,
		.argc = *argc,
	};

	if (!opt_parse(&parser, err))
		return false;
	*argc = parser.argc;
	*argv = parser.argv;
	return true;
}

/* Behind the command's name both its own options and the global ones. */
static bool parse_after(struct run *run, const struct cmd *cmd,
			struct global_args *globals, void *args, int *argc,
			char **argv, struct hito_err *err)
{
	struct opt_parser parser = {
		.arena = run->arena,
		.targets = {{cmd->opts, args}, {cmd_global_opts, globals}},
		.target_count = 2,
		.argv = argv,
		.argc = *argc,
	};

	if (!opt_parse(&parser, err))
		return false;
	*argc = parser.argc;
	return true;
}

static int failed_use(struct run *run, const struct cmd *cmd,
		      struct hito_err *err)
{
	if (err->code == HITO_ERR_USAGE && !err->help[0])
		hito_err_help(err, "see `hito%s%s --help`", cmd ? " " : "",
			      cmd ? cmd->name : "");
	return run_error(run, err);
}

/* Which pager the user's own environment names; less when none. */
static const char *pager_command(void)
{
	static const char *const names[] = {"HITO_PAGER", "GIT_PAGER", "PAGER",
					    NULL};

	/* Set and empty means none, as with Git. */
	for (const char *const *name = names; *name; name++) {
		const char *value = getenv(*name);

		if (value)
			return value;
	}
	return "less";
}

static int print_version(struct run *run)
{
	hito_out_text(&run->out, "hito " HITO_VERSION "\n");
	return RUN_OK;
}

static int run_command(struct run *run, const struct cmd *cmd,
		       struct global_args *globals, struct pager *pager,
		       int argc, char **argv)
{
	struct hito_err err = {.lang = run->lang};
	char *args = hito_arena_alloc(run->arena, cmd->args_size + 1, 1);

	if (!args)
		return run_memory(run);
	if (cmd->args_defaults)
		memcpy(args, cmd->args_defaults, cmd->args_size);
	if (!parse_after(run, cmd, globals, args, &argc, argv, &err))
		return failed_use(run, cmd, &err);
	set_lang(run, globals->lang);
	run->color = wants_color(run, globals->color);
	if (globals->version)
		return print_version(run);
	if (globals->help) {
		cmd_print_help(run, &run->out, cmd);
		return RUN_OK;
	}
	if (!apply_globals(run, globals, &err))
		return run_error(run, &err);
	if ((cmd->flags & CMD_PAGER) && run->out_is_terminal &&
	    !globals->no_pager && terminal_is_able())
		pager->command = pager_command();
	return cmd->run(run, args, argc, argv);
}

static int run_line(struct run *run, struct pager *pager, int argc, char **argv)
{
	struct global_args globals = {.today = NULL};
	struct hito_err err = {.lang = run->lang};
	const struct cmd *cmd;

	if (!parse_before(run, &globals, &argc, &argv, &err))
		return failed_use(run, NULL, &err);
	set_lang(run, globals.lang);
	run->color = wants_color(run, globals.color);
	if (globals.version || (argc > 0 && strcmp(argv[0], "version") == 0))
		return print_version(run);
	if (argc == 0) {
		cmd_print_help(run, globals.help ? &run->out : &run->err, NULL);
		return globals.help ? RUN_OK : RUN_FAILED;
	}
	cmd = cmd_find(argv[0]);
	if (!cmd)
		return cmd_unknown(run, argv[0]);
	return run_command(run, cmd, &globals, pager, argc - 1, argv + 1);
}

/*
 * Text that could not be written is an error, except into a closed pipe:
 * its reader has seen enough (`hito log | head`).
 */
static int finish(struct run *run, struct pager *pager, int status)
{
	pager_close(pager, &run->out);
	if (run->out.failed && run->out.error != EPIPE) {
		hito_out_printf(
			&run->err, "hito: %s: %s\n",
			hito_message(run->lang, HITO_N("could not write the "
						       "output")),
			hito_message(run->lang, strerror(run->out.error)));
		status = RUN_FAILED;
	}
	hito_out_flush(&run->err);
	return status;
}

/*
 * All memory is that of arenas, in blocks: they are cut of memory that is had
 * at once and given back at the end, rather than each asked of the system.
 */
static void tune_memory(void)
{
#ifdef __GLIBC__
	mallopt(M_TOP_PAD, 256 << 10);
	mallopt(M_MMAP_THRESHOLD, 4 << 20);
	mallopt(M_TRIM_THRESHOLD, 64 << 20);
#endif
}

#ifdef HITO_TEST
/*
 * HITO_FAIL_ALLOC=n: the n-th allocation of the program fails, from 0. Threads
 * count together.
 */
struct failing {
	_Atomic uint64_t left; /* it does not come round */
	bool failed;
};

static void *failing_alloc(void *ctx, size_t size)
{
	struct failing *failing = ctx;

	if (failing->left-- == 0) {
		failing->failed = true;
		return NULL;
	}
	return malloc(size);
}

static void failing_release(void *ctx, void *ptr)
{
	(void)ctx;
	free(ptr);
}
#endif

int main(int argc, char **argv)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN};
	struct hito_out_file out_file, err_file;
	struct pager pager;
	struct run run = {.in_fd = STDIN_FILENO};
	int status;
#ifdef HITO_TEST
	const char *number = getenv("HITO_FAIL_ALLOC");
	struct failing failing = {0};
	uint32_t count;
	const struct hito_alloc alloc = {failing_alloc, failing_release,
					 &failing};

	if (hito_str_u32(hito_str_from(number), &count)) {
		failing.left = count;
		run.alloc = &alloc;
	}
#endif
	if (argc < 1 || !standard_files_are_open())
		return RUN_FAILED;
	tune_memory();
	sigaction(SIGPIPE, &ignore, NULL);
	hito_out_to_file(&run.err, &err_file, STDERR_FILENO);
	pager_open(&pager, &run.out, &out_file, NULL);
	look_around(&run);
	run.arena = hito_arena_new(run.alloc);
	if (run.arena)
		run.words = join(run.arena, argv);
	status = run.arena ? run_line(&run, &pager, argc - 1, argv + 1)
			   : run_memory(&run);
	if (run.arena && hito_arena_failed(run.arena) && status != RUN_FAILED)
		status = run_memory(&run);
	status = finish(&run, &pager, status);
	hito_arena_free(run.arena);
#ifdef HITO_TEST
	/* A failure that nobody reported is a fault of ours. */
	if (failing.failed && status != RUN_FAILED)
		return 99;
#endif
	return status;
}
