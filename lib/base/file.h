/* SPDX-License-Identifier: MIT */
/*
 * Files: read one whole and bounded, make one, replace one.
 */
#ifndef HITO_BASE_FILE_H
#define HITO_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "hito/arena.h"
#include "hito/err.h"
#include "hito/str.h"

/*
 * Read a regular file.
 *
 * dir_fd  the folder that a relative path starts at, or AT_FDCWD
 * limit   the most bytes that the file may have
 * out     all bytes, with a NUL behind them that len does not count; lives as
 *         long as arena
 * err     HITO_ERR_IO when it cannot be opened or read or is not a regular
 *         file (a folder, a link, a pipe ...), HITO_ERR_INPUT above the limit,
 *         HITO_ERR_MEMORY; path is set
 *
 * A link at the path's end is not followed. Opening never waits.
 */
HITO_MUST bool hito_file_read(int dir_fd, struct hito_str path, size_t limit,
			      struct hito_arena *arena, struct hito_str *out,
			      struct hito_err *err);

/*
 * Read an open descriptor to its end: standard input, mostly. As above; the
 * descriptor stays open and err has no path.
 */
HITO_MUST bool hito_file_read_fd(int fd, size_t limit, struct hito_arena *arena,
				 struct hito_str *out, struct hito_err *err);

/*
 * Make a file that does not exist yet, with text in it.
 *
 * dir_fd  as above
 * path    folders on the way are made; in a relative path none of them may be
 *         a link, so that nothing is written outside the folder
 * err     HITO_ERR_IO, "already exists" where something has that name;
 *         HITO_ERR_INPUT for a path that names no file; path is set
 *
 * The text goes to a temporary file beside it first, which gets the name when
 * all is on disk: nobody sees half a file and none is ever replaced.
 */
HITO_MUST bool hito_file_create(int dir_fd, struct hito_str path,
				struct hito_str text, struct hito_err *err);

/*
 * The same, but a regular file of that name is replaced, and keeps its
 * permissions. Nothing else ever is: a folder, a link, a device or a pipe is
 * HITO_ERR_IO.
 */
HITO_MUST bool hito_file_replace(int dir_fd, struct hito_str path,
				 struct hito_str text, struct hito_err *err);

/*
 * Replace a file that holds before, byte for byte, by one that holds after.
 * HITO_ERR_IO when it holds something else by now or is gone, when it may not
 * be written (read-only), and as above. It keeps its permissions.
 */
HITO_MUST bool hito_file_rewrite(int dir_fd, struct hito_str path,
				 struct hito_str before, struct hito_str after,
				 struct hito_err *err);

#endif
