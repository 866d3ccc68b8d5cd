/* SPDX-License-Identifier: MIT */
/*
 * UTF-8: decode, validate, count; kinds of characters and their widths.
 */
#ifndef HITO_BASE_UTF8_H
#define HITO_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hito/str.h"

/*
 * The code point at offset at; *out_size gets its bytes (1 and U+FFFD for a
 * byte that is not UTF-8: overlong, surrogate, above U+10FFFF, cut).
 * at < text.len. *out_valid (may be NULL) says which.
 */
uint32_t hito_utf8_at(struct hito_str text, size_t at, size_t *out_size,
		      bool *out_valid);
/* Offset of the first byte that is not UTF-8; SIZE_MAX when all is valid. */
size_t hito_utf8_invalid(struct hito_str text, size_t from);
/*
 * Offset of the first byte at or behind from that is neither printable ASCII
 * nor a line feed or tab; text.len for none. It looks at many bytes at once.
 */
size_t hito_utf8_skip_plain(struct hito_str text, size_t from);
/* The same of line feeds and tabs, too. */
size_t hito_utf8_skip_printable(struct hito_str text, size_t from);
/* Code points; an invalid byte counts as one. */
size_t hito_utf8_count(struct hito_str text);
/* Writes 1 to 4 bytes; returns how many. */
size_t hito_utf8_encode(uint32_t code, char out[4]);

/* Bidi controls: U+061C, U+200E/F, U+202A-E, U+2066-9. */
bool hito_utf8_is_bidi(uint32_t code);
/* U+200B-D, U+2060, U+FEFF. */
bool hito_utf8_is_zero_width(uint32_t code);
/* C0 without TAB, LF, CR; DEL; C1. */
bool hito_utf8_is_control(uint32_t code);
/* Columns on a terminal: 0, 1 or 2 (East Asian wide, emoji). */
int hito_utf8_width(uint32_t code);

#endif
