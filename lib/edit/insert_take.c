/* SPDX-License-Identifier: MIT */
/* Takes sketches out of their lists, with all that stands below them. */
#include "edit/insert.h"

#include "hito/limits.h"
#include "hito/out.h"
#include "text/markdown.h"

#define TAB 4

/* The lines of an item. */
struct item {
	uint32_t first, last;
	size_t column; /* of what stands in it */
};

static struct hito_str line_of(const struct hito_source *source, uint32_t line)
{
	return hito_source_text(source, hito_source_line_span(source, line));
}

static bool is_blank(const struct hito_source *source, uint32_t line)
{
	return hito_str_trim(line_of(source, line)).len == 0;
}

/* The column of the first that is no blank, and how many bytes are before. */
static size_t indent_of(struct hito_str text, size_t *out_bytes)
{
	size_t column = 0, at = 0;

	for (; at < text.len; at++) {
		if (text.ptr[at] == '\t')
			column += TAB - column % TAB;
		else if (text.ptr[at] == ' ')
			column++;
		else
			break;
	}
	*out_bytes = at;
	return column;
}

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* "- ", "3. " at the beginning: its length. */
static size_t marker_len(struct hito_str text)
{
	size_t at = 0;

	while (at < text.len && at < 9 && is_digit(text.ptr[at]))
		at++;
	if (at == text.len)
		return 0;
	if (at ? text.ptr[at] == '.' || text.ptr[at] == ')'
	       : text.ptr[at] == '-' || text.ptr[at] == '*' ||
			    text.ptr[at] == '+')
		at++;
	else
		return 0;
	return at == text.len || text.ptr[at] == ' ' || text.ptr[at] == '\t'
		       ? at
		       : 0;
}

/* Does a line begin something of its own, even right below a paragraph? */
static bool begins(struct hito_str text)
{
	return marker_len(text) || hito_str_starts(text, "#") ||
	       hito_str_starts(text, "```") || hito_str_starts(text, "~~~") ||
	       hito_str_starts(text, ">") || hito_str_starts(text, "<") ||
	       hito_str_starts(text, "---") || hito_str_starts(text, "***") ||
	       hito_str_starts(text, "___") || hito_str_starts(text, "* *") ||
	       hito_str_starts(text, "- -") || hito_str_starts(text, "_ _");
}

/* False: it does not stand in a list of its own. */
static bool find_item(const struct hito_source *source,
		      const struct hito_sketch *sketch, struct item *out)
{
	uint32_t line = hito_source_line(source, sketch->mark);
	struct hito_span span = hito_source_line_span(source, line);
	struct hito_str text = line_of(source, line), rest;
	size_t bytes, marker, gap, column, to_mark = sketch->mark - span.start;

	column = indent_of(text, &bytes);
	rest = hito_str_slice(text, bytes, text.len);
	marker = marker_len(rest);
	if (!marker)
		return false;
	column += marker;
	/* from the column of the marker's end: tabs count from the line's */
	for (gap = bytes + marker; gap < text.len && gap + 1 < to_mark; gap++) {
		if (text.ptr[gap] == '\t')
			column += TAB - column % TAB;
		else if (text.ptr[gap] == ' ')
			column++;
		else
			return false;
	}
	if (gap + 1 != to_mark || text.ptr[gap] != '[')
		return false;
	*out = (struct item){line, line, column};
	for (uint32_t at = line + 1; at <= source->line_count; at++) {
		if (is_blank(source, at))
			continue;
		text = line_of(source, at);
		if (indent_of(text, &bytes) < column &&
		    (out->last != at - 1 ||
		     begins(hito_str_slice(text, bytes, text.len))))
			break;
		out->last = at;
	}
	return true;
}

/* A line without the columns of its item. */
static void write_line(struct hito_out *out, struct hito_str text,
		       size_t column)
{
	size_t at = 0, seen = 0;

	while (at < text.len && seen < column) {
		if (text.ptr[at] == '\t')
			seen += TAB - seen % TAB;
		else if (text.ptr[at] == ' ')
			seen++;
		else
			break;
		at++;
	}
	for (; seen > column; seen--)
		hito_out_text(out, " ");
	hito_out_str(out, hito_str_slice(text, at, text.len));
	hito_out_text(out, "\n");
}

static bool read_body(struct hito_editing *editing,
		      const struct hito_source *source, const struct item *item,
		      struct hito_str *body)
{
	struct hito_out_memory memory;
	struct hito_out out;
	uint32_t first = item->first + 1;

	while (first <= item->last && is_blank(source, first))
		first++;
	hito_out_to_memory(&out, &memory, editing->arena, HITO_LIMIT_FILE);
	for (uint32_t at = first; at <= item->last; at++)
		write_line(&out, line_of(source, at), item->column);
	*body = (struct hito_str){memory.ptr, memory.len};
	return !out.failed;
}

/* At the edge of the page these would reach further than in their item. */
static bool check_body(struct hito_arena *arena, struct hito_str body,
		       const char **out_why)
{
	/* A first line, so that a rule opens no front matter. */
	struct hito_str text =
		hito_arena_printf(arena, "-\n\n%.*s", HITO_STR_ARG(body));
	struct hito_outline outline;
	struct hito_source *source;

	if (!body.len)
		return true;
	if (!text.ptr ||
	    !hito_source_new(arena, HITO_STR(""), text, &source, NULL) ||
	    !hito_markdown_read(source, arena, arena, NULL, &outline, NULL))
		return false;
	if (outline.heading_count)
		*out_why = HITO_N("a heading below a sketch would end its "
				  "step; write it as text");
	for (size_t i = 0; i < outline.fence_count; i++)
		if (!outline.fences[i].closed)
			*out_why = HITO_N("a code block below this sketch is "
					  "not closed");
	return true;
}

/* The title's bytes: all but the owner and the day at the end. */
static struct hito_str read_markup(const struct hito_source *source,
				   const struct hito_sketch *sketch)
{
	struct hito_str text =
		hito_str_trim(hito_source_text(source, sketch->span));
	size_t words = sketch->owner.len ? 1 : 0, at;

	words += sketch->due != HITO_DAY_NONE ? 1 : 0;
	while (words-- > 0) {
		at = text.len;
		while (at > 0 && text.ptr[at - 1] != ' ' &&
		       text.ptr[at - 1] != '\t')
			at--;
		text = hito_str_trim_right(hito_str_slice(text, 0, at));
	}
	return text;
}

/* Lines first to last go, and one of two gaps around them. */
static bool take_lines(struct hito_editing *editing,
		       const struct hito_source *source, uint32_t first,
		       uint32_t last)
{
	struct hito_span span;
	bool gap = first == 1 || is_blank(source, first - 1);
	uint32_t next = last + 1;

	while (next <= source->line_count && is_blank(source, next))
		next++;
	if (next > source->line_count)
		while (first > 1 && is_blank(source, first - 1))
			first--;
	if (gap || next > source->line_count)
		last = next - 1;
	span.start = source->line_starts[first - 1];
	span.end = last < source->line_count ? source->line_starts[last]
					     : (uint32_t)source->text.len;
	return hito_editing_put(editing, source, span, HITO_STR(""));
}

bool hito_insert_take(struct hito_editing *editing,
		      const struct hito_document *document,
		      struct hito_taken *taken, size_t count,
		      const struct hito_sketch **out_refused,
		      const char **out_why)
{
	const struct hito_source *source = document->source;
	struct item item, run = {0, 0, 0};

	*out_refused = NULL;
	*out_why = NULL;
	for (size_t i = 0; i < count; i++) {
		uint32_t between;

		if (!find_item(source, taken[i].sketch, &item))
			*out_why = HITO_N("this sketch is in a quote or in "
					  "another item; move it to a list of "
					  "its own");
		else if (!read_body(editing, source, &item, &taken[i].body) ||
			 !check_body(editing->arena, taken[i].body, out_why))
			return false;
		if (*out_why) {
			*out_refused = taken[i].sketch;
			return true;
		}
		taken[i].markup = read_markup(source, taken[i].sketch);
		for (between = run.last + 1;
		     run.first && between < item.first &&
		     is_blank(source, between);
		     between++)
			continue;
		if (run.first && between >= item.first) {
			run.last = item.last;
			continue;
		}
		if (run.first &&
		    !take_lines(editing, source, run.first, run.last))
			return false;
		run = item;
	}
	return !run.first || take_lines(editing, source, run.first, run.last);
}
