/* SPDX-License-Identifier: MIT */
/*
 * Tables of records in a file, which name each other by number; texts are
 * kept once. Of this machine and this program alone, so that they are used as
 * they lie in the file. What is read is not trusted: every number is checked
 * before it is used.
 *
 * The first two tables of any file are where each text ends, and the texts.
 */
#ifndef HITO_HISTORY_TABLES_H
#define HITO_HISTORY_TABLES_H

#include <stdint.h>

#include "base/map.h"

#define HITO_TABLES_MOST 20
#define HITO_TABLES_NONE UINT32_MAX

enum { HITO_TABLE_TEXT_ENDS, HITO_TABLE_TEXT_BYTES };

/* What a file has: how many tables, bytes of a record of each, and bytes of
 * its own head, which lie in front. */
struct hito_tables_form {
	size_t count, head_size;
	const uint32_t *sizes;
};

/* A table that grows, in an arena of its own: what it outgrew is freed. */
struct hito_table {
	struct hito_arena *arena;
	char *bytes;
	size_t len, capacity; /* in bytes */
};

/* Tables that are written. */
struct hito_tables {
	const struct hito_tables_form *form;
	struct hito_arena *arena;
	struct hito_table list[HITO_TABLES_MOST];
	struct hito_map texts; /* -> number + 1 */
};

/* They live in an arena of their own. False: no memory. */
bool hito_tables_init(struct hito_tables *tables,
		      const struct hito_tables_form *form);
void hito_tables_done(struct hito_tables *tables);

/* Add records to a table; the number of the first, or NONE: no memory. */
uint32_t hito_tables_add(struct hito_tables *tables, size_t which,
			 const void *records, size_t count);
/* A text of its own, and one that others may share. */
bool hito_tables_add_text(struct hito_tables *tables, struct hito_str text,
			  uint32_t *out_number);
bool hito_tables_put_text(struct hito_tables *tables, struct hito_str text,
			  uint32_t *out_number);

/*
 * Write all to a file of kept ones (base/keep.h), and remove the oldest of
 * them where they are too many.
 */
bool hito_tables_keep(struct hito_tables *tables, const void *head,
		      const char *folder, const char *name, const char *kind);

/* Tables that are read. */
struct hito_sheet {
	const void *head;
	const void *tables[HITO_TABLES_MOST];
	uint32_t counts[HITO_TABLES_MOST];
	struct hito_keep_check *check;
};

/*
 * Use a kept file before it is known to be whole (hito_keep_open): its numbers
 * are checked as ever, but what follows from them is to be used only once the
 * sheet is found whole.
 */
bool hito_sheet_open(struct hito_sheet *sheet,
		     const struct hito_tables_form *form, const char *folder,
		     const char *name, const char *kind, unsigned threads,
		     struct hito_arena *arena);
bool hito_sheet_is_whole(const struct hito_sheet *sheet);

/* Read a kept file; false: there is none that is whole. */
bool hito_sheet_read(struct hito_sheet *sheet,
		     const struct hito_tables_form *form, const char *folder,
		     const char *name, const char *kind,
		     struct hito_arena *arena);
bool hito_sheet_text(const struct hito_sheet *sheet, uint32_t number,
		     struct hito_str *out_text);
/* Is [first, first + count) within a table? */
bool hito_sheet_within(const struct hito_sheet *sheet, size_t table,
		       uint32_t first, uint32_t count);

#endif
