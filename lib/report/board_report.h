/* SPDX-License-Identifier: MIT */
/*
 * A board for terminals, pages and programs.
 */
#ifndef HITO_REPORT_BOARD_REPORT_H
#define HITO_REPORT_BOARD_REPORT_H

#include "report/style.h"
#include "status/board.h"

/* most: steps shown of a column of a group. Those with scratch memory: false
 * when it ends. */
HITO_MUST bool hito_board_text(struct hito_out *out,
			       const struct hito_style *style,
			       const struct hito_board *board, size_t most,
			       struct hito_arena *scratch);
HITO_MUST bool hito_board_markdown(struct hito_out *out,
				   const struct hito_style *style,
				   const struct hito_board *board, size_t most,
				   struct hito_arena *scratch);
/* One document (hito schema board), always whole. */
void hito_board_json(struct hito_out *out, const struct hito_board *board);

/* Is it worth room? A column that no step is in may be left out. */
bool hito_board_shows(const struct hito_board *board, size_t column);
/* "en curso", or the foreign word. */
struct hito_str hito_board_label(const struct hito_board_column *column,
				 enum hito_lang lang);
/* The title of a group; what it is called that has none. */
struct hito_str hito_board_title(const struct hito_board *board,
				 const struct hito_board_group *group,
				 enum hito_lang lang);
/* "2 dropped"; nothing where none is. */
void hito_board_foot(struct hito_out *out, enum hito_lang lang,
		     const struct hito_board *board);

#endif
