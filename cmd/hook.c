/* SPDX-License-Identifier: MIT */
/* hito hook: called by Git's own hooks. */
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "cmd.h"
#include "history/draft.h"
#include "history/staged.h"
#include "history/trailer.h"
#include "hito/limits.h"
#include "hito/revision.h"
#include "past.h"
#include "plan/fold.h"

/* Steps that are offered; who changes more means none of them. */
#define MOST 20

struct hook_args {
	bool add, strict;
};

static const struct opt hook_opts[] = {
	OPT_FLAG(0, "add", hook_args, add,
		 HITO_N("add the trailers in place of offering them")),
	OPT_FLAG(0, "strict", hook_args, strict,
		 HITO_N("refuse a message that names unknown steps")),
	OPT_END,
};

static const struct cmd_example hook_examples[] = {
	{"hito hook prepare-commit-msg \"$@\"",
	 HITO_N("in .git/hooks/prepare-commit-msg: offer trailers")},
	{"hito hook commit-msg --strict \"$@\"",
	 HITO_N("in .git/hooks/commit-msg: check them")},
	{NULL, NULL},
};

static int hook_run(struct run *run, const void *args, int argc, char **argv);

const struct cmd cmd_hook = {
	.name = "hook",
	.usage = "[options] prepare-commit-msg|commit-msg FILE [SOURCE...]",
	.summary = HITO_N("offer and check trailers in a commit's message"),
	.examples = hook_examples,
	.opts = hook_opts,
	.args_size = sizeof(struct hook_args),
	.run = hook_run,
};

struct hook {
	struct run *run;
	const struct hook_args *args;
	bool prepares;        /* before the editor; else behind it */
	struct hito_str path; /* of the message */
	const char *source;   /* what Git says of it; may be "" */
	struct hito_draft draft;
	struct past past;
	struct hito_workspace *staged, *head;
	struct hito_trailer *trailers;
	size_t trailer_count;
	size_t warnings;
};

__attribute__((format_arg(2))) static const char *say(const struct run *run,
						      const char *english)
{
	return hito_message(run->lang, english);
}

/* A file beside the message, in the folder of Git. */
static struct hito_str beside(const struct hook *hook, const char *name)
{
	struct hito_str folder = hook->path;

	while (folder.len && folder.ptr[folder.len - 1] != '/')
		folder.len--;
	return hito_arena_printf(hook->run->arena, "%.*s%s",
				 HITO_STR_ARG(folder), name);
}

static bool is_merge(const struct hook *hook)
{
	struct hito_str path = beside(hook, "MERGE_HEAD");
	struct stat status;

	return strcmp(hook->source, "merge") == 0 ||
	       strcmp(hook->source, "squash") == 0 ||
	       (path.ptr && fstatat(hook->run->dir_fd, path.ptr, &status,
				    AT_SYMLINK_NOFOLLOW) == 0);
}

static bool read_staged(struct hook *hook, struct hito_err *err)
{
	struct run *run = hook->run;
	struct hito_staged staged;

	if (!hito_staged_open(hook->past.repository, run->index_file,
			      run->arena, &staged, err))
		return false;
	if (staged.conflict)
		return hito_err_set(err, HITO_ERR_INPUT,
				    "a merge is not settled");
	return hito_staged_plans(hook->past.repository, &staged,
				 hook->past.place.above, NULL, run->arena,
				 &hook->staged, err);
}

static bool read_head(struct hook *hook, struct hito_err *err)
{
	const struct hito_revision_options options = {
		.at = HITO_DAY_NONE,
		.folder = hook->past.place.above,
	};

	if (hito_repository_is_empty(hook->past.repository))
		return true;
	return hito_revision_read(hook->past.repository, &options,
				  hook->run->arena, &hook->head, err);
}

static const struct hito_mapping *mapping_of(void *ctx, struct hito_str plan,
					     struct hito_str id)
{
	const struct hook *hook = ctx;

	return hito_trailer_mapping(hook->staged->model, plan, id);
}

/* What will be left of the message: comments begin no trailer. */
static bool read_trailers(struct hook *hook, struct hito_err *err)
{
	const struct hito_trailer_words words = {mapping_of, hook};

	return hito_trailers_read(
		hito_str_slice(hook->draft.text, 0, hook->draft.end), &words,
		hook->run->arena, &hook->trailers, &hook->trailer_count, err);
}

/* A step, or of an old commit, that the message may name. */
static const struct hito_item *find(const struct hook *hook,
				    const struct hito_trailer *trailer,
				    size_t *out_count)
{
	const struct hito_item *step = hito_trailer_step(
		hook->staged->model, trailer->plan, trailer->id, out_count);

	if (!step && hook->head)
		step = hito_trailer_step(hook->head->model, trailer->plan,
					 trailer->id, out_count);
	return step;
}

static void begin_warning(struct hook *hook, const struct hito_trailer *trailer)
{
	const char *start = hook->draft.text.ptr;
	uint32_t line = 1;

	for (const char *at = start; at < trailer->text.ptr; at++)
		line += *at == '\n';
	hook->warnings++;
	hito_out_printf(
		&hook->run->err,
		say(hook->run, HITO_N("hito: line %u of the message: ")),
		(unsigned)line);
	hito_out_foreign(&hook->run->err, trailer->text);
	hito_out_text(&hook->run->err, "\n");
}

static void help(struct hook *hook, const char *english)
{
	hito_out_text(&hook->run->err, say(hook->run, HITO_N("help: ")));
	hito_out_text(&hook->run->err, say(hook->run, english));
	hito_out_text(&hook->run->err, "\n");
}

static void try_name(struct hook *hook, struct hito_nearest *nearest,
		     const struct hito_item *item, bool whole)
{
	struct hito_str name =
		whole ? hito_item_name(item, hook->run->arena)
		      : hito_arena_copy(hook->run->arena, item->id);

	if (name.ptr)
		hito_nearest_try(nearest, name.ptr);
}

/* What is spelt almost like it: the whole name, else the step's alone. */
static void guess(struct hook *hook, const struct hito_trailer *trailer)
{
	const struct hito_model *model = hook->staged->model;
	bool whole = trailer->plan.len && !trailer->review;
	struct hito_str typed = trailer->review ? trailer->plan : trailer->id;
	struct hito_nearest nearest;

	if (whole)
		typed = hito_arena_printf(hook->run->arena, "%.*s/%.*s",
					  HITO_STR_ARG(trailer->plan),
					  HITO_STR_ARG(trailer->id));
	hito_nearest_init(&nearest, typed);
	for (size_t i = 0; i < model->plan_count; i++) {
		const struct hito_item *plan = model->plans[i];

		if (trailer->review)
			try_name(hook, &nearest, plan, true);
		for (size_t k = 0; !trailer->review && k < plan->step_count;
		     k++)
			try_name(hook, &nearest, plan->steps[k], whole);
	}
	if (!nearest.best) {
		help(hook, HITO_N("nothing has this id; `hito show` lists all "
				  "ids"));
		return;
	}
	hito_out_text(&hook->run->err, say(hook->run, HITO_N("help: ")));
	hito_out_text(&hook->run->err,
		      say(hook->run, HITO_N("did you mean this? ")));
	hito_out_foreign(&hook->run->err, hito_str_from(nearest.best));
	hito_out_text(&hook->run->err, "\n");
}

static void check_trailer(struct hook *hook, const struct hito_trailer *trailer)
{
	size_t count = 1;

	if (!trailer->readable) {
		begin_warning(hook, trailer);
		help(hook,
		     trailer->review
			     ? HITO_N("it is written Reviewed-plan: PLAN "
				      "[DATE]")
			     : HITO_N("it is written Step: PLAN/STEP [STATE] "
				      "[KEY=VALUE]... [DATE]"));
		return;
	}
	if (trailer->review ? hito_model_plan(hook->staged->model,
					      trailer->plan) != NULL
			    : find(hook, trailer, &count) && count == 1)
		return;
	begin_warning(hook, trailer);
	if (count > 1)
		help(hook, HITO_N("several plans have it: write PLAN/STEP"));
	else
		guess(hook, trailer);
}

static bool is_same_item(const struct hito_item *a, const struct hito_item *b)
{
	return a && b ? hito_str_equal(a->id, b->id) : a == b;
}

/* A key that another place of the step may stand for: a section, a file. */
static bool is_of_place(enum hito_key key)
{
	return key == HITO_KEY_ID || key == HITO_KEY_PLAN ||
	       key == HITO_KEY_OBJECTIVE || key == HITO_KEY_PARENT;
}

/* A step that moved to a file of its own or back says what it said. */
static bool says_the_same(const struct hito_item *a, const struct hito_item *b)
{
	for (enum hito_key key = 0; key < HITO_KEY_COUNT; key++)
		if (!is_of_place(key) &&
		    (hito_key_info(key)->flags & HITO_KEY_EVENT) &&
		    !hito_value_equal(hito_block_value(a->block, key),
				      hito_block_value(b->block, key)))
			return false;
	return hito_str_equal(a->title, b->title) &&
	       is_same_item(a->objective, b->objective) &&
	       is_same_item(a->parent, b->parent);
}

/* Is the step in both, and are values of it others? */
static bool is_changed(const struct hook *hook, const struct hito_item *step)
{
	const struct hito_item *plan = NULL, *before = NULL;

	if (hook->head && step->plan && !step->duplicate_of)
		plan = hito_model_plan(hook->head->model, step->plan->id);
	if (plan)
		before = hito_plan_find(plan, HITO_STEP, step->id);
	return before && before->block && step->block &&
	       hito_block_hash(before->block) != hito_block_hash(step->block) &&
	       !says_the_same(before, step);
}

static bool is_named(const struct hook *hook, const struct hito_item *step)
{
	size_t count;

	for (size_t i = 0; i < hook->trailer_count; i++) {
		const struct hito_trailer *trailer = &hook->trailers[i];

		if (!trailer->review && trailer->readable &&
		    hito_trailer_step(hook->staged->model, trailer->plan,
				      trailer->id, &count) == step)
			return true;
	}
	return false;
}

/* Is a trailer's line in the text, as a comment too? Then it was offered. */
static bool is_offered(const struct hook *hook, struct hito_str line)
{
	return hito_str_find(hook->draft.text, line, 0) != SIZE_MAX;
}

/* "Step: plan/step" lines; no blank may be in a name. *out_count: of them. */
static struct hito_str offer_lines(const struct hook *hook, size_t *out_count)
{
	const struct hito_model *model = hook->staged->model;
	struct hito_arena *arena = hook->run->arena;
	struct hito_str lines = HITO_STR(""), line;

	*out_count = 0;
	for (size_t i = 0; i < model->plan_count; i++) {
		const struct hito_item *plan = model->plans[i];

		for (size_t k = 0; k < plan->step_count; k++) {
			const struct hito_item *step = plan->steps[k];

			if (!is_changed(hook, step) || is_named(hook, step))
				continue;
			line = hito_arena_printf(arena, "Step: %.*s/%.*s\n",
						 HITO_STR_ARG(plan->id),
						 HITO_STR_ARG(step->id));
			if (!line.ptr || is_offered(hook, line))
				continue;
			if (++*out_count <= MOST)
				lines = hito_arena_printf(arena, "%.*s%.*s",
							  HITO_STR_ARG(lines),
							  HITO_STR_ARG(line));
		}
	}
	return lines;
}

static bool write_message(struct hook *hook, struct hito_str text,
			  struct hito_err *err)
{
	if (!text.ptr)
		return hito_err_memory(err);
	return hito_file_rewrite(hook->run->dir_fd, hook->path,
				 hook->draft.text, text, err);
}

static bool comment(struct hook *hook, struct hito_str lines,
		    struct hito_err *err)
{
	struct hito_str text = hito_arena_printf(
		hook->run->arena, "%s\n%.*s",
		say(hook->run, HITO_N("Steps that this commit changes; a line "
				      "without its mark links it:")),
		HITO_STR_ARG(lines));

	if (!text.ptr)
		return hito_err_memory(err);
	return write_message(
		hook, hito_draft_comment(&hook->draft, text, hook->run->arena),
		err);
}

static void tell(struct hook *hook, struct hito_str lines)
{
	struct hito_str line;

	if (hook->run->quiet)
		return;
	hito_out_text(&hook->run->err,
		      say(hook->run, HITO_N("hito: this commit changes steps "
					    "that its message does not "
					    "name:\n")));
	while (hito_str_cut_line(&lines, &line)) {
		hito_out_text(&hook->run->err, "  ");
		hito_out_foreign(&hook->run->err, line);
		hito_out_text(&hook->run->err, "\n");
	}
}

static bool offer(struct hook *hook, struct hito_err *err)
{
	size_t count;
	struct hito_str lines = offer_lines(hook, &count);
	const struct hito_draft *draft = &hook->draft;

	if (!count || count > MOST || hito_draft_is_fixup(draft) ||
	    is_merge(hook))
		return true;
	if (hook->args->add && !draft->empty)
		return write_message(
			hook, hito_draft_add(draft, lines, hook->run->arena),
			err);
	if (!hook->prepares)
		tell(hook, lines);
	/* Without comments of Git nobody takes ours out of the message. */
	return !draft->mark || comment(hook, lines, err);
}

static bool work(struct hook *hook, struct hito_err *err)
{
	if (!read_staged(hook, err) || !read_head(hook, err))
		return false;
	run_set_lang(hook->run, hook->staged->project->lang);
	if (!read_trailers(hook, err))
		return false;
	for (size_t i = 0; i < hook->trailer_count; i++)
		check_trailer(hook, &hook->trailers[i]);
	return offer(hook, err);
}

/* Our own trouble is no reason to refuse a commit. */
static int go_on(struct run *run, const struct hito_err *err)
{
	int said = err->code == HITO_OK ? RUN_OK : run_error(run, err);

	(void)said;
	if (!run->quiet)
		hito_out_text(
			&run->err,
			say(run, HITO_N("hito: the message was not looked "
					"at; the commit goes on\n")));
	return RUN_OK;
}

static int run_hook(struct hook *hook)
{
	struct run *run = hook->run;
	const struct past_args past_args = {.at = NULL};
	struct hito_err err = {.lang = run->lang};
	struct hito_str text;
	bool done = false;

	if (!hito_file_read(run->dir_fd, hook->path, HITO_LIMIT_MESSAGE,
			    run->arena, &text, &err))
		return go_on(run, &err);
	hito_draft_read(text, &hook->draft);
	if (past_open(run, &past_args, &hook->past) == RUN_OK)
		done = hook->past.repository && hook->past.placed &&
		       work(hook, &err);
	past_close(&hook->past);
	if (!done)
		return go_on(run, &err);
	return hook->warnings && hook->args->strict ? RUN_FINDINGS : RUN_OK;
}

static int hook_run(struct run *run, const void *args, int argc, char **argv)
{
	struct hook hook = {
		.run = run,
		.args = args,
		.source = argc > 2 ? argv[2] : "",
	};

	hook.prepares = argc > 1 && strcmp(argv[0], "prepare-commit-msg") == 0;
	if (argc < 2 || (!hook.prepares && strcmp(argv[0], "commit-msg") != 0))
		return run_wrong(
			run, "%s",
			say(run, HITO_N("a hook is called as Git calls it: "
					"commit-msg FILE, or "
					"prepare-commit-msg FILE [SOURCE]")));
	hook.path = hito_str_from(argv[1]);
	return run_hook(&hook);
}
