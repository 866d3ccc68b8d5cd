/* SPDX-License-Identifier: MIT */
/* hito merge-file: three versions of a plan file become one. */
#include "base/file.h"
#include "cmd.h"
#include "conflict.h"

/* What Git's own attribute may ask for. */
#define LONGEST_MARKER 1000

struct merge_file_args {
	bool to_stdout, with_base, ours, theirs;
	uint32_t marker_size;
	struct opt_list labels;
	const char *path;
};

static const struct opt merge_file_opts[] = {
	OPT_FLAG('p', "stdout", merge_file_args, to_stdout,
		 HITO_N("print the result, leave OURS as it is")),
	OPT_LIST('L', "label", merge_file_args, labels, "LABEL",
		 HITO_N("name a version in conflicts: ours first, then base, "
			"then theirs")),
	OPT_NUMBER(0, "marker-size", merge_file_args, marker_size, "NUMBER",
		   HITO_N("make conflict markers so long (7)")),
	OPT_TEXT(0, "path", merge_file_args, path, "PATH",
		 HITO_N("the file's path, for messages; only *.md is merged "
			"as a plan")),
	OPT_FLAG(0, "diff3", merge_file_args, with_base,
		 HITO_N("show the base in conflicts, too")),
	OPT_FLAG(0, "ours", merge_file_args, ours,
		 HITO_N("settle conflicts: ours counts")),
	OPT_FLAG(0, "theirs", merge_file_args, theirs,
		 HITO_N("settle conflicts: theirs counts")),
	OPT_END,
};

static const struct merge_file_args merge_file_defaults = {.marker_size = 7};

static const struct cmd_example merge_file_examples[] = {
	{"hito merge-file --stdout base.md ours.md theirs.md",
	 HITO_N("print what the three make")},
	{"git config merge.hito.driver \"hito merge-file --marker-size %L "
	 "--path %P %O %A %B\"",
	 HITO_N("the merge driver, for files with the attribute merge=hito")},
	{NULL, NULL},
};

static int merge_file_run(struct run *run, const void *args, int argc,
			  char **argv);

const struct cmd cmd_merge_file = {
	.name = "merge-file",
	.usage = "[options] BASE OURS THEIRS",
	.summary = HITO_N("merge three versions of a plan file"),
	.examples = merge_file_examples,
	.opts = merge_file_opts,
	.args_size = sizeof(struct merge_file_args),
	.args_defaults = &merge_file_defaults,
	.run = merge_file_run,
};

/* A driver's files are temporary ones, whose names tell nothing. */
static const char *label(const struct merge_file_args *args, size_t at,
			 const char *file, const char *word)
{
	if (at < args->labels.count)
		return args->labels.items[at];
	return args->path ? word : file;
}

static struct hito_merge_options options_of(const struct merge_file_args *args,
					    char **argv)
{
	struct hito_str path = hito_str_from(args->path);

	return (struct hito_merge_options){
		.our_label = label(args, 0, argv[1], "ours"),
		.base_label = label(args, 1, argv[0], "base"),
		.their_label = label(args, 2, argv[2], "theirs"),
		.marker_size = (unsigned short)args->marker_size,
		.with_base = args->with_base,
		.favor = args->ours     ? HITO_FAVOR_OURS
			 : args->theirs ? HITO_FAVOR_THEIRS
					: HITO_FAVOR_NONE,
		.only_lines = args->path && !hito_str_ends(path, ".md") &&
			      !hito_str_ends(path, ".MD"),
	};
}

static bool read(struct run *run, const char *path, struct hito_str *out,
		 struct hito_err *err)
{
	return hito_file_read(run->dir_fd, hito_str_from(path),
			      HITO_LIMIT_MERGE, run->arena, out, err);
}

static int wrong(struct run *run, const char *english)
{
	return run_wrong(run, "%s", hito_message(run->lang, english));
}

static int merge_file_run(struct run *run, const void *args_, int argc,
			  char **argv)
{
	const struct merge_file_args *args = args_;
	struct hito_err err = {.lang = run->lang};
	struct hito_merge_options options;
	struct hito_merged merged;
	size_t room = CONFLICT_LINES;

	if (argc != 3)
		return wrong(run, HITO_N("name three files: BASE OURS THEIRS"));
	if (args->ours && args->theirs)
		return wrong(run,
			     HITO_N("--ours and --theirs exclude each other"));
	if (!args->marker_size || args->marker_size > LONGEST_MARKER)
		return wrong(run, HITO_N("--marker-size is from 1 to 1000"));
	options = options_of(args, argv);
	if (!read(run, argv[0], &options.base, &err) ||
	    !read(run, argv[1], &options.ours, &err) ||
	    !read(run, argv[2], &options.theirs, &err) ||
	    !hito_merge(&options, run->arena, &merged, &err))
		return run_error(run, &err);
	if (args->to_stdout)
		hito_out_str(&run->out, merged.text);
	else if (!hito_str_equal(merged.text, options.ours) &&
		 !hito_file_rewrite(run->dir_fd, hito_str_from(argv[1]),
				    options.ours, merged.text, &err))
		return run_error(run, &err);
	conflict_print(run, hito_str_from(args->path ? args->path : argv[1]),
		       &merged, &options, &room);
	return merged.conflict_count ? RUN_FINDINGS : RUN_OK;
}
