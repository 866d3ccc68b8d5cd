/* SPDX-License-Identifier: MIT */
/*
 * Variance: what of the plans is otherwise now than it was then. Then and now
 * are two commits, or a commit and the work tree.
 *
 * Things are compared by identity and not by lines (hito-format(5),
 * IDENTITY). Where a side has a history, what its later trailers say counts.
 */
#ifndef HITO_VARIANCE_H
#define HITO_VARIANCE_H

#include "hito/landmark.h"
#include "hito/status.h"

#pragma GCC visibility push(default)

enum hito_variance_what {
	HITO_VARIED_ADDED,
	HITO_VARIED_REMOVED,
	HITO_VARIED_RENAMED, /* another id */
	HITO_VARIED_MOVED,   /* another file or plan */
	HITO_VARIED_KEY,
	HITO_VARIED_CHECKS,   /* of a step's list, or an objective's drafts */
	HITO_VARIED_TEXT,     /* what is written about it */
	HITO_VARIED_FINISHED, /* an open step is done: day is due, finished */
};

/* What a change is about: the order in which changes matter. */
enum hito_variance_group {
	HITO_GROUP_PLAN,     /* a plan that is new, or gone */
	HITO_GROUP_SLIPS,    /* due days that moved later */
	HITO_GROUP_FINISHED, /* and when, against the day promised then */
	HITO_GROUP_REMOVED,
	HITO_GROUP_ADDED,
	HITO_GROUP_STATE,
	HITO_GROUP_OWNER,
	HITO_GROUP_DATES, /* other days */
	HITO_GROUP_ESTIMATE,
	HITO_GROUP_MONEY, /* cost, value, budget */
	HITO_GROUP_NEEDS,
	HITO_GROUP_GOALS,  /* of KPIs; success */
	HITO_GROUP_TITLES, /* and ids */
	HITO_GROUP_PLACES, /* file, plan, objective, parent */
	HITO_GROUP_OTHER,
	HITO_GROUP_CHECKS,
	HITO_GROUP_TEXT,
	HITO_GROUP_COUNT,
};

/* A day on both sides; days is 0 where one of them has none. */
struct hito_varied_day {
	hito_day then, now;
	int days, working_days; /* > 0: later now */
};

/* A number on both sides. */
struct hito_varied_count {
	size_t then, now;
};

struct hito_variance_change {
	enum hito_variance_what what;
	enum hito_variance_group group;
	enum hito_kind kind;
	const struct hito_item *then, *now; /* NULL: it was, is not there */
	/* Of KEY. COUNT: one that the table does not have, see name. */
	enum hito_key key;
	struct hito_str name;
	const struct hito_fact *old_value, *new_value; /* NULL: not set */
	struct hito_varied_day day; /* of a key that is a day */
	bool slip;                  /* an open step's due day moved later */
	bool inferred;              /* of the title: taken as the same thing */
	/* Of CHECKS. */
	struct hito_varied_count done, total;
};

/* Sums of steps that are not dropped; has_...: some step gives it. */
struct hito_varied_effort {
	bool has_then, has_now;
	int64_t then, now; /* minutes of leaves */
};

struct hito_varied_money {
	bool has_then, has_now; /* false too where units differ */
	struct hito_amount then, now;
};

struct hito_variance_plan {
	const struct hito_item *then, *now;
	/* By what matters most, then as the plan has them. */
	const struct hito_variance_change *changes;
	size_t count;
	struct hito_varied_day start, end; /* the plan's, or its steps' */
	/* By the work: when the last step ends if all goes as written. */
	struct hito_varied_day work;
	const struct hito_item **path; /* that leads there now */
	size_t path_count;
	struct hito_varied_count steps, done, dropped; /* leaves */
	size_t added, removed;                         /* steps */
	struct hito_varied_effort effort;
	struct hito_varied_money cost;
	size_t slips; /* open steps that are due later now */
	int slip_working_days;
};

#define HITO_VARIANCE_LOAD_STEPS 3

/* What somebody has to do for a step in a week. */
struct hito_variance_work {
	const struct hito_item *step;
	int64_t minutes;
};

/* A week in which somebody has too much now, and had not then. */
struct hito_variance_load {
	struct hito_str person;
	hito_day monday;
	int64_t minutes, capacity, minutes_then;
	/* The most of it now, in descending order, of so many steps. */
	struct hito_variance_work steps[HITO_VARIANCE_LOAD_STEPS];
	size_t step_count;
};

struct hito_variance {
	/* Those with a change, by id; of KPIs that no plan has: then and now
	 * are NULL. */
	const struct hito_variance_plan *plans;
	size_t count;
	const struct hito_variance_load *loads; /* by person, then week */
	size_t load_count;
	bool project_changed;                 /* the project file */
	bool unreadable_then, unreadable_now; /* a plan file cannot be read */
};

struct hito_variance_options {
	const struct hito_status *then, *now;
	hito_day today; /* loads count from its week on */
	bool all_plans; /* those without a change, too */
	bool finishes;  /* when steps that were open finished, too */
	/* Is a plan or a thing asked for? NULL: all is. */
	bool (*is_asked)(const void *ctx, const struct hito_item *item);
	const void *ctx;
};

HITO_MUST bool hito_variance_make(const struct hito_variance_options *options,
				  struct hito_arena *arena,
				  struct hito_variance **out_variance,
				  struct hito_err *err);

/* How far a status is from a commit that was taken as its measure. */
struct hito_status_baseline {
	struct hito_landmark at;
	struct hito_variance *variance;
};

#pragma GCC visibility pop
#endif
