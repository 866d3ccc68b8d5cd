/* SPDX-License-Identifier: MIT */
/*
 * The words, numbers, signs and names of a line of text.
 */
#ifndef HITO_LINT_TOKEN_H
#define HITO_LINT_TOKEN_H

#include "lint/plain.h"

enum hito_token_kind {
	HITO_TOKEN_WORD,
	HITO_TOKEN_NUMBER, /* digits, with their separators */
	HITO_TOKEN_SIGN,   /* % and currencies */
	HITO_TOKEN_CODE,   /* letters with digits: GA4, db-07 */
	HITO_TOKEN_OPAQUE, /* quotations, code, addresses, handles */
};

struct hito_token {
	enum hito_token_kind kind;
	struct hito_str text; /* of the plain text */
	uint32_t start, end;  /* the same, as offsets */
	/*
	 * What stands between it and the one before: the strongest of
	 * . : ; ( ) , / - and space; 0 where nothing does.
	 */
	char before;
	bool first;    /* of the text or of a sentence */
	bool capital;  /* begins with a capital letter */
	bool upper;    /* two capital letters or more, no other */
	bool name;     /* a capital that makes it a name */
	uint32_t hash; /* of a word: hito_plain_hash */
	/* ... and what is known about it (vocabulary.h) */
	const struct hito_known_word *known;
};

#define HITO_TOKEN_COUNT 512

struct hito_tokens {
	struct hito_token *list;
	size_t count;
};

/* At most HITO_TOKEN_COUNT. False when memory ends. */
bool hito_tokens_make(struct hito_arena *arena, const struct hito_plain *plain,
		      struct hito_tokens *out);

#endif
