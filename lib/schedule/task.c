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

uint32_t hito_tasks_find(const struct hito_tasks *tasks,
			 const struct hito_item *step)
{
	if (step->number >= tasks->count ||
	    tasks->list[step->number].step != step)
		return HITO_NO_TASK;
	return step->number;
}

uint32_t hito_tasks_part(const struct hito_tasks *tasks,
			 const struct hito_item *step, size_t n)
{
	uint32_t at = hito_tasks_find(tasks, step->children[n]);

	if (at == HITO_NO_TASK || !hito_task_is_part(&tasks->list[at]))
		return HITO_NO_TASK;
	return at;
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
	const struct hito_value *value = readable(step, key);

	if (!value)
		return -1;
	return hito_duration_minutes(hito_value_duration(value),
				     tasks->model->project->minutes_a_day,
				     tasks->workers.days_a_week);
}

/* What a sub-step has from its parent, which is known. */
static void inherit(struct hito_task *task, const struct hito_task *parent)
{
	task->is_dropped |= parent->is_dropped;
	task->is_done |= parent->is_done;
	if (!hito_item_value(task->step, HITO_KEY_START))
		task->start = parent->start;
	if (!hito_item_value(task->step, HITO_KEY_DUE))
		task->due = parent->due;
	if (!hito_item_value(task->step, HITO_KEY_SUPPORT))
		task->support = parent->support;
}

/* Parents first: there are at most HITO_LIMIT_PARENTS of them. */
static void fill(struct hito_tasks *tasks, struct hito_task *task)
{
	const struct hito_item *step = task->step;
	enum hito_word plan = step->plan ? step->plan->state : HITO_ACTIVE;

	if (task->parent != HITO_NO_TASK && !tasks->list[task->parent].is_known)
		fill(tasks, &tasks->list[task->parent]);
	task->is_known = true;
	task->is_dropped = step->state == HITO_DROPPED ||
			   plan == HITO_DROPPED || step->duplicate_of;
	task->is_done = step->state == HITO_DONE || plan == HITO_DONE;
	task->is_draft = plan == HITO_DRAFT;
	task->is_milestone = hito_step_is_milestone(step);
	task->start = day_of(step, HITO_KEY_START);
	task->due = day_of(step, HITO_KEY_DUE);
	task->started = HITO_DAY_NONE;
	if (step->state != HITO_TODO)
		task->started = day_of(step, HITO_KEY_STARTED);
	task->support = readable(step, HITO_KEY_SUPPORT);
	task->estimate = task->is_milestone
				 ? -1
				 : minutes_of(tasks, step, HITO_KEY_ESTIMATE);
	task->spent = task->estimate < 0
			      ? -1
			      : minutes_of(tasks, step, HITO_KEY_SPENT);
	if (task->parent != HITO_NO_TASK)
		inherit(task, &tasks->list[task->parent]);
	task->finished =
		task->is_done ? day_of(step, HITO_KEY_FINISHED) : HITO_DAY_NONE;
}

/* Its own, else that of the nearest step around it that names one. */
static const struct hito_value *owner_of(const struct hito_tasks *tasks,
					 const struct hito_task *task)
{
	const struct hito_value *owner =
		hito_item_value(task->step, HITO_KEY_OWNER);

	while (!owner && task->parent != HITO_NO_TASK) {
		task = &tasks->list[task->parent];
		owner = hito_item_value(task->step, HITO_KEY_OWNER);
	}
	return owner && owner->readable ? owner : NULL;
}

static bool find_hands(struct hito_tasks *tasks, struct hito_task *task)
{
	struct hito_str name;

	task->hands = 1;
	while (task->hands < HITO_LOAD_HANDS &&
	       hito_task_part(task->support, task->hands - 1, &name))
		task->hands++;
	if (!hito_task_part(owner_of(tasks, task), 0, &name))
		return true;
	task->worker =
		hito_workers_find(&tasks->workers, task->step->plan, name);
	return task->worker != NULL;
}

/*
 * A parent's estimate stands for its parts, as long as none of them has one.
 * Each mark is set once, so that long chains of parents cost little.
 */
static void mark_parents(struct hito_tasks *tasks, size_t at)
{
	const struct hito_task *task = &tasks->list[at];

	if (!hito_task_is_part(task))
		return;
	at = task->parent;
	tasks->list[at].has_parts = true;
	if (task->estimate < 0)
		return;
	for (; at != HITO_NO_TASK && !tasks->list[at].has_estimate_below;
	     at = tasks->list[at].parent)
		tasks->list[at].has_estimate_below = true;
}

/* Of the model, which has a task for it now or later. */
static bool add_needs(struct hito_tasks *tasks, size_t at)
{
	const struct hito_item *step = tasks->list[at].step;
	const struct hito_value *value = hito_item_value(step, HITO_KEY_NEEDS);
	struct hito_str text;

	tasks->need_first[at] = (uint32_t)tasks->need_count;
	for (size_t n = 0; hito_task_part(value, n, &text); n++) {
		struct hito_item *other = NULL;

		if (hito_model_step(tasks->model, step->plan, text, &other) !=
			    HITO_REFERENCE_FOUND ||
		    other == step || other->number >= tasks->room)
			continue;
		if (!hito_reserve(tasks->arena, tasks->needs, tasks->need_count,
				  tasks->need_capacity))
			return false;
		tasks->needs[tasks->need_count++] = other->number;
	}
	return true;
}

/* In the order of their numbers. */
static void list_steps(struct hito_tasks *tasks, const struct hito_item *plan)
{
	size_t first = tasks->count;

	for (size_t i = 0; i < plan->step_count; i++)
		tasks->list[tasks->count++].step = plan->steps[i];
	for (size_t i = first; i < tasks->count; i++) {
		const struct hito_item *parent = tasks->list[i].step->parent;

		tasks->list[i].parent =
			parent ? hito_tasks_find(tasks, parent) : HITO_NO_TASK;
	}
}

bool hito_tasks_init(struct hito_tasks *tasks, const struct hito_model *model,
		     struct hito_arena *arena)
{
	size_t total = 0;

	for (size_t i = 0; i < model->plan_count; i++)
		total += model->plans[i]->step_count;
	*tasks = (struct hito_tasks){
		.model = model, .arena = arena, .room = total};
	tasks->list = hito_new(arena, struct hito_task, total + 1);
	tasks->plan_first = hito_new(arena, uint32_t, model->plan_count + 1);
	tasks->need_first =
		hito_arena_bytes(arena, (total + 1) * sizeof(uint32_t));
	return tasks->list && tasks->plan_first && tasks->need_first &&
	       hito_workers_init(&tasks->workers, model, arena);
}

/* All that is asked of the values of a step at once: there are many. */
bool hito_tasks_add(struct hito_tasks *tasks, const struct hito_item *plan)
{
	size_t first = tasks->count;

	tasks->plan_first[tasks->plan_count++] = (uint32_t)first;
	list_steps(tasks, plan);
	for (size_t i = first; i < tasks->count; i++) {
		struct hito_task *task = &tasks->list[i];

		if (!task->is_known)
			fill(tasks, task);
		if (!find_hands(tasks, task) || !add_needs(tasks, i))
			return false;
	}
	return true;
}

void hito_tasks_end(struct hito_tasks *tasks)
{
	tasks->plan_first[tasks->plan_count] = (uint32_t)tasks->count;
	tasks->need_first[tasks->count] = (uint32_t)tasks->need_count;
	for (size_t i = 0; i < tasks->count; i++)
		mark_parents(tasks, i);
	for (size_t i = 0; i < tasks->count; i++) {
		if (tasks->list[i].has_estimate_below)
			tasks->list[i].estimate = -1;
	}
}
