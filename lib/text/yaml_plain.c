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

/* Entries for which room is made at once. */
#define FIRST_ENTRIES 16

struct plain {
	struct hito_yaml_block *block;
	struct hito_str text;
	uint32_t at, end;
	struct hito_yaml *out;
	size_t capacity;
	uint64_t seen;  /* a bit for each key: two may share one */
	uint64_t twice; /* those seen before: perhaps a key stands twice */
	bool nested;    /* a value has entries */
	bool no_memory;
};

static bool is_letter(char byte)
{
	return ((unsigned char)byte | 0x20u) - 'a' <= 'z' - 'a' ||
	       (unsigned char)byte >= 0x80;
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
		       struct hito_span line, struct hito_yaml *out)
{
	struct hito_span rest = {head->rest, line.end};

	if (hito_yaml_skip_blanks(plain->text, rest).start >= line.end)
		return read_below(plain, head, line, out);
	if (!hito_yaml_flat(plain->text, rest, out))
		return false;
	out->bare = out->style == HITO_YAML_PLAIN && out->text.len > 0;
	return true;
}

/* A line that is not of the plainest form, with what stands below it. */
static bool read_other(struct plain *plain, struct hito_yaml_entry *out)
{
	struct hito_yaml_head head;
	struct hito_span line;

	if (!hito_yaml_next_line(plain->text, plain->end, &plain->at, &line) ||
	    !hito_yaml_split(plain->text, line, &head) || head.quoted)
		return false;
	*out = (struct hito_yaml_entry){
		.key = {plain->text.ptr + head.key.start,
			head.key.end - head.key.start},
		.key_span = head.key,
		.readable = true,
	};
	if (!read_value(plain, &head, line, &out->value))
		return false;
	out->span = (struct hito_span){head.key.start, out->value.span.end};
	return true;
}

/* Is there nothing on the line? It is skipped then. */
static bool skip_gap(struct plain *plain)
{
	struct hito_span line;

	return hito_yaml_next_line(plain->text, plain->end, &plain->at,
				   &line) &&
	       (line.start >= line.end || plain->text.ptr[line.start] == '#');
}

static void note_key(struct plain *plain, struct hito_str key)
{
	unsigned first = (unsigned char)key.ptr[0];
	unsigned last = (unsigned char)key.ptr[key.len - 1];
	uint64_t bit = UINT64_C(1)
		       << ((first * 5 + last * 3 + (unsigned)key.len) & 63);

	plain->twice |= plain->seen & bit;
	plain->seen |= bit;
}

/* Room for one more entry; NULL when memory ends. */
static struct hito_yaml_entry *next_entry(struct plain *plain)
{
	struct hito_yaml *out = plain->out;

	if (out->count == plain->capacity &&
	    !hito_reserve(hito_yaml_rows(&plain->block->reader), out->entries,
			  out->count, plain->capacity)) {
		plain->no_memory = true;
		return NULL;
	}
	return &out->entries[out->count];
}

static bool read_entries(struct plain *plain)
{
	struct hito_yaml_entry *entry;

	while (plain->at < plain->end) {
		uint32_t next;

		entry = next_entry(plain);
		if (!entry)
			return false;
		next = hito_yaml_pair(plain->text, plain->at, plain->end,
				      entry);
		if (next) {
			plain->at = next;
		} else if (!is_letter(plain->text.ptr[plain->at])) {
			if (!skip_gap(plain))
				return false;
			continue;
		} else if (!read_other(plain, entry)) {
			return false;
		}
		plain->out->count++;
		note_key(plain, entry->key);
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
		if (value->entries[i].value.count &&
		    !check_nested(block, &value->entries[i].value))
			return false;
	}
	return true;
}

static bool check_keys(const struct plain *plain)
{
	const struct hito_yaml *root = plain->out;

	for (size_t i = 0; plain->nested && i < root->count; i++) {
		if (root->entries[i].value.count &&
		    !check_nested(plain->block, &root->entries[i].value))
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
	if (!block->reader.clean)
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
