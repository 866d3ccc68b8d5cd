/* SPDX-License-Identifier: MIT */
/* UTF-8 decoded strictly (RFC 3629); Unicode's tables come from utf8proc. */
#include "base/utf8.h"

#include <string.h>

#include <utf8proc.h>

#include "base/wide.h"

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

/* Bytes of a block that are neither printable nor, perhaps, feeds. */
static inline unsigned odd_bits(const char *bytes, bool feeds)
{
	hito_wide wide = hito_wide_load(bytes);
	hito_wide odd = hito_wide_odd(wide);

	if (feeds)
		odd &= (hito_wide)(wide != '\n') & (hito_wide)(wide != '\t');
	return hito_wide_bits(odd);
}

/* The last bytes are looked at with a NUL behind them, which is odd. */
static inline size_t skip(struct hito_str text, size_t from, bool feeds)
{
	char last[HITO_WIDE] = {0};

	for (; from < text.len && text.len - from >= HITO_WIDE;
	     from += HITO_WIDE) {
		unsigned bits = odd_bits(text.ptr + from, feeds);

		if (bits)
			return from + (size_t)__builtin_ctz(bits);
	}
	if (from >= text.len)
		return text.len;
	memcpy(last, text.ptr + from, text.len - from);
	return from + (size_t)__builtin_ctz(odd_bits(last, feeds));
}

size_t hito_utf8_skip_plain(struct hito_str text, size_t from)
{
	return skip(text, from, true);
}

size_t hito_utf8_skip_printable(struct hito_str text, size_t from)
{
	return skip(text, from, false);
}

size_t hito_utf8_invalid(struct hito_str text, size_t from)
{
	while (from < text.len) {
		size_t size;
		bool valid;

		if ((unsigned char)text.ptr[from] < 0x80) {
			size = hito_utf8_skip_plain(text, from) - from;
			from += size ? size : 1;
			continue;
		}
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
		size = hito_utf8_skip_plain(text, at) - at;
		count += size;
		if (size > 0)
			continue;
		size = 1;
		if ((unsigned char)text.ptr[at] >= 0x80)
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
