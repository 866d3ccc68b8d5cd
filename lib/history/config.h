/* SPDX-License-Identifier: MIT */
/*
 * The few keys of a repository's configuration that say how to read it. Of
 * the others none matters to us, and none is ever run.
 */
#ifndef HITO_HISTORY_CONFIG_H
#define HITO_HISTORY_CONFIG_H

#include <limits.h>
#include <stdbool.h>

#include "hito/str.h"

struct hito_config {
	bool has_bare, bare; /* core.bare */
	bool has_worktree;   /* core.worktree */
	char worktree[PATH_MAX];
	bool is_partial; /* objects are left at a remote that promised them */
};

/*
 * False when there is anything that is not plain: bad syntax, files that are
 * included, a version or an extension of the layout that we do not know.
 */
bool hito_config_read(struct hito_str text, struct hito_config *out_config);

#endif
