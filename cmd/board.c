/* SPDX-License-Identifier: MIT */
/* hito board: steps in columns by state. */
#include "answer.h"
#include "cmd.h"
#include "pick.h"
#include "report/board_report.h"
#include "standing.h"

enum board_format { BOARD_TEXT, BOARD_JSON, BOARD_MARKDOWN };

struct board_args {
	struct past_args past;
	int format, by;
	bool no_history, all;
	uint32_t count;
};

static const struct board_args board_defaults = {.count = 10};

static const struct opt_choice board_formats[] = {
	{"text", BOARD_TEXT},
	{"json", BOARD_JSON},
	{"markdown", BOARD_MARKDOWN},
	OPT_CHOICE_END,
};

static const struct opt_choice board_groups[] = {
	{"owner", HITO_BOARD_BY_OWNER},
	{"phase", HITO_BOARD_BY_PHASE},
	{"objective", HITO_BOARD_BY_OBJECTIVE},
	{"plan", HITO_BOARD_BY_PLAN},
	OPT_CHOICE_END,
};

static const struct opt board_opts[] = {
	OPT_CHOICE('b', "by", board_args, by, board_groups,
		   HITO_N("a board each")),
	OPT_NUMBER('n', "max-count", board_args, count, "COUNT",
		   HITO_N("at most so many steps in a column (10)")),
	OPT_FLAG('a', "all", board_args, all, HITO_N("all steps")),
	OPT_CHOICE('f', "format", board_args, format, board_formats,
		   HITO_N("how to print it")),
	PAST_OPTS(board_args),
	OPT_FLAG(0, "no-history", board_args, no_history,
		 HITO_N("the files alone, without commits")),
	OPT_END,
};

static const struct cmd_example board_examples[] = {
	{"hito board", HITO_N("all plans on one board")},
	{"hito board spring-launch --by=owner",
	 HITO_N("a plan, a board for each person")},
	{"hito board --all --format=markdown > board.md",
	 HITO_N("as a page of tables, with all steps")},
	{NULL, NULL},
};

static int board_run(struct run *run, const void *args, int argc, char **argv);

const struct cmd cmd_board = {
	.name = "board",
	.usage = "[options] [PLAN|PATH...]",
	.summary = HITO_N("show steps in columns by state"),
	.examples = board_examples,
	.opts = board_opts,
	.args_size = sizeof(struct board_args),
	.args_defaults = &board_defaults,
	.run = board_run,
	.flags = CMD_PAGER,
};

static int print(struct run *run, const struct board_args *args,
		 const struct hito_board *board)
{
	struct hito_arena *scratch = hito_arena_sub(run->arena);
	struct hito_style style = past_style(run);
	size_t most = args->all ? SIZE_MAX : args->count;
	bool done = scratch != NULL;

	if (args->format == BOARD_JSON)
		hito_board_json(&run->out, board);
	else if (args->format == BOARD_MARKDOWN)
		done = done && hito_board_markdown(&run->out, &style, board,
						   most, scratch);
	else
		done = done &&
		       hito_board_text(&run->out, &style, board, most, scratch);
	hito_arena_free(scratch);
	return done ? RUN_OK : run_memory(run);
}

static int make(struct run *run, const struct board_args *args,
		struct standing *standing, int argc, char **argv)
{
	struct hito_err err = {.lang = run->lang};
	struct hito_outlook outlook;
	struct hito_board board;
	int status =
		standing_read(standing, args->no_history ? STANDING_LEAVES
							 : STANDING_WELCOMES);

	if (status == RUN_OK)
		status = pick_plans(run, &standing->past, standing->status,
				    HITO_N("a board shows whole plans; `hito "
					   "show PLAN/STEP` shows a step"),
				    argc, argv);
	if (status != RUN_OK)
		return status;
	if (!hito_outlook_build(standing->status, run->arena, &outlook, &err))
		return run_error(run, &err);
	if (!hito_board_make(&outlook, (enum hito_board_by)args->by, run->arena,
			     &board))
		return run_memory(run);
	return standing_end(standing, print(run, args, &board));
}

static int board_run(struct run *run, const void *args, int argc, char **argv)
{
	const struct board_args *board = args;
	struct standing standing;
	struct past *past = &standing.past;
	struct answer answer;
	int status = standing_begin(run, &board->past, &standing);

	if (status == RUN_OK && !answer_give(run, past, past_rev(past), argc,
					     argv, &answer, &status)) {
		status = make(run, board, &standing, argc, argv);
		answer_keep(&answer, status);
	}
	standing_close(&standing);
	return status;
}
