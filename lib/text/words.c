/* SPDX-License-Identifier: MIT */
/* Text without its markup, put together from pieces. */
#include "text/words.h"

#include <string.h>

#include "base/utf8.h"

static bool reserve(struct hito_words *words, size_t more)
{
	size_t capacity = words->capacity ? words->capacity : 64;
	char *copy;

	if (words->copy && words->capacity - words->len >= more)
		return true;
	while (capacity - words->len < more || capacity < words->len)
		capacity *= 2;
	copy = hito_arena_alloc(words->scratch, capacity, 1);
	if (!copy)
		return false;
	if (words->len)
		memcpy(copy, words->copy ? words->copy : words->slice,
		       words->len);
	words->copy = copy;
	words->capacity = capacity;
	return true;
}

bool hito_words_add(struct hito_words *words, const char *ptr, size_t len,
		    bool in_source)
{
	if (!words->copy && in_source &&
	    (words->len == 0 || words->slice + words->len == ptr)) {
		if (words->len == 0)
			words->slice = ptr;
		words->len += len;
		return true;
	}
	if (!reserve(words, len))
		return false;
	memcpy(words->copy + words->len, ptr, len);
	words->len += len;
	return true;
}

struct hito_str hito_words_end(struct hito_words *words,
			       struct hito_arena *arena)
{
	struct hito_str text = {words->copy ? words->copy : words->slice,
				words->len};

	text = hito_str_trim(text);
	if (text.len == 0)
		text = HITO_STR("");
	else if (words->copy)
		text = hito_arena_copy(arena, text);
	*words = (struct hito_words){0};
	return text;
}

static bool parse_number(struct hito_str digits, uint32_t base, uint32_t *out)
{
	static const char all[] = "0123456789abcdef";
	uint32_t number = 0;
	size_t i;

	for (i = 0; i < digits.len && number <= 0x10ffff; i++) {
		char byte = digits.ptr[i];
		const char *at;

		if (byte >= 'A' && byte <= 'F')
			byte = (char)(byte - 'A' + 'a');
		at = memchr(all, byte, base);
		if (!at)
			return false;
		number = number * base + (uint32_t)(at - all);
	}
	*out = number;
	return digits.len > 0;
}

/* The character of "&amp;" or "&#233;"; 0 for one that is not known. */
static uint32_t decode_entity(struct hito_str entity)
{
	static const struct {
		const char *name;
		uint32_t code;
	} named[] = {{"&amp;", '&'},  {"&lt;", '<'},    {"&gt;", '>'},
		     {"&quot;", '"'}, {"&apos;", '\''}, {"&nbsp;", 0xa0}};
	uint32_t code = 0;
	bool number;
	size_t i;

	for (i = 0; i < sizeof(named) / sizeof(named[0]); i++) {
		if (hito_str_is(entity, named[i].name))
			return named[i].code;
	}
	if (hito_str_starts(entity, "&#x") || hito_str_starts(entity, "&#X"))
		number = parse_number(hito_str_slice(entity, 3, entity.len - 1),
				      16, &code);
	else
		number = hito_str_starts(entity, "&#") &&
			 parse_number(hito_str_slice(entity, 2, entity.len - 1),
				      10, &code);
	if (!number)
		return 0;
	if (code == 0 || code > 0x10ffff ||
	    (code >= 0xd800 && code <= 0xdfff) || hito_utf8_is_control(code) ||
	    code == '\r')
		return 0xfffd;
	return code == '\n' || code == '\t' ? ' ' : code;
}

bool hito_words_entity(struct hito_words *words, struct hito_str entity)
{
	uint32_t code = decode_entity(entity);
	char bytes[4];

	if (!code)
		return hito_words_add(words, entity.ptr, entity.len, false);
	return hito_words_add(words, bytes, hito_utf8_encode(code, bytes),
			      false);
}
