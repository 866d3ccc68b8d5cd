/* SPDX-License-Identifier: MIT */
/*
 * The rules of a run in parts, on several threads: whoever is free takes the
 * next one. Each thread has findings, a judge and memory of its own; what a
 * part finds is the same on any thread, and is put together in the order of
 * the parts.
 */
#include "lint/parts.h"

#include <stdatomic.h>

#include "base/threads.h"
#include "lint/past.h"

/* For so few steps a thread is not worth its start. */
#define FEW_STEPS 200
/* Steps from which plans are a part: small ones, so that all end together. */
#define PART_STEPS 64
/* ... and beside them what goes by order, and what is shared. */
#define OTHER_PARTS 2

struct part {
	void (*judge)(struct hito_lint *lint, const struct part *part);
	size_t first, end;       /* plans */
	const struct worker *by; /* its findings there: */
	size_t found, found_end;
	const struct part *before; /* that the same thread took */
};

struct worker {
	struct hito_lint lint; /* found: by part, each in order */
	struct hito_err err;
	const struct part *last; /* of those that it took */
};

struct parts {
	struct part *list;
	size_t count;
	atomic_size_t next; /* to be taken */
	struct hito_pattern_slot placeholders;
	struct worker workers[HITO_LINT_THREADS];
	size_t worker_count;
};

typedef void judge_one(struct hito_lint *lint, struct hito_item *item);

static void judge_each(struct hito_lint *lint, struct hito_item *const *items,
		       size_t count, judge_one *judge)
{
	size_t i;

	for (i = 0; i < count; i++)
		judge(lint, items[i]);
}

static void judge_plan(struct hito_lint *lint, struct hito_item *plan,
		       judge_one *judge)
{
	judge(lint, plan);
	judge_each(lint, plan->objectives, plan->objective_count, judge);
	judge_each(lint, plan->kpis, plan->kpi_count, judge);
	judge_each(lint, plan->steps, plan->step_count, judge);
}

/* Rules that look for other things by name. */
static void judge_names_of(struct hito_lint *lint, struct hito_item *item)
{
	hito_lint_measurable(lint, item);
	hito_lint_achievable(lint, item);
	hito_lint_relevant(lint, item);
	hito_lint_graph(lint, item);
}

/* All that asks for the values of a plan at once: there are many. */
static void judge_values(struct hito_lint *lint, struct hito_schedule *schedule)
{
	const struct hito_model *model = lint->model;
	size_t i;

	for (i = 0; i < model->plan_count && !lint->no_memory; i++) {
		lint->no_memory |=
			!hito_schedule_add(schedule, model->plans[i], NULL);
		hito_lint_note_kpis(lint, model->plans[i]);
		judge_plan(lint, model->plans[i], judge_names_of);
		hito_lint_room(lint, schedule, model->plans[i]);
		hito_lint_pileup(lint, model->plans[i]);
	}
	judge_each(lint, model->kpis, model->kpi_count, judge_names_of);
}

/* What only shows when all plans are laid out in time. */
static void judge_schedule(struct hito_lint *lint,
			   struct hito_schedule *schedule)
{
	if (lint->no_memory)
		return; /* not all plans were added */
	lint->no_memory = !hito_schedule_lay_out(schedule, NULL);
	if (lint->no_memory)
		return;
	hito_lint_workload(lint, schedule);
	hito_lint_sequence(lint, schedule);
}

/* One part, since only so many suggestions are sought in a run. */
static void judge_order(struct hito_lint *lint, const struct part *part)
{
	struct hito_arena *arena = hito_arena_sub(lint->scratch);
	struct hito_schedule *schedule;

	(void)part;
	lint->tight = hito_lint_step_flags(lint);
	if (arena && lint->tight && hito_lint_note_room(lint) &&
	    hito_schedule_start(lint->model, HITO_DAY_NONE, arena, &schedule,
				NULL)) {
		judge_values(lint, schedule);
		hito_lint_cycles(lint);
		hito_lint_past(lint);
		judge_schedule(lint, schedule);
	} else {
		lint->no_memory = true;
	}
	hito_arena_free(arena);
}

/* Nearly nobody expects: what they do is sought when somebody does. */
static void note_expect(struct hito_lint *lint, struct hito_item *item)
{
	lint->expects |= hito_item_value(item, HITO_KEY_EXPECT) != NULL;
}

/* Rules that need no more than the item and its plan. */
static void judge_texts_of(struct hito_lint *lint, struct hito_item *item)
{
	hito_lint_specific(lint, item);
	hito_lint_wording(lint, item);
	hito_lint_tongue(lint, item);
	hito_lint_drift(lint, item);
	hito_lint_note_gist(lint, item);
	hito_lint_timebound(lint, item);
	hito_lint_proof(lint, item);
	hito_lint_sketches(lint, item);
	note_expect(lint, item);
}

static void judge_texts(struct hito_lint *lint, const struct part *part)
{
	size_t i;

	for (i = part->first; i < part->end; i++) {
		const struct hito_item *plan = lint->model->plans[i];

		judge_plan(lint, lint->model->plans[i], judge_texts_of);
		judge_each(lint, plan->team, plan->team_count, note_expect);
		hito_lint_alike(lint);
	}
}

static void judge_shared(struct hito_lint *lint, const struct part *part)
{
	(void)part;
	judge_each(lint, lint->model->kpis, lint->model->kpi_count,
		   judge_texts_of);
	judge_each(lint, lint->model->team, lint->model->team_count,
		   note_expect);
}

/* The long ones first. */
static bool cut(struct parts *parts, const struct hito_lint *lint)
{
	const struct hito_model *model = lint->model;
	size_t count = 0, steps = PART_STEPS, i;

	parts->list = hito_new(lint->scratch, struct part,
			       model->plan_count + OTHER_PARTS);
	if (!parts->list)
		return false;
	parts->list[count++].judge = judge_order;
	for (i = 0; i < model->plan_count; i++) {
		if (steps >= PART_STEPS) {
			parts->list[count++] =
				(struct part){.judge = judge_texts, .first = i};
			steps = 0;
		}
		parts->list[count - 1].end = i + 1;
		steps += model->plans[i]->step_count + 1;
	}
	parts->list[count++].judge = judge_shared;
	parts->count = count;
	return true;
}

/* What a thread found, when it adds no more, which might move it. */
static void order(struct worker *worker)
{
	struct hito_lint *lint = &worker->lint;
	struct hito_findings *findings = &lint->findings;
	struct hito_finding **room = hito_new(
		lint->scratch, struct hito_finding *, findings->count + 1);
	const struct part *part;
	size_t i;

	for (i = 0; i < findings->count; i++)
		hito_lint_find(lint, findings->list[i]);
	lint->no_memory |= !room;
	for (part = worker->last; part && !lint->no_memory; part = part->before)
		hito_findings_order(lint->found + part->found,
				    part->found_end - part->found, room);
}

static void work(void *context, size_t n)
{
	struct parts *parts = context;
	struct worker *worker = &parts->workers[n];
	struct hito_findings *findings = &worker->lint.findings;
	size_t at;

	while ((at = atomic_fetch_add(&parts->next, 1)) < parts->count) {
		struct part *part = &parts->list[at];

		part->by = worker;
		part->before = worker->last;
		worker->last = part;
		part->found = findings->count;
		findings->source = NULL; /* a file's are counted anew */
		part->judge(&worker->lint, part);
		part->found_end = findings->count;
	}
	order(worker);
}

static bool start(struct parts *parts, size_t n, const struct hito_lint *lint,
		  struct hito_err *err)
{
	struct worker *worker = &parts->workers[n];
	struct hito_lint *own = &worker->lint;

	*own = *lint;
	own->found = NULL;
	own->found_count = own->found_capacity = 0;
	if (err)
		worker->err.lang = err->lang;
	own->arena = hito_arena_sub(lint->arena);
	own->scratch = hito_arena_sub(lint->scratch);
	if (!own->arena || !own->scratch)
		return hito_err_memory(err);
	hito_findings_init(&own->findings, own->arena);
	own->placeholders = &parts->placeholders;
	if (!hito_pattern_room_new(&own->room, err))
		return false;
	if (hito_lint_wording_start(own, n ? &parts->workers[0].lint : NULL,
				    &worker->err))
		return true;
	if (err)
		*err = worker->err;
	return false;
}

static void end(struct worker *worker, struct hito_lint *lint)
{
	struct hito_lint *own = &worker->lint;
	size_t i;

	for (i = 0; i < HITO_RULE_COUNT; i++)
		lint->off[i] |= own->off[i];
	lint->expects |= own->expects;
	lint->no_memory |= own->no_memory || own->findings.no_memory;
	hito_lint_wording_done(own);
	hito_pattern_room_free(own->room);
	hito_arena_free(own->scratch);
	if (own->arena)
		hito_arena_adopt(lint->arena, own->arena);
}

static void take_over(const struct parts *parts, struct hito_lint *lint)
{
	size_t i, j;

	for (i = 0; i < parts->count; i++) {
		const struct part *part = &parts->list[i];

		if (part->by->lint.no_memory)
			continue;
		for (j = part->found; j < part->found_end; j++)
			hito_lint_find(lint, part->by->lint.found[j]);
	}
}

static size_t threads_for(const struct hito_lint *lint)
{
	const struct hito_model *model = lint->model;
	size_t threads = lint->options->threads, steps = 0, i;

	for (i = 0; i < model->plan_count; i++)
		steps += model->plans[i]->step_count;
	if (threads < 2 || steps < FEW_STEPS)
		return 1;
	return threads < HITO_LINT_THREADS ? threads : HITO_LINT_THREADS;
}

static bool judge_parts(struct parts *parts, struct hito_lint *lint,
			struct hito_err *err)
{
	size_t i;

	if (!cut(parts, lint))
		return hito_err_memory(err);
	atomic_init(&parts->next, 0);
	for (i = 0; i < parts->worker_count; i++) {
		if (!start(parts, i, lint, err))
			return false;
	}
	hito_threads_run(parts->worker_count, work, parts);
	take_over(parts, lint);
	for (i = 0; i < parts->worker_count; i++) {
		const struct worker *worker = &parts->workers[i];

		if (worker->lint.wording.failed) {
			if (err)
				*err = worker->err;
			return false;
		}
	}
	return true;
}

bool hito_lint_judge_parts(struct hito_lint *lint, struct hito_err *err)
{
	struct parts parts = {.worker_count = threads_for(lint)};
	bool done = judge_parts(&parts, lint, err);
	size_t i;

	for (i = 0; i < parts.worker_count; i++)
		end(&parts.workers[i], lint);
	hito_pattern_slot_empty(&parts.placeholders);
	return done;
}
