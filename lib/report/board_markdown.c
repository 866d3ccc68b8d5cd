/* SPDX-License-Identifier: MIT */
/* The board as Markdown tables. */
#include "report/board_report.h"
#include "report/escape.h"
#include "report/status_notes.h"

/* Bytes of one sentence. */
#define SENTENCE (1u << 20)

struct page {
	struct hito_out *out;
	const struct hito_style *style;
	const struct hito_board *board;
	size_t most;
	struct hito_arena *scratch;
};

static bool write_step(const struct page *page,
		       const struct hito_prospect *prospect)
{
	const struct hito_step_status *status = prospect->status;
	struct hito_out *out = page->out;
	bool more = prospect->owner.len != 0;
	char day[HITO_DAY_SIZE];

	if (!hito_out_markdown(out, status->step->title, page->scratch))
		return false;
	if (more || status->due != HITO_DAY_NONE)
		hito_out_text(out, "<br>");
	if (more && !hito_out_markdown(out, prospect->owner, page->scratch))
		return false;
	if (status->due == HITO_DAY_NONE)
		return true;
	hito_out_text(out, more ? " · " : "");
	hito_out_printf(out, status->is_overdue ? "**%s**" : "%s",
			hito_day_format(status->due, day));
	return true;
}

static bool write_head(const struct page *page,
		       const struct hito_board_group *group)
{
	const struct hito_board *board = page->board;
	struct hito_out *out = page->out;

	hito_out_text(out, "|");
	for (size_t i = 0; i < board->column_count; i++) {
		if (!hito_board_shows(board, i))
			continue;
		hito_out_text(out, " ");
		if (!hito_out_markdown(out,
				       hito_board_label(&board->columns[i],
							page->style->lang),
				       page->scratch))
			return false;
		hito_out_printf(out, " (%zu) |", group->cells[i].count);
	}
	hito_out_text(out, "\n|");
	for (size_t i = 0; i < board->column_count; i++)
		if (hito_board_shows(board, i))
			hito_out_text(out, " --- |");
	hito_out_text(out, "\n");
	return true;
}

/* One row; false in *out_any when no column has one. */
static bool write_row(const struct page *page,
		      const struct hito_board_group *group, size_t row,
		      bool *out_any)
{
	const struct hito_board *board = page->board;

	*out_any = false;
	for (size_t i = 0; i < board->column_count; i++)
		*out_any |= row <= page->most && row < group->cells[i].count;
	if (!*out_any)
		return true;
	hito_out_text(page->out, "|");
	for (size_t i = 0; i < board->column_count; i++) {
		const struct hito_board_cell *cell = &group->cells[i];

		if (!hito_board_shows(board, i))
			continue;
		hito_out_text(page->out, " ");
		if (row < cell->count && row == page->most)
			hito_out_printf(page->out,
					hito_message(page->style->lang,
						     HITO_N("and %zu more")),
					cell->count - row);
		else if (row < cell->count &&
			 !write_step(page, cell->list[row]))
			return false;
		hito_out_text(page->out, " |");
	}
	hito_out_text(page->out, "\n");
	return true;
}

static bool write_group(const struct page *page,
			const struct hito_board_group *group)
{
	bool any = true;

	if (page->board->by != HITO_BOARD_BY_NOTHING) {
		hito_out_text(page->out, "### ");
		if (!hito_out_markdown(page->out,
				       hito_board_title(page->board, group,
							page->style->lang),
				       page->scratch))
			return false;
		hito_out_text(page->out, "\n\n");
	}
	if (!write_head(page, group))
		return false;
	for (size_t row = 0; any; row++) {
		if (!write_row(page, group, row, &any))
			return false;
		hito_arena_clear(page->scratch);
	}
	return true;
}

/* Places that cannot be read, a line each. */
static bool write_unreadable(const struct page *page)
{
	const struct hito_model *model = page->board->status->workspace->model;
	struct hito_out *out = page->out;

	if (model->unreadable_count)
		hito_out_printf(out, "\n### %s\n\n",
				hito_message(page->style->lang,
					     HITO_N("Cannot be read")));
	for (size_t i = 0; i < model->unreadable_count; i++) {
		const struct hito_unreadable *row = &model->unreadable[i];
		struct hito_out_memory memory;
		struct hito_out inner;

		hito_out_to_memory(&inner, &memory, page->scratch, SENTENCE);
		hito_write_template(&inner, page->style->lang, row->message,
				    row->args);
		hito_out_text(out, "- ");
		if (inner.failed ||
		    !hito_out_markdown(out, row->path, page->scratch))
			return false;
		if (row->line)
			hito_out_printf(out, ":%u", (unsigned)row->line);
		hito_out_text(out, ": ");
		if (!hito_out_markdown(
			    out, (struct hito_str){memory.ptr, memory.len},
			    page->scratch))
			return false;
		hito_out_text(out, "\n");
	}
	return true;
}

bool hito_board_markdown(struct hito_out *out, const struct hito_style *style,
			 const struct hito_board *board, size_t most,
			 struct hito_arena *scratch)
{
	const struct page page = {out, style, board, most, scratch};

	for (size_t i = 0; i < board->group_count; i++) {
		hito_out_text(out, i ? "\n" : "");
		if (!write_group(&page, &board->groups[i]))
			return false;
	}
	if (board->dropped || !board->count) {
		hito_out_text(out, board->count ? "\n" : "");
		hito_board_foot(out, style->lang, board);
	}
	return write_unreadable(&page);
}
