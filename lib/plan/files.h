/* SPDX-License-Identifier: MIT */
/*
 * The plan files of a folder on disk: found, sorted, read.
 */
#ifndef HITO_PLAN_FILES_H
#define HITO_PLAN_FILES_H

#include "hito/workspace.h"

/* A file, or what stands where one was looked for. */
struct hito_found {
	struct hito_str path;
	struct hito_str text;   /* ptr NULL: not read */
	const char *message;    /* why not: English template */
	struct hito_str reason; /* {1} of the message; may be empty */
	enum hito_level level;  /* how bad that is */
};

/*
 * Find and read what the project's paths, the extra paths and standard input
 * name, sorted by path, each once. Links and repositories inside the folder
 * are rows that say so and are never followed.
 *
 * err  HITO_ERR_IO when the root or an extra path cannot be read,
 *      HITO_ERR_INPUT past HITO_LIMIT_FILES
 */
HITO_MUST bool hito_files_find(const struct hito_workspace_options *options,
			       const struct hito_project *project,
			       struct hito_arena *arena,
			       struct hito_found **out_found, size_t *out_count,
			       struct hito_err *err);

#endif
