/* SPDX-License-Identifier: MIT */
/*
 * What a revision names (gitrevisions(7)), as far as people mostly write it:
 * a reference, an id or its start, and "~", "^" and "^{}" behind it.
 */
#ifndef HITO_HISTORY_REV_H
#define HITO_HISTORY_REV_H

#include "history/objects.h"
#include "history/refs.h"

struct hito_revs {
	struct hito_refs *refs;
	struct hito_objects *objects;
	struct hito_arena *arena;
};

/*
 * *out_odd is set when it is written in another way, or when a reference is:
 * then the answer is NOTHING and somebody else is to be asked.
 */
enum hito_found_rev hito_rev_find(const struct hito_revs *revs, const char *rev,
				  struct hito_oid *out_oid, bool *out_odd,
				  struct hito_err *err);

/*
 * From a tag to what it stands for, until that is no tag. MISSING with *oid
 * the one that is missing.
 */
enum hito_read hito_rev_peel(struct hito_objects *objects, struct hito_oid *oid,
			     enum hito_raw_type *out_type,
			     struct hito_err *err);

#endif
