/* SPDX-License-Identifier: MIT */
/*
 * What is staged for the next commit: Git's index, read as it lies on disk
 * (gitformat-index(5), versions 2 to 4). No file of the work tree is looked
 * at, no filter is run.
 */
#ifndef HITO_HISTORY_STAGED_H
#define HITO_HISTORY_STAGED_H

#include "history/git.h"
#include "hito/workspace.h"

struct hito_staged_file {
	struct hito_str path;
	enum hito_entry_kind kind;
	struct hito_oid oid;
};

/* A version of a file whose merge is not settled. */
struct hito_staged_side {
	struct hito_str path;
	enum hito_entry_kind kind;
	struct hito_oid oid;
	unsigned stage; /* 1: the base, 2: ours, 3: theirs */
};

struct hito_staged {
	struct hito_staged_file *files; /* by path, as in the index */
	size_t count;
	bool conflict; /* a merge is not settled */
	struct hito_staged_side *sides;
	size_t side_count, side_capacity;
};

/*
 * Of an index that is one file.
 *
 * err  HITO_ERR_INPUT: damaged, or of a form that is not read (split index,
 *      sparse index, a newer version)
 */
HITO_MUST bool hito_staged_read(struct hito_str bytes, struct hito_arena *arena,
				struct hito_staged *out, struct hito_err *err);

/*
 * The same from the repository's index, split or not, or from the one that Git
 * names to a hook (GIT_INDEX_FILE, from the current folder; NULL: it names
 * none). No index yet: nothing is staged.
 */
HITO_MUST bool hito_staged_open(struct hito_repository *repository,
				const char *named, struct hito_arena *arena,
				struct hito_staged *out, struct hito_err *err);

/*
 * A file as it is staged; its text's ptr is NULL when there is none.
 * HITO_ERR_INPUT when it cannot be read, with its path.
 */
HITO_MUST bool hito_staged_file(struct hito_repository *repository,
				const struct hito_staged *staged,
				struct hito_str path, size_t limit,
				struct hito_arena *arena,
				struct hito_str *out_text,
				struct hito_err *err);

/*
 * folder: of the project, from the top: "" or "docs/". project: NULL, or one
 * to use in place of the staged project file's.
 */
HITO_MUST bool
hito_staged_plans(struct hito_repository *repository,
		  const struct hito_staged *staged, struct hito_str folder,
		  struct hito_project *project, struct hito_arena *arena,
		  struct hito_workspace **out_workspace, struct hito_err *err);

#endif
