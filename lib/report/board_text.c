/* SPDX-License-Identifier: MIT */
/* The board for terminals: columns beside each other where there is room. */
#include <stdio.h>

#include "report/board_report.h"
#include "report/status_notes.h"
#include "report/wrap.h"

enum { GAP = 2, LEAST = 18, MOST = 44, TITLE_LINES = 3 };

/* A line of a column. */
struct line {
	struct hito_str text;
	enum hito_paint paint;
};

struct column {
	const struct hito_board_column *column;
	const struct hito_board_cell *cell;
	struct line *lines;
	size_t count, capacity;
};

struct page {
	struct hito_out *out;
	const struct hito_style *style;
	const struct hito_board *board;
	size_t most;
	struct hito_arena *scratch;
	size_t width; /* of a column */
};

bool hito_board_shows(const struct hito_board *board, size_t column)
{
	return board->columns[column].count ||
	       board->columns[column].state != HITO_BLOCKED;
}

struct hito_str hito_board_label(const struct hito_board_column *column,
				 enum hito_lang lang)
{
	if (column->state == HITO_FOREIGN || column->state == HITO_WORD_NONE)
		return column->text;
	return hito_str_from(hito_word_label(column->state, lang));
}

struct hito_str hito_board_title(const struct hito_board *board,
				 const struct hito_board_group *group,
				 enum hito_lang lang)
{
	const char *none = HITO_N("Without a phase");

	if (group->title.len)
		return group->title;
	if (board->by == HITO_BOARD_BY_OWNER)
		none = HITO_N("Without an owner");
	else if (board->by == HITO_BOARD_BY_OBJECTIVE)
		none = HITO_N("Without an objective");
	return hito_str_from(hito_message(lang, none));
}

void hito_board_foot(struct hito_out *out, enum hito_lang lang,
		     const struct hito_board *board)
{
	if (!board->count && !board->dropped)
		hito_out_text(out, hito_message(lang, HITO_N("There are no "
							     "steps here.")));
	else if (board->dropped)
		hito_out_printf(out, hito_message(lang, HITO_N("dropped: %zu")),
				board->dropped);
	else
		return;
	hito_out_text(out, "\n");
}

static bool add_line(const struct page *page, struct column *column,
		     struct hito_str text, enum hito_paint paint)
{
	if (!text.ptr || !hito_reserve(page->scratch, column->lines,
				       column->count, column->capacity))
		return false;
	column->lines[column->count++] = (struct line){text, paint};
	return true;
}

/* At most so many lines; the last one holds the rest and is cut. */
static bool add_title(const struct page *page, struct column *column,
		      struct hito_str title, enum hito_paint paint)
{
	struct hito_str rest = title, before, line;

	for (int i = 0; i < TITLE_LINES; i++) {
		before = rest;
		if (!hito_wrap_cut(&rest, page->width, &line))
			return true;
		if (i + 1 == TITLE_LINES)
			line = hito_str_trim(before);
		if (!add_line(page, column, line, paint))
			return false;
	}
	return true;
}

/* "! 2026-04-15 sofia · calls": the id where there is room for it. */
static bool add_facts(const struct page *page, struct column *column,
		      const struct hito_prospect *prospect)
{
	const struct hito_step_status *status = prospect->status;
	hito_day shown = status->due;
	char day[HITO_DAY_SIZE] = "";
	struct hito_str text;

	if (status->state == HITO_DONE && status->finished != HITO_DAY_NONE)
		shown = status->finished;
	if (shown != HITO_DAY_NONE)
		hito_day_format(shown, day);
	if (!*day && !prospect->owner.len)
		return true;
	text = hito_arena_printf(page->scratch, "%s%s%s%.*s",
				 status->is_overdue ? "! " : "", day,
				 *day && prospect->owner.len ? " " : "",
				 HITO_STR_ARG(prospect->owner));
	if (text.ptr &&
	    hito_out_foreign_width(text) + 3 +
			    hito_out_foreign_width(status->step->id) <=
		    page->width)
		text = hito_arena_printf(page->scratch, "%.*s %s %.*s",
					 HITO_STR_ARG(text),
					 hito_mark_dot(page->style),
					 HITO_STR_ARG(status->step->id));
	return add_line(page, column, text,
			status->is_overdue ? HITO_PAINT_BAD : HITO_PAINT_DIM);
}

static bool add_steps(const struct page *page, struct column *column)
{
	const struct hito_board_cell *cell = column->cell;

	for (size_t i = 0; i < cell->count && i < page->most; i++) {
		const struct hito_step_status *status = cell->list[i]->status;

		if (i && !add_line(page, column, HITO_STR(""), HITO_PAINT_NONE))
			return false;
		if (!add_title(page, column, status->step->title,
			       status->state == HITO_DONE ? HITO_PAINT_DIM
							  : HITO_PAINT_NONE) ||
		    !add_facts(page, column, cell->list[i]))
			return false;
	}
	if (cell->count <= page->most)
		return true;
	return add_line(page, column, HITO_STR(""), HITO_PAINT_NONE) &&
	       add_line(page, column,
			hito_arena_printf(page->scratch,
					  hito_message(page->style->lang,
						       HITO_N("and %zu more")),
					  cell->count - page->most),
			HITO_PAINT_DIM);
}

/* Spaces are written only where something comes behind them. */
static void write_cell(const struct page *page, struct hito_str text,
		       enum hito_paint paint, size_t *pending)
{
	size_t width = hito_out_foreign_width(text);

	if (width > page->width)
		width = page->width;
	if (width) {
		hito_out_repeat(page->out, ' ', *pending);
		hito_paint_on(page->out, page->style, paint);
		hito_out_foreign_fit(page->out, text, page->width, false);
		hito_paint_off(page->out, page->style, paint);
		*pending = 0;
	}
	*pending += page->width - width + GAP;
}

static bool write_heads(const struct page *page, const struct column *columns,
			size_t count)
{
	size_t pending = 0;

	for (size_t i = 0; i < count; i++) {
		enum hito_word state = columns[i].column->state;
		struct hito_str label =
			hito_board_label(columns[i].column, page->style->lang);
		struct hito_str text = hito_arena_printf(
			page->scratch, "%s %.*s (%zu)",
			hito_mark_state(page->style, state, false),
			HITO_STR_ARG(label), columns[i].cell->count);

		if (!text.ptr)
			return false;
		write_cell(page, text, hito_paint_state(state, false),
			   &pending);
	}
	hito_out_text(page->out, "\n");
	hito_paint_on(page->out, page->style, HITO_PAINT_DIM);
	for (size_t i = 0; i < count; i++) {
		hito_out_repeat(page->out, ' ', i ? GAP : 0);
		for (size_t k = 0; k < page->width; k++)
			hito_out_text(page->out,
				      page->style->ascii ? "-" : "─");
	}
	hito_paint_off(page->out, page->style, HITO_PAINT_DIM);
	hito_out_text(page->out, "\n");
	return true;
}

/* Columns that stand beside each other. */
static bool write_band(const struct page *page, struct column *columns,
		       size_t count)
{
	size_t rows = 0;

	for (size_t i = 0; i < count; i++) {
		if (!add_steps(page, &columns[i]))
			return false;
		if (columns[i].count > rows)
			rows = columns[i].count;
	}
	if (!write_heads(page, columns, count))
		return false;
	for (size_t row = 0; row < rows; row++) {
		size_t pending = 0;

		for (size_t i = 0; i < count; i++) {
			const struct column *column = &columns[i];

			if (row < column->count)
				write_cell(page, column->lines[row].text,
					   column->lines[row].paint, &pending);
			else
				pending += page->width + GAP;
		}
		hito_out_text(page->out, "\n");
	}
	return true;
}

static bool write_group(struct page *page, const struct hito_board_group *group)
{
	struct column columns[HITO_BOARD_COLUMNS] = {{0}};
	size_t columns_wide = page->style->columns, count = 0, bands, each;

	for (size_t i = 0; i < page->board->column_count; i++) {
		if (!hito_board_shows(page->board, i))
			continue;
		columns[count].column = &page->board->columns[i];
		columns[count++].cell = &group->cells[i];
	}
	each = (columns_wide + GAP) / (LEAST + GAP);
	each = each < 1 ? 1 : each > count ? count : each;
	bands = (count + each - 1) / each;
	each = (count + bands - 1) / bands;
	page->width = (columns_wide + GAP) / each - GAP;
	if (page->width > MOST)
		page->width = MOST;
	for (size_t i = 0; i < count; i += each) {
		hito_out_text(page->out, i ? "\n" : "");
		if (!write_band(page, &columns[i],
				count - i < each ? count - i : each))
			return false;
	}
	return true;
}

static void write_title(const struct page *page,
			const struct hito_board_group *group)
{
	hito_paint_on(page->out, page->style, HITO_PAINT_TITLE);
	hito_out_foreign_fit(
		page->out,
		hito_board_title(page->board, group, page->style->lang),
		page->style->columns, false);
	hito_paint_off(page->out, page->style, HITO_PAINT_TITLE);
	hito_out_text(page->out, "\n");
}

bool hito_board_text(struct hito_out *out, const struct hito_style *style,
		     const struct hito_board *board, size_t most,
		     struct hito_arena *scratch)
{
	struct page page = {out, style, board, most, scratch, 0};

	for (size_t i = 0; i < board->group_count; i++) {
		hito_out_text(out, i ? "\n" : "");
		if (board->by != HITO_BOARD_BY_NOTHING)
			write_title(&page, &board->groups[i]);
		if (!write_group(&page, &board->groups[i]))
			return false;
		hito_arena_clear(scratch);
	}
	if (board->dropped && board->count)
		hito_out_text(out, "\n");
	hito_board_foot(out, style->lang, board);
	hito_notes_unreadable(out, style, board->status->workspace->model);
	return true;
}
