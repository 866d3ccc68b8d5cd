/* SPDX-License-Identifier: MIT */
/* What every text has that a pattern matches: words of a class, a digit. */
#include "lint/language/read.h"

struct parser {
	struct hito_str regex;
	size_t at;
	struct hito_need (*need_of)(void *context, struct hito_str name,
				    bool is_word);
	void *context;
};

static const struct hito_need nothing = {0, 0};
static const struct hito_need a_digit = {HITO_HAS_DIGIT, 0};

static struct hito_need choices(struct parser *parser);

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

static struct hito_need group(struct parser *parser)
{
	struct hito_need need;
	bool around;

	parser->at++;
	around = looks_around(parser);
	need = choices(parser);
	parser->at++;
	return around ? nothing : need;
}

/* "[0-9]" is a digit, "[0-9a-f]" is not. */
static struct hito_need class(struct parser *parser)
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
	return digits ? a_digit : nothing;
}

static bool is_name(const struct parser *parser)
{
	return peek(parser, 0) == '{' && peek(parser, 1) >= 'a' &&
	       peek(parser, 1) <= 'z';
}

static struct hito_need name(struct parser *parser)
{
	size_t end = hito_str_find_byte(parser->regex, '}', parser->at);
	struct hito_str text =
		hito_str_slice(parser->regex, parser->at + 1, end);

	parser->at = end == SIZE_MAX ? parser->regex.len : end + 1;
	return parser->need_of(parser->context, text, false);
}

static bool is_letter(char byte)
{
	return byte >= 'a' && byte <= 'z';
}

/* A word of the pattern that is a whole word of the text, too. */
static struct hito_need word(struct parser *parser)
{
	size_t start = parser->at;
	char before = start ? parser->regex.ptr[start - 1] : ' ';
	char after;

	while (is_letter(peek(parser, 0)))
		parser->at++;
	after = peek(parser, 0);
	/* "weeks?": the last letter may be left out, and is a part by itself */
	if (after == '?' || after == '*' || after == '+' || after == '{') {
		if (parser->at > start + 1)
			parser->at--;
		return nothing;
	}
	if ((before != ' ' && before != '(' && before != '|' &&
	     before != ':') ||
	    (after && after != ' ' && after != ')' && after != '|'))
		return nothing;
	return parser->need_of(parser->context,
			       hito_str_slice(parser->regex, start, parser->at),
			       true);
}

static struct hito_need atom(struct parser *parser)
{
	char byte = peek(parser, 0);

	if (byte == '(')
		return group(parser);
	if (byte == '[')
		return class(parser);
	if (is_name(parser))
		return name(parser);
	if (is_letter(byte) && is_letter(peek(parser, 1)))
		return word(parser);
	parser->at += byte == '\\' ? 2 : 1;
	return is_digit(byte) ? a_digit : nothing;
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

static size_t bits(hito_classes classes)
{
	size_t count = 0;

	for (; classes; classes &= classes - 1)
		count++;
	return count;
}

/* Both: of two that may be, the rarer one is kept. */
static struct hito_need both(struct hito_need a, struct hito_need b)
{
	struct hito_need need = {a.all | b.all, a.any};

	if (!a.any || (b.any && bits(b.any) < bits(a.any)))
		need.any = b.any;
	return need;
}

/* One of the two, and nobody knows which. */
static struct hito_need either(struct hito_need a, struct hito_need b)
{
	hito_classes left = a.all ? a.all : a.any;
	hito_classes right = b.all ? b.all : b.any;

	return (struct hito_need){a.all & b.all,
				  left && right ? left | right : 0};
}

static struct hito_need sequence(struct parser *parser)
{
	struct hito_need need = nothing;

	while (peek(parser, 0) && peek(parser, 0) != '|' &&
	       peek(parser, 0) != ')') {
		struct hito_need one = atom(parser);

		if (!is_left_out(parser))
			need = both(need, one);
	}
	return need;
}

static struct hito_need choices(struct parser *parser)
{
	struct hito_need need = sequence(parser);

	while (peek(parser, 0) == '|') {
		parser->at++;
		need = either(need, sequence(parser));
	}
	return need;
}

struct hito_need hito_pattern_need(
	struct hito_str regex,
	struct hito_need (*need_of)(void *context, struct hito_str name,
				    bool is_word),
	void *context)
{
	struct parser parser = {regex, 0, need_of, context};

	return choices(&parser);
}
