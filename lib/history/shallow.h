/* SPDX-License-Identifier: MIT */
/*
 * Where a shallow clone ends: the files "shallow" and "info/grafts".
 */
#ifndef HITO_HISTORY_SHALLOW_H
#define HITO_HISTORY_SHALLOW_H

#include "history/git.h"

struct hito_shallow {
	const struct hito_oid *ids; /* sorted; their parents are cut off */
	size_t count;
	bool has_grafts; /* parents written over by hand */
};

/*
 * Read them. Both folders end with "/"; they differ in a linked work tree.
 * Files that are not there say nothing.
 */
HITO_MUST bool hito_shallow_read(const char *common, const char *folder,
				 struct hito_arena *arena,
				 struct hito_shallow *out_shallow,
				 struct hito_err *err);
bool hito_shallow_has(const struct hito_shallow *shallow,
		      const struct hito_oid *commit);

#endif
