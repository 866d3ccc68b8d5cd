/* SPDX-License-Identifier: MIT */
/* Versions are handed out to threads in pieces, a path never to two. */
#include "history/batch.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/threads.h"
#include "history/objects.h"
#include "history/walk.h"

/* A thread more is worth its start for so many versions. */
#define WORTH_A_THREAD 32
/* What was read for so many is too much to be kept for what is read next. */
#define MANY 1024
#define PIECE 64
/* So that threads end together there are so many pieces at least... */
#define LEAST_PIECES 16
/* ...of so many versions. */
#define LEAST_PIECE 4
/* What is mapped of packs is given back after so many pieces. */
#define REST 8

/* A version to be read, and where it lies; sorted as its members stand. */
struct job {
	uint32_t path, version;
	uint64_t place;
};

struct piece {
	size_t start, end; /* jobs */
	bool done;         /* under the lock */
};

/* A thread, with a reader of its own. */
struct worker {
	struct hito_batch *batch;
	struct hito_version_reader *reader, own;
	struct hito_arena *caches; /* of its objects */
	struct hito_beside beside;
	struct hito_err err;
};

struct hito_batch {
	const struct hito_catalog *catalog;
	struct hito_arena *arena;
	struct job *jobs;
	size_t count;
	struct piece *pieces;
	size_t piece_count;
	uint32_t *piece_of;                       /* + 1, by path; 0: none */
	struct worker workers[HITO_MOST_THREADS]; /* 0: who began */
	unsigned worker_count;
	bool has_ended;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	/* Under the lock. */
	size_t next, left;           /* pieces */
	const struct worker *failed; /* the first; then all stop */
};

static int by_place(const void *a, const void *b)
{
	const struct job *x = a, *y = b;

	if (x->path != y->path)
		return x->path < y->path ? -1 : 1;
	if (x->place != y->place)
		return x->place < y->place ? -1 : 1;
	return (x->version > y->version) - (x->version < y->version);
}

/* All files that are not read yet, in the order of reading. */
static bool list_jobs(struct hito_batch *batch, struct hito_objects *objects)
{
	const struct hito_catalog *catalog = batch->catalog;

	batch->jobs =
		hito_new(batch->arena, struct job, catalog->version_count + 1);
	if (!batch->jobs)
		return false;
	for (size_t i = 0; i < catalog->version_count; i++) {
		const struct hito_version *version = catalog->versions[i];

		if (version->kind != HITO_ENTRY_FILE || version->read)
			continue;
		batch->jobs[batch->count++] = (struct job){
			.path = version->path->number,
			.version = (uint32_t)i,
			.place = hito_objects_place(objects, &version->oid),
		};
	}
	if (batch->count > 1)
		qsort(batch->jobs, batch->count, sizeof(*batch->jobs),
		      by_place);
	return true;
}

static bool cut_pieces(struct hito_batch *batch)
{
	const struct job *jobs = batch->jobs;
	struct piece *piece = NULL;
	size_t least = batch->count / LEAST_PIECES;

	if (least > PIECE)
		least = PIECE;
	if (least < LEAST_PIECE)
		least = LEAST_PIECE;
	batch->pieces =
		hito_new(batch->arena, struct piece, batch->count / least + 1);
	batch->piece_of = hito_new(batch->arena, uint32_t,
				   batch->catalog->path_count + 1);
	if (!batch->pieces || !batch->piece_of)
		return false;
	for (size_t i = 0; i < batch->count; i++) {
		if (!piece || (i - piece->start >= least &&
			       jobs[i].path != jobs[i - 1].path)) {
			piece = &batch->pieces[batch->piece_count++];
			piece->start = i;
		}
		piece->end = i + 1;
		batch->piece_of[jobs[i].path] = (uint32_t)batch->piece_count;
	}
	batch->left = batch->piece_count;
	return true;
}

static bool read_piece(struct worker *worker, const struct piece *piece)
{
	struct hito_batch *batch = worker->batch;

	for (size_t i = piece->start; i < piece->end; i++)
		if (!hito_version_read(
			    worker->reader,
			    batch->catalog->versions[batch->jobs[i].version],
			    &worker->err))
			return false;
	hito_progress_tell(worker->reader->progress, HITO_STAGE_FILES,
			   piece->end, batch->count);
	return true;
}

/* NULL: there is none left, or somebody failed. */
static struct piece *take(struct hito_batch *batch)
{
	struct piece *piece = NULL;

	pthread_mutex_lock(&batch->lock);
	if (!batch->failed && batch->next < batch->piece_count)
		piece = &batch->pieces[batch->next++];
	pthread_mutex_unlock(&batch->lock);
	return piece;
}

static void put_back(const struct worker *worker, struct piece *piece,
		     bool done)
{
	struct hito_batch *batch = worker->batch;
	size_t left;

	pthread_mutex_lock(&batch->lock);
	if (done)
		piece->done = true;
	else if (!batch->failed)
		batch->failed = worker;
	left = --batch->left;
	pthread_cond_broadcast(&batch->changed);
	pthread_mutex_unlock(&batch->lock);
	if (left % REST == 0 && worker->batch->count >= MANY)
		hito_git_unmap(worker->reader->repository);
}

/* False: there is nothing left to take. */
static bool work_once(struct worker *worker)
{
	struct piece *piece = take(worker->batch);

	if (!piece)
		return false;
	put_back(worker, piece, read_piece(worker, piece));
	return true;
}

static void work(void *context)
{
	while (work_once(context))
		;
}

/* A reader of its own for another thread; it is not started if it cannot. */
static bool prepare(struct worker *worker,
		    const struct hito_version_reader *first)
{
	struct hito_version_reader *reader = &worker->own;

	worker->reader = reader;
	*reader = (struct hito_version_reader){
		.repository = first->repository,
		.project = first->project,
		.arena = hito_arena_sub(first->arena),
		.scratch = hito_arena_sub(first->arena),
	};
	worker->caches = hito_arena_sub(first->arena);
	if (!reader->arena || !reader->scratch || !worker->caches)
		return false;
	reader->patch.arena = worker->caches;
	hito_pool_init(&reader->pool, &first->pool.names, reader->arena,
		       worker->caches, reader->scratch);
	return hito_objects_open(first->repository, worker->caches,
				 &reader->objects, &worker->err);
}

/* What the thread read stays. */
static void finish(struct worker *worker, struct hito_arena *arena)
{
	hito_beside_end(&worker->beside);
	hito_objects_close(worker->own.objects);
	hito_arena_free(worker->caches);
	hito_arena_free(worker->own.scratch);
	if (worker->own.arena)
		hito_arena_adopt(arena, worker->own.arena);
}

/* All threads come home: there is nothing left, or somebody failed. */
static void come_home(struct hito_batch *batch)
{
	const struct hito_version_reader *first = batch->workers[0].reader;

	if (batch->has_ended)
		return;
	batch->has_ended = true;
	for (unsigned i = 1; i < batch->worker_count; i++)
		finish(&batch->workers[i], first->arena);
	if (batch->count >= MANY)
		hito_git_rest(first->repository);
}

static bool start(struct hito_batch *batch, unsigned threads)
{
	const struct hito_version_reader *first = batch->workers[0].reader;

	for (unsigned i = 1; i < threads; i++) {
		struct worker *worker = &batch->workers[i];

		worker->batch = batch;
		worker->err = batch->workers[0].err;
		batch->worker_count = i + 1;
		if (!prepare(worker, first))
			return false;
		(void)hito_beside_start(&worker->beside, work, worker);
	}
	return true;
}

static struct hito_batch *new_batch(struct hito_arena *arena)
{
	struct hito_arena *own = hito_arena_sub(arena);
	struct hito_batch *batch = NULL;

	if (own)
		batch = hito_new(own, struct hito_batch, 1);
	if (!batch || pthread_mutex_init(&batch->lock, NULL) != 0) {
		hito_arena_free(own);
		return NULL;
	}
	batch->arena = own;
	if (pthread_cond_init(&batch->changed, NULL) == 0)
		return batch;
	pthread_mutex_destroy(&batch->lock);
	hito_arena_free(own);
	return NULL;
}

bool hito_batch_begin(struct hito_version_reader *reader,
		      const struct hito_catalog *catalog, unsigned threads,
		      struct hito_batch **out_batch, struct hito_err *err)
{
	struct hito_batch *batch = new_batch(reader->arena);

	*out_batch = batch;
	if (!batch)
		return hito_err_memory(err);
	batch->catalog = catalog;
	batch->worker_count = 1;
	batch->workers[0].batch = batch;
	batch->workers[0].reader = reader;
	if (err)
		batch->workers[0].err = *err; /* its language */
	if (!list_jobs(batch, reader->objects) || !cut_pieces(batch))
		return hito_err_memory(err);
	threads =
		hito_threads_worth(threads, batch->count / WORTH_A_THREAD + 1);
	return start(batch, threads) || hito_err_memory(err);
}

/* NULL: all are wanted. *out_left: some are not read yet. */
static bool look(struct hito_batch *batch, const struct piece *piece,
		 bool *out_done, bool *out_left, struct hito_err *err)
{
	const struct worker *failed;

	pthread_mutex_lock(&batch->lock);
	failed = batch->failed;
	*out_left = batch->left > 0;
	*out_done = piece ? piece->done : !*out_left;
	pthread_mutex_unlock(&batch->lock);
	if (failed && err)
		*err = failed->err;
	return !failed;
}

static void wait_for(struct hito_batch *batch, const struct piece *piece)
{
	pthread_mutex_lock(&batch->lock);
	while (!batch->failed && batch->left && !(piece && piece->done))
		pthread_cond_wait(&batch->changed, &batch->lock);
	pthread_mutex_unlock(&batch->lock);
}

/* Who waits for others helps them. */
static bool need(struct hito_batch *batch, const struct piece *piece,
		 struct hito_err *err)
{
	bool done, left;

	for (;;) {
		if (!look(batch, piece, &done, &left, err))
			return false;
		if (!left)
			come_home(batch);
		if (done)
			return true;
		if (!work_once(&batch->workers[0]))
			wait_for(batch, piece);
	}
}

bool hito_batch_need(struct hito_batch *batch, uint32_t path,
		     struct hito_err *err)
{
	uint32_t piece = batch->has_ended ? 0 : batch->piece_of[path];

	return !piece || need(batch, &batch->pieces[piece - 1], err);
}

bool hito_batch_need_all(struct hito_batch *batch, struct hito_err *err)
{
	return batch->has_ended || need(batch, NULL, err);
}

void hito_batch_end(struct hito_batch *batch)
{
	if (!batch)
		return;
	pthread_mutex_lock(&batch->lock);
	batch->next = batch->piece_count;
	pthread_mutex_unlock(&batch->lock);
	come_home(batch);
	pthread_cond_destroy(&batch->changed);
	pthread_mutex_destroy(&batch->lock);
	hito_arena_free(batch->arena);
}

bool hito_batch_read(struct hito_version_reader *reader,
		     const struct hito_catalog *catalog, unsigned threads,
		     struct hito_err *err)
{
	struct hito_batch *batch;
	bool done = hito_batch_begin(reader, catalog, threads, &batch, err) &&
		    hito_batch_need_all(batch, err);

	hito_batch_end(batch);
	return done;
}
