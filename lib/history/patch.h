/* SPDX-License-Identifier: MIT */
/*
 * Versions read by what they have otherwise than another of the same path.
 *
 * Most commits change a value or a line of prose. Where that is all that two
 * texts differ in, the blocks and headings of the one are those of the other,
 * and only front matter that changed is read.
 */
#ifndef HITO_HISTORY_PATCH_H
#define HITO_HISTORY_PATCH_H

#include "history/pool.h"
#include "history/room.h"
#include "hito/document.h"

struct hito_version;
struct hito_version_reader;

/* Front matter between fences. */
struct hito_patch_front {
	uint32_t start, end, close; /* content, and the end of its fence */
	/* The row that it fills; HITO_NO_ROW: it has to stay as it is. */
	uint32_t row;
};

/* The version that was read last, while others of its path are to come. */
struct hito_patch {
	struct hito_arena *arena;
	const struct hito_path *path; /* NULL: there is none */
	struct hito_room text, fronts;
	size_t text_len, front_count;
	uint32_t head; /* so many bytes have to stay as they are */
	enum hito_lang lang;
	struct hito_str home;
	const struct hito_row *const *rows;
	size_t row_count;
};

/*
 * Remember a version that was read whole: a plan without damage. blocks: of
 * its rows, in their order.
 */
bool hito_patch_remember(struct hito_patch *patch,
			 const struct hito_version *version,
			 const struct hito_document *document,
			 const struct hito_block *const *blocks,
			 struct hito_err *err);

/*
 * Read a version of the path that is remembered, which it then is itself.
 * *out_done false: it differs in other things, too, and is to be read whole.
 */
bool hito_patch_read(struct hito_version_reader *reader,
		     struct hito_version *version, struct hito_str text,
		     bool *out_done, struct hito_err *err);

#endif
