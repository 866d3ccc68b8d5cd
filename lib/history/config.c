/* SPDX-License-Identifier: MIT */
/* Reading the configuration of a repository (git-config(1), SYNTAX). */
#include "history/config.h"

#include "base/num.h"

#include <string.h>

struct parser {
	struct hito_str text;
	size_t at;
	struct hito_str section, name; /* slices of text */
	bool has_part; /* the section has a second name: [remote "origin"] */
	struct hito_str part;
	bool has_value;
	char value[PATH_MAX];       /* cut where it is longer */
	size_t value_len;           /* uncut */
	struct hito_config *config; /* NULL: take gets all keys */
	hito_config_take *take;
	void *ctx;
};

static int peek(const struct parser *parser)
{
	return parser->at < parser->text.len
		       ? (unsigned char)parser->text.ptr[parser->at]
		       : -1;
}

static bool is_word(int byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
	       (byte >= '0' && byte <= '9') || byte == '-';
}

static void skip_blanks(struct parser *parser)
{
	while (peek(parser) == ' ' || peek(parser) == '\t')
		parser->at++;
}

static void skip_line(struct parser *parser)
{
	while (peek(parser) >= 0 && peek(parser) != '\n')
		parser->at++;
}

static struct hito_str cut_word(struct parser *parser, char also)
{
	size_t start = parser->at;

	while (is_word(peek(parser)) || (also && peek(parser) == also))
		parser->at++;
	return hito_str_slice(parser->text, start, parser->at);
}

/* The second name of a section, in quotes. */
static bool skip_part(struct parser *parser)
{
	size_t start = parser->at + 1;

	for (parser->at++; peek(parser) != '"'; parser->at++) {
		if (peek(parser) == '\\')
			parser->at++;
		if (peek(parser) <= 0 || peek(parser) == '\n')
			return false;
	}
	parser->part = hito_str_slice(parser->text, start, parser->at);
	parser->at++;
	return true;
}

static bool read_section(struct parser *parser)
{
	parser->at++;
	parser->section = cut_word(parser, '.');
	skip_blanks(parser);
	parser->has_part = peek(parser) == '"';
	parser->part = HITO_STR("");
	if (!parser->section.len || (parser->has_part && !skip_part(parser)) ||
	    peek(parser) != ']')
		return false;
	parser->at++;
	if (!parser->config)
		return true;
	return !hito_str_equal_nocase(parser->section, HITO_STR("include")) &&
	       !hito_str_equal_nocase(parser->section, HITO_STR("includeif"));
}

static void add_byte(struct parser *parser, char byte)
{
	if (parser->value_len < sizeof(parser->value) - 1)
		parser->value[parser->value_len] = byte;
	parser->value_len++;
}

/* Behind a backslash; one at the line's end joins the next line. */
static bool read_escape(struct parser *parser)
{
	static const char names[] = "\"\\ntb", bytes[] = "\"\\\n\t\b";
	const char *found;

	parser->at++;
	if (peek(parser) == '\r')
		parser->at++;
	if (peek(parser) == '\n') {
		parser->at++;
		return true;
	}
	found = peek(parser) > 0 ? strchr(names, peek(parser)) : NULL;
	if (!found)
		return false;
	add_byte(parser, bytes[found - names]);
	parser->at++;
	return true;
}

static bool read_value(struct parser *parser)
{
	bool quoted = false;
	size_t end = 0; /* without blanks at the line's end */
	int byte;

	skip_blanks(parser);
	while ((byte = peek(parser)) >= 0 && byte != '\n') {
		if (!quoted && (byte == '#' || byte == ';')) {
			skip_line(parser);
			break;
		}
		if (byte == 0)
			return false;
		if (byte == '\\') {
			if (!read_escape(parser))
				return false;
			end = parser->value_len;
			continue;
		}
		parser->at++;
		if (byte == '"')
			quoted = !quoted;
		else
			add_byte(parser, (char)byte);
		if (quoted || (byte != ' ' && byte != '\t' && byte != '\r'))
			end = parser->value_len;
	}
	parser->value_len = end;
	parser->value[end < sizeof(parser->value) ? end
						  : sizeof(parser->value) - 1] =
		'\0';
	return !quoted;
}

static struct hito_str value_of(const struct parser *parser)
{
	return (struct hito_str){parser->value, parser->value_len};
}

static bool is_one_of(const struct parser *parser, const char *const *words)
{
	for (; *words; words++)
		if (hito_str_equal_nocase(value_of(parser),
					  hito_str_from(*words)))
			return true;
	return false;
}

static bool take_bare(struct parser *parser)
{
	static const char *const yes[] = {"true", "yes", "on", "1", NULL};
	static const char *const no[] = {"false", "no", "off", "0", "", NULL};

	parser->config->has_bare = true;
	parser->config->bare = !parser->has_value || is_one_of(parser, yes);
	return parser->config->bare || is_one_of(parser, no);
}

static bool take_worktree(struct parser *parser)
{
	if (!parser->value_len)
		return false;
	parser->config->has_worktree = true;
	memcpy(parser->config->worktree, parser->value, parser->value_len + 1);
	return true;
}

static bool take_core(struct parser *parser)
{
	uint32_t version;

	if (parser->has_part)
		return true;
	if (parser->value_len >= sizeof(parser->value))
		return false;
	if (hito_str_equal_nocase(parser->name, HITO_STR("bare")))
		return take_bare(parser);
	if (hito_str_equal_nocase(parser->name, HITO_STR("worktree")))
		return take_worktree(parser);
	if (hito_str_equal_nocase(parser->name,
				  HITO_STR("repositoryformatversion")))
		return hito_str_u32(value_of(parser), &version) && version <= 1;
	return true;
}

/* Those that change nothing that we read. */
static bool take_extension(struct parser *parser)
{
	static const char *const known[] = {
		"noop",
		"partialclone",
		"preciousobjects",
		"relativeworktrees",
		"worktreeconfig",
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (hito_str_equal_nocase(parser->name,
					  hito_str_from(known[i])))
			return true;
	return false;
}

static bool give(struct parser *parser)
{
	const struct hito_config_entry entry = {
		.section = parser->section,
		.part = parser->part,
		.name = parser->name,
		.value = hito_str_slice(value_of(parser), 0,
					sizeof(parser->value) - 1),
		.has_value = parser->has_value,
	};

	return parser->take(parser->ctx, &entry);
}

static bool read_key(struct parser *parser)
{
	struct hito_str promisor;

	parser->name = cut_word(parser, '\0');
	if (!parser->name.len || !parser->section.len)
		return false;
	skip_blanks(parser);
	if (peek(parser) == '\r')
		parser->at++;
	parser->has_value = peek(parser) == '=';
	parser->value_len = 0;
	if (parser->has_value)
		parser->at++;
	else if (peek(parser) >= 0 && peek(parser) != '\n')
		return false;
	if (parser->has_value && !read_value(parser))
		return false;
	if (!parser->config)
		return give(parser);
	promisor = HITO_STR("promisor");
	if (hito_str_equal_nocase(parser->name, promisor))
		parser->config->is_partial = true;
	if (hito_str_equal_nocase(parser->section, HITO_STR("core")))
		return take_core(parser);
	if (hito_str_equal_nocase(parser->section, HITO_STR("extensions")))
		return take_extension(parser);
	return true;
}

static bool read_all(struct parser *parser)
{
	if (hito_str_starts(parser->text, "\xef\xbb\xbf"))
		parser->at = 3;
	for (;;) {
		bool done = true;
		int byte;

		skip_blanks(parser);
		byte = peek(parser);
		if (byte < 0)
			return true;
		if (byte == '\n' || byte == '\r')
			parser->at++;
		else if (byte == '#' || byte == ';')
			skip_line(parser);
		else if (byte == '[')
			done = read_section(parser);
		else
			done = read_key(parser);
		if (!done)
			return false;
	}
}

bool hito_config_read(struct hito_str text, struct hito_config *out_config)
{
	struct parser parser = {.text = text, .config = out_config};

	memset(out_config, 0, sizeof(*out_config));
	return read_all(&parser);
}

bool hito_config_each(struct hito_str text, hito_config_take *take, void *ctx)
{
	struct parser parser = {.text = text, .take = take, .ctx = ctx};

	return read_all(&parser);
}
