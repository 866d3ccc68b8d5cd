/* SPDX-License-Identifier: MIT */
/* hito sync: write down what trailers said later than the files. */
#include "edit/sync.h"

#include "base/file.h"
#include "cmd.h"
#include "lint/lint.h"
#include "report/diff.h"
#include "standing.h"

struct sync_args {
	struct past_args past;
	bool dry_run;
};

static const struct opt sync_opts[] = {
	OPT_FLAG('n', "dry-run", sync_args, dry_run,
		 HITO_N("print the patch, write nothing")),
	OPT_FLAG(0, "partial", sync_args, past.partial,
		 HITO_N("write what is known from an incomplete history")),
	OPT_END,
};

static const struct cmd_example sync_examples[] = {
	{"hito sync --dry-run", HITO_N("what would be written")},
	{"hito sync spring-launch", HITO_N("the steps of one plan")},
	{NULL, NULL},
};

static int sync_run(struct run *run, const void *args, int argc, char **argv);

const struct cmd cmd_sync = {
	.name = "sync",
	.usage = "[options] [PLAN[/STEP]...]",
	.summary = HITO_N("write what trailers said into the files"),
	.examples = sync_examples,
	.opts = sync_opts,
	.args_size = sizeof(struct sync_args),
	.run = sync_run,
};

struct sync_work {
	struct run *run;
	const struct sync_args *args;
	struct standing standing;
	struct hito_sync sync;
	size_t failed; /* values and files that could not be written */
};

__attribute__((format_arg(2))) static const char *say(const struct run *run,
						      const char *english)
{
	return hito_message(run->lang, english);
}

static int derive(struct sync_work *work, int argc, char **argv)
{
	struct run *run = work->run;
	struct place *place = &work->standing.past.place;
	struct hito_err err = {.lang = run->lang};
	const struct hito_item **only = hito_new(
		run->arena, const struct hito_item *, (size_t)argc + 1);

	if (!only)
		return run_memory(run);
	for (int i = 0; i < argc; i++) {
		struct hito_item *item;

		if (!place_find(place, hito_str_from(argv[i]), &item, &err))
			return run_error(run, &err);
		only[i] = item;
	}
	if (!hito_sync_derive(work->standing.status, only, (size_t)argc,
			      run->arena, &work->sync, &err))
		return run_error(run, &err);
	return RUN_OK;
}

/* Read the project as it would be, before anything is written. */
static int check(struct sync_work *work)
{
	struct run *run = work->run;
	struct hito_sync *sync = &work->sync;
	struct hito_workspace_options options =
		work->standing.past.place.options;
	struct hito_err err = {.lang = run->lang};
	struct hito_workspace *then;
	struct hito_file *texts =
		hito_new(run->arena, struct hito_file, sync->file_count + 1);

	if (!texts)
		return run_memory(run);
	for (size_t i = 0; i < sync->file_count; i++)
		texts[i] = (struct hito_file){.path = sync->files[i]->path,
					      .text = sync->files[i]->after};
	options.texts = texts;
	options.text_count = sync->file_count;
	if (!hito_workspace_read(&options, run->arena, &then, &err))
		return run_error(run, &err);
	hito_sync_check(sync, then);
	return RUN_OK;
}

static int print_patch(struct sync_work *work)
{
	struct run *run = work->run;
	const struct hito_diff_options options = {
		.for_eyes = run->out_is_terminal,
		.color = run->color,
	};
	struct hito_arena *scratch = hito_arena_sub(run->arena);
	bool done = scratch != NULL;

	for (size_t i = 0; done && i < work->sync.file_count; i++)
		done = hito_diff_write(&run->out, work->sync.files[i], &options,
				       scratch);
	hito_arena_free(scratch);
	return done ? RUN_OK : run_memory(run);
}

/* A value that cannot be written leaves the others alone. */
static bool is_written(const struct sync_work *work,
		       const struct hito_sync_change *change)
{
	struct hito_str path = change->step->document->source->path;

	for (size_t i = 0; !change->refused && i < work->sync.file_count; i++)
		if (hito_str_equal(work->sync.files[i]->path, path))
			return hito_fixed_is_changed(work->sync.files[i]);
	return false;
}

static void write_name(struct hito_out *out,
		       const struct hito_sync_change *change)
{
	hito_out_foreign(out, change->step->document->source->path);
	hito_out_text(out, ": ");
	hito_out_foreign(out, change->step->plan->id);
	hito_out_text(out, "/");
	hito_out_foreign(out, change->step->id);
	hito_out_text(out, " ");
	hito_out_foreign(out, hito_spelling(change->step, change->key));
}

static void write_files(struct sync_work *work)
{
	struct run *run = work->run;

	for (size_t i = 0; i < work->sync.file_count; i++) {
		struct hito_fixed *file = work->sync.files[i];
		struct hito_err err = {.lang = run->lang};

		if (!hito_fixed_is_changed(file) ||
		    hito_file_rewrite(work->standing.past.place.root_fd,
				      file->path, file->before, file->after,
				      &err))
			continue;
		work->failed += run_error(run, &err) != RUN_OK;
		file->after = file->before;
	}
}

static void say_changes(struct sync_work *work)
{
	struct run *run = work->run;
	size_t written = 0;

	for (size_t i = 0; i < work->sync.count; i++) {
		const struct hito_sync_change *change = &work->sync.changes[i];

		if (!is_written(work, change))
			continue;
		written++;
		if (run->quiet)
			continue;
		write_name(&run->out, change);
		hito_out_text(&run->out, ": ");
		hito_out_foreign(&run->out, change->old);
		hito_out_text(&run->out, change->old.len ? " -> " : "-> ");
		if (change->new.len)
			hito_out_foreign(&run->out, change->new);
		else
			hito_out_text(&run->out, say(run, HITO_N("(empty)")));
		hito_out_text(&run->out, "\n");
	}
	if (!written && !work->sync.count && !run->quiet)
		hito_out_text(&run->out,
			      say(run, HITO_N("the files say what the "
					      "trailers say\n")));
}

static void say_refused(struct sync_work *work)
{
	struct run *run = work->run;

	hito_out_flush(&run->out);
	for (size_t i = 0; i < work->sync.count; i++) {
		const struct hito_sync_change *change = &work->sync.changes[i];

		if (!change->refused)
			continue;
		work->failed++;
		hito_out_text(&run->err, "hito: ");
		write_name(&run->err, change);
		hito_out_text(&run->err, say(run, HITO_N(": left as it is: ")));
		hito_out_text(&run->err, say(run, change->refused));
		hito_out_text(&run->err, "\n");
	}
}

static int sync_files(struct sync_work *work)
{
	int status = check(work);

	if (status != RUN_OK)
		return status;
	if (work->args->dry_run) {
		status = print_patch(work);
	} else {
		write_files(work);
		say_changes(work);
	}
	say_refused(work);
	return status == RUN_OK && work->failed ? RUN_FAILED : status;
}

static int sync_run(struct run *run, const void *args, int argc, char **argv)
{
	struct sync_work work = {.run = run, .args = args};
	int status = standing_open(run, &work.args->past, &work.standing);

	if (status == RUN_OK && !work.standing.past.placed)
		status = run_wrong(run, "%s",
				   say(run, HITO_N("there are no files here: "
						   "sync needs a work tree")));
	if (status == RUN_OK)
		status = derive(&work, argc, argv);
	if (status == RUN_OK)
		status = sync_files(&work);
	standing_close(&work.standing);
	return status;
}
