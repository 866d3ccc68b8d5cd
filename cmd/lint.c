/* SPDX-License-Identifier: MIT */
/* hito lint: check plans against the rules. */
#include <string.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "bare.h"
#include "base/file.h"
#include "baseline_file.h"
#include "cmd.h"
#include "hito/limits.h"
#include "hito/lint.h"
#include "lint_fix.h"
#include "lint_history.h"
#include "lint_print.h"
#include "lint_since.h"
#include "lint_staged.h"
#include "place.h"
#include "threads.h"

/* --fail-on: a level, or higher than any. */
#define LINT_NEVER (HITO_ERROR + 1)

struct lint_args {
	int format, fail_on;
	struct opt_list select, ignore, outputs;
	const char *stdin_filename, *since, *baseline;
	bool fix, diff, unsafe_fixes;
	bool history, no_history, staged;
};

static const struct lint_args lint_defaults = {
	.format = LINT_NO_FORMAT,
	.fail_on = HITO_ERROR,
};

static const struct opt_choice lint_levels[] = {
	{"info", HITO_INFO},   {"warning", HITO_WARNING},
	{"error", HITO_ERROR}, {"never", LINT_NEVER},
	OPT_CHOICE_END,
};

static const struct opt lint_opts[] = {
	OPT_CHOICE_AS('f', "format", lint_args, format, lint_formats, "FORMAT",
		      HITO_N("how to print the findings: text, json, jsonl, "
			     "github, sarif, gitlab, junit, checkstyle, "
			     "rdjsonl, tap or markdown (text)")),
	OPT_LIST('o', "output", lint_args, outputs, "FORMAT:FILE",
		 HITO_N("write them in a format to a file too, or to standard "
			"output (-) in place of text; may be repeated")),
	OPT_CHOICE(0, "fail-on", lint_args, fail_on, lint_levels,
		   HITO_N("the lowest level that makes the exit status 1 "
			  "(error)")),
	OPT_LIST('s', "select", lint_args, select, "RULES",
		 HITO_N("check only these rules (T001,placeholder,G)")),
	OPT_LIST('i', "ignore", lint_args, ignore, "RULES",
		 HITO_N("leave these rules out")),
	OPT_TEXT(0, "baseline", lint_args, baseline, "FILE",
		 HITO_N("leave out the findings that FILE has "
			"(hito baseline)")),
	OPT_TEXT(0, "since", lint_args, since, "REV",
		 HITO_N("only what is new since this work left REV")),
	OPT_FLAG(0, "staged", lint_args, staged,
		 HITO_N("check what is staged for the next commit, not the "
			"files")),
	OPT_FLAG(0, "history", lint_args, history,
		 HITO_N("judge what commits tell, too (rules H)")),
	OPT_FLAG(0, "no-history", lint_args, no_history,
		 HITO_N("leave that out, whatever the project file says")),
	OPT_FLAG(0, "fix", lint_args, fix,
		 HITO_N("write what can be fixed safely to the files")),
	OPT_FLAG(0, "diff", lint_args, diff,
		 HITO_N("show what --fix would change, and write nothing")),
	OPT_FLAG(0, "unsafe-fixes", lint_args, unsafe_fixes,
		 HITO_N("with --fix or --diff: suggestions too, which need a "
			"look")),
	OPT_TEXT(0, "stdin-filename", lint_args, stdin_filename, "PATH",
		 HITO_N("the file that standard input (-) stands for")),
	OPT_END,
};

static const struct cmd_example lint_examples[] = {
	{"hito lint", HITO_N("check the whole project")},
	{"hito lint plans/spring.md",
	 HITO_N("check one file; the others are read for references")},
	{"hito lint --select=T --fail-on=warning",
	 HITO_N("check only dates, and fail on warnings too")},
	{"hito lint --output=sarif:lint.sarif --output=junit:lint.xml",
	 HITO_N("print the findings, and write reports of them")},
	{"hito lint --since=origin/main",
	 HITO_N("check what a branch adds to main")},
	{"hito lint --staged --since=HEAD",
	 HITO_N("check what the next commit adds")},
	{"hito lint --diff", HITO_N("see what --fix would change")},
	{"hito lint --stdin-filename=plans/spring.md -",
	 HITO_N("check what an editor holds")},
	{NULL, NULL},
};

static int lint_run(struct run *run, const void *args, int argc, char **argv);

const struct cmd cmd_lint = {
	.name = "lint",
	.usage = "[options] [PATH|ID|-...]",
	.summary = HITO_N("check plans against the rules"),
	.examples = lint_examples,
	.opts = lint_opts,
	.args_size = sizeof(struct lint_args),
	.args_defaults = &lint_defaults,
	.run = lint_run,
	.flags = CMD_PAGER,
};

/* A run of the command: what it was told, what it reads, what it finds. */
struct linting {
	struct run *run;
	const struct lint_args *args;
	struct place place;
	bool from_stdin;
	bool first; /* --staged: of the first commit */
	struct hito_lint_options options;
	struct hito_lint_result result;
	struct hito_lint_scope *scopes;
	size_t scope_count, scope_capacity;
	struct lint_since since, merged; /* of the other side of a merge */
	struct lint_history past;
	struct hito_baseline *baseline; /* NULL: none */
	bool fixing;                    /* --fix or --diff */
	struct hito_fixes fixes;
	struct hito_arena *again; /* of what was read last, to judge fixes */
	size_t unwritten;         /* files with fixes */
};

static bool add_scope(struct linting *linting, struct hito_str path,
		      bool folder, struct hito_span span)
{
	const struct hito_lint_scope *last =
		linting->scope_count
			? &linting->scopes[linting->scope_count - 1]
			: NULL;

	if (last && last->folder == folder && last->span.end == 0 &&
	    span.end == 0 && hito_str_equal(last->path, path))
		return true;
	if (!hito_reserve(linting->run->arena, linting->scopes,
			  linting->scope_count, linting->scope_capacity))
		return false;
	linting->scopes[linting->scope_count++] =
		(struct hito_lint_scope){path, folder, span};
	return true;
}

/* Where a thing stands: a plan has whole files. */
static bool add_item(struct linting *linting, const struct hito_item *item,
		     bool whole)
{
	struct hito_span span = {0, 0};

	if (!item->document || !item->document->source)
		return true;
	if (!whole && item->block)
		span = item->block->section;
	return add_scope(linting, item->document->source->path, false, span);
}

static bool add_named(struct linting *linting, const struct hito_item *item)
{
	bool whole = item->kind == HITO_PLAN;
	size_t i;

	if (!add_item(linting, item, whole))
		return false;
	for (i = 0; whole && i < item->step_count; i++) {
		if (!add_item(linting, item->steps[i], true))
			return false;
	}
	for (i = 0; i < item->child_count; i++) {
		if (!add_named(linting, item->children[i]))
			return false;
	}
	return true;
}

static bool is_unreadable(const struct hito_model *model, struct hito_str path)
{
	size_t i;

	for (i = 0; i < model->unreadable_count; i++) {
		if (hito_str_equal(model->unreadable[i].path, path))
			return true;
	}
	return false;
}

static bool has_below(const struct hito_model *model, struct hito_str path)
{
	size_t i;

	for (i = 0; i < model->document_count; i++) {
		struct hito_str file = model->documents[i]->source->path;

		if (model->documents[i]->is_prose)
			continue;
		if (path.len == 0 ||
		    (file.len > path.len && file.ptr[path.len] == '/' &&
		     memcmp(file.ptr, path.ptr, path.len) == 0))
			return true;
	}
	return false;
}

/* Say on standard error that something named holds no plan. */
static void say_no_plan(struct linting *linting, struct hito_str path,
			const char *english)
{
	struct hito_out *out = &linting->run->err;

	/* Of a project without plans a hook has nothing to say. */
	if (linting->run->quiet && !path.len)
		return;
	hito_out_text(out, "hito: ");
	hito_out_foreign(out, path.len ? path : HITO_STR("."));
	hito_out_text(out, ": ");
	hito_out_text(out, hito_message(linting->run->lang, english));
	hito_out_text(out, "\n");
}

/* A file, or a folder with all below it. */
static bool add_path(struct linting *linting, struct hito_str path)
{
	const struct hito_model *model = linting->place.workspace->model;
	const struct hito_document *document = hito_model_document(model, path);
	const struct hito_span all = {0, 0};

	if (document && document->is_prose)
		say_no_plan(linting, path,
			    HITO_N("no plan: it has neither plan: nor step: "
				   "at its head, and no step in it"));
	if (document || is_unreadable(model, path))
		return add_scope(linting, path, false, all);
	if (!has_below(model, path))
		say_no_plan(linting, path, HITO_N("no plan is in it"));
	return add_scope(linting, path, true, all);
}

static bool find_scopes(struct linting *linting)
{
	const struct hito_model *model = linting->place.workspace->model;
	struct place *place = &linting->place;
	size_t i;

	if (linting->from_stdin &&
	    !add_path(linting, place->options.stdin_path))
		return false;
	for (i = 0; i < place->path_count; i++) {
		if (!add_path(linting, place->paths[i]))
			return false;
	}
	for (i = 0; i < place->id_count; i++) {
		if (!add_named(linting, place->items[i]))
			return false;
	}
	if (linting->scope_count == 0 && model->plan_count == 0 &&
	    model->unreadable_count == 0)
		say_no_plan(linting, HITO_STR(""), HITO_N("no plan is in it"));
	linting->options.scopes = linting->scopes;
	linting->options.scope_count = linting->scope_count;
	linting->options.threads = threads_wanted(HITO_LINT_THREADS);
	return true;
}

/* Take "-" off the arguments, and read what it stands for. */
static bool read_stdin(struct linting *linting, int *argc, char **argv,
		       struct hito_err *err)
{
	struct hito_workspace_options *options = &linting->place.options;
	const char *name = linting->args->stdin_filename;
	int kept = 0, i;

	for (i = 0; i < *argc; i++) {
		if (strcmp(argv[i], "-") == 0)
			linting->from_stdin = true;
		else
			argv[kept++] = argv[i];
	}
	*argc = kept;
	if (!linting->from_stdin && name) {
		hito_err_set(err, HITO_ERR_USAGE,
			     "--stdin-filename names what - reads, and there "
			     "is no -");
		return hito_err_help(
			err, "hito lint --stdin-filename=PATH - < FILE");
	}
	if (!linting->from_stdin)
		return true;
	options->stdin_path = HITO_STR("<stdin>");
	if (name &&
	    !place_path(&linting->place, name, &options->stdin_path, err))
		return false;
	return hito_file_read_fd(linting->run->in_fd, HITO_LIMIT_STDIN,
				 linting->run->arena, &options->stdin_text,
				 err);
}

/* The files on disk, or what is staged of them; in a bare repository those of
 * its newest commit. */
static bool read_project(struct linting *linting, int argc, char **argv,
			 struct hito_err *err)
{
	struct place *place = &linting->place;

	if (linting->args->staged && (linting->from_stdin || linting->fixing))
		return hito_err_set(err, HITO_ERR_USAGE,
				    "what is staged is not fixed, nor read in "
				    "place of: leave out --staged");
	if (linting->args->staged)
		return lint_staged_read(place, argc, argv, &linting->first,
					err);
	if (!bare_is(place))
		return place_name(place, argc, argv, err) &&
		       place_read(place, err);
	if (linting->from_stdin || linting->fixing)
		return hito_err_set(err, HITO_ERR_USAGE,
				    "a bare repository has no files to fix or "
				    "to read in place of");
	return bare_read(place, argc, argv, err) && place_find_all(place, err);
}

static bool leave_older(struct linting *linting, struct hito_arena *arena,
			struct hito_err *err)
{
	const struct hito_model *model = linting->place.workspace->model;

	if (!lint_since_apply(&linting->merged, model, &linting->result, arena,
			      err) ||
	    !lint_since_apply(&linting->since, model, &linting->result, arena,
			      err))
		return false;
	linting->since.said.hidden += linting->merged.said.hidden;
	return true;
}

/* Judge what was read, and leave out what is not asked for. */
static bool judge_rules(struct linting *linting, struct hito_arena *arena,
			struct hito_err *err)
{
	const struct hito_workspace *workspace = linting->place.workspace;

	return lint_history_join(&linting->past, workspace, &linting->options,
				 arena, err) &&
	       hito_lint_run(workspace, &linting->options, arena,
			     &linting->result, err) &&
	       (!linting->baseline ||
		hito_baseline_apply(linting->baseline, workspace,
				    &linting->options, arena, &linting->result,
				    err)) &&
	       leave_older(linting, arena, err);
}

static bool read_history(struct linting *linting, struct hito_err *err)
{
	const struct hito_workspace *workspace = linting->place.workspace;
	const struct lint_args *args = linting->args;

	if (args->no_history ||
	    (!args->history &&
	     !hito_lint_wants_history(workspace->project, &linting->options)))
		return true;
	return lint_history_read(&linting->past, &linting->place, NULL, err) &&
	       lint_history_join(&linting->past, workspace, &linting->options,
				 linting->run->arena, err);
}

static bool judge(struct linting *linting, int argc, char **argv,
		  struct hito_err *err)
{
	struct hito_lint_options *options = &linting->options;
	struct hito_arena *arena = linting->run->arena;
	struct place *place = &linting->place;

	if (!opt_split(arena, &linting->args->select, &options->select,
		       &options->select_count) ||
	    !opt_split(arena, &linting->args->ignore, &options->ignore,
		       &options->ignore_count))
		return hito_err_memory(err);
	if (!read_stdin(linting, &argc, argv, err) ||
	    !read_project(linting, argc, argv, err))
		return false;
	run_set_lang(linting->run, place->workspace->project->lang);
	err->lang = linting->run->lang;
	options->today = linting->run->today;
	if (!find_scopes(linting))
		return hito_err_memory(err);
	return baseline_read(place, linting->args->baseline, &linting->baseline,
			     err) &&
	       read_history(linting, err) &&
	       lint_since_read(&linting->since,
			       linting->first ? NULL : linting->args->since,
			       place, options, linting->baseline, err) &&
	       (!linting->args->staged || !linting->since.said.rev ||
		lint_since_merged(&linting->merged, place, options,
				  linting->baseline, err)) &&
	       judge_rules(linting, arena, err);
}

/* Read and judge the project with the fixed texts in place of its files. */
static bool judge_again(struct linting *linting, struct hito_err *err)
{
	struct hito_arena *arena = hito_arena_sub(linting->run->arena);
	struct place *place = &linting->place;

	if (!arena)
		return hito_err_memory(err);
	if (!hito_fixes_texts(&linting->fixes, &place->options.texts,
			      &place->options.text_count, err) ||
	    !hito_workspace_read(&place->options, arena, &place->workspace,
				 err) ||
	    !judge_rules(linting, arena, err)) {
		hito_arena_free(arena);
		return false;
	}
	hito_arena_free(linting->again);
	linting->again = arena;
	return true;
}

/* One round; false in *out_changed when nothing is left to fix. */
static bool fix_once(struct linting *linting, bool *out_changed,
		     struct hito_err *err)
{
	struct place *place = &linting->place;
	bool worse = false;

	if (!hito_fixes_round(&linting->fixes, place->workspace->model,
			      &linting->result, out_changed, err))
		return false;
	if (!*out_changed)
		return true;
	do {
		if (!judge_again(linting, err) ||
		    !hito_fixes_check(&linting->fixes, place->workspace, &worse,
				      err))
			return false;
	} while (worse);
	return true;
}

static bool fix(struct linting *linting, struct hito_err *err)
{
	const struct lint_args *args = linting->args;
	struct hito_fixes *fixes = &linting->fixes;
	bool changed = true;
	int round;

	if (!hito_fixes_init(fixes, linting->place.workspace, &linting->options,
			     args->unsafe_fixes ? HITO_FIX_SUGGESTED
						: HITO_FIX_SAFE,
			     linting->run->arena, err))
		return false;
	linting->options.scopes = fixes->scopes;
	if (linting->from_stdin)
		fixes->only = linting->place.options.stdin_path;
	for (round = 0; changed && round < HITO_FIX_ROUNDS; round++) {
		if (!fix_once(linting, &changed, err))
			return false;
	}
	lint_fix_say(linting->run, fixes, changed);
	if (args->diff || linting->from_stdin)
		return true;
	return lint_fix_write(&linting->place, fixes, &linting->unwritten,
			      err) &&
	       (linting->unwritten == 0 || judge_again(linting, err));
}

/* The fixed text goes to standard output, what is left to standard error. */
static bool print_fixed(struct linting *linting, struct hito_err *err)
{
	const struct hito_workspace_options *options = &linting->place.options;

	if (linting->args->diff)
		return lint_fix_diff(linting->run, &linting->fixes, err);
	if (linting->fixing && linting->from_stdin)
		lint_fix_print(linting->run, &linting->fixes,
			       options->stdin_text, options->stdin_path);
	return true;
}

static bool fingerprint(struct linting *linting,
			const struct lint_outputs *outputs)
{
	bool needed = false;
	size_t i;

	for (i = 0; i < outputs->count; i++)
		needed |= hito_lint_needs_fingerprints(outputs->list[i].format);
	return !needed ||
	       hito_lint_fingerprint(&linting->result, linting->run->arena);
}

static bool print(struct linting *linting, const struct lint_outputs *outputs,
		  struct hito_err *err)
{
	struct run *run = linting->run;
	struct hito_lint_report report = {
		.result = &linting->result,
		.options = &linting->options,
		.model = linting->place.workspace->model,
		.prefix = linting->place.above,
		.version = HITO_VERSION,
		.lang = run->lang,
		.today = run->today,
		.fail_on = linting->args->fail_on,
		.color = run->color &&
			 (!outputs->to_err || run->err_is_terminal),
		.columns = run->columns,
		.threads = linting->options.threads,
		.no_sum = run->quiet,
		.sum_of_clean = run->out_is_terminal,
	};

	if (linting->fixing)
		report.fixing.what =
			linting->args->diff ? HITO_FIX_SHOWN : HITO_FIXED;
	if (!fingerprint(linting, outputs))
		return hito_err_memory(err);
	lint_fix_count(&linting->fixes, report.model, &linting->result,
		       &report.fixing);
	return lint_print(&linting->place, outputs, &report, err);
}

static int status_of(const struct linting *linting)
{
	const struct hito_lint_result *result = &linting->result;
	int level = linting->args->fail_on;

	if (linting->unwritten)
		return RUN_FAILED;
	if (level == LINT_NEVER)
		return RUN_OK;
	if (linting->args->diff && lint_fix_changed(&linting->fixes))
		return RUN_FINDINGS;
	if (result->unreadable_count)
		return RUN_FINDINGS;
	for (; level <= HITO_ERROR; level++) {
		if (result->counts[level])
			return RUN_FINDINGS;
	}
	return RUN_OK;
}

/*
 * Memory that one part of the work gives back, the next one takes: asked of
 * the system again, each page of it costs its clearing.
 */
static void keep_memory(void)
{
#ifdef __GLIBC__
	(void)mallopt(M_ARENA_MAX, 1);
	(void)mallopt(M_TOP_PAD, 1 << 20);
	(void)mallopt(M_TRIM_THRESHOLD, 1 << 28);
	(void)mallopt(M_MMAP_THRESHOLD, 1 << 21);
#endif
}

static int lint_run(struct run *run, const void *args, int argc, char **argv)
{
	struct linting linting = {.run = run, .args = args};
	struct hito_err err = {.lang = run->lang};
	struct lint_outputs outputs;
	bool done;
	int status;

	keep_memory();
	linting.fixing = linting.args->fix || linting.args->diff;
	if (linting.args->unsafe_fixes && !linting.fixing)
		return run_wrong(run, HITO_N("--unsafe-fixes goes with --fix "
					     "or --diff"));
	if (!lint_outputs_read(run, linting.args->format,
			       &linting.args->outputs, &outputs, &err) ||
	    !place_open(run, &linting.place, &err))
		return run_error(run, &err);
	outputs.baseline = linting.args->baseline;
	done = judge(&linting, argc, argv, &err) &&
	       lint_outputs_check(&linting.place, &outputs, &err) &&
	       (!linting.fixing || fix(&linting, &err));
	outputs.to_err =
		linting.args->diff || (linting.args->fix && linting.from_stdin);
	place_close(&linting.place);
	if (done && print_fixed(&linting, &err) &&
	    print(&linting, &outputs, &err))
		status = lint_since_end(&linting.since, status_of(&linting));
	else
		status = run_error(run, &err);
	hito_arena_free(linting.again);
	return status;
}
