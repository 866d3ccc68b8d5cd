/* SPDX-License-Identifier: MIT */
/*
 * Forward and backward pass. Time is counted in minutes of the project's
 * working day, so that five steps of an hour fit into one day; an estimate
 * is stretched where its owner has less than the whole week.
 */
#include "schedule/critical.h"

/* Longer than all days that there are; keeps products small. */
#define MOST_DAYS 3000000
#define MOST_MINUTES INT64_C(1000000000000)

#define NOTHING                  \
	{                        \
		HITO_DAY_NONE, 0 \
	}

static const struct hito_moment never = {INT32_MAX, 0};
static const struct hito_task_time unknown = {
	.start = NOTHING,
	.end = NOTHING,
	.ready = NOTHING,
	.start_by = HITO_NO_TASK,
	.end_by = HITO_NO_TASK,
};

struct passage {
	struct hito_pass *pass;
	const struct hito_tasks *tasks;
	const struct hito_order *order;
	int64_t day; /* minutes of one */
};

static struct hito_moment later(struct hito_moment a, struct hito_moment b)
{
	return hito_moment_compare(a, b) < 0 ? b : a;
}

static struct hito_moment earlier(struct hito_moment a, struct hito_moment b)
{
	return hito_moment_compare(a, b) < 0 ? a : b;
}

static const struct hito_calendar *calendar_of(const struct passage *passage,
					       const struct hito_task *task)
{
	return task->worker ? &task->worker->calendar
			    : &passage->tasks->workers.calendar;
}

static struct hito_moment day_end(const struct passage *passage, hito_day day)
{
	return (struct hito_moment){day, (int32_t)passage->day};
}

/* Minutes of working time that a task takes. */
static int64_t work_of(const struct passage *passage,
		       const struct hito_task *task)
{
	const struct hito_workers *workers = &passage->tasks->workers;
	int64_t week = workers->minutes_a_week, pace = week;
	int64_t minutes = task->estimate;

	if (minutes < 0)
		return task->is_milestone || task->has_parts ? 0 : passage->day;
	if (passage->pass->today != HITO_DAY_NONE && task->spent > 0)
		minutes = minutes > task->spent ? minutes - task->spent : 0;
	if (task->worker && task->worker->minutes_a_week)
		pace = task->worker->minutes_a_week;
	if (minutes > MOST_MINUTES)
		minutes = MOST_MINUTES;
	if (pace != week)
		minutes = minutes * week / pace;
	return task->hands == 1 ? minutes : minutes / task->hands;
}

/* The first moment from this one on in which there is work. */
static struct hito_moment begin_at(const struct passage *passage,
				   const struct hito_calendar *calendar,
				   struct hito_moment from)
{
	hito_day day;

	if (from.minute >= passage->day)
		from = (struct hito_moment){from.day + 1, 0};
	day = hito_calendar_add(calendar, from.day, 0);
	return day == from.day ? from : (struct hito_moment){day, 0};
}

static int days_in(int64_t minutes, int64_t day)
{
	int64_t days = minutes / day;

	return days > MOST_DAYS ? MOST_DAYS : (int)days;
}

static struct hito_moment add_work(const struct passage *passage,
				   const struct hito_calendar *calendar,
				   struct hito_moment from, int64_t work)
{
	int64_t total = from.minute + work;
	int days;

	if (work == 0 || from.day == HITO_DAY_NONE)
		return from;
	if (total <= passage->day)
		return (struct hito_moment){from.day, (int32_t)total};
	days = days_in(total - 1, passage->day);
	return (struct hito_moment){hito_calendar_add(calendar, from.day, days),
				    (int32_t)((total - 1) % passage->day + 1)};
}

/* When work must begin so that it ends at a moment. */
static struct hito_moment take_work(const struct passage *passage,
				    const struct hito_calendar *calendar,
				    struct hito_moment to, int64_t work)
{
	hito_day day;
	int64_t missing;
	int days;

	if (work == 0 || to.day == HITO_DAY_NONE || to.day == INT32_MAX)
		return to;
	day = hito_calendar_add(calendar, to.day + 1, -1);
	if (day != to.day)
		to = day_end(passage, day);
	if (to.minute >= work)
		return (struct hito_moment){to.day, to.minute - (int32_t)work};
	missing = work - to.minute;
	days = days_in(missing + passage->day - 1, passage->day);
	day = hito_calendar_add(calendar, to.day, -days);
	return (struct hito_moment){
		day, (int32_t)((passage->day - missing % passage->day) %
			       passage->day)};
}

/* When a task can hand on what the next ones wait for. */
static struct hito_moment handed_on(const struct hito_task_time *time)
{
	/* A step may begin on the day that the one before is due. */
	if (time->is_promised)
		return (struct hito_moment){time->end.day, 0};
	return time->end;
}

static void wait_for(struct hito_task_time *time, struct hito_moment ready,
		     uint32_t by)
{
	if (hito_moment_compare(ready, time->ready) <= 0)
		return;
	time->ready = ready;
	time->start_by = by;
}

static void find_ready(const struct passage *passage, size_t at)
{
	const struct hito_order *order = passage->order;
	const struct hito_task *task = &passage->tasks->list[at];
	struct hito_task_time *times = passage->pass->times;

	for (size_t i = order->first[at]; i < order->first[at + 1]; i++) {
		uint32_t need = order->needs[i];

		if (need != HITO_NO_TASK)
			wait_for(&times[at], handed_on(&times[need]), need);
	}
	if (hito_task_is_part(task))
		wait_for(&times[at], times[task->parent].ready,
			 times[task->parent].start_by);
}

/* The day that a step is not to begin before, by its own or its plan's. */
static struct hito_moment own_start(const struct passage *passage,
				    const struct hito_task *task)
{
	const struct hito_item *plan = task->step->plan;
	const struct hito_value *start = NULL;
	hito_day day = task->start;

	if (day == HITO_DAY_NONE && plan)
		start = hito_item_value(plan, HITO_KEY_START);
	if (start && start->readable)
		day = start->day;
	if (passage->pass->today != HITO_DAY_NONE && day < passage->pass->today)
		day = passage->pass->today;
	return (struct hito_moment){day, 0};
}

static void find_start(const struct passage *passage, size_t at)
{
	const struct hito_task *task = &passage->tasks->list[at];
	struct hito_task_time *time = &passage->pass->times[at];
	const struct hito_calendar *calendar = calendar_of(passage, task);
	struct hito_moment own;

	if (task->is_done || task->started != HITO_DAY_NONE) {
		time->start.day = task->started != HITO_DAY_NONE ? task->started
								 : task->start;
		return;
	}
	find_ready(passage, at);
	own = own_start(passage, task);
	time->start = later(own, time->ready);
	time->is_held = time->start_by != HITO_NO_TASK &&
			hito_moment_compare(time->ready, own) >= 0;
	if (time->start.day == HITO_DAY_NONE && task->due != HITO_DAY_NONE)
		time->start = take_work(passage, calendar,
					day_end(passage, task->due),
					work_of(passage, task));
	if (time->start.day != HITO_DAY_NONE && !task->is_milestone)
		time->start = begin_at(passage, calendar, time->start);
}

/* A parent begins with its first part and ends with its last. */
static void gather_parts(const struct passage *passage, size_t at)
{
	const struct hito_tasks *tasks = passage->tasks;
	const struct hito_item *step = tasks->list[at].step;
	struct hito_task_time *times = passage->pass->times;
	struct hito_task_time *time = &times[at];
	struct hito_moment first = never;

	for (size_t i = 0; i < step->child_count; i++) {
		uint32_t part = hito_tasks_part(tasks, step, i);

		if (part == HITO_NO_TASK)
			continue;
		if (times[part].start.day != HITO_DAY_NONE)
			first = earlier(first, times[part].start);
		if (hito_moment_compare(times[part].end, time->end) > 0) {
			time->end = times[part].end;
			time->end_by = part;
		}
	}
	if (first.day != INT32_MAX)
		time->start = first;
}

static void find_end(const struct passage *passage, size_t at)
{
	const struct hito_task *task = &passage->tasks->list[at];
	struct hito_task_time *time = &passage->pass->times[at];
	struct hito_moment worked;
	hito_day today = passage->pass->today;

	if (task->is_done) {
		time->end = day_end(passage, task->finished);
		return;
	}
	if (task->has_parts)
		gather_parts(passage, at);
	worked = add_work(passage, calendar_of(passage, task), time->start,
			  work_of(passage, task));
	if (hito_moment_compare(worked, time->end) > 0) {
		time->end = worked;
		time->end_by = HITO_NO_TASK;
	}
	if (today != HITO_DAY_NONE && time->end.day != HITO_DAY_NONE &&
	    time->end.day < today)
		time->end = day_end(passage, today);
	if (passage->pass->promised && task->due != HITO_DAY_NONE &&
	    task->due > time->end.day) {
		time->end = day_end(passage, task->due);
		time->end_by = HITO_NO_TASK;
		time->is_promised = true;
	}
}

static struct passage passage_of(const struct hito_tasks *tasks,
				 const struct hito_order *order,
				 struct hito_pass *pass)
{
	return (struct passage){pass, tasks, order,
				tasks->model->project->minutes_a_day};
}

bool hito_pass_forward(struct hito_pass *pass, const struct hito_tasks *tasks,
		       const struct hito_order *order)
{
	struct passage passage = passage_of(tasks, order, pass);

	pass->times = hito_arena_bytes(
		tasks->arena, (tasks->count + 1) * sizeof(*pass->times));
	if (!pass->times)
		return false;
	for (size_t i = 0; i < order->count; i++) {
		size_t node = order->nodes[i], at = node / 2;
		bool is_dropped = tasks->list[at].is_dropped;

		if (node == HITO_NODE_START(at)) {
			pass->times[at] = unknown;
			if (!is_dropped)
				find_start(&passage, at);
		} else if (!is_dropped) {
			find_end(&passage, at);
		}
	}
	return true;
}

static void bring_forward(struct hito_moment *late, struct hito_moment to)
{
	*late = earlier(*late, to);
}

/* What must be by then for the node to be when it must. */
static void push_back(const struct passage *passage, struct hito_moment *late,
		      size_t node)
{
	const struct hito_order *order = passage->order;
	size_t at = node / 2;
	const struct hito_task *task = &passage->tasks->list[at];
	const struct hito_item *step = task->step;

	/* What has begun or ended waits for nobody. */
	if (task->is_done || task->started != HITO_DAY_NONE)
		return;
	if (node == HITO_NODE_START(at)) {
		for (size_t i = order->first[at]; i < order->first[at + 1];
		     i++) {
			uint32_t need = order->needs[i];

			if (need != HITO_NO_TASK)
				bring_forward(&late[HITO_NODE_END(need)],
					      late[node]);
		}
		if (hito_task_is_part(task))
			bring_forward(&late[HITO_NODE_START(task->parent)],
				      late[node]);
		return;
	}
	if (!task->has_parts)
		bring_forward(&late[HITO_NODE_START(at)],
			      take_work(passage, calendar_of(passage, task),
					late[node], work_of(passage, task)));
	for (size_t i = 0; i < step->child_count; i++) {
		uint32_t part = hito_tasks_part(passage->tasks, step, i);

		if (part != HITO_NO_TASK)
			bring_forward(&late[HITO_NODE_END(part)], late[node]);
	}
}

struct hito_moment *hito_pass_backward(const struct hito_pass *pass,
				       const struct hito_tasks *tasks,
				       const struct hito_order *order,
				       const struct hito_moment *ends)
{
	struct hito_pass copy = *pass;
	struct passage passage = passage_of(tasks, order, &copy);
	const struct hito_model *model = tasks->model;
	struct hito_moment *late =
		hito_new(tasks->arena, struct hito_moment, order->count + 1);

	if (!late)
		return NULL;
	for (size_t i = 0; i < model->plan_count; i++) {
		for (size_t j = tasks->plan_first[i];
		     j < tasks->plan_first[i + 1]; j++) {
			struct hito_moment end = pass->times[j].end;

			late[HITO_NODE_START(j)] = never;
			late[HITO_NODE_END(j)] = end.day == HITO_DAY_NONE
							 ? never
							 : later(ends[i], end);
		}
	}
	for (size_t i = order->count; i-- > 0;) {
		if (!tasks->list[order->nodes[i] / 2].is_dropped)
			push_back(&passage, late, order->nodes[i]);
	}
	return late;
}
