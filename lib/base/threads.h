/* SPDX-License-Identifier: MIT */
/*
 * The same work on several threads at once.
 */
#ifndef HITO_BASE_THREADS_H
#define HITO_BASE_THREADS_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

/* No more are started, however many are asked for. */
#define HITO_MOST_THREADS 4

/* The processors that the program may run on: at least one. */
unsigned hito_threads_processors(void);

/*
 * How many threads: as many as asked for (0: as there are processors), but no
 * more than there are parts of work, and at least one.
 */
unsigned hito_threads_worth(unsigned asked, size_t parts);

/*
 * Call work(context, n) for each n below count, 0 on the calling thread and
 * each other on one of its own, and wait for all. A thread that cannot be had
 * is not missed: workers take what is to be done from one heap, as long as
 * there is some. What the others wrote can be read then.
 */
void hito_threads_run(size_t count, void (*work)(void *context, size_t n),
		      void *context);

/* One work that goes on beside what the calling thread does. */
struct hito_beside {
	void (*work)(void *context);
	void *context;
	pthread_t thread;
	bool is_begun;
};

/* False: no thread can be had, and nothing has begun. It stays where it is. */
bool hito_beside_start(struct hito_beside *beside, void (*work)(void *context),
		       void *context);
/* Wait until it is done; nothing is, if it was not started or has ended. */
void hito_beside_end(struct hito_beside *beside);

#endif
