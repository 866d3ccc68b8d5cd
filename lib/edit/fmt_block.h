/* SPDX-License-Identifier: MIT */
/*
 * A block while it is formatted: its entries, each with the comments that
 * belong to it (fmt_block.c), and how one of them is written (fmt_entry.c,
 * fmt_list.c).
 */
#ifndef HITO_EDIT_FMT_BLOCK_H
#define HITO_EDIT_FMT_BLOCK_H

#include "hito/model.h"
#include "hito/out.h"
#include "text/frontmatter.h"

/* Lines [from, to) of the file, from 1. */
struct hito_fmt_lines {
	uint32_t from, to;
};

struct hito_fmt_piece {
	const struct hito_yaml_entry *entry; /* NULL: a key without a value */
	enum hito_key key;         /* HITO_KEY_COUNT: the table has none */
	size_t rank, place;        /* in the order of keys, in the file */
	struct hito_fmt_lines own; /* comments deeper than the key included */
	struct hito_fmt_lines above, below; /* comments, empty lines */
	bool blank;                         /* an empty line stands before it */
	bool open; /* a text that ends with the empty lines below it (|+) */
};

struct hito_fmt_block {
	const struct hito_source *source;
	const struct hito_block *block;
	const struct hito_item *item; /* NULL: of none */
	enum hito_lang keys;
	struct hito_arena *arena;
	const struct hito_edit *fixes; /* of values, by place */
	size_t fix_count;
	struct hito_str indent, line_end;
	struct hito_fmt_piece *pieces;
	size_t count, capacity;
	struct hito_fmt_lines head, tail; /* comments at both ends */
	struct hito_out out;
	struct hito_out_memory memory;
};

/*
 * Write the front matter of a block anew. *out_why: it cannot be done, English;
 * NULL: it is in *out_text. False when memory ends.
 */
HITO_MUST bool hito_fmt_block_write(struct hito_fmt_block *block,
				    struct hito_str *out_text,
				    const char **out_why);

/* The line, from 1, without its line end; with it. */
struct hito_str hito_fmt_line(const struct hito_fmt_block *block,
			      uint32_t line);
bool hito_fmt_is_blank(const struct hito_fmt_block *block, uint32_t line);
bool hito_fmt_is_comment(const struct hito_fmt_block *block, uint32_t line);

/* "text" and the line end of a line; the block's for 0. */
void hito_fmt_put(struct hito_fmt_block *block, struct hito_str text,
		  uint32_t line);
/* The bytes of a span with the fixes within it; ptr NULL: no memory. */
struct hito_str hito_fmt_bytes(struct hito_fmt_block *block,
			       struct hito_span span);

void hito_fmt_entry(struct hito_fmt_block *block,
		    const struct hito_fmt_piece *piece);
/* Write "key:" and what is to stand behind it in the same line. */
void hito_fmt_key(struct hito_fmt_block *block,
		  const struct hito_fmt_piece *piece, struct hito_str rest);
/* An item a line. False: the entry is no such list, nothing is written. */
bool hito_fmt_list(struct hito_fmt_block *block,
		   const struct hito_fmt_piece *piece);

/* The edits that make a text of another, line by line. */
HITO_MUST bool hito_fmt_edits(struct hito_str before, struct hito_str after,
			      uint32_t offset, struct hito_arena *arena,
			      struct hito_edit **out_edits, size_t *out_count);

#endif
