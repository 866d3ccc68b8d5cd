/* SPDX-License-Identifier: MIT */
/*
 * What can be done next: each step of a status with its place in the schedule
 * and with those that it waits for.
 */
#ifndef HITO_STATUS_OUTLOOK_H
#define HITO_STATUS_OUTLOOK_H

#include "hito/schedule.h"
#include "hito/status.h"

/* Whose turn it is. */
enum hito_turn {
	HITO_TURN_CLOSED,  /* done or dropped, or its plan is */
	HITO_TURN_PARENT,  /* its sub-steps are what is worked on */
	HITO_TURN_UNKNOWN, /* in a state that nothing maps */
	HITO_TURN_DRAFT,   /* its plan is a draft */
	HITO_TURN_BLOCKED,
	HITO_TURN_WAITING, /* a step that it needs is open */
	HITO_TURN_LATER,   /* its first day is to come */
	HITO_TURN_READY,   /* it can be started */
	HITO_TURN_DOING,
	HITO_TURN_COUNT,
};

struct hito_prospect {
	const struct hito_step_status *status;
	const struct hito_plan_status *plan;
	const struct hito_scheduled *scheduled; /* NULL: it is not there */
	const struct hito_item *objective; /* or its parent's; NULL: none */
	struct hito_str owner;             /* id in the team, else as written */
	/* What it and its parents need, and what needs it. */
	const struct hito_prospect **needs, **dependants;
	size_t need_count, dependant_count;
	size_t open_needs;      /* of them, those that are not closed */
	size_t open_dependants; /* those that it holds up */
	enum hito_turn turn;
	int days_left; /* to its due day; HITO_UNKNOWN without one */
};

struct hito_outlook {
	const struct hito_status *status;
	const struct hito_schedule *schedule;
	struct hito_prospect *list; /* by plan, in file order */
	size_t count;
};

/*
 * Of all plans of a status. It lives as long as the arena and borrows from
 * the status. Fails for want of memory only.
 */
HITO_MUST bool hito_outlook_build(const struct hito_status *status,
				  struct hito_arena *arena,
				  struct hito_outlook *out,
				  struct hito_err *err);

/* NULL: the step is not in it. */
const struct hito_prospect *
hito_outlook_find(const struct hito_outlook *outlook,
		  const struct hito_item *step);

/* Working days that it may slip; HITO_NO_SLACK where that is not known. */
int32_t hito_prospect_slack(const struct hito_prospect *prospect);
bool hito_prospect_is_open(const struct hito_prospect *prospect);

/* "ready", "waiting": for programs. */
const char *hito_turn_name(enum hito_turn turn);

#endif
