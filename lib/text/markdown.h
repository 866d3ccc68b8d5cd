/* SPDX-License-Identifier: MIT */
/*
 * The outline of a Markdown file: headings, fences that follow them, task
 * items. CommonMark with task lists and tables, through md4c.
 *
 * Spans of lines begin where the first line does and end before the line end
 * of the last one, unless said otherwise. Order is that of the text.
 */
#ifndef HITO_TEXT_MARKDOWN_H
#define HITO_TEXT_MARKDOWN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hito/finding.h"
#include "hito/source.h"

#define HITO_NONE UINT32_MAX

/* A heading at the top level (not in a quote or list). */
struct hito_heading {
	unsigned level;              /* 1 to 6 */
	struct hito_str title;       /* its text without markup, trimmed */
	struct hito_span title_span; /* its text with markup; empty if none */
	struct hito_span span;       /* its lines, underline included */
	struct hito_span first;      /* the first of them, as a whole */
	/* from span.start to the next heading of the same or a higher level,
	 * or the end */
	struct hito_span section;
	/* the fenced block that opens on the first non-blank line after it,
	 * as index; HITO_NONE if none */
	uint32_t fence;
};

/* A fenced code block at the top level. */
struct hito_fence {
	struct hito_str info; /* the info string as written, trimmed */
	struct hito_span info_span;
	struct hito_span span;    /* both fence lines included */
	struct hito_span content; /* the lines between, last line end
				     included; may be empty */
	bool closed;              /* false: it runs to the end of the file */
	bool single; /* true: no line of the content looks like a fence */
};

/* A task item, in any list, quote or nesting. */
struct hito_task {
	bool done;
	uint32_t mark;        /* offset of the character between the brackets */
	struct hito_str text; /* first line, without markup, trimmed */
	struct hito_span span; /* of that text with its markup */
	unsigned depth;        /* lists around it, from 1 */
};

struct hito_outline {
	struct hito_span front; /* front matter between the --- lines at the
				   file's head, without them */
	struct hito_span front_lines; /* the same with them; empty: none */
	bool front_closed;     /* false: --- opens the file and never closes */
	struct hito_span body; /* what follows it */
	const struct hito_heading *headings;
	size_t heading_count;
	const struct hito_fence *fences;
	size_t fence_count;
	const struct hito_task *tasks;
	size_t task_count;
};

/*
 * Read the outline. Front matter is a line "---" that opens the file (after a
 * byte order mark) up to the next line "---" or "..."; without a closing line
 * and with "key:" on the second line it is F001, and the lines up to the first
 * blank line or heading are taken; else it is a rule that opens prose.
 * "---" on the first non-blank line after a heading with "key:" lines and a
 * closing "---" below it (what people try first) is F001 with a safe fix that
 * turns it into a fenced block; its lines make no heading.
 * Texts live as long as arena, the outline's lists only as long as rows.
 * Fails for want of memory or past HITO_LIMIT_HEADINGS or
 * HITO_LIMIT_MARKDOWN_EVENTS (HITO_ERR_INPUT).
 */
HITO_MUST bool
hito_markdown_read(const struct hito_source *source, struct hito_arena *arena,
		   struct hito_arena *rows, struct hito_findings *findings,
		   struct hito_outline *out_outline, struct hito_err *err);

/* What the parts of the reader work on. */
struct hito_markdown_input {
	const struct hito_source *source;
	struct hito_str text; /* as long as it, what is hidden blanked */
	struct hito_arena *arena, *rows; /* as above */
};

/*
 * Fill the lists of outline, whose body is set, with what md4c sees in it;
 * the section and the fence of each heading are left out.
 */
HITO_MUST bool hito_markdown_parse(const struct hito_markdown_input *input,
				   struct hito_outline *outline,
				   struct hito_err *err);
/* md4c takes too much of the file: that error. */
bool hito_markdown_tangled(const struct hito_source *source,
			   struct hito_err *err);

#endif
