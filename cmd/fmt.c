/* SPDX-License-Identifier: MIT */
/* hito fmt: plan files in canonical form. */
#include "edit/fmt.h"
#include "bare.h"
#include "base/file.h"
#include "cmd.h"
#include "hito/limits.h"
#include "place.h"
#include "report/diff.h"
#include "report/status_notes.h"

/* So often all is read again because somebody was faster. */
#define TRIES 20

struct fmt_args {
	bool check, diff, from_stdin;
	const char *stdin_filename, *keys;
};

static const struct opt fmt_opts[] = {
	OPT_FLAG(0, "check", fmt_args, check,
		 HITO_N("write nothing, list the files that would change; the "
			"status is 1 where there are any")),
	OPT_FLAG('d', "diff", fmt_args, diff,
		 HITO_N("print the patch, write nothing")),
	OPT_FLAG(0, "stdin", fmt_args, from_stdin,
		 HITO_N("format standard input, print it")),
	OPT_TEXT(0, "stdin-filename", fmt_args, stdin_filename, "PATH",
		 HITO_N("the file that standard input stands for")),
	OPT_TEXT(0, "keys", fmt_args, keys, "en|es",
		 HITO_N("spell the keys in one language")),
	OPT_END,
};

static const struct cmd_example fmt_examples[] = {
	{"hito fmt", HITO_N("put all plan files into their form")},
	{"hito fmt --diff plans/spring.md",
	 HITO_N("see what would change in one of them")},
	{"hito fmt --check", HITO_N("fail where a file is not in its form")},
	{"hito fmt --stdin --stdin-filename=plans/spring.md",
	 HITO_N("format what an editor holds")},
	{NULL, NULL},
};

static int fmt_run(struct run *run, const void *args, int argc, char **argv);

const struct cmd cmd_fmt = {
	.name = "fmt",
	.usage = "[options] [PATH|PLAN...]",
	.summary = HITO_N("put the front matter of plans into one form"),
	.examples = fmt_examples,
	.opts = fmt_opts,
	.args_size = sizeof(struct fmt_args),
	.run = fmt_run,
};

/* A run of the command. */
struct formatting {
	struct run *run;
	const struct fmt_args *args;
	int argc;
	char **argv;
	enum hito_lang keys;
	struct hito_str text; /* standard input */
	struct place place;
	struct hito_fmt fmt;
	size_t written;
};

__attribute__((format_arg(2))) static const char *
say(const struct formatting *formatting, const char *english)
{
	return hito_message(formatting->run->lang, english);
}

/* What is named */

static bool is_below(struct hito_str path, struct hito_str folder)
{
	return folder.len == 0 || hito_str_equal(path, folder) ||
	       (path.len > folder.len && path.ptr[folder.len] == '/' &&
		hito_str_equal(hito_str_slice(path, 0, folder.len), folder));
}

static bool is_of(const struct hito_item *plan,
		  const struct hito_document *document)
{
	if (plan->document == document)
		return true;
	for (size_t i = 0; i < plan->step_count; i++)
		if (plan->steps[i]->document == document)
			return true;
	return false;
}

/* document: NULL where the file has none, for it cannot be read. */
static bool is_wanted(const struct formatting *formatting, struct hito_str path,
		      const struct hito_document *document)
{
	const struct place *place = &formatting->place;

	if (formatting->args->from_stdin)
		return hito_str_equal(path, place->options.stdin_path);
	for (size_t i = 0; i < place->path_count; i++)
		if (is_below(path, place->paths[i]))
			return true;
	for (size_t i = 0; i < place->id_count; i++)
		if (document && is_of(place->items[i], document))
			return true;
	return !place->path_count && !place->id_count;
}

static int check_named(struct formatting *formatting)
{
	const struct place *place = &formatting->place;

	for (size_t i = 0; i < place->id_count; i++)
		if (place->items[i]->kind != HITO_PLAN)
			return run_wrong(formatting->run,
					 say(formatting,
					     HITO_N("\"%.*s\" is no plan: name "
						    "a plan, a file or a "
						    "folder")),
					 HITO_STR_ARG(place->ids[i]));
	return RUN_OK;
}

/* Reading and formatting */

static bool format_all(struct formatting *formatting, struct hito_err *err)
{
	struct hito_fmt *fmt = &formatting->fmt;
	struct place *place = &formatting->place;
	const struct hito_model *model = place->workspace->model;
	struct hito_workspace_options options = place->options;
	struct hito_workspace *then;

	hito_fmt_init(fmt, formatting->run->arena);
	fmt->keys = formatting->keys;
	if (!hito_fmt_begin(fmt, place->workspace))
		return hito_err_memory(err);
	for (size_t i = 0; i < model->document_count; i++) {
		const struct hito_document *document = model->documents[i];

		if (is_wanted(formatting, document->source->path, document) &&
		    !hito_fmt_file(fmt, document))
			return hito_err_memory(err);
	}
	while (hito_fmt_is_unstable(fmt)) {
		if (formatting->args->from_stdin)
			options.stdin_text = fmt->files[0]->fixed.after;
		else if (!hito_fmt_texts(fmt, &options.texts,
					 &options.text_count))
			return hito_err_memory(err);
		if (!hito_workspace_read(&options, formatting->run->arena,
					 &then, err))
			return false;
		if (!hito_fmt_again(fmt, then))
			return hito_err_memory(err);
	}
	return true;
}

/* Telling */

static void say_file(const struct formatting *formatting, struct hito_str path,
		     uint32_t line)
{
	struct hito_out *out = &formatting->run->err;

	hito_out_text(out, "hito: ");
	hito_out_foreign(out, path);
	if (line)
		hito_out_printf(out, ":%u", (unsigned)line);
	hito_out_text(out, ": ");
}

static void say_left(const struct formatting *formatting)
{
	const struct hito_fmt *fmt = &formatting->fmt;
	struct hito_out *out = &formatting->run->err;

	for (size_t i = 0; i < fmt->left_count; i++) {
		const struct hito_fmt_left *left = &fmt->left[i];

		if (left->column ||
		    !hito_fmt_counts(fmt, left, formatting->written > 0))
			continue;
		say_file(formatting, left->path, left->line);
		hito_out_text(out, say(formatting, HITO_N("left as it is: ")));
		hito_out_text(out,
			      say(formatting,
				  left->why ? left->why
					    : hito_rule_summary(left->rule)));
		if (!left->why)
			hito_out_printf(out, " (%s)", hito_rule_id(left->rule));
		hito_out_text(out, "\n");
	}
	for (size_t i = 0; i < fmt->count; i++) {
		if (!fmt->files[i]->refused)
			continue;
		say_file(formatting, fmt->files[i]->fixed.path, 0);
		hito_out_text(out, say(formatting, HITO_N("left as it is: ")));
		hito_out_text(out,
			      say(formatting, HITO_N("the file would not be "
						     "read as meant")));
		hito_out_text(out, "\n");
	}
	if (fmt->mapped)
		hito_out_printf(
			out,
			say(formatting,
			    HITO_N("hito: files that map: reads belong to "
				   "other tools and are left as they are: "
				   "%zu\n")),
			fmt->mapped);
}

/* Files in the midst of a merge: RUN_FAILED where there are any. */
static int refuse_conflicts(const struct formatting *formatting)
{
	const struct hito_fmt *fmt = &formatting->fmt;
	struct run *run = formatting->run;
	int status = RUN_OK;

	for (size_t i = 0; i < fmt->left_count; i++) {
		const struct hito_fmt_left *left = &fmt->left[i];
		struct hito_err err = {.lang = run->lang};

		if (!left->column)
			continue;
		hito_err_set(&err, HITO_ERR_INPUT,
			     "the file is in a conflict: it is left as it is");
		hito_err_help(&err, "`hito resolve` settles what it can; else "
				    "keep one side, or join both, and delete "
				    "the marker lines");
		hito_err_at(&err, left->path, left->line, left->column);
		status = run_error(run, &err);
	}
	return status;
}

/* Files of which nothing could be read. */
static void say_unreadable(const struct formatting *formatting)
{
	const struct hito_model *model = formatting->place.workspace->model;
	struct run *run = formatting->run;

	for (size_t i = 0; i < model->unreadable_count; i++) {
		const struct hito_unreadable *row = &model->unreadable[i];

		if (!is_wanted(formatting, row->path, NULL) ||
		    hito_model_document(model, row->path))
			continue;
		say_file(formatting, row->path, row->line);
		hito_out_text(&run->err,
			      say(formatting, HITO_N("left as it is: ")));
		hito_write_template(&run->err, run->lang, row->message,
				    row->args);
		hito_out_text(&run->err, "\n");
	}
}

/* Something named that holds no plan. */
static void say_nothing(const struct formatting *formatting)
{
	const struct place *place = &formatting->place;
	const struct hito_model *model = place->workspace->model;

	if (!place->path_count && !formatting->fmt.seen &&
	    !formatting->args->from_stdin && !model->unreadable_count) {
		say_file(formatting, HITO_STR("."), 0);
		hito_out_text(&formatting->run->err,
			      say(formatting, HITO_N("no plan is in it")));
		hito_out_text(&formatting->run->err, "\n");
	}
	for (size_t i = 0; i < place->path_count; i++) {
		bool found = false;

		for (size_t k = 0; k < model->document_count && !found; k++)
			found = !model->documents[k]->is_prose &&
				is_below(model->documents[k]->source->path,
					 place->paths[i]);
		if (found)
			continue;
		say_file(formatting,
			 place->paths[i].len ? place->paths[i] : HITO_STR("."),
			 0);
		hito_out_text(&formatting->run->err,
			      say(formatting, HITO_N("no plan is in it")));
		hito_out_text(&formatting->run->err, "\n");
	}
}

static int print_patches(struct formatting *formatting)
{
	struct run *run = formatting->run;
	const struct hito_diff_options options = {
		.for_eyes = run->out_is_terminal,
		.color = run->color,
	};
	struct hito_arena *scratch = hito_arena_sub(run->arena);
	bool done = scratch != NULL;

	for (size_t i = 0; done && i < formatting->fmt.count; i++)
		done = hito_diff_write(&run->out,
				       &formatting->fmt.files[i]->fixed,
				       &options, scratch);
	hito_arena_free(scratch);
	return done ? RUN_OK : run_memory(run);
}

static void print_path(struct formatting *formatting, struct hito_str path,
		       const char *rest)
{
	struct hito_out *out = &formatting->run->out;

	hito_out_foreign(out, path);
	hito_out_text(out, rest);
	hito_out_text(out, "\n");
}

static size_t count_changed(const struct formatting *formatting)
{
	size_t count = 0;

	for (size_t i = 0; i < formatting->fmt.count; i++)
		count +=
			hito_fixed_is_changed(&formatting->fmt.files[i]->fixed);
	return count;
}

/* Without writing: --check, --diff */
static int show(struct formatting *formatting)
{
	const struct hito_fmt *fmt = &formatting->fmt;
	const struct fmt_args *args = formatting->args;
	int status = RUN_OK;

	if (args->diff)
		status = print_patches(formatting);
	for (size_t i = 0; !args->diff && i < fmt->count; i++)
		if (hito_fixed_is_changed(&fmt->files[i]->fixed))
			print_path(formatting, fmt->files[i]->fixed.path, "");
	if (status == RUN_OK && args->check && count_changed(formatting))
		return RUN_FINDINGS;
	return status;
}

static int show_stdin(struct formatting *formatting)
{
	const struct hito_fmt *fmt = &formatting->fmt;

	hito_out_str(&formatting->run->out, fmt->count
						    ? fmt->files[0]->fixed.after
						    : formatting->text);
	return RUN_OK;
}

/* Writing */

static bool is_as_read(const struct formatting *formatting,
		       const struct hito_fixed *file)
{
	struct hito_str now;

	return hito_file_read(formatting->place.root_fd, file->path,
			      HITO_LIMIT_FILE, formatting->run->arena, &now,
			      NULL) &&
	       hito_str_equal(now, file->before);
}

static int write_files(struct formatting *formatting, bool *again)
{
	struct run *run = formatting->run;
	bool may = *again;
	int status = RUN_OK;

	*again = false;
	for (size_t i = 0; i < formatting->fmt.count; i++) {
		const struct hito_fixed *file =
			&formatting->fmt.files[i]->fixed;
		struct hito_err err = {.lang = run->lang};

		if (!hito_fixed_is_changed(file))
			continue;
		if (hito_file_rewrite(formatting->place.root_fd, file->path,
				      file->before, file->after, &err)) {
			formatting->written++;
			if (!run->quiet)
				print_path(
					formatting, file->path,
					say(formatting, HITO_N(": formatted")));
		} else if (may && !is_as_read(formatting, file)) {
			*again = true;
		} else {
			status = run_error(run, &err);
		}
	}
	return status;
}

static void say_total(const struct formatting *formatting)
{
	size_t seen = formatting->fmt.seen - formatting->fmt.mapped;

	if (!formatting->run->quiet && !formatting->written && seen)
		hito_out_printf(&formatting->run->out,
				say(formatting,
				    HITO_N("files that need no change: %zu\n")),
				seen);
}

static int finish(struct formatting *formatting, bool *again)
{
	const struct fmt_args *args = formatting->args;
	int status = RUN_OK;

	if (args->check || args->diff || args->from_stdin)
		*again = false;
	if (args->check || args->diff)
		status = show(formatting);
	else if (args->from_stdin)
		status = show_stdin(formatting);
	else
		status = write_files(formatting, again);
	if (*again)
		return status;
	hito_out_flush(&formatting->run->out);
	say_left(formatting);
	say_unreadable(formatting);
	say_nothing(formatting);
	if (refuse_conflicts(formatting) != RUN_OK)
		status = RUN_FAILED;
	if (!args->check && !args->diff && !args->from_stdin &&
	    status == RUN_OK)
		say_total(formatting);
	return status;
}

/* Starting */

static bool read_stdin(struct formatting *formatting, struct hito_err *err)
{
	struct hito_workspace_options *options = &formatting->place.options;
	const char *name = formatting->args->stdin_filename;

	if (!formatting->args->from_stdin && name)
		return hito_err_set(err, HITO_ERR_USAGE,
				    "--stdin-filename needs --stdin");
	if (!formatting->args->from_stdin)
		return true;
	if (formatting->argc)
		return hito_err_set(err, HITO_ERR_USAGE,
				    "--stdin takes no paths: "
				    "--stdin-filename names the file");
	options->stdin_path = HITO_STR("<stdin>");
	if (name &&
	    !place_path(&formatting->place, name, &options->stdin_path, err))
		return false;
	if (!hito_file_read_fd(formatting->run->in_fd, HITO_LIMIT_STDIN,
			       formatting->run->arena, &options->stdin_text,
			       err))
		return false;
	formatting->text = options->stdin_text;
	return true;
}

static int try(struct formatting *formatting, bool *again)
{
	struct run *run = formatting->run;
	struct place *place = &formatting->place;
	struct hito_err err = {.lang = run->lang};
	int status;
	bool opened = formatting->args->from_stdin
			      ? place_open(run, place, &err)
			      : bare_open_files(run, place, &err);

	if (!opened)
		return run_error(run, &err);
	if (!read_stdin(formatting, &err) ||
	    !place_name(place, formatting->argc, formatting->argv, &err) ||
	    !place_read(place, &err)) {
		place_close(place);
		return run_error(run, &err);
	}
	run_set_lang(run, place->workspace->project->lang);
	status = check_named(formatting);
	if (status == RUN_OK)
		status = format_all(formatting, &err)
				 ? finish(formatting, again)
				 : run_error(run, &err);
	place_close(place);
	return status;
}

static int fmt_run(struct run *run, const void *args, int argc, char **argv)
{
	struct formatting formatting = {
		.run = run, .args = args, .argc = argc, .argv = argv};
	const char *keys = formatting.args->keys;
	int status = RUN_OK;
	bool again = true;

	if (keys && hito_str_is(hito_str_from(keys), "en"))
		formatting.keys = HITO_LANG_EN;
	else if (keys && hito_str_is(hito_str_from(keys), "es"))
		formatting.keys = HITO_LANG_ES;
	else if (keys)
		return run_wrong(run,
				 say(&formatting,
				     HITO_N("--keys is en or es, not \"%s\"")),
				 keys);
	for (int i = 1; again && status == RUN_OK; i++) {
		again = i < TRIES;
		status = try(&formatting, &again);
	}
	return status;
}
