/* SPDX-License-Identifier: MIT */
/* Measures what columns hold and gives each its room. */
#include "report/grid.h"

enum { GAP = 2 };

bool hito_grid_add(struct hito_grid *grid, const struct hito_cell *cells)
{
	for (size_t i = 0; i < grid->column_count; i++) {
		struct hito_column *column = &grid->columns[i];
		size_t width = hito_out_foreign_width(cells[i].text);

		if (!hito_reserve(grid->arena, grid->cells, grid->cell_count,
				  grid->capacity))
			return false;
		grid->cells[grid->cell_count++] = cells[i];
		if (column->most && width > column->most)
			width = column->most;
		if (width > column->width)
			column->width = width;
	}
	return true;
}

bool hito_grid_head(struct hito_grid *grid, struct hito_str title,
		    struct hito_str id)
{
	if (!hito_reserve(grid->arena, grid->heads, grid->head_count,
			  grid->head_capacity))
		return false;
	grid->heads[grid->head_count++] =
		(struct hito_grid_head){grid->cell_count, title, id};
	return true;
}

static size_t total_width(const struct hito_grid *grid)
{
	size_t total = grid->indent;
	bool begun = false;

	for (size_t i = 0; i < grid->column_count; i++) {
		const struct hito_column *column = &grid->columns[i];

		if (column->is_out || !column->width)
			continue;
		total += column->width + (begun ? GAP : 0);
		begun = true;
	}
	return total;
}

static size_t readiness(const struct hito_column *column)
{
	return column->width * (column->yield ? column->yield : 1);
}

/* The column to shrink next; NULL: none can. */
static struct hito_column *readiest(struct hito_grid *grid)
{
	struct hito_column *found = NULL;

	for (size_t i = 0; i < grid->column_count; i++) {
		struct hito_column *column = &grid->columns[i];

		if (!column->is_out && column->least &&
		    column->width > column->least &&
		    (!found || readiness(column) > readiness(found)))
			found = column;
	}
	return found;
}

static struct hito_column *least_wanted(struct hito_grid *grid)
{
	struct hito_column *found = NULL;

	for (size_t i = 0; i < grid->column_count; i++) {
		struct hito_column *column = &grid->columns[i];

		if (!column->is_out && column->keep && column->width &&
		    (!found || column->keep < found->keep))
			found = column;
	}
	return found;
}

static bool shrink(struct hito_grid *grid)
{
	while (total_width(grid) > grid->style->columns) {
		struct hito_column *column = readiest(grid);

		if (!column)
			return false;
		column->width--;
	}
	return true;
}

static void fit(struct hito_grid *grid)
{
	size_t wanted[HITO_GRID_COLUMNS];

	for (size_t i = 0; i < grid->column_count; i++)
		wanted[i] = grid->columns[i].width;
	while (!shrink(grid)) {
		struct hito_column *column = least_wanted(grid);

		if (!column)
			return;
		column->is_out = true;
		for (size_t i = 0; i < grid->column_count; i++)
			grid->columns[i].width = wanted[i];
	}
}

/* Spaces are written only where something comes behind them. */
static void write_row(const struct hito_grid *grid, struct hito_out *out,
		      const struct hito_cell *cells)
{
	size_t pending = grid->indent;

	for (size_t i = 0; i < grid->column_count; i++) {
		const struct hito_column *column = &grid->columns[i];
		size_t width = hito_out_foreign_width(cells[i].text);

		if (column->is_out || !column->width)
			continue;
		if (width > column->width)
			width = column->width;
		if (width) {
			hito_out_repeat(out, ' ', pending);
			hito_paint_on(out, grid->style, cells[i].paint);
			hito_out_foreign_fit(out, cells[i].text, column->width,
					     false);
			hito_paint_off(out, grid->style, cells[i].paint);
			pending = 0;
		}
		pending += column->width - width + GAP;
	}
	hito_out_text(out, "\n");
}

static void write_head(const struct hito_grid *grid, struct hito_out *out,
		       const struct hito_grid_head *head)
{
	const struct hito_style *style = grid->style;
	size_t room = style->columns, id = hito_out_foreign_width(head->id);

	/* The id stands behind where it fits. */
	if (id + 24 > room)
		id = 0;
	hito_paint_on(out, style, HITO_PAINT_TITLE);
	hito_out_foreign_fit(out, head->title, room - (id ? id + GAP : 0),
			     false);
	hito_paint_off(out, style, HITO_PAINT_TITLE);
	if (id) {
		hito_out_repeat(out, ' ', GAP);
		hito_paint_on(out, style, HITO_PAINT_DIM);
		hito_out_foreign(out, head->id);
		hito_paint_off(out, style, HITO_PAINT_DIM);
	}
	hito_out_text(out, "\n");
}

void hito_grid_write(struct hito_grid *grid, struct hito_out *out)
{
	size_t next = 0;

	fit(grid);
	for (size_t i = 0; i < grid->cell_count; i += grid->column_count) {
		for (; next < grid->head_count && grid->heads[next].before <= i;
		     next++) {
			hito_out_text(out, i ? "\n" : "");
			write_head(grid, out, &grid->heads[next]);
		}
		write_row(grid, out, &grid->cells[i]);
	}
}
