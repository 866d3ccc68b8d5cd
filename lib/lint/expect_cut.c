/* SPDX-License-Identifier: MIT */
/* Taking an entry of expect: away, and nothing beside it. */
#include "lint/expect.h"

#include <string.h>

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t';
}

static bool is_white(char byte)
{
	return is_blank(byte) || byte == '\r' || byte == '\n';
}

/* The lines of a span, when there is nothing else on them. */
static bool cut_lines(struct hito_str text, struct hito_span span,
		      struct hito_span *out)
{
	uint32_t start = span.start, end = span.end;

	while (start > 0 && is_blank(text.ptr[start - 1]))
		start--;
	if (start > 0 && text.ptr[start - 1] != '\n')
		return false;
	while (end < text.len && is_blank(text.ptr[end]))
		end++;
	if (end + 1 < text.len && text.ptr[end] == '\r' &&
	    text.ptr[end + 1] == '\n')
		end++;
	if (end < text.len && text.ptr[end] != '\n')
		return false;
	*out = (struct hito_span){start, end + (end < text.len)};
	return true;
}

/*
 * One of several between brackets, with the comma behind it, else with the one
 * before it. open and close are the brackets; skip says what may stand between.
 */
static bool cut_between(struct hito_str text, struct hito_span span,
			const char *brackets, bool (*skip)(char),
			struct hito_span *out)
{
	uint32_t start = span.start, end = span.end;

	while (start > 0 && skip(text.ptr[start - 1]))
		start--;
	while (end < text.len && skip(text.ptr[end]))
		end++;
	if (start == 0 || end == text.len ||
	    (text.ptr[start - 1] != brackets[0] && text.ptr[start - 1] != ','))
		return false;
	if (text.ptr[end] == ',') {
		for (end++; end < text.len && skip(text.ptr[end]); end++)
			;
		*out = (struct hito_span){span.start, end};
		return true;
	}
	if (text.ptr[end] != brackets[1])
		return false;
	*out = text.ptr[start - 1] == ','
		       ? (struct hito_span){start - 1, span.end}
		       : span;
	return true;
}

static bool stands_alone(struct hito_str text, uint32_t at)
{
	while (at > 0 && is_blank(text.ptr[at - 1]))
		at--;
	return at == 0 || text.ptr[at - 1] == '\n';
}

bool hito_expectation_cut(const struct hito_expectation *expectation,
			  bool whole, struct hito_span *out_span)
{
	const struct hito_value *value = expectation->value;
	const struct hito_source *source = hito_lint_source(expectation->item);
	struct hito_str list = hito_source_text(source, value->span);
	struct hito_str text = source->text;
	struct hito_span span;

	/* A comment may hold brackets and commas. */
	if (whole || !expectation->entry) {
		span = value->entry;
		if (stands_alone(text, span.start))
			return cut_lines(text, span, out_span);
		return cut_between(text, span, "{}", is_blank, out_span);
	}
	span = expectation->entry->span;
	if (value->node->style != HITO_YAML_FLOW)
		return cut_lines(text, span, out_span);
	return !memchr(list.ptr, '#', list.len) &&
	       cut_between(text, span, "[]", is_white, out_span);
}
