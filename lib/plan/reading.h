/* SPDX-License-Identifier: MIT */
/*
 * A document while it is read: what its parts share.
 */
#ifndef HITO_PLAN_READING_H
#define HITO_PLAN_READING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hito/document.h"
#include "text/frontmatter.h"
#include "text/markdown.h"

/* A front matter fence that never closes, cut where its YAML ends. */
struct hito_torn {
	uint32_t heading; /* offset of the heading that it follows */
	enum hito_kind kind;
	struct hito_span front;
};

/* A word and the key that it was found to be, for those that come again. */
#define HITO_KEY_MEMOS 256
#define HITO_KEY_MEMO_SIZE 13 /* of a word */
struct hito_key_memo {
	char word[HITO_KEY_MEMO_SIZE];
	unsigned char len, kind;
	enum hito_key key;
};
/* HITO_KEY_MEMOS of them, all empty; NULL when memory ends. */
struct hito_key_memo *hito_key_memos_new(struct hito_arena *arena);

struct hito_reading {
	const struct hito_source *source;
	const struct hito_project *project;
	const struct hito_mapping *mapping; /* NULL: written for hito */
	enum hito_lang lang;
	bool lang_matters;
	struct hito_arena *arena;
	struct hito_key_memo *memos; /* HITO_KEY_MEMOS of them; may be NULL */
	struct hito_arena *scratch;  /* lives as long as the reading */
	struct hito_findings *findings; /* may be NULL */
	size_t mark; /* how many there were before the file */
	struct hito_outline outline;
	struct hito_torn *torn;
	size_t torn_count, torn_capacity;
	struct hito_block *blocks;
	size_t block_count, block_capacity;
};

/* Forget the findings raised since there were count. */
void hito_reading_forget(struct hito_reading *reading, size_t count);
/* The same, only those of a part of the file. */
void hito_reading_forget_span(struct hito_reading *reading, size_t count,
			      struct hito_span span);
/* How many findings there are now. */
size_t hito_reading_findings(const struct hito_reading *reading);

#endif
