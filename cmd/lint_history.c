/* SPDX-License-Identifier: MIT */
/* Commits for the linter: the stories of steps, and a look back. */
#include "lint_history.h"

#include "bare.h"
#include "hito/revision.h"
#include "past.h"
#include "reading.h"
#include "threads.h"

/* Why the repository tells nothing; NULL: it does. */
static const char *why_none(const struct hito_repository *repository,
			    const struct place *place)
{
	if (hito_repository_is_empty(repository))
		return HITO_N("the rules of history are not judged: the "
			      "repository has no commits yet");
	if (!bare_is(place) && !past_is_in(place, repository))
		return HITO_N("the rules of history are not judged: the "
			      "project's folder is not in the work tree of "
			      "its repository");
	return NULL;
}

/* The project as it was before the days that a step may rest. */
static bool read_before(struct lint_history *past,
			struct hito_repository *repository,
			const struct place *place, const char *rev,
			struct hito_err *err)
{
	const struct hito_project *project = place->workspace->project;
	int quiet = project->thresholds[HITO_THRESHOLD_MAX_QUIET];
	struct hito_err why = {.lang = err->lang};
	const struct hito_revision_options options = {
		.rev = rev,
		.at = past->run->today - quiet - 1,
		.folder = place->above,
		.project_text = place->options.project_text,
		.project_path = place->options.project_path,
	};

	if (hito_revision_read(repository, &options, past->run->arena,
			       &past->before, &why))
		return true;
	past->before = NULL;
	if (why.code == HITO_ERR_MEMORY)
		return hito_err_memory(err);
	return true; /* no commit is so old, or it cannot be read */
}

static bool refuse_incomplete(struct lint_history *past,
			      const struct hito_repository *repository,
			      struct hito_err *err)
{
	enum { REASON = 500 };
	const struct hito_history *history = past->history;
	const struct hito_finding reason = {.args = {history->reason_arg}};
	struct hito_out_memory memory;
	struct hito_out out;

	past->remedy = history->remedy;
	past->history = NULL;
	if (hito_repository_is_shallow(repository)) {
		past->why = HITO_N("the rules of history are not judged: the "
				   "clone is shallow");
		return true;
	}
	past->why = HITO_N("the rules of history are not judged: {1}");
	hito_out_to_memory(&out, &memory, past->run->arena, REASON);
	hito_finding_write(&out, past->run->lang, history->reason, &reason);
	past->why_arg = (struct hito_str){memory.ptr, memory.len};
	return past->why_arg.ptr || hito_err_memory(err);
}

/* A project file that HEAD has broken may be whole in the work tree. */
static bool refuse_project(struct lint_history *past, struct hito_err *err)
{
	if (err->code != HITO_ERR_INPUT && err->code != HITO_ERR_USAGE)
		return false;
	past->history = NULL;
	past->why = HITO_N("the rules of history are not judged, since the "
			   "commit's project file cannot be read: {1}");
	past->why_arg =
		hito_arena_copy(past->run->arena, hito_str_from(err->message));
	*err = (struct hito_err){.lang = err->lang};
	return past->why_arg.ptr || hito_err_memory(err);
}

static bool read_commits(struct lint_history *past,
			 struct hito_repository *repository,
			 const struct place *place, const char *rev,
			 struct hito_err *err)
{
	struct reading reading;

	reading_init(&reading, past->run, place);
	reading.options.rev = rev;
	if (!reading_history(&reading, repository, &past->history, err))
		return refuse_project(past, err);
	if (!past->history->complete)
		return refuse_incomplete(past, repository, err);
	return read_before(past, repository, place, rev, err);
}

bool lint_history_read(struct lint_history *past, const struct place *place,
		       const char *rev, struct hito_err *err)
{
	struct run *run = place->run;
	struct hito_repository *repository;
	bool done = true;

	*past = (struct lint_history){.run = run};
	if (!hito_repository_open(place_repository(run), run->arena,
				  &repository, err)) {
		if (err->code != HITO_ERR_INPUT)
			return false;
		*err = (struct hito_err){.lang = err->lang};
		past->why = HITO_N("the rules of history are not judged: "
				   "there is no Git repository here");
		return true;
	}
	past->why = why_none(repository, place);
	if (!past->why)
		done = read_commits(past, repository, place, rev, err);
	hito_repository_close(repository);
	return done;
}

bool lint_history_join(const struct lint_history *past,
		       const struct hito_workspace *workspace,
		       struct hito_lint_options *options,
		       struct hito_arena *arena, struct hito_err *err)
{
	const struct hito_status_input input = {
		.today = options->today,
		.workspace = workspace,
		.history = past->history,
		.threads = (unsigned)threads_wanted(HITO_HISTORY_THREADS),
	};
	struct hito_status *status;

	options->status = NULL;
	options->before = past->before;
	options->no_history = past->why;
	options->no_history_arg = past->why_arg;
	options->no_history_remedy = past->remedy;
	if (!past->history)
		return true;
	if (!hito_status_derive(&input, arena, &status, err))
		return false;
	options->status = status;
	return true;
}
