/* SPDX-License-Identifier: MIT */
/*
 * Commits lie in pieces that never move. They are told of piece by piece: one
 * that is told of is not written any more, and is read without the lock.
 */
#include "history/trail.h"

#include <pthread.h>

#include "hito/limits.h"

#define PIECE 512
#define PIECES (HITO_LIMIT_COMMITS / PIECE + 1)

struct hito_trail {
	struct hito_arena *arena;
	struct hito_trail_commit **pieces;
	size_t count; /* the walk's own */
	pthread_mutex_t lock;
	pthread_cond_t more;
	/* Under the lock. */
	size_t told;
	bool ended, left;
};

struct hito_trail *hito_trail_new(struct hito_arena *arena)
{
	struct hito_trail *trail = hito_new(arena, struct hito_trail, 1);

	if (!trail)
		return NULL;
	trail->arena = arena;
	trail->pieces = hito_new(arena, struct hito_trail_commit *, PIECES);
	if (!trail->pieces || pthread_mutex_init(&trail->lock, NULL) != 0)
		return NULL;
	if (pthread_cond_init(&trail->more, NULL) == 0)
		return trail;
	pthread_mutex_destroy(&trail->lock);
	return NULL;
}

void hito_trail_done(struct hito_trail *trail)
{
	if (!trail)
		return;
	pthread_cond_destroy(&trail->more);
	pthread_mutex_destroy(&trail->lock);
}

/* False: who follows has left. */
static bool tell(struct hito_trail *trail, bool ended)
{
	bool left;

	pthread_mutex_lock(&trail->lock);
	trail->told = trail->count;
	trail->ended |= ended;
	left = trail->left;
	pthread_cond_signal(&trail->more);
	pthread_mutex_unlock(&trail->lock);
	return !left;
}

bool hito_trail_add(struct hito_trail *trail,
		    const struct hito_trail_commit *commit)
{
	struct hito_trail_commit **piece = &trail->pieces[trail->count / PIECE];

	if (!*piece)
		*piece =
			hito_arena_bytes(trail->arena, PIECE * sizeof(**piece));
	if (!*piece)
		return false;
	(*piece)[trail->count++ % PIECE] = *commit;
	return trail->count % PIECE || tell(trail, false);
}

void hito_trail_end(struct hito_trail *trail)
{
	(void)tell(trail, true);
}

size_t hito_trail_wait(struct hito_trail *trail, size_t count, bool *out_ended)
{
	size_t told;

	pthread_mutex_lock(&trail->lock);
	while (trail->told < count && !trail->ended)
		pthread_cond_wait(&trail->more, &trail->lock);
	told = trail->told;
	*out_ended = trail->ended;
	pthread_mutex_unlock(&trail->lock);
	return told;
}

const struct hito_trail_commit *hito_trail_at(const struct hito_trail *trail,
					      size_t place)
{
	return &trail->pieces[place / PIECE][place % PIECE];
}

void hito_trail_leave(struct hito_trail *trail)
{
	pthread_mutex_lock(&trail->lock);
	trail->left = true;
	pthread_mutex_unlock(&trail->lock);
}
