/* SPDX-License-Identifier: MIT */
/* Schedules: what the passes found, in days. */
#include "schedule/schedule.h"

/* Does a task end a plan rather than another one? */
static bool ends_plan(const struct hito_schedule *schedule, uint32_t at,
		      uint32_t than)
{
	const struct hito_task *task = &schedule->tasks.list[at];
	const struct hito_task_time *times = schedule->promised.times;
	const struct hito_task *other;
	int order;

	if (task->is_dropped || times[at].end.day == HITO_DAY_NONE)
		return false;
	if (than == HITO_NO_TASK)
		return true;
	other = &schedule->tasks.list[than];
	if (task->is_milestone != other->is_milestone)
		return other->is_milestone;
	order = hito_moment_compare(times[at].end, times[than].end);
	if (order == 0)
		return other->has_parts && !task->has_parts;
	return order > 0;
}

static struct hito_moment *find_ends(struct hito_schedule *schedule)
{
	const struct hito_tasks *tasks = &schedule->tasks;
	size_t count = tasks->model->plan_count;
	struct hito_moment *ends =
		hito_new(tasks->arena, struct hito_moment, count + 1);

	schedule->last = hito_new(tasks->arena, uint32_t, count + 1);
	if (!ends || !schedule->last)
		return NULL;
	for (size_t i = 0; i < count; i++) {
		uint32_t last = HITO_NO_TASK;

		for (uint32_t j = tasks->plan_first[i];
		     j < tasks->plan_first[i + 1]; j++) {
			if (ends_plan(schedule, j, last))
				last = j;
		}
		schedule->last[i] = last;
		ends[i] = (struct hito_moment){HITO_DAY_NONE, 0};
		if (last != HITO_NO_TASK)
			ends[i] = schedule->promised.times[last].end;
	}
	return ends;
}

/* What a task waits for is the same by promises as by work alone. */
bool hito_schedule_is_guessed(const struct hito_schedule *schedule, size_t at)
{
	const struct hito_task *task = &schedule->tasks.list[at];
	const struct hito_item *plan = task->step->plan;
	const struct hito_value *start = NULL;

	if (task->start != HITO_DAY_NONE || task->started != HITO_DAY_NONE ||
	    schedule->earliest.times[at].start_by != HITO_NO_TASK)
		return false;
	if (plan)
		start = hito_item_value(plan, HITO_KEY_START);
	return !start || !start->readable;
}

/* What is known of a task as soon as it is laid out. */
static struct hito_scheduled tell(const struct hito_schedule *schedule,
				  size_t at)
{
	const struct hito_task *task = &schedule->tasks.list[at];

	return (struct hito_scheduled){
		.step = task->step,
		.owner = task->worker ? task->worker->id : HITO_STR(""),
		.start = HITO_DAY_NONE,
		.end = HITO_DAY_NONE,
		.earliest = schedule->earliest.times[at].end.day,
		.latest = HITO_DAY_NONE,
		.slack = HITO_NO_SLACK,
		.is_done = task->is_done,
		.is_guessed = hito_schedule_is_guessed(schedule, at),
		.is_circular = task->is_circular,
	};
}

static void tell_slack(struct hito_schedule *schedule, size_t at,
		       struct hito_moment late)
{
	const struct hito_calendar *calendar =
		&schedule->tasks.workers.calendar;
	struct hito_scheduled *step = &schedule->steps[at];

	if (step->is_done || step->end == HITO_DAY_NONE ||
	    late.day == INT32_MAX)
		return;
	/* The beginning of a day is the end of the one before. */
	if (late.minute == 0)
		late.day = hito_calendar_add(calendar, late.day, -1);
	step->latest = late.day > step->end ? late.day : step->end;
	step->slack = hito_calendar_between(calendar, step->end, step->latest);
	step->is_critical = step->slack <= 0;
}

bool hito_schedule_start(const struct hito_model *model, hito_day today,
			 struct hito_arena *arena,
			 struct hito_schedule **out_schedule,
			 struct hito_err *err)
{
	struct hito_schedule *schedule =
		hito_new(arena, struct hito_schedule, 1);

	if (!schedule || !hito_tasks_init(&schedule->tasks, model, arena))
		return hito_err_memory(err);
	schedule->earliest = (struct hito_pass){.today = today};
	*out_schedule = schedule;
	return true;
}

bool hito_schedule_add(struct hito_schedule *schedule,
		       const struct hito_item *plan, struct hito_err *err)
{
	return hito_tasks_add(&schedule->tasks, plan) || hito_err_memory(err);
}

bool hito_schedule_lay_out(struct hito_schedule *schedule, struct hito_err *err)
{
	struct hito_tasks *tasks = &schedule->tasks;

	hito_tasks_end(tasks);
	return (hito_order_init(&schedule->order, tasks) &&
		hito_pass_forward(&schedule->earliest, tasks,
				  &schedule->order)) ||
	       hito_err_memory(err);
}

static bool promise(struct hito_schedule *schedule, hito_day today)
{
	const struct hito_tasks *tasks = &schedule->tasks;
	struct hito_pass *promised = &schedule->promised;
	struct hito_moment *ends, *late;

	*promised = (struct hito_pass){.promised = true, .today = today};
	schedule->steps =
		hito_new(tasks->arena, struct hito_scheduled, tasks->count + 1);
	if (!schedule->steps ||
	    !hito_pass_forward(promised, tasks, &schedule->order))
		return false;
	ends = find_ends(schedule);
	late = ends ? hito_pass_backward(promised, tasks, &schedule->order,
					 ends)
		    : NULL;
	if (!late)
		return false;
	for (size_t i = 0; i < tasks->count; i++) {
		schedule->steps[i] = tell(schedule, i);
		schedule->steps[i].start = promised->times[i].start.day;
		schedule->steps[i].end = promised->times[i].end.day;
		tell_slack(schedule, i, late[HITO_NODE_END(i)]);
	}
	return true;
}

bool hito_schedule_build(const struct hito_model *model, hito_day today,
			 struct hito_arena *arena,
			 struct hito_schedule **out_schedule,
			 struct hito_err *err)
{
	if (!hito_schedule_start(model, today, arena, out_schedule, err))
		return false;
	for (size_t i = 0; i < model->plan_count; i++) {
		if (!hito_schedule_add(*out_schedule, model->plans[i], err))
			return false;
	}
	return hito_schedule_lay_out(*out_schedule, err) &&
	       (promise(*out_schedule, today) || hito_err_memory(err));
}

static uint32_t find_task(const struct hito_schedule *schedule,
			  const struct hito_item *step)
{
	uint32_t at = hito_tasks_find(&schedule->tasks, step);

	if (at == HITO_NO_TASK || schedule->tasks.list[at].is_dropped)
		return HITO_NO_TASK;
	return at;
}

const struct hito_scheduled *
hito_schedule_step(const struct hito_schedule *schedule,
		   const struct hito_item *step)
{
	uint32_t at = find_task(schedule, step);

	if (at == HITO_NO_TASK || !schedule->steps)
		return NULL;
	return &schedule->steps[at];
}

hito_day hito_schedule_earliest(const struct hito_schedule *schedule,
				const struct hito_item *step)
{
	uint32_t at = find_task(schedule, step);

	return at == HITO_NO_TASK ? HITO_DAY_NONE
				  : schedule->earliest.times[at].end.day;
}

bool hito_schedule_tell(const struct hito_schedule *schedule,
			const struct hito_item *step,
			struct hito_scheduled *out_step)
{
	uint32_t at = find_task(schedule, step);

	if (at == HITO_NO_TASK)
		return false;
	*out_step = schedule->steps ? schedule->steps[at] : tell(schedule, at);
	return true;
}

const struct hito_scheduled *
hito_schedule_last(const struct hito_schedule *schedule,
		   const struct hito_item *plan)
{
	const uint32_t *first = schedule->tasks.plan_first;
	size_t low = 0, high = schedule->tasks.model->plan_count;
	uint32_t at;

	if (plan->step_count == 0 || !schedule->last)
		return NULL;
	at = hito_tasks_find(&schedule->tasks, plan->steps[0]);
	if (at == HITO_NO_TASK)
		return NULL;
	/* The last plan that begins there; those without steps come before. */
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (first[middle] <= at)
			low = middle + 1;
		else
			high = middle;
	}
	at = schedule->last[low - 1];
	return at == HITO_NO_TASK ? NULL : &schedule->steps[at];
}

/* The task that a task waits for, or its part that ends last. */
static uint32_t held_up_by(const struct hito_pass *pass, uint32_t at)
{
	const struct hito_task_time *time = &pass->times[at];

	if (time->is_promised)
		return HITO_NO_TASK;
	if (time->end_by != HITO_NO_TASK)
		return time->end_by;
	return time->is_held ? time->start_by : HITO_NO_TASK;
}

const struct hito_item **
hito_schedule_path(const struct hito_schedule *schedule,
		   const struct hito_item *step, enum hito_path path,
		   struct hito_arena *arena, size_t *out_count)
{
	const struct hito_tasks *tasks = &schedule->tasks;
	const struct hito_pass *pass = path == HITO_PATH_PROMISED
					       ? &schedule->promised
					       : &schedule->earliest;
	const struct hito_item **steps;
	uint32_t last = hito_tasks_find(tasks, step), at;
	size_t count = 0;

	for (at = last; at != HITO_NO_TASK; at = held_up_by(pass, at))
		count += pass->times[at].end_by == HITO_NO_TASK;
	steps = hito_new(arena, const struct hito_item *, count + 1);
	if (!steps)
		return NULL;
	*out_count = count;
	/* Parents are left out: the sub-step that ends last is there. */
	for (at = last; at != HITO_NO_TASK; at = held_up_by(pass, at)) {
		if (pass->times[at].end_by == HITO_NO_TASK)
			steps[--count] = tasks->list[at].step;
	}
	return steps;
}
