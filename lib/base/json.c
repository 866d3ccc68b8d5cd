/* SPDX-License-Identifier: MIT */
/* JSON as it is written: commas, indents and escapes, nothing kept. */
#include "base/json.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

#define MOST_DEPTH 32

void hito_json_init(struct hito_json *json, struct hito_out *out, bool pretty)
{
	*json = (struct hito_json){.out = out, .pretty = pretty};
}

static void new_line(struct hito_json *json)
{
	if (!json->pretty)
		return;
	hito_out_bytes(json->out, "\n", 1);
	hito_out_repeat(json->out, ' ', (size_t)json->depth * 2);
}

/* What stands before a value or a key. */
static void begin(struct hito_json *json)
{
	if (json->after_key) {
		json->after_key = false;
		return;
	}
	if (json->comma)
		hito_out_bytes(json->out, ",", 1);
	if (json->depth)
		new_line(json);
	json->comma = true;
}

static void open_with(struct hito_json *json, const char *bracket)
{
	assert(json->depth < MOST_DEPTH);
	begin(json);
	hito_out_text(json->out, bracket);
	json->depth++;
	json->comma = false;
}

static void close_with(struct hito_json *json, const char *bracket)
{
	assert(json->depth > 0 && !json->after_key);
	json->depth--;
	if (json->comma)
		new_line(json);
	hito_out_text(json->out, bracket);
	json->comma = true;
}

void hito_json_open_object(struct hito_json *json)
{
	open_with(json, "{");
}

void hito_json_close_object(struct hito_json *json)
{
	close_with(json, "}");
}

void hito_json_open_array(struct hito_json *json)
{
	open_with(json, "[");
}

void hito_json_close_array(struct hito_json *json)
{
	close_with(json, "]");
}

/*
 * The escape of a character; the empty string when it stands for itself. The
 * second # of "##[" or "##vso[" has one: agents of build servers look for
 * them in every line of a log.
 */
static void escape(uint32_t code, char before, char text[8])
{
	static const char shorts[] = "\"\"\\\\\nn\rr\tt\bb\ff";

	text[0] = '\0';
	for (size_t i = 0; code < 0x80 && i + 1 < sizeof(shorts); i += 2) {
		if (code == (unsigned char)shorts[i]) {
			snprintf(text, 8, "\\%c", shorts[i + 1]);
			return;
		}
	}
	if (hito_utf8_is_control(code) || hito_utf8_is_bidi(code) ||
	    code == 0x2028 || code == 0x2029 || (code == '#' && before == '#'))
		snprintf(text, 8, "\\u%04x", (unsigned)code & 0xffff);
}

/* Printable ASCII that has no escape anywhere. */
static bool is_plain(char byte)
{
	return (unsigned char)(byte - ' ') <= '~' - ' ' && byte != '"' &&
	       byte != '\\' && byte != '#';
}

static void string(struct hito_out *out, struct hito_str text)
{
	size_t plain = 0; /* start of the bytes that go out as they are */
	size_t at = 0;

	hito_out_bytes(out, "\"", 1);
	while (at < text.len) {
		size_t size;
		bool valid;
		char escaped[8];
		uint32_t code;

		if (is_plain(text.ptr[at])) {
			at++;
			continue;
		}
		code = hito_utf8_at(text, at, &size, &valid);
		escape(code, at ? text.ptr[at - 1] : '\0', escaped);
		if (!valid)
			memcpy(escaped, "\xef\xbf\xbd", 4);
		if (escaped[0]) {
			hito_out_str(out, hito_str_slice(text, plain, at));
			hito_out_text(out, escaped);
			plain = at + size;
		}
		at += size;
	}
	hito_out_str(out, hito_str_slice(text, plain, text.len));
	hito_out_bytes(out, "\"", 1);
}

void hito_json_key_str(struct hito_json *json, struct hito_str key)
{
	assert(json->depth > 0 && !json->after_key);
	begin(json);
	string(json->out, key);
	hito_out_text(json->out, json->pretty ? ": " : ":");
	json->after_key = true;
}

void hito_json_key(struct hito_json *json, const char *key)
{
	hito_json_key_str(json, hito_str_from(key));
}

void hito_json_str(struct hito_json *json, struct hito_str text)
{
	begin(json);
	string(json->out, text);
}

void hito_json_text(struct hito_json *json, const char *terminated)
{
	hito_json_str(json, hito_str_from(terminated));
}

void hito_json_int(struct hito_json *json, int64_t number)
{
	begin(json);
	hito_out_printf(json->out, "%lld", (long long)number);
}

void hito_json_decimal(struct hito_json *json, struct hito_decimal number)
{
	char text[HITO_DECIMAL_SIZE];

	begin(json);
	hito_out_text(json->out, hito_decimal_format(number, text));
}

void hito_json_number(struct hito_json *json, double number, int digits)
{
	char text[400]; /* the largest double has 309 digits */
	size_t len;

	if (!isfinite(number)) {
		hito_json_null(json);
		return;
	}
	if (digits < 0)
		digits = 0;
	else if (digits > 6)
		digits = 6;
	snprintf(text, sizeof(text), "%.*f", digits, number);
	len = strlen(text);
	if (digits) {
		/* A locale may have put another sign here. */
		text[len - (size_t)digits - 1] = '.';
		while (text[len - 1] == '0')
			len--;
		if (text[len - 1] == '.')
			len--;
		text[len] = '\0';
	}
	begin(json);
	hito_out_text(json->out, strcmp(text, "-0") == 0 ? "0" : text);
}

void hito_json_bool(struct hito_json *json, bool value)
{
	begin(json);
	hito_out_text(json->out, value ? "true" : "false");
}

void hito_json_null(struct hito_json *json)
{
	begin(json);
	hito_out_text(json->out, "null");
}

void hito_json_str_or_null(struct hito_json *json, struct hito_str text)
{
	if (text.len)
		hito_json_str(json, text);
	else
		hito_json_null(json);
}

void hito_json_put_str(struct hito_json *json, const char *key,
		       struct hito_str text)
{
	hito_json_key(json, key);
	hito_json_str_or_null(json, text);
}

void hito_json_put_size(struct hito_json *json, const char *key, size_t number)
{
	hito_json_key(json, key);
	hito_json_int(json, (int64_t)number);
}

void hito_json_put_bool(struct hito_json *json, const char *key, bool value)
{
	hito_json_key(json, key);
	hito_json_bool(json, value);
}

void hito_json_end(struct hito_json *json)
{
	assert(json->depth == 0);
	hito_out_bytes(json->out, "\n", 1);
	json->comma = false;
}
