/* SPDX-License-Identifier: MIT */
/* hito check: tick items of a step's checklist. */
#include "base/num.h"
#include "cmd.h"
#include "moves.h"

struct check_args {
	struct moves_args moves;
	bool undo;
};

static const struct opt check_opts[] = {
	OPT_FLAG('u', "undo", check_args, undo,
		 HITO_N("take the tick away again")),
	MOVES_OPTS(check_args, moves),
	OPT_END,
};

static const struct cmd_example check_examples[] = {
	{"hito check blog 2", HITO_N("the second item of its checklist")},
	{"hito check blog calendar",
	 HITO_N("the item with \"calendar\" in its text")},
	{"hito check --undo blog 2", HITO_N("it is not done after all")},
	{NULL, NULL},
};

static int check_run(struct run *run, const void *args, int argc, char **argv);

const struct cmd cmd_check = {
	.name = "check",
	.usage = "[options] STEP ITEM...",
	.summary = HITO_N("tick items of a step's checklist"),
	.examples = check_examples,
	.opts = check_opts,
	.args_size = sizeof(struct check_args),
	.run = check_run,
};

/* A run of the command. */
struct ticking {
	const struct check_args *args;
	int count;
	char **words;
};

static bool holds(struct hito_str text, struct hito_str part)
{
	for (size_t at = 0; at + part.len <= text.len; at++)
		if (hito_str_equal_nocase(
			    hito_str_slice(text, at, at + part.len), part))
			return true;
	return false;
}

/* The items, with their numbers and ticks. */
static void print_items(struct moves *moves, const struct hito_block *block)
{
	struct hito_out *out = &moves->run->err;

	for (size_t i = 0; i < block->check_count; i++) {
		hito_out_printf(out, "    %zu. [%c] ", i + 1,
				block->checks[i].done ? 'x' : ' ');
		hito_out_foreign(out, block->checks[i].text);
		hito_out_text(out, "\n");
	}
}

static int not_one(struct moves *moves, const struct hito_item *step,
		   const char *word, size_t count)
{
	struct hito_err err = {.lang = moves->run->lang};
	int status;

	if (!step->block || !step->block->check_count)
		return moves_refuse(moves, step, HITO_STR(""),
				    HITO_N("it has no checklist"));
	if (count)
		hito_err_set(&err, HITO_ERR_USAGE,
			     "several items have \"%s\" in their text:", word);
	else
		hito_err_set(&err, HITO_ERR_USAGE,
			     "no item has the number or text \"%s\":", word);
	status = run_error(moves->run, &err);
	print_items(moves, step->block);
	return status;
}

/* By its number, its whole text, or the only one with such a part. */
static int find_item(struct moves *moves, const struct hito_item *step,
		     const char *word, size_t *out)
{
	struct hito_str part = hito_str_trim(hito_str_from(word));
	size_t checks = step->block ? step->block->check_count : 0, count = 0;
	uint32_t number;

	if (hito_str_u32(part, &number) && number > 0 && number <= checks) {
		*out = number - 1;
		return RUN_OK;
	}
	for (size_t i = 0; part.len && i < checks; i++) {
		struct hito_str text = step->block->checks[i].text;

		if (hito_str_equal(text, part)) {
			*out = i;
			return RUN_OK;
		}
		if (!holds(text, part))
			continue;
		*out = i;
		count++;
	}
	return count == 1 ? RUN_OK : not_one(moves, step, word, count);
}

static int note(struct moves *moves, const struct hito_item *step,
		const struct hito_check *check)
{
	struct hito_str name = moves_name(moves, step);
	struct hito_str text = hito_arena_printf(
		moves->run->arena,
		moves_say(moves, check->done
					 ? HITO_N("%.*s: \"%.*s\" is ticked "
						  "already")
					 : HITO_N("%.*s: \"%.*s\" is not "
						  "ticked")),
		HITO_STR_ARG(name), HITO_STR_ARG(check->text));

	return moves_note(moves, text) ? RUN_OK : run_memory(moves->run);
}

static int tick(struct moves *moves, const struct hito_item *step, size_t item,
		bool done)
{
	const struct hito_check *check = &step->block->checks[item];
	const struct moves_change change = {
		.item = step,
		.key = check->text,
		.old = done ? HITO_STR("[ ]") : HITO_STR("[x]"),
		.new = done ? HITO_STR("[x]") : HITO_STR("[ ]"),
	};

	if (check->done == done)
		return note(moves, step, check);
	return hito_editing_tick(&moves->editing, step, item, done) &&
			       moves_add(moves, &change)
		       ? RUN_OK
		       : run_memory(moves->run);
}

static int make(struct moves *moves, const void *args)
{
	const struct ticking *ticking = args;
	struct hito_item *step;
	const char *refused;
	size_t *items =
		hito_new(moves->run->arena, size_t, (size_t)ticking->count);
	int status;

	if (!items)
		return run_memory(moves->run);
	status = moves_find(moves, ticking->words[0], HITO_STEP, &step);
	if (status != RUN_OK)
		return status;
	refused = hito_editing_refusal(step);
	if (refused)
		return moves_refuse(moves, step, HITO_STR(""), refused);
	for (int i = 1; status == RUN_OK && i < ticking->count; i++) {
		bool again = false;

		status = find_item(moves, step, ticking->words[i], &items[i]);
		for (int k = 1; status == RUN_OK && k < i; k++)
			again |= items[k] == items[i];
		if (status == RUN_OK && !again)
			status = tick(moves, step, items[i],
				      !ticking->args->undo);
	}
	return status;
}

static int check_run(struct run *run, const void *args, int argc, char **argv)
{
	const struct ticking ticking = {
		.args = args, .count = argc, .words = argv};

	if (argc < 2)
		return run_wrong(run, "%s",
				 hito_message(run->lang,
					      HITO_N("name a step and an item "
						     "of its checklist: its "
						     "number, or a part of its "
						     "text")));
	return moves_run(run, &ticking.args->moves, make, &ticking);
}
