/* SPDX-License-Identifier: MIT */
/*
 * Files are handed out to threads. Each has memory of its own, which goes to
 * whoever asked, and writes to the rows of files that no other has.
 */
#include "plan/perusal.h"

#include <stdatomic.h>

#include "base/threads.h"

/* A thread more is worth its start for so many files. */
#define WORTH_A_THREAD 64
/* Files that a thread takes at a time. */
#define PORTION 8

struct perusal {
	const struct hito_project *project;
	struct hito_perused *list;
	size_t count;
	struct hito_arena *arenas[HITO_MOST_THREADS]; /* of each thread */
	atomic_size_t next;                           /* to be taken */
};

bool hito_peruse_one(const struct hito_project *project,
		     struct hito_perused *one, const struct hito_source *source,
		     enum hito_lang lang, struct hito_arena *arena,
		     struct hito_err *err)
{
	struct hito_document_options options = {
		.project = project,
		.lang = lang,
	};

	hito_findings_init(&one->findings, arena);
	return hito_project_mapping(project, source->path, arena,
				    &options.mapping, err) &&
	       hito_document_read(source, &options, arena, &one->findings,
				  &one->document, err);
}

static void peruse(const struct perusal *perusal, struct hito_perused *one,
		   struct hito_arena *arena)
{
	struct hito_err why = {.code = HITO_OK};
	struct hito_source *source;
	struct hito_err *kept;

	if (!one->text.ptr)
		return;
	if (hito_source_new(arena, one->path, one->text, &source, &why) &&
	    hito_peruse_one(perusal->project, one, source,
			    perusal->project->lang, arena, &why))
		return;
	kept = hito_new(arena, struct hito_err, 1);
	if (kept)
		*kept = why;
	one->why = kept;
}

static void work(void *context, size_t n)
{
	struct perusal *perusal = context;
	size_t from, i;

	do {
		from = atomic_fetch_add(&perusal->next, PORTION);
		for (i = from; i < from + PORTION && i < perusal->count; i++)
			peruse(perusal, &perusal->list[i], perusal->arenas[n]);
	} while (from < perusal->count);
}

bool hito_peruse(const struct hito_project *project, struct hito_perused *list,
		 size_t count, size_t threads, struct hito_arena *arena,
		 struct hito_err *err)
{
	struct perusal perusal = {
		.project = project,
		.list = list,
		.count = count,
		.arenas = {arena},
	};
	size_t worth = count / WORTH_A_THREAD + 1, i;
	bool done = true;

	if (threads > worth)
		threads = worth;
	if (threads > HITO_MOST_THREADS)
		threads = HITO_MOST_THREADS;
	atomic_init(&perusal.next, 0);
	for (i = 1; i < threads; i++) {
		perusal.arenas[i] = hito_arena_sub(arena);
		done = done && perusal.arenas[i];
	}
	if (done)
		hito_threads_run(threads, work, &perusal);
	for (i = 1; i < threads; i++) {
		if (perusal.arenas[i])
			hito_arena_adopt(arena, perusal.arenas[i]);
	}
	return done || hito_err_memory(err);
}
