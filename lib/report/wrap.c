/* SPDX-License-Identifier: MIT */
/* Breaks text by the columns that a terminal gives it. */
#include "report/wrap.h"

#include "base/utf8.h"

static bool is_space(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

bool hito_wrap_cut(struct hito_str *rest, size_t columns,
		   struct hito_str *out_line)
{
	struct hito_str text = hito_str_trim(*rest);
	size_t at = 0, width = 0, space = 0, size;

	if (!text.len)
		return false;
	for (; at < text.len; at += size) {
		size_t wide;

		hito_utf8_at(text, at, &size, NULL);
		wide = hito_out_foreign_width(
			hito_str_slice(text, at, at + size));
		if (is_space(text.ptr[at]))
			space = at;
		/* A line has at least one letter. */
		if (at && width + wide > columns)
			break;
		width += wide;
	}
	if (at < text.len && space)
		at = space;
	*out_line = hito_str_trim_right(hito_str_slice(text, 0, at));
	*rest = hito_str_slice(text, at, text.len);
	return true;
}

/* Of the first word: what cannot be broken without need. */
static size_t word_width(struct hito_str text)
{
	size_t end = 0;

	text = hito_str_trim(text);
	while (end < text.len && !is_space(text.ptr[end]))
		end++;
	return hito_out_foreign_width(hito_str_slice(text, 0, end));
}

static void begin_line(struct hito_hang *hang)
{
	hito_out_text(hang->out, "\n");
	hito_out_repeat(hang->out, ' ', hang->indent);
	hang->at = hang->indent;
}

static size_t room_from(const struct hito_hang *hang, size_t at)
{
	return hang->style->columns > at ? hang->style->columns - at : 0;
}

static void write_part(struct hito_hang *hang, enum hito_paint paint,
		       struct hito_str part)
{
	if (!part.len)
		return;
	hito_paint_on(hang->out, hang->style, paint);
	hang->at += hito_out_foreign(hang->out, part);
	hito_paint_off(hang->out, hang->style, paint);
}

/* It mostly does: a byte that is shown as an escape takes most columns. */
static bool fits(struct hito_str text, size_t room)
{
	return text.len <= room / HITO_OUT_WIDEST ||
	       hito_out_foreign_width(text) <= room;
}

void hito_hang_text(struct hito_hang *hang, enum hito_paint paint,
		    struct hito_str text, size_t gap)
{
	struct hito_str line = hito_str_trim(text);
	size_t room = room_from(hang, hang->at + gap);
	bool begun = false;

	if (fits(line, room)) {
		hito_out_repeat(hang->out, ' ', gap);
		hang->at += gap;
		write_part(hang, paint, line);
		return;
	}
	if (hang->at > hang->indent && word_width(text) > room) {
		begin_line(hang);
		room = room_from(hang, hang->at);
	} else {
		hito_out_repeat(hang->out, ' ', gap);
		hang->at += gap;
	}
	for (; hito_wrap_cut(&text, room, &line); begun = true) {
		if (begun)
			begin_line(hang);
		write_part(hang, paint, line);
		room = room_from(hang, hang->indent);
	}
}

void hito_hang_whole(struct hito_hang *hang, enum hito_paint paint,
		     struct hito_str text, size_t gap, size_t more)
{
	size_t room = room_from(hang, hang->at + gap + more);
	size_t below = room_from(hang, hang->indent + more);

	if (!fits(text, room) && fits(text, below) && hang->at > hang->indent) {
		begin_line(hang);
		gap = 0;
	}
	hito_hang_text(hang, paint, text, gap);
}

size_t hito_hang_indent(const struct hito_style *style, size_t at)
{
	enum { ENOUGH = 24, SMALL = 6 };

	return at + ENOUGH <= style->columns ? at : SMALL;
}

void hito_write_title(struct hito_out *out, const struct hito_style *style,
		      size_t at, struct hito_str title)
{
	enum { MOST = 60, LEAST = 12, GAP = 2 };
	size_t left = style->columns;

	if (at + GAP + LEAST > left) {
		hito_out_text(out, "\n");
		at = 0;
	}
	left = left > at + GAP ? left - at - GAP : 1;
	hito_out_repeat(out, ' ', GAP);
	hito_out_foreign_fit(out, title, left < MOST ? left : MOST, false);
}
