/* SPDX-License-Identifier: MIT */
/*
 * What we leave to libgit2: opening repositories that are not laid out as
 * usual, revisions that are not written as usual, and merging lines just as
 * git merge-file does. It is loaded when it is
 * needed: with all that it needs itself it takes longer to start than most
 * commands take at all.
 */
#ifndef HITO_HISTORY_LIBGIT2_H
#define HITO_HISTORY_LIBGIT2_H

#include "history/git.h"
#include "history/layout.h"

struct hito_libgit2;

/* As hito_repository_open. */
HITO_MUST bool hito_libgit2_open(const char *folder, struct hito_arena *arena,
				 struct hito_libgit2 **out_libgit2,
				 struct hito_err *err);
/* NULL is allowed. */
void hito_libgit2_close(struct hito_libgit2 *libgit2);

/* Where it is, and all that is told of it. */
HITO_MUST bool hito_libgit2_layout(struct hito_libgit2 *libgit2,
				   struct hito_arena *arena,
				   struct hito_layout *out_layout,
				   struct hito_err *err);

/* A revision of any form but "^{/...}". */
enum hito_found_rev hito_libgit2_find(struct hito_libgit2 *libgit2,
				      const char *rev, struct hito_oid *out);

/* Without a repository: for merging alone. */
HITO_MUST bool hito_libgit2_start(struct hito_arena *arena,
				  struct hito_libgit2 **out_libgit2,
				  struct hito_err *err);
/* NULL is allowed. */
void hito_libgit2_stop(struct hito_libgit2 *libgit2);

struct hito_line_merge {
	struct hito_str base, ours, theirs;
	const char *base_label, *our_label, *their_label;
	unsigned short marker_size;
	bool with_base; /* conflicts show the base, too, and are wider */
};
/* Merge lines as git merge-file does; clean: without a conflict. */
HITO_MUST bool hito_libgit2_merge(struct hito_libgit2 *libgit2,
				  const struct hito_line_merge *merge,
				  struct hito_arena *arena,
				  struct hito_str *out_text, bool *out_clean,
				  struct hito_err *err);

#endif
