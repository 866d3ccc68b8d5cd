/* SPDX-License-Identifier: MIT */
/* Arguments against the plans of a status. */
#include "pick.h"

#include <string.h>

#include "cmd.h"

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

static int unknown(struct run *run, const struct hito_status *status,
		   const char *step_help, const char *argument)
{
	struct hito_err err = {.lang = run->lang};
	struct opt_guess best = {NULL, 0};

	hito_err_set(&err, HITO_ERR_USAGE,
		     "there is no plan and no file \"%s\"", argument);
	if (step_help && strchr(argument, '/')) {
		hito_err_help(&err, "%s", hito_message(run->lang, step_help));
		return run_error(run, &err);
	}
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
static bool name_plans(struct run *run, const struct past *past,
		       const struct hito_status *status, const char *argument,
		       bool *named, int *out_status)
{
	struct hito_str path = hito_str_from(argument);
	bool is_path = past_path(run, past, argument, &path, out_status);
	bool found = false;

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

int pick_plans(struct run *run, const struct past *past,
	       struct hito_status *status, const char *step_help, int argc,
	       char **argv)
{
	struct hito_plan_status *kept = hito_new(
		run->arena, struct hito_plan_status, status->plan_count + 1);
	bool *named = hito_new(run->arena, bool, status->plan_count + 1);
	size_t count = 0;

	if (!kept || !named)
		return run_memory(run);
	if (argc == 0)
		return RUN_OK;
	for (int i = 0; i < argc; i++) {
		int said = RUN_OK;

		if (!name_plans(run, past, status, argv[i], named, &said))
			return said == RUN_OK ? unknown(run, status, step_help,
							argv[i])
					      : said;
	}
	for (size_t i = 0; i < status->plan_count; i++)
		if (named[i])
			kept[count++] = status->plans[i];
	status->plans = kept;
	status->plan_count = count;
	return RUN_OK;
}
