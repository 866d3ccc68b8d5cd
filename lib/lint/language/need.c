/* SPDX-License-Identifier: MIT */
/* What every text has that a pattern matches: words of a class, a digit. */
#include "lint/language/read.h"

struct parser {
	struct hito_str regex;
	size_t at;
	hito_classes (*need)(void *context, struct hito_str name);
	void *context;
};

static hito_classes choices(struct parser *parser);

static char peek(const struct parser *parser, size_t ahead)
{
	return parser->at + ahead < parser->regex.len
		       ? parser->regex.ptr[parser->at + ahead]
		       : '\0';
}

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* Behind "(": "?:", "?<name>", or a look at what stands around. */
static bool looks_around(struct parser *parser)
{
	char kind = peek(parser, 1);

	if (peek(parser, 0) != '?')
		return false;
	if (kind == '=' || kind == '!')
		return true;
	if (kind == '<' && (peek(parser, 2) == '=' || peek(parser, 2) == '!'))
		return true;
	while (peek(parser, 0) && peek(parser, 0) != ':' &&
	       peek(parser, 0) != '>')
		parser->at++;
	parser->at++;
	return false;
}

static hito_classes group(struct parser *parser)
{
	hito_classes needs;
	bool around;

	parser->at++;
	around = looks_around(parser);
	needs = choices(parser);
	parser->at++;
	return around ? 0 : needs;
}

/* "[0-9]" is a digit, "[0-9a-f]" is not. */
static hito_classes class(struct parser *parser)
{
	bool digits = true;

	for (parser->at++; peek(parser, 0) && peek(parser, 0) != ']';
	     parser->at++) {
		if (peek(parser, 0) == '\\')
			parser->at++;
		if (!is_digit(peek(parser, 0)) && peek(parser, 0) != '-')
			digits = false;
	}
	parser->at++;
	return digits ? HITO_HAS_DIGIT : 0;
}

static bool is_name(const struct parser *parser)
{
	return peek(parser, 0) == '{' && peek(parser, 1) >= 'a' &&
	       peek(parser, 1) <= 'z';
}

static hito_classes name(struct parser *parser)
{
	size_t end = hito_str_find_byte(parser->regex, '}', parser->at);
	struct hito_str text =
		hito_str_slice(parser->regex, parser->at + 1, end);

	parser->at = end == SIZE_MAX ? parser->regex.len : end + 1;
	return parser->need(parser->context, text);
}

static hito_classes atom(struct parser *parser)
{
	char byte = peek(parser, 0);

	if (byte == '(')
		return group(parser);
	if (byte == '[')
		return class(parser);
	if (is_name(parser))
		return name(parser);
	parser->at += byte == '\\' ? 2 : 1;
	return is_digit(byte) ? HITO_HAS_DIGIT : 0;
}

/* May what is before be left out? "?", "*", "{0,3}" */
static bool is_left_out(struct parser *parser)
{
	bool optional = peek(parser, 0) == '?' || peek(parser, 0) == '*' ||
			(peek(parser, 0) == '{' && peek(parser, 1) == '0');

	if (peek(parser, 0) == '{' && is_digit(peek(parser, 1))) {
		while (peek(parser, 0) && peek(parser, 0) != '}')
			parser->at++;
		parser->at++;
	} else if (optional || peek(parser, 0) == '+') {
		parser->at++;
	} else {
		return false;
	}
	if (peek(parser, 0) == '?' || peek(parser, 0) == '+')
		parser->at++; /* lazy, possessive */
	return optional;
}

static hito_classes sequence(struct parser *parser)
{
	hito_classes needs = 0;

	while (peek(parser, 0) && peek(parser, 0) != '|' &&
	       peek(parser, 0) != ')') {
		hito_classes one = atom(parser);

		if (!is_left_out(parser))
			needs |= one;
	}
	return needs;
}

static hito_classes choices(struct parser *parser)
{
	hito_classes needs = sequence(parser);

	while (peek(parser, 0) == '|') {
		parser->at++;
		needs &= sequence(parser);
	}
	return needs;
}

hito_classes hito_pattern_needs(struct hito_str regex,
				hito_classes (*need)(void *context,
						     struct hito_str name),
				void *context)
{
	struct parser parser = {regex, 0, need, context};

	return choices(&parser);
}
