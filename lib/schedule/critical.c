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

static const struct hito_moment nothing = {HITO_DAY_NONE, 0};
static const struct hito_moment never = {INT32_MAX, 0};

struct passage {
	struct hito_pass *pass;
	const struct hito_tasks *tasks;
	const struct hito_order *order;
	int64_t day; /* minutes of one */
};

int hito_moment_compare(struct hito_moment a, struct hito_moment b)
{
	if (a.day != b.day)
		return a.day < b.day ? -1 : 1;
	return a.minute < b.minute ? -1 : a.minute > b.minute;
}

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
	return minutes * week / pace / (int64_t)task->hands;
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
	int days = days_in(total - 1, passage->day);

	if (work == 0 || from.day == HITO_DAY_NONE)
		return from;
	if (days == 0)
		return (struct hito_moment){from.day, total};
	return (struct hito_moment){hito_calendar_add(calendar, from.day, days),
				    total - (total - 1) / passage->day *
						    passage->day};
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
		to = (struct hito_moment){day, passage->day};
	if (to.minute >= work)
		return (struct hito_moment){to.day, to.minute - work};
	missing = work - to.minute;
	days = days_in(missing + passage->day - 1, passage->day);
	day = hito_calendar_add(calendar, to.day, -days);
	return (struct hito_moment){
		day, ((passage->day - missing % passage->day) % passage->day)};
}

/* When a task can hand on what the next ones wait for. */
static struct hito_moment handed_on(const struct passage *passage, size_t task)
{
	const struct hito_node_time *end =
		&passage->pass->nodes[HITO_NODE_END(task)];

	/* A step may begin on the day that the one before is due. */
	if (end->is_promised)
		return (struct hito_moment){end->at.day, 0};
	return end->at;
}

static void find_ready(const struct passage *passage, size_t node)
{
	const struct hito_order *order = passage->order;
	struct hito_node_time *time = &passage->pass->nodes[node];

	for (size_t i = order->first[node]; i < order->first[node + 1]; i++) {
		size_t before = order->edges[i].before, by = before / 2;
		struct hito_moment ready;

		if (order->edges[i].is_gone)
			continue;
		if (before % 2 == 1) {
			ready = handed_on(passage, by);
		} else {
			ready = passage->pass->nodes[before].ready;
			by = passage->pass->nodes[before].by;
		}
		if (hito_moment_compare(ready, time->ready) <= 0)
			continue;
		time->ready = ready;
		time->by = by;
	}
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
	struct hito_node_time *time =
		&passage->pass->nodes[HITO_NODE_START(at)];
	const struct hito_calendar *calendar = calendar_of(passage, task);
	struct hito_moment own;

	find_ready(passage, HITO_NODE_START(at));
	if (task->is_done || task->started != HITO_DAY_NONE) {
		time->at.day = task->started != HITO_DAY_NONE ? task->started
							      : task->start;
		time->ready = nothing;
		time->by = HITO_NO_TASK;
		return;
	}
	own = own_start(passage, task);
	time->at = later(own, time->ready);
	time->is_held = time->by != HITO_NO_TASK &&
			hito_moment_compare(time->ready, own) >= 0;
	if (time->at.day == HITO_DAY_NONE && task->due != HITO_DAY_NONE)
		time->at =
			take_work(passage, calendar,
				  (struct hito_moment){task->due, passage->day},
				  work_of(passage, task));
	if (time->at.day != HITO_DAY_NONE && !task->is_milestone)
		time->at = begin_at(passage, calendar, time->at);
}

/* A parent begins with its first part and ends with its last. */
static void gather_parts(const struct passage *passage, size_t at)
{
	const struct hito_order *order = passage->order;
	struct hito_node_time *nodes = passage->pass->nodes;
	size_t node = HITO_NODE_END(at), i;
	struct hito_node_time *time = &nodes[node];
	struct hito_moment first = never;

	for (i = order->first[node]; i < order->first[node + 1]; i++) {
		size_t before = order->edges[i].before;
		struct hito_moment start;

		if (before == HITO_NODE_START(at))
			continue;
		start = nodes[before - 1].at;
		if (start.day != HITO_DAY_NONE)
			first = earlier(first, start);
		if (hito_moment_compare(nodes[before].at, time->at) > 0) {
			time->at = nodes[before].at;
			time->by = before / 2;
		}
	}
	if (first.day != INT32_MAX)
		nodes[HITO_NODE_START(at)].at = first;
}

static void find_end(const struct passage *passage, size_t at)
{
	const struct hito_task *task = &passage->tasks->list[at];
	struct hito_node_time *nodes = passage->pass->nodes;
	struct hito_node_time *time = &nodes[HITO_NODE_END(at)];
	struct hito_moment worked;
	hito_day today = passage->pass->today;

	if (task->is_done) {
		time->at = (struct hito_moment){task->finished, passage->day};
		return;
	}
	if (task->has_parts)
		gather_parts(passage, at);
	worked =
		add_work(passage, calendar_of(passage, task),
			 nodes[HITO_NODE_START(at)].at, work_of(passage, task));
	if (hito_moment_compare(worked, time->at) > 0) {
		time->at = worked;
		time->by = HITO_NO_TASK;
	}
	if (today != HITO_DAY_NONE && time->at.day != HITO_DAY_NONE &&
	    time->at.day < today)
		time->at = (struct hito_moment){today, passage->day};
	if (passage->pass->promised && task->due != HITO_DAY_NONE &&
	    task->due > time->at.day) {
		time->at = (struct hito_moment){task->due, passage->day};
		time->by = HITO_NO_TASK;
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

	pass->nodes =
		hito_new(tasks->arena, struct hito_node_time, order->count + 1);
	if (!pass->nodes)
		return false;
	for (size_t i = 0; i < order->count; i++)
		pass->nodes[i] = (struct hito_node_time){
			.at = nothing, .ready = nothing, .by = HITO_NO_TASK};
	for (size_t i = 0; i < order->count; i++) {
		size_t node = order->nodes[i];

		if (tasks->list[node / 2].is_dropped)
			continue;
		if (node % 2 == 0)
			find_start(&passage, node / 2);
		else
			find_end(&passage, node / 2);
	}
	return true;
}

/* What must be by then for the node to be when it must. */
static void push_back(const struct passage *passage, struct hito_moment *late,
		      size_t node)
{
	const struct hito_order *order = passage->order;
	const struct hito_task *task = &passage->tasks->list[node / 2];

	/* What has begun or ended waits for nobody. */
	if (task->is_done || task->started != HITO_DAY_NONE)
		return;
	for (size_t i = order->first[node]; i < order->first[node + 1]; i++) {
		size_t before = order->edges[i].before;
		struct hito_moment then = late[node];

		if (order->edges[i].is_gone)
			continue;
		if (before / 2 == node / 2) {
			if (task->has_parts)
				continue;
			then = take_work(passage, calendar_of(passage, task),
					 then, work_of(passage, task));
		}
		late[before] = earlier(late[before], then);
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
			struct hito_moment end =
				pass->nodes[HITO_NODE_END(j)].at;

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
