/* SPDX-License-Identifier: MIT */
/*
 * A file's text and where its lines start.
 *
 * The text is read once and kept; titles, values and findings are spans of
 * it. Bytes that cannot be read (not UTF-8, NUL, conflict markers and their
 * losing side) stay in text, and are blanked in readable, which has the same
 * length, so that every offset holds in both. There, too, control characters,
 * carriage returns that end no line, line separators and byte order marks
 * inside of the text are blanked, for parsers disagree on them.
 */
#ifndef HITO_SOURCE_H
#define HITO_SOURCE_H

#include <stdbool.h>
#include <stdint.h>

#include "hito/arena.h"
#include "hito/err.h"
#include "hito/str.h"

#pragma GCC visibility push(default)

/* Bytes [start, end) of a source's text. */
struct hito_span {
	uint32_t start, end;
};

/*
 * A place for people: line and column from 1, the column in code points
 * without a byte order mark; byte is the offset in the text, from 0.
 */
struct hito_place {
	uint32_t line, column, byte;
};

/* So many code points stand before an offset, where one begins. */
struct hito_mark {
	uint32_t offset, points;
};

enum hito_damage_kind {
	HITO_DAMAGE_UTF8,     /* bytes that are not UTF-8 */
	HITO_DAMAGE_NUL,      /* a NUL byte */
	HITO_DAMAGE_CONFLICT, /* from <<<<<<< to >>>>>>>, markers included */
};

/* What it is, as words of a message: English, see hito_message. */
const char *hito_damage_name(enum hito_damage_kind kind);

/* A stretch of the text that cannot be trusted. */
struct hito_damage {
	enum hito_damage_kind kind;
	struct hito_span span;
};

struct hito_source {
	struct hito_str path;     /* as shown; "<stdin>" for none */
	struct hito_str text;     /* the bytes as they are, BOM included */
	struct hito_str readable; /* same length, damage blanked */
	const uint32_t *line_starts;
	uint32_t line_count; /* at least 1 */
	uint32_t start;      /* 3 after a byte order mark, else 0 */
	/* UTF-8 without anything that hito_source_check tells of but
	 * conflicts: no damage, no controls, nothing invisible. */
	bool clean;
	const struct hito_mark *marks;    /* where lines are long; else NULL */
	const struct hito_damage *damage; /* in order, apart from each other */
	size_t damage_count;
};

struct hito_findings;

/*
 * Index a text (at most HITO_LIMIT_FILE bytes: longer is HITO_ERR_INPUT).
 * path and text are borrowed and must live as long as the arena.
 */
HITO_MUST bool hito_source_new(struct hito_arena *arena, struct hito_str path,
			       struct hito_str text,
			       struct hito_source **out_source,
			       struct hito_err *err);

/* Line of an offset, from 1. */
uint32_t hito_source_line(const struct hito_source *source, uint32_t offset);
/* The same where it is mostly line itself (0: no guess): faster in a row. */
uint32_t hito_source_line_near(const struct hito_source *source,
			       uint32_t offset, uint32_t line);
struct hito_place hito_source_place(const struct hito_source *source,
				    uint32_t offset);
/* The bytes of a line (from 1) without its line end. */
static inline struct hito_span
hito_source_line_span(const struct hito_source *source, uint32_t line)
{
	uint32_t length = (uint32_t)source->text.len;
	struct hito_span span = {length, length};

	if (line < 1 || line > source->line_count)
		return span;
	span.start = source->line_starts[line - 1];
	if (line < source->line_count)
		span.end = source->line_starts[line];
	if (span.end > span.start && source->text.ptr[span.end - 1] == '\n') {
		span.end--;
		if (span.end > span.start &&
		    source->text.ptr[span.end - 1] == '\r')
			span.end--;
	}
	return span;
}
/* A span's bytes as they are in the text. */
struct hito_str hito_source_text(const struct hito_source *source,
				 struct hito_span span);
/*
 * Give the control characters of a span back to a text that a parser made of
 * its readable bytes. False when memory ends.
 */
HITO_MUST bool hito_source_restore(const struct hito_source *source,
				   struct hito_span span,
				   struct hito_arena *arena,
				   struct hito_str *text);
/* The first damage that a span touches; NULL for none. */
const struct hito_damage *hito_source_damage(const struct hito_source *source,
					     struct hito_span span);

/*
 * Raise what is wrong with the bytes: F001 for conflict markers, F006 for
 * bytes that are not UTF-8, NUL, control, bidi and zero-width characters. Of
 * one kind at most 20 findings, the last of which counts the rest.
 */
void hito_source_check(const struct hito_source *source,
		       struct hito_findings *findings);

#pragma GCC visibility pop
#endif
