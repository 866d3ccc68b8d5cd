/* SPDX-License-Identifier: MIT */
/* JSON read piece by piece: strict, and never further than its end. */
#include "base/json_read.h"

#include "base/num.h"
#include "base/utf8.h"
#include "hito/message.h"

void hito_json_reader_init(struct hito_json_reader *reader,
			   struct hito_str text, struct hito_arena *arena)
{
	*reader = (struct hito_json_reader){.text = text, .arena = arena};
}

bool hito_json_read_wrong(struct hito_json_reader *reader, size_t at,
			  const char *english)
{
	if (!reader->wrong) {
		reader->wrong = english;
		reader->wrong_at = at;
	}
	return false;
}

static bool wrong_here(struct hito_json_reader *reader, const char *english)
{
	return hito_json_read_wrong(reader, reader->at, english);
}

static bool is_ended(const struct hito_json_reader *reader)
{
	return reader->at >= reader->text.len;
}

/* The byte that comes next behind white space; NUL at the end. */
static char next(struct hito_json_reader *reader)
{
	while (!is_ended(reader)) {
		char byte = reader->text.ptr[reader->at];

		if (byte != ' ' && byte != '\t' && byte != '\r' && byte != '\n')
			return byte;
		reader->at++;
	}
	return '\0';
}

static bool is_done(const struct hito_json_reader *reader)
{
	return reader->wrong || reader->no_memory;
}

/* Read one byte of ours. */
static bool take(struct hito_json_reader *reader, char byte,
		 const char *english)
{
	if (is_done(reader))
		return false;
	if (next(reader) != byte || is_ended(reader))
		return wrong_here(reader, english);
	reader->start = reader->at++;
	return true;
}

bool hito_json_read_open(struct hito_json_reader *reader, char bracket)
{
	return take(reader, bracket,
		    bracket == '{' ? HITO_N("\"{\" has to come here")
				   : HITO_N("\"[\" has to come here"));
}

bool hito_json_read_more(struct hito_json_reader *reader, char bracket,
			 size_t count)
{
	char byte;

	if (is_done(reader))
		return false;
	byte = next(reader);
	if (byte == bracket) {
		reader->at++;
		return false;
	}
	if (count == 0 && byte)
		return true;
	return take(reader, ',',
		    bracket == '}' ? HITO_N("\",\" or \"}\" has to come here")
				   : HITO_N("\",\" or \"]\" has to come here"));
}

static int digit_of(char byte)
{
	if (byte >= '0' && byte <= '9')
		return byte - '0';
	if (byte >= 'a' && byte <= 'f')
		return byte - 'a' + 10;
	if (byte >= 'A' && byte <= 'F')
		return byte - 'A' + 10;
	return -1;
}

/* The four digits at an offset. */
static bool read_hex(const struct hito_json_reader *reader, size_t at,
		     uint32_t *out)
{
	*out = 0;
	for (size_t i = at; i < at + 4; i++) {
		int digit = i < reader->text.len ? digit_of(reader->text.ptr[i])
						 : -1;

		if (digit < 0)
			return false;
		*out = *out << 4 | (uint32_t)digit;
	}
	return true;
}

/* "\u00e9", or two of them for what lies beyond 16 bits. */
static bool read_unicode(struct hito_json_reader *reader, uint32_t *out)
{
	struct hito_str text = reader->text;
	size_t at = reader->at;
	uint32_t low;

	if (!read_hex(reader, at + 2, out))
		return false;
	if (*out < 0xd800 || *out > 0xdfff) {
		reader->at += 6;
		return true;
	}
	if (*out > 0xdbff || at + 7 >= text.len || text.ptr[at + 6] != '\\' ||
	    text.ptr[at + 7] != 'u' || !read_hex(reader, at + 8, &low) ||
	    low < 0xdc00 || low > 0xdfff)
		return false;
	*out = 0x10000 + ((*out - 0xd800) << 10) + (low - 0xdc00);
	reader->at += 12;
	return true;
}

static bool read_escape(struct hito_json_reader *reader, uint32_t *out)
{
	static const char letters[] = "\"\\/bfnrt";
	static const char meanings[] = "\"\\/\b\f\n\r\t";
	char letter = '\0';
	size_t i;

	if (reader->at + 1 < reader->text.len)
		letter = reader->text.ptr[reader->at + 1];
	if (letter == 'u')
		return read_unicode(reader, out);
	for (i = 0; letters[i]; i++) {
		if (letter != letters[i])
			continue;
		*out = (unsigned char)meanings[i];
		reader->at += 2;
		return true;
	}
	return false;
}

/*
 * One character. Its bytes in copy; false at the quote, and where it is wrong.
 */
static bool read_character(struct hito_json_reader *reader, char copy[4],
			   size_t *out_size)
{
	unsigned char byte;
	uint32_t code;
	size_t size;
	bool valid;

	if (is_ended(reader))
		return wrong_here(reader, HITO_N("a text does not end"));
	byte = (unsigned char)reader->text.ptr[reader->at];
	if (byte == '"')
		return false;
	if (byte < 0x20)
		return wrong_here(reader,
				  HITO_N("a line end or a control character "
					 "stands in a text"));
	if (byte == '\\') {
		if (!read_escape(reader, &code))
			return wrong_here(reader, HITO_N("there is no such "
							 "escape"));
	} else {
		code = hito_utf8_at(reader->text, reader->at, &size, &valid);
		if (!valid)
			return wrong_here(reader, HITO_N("a byte that is not "
							 "UTF-8"));
		reader->at += size;
	}
	*out_size = hito_utf8_encode(code, copy);
	return true;
}

static struct hito_str decode(struct hito_json_reader *reader, size_t start,
			      size_t len)
{
	char *text = hito_arena_alloc(reader->arena, len + 1, 1);
	char copy[4];
	size_t used = 0, size;

	if (!text) {
		reader->no_memory = true;
		return HITO_STR("");
	}
	reader->at = start;
	while (read_character(reader, copy, &size)) {
		for (size_t i = 0; i < size; i++)
			text[used++] = copy[i];
	}
	return (struct hito_str){text, used};
}

bool hito_json_read_str(struct hito_json_reader *reader,
			struct hito_str *out_text)
{
	size_t start, quote, size, total = 0;
	char copy[4];

	if (!take(reader, '"',
		  HITO_N("a text in double quotes has to come here")))
		return false;
	quote = reader->start;
	start = reader->at;
	while (read_character(reader, copy, &size))
		total += size;
	if (reader->wrong)
		return false;
	/* An escape is longer than what it stands for. */
	if (total == reader->at - start)
		*out_text = hito_str_slice(reader->text, start, reader->at);
	else
		*out_text = decode(reader, start, total);
	reader->at++;
	reader->start = quote;
	return !reader->no_memory;
}

bool hito_json_read_key(struct hito_json_reader *reader,
			struct hito_str *out_key)
{
	size_t start;

	if (!hito_json_read_str(reader, out_key))
		return false;
	start = reader->start;
	if (!take(reader, ':', HITO_N("\":\" has to come here")))
		return false;
	reader->start = start;
	return true;
}

bool hito_json_read_u32(struct hito_json_reader *reader, uint32_t *out_number)
{
	size_t start, end;

	if (is_done(reader))
		return false;
	(void)next(reader);
	start = end = reader->at;
	while (end < reader->text.len && reader->text.ptr[end] >= '0' &&
	       reader->text.ptr[end] <= '9')
		end++;
	if (!hito_str_u32(hito_str_slice(reader->text, start, end),
			  out_number) ||
	    (end - start > 1 && reader->text.ptr[start] == '0'))
		return wrong_here(reader,
				  HITO_N("a whole number has to come here"));
	reader->start = start;
	reader->at = end;
	return true;
}

bool hito_json_read_end(struct hito_json_reader *reader)
{
	if (is_done(reader))
		return false;
	(void)next(reader);
	return is_ended(reader) ||
	       wrong_here(reader, HITO_N("nothing more has to come here"));
}
