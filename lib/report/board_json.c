/* SPDX-License-Identifier: MIT */
/* The board as JSON (hito schema board). */
#include "report/board_report.h"
#include "report/prospect_json.h"

static void put_column(struct hito_json *json, const struct hito_board *board,
		       size_t column, const struct hito_board_cell *cell)
{
	hito_json_open_object(json);
	hito_json_put_str(json, "state", board->columns[column].text);
	hito_json_key(json, "steps");
	hito_json_open_array(json);
	for (size_t i = 0; i < cell->count; i++) {
		hito_json_open_object(json);
		hito_json_prospect(json, cell->list[i], board->status);
		hito_json_close_object(json);
	}
	hito_json_close_array(json);
	hito_json_close_object(json);
}

static void put_group(struct hito_json *json, const struct hito_board *board,
		      const struct hito_board_group *group)
{
	hito_json_open_object(json);
	hito_json_put_str(json, "group", group->id);
	hito_json_put_str(json, "title", group->title);
	hito_json_key(json, "columns");
	hito_json_open_array(json);
	for (size_t i = 0; i < board->column_count; i++)
		put_column(json, board, i, &group->cells[i]);
	hito_json_close_array(json);
	hito_json_close_object(json);
}

static void put_counts(struct hito_json *json, const struct hito_board *board)
{
	hito_json_key(json, "columns");
	hito_json_open_array(json);
	for (size_t i = 0; i < board->column_count; i++) {
		const struct hito_board_column *column = &board->columns[i];

		hito_json_open_object(json);
		hito_json_put_str(json, "state", column->text);
		hito_json_put_bool(json, "foreign_state",
				   column->state == HITO_FOREIGN);
		hito_json_put_size(json, "count", column->count);
		hito_json_close_object(json);
	}
	hito_json_close_array(json);
	hito_json_put_size(json, "dropped", board->dropped);
}

void hito_board_json(struct hito_out *out, const struct hito_board *board)
{
	static const char *const by[] = {"", "owner", "phase", "objective",
					 "plan"};
	struct hito_json json;

	hito_json_init(&json, out, true);
	hito_json_open_object(&json);
	hito_json_begin(&json, "hito.board/1", board->status);
	hito_json_put_str(&json, "by", hito_str_from(by[board->by]));
	put_counts(&json, board);
	hito_json_key(&json, "groups");
	hito_json_open_array(&json);
	for (size_t i = 0; i < board->group_count; i++)
		put_group(&json, board, &board->groups[i]);
	hito_json_close_array(&json);
	hito_json_close_object(&json);
	hito_json_end(&json);
}
