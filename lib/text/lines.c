/* SPDX-License-Identifier: MIT */
/* Lines of Markdown by their looks. */
#include "text/lines.h"

#include <string.h>

#include "text/yaml.h"

#define INDENT_LIMIT 3
#define LEVEL_LIMIT 6
#define FENCE_SIZE 3

/* Steps over the lines of paragraphs that take about a second. */
#define TANGLE_LIMIT 2000000000
/* A text whose length times itself is no more. */
#define SHORT_TEXT 44721

struct hito_span hito_line_trim(struct hito_str text, struct hito_span line)
{
	line = hito_yaml_skip_blanks(text, line);
	while (line.end > line.start &&
	       hito_yaml_is_blank(text.ptr[line.end - 1]))
		line.end--;
	return line;
}

bool hito_line_is_blank(struct hito_str text, struct hito_span line)
{
	line = hito_yaml_skip_blanks(text, line);
	return line.start >= line.end;
}

/* Skip up to three spaces; false when more indentation follows. */
static bool skip_indent(struct hito_str text, struct hito_span *line)
{
	uint32_t first = line->start;

	while (line->start < line->end && text.ptr[line->start] == ' ')
		line->start++;
	return line->start - first <= INDENT_LIMIT;
}

/* How many of the character the line begins with. */
static uint32_t count_run(struct hito_str text, struct hito_span line,
			  char character)
{
	uint32_t count = 0;

	while (line.start + count < line.end &&
	       text.ptr[line.start + count] == character)
		count++;
	return count;
}

unsigned hito_line_heading(struct hito_str text, struct hito_span line,
			   struct hito_span *out_title)
{
	uint32_t level;
	uint32_t end;

	if (!skip_indent(text, &line))
		return 0;
	level = count_run(text, line, '#');
	line.start += level;
	if (level < 1 || level > LEVEL_LIMIT ||
	    (line.start < line.end &&
	     !hito_yaml_is_blank(text.ptr[line.start])))
		return 0;
	line = hito_line_trim(text, line);
	end = line.end;
	while (end > line.start && text.ptr[end - 1] == '#')
		end--;
	if (end == line.start || hito_yaml_is_blank(text.ptr[end - 1]))
		line.end = end;
	*out_title = hito_line_trim(text, line);
	return level;
}

unsigned hito_line_underline(struct hito_str text, struct hito_span line)
{
	char character;

	if (!skip_indent(text, &line))
		return 0;
	line = hito_line_trim(text, line);
	if (line.start >= line.end)
		return 0;
	character = text.ptr[line.start];
	if ((character != '=' && character != '-') ||
	    count_run(text, line, character) != line.end - line.start)
		return 0;
	return character == '=' ? 1 : 2;
}

bool hito_line_fence(struct hito_str text, struct hito_span line,
		     struct hito_fence_line *out_fence)
{
	char character;

	line = hito_yaml_skip_blanks(text, line);
	if (line.start >= line.end)
		return false;
	character = text.ptr[line.start];
	if (character != '`' && character != '~')
		return false;
	out_fence->character = character;
	out_fence->size = count_run(text, line, character);
	if (out_fence->size < FENCE_SIZE)
		return false;
	line.start += out_fence->size;
	out_fence->info = hito_line_trim(text, line);
	return character == '~' ||
	       !memchr(text.ptr + line.start, '`', line.end - line.start);
}

bool hito_line_closes(struct hito_str text, struct hito_span line,
		      const struct hito_fence_line *fence)
{
	uint32_t size;

	if (!skip_indent(text, &line))
		return false;
	size = count_run(text, line, fence->character);
	line.start += size;
	return size >= fence->size && hito_line_is_blank(text, line);
}

/* The bytes of a quote or list marker at the start; 0 for none. */
static uint32_t count_marker(struct hito_str text, struct hito_span line)
{
	uint32_t at = line.start;

	if (at >= line.end)
		return 0;
	if (text.ptr[at] == '>')
		return 1;
	if (strchr("-+*", text.ptr[at])) {
		at++;
	} else {
		while (at < line.end && text.ptr[at] >= '0' &&
		       text.ptr[at] <= '9')
			at++;
		if (at == line.start || at >= line.end ||
		    !strchr(".)", text.ptr[at]))
			return 0;
		at++;
	}
	if (at < line.end && !hito_yaml_is_blank(text.ptr[at]))
		return 0;
	return at - line.start;
}

struct hito_span hito_line_inside(struct hito_str text, struct hito_span line)
{
	uint32_t marker;

	line = hito_yaml_skip_blanks(text, line);
	while ((marker = count_marker(text, line)) > 0) {
		line.start += marker;
		line = hito_yaml_skip_blanks(text, line);
	}
	return line;
}

void hito_line_blank(struct hito_str text, struct hito_span span)
{
	char *bytes = (char *)(uintptr_t)text.ptr;

	for (; span.start < span.end; span.start++) {
		if (bytes[span.start] != '\n' && bytes[span.start] != '\r')
			bytes[span.start] = ' ';
	}
}

/* A fence with nothing but blanks behind it: these blanks; else empty. */
static struct hito_span find_odd(struct hito_str text, struct hito_span line)
{
	struct hito_span empty = {line.end, line.end};

	if (!memchr(text.ptr + line.start, '\t', line.end - line.start))
		return empty;
	line = hito_line_inside(text, line);
	if (line.start >= line.end || !strchr("`~", text.ptr[line.start]))
		return empty;
	line.start += count_run(text, line, text.ptr[line.start]);
	return hito_line_is_blank(text, line) ? line : empty;
}

bool hito_line_hide_odd(struct hito_arena *arena, struct hito_str *text)
{
	struct hito_str copy = {NULL, 0};
	struct hito_span line;
	uint32_t at = 0;

	if (!memchr(text->ptr, '\t', text->len))
		return true;
	while (hito_yaml_next_line(*text, (uint32_t)text->len, &at, &line)) {
		struct hito_span odd = find_odd(*text, line);

		if (odd.start >= odd.end)
			continue;
		if (!copy.ptr)
			copy = hito_arena_copy(arena, *text);
		if (!copy.ptr)
			return false;
		hito_line_blank(copy, odd);
	}
	if (copy.ptr)
		*text = copy;
	return true;
}

/* A bullet with text behind it ends a paragraph, whatever stands above. */
static bool begins_item(struct hito_str text, struct hito_span line)
{
	return skip_indent(text, &line) && line.end - line.start > 2 &&
	       strchr("-+*", text.ptr[line.start]) &&
	       text.ptr[line.start + 1] == ' ' &&
	       !hito_yaml_is_blank(text.ptr[line.start + 2]);
}

static uint64_t count_bytes(struct hito_str text, char byte)
{
	uint64_t count = 0;
	size_t at = 0;

	while ((at = hito_str_find_byte(text, byte, at)) != SIZE_MAX) {
		count++;
		at++;
	}
	return count;
}

bool hito_line_is_tangled(struct hito_str text)
{
	uint64_t lines = 0;
	uint64_t brackets = 0;
	uint64_t sum = 0;
	struct hito_span line;
	uint32_t at = 0;

	/* Were every byte a bracket or a line, it could still be little work.
	 */
	if (text.len <= SHORT_TEXT ||
	    count_bytes(text, '[') * text.len <= TANGLE_LIMIT)
		return false;
	while (hito_yaml_next_line(text, (uint32_t)text.len, &at, &line)) {
		if (hito_line_is_blank(text, line) || begins_item(text, line)) {
			sum += lines * brackets;
			lines = brackets = 0;
		}
		lines++;
		for (; line.start < line.end; line.start++)
			brackets += text.ptr[line.start] == '[';
	}
	return sum + lines * brackets > TANGLE_LIMIT;
}
