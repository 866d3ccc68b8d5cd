/* SPDX-License-Identifier: MIT */
/*
 * A table that fits a terminal: columns as wide as what they hold, shrunk and
 * at last left out where there is no room.
 */
#ifndef HITO_REPORT_GRID_H
#define HITO_REPORT_GRID_H

#include "report/style.h"

#define HITO_GRID_COLUMNS 8

struct hito_cell {
	struct hito_str text; /* foreign; borrowed until the grid is written */
	enum hito_paint paint;
};

struct hito_column {
	size_t most;    /* it never gets wider; 0: no bound */
	size_t least;   /* it shrinks to that before one is left out; 0: it
			   does not shrink */
	unsigned yield; /* how readily it shrinks; 0 is 1 */
	unsigned keep;  /* the lowest is left out first; 0: never */
	size_t width;   /* of what it holds, then as it is written */
	bool is_out;
};

struct hito_grid {
	const struct hito_style *style;
	struct hito_arena *arena;
	size_t indent;
	struct hito_column columns[HITO_GRID_COLUMNS];
	size_t column_count;
	struct hito_cell *cells; /* row by row */
	size_t cell_count, capacity;
	struct hito_grid_head {
		size_t before; /* cells */
		struct hito_str title, id;
	} * heads;
	size_t head_count, head_capacity;
};

/* A row of as many cells as there are columns. False when memory ends. */
HITO_MUST bool hito_grid_add(struct hito_grid *grid,
			     const struct hito_cell *cells);
/* A line above the rows that are added next: it takes no column's room. */
HITO_MUST bool hito_grid_head(struct hito_grid *grid, struct hito_str title,
			      struct hito_str id);
void hito_grid_write(struct hito_grid *grid, struct hito_out *out);

#endif
