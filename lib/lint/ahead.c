/* SPDX-License-Identifier: MIT */
/*
 * Texts judged ahead, on several threads: rules then find them judged. Each
 * thread has a judge and memory of its own, and writes the judgements of
 * texts that no other has, so that what comes out is the same on any number.
 * The first ones are judged while the last ones are still gathered.
 */
#include <pthread.h>

#include "lint/lint.h"
#include "lint/wording.h"

/* So few portions are no work for a thread more, which has its price. */
#define FEW_PORTIONS 2
/* Texts that a thread takes at a time. */
#define PORTION 32

struct text {
	struct hito_str text;
	enum hito_lang lang;
	struct hito_judgement *judgement;
};

struct portion {
	struct text texts[PORTION];
	size_t count;
	struct portion *next;
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

/* Portions wait in a row; whoever is free takes the first. */
struct ahead {
	struct hito_lint *lint;
	struct portion *open; /* being gathered; NULL: none */
	size_t portions;      /* gathered so far */
	pthread_mutex_t lock; /* of the three below */
	pthread_cond_t more;
	struct portion *first, **end;
	bool complete; /* none will follow */
	struct worker others[HITO_LINT_THREADS - 1];
	size_t worker_count;
};

/* The next portion, waited for; NULL: there are no more. */
static struct portion *take_portion(struct ahead *ahead)
{
	struct portion *portion;

	pthread_mutex_lock(&ahead->lock);
	while (!ahead->first && !ahead->complete)
		pthread_cond_wait(&ahead->more, &ahead->lock);
	portion = ahead->first;
	if (portion)
		ahead->first = portion->next;
	if (!ahead->first)
		ahead->end = &ahead->first;
	pthread_mutex_unlock(&ahead->lock);
	return portion;
}

/* Put the open portion at the end of the row. */
static void pass_on(struct ahead *ahead, bool complete)
{
	pthread_mutex_lock(&ahead->lock);
	if (ahead->open) {
		*ahead->end = ahead->open;
		ahead->end = &ahead->open->next;
	}
	ahead->complete = complete;
	pthread_cond_broadcast(&ahead->more);
	pthread_mutex_unlock(&ahead->lock);
	ahead->open = NULL;
}

static bool judge_portion(struct worker *worker, struct portion *portion)
{
	size_t i;

	for (i = 0; i < portion->count; i++) {
		struct text *text = &portion->texts[i];

		if (!hito_lint_judge_into(worker->judge, text->text, text->lang,
					  worker->ahead->lint->today,
					  worker->scratch, worker->kept,
					  text->judgement, &worker->err))
			return false;
	}
	return true;
}

static bool judge_portions(struct worker *worker)
{
	struct portion *portion;

	while ((portion = take_portion(worker->ahead))) {
		if (!judge_portion(worker, portion))
			return false;
	}
	return true;
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

static void start_workers(struct ahead *ahead)
{
	size_t threads = ahead->lint->options->threads;
	size_t i;

	if (threads > HITO_LINT_THREADS)
		threads = HITO_LINT_THREADS;
	ahead->worker_count = threads - 1;
	for (i = 0; i < ahead->worker_count; i++)
		ahead->others[i].running = start(&ahead->others[i], ahead);
}

/* Room for a text more in the open portion. */
static bool open_portion(struct ahead *ahead)
{
	if (ahead->open && ahead->open->count == PORTION)
		pass_on(ahead, false);
	if (ahead->open)
		return true;
	if (ahead->portions == FEW_PORTIONS)
		start_workers(ahead);
	ahead->open = hito_new(ahead->lint->scratch, struct portion, 1);
	ahead->portions++;
	return ahead->open != NULL;
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
	    !open_portion(ahead)) {
		lint->no_memory = true;
		return;
	}
	ahead->open->texts[ahead->open->count++] =
		(struct text){text, lang, judgement};
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

static void end(struct worker *worker)
{
	if (worker->running)
		pthread_join(worker->thread, NULL);
	hito_arena_free(worker->scratch);
	hito_arena_free(worker->arena);
}

static bool fail(struct hito_lint_wording *wording, const struct hito_err *why)
{
	if (wording->err)
		*wording->err = *why;
	return false;
}

/* The calling thread judges, too; one that cannot be had is not missed. */
static bool judge_rest(struct ahead *ahead)
{
	struct hito_lint_wording *wording = &ahead->lint->wording;
	struct worker own = {.ahead = ahead, .kept = ahead->lint->scratch};
	bool done = hito_lint_make_judge(ahead->lint);
	size_t i;

	own.judge = wording->judge;
	own.scratch = wording->scratch;
	if (wording->err)
		own.err.lang = wording->err->lang;
	if (done && !judge_portions(&own))
		done = fail(wording, &own.err);
	for (i = 0; i < ahead->worker_count; i++) {
		struct worker *other = &ahead->others[i];

		end(other);
		wording->kept[i] = other->kept;
		if (done && other->failed)
			done = fail(wording, &other->err);
	}
	return done;
}

/* All texts that rules of wording will ask about. */
static void gather(struct ahead *ahead)
{
	const struct hito_lint *lint = ahead->lint;
	size_t i;

	for (i = 0; i < lint->model->plan_count; i++) {
		const struct hito_item *plan = lint->model->plans[i];

		add_items(ahead, plan->objectives, plan->objective_count);
		add_items(ahead, plan->steps, plan->step_count);
	}
	pass_on(ahead, true);
}

void hito_lint_judge_ahead(struct hito_lint *lint,
			   void (*meanwhile)(struct hito_lint *lint))
{
	struct ahead ahead = {
		.lint = lint,
		.lock = PTHREAD_MUTEX_INITIALIZER,
		.more = PTHREAD_COND_INITIALIZER,
		.end = &ahead.first,
	};

	if (!lint->wording.any || lint->options->threads < 2) {
		meanwhile(lint);
		return;
	}
	gather(&ahead);
	meanwhile(lint);
	if (ahead.portions)
		lint->wording.failed = !judge_rest(&ahead);
	pthread_cond_destroy(&ahead.more);
	pthread_mutex_destroy(&ahead.lock);
}
