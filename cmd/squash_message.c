/* SPDX-License-Identifier: MIT */
/* hito squash-message: the trailers that a squash has to keep. */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "cmd.h"
#include "history/ancestry.h"
#include "history/refuse.h"
#include "hito/limits.h"
#include "hito/revision.h"
#include "past.h"
#include "report/squash_text.h"
#include "rev.h"

struct squash_message_args {
	bool partial;
};

static const struct opt squash_message_opts[] = {
	OPT_FLAG(0, "partial", squash_message_args, partial,
		 HITO_N("tell what is known from an incomplete history")),
	OPT_END,
};

static const struct cmd_example squash_message_examples[] = {
	{"hito squash-message main..topic",
	 HITO_N("what happened to steps on a branch")},
	{"git merge --squash topic && git commit -e -m \"Add the blog\" "
	 "-m \"$(hito squash-message HEAD..topic)\"",
	 HITO_N("squash it, with all days kept")},
	{NULL, NULL},
};

static int squash_message_run(struct run *run, const void *args, int argc,
			      char **argv);

const struct cmd cmd_squash_message = {
	.name = "squash-message",
	.usage = "[options] A..B",
	.summary = HITO_N("print the trailers that a squash has to keep"),
	.examples = squash_message_examples,
	.opts = squash_message_opts,
	.args_size = sizeof(struct squash_message_args),
	.run = squash_message_run,
};

/* "A..B"; nothing behind the dots is HEAD. */
struct range {
	struct hito_str from, to;
};

static bool wrong_range(struct run *run, const char *typed, int *out_status)
{
	struct hito_err err = {.lang = run->lang};

	hito_err_set(&err, HITO_ERR_USAGE, "\"%s\" is no range of commits",
		     typed ? typed : "");
	hito_err_help(&err, "main..topic is what topic has and main has not");
	*out_status = run_error(run, &err);
	return false;
}

static bool read_range(struct run *run, int argc, char **argv,
		       struct range *range, int *out_status)
{
	struct hito_str typed = hito_str_from(argv[0]);
	size_t dots =
		argc == 1 ? hito_str_find(typed, HITO_STR(".."), 0) : SIZE_MAX;
	struct hito_str to;

	if (dots == SIZE_MAX || dots == 0)
		return wrong_range(run, argc == 1 ? argv[0] : NULL, out_status);
	to = hito_str_slice(typed, dots + 2, typed.len);
	if (hito_str_starts(to, "."))
		return wrong_range(run, argv[0], out_status);
	range->from =
		hito_arena_copy(run->arena, hito_str_slice(typed, 0, dots));
	range->to = hito_arena_copy(run->arena, to.len ? to : HITO_STR("HEAD"));
	if (range->from.ptr && range->to.ptr)
		return true;
	*out_status = run_memory(run);
	return false;
}

static bool is_new(void *ctx, const struct hito_commit *commit)
{
	return !hito_ancestry_has(ctx, commit->id);
}

static int print(struct run *run, struct past *past, const struct range *range)
{
	struct hito_err err = {.lang = run->lang};
	struct hito_ancestry before;
	size_t lines;

	if (!hito_ancestry_read(past->repository, range->from.ptr, run->arena,
				&before, &err))
		return run_error(run, &err);
	if (past->history->complete && before.missing.len) {
		hito_refuse_object(past->repository, before.missing, &err);
		return run_error(run, &err);
	}
	lines = hito_squash_text(&run->out, past->history, is_new, &before,
				 run->out_is_terminal, run->arena);
	if (lines == SIZE_MAX)
		return run_memory(run);
	if (!lines && !run->quiet)
		hito_out_text(&run->err,
			      hito_message(run->lang,
					   HITO_N("hito: nothing happened to "
						  "steps in these commits\n")));
	return RUN_OK;
}

/* The project file of a commit; ptr NULL: it has none. */
static bool read_committed(struct run *run, const struct past *past,
			   const char *rev, struct hito_str *out_text,
			   struct hito_err *err)
{
	const struct hito_revision_options options = {
		.rev = rev,
		.folder = past->place.above,
	};

	return hito_revision_file(
		past->repository, &options, HITO_STR(HITO_PROJECT_FILE),
		HITO_LIMIT_PROJECT_FILE, run->arena, out_text, err);
}

/* That of today: on disk, in a bare repository of HEAD; empty: there is none.
 */
static bool read_today(struct run *run, const struct past *past,
		       struct hito_str *out_text)
{
	int root = past->place.root_fd;

	*out_text = HITO_STR("");
	if (!past->placed)
		return read_committed(run, past, NULL, out_text, NULL);
	return faccessat(root, HITO_PROJECT_FILE, F_OK, 0) < 0 ||
	       hito_file_read(root, HITO_STR(HITO_PROJECT_FILE),
			      HITO_LIMIT_PROJECT_FILE, run->arena, out_text,
			      NULL);
}

static bool is_readable(struct run *run, struct hito_str text)
{
	struct hito_project *project;
	struct hito_source *source;

	return hito_source_new(run->arena, HITO_STR(HITO_PROJECT_FILE), text,
			       &source, NULL) &&
	       hito_project_read(source, run->arena, &project, NULL);
}

/*
 * A project file of the commit that cannot be read is said, and today's put in
 * its place. Where that is no better, reading history tells of the former.
 */
static void mend_project(struct run *run, struct past *past, const char *rev)
{
	struct hito_workspace_options *options = &past->place.options;
	struct hito_str then, today;
	char id[HITO_ID_SIZE];

	if (options->project_text.ptr ||
	    !read_committed(run, past, rev, &then, NULL) || !then.ptr ||
	    is_readable(run, then) || !read_today(run, past, &today) ||
	    !is_readable(run, today) ||
	    !hito_revision_id(past->repository, rev, id, NULL))
		return;
	options->project_text = today.ptr ? today : HITO_STR("");
	options->project_path = HITO_STR(HITO_PROJECT_FILE);
	rev_say_project(run, id);
}

static int squash_message_run(struct run *run, const void *given, int argc,
			      char **argv)
{
	const struct squash_message_args *args = given;
	struct past_args past_args = {.partial = args->partial};
	struct past past;
	struct range range = {.from = {NULL, 0}};
	int status = RUN_OK;

	if (!read_range(run, argc, argv, &range, &status))
		return status;
	past_args.at = range.to.ptr;
	status = past_open(run, &past_args, &past);
	if (status == RUN_OK && past.none)
		status = run_wrong(run, "%s",
				   hito_message(run->lang, past.none));
	if (status == RUN_OK) {
		mend_project(run, &past, range.to.ptr);
		status = past_read(run, &past);
	}
	if (status == RUN_OK)
		status = print(run, &past, &range);
	past_close(&past);
	return status;
}
