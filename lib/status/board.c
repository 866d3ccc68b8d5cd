/* SPDX-License-Identifier: MIT */
/* Puts steps into the columns and groups of a board. */
#include "status/board.h"

#include <stdlib.h>

#include "base/map.h"
#include "plan/fold.h"

struct builder {
	struct hito_board *board;
	struct hito_arena *arena;
	struct hito_map places; /* of a group's id: its number from 1 */
};

static void begin_columns(struct hito_board *board)
{
	static const enum hito_word states[] = {HITO_TODO, HITO_DOING,
						HITO_BLOCKED, HITO_DONE};

	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++)
		board->columns[board->column_count++] =
			(struct hito_board_column){
				.state = states[i],
				.text = hito_str_from(
					hito_word_name(states[i])),
			};
}

/* The last column takes what has none of its own. */
static size_t column_of(struct hito_board *board,
			const struct hito_step_status *status)
{
	bool foreign = status->state == HITO_FOREIGN;

	for (size_t i = 0; i < board->column_count; i++)
		if (board->columns[i].state == status->state &&
		    (!foreign || hito_fold_equal(board->columns[i].text,
						 status->state_text)))
			return i;
	if (board->column_count < HITO_BOARD_COLUMNS)
		board->columns[board->column_count++] =
			(struct hito_board_column){
				.state = status->state,
				.text = status->state_text,
			};
	return board->column_count - 1;
}

static void name_group(enum hito_board_by by,
		       const struct hito_prospect *prospect,
		       struct hito_str *id, struct hito_str *title)
{
	const struct hito_item *step = prospect->status->step;
	const struct hito_value *phase;

	*id = *title = HITO_STR("");
	switch (by) {
	case HITO_BOARD_BY_OWNER:
		*id = *title = prospect->owner;
		break;
	case HITO_BOARD_BY_PHASE:
		phase = hito_item_effective(step, HITO_KEY_PHASE, NULL);
		if (phase && phase->readable)
			*id = *title = phase->text;
		break;
	case HITO_BOARD_BY_OBJECTIVE:
		if (!prospect->objective)
			break;
		*id = prospect->objective->id;
		*title = prospect->objective->title;
		break;
	case HITO_BOARD_BY_PLAN:
		*id = step->plan->id;
		*title = step->plan->title;
		break;
	case HITO_BOARD_BY_NOTHING:
		break;
	}
}

/* Two plans may have objectives of the same id. */
static struct hito_str key_of(struct builder *builder,
			      const struct hito_prospect *prospect,
			      struct hito_str id)
{
	if (builder->board->by != HITO_BOARD_BY_OBJECTIVE)
		return id.len ? id : HITO_STR("\n");
	return hito_arena_printf(builder->arena, "%.*s\n%.*s",
				 HITO_STR_ARG(prospect->status->step->plan->id),
				 HITO_STR_ARG(id));
}

static struct hito_board_group *group_of(struct builder *builder,
					 const struct hito_prospect *prospect)
{
	struct hito_board *board = builder->board;
	struct hito_str id, title, key;
	size_t place;

	name_group(board->by, prospect, &id, &title);
	key = key_of(builder, prospect, id);
	if (!key.ptr)
		return NULL;
	place = (size_t)(uintptr_t)hito_map_find(&builder->places, key);
	if (place)
		return &board->groups[place - 1];
	if (!hito_reserve(builder->arena, board->groups, board->group_count,
			  board->group_capacity))
		return NULL;
	place = ++board->group_count;
	board->groups[place - 1] =
		(struct hito_board_group){.id = id, .title = title};
	if (!hito_map_put(&builder->places, key, (void *)(uintptr_t)place))
		return NULL;
	return &board->groups[place - 1];
}

static bool place(struct builder *builder, const struct hito_prospect *prospect)
{
	struct hito_board *board = builder->board;
	const struct hito_step_status *status = prospect->status;
	struct hito_board_group *group;
	struct hito_board_cell *cell;
	size_t column;

	if (!status->leaf || status->step->duplicate_of)
		return true;
	if (status->state == HITO_DROPPED) {
		board->dropped++;
		return true;
	}
	column = column_of(board, status);
	group = group_of(builder, prospect);
	if (!group)
		return false;
	cell = &group->cells[column];
	if (!hito_reserve(builder->arena, cell->list, cell->count,
			  cell->capacity))
		return false;
	cell->list[cell->count++] = prospect;
	board->columns[column].count++;
	board->count++;
	return true;
}

/* Of open steps the due day; of those done the last one, newest first. */
static int64_t rank_of(const struct hito_prospect *prospect)
{
	const struct hito_step_status *status = prospect->status;
	hito_day day = status->due;

	if (status->state == HITO_DONE)
		return status->finished == HITO_DAY_NONE
			       ? INT64_MAX
			       : -(int64_t)status->finished;
	return day == HITO_DAY_NONE ? INT64_MAX : day;
}

static int by_rank(const void *a, const void *b)
{
	const struct hito_prospect *x = *(const struct hito_prospect *const *)a;
	const struct hito_prospect *y = *(const struct hito_prospect *const *)b;
	int64_t first = rank_of(x), second = rank_of(y);
	uint32_t i = x->status->step->number, k = y->status->step->number;

	if (first != second)
		return first < second ? -1 : 1;
	return (i > k) - (i < k);
}

/* Those without an owner, a phase, an objective come last. */
static void put_rest_last(struct hito_board *board)
{
	for (size_t i = 0; i + 1 < board->group_count; i++) {
		struct hito_board_group group = board->groups[i];

		if (group.id.len || board->by == HITO_BOARD_BY_OBJECTIVE)
			continue;
		for (size_t k = i; k + 1 < board->group_count; k++)
			board->groups[k] = board->groups[k + 1];
		board->groups[board->group_count - 1] = group;
		return;
	}
}

bool hito_board_make(const struct hito_outlook *outlook, enum hito_board_by by,
		     struct hito_arena *arena, struct hito_board *out)
{
	struct builder builder = {.board = out, .arena = arena};

	*out = (struct hito_board){.status = outlook->status, .by = by};
	hito_map_init(&builder.places, arena);
	begin_columns(out);
	for (size_t i = 0; i < outlook->count; i++)
		if (!place(&builder, &outlook->list[i]))
			return false;
	for (size_t i = 0; i < out->group_count; i++)
		for (size_t k = 0; k < out->column_count; k++) {
			struct hito_board_cell *cell = &out->groups[i].cells[k];

			if (cell->count > 1)
				qsort(cell->list, cell->count,
				      sizeof(*cell->list), by_rank);
		}
	put_rest_last(out);
	return true;
}
