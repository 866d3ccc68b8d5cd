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
	struct hito_due *dues;
	size_t due_count;
	size_t *days; /* of this run: on which a target is reached */
	int late[HITO_LATENESS_DRAWN]; /* of this run */
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

/* The working day, from 1, on which what is promised for a day is there. */
static size_t day_of_due(struct drawing *drawing, const struct hito_due *due)
{
	int day = 0;

	for (int i = 0; day < 1 && i < HITO_LATENESS_REDRAWS; i++)
		day = due->days +
		      drawing->late[hito_random_below(&drawing->random,
						      HITO_LATENESS_DRAWN)];
	return day < 1 ? 1 : (size_t)day;
}

/* Nothing is reached before what it holds is there. */
static void wait_for_dues(struct drawing *drawing)
{
	const struct hito_simulation *simulation = drawing->simulation;
	size_t never = drawing->futures->day_count - 1;
	size_t last = simulation->target_count - 1;

	for (int i = 0; i < HITO_LATENESS_DRAWN; i++)
		drawing->late[i] = hito_lateness_draw(simulation->lateness,
						      &drawing->random);
	for (size_t i = 0; i < drawing->due_count; i++) {
		size_t target = drawing->dues[i].target;
		size_t day = day_of_due(drawing, &drawing->dues[i]);

		if (day > never)
			day = never;
		if (day > drawing->days[target])
			drawing->days[target] = day;
		if (day > drawing->days[last])
			drawing->days[last] = day;
	}
}

static void note(struct drawing *drawing)
{
	struct hito_futures *futures = drawing->futures;

	if (drawing->simulation->lateness)
		wait_for_dues(drawing);
	for (size_t i = 0; i < drawing->simulation->target_count; i++)
		futures->reached[i * futures->day_count + drawing->days[i]]++;
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
			drawing->days[target] =
				day_of(simulation, week, number, missing);
		}
		done += week->done;
		grown += simulation->growth ? week->grown : 0;
		if (number + 1 == simulation->horizon)
			futures->sums[run] = done;
		if (target > last && number + 1 >= simulation->horizon)
			break;
	}
	for (; target <= last; target++)
		drawing->days[target] = futures->day_count - 1;
	note(drawing);
}

static int by_size(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

/* By target, the last first; else as they stand. */
static int by_target(const void *a, const void *b)
{
	const struct hito_due *x = a, *y = b;

	if (x->target != y->target)
		return x->target < y->target ? -1 : 1;
	return (x->days < y->days) - (x->days > y->days);
}

/* The rest is there long before these, whatever is drawn. */
static bool take_dues(struct drawing *drawing, struct hito_arena *arena)
{
	const struct hito_simulation *simulation = drawing->simulation;
	size_t count = simulation->lateness ? simulation->due_count : 0;
	size_t of_target = 0, i;

	drawing->dues = hito_new(arena, struct hito_due, count + 1);
	if (!drawing->dues)
		return false;
	for (i = 0; i < count; i++)
		drawing->dues[i] = simulation->dues[i];
	qsort(drawing->dues, count, sizeof(*drawing->dues), by_target);
	for (i = 0; i < count; i++) {
		const struct hito_due due = drawing->dues[i];

		if (i && due.target != drawing->dues[i - 1].target)
			of_target = 0;
		if (of_target++ < HITO_SIMULATION_DUES)
			drawing->dues[drawing->due_count++] = due;
	}
	return true;
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
	drawing.days = hito_new(arena, size_t, simulation->target_count);
	if (!out->reached || !out->sums || !drawing.weeks || !drawing.days ||
	    !take_dues(&drawing, arena))
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
