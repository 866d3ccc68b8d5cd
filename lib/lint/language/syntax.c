/* SPDX-License-Identifier: MIT */
/*
 * The syntax of patterns, as far as a net of them needs it: which letters may
 * follow each other. What it does not know may be anything.
 */
#include <string.h>

#include "base/utf8.h"
#include "lint/language/syntax.h"

#define DEPTH 60

struct parser {
	struct hito_arena *arena;
	struct hito_syntax *out;
	struct hito_str text;
	size_t at;
	int depth;
	bool failed;
};

static struct hito_syntax_node *choices(struct parser *parser);

static char peek(const struct parser *parser, size_t ahead)
{
	return parser->at + ahead < parser->text.len
		       ? parser->text.ptr[parser->at + ahead]
		       : '\0';
}

static bool take(struct parser *parser, const char *text)
{
	size_t len = strlen(text);

	if (parser->text.len - parser->at < len ||
	    memcmp(parser->text.ptr + parser->at, text, len) != 0)
		return false;
	parser->at += len;
	return true;
}

static struct hito_syntax_node *node(struct parser *parser,
				     enum hito_syntax_kind kind)
{
	static struct hito_syntax_node none;
	struct hito_syntax_node *made =
		hito_new(parser->arena, struct hito_syntax_node, 1);

	if (!made) {
		parser->failed = true;
		return &none;
	}
	made->kind = kind;
	return made;
}

static struct hito_syntax_node *letters(struct parser *parser, uint64_t set)
{
	struct hito_syntax_node *made = node(parser, HITO_SYNTAX_LETTERS);

	made->letters = set;
	return made;
}

/* The character here, and past it. */
static uint32_t character(struct parser *parser)
{
	size_t size = 1;
	uint32_t code = hito_utf8_at(parser->text, parser->at, &size, NULL);

	parser->at += size;
	return code;
}

/* Any sign is as good as any other: so are the bytes they begin with. */
static uint64_t letter_of(uint32_t code)
{
	return (uint64_t)1 << hito_letter_of(code < 0x80 ? (unsigned char)code
							 : 0xff);
}

/* "\x27", "\."; 0: it is no character that it stands for */
static uint32_t escaped(struct parser *parser)
{
	uint32_t code = 0;
	char byte = peek(parser, 1);
	int i;

	parser->at += 2;
	if (byte != 'x')
		return (byte >= 'a' && byte <= 'z') ||
				       (byte >= 'A' && byte <= 'Z') ||
				       (byte >= '0' && byte <= '9')
			       ? 0
			       : (unsigned char)byte;
	for (i = 0; i < 2; i++, parser->at++) {
		char digit = peek(parser, 0);

		if (digit >= '0' && digit <= '9')
			code = code * 16 + (uint32_t)(digit - '0');
		else if (digit >= 'a' && digit <= 'f')
			code = code * 16 + (uint32_t)(digit - 'a') + 10;
		else
			return 0;
	}
	return code;
}

/* A character of a class; 0 for what stands for others. */
static uint32_t member(struct parser *parser)
{
	return peek(parser, 0) == '\\' ? escaped(parser) : character(parser);
}

static struct hito_syntax_node *class(struct parser *parser)
{
	uint64_t set = 0;
	bool others, first = true;

	parser->at++;
	others = take(parser, "^");
	for (; peek(parser, 0) && (first || peek(parser, 0) != ']');
	     first = false) {
		uint32_t from = member(parser), to = from;

		if (peek(parser, 0) == '-' && peek(parser, 1) != ']') {
			parser->at++;
			to = member(parser);
		}
		if (!from || !to)
			return node(parser, HITO_SYNTAX_ANYTHING);
		for (; from <= to; from++)
			set |= letter_of(from);
	}
	parser->at++;
	if (!others)
		return letters(parser, set);
	/* One of many that a letter stands for is not all of them. */
	set &= ~((uint64_t)1 << HITO_LETTER_SIGN |
		 (uint64_t)1 << HITO_LETTER_OTHER);
	return letters(parser, HITO_LETTERS_TEXT & ~set);
}

static struct hito_str name_until(struct parser *parser, char end)
{
	size_t close = hito_str_find_byte(parser->text, end, parser->at);
	struct hito_str name = hito_str_slice(parser->text, parser->at, close);

	parser->at = close == SIZE_MAX ? parser->text.len : close + 1;
	return name;
}

/* What is called by a name later on. */
static void define(struct parser *parser, struct hito_str name,
		   struct hito_syntax_node *what)
{
	struct hito_syntax *out = parser->out;

	if (!hito_reserve(parser->arena, out->parts, out->part_count,
			  out->part_capacity)) {
		parser->failed = true;
		return;
	}
	out->parts[out->part_count++] = (struct hito_syntax_part){name, what};
}

/* The inside of a group and its end. */
static struct hito_syntax_node *inside(struct parser *parser)
{
	struct hito_syntax_node *made = choices(parser);

	if (!take(parser, ")"))
		parser->at = parser->text.len;
	return made;
}

static struct hito_syntax_node *looked_at(struct parser *parser)
{
	(void)inside(parser);
	return node(parser, HITO_SYNTAX_NOTHING);
}

static struct hito_syntax_node *group(struct parser *parser)
{
	struct hito_syntax_node *made;
	struct hito_str name;

	if (take(parser, "(*FAIL)"))
		return letters(parser, 0);
	if (take(parser, "(?(DEFINE)"))
		return looked_at(parser);
	if (take(parser, "(?&")) {
		made = node(parser, HITO_SYNTAX_CALL);
		made->name = name_until(parser, ')');
		return made;
	}
	if (take(parser, "(?!") || take(parser, "(?<!") || take(parser, "(?<="))
		return looked_at(parser);
	if (take(parser, "(?=")) {
		made = node(parser, HITO_SYNTAX_AHEAD);
		made->list = inside(parser);
		return made;
	}
	if (take(parser, "(?<")) {
		name = name_until(parser, '>');
		made = inside(parser);
		define(parser, name, made);
		return made;
	}
	if (take(parser, "(?:"))
		return inside(parser);
	if (peek(parser, 1) == '?' || peek(parser, 1) == '*') {
		parser->at++;
		(void)inside(parser);
		return node(parser, HITO_SYNTAX_ANYTHING);
	}
	parser->at++;
	return inside(parser);
}

static struct hito_syntax_node *atom(struct parser *parser)
{
	uint32_t code;

	switch (peek(parser, 0)) {
	case '(':
		return group(parser);
	case '[':
		return class(parser);
	case '.':
		parser->at++;
		return letters(parser, HITO_LETTERS_TEXT);
	case '^':
		parser->at++;
		return node(parser, HITO_SYNTAX_START);
	case '$':
		parser->at++;
		return node(parser, HITO_SYNTAX_END);
	case '\\':
		code = escaped(parser);
		return code ? letters(parser, letter_of(code))
			    : node(parser, HITO_SYNTAX_ANYTHING);
	default:
		return letters(parser, letter_of(character(parser)));
	}
}

static unsigned number(struct parser *parser)
{
	unsigned value = 0;

	for (; peek(parser, 0) >= '0' && peek(parser, 0) <= '9'; parser->at++)
		value = value > 999 ? value
				    : value * 10 +
					      (unsigned)(peek(parser, 0) - '0');
	return value;
}

/* "?", "*", "+", "{2}", "{1,3}"; false: there is none. */
static bool repeat(struct parser *parser, unsigned *min, unsigned *max)
{
	*min = *max = 1;
	if (take(parser, "?")) {
		*min = 0;
	} else if (take(parser, "*")) {
		*min = 0;
		*max = HITO_SYNTAX_ENDLESS;
	} else if (take(parser, "+")) {
		*max = HITO_SYNTAX_ENDLESS;
	} else if (peek(parser, 0) == '{' && peek(parser, 1) >= '0' &&
		   peek(parser, 1) <= '9') {
		parser->at++;
		*min = *max = number(parser);
		if (take(parser, ","))
			*max = peek(parser, 0) == '}' ? HITO_SYNTAX_ENDLESS
						      : number(parser);
		if (!take(parser, "}"))
			parser->failed = true;
	} else {
		return false;
	}
	if (!take(parser, "?"))
		(void)take(parser, "+");
	return true;
}

static void append(struct hito_syntax_node *to, struct hito_syntax_node *what)
{
	if (to->last)
		to->last->next = what;
	else
		to->list = what;
	to->last = what;
}

static struct hito_syntax_node *sequence(struct parser *parser)
{
	struct hito_syntax_node *made = node(parser, HITO_SYNTAX_SEQUENCE);

	while (parser->at < parser->text.len && peek(parser, 0) != '|' &&
	       peek(parser, 0) != ')' && !parser->failed) {
		struct hito_syntax_node *one = atom(parser);
		/* By itself: a part that is called stands in one place. */
		struct hito_syntax_node *item =
			node(parser, HITO_SYNTAX_REPEAT);

		item->list = one;
		(void)repeat(parser, &item->min, &item->max);
		append(made, item);
	}
	return made;
}

static struct hito_syntax_node *choices(struct parser *parser)
{
	struct hito_syntax_node *made = node(parser, HITO_SYNTAX_CHOICE);

	if (++parser->depth > DEPTH)
		parser->failed = true;
	do {
		append(made, sequence(parser));
	} while (!parser->failed && take(parser, "|"));
	parser->depth--;
	return made;
}

bool hito_syntax_read(struct hito_arena *arena, struct hito_str text,
		      struct hito_syntax *out)
{
	struct parser parser = {.arena = arena, .out = out, .text = text};

	*out = (struct hito_syntax){0};
	out->root = choices(&parser);
	return !parser.failed;
}

const struct hito_syntax_node *
hito_syntax_part(const struct hito_syntax *syntax, struct hito_str name)
{
	size_t i;

	for (i = 0; i < syntax->part_count; i++) {
		if (hito_str_equal(syntax->parts[i].name, name))
			return syntax->parts[i].node;
	}
	return NULL;
}
