/* SPDX-License-Identifier: MIT */
/* Slugs: ids that people can type, made from titles. */
#include "hito/value.h"

#include <string.h>

#include "base/utf8.h"
#include "plan/fold.h"

#define SLUG_WORDS 6
#define SLUG_BYTES 48

struct slug {
	char text[SLUG_BYTES];
	size_t len;
	size_t words;
	bool gap; /* something that is no letter since the last one */
};

/* False when the slug is full. */
static bool add_letter(struct slug *slug, char letter)
{
	bool begins = slug->len == 0 || slug->gap;
	size_t need = slug->gap && slug->len ? 2 : 1;

	if (begins && slug->words == SLUG_WORDS)
		return false;
	if (need > SLUG_BYTES - slug->len)
		return false;
	if (need == 2)
		slug->text[slug->len++] = '-';
	slug->text[slug->len++] = letter;
	if (begins)
		slug->words++;
	slug->gap = false;
	return true;
}

static bool add_letters(struct slug *slug, const char *letters)
{
	while (*letters) {
		if (!add_letter(slug, *letters++))
			return false;
	}
	return true;
}

static bool add_code(struct slug *slug, uint32_t code)
{
	const char *letters = hito_fold_letter(code);

	if (letters)
		return add_letters(slug, letters);
	if (code >= 'A' && code <= 'Z')
		return add_letter(slug, (char)(code - 'A' + 'a'));
	if ((code >= 'a' && code <= 'z') || (code >= '0' && code <= '9'))
		return add_letter(slug, (char)code);
	slug->gap = true;
	return true;
}

struct hito_str hito_slug(struct hito_arena *arena, struct hito_str title)
{
	struct slug slug = {.len = 0};
	size_t size;

	for (size_t at = 0; at < title.len; at += size) {
		char byte = title.ptr[at];

		size = 1;
		if (byte >= 'a' && byte <= 'z'
			    ? !add_letter(&slug, byte)
			    : !add_code(&slug,
					hito_utf8_at(title, at, &size, NULL)))
			break;
	}
	return hito_arena_copy(arena, (struct hito_str){slug.text, slug.len});
}

bool hito_slug_is_valid(struct hito_str text)
{
	if (!text.len || text.ptr[0] == '-')
		return false;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		if (c != '-' && !(c >= 'a' && c <= 'z') &&
		    !(c >= '0' && c <= '9'))
			return false;
	}
	return true;
}
