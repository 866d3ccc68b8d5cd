/* SPDX-License-Identifier: MIT */
/*
 * Versions: what a blob at a path says, read once for all commits.
 */
#ifndef HITO_HISTORY_VERSION_H
#define HITO_HISTORY_VERSION_H

#include "base/map.h"
#include "history/listing.h"
#include "hito/history.h"

/* A version that was read; document NULL: it cannot be read at all. */
struct hito_version {
	const struct hito_document *document;
	bool damaged; /* what cannot be read may hide whole things */
	/* What cannot be read; their commit is the first that has them. */
	struct hito_gap *gaps;
	size_t gap_count, gap_capacity;
	bool *told; /* the gaps are among those of the history */
};

/* Its id is written and cannot be read: what it is called is not known. */
bool hito_block_lost_id(const struct hito_block *block);

struct hito_versions {
	struct hito_repository *repository;
	const struct hito_project *project;
	struct hito_arena *arena; /* of everything that lasts */
	struct hito_map known;    /* language, id and path -> version */
	struct hito_gap *gaps;
	size_t gap_count, gap_capacity;
	struct hito_str missing; /* id of the first object that was missing */
};

/* The plan files of one commit, as read. */
struct hito_files {
	struct hito_listing listing;
	const struct hito_version **versions; /* by listing; links: NULL */
	/*
	 * By listing: what stands in for a plan.md that cannot be read: its
	 * last version that could. It says to which plan the steps beside it
	 * belong, and in which language they are written. NULL: nothing.
	 */
	const struct hito_document **stand_ins;
	bool damaged;      /* some version is */
	bool lang_matters; /* some file is read in its plan's language */
};

/*
 * Read the files of a listing; those that the first parent lists too are
 * taken from there. commit is named in gaps.
 */
bool hito_versions_read(struct hito_versions *versions,
			const struct hito_commit *commit,
			const struct hito_files *const *parents,
			size_t parent_count, struct hito_arena *arena,
			struct hito_arena *scratch, struct hito_files *files,
			struct hito_err *err);

#endif
