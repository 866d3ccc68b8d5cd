/* SPDX-License-Identifier: MIT */
/*
 * What a line of Markdown looks like by itself. md4c is the judge of what it
 * is; these tell where things stand that md4c gives no place for.
 *
 * A line is given without its line end.
 */
#ifndef HITO_TEXT_LINES_H
#define HITO_TEXT_LINES_H

#include "text/markdown.h"

struct hito_fence_line {
	char character; /* ` or ~ */
	uint32_t size;  /* how many of it */
	struct hito_span info;
};

bool hito_line_is_blank(struct hito_str text, struct hito_span line);
/* "## Title ##": its level (0: none), and the title without markers. */
unsigned hito_line_heading(struct hito_str text, struct hito_span line,
			   struct hito_span *out_title);
/* A row of = (level 1) or - (level 2) under a heading; 0 for none. */
unsigned hito_line_underline(struct hito_str text, struct hito_span line);
/* With any indentation: md4c takes a deep one that follows a paragraph. */
bool hito_line_fence(struct hito_str text, struct hito_span line,
		     struct hito_fence_line *out_fence);
bool hito_line_closes(struct hito_str text, struct hito_span line,
		      const struct hito_fence_line *fence);
/* Without the markers of quotes and lists that it begins with. */
struct hito_span hito_line_inside(struct hito_str text, struct hito_span line);
/* Without blanks at its ends. */
struct hito_span hito_line_trim(struct hito_str text, struct hito_span line);

/* Spaces in place of all but line ends; the text is the caller's own. */
void hito_line_blank(struct hito_str text, struct hito_span span);

/*
 * Spaces for tabs behind a fence, which to md4c (not to CommonMark) keep it
 * open, in a copy; false when memory ends.
 */
bool hito_line_hide_odd(struct hito_arena *arena, struct hito_str *text);

/*
 * Are there so many links in so long paragraphs that md4c, which walks the
 * lines of a paragraph for each bracket in it, would take too long?
 */
bool hito_line_is_tangled(struct hito_str text);

/* The front matter at the file's head: fills front and body. */
void hito_outline_front(const struct hito_source *source,
			struct hito_findings *findings,
			struct hito_outline *outline);
/*
 * Raise the "---" lines that people try under headings, and blank them in a
 * copy of the text. *out_any: there were some. False when memory ends.
 */
bool hito_outline_hide_traps(const struct hito_source *source,
			     const struct hito_outline *outline,
			     struct hito_arena *arena,
			     struct hito_findings *findings,
			     struct hito_str *text, bool *out_any);
/*
 * Drop what cannot be: fences that close before their end, things that
 * overlap. md4c has a few errors behind fences that a quote or list cuts off.
 */
void hito_outline_settle(const struct hito_source *source, struct hito_str text,
			 struct hito_outline *outline,
			 struct hito_heading *headings,
			 struct hito_fence *fences);
#endif
