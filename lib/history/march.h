/* SPDX-License-Identifier: MIT */
/*
 * A walk on a thread of its own, while the calling thread reads what commits
 * are compared with, and follows it then.
 */
#ifndef HITO_HISTORY_MARCH_H
#define HITO_HISTORY_MARCH_H

#include "history/walk.h"

struct hito_march;

/*
 * In the arena, which is the walk's until the march has ended. NULL: no thread
 * can be had, or no memory; then nothing was begun. err gives its language.
 */
struct hito_march *hito_march_start(struct hito_repository *repository,
				    const struct hito_oid *head,
				    bool first_parent, struct hito_arena *arena,
				    const struct hito_err *err);
struct hito_trail *hito_march_trail(struct hito_march *march);

/* Wait for the walk; what it came to is that of hito_walk_read. */
bool hito_march_end(struct hito_march *march, struct hito_walk *out_walk,
		    struct hito_err *err);
/* What it comes to is not wanted any more. NULL is allowed. */
void hito_march_stop(struct hito_march *march);

#endif
