/* SPDX-License-Identifier: MIT */
/* Lines of the plain kinds, one after the other, without md4c. */
#include "text/simple.h"

#include <string.h>

#include "base/wide.h"
#include "hito/limits.h"
#include "text/lines.h"
#include "text/yaml.h"

/* Callbacks of md4c that a byte of such a body makes at most. */
#define EVENTS_OF_BYTE 3

/* Headings, fences and tasks for which room is made at once. */
#define FIRST_ROWS 16

#define LEVEL_LIMIT 6
#define MARKER_SIZE 2 /* "- " */
#define TASK_SIZE 6   /* "- [x] " */

struct simple {
	const struct hito_markdown_input *input;
	struct hito_outline *outline;
	struct hito_str text;
	uint32_t number;       /* of the line, from 1 */
	struct hito_span line; /* without its end */
	bool paragraph;        /* text above that the line may belong to */
	/* "[" begins a line, and stands in a title: it may be a reference. */
	bool label, bracket;
	struct hito_heading *headings;
	size_t heading_capacity;
	struct hito_fence *fences;
	size_t fence_capacity;
	struct hito_task *tasks;
	size_t task_capacity;
	bool odd; /* md4c has to say */
	bool no_memory;
};

static bool stop_odd(struct simple *simple)
{
	simple->odd = true;
	return false;
}

static bool stop_memory(struct simple *simple)
{
	simple->no_memory = true;
	return false;
}

/* As hito_source_line_span: all lines but the last end in a feed. */
static bool next_line(struct simple *simple)
{
	const struct hito_source *source = simple->input->source;
	uint32_t start, end = (uint32_t)simple->text.len;

	if (simple->number >= source->line_count)
		return false;
	start = source->line_starts[simple->number++];
	if (simple->number < source->line_count) {
		end = source->line_starts[simple->number] - 1;
		if (end > start && simple->text.ptr[end - 1] == '\r')
			end--;
	}
	simple->line = (struct hito_span){start, end};
	return true;
}

static bool is_word(char byte)
{
	return ((unsigned char)byte | 0x20u) - 'a' <= 'z' - 'a' ||
	       (unsigned char)byte >= 0x80;
}

/* "1." or "1)" may be an item. */
static bool is_number(struct hito_str text, struct hito_span line)
{
	while (line.start < line.end && text.ptr[line.start] >= '0' &&
	       text.ptr[line.start] <= '9')
		line.start++;
	return line.start >= line.end || !strchr(".)", text.ptr[line.start]);
}

/*
 * Can nothing but a paragraph begin with, or go on with, these bytes? No
 * list, rule, quote, table, HTML, fence or underline of a heading does.
 */
static bool is_prose(struct simple *simple, struct hito_span line)
{
	struct hito_str text = simple->text;
	char first = text.ptr[line.start];
	char second =
		line.start + 1 < line.end ? text.ptr[line.start + 1] : ' ';

	if (is_word(first))
		return true;
	if (first >= '0' && first <= '9')
		return is_number(text, line);
	if (first == '[') {
		if (hito_str_find(hito_str_slice(text, line.start, line.end),
				  HITO_STR("]:"), 0) != SIZE_MAX)
			return false;
		simple->label = true;
	}
	if (first == '*' && second == '*' && line.start + 2 < line.end)
		return is_word(text.ptr[line.start + 2]);
	if (first == '*' || first == '_' || first == '+' || first == '`')
		return is_word(second);
	return first && strchr("\"'($@%/,.;?![", first);
}

/* Bytes that may be markup; of the two ranges a few are none. */
static unsigned marks_of(const char *bytes)
{
	hito_wide wide = hito_wide_load(bytes);

	return hito_wide_bits((hito_wide)(wide - '[' <= '`' - '[') |
			      (hito_wide)(wide - '<' <= '>' - '<') |
			      (hito_wide)(wide == '*') |
			      (hito_wide)(wide == '&') |
			      (hito_wide)(wide == '!'));
}

/* Text that md4c gives back as it is. */
static bool is_plain(struct hito_str text, struct hito_span span)
{
	static const bool marks[256] = {
		['\\'] = true, ['`'] = true, ['*'] = true, ['_'] = true,
		['['] = true,  [']'] = true, ['<'] = true, ['>'] = true,
		['&'] = true,  ['!'] = true,
	};
	const char *at = text.ptr + span.start;
	const char *end = text.ptr + span.end;

	while (end - at >= HITO_WIDE && !marks_of(at))
		at += HITO_WIDE;
	/* The last bytes with those before them, which are none. */
	if (end - at < HITO_WIDE && span.end - span.start >= HITO_WIDE &&
	    !marks_of(end - HITO_WIDE))
		return true;
	while (at < end && !marks[(unsigned char)*at])
		at++;
	return at >= end;
}

static bool keep_heading(struct simple *simple,
			 const struct hito_heading *heading)
{
	struct hito_outline *outline = simple->outline;

	if (outline->heading_count >= HITO_LIMIT_HEADINGS)
		return stop_odd(simple);
	if (!hito_reserve(simple->input->rows, simple->headings,
			  outline->heading_count, simple->heading_capacity))
		return stop_memory(simple);
	simple->headings[outline->heading_count++] = *heading;
	return true;
}

static bool keep_task(struct simple *simple, const struct hito_task *task)
{
	struct hito_outline *outline = simple->outline;

	if (!hito_reserve(simple->input->rows, simple->tasks,
			  outline->task_count, simple->task_capacity))
		return stop_memory(simple);
	simple->tasks[outline->task_count++] = *task;
	return true;
}

/* One heading or one task, with markup, through md4c. */
static bool parse_marked(struct simple *simple, struct hito_span span)
{
	struct hito_outline part = {.body = span};

	if (hito_str_find_byte(
		    hito_str_slice(simple->text, span.start, span.end), '[',
		    TASK_SIZE) != SIZE_MAX)
		simple->bracket = true;
	if (!hito_markdown_parse(simple->input, &part, NULL))
		return stop_odd(simple);
	if (part.heading_count + part.task_count != 1 || part.fence_count)
		return stop_odd(simple);
	return part.heading_count ? keep_heading(simple, part.headings)
				  : keep_task(simple, part.tasks);
}

static bool add_heading(struct simple *simple)
{
	struct hito_str text = simple->text;
	struct hito_span line = simple->line, title = line;
	struct hito_heading heading = {
		.span = line, .first = line, .fence = HITO_NONE};

	while (title.start < title.end && text.ptr[title.start] == '#')
		title.start++;
	heading.level = title.start - line.start;
	if (heading.level > LEVEL_LIMIT || title.start >= title.end ||
	    text.ptr[title.start] != ' ')
		return stop_odd(simple);
	title = hito_line_trim(text, title);
	if (title.start >= title.end || text.ptr[title.end - 1] == '#')
		return stop_odd(simple);
	simple->paragraph = false;
	if (!is_plain(text, title))
		return parse_marked(simple, line);
	heading.title_span = title;
	heading.title = hito_str_slice(text, title.start, title.end);
	return keep_heading(simple, &heading);
}

/* Where the paragraph that begins on the line ends. */
static uint32_t paragraph_end(const struct simple *simple)
{
	const struct hito_source *source = simple->input->source;
	uint32_t end = simple->line.end;
	uint32_t line;

	for (line = simple->number + 1; line <= source->line_count; line++) {
		struct hito_span span = hito_source_line_span(source, line);

		if (hito_line_is_blank(simple->text, span) ||
		    strchr("-#`", simple->text.ptr[span.start]))
			break;
		end = span.end;
	}
	return end;
}

/* "- [x]", whatever follows. */
static bool begins_task(struct hito_str item)
{
	return item.len >= TASK_SIZE - 1 && item.ptr[2] == '[' &&
	       (item.ptr[3] == ' ' || item.ptr[3] == 'x' ||
		item.ptr[3] == 'X') &&
	       item.ptr[4] == ']';
}

static bool add_item(struct simple *simple)
{
	struct hito_span line = simple->line;
	struct hito_str item =
		hito_str_slice(simple->text, line.start, line.end);
	struct hito_span text = {line.start + MARKER_SIZE, line.end};
	struct hito_task task = {.depth = 1};

	if (item.len <= MARKER_SIZE || item.ptr[1] != ' ')
		return stop_odd(simple);
	simple->paragraph = true;
	if (!begins_task(item))
		return is_prose(simple, text) || stop_odd(simple);
	text.start = line.start + TASK_SIZE;
	if (text.start >= line.end || item.ptr[TASK_SIZE - 1] != ' ' ||
	    (!is_word(item.ptr[TASK_SIZE]) && !is_prose(simple, text)))
		return stop_odd(simple);
	if (!is_plain(simple->text, text)) {
		line.end = paragraph_end(simple);
		return parse_marked(simple, line);
	}
	task.done = item.ptr[3] != ' ';
	task.mark = line.start + 3;
	task.span = hito_line_trim(simple->text, text);
	task.text =
		hito_str_slice(simple->text, task.span.start, task.span.end);
	return keep_task(simple, &task);
}

static bool next_line_closes(struct simple *simple,
			     const struct hito_fence_line *open)
{
	struct hito_span line = hito_source_line_span(simple->input->source,
						      simple->number + 1);

	if (!hito_line_closes(simple->text, line, open))
		return false;
	simple->number++;
	simple->line = line;
	return true;
}

/*
 * The line that closes the fence; false when there is none. *out_single stays
 * true if no line before it may be a fence.
 */
static bool skip_content(struct simple *simple,
			 const struct hito_fence_line *open, bool *out_single)
{
	const struct hito_source *source = simple->input->source;
	struct hito_str text = simple->text;

	for (; simple->number < source->line_count; simple->number++) {
		uint32_t start = source->line_starts[simple->number];

		while (start < text.len && text.ptr[start] == ' ')
			start++;
		if (start >= text.len ||
		    (text.ptr[start] != '`' && text.ptr[start] != '~'))
			continue;
		if (next_line_closes(simple, open))
			return true;
		*out_single = false;
	}
	return false;
}

static bool add_fence(struct simple *simple)
{
	struct hito_outline *outline = simple->outline;
	struct hito_fence fence = {.closed = true, .single = true};
	struct hito_fence_line open;

	if (!hito_line_fence(simple->text, simple->line, &open))
		return stop_odd(simple);
	fence.info_span = open.info;
	fence.info =
		hito_str_slice(simple->text, open.info.start, open.info.end);
	fence.span.start = simple->line.start;
	if (simple->number < simple->input->source->line_count)
		fence.content.start =
			simple->input->source->line_starts[simple->number];
	if (!skip_content(simple, &open, &fence.single))
		return stop_odd(simple);
	fence.content.end = simple->line.start;
	fence.span.end = simple->line.end;
	simple->paragraph = false;
	if (!hito_reserve(simple->input->rows, simple->fences,
			  outline->fence_count, simple->fence_capacity))
		return stop_memory(simple);
	simple->fences[outline->fence_count++] = fence;
	return true;
}

/* Blank, or more of a paragraph. */
static bool take_indented(struct simple *simple)
{
	struct hito_span inside =
		hito_yaml_skip_blanks(simple->text, simple->line);

	if (inside.start >= inside.end) {
		simple->paragraph = false;
		return true;
	}
	return (simple->paragraph && is_prose(simple, inside)) ||
	       stop_odd(simple);
}

static bool take_line(struct simple *simple)
{
	struct hito_span line = simple->line;

	if (line.start >= line.end) {
		simple->paragraph = false;
		return true;
	}
	switch (simple->text.ptr[line.start]) {
	case ' ':
		return take_indented(simple);
	case '#':
		return add_heading(simple);
	case '-':
		return add_item(simple);
	case '`':
		if (!is_prose(simple, line))
			return add_fence(simple);
		break;
	default:
		if (!is_word(simple->text.ptr[line.start]) &&
		    !is_prose(simple, line))
			return stop_odd(simple);
	}
	simple->paragraph = true;
	return true;
}

/* Would md4c's limits, or what we hide from it, make a difference? */
static bool may_be_simple(const struct hito_markdown_input *input,
			  const struct hito_outline *outline)
{
	struct hito_str body = hito_str_slice(input->text, outline->body.start,
					      outline->body.end);

	return input->text.ptr == input->source->text.ptr &&
	       body.len <= HITO_LIMIT_MARKDOWN_EVENTS / EVENTS_OF_BYTE &&
	       hito_str_find_byte(body, '\t', 0) == SIZE_MAX;
}

/* Most files need no more. */
static bool make_rows(struct simple *simple)
{
	struct hito_arena *rows = simple->input->rows;

	simple->headings =
		hito_arena_bytes(rows, FIRST_ROWS * sizeof(*simple->headings));
	simple->fences =
		hito_arena_bytes(rows, FIRST_ROWS * sizeof(*simple->fences));
	simple->tasks =
		hito_arena_bytes(rows, FIRST_ROWS * sizeof(*simple->tasks));
	simple->heading_capacity = FIRST_ROWS;
	simple->fence_capacity = FIRST_ROWS;
	simple->task_capacity = FIRST_ROWS;
	return simple->headings && simple->fences && simple->tasks;
}

bool hito_simple_parse(const struct hito_markdown_input *input,
		       struct hito_outline *outline, bool *out_simple,
		       struct hito_err *err)
{
	const struct hito_source *source = input->source;
	struct hito_outline found = *outline;
	struct simple simple = {
		.input = input, .outline = &found, .text = input->text};
	bool good = true;

	*out_simple = false;
	if (outline->body.start >= outline->body.end) {
		*out_simple = true; /* nothing is in it */
		return true;
	}
	simple.number = hito_source_line(source, outline->body.start) - 1;
	if (!may_be_simple(input, outline) ||
	    outline->body.start != source->line_starts[simple.number])
		return true;
	if (!make_rows(&simple))
		return hito_err_memory(err);
	while (good && next_line(&simple))
		good = take_line(&simple);
	if (simple.no_memory)
		return hito_err_memory(err);
	if (simple.odd || (simple.label && simple.bracket))
		return true;
	found.headings = simple.headings;
	found.fences = simple.fences;
	found.tasks = simple.tasks;
	*outline = found;
	*out_simple = true;
	return true;
}
