/* SPDX-License-Identifier: MIT */
/* Files of patterns, with names for the parts that they share. */
#include <string.h>

#include "base/num.h"
#include "hito/out.h"
#include "lint/language/calls.h"
#include "lint/language/read.h"

#define REGEX_SIZE (1u << 20)
#define DEPTH 8
#define MACROS 128

struct macro {
	struct hito_str name, regex;
	bool inlined; /* it has groups of its own, or parts that have */
	bool defined; /* in the parts of this line */
};

struct reader {
	const struct hito_words *words;
	struct hito_patterns *patterns;
	struct macro macros[MACROS];
	size_t macro_count;
	hito_classes defined;  /* classes that parts has */
	struct hito_out parts; /* what a line calls: "(?<name>...)" */
	struct hito_out_memory parts_memory;
	struct hito_str bad;
};

static bool expand(struct reader *reader, struct hito_out *out,
		   struct hito_str regex, int depth);

/* "{name}" is a name: "{2}" and "{1,3}" repeat what is before them. */
static bool is_name(struct hito_str name)
{
	return name.len && name.ptr[0] >= 'a' && name.ptr[0] <= 'z';
}

static struct macro *find_macro(struct reader *reader, struct hito_str name)
{
	size_t i;

	for (i = 0; i < reader->macro_count; i++) {
		if (hito_str_equal(reader->macros[i].name, name))
			return &reader->macros[i];
	}
	return NULL;
}

/* A list of words is in the pattern once, and called: it would be too long. */
static bool expand_class(struct reader *reader, struct hito_out *out,
			 struct hito_str name)
{
	enum hito_class class = hito_class_find(name);
	hito_classes bit = (hito_classes)1 << class;
	struct hito_str words;

	reader->bad = name;
	if (class == HITO_CLASS_COUNT)
		return false;
	if (!(reader->defined & bit)) {
		words = hito_words_choice(reader->words, class);
		if (!words.ptr)
			reader->parts.failed = true;
		/* A class without words matches nothing. */
		hito_out_printf(
			&reader->parts, "(?<c_%.*s>%.*s)", HITO_STR_ARG(name),
			HITO_STR_ARG(words.len ? words : HITO_STR("(*FAIL)")));
		reader->defined |= bit;
	}
	hito_out_printf(out, "(?&c_%.*s)", HITO_STR_ARG(name));
	return true;
}

/* What has no groups is in the pattern once, and called. */
static bool define(struct reader *reader, struct macro *macro, int depth)
{
	struct hito_out_memory memory;
	struct hito_out part;

	if (macro->defined)
		return true;
	macro->defined = true;
	/* Apart: it may define others on the way. */
	hito_out_to_memory(&part, &memory, reader->words->arena, REGEX_SIZE);
	if (!expand(reader, &part, macro->regex, depth + 1))
		return false;
	reader->parts.failed |= part.failed;
	hito_out_printf(&reader->parts, "(?<m_%.*s>",
			HITO_STR_ARG(macro->name));
	hito_out_bytes(&reader->parts, memory.ptr, memory.len);
	hito_out_text(&reader->parts, ")");
	return true;
}

static bool expand_name(struct reader *reader, struct hito_out *out,
			struct hito_str name, int depth)
{
	struct macro *macro = find_macro(reader, name);

	if (!macro)
		return expand_class(reader, out, name);
	if (!macro->inlined) {
		if (!define(reader, macro, depth))
			return false;
		hito_out_printf(out, "(?&m_%.*s)", HITO_STR_ARG(name));
		return true;
	}
	hito_out_text(out, "(?:");
	if (!expand(reader, out, macro->regex, depth + 1))
		return false;
	hito_out_text(out, ")");
	return true;
}

static bool expand(struct reader *reader, struct hito_out *out,
		   struct hito_str regex, int depth)
{
	size_t at = 0, open, close;

	reader->bad = regex;
	if (depth > DEPTH)
		return false;
	for (;;) {
		struct hito_str name;

		open = hito_str_find_byte(regex, '{', at);
		close = open == SIZE_MAX ? SIZE_MAX
					 : hito_str_find_byte(regex, '}', open);
		if (close == SIZE_MAX)
			break;
		name = hito_str_slice(regex, open + 1, close);
		hito_out_str(out,
			     hito_str_slice(regex, at,
					    is_name(name) ? open : close + 1));
		if (is_name(name) && !expand_name(reader, out, name, depth))
			return false;
		at = close + 1;
	}
	hito_out_str(out, hito_str_slice(regex, at, regex.len));
	return true;
}

/* The line with the parts that it calls. */
static struct hito_str whole_line(struct reader *reader, struct hito_str line)
{
	struct hito_arena *arena = reader->words->arena;
	struct hito_out_memory memory;
	struct hito_out out;
	size_t i;

	reader->defined = 0;
	for (i = 0; i < reader->macro_count; i++)
		reader->macros[i].defined = false;
	hito_out_to_memory(&out, &memory, arena, REGEX_SIZE);
	hito_out_to_memory(&reader->parts, &reader->parts_memory, arena,
			   REGEX_SIZE);
	if (!expand(reader, &out, line, 0) || out.failed ||
	    reader->parts.failed)
		return (struct hito_str){NULL, 0};
	return hito_arena_printf(
		arena, "%s%.*s%s(?:%.*s)(?![a-z0-9]|[.,:/][0-9]|'[a-z])",
		reader->parts_memory.len ? "(?(DEFINE)" : "",
		(int)reader->parts_memory.len,
		reader->parts_memory.len ? reader->parts_memory.ptr : "",
		reader->parts_memory.len ? ")" : "", (int)memory.len,
		memory.ptr);
}

/* The letters without which the line is not tried. */
static bool add_calls(struct reader *reader, const struct hito_syntax *syntax,
		      size_t line)
{
	struct hito_patterns *patterns = reader->patterns;
	struct hito_arena *arena = reader->words->arena;
	const struct hito_syntax_node *calls = hito_calls_of(arena, syntax);

	if (line >= HITO_PHRASES_MOST)
		return false;
	if (!calls)
		patterns->always.bits[line / 64] |= (uint64_t)1 << line % 64;
	return !calls ||
	       hito_net_add_letters(arena, &patterns->calls, calls, line);
}

/* What PCRE2 cannot compile is told here, with its line. */
static bool add_regex(struct reader *reader, struct hito_str regex,
		      struct hito_err *err)
{
	struct hito_patterns *patterns = reader->patterns;
	struct hito_pattern *pattern;

	if (!hito_pattern_new_anchored(regex.ptr, hito_group_names, &pattern,
				       err))
		return false;
	hito_pattern_free(pattern);
	if (!hito_reserve(reader->words->arena, patterns->regexes,
			  patterns->regex_count, patterns->regex_capacity))
		return hito_err_memory(err);
	patterns->regexes[patterns->regex_count++] = regex;
	return true;
}

static bool add_pattern(struct reader *reader, struct hito_str line,
			struct hito_err *err)
{
	struct hito_patterns *patterns = reader->patterns;
	struct hito_arena *arena = reader->words->arena;
	struct hito_str whole = whole_line(reader, line);
	struct hito_syntax syntax;

	if (!whole.ptr)
		return false;
	reader->bad = line;
	if (!hito_syntax_read(arena, whole, &syntax) ||
	    !add_regex(reader, whole, err))
		return false;
	return (hito_net_add(arena, &patterns->net, &syntax,
			     patterns->count - 1) &&
		add_calls(reader, &syntax, patterns->count - 1)) ||
	       hito_err_set(err, HITO_ERR_INPUT, "too many patterns");
}

/* "how: pattern", "how 2: pattern" */
static bool read_rule(struct reader *reader, struct hito_str line,
		      struct hito_err *err)
{
	struct hito_patterns *patterns = reader->patterns;
	struct hito_phrase phrase = {.value = 0};
	struct hito_str head, regex, value;
	uint32_t number;

	reader->bad = line;
	if (!hito_str_cut(line, ':', &head, &regex))
		return false;
	if (hito_str_cut(head, ' ', &phrase.how, &value)) {
		if (!hito_str_u32(hito_str_trim(value), &number) ||
		    number > 1000)
			return false;
		phrase.value = (int32_t)number;
	}
	if (!hito_reserve(reader->words->arena, patterns->list, patterns->count,
			  patterns->capacity))
		return hito_err_memory(err);
	patterns->list[patterns->count++] = phrase;
	return add_pattern(reader, hito_str_trim(regex), err);
}

/* Groups must be where they match: what has some cannot be called. */
static bool has_groups(struct reader *reader, struct hito_str regex)
{
	size_t at = 0, close;

	while ((at = hito_str_find(regex, HITO_STR("(?<"), at)) != SIZE_MAX) {
		at += 3;
		if (at < regex.len && regex.ptr[at] >= 'a' &&
		    regex.ptr[at] <= 'z')
			return true;
	}
	for (at = 0; (at = hito_str_find_byte(regex, '{', at)) != SIZE_MAX;
	     at++) {
		const struct macro *macro;

		close = hito_str_find_byte(regex, '}', at);
		if (close == SIZE_MAX)
			break;
		macro = find_macro(reader,
				   hito_str_slice(regex, at + 1, close));
		if (macro && macro->inlined)
			return true;
	}
	return false;
}

/* "name := pattern" */
static bool read_macro(struct reader *reader, struct hito_str name,
		       struct hito_str regex)
{
	reader->bad = name;
	if (reader->macro_count == MACROS || find_macro(reader, name))
		return false;
	reader->macros[reader->macro_count++] = (struct macro){
		.name = name,
		.regex = regex,
		.inlined = has_groups(reader, regex),
	};
	return true;
}

static bool read_line(struct reader *reader, struct hito_str line,
		      struct hito_err *err)
{
	size_t at = hito_str_find(line, HITO_STR(" := "), 0);

	if (at == SIZE_MAX)
		return read_rule(reader, line, err);
	return read_macro(
		reader, hito_str_trim(hito_str_slice(line, 0, at)),
		hito_str_trim(hito_str_slice(line, at + 4, line.len)));
}

static bool read_lines(struct reader *reader, const char *path,
		       struct hito_str text, struct hito_err *err)
{
	struct hito_plain plain;
	struct hito_str line;
	uint32_t number = 0;

	while (hito_str_cut_line(&text, &line)) {
		number++;
		line = hito_str_trim(line);
		if (line.len == 0 || *line.ptr == '#')
			continue;
		/* As the texts are: "mañana" is "manana". */
		if (!hito_plain_make(reader->words->arena, line, &plain))
			return hito_err_memory(err);
		if (read_line(reader, plain.text, err))
			continue;
		if (err && err->code == HITO_ERR_MEMORY)
			return false;
		if (!err || err->code == HITO_OK)
			hito_err_set(err, HITO_ERR_INPUT,
				     "no pattern: \"%.*s\"",
				     HITO_STR_ARG(reader->bad));
		return hito_err_at(err, hito_str_from(path), number, 0);
	}
	return true;
}

bool hito_patterns_read(const struct hito_words *words, const char *path,
			struct hito_str text, struct hito_patterns *out,
			struct hito_err *err)
{
	struct reader reader = {.words = words, .patterns = out};

	*out = (struct hito_patterns){.list = NULL};
	return read_lines(&reader, path, text, err);
}
