/* SPDX-License-Identifier: MIT */
/*
 * A file's text, its lines, and a readable twin of it: the same length, with
 * damage blanked.
 */
#include "hito/source.h"

#include <string.h>

#include "base/utf8.h"
#include "hito/limits.h"
#include "hito/message.h"
#include "text/scan.h"

#define MARKER_SIZE 7

/* Lines that are tried one by one before they are searched. */
#define NEAR_LINES 4

/* What is found while a source is made. */
struct building {
	struct hito_arena *arena;
	struct hito_source *source;
	char *readable; /* NULL until something has to be blanked */
	struct hito_damage *conflicts;
	size_t conflict_count, conflict_capacity;
	struct hito_damage *damage;
	size_t damage_count, damage_capacity;
};

/*
 * Columns are counted from the start of the line. Where lines are long that
 * takes too much time for thousands of findings: a mark is set every so many
 * bytes, from which to count.
 */
#define STRIDE 256
#define LONG_LINE 4096

static bool set_marks(struct hito_arena *arena, struct hito_source *source,
		      uint32_t longest)
{
	struct hito_str text = source->text;
	struct hito_mark *marks;
	uint32_t points = 0;
	size_t next = 0;
	size_t at = 0;

	if (longest <= LONG_LINE)
		return true;
	marks = hito_new(arena, struct hito_mark, text.len / STRIDE + 1);
	if (!marks)
		return false;
	while (at < text.len) {
		size_t size;

		if (at >= next * STRIDE)
			marks[next++] =
				(struct hito_mark){(uint32_t)at, points};
		(void)hito_utf8_at(text, at, &size, NULL);
		at += size;
		points++;
	}
	if (next * STRIDE <= text.len)
		marks[next] = (struct hito_mark){(uint32_t)at, points};
	source->marks = marks;
	return true;
}

static uint32_t points_before(const struct hito_source *source, uint32_t offset)
{
	const struct hito_mark *mark = &source->marks[offset / STRIDE];

	if (mark->offset > offset)
		mark--;
	return mark->points + (uint32_t)hito_utf8_count(hito_str_slice(
				      source->text, mark->offset, offset));
}

static bool need_readable(struct building *building)
{
	struct hito_str copy;

	if (building->readable)
		return true;
	copy = hito_arena_copy(building->arena, building->source->text);
	building->readable = (char *)(uintptr_t)copy.ptr;
	return building->readable != NULL;
}

/* Spaces in place of everything but line ends. */
static void blank(char *text, struct hito_span span)
{
	uint32_t i;

	for (i = span.start; i < span.end; i++) {
		if (text[i] != '\n' && text[i] != '\r')
			text[i] = ' ';
	}
}

/* Most lines begin with no marker: they are looked at no further. */
static bool may_mark(struct hito_str text, uint32_t at)
{
	return at < text.len && strchr("<|=>", text.ptr[at]) && text.ptr[at];
}

/*
 * The marker character that a line is: seven of '<', '|', '=' or '>', and
 * behind them the end or (not behind '=') a space. 0 for any other line.
 */
static char marker_of(struct hito_str line)
{
	size_t i;

	if (line.len < MARKER_SIZE || !memchr("<|=>", line.ptr[0], 4))
		return 0;
	for (i = 1; i < MARKER_SIZE; i++) {
		if (line.ptr[i] != line.ptr[0])
			return 0;
	}
	if (line.len == MARKER_SIZE)
		return line.ptr[0];
	if (line.ptr[MARKER_SIZE] != ' ' || line.ptr[0] == '=')
		return 0;
	return line.ptr[0];
}

struct conflict {
	uint32_t first;  /* line of <<<<<<<; 0 for none open */
	uint32_t losing; /* line of ||||||| or =======, the earlier; 0 */
	bool middle;     /* ======= was seen */
};

static uint32_t line_end(const struct hito_source *source, uint32_t line)
{
	if (line >= source->line_count)
		return (uint32_t)source->text.len;
	return source->line_starts[line];
}

/* Keep our side, blank the markers and all that follows the first of them. */
static bool add_conflict(struct building *building,
			 const struct conflict *conflict, uint32_t last)
{
	const struct hito_source *source = building->source;
	const uint32_t *starts = source->line_starts;
	struct hito_damage *damage;

	if (!need_readable(building) ||
	    !hito_reserve(building->arena, building->conflicts,
			  building->conflict_count,
			  building->conflict_capacity))
		return false;
	damage = &building->conflicts[building->conflict_count++];
	damage->kind = HITO_DAMAGE_CONFLICT;
	damage->span.start = starts[conflict->first - 1];
	damage->span.end = line_end(source, last);
	if (conflict->first == 1)
		damage->span.start = source->start;
	blank(building->readable,
	      (struct hito_span){damage->span.start,
				 line_end(source, conflict->first)});
	blank(building->readable,
	      (struct hito_span){starts[conflict->losing - 1],
				 damage->span.end});
	return true;
}

/* One line more; *out_done is set where it closes the conflict. */
static void step_conflict(struct conflict *conflict, char marker, uint32_t line,
			  bool *out_done)
{
	*out_done = false;
	if (marker == '<' && !conflict->middle) {
		*conflict = (struct conflict){.first = line};
	} else if (!conflict->first) {
		return;
	} else if (marker == '|' && !conflict->losing) {
		conflict->losing = line;
	} else if (marker == '=') {
		conflict->middle = true;
		if (!conflict->losing)
			conflict->losing = line;
	} else if (marker == '>') {
		*out_done = conflict->middle;
	}
}

static bool find_conflicts(struct building *building)
{
	const struct hito_source *source = building->source;
	struct conflict conflict = {0};
	uint32_t line;

	for (line = 1; line <= source->line_count; line++) {
		struct hito_span span = {source->line_starts[line - 1], 0};
		char marker;
		bool done;

		if (line == 1)
			span.start = source->start;
		if (!may_mark(source->text, span.start))
			continue;
		span.end = hito_source_line_span(source, line).end;
		marker = marker_of(hito_source_text(source, span));
		if (!marker)
			continue;
		step_conflict(&conflict, marker, line, &done);
		if (!done)
			continue;
		if (!add_conflict(building, &conflict, line))
			return false;
		conflict = (struct conflict){0};
	}
	if (conflict.middle)
		return add_conflict(building, &conflict, source->line_count);
	return true;
}

static bool add_damage(struct building *building, enum hito_damage_kind kind,
		       struct hito_span span)
{
	struct hito_damage *last = NULL;

	if (building->damage_count > 0)
		last = &building->damage[building->damage_count - 1];
	if (last && last->kind == kind && last->span.end == span.start &&
	    kind != HITO_DAMAGE_CONFLICT) {
		last->span.end = span.end;
		return true;
	}
	if (!hito_reserve(building->arena, building->damage,
			  building->damage_count, building->damage_capacity))
		return false;
	building->damage[building->damage_count++] =
		(struct hito_damage){kind, span};
	return true;
}

/* The next byte at or behind from that is NUL or not UTF-8; len for none. */
static size_t next_bad_byte(struct hito_str text, size_t from, size_t *invalid)
{
	const char *nul = NULL;
	size_t end;

	from = hito_utf8_skip_plain(text, from);
	if (*invalid < from)
		*invalid = hito_utf8_invalid(text, from);
	end = *invalid < text.len ? *invalid : text.len;
	if (from < end)
		nul = memchr(text.ptr + from, 0, end - from);
	return nul ? (size_t)(nul - text.ptr) : end;
}

/* Conflicts and bad bytes become one ordered list without overlaps. */
static bool collect_damage(struct building *building)
{
	struct hito_str text = building->source->text;
	size_t invalid = hito_utf8_invalid(text, 0);
	size_t conflict = 0;
	size_t at = 0;

	for (;;) {
		const struct hito_damage *next = NULL;
		enum hito_damage_kind kind;

		at = next_bad_byte(text, at, &invalid);
		while (conflict < building->conflict_count &&
		       building->conflicts[conflict].span.start <= at) {
			next = &building->conflicts[conflict++];
			if (!add_damage(building, next->kind, next->span))
				return false;
		}
		if (at >= text.len)
			return true;
		if (!need_readable(building))
			return false;
		if (building->readable[at] != ' ')
			building->readable[at] = '?';
		if (conflict > 0)
			next = &building->conflicts[conflict - 1];
		kind = text.ptr[at] ? HITO_DAMAGE_UTF8 : HITO_DAMAGE_NUL;
		if ((!next || at >= next->span.end) &&
		    !add_damage(
			    building, kind,
			    (struct hito_span){(uint32_t)at, (uint32_t)at + 1}))
			return false;
		at++;
	}
}

/*
 * The bytes at an offset that parsers take for a line end where we see none,
 * or refuse; 0 for none. *out_byte gets what stands for each of them.
 */
static size_t unsafe_size(struct hito_str text, size_t at, char *out_byte)
{
	unsigned char byte = (unsigned char)text.ptr[at];
	uint32_t code;
	size_t size;

	*out_byte = ' ';
	if (byte == '\r')
		return at + 1 >= text.len || text.ptr[at + 1] != '\n';
	if (byte != 0x7f && byte != 0xc2 && byte != 0xe2 && byte != 0xef)
		code = byte;
	else
		code = hito_utf8_at(text, at, &size, NULL);
	if (code == 0x2028 || code == 0x2029 || code == 0xfeff)
		return 3;
	*out_byte = '?';
	if (code == 0xfffe || code == 0xffff)
		return 3;
	if (code >= 0x80 && code < 0xa0 && byte == 0xc2)
		return 2;
	return (code < ' ' && code && code != '\t' && code != '\n') ||
	       code == 0x7f;
}

static bool hide_unsafe(struct building *building)
{
	struct hito_str text = building->source->text;
	size_t at = building->source->start;

	while (at < text.len) {
		size_t size;
		char instead;

		at = hito_utf8_skip_plain(text, at);
		if (at >= text.len)
			break;
		size = unsafe_size(text, at, &instead);
		if (!size) {
			at++;
			continue;
		}
		if (!need_readable(building))
			return false;
		for (; size > 0; size--, at++) {
			if (building->readable[at] != ' ')
				building->readable[at] = instead;
		}
	}
	return true;
}

static bool build(struct building *building)
{
	struct hito_source *source = building->source;
	struct hito_scan scan;

	if (hito_str_starts(source->text, "\xef\xbb\xbf"))
		source->start = 3;
	if (!hito_scan_text(building->arena, source->text, source->start,
			    &scan))
		return false;
	source->line_starts = scan.starts;
	source->line_count = scan.count;
	source->clean = scan.clean;
	if (!set_marks(building->arena, source, scan.longest) ||
	    (scan.marked && !find_conflicts(building)))
		return false;
	if ((!scan.clean || building->conflict_count > 0) &&
	    (!collect_damage(building) || !hide_unsafe(building)))
		return false;
	source->readable = source->text;
	if (building->readable)
		source->readable.ptr = building->readable;
	source->damage = building->damage;
	source->damage_count = building->damage_count;
	return true;
}

const char *hito_damage_name(enum hito_damage_kind kind)
{
	switch (kind) {
	case HITO_DAMAGE_UTF8:
		return HITO_N("bytes that are not UTF-8");
	case HITO_DAMAGE_NUL:
		return HITO_N("a NUL byte");
	case HITO_DAMAGE_CONFLICT:
		break;
	}
	return HITO_N("a merge conflict that is not resolved");
}

bool hito_source_new(struct hito_arena *arena, struct hito_str path,
		     struct hito_str text, struct hito_source **out_source,
		     struct hito_err *err)
{
	struct building building = {.arena = arena};

	if (text.len > HITO_LIMIT_FILE) {
		hito_err_set(err, HITO_ERR_INPUT,
			     "the file has more than %u bytes",
			     (unsigned)HITO_LIMIT_FILE);
		hito_err_help(err, "split it into several files");
		return hito_err_at(err, path, 0, 0);
	}
	if (!text.ptr)
		text = HITO_STR("");
	building.source = hito_new(arena, struct hito_source, 1);
	if (!building.source)
		return hito_err_memory(err);
	building.source->path = path;
	building.source->text = text;
	if (!build(&building))
		return hito_err_memory(err);
	*out_source = building.source;
	return true;
}

uint32_t hito_source_line(const struct hito_source *source, uint32_t offset)
{
	uint32_t low = 0;
	uint32_t high = source->line_count;

	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;

		if (source->line_starts[middle] <= offset)
			low = middle;
		else
			high = middle;
	}
	return low + 1;
}

uint32_t hito_source_line_near(const struct hito_source *source,
			       uint32_t offset, uint32_t line)
{
	uint32_t end = line + NEAR_LINES;

	if (line > 0 && offset >= source->line_starts[line - 1]) {
		for (; line < end; line++) {
			if (line >= source->line_count ||
			    offset < source->line_starts[line])
				return line < source->line_count
					       ? line
					       : source->line_count;
		}
	}
	return hito_source_line(source, offset);
}

struct hito_place hito_source_place(const struct hito_source *source,
				    uint32_t offset)
{
	struct hito_place place;
	uint32_t start;

	if (offset > source->text.len)
		offset = (uint32_t)source->text.len;
	place.line = hito_source_line(source, offset);
	place.byte = offset;
	start = source->line_starts[place.line - 1];
	if (place.line == 1)
		start = source->start;
	if (source->marks)
		place.column = 1 + points_before(source, offset) -
			       points_before(source, start);
	else
		place.column = 1 + (uint32_t)hito_utf8_count(hito_str_slice(
					   source->text, start, offset));
	return place;
}

struct hito_str hito_source_text(const struct hito_source *source,
				 struct hito_span span)
{
	return hito_str_slice(source->text, span.start, span.end);
}

const struct hito_damage *hito_source_damage(const struct hito_source *source,
					     struct hito_span span)
{
	size_t low = 0;
	size_t high = source->damage_count;
	uint32_t end = span.end > span.start ? span.end : span.start + 1;

	/* the first stretch that ends behind the start of the span */
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (source->damage[middle].span.end > span.start)
			high = middle;
		else
			low = middle + 1;
	}
	if (low < source->damage_count && source->damage[low].span.start < end)
		return &source->damage[low];
	return NULL;
}

/* Was a byte of a control character hidden here? */
static bool is_hidden(const struct hito_source *source, uint32_t at)
{
	return source->readable.ptr[at] == '?' && source->text.ptr[at] != '?' &&
	       !hito_source_damage(source, (struct hito_span){at, at + 1});
}

static size_t count_marks(struct hito_str text)
{
	size_t count = 0;
	size_t i;

	for (i = 0; i < text.len; i++)
		count += text.ptr[i] == '?';
	return count;
}

/*
 * A parser leaves question marks alone, so the n-th of the text is the n-th
 * of the span; where it made some more or took some away nothing is sure.
 */
bool hito_source_restore(const struct hito_source *source,
			 struct hito_span span, struct hito_arena *arena,
			 struct hito_str *text)
{
	struct hito_str raw =
		hito_str_slice(source->readable, span.start, span.end);
	struct hito_str copy;
	size_t at = 0;
	uint32_t i;

	if (source->readable.ptr == source->text.ptr || !text->len ||
	    hito_str_equal(raw, hito_source_text(source, span)) ||
	    count_marks(raw) != count_marks(*text))
		return true;
	copy = hito_arena_copy(arena, *text);
	if (!copy.ptr)
		return false;
	for (i = span.start; i < span.end; i++) {
		if (source->readable.ptr[i] != '?')
			continue;
		while (copy.ptr[at] != '?')
			at++;
		if (is_hidden(source, i))
			((char *)(uintptr_t)copy.ptr)[at] = source->text.ptr[i];
		at++;
	}
	*text = copy;
	return true;
}
