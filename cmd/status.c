/* SPDX-License-Identifier: MIT */
/* hito status: what is true of plans today, from files and commits. */
#include "hito/status.h"

#include "answer.h"
#include "cmd.h"
#include "past.h"
#include "pick.h"
#include "pieces.h"
#include "report/status_report.h"
#include "status_baseline.h"
#include "threads.h"

enum status_format { FORMAT_TEXT, FORMAT_JSON, FORMAT_LINES, FORMAT_MARKDOWN };

struct status_args {
	struct past_args past;
	int format;
	bool verbose, no_history;
	const char *baseline;
};

static const struct opt_choice status_formats[] = {
	{"text", FORMAT_TEXT},   {"json", FORMAT_JSON},
	{"jsonl", FORMAT_LINES}, {"markdown", FORMAT_MARKDOWN},
	OPT_CHOICE_END,
};

static const struct opt status_opts[] = {
	PAST_OPTS(status_args),
	OPT_CHOICE(0, "format", status_args, format, status_formats,
		   HITO_N("how to print it")),
	OPT_FLAG('v', "verbose", status_args, verbose,
		 HITO_N("all figures of every step, slips with reasons")),
	OPT_FLAG(0, "no-history", status_args, no_history,
		 HITO_N("the files alone, without commits")),
	OPT_TEXT(0, "baseline", status_args, baseline, "REV|DATE",
		 HITO_N("how far it is from a commit: dates, scope, cost")),
	OPT_END,
};

static const struct cmd_example status_examples[] = {
	{"hito status", HITO_N("all plans, as they are today")},
	{"hito status spring-launch -v",
	 HITO_N("one plan, with all figures of its steps")},
	{"hito status --at 2026-04-30",
	 HITO_N("as it was at the end of that day")},
	{"hito status --format=markdown >> \"$GITHUB_STEP_SUMMARY\"",
	 HITO_N("as a page for a job")},
	{NULL, NULL},
};

static int status_run(struct run *run, const void *args, int argc, char **argv);

const struct cmd cmd_status = {
	.name = "status",
	.usage = "[options] [PLAN|PATH...]",
	.summary = HITO_N("show where plans stand, from commit history"),
	.examples = status_examples,
	.opts = status_opts,
	.args_size = sizeof(struct status_args),
	.run = status_run,
	.flags = CMD_PAGER,
};

struct status_work {
	struct run *run;
	const struct status_args *args;
	struct past past;
	struct hito_str *paths; /* of arguments that are paths */
	size_t path_count;
	struct hito_workspace *shown;
	struct hito_status *status;
	struct hito_status_pieces page; /* of text, where it is in pieces */
};

/* Paths on disk are read even where the project does not list them. */
static int take_paths(struct status_work *work, int argc, char **argv)
{
	struct run *run = work->run;

	work->paths = hito_new(run->arena, struct hito_str, (size_t)argc + 1);
	if (!work->paths)
		return run_memory(run);
	for (int i = 0; i < argc; i++) {
		struct hito_str path;
		int status;

		if (past_path(run, &work->past, argv[i], &path, &status))
			work->paths[work->path_count++] = path;
		if (status != RUN_OK)
			return status;
	}
	work->past.place.options.extra = work->paths;
	work->past.place.options.extra_count = work->path_count;
	return RUN_OK;
}

/* The work tree, where there is one and no commit is named. */
static int show(struct status_work *work)
{
	struct run *run = work->run;
	struct hito_err err = {.lang = run->lang};
	struct past *past = &work->past;

	if (past->history && (past->args->at || !past->placed)) {
		work->shown = past->history->at_head;
		return RUN_OK;
	}
	if (!place_read(&past->place, &err))
		return run_error(run, &err);
	work->shown = past->place.workspace;
	run_set_lang(run, work->shown->project->lang);
	return RUN_OK;
}

/* Said in one line, and no failure. */
static void say_no_history(struct status_work *work)
{
	struct run *run = work->run;

	if (work->past.history || work->args->no_history || run->quiet ||
	    work->args->format == FORMAT_JSON ||
	    work->args->format == FORMAT_LINES ||
	    work->args->format == FORMAT_MARKDOWN)
		return;
	hito_out_text(&run->out, "\n");
	hito_out_printf(&run->out,
			hito_message(run->lang,
				     HITO_N("No history: %s. This is what the "
					    "files say.")),
			hito_message(run->lang, work->past.none));
	hito_out_text(&run->out, "\n");
}

static bool print(struct status_work *work, struct hito_arena *scratch)
{
	struct run *run = work->run;
	struct hito_style style = past_style(run);

	style.verbose = work->args->verbose;
	switch (work->args->format) {
	case FORMAT_JSON:
		hito_status_json(&run->out, work->status);
		return true;
	case FORMAT_LINES:
		hito_status_json_lines(&run->out, work->status);
		return true;
	case FORMAT_MARKDOWN:
		return hito_status_markdown(&run->out, &style, work->status,
					    scratch);
	default:
		return hito_status_text(&run->out, &style, work->status,
					&work->page, scratch);
	}
}

static int report(struct status_work *work)
{
	struct run *run = work->run;
	struct hito_arena *scratch = hito_arena_sub(run->arena);
	bool done;

	past_leave(&work->past);
	done = scratch && print(work, scratch);
	hito_arena_free(scratch);
	if (!done || hito_arena_failed(run->arena))
		return run_memory(run);
	say_no_history(work);
	return RUN_OK;
}

static int derive(struct status_work *work, int argc, char **argv)
{
	struct hito_status_input input = {
		.today = work->run->today,
		.workspace = work->shown,
		.history = work->past.history,
		.figures = true,
		.threads = (unsigned)threads_wanted(HITO_HISTORY_THREADS),
	};
	struct hito_err err = {.lang = work->run->lang};
	int status;

	if (!hito_status_derive(&input, work->run->arena, &work->status, &err))
		return run_error(work->run, &err);
	status = RUN_OK;
	if (work->args->baseline)
		status = status_baseline_read(work->run, &work->past,
					      work->args->baseline,
					      work->status);
	if (status == RUN_OK)
		status = pick_plans(
			work->run, &work->past, work->status,
			HITO_N("status shows whole plans; `hito log PLAN/STEP` "
			       "tells of a step"),
			argc, argv);
	if (status != RUN_OK)
		return status;
	if (argc > 0)
		status_baseline_pick(work->status);
	/* A page of text sums up what stands in it. */
	if (work->args->format != FORMAT_TEXT &&
	    !hito_status_total(work->status, work->run->arena, &err))
		return run_error(work->run, &err);
	return report(work);
}

static int read_all(struct status_work *work, int argc, char **argv)
{
	struct past *past = &work->past;
	bool of_commit = past->args->at || !past->placed;
	int status = RUN_OK;

	if (work->args->no_history && of_commit)
		return run_wrong(work->run, "%s",
				 hito_message(work->run->lang,
					      HITO_N("--no-history is for "
						     "files on disk")));
	if (past->none && of_commit)
		return run_wrong(work->run, "%s",
				 hito_message(work->run->lang, past->none));
	if (!past->none && !work->args->no_history)
		status = past_read(work->run, past);
	if (status != RUN_OK)
		return status;
	status = take_paths(work, argc, argv);
	if (status == RUN_OK)
		status = show(work);
	return status == RUN_OK ? derive(work, argc, argv) : status;
}

/* The usual page: all that can be told plan by plan. */
static bool has_pieces(const struct status_work *work, int argc)
{
	const struct status_args *args = work->args;

	return argc == 0 && args->format == FORMAT_TEXT && !args->verbose &&
	       !args->no_history && !args->past.at &&
	       !args->past.first_parent && !args->past.partial &&
	       args->past.date == PAST_AUTHOR;
}

/* The history of what is new since, or changed on disk. */
static bool read_news(struct status_work *work, const struct pieces *known,
		      struct hito_news *out_news)
{
	struct run *run = work->run;
	struct past *past = &work->past;
	struct hito_err err = {.lang = run->lang};
	struct hito_news_options options = {.since = known->commit};
	struct hito_str *changed = NULL;
	bool done;

	if (past->placed &&
	    !pieces_changed(known, past->place.root_fd, run->arena, &changed,
			    &options.also_count))
		return false;
	options.also = changed;
	return past_news(run, past, &options, out_news, &done, &err) && done &&
	       out_news->history->terms == known->terms;
}

/* Nothing that is shown anew stands among what is not. */
static bool stands_apart(const struct pieces *known,
			 const struct hito_model *model)
{
	size_t next = 0;

	for (size_t i = 0; i < model->plan_count; i++) {
		struct hito_str id = model->plans[i]->id;

		while (next < known->count &&
		       hito_str_compare(known->list[next].plan, id) < 0)
			next++;
		if (next < known->count &&
		    hito_str_equal(known->list[next].plan, id))
			return false;
	}
	return hito_model_can_have_news(model);
}

/* What is to be shown of these plans; a file that is known is not read. */
static bool show_news(struct status_work *work, const struct pieces *known,
		      const struct hito_news *news)
{
	struct place *place = &work->past.place;
	struct hito_err err = {.lang = work->run->lang};
	struct hito_seen *files;
	size_t count;
	bool done;

	work->shown = news->history->at_head;
	if (!work->past.placed)
		return true;
	if (!pieces_known(known, news->plans, news->plan_count,
			  work->run->arena, &files, &count))
		return false;
	place->options.known = files;
	place->options.known_count = count;
	done = place_read(place, &err);
	place->options.known = NULL;
	place->options.known_count = 0;
	work->shown = place->workspace;
	return done;
}

/* The page of before, with what is new in it. */
static bool give_pieces(struct status_work *work, struct answer *answer,
			struct pieces *known, int *out_status)
{
	struct run *run = work->run;
	struct hito_news news;
	size_t len = 0;

	if (!pieces_read(answer, known) || !read_news(work, known, &news) ||
	    !pieces_are_whole(known))
		return false;
	pieces_drop(known, news.plans, news.plan_count);
	if (!show_news(work, known, &news) ||
	    !stands_apart(known, work->shown->model))
		return false;
	work->past.history = news.history;
	for (size_t i = 0; i < known->count; i++)
		len += known->list[i].text.len;
	answer_expect(answer, len + len / 8);
	work->page.known = known->list;
	work->page.known_count = known->count;
	run_set_lang(run, work->shown->project->lang);
	*out_status = derive(work, 0, NULL);
	return true;
}

/* known: what of it was kept before, if anything. */
static void keep_pieces(struct status_work *work, const struct answer *answer,
			const struct pieces *known, int status)
{
	const struct hito_history *history = work->past.history;
	struct pieces pieces = {
		.list = work->page.list,
		.count = work->page.count,
	};

	if (!pieces.list || !history || work->status->changed_count ||
	    !answer_is_worth_it(answer, status) ||
	    !hito_history_can_have_news(history) ||
	    !hito_model_can_have_news(work->shown->model) ||
	    !pieces_list_files(&pieces, answer, work->shown->model, known))
		return;
	pieces.commit = history->head->id;
	pieces.terms = history->terms;
	pieces_keep(answer, &pieces);
}

/* Out of what was kept, or anew. */
static int answer_status(struct status_work *work, int argc, char **argv)
{
	struct pieces known = {.count = 0};
	struct answer answer;
	bool pieced = has_pieces(work, argc);
	int status;

	if (answer_give(work->run, &work->past, past_rev(&work->past), argc,
			argv, &answer, &status))
		return status;
	if (pieced)
		work->page.arena = work->run->arena;
	if (!pieced || !give_pieces(work, &answer, &known, &status)) {
		hito_sight_cut(&answer.sight, answer.named);
		known = (struct pieces){.count = 0};
		status = read_all(work, argc, argv);
	}
	/* What the page was made of serves again. */
	if (pieced && (!known.count || work->run->keeping == HITO_KEEP_ALL))
		keep_pieces(work, &answer, &known, status);
	answer_keep(&answer, status);
	return status;
}

static int status_run(struct run *run, const void *args, int argc, char **argv)
{
	struct status_work work = {.run = run, .args = args};
	int status = past_open(run, &work.args->past, &work.past);

	/* Where a branch of the baseline is may have changed. */
	if (status == RUN_OK)
		status = work.args->baseline ? read_all(&work, argc, argv)
					     : answer_status(&work, argc, argv);
	past_close(&work.past);
	return status;
}
