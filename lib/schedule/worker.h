/* SPDX-License-Identifier: MIT */
/*
 * Who does the work: people by id in all plans, their days and their pace.
 */
#ifndef HITO_SCHEDULE_WORKER_H
#define HITO_SCHEDULE_WORKER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/map.h"
#include "hito/calendar.h"
#include "hito/model.h"

struct hito_worker {
	struct hito_str id;            /* of the team, else as first written */
	struct hito_calendar calendar; /* the project's, less leave */
	int64_t minutes_a_week;        /* capacity; 0: none at all */
	bool has_capacity;             /* somebody said so */
	size_t index;                  /* in the list */
	/* runs of leave, as written */
	struct hito_days_off *leave;
	size_t leave_count, leave_capacity;
};

struct hito_workers {
	const struct hito_model *model;
	struct hito_arena *arena;
	struct hito_calendar calendar; /* the project's */
	unsigned days_a_week;          /* of the project */
	int64_t minutes_a_week;        /* the same */
	struct hito_map by_name;       /* as written where a plan has no team */
	struct hito_map by_id;         /* folded id -> worker */
	struct hito_worker **list;
	size_t count, capacity;
};

/* The teams of the project and of all plans. False: memory ends. */
bool hito_workers_init(struct hito_workers *workers,
		       const struct hito_model *model,
		       struct hito_arena *arena);

/*
 * Who a name in a plan is: by id, name or account; else somebody of that
 * name without leave and capacity. NULL: memory ends.
 */
struct hito_worker *hito_workers_find(struct hito_workers *workers,
				      const struct hito_item *plan,
				      struct hito_str name);

#endif
