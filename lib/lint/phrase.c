/* SPDX-License-Identifier: MIT */
/* Files of patterns, with names for the parts that they share. */
#include "lint/phrase.h"

#include <string.h>

#include "base/num.h"
#include "hito/out.h"

#define REGEX_SIZE (1u << 20)
#define CHUNK_SIZE 12000 /* of a pattern: PCRE2 has a limit of 64 KiB code */
#define DEPTH 8
#define MACROS 128

static const char *const group_names[] = {
#define HITO_GROUP_NAME(name, text) text,
	HITO_GROUPS(HITO_GROUP_NAME)
#undef HITO_GROUP_NAME
		NULL,
};

struct macro {
	struct hito_str name, regex;
	bool inlined; /* it has groups of its own, or parts that have */
};

struct reader {
	const struct hito_lexicon *lexicon;
	struct macro macros[MACROS];
	size_t macro_count;
	hito_classes defined; /* classes that parts has */
	struct hito_out out;  /* the alternatives */
	struct hito_out_memory memory;
	struct hito_pattern **patterns;
	size_t pattern_count, pattern_capacity;
	struct hito_out parts; /* what they call: "(?<name>...)" */
	struct hito_out_memory parts_memory;
	struct hito_phrase *list;
	size_t count, capacity;
	struct hito_str bad;
};

static bool expand(struct reader *reader, struct hito_out *out,
		   struct hito_str regex, int depth);

/* "{name}" is a name: "{2}" and "{1,3}" repeat what is before them. */
static bool is_name(struct hito_str name)
{
	return name.len && name.ptr[0] >= 'a' && name.ptr[0] <= 'z';
}

static const struct macro *find_macro(const struct reader *reader,
				      struct hito_str name)
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
		words = hito_lexicon_choice(reader->lexicon, class);
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

static bool expand_name(struct reader *reader, struct hito_out *out,
			struct hito_str name, int depth)
{
	const struct macro *macro = find_macro(reader, name);

	if (!macro)
		return expand_class(reader, out, name);
	if (!macro->inlined) {
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

/* The alternatives so far as a pattern; more go into the next one. */
static bool end_chunk(struct reader *reader, struct hito_err *err)
{
	struct hito_arena *arena = reader->lexicon->arena;
	struct hito_out_memory *memory = &reader->memory;
	struct hito_str regex;

	if (reader->out.failed || reader->parts.failed ||
	    !hito_reserve(arena, reader->patterns, reader->pattern_count,
			  reader->pattern_capacity))
		return hito_err_memory(err);
	if (memory->len == 0)
		return true;
	regex = hito_arena_printf(
		arena, "(?(DEFINE)%.*s)(?:%.*s)", (int)reader->parts_memory.len,
		reader->parts_memory.ptr, (int)memory->len, memory->ptr);
	if (!regex.ptr)
		return hito_err_memory(err);
	if (!hito_pattern_new_anchored(regex.ptr, group_names,
				       &reader->patterns[reader->pattern_count],
				       err))
		return false;
	reader->pattern_count++;
	hito_out_to_memory(&reader->out, memory, arena, REGEX_SIZE);
	return true;
}

/* "how: pattern", "how 2: pattern" */
static bool read_rule(struct reader *reader, struct hito_str line,
		      struct hito_err *err)
{
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
	if (!hito_reserve(reader->lexicon->arena, reader->list, reader->count,
			  reader->capacity))
		return hito_err_memory(err);
	hito_out_text(&reader->out, reader->memory.len ? "|(?:" : "(?:");
	if (!expand(reader, &reader->out, hito_str_trim(regex), 0))
		return false;
	hito_out_printf(&reader->out,
			")(?![a-z0-9]|[.,:/][0-9]|'[a-z])(*MARK:%zu)",
			reader->count);
	reader->list[reader->count++] = phrase;
	return reader->memory.len < CHUNK_SIZE || end_chunk(reader, err);
}

/* Groups must be where they match: what has some cannot be called. */
static bool has_groups(const struct reader *reader, struct hito_str regex)
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
	struct macro *macro;

	reader->bad = name;
	if (reader->macro_count == MACROS || find_macro(reader, name))
		return false;
	macro = &reader->macros[reader->macro_count];
	*macro = (struct macro){name, regex, has_groups(reader, regex)};
	if (!macro->inlined) {
		struct hito_out_memory memory;
		struct hito_out part;

		/* Apart: it may define classes on the way. */
		hito_out_to_memory(&part, &memory, reader->lexicon->arena,
				   REGEX_SIZE);
		if (!expand(reader, &part, regex, 0))
			return false;
		reader->parts.failed |= part.failed;
		hito_out_printf(&reader->parts, "(?<m_%.*s>",
				HITO_STR_ARG(name));
		hito_out_bytes(&reader->parts, memory.ptr, memory.len);
		hito_out_text(&reader->parts, ")");
	}
	reader->macro_count++;
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
		if (!hito_plain_make(reader->lexicon->arena, line, &plain))
			return hito_err_memory(err);
		if (read_line(reader, plain.text, err))
			continue;
		if (err && err->code == HITO_ERR_MEMORY)
			return false;
		hito_err_set(err, HITO_ERR_INPUT, "no pattern: \"%.*s\"",
			     HITO_STR_ARG(reader->bad));
		return hito_err_at(err, hito_str_from(path), number, 0);
	}
	return true;
}

bool hito_phrases_read(const struct hito_lexicon *lexicon, const char *path,
		       struct hito_str text, struct hito_phrases *out,
		       struct hito_err *err)
{
	struct reader reader = {.lexicon = lexicon};
	bool done;

	*out = (struct hito_phrases){.list = NULL};
	hito_out_to_memory(&reader.out, &reader.memory, lexicon->arena,
			   REGEX_SIZE);
	hito_out_to_memory(&reader.parts, &reader.parts_memory, lexicon->arena,
			   REGEX_SIZE);
	done = read_lines(&reader, path, text, err);
	if (done && !end_chunk(&reader, err))
		done = hito_err_at(err, hito_str_from(path), 0, 0);
	out->list = reader.list;
	out->count = reader.count;
	out->patterns = reader.patterns;
	out->pattern_count = reader.pattern_count;
	if (!done)
		hito_phrases_free(out);
	return done;
}

void hito_phrases_free(struct hito_phrases *phrases)
{
	size_t i;

	for (i = 0; i < phrases->pattern_count; i++)
		hito_pattern_free(phrases->patterns[i]);
	phrases->pattern_count = 0;
}

const struct hito_phrase *hito_phrases_at(const struct hito_phrases *phrases,
					  struct hito_str text, size_t at,
					  struct hito_pattern_match *out)
{
	size_t i;

	for (i = 0; i < phrases->pattern_count; i++) {
		if (hito_pattern_at(phrases->patterns[i], text, at, out))
			return out->mark < phrases->count
				       ? &phrases->list[out->mark]
				       : NULL;
	}
	return NULL;
}
