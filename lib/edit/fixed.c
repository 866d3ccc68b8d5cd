/* SPDX-License-Identifier: MIT */
/* Applies edits to a text, and follows its lines. */
#include "edit/fixed.h"

#include <string.h>

/* Behind the line that begins at an offset, its line end included. */
static size_t line_end(struct hito_str text, size_t at)
{
	const char *end = memchr(text.ptr + at, '\n', text.len - at);

	return end ? (size_t)(end - text.ptr) + 1 : text.len;
}

static uint32_t count_lines(struct hito_str text)
{
	uint32_t count = 0;
	size_t at;

	for (at = 0; at < text.len; at = line_end(text, at))
		count++;
	return count;
}

bool hito_fixed_is_changed(const struct hito_fixed *fixed)
{
	return fixed->is_new || fixed->is_gone || fixed->new_path.ptr ||
	       !hito_str_equal(fixed->before, fixed->after);
}

bool hito_fixed_lines(struct hito_fixed *fixed, struct hito_arena *arena)
{
	uint32_t count = count_lines(fixed->after), i;
	uint32_t *origins = hito_new(arena, uint32_t, (size_t)count + 1);

	if (!origins)
		return false;
	for (i = 0; i < count; i++)
		origins[i] = i;
	fixed->origins = origins;
	fixed->line_count = count;
	return true;
}

static bool join(struct hito_str text, const struct hito_edit *edits,
		 size_t count, struct hito_arena *arena, struct hito_str *out)
{
	size_t len = text.len, from = 0, at = 0, i;
	char *joined;

	for (i = 0; i < count; i++)
		len += edits[i].text.len;
	joined = hito_new(arena, char, len + 1);
	if (!joined)
		return false;
	for (i = 0; i <= count; i++) {
		size_t to = i < count ? edits[i].span.start : text.len;

		memcpy(joined + at, text.ptr + from, to - from);
		at += to - from;
		if (i == count)
			break;
		if (edits[i].text.len)
			memcpy(joined + at, edits[i].text.ptr,
			       edits[i].text.len);
		at += edits[i].text.len;
		from = edits[i].span.end;
	}
	*out = (struct hito_str){joined, at};
	return true;
}

/* A stretch between two edits: where it was, and where it is. */
struct stretch {
	size_t old_start, old_end, start;
};

/* The n-th stretch is behind the n-th edit, the first before all. */
static void next_stretch(struct stretch *stretch, struct hito_str text,
			 const struct hito_edit *edits, size_t count, size_t n)
{
	if (n > 0)
		stretch->start += stretch->old_end - stretch->old_start +
				  edits[n - 1].text.len;
	stretch->old_start = n > 0 ? edits[n - 1].span.end : 0;
	stretch->old_end = n < count ? edits[n].span.start : text.len;
}

/* Is text[at, end) of the new text a whole line of the old one, untouched? */
static bool is_kept(const struct stretch *stretch, struct hito_str old,
		    size_t at, size_t end, bool ended)
{
	size_t len = stretch->old_end - stretch->old_start;
	size_t old_at, old_end;

	if (at < stretch->start || end > stretch->start + len)
		return false;
	old_at = stretch->old_start + (at - stretch->start);
	old_end = stretch->old_start + (end - stretch->start);
	return (old_at == 0 || old.ptr[old_at - 1] == '\n') &&
	       (ended || old_end == old.len);
}

static void follow(const struct hito_fixed *fixed, struct hito_str text,
		   const struct hito_edit *edits, size_t count,
		   uint32_t *origins)
{
	struct hito_str old = fixed->after;
	struct stretch stretch = {0, 0, 0};
	uint32_t line = 0, old_line = 0;
	size_t n = 0, at, end, old_at = 0;

	next_stretch(&stretch, old, edits, count, 0);
	for (at = 0; at < text.len; at = end, line++) {
		end = line_end(text, at);
		while (n < count && at >= stretch.start + (stretch.old_end -
							   stretch.old_start))
			next_stretch(&stretch, old, edits, count, ++n);
		origins[line] = HITO_FIX_NEW;
		if (!is_kept(&stretch, old, at, end, text.ptr[end - 1] == '\n'))
			continue;
		while (old_at < stretch.old_start + (at - stretch.start)) {
			old_at = line_end(old, old_at);
			old_line++;
		}
		origins[line] = fixed->origins[old_line];
	}
}

bool hito_fixed_splice(struct hito_fixed *fixed, const struct hito_edit *edits,
		       size_t count, struct hito_arena *arena)
{
	struct hito_str text;
	uint32_t *origins;
	uint32_t lines;

	if (!join(fixed->after, edits, count, arena, &text))
		return false;
	lines = count_lines(text);
	origins = hito_new(arena, uint32_t, (size_t)lines + 1);
	if (!origins)
		return false;
	follow(fixed, text, edits, count, origins);
	fixed->after = text;
	fixed->origins = origins;
	fixed->line_count = lines;
	return true;
}

/* Edits before an offset push it; one around it leaves it at its end. */
static uint32_t moved(uint32_t offset, const struct hito_edit *edits,
		      size_t count)
{
	size_t added = 0, gone = 0, i;

	for (i = 0; i < count && edits[i].span.start < offset; i++) {
		uint32_t end = edits[i].span.end;

		added += edits[i].text.len;
		gone += (end < offset ? end : offset) - edits[i].span.start;
	}
	return (uint32_t)(offset + added - gone);
}

struct hito_span hito_fixed_span(struct hito_span span,
				 const struct hito_edit *edits, size_t count)
{
	return (struct hito_span){moved(span.start, edits, count),
				  moved(span.end, edits, count)};
}
