/* SPDX-License-Identifier: MIT */
/* The plans of another commit, as a measure of those of today. */
#include "status_baseline.h"

#include "hito/revision.h"
#include "past_project.h"
#include "rev.h"

static bool read_workspace(struct run *run, const struct past *past,
			   const struct hito_landmark *at,
			   struct hito_workspace **out, struct hito_err *err)
{
	const struct hito_revision_options options = {
		.rev = at->id,
		.folder = past->place.above,
		.project_text = past->place.options.project_text,
		.project_path = past->place.options.project_path,
	};

	return hito_revision_read(past->repository, &options, run->arena, out,
				  err);
}

/* What the files of the commit say. */
static int read_files(struct run *run, struct past *past,
		      const struct hito_landmark *at,
		      struct hito_status_input *input)
{
	struct hito_err err = {.lang = run->lang};
	struct hito_workspace *workspace;

	if (!read_workspace(run, past, at, &workspace, &err) &&
	    (!past_project_mend(run, past, at->id) ||
	     !read_workspace(run, past, at, &workspace, &err)))
		return run_error(run, &err);
	input->workspace = workspace;
	return RUN_OK;
}

/* The history of the commit; what is printed keeps its language. */
static int read_history(struct run *run, const struct past *past,
			const struct hito_landmark *at,
			struct hito_status_input *input)
{
	struct past_args args = *past->args;
	struct past then = *past;
	enum hito_lang lang = run->lang;
	int status;

	args.at = at->id;
	then.args = &args;
	then.at_day = HITO_DAY_NONE;
	then.history = NULL;
	status = past_read(run, &then);
	run->lang = lang;
	if (status != RUN_OK)
		return status;
	input->history = then.history;
	input->workspace = then.history->at_head;
	return RUN_OK;
}

static int compare(struct run *run, const struct hito_status_input *input,
		   struct hito_status_baseline *baseline,
		   struct hito_status *status)
{
	struct hito_variance_options options = {
		.now = status, .today = status->today, .finishes = true};
	struct hito_err err = {.lang = run->lang};
	struct hito_status *then;

	if (!hito_status_derive(input, run->arena, &then, &err))
		return run_error(run, &err);
	options.then = then;
	if (!hito_variance_make(&options, run->arena, &baseline->variance,
				&err))
		return run_error(run, &err);
	status->baseline = baseline;
	return RUN_OK;
}

int status_baseline_read(struct run *run, const struct past *past,
			 const char *rev, struct hito_status *status)
{
	struct hito_status_baseline *baseline =
		hito_new(run->arena, struct hito_status_baseline, 1);
	struct hito_status_input input = {.workspace = NULL};
	struct past then = *past;
	int result;

	if (!baseline)
		return run_memory(run);
	if (past->none)
		return run_wrong(run, "%s",
				 hito_message(run->lang, past->none));
	result = rev_find(run, past->repository, rev, &baseline->at);
	if (result != RUN_OK)
		return result;
	input.today = baseline->at.day;
	result = read_files(run, &then, &baseline->at, &input);
	if (result == RUN_OK && status->history)
		result = read_history(run, &then, &baseline->at, &input);
	return result == RUN_OK ? compare(run, &input, baseline, status)
				: result;
}

static bool is_left(const struct hito_status *status,
		    const struct hito_item *plan)
{
	for (size_t i = 0; i < status->plan_count; i++)
		if (status->plans[i].plan == plan)
			return true;
	return false;
}

void status_baseline_pick(struct hito_status *status)
{
	struct hito_variance *variance;
	struct hito_variance_plan *plans;
	size_t count = 0;

	if (!status->baseline)
		return;
	variance = status->baseline->variance;
	plans = (struct hito_variance_plan *)(uintptr_t)variance->plans;
	for (size_t i = 0; i < variance->count; i++)
		if (is_left(status, plans[i].now))
			plans[count++] = plans[i];
	variance->count = count;
}
