/* SPDX-License-Identifier: MIT */
/* Text in plain letters, and where each of them comes from. */
#include "lint/plain.h"

#include <string.h>

#include "base/utf8.h"
#include "base/wide.h"
#include "plan/fold.h"

/* Typographic signs and the plain ones that stand for them. */
static const char *plain_sign(uint32_t code)
{
	switch (code) {
	case 0x2018:
	case 0x2019:
	case 0xb4:
		return "'";
	case 0xab:
	case 0xbb:
	case 0x201c:
	case 0x201d:
	case 0x201e:
		return "\"";
	case 0x2010:
	case 0x2011:
	case 0x2012:
	case 0x2212:
		return "-";
	case 0x2013: /* a dash ends a phrase, a hyphen does not */
	case 0x2014:
		return ";";
	case 0x2026:
		return "...";
	case 0xd7:
		return "x";
	case 0xba:
	case 0xaa:
		return "\xc2\xba";
	default:
		return NULL;
	}
}

static bool is_currency(uint32_t code)
{
	return code == 0xa2 || code == 0xa3 || code == 0xa5 || code == 0x20ac;
}

struct fold {
	struct hito_plain *plain;
	char *text;
	size_t len;
};

/* At most four bytes for one character of two or more. */
static void put(struct fold *fold, const char *bytes, size_t len, size_t from)
{
	if (len == 1 && *bytes == ' ' &&
	    (fold->len == 0 || fold->text[fold->len - 1] == ' '))
		return;
	for (size_t i = 0; i < len; i++) {
		fold->text[fold->len] = bytes[i];
		fold->plain->from[fold->len++] = (uint32_t)from;
	}
}

static void put_plain(struct fold *fold, unsigned char byte, size_t from)
{
	if (byte >= 'A' && byte <= 'Z')
		byte = (unsigned char)(byte - 'A' + 'a');
	if (byte <= ' ' || byte == 0x7f) {
		put(fold, " ", 1, from);
		return;
	}
	fold->text[fold->len] = (char)byte;
	fold->plain->from[fold->len++] = (uint32_t)from;
}

static void put_code(struct fold *fold, uint32_t code, struct hito_str bytes,
		     size_t from)
{
	const char *letters = hito_fold_letter(code);
	const char *sign = plain_sign(code);

	if (letters) {
		put(fold, letters, strlen(letters), from);
	} else if (sign) {
		put(fold, sign, strlen(sign), from);
	} else if (is_currency(code)) {
		put(fold, bytes.ptr, bytes.len, from);
	} else if ((code >= 0x370 && code < 0x2000) ||
		   (code >= 0x3040 && code < 0xe000)) {
		put(fold, "x", 1, from); /* a letter of another script */
	} else if (!hito_utf8_is_zero_width(code) && code != 0xfe0f) {
		put(fold, " ", 1, from);
	}
}

/*
 * As most texts are: each byte stays where it is, only smaller. False: there
 * is more to do. A window is of HITO_WIDE bytes.
 *
 * spaced   no space may stand first
 */
static bool copy_window(const char *bytes, bool spaced, char *text)
{
	const hito_wide wide = hito_wide_load(bytes);
	const hito_wide big = (hito_wide)(wide - 'A' <= 'Z' - 'A');
	const hito_wide lower = wide | (big & 0x20);
	unsigned spaces = hito_wide_bits((hito_wide)(wide == ' '));

	memcpy(text, &lower, sizeof(lower));
	return !(spaces & (spaces << 1 | spaced)) &&
	       !hito_wide_bits(hito_wide_odd(wide));
}

/* text has room for a window more. */
static bool copy_plain(struct hito_str original, char *text)
{
	char last[HITO_WIDE];
	bool spaced = true;
	size_t at = 0;

	for (; original.len - at >= HITO_WIDE; at += HITO_WIDE) {
		if (!copy_window(original.ptr + at, spaced, text + at))
			return false;
		spaced = text[at + HITO_WIDE - 1] == ' ';
	}
	memset(last, 'a', sizeof(last));
	memcpy(last, original.ptr + at, original.len - at);
	return copy_window(last, spaced, text + at) && original.len &&
	       text[original.len - 1] != ' ';
}

bool hito_plain_make(struct hito_arena *arena, struct hito_str original,
		     struct hito_plain *out)
{
	struct fold fold = {.plain = out};
	size_t size, at;

	original = hito_str_slice(original, 0, HITO_PLAIN_SIZE);
	out->original = original;
	out->from = NULL;
	/* Characters of one byte stay so. */
	fold.text = hito_arena_bytes(arena, 2 * original.len + HITO_WIDE);
	if (!fold.text)
		return false;
	if (copy_plain(original, fold.text)) {
		out->text = (struct hito_str){fold.text, original.len};
		return true;
	}
	out->from = hito_new(arena, uint32_t, original.len * 2 + 1);
	if (!out->from)
		return false;
	for (at = 0; at < original.len; at += size) {
		unsigned char byte = (unsigned char)original.ptr[at];
		uint32_t code;

		size = 1;
		if (byte < 0x80) {
			put_plain(&fold, byte, at);
			continue;
		}
		code = hito_utf8_at(original, at, &size, NULL);
		put_code(&fold, code, hito_str_slice(original, at, at + size),
			 at);
	}
	while (fold.len && fold.text[fold.len - 1] == ' ')
		fold.len--;
	out->text = (struct hito_str){fold.text, fold.len};
	out->from[fold.len] = (uint32_t)original.len;
	return true;
}

struct hito_str hito_plain_original(const struct hito_plain *plain,
				    size_t start, size_t end)
{
	return hito_str_trim(hito_str_slice(plain->original,
					    hito_plain_place(plain, start),
					    hito_plain_place(plain, end)));
}

uint32_t hito_plain_hash(struct hito_str word)
{
	uint32_t hash = HITO_PLAIN_HASH_START;
	size_t i;

	for (i = 0; i < word.len; i++)
		hash = hito_plain_hash_add(hash, word.ptr[i]);
	return hito_plain_hash_end(hash);
}
