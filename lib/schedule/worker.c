/* SPDX-License-Identifier: MIT */
/* People: one worker for an id, whatever team it stands in. */
#include "schedule/worker.h"

#include <stdlib.h>

#include "plan/fold.h"

#define MINUTES_OF_A_WEEK 10080

/* Folded, in the arena; long names as they are. ptr NULL: no memory. */
static struct hito_str key_of(struct hito_workers *workers,
			      struct hito_str name)
{
	struct hito_folded folded;

	if (!hito_fold(name, &folded))
		return hito_arena_copy(workers->arena, name);
	return hito_arena_copy(workers->arena,
			       (struct hito_str){folded.text, folded.len});
}

static struct hito_worker *add(struct hito_workers *workers,
			       struct hito_str key, struct hito_str id)
{
	struct hito_worker *worker =
		hito_new(workers->arena, struct hito_worker, 1);

	if (!worker ||
	    !hito_reserve(workers->arena, workers->list, workers->count,
			  workers->capacity) ||
	    !hito_map_put(&workers->by_id, key, worker))
		return NULL;
	worker->id = id;
	worker->calendar = workers->calendar;
	worker->minutes_a_week = workers->minutes_a_week;
	worker->index = workers->count;
	workers->list[workers->count++] = worker;
	return worker;
}

static struct hito_worker *find_id(struct hito_workers *workers,
				   struct hito_str id)
{
	struct hito_folded folded;
	struct hito_str key = id;
	struct hito_worker *worker;

	if (hito_fold(id, &folded))
		key = (struct hito_str){folded.text, folded.len};
	worker = hito_map_find(&workers->by_id, key);
	if (worker)
		return worker;
	key = key_of(workers, id);
	return key.ptr ? add(workers, key, id) : NULL;
}

static struct hito_worker *find_in(struct hito_workers *workers,
				   const struct hito_item *plan,
				   struct hito_str name)
{
	const struct hito_item *person =
		hito_model_person(workers->model, plan, name);

	return find_id(workers, person ? person->id : name);
}

/* Where a plan has no team, a name means the same as in all such plans. */
struct hito_worker *hito_workers_find(struct hito_workers *workers,
				      const struct hito_item *plan,
				      struct hito_str name)
{
	struct hito_worker *worker;

	if (plan && plan->team_count)
		return find_in(workers, plan, name);
	worker = hito_map_find(&workers->by_name, name);
	if (worker)
		return worker;
	worker = find_in(workers, plan, name);
	if (worker && !hito_map_put(&workers->by_name, name, worker))
		return NULL;
	return worker;
}

static bool add_leave(struct hito_workers *workers, struct hito_worker *worker,
		      struct hito_days_off days)
{
	if (!hito_reserve(workers->arena, worker->leave, worker->leave_count,
			  worker->leave_capacity))
		return false;
	worker->leave[worker->leave_count++] = days;
	return true;
}

/* 20 h/week, 4 h/day, 60 h/month, 3 d/week, 50 %; -1 for anything else. */
static int64_t capacity_of(const struct hito_workers *workers,
			   struct hito_amount amount)
{
	const struct hito_project *project = workers->model->project;
	double days = workers->days_a_week, minutes;
	struct hito_str base, period;

	hito_str_cut(amount.unit, '/', &base, &period);
	minutes = hito_amount_double(amount);
	if (hito_str_is(base, "h"))
		minutes *= 60;
	else if (hito_str_is(base, "d"))
		minutes *= project->minutes_a_day;
	else if (hito_str_is(base, "%"))
		minutes *= (double)workers->minutes_a_week / 100;
	else if (!hito_str_is(base, "min"))
		return -1;
	if (hito_str_is(period, "day"))
		minutes *= days;
	else if (hito_str_is(period, "month"))
		minutes *= 3.0 / 13;
	else if (!hito_str_is(period, "week") && !hito_str_is(base, "%"))
		return -1;
	if (!(minutes >= 0))
		return -1;
	return minutes < MINUTES_OF_A_WEEK ? (int64_t)(minutes + 0.5)
					   : MINUTES_OF_A_WEEK;
}

static void add_capacity(struct hito_workers *workers,
			 struct hito_worker *worker,
			 const struct hito_item *person)
{
	const struct hito_value *value =
		hito_item_value(person, HITO_KEY_CAPACITY);
	int64_t minutes = -1;

	if (value && value->readable && hito_value_amount(value).has_number)
		minutes = capacity_of(workers, hito_value_amount(value));
	if (minutes < 0 ||
	    (worker->has_capacity && minutes <= worker->minutes_a_week))
		return;
	worker->has_capacity = true;
	worker->minutes_a_week = minutes;
}

static bool add_person(struct hito_workers *workers,
		       const struct hito_item *person)
{
	const struct hito_value *leave =
		hito_item_value(person, HITO_KEY_LEAVE);
	struct hito_worker *worker = find_id(workers, person->id);
	struct hito_days_off days;

	if (!worker)
		return false;
	add_capacity(workers, worker, person);
	if (!leave || !leave->readable)
		return true;
	if (leave->part_count == 0 && hito_days_off_parse(leave->text, &days))
		return add_leave(workers, worker, days);
	for (size_t i = 0; i < leave->part_count; i++) {
		if (hito_days_off_parse(leave->parts[i].text, &days) &&
		    !add_leave(workers, worker, days))
			return false;
	}
	return true;
}

static bool add_people(struct hito_workers *workers,
		       struct hito_item *const *team, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (!add_person(workers, team[i]))
			return false;
	}
	return true;
}

static int compare_days(const void *left, const void *right)
{
	const struct hito_days_off *a = left, *b = right;

	if (a->first != b->first)
		return a->first < b->first ? -1 : 1;
	return a->last < b->last ? -1 : a->last > b->last;
}

/* Holidays and leave in one list, in order and apart. */
static bool merge_leave(struct hito_workers *workers,
			struct hito_worker *worker)
{
	size_t holidays = workers->calendar.off_count, kept = 0;
	size_t count = holidays + worker->leave_count;
	struct hito_days_off *off;

	if (!worker->leave_count)
		return true;
	off = hito_new(workers->arena, struct hito_days_off, count);
	if (!off)
		return false;
	for (size_t i = 0; i < count; i++)
		off[i] = i < holidays ? workers->calendar.off[i]
				      : worker->leave[i - holidays];
	qsort(off, count, sizeof(off[0]), compare_days);
	for (size_t i = 1; i < count; i++) {
		if (off[i].first > off[kept].last + 1)
			off[++kept] = off[i];
		else if (off[i].last > off[kept].last)
			off[kept].last = off[i].last;
	}
	worker->calendar.off = off;
	worker->calendar.off_count = kept + 1;
	return true;
}

bool hito_workers_init(struct hito_workers *workers,
		       const struct hito_model *model, struct hito_arena *arena)
{
	const struct hito_project *project = model->project;

	*workers = (struct hito_workers){.model = model, .arena = arena};
	workers->calendar = hito_calendar_of(project);
	workers->days_a_week = hito_project_days_a_week(project);
	workers->minutes_a_week =
		(int64_t)project->minutes_a_day * workers->days_a_week;
	hito_map_init(&workers->by_name, arena);
	hito_map_init(&workers->by_id, arena);
	if (!add_people(workers, model->team, model->team_count))
		return false;
	for (size_t i = 0; i < model->plan_count; i++) {
		if (!add_people(workers, model->plans[i]->team,
				model->plans[i]->team_count))
			return false;
	}
	for (size_t i = 0; i < project->leave_count; i++) {
		struct hito_worker *worker = hito_workers_find(
			workers, NULL, project->leaves[i].person);

		if (!worker ||
		    !add_leave(workers, worker, project->leaves[i].days))
			return false;
	}
	for (size_t i = 0; i < workers->count; i++) {
		if (!merge_leave(workers, workers->list[i]))
			return false;
	}
	return true;
}
