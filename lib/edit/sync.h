/* SPDX-License-Identifier: MIT */
/*
 * Values that trailers gave later than the files, written into the files:
 * only the bytes of those values change. Nothing here writes a file.
 */
#ifndef HITO_EDIT_SYNC_H
#define HITO_EDIT_SYNC_H

#include "hito/fixed.h"
#include "hito/model.h"
#include "hito/status.h"

/* A value that a file is to have. */
struct hito_sync_change {
	const struct hito_item *step;
	enum hito_key key;
	struct hito_str old, new; /* as the file writes them; may be empty */
	struct hito_str meant;    /* new in canonical form */
	/* Why it cannot be written: English, one argument; NULL: it can. */
	const char *refused;
};

struct hito_sync {
	struct hito_sync_change *changes;
	size_t count, capacity;
	struct hito_fixed **files; /* by path */
	size_t file_count;
};

/*
 * only: steps, or plans with all their steps; only_count 0: all. The status
 * is of the work tree. Fails for want of memory only.
 */
HITO_MUST bool hito_sync_derive(const struct hito_status *status,
				const struct hito_item *const *only,
				size_t only_count, struct hito_arena *arena,
				struct hito_sync *out, struct hito_err *err);

/*
 * Look at the files as they would be then: refuse the changes of a file that
 * would not say what they mean, and leave it as it is. all: read from the
 * texts of the files.
 */
void hito_sync_check(struct hito_sync *sync, const struct hito_workspace *all);

#endif
