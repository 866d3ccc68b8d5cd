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
