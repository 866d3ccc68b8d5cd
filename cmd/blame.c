/* SPDX-License-Identifier: MIT */
/* hito blame: who set what of a step, and when. */
#include "cmd.h"
#include "find.h"
#include "named.h"
#include "report/blame_report.h"

enum blame_format { FORMAT_TEXT, FORMAT_JSON };

struct blame_args {
	struct past_args past;
	int format;
	bool all;
};

static const struct opt_choice blame_formats[] = {
	{"text", FORMAT_TEXT},
	{"json", FORMAT_JSON},
	OPT_CHOICE_END,
};

static const struct opt blame_opts[] = {
	PAST_OPTS(blame_args),
	OPT_FLAG('a', "all", blame_args, all,
		 HITO_N("every value that it had, the newest first")),
	OPT_CHOICE(0, "format", blame_args, format, blame_formats,
		   HITO_N("how to print it")),
	OPT_END,
};

static const struct cmd_example blame_examples[] = {
	{"hito blame spring-launch/weekly-blog",
	 HITO_N("who last set each value of a step")},
	{"hito blame weekly-blog due --all",
	 HITO_N("every day that a step was promised for")},
	{NULL, NULL},
};

static int blame_run(struct run *run, const void *args, int argc, char **argv);

const struct cmd cmd_blame = {
	.name = "blame",
	.usage = "[options] PLAN[/STEP]|STEP [KEY...]",
	.summary = HITO_N("tell who set each value of a step, and when"),
	.examples = blame_examples,
	.opts = blame_opts,
	.args_size = sizeof(struct blame_args),
	.run = blame_run,
	.flags = CMD_PAGER,
};

struct blame_work {
	struct run *run;
	const struct blame_args *args;
	struct past past;
	struct hito_workspace *worktree; /* NULL: a commit is looked at */
	const struct hito_story *story;
	struct hito_item *item; /* of the work tree, where there is no story */
	bool *keys;             /* NULL: all */
};

static int unknown_key(struct blame_work *work, const char *word)
{
	enum hito_kind kind =
		work->story ? work->story->kind : work->item->kind;
	struct hito_err err = {.lang = work->run->lang};
	const char *near = hito_key_nearest(kind, hito_str_from(word));

	hito_err_set(&err, HITO_ERR_USAGE, "a %s has no key \"%.100s\"",
		     hito_message(err.lang, hito_kind_name(kind)), word);
	if (near)
		hito_err_help(&err, "did you mean \"%s\"?", near);
	else
		hito_err_help(&err, "`hito help hito-format` lists the keys");
	return run_error(work->run, &err);
}

static int read_keys(struct blame_work *work, int argc, char **argv)
{
	enum hito_kind kind =
		work->story ? work->story->kind : work->item->kind;

	if (argc == 0)
		return RUN_OK;
	work->keys = hito_new(work->run->arena, bool, HITO_KEY_COUNT);
	if (!work->keys)
		return run_memory(work->run);
	for (int i = 0; i < argc; i++) {
		enum hito_key key = hito_key_find(kind, hito_str_from(argv[i]));

		if (key == HITO_KEY_COUNT ||
		    !(hito_key_info(key)->flags & HITO_KEY_EVENT))
			return unknown_key(work, argv[i]);
		work->keys[key] = true;
	}
	return RUN_OK;
}

/* Of things of one name: what is there before what is gone, steps first. */
static unsigned rank_of(const struct hito_story *story)
{
	unsigned rank = story->item ? 0 : 4;

	switch (story->kind) {
	case HITO_PLAN:
	case HITO_STEP:
		return rank;
	case HITO_OBJECTIVE:
		return rank + 1;
	default:
		return rank + 2;
	}
}

static int several(struct blame_work *work, const char *name,
		   const struct hito_story *one, const struct hito_story *other)
{
	struct hito_err err = {.lang = work->run->lang};

	hito_err_set(&err, HITO_ERR_USAGE,
		     "several things have the id \"%.*s\"",
		     HITO_STR_ARG(hito_str_from(name)));
	hito_err_help(&err, "name one: %.*s/%.*s or %.*s/%.*s",
		      HITO_STR_ARG(one->plan), HITO_STR_ARG(one->id),
		      HITO_STR_ARG(other->plan), HITO_STR_ARG(other->id));
	return run_error(work->run, &err);
}

static int choose(struct blame_work *work, const struct named *named,
		  const char *name)
{
	const struct hito_history *history = work->past.history;
	const struct hito_story *second = NULL;

	for (size_t i = 0; i < history->story_count; i++) {
		const struct hito_story *story = &history->stories[i];

		if (!named->picked[i])
			continue;
		if (!work->story || rank_of(story) < rank_of(work->story)) {
			work->story = story;
			second = NULL;
		} else if (rank_of(story) == rank_of(work->story)) {
			second = story;
		}
	}
	return second ? several(work, name, work->story, second) : RUN_OK;
}

/* Something that only the work tree has yet. */
static bool find_uncommitted(struct blame_work *work, const char *name)
{
	struct hito_err err = {.lang = work->run->lang};

	return work->worktree &&
	       place_find(&work->past.place, hito_str_from(name), &work->item,
			  &err);
}

/* By a beginning or a part of what has an id today. */
static int find_part(struct blame_work *work, struct named *named,
		     const char *name)
{
	const struct hito_model *model =
		work->worktree ? work->worktree->model
			       : work->past.history->at_head->model;
	struct hito_item *item;
	int status = find_some(work->run, model, name, FIND_ALL, &item);

	if (status != RUN_OK)
		return status;
	if (item && named_things(named, hito_item_name(item, work->run->arena)))
		return choose(work, named, name);
	if (!item || !work->worktree)
		return named_unknown(named, name);
	work->item = item;
	return RUN_OK;
}

static int find_thing(struct blame_work *work, const char *name)
{
	struct named named;
	int status = named_init(&named, work->run, &work->past, 1);

	if (status != RUN_OK)
		return status;
	if (named_things(&named, hito_str_from(name)))
		return choose(work, &named, name);
	if (find_uncommitted(work, name))
		return RUN_OK;
	return find_part(work, &named, name);
}

static int read_worktree(struct blame_work *work)
{
	struct hito_err err = {.lang = work->run->lang};
	struct past *past = &work->past;

	if (past->args->at || !past->placed)
		return RUN_OK;
	if (!place_read(&past->place, &err))
		return run_error(work->run, &err);
	work->worktree = past->place.workspace;
	return RUN_OK;
}

static int tell(struct blame_work *work)
{
	const struct hito_blame_options options = {
		.history = work->past.history,
		.story = work->story,
		.worktree = work->worktree ? work->worktree->model : NULL,
		.item = work->item,
		.all = work->args->all,
	};
	struct hito_blame_report report = {.history = work->past.history,
					   .keys = work->keys};
	struct run *run = work->run;
	struct hito_err err = {.lang = run->lang};
	struct hito_style style = past_style(run);
	struct hito_blame *blame;

	if (!hito_blame_make(&options, run->arena, &blame, &err))
		return run_error(run, &err);
	report.blame = blame;
	if (work->args->format == FORMAT_JSON)
		hito_blame_json(&run->out, &report);
	else
		hito_blame_text(&run->out, &style, &report);
	return RUN_OK;
}

static int read_all(struct blame_work *work, int argc, char **argv)
{
	struct run *run = work->run;
	int status;

	if (argc == 0) {
		struct hito_err err = {.lang = run->lang};

		hito_err_set(&err, HITO_ERR_USAGE, "blame needs a name");
		hito_err_help(&err, "hito blame PLAN/STEP; `hito show` lists "
				    "all ids");
		return run_error(run, &err);
	}
	if (work->past.none)
		return run_wrong(run, "%s",
				 hito_message(run->lang, work->past.none));
	status = past_read(run, &work->past);
	if (status == RUN_OK)
		status = read_worktree(work);
	if (status == RUN_OK)
		status = find_thing(work, argv[0]);
	if (status == RUN_OK)
		status = read_keys(work, argc - 1, argv + 1);
	return status == RUN_OK ? tell(work) : status;
}

static int blame_run(struct run *run, const void *args, int argc, char **argv)
{
	struct blame_work work = {.run = run, .args = args};
	int status = past_open(run, &work.args->past, &work.past);

	if (status == RUN_OK)
		status = read_all(&work, argc, argv);
	past_close(&work.past);
	return status;
}
