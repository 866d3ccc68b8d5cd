/* SPDX-License-Identifier: MIT */
/* Moves steps between plans and objectives. */
#include "edit/move.h"

#include "edit/draft.h"
#include "edit/front.h"
#include "edit/rename.h"
#include "hito/limits.h"
#include "plan/folder.h"
#include "plan/spelling.h"

static const struct hito_str untouched = {NULL, 0};

static bool is_below(const struct hito_item *item, const struct hito_item *step)
{
	unsigned depth = 0;

	for (; item && depth <= HITO_LIMIT_PARENTS; depth++) {
		if (item == step)
			return true;
		item = item->parent;
	}
	return false;
}

/* Does the text of a piece hold a thing? */
static bool holds(const struct hito_passage *piece,
		  const struct hito_item *item)
{
	return piece->source == item->document->source &&
	       item->block->section.start >= piece->section.start &&
	       item->block->section.start < piece->section.end &&
	       (piece->is_file || item->block != &item->document->blocks[0] ||
		!item->document->is_step);
}

static const struct hito_source *target_source(const struct hito_move *move)
{
	return move->objective ? move->objective->document->source
			       : move->plan->document->source;
}

static bool has_folder(const struct hito_item *plan)
{
	return hito_str_is(hito_path_name(plan->document->source->path),
			   "plan.md");
}

/* Is it possible at all? */

static bool taken(const struct hito_move *move, const struct hito_item *step,
		  struct hito_err *err)
{
	const struct hito_item *other = NULL;
	bool once = false;

	if (step->plan != move->plan)
		other = hito_rename_taken(move->transfer->model, move->plan,
					  step, step->id, &once);
	if (!other)
		return false;
	if (once)
		hito_err_set(err, HITO_ERR_USAGE,
			     "\"%.*s\" had the id \"%.*s\" once, and its "
			     "history is found by it",
			     HITO_STR_ARG(other->id), HITO_STR_ARG(step->id));
	else
		hito_err_set(err, HITO_ERR_USAGE,
			     "the plan \"%.*s\" has a step \"%.*s\" already",
			     HITO_STR_ARG(move->plan->id),
			     HITO_STR_ARG(step->id));
	hito_err_help(err,
		      "give it another id first: hito rename %.*s/%.*s NEW",
		      HITO_STR_ARG(step->plan->id), HITO_STR_ARG(step->id));
	return true;
}

static bool check_step(const struct hito_move *move,
		       const struct hito_item *step, struct hito_err *err)
{
	const char *refused = hito_rename_refusal(step);

	if (refused)
		return hito_transfer_refuse(step, refused, err);
	return !taken(move, step, err);
}

static bool check_target(const struct hito_move *move, struct hito_err *err)
{
	const struct hito_item *item =
		move->objective ? move->objective : move->plan;
	const char *refused = hito_rename_refusal(item);

	return !refused || hito_transfer_refuse(item, refused, err);
}

/* Front matter */

/* Its key is put into a block that has it; others have it by their place. */
static bool keep_objective(struct hito_move *move, const struct hito_item *step,
			   struct hito_str *out)
{
	*out = untouched;
	if (hito_item_value(step, HITO_KEY_OBJECTIVE))
		*out = move->objective ? move->objective->id : HITO_STR("");
	return true;
}

static struct hito_str with_plan(const struct hito_move *move,
				 const struct hito_item *plan,
				 struct hito_str id)
{
	return hito_arena_printf(move->transfer->arena, "%.*s/%.*s",
				 HITO_STR_ARG(plan->id), HITO_STR_ARG(id));
}

/*
 * History follows a written id from plan to plan. A made one, and what the step
 * was called before in the plan that it leaves, it finds by their plan.
 */
static bool note_formerly(struct hito_move *move, const struct hito_item *step,
			  struct hito_err *err)
{
	struct hito_arena *arena = move->transfer->arena;
	const struct hito_value *value =
		hito_item_value(step, HITO_KEY_FORMERLY);
	size_t parts = value ? value->part_count : 0;
	struct hito_str *add = hito_new(arena, struct hito_str, parts + 1);
	bool *remove = hito_new(arena, bool, parts + 1);
	struct hito_items items = {.add = add, .remove = remove};
	struct hito_str now = with_plan(move, move->plan, step->id);
	const char *refused = NULL;

	if ((!step->id_made && !value) || step->plan == move->plan)
		return true;
	if (!add || !remove || !now.ptr)
		return hito_err_memory(err);
	for (size_t i = 0; i < parts; i++) {
		struct hito_str part = value->parts[i].text;
		bool has_plan = hito_str_find_byte(part, '/', 0) != SIZE_MAX;

		remove[i] = !has_plan || hito_str_equal(part, now);
		if (!has_plan)
			add[items.add_count++] =
				with_plan(move, step->plan, part);
	}
	add[items.add_count++] = with_plan(move, step->plan, step->id);
	for (size_t i = 0; i < items.add_count; i++)
		if (!add[i].ptr)
			return hito_err_memory(err);
	if (!hito_rename_formerly(&move->transfer->draft, step, &items,
				  &refused))
		return hito_err_memory(err);
	return !refused || hito_transfer_refuse(step, refused, err);
}

static bool write_front(struct hito_move *move, const struct hito_moved *moved,
			const struct hito_item *top, struct hito_err *err)
{
	const struct hito_item *step = moved->piece.step;
	bool crosses = step->plan != move->plan;
	bool to_file = moved->form != HITO_MOVED_SECTION;
	struct hito_passage_place place = {
		.id = step->id,
		.objective = HITO_STR(""),
		.parent = HITO_STR(""),
		.plan = crosses ? HITO_STR("") : untouched,
	};
	const char *refused = NULL;

	if (to_file && move->objective)
		place.objective = move->objective->id;
	if (step != top) {
		keep_objective(move, step, &place.objective);
		if (to_file || step->parent != top)
			place.parent = untouched;
		if (moved->form == HITO_MOVED_TO_FILE && step->parent &&
		    !hito_item_value(step, HITO_KEY_PARENT))
			place.parent = step->parent->id;
	}
	if (!hito_passage_front(&move->transfer->draft, &moved->piece, &place,
				to_file, &refused))
		return hito_err_memory(err);
	if (refused)
		return hito_transfer_refuse(step, refused, err);
	return note_formerly(move, step, err);
}

/* Of a step within the text of another one. */
static bool write_inner_front(struct hito_move *move,
			      const struct hito_item *step,
			      struct hito_err *err)
{
	struct hito_transfer *transfer = move->transfer;
	struct hito_passage_place place = {
		.id = step->id,
		.objective = untouched,
		.parent = untouched,
		.plan = untouched,
	};
	struct hito_passage piece;
	const char *refused = NULL;

	if (!hito_transfer_passage(transfer, step, &piece, err))
		return false;
	keep_objective(move, step, &place.objective);
	if (!hito_passage_front(&transfer->draft, &piece, &place, false,
				&refused))
		return hito_err_memory(err);
	if (refused)
		return hito_transfer_refuse(step, refused, err);
	return note_formerly(move, step, err);
}

/* Pieces */

static bool shift_headings(struct hito_move *move,
			   const struct hito_moved *moved, struct hito_err *err)
{
	const struct hito_passage *piece = &moved->piece;
	int levels = (int)moved->level - (int)(piece->level ? piece->level : 1);
	const char *refused = NULL;

	for (size_t i = 0; !refused && i < piece->outline->heading_count; i++) {
		const struct hito_heading *heading =
			&piece->outline->headings[i];

		if (heading->span.start < piece->section.start ||
		    heading->span.start >= piece->section.end)
			continue;
		if (!hito_passage_shift(&move->transfer->draft, piece->source,
					heading, levels, &refused))
			return hito_err_memory(err);
	}
	return !refused || hito_transfer_refuse(piece->step, refused, err);
}

static bool find_form(struct hito_move *move, struct hito_moved *moved,
		      struct hito_err *err)
{
	struct hito_arena *arena = move->transfer->arena;
	const struct hito_passage *piece = &moved->piece;
	bool crosses = piece->step->plan != move->plan;
	bool folder = has_folder(move->plan);
	struct hito_str home =
		hito_path_folder(move->plan->document->source->path);
	struct hito_str name = hito_path_name(piece->source->path);

	moved->form = HITO_MOVED_SECTION;
	moved->path = target_source(move)->path;
	if (piece->is_file && !crosses) {
		moved->form = HITO_MOVED_STAYS;
		moved->path = piece->source->path;
	} else if (crosses && folder) {
		moved->form =
			piece->is_file ? HITO_MOVED_FILE : HITO_MOVED_TO_FILE;
		if (!piece->is_file)
			name = hito_arena_printf(arena, "%.*s.md",
						 HITO_STR_ARG(piece->step->id));
		moved->path = hito_arena_printf(
			arena, "%.*s%s%.*s", HITO_STR_ARG(home),
			home.len ? "/" : "", HITO_STR_ARG(name));
	}
	return moved->path.ptr || hito_err_memory(err);
}

/* The file must not be there; what is no plan file is seen when writing. */
static bool is_free(const struct hito_move *move,
		    const struct hito_moved *moved, struct hito_err *err)
{
	const struct hito_model *model = move->transfer->model;

	for (size_t i = 0; i < model->document_count; i++)
		if (moved->path.ptr != moved->piece.source->path.ptr &&
		    hito_str_equal(model->documents[i]->source->path,
				   moved->path)) {
			hito_err_set(err, HITO_ERR_USAGE, "already exists");
			return hito_err_at(err, moved->path, 0, 0);
		}
	return true;
}

/* The level of a section below the objective, or of the plan's own. */
static bool find_level(struct hito_move *move, unsigned *out,
		       struct hito_err *err)
{
	const struct hito_source *source = target_source(move);
	const struct hito_outline *outline =
		hito_transfer_outline(move->transfer, source, err);

	if (!outline)
		return false;
	*out = 2;
	for (size_t i = 0; move->objective && i < outline->heading_count; i++)
		if (outline->headings[i].span.start ==
		    move->objective->block->section.start)
			*out = outline->headings[i].level + 1;
	return true;
}

static bool add_piece(struct hito_move *move, const struct hito_item *step,
		      const struct hito_item *top, struct hito_err *err)
{
	struct hito_transfer *transfer = move->transfer;
	struct hito_moved moved = {.level = 1};

	if (!hito_transfer_passage(transfer, step, &moved.piece, err) ||
	    !find_form(move, &moved, err))
		return false;
	if (moved.form == HITO_MOVED_SECTION) {
		if (!find_level(move, &moved.level, err))
			return false;
		moved.level += step != top;
	} else if (moved.form != HITO_MOVED_STAYS &&
		   !is_free(move, &moved, err)) {
		return false;
	}
	if (move->objective && holds(&moved.piece, move->objective))
		return hito_transfer_refuse(
			step, HITO_N("the objective is a part of it"), err);
	if (!write_front(move, &moved, top, err) ||
	    (moved.form != HITO_MOVED_STAYS && moved.form != HITO_MOVED_FILE &&
	     !shift_headings(move, &moved, err)))
		return false;
	if (!hito_str_equal(moved.path, moved.piece.source->path) &&
	    !hito_transfer_relocate(transfer, moved.piece.source,
				    moved.piece.is_file
					    ? (struct hito_span){0, UINT32_MAX}
					    : moved.piece.section,
				    moved.path))
		return hito_err_memory(err);
	if (!hito_reserve(transfer->arena, move->list, move->count,
			  move->capacity))
		return hito_err_memory(err);
	move->list[move->count++] = moved;
	return true;
}

/* Is a step within the text of a piece that moves? */
static bool is_inner(const struct hito_move *move, size_t from,
		     const struct hito_item *step)
{
	for (size_t i = from; i < move->count; i++)
		if (holds(&move->list[i].piece, step))
			return true;
	return false;
}

/* A step below the one that moves. */
static bool add_below(struct hito_move *move, const struct hito_item *step,
		      const struct hito_item *top, size_t from,
		      struct hito_err *err)
{
	struct hito_str objective;

	if (is_inner(move, from, step))
		return write_inner_front(move, step, err);
	if (step->plan != move->plan)
		return add_piece(move, step, top, err);
	/* It stays where it is, and names its parent. */
	keep_objective(move, step, &objective);
	return !objective.ptr || add_piece(move, step, top, err);
}

static bool turn(struct hito_move *move, const struct hito_item *step,
		 const struct hito_item *top, struct hito_err *err)
{
	struct hito_turn *turn = hito_turns_add(move->transfer->turns, step);

	if (!turn)
		return hito_err_memory(err);
	turn->plan = move->plan;
	turn->objective = move->objective;
	if (step == top)
		turn->parent = NULL;
	return true;
}

static bool together(struct hito_err *err)
{
	hito_err_set(err, HITO_ERR_USAGE,
		     "one of the steps is named twice, or is a part of "
		     "another");
	return hito_err_help(err, "what is below a step goes with it");
}

bool hito_move_plan(struct hito_move *move, const struct hito_item *step,
		    bool *out_done, struct hito_err *err)
{
	const struct hito_item *plan = step->plan;
	size_t from = move->count;

	*out_done = step->plan != move->plan ||
		    step->objective != move->objective || step->parent;
	if (!*out_done)
		return true;
	if (hito_turns_find(move->transfer->turns, step))
		return together(err);
	if (!check_target(move, err) || !check_step(move, step, err) ||
	    !turn(move, step, step, err) || !add_piece(move, step, step, err))
		return false;
	for (size_t i = 0; i < plan->step_count; i++) {
		const struct hito_item *below = plan->steps[i];

		if (below == step || !is_below(below, step))
			continue;
		if (hito_turns_find(move->transfer->turns, below))
			return together(err);
		if (!check_step(move, below, err) ||
		    !turn(move, below, step, err) ||
		    !add_below(move, below, step, from, err))
			return false;
	}
	return true;
}

/* Objectives that are mere headings */

/* Does a step stay that makes the heading an objective? */
static bool has_step_left(const struct hito_move *move,
			  const struct hito_item *objective)
{
	for (size_t i = 0; i < objective->child_count; i++) {
		const struct hito_item *step = objective->children[i];

		if (!hito_turns_find(move->transfer->turns, step) &&
		    step->document == objective->document &&
		    step->block->section.start >
			    objective->block->section.start &&
		    step->block->section.start < objective->block->section.end)
			return true;
	}
	return false;
}

/* Named by files: its id is written. Left by its steps: it gets a block. */
static bool keep_objectives(struct hito_move *move, struct hito_err *err)
{
	struct hito_transfer *transfer = move->transfer;
	struct hito_turns *turns = transfer->turns;
	const struct hito_item *done[2] = {NULL, NULL};
	const char *refused = NULL;

	for (size_t i = 0; i < turns->count; i++) {
		const struct hito_item *left = turns->list[i]->item->objective;
		bool named = move->list[0].form != HITO_MOVED_SECTION;

		if (left && !left->block->fenced && left != done[0] &&
		    left != move->objective && !has_step_left(move, left)) {
			if (!hito_front_create(&transfer->draft, left,
					       left->id))
				return hito_err_memory(err);
			done[0] = left;
		}
		left = move->objective;
		if (!named || !left || !left->id_made || done[1])
			continue;
		done[1] = left;
		if (left->block->fenced
			    ? !hito_editing_set(&transfer->draft, left,
						HITO_KEY_ID, left->id,
						untouched, &refused)
			    : !hito_front_create(&transfer->draft, left,
						 left->id))
			return hito_err_memory(err);
	}
	return true;
}

/* Writing */

static bool write_section(struct hito_move *move,
			  const struct hito_moved *moved, struct hito_err *err)
{
	struct hito_transfer *transfer = move->transfer;
	const struct hito_passage *piece = &moved->piece;
	const struct hito_source *target = target_source(move);
	struct hito_str line_end = hito_transfer_line_end(target), text;
	uint32_t end = move->objective ? move->objective->block->section.end
				       : (uint32_t)target->text.len;

	if (piece->is_file)
		text = hito_passage_section(
			&transfer->draft, piece, moved->level,
			hito_spelling_is_spanish(piece->step), line_end);
	else
		text = hito_passage_ends(transfer->arena,
					 hito_draft_text(&transfer->draft,
							 piece->source,
							 piece->whole, false),
					 line_end);
	return (text.ptr &&
		hito_transfer_insert(transfer, target, end, text)) ||
	       hito_err_memory(err);
}

static bool write_piece(struct hito_move *move, const struct hito_moved *moved,
			struct hito_err *err)
{
	struct hito_transfer *transfer = move->transfer;
	const struct hito_passage *piece = &moved->piece;
	struct hito_str line_end;
	bool done = true;

	if (moved->form == HITO_MOVED_STAYS)
		return true;
	if (moved->form == HITO_MOVED_FILE)
		return hito_editing_rename(transfer->editing, piece->source,
					   moved->path) ||
		       hito_err_memory(err);
	if (moved->form == HITO_MOVED_SECTION) {
		if (!write_section(move, moved, err))
			return false;
	} else {
		line_end = hito_transfer_line_end(move->plan->document->source);
		done = hito_editing_create(
			transfer->editing, moved->path,
			hito_passage_file(&transfer->draft, piece, line_end));
	}
	if (done)
		done = piece->is_file
			       ? hito_editing_remove(transfer->editing,
						     piece->source)
			       : hito_transfer_remove(transfer, piece->source,
						      piece->section);
	return done || hito_err_memory(err);
}

bool hito_move_write(struct hito_move *move, struct hito_err *err)
{
	if (!keep_objectives(move, err) ||
	    !hito_transfer_follow(move->transfer, err))
		return false;
	for (size_t i = 0; i < move->count; i++)
		if (!write_piece(move, &move->list[i], err))
			return false;
	return hito_transfer_finish(move->transfer, err);
}
