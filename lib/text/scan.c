/* SPDX-License-Identifier: MIT */
/* Lines and odd bytes of a text, a block of bytes at a time. */
#include "text/scan.h"

#include <string.h>

#include "base/utf8.h"

/* Bytes that are looked at together. */
#define BLOCK 16

/* Counts of a byte each: so many blocks go into one. */
#define MOST_BLOCKS 255

typedef unsigned char wide __attribute__((vector_size(BLOCK)));

static bool is_any(wide block)
{
	uint64_t words[BLOCK / sizeof(uint64_t)];

	memcpy(words, &block, sizeof(words));
	return (words[0] | words[1]) != 0;
}

static wide load(const char *bytes)
{
	wide block;

	memcpy(&block, bytes, sizeof(block));
	return block;
}

static bool is_odd(unsigned char byte)
{
	return (byte < ' ' || byte > '~') && byte != '\n' && byte != '\t';
}

static uint32_t count_blocks(const char *bytes, size_t blocks)
{
	wide feeds = {0};
	unsigned char counts[BLOCK];
	uint32_t count = 0;

	for (size_t i = 0; i < blocks; i++)
		feeds -= (wide)(load(bytes + i * BLOCK) == '\n');
	memcpy(counts, &feeds, sizeof(counts));
	for (size_t i = 0; i < BLOCK; i++)
		count += counts[i];
	return count;
}

static uint32_t count_feeds(struct hito_str text)
{
	size_t blocks = text.len / BLOCK;
	uint32_t count = 0;

	for (size_t i = 0; i < blocks; i += MOST_BLOCKS) {
		size_t some = blocks - i;

		if (some > MOST_BLOCKS)
			some = MOST_BLOCKS;
		count += count_blocks(text.ptr + i * BLOCK, some);
	}
	for (size_t at = blocks * BLOCK; at < text.len; at++)
		count += text.ptr[at] == '\n';
	return count;
}

/* "<<<<<<<", "|||||||", "=======" and ">>>>>>>" begin so. */
static bool may_mark(struct hito_str text, uint32_t at)
{
	char first;

	if (at + 1 >= text.len)
		return false;
	first = text.ptr[at];
	return (first == '|' || (first >= '<' && first <= '>')) &&
	       text.ptr[at + 1] == first;
}

static void add_line(struct hito_scan *scan, struct hito_str text,
		     uint32_t start)
{
	uint32_t size = start - scan->starts[scan->count - 1];

	if (size > scan->longest)
		scan->longest = size;
	if (may_mark(text, start))
		scan->marked = true;
	scan->starts[scan->count++] = start;
}

/* The lines that begin behind the feeds of a word, which stands at at. */
static void add_lines(struct hito_scan *scan, struct hito_str text, size_t at,
		      uint64_t feeds)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	while (feeds) {
		unsigned bit = (unsigned)__builtin_ctzll(feeds);

		add_line(scan, text, (uint32_t)at + bit / 8 + 1);
		feeds &= ~(UINT64_C(0xff) << bit);
	}
#else
	for (size_t i = 0; feeds && i < sizeof(feeds); i++) {
		if (text.ptr[at + i] == '\n')
			add_line(scan, text, (uint32_t)(at + i + 1));
	}
#endif
}

/* Does it stand for itself to all parsers and people? */
static bool is_harmless(uint32_t code)
{
	return code >= 0xa0 && !hito_utf8_is_bidi(code) &&
	       !hito_utf8_is_zero_width(code) && code != 0x2028 &&
	       code != 0x2029 && code != 0xfffe && code != 0xffff;
}

/* The character at an odd byte; of what was seen before it says nothing. */
static void judge(struct hito_scan *scan, struct hito_str text, size_t at)
{
	size_t size;
	bool valid;
	uint32_t code;

	if (at < scan->seen)
		return;
	code = hito_utf8_at(text, at, &size, &valid);
	scan->seen = at + size;
	if (code == '\r')
		valid = at + 1 < text.len && text.ptr[at + 1] == '\n';
	else
		valid = valid && is_harmless(code);
	scan->clean = scan->clean && valid;
}

static void take_block(struct hito_scan *scan, struct hito_str text, size_t at)
{
	wide block = load(text.ptr + at);
	wide feeds = (wide)(block == '\n');
	wide odd = (wide)(block - ' ' > '~' - ' ') & ~feeds &
		   (wide)(block != '\t');
	uint64_t words[BLOCK / sizeof(uint64_t)];

	memcpy(words, &feeds, sizeof(words));
	add_lines(scan, text, at, words[0]);
	add_lines(scan, text, at + sizeof(words[0]), words[1]);
	if (!is_any(odd))
		return;
	for (size_t i = 0; i < BLOCK; i++) {
		if (is_odd((unsigned char)text.ptr[at + i]))
			judge(scan, text, at + i);
	}
}

bool hito_scan_text(struct hito_arena *arena, struct hito_str text,
		    uint32_t start, struct hito_scan *out)
{
	struct hito_scan scan = {.count = 1, .clean = true, .seen = start};
	size_t at = 0;

	scan.starts = hito_new(arena, uint32_t, (size_t)count_feeds(text) + 1);
	if (!scan.starts)
		return false;
	scan.marked = may_mark(text, start);
	for (; text.len - at >= BLOCK; at += BLOCK)
		take_block(&scan, text, at);
	for (; at < text.len; at++) {
		if (text.ptr[at] == '\n')
			add_line(&scan, text, (uint32_t)at + 1);
		else if (is_odd((unsigned char)text.ptr[at]))
			judge(&scan, text, at);
	}
	if (text.len - scan.starts[scan.count - 1] > scan.longest)
		scan.longest = (uint32_t)text.len - scan.starts[scan.count - 1];
	*out = scan;
	return true;
}
