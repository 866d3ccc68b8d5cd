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

/* A key with its value: [section "part"] name = value. */
struct hito_config_entry {
	struct hito_str section, part, name; /* slices of the text */
	struct hito_str value; /* until the next one; cut at PATH_MAX */
	bool has_value;
};

/*
 * Each key in order, until take says false. False when that did, or at bad
 * syntax: those before it were taken.
 */
typedef bool hito_config_take(void *ctx, const struct hito_config_entry *entry);
bool hito_config_each(struct hito_str text, hito_config_take *take, void *ctx);

#endif
