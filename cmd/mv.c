/* SPDX-License-Identifier: MIT */
/* hito mv: steps to another plan or objective. */
#include "cmd.h"
#include "edit/move.h"
#include "moves.h"
#include "moves_turn.h"
#include "plan/spelling.h"

struct mv_args {
	struct moves_args moves;
};

static const struct opt mv_opts[] = {
	MOVES_OPTS(mv_args, moves),
	OPT_END,
};

static const struct cmd_example mv_examples[] = {
	{"hito mv blog traffic", HITO_N("under another objective")},
	{"hito mv blog press autumn-launch",
	 HITO_N("two steps to another plan")},
	{"hito mv --dry-run blog autumn-launch/sales",
	 HITO_N("what that would change")},
	{NULL, NULL},
};

static int mv_run(struct run *run, const void *args, int argc, char **argv);

const struct cmd cmd_mv = {
	.name = "mv",
	.usage = "[options] STEP... PLAN|OBJECTIVE",
	.summary = HITO_N("move steps to another plan or objective"),
	.examples = mv_examples,
	.opts = mv_opts,
	.args_size = sizeof(struct mv_args),
	.run = mv_run,
};

struct moving {
	int count;
	char **words;
};

/* A plan by its whole id goes first: PLAN/OBJECTIVE names the other. */
static int find_target(struct moves *moves, const char *word,
		       struct hito_move *move)
{
	struct hito_item *item = hito_model_plan(moves->place.workspace->model,
						 hito_str_from(word));
	int status = RUN_OK;

	if (!item)
		status = moves_find(moves, word, HITO_PLAN | HITO_OBJECTIVE,
				    &item);
	if (status != RUN_OK)
		return status;
	move->plan = item->plan;
	move->objective = item->kind == HITO_OBJECTIVE ? item : NULL;
	return RUN_OK;
}

static bool note(struct moves *moves, const struct hito_item *step)
{
	struct hito_str name = moves_name(moves, step);

	return moves_note(
		moves,
		hito_arena_printf(moves->run->arena,
				  moves_say(moves, HITO_N("%.*s is there "
							  "already")),
				  HITO_STR_ARG(name)));
}

/* "plans/a.md: a/x -> b/x: plans/b.md" */
static bool tell_plan(struct moves *moves, const struct hito_turn *turn,
		      struct hito_str path, struct hito_str then)
{
	struct hito_str old = moves_name(moves, turn->item);
	struct hito_str text = hito_arena_printf(
		moves->run->arena, "%.*s: %.*s -> %.*s: %.*s",
		HITO_STR_ARG(turn->item->document->source->path),
		HITO_STR_ARG(old), HITO_STR_ARG(then), HITO_STR_ARG(path));

	return moves_tell(moves, text, then);
}

static struct hito_str id_of(struct moves *moves, const struct hito_item *item)
{
	return item ? item->id
		    : hito_str_from(moves_say(moves, HITO_N("(empty)")));
}

static bool tell_turn(struct moves *moves, const struct hito_transfer *transfer,
		      const struct hito_turn *turn)
{
	const struct hito_item *step = turn->item;
	struct hito_arena *arena = moves->run->arena;
	struct hito_str then = hito_arena_printf(arena, "%.*s/%.*s",
						 HITO_STR_ARG(turn->plan->id),
						 HITO_STR_ARG(turn->id));
	struct hito_str path = hito_transfer_path(
		transfer, step->document->source, step->block->section.start);
	struct hito_str key, old, new;

	if (!then.ptr)
		return false;
	if (turn->plan != step->plan && !tell_plan(moves, turn, path, then))
		return false;
	if (step->parent && turn->parent)
		return true;
	if (step->parent) {
		key = hito_spelling(step, HITO_KEY_PARENT);
		old = step->parent->id;
		if (!moves_tell(moves,
				hito_arena_printf(
					arena, "%.*s: %.*s %.*s: %.*s -> %s",
					HITO_STR_ARG(path), HITO_STR_ARG(then),
					HITO_STR_ARG(key), HITO_STR_ARG(old),
					moves_say(moves, HITO_N("(empty)"))),
				then))
			return false;
	}
	old = id_of(moves, step->objective);
	new = id_of(moves, turn->objective);
	key = hito_spelling(step, HITO_KEY_OBJECTIVE);
	return step->objective == turn->objective ||
	       moves_tell(
		       moves,
		       hito_arena_printf(arena, "%.*s: %.*s %.*s: %.*s -> %.*s",
					 HITO_STR_ARG(path), HITO_STR_ARG(then),
					 HITO_STR_ARG(key), HITO_STR_ARG(old),
					 HITO_STR_ARG(new)),
		       then);
}

static bool tell(struct moves *moves, const struct hito_move *move)
{
	const struct hito_transfer *transfer = move->transfer;
	const struct hito_turns *turns = transfer->turns;
	const struct hito_item *target =
		move->objective ? move->objective : move->plan;
	struct hito_str name = moves_name(moves, target);

	for (size_t i = 0; i < turns->count; i++)
		if (!tell_turn(moves, transfer, turns->list[i]))
			return false;
	moves->subject = hito_arena_printf(
		moves->run->arena,
		moves_say(moves, turns->count > 1
					 ? HITO_N("%.*s, ...: moved to %.*s")
					 : HITO_N("%.*s: moved to %.*s")),
		HITO_STR_ARG(turns->list[0]->id), HITO_STR_ARG(name));
	return moves->subject.ptr &&
	       moves_tell_reworded(moves, &transfer->refer) &&
	       moves_tell_links(moves, transfer);
}

static int make(struct moves *moves, const void *args)
{
	const struct moving *moving = args;
	struct run *run = moves->run;
	struct hito_err err = {.lang = run->lang};
	struct hito_transfer *transfer =
		hito_new(run->arena, struct hito_transfer, 1);
	struct hito_move move = {.transfer = transfer};
	int last = moving->count - 1, status;

	if (!transfer ||
	    !hito_transfer_init(transfer, moves->place.workspace->model,
				&moves->editing, run->arena))
		return run_memory(run);
	status = find_target(moves, moving->words[last], &move);
	for (int i = 0; status == RUN_OK && i < last; i++) {
		struct hito_item *step;
		bool done;

		status = moves_find(moves, moving->words[i], HITO_STEP, &step);
		if (status != RUN_OK)
			return status;
		if (!hito_move_plan(&move, step, &done, &err))
			return run_error(run, &err);
		if (!done && !note(moves, step))
			return run_memory(run);
	}
	if (status != RUN_OK || !move.count)
		return status;
	if (!hito_move_write(&move, &err))
		return run_error(run, &err);
	moves->check = moves_check_turns;
	moves->check_args = transfer->turns;
	return tell(moves, &move) ? RUN_OK : run_memory(run);
}

static int mv_run(struct run *run, const void *args, int argc, char **argv)
{
	const struct mv_args *mv = args;
	const struct moving moving = {.count = argc, .words = argv};

	if (argc < 2)
		return run_wrong(run, "%s",
				 hito_message(run->lang,
					      HITO_N("name steps, then a plan "
						     "or an objective: hito mv "
						     "STEP PLAN")));
	return moves_run(run, &mv->moves, make, &moving);
}
