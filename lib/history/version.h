/* SPDX-License-Identifier: MIT */
/*
 * Versions: what a blob at a path says, read once for all commits.
 */
#ifndef HITO_HISTORY_VERSION_H
#define HITO_HISTORY_VERSION_H

#include "history/catalog.h"
#include "history/listing.h"
#include "history/patch.h"
#include "history/pool.h"
#include "hito/history.h"

/* What a path is at some commits; read when it is asked for. */
struct hito_version {
	const struct hito_path *path;
	uint32_t number;
	uint32_t noted; /* its number among the notes + 1; 0: it has none */
	enum hito_entry_kind kind; /* TREE: a folder that cannot be read */
	struct hito_oid oid;
	bool read;
	bool lazy;    /* of a checkpoint: its rows are not read yet */
	bool missing; /* the object is */
	bool damaged; /* what cannot be read may hide whole things */
	bool told;    /* its gaps are among those of the history */
	/* Its document can be read, and then what it is. */
	bool has_document, is_plan, is_prose;
	/* Of a plan file without damage: the plan's id, as it is today, and
	 * the rows of the plan where no other file belongs to it. */
	struct hito_str home;
	const struct hito_row *const *rows;
	size_t row_count;
	/* NULL: not kept, see hito_version_document. */
	const struct hito_document *document;
	/* What cannot be read. */
	struct hito_gap *gaps;
	size_t gap_count, gap_capacity;
	enum hito_lang lang;       /* that it was read in */
	struct hito_version *next; /* the same in another language */
};

/* The file that it is of, as trees list it. */
static inline struct hito_listed
hito_version_listed(const struct hito_version *version)
{
	return (struct hito_listed){version->path->text, version->kind,
				    version->oid};
}

/* A plan of its own or no plan at all, and nothing of it is damaged. */
static inline bool hito_version_is_plain(const struct hito_version *version)
{
	return version->kind != HITO_ENTRY_TREE && !version->damaged &&
	       (!version->has_document || version->is_prose || version->rows);
}

/* Its id is written and cannot be read: what it is called is not known. */
bool hito_block_lost_id(const struct hito_block *block);

/* Who reads versions: one for each thread. */
struct hito_version_reader {
	struct hito_repository *repository;
	struct hito_objects *objects; /* the thread's own */
	const struct hito_project *project;
	const struct hito_progress *progress; /* NULL: nobody asks */
	struct hito_arena *arena;             /* of what is kept */
	struct hito_arena *scratch;           /* emptied after each version */
	struct hito_pool pool;
	struct hito_patch patch;
};

/* What is only known of a checkpoint is to be read like any other. */
static inline void hito_version_wake(struct hito_version *version)
{
	version->read = version->read && !version->lazy;
	version->lazy = false;
}

/* Read a file's version, unless it is read already. */
bool hito_version_read(struct hito_version_reader *reader,
		       struct hito_version *version, struct hito_err *err);

/* The same where its text is at hand; the reader's scratch is left full. */
bool hito_version_take(struct hito_version_reader *reader,
		       struct hito_version *version, struct hito_str text,
		       struct hito_err *err);

/* The document of a version that has one. */
bool hito_version_document(struct hito_version_reader *reader,
			   struct hito_version *version,
			   const struct hito_document **out_document,
			   struct hito_err *err);

/* A version beside one, for another language; NULL when memory ends. */
struct hito_version *hito_version_beside(struct hito_version *version,
					 enum hito_lang lang,
					 struct hito_arena *arena);

/* The version as it is read in another language. */
bool hito_version_in_language(struct hito_version_reader *reader,
			      struct hito_version *version, enum hito_lang lang,
			      struct hito_version **out_version,
			      struct hito_err *err);

#endif
