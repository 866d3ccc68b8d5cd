/* SPDX-License-Identifier: MIT */
/*
 * Blocks of plain lines, which nearly all are, in one pass:
 *
 *     id: call-customers
 *     success: 10 calls made   # as the ledger says
 *     needs:
 *       - list
 *
 * What is read here is what the cutting into entries would read, and nothing
 * is said about it; a block with a line that is not plainly so is left to it.
 */
#include "text/yaml.h"

#include <string.h>

#include "base/wide.h"

/* Entries for which room is made at once. */
#define FIRST_ENTRIES 16

/* Keys of a hundred bytes are nobody's. */
#define KEY_SIZE 100

struct plain {
	struct hito_yaml_block *block;
	struct hito_str text;
	uint32_t at, end;
	struct hito_yaml *out;
	size_t capacity;
	uint64_t seen; /* a bit for each key: two may share one */
	bool twice;    /* perhaps a key stands twice */
	bool nested;   /* a value has entries */
	bool no_memory;
};

static bool is_letter(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
	       (unsigned char)byte >= 0x80;
}

/*
 * Bytes that mean themselves wherever they stand in a value, but at its start,
 * or in a key, but at its start.
 */
enum { TEXT = 1, KEY = 2, BOTH = TEXT | KEY };
static const unsigned char bytes_of[256] = {
	[' '] = TEXT, ['!'] = TEXT,  ['"'] = TEXT, ['$'] = TEXT,  ['%'] = TEXT,
	['&'] = TEXT, ['\''] = TEXT, ['('] = TEXT, [')'] = TEXT,  ['*'] = TEXT,
	['+'] = TEXT, [','] = TEXT,  ['-'] = BOTH, ['.'] = TEXT,  ['/'] = TEXT,
	['0'] = BOTH, ['1'] = BOTH,  ['2'] = BOTH, ['3'] = BOTH,  ['4'] = BOTH,
	['5'] = BOTH, ['6'] = BOTH,  ['7'] = BOTH, ['8'] = BOTH,  ['9'] = BOTH,
	[';'] = TEXT, ['<'] = TEXT,  ['='] = TEXT, ['>'] = TEXT,  ['?'] = TEXT,
	['@'] = TEXT, ['A'] = BOTH,  ['B'] = BOTH, ['C'] = BOTH,  ['D'] = BOTH,
	['E'] = BOTH, ['F'] = BOTH,  ['G'] = BOTH, ['H'] = BOTH,  ['I'] = BOTH,
	['J'] = BOTH, ['K'] = BOTH,  ['L'] = BOTH, ['M'] = BOTH,  ['N'] = BOTH,
	['O'] = BOTH, ['P'] = BOTH,  ['Q'] = BOTH, ['R'] = BOTH,  ['S'] = BOTH,
	['T'] = BOTH, ['U'] = BOTH,  ['V'] = BOTH, ['W'] = BOTH,  ['X'] = BOTH,
	['Y'] = BOTH, ['Z'] = BOTH,  ['['] = TEXT, ['\\'] = TEXT, [']'] = TEXT,
	['^'] = TEXT, ['_'] = BOTH,  ['`'] = TEXT, ['a'] = BOTH,  ['b'] = BOTH,
	['c'] = BOTH, ['d'] = BOTH,  ['e'] = BOTH, ['f'] = BOTH,  ['g'] = BOTH,
	['h'] = BOTH, ['i'] = BOTH,  ['j'] = BOTH, ['k'] = BOTH,  ['l'] = BOTH,
	['m'] = BOTH, ['n'] = BOTH,  ['o'] = BOTH, ['p'] = BOTH,  ['q'] = BOTH,
	['r'] = BOTH, ['s'] = BOTH,  ['t'] = BOTH, ['u'] = BOTH,  ['v'] = BOTH,
	['w'] = BOTH, ['x'] = BOTH,  ['y'] = BOTH, ['z'] = BOTH,  ['{'] = TEXT,
	['|'] = TEXT, ['}'] = TEXT,  ['~'] = TEXT,
};

/* May a value begin with it that needs no second look? */
static bool begins_text(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
	       (byte >= '0' && byte <= '9');
}

/* The offset behind bytes of a use. */
static uint32_t skip(const struct plain *plain, uint32_t from, uint32_t end,
		     unsigned use)
{
	const unsigned char *bytes = (const unsigned char *)plain->text.ptr;

	while (from < end && bytes_of[bytes[from]] & use)
		from++;
	return from;
}

/* As skip, of bytes of a key from here on. */
static uint32_t skip_key(const struct plain *plain, uint32_t end)
{
	struct hito_str text = plain->text;
	uint32_t at = plain->at;
	hito_wide wide, lower;
	unsigned bits;

	if (text.len - at < HITO_WIDE)
		return skip(plain, at, end, KEY);
	wide = hito_wide_load(text.ptr + at);
	lower = wide | 0x20;
	bits = hito_wide_bits((hito_wide)(lower - 'a' <= 'z' - 'a') |
			      (hito_wide)(wide - '0' <= '9' - '0') |
			      (hito_wide)(wide == '-') |
			      (hito_wide)(wide == '_'));
	at += (uint32_t)__builtin_ctz(~bits);
	return at < end ? skip(plain, at, end, KEY) : end;
}

/* "key:", then a blank or the end of the line; else it takes a look. */
static bool split(struct plain *plain, struct hito_yaml_head *out)
{
	const char *bytes = plain->text.ptr;
	uint32_t end = plain->end;
	struct hito_span line;
	uint32_t at;

	if (end - plain->at > KEY_SIZE)
		end = plain->at + KEY_SIZE;
	at = skip_key(plain, end);
	if (at > plain->at && at + 1 < end && bytes[at] == ':' &&
	    (bytes[at + 1] == ' ' || bytes[at + 1] == '\n')) {
		out->key = (struct hito_span){plain->at, at};
		out->rest = at + 1;
		out->quoted = false;
		return true;
	}
	at = plain->at;
	return hito_yaml_next_line(plain->text, plain->end, &at, &line) &&
	       hito_yaml_split(plain->text, line, out) && !out->quoted;
}

/* As skip, of bytes of a value: all printable ones of ASCII but two are. */
static uint32_t skip_value(const struct plain *plain, uint32_t from)
{
	struct hito_str text = plain->text;

	for (; from < plain->end && text.len - from >= HITO_WIDE;
	     from += HITO_WIDE) {
		hito_wide wide = hito_wide_load(text.ptr + from);
		unsigned bits = hito_wide_bits(hito_wide_odd(wide) |
					       (hito_wide)(wide == '#') |
					       (hito_wide)(wide == ':'));

		if (!bits)
			continue;
		from += (uint32_t)__builtin_ctz(bits);
		return from < plain->end ? from : plain->end;
	}
	return from < plain->end ? skip(plain, from, plain->end, TEXT)
				 : plain->end;
}

/* The offset behind bytes of a value, and colons that end no key in it. */
static uint32_t skip_text(const struct plain *plain, uint32_t from)
{
	const unsigned char *bytes = (const unsigned char *)plain->text.ptr;
	uint32_t end = plain->end;

	for (;;) {
		from = skip_value(plain, from);
		if (from + 1 >= end || bytes[from] != ':' ||
		    bytes[from + 1] == ' ' ||
		    !(bytes_of[bytes[from + 1]] & TEXT))
			return from;
		from++;
	}
}

/*
 * The value of one line behind its colon, in the plainest form: letters and
 * what goes between them. *out_end is the end of the line with its feed.
 */
static bool read_text(const struct plain *plain, uint32_t rest,
		      struct hito_yaml *out, uint32_t *out_end)
{
	const char *bytes = plain->text.ptr;
	uint32_t end = plain->end;
	uint32_t start = rest;
	uint32_t at;

	while (start < end && bytes[start] == ' ')
		start++;
	if (start >= end || !begins_text(bytes[start]))
		return false;
	at = skip_text(plain, start);
	if (at < end && bytes[at] != '\n')
		return false;
	*out_end = at < end ? at + 1 : end;
	while (bytes[at - 1] == ' ')
		at--;
	out->kind = HITO_YAML_SCALAR;
	out->style = HITO_YAML_PLAIN;
	out->span = (struct hito_span){start, at};
	out->text = (struct hito_str){bytes + start, at - start};
	return true;
}

/* The lines below a key that are no keys themselves; false: an odd one. */
static bool take_below(struct plain *plain, struct hito_yaml_chunk *chunk)
{
	const char *bytes = plain->text.ptr;

	while (plain->at < plain->end &&
	       (bytes[plain->at] == ' ' || bytes[plain->at] == '-')) {
		struct hito_span line;

		hito_yaml_next_line(plain->text, plain->end, &plain->at, &line);
		if (hito_yaml_skip_blanks(plain->text, line).start >= line.end)
			return false;
		if (bytes[line.start] == '-' &&
		    !hito_yaml_is_dash(plain->text, line))
			return false;
		chunk->content_end = line.end;
		chunk->tail = true;
	}
	chunk->end = plain->at;
	return true;
}

/* Nothing on the line: a list or a mapping below it, or nothing at all. */
static bool read_below(struct plain *plain, const struct hito_yaml_head *head,
		       struct hito_span line, struct hito_yaml *out)
{
	struct hito_yaml_chunk chunk = {
		.head = line,
		.split = *head,
		.from = line.start,
		.content_end = line.end,
		.name = hito_str_slice(plain->text, head->key.start,
				       head->key.end),
	};

	if (!take_below(plain, &chunk))
		return false;
	if (!chunk.tail)
		return hito_yaml_flat(plain->text,
				      (struct hito_span){head->rest, line.end},
				      out);
	plain->nested = true;
	return hito_yaml_nest(&plain->block->reader, &chunk, out,
			      &plain->no_memory);
}

static bool read_value(struct plain *plain, const struct hito_yaml_head *head,
		       struct hito_yaml *out)
{
	struct hito_span line, rest;

	if (read_text(plain, head->rest, out, &plain->at))
		return true;
	hito_yaml_next_line(plain->text, plain->end, &plain->at, &line);
	rest = (struct hito_span){head->rest, line.end};
	if (hito_yaml_skip_blanks(plain->text, rest).start >= line.end)
		return read_below(plain, head, line, out);
	return hito_yaml_flat(plain->text, rest, out);
}

/* Nothing stands on the lines from here up to the next key. */
static bool skip_gap(struct plain *plain)
{
	const char *bytes = plain->text.ptr;

	while (plain->at < plain->end && !is_letter(bytes[plain->at])) {
		struct hito_span line;

		hito_yaml_next_line(plain->text, plain->end, &plain->at, &line);
		if (line.start < line.end && bytes[line.start] != '#')
			return false;
	}
	return true;
}

static void note_key(struct plain *plain, struct hito_str key)
{
	unsigned first = (unsigned char)key.ptr[0];
	unsigned last = (unsigned char)key.ptr[key.len - 1];
	uint64_t bit = UINT64_C(1)
		       << ((first * 5 + last * 3 + (unsigned)key.len) & 63);

	plain->twice = plain->twice || (plain->seen & bit);
	plain->seen |= bit;
}

static bool read_entry(struct plain *plain)
{
	struct hito_yaml *out = plain->out;
	struct hito_yaml_entry *entry;
	struct hito_yaml_head head;

	if (!split(plain, &head))
		return false;
	if (!hito_reserve(hito_yaml_rows(&plain->block->reader), out->entries,
			  out->count, plain->capacity)) {
		plain->no_memory = true;
		return false;
	}
	entry = &out->entries[out->count++];
	*entry = (struct hito_yaml_entry){
		.key = {plain->text.ptr + head.key.start,
			head.key.end - head.key.start},
		.key_span = head.key,
		.readable = true,
	};
	if (!read_value(plain, &head, &entry->value))
		return false;
	entry->span = (struct hito_span){head.key.start, entry->value.span.end};
	note_key(plain, entry->key);
	return true;
}

static bool read_entries(struct plain *plain)
{
	while (plain->at < plain->end) {
		if (!read_entry(plain))
			return false;
		if (plain->at < plain->end &&
		    !is_letter(plain->text.ptr[plain->at]) && !skip_gap(plain))
			return false;
	}
	return true;
}

/* Raise the keys that stand twice; the order is that of the entries. */
static bool check_nested(struct hito_yaml_block *block,
			 const struct hito_yaml *value)
{
	if (value->kind == HITO_YAML_MAPPING &&
	    !hito_yaml_check_keys(block, value))
		return false;
	for (size_t i = 0; i < value->count; i++) {
		if (!check_nested(block, &value->entries[i].value))
			return false;
	}
	return true;
}

static bool check_keys(const struct plain *plain)
{
	const struct hito_yaml *root = plain->out;

	for (size_t i = 0; plain->nested && i < root->count; i++) {
		if (!check_nested(plain->block, &root->entries[i].value))
			return false;
	}
	return !plain->twice || hito_yaml_check_keys(plain->block, root);
}

bool hito_yaml_plain(struct hito_yaml_block *block, struct hito_span span,
		     struct hito_yaml *out_root, bool *out_no_memory)
{
	const struct hito_yaml empty = *out_root;
	const size_t nodes = block->reader.nodes;
	struct plain plain = {.block = block,
			      .text = block->reader.text,
			      .at = span.start,
			      .end = span.end,
			      .out = out_root,
			      .capacity = FIRST_ENTRIES};

	*out_no_memory = false;
	if (block->source->readable.ptr != block->source->text.ptr ||
	    !skip_gap(&plain))
		return false;
	out_root->entries = hito_arena_bytes(
		hito_yaml_rows(&block->reader),
		FIRST_ENTRIES * sizeof(struct hito_yaml_entry));
	plain.no_memory = !out_root->entries;
	if (!plain.no_memory && read_entries(&plain)) {
		plain.no_memory = !check_keys(&plain);
		if (!plain.no_memory)
			return true;
	}
	*out_no_memory = plain.no_memory;
	*out_root = empty;
	block->reader.nodes = nodes;
	return false;
}
