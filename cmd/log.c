/* SPDX-License-Identifier: MIT */
/* hito log: what happened to plans, commit by commit. */
#include "answer.h"
#include "cmd.h"
#include "log_filter.h"
#include "named.h"
#include "report/log_report.h"
#include "report/log_stats.h"

enum log_format { FORMAT_TEXT, FORMAT_LINES, FORMAT_JSON };

struct log_args {
	struct past_args past;
	struct log_filter_args filter;
	int format;
	uint32_t count;
	bool reverse, stat;
};

static const struct opt_choice log_formats[] = {
	{"text", FORMAT_TEXT},
	{"jsonl", FORMAT_LINES},
	{"json", FORMAT_JSON},
	OPT_CHOICE_END,
};

static const struct opt log_opts[] = {
	PAST_OPTS(log_args),
	LOG_FILTER_OPTS(log_args, filter),
	OPT_CHOICE(0, "format", log_args, format, log_formats,
		   HITO_N("how to print it")),
	OPT_NUMBER('n', "max-count", log_args, count, "COUNT",
		   HITO_N("the newest commits alone")),
	OPT_FLAG(0, "reverse", log_args, reverse,
		 HITO_N("text from the oldest on, JSON from the newest")),
	OPT_FLAG(0, "stat", log_args, stat,
		 HITO_N("count it, by person and week")),
	OPT_END,
};

static const struct log_args log_defaults = {.count = UINT32_MAX};

static const struct cmd_example log_examples[] = {
	{"hito log", HITO_N("the story of all plans, newest first")},
	{"hito log spring-launch/weekly-blog", HITO_N("the story of a step")},
	{"hito log --owner ana --since 2w",
	 HITO_N("what happened to a person's steps in two weeks")},
	{"hito log --event state=done --stat",
	 HITO_N("who finished how many steps, by week")},
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
	struct named named;
	struct hito_sift_options filter;
	struct hito_sifted *sifted; /* by event of the history */
	struct hito_log log;
	const struct hito_event **events;
	const struct hito_gap **gaps;
};

static bool is_named(const struct log_work *work,
		     const struct hito_event *event)
{
	size_t place = named_place(work->past.history, event->kind, event->plan,
				   event->id);

	return place != SIZE_MAX && work->named.picked[place];
}

/* A gap belongs to a named path, or to a file of a story that was named. */
static bool is_gap_named(const struct log_work *work,
			 const struct hito_gap *gap)
{
	const struct hito_history *history = work->past.history;
	const struct named *named = &work->named;

	for (size_t i = 0; i < named->path_count; i++)
		if (past_is_below(gap->path, named->paths[i]))
			return true;
	for (size_t i = 0; i < history->story_count; i++)
		if (named->picked[i] &&
		    named_is_below(&history->stories[i], gap->path))
			return true;
	return false;
}

static void gather(struct log_work *work, bool all)
{
	const struct hito_history *history = work->past.history;
	struct hito_log *log = &work->log;

	for (size_t i = 0; i < history->event_count; i++)
		if (work->sifted[i].picked &&
		    (all || is_named(work, history->events[i])))
			work->events[log->count++] = history->events[i];
	for (size_t i = 0; i < history->gap_count; i++)
		if (log_filter_has_gap(&work->filter, &history->gaps[i]) &&
		    (all || is_gap_named(work, &history->gaps[i])))
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

static bool make_room(struct log_work *work)
{
	const struct hito_history *history = work->past.history;
	struct hito_arena *arena = work->run->arena;

	work->events = hito_new(arena, const struct hito_event *,
				history->event_count + 1);
	work->gaps = hito_new(arena, const struct hito_gap *,
			      history->gap_count + 1);
	work->sifted =
		hito_sift(history, &work->filter, &work->log.calendar, arena);
	return work->events && work->gaps && work->sifted;
}

/* From the newest week on, as people read; --reverse turns all formats. */
static int print_stats(struct log_work *work)
{
	struct run *run = work->run;
	struct hito_style style = past_style(run);
	const struct hito_log *log = &work->log;
	const struct hito_diary *diary =
		hito_diary_make(log->history, log->events, log->count,
				work->sifted, work->args->reverse, run->arena);

	if (!diary)
		return run_memory(run);
	if (work->args->format == FORMAT_LINES)
		hito_log_stats_lines(&run->out, diary);
	else if (work->args->format == FORMAT_JSON)
		hito_log_stats_json(&run->out, log->history, diary);
	else
		hito_log_stats_text(&run->out, &style, diary);
	return RUN_OK;
}

static int print_text(struct log_work *work)
{
	struct run *run = work->run;
	struct hito_style style = past_style(run);
	struct hito_arena *scratch = hito_arena_sub(run->arena);
	bool done = scratch &&
		    hito_log_text(&run->out, &style, &work->log, scratch);

	hito_arena_free(scratch);
	return done ? RUN_OK : run_memory(run);
}

static int print(struct log_work *work)
{
	struct run *run = work->run;
	struct hito_log *log = &work->log;
	bool text = work->args->format == FORMAT_TEXT;

	log->oldest_first = work->args->reverse == text;
	if (text)
		return print_text(work);
	if (work->args->format == FORMAT_LINES)
		hito_log_json_lines(&run->out, log);
	else
		hito_log_json(&run->out, log);
	return RUN_OK;
}

static int tell(struct log_work *work, int argc, char **argv)
{
	const struct hito_history *history = work->past.history;
	struct run *run = work->run;
	int status = named_init(&work->named, run, &work->past, argc);

	work->log.history = history;
	work->log.calendar = hito_calendar_of(history->at_head->project);
	for (int i = 0; status == RUN_OK && i < argc; i++)
		status = named_argument(&work->named, argv[i]);
	if (status == RUN_OK)
		status = log_filter_read(run, &work->args->filter, history,
					 &work->filter);
	if (status != RUN_OK)
		return status;
	if (!make_room(work))
		return run_memory(run);
	gather(work, argc == 0);
	shorten(work);
	return work->args->stat ? print_stats(work) : print(work);
}

static int log_run(struct run *run, const void *args, int argc, char **argv)
{
	struct log_work work = {.run = run, .args = args};
	int status = past_open(run, &work.args->past, &work.past);
	struct answer answer;

	if (status == RUN_OK && work.past.none)
		status = run_wrong(run, "%s",
				   hito_message(run->lang, work.past.none));
	if (status == RUN_OK &&
	    !answer_give(run, &work.past, past_rev(&work.past), argc, argv,
			 &answer, &status)) {
		status = past_read(run, &work.past);
		if (status == RUN_OK)
			status = tell(&work, argc, argv);
		answer_keep(&answer, status);
	}
	past_close(&work.past);
	return status;
}
