/* SPDX-License-Identifier: MIT */
/*
 * A JSON reader (RFC 8259) for files whose form is known: the caller asks for
 * what has to come next, and knows at which byte it stands.
 *
 *	hito_json_reader_init(&reader, text, arena);
 *	if (hito_json_read_open(&reader, '['))
 *		for (i = 0; hito_json_read_more(&reader, ']', i); i++)
 *			if (!hito_json_read_str(&reader, &one))
 *				break;
 *	if (!hito_json_read_end(&reader))
 *		... reader.no_memory, or reader.wrong at reader.wrong_at
 *
 * After the first trouble every call returns false. Nothing recurses.
 */
#ifndef HITO_BASE_JSON_READ_H
#define HITO_BASE_JSON_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hito/arena.h"
#include "hito/str.h"

struct hito_json_reader {
	struct hito_str text;
	struct hito_arena *arena; /* of texts with escapes */
	size_t at;                /* the next byte */
	size_t start;             /* of what was read last */
	const char *wrong;        /* English sentence (HITO_N); NULL: none */
	size_t wrong_at;
	bool no_memory;
};

/* text lives as long as what is read of it. */
void hito_json_reader_init(struct hito_json_reader *reader,
			   struct hito_str text, struct hito_arena *arena);
/* '{' or '[' */
bool hito_json_read_open(struct hito_json_reader *reader, char bracket);
/*
 * Is there another one, before the bracket that closes? count is how many there
 * were so far. The bracket is read too.
 */
bool hito_json_read_more(struct hito_json_reader *reader, char bracket,
			 size_t count);
/* A member's name and the colon behind it. */
bool hito_json_read_key(struct hito_json_reader *reader,
			struct hito_str *out_key);
bool hito_json_read_str(struct hito_json_reader *reader,
			struct hito_str *out_text);
/* Digits only. */
bool hito_json_read_u32(struct hito_json_reader *reader, uint32_t *out_number);
/* All went well, and nothing else comes. */
bool hito_json_read_end(struct hito_json_reader *reader);

/* Note a trouble of the caller's own at a byte; returns false. */
bool hito_json_read_wrong(struct hito_json_reader *reader, size_t at,
			  const char *english);

#endif
