/* SPDX-License-Identifier: MIT */
/* Foreign text in lines of so many columns. */
#ifndef HITO_REPORT_WRAP_H
#define HITO_REPORT_WRAP_H

#include "report/style.h"

/*
 * Cut the next line off rest: at a space where there is one, within a word
 * that is longer than a line, never between a letter and its accents. False
 * when nothing is left.
 */
bool hito_wrap_cut(struct hito_str *rest, size_t columns,
		   struct hito_str *out_line);

/* Text that goes on below itself, behind an indent, where a line ends. */
struct hito_hang {
	struct hito_out *out;
	const struct hito_style *style;
	size_t indent;
	size_t at; /* the column where the cursor stands */
};

/*
 * Foreign text with gap columns before it; where it begins a line there are
 * none.
 */
void hito_hang_text(struct hito_hang *hang, enum hito_paint paint,
		    struct hito_str text, size_t gap);

/*
 * The same of text that is not broken where a line of its own holds it, with
 * the one or two words that follow and take so many columns more.
 */
void hito_hang_whole(struct hito_hang *hang, enum hito_paint paint,
		     struct hito_str text, size_t gap, size_t more);

/*
 * Where text that begins at a column goes on: below its own beginning where
 * enough of the line is left there, else at a small indent.
 */
size_t hito_hang_indent(const struct hito_style *style, size_t at);

/*
 * A title behind what takes so many columns of its line; below that, where too
 * little is left. At most 60 columns of it are shown.
 */
void hito_write_title(struct hito_out *out, const struct hito_style *style,
		      size_t at, struct hito_str title);

#endif
