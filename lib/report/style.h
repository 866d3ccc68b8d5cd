/* SPDX-License-Identifier: MIT */
/*
 * How reports look: language, colours, marks, bars, and lines that wrap.
 */
#ifndef HITO_REPORT_STYLE_H
#define HITO_REPORT_STYLE_H

#include <stdarg.h>

#include "hito/date.h"
#include "hito/key.h"
#include "hito/out.h"
#include "hito/value.h"

struct hito_style {
	enum hito_lang lang;
	bool color;
	bool ascii; /* no marks, bars and arrows outside ASCII */
	bool verbose;
	size_t columns;
};

enum hito_paint {
	HITO_PAINT_NONE,
	HITO_PAINT_TITLE,
	HITO_PAINT_DIM,
	HITO_PAINT_GOOD,
	HITO_PAINT_BUSY,
	HITO_PAINT_WARN,
	HITO_PAINT_BAD,
};

/* Nothing without colour. */
void hito_paint_on(struct hito_out *out, const struct hito_style *style,
		   enum hito_paint paint);
void hito_paint_off(struct hito_out *out, const struct hito_style *style,
		    enum hito_paint paint);

/* One column wide. */
const char *hito_mark_state(const struct hito_style *style,
			    enum hito_word state, bool overdue);
enum hito_paint hito_paint_state(enum hito_word state, bool overdue);
const char *hito_mark_arrow(const struct hito_style *style); /* "→" */
const char *hito_mark_dot(const struct hito_style *style);   /* "·" */
const char *hito_mark_dash(const struct hito_style *style);  /* "–" */

/* A bar of a share of 1, columns wide. */
void hito_bar(struct hito_out *out, const struct hito_style *style,
	      double share, size_t columns);
/* A share as whole percent: down, so that 100 is all; 0 of a little is 0. */
int hito_percent(double share);

/* "12000", the shortest form. */
void hito_write_number(struct hito_out *out, struct hito_amount amount);

/*
 * Parts of a line, joined by " · " and wrapped before the last column; the
 * first is where the cursor stands. What they format may be foreign.
 */
struct hito_flow {
	struct hito_out *out;
	const struct hito_style *style;
	size_t indent, at;
	bool begun;
};

/* Writes the indent. */
void hito_flow_begin(struct hito_flow *flow, struct hito_out *out,
		     const struct hito_style *style, size_t indent);
__attribute__((format(printf, 3, 4))) void hito_flow_add(struct hito_flow *flow,
							 enum hito_paint paint,
							 const char *format,
							 ...);
void hito_flow_end(struct hito_flow *flow);

#endif
