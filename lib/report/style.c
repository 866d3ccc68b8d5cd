/* SPDX-License-Identifier: MIT */
/* Colours, marks and bars of reports. */
#include "report/style.h"

#include <stdio.h>

#include "base/num.h"
#include "report/wrap.h"

static const char *const paints[] = {
	[HITO_PAINT_NONE] = "",         [HITO_PAINT_TITLE] = "\033[1m",
	[HITO_PAINT_DIM] = "\033[2m",   [HITO_PAINT_GOOD] = "\033[32m",
	[HITO_PAINT_BUSY] = "\033[36m", [HITO_PAINT_WARN] = "\033[33m",
	[HITO_PAINT_BAD] = "\033[31m",
};

void hito_paint_on(struct hito_out *out, const struct hito_style *style,
		   enum hito_paint paint)
{
	if (style->color)
		hito_out_text(out, paints[paint]);
}

void hito_paint_off(struct hito_out *out, const struct hito_style *style,
		    enum hito_paint paint)
{
	if (style->color && paint != HITO_PAINT_NONE)
		hito_out_text(out, "\033[0m");
}

const char *hito_mark_state(const struct hito_style *style,
			    enum hito_word state, bool overdue)
{
	switch (state) {
	case HITO_DONE:
		return style->ascii ? "x" : "✔";
	case HITO_DROPPED:
		return style->ascii ? "-" : "✕";
	case HITO_BLOCKED:
		return style->ascii ? "#" : "■";
	default:
		break;
	}
	if (overdue)
		return "!";
	if (state == HITO_DOING)
		return style->ascii ? ">" : "▶";
	if (state == HITO_TODO)
		return style->ascii ? "o" : "○";
	return "?";
}

enum hito_paint hito_paint_state(enum hito_word state, bool overdue)
{
	if (state == HITO_DONE)
		return HITO_PAINT_GOOD;
	if (state == HITO_DROPPED)
		return HITO_PAINT_DIM;
	if (overdue || state == HITO_BLOCKED)
		return HITO_PAINT_BAD;
	return state == HITO_DOING ? HITO_PAINT_BUSY : HITO_PAINT_NONE;
}

const char *hito_mark_arrow(const struct hito_style *style)
{
	return style->ascii ? "->" : "→";
}

const char *hito_mark_dot(const struct hito_style *style)
{
	return style->ascii ? "|" : "·";
}

const char *hito_mark_dash(const struct hito_style *style)
{
	return style->ascii ? "-" : "–";
}

void hito_bar(struct hito_out *out, const struct hito_style *style,
	      double share, size_t columns)
{
	double bounded = share < 0 ? 0 : share > 1 ? 1 : share;
	size_t full = (size_t)(bounded * (double)columns + 1e-9);
	enum hito_paint paint =
		bounded >= 1 ? HITO_PAINT_GOOD : HITO_PAINT_BUSY;

	/* Something begun shows, and only all of it is a full bar. */
	if (full == 0 && bounded > 0)
		full = 1;
	hito_paint_on(out, style, paint);
	for (size_t i = 0; i < full; i++)
		hito_out_text(out, style->ascii ? "#" : "█");
	hito_paint_off(out, style, paint);
	hito_paint_on(out, style, HITO_PAINT_DIM);
	for (size_t i = full; i < columns; i++)
		hito_out_text(out, style->ascii ? "." : "░");
	hito_paint_off(out, style, HITO_PAINT_DIM);
}

int hito_percent(double share)
{
	double hundred = share * 100;

	if (hundred > 9999)
		return 9999;
	if (hundred < -9999)
		return -9999;
	if (hundred < 0)
		return -(int)(-hundred + 0.5);
	return share < 1 && hundred > 99 ? 99 : (int)(hundred + 0.5);
}

void hito_write_number(struct hito_out *out, struct hito_amount amount)
{
	struct hito_decimal decimal = {amount.units, amount.scale};
	char text[HITO_DECIMAL_SIZE];

	hito_out_text(out, hito_decimal_format(decimal, text));
}

void hito_flow_begin(struct hito_flow *flow, struct hito_out *out,
		     const struct hito_style *style, size_t indent)
{
	*flow = (struct hito_flow){
		.out = out, .style = style, .indent = indent, .at = indent};
	hito_out_repeat(out, ' ', indent);
}

/* One that is longer than a line is broken. */
static void write_part(struct hito_flow *flow, enum hito_paint paint,
		       struct hito_str part, size_t width)
{
	struct hito_hang hang = {
		.out = flow->out,
		.style = flow->style,
		.indent = flow->indent,
		.at = flow->at,
	};

	if (flow->at + width > flow->style->columns) {
		hito_hang_text(&hang, paint, part, 0);
		flow->at = hang.at;
		return;
	}
	hito_paint_on(flow->out, flow->style, paint);
	hito_out_foreign(flow->out, part);
	hito_paint_off(flow->out, flow->style, paint);
	flow->at += width;
}

void hito_flow_add(struct hito_flow *flow, enum hito_paint paint,
		   const char *format, ...)
{
	enum { SEPARATOR = 3 };
	char text[512];
	struct hito_str part;
	size_t width;
	va_list list;

	va_start(list, format);
	vsnprintf(text, sizeof(text), format, list);
	va_end(list);
	part = hito_str_from(text);
	width = hito_out_foreign_width(part);
	if (flow->begun &&
	    flow->at + SEPARATOR + width > flow->style->columns) {
		hito_out_text(flow->out, "\n");
		hito_out_repeat(flow->out, ' ', flow->indent);
		flow->at = flow->indent;
		flow->begun = false;
	}
	if (flow->begun) {
		hito_paint_on(flow->out, flow->style, HITO_PAINT_DIM);
		hito_out_printf(flow->out, " %s ", hito_mark_dot(flow->style));
		hito_paint_off(flow->out, flow->style, HITO_PAINT_DIM);
		flow->at += SEPARATOR;
	}
	write_part(flow, paint, part, width);
	flow->begun = true;
}

void hito_flow_end(struct hito_flow *flow)
{
	hito_out_text(flow->out, "\n");
}
