/* SPDX-License-Identifier: MIT */
/*
 * A project in a bare repository: what HEAD holds of it, for commands that
 * read the files of a place.
 */
#ifndef HITO_CMD_BARE_H
#define HITO_CMD_BARE_H

#include "place.h"

/* Is the current folder a repository without a work tree? */
bool bare_is(const struct place *place);

/* As place_open, for what reads and writes files: such a one has none. */
HITO_MUST bool bare_open_files(struct run *run, struct place *place,
			       struct hito_err *err);

/* A path as it is typed there: from the top of the tree, empty for all of it.
 */
struct hito_str bare_path(const char *typed);

/*
 * In the place of place_name and of what place_read reads. Arguments are paths
 * from the top of the tree, else ids, which are not looked up.
 */
HITO_MUST bool bare_read(struct place *place, int argc, char **argv,
			 struct hito_err *err);

#endif
