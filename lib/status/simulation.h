/* SPDX-License-Identifier: MIT */
/*
 * Many possible futures of a plan, drawn from the weeks that it had.
 *
 * Each run first draws as many weeks as there were, with repetition: a past
 * that might as well have been (what a short past leaves open, the runs tell).
 * From these it draws week after week, each with all that was finished in it
 * day by day, until enough is finished. What was promised for a later day is
 * finished as far from that day as promises were off before: the later of both
 * counts. All is counted in integers, so that the same seed gives the same
 * answer everywhere.
 */
#ifndef HITO_STATUS_SIMULATION_H
#define HITO_STATUS_SIMULATION_H

#include "status/lateness.h"

#define HITO_SIMULATION_WEEKS 520 /* what takes longer has no day */
#define HITO_WEEK_DAYS 7
#define HITO_SIMULATION_DUES 200 /* of a target, those that are due last */

/* A week that was: so many working days. Units are steps, or minutes. */
struct hito_past_week {
	int64_t done;                   /* finished in it */
	int64_t grown;                  /* added, less what was given up */
	int64_t by_day[HITO_WEEK_DAYS]; /* done from its first day to each */
};

/* Something open, promised for so many working days from now. */
struct hito_due {
	int days;
	size_t target; /* that is not reached without it, nor is the last */
};

struct hito_simulation {
	const struct hito_past_week *weeks;
	uint32_t week_count;
	unsigned days_a_week;
	/* How much has to be finished, ascending; the last is all there is. */
	const int64_t *targets;
	size_t target_count;
	const struct hito_due *dues;
	size_t due_count;
	const struct hito_lateness *lateness; /* NULL: dues tell nothing */
	bool growth;      /* the last target grows as it did */
	uint32_t horizon; /* weeks whose sum is wanted; 0: none */
	uint32_t runs;
	uint64_t seed;
};

/* Of each target, in how many runs it was reached on each working day. */
struct hito_futures {
	/* [target * day_count + day]; day 0 is none, the last one: never */
	uint32_t *reached;
	size_t day_count;
	int64_t *sums; /* done within the horizon, ascending; by run */
	uint32_t runs;
};

/* False when memory ends. */
bool hito_simulate(const struct hito_simulation *simulation,
		   struct hito_arena *arena, struct hito_futures *out);

/*
 * The first working day by which a target is reached in percent of the runs;
 * 0: it is not within HITO_SIMULATION_WEEKS.
 */
uint32_t hito_futures_day(const struct hito_futures *futures, size_t target,
			  unsigned percent);
/* In how many runs a target is reached by a working day. */
uint32_t hito_futures_by(const struct hito_futures *futures, size_t target,
			 int64_t day);
/* What at least is done within the horizon in percent of the runs. */
int64_t hito_futures_least(const struct hito_futures *futures,
			   unsigned percent);

#endif
