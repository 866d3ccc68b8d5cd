/* SPDX-License-Identifier: MIT */
/* Reads history and files, and derives their status. */
#include "standing.h"
#include "threads.h"

static int show(struct standing *standing)
{
	struct past *past = &standing->past;
	struct run *run = standing->run;
	struct hito_err err = {.lang = run->lang};

	if (past->history)
		standing->shown = past->history->at_head;
	if (past->args->at || !past->placed)
		return RUN_OK;
	if (!place_read(&past->place, &err))
		return run_error(run, &err);
	standing->shown = past->place.workspace;
	run_set_lang(run, standing->shown->project->lang);
	return RUN_OK;
}

static int derive(struct standing *standing)
{
	struct run *run = standing->run;
	struct hito_err err = {.lang = run->lang};
	const struct hito_status_input input = {
		.today = run->today,
		.workspace = standing->shown,
		.history = standing->past.history,
		.threads = (unsigned)threads_wanted(HITO_HISTORY_THREADS),
	};

	if (!hito_status_derive(&input, run->arena, &standing->status, &err))
		return run_error(run, &err);
	return RUN_OK;
}

int standing_begin(struct run *run, const struct past_args *args,
		   struct standing *out)
{
	*out = (struct standing){
		.run = run,
		.args = *args,
		.partial = args->partial,
	};
	return past_open(run, &out->args, &out->past);
}

static int read_past(struct standing *standing, enum standing_past wanted)
{
	struct run *run = standing->run;
	struct past *past = &standing->past;
	bool of_commit = past->args->at || !past->placed;

	if (past->none && (wanted == STANDING_NEEDS || of_commit))
		return run_wrong(run, "%s",
				 hito_message(run->lang, past->none));
	if (wanted == STANDING_LEAVES && of_commit)
		return run_wrong(
			run, "%s",
			hito_message(run->lang, HITO_N("--no-history is for "
						       "files on disk")));
	if (past->none || wanted == STANDING_LEAVES)
		return RUN_OK;
	if (wanted == STANDING_WELCOMES)
		standing->args.partial = true;
	return past_read(run, past);
}

int standing_read(struct standing *standing, enum standing_past past)
{
	int status = read_past(standing, past);

	if (status == RUN_OK)
		status = show(standing);
	return status == RUN_OK ? derive(standing) : status;
}

int standing_open(struct run *run, const struct past_args *args,
		  struct standing *out)
{
	int status = standing_begin(run, args, out);

	return status == RUN_OK ? standing_read(out, STANDING_NEEDS) : status;
}

int standing_end(const struct standing *standing, int status)
{
	const struct hito_history *history = standing->past.history;

	if (status != RUN_OK || !history || history->complete ||
	    standing->partial)
		return status;
	return past_incomplete(standing->run, history);
}

void standing_close(struct standing *standing)
{
	past_close(&standing->past);
}
