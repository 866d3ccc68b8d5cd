/* SPDX-License-Identifier: MIT */
/* Reads history and files, and derives their status. */
#include "standing.h"

static int show(struct standing *standing)
{
	struct past *past = &standing->past;
	struct run *run = standing->run;
	struct hito_err err = {.lang = run->lang};

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
	};

	if (!hito_status_derive(&input, run->arena, &standing->status, &err))
		return run_error(run, &err);
	return RUN_OK;
}

int standing_open(struct run *run, const struct past_args *args,
		  struct standing *out)
{
	struct standing *standing = out;
	int status;

	*standing = (struct standing){.run = run};
	status = past_open(run, args, &standing->past);
	if (status == RUN_OK && standing->past.none)
		return run_wrong(run, "%s",
				 hito_message(run->lang, standing->past.none));
	if (status == RUN_OK)
		status = past_read(run, &standing->past);
	if (status == RUN_OK)
		status = show(standing);
	return status == RUN_OK ? derive(standing) : status;
}

void standing_close(struct standing *standing)
{
	past_close(&standing->past);
}
