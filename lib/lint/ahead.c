/* SPDX-License-Identifier: MIT */
/*
 * Texts judged ahead, on several threads: rules then find them judged. Each
 * thread has a judge and memory of its own, and writes the judgements of
 * texts that no other has, so that what comes out is the same on any number.
 */
#include <pthread.h>
#include <stdatomic.h>

#include "lint/lint.h"
#include "lint/wording.h"

/* Fewer are judged where they are asked for: threads have their price. */
#define FEWEST 64
/* Texts that a thread takes at a time. */
#define PORTION 32

struct text {
	struct hito_str text;
	enum hito_lang lang;
	struct hito_judgement *judgement;
};

struct ahead {
	struct hito_lint *lint;
	struct text *texts;
	size_t count, capacity;
	atomic_size_t next; /* to be taken */
};

struct worker {
	struct ahead *ahead;
	pthread_t thread;
	struct hito_arena *kept;  /* of judgements, as long as the run */
	struct hito_arena *arena; /* of the judge */
	struct hito_arena *scratch;
	struct hito_judge *judge;
	struct hito_err err;
	bool running, failed;
};

static bool judge_portion(struct worker *worker, size_t from)
{
	struct ahead *ahead = worker->ahead;
	size_t end = from + PORTION, i;

	for (i = from; i < end && i < ahead->count; i++) {
		struct text *text = &ahead->texts[i];

		if (!hito_lint_judge_into(worker->judge, text->text, text->lang,
					  ahead->lint->today, worker->scratch,
					  worker->kept, text->judgement,
					  &worker->err))
			return false;
	}
	return true;
}

static bool judge_portions(struct worker *worker)
{
	struct ahead *ahead = worker->ahead;
	bool done;
	size_t from;

	do {
		from = atomic_fetch_add(&ahead->next, PORTION);
		done = judge_portion(worker, from);
	} while (done && from < ahead->count);
	return done;
}

static void *work(void *context)
{
	struct worker *worker = context;

	worker->failed =
		!hito_judge_new(worker->arena, &worker->judge, &worker->err) ||
		!judge_portions(worker);
	hito_judge_free(worker->judge);
	return NULL;
}

/* Once each, with the place where its judgement will stand. */
static void add_text(struct ahead *ahead, struct hito_str text,
		     enum hito_lang lang)
{
	struct hito_lint *lint = ahead->lint;
	struct hito_map *map = &lint->wording.judgements[lang];
	struct hito_judgement *judgement;

	if (!text.len || lint->no_memory || hito_map_find(map, text))
		return;
	judgement = hito_new(lint->scratch, struct hito_judgement, 1);
	if (!judgement || !hito_map_put(map, text, judgement) ||
	    !hito_reserve(lint->scratch, ahead->texts, ahead->count,
			  ahead->capacity)) {
		lint->no_memory = true;
		return;
	}
	ahead->texts[ahead->count++] = (struct text){text, lang, judgement};
}

static void add_criteria(struct ahead *ahead, const struct hito_item *step)
{
	const struct hito_value *success =
		hito_item_value(step, HITO_KEY_SUCCESS);
	struct hito_str text;
	struct hito_span span;
	size_t n;

	if (!success || !success->readable || success->mapping)
		return;
	for (n = 0; hito_lint_part(success, n, &text, &span); n++) {
		if (hito_lint_in_scope(ahead->lint->options,
				       hito_lint_source(step), span))
			add_text(ahead, text, step->lang);
	}
}

/* What rules of wording will ask about; some of it they leave out. */
static void add_items(struct ahead *ahead, struct hito_item *const *items,
		      size_t count)
{
	const struct hito_lint *lint = ahead->lint;
	size_t i;

	for (i = 0; i < count; i++) {
		const struct hito_item *item = items[i];

		if (!item->block || item->block->damaged ||
		    !hito_lint_is_open(item))
			continue;
		if (hito_lint_in_scope(lint->options, hito_lint_source(item),
				       hito_lint_title_span(item)))
			add_text(ahead, item->block->title, item->lang);
		if (item->kind == HITO_STEP)
			add_criteria(ahead, item);
	}
}

/* Its memory is from malloc: another allocator may be for one thread. */
static bool start(struct worker *worker, struct ahead *ahead)
{
	worker->ahead = ahead;
	if (ahead->lint->wording.err)
		worker->err.lang = ahead->lint->wording.err->lang;
	worker->kept = hito_arena_new(NULL);
	worker->arena = hito_arena_new(NULL);
	worker->scratch = hito_arena_new(NULL);
	return worker->kept && worker->arena && worker->scratch &&
	       pthread_create(&worker->thread, NULL, work, worker) == 0;
}

static void end(struct worker *worker)
{
	if (worker->running)
		pthread_join(worker->thread, NULL);
	hito_arena_free(worker->scratch);
	hito_arena_free(worker->arena);
}

/* The calling thread judges, too; one that cannot be had is not missed. */
static bool judge_texts(struct ahead *ahead, size_t threads,
			void (*meanwhile)(struct hito_lint *lint))
{
	struct hito_lint_wording *wording = &ahead->lint->wording;
	struct worker others[HITO_LINT_THREADS - 1] = {{.ahead = NULL}};
	struct worker own = {
		.ahead = ahead,
		.kept = ahead->lint->scratch,
		.scratch = wording->scratch,
		.judge = wording->judge,
	};
	size_t i;

	if (wording->err)
		own.err.lang = wording->err->lang;
	atomic_init(&ahead->next, 0);
	for (i = 0; i + 1 < threads; i++)
		others[i].running = start(&others[i], ahead);
	meanwhile(ahead->lint);
	own.failed = !judge_portions(&own);
	for (i = 0; i + 1 < threads; i++) {
		end(&others[i]);
		wording->kept[i] = others[i].kept;
		if (others[i].failed && !own.failed) {
			own.failed = true;
			own.err = others[i].err;
		}
	}
	if (own.failed && wording->err)
		*wording->err = own.err;
	return !own.failed;
}

/* All texts that rules of wording will ask about, if there are any. */
static bool gather(struct ahead *ahead)
{
	const struct hito_lint *lint = ahead->lint;
	size_t i;

	if (!lint->wording.any || lint->options->threads < 2)
		return false;
	for (i = 0; i < lint->model->plan_count; i++) {
		const struct hito_item *plan = lint->model->plans[i];

		add_items(ahead, plan->objectives, plan->objective_count);
		add_items(ahead, plan->steps, plan->step_count);
	}
	return !lint->no_memory && ahead->count;
}

void hito_lint_judge_ahead(struct hito_lint *lint,
			   void (*meanwhile)(struct hito_lint *lint))
{
	struct ahead ahead = {.lint = lint};
	size_t threads = lint->options->threads;

	if (!gather(&ahead)) {
		meanwhile(lint);
		return;
	}
	lint->wording.failed = !hito_lint_make_judge(lint);
	if (lint->wording.failed)
		return;
	if (threads > HITO_LINT_THREADS)
		threads = HITO_LINT_THREADS;
	if (ahead.count < FEWEST)
		threads = 1;
	lint->wording.failed = !judge_texts(&ahead, threads, meanwhile);
}
