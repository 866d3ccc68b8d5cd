/* SPDX-License-Identifier: MIT */
/*
 * Load: shares of people collected from the steps, sorted by person, then
 * added up by week. Working days before a day are counted beforehand, so that
 * a step of a year costs no more than its weeks.
 */
#include "schedule/schedule.h"

#define HORIZON (HITO_LOAD_WEEKS * 7)
/* Keeps sums within their type. */
#define MOST_MINUTES INT64_C(1000000000000)

/* That somebody works on a task. */
struct part {
	uint32_t task, worker;
};

struct loader {
	struct hito_schedule *schedule;
	const struct hito_load_options *options;
	struct hito_arena *arena;
	struct hito_arena *scratch;
	hito_day monday; /* of the first week */
	struct part *parts;
	size_t count, capacity;
	/* working days before each day from monday on */
	uint16_t of_all[HORIZON + 1], of_one[HORIZON + 1];
};

static hito_day max_day(hito_day a, hito_day b)
{
	return a > b ? a : b;
}

static hito_day min_day(hito_day a, hito_day b)
{
	return a < b ? a : b;
}

static hito_day monday_of(hito_day day)
{
	return day - (hito_day_weekday(day) - 1);
}

/*
 * When work on a task can begin. Not when it is promised: a step that is due
 * on the day of the one before it has more than that day, if need be.
 */
static hito_day start_of(const struct loader *loader, size_t at)
{
	const struct hito_task *task = &loader->schedule->tasks.list[at];

	if (task->started != HITO_DAY_NONE)
		return task->started;
	if (task->start != HITO_DAY_NONE)
		return task->start;
	return loader->schedule->earliest.times[at].start.day;
}

/* Is there work left of a task, and do we know when and by whom? */
static bool counts(const struct loader *loader, size_t at)
{
	const struct hito_task *task = &loader->schedule->tasks.list[at];

	return !task->is_dropped && !task->is_done && task->worker &&
	       task->estimate > 0 && task->estimate > task->spent &&
	       task->due != HITO_DAY_NONE &&
	       task->due >= loader->options->today &&
	       (loader->options->with_drafts || !task->is_draft) &&
	       start_of(loader, at) != HITO_DAY_NONE &&
	       !hito_schedule_is_guessed(loader->schedule, at);
}

static struct hito_load_share whole(const struct loader *loader, size_t at)
{
	const struct hito_task *task = &loader->schedule->tasks.list[at];
	struct hito_load_share share = {
		.step = task->step,
		.minutes = task->estimate,
		.from = start_of(loader, at),
		.to = task->due,
	};

	if (task->spent > 0) {
		share.minutes -= task->spent;
		share.from = max_day(share.from, loader->options->today);
	}
	if (share.minutes > MOST_MINUTES)
		share.minutes = MOST_MINUTES;
	share.from = min_day(share.from, share.to);
	return share;
}

static bool add_part(struct loader *loader, size_t task,
		     const struct hito_worker *worker)
{
	if (!hito_reserve(loader->scratch, loader->parts, loader->count,
			  loader->capacity))
		return false;
	loader->parts[loader->count++] =
		(struct part){(uint32_t)task, (uint32_t)worker->index};
	return true;
}

static bool add_task(struct loader *loader, size_t at)
{
	struct hito_tasks *tasks = &loader->schedule->tasks;
	const struct hito_task *task = &tasks->list[at];
	struct hito_str name;

	if (!add_part(loader, at, task->worker))
		return false;
	for (size_t i = 0; i + 1 < task->hands; i++) {
		const struct hito_worker *worker;

		if (!hito_task_part(task->support, i, &name))
			break;
		worker = hito_workers_find(&tasks->workers, task->step->plan,
					   name);
		if (!worker || !add_part(loader, at, worker))
			return false;
	}
	return true;
}

static struct hito_load_share share_of(const struct loader *loader,
				       const struct part *part)
{
	const struct hito_tasks *tasks = &loader->schedule->tasks;
	const struct hito_calendar *all = &tasks->workers.calendar;
	struct hito_load_share share = whole(loader, part->task);

	share.minutes /= tasks->list[part->task].hands;
	share.days = hito_calendar_count(
		&tasks->workers.list[part->worker]->calendar, share.from,
		share.to);
	if (share.days <= 0) {
		share.despite_leave = true;
		share.days = hito_calendar_count(all, share.from, share.to);
	}
	if (share.days <= 0) {
		share.from = share.to;
		share.days = 1;
	}
	return share;
}

/* Shares by worker, in the order in which their parts came. */
static struct hito_load_share *sort_shares(struct loader *loader, size_t *first)
{
	size_t workers = loader->schedule->tasks.workers.count, sum = 0;
	struct hito_load_share *shares = hito_arena_bytes(
		loader->arena, (loader->count + 1) * sizeof(*shares));
	size_t *next = hito_new(loader->scratch, size_t, workers + 1);

	if (!shares || !next)
		return NULL;
	for (size_t i = 0; i < loader->count; i++)
		next[loader->parts[i].worker]++;
	for (size_t i = 0; i <= workers; i++) {
		size_t count = i < workers ? next[i] : 0;

		first[i] = next[i] = sum;
		sum += count;
	}
	for (size_t i = 0; i < loader->count; i++) {
		const struct part *part = &loader->parts[i];

		shares[next[part->worker]++] = share_of(loader, part);
	}
	return shares;
}

static void count_days(const struct hito_calendar *calendar, hito_day monday,
		       uint16_t *before)
{
	hito_day end = monday + HORIZON;
	size_t i;

	for (i = 0; i < HORIZON; i++)
		before[i + 1] = calendar->working_days >> i % 7 & 1;
	for (i = 0; i < calendar->off_count; i++) {
		hito_day first = max_day(calendar->off[i].first, monday);
		hito_day last = min_day(calendar->off[i].last, end - 1);

		for (hito_day day = first; day <= last; day++)
			before[day - monday + 1] = 0;
	}
	before[0] = 0;
	for (i = 0; i < HORIZON; i++)
		before[i + 1] = (uint16_t)(before[i + 1] + before[i]);
}

static int64_t part_of(const struct hito_load_share *share, int64_t days)
{
	if (share->from == share->to)
		days = 1;
	return share->minutes * days / share->days;
}

static void add_up(const struct loader *loader,
		   const struct hito_load_share *share, const uint16_t *before,
		   hito_day monday, int64_t *minutes, size_t week_count)
{
	hito_day first = max_day(share->from, monday);
	size_t week = (size_t)(first - monday) / 7;

	if (share->to < monday)
		return;
	for (; week < week_count; week++) {
		hito_day start = monday + (hito_day)(week * 7);
		hito_day from = max_day(share->from, start);
		hito_day to = min_day(share->to, start + 6);

		if (from > to)
			break;
		minutes[week] +=
			part_of(share, before[to + 1 - loader->monday] -
					       before[from - loader->monday]);
	}
}

/* The weeks that the shares of a person touch, within the horizon. */
static void find_weeks(const struct loader *loader,
		       struct hito_load_person *person)
{
	hito_day end = loader->monday + HORIZON - 1;
	hito_day first = end, last = loader->monday;

	for (size_t i = 0; i < person->share_count; i++) {
		first = min_day(
			first, max_day(person->shares[i].from, loader->monday));
		last = max_day(last, min_day(person->shares[i].to, end));
	}
	person->monday = monday_of(first);
	person->week_count = (size_t)(monday_of(last) - person->monday) / 7 + 1;
}

static bool fill_person(struct loader *loader, struct hito_load_person *person,
			const struct hito_worker *worker)
{
	const struct hito_tasks *tasks = &loader->schedule->tasks;
	const uint16_t *days = loader->of_all;
	int64_t *minutes, *capacity;

	find_weeks(loader, person);
	minutes = hito_new(loader->arena, int64_t, person->week_count);
	capacity = hito_new(loader->arena, int64_t, person->week_count);
	if (!minutes || !capacity)
		return false;
	if (worker->leave_count) {
		count_days(&worker->calendar, loader->monday, loader->of_one);
		days = loader->of_one;
	}
	for (size_t i = 0; i < person->share_count; i++)
		add_up(loader, &person->shares[i],
		       person->shares[i].despite_leave ? loader->of_all : days,
		       person->monday, minutes, person->week_count);
	for (size_t i = 0; i < person->week_count; i++) {
		size_t day = (size_t)(person->monday - loader->monday) + i * 7;

		capacity[i] = worker->minutes_a_week *
			      (days[day + 7] - days[day]) /
			      tasks->workers.days_a_week;
	}
	person->minutes = minutes;
	person->capacity = capacity;
	return true;
}

static bool load(struct loader *loader, struct hito_load *out)
{
	struct hito_tasks *tasks = &loader->schedule->tasks;
	struct hito_load_person *people;
	struct hito_load_share *shares;
	size_t *first;

	for (size_t i = 0; i < tasks->count; i++) {
		if (counts(loader, i) && !add_task(loader, i))
			return false;
	}
	first = hito_new(loader->scratch, size_t, tasks->workers.count + 1);
	people = hito_new(loader->arena, struct hito_load_person,
			  tasks->workers.count + 1);
	if (!first || !people)
		return false;
	shares = sort_shares(loader, first);
	if (!shares)
		return false;
	count_days(&tasks->workers.calendar, loader->monday, loader->of_all);
	for (size_t i = 0; i < tasks->workers.count; i++) {
		const struct hito_worker *worker = tasks->workers.list[i];
		struct hito_load_person *person = &people[out->count];

		if (first[i + 1] == first[i])
			continue;
		*person = (struct hito_load_person){
			.id = worker->id,
			.calendar = worker->calendar,
			.shares = &shares[first[i]],
			.share_count = first[i + 1] - first[i],
		};
		if (!fill_person(loader, person, worker))
			return false;
		out->count++;
	}
	out->people = people;
	return true;
}

bool hito_load_build(struct hito_schedule *schedule,
		     const struct hito_load_options *options,
		     struct hito_arena *arena, struct hito_load **out_load,
		     struct hito_err *err)
{
	struct hito_load *result = hito_new(arena, struct hito_load, 1);
	struct hito_arena *scratch = hito_arena_sub(arena);
	struct loader *loader = NULL;
	bool done = false;

	if (scratch)
		loader = hito_new(scratch, struct loader, 1);
	if (result && loader) {
		loader->schedule = schedule;
		loader->options = options;
		loader->arena = arena;
		loader->scratch = scratch;
		loader->monday = monday_of(options->today);
		done = load(loader, result);
	}
	hito_arena_free(scratch);
	if (!done)
		return hito_err_memory(err);
	*out_load = result;
	return true;
}

int64_t hito_load_in_week(const struct hito_schedule *schedule,
			  const struct hito_load_person *person,
			  const struct hito_load_share *share, hito_day monday)
{
	hito_day from = max_day(share->from, monday);
	hito_day to = min_day(share->to, monday + 6);

	if (from > to)
		return 0;
	return part_of(
		share,
		hito_calendar_count(share->despite_leave
					    ? &schedule->tasks.workers.calendar
					    : &person->calendar,
				    from, to));
}
