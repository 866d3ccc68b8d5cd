/* SPDX-License-Identifier: MIT */
/* hito rename: another id, in every file that has the old one. */
#include "edit/rename.h"

#include "cmd.h"
#include "edit/mention.h"
#include "moves.h"
#include "moves_turn.h"
#include "past.h"

struct rename_args {
	struct moves_args moves;
};

static const struct opt rename_opts[] = {
	MOVES_OPTS(rename_args, moves),
	OPT_END,
};

static const struct cmd_example rename_examples[] = {
	{"hito rename blog blog-posts",
	 HITO_N("the step, and all that refers to it")},
	{"hito rename --dry-run spring-launch/press press-kit",
	 HITO_N("what that would change")},
	{NULL, NULL},
};

static int rename_run(struct run *run, const void *args, int argc, char **argv);

const struct cmd cmd_rename = {
	.name = "rename",
	.usage = "[options] OLD NEW",
	.summary = HITO_N("give a step, plan, objective or KPI another id"),
	.examples = rename_examples,
	.opts = rename_opts,
	.args_size = sizeof(struct rename_args),
	.run = rename_run,
};

#define THINGS (HITO_PLAN | HITO_OBJECTIVE | HITO_STEP | HITO_KPI)

/* The prose is its author's: what it says is told, not changed. */
static bool mention(struct moves *moves, const struct hito_model *model,
		    struct hito_str word)
{
	struct hito_arena *arena = moves->run->arena;
	struct hito_mentions mentions;
	struct moves_spot *spots;
	struct hito_str text;

	if (!hito_mentions_find(model, word, arena, &mentions))
		return false;
	spots = hito_new(arena, struct moves_spot, mentions.count + 1);
	if (!spots)
		return false;
	for (size_t i = 0; i < mentions.count; i++)
		spots[i] = (struct moves_spot){mentions.list[i].source->path,
					       mentions.list[i].line};
	text = hito_arena_printf(
		arena,
		moves_say(moves, HITO_N("lines of prose that say \"%.*s\", "
					"left as they are")),
		HITO_STR_ARG(word));
	return moves_warn_spots(moves, text, spots, mentions.count);
}

static bool tell(struct moves *moves, const struct hito_item *item,
		 struct hito_str id, const struct hito_refer *refer)
{
	struct hito_arena *arena = moves->run->arena;
	struct hito_str old = moves_name(moves, item), new = id, text;

	if (item->kind != HITO_PLAN && item->plan)
		new = hito_arena_printf(arena, "%.*s/%.*s",
					HITO_STR_ARG(item->plan->id),
					HITO_STR_ARG(id));
	text = hito_arena_printf(arena, "%.*s: %.*s -> %.*s",
				 HITO_STR_ARG(item->document->source->path),
				 HITO_STR_ARG(old), HITO_STR_ARG(new));
	if (!moves_tell(moves, text,
			item->kind == HITO_STEP ? new : HITO_STR("")))
		return false;
	if (!moves_tell_reworded(moves, refer))
		return false;
	moves->subject = hito_arena_printf(
		arena, moves_say(moves, HITO_N("%.*s: renamed, was %.*s")),
		HITO_STR_ARG(id), HITO_STR_ARG(item->id));
	return moves->subject.ptr != NULL;
}

/* Its file is not renamed with it: links and bookmarks go on to work. */
static bool keep_file(struct moves *moves, const struct hito_item *item)
{
	struct hito_str path = item->document->source->path;
	struct hito_str text;

	if (item->kind != HITO_PLAN &&
	    !(item->document->is_step &&
	      item->block == &item->document->blocks[0]))
		return true;
	text = hito_arena_printf(
		moves->run->arena,
		moves_say(moves, HITO_N("the file keeps its name: %.*s")),
		HITO_STR_ARG(path));
	return moves_note(moves, text);
}

static bool is_move(const struct hito_event *event,
		    const struct hito_item *step)
{
	return event->kind == HITO_STEP && event->what == HITO_MOVED &&
	       event->old_plan.len &&
	       hito_str_equal(event->plan, step->plan->id) &&
	       hito_str_equal(event->id, step->id);
}

/*
 * History follows an id from plan to plan, but not a name that is new today:
 * where it was before is written with it.
 */
static int take_elsewhere(struct moves *moves, const struct hito_item *step,
			  const struct hito_history *history,
			  struct hito_renaming *renaming)
{
	struct hito_arena *arena = moves->run->arena;
	struct hito_str *list = NULL;
	size_t capacity = 0;

	for (size_t i = 0; i < history->event_count; i++) {
		const struct hito_event *event = history->events[i];

		if (!is_move(event, step))
			continue;
		if (!hito_reserve(arena, list, renaming->elsewhere_count,
				  capacity))
			return run_memory(moves->run);
		list[renaming->elsewhere_count] = hito_arena_printf(
			arena, "%.*s/%.*s", HITO_STR_ARG(event->old_plan),
			HITO_STR_ARG(step->id));
		if (!list[renaming->elsewhere_count++].ptr)
			return run_memory(moves->run);
	}
	renaming->elsewhere = list;
	return RUN_OK;
}

static int find_elsewhere(struct moves *moves, const struct hito_item *item,
			  struct hito_renaming *renaming)
{
	static const struct past_args all = {.partial = true};
	struct run *run = moves->run;
	hito_day today = run->today;
	struct past past;
	int status;

	if (item->kind != HITO_STEP || !item->plan)
		return RUN_OK;
	status = past_open(run, &all, &past);
	if (status == RUN_OK && !past.none) {
		status = past_read(run, &past);
		if (past.history)
			status = take_elsewhere(moves, item, past.history,
						renaming);
	}
	run->today = today;
	past_close(&past);
	return status;
}

static int make(struct moves *moves, const void *args)
{
	char *const *words = args;
	struct run *run = moves->run;
	const struct hito_model *model = moves->place.workspace->model;
	struct hito_err err = {.lang = run->lang};
	struct hito_str id = hito_str_from(words[1]);
	struct hito_turns *turns = hito_new(run->arena, struct hito_turns, 1);
	struct hito_refer refer = {
		.editing = &moves->editing,
		.turns = turns,
		.model = model,
		.arena = run->arena,
	};
	struct hito_renaming renaming = {.id = id};
	struct hito_item *item;
	int status = moves_find(moves, words[0], THINGS, &item);

	if (status != RUN_OK)
		return status;
	if (!turns)
		return run_memory(run);
	hito_turns_init(turns, run->arena);
	renaming.item = item;
	status = find_elsewhere(moves, item, &renaming);
	if (status != RUN_OK)
		return status;
	if (!hito_rename(model, &renaming, turns, &refer, &err))
		return run_error(run, &err);
	moves->check = moves_check_turns;
	moves->check_args = turns;
	return tell(moves, item, id, &refer) && keep_file(moves, item) &&
			       mention(moves, model, item->id)
		       ? RUN_OK
		       : run_memory(run);
}

static int rename_run(struct run *run, const void *args, int argc, char **argv)
{
	const struct rename_args *rename = args;

	if (argc != 2)
		return run_wrong(
			run, "%s",
			hito_message(run->lang, HITO_N("name an id and the new "
						       "one: hito rename OLD "
						       "NEW")));
	return moves_run(run, &rename->moves, make, argv);
}
