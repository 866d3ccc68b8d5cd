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

bool moves_tell_reworded(struct moves *moves, const struct hito_refer *refer)
{
	for (size_t i = 0; i < refer->count; i++) {
		const struct hito_reworded *word = &refer->list[i];
		struct hito_str name = moves_name(moves, word->item);
		struct hito_str text = hito_arena_printf(
			moves->run->arena, "%.*s: %.*s %.*s: %.*s -> %.*s",
			HITO_STR_ARG(word->item->document->source->path),
			HITO_STR_ARG(name), HITO_STR_ARG(word->key),
			HITO_STR_ARG(word->old), HITO_STR_ARG(word->new));

		if (!moves_tell(moves, text, HITO_STR("")))
			return false;
	}
	return true;
}

/* So many places are named. */
#define MOST 5

bool moves_warn_spots(struct moves *moves, struct hito_str sentence,
		      const struct moves_spot *spots, size_t count)
{
	struct hito_out_memory memory;
	struct hito_out out;

	if (!count)
		return true;
	hito_out_to_memory(&out, &memory, moves->run->arena, 1 << 16);
	hito_out_str(&out, sentence);
	hito_out_printf(&out, ": %zu (", count);
	for (size_t i = 0; i < count && i < MOST; i++) {
		hito_out_text(&out, i ? ", " : "");
		hito_out_str(&out, spots[i].path);
		hito_out_printf(&out, ":%u", spots[i].line);
	}
	hito_out_text(&out, count > MOST ? ", ...)" : ")");
	return sentence.ptr && !out.failed &&
	       moves_warn(moves, (struct hito_str){memory.ptr, memory.len});
}

bool moves_tell_links(struct moves *moves, const struct hito_transfer *transfer)
{
	struct hito_arena *arena = moves->run->arena;
	size_t count = transfer->anchor_count;
	struct moves_spot *spots =
		hito_new(arena, struct moves_spot, count + 1);
	struct hito_str text;

	if (!spots)
		return false;
	for (size_t i = 0; i < count; i++)
		spots[i] =
			(struct moves_spot){transfer->anchors[i].source->path,
					    transfer->anchors[i].line};
	text = hito_str_from(moves_say(
		moves, HITO_N("links to headings (#...) that may lead "
			      "nowhere now")));
	if (!moves_warn_spots(moves, text, spots, count))
		return false;
	if (!transfer->link_count)
		return true;
	text = hito_arena_printf(
		arena,
		moves_say(moves, HITO_N("links adjusted to where files are "
					"now: %zu")),
		transfer->link_count);
	return moves_tell(moves, text, HITO_STR(""));
}
