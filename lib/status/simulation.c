/* SPDX-License-Identifier: MIT */
/* Draws the futures of a plan from its past weeks. */
#include "status/simulation.h"

#include <stdlib.h>

#include "base/random.h"

/* A past in which nothing was finished says nothing: it is drawn anew. */
#define REDRAWS 16

struct drawing {
	const struct hito_simulation *simulation;
	struct hito_random random;
	struct hito_futures *futures;
	const struct hito_past_week **weeks; /* of this run */
};

static void draw_past(struct drawing *drawing)
{
	const struct hito_simulation *simulation = drawing->simulation;
	int64_t done = 0;

	for (int tries = 0; tries < REDRAWS && done == 0; tries++) {
		for (uint32_t i = 0; i < simulation->week_count; i++) {
			uint32_t week = hito_random_below(
				&drawing->random, simulation->week_count);

			drawing->weeks[i] = &simulation->weeks[week];
			done += drawing->weeks[i]->done;
		}
	}
	for (uint32_t i = 0; done == 0 && i < simulation->week_count; i++)
		drawing->weeks[i] = &simulation->weeks[i];
}

/* The working day, from 1, on which a goal is reached in a week. */
static size_t day_of(const struct hito_simulation *simulation,
		     const struct hito_past_week *week, uint32_t number,
		     int64_t missing)
{
	size_t day = 0;

	if (missing <= 0)
		return number ? (size_t)number * simulation->days_a_week : 1;
	while (day + 1 < simulation->days_a_week && week->by_day[day] < missing)
		day++;
	return (size_t)number * simulation->days_a_week + day + 1;
}

static void note(struct drawing *drawing, size_t target, size_t day)
{
	struct hito_futures *futures = drawing->futures;

	futures->reached[target * futures->day_count + day]++;
}

static void draw_run(struct drawing *drawing, uint32_t run)
{
	const struct hito_simulation *simulation = drawing->simulation;
	struct hito_futures *futures = drawing->futures;
	size_t target = 0, last = simulation->target_count - 1;
	int64_t done = 0, grown = 0;

	draw_past(drawing);
	for (uint32_t number = 0; number < HITO_SIMULATION_WEEKS; number++) {
		const struct hito_past_week *week =
			drawing->weeks[hito_random_below(
				&drawing->random, simulation->week_count)];

		for (; target <= last; target++) {
			int64_t missing = simulation->targets[target] - done;

			if (target == last)
				missing += grown;
			if (missing > week->done)
				break;
			note(drawing, target,
			     day_of(simulation, week, number, missing));
		}
		done += week->done;
		grown += simulation->growth ? week->grown : 0;
		if (number + 1 == simulation->horizon)
			futures->sums[run] = done;
		if (target > last && number + 1 >= simulation->horizon)
			break;
	}
	for (; target <= last; target++)
		note(drawing, target, futures->day_count - 1);
}

static int by_size(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

bool hito_simulate(const struct hito_simulation *simulation,
		   struct hito_arena *arena, struct hito_futures *out)
{
	struct drawing drawing = {.simulation = simulation, .futures = out};

	*out = (struct hito_futures){
		.day_count = (size_t)HITO_SIMULATION_WEEKS *
				     simulation->days_a_week +
			     2,
		.runs = simulation->runs,
	};
	out->reached = hito_arena_alloc(arena, simulation->target_count,
					out->day_count * sizeof(*out->reached));
	out->sums = hito_new(arena, int64_t, (size_t)simulation->runs + 1);
	drawing.weeks = hito_new(arena, const struct hito_past_week *,
				 (size_t)simulation->week_count + 1);
	if (!out->reached || !out->sums || !drawing.weeks)
		return false;
	hito_random_init(&drawing.random, simulation->seed);
	for (uint32_t run = 0; run < simulation->runs; run++)
		draw_run(&drawing, run);
	qsort(out->sums, simulation->runs, sizeof(*out->sums), by_size);
	return true;
}

/* So many runs are percent of them, rounded up. */
static uint32_t runs_of(const struct hito_futures *futures, unsigned percent)
{
	return (uint32_t)(((uint64_t)futures->runs * percent + 99) / 100);
}

uint32_t hito_futures_day(const struct hito_futures *futures, size_t target,
			  unsigned percent)
{
	const uint32_t *reached =
		futures->reached + target * futures->day_count;
	uint32_t wanted = runs_of(futures, percent), runs = 0;

	for (size_t day = 1; day + 1 < futures->day_count; day++) {
		runs += reached[day];
		if (runs >= wanted)
			return (uint32_t)day;
	}
	return 0;
}

uint32_t hito_futures_by(const struct hito_futures *futures, size_t target,
			 int64_t day)
{
	const uint32_t *reached =
		futures->reached + target * futures->day_count;
	uint32_t runs = 0;

	for (size_t i = 1; (int64_t)i <= day && i + 1 < futures->day_count; i++)
		runs += reached[i];
	return runs;
}

int64_t hito_futures_least(const struct hito_futures *futures, unsigned percent)
{
	return futures->runs ? futures->sums[futures->runs -
					     runs_of(futures, percent)]
			     : 0;
}
