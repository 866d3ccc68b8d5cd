/* SPDX-License-Identifier: MIT */
/*
 * A project as a commit holds it: all its files are read from Git's objects,
 * never from the work tree.
 */
#ifndef HITO_REVISION_H
#define HITO_REVISION_H

#include "hito/history.h"

#pragma GCC visibility push(default)

/* The commit that rev names (NULL: HEAD); HITO_ERR_USAGE: none. */
HITO_MUST bool hito_revision_id(struct hito_repository *repository,
				const char *rev, char out_id[HITO_ID_SIZE],
				struct hito_err *err);

/*
 * The commit where HEAD left the line of rev: their newest common ancestor.
 *
 * err  HITO_ERR_USAGE: rev names no commit, or the two have nothing in common;
 *      HITO_ERR_INCOMPLETE: it cannot be told from this clone, help is the
 *      line that mends it
 */
HITO_MUST bool hito_revision_base(struct hito_repository *repository,
				  const char *rev, struct hito_arena *arena,
				  char out_id[HITO_ID_SIZE],
				  struct hito_err *err);

/* The short names of branches and tags, at most HITO_LIMIT_NAMES. */
HITO_MUST bool hito_revision_names(struct hito_repository *repository,
				   struct hito_arena *arena,
				   const char ***out_names, size_t *out_count,
				   struct hito_err *err);

struct hito_revision_options {
	const char *rev; /* NULL: HEAD */
	/* Not 0 and not NONE: the last first-parent commit of rev that is of
	 * that committer day or earlier. */
	hito_day at;
	/* The project's folder from the top of the tree: "" or "docs/". A
	 * folder that the commit does not have holds no plans. */
	struct hito_str folder;
	/* A project file in place of the commit's (ptr NULL: the commit's). */
	struct hito_str project_text, project_path;
	/* Rules and thresholds in place of those of the commit; NULL. */
	const struct hito_project *rules_of;
	/* Paths outside of the project's, as in hito_workspace_options. Those
	 * that the commit does not have are passed over. */
	const struct hito_str *extra;
	size_t extra_count;
};

/*
 * Read the project of a commit. Everything lives as long as the arena.
 *
 * err  HITO_ERR_INCOMPLETE: an object is missing, help is the line that
 *      mends it; else as hito_workspace_read
 */
HITO_MUST bool hito_revision_read(struct hito_repository *repository,
				  const struct hito_revision_options *options,
				  struct hito_arena *arena,
				  struct hito_workspace **out_workspace,
				  struct hito_err *err);

/*
 * One file of a commit, by its path from options->folder; text.ptr is NULL
 * where the commit has no such file (a link is none).
 *
 * err  HITO_ERR_INPUT above limit bytes; HITO_ERR_INCOMPLETE as above
 */
HITO_MUST bool hito_revision_file(struct hito_repository *repository,
				  const struct hito_revision_options *options,
				  struct hito_str path, size_t limit,
				  struct hito_arena *arena,
				  struct hito_str *out_text,
				  struct hito_err *err);

#pragma GCC visibility pop
#endif
