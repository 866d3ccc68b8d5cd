/* SPDX-License-Identifier: MIT */
/* Slices: compare, search, trim, cut. Lengths only, never terminators. */
#define _GNU_SOURCE /* memmem */
#include "hito/str.h"

#include <stdlib.h>
#include <string.h>

static struct hito_str piece(struct hito_str text, size_t start, size_t end)
{
	struct hito_str part = {text.ptr, end - start};

	/* NULL + 0 is not defined in C. */
	if (start)
		part.ptr += start;
	return part;
}

static char lower(char byte)
{
	return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

bool hito_str_equal_nocase(struct hito_str a, struct hito_str b)
{
	if (a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++) {
		if (lower(a.ptr[i]) != lower(b.ptr[i]))
			return false;
	}
	return true;
}

int hito_str_compare(struct hito_str a, struct hito_str b)
{
	size_t common = a.len < b.len ? a.len : b.len;
	int order = common ? memcmp(a.ptr, b.ptr, common) : 0;

	if (order)
		return order;
	return (a.len > b.len) - (a.len < b.len);
}

size_t hito_str_find(struct hito_str text, struct hito_str needle, size_t from)
{
	const char *found;

	if (from > text.len || needle.len > text.len - from)
		return SIZE_MAX;
	if (!needle.len)
		return from;
	found = memmem(text.ptr + from, text.len - from, needle.ptr,
		       needle.len);
	return found ? (size_t)(found - text.ptr) : SIZE_MAX;
}

size_t hito_str_find_byte(struct hito_str text, char byte, size_t from)
{
	const char *found;

	if (from >= text.len)
		return SIZE_MAX;
	found = memchr(text.ptr + from, byte, text.len - from);
	return found ? (size_t)(found - text.ptr) : SIZE_MAX;
}

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

struct hito_str hito_str_trim_right(struct hito_str text)
{
	while (text.len && is_blank(text.ptr[text.len - 1]))
		text.len--;
	return text;
}

struct hito_str hito_str_trim(struct hito_str text)
{
	/* Most texts have nothing to trim. */
	if (text.len && (unsigned char)text.ptr[0] > ' ' &&
	    (unsigned char)text.ptr[text.len - 1] > ' ')
		return text;
	text = hito_str_trim_right(text);
	while (text.len && is_blank(text.ptr[0])) {
		text.ptr++;
		text.len--;
	}
	return text;
}

bool hito_str_cut_line(struct hito_str *rest, struct hito_str *line)
{
	size_t end;

	if (!rest->len)
		return false;
	end = hito_str_find_byte(*rest, '\n', 0);
	if (end == SIZE_MAX) {
		*line = *rest;
		*rest = piece(*rest, rest->len, rest->len);
		return true;
	}
	*line = piece(*rest, 0, end);
	*rest = piece(*rest, end + 1, rest->len);
	if (line->len && line->ptr[line->len - 1] == '\r')
		line->len--;
	return true;
}

bool hito_str_cut(struct hito_str text, char byte, struct hito_str *before,
		  struct hito_str *after)
{
	size_t at = hito_str_find_byte(text, byte, 0);

	if (at == SIZE_MAX) {
		*before = text;
		*after = piece(text, text.len, text.len);
		return false;
	}
	*before = piece(text, 0, at);
	*after = piece(text, at + 1, text.len);
	return true;
}

static int by_text(const void *a, const void *b)
{
	return hito_str_compare(*(const struct hito_str *)a,
				*(const struct hito_str *)b);
}

size_t hito_str_sort(struct hito_str *texts, size_t count)
{
	size_t kept = 0;

	if (count > 1)
		qsort(texts, count, sizeof(*texts), by_text);
	for (size_t i = 0; i < count; i++)
		if (!kept || !hito_str_equal(texts[kept - 1], texts[i]))
			texts[kept++] = texts[i];
	return kept;
}

bool hito_str_is_among(struct hito_str text, const struct hito_str *sorted,
		       size_t count)
{
	return count && bsearch(&text, sorted, count, sizeof(*sorted), by_text);
}
