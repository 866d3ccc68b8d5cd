/* SPDX-License-Identifier: MIT */
/*
 * Several files changed together, or none of them.
 */
#ifndef HITO_BASE_FILE_SET_H
#define HITO_BASE_FILE_SET_H

#include "base/file.h"

/* What becomes of one file. A path stands in one change only. */
struct hito_file_change {
	struct hito_str path;     /* relative, folders on the way are made */
	struct hito_str before;   /* ptr NULL: nothing may be there */
	struct hito_str after;    /* ptr NULL: it goes */
	struct hito_str new_path; /* ptr NULL: it stays where it is */
};

/*
 * Write all: temporary files first, names last; what was done is undone where
 * one cannot be. The folders are locked meanwhile, and those that are empty
 * then go with the last file that goes. SIGINT and its like wait; who is killed
 * all the same leaves both the old and the new files, and temporary ones.
 *
 * out_stale  a file does not hold what it held before, or a folder is gone
 * err        as of hito_file_rewrite and hito_file_create
 */
HITO_MUST bool hito_file_set_write(int dir_fd,
				   const struct hito_file_change *changes,
				   size_t count, struct hito_arena *arena,
				   bool *out_stale, struct hito_err *err);

#endif
