/* SPDX-License-Identifier: MIT */
/* Versions are handed out to threads in pieces, a path never to two. */
#include "history/batch.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "base/threads.h"
#include "history/objects.h"
#include "history/walk.h"

/* A thread more is worth its start for so many versions. */
#define WORTH_A_THREAD 32
#define PIECE 64

/* A version to be read, and where it lies; sorted as its members stand. */
struct job {
	uint64_t path_place; /* the first of its path */
	uint32_t path;
	uint32_t version;
	uint64_t place;
};

struct batch {
	const struct hito_catalog *catalog;
	struct job *jobs;
	size_t count;
	size_t *pieces; /* where each starts; the last: count */
	size_t piece_count;
	atomic_size_t next;
	atomic_bool stopped;
};

struct worker {
	struct batch *batch;
	struct hito_version_reader reader;
	struct hito_arena *caches; /* of its objects */
	pthread_t thread;
	bool started, done;
	struct hito_err err;
};

/* What lies at one place is read in the order of its numbers. */
static int by_place(const void *a, const void *b)
{
	const struct job *x = a, *y = b;

	if (x->path_place != y->path_place)
		return x->path_place < y->path_place ? -1 : 1;
	if (x->path != y->path)
		return x->path < y->path ? -1 : 1;
	if (x->place != y->place)
		return x->place < y->place ? -1 : 1;
	return (x->version > y->version) - (x->version < y->version);
}

/* All files that are not read yet. */
static bool list_jobs(struct hito_version_reader *reader,
		      struct hito_arena *arena, struct batch *batch)
{
	const struct hito_catalog *catalog = batch->catalog;

	batch->jobs = hito_new(arena, struct job, catalog->version_count + 1);
	if (!batch->jobs)
		return false;
	for (size_t i = 0; i < catalog->version_count; i++) {
		const struct hito_version *version = catalog->versions[i];

		if (version->kind != HITO_ENTRY_FILE || version->read)
			continue;
		batch->jobs[batch->count++] = (struct job){
			.path = version->path->number,
			.version = (uint32_t)i,
			.place = hito_objects_place(reader->objects,
						    &version->oid),
		};
	}
	return true;
}

/* In the order of reading. */
static bool sort_jobs(struct hito_arena *arena, struct batch *batch)
{
	size_t paths = batch->catalog->path_count;
	uint64_t *first = hito_new(arena, uint64_t, paths + 1);

	if (!first)
		return false;
	for (size_t i = 0; i < paths; i++)
		first[i] = UINT64_MAX;
	for (size_t i = 0; i < batch->count; i++) {
		const struct job *job = &batch->jobs[i];

		if (job->place < first[job->path])
			first[job->path] = job->place;
	}
	for (size_t i = 0; i < batch->count; i++)
		batch->jobs[i].path_place = first[batch->jobs[i].path];
	if (batch->count > 1)
		qsort(batch->jobs, batch->count, sizeof(*batch->jobs),
		      by_place);
	return true;
}

static bool cut_pieces(struct hito_arena *arena, struct batch *batch)
{
	size_t start = 0;

	batch->pieces = hito_new(arena, size_t, batch->count / PIECE + 2);
	if (!batch->pieces)
		return false;
	for (size_t i = 1; i < batch->count; i++) {
		if (i - start < PIECE ||
		    batch->jobs[i - 1].path == batch->jobs[i].path)
			continue;
		batch->pieces[++batch->piece_count] = start = i;
	}
	batch->pieces[++batch->piece_count] = batch->count;
	return true;
}

static bool read_piece(struct worker *worker, size_t piece)
{
	struct batch *batch = worker->batch;

	for (size_t i = batch->pieces[piece]; i < batch->pieces[piece + 1]; i++)
		if (!hito_version_read(
			    &worker->reader,
			    batch->catalog->versions[batch->jobs[i].version],
			    &worker->err))
			return false;
	hito_progress_tell(worker->reader.progress, HITO_STAGE_FILES,
			   batch->pieces[piece + 1], batch->count);
	return true;
}

static void *work(void *ctx)
{
	struct worker *worker = ctx;
	struct batch *batch = worker->batch;

	worker->done = true;
	while (worker->done && !atomic_load(&batch->stopped)) {
		size_t piece = atomic_fetch_add(&batch->next, 1);

		if (piece >= batch->piece_count)
			break;
		worker->done = read_piece(worker, piece);
	}
	if (!worker->done)
		atomic_store(&batch->stopped, true);
	return NULL;
}

/* A reader of its own for another thread; it is not started if it cannot. */
static bool prepare(struct worker *worker,
		    const struct hito_version_reader *first)
{
	struct hito_version_reader *reader = &worker->reader;

	*reader = (struct hito_version_reader){
		.repository = first->repository,
		.project = first->project,
		.arena = hito_arena_sub(first->arena),
		.scratch = hito_arena_sub(first->arena),
	};
	worker->caches = hito_arena_sub(first->arena);
	if (!reader->arena || !reader->scratch || !worker->caches)
		return hito_err_memory(&worker->err);
	reader->patch.arena = worker->caches;
	hito_pool_init(&reader->pool, &first->pool.names, reader->arena,
		       worker->caches, reader->scratch);
	return hito_objects_open(first->repository, worker->caches,
				 &reader->objects, &worker->err);
}

/* What the thread read stays. */
static void finish(struct worker *worker, struct hito_arena *arena)
{
	if (worker->started)
		pthread_join(worker->thread, NULL);
	hito_objects_close(worker->reader.objects);
	hito_arena_free(worker->caches);
	hito_arena_free(worker->reader.scratch);
	if (worker->reader.arena)
		hito_arena_adopt(arena, worker->reader.arena);
}

/* The first worker is the calling thread. */
static bool read_all(struct hito_version_reader *reader, struct batch *batch,
		     unsigned threads, struct hito_err *err)
{
	struct worker workers[HITO_MOST_THREADS] = {{.batch = batch}};
	bool done = true;

	workers[0].reader = *reader;
	for (unsigned i = 1; i < threads; i++) {
		workers[i].batch = batch;
		done = done && prepare(&workers[i], reader);
		if (!done)
			*err = workers[i].err;
		workers[i].started =
			done && pthread_create(&workers[i].thread, NULL, work,
					       &workers[i]) == 0;
	}
	if (done)
		work(&workers[0]);
	for (unsigned i = 1; i < threads; i++)
		finish(&workers[i], reader->arena);
	*reader = workers[0].reader;
	for (unsigned i = 0; done && i < threads; i++) {
		done = workers[i].done || (i && !workers[i].started);
		if (!done)
			*err = workers[i].err;
	}
	return done;
}

bool hito_batch_read(struct hito_version_reader *reader,
		     const struct hito_catalog *catalog, unsigned threads,
		     struct hito_err *err)
{
	struct hito_arena *arena = hito_arena_sub(reader->arena);
	struct hito_err why = {0};
	struct batch batch = {.catalog = catalog};
	bool done = false;

	if (err)
		why = *err;
	if (!arena || !list_jobs(reader, arena, &batch) ||
	    !sort_jobs(arena, &batch) || !cut_pieces(arena, &batch))
		hito_err_memory(&why);
	else
		done = read_all(
			reader, &batch,
			hito_threads_worth(threads,
					   batch.count / WORTH_A_THREAD + 1),
			&why);
	hito_arena_free(arena);
	hito_git_rest(reader->repository);
	if (!done && err)
		*err = why;
	return done;
}
