/* SPDX-License-Identifier: MIT */
/* hito new --from: a plan that was done, to be done again. */
#include "base/file.h"
#include "base/file_set.h"
#include "cmd.h"
#include "edit/fmt.h"
#include "edit/renew.h"
#include "edit/stencil.h"
#include "new.h"
#include "standing.h"
#include "status/course.h"

/* A run of the command. */
struct again {
	struct run *run;
	const struct new_from *from;
	struct standing standing;
	struct hito_calendar calendar;
	const struct hito_plan_status *plan;
	struct hito_course course;
	struct hito_renew renew;
};

__attribute__((format_arg(2))) static const char *say(const struct again *again,
						      const char *english)
{
	return hito_message(again->run->lang, english);
}

static int unknown_plan(struct again *again, const char *name)
{
	const struct hito_status *status = again->standing.status;
	struct hito_err err = {.lang = again->run->lang};
	struct opt_guess best = {NULL, 0};

	for (size_t i = 0; i < status->plan_count; i++) {
		struct hito_str id = hito_arena_copy(again->run->arena,
						     status->plans[i].plan->id);

		if (!id.ptr)
			return run_memory(again->run);
		opt_guess(&best, name, id.ptr);
	}
	hito_err_set(&err, HITO_ERR_USAGE, "there is no plan \"%s\"", name);
	if (best.word)
		hito_err_help(&err, "did you mean \"%s\"?", best.word);
	else
		hito_err_help(&err, "`hito show` lists all ids");
	return run_error(again->run, &err);
}

/* By its id, or by the path of its file or folder. */
static int find_plan(struct again *again)
{
	const struct hito_status *status = again->standing.status;
	const char *name = again->from->plan;
	struct hito_str id = hito_str_from(name), path;
	int failed;
	bool is_path = past_path(again->run, &again->standing.past, name, &path,
				 &failed);

	if (failed != RUN_OK)
		return failed;
	for (size_t i = 0; i < status->plan_count; i++) {
		const struct hito_item *plan = status->plans[i].plan;

		if (hito_str_equal(plan->id, id) ||
		    (is_path && plan->document &&
		     past_is_below(plan->document->source->path, path)))
			again->plan = &status->plans[i];
		if (hito_str_equal(plan->id, id))
			break;
	}
	return again->plan ? RUN_OK : unknown_plan(again, name);
}

static int refuse_taken(struct again *again)
{
	const struct hito_item *plan = hito_model_plan(
		again->standing.shown->model, hito_str_from(again->from->id));
	struct hito_err err = {.lang = again->run->lang};

	if (!plan)
		return RUN_OK;
	hito_err_set(&err, HITO_ERR_USAGE, "there is a plan \"%s\" already",
		     again->from->id);
	if (plan->document)
		hito_err_at(&err, plan->document->source->path, 0, 0);
	hito_err_help(&err, "choose another id");
	return run_error(again->run, &err);
}

static bool begin(struct again *again, struct hito_err *err)
{
	const struct hito_workspace *shown = again->standing.shown;
	struct hito_arena *arena = again->run->arena;
	struct hito_renew_step *steps;
	struct hito_renew_input input = {
		.plan = again->plan->plan,
		.project = shown->project,
		.id = hito_str_from(again->from->id),
		.calendar = &again->calendar,
	};

	again->calendar = hito_calendar_of(shown->project);
	if (!hito_course_of(again->plan, shown->model, &again->calendar, arena,
			    &again->course))
		return hito_err_memory(err);
	steps = hito_new(arena, struct hito_renew_step,
			 again->course.count + 1);
	if (!steps)
		return hito_err_memory(err);
	for (size_t i = 0; i < again->course.count; i++)
		steps[i] = (struct hito_renew_step){
			again->course.steps[i].start,
			again->course.steps[i].end,
		};
	input.steps = steps;
	input.first = again->course.first == HITO_DAY_NONE
			      ? HITO_DAY_NONE
			      : hito_calendar_add(&again->calendar,
						  again->course.first, 0);
	input.last = again->course.last;
	input.start =
		hito_calendar_add(&again->calendar, again->from->start, 0);
	return hito_renew_begin(&again->renew, &input, shown->model, arena,
				err);
}

static bool read_again(struct again *again, struct hito_workspace **out,
		       struct hito_err *err)
{
	struct hito_workspace_options options =
		again->standing.past.place.options;

	options.texts = again->renew.files;
	options.text_count = again->renew.file_count;
	return hito_workspace_read(&options, again->run->arena, out, err);
}

static void take_texts(struct hito_renew *renew, const struct hito_fmt *fmt)
{
	for (size_t i = 0; i < fmt->count; i++)
		for (size_t k = 0; k < renew->file_count; k++)
			if (!fmt->files[i]->refused &&
			    hito_str_equal(fmt->files[i]->fixed.path,
					   renew->files[k].path))
				renew->files[k].text =
					fmt->files[i]->fixed.after;
}

/* In canonical form, as all that hito writes. */
static bool format(struct again *again, struct hito_workspace *then,
		   struct hito_err *err)
{
	const struct hito_model *model = then->model;
	struct hito_renew *renew = &again->renew;
	struct hito_fmt fmt;

	hito_fmt_init(&fmt, again->run->arena);
	if (!hito_fmt_begin(&fmt, then))
		return hito_err_memory(err);
	for (size_t i = 0; i < model->document_count; i++)
		for (size_t k = 0; k < renew->file_count; k++)
			if (hito_str_equal(model->documents[i]->source->path,
					   renew->files[k].path) &&
			    !hito_fmt_file(&fmt, model->documents[i]))
				return hito_err_memory(err);
	take_texts(renew, &fmt);
	while (hito_fmt_is_unstable(&fmt)) {
		if (!read_again(again, &then, err))
			return false;
		if (!hito_fmt_again(&fmt, then))
			return hito_err_memory(err);
		take_texts(renew, &fmt);
	}
	return true;
}

/* *out_plan: the new one, as it will be read. */
static bool check(struct again *again, const struct hito_item **out_plan,
		  struct hito_err *err)
{
	struct hito_workspace *then;

	if (!read_again(again, &then, err))
		return false;
	*out_plan = hito_model_plan(then->model, again->renew.input.id);
	if (hito_renew_is_whole(&again->renew, *out_plan))
		return true;
	hito_err_set(err, HITO_ERR_INPUT,
		     "the plan would not be read as meant, and nothing is "
		     "written");
	return hito_err_at(err, again->renew.files[0].path, 0, 0);
}

static bool write_files(struct again *again, struct hito_err *err)
{
	const struct hito_renew *renew = &again->renew;
	const struct hito_str none = {NULL, 0};
	struct hito_file_change *changes = hito_new(
		again->run->arena, struct hito_file_change, renew->file_count);
	bool stale;

	if (!changes)
		return hito_err_memory(err);
	for (size_t i = 0; i < renew->file_count; i++) {
		if (!hito_project_has_path(again->standing.shown->project,
					   renew->files[i].path)) {
			hito_err_set(err, HITO_ERR_USAGE,
				     "the project's paths do not take this "
				     "file in");
			return hito_err_at(err, renew->files[i].path, 0, 0);
		}
		changes[i] = (struct hito_file_change){
			.path = renew->files[i].path,
			.before = none,
			.after = renew->files[i].text,
		};
	}
	return hito_file_set_write(again->standing.past.place.root_fd, changes,
				   renew->file_count, again->run->arena, &stale,
				   err);
}

static bool write_template(struct again *again, const struct hito_item *plan,
			   struct hito_str *out_path, struct hito_err *err)
{
	struct hito_arena *arena = again->run->arena;
	const struct hito_filling_in in = {
		.id = again->renew.input.id,
		.start = again->renew.input.start,
		.calendar = &again->calendar,
	};
	struct hito_str text;

	if (again->renew.file_count != 1) {
		hito_err_set(err, HITO_ERR_USAGE,
			     "a template is one file, and the plan is several");
		return hito_err_help(err, "make a plan of it without "
					  "--as-template, `hito join` that, "
					  "and make the template of it");
	}
	*out_path = hito_arena_printf(arena, HITO_TEMPLATE_FOLDER "/%s.md",
				      again->from->id);
	if (!out_path->ptr)
		return hito_err_memory(err);
	return hito_stencil(plan, again->plan->plan, &in, arena, &text, err) &&
	       hito_file_create(again->standing.past.place.root_fd, *out_path,
				text, err);
}

/* Telling */

static void print_days(const struct again *again)
{
	struct hito_out *out = &again->run->out;

	if (again->course.known)
		hito_out_printf(out,
				say(again, HITO_N("Days as they really were: "
						  "%zu of %zu steps.\n")),
				again->course.known, again->course.count);
	else
		hito_out_text(out,
			      say(again, HITO_N("Days as they were planned: "
						"nothing says what "
						"happened.\n")));
}

static void print_dropped(const struct again *again)
{
	struct hito_out *out = &again->run->out;
	const char *between = "";

	for (size_t i = 0; i < again->plan->step_count; i++) {
		const struct hito_step_status *step = &again->plan->steps[i];

		if (step->state != HITO_DROPPED)
			continue;
		if (!*between)
			hito_out_text(out,
				      say(again, HITO_N("Dropped the last "
							"time, to do again "
							"now: ")));
		hito_out_text(out, between);
		hito_out_foreign(out, step->step->id);
		between = ", ";
	}
	hito_out_text(out, *between ? "\n" : "");
}

static void print_left(const struct again *again)
{
	struct hito_out *out = &again->run->out;

	for (size_t i = 0; i < again->renew.left_count; i++) {
		const struct hito_renew_left *left = &again->renew.left[i];

		hito_out_text(out, say(again, HITO_N("Left as it was: ")));
		hito_out_foreign(out, left->key);
		hito_out_text(out, ", ");
		hito_out_foreign(out, left->path);
		hito_out_printf(out, ":%u\n", (unsigned)left->line);
	}
}

static void print_template(const struct again *again, struct hito_str path)
{
	new_print_path(again->run, &again->standing.past.place, path);
	print_days(again);
	print_dropped(again);
	hito_out_printf(&again->run->out,
			say(again, HITO_N("A plan of it: `hito new -t %s "
					  "NAME`\n")),
			again->from->id);
}

static void print_plan(const struct again *again)
{
	for (size_t i = 0; i < again->renew.file_count; i++)
		new_print_path(again->run, &again->standing.past.place,
			       again->renew.files[i].path);
	print_days(again);
	print_dropped(again);
	print_left(again);
	new_print_lint(again->run, again->from->id);
}

static int make(struct again *again)
{
	struct hito_err err = {.lang = again->run->lang};
	const bool as_template = again->from->as_template;
	struct hito_workspace *then;
	const struct hito_item *plan;
	struct hito_str path;

	if (!begin(again, &err) || !read_again(again, &then, &err) ||
	    !hito_renew_set(&again->renew, then, &err) ||
	    !read_again(again, &then, &err) || !format(again, then, &err) ||
	    !check(again, &plan, &err) ||
	    !(as_template ? write_template(again, plan, &path, &err)
			  : write_files(again, &err)))
		return run_error(again->run, &err);
	if (again->run->quiet)
		return RUN_OK;
	if (as_template)
		print_template(again, path);
	else
		print_plan(again);
	return RUN_OK;
}

int new_from(struct run *run, const struct new_from *from)
{
	const struct past_args past = {.partial = true};
	struct again again = {.run = run, .from = from};
	int status = standing_begin(run, &past, &again.standing);

	if (status == RUN_OK && !again.standing.past.placed)
		status = run_wrong(run, "%s",
				   say(&again, HITO_N("hito new writes files: "
						      "a bare repository has "
						      "none")));
	if (status == RUN_OK)
		status = standing_read(&again.standing, STANDING_WELCOMES);
	if (status == RUN_OK)
		status = find_plan(&again);
	if (status == RUN_OK)
		status = refuse_taken(&again);
	if (status == RUN_OK)
		status = make(&again);
	standing_close(&again.standing);
	return status;
}
