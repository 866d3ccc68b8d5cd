/* SPDX-License-Identifier: MIT */
/* UTF-8 decoded strictly (RFC 3629); Unicode's tables come from utf8proc. */
#include "base/utf8.h"

#include <string.h>
#include <utf8proc.h>

#define REPLACEMENT 0xfffdu

/* The first byte's share of the code, the length, the least second byte. */
static size_t lead(unsigned char byte, uint32_t *code)
{
	if (byte >= 0xc2 && byte <= 0xdf) {
		*code = byte & 0x1fu;
		return 2;
	}
	if (byte >= 0xe0 && byte <= 0xef) {
		*code = byte & 0x0fu;
		return 3;
	}
	if (byte >= 0xf0 && byte <= 0xf4) {
		*code = byte & 0x07u;
		return 4;
	}
	return 0;
}

/* Length of the character at ptr, 0 when its bytes are not UTF-8. */
static size_t decode(const unsigned char *ptr, size_t len, uint32_t *code)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	size_t size;

	if (ptr[0] < 0x80) {
		*code = ptr[0];
		return 1;
	}
	size = lead(ptr[0], code);
	if (!size || size > len)
		return 0;
	for (size_t i = 1; i < size; i++) {
		if ((ptr[i] & 0xc0u) != 0x80)
			return 0;
		*code = *code << 6 | (ptr[i] & 0x3fu);
	}
	if (*code < least[size] || *code > 0x10ffff ||
	    (*code >= 0xd800 && *code <= 0xdfff))
		return 0;
	return size;
}

uint32_t hito_utf8_at(struct hito_str text, size_t at, size_t *out_size,
		      bool *out_valid)
{
	uint32_t code;
	size_t size = decode((const unsigned char *)text.ptr + at,
			     text.len - at, &code);

	if (out_valid)
		*out_valid = size > 0;
	*out_size = size ? size : 1;
	return size ? code : REPLACEMENT;
}

size_t hito_utf8_invalid(struct hito_str text, size_t from)
{
	while (from < text.len) {
		size_t size;
		bool valid;

		hito_utf8_at(text, from, &size, &valid);
		if (!valid)
			return from;
		from += size;
	}
	return SIZE_MAX;
}

size_t hito_utf8_count(struct hito_str text)
{
	size_t count = 0;
	size_t size;

	for (size_t at = 0; at < text.len; at += size) {
		hito_utf8_at(text, at, &size, NULL);
		count++;
	}
	return count;
}

size_t hito_utf8_encode(uint32_t code, char out[4])
{
	if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
		code = REPLACEMENT;
	if (code < 0x80) {
		out[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		out[0] = (char)(0xc0u | code >> 6);
		out[1] = (char)(0x80u | (code & 0x3fu));
		return 2;
	}
	if (code < 0x10000) {
		out[0] = (char)(0xe0u | code >> 12);
		out[1] = (char)(0x80u | (code >> 6 & 0x3fu));
		out[2] = (char)(0x80u | (code & 0x3fu));
		return 3;
	}
	out[0] = (char)(0xf0u | code >> 18);
	out[1] = (char)(0x80u | (code >> 12 & 0x3fu));
	out[2] = (char)(0x80u | (code >> 6 & 0x3fu));
	out[3] = (char)(0x80u | (code & 0x3fu));
	return 4;
}

bool hito_utf8_is_bidi(uint32_t code)
{
	return code == 0x061c || code == 0x200e || code == 0x200f ||
	       (code >= 0x202a && code <= 0x202e) ||
	       (code >= 0x2066 && code <= 0x2069);
}

bool hito_utf8_is_zero_width(uint32_t code)
{
	return (code >= 0x200b && code <= 0x200d) || code == 0x2060 ||
	       code == 0xfeff;
}

bool hito_utf8_is_control(uint32_t code)
{
	if (code == '\t' || code == '\n' || code == '\r')
		return false;
	return code < 0x20 || (code >= 0x7f && code <= 0x9f);
}

int hito_utf8_width(uint32_t code)
{
	return utf8proc_charwidth((utf8proc_int32_t)code);
}

/* Where text is written; ptr NULL only counts the bytes. */
struct sink {
	char *ptr;
	size_t len;
};

static void sink_bytes(struct sink *sink, const char *ptr, size_t len)
{
	if (sink->ptr)
		memcpy(sink->ptr + sink->len, ptr, len);
	sink->len += len;
}

static void sink_code(struct sink *sink, uint32_t code)
{
	char bytes[4];

	sink_bytes(sink, bytes, hito_utf8_encode(code, bytes));
}

static bool is_mark(uint32_t code)
{
	utf8proc_category_t kind = utf8proc_category((utf8proc_int32_t)code);

	return kind == UTF8PROC_CATEGORY_MN || kind == UTF8PROC_CATEGORY_MC ||
	       kind == UTF8PROC_CATEGORY_ME;
}

static void fold_code(struct sink *sink, uint32_t code)
{
	utf8proc_int32_t parts[32];
	utf8proc_ssize_t count;
	int boundary = 0;

	count = utf8proc_decompose_char((utf8proc_int32_t)code, parts, 32,
					UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD,
					&boundary);
	for (utf8proc_ssize_t i = 0; i < count && i < 32; i++) {
		if (!is_mark((uint32_t)parts[i]))
			sink_code(sink, (uint32_t)parts[i]);
	}
}

static void fold(struct sink *sink, struct hito_str text)
{
	size_t size;

	for (size_t at = 0; at < text.len; at += size) {
		bool valid;
		uint32_t code = hito_utf8_at(text, at, &size, &valid);

		if (!valid)
			sink_bytes(sink, "?", 1);
		else if (code >= 0x80)
			fold_code(sink, code);
		else if (code >= 'A' && code <= 'Z')
			sink_code(sink, code - 'A' + 'a');
		else
			sink_code(sink, code);
	}
}

struct hito_str hito_utf8_fold(struct hito_arena *arena, struct hito_str text)
{
	struct sink sink = {NULL, 0};

	fold(&sink, text);
	sink.ptr = hito_arena_alloc(arena, sink.len + 1, 1);
	if (!sink.ptr)
		return (struct hito_str){NULL, 0};
	sink.len = 0;
	fold(&sink, text);
	return (struct hito_str){sink.ptr, sink.len};
}

/*
 * Text is normalised in small pieces, each a character with the marks and
 * Hangul vowels that may join it: the library's ordering of marks takes the
 * square of their number, and a hostile file may have a million in a row.
 */
#define PIECE_CODES 64
#define PIECE_PARTS ((utf8proc_ssize_t)PIECE_CODES * 4)

static bool joins(uint32_t code)
{
	return is_mark(code) || (code >= 0x1160 && code <= 0x11ff);
}

static size_t piece_end(struct hito_str text, size_t at)
{
	size_t size;
	bool valid;

	hito_utf8_at(text, at, &size, &valid);
	at += size;
	for (int i = 1; valid && i < PIECE_CODES && at < text.len; i++) {
		uint32_t code = hito_utf8_at(text, at, &size, &valid);

		if (!valid || !joins(code))
			break;
		at += size;
	}
	return at;
}

static void nfc_piece(struct sink *sink, struct hito_str piece)
{
	const utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPOSE;
	utf8proc_int32_t codes[PIECE_PARTS];
	utf8proc_ssize_t count = utf8proc_decompose(
		(const utf8proc_uint8_t *)piece.ptr,
		(utf8proc_ssize_t)piece.len, codes, PIECE_PARTS, options);

	if (count >= 0 && count <= PIECE_PARTS)
		count = utf8proc_normalize_utf32(codes, count, options);
	/* Bytes that are not UTF-8 stay as they are. */
	if (count < 0 || count > PIECE_PARTS) {
		sink_bytes(sink, piece.ptr, piece.len);
		return;
	}
	for (utf8proc_ssize_t i = 0; i < count; i++)
		sink_code(sink, (uint32_t)codes[i]);
}

static void nfc(struct sink *sink, struct hito_str text)
{
	for (size_t at = 0; at < text.len;) {
		size_t end = piece_end(text, at);

		nfc_piece(sink, hito_str_slice(text, at, end));
		at = end;
	}
}

/* All characters below U+0300 stay alone and are their own NFC. */
static bool is_simple(struct hito_str text)
{
	for (size_t i = 0; i < text.len; i++) {
		if ((unsigned char)text.ptr[i] >= 0xcc)
			return false;
	}
	return true;
}

struct hito_str hito_utf8_nfc(struct hito_arena *arena, struct hito_str text)
{
	struct sink sink = {NULL, 0};
	struct hito_str done;

	if (is_simple(text))
		return text;
	nfc(&sink, text);
	sink.ptr = hito_arena_alloc(arena, sink.len + 1, 1);
	if (!sink.ptr)
		return (struct hito_str){NULL, 0};
	sink.len = 0;
	nfc(&sink, text);
	done.ptr = sink.ptr;
	done.len = sink.len;
	return hito_str_equal(done, text) ? text : done;
}
