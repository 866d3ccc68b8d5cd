/* SPDX-License-Identifier: MIT */
/* What is foretold of each plan and its objectives. */
#include "hito/forecast.h"

#include <stdlib.h>

#include "base/random.h"
#include "status/backtest.h"
#include "status/tempo.h"

unsigned hito_forecast_percent(int level)
{
	static const unsigned percent[HITO_FORECAST_LEVELS] = {50, 85, 95};

	return percent[level];
}

/* An open step in the order in which they are taken. */
struct queued {
	const struct hito_tempo_step *step;
	size_t place;
};

struct work {
	const struct hito_status *status;
	const struct hito_forecast_options *options;
	struct hito_arena *arena, *scratch;
	struct hito_tempo tempo;
	struct hito_tempo_weeks weeks;
	struct queued *queue;
	size_t queue_count;
	struct hito_plan_forecast *plan;
	struct hito_objective_forecast *objectives;
	int64_t *targets; /* ascending; the plan's last */
	size_t *owners;   /* by target: index of its objective */
	size_t target_count;
	struct hito_lateness lateness;
};

static uint32_t bounded(uint32_t runs)
{
	if (runs < HITO_FORECAST_MIN_RUNS)
		return HITO_FORECAST_MIN_RUNS;
	return runs > HITO_FORECAST_MAX_RUNS ? HITO_FORECAST_MAX_RUNS : runs;
}

/* By due day, those without one last; in the order of files. */
static int by_due(const void *a, const void *b)
{
	const struct queued *x = a, *y = b;
	hito_day left = x->step->status->due, right = y->step->status->due;

	if (left == right)
		return (x->place > y->place) - (x->place < y->place);
	if (left == HITO_DAY_NONE || right == HITO_DAY_NONE)
		return left == HITO_DAY_NONE ? 1 : -1;
	return left < right ? -1 : 1;
}

static bool fill_queue(struct work *work)
{
	struct hito_tempo *tempo = &work->tempo;

	work->queue =
		hito_new(work->scratch, struct queued, tempo->step_count + 1);
	work->queue_count = 0;
	if (!work->queue)
		return false;
	for (size_t i = 0; i < tempo->step_count; i++) {
		struct hito_tempo_move at =
			hito_tempo_at(&tempo->steps[i], work->status->today);

		if (tempo->steps[i].status && hito_tempo_is_open(at.to))
			work->queue[work->queue_count++] =
				(struct queued){&tempo->steps[i], i};
	}
	if (work->queue_count)
		qsort(work->queue, work->queue_count, sizeof(*work->queue),
		      by_due);
	return true;
}

/* What is open of the plan (objective NULL) or of an objective. */
static void look_at_open(const struct work *work,
			 const struct hito_item *objective,
			 struct hito_ending *ending)
{
	for (size_t i = 0; i < work->queue_count; i++) {
		const struct hito_tempo_step *step = work->queue[i].step;

		if (objective && step->objective != objective)
			continue;
		ending->open++;
		if (step->status->due != HITO_DAY_NONE &&
		    step->status->due > ending->promised)
			ending->promised = step->status->due;
	}
	if (ending->promised != HITO_DAY_NONE)
		ending->promise = HITO_PROMISE_STEPS;
}

/* The day on which the last of it was done. */
static void look_at_done(const struct work *work,
			 const struct hito_item *objective,
			 struct hito_ending *ending)
{
	size_t done = 0, known = 0, steps = 0;

	for (size_t i = 0; i < work->tempo.step_count; i++) {
		const struct hito_step_status *step =
			work->tempo.steps[i].status;

		if (!step ||
		    (objective && work->tempo.steps[i].objective != objective))
			continue;
		steps++;
		done += step->state == HITO_DONE;
		if (step->state != HITO_DONE || step->finished == HITO_DAY_NONE)
			continue;
		known++;
		if (step->finished > ending->finished)
			ending->finished = step->finished;
	}
	if (known < done)
		ending->finished = HITO_DAY_NONE;
	ending->outlook = done    ? HITO_OUTLOOK_FINISHED
			  : steps ? HITO_OUTLOOK_DROPPED
				  : HITO_OUTLOOK_EMPTY;
}

static struct hito_ending look(const struct work *work,
			       const struct hito_item *objective,
			       hito_day promised)
{
	struct hito_ending ending = {
		.outlook = HITO_OUTLOOK_RANGE,
		.by = {HITO_DAY_NONE, HITO_DAY_NONE, HITO_DAY_NONE},
		.finished = HITO_DAY_NONE,
		.promised = HITO_DAY_NONE,
	};

	look_at_open(work, objective, &ending);
	if (promised != HITO_DAY_NONE) {
		ending.promised = promised;
		ending.promise = HITO_PROMISE_OWN;
	}
	if (!ending.open)
		look_at_done(work, objective, &ending);
	else if (!hito_tempo_is_enough(&work->weeks))
		ending.outlook = HITO_OUTLOOK_TOO_LITTLE;
	return ending;
}

static hito_day due_of(const struct hito_item *objective)
{
	const struct hito_value *due = hito_item_value(objective, HITO_KEY_DUE);

	return due && due->readable ? due->day : HITO_DAY_NONE;
}

static bool look_at_all(struct work *work)
{
	const struct hito_plan_status *plan = work->plan->plan;
	bool dropped = plan->plan->state == HITO_DROPPED;

	work->plan->ending = look(work, NULL, plan->end);
	if (dropped)
		work->plan->ending.outlook = HITO_OUTLOOK_DROPPED;
	work->objectives = hito_new(work->arena, struct hito_objective_forecast,
				    plan->objective_count + 1);
	if (!work->objectives)
		return false;
	work->plan->objectives = work->objectives;
	work->plan->objective_count = plan->objective_count;
	for (size_t i = 0; i < plan->objective_count; i++) {
		const struct hito_item *item = plan->objectives[i].objective;

		work->objectives[i].objective = item;
		work->objectives[i].ending = look(work, item, due_of(item));
		if (dropped)
			work->objectives[i].ending.outlook =
				HITO_OUTLOOK_DROPPED;
	}
	return true;
}

static size_t objective_place(const struct work *work,
			      const struct hito_item *objective)
{
	size_t i = 0;

	while (i < work->plan->objective_count &&
	       work->objectives[i].objective != objective)
		i++;
	return i;
}

/*
 * Along the queue: an objective is reached with the last of its steps, so
 * that a walk from the end meets each for the first time there.
 */
static bool set_targets(struct work *work)
{
	size_t most = work->plan->objective_count + 2, count = 0;
	bool *met = hito_new(work->scratch, bool, most);
	int64_t units = work->weeks.left;

	work->targets = hito_new(work->scratch, int64_t, most);
	work->owners = hito_new(work->scratch, size_t, most);
	if (!met || !work->targets || !work->owners)
		return false;
	work->targets[0] = units;
	work->owners[count++] = SIZE_MAX;
	for (size_t i = work->queue_count; i-- > 0;) {
		const struct hito_tempo_step *step = work->queue[i].step;
		size_t place = objective_place(work, step->objective);

		if (place < work->plan->objective_count && !met[place]) {
			met[place] = true;
			work->targets[count] = units;
			work->owners[count++] = place;
		}
		units -= hito_tempo_units(&work->tempo, step);
	}
	for (size_t i = 0; i < count / 2; i++) {
		int64_t target = work->targets[i];
		size_t owner = work->owners[i];

		work->targets[i] = work->targets[count - 1 - i];
		work->owners[i] = work->owners[count - 1 - i];
		work->targets[count - 1 - i] = target;
		work->owners[count - 1 - i] = owner;
	}
	work->target_count = count;
	return true;
}

/* What is due, by target; an objective that is no target is the plan's. */
static bool set_dues(struct work *work, struct hito_simulation *simulation)
{
	size_t last = work->target_count - 1;
	struct hito_due *dues =
		hito_new(work->scratch, struct hito_due, work->queue_count + 1);

	if (!dues)
		return false;
	for (size_t i = 0; i < work->queue_count; i++) {
		const struct hito_tempo_step *step = work->queue[i].step;
		size_t target = last;

		if (step->status->due == HITO_DAY_NONE)
			continue;
		for (size_t k = 0; k < last; k++)
			if (work->owners[k] != SIZE_MAX &&
			    work->objectives[work->owners[k]].objective ==
				    step->objective)
				target = k;
		dues[simulation->due_count++] = (struct hito_due){
			hito_calendar_between(&work->tempo.calendar,
					      work->status->today,
					      step->status->due),
			target};
	}
	simulation->dues = dues;
	simulation->lateness = &work->lateness;
	return true;
}

static void take_days(const struct work *work,
		      const struct hito_futures *futures, size_t target,
		      struct hito_ending *ending)
{
	const struct hito_calendar *calendar = &work->tempo.calendar;
	hito_day today = work->status->today;

	if (ending->outlook != HITO_OUTLOOK_RANGE)
		return;
	for (int i = 0; i < HITO_FORECAST_LEVELS; i++) {
		uint32_t day = hito_futures_day(futures, target,
						hito_forecast_percent(i));

		if (day)
			ending->by[i] =
				hito_calendar_add(calendar, today, (int)day);
	}
	if (ending->promised != HITO_DAY_NONE)
		ending->in_time = hito_futures_by(
			futures, target,
			hito_calendar_between(calendar, today,
					      ending->promised));
}

static bool foretell(struct work *work)
{
	struct hito_simulation simulation = {
		.weeks = work->weeks.weeks,
		.week_count = work->weeks.count,
		.days_a_week = work->tempo.days_a_week,
		.growth = work->options->growth,
		.runs = work->options->runs,
		.seed = hito_random_seed(work->options->seed,
					 work->plan->plan->plan->id),
	};
	struct hito_futures futures;

	if (work->plan->ending.outlook != HITO_OUTLOOK_RANGE)
		return true;
	if (!set_targets(work))
		return false;
	simulation.targets = work->targets;
	simulation.target_count = work->target_count;
	if (work->plan->promised && !set_dues(work, &simulation))
		return false;
	if (!hito_simulate(&simulation, work->scratch, &futures))
		return false;
	for (size_t i = 0; i < work->target_count; i++) {
		size_t owner = work->owners[i];

		take_days(work, &futures, i,
			  owner == SIZE_MAX ? &work->plan->ending
					    : &work->objectives[owner].ending);
	}
	return true;
}

static bool derive_plan(struct work *work)
{
	struct hito_plan_forecast *plan = work->plan;

	if (!hito_tempo_read(&work->tempo, work->status, plan->plan,
			     work->options->measure, work->scratch))
		return false;
	hito_tempo_weeks(&work->tempo, work->status->today, &work->weeks);
	plan->finished = work->weeks.finished;
	plan->weeks = work->weeks.count;
	plan->by_estimate = work->tempo.by_estimate;
	if (!hito_tempo_lateness(&work->tempo, work->status->today,
				 work->scratch, &work->lateness))
		return false;
	if (!work->options->no_slips &&
	    hito_lateness_is_enough(&work->lateness)) {
		plan->promised = work->lateness.steps;
		if (!hito_lateness_median(&work->lateness, work->scratch,
					  &plan->late))
			return false;
	}
	if (!fill_queue(work) || !look_at_all(work) || !foretell(work))
		return false;
	return !work->options->backtest ||
	       hito_backtest_plan(&work->tempo, work->options,
				  work->status->today, work->arena,
				  work->scratch, plan);
}

static void add_held(struct hito_held *all, const struct hito_held *one)
{
	all->count += one->count;
	for (int i = 0; i < HITO_FORECAST_LEVELS; i++)
		all->held[i] += one->held[i];
}

static bool derive_plans(struct work *work, struct hito_forecast *forecast)
{
	struct hito_plan_forecast *plans =
		hito_new(work->arena, struct hito_plan_forecast,
			 forecast->plan_count + 1);

	if (!plans)
		return false;
	forecast->plans = plans;
	for (size_t i = 0; i < forecast->plan_count; i++) {
		plans[i].plan = &work->status->plans[i];
		work->plan = &plans[i];
		if (!derive_plan(work))
			return false;
		add_held(&forecast->finish, &plans[i].finish);
		add_held(&forecast->counts, &plans[i].counts);
		hito_arena_clear(work->scratch);
	}
	return true;
}

bool hito_forecast_derive(const struct hito_status *status,
			  const struct hito_forecast_options *options,
			  struct hito_arena *arena,
			  struct hito_forecast **out_forecast,
			  struct hito_err *err)
{
	struct hito_forecast *forecast =
		hito_new(arena, struct hito_forecast, 1);
	struct work work = {
		.status = status,
		.arena = arena,
		.scratch = hito_arena_sub(arena),
	};
	bool done = false;

	if (forecast && work.scratch) {
		forecast->options = *options;
		forecast->options.runs = bounded(options->runs);
		forecast->status = status;
		forecast->plan_count = status->plan_count;
		work.options = &forecast->options;
		done = derive_plans(&work, forecast);
	}
	hito_arena_free(work.scratch);
	if (!done || hito_arena_failed(arena))
		return hito_err_memory(err);
	*out_forecast = forecast;
	return true;
}
