/* SPDX-License-Identifier: MIT */
/* Escapes of Markdown. */
#include "report/escape.h"

#include <string.h>

static bool is_word(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z') || c == '_' || (unsigned char)c >= 0x80;
}

/* "https://" and "www." are links wherever they stand. */
static bool makes_link(const char *text, size_t len, size_t at)
{
	if (text[at] == ':')
		return len - at > 2 && !memcmp(text + at, "://", 3);
	return text[at] == '.' && at >= 3 && (text[at - 1] | 32) == 'w' &&
	       (text[at - 2] | 32) == 'w' && (text[at - 3] | 32) == 'w';
}

static void write_byte(struct hito_out *out, char c, char next)
{
	if (c == '<')
		hito_out_text(out, "&lt;");
	else if (c == '>')
		hito_out_text(out, "&gt;");
	else if (c == '&')
		hito_out_text(out, "&amp;");
	else if (strchr("\\`*_{}[]()|~#!@$", c))
		hito_out_bytes(out, (const char[2]){'\\', c}, 2);
	else
		hito_out_bytes(out, &c, 1);
	if (strchr("@#!~%$&", c) && is_word(next))
		hito_out_text(out, "\xe2\x80\x8b");
}

bool hito_out_markdown(struct hito_out *out, struct hito_str text,
		       struct hito_arena *scratch)
{
	struct hito_out_memory memory;
	struct hito_out inner;

	/* The longest escape of a byte is \x1b or \u{202e}. */
	hito_out_to_memory(&inner, &memory, scratch, text.len * 8 + 64);
	hito_out_foreign(&inner, text);
	if (inner.failed)
		return false;
	for (size_t i = 0; i < memory.len; i++) {
		if (makes_link(memory.ptr, memory.len, i))
			hito_out_text(out, "\\");
		write_byte(out, memory.ptr[i],
			   i + 1 < memory.len ? memory.ptr[i + 1] : ' ');
	}
	return true;
}
