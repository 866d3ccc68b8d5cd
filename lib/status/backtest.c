/* SPDX-License-Identifier: MIT */
/* Holds forecasts of past weeks against what happened. */
#include "status/backtest.h"

#include "base/random.h"

/* Weeks further back than this are not looked at. */
#define LONGEST 1040

struct test {
	const struct hito_tempo *tempo;
	const struct hito_forecast_options *options;
	hito_day today;
	hito_day finished; /* the day that nothing was open any more; NONE */
	struct hito_arena *arena, *scratch;
	struct hito_backtest_point *points;
	size_t count, capacity;
};

/* The day on which the last leaf was closed; NONE: some is open. */
static hito_day finish_of(const struct hito_tempo *tempo, hito_day today)
{
	hito_day last = HITO_DAY_NONE;

	for (size_t i = 0; i < tempo->step_count; i++) {
		struct hito_tempo_move at =
			hito_tempo_at(&tempo->steps[i], today);

		if (hito_tempo_is_open(at.to) ||
		    (at.to == HITO_TEMPO_DONE && at.silent))
			return HITO_DAY_NONE;
		if (at.to == HITO_TEMPO_DONE && at.day > last)
			last = at.day;
	}
	return last;
}

/* Units that were finished after one day and by another. */
static int64_t done_between(const struct hito_tempo *tempo, hito_day from,
			    hito_day to)
{
	int64_t units = 0;

	for (size_t i = 0; i < tempo->step_count; i++) {
		struct hito_tempo_move at = hito_tempo_at(&tempo->steps[i], to);

		if (at.to == HITO_TEMPO_DONE && at.day > from && !at.silent)
			units += hito_tempo_units(tempo, &tempo->steps[i]);
	}
	return units;
}

static int64_t least(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/* What was open and promised then: that which was due last. */
static bool set_dues(const struct test *test, hito_day day,
		     struct hito_simulation *simulation,
		     struct hito_arena *scratch)
{
	const struct hito_tempo *tempo = test->tempo;
	struct hito_lateness *lateness =
		hito_new(scratch, struct hito_lateness, 1);
	struct hito_due *dues =
		hito_new(scratch, struct hito_due, tempo->step_count + 1);

	if (!lateness || !dues ||
	    !hito_tempo_lateness(tempo, day, scratch, lateness))
		return false;
	if (test->options->no_slips || !hito_lateness_is_enough(lateness))
		return true;
	for (size_t i = 0; i < tempo->step_count; i++) {
		const struct hito_tempo_step *step = &tempo->steps[i];
		hito_day due = hito_tempo_due(step, day);

		if (due != HITO_DAY_NONE &&
		    hito_tempo_is_open(hito_tempo_at(step, day).to))
			dues[simulation->due_count++] = (struct hito_due){
				hito_calendar_between(&tempo->calendar, day,
						      due),
				0};
	}
	simulation->dues = dues;
	simulation->lateness = lateness;
	return true;
}

static void fill_point(const struct test *test,
		       const struct hito_tempo_weeks *weeks,
		       const struct hito_futures *futures,
		       struct hito_backtest_point *point)
{
	const struct hito_tempo *tempo = test->tempo;
	int ahead = (int)(HITO_BACKTEST_WEEKS * tempo->days_a_week);
	hito_day until = hito_calendar_add(&tempo->calendar, point->day, ahead);

	point->open = weeks->open;
	point->finished = test->finished;
	point->has_finish =
		test->finished != HITO_DAY_NONE && test->finished > point->day;
	point->has_count = until <= test->today;
	if (point->has_count)
		point->done = done_between(tempo, point->day, until);
	for (int i = 0; i < HITO_FORECAST_LEVELS; i++) {
		unsigned percent = hito_forecast_percent(i);
		uint32_t day = hito_futures_day(futures, 0, percent);

		point->by[i] = day ? hito_calendar_add(&tempo->calendar,
						       point->day, (int)day)
				   : HITO_DAY_NONE;
		point->least[i] = least(hito_futures_least(futures, percent),
					weeks->left);
	}
}

static bool add_point(struct test *test, uint64_t seed, hito_day day)
{
	struct hito_arena *scratch = NULL;
	struct hito_tempo_weeks weeks;
	struct hito_futures futures;
	struct hito_simulation simulation = {
		.weeks = weeks.weeks,
		.days_a_week = test->tempo->days_a_week,
		.targets = &weeks.left,
		.target_count = 1,
		.growth = test->options->growth,
		.horizon = HITO_BACKTEST_WEEKS,
		.runs = test->options->runs,
		.seed = seed + (uint64_t)(int64_t)day,
	};
	bool done;

	hito_tempo_weeks(test->tempo, day, &weeks);
	if (!hito_tempo_is_enough(&weeks) || !weeks.left)
		return true;
	simulation.week_count = weeks.count;
	scratch = hito_arena_sub(test->scratch);
	done = scratch && set_dues(test, day, &simulation, scratch) &&
	       hito_simulate(&simulation, scratch, &futures) &&
	       hito_reserve(test->arena, test->points, test->count,
			    test->capacity);
	if (done) {
		test->points[test->count].day = day;
		fill_point(test, &weeks, &futures, &test->points[test->count]);
		test->count++;
	}
	hito_arena_free(scratch);
	return done;
}

static void count_held(struct hito_plan_forecast *plan)
{
	for (size_t i = 0; i < plan->point_count; i++) {
		const struct hito_backtest_point *point = &plan->points[i];

		plan->finish.count += point->has_finish;
		plan->counts.count += point->has_count;
		for (int k = 0; k < HITO_FORECAST_LEVELS; k++) {
			plan->finish.held[k] += point->has_finish &&
						point->by[k] != HITO_DAY_NONE &&
						point->finished <= point->by[k];
			plan->counts.held[k] += point->has_count &&
						point->done >= point->least[k];
		}
	}
}

bool hito_backtest_plan(const struct hito_tempo *tempo,
			const struct hito_forecast_options *options,
			hito_day today, struct hito_arena *arena,
			struct hito_arena *scratch,
			struct hito_plan_forecast *plan)
{
	struct test test = {
		.tempo = tempo,
		.options = options,
		.today = today,
		.finished = finish_of(tempo, today),
		.arena = arena,
		.scratch = scratch,
	};
	uint64_t seed = hito_random_seed(options->seed, plan->plan->plan->id);
	hito_day day = tempo->start;

	if (day == HITO_DAY_NONE)
		return true;
	if (today - day > LONGEST * 7)
		day = today - LONGEST * 7;
	/* Sundays: ISO weeks end with them. */
	for (day += 7 - hito_day_weekday(day); day < today; day += 7)
		if (!add_point(&test, seed, day))
			return false;
	plan->points = test.points;
	plan->point_count = test.count;
	count_held(plan);
	return true;
}
