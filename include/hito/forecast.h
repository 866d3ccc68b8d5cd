/* SPDX-License-Identifier: MIT */
/*
 * Forecasts: by which day a plan and its objectives are finished, from how
 * fast the plan's steps were finished so far (hito-history(7), FORECASTS).
 *
 * What is open is taken in the order of due days. Each of many runs draws
 * working weeks from the plan's past until all is finished, and none of it
 * before its due day but as promises were off before; the days on which the
 * runs end are the forecast. Where there is too little past it says so.
 */
#ifndef HITO_FORECAST_H
#define HITO_FORECAST_H

#include "hito/status.h"

#pragma GCC visibility push(default)

#define HITO_FORECAST_LEVELS 3 /* 50, 85 and 95 percent */
#define HITO_FORECAST_MIN_STEPS 5
#define HITO_FORECAST_MIN_WEEKS 4
#define HITO_FORECAST_MAX_WEEKS 26 /* older ones tell of another time */
#define HITO_FORECAST_MIN_RUNS 100
#define HITO_FORECAST_MAX_RUNS 1000000
/* Fewer forecasts in a back-test tell nothing. */
#define HITO_BACKTEST_ENOUGH 10
#define HITO_BACKTEST_WEEKS 4 /* after which steps are counted */

/* 50, 85, 95: the percent of a level. */
unsigned hito_forecast_percent(int level);

enum hito_outlook {
	HITO_OUTLOOK_RANGE,      /* days */
	HITO_OUTLOOK_FINISHED,   /* all of it is done */
	HITO_OUTLOOK_DROPPED,    /* it was given up */
	HITO_OUTLOOK_EMPTY,      /* there are no steps */
	HITO_OUTLOOK_TOO_LITTLE, /* not enough history */
};

enum hito_promise {
	HITO_PROMISE_NONE,
	HITO_PROMISE_OWN,   /* end: of a plan, due: of an objective */
	HITO_PROMISE_STEPS, /* the last due day of what is open */
};

struct hito_ending {
	enum hito_outlook outlook;
	size_t open;                       /* leaves */
	hito_day by[HITO_FORECAST_LEVELS]; /* NONE: further than ten years */
	hito_day finished;                 /* of FINISHED; NONE: unknown */
	hito_day promised;                 /* NONE */
	enum hito_promise promise;
	uint32_t in_time; /* runs of RANGE that keep the promise */
};

struct hito_objective_forecast {
	const struct hito_item *objective;
	struct hito_ending ending;
};

/* How often what was foretold held, of how many. */
struct hito_held {
	size_t count;
	size_t held[HITO_FORECAST_LEVELS];
};

/* What would have been foretold at the end of a day, and what happened. */
struct hito_backtest_point {
	hito_day day;
	size_t open;
	bool has_finish; /* the plan is finished by now */
	hito_day by[HITO_FORECAST_LEVELS];
	hito_day finished;
	bool has_count;                      /* HITO_BACKTEST_WEEKS are over */
	int64_t least[HITO_FORECAST_LEVELS]; /* steps, or minutes */
	int64_t done;
};

struct hito_plan_forecast {
	const struct hito_plan_status *plan;
	struct hito_ending ending;
	/* What it is drawn from: steps finished in the weeks up to today. */
	size_t finished;
	uint32_t weeks;
	bool by_estimate; /* else by count */
	/* Finished steps whose promises tell how far they are off; 0: too few
	 * for that. And the working days in the middle, negative: early. */
	size_t promised;
	int late;
	const struct hito_objective_forecast *objectives;
	size_t objective_count;
	/* Of a back-test, else none. */
	const struct hito_backtest_point *points;
	size_t point_count;
	struct hito_held finish, counts;
};

enum hito_measure {
	HITO_MEASURE_AUTO, /* estimates where every leaf has one */
	HITO_MEASURE_COUNT,
	HITO_MEASURE_ESTIMATE, /* where every leaf has one, else by count */
};

struct hito_forecast_options {
	uint64_t seed;
	uint32_t runs; /* bounded by MIN_RUNS and MAX_RUNS */
	bool no_slips; /* due days tell nothing */
	bool growth;   /* steps are added and given up as before */
	bool backtest;
	enum hito_measure measure;
};

struct hito_forecast {
	struct hito_forecast_options options;
	const struct hito_status *status;
	const struct hito_plan_forecast *plans; /* as in the status */
	size_t plan_count;
	struct hito_held finish, counts; /* of all plans */
};

/* Fails for want of memory only. */
HITO_MUST bool hito_forecast_derive(const struct hito_status *status,
				    const struct hito_forecast_options *options,
				    struct hito_arena *arena,
				    struct hito_forecast **out_forecast,
				    struct hito_err *err);

#pragma GCC visibility pop
#endif
