/* SPDX-License-Identifier: MIT */
/* Finds conflict markers, by the same rules as hito/source.h. */
#include "edit/markers.h"

#include <string.h>

#include "edit/merge.h"
#include "hito/out.h"

#define SIZE 7u
#define BOM "\xef\xbb\xbf"

enum part { OUTSIDE, OURS, BASE, THEIRS, PARTS };

struct taking {
	struct hito_arena *arena;
	struct hito_markers *markers;
	struct hito_out outs[PARTS];
	struct hito_out_memory memories[PARTS];
	enum part part;
	bool has_base;
};

/* '<', '|', '=' or '>'; 0: it is no marker. */
static char marker_of(struct hito_str line)
{
	if (line.len < SIZE || !memchr("<|=>", line.ptr[0], 4))
		return 0;
	for (size_t i = 1; i < SIZE; i++)
		if (line.ptr[i] != line.ptr[0])
			return 0;
	if (line.len == SIZE)
		return line.ptr[0];
	return line.ptr[SIZE] == ' ' && line.ptr[0] != '=' ? line.ptr[0] : 0;
}

/* A byte order mark may stand before the markers of the first line. */
static bool cut_mark(struct hito_str *line)
{
	struct hito_str rest;

	if (!hito_str_starts(*line, BOM))
		return false;
	rest = hito_str_slice(*line, sizeof(BOM) - 1, line->len);
	if (marker_of(rest) != '<')
		return false;
	*line = rest;
	return true;
}

static enum part next(const struct taking *taking, char marker)
{
	switch (marker) {
	case '<':
		return taking->part == OUTSIDE ? OURS : PARTS;
	case '|':
		return taking->part == OURS ? BASE : PARTS;
	case '=':
		return taking->part == OURS || taking->part == BASE ? THEIRS
								    : PARTS;
	case '>':
		return taking->part == THEIRS ? OUTSIDE : PARTS;
	default:
		return PARTS;
	}
}

static bool keep_label(struct taking *taking, struct hito_str line,
		       struct hito_str *label)
{
	if (label->ptr)
		return true;
	*label = hito_arena_copy(taking->arena, hito_str_trim(hito_str_slice(
							line, SIZE, line.len)));
	return label->ptr != NULL;
}

static bool step(struct taking *taking, struct hito_str line, enum part part)
{
	struct hito_markers *markers = taking->markers;

	if (part == OURS) {
		markers->count++;
		taking->has_base = false;
	}
	if (part == BASE)
		taking->has_base = true;
	if (part == THEIRS)
		markers->has_base &= taking->has_base;
	taking->part = part;
	switch (part) {
	case OURS:
		return keep_label(taking, line, &markers->our_label);
	case BASE:
		return keep_label(taking, line, &markers->base_label);
	case OUTSIDE:
		return keep_label(taking, line, &markers->their_label);
	default:
		return true;
	}
}

static void put(struct taking *taking, struct hito_str line)
{
	for (enum part part = OURS; part < PARTS; part++)
		if (taking->part == OUTSIDE || taking->part == part)
			hito_out_str(&taking->outs[part], line);
}

static struct hito_str text_of(const struct taking *taking, enum part part)
{
	const struct hito_out_memory *memory = &taking->memories[part];

	return (struct hito_str){memory->ptr ? memory->ptr : "", memory->len};
}

bool hito_markers_read(struct hito_str text, struct hito_arena *arena,
		       struct hito_markers *out, struct hito_err *err)
{
	struct taking taking = {.arena = arena, .markers = out};
	const char *start = text.ptr;
	struct hito_str line;
	bool is_first = true;

	*out = (struct hito_markers){.has_base = true};
	for (enum part part = OURS; part < PARTS; part++)
		hito_out_to_memory(&taking.outs[part], &taking.memories[part],
				   arena, HITO_LIMIT_MERGE);
	while (hito_str_cut_line(&text, &line)) {
		struct hito_str whole = {start, (size_t)(text.ptr - start)};
		enum part part;

		if (is_first && cut_mark(&line))
			put(&taking, HITO_STR(BOM));
		is_first = false;
		part = next(&taking, marker_of(line));
		start = text.ptr;
		if (part == PARTS)
			put(&taking, whole);
		else if (!step(&taking, line, part))
			return hito_err_memory(err);
	}
	for (enum part part = OURS; part < PARTS; part++)
		if (taking.outs[part].failed)
			return hito_err_memory(err);
	out->open = taking.part != OUTSIDE;
	out->has_base &= out->count > 0;
	out->ours = text_of(&taking, OURS);
	out->base = text_of(&taking, BASE);
	out->theirs = text_of(&taking, THEIRS);
	return true;
}

bool hito_markers_next(struct hito_str *text, uint32_t *line, uint32_t *first,
		       struct hito_arena *arena, struct hito_markers *out)
{
	const char *start = text->ptr;
	struct hito_str one;
	bool is_open = false;

	*out = (struct hito_markers){.count = 0};
	while (hito_str_cut_line(text, &one)) {
		char marker;

		if (!*line)
			(void)cut_mark(&one);
		marker = marker_of(one);
		++*line;
		if (!is_open && marker == '<') {
			is_open = true;
			*first = *line;
			start = one.ptr;
		}
		if (is_open && marker == '>')
			break;
	}
	if (!is_open)
		return true;
	if (!hito_markers_read(
		    (struct hito_str){start, (size_t)(text->ptr - start)},
		    arena, out, NULL))
		return false;
	if (!out->ours.len)
		out->ours.ptr = NULL;
	if (!out->theirs.len)
		out->theirs.ptr = NULL;
	return true;
}
