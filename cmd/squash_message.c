/* SPDX-License-Identifier: MIT */
/* hito squash-message: the trailers that a squash has to keep. */
#include "cmd.h"
#include "history/ancestry.h"
#include "history/refuse.h"
#include "past.h"
#include "report/squash_text.h"

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

/* What the lines cannot keep. */
static void say_undone(struct run *run, const struct hito_history *history,
		       struct hito_ancestry *before)
{
	enum { MOST = 10 };
	const struct hito_event *events[MOST];
	size_t count =
		hito_squash_undone(history, is_new, before, MOST, events);

	for (size_t i = 0; i < count && i < MOST; i++) {
		hito_out_text(&run->err, "hito: ");
		hito_out_foreign(&run->err, events[i]->plan);
		hito_out_text(&run->err, "/");
		hito_out_foreign(&run->err, events[i]->id);
		hito_out_printf(
			&run->err,
			hito_message(run->lang,
				     HITO_N(": its file says otherwise than "
					    "the trailer (%s), and in one "
					    "commit the file counts\n")),
			hito_key_label(events[i]->key, HITO_STEP, run->lang));
	}
	if (count > MOST)
		hito_out_printf(
			&run->err,
			hito_message(run->lang, HITO_N("hito: and %zu more\n")),
			count - MOST);
	if (count)
		hito_out_text(&run->err,
			      hito_message(run->lang,
					   HITO_N("help: `hito sync` on the "
						  "branch writes it down "
						  "first\n")));
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
	if (!run->quiet)
		say_undone(run, past->history, &before);
	return RUN_OK;
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
	if (status == RUN_OK)
		status = past_read(run, &past);
	if (status == RUN_OK)
		status = print(run, &past, &range);
	past_close(&past);
	return status;
}
