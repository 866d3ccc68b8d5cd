/* SPDX-License-Identifier: MIT */
/*
 * A streaming JSON writer. Strings are always valid UTF-8: bytes that are
 * not become U+FFFD; controls, U+2028/9 and bidi controls are escaped, and so
 * is the second of two #, which would begin a command to some build servers.
 */
#ifndef HITO_BASE_JSON_H
#define HITO_BASE_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/num.h"
#include "hito/out.h"

struct hito_json {
	struct hito_out *out;
	bool pretty;    /* two spaces an indent; else one line */
	unsigned depth; /* at most 32 */
	bool comma;     /* a value was written at this depth */
	bool after_key;
};

void hito_json_init(struct hito_json *json, struct hito_out *out, bool pretty);
void hito_json_open_object(struct hito_json *json);
void hito_json_close_object(struct hito_json *json);
void hito_json_open_array(struct hito_json *json);
void hito_json_close_array(struct hito_json *json);
/* key is our own: printable ASCII, or foreign through hito_json_key_str */
void hito_json_key(struct hito_json *json, const char *key);
void hito_json_key_str(struct hito_json *json, struct hito_str key);
void hito_json_str(struct hito_json *json, struct hito_str text);
void hito_json_text(struct hito_json *json, const char *terminated);
void hito_json_int(struct hito_json *json, int64_t number);
void hito_json_decimal(struct hito_json *json, struct hito_decimal number);
/* Rounded to the digits behind the point (0 to 6), trailing zeros cut. */
void hito_json_number(struct hito_json *json, double number, int digits);
void hito_json_bool(struct hito_json *json, bool value);
void hito_json_null(struct hito_json *json);
/* The string, or null when it is empty. */
void hito_json_str_or_null(struct hito_json *json, struct hito_str text);
/* A key with its value; an empty string is null. */
void hito_json_put_str(struct hito_json *json, const char *key,
		       struct hito_str text);
void hito_json_put_size(struct hito_json *json, const char *key, size_t number);
void hito_json_put_bool(struct hito_json *json, const char *key, bool value);
/* A line end between documents (JSON lines, end of a file). */
void hito_json_end(struct hito_json *json);

#endif
