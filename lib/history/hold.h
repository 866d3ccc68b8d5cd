/* SPDX-License-Identifier: MIT */
/*
 * Objects whose bytes stay until they are let go, whatever is read meanwhile.
 * A holder belongs to one thread, as its objects do.
 */
#ifndef HITO_HISTORY_HOLD_H
#define HITO_HISTORY_HOLD_H

#include "history/objects.h"

struct hito_held;

struct hito_holder {
	struct hito_objects *objects;
	struct hito_arena *arena;
	struct hito_held *unused; /* that nobody reads any more */
};

/* As hito_objects_read; hito_let_go releases out. */
enum hito_read hito_hold(struct hito_holder *holder, const struct hito_oid *oid,
			 enum hito_raw_type wanted, size_t limit,
			 struct hito_raw *out, size_t *out_size,
			 struct hito_err *err);
void hito_let_go(struct hito_holder *holder, struct hito_raw *raw);

#endif
