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

#define HITO_NO_TASK UINT32_MAX

/* There are many of them: small ones keep out of each other's way. */
struct hito_task {
	const struct hito_item *step;
	const struct hito_value *support; /* its own, else inherited; NULL */
	struct hito_worker *worker;       /* the owner; NULL: nobody */
	int64_t estimate; /* minutes that count; -1: none, or those below do */
	int64_t spent;    /* minutes, beside an estimate; -1: unknown */
	hito_day start, due; /* its own, else inherited; NONE */
	hito_day started;
	hito_day finished;   /* of one that is done */
	uint32_t parent;     /* HITO_NO_TASK: a main step */
	uint8_t hands;       /* owner and those who support, 1 to LOAD_HANDS */
	bool is_known : 1;   /* the rest is filled in */
	bool is_dropped : 1; /* it, a parent or the plan; a double */
	bool is_done : 1;    /* the same */
	bool is_draft : 1;   /* the plan */
	bool is_milestone : 1;       /* takes no time */
	bool has_parts : 1;          /* sub-steps that are not dropped */
	bool has_estimate_below : 1; /* of a sub-step that is not dropped */
	bool is_circular : 1;        /* in a ring, set by order */
};

struct hito_tasks {
	const struct hito_model *model;
	struct hito_arena *arena;
	struct hito_workers workers;
	struct hito_task *list; /* by plan, in file order: by their numbers */
	size_t count;
	uint32_t *plan_first; /* of each plan of the model, and the count */
	size_t room;          /* of list */
	size_t plan_count;    /* that are there */
	/*
	 * Tasks that a task needs: needs[need_first[task]] to
	 * needs[need_first[task + 1]], dropped ones as well.
	 */
	uint32_t *needs, *need_first;
	size_t need_count, need_capacity;
};

/* Room for the tasks of all plans, and who may do them. False: memory ends. */
bool hito_tasks_init(struct hito_tasks *tasks, const struct hito_model *model,
		     struct hito_arena *arena);
/* Those of the model's next plan; false: memory ends. Then what they sum to. */
bool hito_tasks_add(struct hito_tasks *tasks, const struct hito_item *plan);
void hito_tasks_end(struct hito_tasks *tasks);
/* HITO_NO_TASK when the step is none of these. */
uint32_t hito_tasks_find(const struct hito_tasks *tasks,
			 const struct hito_item *step);

/* Does a task wait for its parent, and the parent for it? */
static inline bool hito_task_is_part(const struct hito_task *task)
{
	return task->parent != HITO_NO_TASK && !task->is_dropped;
}

/* The n-th sub-step of a step; HITO_NO_TASK where that one is dropped. */
uint32_t hito_tasks_part(const struct hito_tasks *tasks,
			 const struct hito_item *step, size_t n);
/* The n-th text of a value that may be a list; false past the last. */
bool hito_task_part(const struct hito_value *value, size_t n,
		    struct hito_str *out_text);

#endif
