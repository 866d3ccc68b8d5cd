/* SPDX-License-Identifier: MIT */
/* Greedy filling of lines, one word after the other. */
#include "wrap.h"

#include "base/utf8.h"

void wrap_print(struct hito_out *out, const char *text, size_t at,
		size_t indent, size_t columns)
{
	struct hito_str rest = hito_str_from(text), word;
	size_t start;

	if (at < indent) {
		hito_out_repeat(out, ' ', indent - at);
		at = indent;
	}
	start = at;
	while (rest.len) {
		size_t width;

		hito_str_cut(rest, ' ', &word, &rest);
		width = hito_utf8_count(word);
		if (at > start && at + 1 + width > columns) {
			hito_out_text(out, "\n");
			hito_out_repeat(out, ' ', indent);
			at = start = indent;
		} else if (at > start) {
			hito_out_text(out, " ");
			at++;
		}
		hito_out_str(out, word);
		at += width;
	}
	hito_out_text(out, "\n");
}
