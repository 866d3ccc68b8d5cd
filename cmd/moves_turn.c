/* SPDX-License-Identifier: MIT */
/* Looks whether all things are what they are meant to be. */
#include "moves_turn.h"

int moves_check_turns(struct moves *moves, const struct hito_workspace *then)
{
	struct run *run = moves->run;
	struct hito_err err = {.lang = run->lang};
	const struct hito_item *item = NULL;
	struct hito_str name;

	if (hito_turns_hold(moves->check_args, moves->place.workspace->model,
			    then->model, &item))
		return RUN_OK;
	if (item) {
		name = moves_name(moves, item);
		hito_err_set(&err, HITO_ERR_INPUT,
			     "%.*s would not be read as meant, and nothing is "
			     "written",
			     HITO_STR_ARG(name));
	} else {
		hito_err_set(&err, HITO_ERR_INPUT,
			     "the plans would not be read as meant, and "
			     "nothing is written");
	}
	hito_err_help(&err, "`hito lint` may tell what is odd there; else do "
			    "this one by hand");
	if (item && item->document)
		hito_err_at(&err, item->document->source->path,
			    hito_source_line(item->document->source,
					     item->block->heading.start),
			    0);
	return run_error(run, &err);
}
