/* SPDX-License-Identifier: MIT */
/* Reads history and files, and picks plans. */
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

static bool lies_in(const struct hito_item *item, struct hito_str folder)
{
	return item->document &&
	       past_is_below(item->document->source->path, folder);
}

static bool holds(const struct hito_plan_status *plan, struct hito_str folder)
{
	if (lies_in(plan->plan, folder))
		return true;
	for (size_t i = 0; i < plan->step_count; i++)
		if (lies_in(plan->steps[i].step, folder))
			return true;
	return false;
}

static int unknown(struct standing *standing, const char *argument)
{
	const struct hito_status *status = standing->status;
	struct run *run = standing->run;
	struct hito_err err = {.lang = run->lang};
	struct opt_guess best = {NULL, 0};

	hito_err_set(&err, HITO_ERR_USAGE,
		     "there is no plan and no file \"%s\"", argument);
	for (size_t i = 0; i < status->plan_count; i++) {
		struct hito_str id =
			hito_arena_copy(run->arena, status->plans[i].plan->id);

		if (!id.ptr)
			return run_memory(run);
		opt_guess(&best, argument, id.ptr);
	}
	if (best.word)
		hito_err_help(&err, "did you mean \"%s\"?", best.word);
	else
		hito_err_help(&err, "`hito status` shows all plans");
	return run_error(run, &err);
}

/* Mark the plans of an argument; *out_status: it cannot be looked at. */
static bool name_plans(struct standing *standing, const char *argument,
		       bool *named, int *out_status)
{
	const struct hito_status *status = standing->status;
	struct hito_str path = hito_str_from(argument);
	bool found = false;
	bool is_path = past_path(standing->run, &standing->past, argument,
				 &path, out_status);

	while (!is_path && path.len && path.ptr[path.len - 1] == '/')
		path.len--;
	for (size_t i = 0; i < status->plan_count; i++) {
		const struct hito_plan_status *plan = &status->plans[i];

		if (holds(plan, path) ||
		    (!is_path && hito_str_is(plan->plan->id, argument)))
			named[i] = found = true;
	}
	return found || is_path;
}

int standing_pick(struct standing *standing, int argc, char **argv)
{
	struct hito_status *status = standing->status;
	struct run *run = standing->run;
	struct hito_plan_status *kept = hito_new(
		run->arena, struct hito_plan_status, status->plan_count + 1);
	bool *named = hito_new(run->arena, bool, status->plan_count + 1);
	size_t count = 0;

	if (!kept || !named)
		return run_memory(run);
	for (int i = 0; i < argc; i++) {
		int said = RUN_OK;

		if (!name_plans(standing, argv[i], named, &said))
			return said == RUN_OK ? unknown(standing, argv[i])
					      : said;
	}
	for (size_t i = 0; argc && i < status->plan_count; i++)
		if (named[i])
			kept[count++] = status->plans[i];
	if (argc) {
		status->plans = kept;
		status->plan_count = count;
	}
	return RUN_OK;
}
