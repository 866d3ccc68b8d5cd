/* SPDX-License-Identifier: MIT */
/* Threads are started, do one work, and are waited for. */
#include "base/threads.h"

#include <unistd.h>

struct worker {
	void (*work)(void *context, size_t n);
	void *context;
	size_t n;
	pthread_t thread;
	bool started;
};

static void *run(void *context)
{
	struct worker *worker = context;

	worker->work(worker->context, worker->n);
	return NULL;
}

unsigned hito_threads_worth(unsigned asked, size_t parts)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);

	if (asked == 0)
		asked = processors > 0 ? (unsigned)processors : 1;
	if (asked > HITO_MOST_THREADS)
		asked = HITO_MOST_THREADS;
	if (parts < asked)
		asked = (unsigned)parts;
	return asked ? asked : 1;
}

void hito_threads_run(size_t count, void (*work)(void *context, size_t n),
		      void *context)
{
	struct worker others[HITO_MOST_THREADS - 1];
	size_t i;

	if (count > HITO_MOST_THREADS)
		count = HITO_MOST_THREADS;
	for (i = 0; i + 1 < count; i++) {
		others[i] = (struct worker){work, context, i + 1, 0, false};
		others[i].started = pthread_create(&others[i].thread, NULL, run,
						   &others[i]) == 0;
	}
	work(context, 0);
	for (i = 0; i + 1 < count; i++) {
		if (others[i].started)
			pthread_join(others[i].thread, NULL);
	}
}

static void *run_beside(void *context)
{
	struct hito_beside *beside = context;

	beside->work(beside->context);
	return NULL;
}

bool hito_beside_start(struct hito_beside *beside, void (*work)(void *context),
		       void *context)
{
	beside->work = work;
	beside->context = context;
	return pthread_create(&beside->thread, NULL, run_beside, beside) == 0;
}

void hito_beside_end(struct hito_beside *beside)
{
	pthread_join(beside->thread, NULL);
}
