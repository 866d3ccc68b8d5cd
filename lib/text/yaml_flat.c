/* SPDX-License-Identifier: MIT */
/*
 * The YAML of one line: "key: plain text # comment", "key: 'text'",
 * "key:". What is read here is what libyaml would read; whatever is not
 * plainly so is left to it.
 */
#include "text/yaml.h"

#include <string.h>

#include "base/utf8.h"

#define KEY_LIMIT 256

/* Nothing, or a blank, at the offset. */
static bool is_gap(struct hito_str text, uint32_t at, uint32_t end)
{
	return at >= end || hito_yaml_is_blank(text.ptr[at]);
}

bool hito_yaml_next_line(struct hito_str text, uint32_t end, uint32_t *at,
			 struct hito_span *out_line)
{
	const char *feed;

	if (*at >= end)
		return false;
	feed = memchr(text.ptr + *at, '\n', end - *at);
	out_line->start = *at;
	out_line->end = feed ? (uint32_t)(feed - text.ptr) : end;
	*at = feed ? out_line->end + 1 : end;
	if (feed && out_line->end > out_line->start &&
	    text.ptr[out_line->end - 1] == '\r')
		out_line->end--;
	return true;
}

/* The offset behind printable characters of ASCII, which nearly all are. */
static uint32_t skip_printable(struct hito_str text, uint32_t at, uint32_t end)
{
	for (; at < end && text.len - at >= HITO_WIDE; at += HITO_WIDE) {
		unsigned odd = hito_wide_bits(
			hito_wide_odd(hito_wide_load(text.ptr + at)));

		if (!odd)
			continue;
		at += (uint32_t)__builtin_ctz(odd);
		return at < end ? at : end;
	}
	while (at < end && text.ptr[at] >= ' ' && text.ptr[at] <= '~')
		at++;
	return at < end ? at : end;
}

/*
 * Characters that libyaml takes as they are: no line ends of its own (CR,
 * NEL, LS, PS), no controls, no byte order mark.
 */
static bool is_simple(struct hito_str text, struct hito_span span)
{
	uint32_t at = span.start;

	while ((at = skip_printable(text, at, span.end)) < span.end) {
		size_t size;
		bool valid;
		uint32_t code = hito_utf8_at(text, at, &size, &valid);

		if ((code < 0x20 && code != '\t') ||
		    (code > 0x7e && code < 0xa0) || code == 0x2028 ||
		    code == 0x2029 || code == 0xfeff || code == 0xfffe ||
		    code == 0xffff)
			return false;
		at += (uint32_t)size;
	}
	return true;
}

bool hito_yaml_is_dash(struct hito_str text, struct hito_span line)
{
	uint32_t at = line.start + 1;

	if (line.start >= line.end || text.ptr[line.start] != '-' ||
	    !is_gap(text, at, line.end))
		return false;
	while (at < line.end && text.ptr[at] == ' ')
		at++;
	return at >= line.end || text.ptr[at] != '\t';
}

bool hito_yaml_is_marker(struct hito_str text, struct hito_span line)
{
	return line.end - line.start >= 3 &&
	       (memcmp(text.ptr + line.start, "---", 3) == 0 ||
		memcmp(text.ptr + line.start, "...", 3) == 0) &&
	       is_gap(text, line.start + 3, line.end);
}

static bool is_letter(char byte)
{
	return ((unsigned char)byte | 0x20u) - 'a' <= 'z' - 'a' ||
	       (unsigned char)byte >= 0x80;
}

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* Can a plain scalar begin here? */
static bool is_plain_start(struct hito_str text, uint32_t at, uint32_t end)
{
	if (is_gap(text, at, end))
		return false;
	if (is_letter(text.ptr[at]) || is_digit(text.ptr[at])) /* most do */
		return true;
	if (strchr("-?:", text.ptr[at]))
		return !is_gap(text, at + 1, end);
	return !memchr(",[]{}#&*!|>'\"%@`", text.ptr[at], 17);
}

bool hito_yaml_is_comment(struct hito_str text, uint32_t at, uint32_t end)
{
	return is_gap(text, at + 1, end) || text.ptr[at + 1] == '#';
}

static uint32_t skip_blanks(struct hito_str text, uint32_t at, uint32_t end)
{
	while (at < end && hito_yaml_is_blank(text.ptr[at]))
		at++;
	return at;
}

static uint32_t trim_blanks(struct hito_str text, uint32_t start, uint32_t end)
{
	while (end > start && hito_yaml_is_blank(text.ptr[end - 1]))
		end--;
	return end;
}

/* The offset behind the quote that closes the one at at; 0 for none. */
static uint32_t skip_quoted(struct hito_str text, uint32_t at, uint32_t end)
{
	char quote = text.ptr[at++];

	for (; at < end; at++) {
		if (quote == '"' && text.ptr[at] == '\\') {
			at++;
		} else if (text.ptr[at] == quote) {
			if (quote == '"' || at + 1 >= end ||
			    text.ptr[at + 1] != quote)
				return at + 1;
			at++;
		}
	}
	return 0;
}

/* Brackets of a line from the first: the offset behind the last; 0: open. */
static uint32_t skip_brackets(struct hito_str text, struct hito_span span)
{
	uint32_t at = span.start;
	unsigned open = 0;

	while (at < span.end) {
		char byte = text.ptr[at];

		if (byte == '"' || byte == '\'') {
			uint32_t behind = skip_quoted(text, at, span.end);

			/* an apostrophe, if nothing closes it */
			at = behind ? behind : at + 1;
			continue;
		}
		at++;
		if (byte == '[' || byte == '{')
			open++;
		else if ((byte == ']' || byte == '}') && --open == 0)
			return at;
	}
	return 0;
}

uint32_t hito_yaml_skip_opened(struct hito_str text, struct hito_span span)
{
	if (text.ptr[span.start] == '"' || text.ptr[span.start] == '\'')
		return skip_quoted(text, span.start, span.end);
	return skip_brackets(text, span);
}

static bool split_quoted(struct hito_str text, struct hito_span line,
			 struct hito_yaml_head *out_head)
{
	uint32_t behind = skip_quoted(text, line.start, line.end);
	uint32_t colon;

	if (!behind)
		return false;
	colon = skip_blanks(text, behind, line.end);
	if (colon >= line.end || text.ptr[colon] != ':' ||
	    !is_gap(text, colon + 1, line.end))
		return false;
	out_head->key = (struct hito_span){line.start, behind};
	out_head->rest = colon + 1;
	out_head->quoted = true;
	return true;
}

bool hito_yaml_split(struct hito_str text, struct hito_span line,
		     struct hito_yaml_head *out_head)
{
	uint32_t at = line.start;

	if (at < line.end && strchr("'\"", text.ptr[at]))
		return text.ptr[at] && split_quoted(text, line, out_head);
	if (!is_plain_start(text, at, line.end) ||
	    hito_yaml_is_marker(text, line))
		return false;
	for (; (at = hito_yaml_skip_text(text, at, line.end)) < line.end;
	     at++) {
		if (text.ptr[at] == '#' && hito_yaml_is_blank(text.ptr[at - 1]))
			return false;
		if (text.ptr[at] == ':' && is_gap(text, at + 1, line.end))
			break;
	}
	if (at >= line.end)
		return false;
	out_head->key.start = line.start;
	out_head->key.end = trim_blanks(text, line.start, at);
	out_head->rest = at + 1;
	out_head->quoted = false;
	return out_head->key.end - out_head->key.start <= KEY_LIMIT &&
	       is_simple(text, out_head->key);
}

struct hito_span hito_yaml_empty_span(struct hito_str text,
				      struct hito_span rest)
{
	if (rest.start < rest.end && hito_yaml_is_blank(text.ptr[rest.start]))
		rest.start++;
	rest.end = rest.start;
	return rest;
}

static void set_scalar(struct hito_yaml *value, enum hito_yaml_style style,
		       struct hito_span span, struct hito_str text)
{
	*value = (struct hito_yaml){.kind = HITO_YAML_SCALAR,
				    .style = style,
				    .span = span,
				    .text = text};
}

static bool flat_quoted(struct hito_str text, struct hito_span rest,
			struct hito_yaml *out_value)
{
	char quote = text.ptr[rest.start];
	uint32_t close = rest.start + 1;
	struct hito_span inner;
	uint32_t next;

	while (close < rest.end && text.ptr[close] != quote) {
		if (quote == '"' && text.ptr[close] == '\\')
			return false;
		close++;
	}
	if (close >= rest.end || !is_gap(text, close + 1, rest.end))
		return false;
	next = skip_blanks(text, close + 1, rest.end);
	if (next < rest.end && text.ptr[next] != '#')
		return false;
	inner = (struct hito_span){rest.start + 1, close};
	if (!is_simple(text, inner) ||
	    !is_simple(text, (struct hito_span){next, rest.end}))
		return false;
	set_scalar(out_value,
		   quote == '"' ? HITO_YAML_DOUBLE_QUOTED
				: HITO_YAML_SINGLE_QUOTED,
		   (struct hito_span){rest.start, close + 1},
		   hito_str_slice(text, inner.start, inner.end));
	return true;
}

static bool flat_plain(struct hito_str text, struct hito_span rest,
		       struct hito_yaml *out_value)
{
	uint32_t at;
	struct hito_span span;

	if (!is_plain_start(text, rest.start, rest.end))
		return false;
	for (at = rest.start;
	     (at = hito_yaml_skip_text(text, at, rest.end)) < rest.end; at++) {
		if (text.ptr[at] == ':' && is_gap(text, at + 1, rest.end))
			return false;
		if (text.ptr[at] != '#' || at == rest.start ||
		    !hito_yaml_is_blank(text.ptr[at - 1]))
			continue;
		if (!hito_yaml_is_comment(text, at, rest.end))
			return false;
		break;
	}
	span.start = rest.start;
	span.end = trim_blanks(text, rest.start, at);
	set_scalar(out_value, HITO_YAML_PLAIN, span,
		   hito_str_slice(text, span.start, span.end));
	return true;
}

bool hito_yaml_flat(struct hito_str text, struct hito_span rest,
		    struct hito_yaml *out_value)
{
	struct hito_span empty = hito_yaml_empty_span(text, rest);

	if (!is_simple(text, rest))
		return false;
	rest.start = skip_blanks(text, rest.start, rest.end);
	if (rest.start >= rest.end ||
	    (text.ptr[rest.start] == '#' &&
	     hito_yaml_is_comment(text, rest.start, rest.end))) {
		set_scalar(out_value, HITO_YAML_PLAIN, empty, HITO_STR(""));
		return true;
	}
	if (text.ptr[rest.start] == '"' || text.ptr[rest.start] == '\'')
		return flat_quoted(text, rest, out_value);
	return flat_plain(text, rest, out_value);
}

static inline uint32_t words(struct hito_str text, uint32_t at, uint32_t end,
			     struct hito_yaml *out)
{
	uint32_t stop;

	while (at < end && text.ptr[at] == ' ')
		at++;
	if (at >= end || (!is_letter(text.ptr[at]) && !is_digit(text.ptr[at])))
		return 0;
	for (stop = at;; stop++) {
		stop = hito_yaml_skip_text(text, stop, end);
		/* a colon may stand in a text that goes on behind it */
		if (stop + 1 >= end || text.ptr[stop] != ':' ||
		    (unsigned char)text.ptr[stop + 1] <= ' ')
			break;
	}
	if (stop < end && text.ptr[stop] != '\n')
		return 0;
	out->kind = HITO_YAML_SCALAR;
	out->style = HITO_YAML_PLAIN;
	out->bare = true;
	out->span.start = at;
	out->span.end = trim_blanks(text, at, stop);
	out->text.ptr = text.ptr + at;
	out->text.len = out->span.end - at;
	out->entries = NULL;
	out->count = 0;
	return stop < end ? stop + 1 : end;
}

uint32_t hito_yaml_words(struct hito_str text, uint32_t at, uint32_t end,
			 struct hito_yaml *out_value)
{
	return words(text, at, end, out_value);
}

uint32_t hito_yaml_pair(struct hito_str text, uint32_t at, uint32_t end,
			struct hito_yaml_entry *out_entry)
{
	uint32_t colon, next;

	if (at >= end || !is_letter(text.ptr[at]))
		return 0;
	colon = hito_yaml_skip_text(text, at, end);
	if (colon + 1 >= end || colon - at > KEY_LIMIT ||
	    text.ptr[colon] != ':' || text.ptr[colon + 1] != ' ' ||
	    text.ptr[colon - 1] == ' ')
		return 0;
	next = words(text, colon + 2, end, &out_entry->value);
	if (!next)
		return 0;
	out_entry->key = (struct hito_str){text.ptr + at, colon - at};
	out_entry->key_span.start = out_entry->span.start = at;
	out_entry->key_span.end = colon;
	out_entry->span.end = out_entry->value.span.end;
	out_entry->readable = true;
	return next;
}

struct hito_span hito_yaml_rest(struct hito_str text, struct hito_span rest)
{
	uint32_t at;

	rest.start = skip_blanks(text, rest.start, rest.end);
	for (at = rest.start; at < rest.end; at++) {
		if (text.ptr[at] == '#' &&
		    (at == rest.start ||
		     hito_yaml_is_blank(text.ptr[at - 1])) &&
		    hito_yaml_is_comment(text, at, rest.end))
			break;
	}
	rest.end = trim_blanks(text, rest.start, at);
	return rest;
}

bool hito_yaml_is_cut(struct hito_str text, struct hito_span rest)
{
	uint32_t at;

	rest = hito_yaml_rest(text, rest);
	if (rest.start >= rest.end)
		return false;
	if (text.ptr[rest.start] == '#')
		return true;
	if (!is_plain_start(text, rest.start, rest.end))
		return false;
	for (at = rest.start + 1; at < rest.end; at++) {
		if (text.ptr[at] == ':' && is_gap(text, at + 1, rest.end))
			return false;
		if (text.ptr[at] == '#' && hito_yaml_is_blank(text.ptr[at - 1]))
			return true;
	}
	return false;
}

/* Would the text, put behind "key: ", come back as itself? */
static bool is_plain_safe(struct hito_str text)
{
	struct hito_span all = {0, (uint32_t)text.len};
	struct hito_yaml value;
	size_t at = 0;

	if (text.len == 0 || text.len > UINT32_MAX || text.ptr[0] == ' ' ||
	    text.ptr[0] == '\t' || hito_str_is(text, "<<") ||
	    hito_utf8_invalid(text, 0) != SIZE_MAX)
		return false;
	while (at < text.len) {
		size_t size;
		uint32_t code = hito_utf8_at(text, at, &size, NULL);

		if (hito_utf8_is_bidi(code) || hito_utf8_is_zero_width(code))
			return false;
		at += size;
	}
	return hito_yaml_flat(text, all, &value) &&
	       value.style == HITO_YAML_PLAIN && value.text.len == text.len;
}

/* Writes at most 6 bytes for a character that needs an escape; else 0. */
static size_t escape(uint32_t code, char out[8])
{
	static const char digits[] = "0123456789ABCDEF";
	static const char named[] = "\"\"\\\\\nn\tt\rr";
	size_t i;

	for (i = 0; i + 1 < sizeof(named); i += 2) {
		if (code == (unsigned char)named[i]) {
			out[0] = '\\';
			out[1] = named[i + 1];
			return 2;
		}
	}
	if (!hito_utf8_is_control(code) && !hito_utf8_is_bidi(code) &&
	    !hito_utf8_is_zero_width(code) && code != 0x2028 &&
	    code != 0x2029 && code != 0xfffe && code != 0xffff)
		return 0;
	out[0] = '\\';
	out[1] = 'u';
	for (i = 0; i < 4; i++)
		out[2 + i] = digits[(code >> (12 - 4 * i)) & 15];
	return 6;
}

struct hito_str hito_yaml_quote(struct hito_arena *arena, struct hito_str text)
{
	struct hito_str quoted = {NULL, 0};
	size_t used = 0;
	size_t at = 0;
	char *out;

	if (is_plain_safe(text))
		return hito_arena_copy(arena, text);
	out = hito_arena_alloc(arena, text.len + 1, 6);
	if (!out)
		return quoted;
	out[used++] = '"';
	while (at < text.len) {
		size_t size;
		uint32_t code = hito_utf8_at(text, at, &size, NULL);
		char bytes[8];
		size_t len = escape(code, bytes);

		if (len == 0)
			len = hito_utf8_encode(code, bytes);
		memcpy(out + used, bytes, len);
		used += len;
		at += size;
	}
	out[used++] = '"';
	quoted.ptr = out;
	quoted.len = used;
	return quoted;
}
