/* SPDX-License-Identifier: MIT */
/*
 * Figures of a plan beyond counts: how long work takes, how its scope, text
 * and KPIs moved, reviews, money, confidence (hito-history(7), DERIVED).
 *
 * A figure that cannot be known has a lack that says why, and is never 0.
 */
#ifndef HITO_FIGURES_H
#define HITO_FIGURES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hito/date.h"
#include "hito/value.h"

#pragma GCC visibility push(default)

struct hito_event;

/* constant, name in JSON, what it says */
#define HITO_LACKS(X)                                                          \
	X(NO_HISTORY, "no-history", "there is no history")                     \
	X(INCOMPLETE, "incomplete-history",                                    \
	  "what is known of history begins too late")                          \
	X(NOT_COMMITTED, "not-committed", "it is so on disk alone")            \
	X(NOT_SEEN, "not-seen", "no commit and no declared day tells of it")   \
	X(BACKWARDS, "runs-backwards", "it would end before it begins")        \
	X(NOT_BEGUN, "not-begun", "the plan has not begun")                    \
	X(NO_DATES, "no-dates", "no date is given")                            \
	X(NO_STEPS, "no-steps", "there is no step to count")                   \
	X(NONE_DONE, "none-done", "no step was finished on a known day")       \
	X(NO_PROMISE, "no-promise", "no finished step had a date")             \
	X(NO_CHANGES, "no-changes", "nothing changed after the plan was made") \
	X(NOT_GIVEN, "not-given", "nobody gives it")                           \
	X(NOT_ALL_GIVEN, "not-all-given", "some steps do not give it")         \
	X(UNREADABLE, "unreadable", "a value cannot be read")                  \
	X(UNITS, "units-differ", "units differ")                               \
	X(NO_DISTANCE, "no-distance", "from and to are the same")              \
	X(ZERO, "zero", "it would be a share of nothing")

enum hito_lack {
	HITO_LACK_NONE, /* it is known */
#define HITO_LACK_ENUM(constant, name, help) HITO_LACK_##constant,
	HITO_LACKS(HITO_LACK_ENUM)
#undef HITO_LACK_ENUM
		HITO_LACK_COUNT,
};
/* "no-history"; "" for NONE. */
const char *hito_lack_name(enum hito_lack lack);

/*
 * The percentile by nearest rank of sorted numbers: the one at place
 * ceil(percent * count / 100), from 1. Count is not 0.
 */
int hito_percentile(const int *sorted, size_t count, unsigned percent);

/* How long finished leaves took, by nearest rank. */
struct hito_cycle {
	struct hito_str type; /* empty: those without type:, or all */
	size_t count;         /* 0: nothing is known */
	int median_days, p85_days;
	int median_working_days, p85_working_days;
};

/* An ISO week in which something happened. */
struct hito_week {
	hito_day monday;
	unsigned finished;            /* leaves whose finish is in it */
	unsigned planning, execution; /* changes */
};

/* What a plan held at the end of a day on which it changed. */
struct hito_burn {
	hito_day day;
	unsigned scope, done; /* leaves that are not dropped; done ones */
};

struct hito_scope {
	enum hito_lack lack;
	hito_day since; /* what came and went later is added and removed */
	size_t at_start, added, removed, now;
};

/* How often things happen. */
struct hito_rate {
	enum hito_lack lack;
	double a_week;
	hito_day from, to; /* both included */
};

struct hito_reviews {
	enum hito_lack lack; /* of due, held, missed and next */
	size_t due, held, missed;
	hito_day last, next;  /* NONE: there is none */
	const hito_day *days; /* of reviews, each day once, oldest first */
	size_t count;
};

/* Sums of one unit. */
struct hito_money {
	struct hito_str unit;
	bool has_budget, has_cost, has_value;
	struct hito_amount budget, cost, cost_done, value, value_done;
	size_t cost_steps, value_steps; /* that give one */
	enum hito_lack return_lack, return_done_lack, budget_lack;
	double returns, returns_done;    /* (value - cost) / cost */
	double budget_cost, budget_done; /* cost and cost_done / budget */
};

struct hito_figures {
	struct hito_cycle cycle, lead;  /* of all types */
	const struct hito_cycle *types; /* by type, those without first */
	size_t type_count;
	enum hito_lack cycle_lack, lead_lack;
	const struct hito_week *weeks; /* by week */
	size_t week_count;
	struct hito_rate throughput, churn;
	size_t planning, execution; /* changes after the plan was made */
	enum hito_lack planning_lack;
	double planning_share;
	enum hito_lack burn_lack;
	const struct hito_burn *burn; /* by day */
	size_t burn_count;
	struct hito_scope scope;
	struct hito_reviews reviews;
	const struct hito_money *money; /* by unit */
	size_t money_count;
	size_t money_unreadable; /* amounts that cannot be read */
	size_t money_leaves;     /* that could give a cost */
	enum hito_lack confidence_lack;
	double confidence; /* mean of open leaves */
	size_t confidence_count, confidence_of;
	/* Why those of hito_plan_status are not known. */
	enum hito_lack completion_lack, effort_lack, time_lack;
	enum hito_lack first_lack, last_lack;
};

/* A value that a KPI had. */
struct hito_reading {
	hito_day day;
	struct hito_amount value;
	const struct hito_event *event; /* now: was set; NULL: readings: */
	bool gap;
};

/* Where a KPI rests, is it the plan or the work? */
enum hito_doubt_of {
	HITO_DOUBT_NONE,      /* it moves, or it is too early to say */
	HITO_DOUBT_STRATEGY,  /* its steps were done on time */
	HITO_DOUBT_EXECUTION, /* they were not */
	HITO_DOUBT_OPEN,      /* none was to be done yet */
	HITO_DOUBT_UNKNOWN,   /* of too many it is not known when */
};
struct hito_doubt {
	enum hito_doubt_of of;
	size_t due, kept; /* steps that were to be done by today; on time */
	size_t unknown;   /* of due: done, but nobody knows when */
};

#pragma GCC visibility pop
#endif
