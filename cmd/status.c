/* SPDX-License-Identifier: MIT */
/* hito status: what is true of plans today, from files and commits. */
#include "hito/status.h"

#include "answer.h"
#include "cmd.h"
#include "past.h"
#include "pick.h"
#include "report/status_report.h"
#include "status_baseline.h"

enum status_format { FORMAT_TEXT, FORMAT_JSON, FORMAT_LINES, FORMAT_MARKDOWN };

struct status_args {
	struct past_args past;
	int format;
	bool verbose, no_history;
	const char *baseline;
};

static const struct opt_choice status_formats[] = {
	{"text", FORMAT_TEXT},   {"json", FORMAT_JSON},
	{"jsonl", FORMAT_LINES}, {"markdown", FORMAT_MARKDOWN},
	OPT_CHOICE_END,
};

static const struct opt status_opts[] = {
	PAST_OPTS(status_args),
	OPT_CHOICE(0, "format", status_args, format, status_formats,
		   HITO_N("how to print it")),
	OPT_FLAG('v', "verbose", status_args, verbose,
		 HITO_N("all figures of every step, slips with reasons")),
	OPT_FLAG(0, "no-history", status_args, no_history,
		 HITO_N("the files alone, without commits")),
	OPT_TEXT(0, "baseline", status_args, baseline, "REV|DATE",
		 HITO_N("how far it is from a commit: dates, scope, cost")),
	OPT_END,
};

static const struct cmd_example status_examples[] = {
	{"hito status", HITO_N("all plans, as they are today")},
	{"hito status spring-launch -v",
	 HITO_N("one plan, with all figures of its steps")},
	{"hito status --at 2026-04-30",
	 HITO_N("as it was at the end of that day")},
	{"hito status --format=markdown >> \"$GITHUB_STEP_SUMMARY\"",
	 HITO_N("as a page for a job")},
	{NULL, NULL},
};

static int status_run(struct run *run, const void *args, int argc, char **argv);

const struct cmd cmd_status = {
	.name = "status",
	.usage = "[options] [PLAN|PATH...]",
	.summary = HITO_N("show where plans stand, from commit history"),
	.examples = status_examples,
	.opts = status_opts,
	.args_size = sizeof(struct status_args),
	.run = status_run,
	.flags = CMD_PAGER,
};

struct status_work {
	struct run *run;
	const struct status_args *args;
	struct past past;
	struct hito_str *paths; /* of arguments that are paths */
	size_t path_count;
	struct hito_workspace *shown;
	struct hito_status *status;
};

/* Paths on disk are read even where the project does not list them. */
static int take_paths(struct status_work *work, int argc, char **argv)
{
	struct run *run = work->run;

	work->paths = hito_new(run->arena, struct hito_str, (size_t)argc + 1);
	if (!work->paths)
		return run_memory(run);
	for (int i = 0; i < argc; i++) {
		struct hito_str path;
		int status;

		if (past_path(run, &work->past, argv[i], &path, &status))
			work->paths[work->path_count++] = path;
		if (status != RUN_OK)
			return status;
	}
	work->past.place.options.extra = work->paths;
	work->past.place.options.extra_count = work->path_count;
	return RUN_OK;
}

/* The work tree, where there is one and no commit is named. */
static int show(struct status_work *work)
{
	struct run *run = work->run;
	struct hito_err err = {.lang = run->lang};
	struct past *past = &work->past;

	if (past->history && (past->args->at || !past->placed)) {
		work->shown = past->history->at_head;
		return RUN_OK;
	}
	if (!place_read(&past->place, &err))
		return run_error(run, &err);
	work->shown = past->place.workspace;
	run_set_lang(run, work->shown->project->lang);
	return RUN_OK;
}

/* Said in one line, and no failure. */
static void say_no_history(struct status_work *work)
{
	struct run *run = work->run;

	if (work->past.history || work->args->no_history || run->quiet ||
	    work->args->format == FORMAT_JSON ||
	    work->args->format == FORMAT_LINES ||
	    work->args->format == FORMAT_MARKDOWN)
		return;
	hito_out_text(&run->out, "\n");
	hito_out_printf(&run->out,
			hito_message(run->lang,
				     HITO_N("No history: %s. This is what the "
					    "files say.")),
			hito_message(run->lang, work->past.none));
	hito_out_text(&run->out, "\n");
}

static bool print(struct status_work *work, struct hito_arena *scratch)
{
	struct run *run = work->run;
	struct hito_style style = past_style(run);

	style.verbose = work->args->verbose;
	switch (work->args->format) {
	case FORMAT_JSON:
		hito_status_json(&run->out, work->status);
		return true;
	case FORMAT_LINES:
		hito_status_json_lines(&run->out, work->status);
		return true;
	case FORMAT_MARKDOWN:
		return hito_status_markdown(&run->out, &style, work->status,
					    scratch);
	default:
		return hito_status_text(&run->out, &style, work->status,
					scratch);
	}
}

static int report(struct status_work *work)
{
	struct run *run = work->run;
	struct hito_arena *scratch = hito_arena_sub(run->arena);
	bool done = scratch && print(work, scratch);

	hito_arena_free(scratch);
	if (!done || hito_arena_failed(run->arena))
		return run_memory(run);
	say_no_history(work);
	return RUN_OK;
}

static int derive(struct status_work *work, int argc, char **argv)
{
	struct hito_status_input input = {
		.today = work->run->today,
		.workspace = work->shown,
		.history = work->past.history,
		.figures = true,
	};
	struct hito_err err = {.lang = work->run->lang};
	int status;

	if (!hito_status_derive(&input, work->run->arena, &work->status, &err))
		return run_error(work->run, &err);
	status = RUN_OK;
	if (work->args->baseline)
		status = status_baseline_read(work->run, &work->past,
					      work->args->baseline,
					      work->status);
	if (status == RUN_OK)
		status = pick_plans(
			work->run, &work->past, work->status,
			HITO_N("status shows whole plans; `hito log PLAN/STEP` "
			       "tells of a step"),
			argc, argv);
	if (status != RUN_OK)
		return status;
	if (argc > 0)
		status_baseline_pick(work->status);
	if (!hito_status_total(work->status, work->run->arena, &err))
		return run_error(work->run, &err);
	return report(work);
}

static int read_all(struct status_work *work, int argc, char **argv)
{
	struct past *past = &work->past;
	bool of_commit = past->args->at || !past->placed;
	int status = RUN_OK;

	if (work->args->no_history && of_commit)
		return run_wrong(work->run, "%s",
				 hito_message(work->run->lang,
					      HITO_N("--no-history is for "
						     "files on disk")));
	if (past->none && of_commit)
		return run_wrong(work->run, "%s",
				 hito_message(work->run->lang, past->none));
	if (!past->none && !work->args->no_history)
		status = past_read(work->run, past);
	if (status != RUN_OK)
		return status;
	status = take_paths(work, argc, argv);
	if (status == RUN_OK)
		status = show(work);
	return status == RUN_OK ? derive(work, argc, argv) : status;
}

static int status_run(struct run *run, const void *args, int argc, char **argv)
{
	struct status_work work = {.run = run, .args = args};
	int status = past_open(run, &work.args->past, &work.past);
	struct answer answer;

	if (status == RUN_OK && work.args->baseline) {
		/* Where a branch of the baseline is may have changed. */
		status = read_all(&work, argc, argv);
	} else if (status == RUN_OK &&
		   !answer_give(run, &work.past, past_rev(&work.past), argc,
				argv, &answer, &status)) {
		status = read_all(&work, argc, argv);
		answer_keep(&answer, status);
	}
	past_close(&work.past);
	return status;
}
