/* SPDX-License-Identifier: MIT */
/* hito show: the plans as they were read, or one step as a card. */
#include "bare.h"
#include "card.h"
#include "cmd.h"
#include "find.h"
#include "place.h"
#include "report/model_json.h"
#include "report/model_text.h"

enum show_format { SHOW_TEXT, SHOW_JSON };

struct show_args {
	int format;
	bool partial, no_history;
};

static const struct opt_choice show_formats[] = {
	{"text", SHOW_TEXT},
	{"json", SHOW_JSON},
	OPT_CHOICE_END,
};

static const struct opt show_opts[] = {
	OPT_CHOICE('f', "format", show_args, format, show_formats,
		   HITO_N("how to print the plans")),
	OPT_FLAG(0, "partial", show_args, partial,
		 HITO_N("answer from an incomplete history, marked")),
	OPT_FLAG(0, "no-history", show_args, no_history,
		 HITO_N("the files alone, without commits")),
	OPT_END,
};

static const struct cmd_example show_examples[] = {
	{"hito show", HITO_N("list all plans with their objectives and "
			     "steps")},
	{"hito show plans/spring-launch",
	 HITO_N("only what stands in a file or folder")},
	{"hito show blog-weekly",
	 HITO_N("one step as a card: who waits for it, its history, findings")},
	{"hito show --format=json spring-launch",
	 HITO_N("a plan with every value and its place, as JSON")},
	{NULL, NULL},
};

static int show_run(struct run *run, const void *args, int argc, char **argv);

const struct cmd cmd_show = {
	.name = "show",
	.usage = "[options] [STEP|PATH|ID...]",
	.summary = HITO_N("print plans as they were read, or one step as a "
			  "card"),
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

/*
 * The only argument where it is no path: a step has a card. An id that is not
 * whole may be enough.
 */
static int find_only(struct run *run, struct place *place,
		     struct hito_item **out_item)
{
	const unsigned kinds = HITO_PLAN | HITO_OBJECTIVE | HITO_STEP;
	struct hito_err err = {.lang = run->lang};

	if (place_find(place, place->ids[0], out_item, &err))
		return RUN_OK;
	/* No id has a point in it: a file was meant. */
	if (hito_str_find_byte(place->ids[0], '.', 0) != SIZE_MAX)
		return run_error(run, &err);
	return find_item(run, place->workspace->model, place->ids[0].ptr, kinds,
			 out_item);
}

/* The files on disk; in a bare repository those of its newest commit. */
static bool read_files(struct place *place, int argc, char **argv,
		       bool *out_only, struct hito_err *err)
{
	bool bare = bare_is(place);

	if (!(bare ? bare_read(place, argc, argv, err)
		   : place_name(place, argc, argv, err)))
		return false;
	*out_only = argc == 1 && place->id_count == 1;
	/* What it means is looked up later. */
	if (*out_only)
		place->id_count = 0;
	return bare ? place_find_all(place, err) : place_read(place, err);
}

static int read_places(struct run *run, struct place *place, int argc,
		       char **argv, struct hito_item **out_only)
{
	struct hito_err err = {.lang = run->lang};
	bool only;
	int status;

	if (!read_files(place, argc, argv, &only, &err))
		return run_error(run, &err);
	run_set_lang(run, place->workspace->project->lang);
	if (!only)
		return RUN_OK;
	status = find_only(run, place, out_only);
	place->items = out_only;
	place->id_count = status == RUN_OK;
	return status;
}

static int show_run(struct run *run, const void *args, int argc, char **argv)
{
	const struct show_args *show = args;
	struct hito_err err = {.lang = run->lang};
	struct hito_item *only = NULL;
	struct place place;
	int status;

	if (!place_open(run, &place, &err))
		return run_error(run, &err);
	status = read_places(run, &place, argc, argv, &only);
	place_close(&place);
	if (status != RUN_OK)
		return status;
	if (only && only->kind == HITO_STEP)
		return card_show(run,
				 &(struct card_args){
					 .json = show->format == SHOW_JSON,
					 .partial = show->partial,
					 .no_history = show->no_history,
				 },
				 only);
	return print(run, &place, show->format) ? RUN_OK : run_memory(run);
}
