/* SPDX-License-Identifier: MIT */
/*
 * The form of a checkpoint in a file: tables of records (history/tables.h).
 * Texts are numbers; NONE is what is not there.
 */
#ifndef HITO_HISTORY_CHECKPOINT_FORM_H
#define HITO_HISTORY_CHECKPOINT_FORM_H

#include "history/tables.h"
#include "hito/finding.h"

#define HITO_POINT_KIND "hitochk2" /* another form, another number */
#define HITO_POINT_NONE HITO_TABLES_NONE

struct hito_point_signer {
	uint32_t name, email;
};

struct hito_point_commit {
	unsigned char oid[20];
	uint32_t signer, subject, order, parents;
	int32_t time_offset, committed_offset;
	int64_t time_seconds, committed_seconds;
};

/* A version: those of the tip come first, by path; then what was told. */
struct hito_point_file {
	unsigned char oid[20];
	uint32_t path, home;
	uint8_t kind, lang, has_document, is_plan, is_prose, told;
};

struct hito_point_group {
	uint32_t home;
	uint32_t first_member, member_count;
	uint32_t row_count;
	uint32_t first_thing, thing_count;
};

struct hito_point_thing {
	uint32_t home, plan, id, shown, path, title, objective, parent;
	uint32_t row; /* among those of the group; NONE: not one of them */
	uint32_t lineage, existence, place;
	uint32_t first_cell;
	uint8_t cell_count, kind, id_made, present, carried, trailed;
};

struct hito_point_cell {
	uint32_t file, value; /* facts */
	uint32_t last;        /* a node */
	uint8_t key, gap;
};

struct hito_point_lineage {
	uint32_t plan, id, used_at;
	uint32_t first_node, node_count; /* in the table of their numbers */
	uint8_t kind;
};

struct hito_point_node {
	uint32_t before, back, lineage, commit, rank;
	uint32_t path, old_path, old_plan;
	uint32_t old_fact, new_fact, first_value, value_count;
	int32_t day;
	uint8_t kind, what, key;
	uint8_t has_time, trailer, landed, gap, inferred;
};

struct hito_point_fact {
	uint32_t text, first_item, item_count;
	int32_t day;
	uint8_t key, list, readable;
};

struct hito_point_lost {
	uint32_t commit, text;
};

struct hito_point_gap {
	uint32_t commit, path, line, message;
	uint32_t args[HITO_FINDING_ARGS];
};

/*
 * name, type of a record. A tie, by group: the first of the groups that share
 * a past with it.
 */
#define HITO_POINT_TABLES(X)                   \
	X(TEXT_ENDS, uint32_t)                 \
	X(TEXT_BYTES, char)                    \
	X(SIGNERS, struct hito_point_signer)   \
	X(COMMITS, struct hito_point_commit)   \
	X(FILES, struct hito_point_file)       \
	X(MEMBERS, uint32_t)                   \
	X(GROUPS, struct hito_point_group)     \
	X(TIES, uint32_t)                      \
	X(THINGS, struct hito_point_thing)     \
	X(CELLS, struct hito_point_cell)       \
	X(LINEAGES, struct hito_point_lineage) \
	X(LINEAGE_NODES, uint32_t)             \
	X(NODES, struct hito_point_node)       \
	X(VALUES, uint32_t)                    \
	X(FACTS, struct hito_point_fact)       \
	X(FACT_ITEMS, uint32_t)                \
	X(LOST, struct hito_point_lost)        \
	X(GAPS, struct hito_point_gap)

enum hito_point_table {
#define X(name, type) HITO_POINT_##name,
	HITO_POINT_TABLES(X)
#undef X
		HITO_POINT_TABLE_COUNT,
};

struct hito_point_head {
	uint64_t key; /* what it holds for */
	uint64_t commit_count, plan_commits;
	uint64_t file_count; /* of the tip */
	uint64_t plain;
	unsigned char tip[24];
};

extern const struct hito_tables_form hito_point_form;

struct hito_checkpoint_place;
/* What the file of a place is called. */
void hito_checkpoint_name(const struct hito_checkpoint_place *place,
			  char name[40]);

#endif
