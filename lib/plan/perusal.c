/* SPDX-License-Identifier: MIT */
/*
 * Files are handed out to threads. Each has memory of its own, which goes to
 * whoever asked, and writes to the rows of files that no other has.
 */
#include "plan/perusal.h"

#include <stdatomic.h>

#include "base/threads.h"
#include "plan/reading.h"

/* A thread more is worth its start for so many files. */
#define WORTH_A_THREAD 16
/* Files that a thread takes at a time. */
#define PORTION 8

/* What a thread has to itself. */
struct reader {
	struct hito_arena *arena;    /* of documents */
	struct hito_arena *scratch;  /* of one file */
	struct hito_key_memo *memos; /* NULL: memory ended */
};

struct perusal {
	const struct hito_project *project;
	struct hito_perused *list;
	size_t count;
	struct reader readers[HITO_MOST_THREADS];
	atomic_size_t next; /* to be taken */
};

bool hito_peruse_one(struct hito_document_options options,
		     struct hito_perused *one, const struct hito_source *source,
		     struct hito_arena *arena, struct hito_err *err)
{
	hito_findings_init(&one->findings, arena);
	return hito_project_mapping(options.project, source->path, arena,
				    &options.mapping, err) &&
	       hito_document_read(source, &options, arena, &one->findings,
				  &one->document, err) &&
	       hito_stock_read(options.project, one->document, arena,
			       &one->stock, err);
}

static void peruse(const struct perusal *perusal, struct hito_perused *one,
		   const struct reader *reader)
{
	const struct hito_document_options options = {
		.project = perusal->project,
		.lang = perusal->project->lang,
		.scratch = reader->scratch,
		.memos = reader->memos,
	};
	struct hito_err why = {.code = HITO_OK};
	struct hito_found *found = one->found;
	struct hito_source *source;
	struct hito_err *kept;

	if (found->name && !hito_found_read(found, reader->arena))
		return;
	if (!found->text.ptr)
		return;
	if (hito_source_new(reader->arena, found->path, found->text, &source,
			    &why) &&
	    hito_peruse_one(options, one, source, reader->arena, &why))
		return;
	kept = hito_new(reader->arena, struct hito_err, 1);
	if (kept)
		*kept = why;
	one->why = kept;
}

/* Its memory is first touched by the thread that has it. */
static void work(void *context, size_t n)
{
	struct perusal *perusal = context;
	struct reader *reader = &perusal->readers[n];
	size_t from, i;

	reader->memos = hito_key_memos_new(reader->arena);
	do {
		from = atomic_fetch_add(&perusal->next, PORTION);
		for (i = from; i < from + PORTION && i < perusal->count; i++)
			peruse(perusal, &perusal->list[i], reader);
	} while (from < perusal->count);
}

/* The first reader's documents are of the arena itself. */
static bool equip(struct perusal *perusal, size_t threads,
		  struct hito_arena *arena)
{
	bool done = true;
	size_t i;

	for (i = 0; i < threads; i++) {
		struct reader *reader = &perusal->readers[i];

		reader->arena = i ? hito_arena_sub(arena) : arena;
		if (reader->arena)
			reader->scratch = hito_arena_sub(reader->arena);
		done = done && reader->scratch;
	}
	return done;
}

/* What was read stays. */
static void discharge(struct perusal *perusal, size_t threads,
		      struct hito_arena *arena)
{
	size_t i;

	for (i = 0; i < threads; i++) {
		hito_arena_free(perusal->readers[i].scratch);
		if (i && perusal->readers[i].arena)
			hito_arena_adopt(arena, perusal->readers[i].arena);
	}
}

bool hito_peruse(const struct hito_project *project, struct hito_perused *list,
		 size_t count, size_t threads, struct hito_arena *arena,
		 struct hito_err *err)
{
	struct perusal perusal = {
		.project = project,
		.list = list,
		.count = count,
	};
	size_t worth = count / WORTH_A_THREAD + 1;
	bool done;

	if (threads > worth)
		threads = worth;
	if (threads > HITO_MOST_THREADS)
		threads = HITO_MOST_THREADS;
	if (threads < 1)
		threads = 1;
	atomic_init(&perusal.next, 0);
	done = equip(&perusal, threads, arena);
	if (done)
		hito_threads_run(threads, work, &perusal);
	discharge(&perusal, threads, arena);
	return done || hito_err_memory(err);
}
