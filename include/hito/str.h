/* SPDX-License-Identifier: MIT */
/*
 * A slice of text: borrowed, not terminated, any bytes.
 *
 * Titles, ids and values are slices of the source they were read from and
 * live as long as it does.
 */
#ifndef HITO_STR_H
#define HITO_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#pragma GCC visibility push(default)

struct hito_str {
	const char *ptr; /* may be NULL when len is 0 */
	size_t len;      /* bytes */
};

/* A slice of a string literal. */
#define HITO_STR(literal) ((struct hito_str){(literal), sizeof(literal) - 1})

/* The two arguments of "%.*s". Own text only: foreign text may be hostile. */
#define HITO_STR_ARG(str) (int)(str).len, ((str).ptr ? (str).ptr : "")

/* Of those that are called most the body stands here, for speed. */

/* The slice of a terminated string; the empty slice for NULL. */
static inline struct hito_str hito_str_from(const char *terminated)
{
	struct hito_str text = {terminated,
				terminated ? strlen(terminated) : 0};

	return text;
}

/* text[start, end); both are clamped to the slice. */
static inline struct hito_str hito_str_slice(struct hito_str text, size_t start,
					     size_t end)
{
	if (end > text.len)
		end = text.len;
	if (start > end)
		start = end;
	if (start) /* NULL + 0 is not defined in C */
		text.ptr += start;
	text.len = end - start;
	return text;
}

static inline bool hito_str_equal(struct hito_str a, struct hito_str b)
{
	return a.len == b.len && (!a.len || (a.ptr[0] == b.ptr[0] &&
					     memcmp(a.ptr, b.ptr, a.len) == 0));
}

static inline bool hito_str_is(struct hito_str text, const char *terminated)
{
	return hito_str_equal(text, hito_str_from(terminated));
}

static inline bool hito_str_starts(struct hito_str text, const char *prefix)
{
	size_t len = strlen(prefix);

	return text.len >= len &&
	       hito_str_is(hito_str_slice(text, 0, len), prefix);
}

static inline bool hito_str_ends(struct hito_str text, const char *suffix)
{
	size_t len = strlen(suffix);

	return text.len >= len &&
	       hito_str_is(hito_str_slice(text, text.len - len, text.len),
			   suffix);
}

/* ASCII letters compare without case, all other bytes exactly. */
bool hito_str_equal_nocase(struct hito_str a, struct hito_str b);
/* Byte order, shorter first: < 0, 0, > 0 as memcmp. */
int hito_str_compare(struct hito_str a, struct hito_str b);
/* Put texts in that order, each once; how many are left. */
size_t hito_str_sort(struct hito_str *texts, size_t count);
/* Is a text among sorted ones? */
bool hito_str_is_among(struct hito_str text, const struct hito_str *sorted,
		       size_t count);

/* Offset of the first needle at or after from; SIZE_MAX when absent. */
size_t hito_str_find(struct hito_str text, struct hito_str needle, size_t from);
size_t hito_str_find_byte(struct hito_str text, char byte, size_t from);

/* Without spaces, tabs, CR and LF at both ends (or the right end only). */
struct hito_str hito_str_trim(struct hito_str text);
struct hito_str hito_str_trim_right(struct hito_str text);

/*
 * Cut the first line off rest. line gets it without LF or CRLF. False when
 * rest is empty.
 */
bool hito_str_cut_line(struct hito_str *rest, struct hito_str *line);

/*
 * Split at the first byte: before and after it. False (before = all, after =
 * empty) when it is absent.
 */
bool hito_str_cut(struct hito_str text, char byte, struct hito_str *before,
		  struct hito_str *after);

#pragma GCC visibility pop
#endif
