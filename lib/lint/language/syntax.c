/* SPDX-License-Identifier: MIT */
/* The syntax of patterns: the part of Perl's that README.md tells of. */
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

static struct hito_syntax_node *wrong(struct parser *parser)
{
	parser->failed = true;
	return node(parser, HITO_SYNTAX_NOTHING);
}

/* The character here, and past it. */
static uint32_t character(struct parser *parser)
{
	size_t size = 1;
	uint32_t code = hito_utf8_at(parser->text, parser->at, &size, NULL);

	parser->at += size;
	return code;
}

unsigned hito_letter_of(unsigned char byte)
{
	/* As they follow each other in enum hito_letter. */
	static const char others[] = "-'.,:/()#;![]";
	const char *other;

	if (byte >= 'a' && byte <= 'z')
		return HITO_LETTER_A + (unsigned)(byte - 'a');
	if (byte == ' ')
		return HITO_LETTER_SPACE;
	if (byte >= '0' && byte <= '9')
		return HITO_LETTER_ZERO + (unsigned)(byte - '0');
	if (byte >= 0x80 || byte == '%' || byte == '$')
		return HITO_LETTER_SIGN;
	other = memchr(others, byte, sizeof(others) - 1);
	return other ? HITO_LETTER_HYPHEN + (unsigned)(other - others)
		     : HITO_LETTER_OTHER;
}

/* Any sign is as good as any other: so are the bytes they begin with. */
static void add_character(struct hito_syntax_node *letters, uint32_t code)
{
	letters->letters |= (uint64_t)1 << hito_letter_of(
				    code < 0x80 ? (unsigned char)code : 0xff);
}

/* What is none of them. */
static void turn_round(struct hito_syntax_node *letters)
{
	/* One of many that a letter stands for is not all of them. */
	letters->letters =
		HITO_LETTERS_TEXT &
		~(letters->letters & ~((uint64_t)1 << HITO_LETTER_SIGN |
				       (uint64_t)1 << HITO_LETTER_OTHER));
}

static struct hito_syntax_node *letter(struct parser *parser, uint32_t code)
{
	struct hito_syntax_node *made = node(parser, HITO_SYNTAX_LETTERS);

	add_character(made, code);
	return made;
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
	struct hito_syntax_node *made = node(parser, HITO_SYNTAX_LETTERS);
	bool others, first = true;

	parser->at++;
	others = take(parser, "^");
	for (; peek(parser, 0) && (first || peek(parser, 0) != ']');
	     first = false) {
		uint32_t from, to;

		if (peek(parser, 0) == '[' && peek(parser, 1) == ':')
			return wrong(parser); /* names of classes */
		from = to = member(parser);
		if (peek(parser, 0) == '-' && peek(parser, 1) != ']') {
			parser->at++;
			to = member(parser);
		}
		if (!from || !to)
			return wrong(parser);
		for (; from <= to; from++)
			add_character(made, from);
	}
	if (!take(parser, "]"))
		return wrong(parser);
	if (others)
		turn_round(made);
	return made;
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
		parser->failed = true;
	return made;
}

static struct hito_syntax_node *around(struct parser *parser,
				       enum hito_syntax_kind kind)
{
	struct hito_syntax_node *made = node(parser, kind);

	made->list = inside(parser);
	return made;
}

static struct hito_syntax_node *named(struct parser *parser)
{
	struct hito_syntax_node *made = node(parser, HITO_SYNTAX_GROUP);

	made->name = name_until(parser, '>');
	made->list = inside(parser);
	define(parser, made->name, made->list);
	return made;
}

static struct hito_syntax_node *call(struct parser *parser)
{
	struct hito_syntax_node *made = node(parser, HITO_SYNTAX_CALL);

	made->name = name_until(parser, ')');
	return made;
}

static struct hito_syntax_node *group(struct parser *parser)
{
	if (take(parser, "(*FAIL)")) /* none of no letters */
		return node(parser, HITO_SYNTAX_LETTERS);
	if (take(parser, "(?(DEFINE)"))
		return around(parser, HITO_SYNTAX_NOTHING);
	if (take(parser, "(?&"))
		return call(parser);
	if (take(parser, "(?="))
		return around(parser, HITO_SYNTAX_AHEAD);
	if (take(parser, "(?!"))
		return around(parser, HITO_SYNTAX_UNLIKE);
	if (take(parser, "(?<="))
		return around(parser, HITO_SYNTAX_BEHIND);
	if (take(parser, "(?<!"))
		return around(parser, HITO_SYNTAX_NOT_BEHIND);
	if (take(parser, "(?<"))
		return named(parser);
	if (take(parser, "(?:"))
		return inside(parser);
	if (peek(parser, 1) == '?' || peek(parser, 1) == '*')
		return wrong(parser);
	parser->at++;
	return inside(parser);
}

static struct hito_syntax_node *anything(struct parser *parser)
{
	struct hito_syntax_node *made = letter(parser, '\n');

	turn_round(made);
	return made;
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
		return anything(parser);
	case '^':
		parser->at++;
		return node(parser, HITO_SYNTAX_START);
	case '$':
		parser->at++;
		return node(parser, HITO_SYNTAX_END);
	case '*':
	case '+':
	case '?':
		return wrong(parser); /* of what? */
	case '\\':
		code = escaped(parser);
		return code ? letter(parser, code) : wrong(parser);
	default:
		return letter(parser, character(parser));
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

/* "?", "*", "+", "{2}", "{1,3}"; a "?" behind it: as few as will do */
static void repeat(struct parser *parser, struct hito_syntax_node *item)
{
	item->min = item->max = 1;
	if (take(parser, "?")) {
		item->min = 0;
	} else if (take(parser, "*")) {
		item->min = 0;
		item->max = HITO_SYNTAX_ENDLESS;
	} else if (take(parser, "+")) {
		item->max = HITO_SYNTAX_ENDLESS;
	} else if (peek(parser, 0) == '{' && peek(parser, 1) >= '0' &&
		   peek(parser, 1) <= '9') {
		parser->at++;
		item->min = item->max = number(parser);
		if (take(parser, ","))
			item->max = peek(parser, 0) == '}' ? HITO_SYNTAX_ENDLESS
							   : number(parser);
		if (!take(parser, "}") || item->max < item->min)
			parser->failed = true;
	} else {
		return;
	}
	(void)take(parser, "?"); /* it matches the same, in another order */
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
		repeat(parser, item);
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
	return !parser.failed && parser.at == text.len;
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
