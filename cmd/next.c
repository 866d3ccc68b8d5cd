/* SPDX-License-Identifier: MIT */
/* hito next: what can be done now, the most urgent first. */
#include "answer.h"
#include "cmd.h"
#include "me.h"
#include "report/next_report.h"
#include "standing.h"

enum next_format { NEXT_TEXT, NEXT_JSON };

struct next_args {
	struct past_args past;
	int format;
	const char *owner;
	bool all, no_history;
	uint32_t count;
};

/* Nobody said how many: some for people, all for programs. */
#define NEXT_USUAL UINT32_MAX
enum { NEXT_SOME = 20 };

static const struct next_args next_defaults = {.count = NEXT_USUAL};

static const struct opt_choice next_formats[] = {
	{"text", NEXT_TEXT},
	{"json", NEXT_JSON},
	OPT_CHOICE_END,
};

static const struct opt next_opts[] = {
	OPT_TEXT('o', "owner", next_args, owner, "OWNER",
		 HITO_N("for somebody else")),
	OPT_FLAG('a', "all", next_args, all, HITO_N("for everybody")),
	OPT_NUMBER('n', "max-count", next_args, count, "COUNT",
		   HITO_N("at most so many, 0 for all (20; all in JSON)")),
	OPT_CHOICE('f', "format", next_args, format, next_formats,
		   HITO_N("how to print it")),
	OPT_FLAG(0, "partial", next_args, past.partial,
		 HITO_N("answer from an incomplete history, marked")),
	OPT_FLAG(0, "no-history", next_args, no_history,
		 HITO_N("the files alone, without commits")),
	OPT_END,
};

static const struct cmd_example next_examples[] = {
	{"hito next", HITO_N("what you can do now")},
	{"hito next --owner ana -n 3",
	 HITO_N("the three most urgent things for somebody")},
	{"hito next --all --format=json", HITO_N("for all, for a program")},
	{NULL, NULL},
};

static int next_run(struct run *run, const void *args, int argc, char **argv);

const struct cmd cmd_next = {
	.name = "next",
	.usage = "[options]",
	.summary = HITO_N("tell what can be done now, most urgent first"),
	.examples = next_examples,
	.opts = next_opts,
	.args_size = sizeof(struct next_args),
	.args_defaults = &next_defaults,
	.run = next_run,
	.flags = CMD_PAGER,
};

static int find_owner(struct run *run, const struct next_args *args,
		      const struct standing *standing, struct hito_str *out)
{
	const struct hito_model *model = standing->shown->model;

	*out = (struct hito_str){NULL, 0};
	/* Where nobody has a thing to do it does not matter who asks. */
	if (args->all || (!args->owner && !model->plan_count))
		return RUN_OK;
	if (args->owner)
		return me_named(run, model, args->owner, out);
	return me_find(run, &standing->past, model, out);
}

static void print(struct run *run, const struct next_args *args,
		  const struct hito_next *next)
{
	struct hito_style style = past_style(run);

	if (args->format == NEXT_JSON)
		hito_next_json(&run->out, next);
	else
		hito_next_text(&run->out, &style, next);
}

static int make(struct run *run, const struct next_args *args,
		const struct standing *standing)
{
	struct hito_next next = {.status = standing->status};
	struct hito_err err = {.lang = run->lang};
	struct hito_outlook outlook;
	struct hito_agenda agenda;
	uint32_t most;
	int status = find_owner(run, args, standing, &next.owner);

	if (status != RUN_OK)
		return status;
	if (!hito_outlook_build(standing->status, run->arena, &outlook, &err))
		return run_error(run, &err);
	if (!hito_agenda_make(&outlook, next.owner, run->arena, &agenda))
		return run_memory(run);
	next.agenda = &agenda;
	next.shown = agenda.count;
	most = args->count;
	if (most == NEXT_USUAL && args->format == NEXT_TEXT)
		most = NEXT_SOME;
	if (most && most < next.shown)
		next.shown = most;
	print(run, args, &next);
	return standing_end(standing, RUN_OK);
}

static int read_and_make(struct run *run, const struct next_args *args,
			 struct standing *standing)
{
	int status =
		standing_read(standing, args->no_history ? STANDING_LEAVES
							 : STANDING_WELCOMES);

	return status == RUN_OK ? make(run, args, standing) : status;
}

static int next_run(struct run *run, const void *args, int argc, char **argv)
{
	const struct next_args *next = args;
	struct standing standing;
	struct past *past = &standing.past;
	struct answer answer;
	int status;

	if (argc > 0)
		return run_wrong(
			run, "%s",
			hito_message(run->lang, HITO_N("hito next takes no "
						       "arguments; `hito list` "
						       "takes filters")));
	if (next->all && next->owner)
		return run_wrong(run, "%s",
				 hito_message(run->lang,
					      HITO_N("--owner and --all do not "
						     "go together")));
	status = standing_begin(run, &next->past, &standing);
	if (status == RUN_OK && !next->owner && !next->all)
		status = me_note(run, past);
	if (status == RUN_OK && !answer_give(run, past, past_rev(past), argc,
					     argv, &answer, &status)) {
		status = read_and_make(run, next, &standing);
		answer_keep(&answer, status);
	}
	standing_close(&standing);
	return status;
}
