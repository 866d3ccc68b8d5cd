/* SPDX-License-Identifier: MIT */
/*
 * Versions: what a blob at a path says, read once for all commits.
 */
#ifndef HITO_HISTORY_VERSION_H
#define HITO_HISTORY_VERSION_H

#include "history/snapshot.h"

/* The documents of one commit. */
struct hito_versions_at {
	const struct hito_document **documents; /* by path, readable ones */
	size_t document_count;
	struct hito_str *damaged; /* paths that cannot be read whole */
	size_t damaged_count;
};

bool hito_versions_read(struct hito_snapshots *snapshots,
			const struct hito_listing *listing,
			const struct hito_commit *commit,
			struct hito_arena *arena,
			struct hito_versions_at *out_at, struct hito_err *err);

#endif
