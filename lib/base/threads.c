/* SPDX-License-Identifier: MIT */
/* Threads are started, do one work, and are waited for. */
#define _GNU_SOURCE /* sched_getaffinity, pthread_attr_setaffinity_np */
#include "base/threads.h"

#include <sched.h>
#include <unistd.h>

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

/*
 * A thread of ours often ends within milliseconds. In a guest of KVM an idle
 * processor looks taken to Linux (vcpu_is_preempted), which starts it where
 * its maker runs, and there it waits: it is to start anywhere else, and may go
 * where it likes from then on.
 */
static void look_elsewhere(pthread_attr_t *attributes)
{
#ifdef CPU_COUNT
	int here = sched_getcpu();
	cpu_set_t set;

	if (here < 0 || sched_getaffinity(0, sizeof(set), &set) != 0 ||
	    CPU_COUNT(&set) < 2)
		return;
	CPU_CLR((size_t)here, &set);
	(void)pthread_attr_setaffinity_np(attributes, sizeof(set), &set);
#else
	(void)attributes;
#endif
}

/* Where the program may run. */
static void be_free(void)
{
#ifdef CPU_COUNT
	cpu_set_t set;

	if (sched_getaffinity(getpid(), sizeof(set), &set) == 0)
		(void)sched_setaffinity(0, sizeof(set), &set);
#endif
}

static void *run_beside(void *context)
{
	struct hito_beside *beside = context;

	be_free();
	beside->work(beside->context);
	return NULL;
}

bool hito_beside_start(struct hito_beside *beside, void (*work)(void *context),
		       void *context)
{
	pthread_attr_t attributes;

	beside->work = work;
	beside->context = context;
	beside->is_begun = false;
	if (pthread_attr_init(&attributes) != 0)
		return false;
	look_elsewhere(&attributes);
	beside->is_begun = pthread_create(&beside->thread, &attributes,
					  run_beside, beside) == 0;
	pthread_attr_destroy(&attributes);
	return beside->is_begun;
}

void hito_beside_end(struct hito_beside *beside)
{
	if (beside->is_begun)
		pthread_join(beside->thread, NULL);
	beside->is_begun = false;
}

struct worker {
	void (*work)(void *context, size_t n);
	void *context;
	size_t n;
	struct hito_beside beside;
};

static void run(void *context)
{
	struct worker *worker = context;

	worker->work(worker->context, worker->n);
}

void hito_threads_run(size_t count, void (*work)(void *context, size_t n),
		      void *context)
{
	struct worker others[HITO_MOST_THREADS - 1];
	size_t i;

	if (count > HITO_MOST_THREADS)
		count = HITO_MOST_THREADS;
	for (i = 0; i + 1 < count; i++) {
		struct worker *other = &others[i];

		other->work = work;
		other->context = context;
		other->n = i + 1;
		(void)hito_beside_start(&other->beside, run, other);
	}
	work(context, 0);
	for (i = 0; i + 1 < count; i++)
		hito_beside_end(&others[i].beside);
}
