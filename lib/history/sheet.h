/* SPDX-License-Identifier: MIT */
/*
 * The form of notes in a file: tables of records (history/tables.h).
 */
#ifndef HITO_HISTORY_SHEET_H
#define HITO_HISTORY_SHEET_H

#include <stdint.h>

#include "history/tables.h"

#define HITO_SHEET_KIND "hitonot2" /* another form, another number */
#define HITO_SHEET_NONE HITO_TABLES_NONE

struct hito_sheet_signer {
	uint32_t name, email; /* texts */
};

struct hito_sheet_commit {
	unsigned char oid[20], tree[20];
	uint32_t signer, message;            /* message: a text */
	uint32_t first_parent, parent_count; /* numbers of commits */
	uint32_t first_change, change_count; /* NONE: not noted */
	int32_t author_offset, committer_offset;
	int64_t author_seconds, committer_seconds;
};

struct hito_sheet_version {
	unsigned char oid[20];
	uint32_t path; /* a text */
	uint32_t home; /* a text */
	uint32_t first_row, row_count;
	uint8_t kind, is_read, is_plan, is_prose;
};

struct hito_sheet_change {
	uint32_t path;          /* a text */
	uint32_t before, after; /* versions, or NONE */
};

struct hito_sheet_row {
	uint32_t home, plan, id, shown, path, title, objective, parent;
	uint32_t first_fact, fact_count, order;
	uint8_t kind, id_made, state_readable, title_readable;
};

struct hito_sheet_fact {
	uint32_t text, first_item, item_count;
	int32_t day;
	uint16_t key;
	uint8_t list, readable;
};

/* name, type of a record */
#define HITO_SHEET_TABLES(X)                   \
	X(TEXT_ENDS, uint32_t)                 \
	X(TEXT_BYTES, char)                    \
	X(SIGNERS, struct hito_sheet_signer)   \
	X(COMMITS, struct hito_sheet_commit)   \
	X(COMMIT_SLOTS, uint32_t)              \
	X(PARENTS, uint32_t)                   \
	X(CHANGES, struct hito_sheet_change)   \
	X(VERSIONS, struct hito_sheet_version) \
	X(VERSION_ROWS, uint32_t)              \
	X(ROWS, struct hito_sheet_row)         \
	X(ROW_FACTS, uint32_t)                 \
	X(FACTS, struct hito_sheet_fact)       \
	X(FACT_ITEMS, uint32_t)

enum hito_sheet_table {
#define X(name, type) HITO_SHEET_##name,
	HITO_SHEET_TABLES(X)
#undef X
		HITO_SHEET_TABLE_COUNT,
};

/* The head of the file; the tables follow. */
struct hito_sheet_head {
	uint64_t key; /* what the notes hold for */
};

extern const struct hito_tables_form hito_sheet_form;

#endif
