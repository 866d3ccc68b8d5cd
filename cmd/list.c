/* SPDX-License-Identifier: MIT */
/* hito list: steps that pass filters, as a table or for programs. */
#include "answer.h"
#include "cmd.h"
#include "me.h"
#include "report/list_report.h"
#include "report/status_notes.h"
#include "standing.h"
#include "status/select.h"

enum list_format { LIST_TEXT, LIST_JSON, LIST_CSV };

struct list_args {
	struct past_args past;
	int format;
	bool no_history;
	const char *sort;
	uint32_t number;
};

static const struct opt_choice list_formats[] = {
	{"text", LIST_TEXT},
	{"json", LIST_JSON},
	{"csv", LIST_CSV},
	OPT_CHOICE_END,
};

static const struct opt list_opts[] = {
	OPT_CHOICE('f', "format", list_args, format, list_formats,
		   HITO_N("how to print the steps")),
	OPT_TEXT('s', "sort", list_args, sort, "SORT",
		 HITO_N("plan, due, start, finished, slack, priority, state, "
			"owner, title or id; -KEY the other way round")),
	OPT_NUMBER('n', "max-count", list_args, number, "COUNT",
		   HITO_N("at most so many")),
	PAST_OPTS(list_args),
	OPT_FLAG(0, "no-history", list_args, no_history,
		 HITO_N("the files alone, without commits")),
	OPT_END,
};

static const struct cmd_example list_examples[] = {
	{"hito list owner:ana open", HITO_N("what somebody has to do")},
	{"hito list late --sort=due", HITO_N("what is overdue, oldest first")},
	{"hito list 'due<=+2w' not:done type:content",
	 HITO_N("what is due within two weeks, of a kind of work")},
	{"hito list was:done open", HITO_N("what was done and is open again")},
	{"hito list plan:spring --format=csv > steps.csv",
	 HITO_N("all steps of a plan for a spreadsheet")},
	{NULL, NULL},
};

static int list_run(struct run *run, const void *args, int argc, char **argv);

const struct cmd cmd_list = {
	.name = "list",
	.usage = "[options] [FILTER...]",
	.summary = HITO_N("list the steps that pass filters"),
	.examples = list_examples,
	.opts = list_opts,
	.args_size = sizeof(struct list_args),
	.run = list_run,
	.flags = CMD_PAGER,
};

struct listing {
	struct run *run;
	const struct list_args *args;
	struct standing standing;
	struct hito_selection selection;
	struct hito_outlook outlook;
	enum hito_sort sort;
	bool backwards;
	const struct hito_prospect **steps;
	size_t count;
};

/* "was:" without commits to look at would find nothing, and look right. */
static int refuse_without_history(struct listing *listing)
{
	struct run *run = listing->run;
	struct hito_err err = {.lang = run->lang};
	struct hito_str word = listing->selection.history_word;

	if (!listing->selection.needs_history)
		return RUN_OK;
	if (listing->args->no_history) {
		hito_err_set(&err, HITO_ERR_USAGE,
			     "filter \"%.*s\" asks what was: it needs history",
			     HITO_STR_ARG(word));
		return run_error(run, &err);
	}
	if (!listing->standing.past.none)
		return RUN_OK;
	hito_err_set(&err, HITO_ERR_USAGE,
		     "filter \"%.*s\" asks what was, and there is no history: "
		     "%s",
		     HITO_STR_ARG(word),
		     hito_message(run->lang, listing->standing.past.none));
	return run_error(run, &err);
}

static int read_plans(struct listing *listing)
{
	struct run *run = listing->run;
	struct hito_err err = {.lang = run->lang};
	enum standing_past past = STANDING_WELCOMES;
	int status = refuse_without_history(listing);

	if (listing->selection.needs_history)
		past = STANDING_NEEDS;
	else if (listing->args->no_history)
		past = STANDING_LEAVES;
	if (status == RUN_OK)
		status = standing_read(&listing->standing, past);
	if (status != RUN_OK)
		return status;
	if (!hito_selection_check(&listing->selection,
				  listing->standing.shown->model, &err) ||
	    !hito_outlook_build(listing->standing.status, run->arena,
				&listing->outlook, &err))
		return run_error(run, &err);
	if (!listing->selection.needs_me)
		return RUN_OK;
	return me_find(run, &listing->standing.past,
		       listing->standing.shown->model, &listing->selection.me);
}

static int pick(struct listing *listing)
{
	const struct hito_outlook *outlook = &listing->outlook;
	struct run *run = listing->run;

	listing->steps = hito_new(run->arena, const struct hito_prospect *,
				  outlook->count + 1);
	if (!listing->steps)
		return run_memory(run);
	for (size_t i = 0; i < outlook->count; i++)
		if (hito_selection_has(&listing->selection, &outlook->list[i]))
			listing->steps[listing->count++] = &outlook->list[i];
	if (listing->selection.no_memory ||
	    !hito_sort(listing->steps, listing->count, listing->sort,
		       listing->backwards, run->arena))
		return run_memory(run);
	return RUN_OK;
}

static int print(struct listing *listing)
{
	struct run *run = listing->run;
	struct hito_arena *scratch = hito_arena_sub(run->arena);
	struct hito_style style = past_style(run);
	struct hito_list list = {
		.status = listing->standing.status,
		.steps = listing->steps,
		.count = listing->count,
		.total = listing->count,
		.of = listing->outlook.count,
		.quiet = run->quiet,
		.by_plan =
			listing->sort == HITO_SORT_PLAN && !listing->backwards,
	};
	bool done = scratch != NULL;

	if (listing->args->number && list.count > listing->args->number)
		list.count = listing->args->number;
	if (listing->args->format == LIST_JSON)
		hito_list_json(&run->out, &list);
	else if (listing->args->format == LIST_CSV)
		done = done && hito_list_csv(&run->out, &list, scratch);
	else
		done = done &&
		       hito_list_text(&run->out, &style, &list, scratch);
	hito_arena_free(scratch);
	/* No row of the sheet can say it. */
	if (listing->args->format == LIST_CSV)
		hito_notes_unreadable(&run->err, &style,
				      listing->standing.shown->model);
	return done ? RUN_OK : run_memory(run);
}

static int make(struct listing *listing)
{
	int status = read_plans(listing);

	if (status == RUN_OK)
		status = pick(listing);
	if (status == RUN_OK)
		status = print(listing);
	return standing_end(&listing->standing, status);
}

static int list_run(struct run *run, const void *args, int argc, char **argv)
{
	struct listing listing = {.run = run, .args = args};
	struct hito_err err = {.lang = run->lang};
	struct past *past = &listing.standing.past;
	struct answer answer;
	int status;

	if (!hito_selection_parse(argv, (size_t)argc, run->today, run->arena,
				  &listing.selection, &err) ||
	    (listing.args->sort &&
	     !hito_sort_parse(hito_str_from(listing.args->sort), &listing.sort,
			      &listing.backwards, &err)))
		return run_error(run, &err);
	status = standing_begin(run, &listing.args->past, &listing.standing);
	if (status == RUN_OK && listing.selection.needs_me)
		status = me_note(run, past);
	if (status == RUN_OK && !answer_give(run, past, past_rev(past), argc,
					     argv, &answer, &status)) {
		status = make(&listing);
		answer_keep(&answer, status);
	}
	standing_close(&listing.standing);
	return status;
}
