/* SPDX-License-Identifier: MIT */
/* Threads are started, do one work, and are waited for. */
#define _GNU_SOURCE /* sched_getaffinity */
#include "base/threads.h"

#include <sched.h>
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

unsigned hito_threads_processors(void)
{
	long processors;
#ifdef CPU_COUNT
	cpu_set_t set;

	if (sched_getaffinity(0, sizeof(set), &set) == 0)
		return (unsigned)CPU_COUNT(&set);
#endif
	processors = sysconf(_SC_NPROCESSORS_ONLN);
	return processors > 0 ? (unsigned)processors : 1;
}

unsigned hito_threads_worth(unsigned asked, size_t parts)
{
	if (asked == 0)
		asked = hito_threads_processors();
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
