/* SPDX-License-Identifier: MIT */
/*
 * What every match of the placeholder pattern has in it, looked for byte by
 * byte: the pattern itself is tried at a few texts of a hundred.
 */
#include "lint/placeholder.h"

#include <string.h>

static char lower_at(struct hito_str text, size_t at)
{
	char byte = at < text.len ? text.ptr[at] : '\0';

	return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

static bool stands(struct hito_str text, size_t at, const char *word)
{
	size_t i = 0;

	while (word[i] && lower_at(text, at + i) == word[i])
		i++;
	return !word[i];
}

/* "TBD", "T.B.D", "TODO", "to be decided"; "to" alone stands everywhere. */
static bool may_begin_t(struct hito_str text, size_t at)
{
	char next = lower_at(text, at + 1);

	if (next == 'b' || next == '.')
		return true;
	return next == 'o' &&
	       (stands(text, at, "todo") || stands(text, at, "to be "));
}

/* Bytes of the longest word that a place where something is decided has. */
#define LONGEST_DECIDED 12

/* Does a word that ends at at follow "por", "a", "de" or "sin"? */
static bool follows_small_word(struct hito_str text, size_t at)
{
	size_t start = at;

	while (start > 0 && text.ptr[start - 1] != ' ' &&
	       at - start < LONGEST_DECIDED)
		start--;
	return start >= 2 && text.ptr[start - 1] == ' ' &&
	       memchr("raen", lower_at(text, start - 2), 4);
}

/* The end of "definir", "asignar": all that is "por definir" ends so. */
static bool may_end_decided(struct hito_str text, size_t at)
{
	char next = lower_at(text, at + 1);
	char vowel, before;

	if (at < 4 || (next >= 'a' && next <= 'z'))
		return false;
	vowel = lower_at(text, at - 1);
	before = lower_at(text, at - 2);
	if (vowel == 'i' ? !memchr("ndg", before, 3)
			 : vowel != 'a' || !memchr("nmtj", before, 4))
		return false;
	return follows_small_word(text, at);
}

/* The bytes that may_stand_at looks at. */
static const bool begins[256] = {
	['t'] = true,  ['T'] = true,  ['r'] = true,  ['R'] = true,
	['x'] = true,  ['X'] = true,  ['y'] = true,  ['Y'] = true,
	['l'] = true,  ['L'] = true,  ['F'] = true,  ['.'] = true,
	['_'] = true,  [0xc2] = true, [0xe1] = true, [0xe2] = true,
	[0xe3] = true, ['?'] = true,  ['['] = true,  ['{'] = true,
	['<'] = true,
};

static bool may_stand_at(struct hito_str text, size_t at)
{
	switch (text.ptr[at]) {
	case 't':
	case 'T':
		return may_begin_t(text, at);
	case 'r':
	case 'R':
		return may_end_decided(text, at);
	case 'x':
	case 'X':
		return stands(text, at, "xxx");
	case 'y':
	case 'Y':
		return stands(text, at, "yet ");
	case 'l':
	case 'L':
		return stands(text, at, "lorem ");
	case 'F':
		return stands(text, at, "fixme");
	case '.':
		return stands(text, at, "...");
	case '_':
		return stands(text, at, "___");
	case '\xc2': /* spaces and signs beyond ASCII that the pattern knows */
	case '\xe1':
	case '\xe2':
	case '\xe3':
	case '?':
	case '[':
	case '{':
	case '<':
		return true;
	default:
		return false;
	}
}

/* A line of hyphens: nothing but blanks may stand before the first. */
static bool may_be_line(struct hito_str text)
{
	text = hito_str_trim(text);
	return text.len > 0 && (text.ptr[0] == '-' || text.ptr[0] == '\v' ||
				text.ptr[0] == '\f');
}

bool hito_placeholder_may_stand(struct hito_str text)
{
	size_t i;

	if (text.len == 0)
		return false;
	if (may_be_line(text))
		return true;
	for (i = 0; i < text.len; i++) {
		if (begins[(unsigned char)text.ptr[i]] && may_stand_at(text, i))
			return true;
	}
	return false;
}
