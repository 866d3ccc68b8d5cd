/* SPDX-License-Identifier: MIT */
/* hito add: a step of one line. */
#include <string.h>

#include "adding.h"
#include "base/utf8.h"
#include "cmd.h"
#include "lint/lint.h"
#include "lint/title.h"
#include "plan/fold.h"

struct add_args {
	struct moves_args moves;
	const char *plan, *objective, *parent, *owner, *type;
};

static const struct opt add_opts[] = {
	OPT_TEXT('p', "plan", add_args, plan, "PLAN",
		 HITO_N("the plan that gets it (the only open one)")),
	OPT_TEXT('o', "objective", add_args, objective, "OBJECTIVE",
		 HITO_N("the objective that it serves (the plan's only one)")),
	OPT_TEXT(0, "parent", add_args, parent, "STEP",
		 HITO_N("the step that it is a part of")),
	OPT_TEXT(0, "owner", add_args, owner, "PERSON",
		 HITO_N("who is responsible")),
	OPT_TEXT(0, "type", add_args, type, "TYPE",
		 HITO_N("kind of work; milestone: a point in time")),
	MOVES_OPTS(add_args, moves),
	OPT_END,
};

static const struct cmd_example add_examples[] = {
	{"hito add Publish 12 posts about the keywords by 30 June @ana",
	 HITO_N("the day, the figure and the owner are read from it")},
	{"hito add -o traffic \"Tell the press\" due=+2w needs+=posts",
	 HITO_N("for one of several objectives, with values")},
	{"hito add --parent posts \"Choose the pictures\"",
	 HITO_N("a part of another step")},
	{"hito add --type milestone \"The shop is open\" due=2026-09-01",
	 HITO_N("a point in time")},
	{NULL, NULL},
};

static int add_run(struct run *run, const void *args, int argc, char **argv);

const struct cmd cmd_add = {
	.name = "add",
	.usage = "[options] TITLE... [KEY=VALUE...]",
	.summary = HITO_N("add a step to a plan, in one line"),
	.examples = add_examples,
	.opts = add_opts,
	.args_size = sizeof(struct add_args),
	.run = add_run,
};

/* A run of the command. */
struct request {
	const struct add_args *args;
	int argc;
	char **argv;
	struct adding_past *past;
};

/* What was typed, sorted. */
struct typed {
	struct hito_str title, id;
	const char *plan, *objective, *parent, *owner;
	const char **words; /* KEY=VALUE for the new step */
	size_t word_count;
	bool milestone;
};

/* The words */

static bool is_milestone(struct hito_str text)
{
	return hito_word_find(hito_key_info(HITO_KEY_TYPE)->type, HITO_STEP,
			      hito_str_trim(text)) == HITO_MILESTONE;
}

/* A key that says what the step is and where, not what it is like. */
static bool take_place(struct typed *typed, enum hito_key key,
		       const struct set_wish *wish)
{
	switch (key) {
	case HITO_KEY_ID:
	case HITO_KEY_STEP:
		typed->id = hito_str_trim(wish->text);
		return true;
	case HITO_KEY_PLAN:
		typed->plan = wish->text.ptr;
		return true;
	case HITO_KEY_OBJECTIVE:
		typed->objective = wish->text.ptr;
		return true;
	case HITO_KEY_PARENT:
		typed->parent = wish->text.ptr;
		return true;
	case HITO_KEY_TYPE:
		typed->milestone = is_milestone(wish->text);
		return typed->milestone;
	default:
		return false;
	}
}

/* "onwer=ana" is a slip, "2+2=4" and "https://..." are words of a title. */
static bool is_like_key(struct hito_str key)
{
	for (size_t i = 0; i < key.len; i++) {
		unsigned char byte = (unsigned char)key.ptr[i];

		if (!(byte >= 'a' && byte <= 'z') &&
		    !(byte >= 'A' && byte <= 'Z') && byte < 0x80 &&
		    byte != '-' && byte != '_')
			return false;
	}
	return key.len > 1;
}

static int no_title(struct moves *moves)
{
	return run_wrong(moves->run, "%s",
			 moves_say(moves, HITO_N("what is to be done? Type the "
						 "title of the step")));
}

/* KEY=VALUE, else a word of the title: *out_title. */
static int take_word(struct moves *moves, const char *word, struct typed *typed,
		     bool *out_title)
{
	const struct hito_item any = {.kind = HITO_STEP,
				      .lang = moves->run->lang};
	struct set_wish wish = {.how = SET_TO};
	struct hito_str key;
	enum hito_key found;

	*out_title = true;
	if (!set_cut_key(word, &key, &wish))
		return RUN_OK;
	found = set_find_key(&any, key);
	if (found == HITO_KEY_COUNT && !is_like_key(key))
		return RUN_OK;
	*out_title = false;
	if (found == HITO_KEY_COUNT)
		return set_unknown_key(moves, &any, key);
	if (found == HITO_KEY_TITLE)
		return run_wrong(
			moves->run, "%s",
			moves_say(moves, HITO_N("the title is what the other "
						"words say")));
	if (!take_place(typed, found, &wish))
		typed->words[typed->word_count++] = word;
	return RUN_OK;
}

/* One line, a blank between words, nothing that cannot be seen. */
static int read_title(struct moves *moves, struct typed *typed)
{
	struct hito_str text = typed->title;
	char *bytes = hito_arena_bytes(moves->run->arena, text.len + 1);
	size_t len = 0, size;

	if (!bytes)
		return run_memory(moves->run);
	for (size_t at = 0; at < text.len; at += size) {
		bool valid;
		uint32_t code = hito_utf8_at(text, at, &size, &valid);

		if (code == ' ' || (code >= '\t' && code <= '\r')) {
			if (len && bytes[len - 1] != ' ')
				bytes[len++] = ' ';
			continue;
		}
		if (!valid || hito_utf8_is_control(code) ||
		    hito_utf8_is_bidi(code) || code == 0xfeff)
			return run_wrong(
				moves->run, "%s",
				moves_say(moves, HITO_N("the title has bytes "
							"that are no text")));
		memcpy(bytes + len, text.ptr + at, size);
		len += size;
	}
	typed->title = hito_str_trim((struct hito_str){bytes, len});
	if (!typed->title.len)
		return no_title(moves);
	if (typed->title.len > HITO_JUDGE_TEXT)
		return run_wrong(
			moves->run,
			moves_say(moves,
				  HITO_N("the title has more than %d bytes")),
			HITO_JUDGE_TEXT);
	return RUN_OK;
}

static int read_words(struct moves *moves, const struct request *request,
		      struct typed *typed)
{
	struct hito_arena *arena = moves->run->arena;
	const struct add_args *args = request->args;
	int status = RUN_OK;

	*typed = (struct typed){
		.plan = args->plan,
		.objective = args->objective,
		.parent = args->parent,
		.owner = args->owner,
		.words = hito_new(arena, const char *,
				  (size_t)request->argc + 1),
	};
	if (!typed->words)
		return run_memory(moves->run);
	for (int i = 0; status == RUN_OK && i < request->argc; i++) {
		const char *word = request->argv[i];
		bool title;

		status = take_word(moves, word, typed, &title);
		if (status != RUN_OK || !title)
			continue;
		typed->title = hito_arena_printf(
			arena, "%.*s %s", HITO_STR_ARG(typed->title), word);
		if (!typed->title.ptr)
			return run_memory(moves->run);
	}
	if (args->type && is_milestone(hito_str_from(args->type))) {
		typed->milestone = true;
	} else if (args->type) {
		struct hito_str word =
			hito_arena_printf(arena, "type=%s", args->type);

		if (!word.ptr)
			return run_memory(moves->run);
		typed->words[typed->word_count++] = word.ptr;
	}
	return status == RUN_OK ? read_title(moves, typed) : status;
}

/* The place */

static void list(struct moves *moves, struct hito_item *const *items,
		 size_t count)
{
	for (size_t i = 0; i < count; i++) {
		hito_out_text(&moves->run->err, "    ");
		hito_out_foreign(&moves->run->err, items[i]->id);
		hito_out_text(&moves->run->err, "  ");
		hito_out_foreign(&moves->run->err, items[i]->title);
		hito_out_text(&moves->run->err, "\n");
	}
}

static bool is_open(const struct hito_item *plan)
{
	return plan->state != HITO_DONE && plan->state != HITO_DROPPED;
}

/* The only plan, or the only one that is open. */
static int only_plan(struct moves *moves, const struct hito_item **out)
{
	const struct hito_model *model = moves->place.workspace->model;
	struct hito_err err = {.lang = moves->run->lang};
	size_t open = 0;
	int status;

	for (size_t i = 0; i < model->plan_count; i++)
		if (is_open(model->plans[i]) || model->plan_count == 1) {
			*out = model->plans[i];
			open++;
		}
	if (open == 1)
		return RUN_OK;
	if (!model->plan_count) {
		hito_err_set(&err, HITO_ERR_USAGE, "there is no plan yet");
		hito_err_help(&err, "`hito new ID` writes one");
		return run_error(moves->run, &err);
	}
	hito_err_set(&err, HITO_ERR_USAGE,
		     "which plan? Name it with --plan=ID:");
	status = run_error(moves->run, &err);
	list(moves, model->plans, model->plan_count);
	return status;
}

static int only_objective(struct moves *moves, const struct hito_item *plan,
			  const struct hito_item **out)
{
	struct hito_err err = {.lang = moves->run->lang};
	int status;

	*out = plan->objective_count ? plan->objectives[0] : NULL;
	if (plan->objective_count < 2)
		return RUN_OK;
	hito_err_set(&err, HITO_ERR_USAGE,
		     "which objective? Name it with --objective=ID:");
	status = run_error(moves->run, &err);
	list(moves, plan->objectives, plan->objective_count);
	return status;
}

/* The only objective of a title. */
static struct hito_item *find_title(const struct hito_model *model,
				    const struct hito_item *plan,
				    struct hito_str title)
{
	struct hito_item *only = NULL;

	for (size_t i = 0; i < model->plan_count; i++) {
		const struct hito_item *one = model->plans[i];

		for (size_t k = 0;
		     (!plan || one == plan) && k < one->objective_count; k++) {
			if (!hito_fold_equal(one->objectives[k]->title, title))
				continue;
			if (only)
				return NULL;
			only = one->objectives[k];
		}
	}
	return only;
}

/* By a part of its id, in the plan that is named. */
static int find(struct moves *moves, const struct hito_item *plan,
		const char *typed, enum hito_kind kind, struct hito_item **out)
{
	struct hito_str name = hito_str_from(typed);

	if (kind == HITO_OBJECTIVE)
		*out = find_title(moves->place.workspace->model, plan, name);
	if (*out)
		return RUN_OK;
	if (plan && !strchr(typed, '/'))
		name = hito_arena_printf(moves->run->arena, "%.*s/%s",
					 HITO_STR_ARG(plan->id), typed);
	if (!name.ptr)
		return run_memory(moves->run);
	return moves_find(moves, name.ptr, kind, out);
}

static bool holds(struct hito_str text, struct hito_str part)
{
	for (size_t at = 0; at + part.len <= text.len; at++)
		if (hito_str_equal_nocase(
			    hito_str_slice(text, at, at + part.len), part))
			return true;
	return false;
}

/* A heading that is no objective yet, where no objective is meant. */
static int find_plain(struct moves *moves, const struct hito_item *plan,
		      const char *typed, struct hito_item **out)
{
	const struct hito_model *model = moves->place.workspace->model;
	struct hito_err err = {.lang = moves->run->lang};
	struct hito_str text = hito_str_from(typed);
	struct hito_item *only = NULL, *found;

	for (size_t i = 0; i < model->plan_count; i++)
		for (size_t k = 0; k < model->plans[i]->objective_count; k++)
			if (strchr(typed, '/') ||
			    holds(model->plans[i]->objectives[k]->id, text))
				return RUN_OK;
	for (size_t i = 0; i < model->plan_count; i++) {
		if (plan ? model->plans[i] != plan : !is_open(model->plans[i]))
			continue;
		if (!hito_insert_plain(model->plans[i], text, moves->run->arena,
				       &found, &err))
			return run_error(moves->run, &err);
		if (found && only)
			return RUN_OK;
		only = found ? found : only;
	}
	*out = only;
	return RUN_OK;
}

static int elsewhere(struct moves *moves)
{
	return run_wrong(
		moves->run, "%s",
		moves_say(moves, HITO_N("--plan, --objective and --parent "
					"name things that do not belong "
					"together")));
}

static int find_place(struct moves *moves, const struct typed *typed,
		      struct hito_insert_wish *wish)
{
	struct hito_item *plan = NULL, *objective = NULL, *parent = NULL;
	int status = RUN_OK;

	if (typed->plan)
		status = moves_find(moves, typed->plan, HITO_PLAN, &plan);
	if (status == RUN_OK && typed->parent)
		status = find(moves, plan, typed->parent, HITO_STEP, &parent);
	if (status == RUN_OK && !plan && parent)
		plan = parent->plan;
	if (status == RUN_OK && typed->objective && !parent)
		status = find_plain(moves, plan, typed->objective, &objective);
	if (status == RUN_OK && typed->objective && !objective)
		status = find(moves, plan, typed->objective, HITO_OBJECTIVE,
			      &objective);
	if (status != RUN_OK)
		return status;
	if (!plan && objective)
		plan = objective->plan;
	if ((parent && parent->plan != plan) ||
	    (objective && objective->plan != plan) ||
	    (parent && objective && parent->objective != objective))
		return elsewhere(moves);
	*wish = (struct hito_insert_wish){plan, objective, parent};
	if (!plan)
		status = only_plan(moves, &wish->plan);
	if (parent)
		wish->objective = parent->objective;
	else if (status == RUN_OK && !objective)
		status = only_objective(moves, wish->plan, &wish->objective);
	return status;
}

/* The step */

static int judge(struct moves *moves, const struct typed *typed,
		 const struct hito_item *plan, struct hito_title *title)
{
	struct run *run = moves->run;
	const struct hito_judge_options options = {
		.today = run->today,
		.lang = run->lang_named,
		.guess = plan->lang == HITO_LANG_NONE ? run->lang : plan->lang,
	};
	struct hito_err err = {.lang = run->lang};
	struct hito_judge *judge;
	bool done;

	if (!hito_judge_new(run->arena, &judge, &err))
		return run_error(run, &err);
	done = hito_title_read(judge, typed->title, &options, run->arena, title,
			       &err);
	hito_judge_free(judge);
	return done ? RUN_OK : run_error(run, &err);
}

static int no_heading(struct moves *moves)
{
	return run_wrong(moves->run, "%s",
			 moves_say(moves, HITO_N("no heading can have this "
						 "title: write it in other "
						 "words")));
}

static int fill(struct moves *moves, const struct typed *typed,
		const struct hito_title *title, struct adding_step *step)
{
	struct hito_err err = {.lang = moves->run->lang};
	char day[HITO_DAY_SIZE];
	struct hito_str heading;

	if (!title->text.len)
		return no_title(moves);
	step->insert.title = title->text;
	step->insert.milestone = typed->milestone;
	step->owner = typed->owner ? hito_str_from(typed->owner) : title->owner;
	step->success = title->success;
	step->words = typed->words;
	step->word_count = typed->word_count;
	if (title->due != HITO_DAY_NONE)
		step->due = hito_arena_copy(
			moves->run->arena,
			hito_str_from(hito_day_format(title->due, day)));
	if (title->due != HITO_DAY_NONE && !step->due.ptr)
		return run_memory(moves->run);
	if (!hito_insert_heading(moves->run->arena, &step->insert, &heading,
				 &err))
		return run_error(moves->run, &err);
	return heading.len ? RUN_OK : no_heading(moves);
}

static int make(struct moves *moves, const void *args)
{
	const struct request *request = args;
	struct adding_step step = {.done = false};
	struct adding adding = {.moves = moves, .past = request->past};
	struct hito_title title;
	struct typed typed;
	int status = read_words(moves, request, &typed);

	if (status == RUN_OK)
		status = find_place(moves, &typed, &step.wish);
	if (status == RUN_OK)
		status = judge(moves, &typed, step.wish.plan, &title);
	if (status == RUN_OK)
		status = fill(moves, &typed, &title, &step);
	if (status == RUN_OK)
		status = adding_name(&adding, &step, typed.id);
	if (status != RUN_OK)
		return status;
	if (!hito_reserve(moves->run->arena, adding.steps, adding.count,
			  adding.capacity))
		return run_memory(moves->run);
	adding.steps[adding.count++] = step;
	return adding_finish(&adding, "Add");
}

static int add_run(struct run *run, const void *args, int argc, char **argv)
{
	const struct add_args *add = args;
	struct adding_past past = {.known = false};
	const struct request request = {add, argc, argv, &past};

	if (argc < 1)
		return run_wrong(run, "%s",
				 hito_message(run->lang,
					      HITO_N("what is to be done? Type "
						     "the title of the step")));
	return moves_run(run, &add->moves, make, &request);
}
