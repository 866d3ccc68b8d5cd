/* SPDX-License-Identifier: MIT */
/* The sides of a comparison, from the command line. */
#include "diff_range.h"

#include <string.h>

#include "hito/revision.h"
#include "opt.h"
#include "rev.h"

enum kind { NOTHING, COMMIT, THING, BOTH };

/* Do several steps have the id? */
static bool is_several(const struct hito_model *model, const char *argument)
{
	struct hito_item *step;

	return hito_model_step(model, NULL, hito_str_from(argument), &step) ==
	       HITO_REFERENCE_AMBIGUOUS;
}

/* Is it a path on disk, or an id of the work tree? */
static int is_thing(struct run *run, struct past *past, const char *argument,
		    bool *out_is)
{
	struct hito_err err = {.lang = run->lang};
	struct hito_item *item;
	struct hito_str path;
	int status;

	*out_is = past_path(run, past, argument, &path, &status);
	if (status != RUN_OK || *out_is || !past->placed)
		return status;
	if (!past->place.workspace && !place_read(&past->place, &err))
		return run_error(run, &err);
	*out_is = place_find(&past->place, hito_str_from(argument), &item,
			     &err) ||
		  is_several(past->place.workspace->model, argument);
	return RUN_OK;
}

/* What an argument without dots is. INCOMPLETE: a commit that is not here. */
static int look_at(struct run *run, struct past *past, const char *argument,
		   enum kind *out_kind, struct hito_landmark *out_landmark)
{
	struct hito_err err = {.lang = run->lang};
	bool thing, commit;
	int status = is_thing(run, past, argument, &thing);

	if (status != RUN_OK)
		return status;
	commit = hito_landmark_find(past->repository, argument, run->arena,
				    out_landmark, &err);
	if (!commit && err.code == HITO_ERR_MEMORY)
		return run_memory(run);
	if (!commit && !thing && strpbrk(argument, "~^@"))
		return rev_find(run, past->repository, argument, out_landmark);
	if (!commit && !thing &&
	    (err.code == HITO_ERR_INCOMPLETE ||
	     hito_day_parse(hito_str_from(argument)) != HITO_DAY_NONE))
		return run_error(run, &err);
	*out_kind = commit ? thing ? BOTH : COMMIT : thing ? THING : NOTHING;
	return RUN_OK;
}

static int ambiguous(struct run *run, const char *argument)
{
	struct hito_err err = {.lang = run->lang};

	hito_err_set(&err, HITO_ERR_USAGE,
		     "\"%.100s\" is a commit and a plan, step or path",
		     argument);
	hito_err_help(&err,
		      "`hito diff HEAD %.60s` for the latter, `hito diff "
		      "%.60s..` for the commit",
		      argument, argument);
	return run_error(run, &err);
}

/* One side of A..B; an empty one is HEAD. */
static int find_side(struct run *run, struct past *past, struct hito_str text,
		     struct hito_landmark *out_landmark)
{
	struct hito_str name = text.len ? text : HITO_STR("HEAD");

	name = hito_arena_copy(run->arena, name);
	if (!name.ptr)
		return run_memory(run);
	return rev_find(run, past->repository, name.ptr, out_landmark);
}

static int read_dots(struct run *run, struct past *past, const char *argument,
		     struct diff_range *range)
{
	struct hito_err err = {.lang = run->lang};
	struct hito_str text = hito_str_from(argument);
	size_t at = hito_str_find(text, HITO_STR(".."), 0);
	bool three = hito_str_starts(hito_str_slice(text, at, text.len), "...");
	struct hito_landmark one;
	int status = find_side(run, past, hito_str_slice(text, 0, at), &one);

	if (status == RUN_OK)
		status = find_side(
			run, past,
			hito_str_slice(text, at + (three ? 3 : 2), text.len),
			&range->now);
	if (status != RUN_OK)
		return status;
	range->has_now = true;
	range->then = one;
	if (!three)
		return RUN_OK;
	if (!hito_landmark_base(past->repository, &one, &range->now, run->arena,
				&range->then, &err))
		return run_error(run, &err);
	return RUN_OK;
}

static bool has_dots(const char *argument)
{
	return strstr(argument, "..") && argument[0] != '/' &&
	       strncmp(argument, "./", 2) != 0 &&
	       strncmp(argument, "../", 3) != 0 && strcmp(argument, "..") != 0;
}

static void take_argument(struct diff_range *range)
{
	range->argc--;
	range->argv++;
}

/* The second of two commits in a row. */
static int read_second(struct run *run, struct past *past,
		       struct diff_range *range)
{
	struct hito_landmark landmark;
	enum kind kind;
	int status;

	if (range->argc < 1)
		return RUN_OK;
	status = look_at(run, past, range->argv[0], &kind, &landmark);
	if (status != RUN_OK || kind != COMMIT)
		return status;
	range->now = landmark;
	range->has_now = true;
	take_argument(range);
	return RUN_OK;
}

static int read_first(struct run *run, struct past *past,
		      struct diff_range *range)
{
	enum kind kind = THING;
	int status = RUN_OK;

	if (range->argc > 0)
		status =
			look_at(run, past, range->argv[0], &kind, &range->then);
	if (status != RUN_OK)
		return status;
	if (kind == BOTH)
		return ambiguous(run, range->argv[0]);
	if (kind != COMMIT)
		return rev_find(run, past->repository, "HEAD", &range->then);
	take_argument(range);
	return read_second(run, past, range);
}

int diff_range_read(struct run *run, struct past *past, int argc, char **argv,
		    struct diff_range *out_range)
{
	struct diff_range range = {.argc = argc, .argv = argv};
	int status;

	if (argc > 0 && has_dots(argv[0])) {
		status = read_dots(run, past, argv[0], &range);
		take_argument(&range);
	} else {
		status = read_first(run, past, &range);
	}
	if (status == RUN_OK && !range.has_now && !past->placed) {
		struct hito_err err = {.lang = run->lang};

		hito_err_set(&err, HITO_ERR_USAGE,
			     "a bare repository has no work tree to compare "
			     "with");
		hito_err_help(&err, "name two commits: hito diff HEAD~5..HEAD");
		status = run_error(run, &err);
	}
	*out_range = range;
	return status;
}

static void guess_items(struct opt_guess *best, const char *argument,
			struct run *run, struct hito_item *const *items,
			size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct hito_str id = hito_arena_copy(run->arena, items[i]->id);

		if (id.ptr)
			opt_guess(best, argument, id.ptr);
	}
}

int diff_range_unknown(struct run *run, struct past *past, const char *argument,
		       const struct hito_model *model,
		       const struct hito_err *why)
{
	struct hito_err err = {.lang = run->lang};
	struct opt_guess best = {NULL, 0};
	const char **names;
	size_t count;

	if (is_several(model, argument))
		return run_error(run, why);
	hito_err_set(&err, HITO_ERR_USAGE,
		     "there is no commit, plan, step or file \"%.200s\"",
		     argument);
	if (hito_revision_names(past->repository, run->arena, &names, &count,
				NULL))
		for (size_t i = 0; i < count; i++)
			opt_guess(&best, argument, names[i]);
	guess_items(&best, argument, run, model->plans, model->plan_count);
	for (size_t i = 0; i < model->plan_count; i++)
		guess_items(&best, argument, run, model->plans[i]->steps,
			    model->plans[i]->step_count);
	if (best.word)
		hito_err_help(&err, "did you mean \"%s\"?", best.word);
	else
		hito_err_help(&err, "`hito show` lists all ids");
	return run_error(run, &err);
}
