/* SPDX-License-Identifier: MIT */
/*
 * The plan files of a folder on disk: found, sorted, read.
 */
#ifndef HITO_PLAN_FILES_H
#define HITO_PLAN_FILES_H

#include "hito/workspace.h"

/* Folders of unread files that are kept open: few, as they are scarce. */
#define HITO_UNREAD_FOLDERS 64

/* A file, or what stands where one was looked for. */
struct hito_found {
	struct hito_str path;
	struct hito_str text;   /* ptr NULL: not read */
	const char *message;    /* why not: English template */
	struct hito_str reason; /* {1} of the message; may be empty */
	enum hito_level level;  /* how bad that is */
	/* Still to be read, by this name in this open folder; NULL: it is
	 * not. */
	const char *name;
	int folder;
};

/* The open folders of files that are still to be read. */
struct hito_unread {
	int folders[HITO_UNREAD_FOLDERS];
	size_t count;
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

/*
 * The same, but files may be left unread, to be read on several threads.
 * hito_files_close is called behind it, whatever it answers.
 */
HITO_MUST bool hito_files_seek(const struct hito_workspace_options *options,
			       const struct hito_project *project,
			       struct hito_arena *arena,
			       struct hito_unread *unread,
			       struct hito_found **out_found, size_t *out_count,
			       struct hito_err *err);
void hito_files_close(struct hito_unread *unread);

/*
 * Read one that is still to be read. False when memory ends; why it cannot be
 * read is put down in it.
 */
HITO_MUST bool hito_found_read(struct hito_found *found,
			       struct hito_arena *arena);

#endif
