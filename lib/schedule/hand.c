/* SPDX-License-Identifier: MIT */
/* Who works on a step, and how much time they have in a run of days. */
#include "schedule/schedule.h"

static struct hito_hand hand_of(const struct hito_workers *workers,
				const struct hito_worker *worker, hito_day from,
				hito_day to)
{
	int32_t all = hito_calendar_count(&workers->calendar, from, to);
	int32_t days = all;
	struct hito_hand hand = {.id = HITO_STR("")};
	int64_t week = workers->minutes_a_week;

	if (worker) {
		hand.id = worker->id;
		week = worker->minutes_a_week;
		if (worker->leave_count)
			days = hito_calendar_count(&worker->calendar, from, to);
	}
	hand.minutes = days * week / workers->days_a_week;
	hand.is_limited = days != all || week != workers->minutes_a_week;
	return hand;
}

bool hito_schedule_hands(struct hito_schedule *schedule,
			 const struct hito_item *step, hito_day from,
			 hito_day to, struct hito_hand *hands,
			 size_t *out_count)
{
	struct hito_tasks *tasks = &schedule->tasks;
	size_t at = hito_tasks_find(tasks, step), i;
	const struct hito_task *task;
	struct hito_str name;

	*out_count = 0;
	if (at == HITO_NO_TASK)
		return true;
	task = &tasks->list[at];
	hands[0] = hand_of(&tasks->workers, task->worker, from, to);
	for (i = 1; i < task->hands; i++) {
		const struct hito_worker *worker;

		if (!hito_task_part(task->support, i - 1, &name))
			break;
		worker = hito_workers_find(&tasks->workers, step->plan, name);
		if (!worker)
			return false;
		hands[i] = hand_of(&tasks->workers, worker, from, to);
	}
	*out_count = i;
	return true;
}
