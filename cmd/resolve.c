/* SPDX-License-Identifier: MIT */
/* hito resolve: finishes files in which a merge left conflict markers. */
#include <string.h>

#include "base/file.h"
#include "base/map.h"
#include "cmd.h"
#include "conflict.h"
#include "edit/resolve.h"
#include "history/staged.h"
#include "history/tree.h"
#include "hito/limits.h"
#include "past.h"
#include "report/diff.h"
#include "resolve_base.h"

struct resolve_args {
	bool dry_run, ours, theirs;
};

static const struct opt resolve_opts[] = {
	OPT_FLAG(0, "ours", resolve_args, ours,
		 HITO_N("settle what is left: ours counts")),
	OPT_FLAG(0, "theirs", resolve_args, theirs,
		 HITO_N("settle what is left: theirs counts")),
	OPT_FLAG('n', "dry-run", resolve_args, dry_run,
		 HITO_N("print the patch, write nothing")),
	OPT_END,
};

static const struct cmd_example resolve_examples[] = {
	{"hito resolve", HITO_N("all plan files with conflict markers")},
	{"hito resolve plans/spring-launch.md", HITO_N("only this one")},
	{"hito resolve --theirs plans/spring-launch.md",
	 HITO_N("what cannot be told is as the other branch has it")},
	{NULL, NULL},
};

static int resolve_run(struct run *run, const void *args, int argc,
		       char **argv);

const struct cmd cmd_resolve = {
	.name = "resolve",
	.usage = "[options] [FILE...]",
	.summary = HITO_N("settle conflicts that a merge left in plan files"),
	.examples = resolve_examples,
	.opts = resolve_opts,
	.args_size = sizeof(struct resolve_args),
	.run = resolve_run,
};

struct resolve {
	struct run *run;
	const struct resolve_args *args;
	struct past past;
	struct resolve_bases bases;
	size_t files, left; /* looked at; with conflicts still */
	size_t room;        /* for lines about conflicts */
	bool choice;        /* of what is left, a side can be kept */
	bool failed;
};

__attribute__((format_arg(2))) static const char *say(const struct run *run,
						      const char *english)
{
	return hito_message(run->lang, english);
}

static void tell(struct resolve *resolve, struct hito_str path,
		 const char *english)
{
	hito_out_flush(&resolve->run->out);
	hito_out_text(&resolve->run->err, "hito: ");
	hito_out_foreign(&resolve->run->err, path);
	hito_out_text(&resolve->run->err, ": ");
	hito_out_text(&resolve->run->err, say(resolve->run, english));
	hito_out_text(&resolve->run->err, "\n");
}

static int fail(struct resolve *resolve, const struct hito_err *err)
{
	resolve->failed = true;
	return run_error(resolve->run, err);
}

/* Writing */

/* The number of a line of the first text, by what it says; those that come
 * again have none. */
static bool number_lines(struct hito_map *lines, struct hito_arena *arena,
			 struct hito_str text)
{
	struct hito_str line;
	uint32_t at = 0;

	while (hito_str_cut_line(&text, &line)) {
		uint32_t *number = hito_map_find(lines, line);

		at++;
		if (number) {
			*number = 0;
			continue;
		}
		number = hito_new(arena, uint32_t, 1);
		if (!number || !hito_map_put(lines, line, number))
			return false;
		*number = at;
	}
	return true;
}

struct walk {
	struct hito_str rest; /* of the text before */
	uint32_t line;        /* how many were cut off it */
};

static bool is_next(const struct walk *walk, struct hito_str line)
{
	struct hito_str rest = walk->rest, next;

	return hito_str_cut_line(&rest, &next) && hito_str_equal(next, line);
}

static void skip_to(struct walk *walk, uint32_t line)
{
	struct hito_str next;

	while (walk->line < line && hito_str_cut_line(&walk->rest, &next))
		walk->line++;
}

/*
 * Where each line of the result was: below the line before it, or where the
 * only line that says so is.
 */
static bool find_origins(struct hito_fixed *fixed, struct hito_arena *arena)
{
	struct hito_str rest = fixed->after, line;
	struct walk walk = {.rest = fixed->before};
	struct hito_map lines;
	uint32_t *origins;
	size_t count = 1;

	for (size_t i = 0; i < fixed->after.len; i++)
		count += fixed->after.ptr[i] == '\n';
	hito_map_init(&lines, arena);
	origins = hito_new(arena, uint32_t, count);
	if (!origins || !number_lines(&lines, arena, fixed->before))
		return false;
	for (fixed->line_count = 0; hito_str_cut_line(&rest, &line);) {
		const uint32_t *number = hito_map_find(&lines, line);

		if (number && *number > walk.line)
			skip_to(&walk, *number - 1);
		origins[fixed->line_count] = HITO_FIX_NEW;
		if (is_next(&walk, line)) {
			origins[fixed->line_count] = walk.line;
			skip_to(&walk, walk.line + 1);
		}
		fixed->line_count++;
	}
	fixed->origins = origins;
	return true;
}

static int print_patch(struct resolve *resolve, struct hito_str path,
		       struct hito_str before, struct hito_str after)
{
	struct run *run = resolve->run;
	const struct hito_diff_options options = {
		.for_eyes = run->out_is_terminal, .color = run->color};
	struct hito_fixed fixed = {
		.path = path, .before = before, .after = after};

	return find_origins(&fixed, run->arena) &&
			       hito_diff_write(&run->out, &fixed, &options,
					       run->arena)
		       ? RUN_OK
		       : run_memory(run);
}

static int write_result(struct resolve *resolve, struct hito_str path,
			struct hito_str before,
			const struct hito_resolved *resolved)
{
	struct run *run = resolve->run;
	struct hito_err err = {.lang = run->lang};
	const struct hito_str after = resolved->merged.text;

	if (hito_str_equal(before, after))
		return RUN_OK;
	if (resolve->args->dry_run)
		return print_patch(resolve, path, before, after);
	if (hito_file_rewrite(resolve->past.place.root_fd, path, before, after,
			      &err))
		return RUN_OK;
	return fail(resolve, &err);
}

/* Telling */

/* As a shell takes it, from the folder that one is in. */
static void print_word(struct resolve *resolve, struct hito_str path)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789-_./:,+@%";
	struct hito_out *out = &resolve->run->out;
	const struct place *place = &resolve->past.place;
	bool is_plain = true;

	if (place->prefix.len)
		path = hito_arena_printf(resolve->run->arena, ":/%.*s%.*s",
					 HITO_STR_ARG(place->above),
					 HITO_STR_ARG(path));
	for (size_t i = 0; i < path.len; i++)
		is_plain &= path.ptr[i] && strchr(plain, path.ptr[i]) != NULL;
	hito_out_text(out, is_plain ? "" : "'");
	for (size_t at = 0, end; at < path.len; at = end + 1) {
		end = hito_str_find_byte(path, '\'', at);
		if (end > path.len)
			end = path.len;
		hito_out_foreign(out, hito_str_slice(path, at, end));
		hito_out_text(out, end < path.len ? "'\\''" : "");
	}
	hito_out_text(out, is_plain ? "\n" : "'\n");
}

static void report(struct resolve *resolve, struct hito_str path,
		   const struct hito_resolved *resolved)
{
	struct run *run = resolve->run;

	conflict_print(run, path, &resolved->merged, &resolved->options,
		       &resolve->room);
	if (resolved->merged.conflict_count) {
		resolve->left++;
		resolve->choice |= !resolved->baseless;
		if (resolved->baseless && !run->quiet)
			tell(resolve, path,
			     HITO_N("what both sides come from is not known, "
				    "so nothing was settled: --ours or "
				    "--theirs, or an editor"));
		return;
	}
	if (run->quiet || resolve->args->dry_run)
		return;
	hito_out_foreign(&run->out, path);
	hito_out_text(&run->out, say(run, HITO_N(": settled; git add ")));
	print_word(resolve, path);
}

static int one(struct resolve *resolve, struct hito_str path)
{
	struct run *run = resolve->run;
	struct hito_err err = {.lang = run->lang};
	struct hito_resolve_options options = {
		.favor = resolve->args->ours     ? HITO_FAVOR_OURS
			 : resolve->args->theirs ? HITO_FAVOR_THEIRS
						 : HITO_FAVOR_NONE,
		.only_lines = !hito_str_ends(path, ".md") &&
			      !hito_str_ends(path, ".MD"),
	};
	struct hito_resolved resolved;
	int status;

	resolve->files++;
	if (!hito_file_read(resolve->past.place.root_fd, path, HITO_LIMIT_MERGE,
			    run->arena, &options.text, &err) ||
	    !resolve_bases_find(&resolve->bases, path, &options.base, &err) ||
	    !hito_resolve(&options, run->arena, &resolved, &err))
		return fail(resolve, &err);
	if (resolved.markers.open) {
		tell(resolve, path,
		     HITO_N("conflict markers have no end; nothing was "
			    "changed"));
		resolve->left++;
		return RUN_OK;
	}
	if (!resolved.markers.count) {
		tell(resolve, path, HITO_N("there are no conflict markers"));
		return RUN_OK;
	}
	status = write_result(resolve, path, options.text, &resolved);
	if (status == RUN_OK)
		report(resolve, path, &resolved);
	return status;
}

/* Files */

static bool has_conflict(const struct hito_source *source)
{
	for (size_t i = 0; i < source->damage_count; i++)
		if (source->damage[i].kind == HITO_DAMAGE_CONFLICT)
			return true;
	return false;
}

static int all(struct resolve *resolve)
{
	const struct hito_workspace *workspace = resolve->past.place.workspace;
	const struct hito_model *model = workspace->model;
	int status = RUN_OK;

	for (size_t i = 0; status == RUN_OK && i < model->document_count; i++)
		if (has_conflict(model->documents[i]->source))
			status =
				one(resolve, model->documents[i]->source->path);
	if (status == RUN_OK && !resolve->files && !resolve->run->quiet)
		hito_out_text(
			&resolve->run->out,
			say(resolve->run, HITO_N("no plan file has conflict "
						 "markers\n")));
	return status;
}

static int named(struct resolve *resolve, int argc, char **argv)
{
	struct hito_err err = {.lang = resolve->run->lang};
	int status = RUN_OK;

	for (int i = 0; status == RUN_OK && i < argc; i++) {
		struct hito_str path;

		if (!place_path(&resolve->past.place, argv[i], &path, &err))
			return fail(resolve, &err);
		status = one(resolve, path);
	}
	return status;
}

static int work(struct resolve *resolve, int argc, char **argv)
{
	struct run *run = resolve->run;
	struct hito_err err = {.lang = run->lang};
	struct place *place = &resolve->past.place;
	int status;

	if (!place_name(place, 0, NULL, &err) || !place_read(place, &err))
		return run_error(run, &err);
	run_set_lang(run, place->workspace->project->lang);
	if (!resolve_bases_open(run, &resolve->past, &resolve->bases, &err))
		return run_error(run, &err);
	status = argc ? named(resolve, argc, argv) : all(resolve);
	if (status != RUN_OK)
		return status;
	if (resolve->choice && !run->quiet)
		hito_out_text(
			&run->err,
			say(run, HITO_N("help: keep one side in each of "
					"these places, or settle them "
					"all with --ours or --theirs\n")));
	return resolve->left ? RUN_FINDINGS : RUN_OK;
}

static int resolve_run(struct run *run, const void *args_, int argc,
		       char **argv)
{
	static const struct past_args past_args = {.at = NULL};
	struct resolve resolve = {
		.run = run, .args = args_, .room = CONFLICT_LINES};
	int status;

	if (resolve.args->ours && resolve.args->theirs)
		return run_wrong(run, "%s",
				 say(run, HITO_N("--ours and --theirs exclude "
						 "each other")));
	status = past_open(run, &past_args, &resolve.past);
	if (status == RUN_OK && !resolve.past.placed)
		status = run_wrong(run, "%s",
				   say(run, HITO_N("there is no work tree "
						   "here")));
	if (status == RUN_OK)
		status = work(&resolve, argc, argv);
	past_close(&resolve.past);
	return status;
}
