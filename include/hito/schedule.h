/* SPDX-License-Identifier: MIT */
/*
 * When steps can be done, in working days: who waits for whom, which steps
 * hold up the end of a plan, and how much work each person has a week.
 *
 * A step begins when all that it needs has ended, and not before its start
 * (else its plan's). It takes its estimate, at the pace of its owner's
 * capacity, shared with those who support it; without an estimate, a day;
 * a milestone takes no time. Days off and the owner's leave are left out.
 * Steps that are done stay where they are; dropped ones, and the second one
 * of an id, are not there.
 * A sub-step waits for what its parent needs; a parent ends with its last
 * sub-step.
 */
#ifndef HITO_SCHEDULE_H
#define HITO_SCHEDULE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hito/calendar.h"
#include "hito/model.h"

#pragma GCC visibility push(default)

/* Slack of a step that is done, or has no day to go by. */
#define HITO_NO_SLACK INT32_MAX

/* A step in time. Days are NONE where there is nothing to go by. */
struct hito_scheduled {
	const struct hito_item *step;
	struct hito_str owner; /* id in the team, else as written; may be "" */
	hito_day start; /* first day, when all before it ends as promised */
	hito_day end;   /* last day then: by the work, or due if later */
	/* Last day by work alone, when all before it ends as early as can be,
	 * whatever is promised. */
	hito_day earliest;
	hito_day latest;  /* end may slip so far before the plan ends later */
	int32_t slack;    /* working days from end to latest (float) */
	bool is_critical; /* open, and without slack */
	bool is_done;
	bool is_guessed;  /* start has no date and no step before it */
	bool is_circular; /* in a ring of steps: does not wait for those */
};

struct hito_schedule;

/*
 * Schedule all plans. today: what is open cannot end before it; NONE: the
 * plans as they are written. It lives as long as the arena and borrows from
 * the model. Fails for want of memory only.
 */
HITO_MUST bool hito_schedule_build(const struct hito_model *model,
				   hito_day today, struct hito_arena *arena,
				   struct hito_schedule **out_schedule,
				   struct hito_err *err);

/*
 * The same, bit by bit, for who only asks when work can be done at the
 * earliest, and looks at the plans by the way: start, add each plan in the
 * model's order, lay out. What it says is without start, end, latest, slack
 * and is_critical, and without the last step of a plan and what leads to it.
 */
HITO_MUST bool hito_schedule_start(const struct hito_model *model,
				   hito_day today, struct hito_arena *arena,
				   struct hito_schedule **out_schedule,
				   struct hito_err *err);
/* From then on hito_schedule_hands knows the steps of the plan. */
HITO_MUST bool hito_schedule_add(struct hito_schedule *schedule,
				 const struct hito_item *plan,
				 struct hito_err *err);
HITO_MUST bool hito_schedule_lay_out(struct hito_schedule *schedule,
				     struct hito_err *err);

/* What is known of a step. False: it is not there, or of another model. */
HITO_MUST bool hito_schedule_tell(const struct hito_schedule *schedule,
				  const struct hito_item *step,
				  struct hito_scheduled *out_step);

/* Its earliest alone. NONE: the step is not there, or nothing is known. */
hito_day hito_schedule_earliest(const struct hito_schedule *schedule,
				const struct hito_item *step);

/* A step of a schedule that was built; NULL: it is not there. */
const struct hito_scheduled *
hito_schedule_step(const struct hito_schedule *schedule,
		   const struct hito_item *step);

/*
 * The last step of a plan to end, milestones aside where there are others;
 * its end is that of the plan. NULL: none has a day.
 */
const struct hito_scheduled *
hito_schedule_last(const struct hito_schedule *schedule,
		   const struct hito_item *plan);

enum hito_path {
	HITO_PATH_PROMISED, /* that leads to a step's end */
	HITO_PATH_EARLIEST, /* that leads to its earliest end */
};
/*
 * The chain of steps that makes a step end when it does, first to last (the
 * promised one of a schedule that was built); of
 * the last step of a plan: its critical path. NULL when memory ends.
 */
const struct hito_item **
hito_schedule_path(const struct hito_schedule *schedule,
		   const struct hito_item *step, enum hito_path path,
		   struct hito_arena *arena, size_t *out_count);

/* Three years: what is further off is not counted. */
#define HITO_LOAD_WEEKS 156
/* People who share a step; further ones are onlookers. */
#define HITO_LOAD_HANDS 64

/* Somebody who works on a step, and the working time in a run of days. */
struct hito_hand {
	struct hito_str id; /* empty: nobody is named */
	int64_t minutes;    /* less leave, at the pace of the capacity */
	bool is_limited;    /* less than the project's working week */
};
/*
 * The owner, then those who support it, at most HITO_LOAD_HANDS; none where
 * the step is not there. Fails for want of memory only.
 */
HITO_MUST bool hito_schedule_hands(struct hito_schedule *schedule,
				   const struct hito_item *step, hito_day from,
				   hito_day to, struct hito_hand *hands,
				   size_t *out_count);

/* A person's part of a step: minutes, spread evenly over days of work. */
struct hito_load_share {
	const struct hito_item *step;
	int64_t minutes;
	hito_day from, to;
	int32_t days;       /* of work in [from, to], at least 1 */
	bool despite_leave; /* the person has none there: those of all */
};

/* Minutes of work of one person, week by week. */
struct hito_load_person {
	struct hito_str id;
	struct hito_calendar calendar; /* with leave */
	hito_day monday;               /* of the first week */
	const int64_t *minutes, *capacity;
	size_t week_count;
	const struct hito_load_share *shares; /* in the model's order */
	size_t share_count;
};

struct hito_load {
	/* as teams and then steps name them; only those with shares */
	const struct hito_load_person *people;
	size_t count;
};

struct hito_load_options {
	hito_day today;   /* weeks from this day's on */
	bool with_drafts; /* steps of plans that are drafts count too */
};

/*
 * What is left to do by each person and ISO week. The estimate of an open
 * step, less what is spent, is shared evenly by its owner and those who
 * support it and spread over their working days from its start (else when
 * it can begin by work alone; not before today where time spent is known) to
 * its due date. Sub-steps count in place of a parent once one of them has an
 * estimate. Not counted: steps without estimate, owner or due date, or whose
 * start is guessed, and milestones. Capacity is the person's, else the
 * project's week, less leave and holidays; the largest that the project and
 * the plans name.
 */
HITO_MUST bool hito_load_build(struct hito_schedule *schedule,
			       const struct hito_load_options *options,
			       struct hito_arena *arena,
			       struct hito_load **out_load,
			       struct hito_err *err);

/* Minutes of a share in the week from a Monday on. */
int64_t hito_load_in_week(const struct hito_schedule *schedule,
			  const struct hito_load_person *person,
			  const struct hito_load_share *share, hito_day monday);

#pragma GCC visibility pop
#endif
