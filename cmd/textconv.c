/* SPDX-License-Identifier: MIT */
/* hito textconv: a plan file as text to compare, for Git's diffs. */
#include <string.h>

#include "base/file.h"
#include "cmd.h"
#include "hito/limits.h"
#include "report/textconv.h"

static const struct cmd_example textconv_examples[] = {
	{"hito textconv plans/spring.md", HITO_N("print it by step and key")},
	{"hito init git textconv", HITO_N("have Git's diffs of plans made so")},
	{NULL, NULL},
};

static int textconv_run(struct run *run, const void *args, int argc,
			char **argv);

const struct cmd cmd_textconv = {
	.name = "textconv",
	.usage = "FILE",
	.summary = HITO_N("print a plan file by step and key, for diffs"),
	.examples = textconv_examples,
	.run = textconv_run,
};

static bool read_text(struct run *run, const char *typed,
		      struct hito_str *out_text, struct hito_err *err)
{
	if (strcmp(typed, "-") == 0)
		return hito_file_read_fd(run->in_fd, HITO_LIMIT_FILE,
					 run->arena, out_text, err);
	return hito_file_read(run->dir_fd, hito_str_from(typed),
			      HITO_LIMIT_FILE, run->arena, out_text, err);
}

/* What is no plan, or none that can be read, is printed as it is. */
static bool print(struct run *run, const char *typed, struct hito_str text,
		  struct hito_err *err)
{
	struct hito_document_options options = {.lang = HITO_LANG_NONE};
	struct hito_findings findings;
	struct hito_document *document;
	struct hito_project *project;
	struct hito_source *source;

	if (!hito_project_default(run->arena, &project, err) ||
	    !hito_source_new(run->arena, hito_str_from(typed), text, &source,
			     err))
		return false;
	options.project = project;
	hito_findings_init(&findings, run->arena);
	if (!hito_document_read(source, &options, run->arena, &findings,
				&document, err)) {
		if (err->code == HITO_ERR_MEMORY)
			return false;
		hito_out_str(&run->out, text);
		return true;
	}
	return hito_textconv_write(&run->out, document, &findings,
				   run->out_is_terminal, run->arena) ||
	       hito_err_memory(err);
}

static int textconv_run(struct run *run, const void *args, int argc,
			char **argv)
{
	struct hito_err err = {.lang = run->lang};
	struct hito_str text;

	(void)args;
	if (argc != 1)
		return run_wrong(run, "%s",
				 hito_message(run->lang,
					      HITO_N("hito textconv takes one "
						     "file, or - for standard "
						     "input")));
	if (!read_text(run, argv[0], &text, &err) ||
	    !print(run, argv[0], text, &err))
		return run_error(run, &err);
	return RUN_OK;
}
