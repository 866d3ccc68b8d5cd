/* SPDX-License-Identifier: MIT */
/*
 * What a commit's tree holds of a project: its project file and its plans.
 */
#ifndef HITO_HISTORY_TREE_H
#define HITO_HISTORY_TREE_H

#include "history/listing.h"
#include "hito/workspace.h"

/* A file's text; empty where there is none. HITO_ERR_INPUT: unreadable. */
bool hito_tree_file(struct hito_repository *repository,
		    const struct hito_oid *tree, const char *path, size_t limit,
		    struct hito_arena *arena, struct hito_str *out_text,
		    struct hito_err *err);

/* The project file, or text and path in its place (ptr NULL: the tree's). */
bool hito_tree_project(struct hito_repository *repository,
		       const struct hito_oid *tree, struct hito_str text,
		       struct hito_str path, struct hito_arena *arena,
		       struct hito_project **out_project, struct hito_err *err);

/*
 * The files of a listing as a workspace, with all their findings. What is
 * missing is a row of it; the id of the first such object is added to
 * listing->missing.
 */
struct hito_objects;
bool hito_tree_plans(struct hito_objects *objects,
		     const struct hito_project *project,
		     struct hito_listing *listing, struct hito_arena *arena,
		     struct hito_workspace **out_workspace,
		     struct hito_err *err);

#endif
