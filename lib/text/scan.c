/* SPDX-License-Identifier: MIT */
/* Lines and odd bytes of a text, a block of bytes at a time. */
#include "text/scan.h"

#include <string.h>

#include "base/utf8.h"
#include "base/wide.h"

/* Counts of a byte each: so many blocks go into one. */
#define MOST_BLOCKS 255

/* Bytes that are looked at in a turn. */
#define PAIR ((size_t)2 * HITO_WIDE)

static bool is_odd(unsigned char byte)
{
	return (byte < ' ' || byte > '~') && byte != '\t';
}

static uint32_t count_blocks(const char *bytes, size_t blocks)
{
	hito_wide feeds = {0};
	unsigned char counts[HITO_WIDE];
	uint32_t count = 0;

	for (; blocks >= 2; blocks -= 2, bytes += PAIR) {
		feeds -= (hito_wide)(hito_wide_load(bytes) == '\n');
		feeds -= (hito_wide)(hito_wide_load(bytes + HITO_WIDE) == '\n');
	}
	if (blocks)
		feeds -= (hito_wide)(hito_wide_load(bytes) == '\n');
	memcpy(counts, &feeds, sizeof(counts));
	for (size_t i = 0; i < HITO_WIDE; i++)
		count += counts[i];
	return count;
}

static uint32_t count_feeds(struct hito_str text)
{
	size_t blocks = text.len / HITO_WIDE;
	uint32_t count = 0;

	for (size_t i = 0; i < blocks; i += MOST_BLOCKS) {
		size_t some = blocks - i;

		if (some > MOST_BLOCKS)
			some = MOST_BLOCKS;
		count += count_blocks(text.ptr + i * HITO_WIDE, some);
	}
	for (size_t at = blocks * HITO_WIDE; at < text.len; at++)
		count += text.ptr[at] == '\n';
	return count;
}

/* "<<<<<<<", "|||||||", "=======" and ">>>>>>>" begin so. */
static bool may_mark(const char *line)
{
	static const bool marks[256] = {
		['<'] = true, ['='] = true, ['>'] = true, ['|'] = true};

	return marks[(unsigned char)line[0]] && line[1] == line[0];
}

/* Where a line ends, and the next begins. */
static void end_line(struct hito_scan *scan, struct hito_str text,
		     uint32_t start, uint32_t next)
{
	if (next - start > scan->longest)
		scan->longest = next - start;
	if (next + 1 < text.len && may_mark(text.ptr + next))
		scan->marked = true;
}

/* Does it stand for itself to all parsers and people? */
static bool is_harmless(uint32_t code)
{
	/* Latin letters, dashes and quotation marks are most of them. */
	if ((code >= 0xc0 && code < 0x300) || (code >= 0x2010 && code < 0x2028))
		return true;
	return code >= 0xa0 && !hito_utf8_is_bidi(code) &&
	       !hito_utf8_is_zero_width(code) && code != 0x2028 &&
	       code != 0x2029 && code != 0xfffe && code != 0xffff;
}

/* The character at an odd byte that was not seen yet. */
static void judge(struct hito_scan *scan, struct hito_str text, size_t at)
{
	size_t size;
	bool valid;
	uint32_t code;

	if (text.ptr[at] == '\t')
		return;
	code = hito_utf8_at(text, at, &size, &valid);
	scan->seen = at + size;
	if (code == '\r')
		valid = at + 1 < text.len && text.ptr[at + 1] == '\n';
	else
		valid = valid && is_harmless(code);
	scan->clean = scan->clean && valid;
}

/* The bytes of a character that is_harmless names first; 0: any other. */
static size_t common_size(struct hito_str text, size_t at)
{
	const unsigned char *bytes = (const unsigned char *)text.ptr + at;

	if (text.len - at < 3 || (bytes[1] & 0xc0) != 0x80)
		return 0;
	if (bytes[0] >= 0xc3 && bytes[0] < 0xcc)
		return 2;
	return bytes[0] == 0xe2 && bytes[1] == 0x80 && bytes[2] >= 0x90 &&
			       bytes[2] < 0xa8
		       ? 3
		       : 0;
}

static void judge_each(struct hito_scan *scan, struct hito_str text, size_t at,
		       uint32_t odd)
{
	for (; odd; odd &= odd - 1) {
		size_t next = at + (size_t)__builtin_ctz(odd);
		size_t size;

		if (next < scan->seen)
			continue;
		size = common_size(text, next);
		if (size)
			scan->seen = next + size;
		else
			judge(scan, text, next);
	}
}

static uint32_t pair(hito_wide first, hito_wide second)
{
	return hito_wide_bits(first) | hito_wide_bits(second) << HITO_WIDE;
}

/* The starts of lines behind the feeds at or behind at; where they end. */
static uint32_t *put_starts(struct hito_scan *scan, struct hito_str text,
			    uint32_t *starts, size_t at, uint32_t feeds)
{
	for (; feeds; feeds &= feeds - 1) {
		uint32_t next =
			(uint32_t)at + (uint32_t)__builtin_ctz(feeds) + 1;

		end_line(scan, text, starts[-1], next);
		*starts++ = next;
	}
	return starts;
}

bool hito_scan_text(struct hito_arena *arena, struct hito_str text,
		    uint32_t start, struct hito_scan *out)
{
	struct hito_scan scan = {
		.count = count_feeds(text) + 1, .clean = true, .seen = start};
	uint32_t *next;
	size_t at = 0;

	scan.starts =
		hito_arena_bytes(arena, scan.count * sizeof(*scan.starts));
	if (!scan.starts)
		return false;
	next = scan.starts;
	*next++ = 0;
	/* The first line may be behind a byte order mark. */
	end_line(&scan, text, start, start);
	for (; text.len - at >= PAIR; at += PAIR) {
		hito_wide first = hito_wide_load(text.ptr + at);
		hito_wide second = hito_wide_load(text.ptr + at + HITO_WIDE);
		uint32_t feeds = pair((hito_wide)(first == '\n'),
				      (hito_wide)(second == '\n'));
		uint32_t odd =
			pair(hito_wide_odd(first), hito_wide_odd(second)) &
			~feeds;

		next = put_starts(&scan, text, next, at, feeds);
		if (odd)
			judge_each(&scan, text, at, odd);
	}
	for (; at < text.len; at++) {
		if (text.ptr[at] == '\n')
			next = put_starts(&scan, text, next, at, 1);
		else if (is_odd((unsigned char)text.ptr[at]))
			judge_each(&scan, text, at, 1);
	}
	end_line(&scan, text, next[-1], (uint32_t)text.len);
	*out = scan;
	return true;
}
