/* SPDX-License-Identifier: MIT */
/*
 * hito lint in a bare repository: what HEAD holds is checked, as a hook of a
 * server does.
 */
#ifndef HITO_CMD_LINT_BARE_H
#define HITO_CMD_LINT_BARE_H

#include "place.h"

/* Is the current folder a repository without a work tree? */
bool lint_is_bare(const struct place *place);

/*
 * In the place of place_name and place_read. Arguments are ids, or paths from
 * the top of the tree; HITO_ERR_USAGE for one that is neither.
 */
HITO_MUST bool lint_bare_read(struct place *place, int argc, char **argv,
			      struct hito_err *err);

#endif
