/* SPDX-License-Identifier: MIT */
/*
 * Values put into plan files: only the bytes of a value change. This is the
 * one place that writes into front matter that is there.
 *
 *	hito_editing_init(&editing, arena)
 *	hito_editing_set(&editing, step, HITO_KEY_DUE, day, &refused) ...
 *	hito_editing_finish(&editing)   editing.files: before and after
 *	read the project with the texts of after, hito_editing_check
 *
 * Nothing here writes a file. Each function is false when memory ends;
 * *refused is set to why an edit cannot be made: English (HITO_N), static.
 */
#ifndef HITO_EDIT_EDITING_H
#define HITO_EDIT_EDITING_H

#include "hito/fixed.h"
#include "hito/model.h"

struct hito_placed_edit;

/* A value that is meant to be another one. */
struct hito_meant {
	const struct hito_document *document;
	const struct hito_block *block;
	enum hito_key key;    /* HITO_KEY_COUNT: its checklist */
	struct hito_str text; /* canonical; ptr NULL: not looked at */
};

/* A file that comes, goes, or gets another path. */
struct hito_shift {
	const struct hito_source *source; /* NULL: it comes */
	struct hito_str path;             /* its new one; ptr NULL: it goes */
	struct hito_str text;             /* of one that comes */
};

struct hito_editing {
	struct hito_arena *arena;
	struct hito_placed_edit *edits;
	size_t edit_count, edit_capacity;
	struct hito_meant *meant;
	size_t meant_count, meant_capacity;
	struct hito_shift *shifts;
	size_t shift_count, shift_capacity;
	struct hito_fixed **files; /* by path */
	size_t file_count, file_capacity;
};

void hito_editing_init(struct hito_editing *editing, struct hito_arena *arena);

/*
 * The place of a key in the order in which they are written; those that have
 * none come last. Of several that are not there yet, set the first one first.
 */
size_t hito_editing_rank(enum hito_kind kind, enum hito_key key);

/* What keeps a thing from being edited at all; NULL: nothing. */
const char *hito_editing_refusal(const struct hito_item *item);

/* The file's word for a state or another word; empty: its map: has none. */
struct hito_str hito_editing_word(const struct hito_item *item,
				  enum hito_key key, enum hito_word word);

/*
 * Read what somebody wants a key of a thing to say, as its file would be read.
 * HITO_ERR_USAGE where it cannot be read: the sentence that a finding would
 * have. *plain: nothing was to be said of it.
 */
struct hito_wish {
	const struct hito_item *item;
	const struct hito_project *project;
	enum hito_key key;
	struct hito_str text;
	bool raw; /* it is YAML itself: {to: 5}; then nothing may be amiss */
};
HITO_MUST bool hito_editing_read(const struct hito_wish *wish,
				 struct hito_arena *arena,
				 struct hito_value *out, bool *out_empty,
				 bool *out_plain, struct hito_err *err);

/*
 * Set a key: in place of its value, quoted as that was, else of the empty key,
 * else on a line at its place. An empty text leaves the key empty. meant: the
 * canonical value, ptr NULL where it is not to be checked.
 */
HITO_MUST bool hito_editing_set(struct hito_editing *editing,
				const struct hito_item *item, enum hito_key key,
				struct hito_str text, struct hito_str meant,
				const char **refused);
/* The same with the bytes of a value, quotes or brackets and all. */
HITO_MUST bool hito_editing_write(struct hito_editing *editing,
				  const struct hito_item *item,
				  enum hito_key key, struct hito_str bytes,
				  struct hito_str meant, const char **refused);

/* Items to put behind those of a list, and parts of it to take away. */
struct hito_items {
	const struct hito_str *add;
	size_t add_count;
	const bool *remove; /* of each part of the value; NULL: none */
};
HITO_MUST bool hito_editing_items(struct hito_editing *editing,
				  const struct hito_item *item,
				  enum hito_key key,
				  const struct hito_items *items,
				  const char **refused);
/* A line "DAY: text" of a log, in place of the line of that day. */
HITO_MUST bool hito_editing_log(struct hito_editing *editing,
				const struct hito_item *item, enum hito_key key,
				hito_day day, struct hito_str text,
				const char **refused);
/* The mark of a checklist item. */
HITO_MUST bool hito_editing_tick(struct hito_editing *editing,
				 const struct hito_item *item, size_t check,
				 bool done);

/* Any bytes of a file in place of others. */
HITO_MUST bool hito_editing_put(struct hito_editing *editing,
				const struct hito_source *source,
				struct hito_span span, struct hito_str text);
/* A value that the edits made by hito_editing_put are meant to give. */
HITO_MUST bool hito_editing_mean(struct hito_editing *editing,
				 const struct hito_item *item,
				 enum hito_key key, struct hito_str text);

/* A file that is not there yet; each path once. */
HITO_MUST bool hito_editing_create(struct hito_editing *editing,
				   struct hito_str path, struct hito_str text);
/* A file that goes, whatever edits it has. */
HITO_MUST bool hito_editing_remove(struct hito_editing *editing,
				   const struct hito_source *source);
/* A file that gets another path; its text may be edited, too. */
HITO_MUST bool hito_editing_rename(struct hito_editing *editing,
				   const struct hito_source *source,
				   struct hito_str path);

/* Make the files of the edits. */
HITO_MUST bool hito_editing_finish(struct hito_editing *editing);

/*
 * Does after, read with the edited texts, say what is meant, and all else in
 * those files what it said before? A file that comes must be one that can be
 * read whole.
 */
bool hito_editing_check(const struct hito_editing *editing, size_t file,
			const struct hito_model *after);

/* Do two versions of a block say the same, key by key? */
bool hito_editing_same(const struct hito_block *before,
		       const struct hito_block *after);

#endif
