/* SPDX-License-Identifier: MIT */
/* Folding words to compare them, and how far two words are apart. */
#include "plan/fold.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

/* U+00C0 to U+017F; "" where no ASCII letters stand for the code point. */
static const char *const latin[] = {
	"a", "a", "a", "a",  "a",  "a",  "ae", "c", "e", "e", "e",  "e",  "i",
	"i", "i", "i", "d",  "n",  "o",  "o",  "o", "o", "o", "",   "o",  "u",
	"u", "u", "u", "y",  "th", "ss", "a",  "a", "a", "a", "a",  "a",  "ae",
	"c", "e", "e", "e",  "e",  "i",  "i",  "i", "i", "d", "n",  "o",  "o",
	"o", "o", "o", "",   "o",  "u",  "u",  "u", "u", "y", "th", "y",  "a",
	"a", "a", "a", "a",  "a",  "c",  "c",  "c", "c", "c", "c",  "c",  "c",
	"d", "d", "d", "d",  "e",  "e",  "e",  "e", "e", "e", "e",  "e",  "e",
	"e", "g", "g", "g",  "g",  "g",  "g",  "g", "g", "h", "h",  "h",  "h",
	"i", "i", "i", "i",  "i",  "i",  "i",  "i", "i", "i", "ij", "ij", "j",
	"j", "k", "k", "k",  "l",  "l",  "l",  "l", "l", "l", "l",  "l",  "l",
	"l", "n", "n", "n",  "n",  "n",  "n",  "n", "n", "n", "o",  "o",  "o",
	"o", "o", "o", "oe", "oe", "r",  "r",  "r", "r", "r", "r",  "s",  "s",
	"s", "s", "s", "s",  "s",  "s",  "t",  "t", "t", "t", "t",  "t",  "u",
	"u", "u", "u", "u",  "u",  "u",  "u",  "u", "u", "u", "u",  "w",  "w",
	"y", "y", "y", "z",  "z",  "z",  "z",  "z", "z", "s",
};

_Static_assert(sizeof(latin) / sizeof(latin[0]) == 0x180 - 0xc0,
	       "one line for each code point");

const char *hito_fold_letter(uint32_t code)
{
	if (code >= 0x300 && code <= 0x36f)
		return "";
	if (code < 0xc0 || code >= 0x180 || !*latin[code - 0xc0])
		return NULL;
	return latin[code - 0xc0];
}

static bool append(struct hito_folded *out, const char *ptr, size_t len)
{
	if (len > HITO_FOLD_SIZE - out->len)
		return false;
	memcpy(out->text + out->len, ptr, len);
	out->len += len;
	return true;
}

/* Spaces, hyphens and underscores, also those of typesetters. */
static bool is_gap(uint32_t code)
{
	return code == ' ' || code == '\t' || code == '-' || code == '_' ||
	       code == 0xa0 || code == 0x202f || code == 0x2010 ||
	       code == 0x2011;
}

static bool append_code(struct hito_folded *out, uint32_t code,
			struct hito_str bytes)
{
	const char *letters = hito_fold_letter(code);
	char byte = (char)code;

	if (is_gap(code))
		return (out->len && out->text[out->len - 1] == '-') ||
		       append(out, "-", 1);
	if (letters)
		return append(out, letters, strlen(letters));
	if (code >= 0x80)
		return append(out, bytes.ptr, bytes.len);
	if (byte >= 'A' && byte <= 'Z')
		byte = (char)(byte - 'A' + 'a');
	return append(out, &byte, 1);
}

bool hito_fold(struct hito_str word, struct hito_folded *out)
{
	size_t size;

	out->len = 0;
	for (size_t at = 0; at < word.len; at += size) {
		unsigned char byte = (unsigned char)word.ptr[at];
		uint32_t code;

		if (byte >= 'a' && byte <= 'z' && out->len < HITO_FOLD_SIZE) {
			out->text[out->len++] = (char)byte;
			size = 1;
			continue;
		}
		code = hito_utf8_at(word, at, &size, NULL);
		if (!append_code(out, code,
				 hito_str_slice(word, at, at + size)))
			return false;
	}
	return out->len > 0;
}

bool hito_fold_equal(struct hito_str a, struct hito_str b)
{
	struct hito_folded x, y;

	if (!hito_fold(a, &x) || !hito_fold(b, &y))
		return hito_str_equal_nocase(a, b);
	return x.len == y.len && !memcmp(x.text, y.text, x.len);
}

bool hito_fold_same(const struct hito_folded *word, const char *spelling)
{
	struct hito_folded other;
	size_t at = 0;

	/* Most are plain letters, and differ in one of them. */
	while (spelling[at] >= 'a' && spelling[at] <= 'z') {
		if (at >= word->len || word->text[at] != spelling[at])
			return false;
		at++;
	}
	if (!spelling[at])
		return at == word->len;
	return hito_fold(hito_str_from(spelling), &other) &&
	       word->len == other.len &&
	       !memcmp(word->text, other.text, word->len);
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/*
 * Letters changed, left out, added or swapped with their neighbour between
 * two words (optimal string alignment). Three rows of the usual table do.
 */
static size_t distance(const struct hito_folded *a, const struct hito_folded *b)
{
	uint8_t rows[3][HITO_FOLD_SIZE + 1];

	for (size_t j = 0; j <= b->len; j++)
		rows[0][j] = (uint8_t)j;
	for (size_t i = 1; i <= a->len; i++) {
		uint8_t *row = rows[i % 3], *above = rows[(i + 2) % 3];

		row[0] = (uint8_t)i;
		for (size_t j = 1; j <= b->len; j++) {
			size_t change = a->text[i - 1] != b->text[j - 1];
			size_t best = least(above[j - 1] + change,
					    least(above[j], row[j - 1]) + 1u);

			if (i > 1 && j > 1 &&
			    a->text[i - 1] == b->text[j - 2] &&
			    a->text[i - 2] == b->text[j - 1])
				best = least(best,
					     rows[(i + 1) % 3][j - 2] + 1u);
			row[j] = (uint8_t)best;
		}
	}
	return rows[a->len % 3][b->len];
}

void hito_nearest_init(struct hito_nearest *nearest, struct hito_str word)
{
	nearest->best = NULL;
	nearest->distance = 3;
	if (!hito_fold(word, &nearest->word))
		nearest->word.len = 0;
}

void hito_nearest_try(struct hito_nearest *nearest, const char *candidate)
{
	struct hito_folded folded;
	size_t shorter, apart;

	if (!nearest->word.len || !hito_fold(hito_str_from(candidate), &folded))
		return;
	shorter = least(nearest->word.len, folded.len);
	apart = distance(&nearest->word, &folded);
	/* A word that shares no letter with another is not near it. */
	if (apart >= nearest->distance || apart >= shorter ||
	    apart > (shorter <= 4 ? 1u : 2u))
		return;
	nearest->distance = apart;
	nearest->best = candidate;
}
