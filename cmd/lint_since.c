/* SPDX-License-Identifier: MIT */
/* The project where a line of work began, judged to tell what is new. */
#include "lint_since.h"

#include <string.h>

#include "hito/revision.h"
#include "rev.h"

/* Bytes of a name that is repeated. */
#define NAME_LONGEST 200

static bool is_zeros(const char *rev)
{
	size_t len = strlen(rev);

	return (len == 40 || len == 64) && strspn(rev, "0") == len;
}

/* False for what scripts of build servers pass where there is no commit. */
static bool may_name(const char *rev, struct hito_err *err)
{
	const char *dots = strstr(rev, "..");

	if (!rev[0]) {
		hito_err_set(err, HITO_ERR_USAGE, "--since names no commit");
		return hito_err_help(err, "is a variable empty? name a branch, "
					  "as in --since=origin/main");
	}
	if (is_zeros(rev)) {
		hito_err_set(err, HITO_ERR_USAGE,
			     "--since names no commit: forges write zeros for "
			     "a branch that is new");
		return hito_err_help(err, "name the branch that it began at, "
					  "as in --since=origin/main");
	}
	if (!dots || dots == rev || dots - rev > NAME_LONGEST)
		return true;
	hito_err_set(err, HITO_ERR_USAGE,
		     "--since takes one commit and no range: \"%.200s\"", rev);
	return hito_err_help(err, "--since=%.*s", (int)(dots - rev), rev);
}

static bool find_base(struct lint_since *since,
		      struct hito_repository *repository, struct hito_err *err)
{
	const char *rev = since->said.rev;

	if (!may_name(rev, err))
		return false;
	if (hito_revision_base(repository, rev, since->run->arena,
			       since->said.base, err))
		return true;
	if (err->code != HITO_ERR_USAGE)
		return false;
	if (hito_repository_is_shallow(repository) && strpbrk(rev, "^~")) {
		err->code = HITO_ERR_INCOMPLETE;
		err->help[0] = '\0';
		return hito_err_help(err, "git fetch --unshallow");
	}
	return rev_help(since->run, repository, rev, err);
}

/* A project file that cannot be read is said; the one of today is used. */
static bool read_without_project(struct lint_since *since,
				 struct hito_repository *repository,
				 struct hito_revision_options *options,
				 struct hito_err *err)
{
	const struct hito_source *source = options->rules_of->source;
	struct run *run = since->run;

	options->project_path = HITO_STR(HITO_PROJECT_FILE);
	options->project_text = source ? source->text : HITO_STR("");
	if (!hito_revision_read(repository, options, run->arena, &since->base,
				err))
		return false;
	rev_say_project(run, since->said.base);
	return true;
}

/*
 * What the baseline lets be counts as older, too; of its own findings those
 * about entries that were stale then are added.
 */
static bool add_stale(struct lint_since *since,
		      const struct hito_lint_options *options,
		      struct hito_baseline *baseline, struct hito_err *err)
{
	struct hito_lint_result *result = &since->result, let_be = *result;
	struct hito_arena *arena = since->run->arena;
	struct hito_finding *findings;
	size_t count = result->count, i;

	if (!hito_baseline_apply(baseline, since->base, options, arena, &let_be,
				 err))
		return false;
	findings =
		hito_new(arena, struct hito_finding, count + let_be.count + 1);
	if (!findings)
		return hito_err_memory(err);
	for (i = 0; i < count; i++)
		findings[i] = result->findings[i];
	for (i = 0; i < let_be.count; i++)
		if (let_be.findings[i].rule == HITO_RULE_F009)
			findings[count++] = let_be.findings[i];
	result->findings = findings;
	result->count = count;
	result->fingerprints = NULL; /* of no use here */
	return true;
}

static bool read_base(struct lint_since *since,
		      struct hito_repository *repository,
		      const struct place *place,
		      const struct hito_lint_options *options,
		      struct hito_baseline *baseline, struct hito_err *err)
{
	struct hito_revision_options revision = {
		.rev = since->said.base,
		.folder = place->above,
		.project_text = place->options.project_text,
		.project_path = place->options.project_path,
		.rules_of = place->workspace->project,
		.extra = place->options.extra,
		.extra_count = place->options.extra_count,
	};
	struct hito_lint_options all = *options;
	struct hito_err first = {.lang = err->lang};
	struct place then = *place;

	all.scopes = NULL;
	all.scope_count = 0;
	all.status = NULL;
	all.no_history = NULL;
	if (!hito_revision_read(repository, &revision, since->run->arena,
				&since->base, &first)) {
		*err = first;
		if ((first.code != HITO_ERR_USAGE &&
		     first.code != HITO_ERR_INPUT) ||
		    !read_without_project(since, repository, &revision, err))
			return false;
	}
	then.options.project_text = revision.project_text;
	then.options.project_path = revision.project_path;
	if (options->status &&
	    (!lint_history_read(&since->past, &then, since->said.base, err) ||
	     !lint_history_join(&since->past, since->base, &all,
				since->run->arena, err)))
		return false;
	all.no_history = NULL; /* it is said once, of today */
	return hito_lint_run(since->base, &all, since->run->arena,
			     &since->result, err) &&
	       (!baseline || add_stale(since, &all, baseline, err));
}

bool lint_since_read(struct lint_since *since, const char *rev,
		     const struct place *place,
		     const struct hito_lint_options *options,
		     struct hito_baseline *baseline, struct hito_err *err)
{
	struct run *run = place->run;
	struct hito_repository *repository;
	bool done;

	*since = (struct lint_since){.run = run, .said.rev = rev};
	if (!rev)
		return true;
	if (!hito_repository_open(place_repository(run), run->arena,
				  &repository, err))
		return false;
	done = find_base(since, repository, err) &&
	       read_base(since, repository, place, options, baseline, err);
	hito_repository_close(repository);
	since->said.known = done;
	if (done || err->code != HITO_ERR_INCOMPLETE)
		return done;
	since->why = *err;
	since->base = NULL;
	return true;
}

bool lint_since_merged(struct lint_since *since, const struct place *place,
		       const struct hito_lint_options *options,
		       struct hito_baseline *baseline, struct hito_err *err)
{
	struct run *run = place->run;
	struct hito_err none = {.lang = err->lang};
	struct hito_repository *repository;
	bool done;

	*since = (struct lint_since){.run = run};
	if (!hito_repository_open(place_repository(run), run->arena,
				  &repository, err))
		return false;
	done = hito_revision_id(repository, "MERGE_HEAD", since->said.base,
				&none) &&
	       read_base(since, repository, place, options, baseline, &none);
	hito_repository_close(repository);
	if (done)
		since->said.rev = "MERGE_HEAD";
	return none.code != HITO_ERR_MEMORY || hito_err_memory(err);
}

bool lint_since_apply(struct lint_since *since, const struct hito_model *model,
		      struct hito_lint_result *result, struct hito_arena *arena,
		      struct hito_err *err)
{
	if (!since->said.rev)
		return true;
	result->since = &since->said;
	if (!since->base)
		return true;
	return hito_lint_leave_older(result, model, &since->result,
				     since->base->model, arena,
				     &since->said.hidden, err);
}

int lint_since_end(struct lint_since *since, int status)
{
	int incomplete;

	if (!since->said.rev || since->said.known)
		return status;
	incomplete = run_error(since->run, &since->why);
	return status == RUN_FAILED ? status : incomplete;
}
