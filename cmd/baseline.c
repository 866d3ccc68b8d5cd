/* SPDX-License-Identifier: MIT */
/* hito baseline: let the findings be that are there, and show new ones. */
#include <string.h>

#include "bare.h"
#include "base/file.h"
#include "baseline_file.h"
#include "cmd.h"
#include "hito/limits.h"
#include "hito/lint.h"
#include "lint_history.h"

struct baseline_args {
	const char *baseline;
	struct opt_list select, ignore;
};

static const struct opt baseline_opts[] = {
	OPT_TEXT(0, "baseline", baseline_args, baseline, "FILE",
		 HITO_N("the file, instead of the project file's or "
			".hito-baseline.json")),
	OPT_LIST('s', "select", baseline_args, select, "RULES",
		 HITO_N("only these rules (T001,placeholder,G); entries of "
			"others stay")),
	OPT_LIST('i', "ignore", baseline_args, ignore, "RULES",
		 HITO_N("leave these rules out; their entries stay")),
	OPT_END,
};

static const struct cmd_example baseline_examples[] = {
	{"hito baseline update", HITO_N("record all findings that are there")},
	{"hito lint --baseline=.hito-baseline.json",
	 HITO_N("show only what is not recorded")},
	{"hito baseline prune",
	 HITO_N("after some were mended: take their entries away")},
	{"hito baseline update --select=A004",
	 HITO_N("record one more rule, and nothing else")},
	{NULL, NULL},
};

static int baseline_run(struct run *run, const void *args, int argc,
			char **argv);

const struct cmd cmd_baseline = {
	.name = "baseline",
	.usage = "[options] update|prune",
	.summary = HITO_N("let the findings be that are there already"),
	.examples = baseline_examples,
	.opts = baseline_opts,
	.args_size = sizeof(struct baseline_args),
	.run = baseline_run,
};

/* A run of the command. */
struct recording {
	struct run *run;
	const struct baseline_args *args;
	bool add; /* update, not prune */
	struct place place;
	struct baseline_file file;
	struct hito_baseline *baseline;
	struct lint_history past;
	struct hito_lint_options options;
	struct hito_lint_result result;
	struct hito_baseline_change change;
};

static bool judge(struct recording *recording, struct hito_err *err)
{
	const struct hito_workspace *workspace = recording->place.workspace;
	const struct baseline_args *args = recording->args;
	struct hito_lint_options *options = &recording->options;
	struct hito_arena *arena = recording->run->arena;

	options->today = recording->run->today;
	if (!opt_split(arena, &args->select, &options->select,
		       &options->select_count) ||
	    !opt_split(arena, &args->ignore, &options->ignore,
		       &options->ignore_count))
		return hito_err_memory(err);
	if (hito_lint_wants_history(workspace->project, options) &&
	    (!lint_history_read(&recording->past, &recording->place, NULL,
				err) ||
	     !lint_history_join(&recording->past, workspace, options, arena,
				err)))
		return false;
	return hito_lint_run(workspace, options, arena, &recording->result,
			     err);
}

/* What is there; nothing is fine for an update. */
static bool open_file(struct recording *recording, struct hito_err *err)
{
	struct baseline_file *file = &recording->file;

	if (!baseline_find(&recording->place, recording->args->baseline, file,
			   err))
		return false;
	if (!file->path.len)
		file->path = file->name = HITO_STR(HITO_BASELINE_FILE);
	if (!baseline_open(&recording->place, file, &recording->baseline, err))
		return false;
	if (recording->baseline)
		return true;
	if (recording->add)
		return hito_baseline_read(NULL, recording->run->arena,
					  &recording->baseline, err);
	(void)hito_err_set(err, HITO_ERR_IO, "there is no baseline");
	(void)hito_err_help(err, "`hito baseline update` writes it");
	return hito_err_at(err, file->name, 0, 0);
}

static bool write_file(struct recording *recording, struct hito_err *err)
{
	const struct hito_source *before = recording->baseline->source;
	struct baseline_file *file = &recording->file;
	struct hito_out_memory memory;
	struct hito_str text;
	struct hito_out out;

	hito_out_to_memory(&out, &memory, recording->run->arena,
			   HITO_LIMIT_FILE);
	hito_baseline_write(&out, recording->baseline);
	if (out.failed && hito_arena_failed(recording->run->arena))
		return hito_err_memory(err);
	if (out.failed) {
		(void)hito_err_set(err, HITO_ERR_INPUT,
				   "a baseline has at most %u bytes: there are "
				   "too many findings",
				   HITO_LIMIT_FILE);
		(void)hito_err_help(err, "record some rules only, with "
					 "--select");
		return hito_err_at(err, file->name, 0, 0);
	}
	text = (struct hito_str){memory.ptr, memory.len};
	if (before && hito_str_equal(before->text, text))
		return true;
	return before ? hito_file_rewrite(file->dir_fd, file->path,
					  before->text, text, err)
		      : hito_file_create(file->dir_fd, file->path, text, err);
}

__attribute__((format_arg(2))) static const char *
say(const struct recording *recording, const char *english)
{
	return hito_message(recording->run->lang, english);
}

static void print_done(const struct recording *recording)
{
	const struct hito_lint_result *result = &recording->result;
	struct hito_out *out = &recording->run->out;
	size_t i, unread = result->unreadable_count;

	if (recording->run->quiet)
		return;
	for (i = 0; i < result->count; i++)
		unread += result->findings[i].rule == HITO_RULE_F001;
	hito_out_foreign(out, recording->file.name);
	hito_out_printf(out,
			say(recording, HITO_N(": %zu recorded (%zu added, %zu "
					      "taken away)\n")),
			recording->change.total, recording->change.more,
			recording->change.fewer);
	if (unread)
		hito_out_text(out, say(recording,
				       HITO_N("What cannot be read is not "
					      "recorded: `hito lint` shows "
					      "it.\n")));
	if (recording->add && recording->file.is_inside &&
	    !recording->file.is_named) {
		hito_out_text(out, say(recording,
				       HITO_N("Name it in .hito.yaml, so that "
					      "everybody's hito lint reads it: "
					      "lint: {baseline: ")));
		hito_out_foreign(out, recording->file.name);
		hito_out_text(out, "}\n");
	}
}

static bool record(struct recording *recording, struct hito_err *err)
{
	struct hito_judged judged = {NULL, &recording->options,
				     &recording->result};

	if (!place_read(&recording->place, err))
		return false;
	run_set_lang(recording->run, recording->place.workspace->project->lang);
	err->lang = recording->run->lang;
	judged.workspace = recording->place.workspace;
	if (!open_file(recording, err) || !judge(recording, err))
		return false;
	if (!hito_baseline_update(recording->baseline, &judged, recording->add,
				  &recording->change))
		return hito_err_memory(err);
	return write_file(recording, err);
}

static int baseline_run(struct run *run, const void *args, int argc,
			char **argv)
{
	struct recording recording = {.run = run, .args = args};
	struct hito_err err = {.lang = run->lang};
	bool done;

	if (argc != 1 ||
	    (strcmp(argv[0], "update") != 0 && strcmp(argv[0], "prune") != 0))
		return run_wrong(
			run, "%s",
			hito_message(run->lang,
				     HITO_N("hito baseline takes one word: "
					    "update or prune")));
	recording.add = strcmp(argv[0], "update") == 0;
	if (!bare_open_files(run, &recording.place, &err))
		return run_error(run, &err);
	done = record(&recording, &err);
	place_close(&recording.place);
	if (!done)
		return run_error(run, &err);
	print_done(&recording);
	return RUN_OK;
}
