/* SPDX-License-Identifier: MIT */
/* Tasks: filled in from the parent down, each once. */
#include "schedule/task.h"

bool hito_task_part(const struct hito_value *value, size_t n,
		    struct hito_str *out_text)
{
	if (!value || value->mapping)
		return false;
	if (value->part_count == 0) {
		*out_text = value->text.len ? value->text : value->raw;
		return n == 0;
	}
	if (n >= value->part_count)
		return false;
	*out_text = value->parts[n].text;
	return true;
}

size_t hito_tasks_find(const struct hito_tasks *tasks,
		       const struct hito_item *step)
{
	if (step->number >= tasks->count ||
	    tasks->list[step->number].step != step)
		return HITO_NO_TASK;
	return step->number;
}

static const struct hito_value *readable(const struct hito_item *step,
					 enum hito_key key)
{
	const struct hito_value *value = hito_item_value(step, key);

	return value && value->readable ? value : NULL;
}

static hito_day day_of(const struct hito_item *step, enum hito_key key)
{
	const struct hito_value *value = readable(step, key);

	return value ? value->day : HITO_DAY_NONE;
}

static int64_t minutes_of(const struct hito_tasks *tasks,
			  const struct hito_item *step, enum hito_key key)
{
	const struct hito_project *project = tasks->model->project;
	const struct hito_value *value = readable(step, key);

	if (!value)
		return -1;
	return hito_duration_minutes(hito_value_duration(value),
				     project->minutes_a_day,
				     hito_project_days_a_week(project));
}

/* What a sub-step has from its parent, which is known. */
static void inherit(struct hito_task *task, const struct hito_task *parent)
{
	task->is_dropped |= parent->is_dropped;
	task->is_done |= parent->is_done;
	if (!task->has_own_start && task->start == HITO_DAY_NONE)
		task->start = parent->start;
	if (!hito_item_value(task->step, HITO_KEY_DUE))
		task->due = parent->due;
	if (!hito_item_value(task->step, HITO_KEY_OWNER))
		task->owner = parent->owner;
	if (!hito_item_value(task->step, HITO_KEY_SUPPORT))
		task->support = parent->support;
}

static void fill(struct hito_tasks *tasks, struct hito_task *task)
{
	const struct hito_item *step = task->step;
	enum hito_word plan = step->plan ? step->plan->state : HITO_ACTIVE;

	task->is_known = true;
	task->is_dropped = step->state == HITO_DROPPED ||
			   plan == HITO_DROPPED || step->duplicate_of;
	task->is_done = step->state == HITO_DONE || plan == HITO_DONE;
	task->is_draft = plan == HITO_DRAFT;
	task->is_milestone = hito_step_is_milestone(step);
	task->has_own_start = hito_item_value(step, HITO_KEY_START) != NULL;
	task->start = day_of(step, HITO_KEY_START);
	task->due = day_of(step, HITO_KEY_DUE);
	task->finished = day_of(step, HITO_KEY_FINISHED);
	task->started = HITO_DAY_NONE;
	if (step->state != HITO_TODO)
		task->started = day_of(step, HITO_KEY_STARTED);
	task->owner = readable(step, HITO_KEY_OWNER);
	task->support = readable(step, HITO_KEY_SUPPORT);
	task->estimate = task->is_milestone
				 ? -1
				 : minutes_of(tasks, step, HITO_KEY_ESTIMATE);
	task->spent = minutes_of(tasks, step, HITO_KEY_SPENT);
	if (task->parent != HITO_NO_TASK)
		inherit(task, &tasks->list[task->parent]);
}

static bool find_hands(struct hito_tasks *tasks, struct hito_task *task)
{
	struct hito_str name;

	task->hands = 1;
	while (task->hands < HITO_LOAD_HANDS &&
	       hito_task_part(task->support, task->hands - 1, &name))
		task->hands++;
	if (!hito_task_part(task->owner, 0, &name))
		return true;
	task->worker =
		hito_workers_find(&tasks->workers, task->step->plan, name);
	return task->worker != NULL;
}

/* Parents first: up to one that is known, and down again. */
static void fill_all(struct hito_tasks *tasks, size_t *way)
{
	for (size_t i = 0; i < tasks->count; i++) {
		size_t at = i, count = 0;

		while (at != HITO_NO_TASK && !tasks->list[at].is_known) {
			way[count++] = at;
			at = tasks->list[at].parent;
		}
		while (count)
			fill(tasks, &tasks->list[way[--count]]);
	}
}

/*
 * A parent's estimate stands for its parts, as long as none of them has one.
 * Each mark is set once, so that long chains of parents cost little.
 */
static void mark_parents(struct hito_tasks *tasks)
{
	for (size_t i = 0; i < tasks->count; i++) {
		const struct hito_task *task = &tasks->list[i];
		size_t at = task->parent;

		if (task->is_dropped || at == HITO_NO_TASK)
			continue;
		tasks->list[at].has_parts = true;
		if (task->estimate < 0)
			continue;
		for (;
		     at != HITO_NO_TASK && !tasks->list[at].has_estimate_below;
		     at = tasks->list[at].parent)
			tasks->list[at].has_estimate_below = true;
	}
	for (size_t i = 0; i < tasks->count; i++) {
		if (tasks->list[i].has_estimate_below)
			tasks->list[i].estimate = -1;
	}
}

/* In the order of their numbers. */
static void list_steps(struct hito_tasks *tasks)
{
	const struct hito_model *model = tasks->model;

	for (size_t i = 0; i < model->plan_count; i++) {
		const struct hito_item *plan = model->plans[i];

		tasks->plan_first[i] = tasks->count;
		for (size_t j = 0; j < plan->step_count; j++)
			tasks->list[tasks->count++].step = plan->steps[j];
	}
	tasks->plan_first[model->plan_count] = tasks->count;
	for (size_t i = 0; i < tasks->count; i++) {
		struct hito_task *task = &tasks->list[i];

		task->parent = HITO_NO_TASK;
		if (task->step->parent)
			task->parent =
				hito_tasks_find(tasks, task->step->parent);
	}
}

bool hito_tasks_init(struct hito_tasks *tasks, const struct hito_model *model,
		     struct hito_arena *arena)
{
	size_t total = 0, *way;

	*tasks = (struct hito_tasks){.model = model, .arena = arena};
	for (size_t i = 0; i < model->plan_count; i++)
		total += model->plans[i]->step_count;
	tasks->list = hito_new(arena, struct hito_task, total + 1);
	tasks->plan_first = hito_new(arena, size_t, model->plan_count + 1);
	way = hito_new(arena, size_t, total + 1);
	if (!tasks->list || !tasks->plan_first || !way ||
	    !hito_workers_init(&tasks->workers, model, arena))
		return false;
	list_steps(tasks);
	fill_all(tasks, way);
	mark_parents(tasks);
	for (size_t i = 0; i < tasks->count; i++) {
		if (!find_hands(tasks, &tasks->list[i]))
			return false;
	}
	return true;
}
