/* SPDX-License-Identifier: MIT */
/*
 * Tasks: the steps of all plans with what counts for a schedule, inherited
 * values found once for all.
 */
#ifndef HITO_SCHEDULE_TASK_H
#define HITO_SCHEDULE_TASK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/map.h"
#include "hito/schedule.h"
#include "schedule/worker.h"

#define HITO_NO_TASK SIZE_MAX

struct hito_task {
	const struct hito_item *step;
	size_t parent;           /* HITO_NO_TASK: a main step */
	bool is_known;           /* the rest is filled in */
	bool is_dropped;         /* it, a parent or the plan; a double */
	bool is_done;            /* the same */
	bool is_draft;           /* the plan */
	bool is_milestone;       /* takes no time */
	bool has_parts;          /* sub-steps that are not dropped */
	bool has_estimate_below; /* of a sub-step that is not dropped */
	bool has_own_start;      /* start is not inherited */
	bool is_circular;        /* in a ring, set by order */
	hito_day start, due;     /* its own, else inherited; NONE */
	hito_day started, finished;
	const struct hito_value *owner, *support; /* the same; NULL */
	struct hito_worker *worker;               /* the owner; NULL: nobody */
	int64_t estimate; /* minutes that count; -1: none, or those below do */
	int64_t spent;    /* minutes; -1: unknown */
	size_t hands; /* owner and those who support, from 1 to LOAD_HANDS */
};

struct hito_tasks {
	const struct hito_model *model;
	struct hito_arena *arena;
	struct hito_workers workers;
	struct hito_task *list; /* by plan, in file order: by their numbers */
	size_t count;
	size_t *plan_first; /* of each plan of the model, and the count */
};

/* False: memory ends. */
bool hito_tasks_init(struct hito_tasks *tasks, const struct hito_model *model,
		     struct hito_arena *arena);
/* HITO_NO_TASK when the step is none of these. */
size_t hito_tasks_find(const struct hito_tasks *tasks,
		       const struct hito_item *step);
/* The n-th text of a value that may be a list; false past the last. */
bool hito_task_part(const struct hito_value *value, size_t n,
		    struct hito_str *out_text);

#endif
