/* SPDX-License-Identifier: MIT */
/* Where both sides of a conflict come from, as Git knows it. */
#ifndef HITO_CMD_RESOLVE_BASE_H
#define HITO_CMD_RESOLVE_BASE_H

#include "history/staged.h"
#include "past.h"

struct resolve_bases {
	struct run *run;
	const struct past *past; /* without a repository: nothing is known */
	struct hito_staged staged;
	bool looked; /* for the commits that were merged */
	bool has_tree;
	struct hito_oid tree; /* of the commit where they part */
};

HITO_MUST bool resolve_bases_open(struct run *run, const struct past *past,
				  struct resolve_bases *out,
				  struct hito_err *err);

/*
 * The base of a file (path: from the project's root): of the merge that is
 * under way, else of the one that HEAD is. ptr NULL: not known.
 */
HITO_MUST bool resolve_bases_find(struct resolve_bases *bases,
				  struct hito_str path, struct hito_str *out,
				  struct hito_err *err);

#endif
