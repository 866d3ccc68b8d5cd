/* SPDX-License-Identifier: MIT */
/* hito split, hito join: a plan of one file, or of a folder. */
#include "edit/split.h"

#include "cmd.h"
#include "moves.h"
#include "moves_turn.h"

struct split_args {
	struct moves_args moves;
};

static const struct opt split_opts[] = {
	MOVES_OPTS(split_args, moves),
	OPT_END,
};

static const struct cmd_example split_examples[] = {
	{"hito split spring-launch",
	 HITO_N("plans/spring-launch/plan.md, and a file a step")},
	{"hito split --dry-run spring-launch", HITO_N("what that would do")},
	{NULL, NULL},
};

static const struct cmd_example join_examples[] = {
	{"hito join spring-launch", HITO_N("all in plans/spring-launch.md")},
	{"hito join --commit spring-launch", HITO_N("and a commit of it")},
	{NULL, NULL},
};

static int split_run(struct run *run, const void *args, int argc, char **argv);
static int join_run(struct run *run, const void *args, int argc, char **argv);

const struct cmd cmd_split = {
	.name = "split",
	.usage = "[options] PLAN",
	.summary = HITO_N("make a folder of a plan, with a file a step"),
	.examples = split_examples,
	.opts = split_opts,
	.args_size = sizeof(struct split_args),
	.run = split_run,
};

const struct cmd cmd_join = {
	.name = "join",
	.usage = "[options] PLAN",
	.summary = HITO_N("make one file of a plan and its step files"),
	.examples = join_examples,
	.opts = split_opts,
	.args_size = sizeof(struct split_args),
	.run = join_run,
};

/* What the two have in common. */
struct layout {
	const char *plan;
	bool (*change)(struct hito_split *split, struct hito_err *err);
	bool joins;
};

/* "plans/x.md: x/blog -> plans/x/blog.md" */
static bool tell_step(struct moves *moves, const struct hito_split *split,
		      const struct hito_item *step)
{
	const struct hito_source *source = step->document->source;
	struct hito_str then = hito_transfer_path(split->transfer, source,
						  step->block->section.start);
	struct hito_str name = moves_name(moves, step);

	if (hito_str_equal(then, source->path))
		return true;
	return moves_tell(
		moves,
		hito_arena_printf(moves->run->arena, "%.*s: %.*s -> %.*s",
				  HITO_STR_ARG(source->path),
				  HITO_STR_ARG(name), HITO_STR_ARG(then)),
		HITO_STR(""));
}

static bool tell(struct moves *moves, const struct hito_split *split,
		 const struct layout *layout)
{
	const struct hito_item *plan = split->plan;
	struct hito_arena *arena = moves->run->arena;

	moves->subject = hito_arena_printf(
		arena,
		moves_say(moves, layout->joins ? HITO_N("%.*s: all in one file")
					       : HITO_N("%.*s: a file for each "
							"step")),
		HITO_STR_ARG(plan->id));
	if (!moves->subject.ptr || !tell_step(moves, split, plan))
		return false;
	for (size_t i = 0; i < plan->step_count; i++)
		if (!tell_step(moves, split, plan->steps[i]))
			return false;
	return moves_tell_reworded(moves, &split->transfer->refer) &&
	       moves_tell_links(moves, split->transfer);
}

static bool note(struct moves *moves, const struct hito_split *split,
		 const struct layout *layout)
{
	struct hito_str text = hito_arena_printf(
		moves->run->arena,
		moves_say(moves, layout->joins
					 ? HITO_N("%.*s is one file already")
					 : HITO_N("%.*s has a folder already, "
						  "and no step in plan.md")),
		HITO_STR_ARG(split->plan->id));

	return moves_note(moves, text);
}

static int find_plan(struct moves *moves, const char *word,
		     struct hito_split *split)
{
	struct hito_item *item;
	int status = moves_find(moves, word, HITO_PLAN, &item);

	split->plan = status == RUN_OK ? item : NULL;
	return status;
}

static int make(struct moves *moves, const void *args)
{
	const struct layout *layout = args;
	struct run *run = moves->run;
	struct hito_err err = {.lang = run->lang};
	struct hito_transfer *transfer =
		hito_new(run->arena, struct hito_transfer, 1);
	struct hito_split split = {.transfer = transfer};
	int status;

	if (!transfer ||
	    !hito_transfer_init(transfer, moves->place.workspace->model,
				&moves->editing, run->arena))
		return run_memory(run);
	status = find_plan(moves, layout->plan, &split);
	if (status != RUN_OK)
		return status;
	if (!layout->change(&split, &err))
		return run_error(run, &err);
	if (!split.done)
		return note(moves, &split, layout) ? RUN_OK : run_memory(run);
	moves->check = moves_check_turns;
	moves->check_args = transfer->turns;
	return tell(moves, &split, layout) ? RUN_OK : run_memory(run);
}

static int split_run(struct run *run, const void *args, int argc, char **argv)
{
	const struct split_args *split = args;
	struct layout layout = {
		.change = hito_split,
	};

	if (argc != 1)
		return run_wrong(
			run, "%s",
			hito_message(run->lang, HITO_N("name one plan: hito "
						       "split PLAN")));
	layout.plan = argv[0];
	return moves_run(run, &split->moves, make, &layout);
}

static int join_run(struct run *run, const void *args, int argc, char **argv)
{
	const struct split_args *join = args;
	struct layout layout = {
		.change = hito_join,
		.joins = true,
	};

	if (argc != 1)
		return run_wrong(run, "%s",
				 hito_message(run->lang,
					      HITO_N("name one plan: hito join "
						     "PLAN")));
	layout.plan = argv[0];
	return moves_run(run, &join->moves, make, &layout);
}
