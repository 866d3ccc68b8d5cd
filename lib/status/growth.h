/* SPDX-License-Identifier: MIT */
/*
 * How plans grew from day to day: what is in scope and what is done, as the
 * commits say.
 */
#ifndef HITO_STATUS_GROWTH_H
#define HITO_STATUS_GROWTH_H

#include "status/join.h"
#include "status/series.h"

/* What is collected for a plan while events are read. */
struct hito_growth {
	struct hito_plan_status *plan;
	struct hito_figures *figures;
	struct hito_series days;  /* scope and done, entered, left */
	struct hito_series weeks; /* finished, planning, execution */
	/* What was there where history is cut: older than the last such day. */
	hito_day cut;
	/* Its first event; NONE: there is none. */
	hito_day made;
	const struct hito_commit *made_by;
};

/* All plans, and which one a name of history means. */
struct hito_growths {
	const struct hito_join *join;
	struct hito_arena *scratch;
	struct hito_growth *list;
	size_t count;
	struct hito_map by_name;
};

/* False when memory ends. */
bool hito_growths_init(struct hito_growths *growths,
		       const struct hito_join *join,
		       struct hito_plan_status *plans, size_t count,
		       struct hito_arena *scratch);
/* NULL: there is no such plan any more. */
struct hito_growth *hito_growth_of(const struct hito_growths *growths,
				   struct hito_str plan);

/* Read all steps' stories: burn and scope. False when memory ends. */
bool hito_growths_burn(struct hito_growths *growths);
/* Read all events: weeks, throughput, churn. False when memory ends. */
bool hito_growths_weeks(struct hito_growths *growths);

#endif
