/* SPDX-License-Identifier: MIT */
/*
 * The plan files of a commit's tree.
 */
#ifndef HITO_HISTORY_LISTING_H
#define HITO_HISTORY_LISTING_H

#include "history/git.h"

struct hito_listed {
	struct hito_str path;
	enum hito_entry_kind kind; /* a folder is never listed */
	struct hito_oid oid;
};

struct hito_lost_folder {
	struct hito_str path; /* empty: the top */
	struct hito_str id;   /* of its tree, in hexadecimal */
};

/* All plan files below a root tree, by path. */
struct hito_listing {
	struct hito_listed *files;
	size_t count;
	/* The object that could not be read; ptr NULL: all could. */
	struct hito_str missing;
	/* The folders of such objects: what they hold is not known. */
	struct hito_lost_folder *lost;
	size_t lost_count;
};

/* Files past HITO_LIMIT_FILES are HITO_ERR_INPUT. */
bool hito_listing_read(struct hito_repository *repository,
		       const struct hito_project *project,
		       const struct hito_oid *root, struct hito_arena *arena,
		       struct hito_listing *out_listing, struct hito_err *err);

/* By path: what was listed in another order. */
void hito_listing_sort(struct hito_listing *listing);

/*
 * The tree of a folder ("docs/") below a root tree. Where there is none, that
 * of no files; where one on the way is missing, that one.
 */
bool hito_listing_folder(struct hito_repository *repository,
			 const struct hito_oid *root, struct hito_str folder,
			 struct hito_arena *scratch, struct hito_oid *out_tree,
			 struct hito_err *err);

/* The blob at a path from the root (a regular file); false when absent. */
bool hito_listing_find(struct hito_repository *repository,
		       const struct hito_oid *root, struct hito_str path,
		       struct hito_arena *arena, struct hito_oid *out_oid);

#endif
