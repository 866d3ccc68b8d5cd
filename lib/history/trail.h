/* SPDX-License-Identifier: MIT */
/*
 * The trail of a walk: commits as it meets them, the newest first, for
 * somebody who follows it on another thread while it goes on.
 *
 *	the walk	hito_trail_add ... hito_trail_end
 *	who follows	hito_trail_wait, hito_trail_at ... hito_trail_leave
 */
#ifndef HITO_HISTORY_TRAIL_H
#define HITO_HISTORY_TRAIL_H

#include "history/git.h"

struct hito_trail;

#define HITO_TRAIL_NONE UINT32_MAX

struct hito_trail_commit {
	struct hito_oid tree;
	uint32_t parent; /* the first one's place on the trail, or NONE */
	bool lost;       /* it cannot be read */
};

/* In the arena, which is the walk's from then on. NULL: no memory. */
struct hito_trail *hito_trail_new(struct hito_arena *arena);
/* NULL is allowed. */
void hito_trail_done(struct hito_trail *trail);

/*
 * The next commit, whatever its place is called elsewhere: the first is 0.
 * False: no memory, or who follows has left and nobody waits for the walk.
 */
bool hito_trail_add(struct hito_trail *trail,
		    const struct hito_trail_commit *commit);
/* There are no more, for whatever reason. */
void hito_trail_end(struct hito_trail *trail);

/*
 * How many commits are known, once there are at least so many or there will
 * be no more (*out_ended).
 */
size_t hito_trail_wait(struct hito_trail *trail, size_t count, bool *out_ended);
/* place is below what hito_trail_wait said. */
const struct hito_trail_commit *hito_trail_at(const struct hito_trail *trail,
					      size_t place);
/* The walk may stop: nobody wants it any more. */
void hito_trail_leave(struct hito_trail *trail);

#endif
