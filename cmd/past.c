/* SPDX-License-Identifier: MIT */
/* Repository and history for the commands that look back. */
#include "past.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "bare.h"
#include "base/file.h"
#include "cmd.h"
#include "hito/landmark.h"
#include "hito/limits.h"
#include "past_project.h"
#include "reading.h"
#include "threads.h"

const struct opt_choice past_dates[] = {
	{"author", PAST_AUTHOR},
	{"commit", PAST_COMMIT},
	OPT_CHOICE_END,
};

__attribute__((format_arg(2))) static const char *say(const struct run *run,
						      const char *english)
{
	return hito_message(run->lang, english);
}

static struct hito_str cut_slashes(struct hito_str path)
{
	while (path.len && path.ptr[path.len - 1] == '/')
		path.len--;
	return path;
}

bool past_is_in(const struct place *place,
		const struct hito_repository *repository)
{
	struct hito_str top = cut_slashes(hito_repository_worktree(repository));
	struct hito_str below = cut_slashes(place->above);
	struct hito_str root = cut_slashes(place->root);
	size_t len = below.len ? below.len + 1 : 0;

	return root.len == top.len + len &&
	       hito_str_equal(hito_str_slice(root, 0, top.len), top) &&
	       hito_str_equal(
		       hito_str_slice(root, root.len - below.len, root.len),
		       below);
}

static bool is_bare(const struct past *past)
{
	return past->repository &&
	       !hito_repository_worktree(past->repository).len;
}

static bool open_place(struct run *run, struct past *past, struct hito_err *err)
{
	if (!is_bare(past)) {
		past->placed = place_open(run, &past->place, err);
		return past->placed;
	}
	if (!run->project_file)
		return true;
	past->place.options.project_path = hito_str_from(run->project_file);
	return hito_file_read(run->dir_fd, past->place.options.project_path,
			      HITO_LIMIT_PROJECT_FILE, run->arena,
			      &past->place.options.project_text, err);
}

int past_open(struct run *run, const struct past_args *args,
	      struct past *out_past)
{
	struct hito_err err = {.lang = run->lang};
	struct past *past = out_past;

	*past = (struct past){
		.args = args, .at_day = HITO_DAY_NONE, .place.root_fd = -1};
	if (!hito_repository_open(place_repository(run), run->arena,
				  &past->repository, &err)) {
		past->repository = NULL;
		if (err.code != HITO_ERR_INPUT)
			return run_error(run, &err);
		past->none = HITO_N("not in a Git repository");
	}
	if (!open_place(run, past, &err))
		return run_error(run, &err);
	if (past->repository && hito_repository_is_empty(past->repository))
		past->none = HITO_N("the repository has no commits yet");
	else if (past->repository && past->placed &&
		 !past_is_in(&past->place, past->repository))
		past->none = HITO_N("the project's folder is not in the work "
				    "tree of its repository");
	if (args->at)
		past->at_day = hito_day_parse(hito_str_from(args->at));
	if (past->at_day != HITO_DAY_NONE)
		run->today = past->at_day;
	return RUN_OK;
}

static void close_repository(void *context)
{
	hito_repository_close(context);
}

void past_leave(struct past *past)
{
	unsigned threads = (unsigned)threads_wanted(HITO_HISTORY_THREADS);

	if (past->repository && hito_threads_worth(threads, 2) > 1 &&
	    hito_beside_start(&past->leaving, close_repository,
			      past->repository))
		past->repository = NULL;
}

void past_close(struct past *past)
{
	hito_beside_end(&past->leaving);
	hito_repository_close(past->repository);
	past->repository = NULL;
	if (past->placed)
		place_close(&past->place);
}

int past_incomplete(struct run *run, const struct hito_history *history)
{
	struct hito_finding finding = {.message = history->reason,
				       .args = {history->reason_arg}};

	hito_out_flush(&run->out);
	hito_out_text(&run->err, "hito: ");
	hito_out_text(&run->err,
		      say(run, HITO_N("the history is incomplete: ")));
	hito_finding_write(&run->err, run->lang, history->reason, &finding);
	hito_out_text(&run->err, "\n");
	hito_out_text(&run->err, say(run, HITO_N("help: ")));
	hito_out_foreign(&run->err, history->remedy);
	hito_out_text(&run->err,
		      say(run, HITO_N(" (or --partial: what can be known "
				      "from the rest, marked)")));
	hito_out_text(&run->err, "\n");
	return RUN_INCOMPLETE;
}

const char *past_rev(const struct past *past)
{
	return past->at_day == HITO_DAY_NONE ? past->args->at : NULL;
}

/* As the command line asks for it. */
static void begin_reading(struct reading *reading, struct run *run,
			  const struct past *past)
{
	reading_init(reading, run, &past->place);
	reading->options.rev = past_rev(past);
	reading->options.at = past->at_day;
	reading->options.first_parent = past->args->first_parent;
	reading->options.commit_date = past->args->date == PAST_COMMIT;
}

static bool read_history(struct run *run, struct past *past,
			 struct hito_err *err)
{
	struct reading reading;

	begin_reading(&reading, run, past);
	return reading_history(&reading, past->repository, &past->history, err);
}

/* Is it the project file of the commit that stood in the way? */
static bool mend(struct run *run, struct past *past, const struct hito_err *err)
{
	struct hito_landmark at;

	return (err->code == HITO_ERR_USAGE || err->code == HITO_ERR_INPUT) &&
	       hito_landmark_find(past->repository,
				  past->args->at ? past->args->at : "HEAD",
				  run->arena, &at, NULL) &&
	       past_project_mend(run, past, at.id);
}

int past_read(struct run *run, struct past *past)
{
	struct hito_err err = {.lang = run->lang};

	if (!read_history(run, past, &err) &&
	    (!mend(run, past, &err) || !read_history(run, past, &err)))
		return run_error(run, &err);
	run_set_lang(run, past->history->at_head->project->lang);
	if (!past->history->complete && !past->args->partial)
		return past_incomplete(run, past->history);
	return RUN_OK;
}

bool past_news(struct run *run, struct past *past,
	       const struct hito_news_options *news, struct hito_news *out_news,
	       bool *out_known, struct hito_err *err)
{
	struct reading reading;
	bool done;

	begin_reading(&reading, run, past);
	done = reading_news(&reading, past->repository, news, out_news,
			    out_known, err);
	if (done && *out_known)
		run_set_lang(run, out_news->history->at_head->project->lang);
	return done;
}

bool past_is_below(struct hito_str path, struct hito_str folder)
{
	if (!folder.len)
		return true;
	if (path.len < folder.len ||
	    memcmp(path.ptr, folder.ptr, folder.len) != 0)
		return false;
	return path.len == folder.len || path.ptr[folder.len] == '/';
}

static bool says_path(const char *argument)
{
	struct hito_str text = hito_str_from(argument);

	return hito_str_starts(text, "/") || hito_str_starts(text, "./") ||
	       hito_str_starts(text, "../") || hito_str_is(text, ".") ||
	       hito_str_is(text, "..");
}

bool past_path(struct run *run, const struct past *past, const char *argument,
	       struct hito_str *out_path, int *out_status)
{
	struct hito_err err = {.lang = run->lang};
	struct stat status;
	bool said = says_path(argument);

	*out_status = RUN_OK;
	if (!past->placed) {
		*out_path = bare_path(argument);
		return said;
	}
	if (!said &&
	    fstatat(run->dir_fd, argument, &status, AT_SYMLINK_NOFOLLOW) < 0)
		return false;
	if (place_path(&past->place, argument, out_path, &err))
		return true;
	*out_status = run_error(run, &err);
	return false;
}

struct hito_style past_style(const struct run *run)
{
	return (struct hito_style){
		.lang = run->lang,
		.color = run->color,
		.ascii = run->ascii,
		.columns = run->columns,
	};
}
