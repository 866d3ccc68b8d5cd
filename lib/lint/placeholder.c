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

/* Where a byte is looked at by may_stand_at. */
enum { NOWHERE, ANYWHERE, AT_START, AT_END };

/* At the start of a word, or at its end. */
static const unsigned char begins[256] = {
	['t'] = AT_START,  ['T'] = AT_START,  ['x'] = AT_START,
	['X'] = AT_START,  ['y'] = AT_START,  ['Y'] = AT_START,
	['l'] = AT_START,  ['L'] = AT_START,  ['F'] = AT_START,
	['r'] = AT_END,    ['R'] = AT_END,    ['.'] = ANYWHERE,
	['_'] = ANYWHERE,  ['?'] = ANYWHERE,  ['['] = ANYWHERE,
	['{'] = ANYWHERE,  ['<'] = ANYWHERE,  [0xc2] = ANYWHERE,
	[0xe1] = ANYWHERE, [0xe2] = ANYWHERE, [0xe3] = ANYWHERE,
};

/* ASCII letters, digits and "_" go on with a word for the pattern, too. */
static bool is_inside(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
	       (byte >= '0' && byte <= '9') || byte == '_';
}

static bool is_place(struct hito_str text, size_t at)
{
	switch (begins[(unsigned char)text.ptr[at]]) {
	case ANYWHERE:
		return true;
	case AT_START:
		return at == 0 || !is_inside(text.ptr[at - 1]);
	case AT_END:
		return at + 1 == text.len || !is_inside(text.ptr[at + 1]);
	default:
		return false;
	}
}

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
	if ((unsigned char)text.ptr[0] > ' ' && text.ptr[0] != '-')
		return false;
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
		if (begins[(unsigned char)text.ptr[i]] && is_place(text, i) &&
		    may_stand_at(text, i))
			return true;
	}
	return false;
}
