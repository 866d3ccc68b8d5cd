/* SPDX-License-Identifier: MIT */
/* hito diff: what changed in plans, in words. */
#include <stdio.h>
#include <string.h>

#include "cmd.h"
#include "diff_range.h"
#include "hito/revision.h"
#include "past_project.h"
#include "report/choice.h"
#include "report/diff_report.h"
#include "threads.h"

enum diff_format { FORMAT_TEXT, FORMAT_JSON, FORMAT_MARKDOWN };

struct diff_args {
	int format;
	bool exit_code;
};

static const struct opt_choice diff_formats[] = {
	{"text", FORMAT_TEXT},
	{"json", FORMAT_JSON},
	{"markdown", FORMAT_MARKDOWN},
	OPT_CHOICE_END,
};

static const struct opt diff_opts[] = {
	OPT_CHOICE(0, "format", diff_args, format, diff_formats,
		   HITO_N("how to print it")),
	OPT_FLAG(0, "exit-code", diff_args, exit_code,
		 HITO_N("end with 1 where something changed")),
	OPT_END,
};

static const struct cmd_example diff_examples[] = {
	{"hito diff", HITO_N("what is not committed yet")},
	{"hito diff main...", HITO_N("what this branch changes")},
	{"hito diff v1.0..v1.1 spring-launch",
	 HITO_N("what changed in a plan between two tags")},
	{"hito diff 2026-03-31", HITO_N("what changed since that day")},
	{"hito diff origin/main...HEAD --format=markdown",
	 HITO_N("what a reviewer reads on a pull request")},
	{NULL, NULL},
};

static int diff_run(struct run *run, const void *args, int argc, char **argv);

const struct cmd cmd_diff = {
	.name = "diff",
	.usage = "[options] [REV[..REV]] [PLAN[/STEP]|PATH...]",
	.summary = HITO_N("tell what changed in plans between two commits"),
	.examples = diff_examples,
	.opts = diff_opts,
	.args_size = sizeof(struct diff_args),
	.run = diff_run,
	.flags = CMD_PAGER,
};

struct diff_work {
	struct run *run;
	const struct diff_args *args;
	struct past past;
	struct diff_range range;
	struct hito_workspace *then, *now;
	struct hito_status *then_status, *now_status;
	struct hito_choice choice;
	struct hito_str *paths;
	struct hito_item **items;
};

static bool read_files(const struct past *past, struct run *run,
		       const struct hito_landmark *landmark,
		       struct hito_workspace **out, struct hito_err *err)
{
	const struct hito_workspace_options *place = &past->place.options;
	const struct hito_revision_options options = {
		.rev = landmark->id,
		.folder = past->place.above,
		.project_text = place->project_text,
		.project_path = place->project_path,
	};

	return hito_revision_read(past->repository, &options, run->arena, out,
				  err);
}

/* Another project file than its own is for this commit alone. */
static int read_commit(struct diff_work *work,
		       const struct hito_landmark *landmark,
		       struct hito_workspace **out)
{
	struct run *run = work->run;
	struct hito_err err = {.lang = run->lang};
	struct past past = work->past;

	if (read_files(&past, run, landmark, out, &err) ||
	    (past_project_mend(run, &past, landmark->id) &&
	     read_files(&past, run, landmark, out, &err)))
		return RUN_OK;
	return run_error(run, &err);
}

static int read_now(struct diff_work *work)
{
	struct run *run = work->run;
	struct hito_err err = {.lang = run->lang};
	struct place *place = &work->past.place;
	int status = RUN_OK;

	if (work->range.has_now)
		status = read_commit(work, &work->range.now, &work->now);
	else if (!place->workspace && !place_read(place, &err))
		status = run_error(run, &err);
	else
		work->now = place->workspace;
	if (status == RUN_OK)
		run_set_lang(run, work->now->project->lang);
	return status;
}

static int derive(struct diff_work *work, struct hito_workspace *workspace,
		  struct hito_status **out_status)
{
	const struct hito_status_input input = {
		.today = work->run->today,
		.workspace = workspace,
		.threads = (unsigned)threads_wanted(HITO_HISTORY_THREADS),
	};
	struct hito_err err = {.lang = work->run->lang};

	if (!hito_status_derive(&input, work->run->arena, out_status, &err))
		return run_error(work->run, &err);
	return RUN_OK;
}

static bool has_file(const struct hito_workspace *workspace,
		     struct hito_str path)
{
	const struct hito_model *model = workspace->model;

	for (size_t i = 0; i < model->document_count; i++)
		if (past_is_below(model->documents[i]->source->path, path))
			return true;
	return false;
}

/* The thing of an id on one side. */
static bool find_item(struct diff_work *work, struct hito_workspace *side,
		      struct hito_str id, struct hito_err *err)
{
	struct place place = work->past.place;

	place.workspace = side;
	if (!place_find(&place, id, &work->items[work->choice.item_count], err))
		return false;
	work->choice.item_count++;
	return true;
}

/* A path, an id of either side, or a file that one of them has. */
static int name_argument(struct diff_work *work, const char *argument)
{
	struct run *run = work->run;
	struct hito_str id = hito_str_from(argument), path = id;
	struct hito_err err = {.lang = run->lang}, none = {.lang = run->lang};
	int status;
	bool then, now;

	if (past_path(run, &work->past, argument, &path, &status)) {
		work->paths[work->choice.path_count++] = path;
		return RUN_OK;
	}
	if (status != RUN_OK)
		return status;
	now = find_item(work, work->now, id, &err);
	then = find_item(work, work->then, id, &none);
	if (now || then)
		return RUN_OK;
	if (work->past.placed &&
	    !place_path(&work->past.place, argument, &path, &none))
		path = id;
	while (path.len && path.ptr[path.len - 1] == '/')
		path.len--;
	if (has_file(work->now, path) || has_file(work->then, path)) {
		work->paths[work->choice.path_count++] = path;
		return RUN_OK;
	}
	return diff_range_unknown(run, &work->past, argument, work->now->model,
				  &err);
}

static int name_all(struct diff_work *work)
{
	size_t count = (size_t)work->range.argc;
	int status = RUN_OK;

	work->paths = hito_new(work->run->arena, struct hito_str, count + 1);
	work->items =
		hito_new(work->run->arena, struct hito_item *, 2 * count + 1);
	if (!work->paths || !work->items)
		return run_memory(work->run);
	for (int i = 0; status == RUN_OK && i < work->range.argc; i++)
		status = name_argument(work, work->range.argv[i]);
	work->choice.paths = work->paths;
	work->choice.items = work->items;
	return status;
}

static bool is_asked(const void *ctx, const struct hito_item *item)
{
	return hito_choice_has(ctx, item);
}

static bool print(struct diff_work *work, const struct hito_variance *variance,
		  struct hito_arena *scratch)
{
	struct run *run = work->run;
	struct hito_style style = past_style(run);
	const struct hito_diff_report report = {
		.variance = variance,
		.then = &work->range.then,
		.now = work->range.has_now ? &work->range.now : NULL,
	};

	switch (work->args->format) {
	case FORMAT_JSON:
		hito_diff_json(&run->out, &report);
		return true;
	case FORMAT_MARKDOWN:
		return hito_diff_markdown(&run->out, &style, &report, scratch);
	default:
		return hito_diff_text(&run->out, &style, &report, scratch);
	}
}

static int compare(struct diff_work *work)
{
	struct run *run = work->run;
	const struct hito_variance_options options = {
		.then = work->then_status,
		.now = work->now_status,
		.today = run->today,
		.is_asked = work->range.argc ? is_asked : NULL,
		.ctx = &work->choice,
	};
	struct hito_err err = {.lang = run->lang};
	struct hito_variance *variance;
	struct hito_arena *scratch;
	bool done;

	if (!hito_variance_make(&options, run->arena, &variance, &err))
		return run_error(run, &err);
	scratch = hito_arena_sub(run->arena);
	done = scratch && print(work, variance, scratch);
	hito_arena_free(scratch);
	if (!done)
		return run_memory(run);
	if (work->args->exit_code && (variance->count || variance->load_count ||
				      variance->project_changed))
		return RUN_FINDINGS;
	return RUN_OK;
}

static int diff_run(struct run *run, const void *args, int argc, char **argv)
{
	static const struct past_args plain;
	struct diff_work work = {.run = run, .args = args};
	int status = past_open(run, &plain, &work.past);

	if (status == RUN_OK && work.past.none)
		status = run_wrong(run, "%s",
				   hito_message(run->lang, work.past.none));
	if (status == RUN_OK)
		status = diff_range_read(run, &work.past, argc, argv,
					 &work.range);
	if (status == RUN_OK)
		status = read_now(&work);
	if (status == RUN_OK)
		status = read_commit(&work, &work.range.then, &work.then);
	if (status == RUN_OK)
		status = derive(&work, work.now, &work.now_status);
	if (status == RUN_OK)
		status = derive(&work, work.then, &work.then_status);
	if (status == RUN_OK)
		status = name_all(&work);
	if (status == RUN_OK)
		status = compare(&work);
	past_close(&work.past);
	return status;
}
