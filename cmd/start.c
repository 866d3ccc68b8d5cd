/* SPDX-License-Identifier: MIT */
/* hito start, done, block, drop, reopen: where a step stands. */
#include "cmd.h"
#include "lint/lint.h"
#include "moves.h"

struct start_args {
	struct moves_args moves;
	const char *reason;
};

static const struct opt start_opts[] = {
	OPT_TEXT('r', "reason", start_args, reason, "TEXT",
		 HITO_N("why: written as the step's reason")),
	MOVES_OPTS(start_args, moves),
	OPT_END,
};

/* What one of the commands does. */
struct standing_move {
	const struct start_args *args;
	int count;
	char **names;
	enum hito_word step, plan; /* plan NONE: plans have no such state */
	bool reopens;              /* what is open is left as it is */
};

static bool is_open(const struct hito_item *item)
{
	return item->state != HITO_DONE && item->state != HITO_DROPPED;
}

static struct hito_str spelling(const struct hito_item *item, enum hito_key key)
{
	const struct hito_value *value = hito_item_value(item, key);

	return value ? value->key_text : hito_spelling(item, key);
}

static struct hito_str raw_of(const struct hito_item *item, enum hito_key key)
{
	const struct hito_value *value = hito_item_value(item, key);

	return value ? value->raw : HITO_STR("");
}

/* Where it stands, in the words of its file. */
static struct hito_str standing(const struct hito_item *item)
{
	struct hito_str word = raw_of(item, HITO_KEY_STATE);

	if (!word.len && item->document)
		word = hito_editing_word(item, HITO_KEY_STATE, item->state);
	return word.len ? word : item->state_text;
}

static int note(struct moves *moves, const struct hito_item *item, bool same)
{
	struct hito_str name = moves_name(moves, item), word = standing(item);
	struct hito_str key = spelling(item, HITO_KEY_STATE);
	struct hito_str text = hito_arena_printf(
		moves->run->arena,
		same ? moves_say(moves, HITO_N("%.*s: %.*s is already %.*s"))
		     : moves_say(moves,
				 HITO_N("%.*s is not closed: %.*s is %.*s")),
		HITO_STR_ARG(name), HITO_STR_ARG(key), HITO_STR_ARG(word));

	return moves_note(moves, text) ? RUN_OK : run_memory(moves->run);
}

static int add_reason(struct moves *moves, const struct hito_item *item,
		      const char *reason)
{
	struct hito_str text = hito_str_trim(hito_str_from(reason));
	struct moves_change change = {
		.item = item,
		.key = spelling(item, HITO_KEY_REASON),
		.old = raw_of(item, HITO_KEY_REASON),
		.new = text,
	};
	const char *refused;

	if (hito_str_equal(change.old, text))
		return RUN_OK;
	if (item->kind != HITO_STEP)
		return moves_refuse(moves, item, change.key,
				    HITO_N("only a step has a reason"));
	refused = moves_unwritable(text);
	if (refused)
		return moves_refuse(moves, item, change.key, refused);
	if (!hito_editing_set(&moves->editing, item, HITO_KEY_REASON, text,
			      text, &refused) ||
	    (!refused && !moves_add(moves, &change)))
		return run_memory(moves->run);
	return refused ? moves_refuse(moves, item, change.key, refused)
		       : RUN_OK;
}

/* What keeps the file from saying the state; NULL: nothing. */
static const char *refusal(const struct hito_item *item, struct hito_str word)
{
	const struct hito_mapping *mapping =
		item->document ? item->document->mapping : NULL;

	if (mapping && mapping->state != HITO_WORD_NONE)
		return HITO_N("the state is what its folder means");
	return word.len ? NULL : HITO_N("map: has no word for this state");
}

static int add_state(struct moves *moves, const struct hito_item *item,
		     enum hito_word state)
{
	struct hito_str word = HITO_STR("");
	struct moves_change change = {
		.item = item,
		.key = spelling(item, HITO_KEY_STATE),
		.old = raw_of(item, HITO_KEY_STATE),
	};
	const char *refused = hito_editing_refusal(item);

	if (!refused) {
		word = hito_editing_word(item, HITO_KEY_STATE, state);
		refused = refusal(item, word);
	}
	change.new = word;
	if (!refused &&
	    (!hito_editing_set(&moves->editing, item, HITO_KEY_STATE, word,
			       hito_str_from(hito_word_name(state)),
			       &refused) ||
	     !moves_add(moves, &change)))
		return run_memory(moves->run);
	return refused ? moves_refuse(moves, item, change.key, refused)
		       : RUN_OK;
}

static int move_one(struct moves *moves, const struct standing_move *move,
		    const struct hito_item *item)
{
	enum hito_word state =
		item->kind == HITO_PLAN ? move->plan : move->step;
	int status;

	if (state == HITO_WORD_NONE)
		return moves_refuse(moves, item, spelling(item, HITO_KEY_STATE),
				    HITO_N("a plan cannot be blocked"));
	if (item->state == state || (move->reopens && is_open(item)))
		status = note(moves, item, item->state == state);
	else
		status = add_state(moves, item, state);
	if (status == RUN_OK && move->args->reason)
		status = add_reason(moves, item, move->args->reason);
	return status;
}

static bool is_named_before(struct hito_item *const *items, int count)
{
	for (int i = 0; i < count; i++)
		if (items[i] == items[count])
			return true;
	return false;
}

static int make(struct moves *moves, const void *args)
{
	const struct standing_move *move = args;
	struct hito_item **items = hito_new(
		moves->run->arena, struct hito_item *, (size_t)move->count);
	int status = RUN_OK;

	if (!items)
		return run_memory(moves->run);
	for (int i = 0; status == RUN_OK && i < move->count; i++) {
		status = moves_find(moves, move->names[i],
				    HITO_STEP | HITO_PLAN, &items[i]);
		if (status == RUN_OK && !is_named_before(items, i))
			status = move_one(moves, move, items[i]);
	}
	return status;
}

static int run_move(struct run *run, const struct standing_move *move)
{
	if (!move->count)
		return run_wrong(run, "%s",
				 hito_message(run->lang,
					      HITO_N("name a step: its id, or "
						     "a part of it")));
	return moves_run(run, &move->args->moves, make, move);
}

#define MOVE(name_, summary_, step_, plan_, reopens_, ...)                   \
	static const struct cmd_example name_##_examples[] = {__VA_ARGS__,   \
							      {NULL, NULL}}; \
	static int name_##_run(struct run *run, const void *args, int argc,  \
			       char **argv)                                  \
	{                                                                    \
		return run_move(run, &(struct standing_move){                \
					     .args = args,                   \
					     .count = argc,                  \
					     .names = argv,                  \
					     .step = (step_),                \
					     .plan = (plan_),                \
					     .reopens = (reopens_),          \
				     });                                     \
	}                                                                    \
	const struct cmd cmd_##name_ = {                                     \
		.name = #name_,                                              \
		.usage = "[options] STEP...",                                \
		.summary = (summary_),                                       \
		.examples = name_##_examples,                                \
		.opts = start_opts,                                          \
		.args_size = sizeof(struct start_args),                      \
		.run = name_##_run,                                          \
		.flags = (reopens_) ? CMD_CLOSED_STEPS : CMD_OPEN_STEPS,     \
	}

MOVE(start, HITO_N("say that work on a step begins"), HITO_DOING, HITO_ACTIVE,
     false, {"hito start blog", HITO_N("the step with \"blog\" in its id")},
     {"hito start --commit spring-launch/blog-weekly",
      HITO_N("commit the change as well")});
MOVE(done, HITO_N("say that a step is done"), HITO_DONE, HITO_DONE, false,
     {"hito done blog-weekly", HITO_N("one step")},
     {"hito done blog-weekly press --commit",
      HITO_N("two of them, in one commit")});
MOVE(block, HITO_N("say that a step cannot go on"), HITO_BLOCKED,
     HITO_WORD_NONE, false,
     {"hito block press --reason \"waiting for the photos\"",
      HITO_N("and what it waits for")});
MOVE(drop, HITO_N("say that a step will not be done"), HITO_DROPPED,
     HITO_DROPPED, false,
     {"hito drop press --reason \"no budget\"", HITO_N("and why")},
     {"hito drop --dry-run press", HITO_N("see what would change")});
MOVE(reopen, HITO_N("put a closed step back to do"), HITO_TODO, HITO_ACTIVE,
     true, {"hito reopen blog-weekly", HITO_N("what is open stays as it is")});
