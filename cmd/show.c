/* SPDX-License-Identifier: MIT */
/* hito show: the plans as they were read, for people or for programs. */
#include "cmd.h"
#include "place.h"
#include "report/model_json.h"
#include "report/model_text.h"

enum show_format { SHOW_TEXT, SHOW_JSON };

struct show_args {
	int format;
};

static const struct opt_choice show_formats[] = {
	{"text", SHOW_TEXT},
	{"json", SHOW_JSON},
	OPT_CHOICE_END,
};

static const struct opt show_opts[] = {
	OPT_CHOICE('f', "format", show_args, format, show_formats,
		   HITO_N("how to print the plans")),
	OPT_END,
};

static const struct cmd_example show_examples[] = {
	{"hito show", HITO_N("list all plans with their objectives and "
			     "steps")},
	{"hito show plans/spring-launch",
	 HITO_N("only what stands in a file or folder")},
	{"hito show --format=json spring-launch/blog-weekly",
	 HITO_N("one step with every value and its place, as JSON")},
	{NULL, NULL},
};

static int show_run(struct run *run, const void *args, int argc, char **argv);

const struct cmd cmd_show = {
	.name = "show",
	.usage = "[options] [PATH|ID...]",
	.summary = HITO_N("print the plans as they were read"),
	.examples = show_examples,
	.opts = show_opts,
	.args_size = sizeof(struct show_args),
	.run = show_run,
	.flags = CMD_PAGER,
};

static bool print(struct run *run, const struct place *place, int format)
{
	const struct hito_choice choice = {
		.paths = place->paths,
		.path_count = place->path_count,
		.items = place->items,
		.item_count = place->id_count,
	};
	const struct hito_style style = {
		.lang = run->lang,
		.color = run->color,
		.columns = run->columns,
	};

	if (format == SHOW_JSON)
		return hito_model_json(&run->out, place->workspace->model,
				       &choice, run->arena);
	hito_model_text(&run->out, &style, place->workspace->model, &choice);
	return true;
}

static int show_run(struct run *run, const void *args, int argc, char **argv)
{
	const struct show_args *show = args;
	struct hito_err err = {.lang = run->lang};
	struct place place;

	if (!place_open(run, &place, &err))
		return run_error(run, &err);
	if (!place_name(&place, argc, argv, &err) ||
	    !place_read(&place, &err)) {
		place_close(&place);
		return run_error(run, &err);
	}
	place_close(&place);
	run_set_lang(run, place.workspace->project->lang);
	if (!print(run, &place, show->format))
		return run_memory(run);
	return RUN_OK;
}
