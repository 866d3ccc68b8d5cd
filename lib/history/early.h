/* SPDX-License-Identifier: MIT */
/*
 * Plans of the commit looked at, read on a thread of its own while what led to
 * them is still worked out.
 */
#ifndef HITO_HISTORY_EARLY_H
#define HITO_HISTORY_EARLY_H

#include "history/reading.h"

struct hito_early;

/*
 * Begin to read those with some homes (sorted), from the files of the walk's
 * first commit and the survey of all behind it. NULL: it cannot be begun, and
 * all is read when it is needed.
 */
struct hito_early *hito_early_start(const struct hito_reading *reading,
				    const struct hito_files *files,
				    const struct hito_str *homes, size_t count);

/*
 * Wait, and take the workspace into an arena. False: the files are not those
 * of the listing after all, or not all could be read.
 */
bool hito_early_take(struct hito_early *early,
		     const struct hito_listing *listing,
		     struct hito_arena *arena,
		     struct hito_workspace **out_workspace);

/* Wait, and give all back that was not taken. NULL is fine. */
void hito_early_done(struct hito_early *early);

#endif
