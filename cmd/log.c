/* SPDX-License-Identifier: MIT */
/* hito log: what happened to plans, commit by commit. */
#include <string.h>
#include <unistd.h>

#include "cmd.h"
#include "past.h"
#include "plan/identity.h"
#include "report/log_report.h"

enum log_format { FORMAT_TEXT, FORMAT_LINES, FORMAT_JSON };

struct log_args {
	struct past_args past;
	int format;
	uint32_t count;
	bool reverse;
};

static const struct opt_choice log_formats[] = {
	{"text", FORMAT_TEXT},
	{"jsonl", FORMAT_LINES},
	{"json", FORMAT_JSON},
	OPT_CHOICE_END,
};

static const struct opt log_opts[] = {
	PAST_OPTS(log_args),
	OPT_CHOICE(0, "format", log_args, format, log_formats,
		   HITO_N("how to print it")),
	OPT_NUMBER('n', "max-count", log_args, count, "COUNT",
		   HITO_N("the newest commits alone")),
	OPT_FLAG(0, "reverse", log_args, reverse,
		 HITO_N("text from the oldest on, JSON from the newest")),
	OPT_END,
};

static const struct log_args log_defaults = {.count = UINT32_MAX};

static const struct cmd_example log_examples[] = {
	{"hito log", HITO_N("the story of all plans, newest first")},
	{"hito log spring-launch/weekly-blog", HITO_N("the story of a step")},
	{"hito log --format=jsonl | jq 'select(.event == \"due\")'",
	 HITO_N("every change of a due date, for a program")},
	{NULL, NULL},
};

static int log_run(struct run *run, const void *args, int argc, char **argv);

const struct cmd cmd_log = {
	.name = "log",
	.usage = "[options] [PLAN[/STEP]|PATH...]",
	.summary = HITO_N("tell what happened to plans and steps"),
	.examples = log_examples,
	.opts = log_opts,
	.args_size = sizeof(struct log_args),
	.args_defaults = &log_defaults,
	.run = log_run,
	.flags = CMD_PAGER,
};

struct log_work {
	struct run *run;
	const struct log_args *args;
	struct past past;
	struct hito_log log;
	bool *picked; /* stories, by their place in the history */
	const struct hito_event **events;
	const struct hito_gap **gaps;
	/* What was named as a path: gaps are picked by it. */
	struct hito_str *paths;
	size_t path_count;
};

/* The story that stands for all of the same name. */
static size_t story_place(const struct hito_history *history,
			  enum hito_kind kind, struct hito_str plan,
			  struct hito_str id)
{
	const struct hito_story *story =
		hito_history_find(history, kind, plan, id);

	return story ? (size_t)(story - history->stories) : SIZE_MAX;
}

static bool lies_below(const struct hito_story *story, struct hito_str folder)
{
	if (story->item && story->item->document &&
	    past_is_below(story->item->document->source->path, folder))
		return true;
	for (size_t i = 0; i < story->all_count; i++) {
		const struct hito_event *event = story->all[i];

		if ((event->path.len && past_is_below(event->path, folder)) ||
		    (event->old_path.len &&
		     past_is_below(event->old_path, folder)))
			return true;
	}
	return false;
}

static void pick_story(struct log_work *work, const struct hito_story *story)
{
	size_t place = story_place(work->past.history, story->kind, story->plan,
				   story->id);

	if (place != SIZE_MAX)
		work->picked[place] = true;
}

static bool pick_path(struct log_work *work, struct hito_str path)
{
	const struct hito_history *history = work->past.history;
	bool found = false;

	for (size_t i = 0; i < history->story_count; i++) {
		if (!lies_below(&history->stories[i], path))
			continue;
		pick_story(work, &history->stories[i]);
		found = true;
	}
	for (size_t i = 0; i < history->gap_count; i++)
		found = found || past_is_below(history->gaps[i].path, path);
	return found;
}

/* As it is shown, or as the project's ids: compare it. */
static bool has_id(const struct hito_story *story, struct hito_str id)
{
	const struct hito_item *item = story->item;
	char text[HITO_IDENTITY_SIZE];

	if (hito_str_equal(story->id, id))
		return true;
	return item && item->document &&
	       hito_str_equal(
		       hito_identity_of(item->document->mapping, id, text),
		       item->identity);
}

/* Does an id name the story: PLAN with all in it, PLAN/ID, or an only ID? */
static bool is_named(const struct hito_story *story, struct hito_str name)
{
	struct hito_str plan, id;

	if (hito_str_equal(story->plan, name))
		return true;
	if (!story->id.len)
		return false;
	if (has_id(story, name))
		return true;
	return hito_str_cut(name, '/', &plan, &id) &&
	       hito_str_equal(story->plan, plan) && has_id(story, id);
}

/* Is a plan of the name known? Then the name means the plan alone. */
static bool names_plan(const struct hito_history *history, struct hito_str name)
{
	for (size_t i = 0; i < history->story_count; i++)
		if (hito_str_equal(history->stories[i].plan, name))
			return true;
	return false;
}

static bool pick_id(struct log_work *work, struct hito_str name)
{
	const struct hito_history *history = work->past.history;
	bool plan = names_plan(history, name);
	bool found = false;

	for (size_t i = 0; i < history->story_count; i++) {
		const struct hito_story *story = &history->stories[i];

		if (plan ? !hito_str_equal(story->plan, name)
			 : !is_named(story, name))
			continue;
		pick_story(work, story);
		found = true;
	}
	return found;
}

static int unknown(struct log_work *work, const char *argument)
{
	const struct hito_history *history = work->past.history;
	struct run *run = work->run;
	struct hito_err err = {.lang = run->lang};
	struct opt_guess best = {NULL, 0};

	hito_err_set(&err, HITO_ERR_USAGE,
		     "history knows no plan, step or file \"%s\"", argument);
	for (size_t i = 0; i < history->story_count; i++) {
		const struct hito_story *story = &history->stories[i];
		struct hito_str name = hito_arena_copy(
			run->arena, story->id.len ? story->id : story->plan);

		if (!name.ptr)
			return run_memory(run);
		opt_guess(&best, argument, name.ptr);
	}
	if (best.word)
		hito_err_help(&err, "did you mean \"%s\"?", best.word);
	return run_error(run, &err);
}

static int pick_argument(struct log_work *work, const char *argument)
{
	struct hito_str path = hito_str_from(argument);
	int status;
	bool is_path =
		past_path(work->run, &work->past, argument, &path, &status);

	if (status != RUN_OK)
		return status;
	if (!is_path && pick_id(work, hito_str_from(argument)))
		return RUN_OK;
	while (path.len && path.ptr[path.len - 1] == '/')
		path.len--;
	work->paths[work->path_count++] = path;
	/* A path on disk that no commit has is no mistake. */
	if (pick_path(work, path) || (is_path && access(argument, F_OK) == 0))
		return RUN_OK;
	return unknown(work, argument);
}

static bool is_picked(const struct log_work *work,
		      const struct hito_event *event)
{
	size_t place = story_place(work->past.history, event->kind, event->plan,
				   event->id);

	return place != SIZE_MAX && work->picked[place];
}

/* A gap belongs to a named path, or to a file of a story that was named. */
static bool is_gap_picked(const struct log_work *work,
			  const struct hito_gap *gap)
{
	const struct hito_history *history = work->past.history;

	for (size_t i = 0; i < work->path_count; i++)
		if (past_is_below(gap->path, work->paths[i]))
			return true;
	for (size_t i = 0; i < history->story_count; i++)
		if (work->picked[i] &&
		    lies_below(&history->stories[i], gap->path))
			return true;
	return false;
}

static void gather(struct log_work *work, bool all)
{
	const struct hito_history *history = work->past.history;
	struct hito_log *log = &work->log;

	for (size_t i = 0; i < history->event_count; i++)
		if (all || is_picked(work, history->events[i]))
			work->events[log->count++] = history->events[i];
	for (size_t i = 0; i < history->gap_count; i++)
		if (all || is_gap_picked(work, &history->gaps[i]))
			work->gaps[log->gap_count++] = &history->gaps[i];
}

/* Keep what happened at the newest commits (-n). */
static void shorten(struct log_work *work)
{
	struct hito_log *log = &work->log;
	size_t event = log->count, gap = log->gap_count;

	for (uint32_t n = 0; n < work->args->count && (event || gap); n++) {
		const struct hito_commit *commit = NULL;

		if (event)
			commit = work->events[event - 1]->commit;
		if (gap && (!commit ||
			    work->gaps[gap - 1]->commit->order > commit->order))
			commit = work->gaps[gap - 1]->commit;
		while (event && work->events[event - 1]->commit == commit)
			event--;
		while (gap && work->gaps[gap - 1]->commit == commit)
			gap--;
	}
	log->events = work->events + event;
	log->count -= event;
	log->gaps = work->gaps + gap;
	log->gap_count -= gap;
}

static bool make_room(struct log_work *work, int argc)
{
	const struct hito_history *history = work->past.history;
	struct hito_arena *arena = work->run->arena;

	work->picked = hito_new(arena, bool, history->story_count + 1);
	work->events = hito_new(arena, const struct hito_event *,
				history->event_count + 1);
	work->gaps = hito_new(arena, const struct hito_gap *,
			      history->gap_count + 1);
	work->paths = hito_new(arena, struct hito_str, (size_t)argc + 1);
	return work->picked && work->events && work->gaps && work->paths;
}

static int print(struct log_work *work)
{
	struct run *run = work->run;
	struct hito_style style = past_style(run);
	struct hito_log *log = &work->log;
	bool text = work->args->format == FORMAT_TEXT;

	log->oldest_first = work->args->reverse == text;
	if (work->args->format == FORMAT_LINES)
		hito_log_json_lines(&run->out, log);
	else if (work->args->format == FORMAT_JSON)
		hito_log_json(&run->out, log);
	else
		hito_log_text(&run->out, &style, log);
	return RUN_OK;
}

static int tell(struct log_work *work, int argc, char **argv)
{
	const struct hito_history *history = work->past.history;

	if (!make_room(work, argc))
		return run_memory(work->run);
	work->log.history = history;
	work->log.calendar = hito_calendar_of(history->at_head->project);
	for (int i = 0; i < argc; i++) {
		int status = pick_argument(work, argv[i]);

		if (status != RUN_OK)
			return status;
	}
	gather(work, argc == 0);
	shorten(work);
	return print(work);
}

static int log_run(struct run *run, const void *args, int argc, char **argv)
{
	struct log_work work = {.run = run, .args = args};
	int status = past_open(run, &work.args->past, &work.past);

	if (status == RUN_OK && work.past.none)
		status = run_wrong(run, "%s",
				   hito_message(run->lang, work.past.none));
	if (status == RUN_OK)
		status = past_read(run, &work.past);
	if (status == RUN_OK)
		status = tell(&work, argc, argv);
	past_close(&work.past);
	return status;
}
