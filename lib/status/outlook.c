/* SPDX-License-Identifier: MIT */
/* Joins status and schedule, and follows what steps need. */
#include "status/outlook.h"

#include "schedule/task.h"

/* Deeper sub-steps than this need nothing of those above. */
#define DEPTH 64

struct builder {
	struct hito_outlook *outlook;
	const struct hito_model *model;
	struct hito_arena *arena;
	struct hito_prospect **by_number; /* of steps of the model */
	size_t number_count;
	const struct hito_prospect **stamp; /* who was given it last */
	const struct hito_prospect **room;  /* needs of one step */
	size_t room_count, room_capacity;
};

const char *hito_turn_name(enum hito_turn turn)
{
	static const char *const names[HITO_TURN_COUNT] = {
		"closed",  "parent", "unknown", "draft", "blocked",
		"waiting", "later",  "ready",   "doing",
	};

	return names[turn];
}

int32_t hito_prospect_slack(const struct hito_prospect *prospect)
{
	if (!prospect->scheduled || prospect->turn == HITO_TURN_CLOSED)
		return HITO_NO_SLACK;
	return prospect->scheduled->slack;
}

bool hito_prospect_is_open(const struct hito_prospect *prospect)
{
	enum hito_word state = prospect->status->state;

	return state != HITO_DONE && state != HITO_DROPPED;
}

static const struct hito_item *objective_of(const struct hito_item *step)
{
	for (int i = 0; step && i < DEPTH; i++, step = step->parent)
		if (step->objective)
			return step->objective;
	return NULL;
}

static struct hito_str owner_of(const struct hito_model *model,
				const struct hito_step_status *status)
{
	const struct hito_item *person;

	if (!status->owner.len)
		return status->owner;
	person = hito_model_person(model, status->step->plan, status->owner);
	return person ? person->id : status->owner;
}

static bool list_steps(struct builder *builder)
{
	const struct hito_model *model = builder->model;
	struct hito_outlook *outlook = builder->outlook;
	const struct hito_status *status = outlook->status;
	size_t total = 0;

	for (size_t i = 0; i < model->plan_count; i++)
		builder->number_count += model->plans[i]->step_count;
	for (size_t i = 0; i < status->plan_count; i++)
		total += status->plans[i].step_count;
	outlook->list =
		hito_new(builder->arena, struct hito_prospect, total + 1);
	builder->by_number = hito_new(builder->arena, struct hito_prospect *,
				      builder->number_count + 1);
	builder->stamp = hito_new(builder->arena, const struct hito_prospect *,
				  builder->number_count + 1);
	return outlook->list && builder->by_number && builder->stamp;
}

static void fill(struct builder *builder)
{
	struct hito_outlook *outlook = builder->outlook;
	const struct hito_status *status = outlook->status;

	for (size_t i = 0; i < status->plan_count; i++) {
		const struct hito_plan_status *plan = &status->plans[i];

		for (size_t k = 0; k < plan->step_count; k++) {
			const struct hito_step_status *step = &plan->steps[k];
			struct hito_prospect *prospect =
				&outlook->list[outlook->count++];

			prospect->status = step;
			prospect->plan = plan;
			prospect->objective = objective_of(step->step);
			prospect->days_left =
				step->due == HITO_DAY_NONE
					? HITO_UNKNOWN
					: step->due - status->today;
			prospect->owner = owner_of(builder->model, step);
			prospect->scheduled = hito_schedule_step(
				outlook->schedule, step->step);
			if (step->step->number < builder->number_count)
				builder->by_number[step->step->number] =
					prospect;
		}
	}
}

static struct hito_prospect *find(const struct builder *builder,
				  const struct hito_item *step)
{
	struct hito_prospect *found = NULL;

	if (step && step->number < builder->number_count)
		found = builder->by_number[step->number];
	return found && found->status->step == step ? found : NULL;
}

/* Those that one of a step's own needs names, each once. */
static bool collect(struct builder *builder, const struct hito_prospect *whose,
		    const struct hito_item *step)
{
	const struct hito_value *needs = hito_item_value(step, HITO_KEY_NEEDS);
	struct hito_str text;

	for (size_t n = 0; hito_task_part(needs, n, &text); n++) {
		struct hito_item *item = NULL;
		struct hito_prospect *other;

		if (hito_model_step(builder->model, step->plan, text, &item) !=
		    HITO_REFERENCE_FOUND)
			continue;
		other = find(builder, item);
		if (!other || other == whose ||
		    builder->stamp[item->number] == whose)
			continue;
		builder->stamp[item->number] = whose;
		if (!hito_reserve(builder->arena, builder->room,
				  builder->room_count, builder->room_capacity))
			return false;
		builder->room[builder->room_count++] = other;
		other->dependant_count++;
	}
	return true;
}

static bool find_needs(struct builder *builder, struct hito_prospect *prospect)
{
	const struct hito_item *step = prospect->status->step;

	builder->room_count = 0;
	for (int i = 0; step && i < DEPTH; i++, step = step->parent)
		if (!collect(builder, prospect, step))
			return false;
	if (!builder->room_count)
		return true;
	prospect->needs = hito_new(builder->arena, const struct hito_prospect *,
				   builder->room_count);
	if (!prospect->needs)
		return false;
	for (size_t i = 0; i < builder->room_count; i++) {
		prospect->needs[prospect->need_count++] = builder->room[i];
		prospect->open_needs += hito_prospect_is_open(builder->room[i]);
	}
	return true;
}

static bool turn_around(struct builder *builder)
{
	struct hito_outlook *outlook = builder->outlook;

	for (size_t i = 0; i < outlook->count; i++) {
		struct hito_prospect *one = &outlook->list[i];

		if (one->dependant_count)
			one->dependants = hito_new(builder->arena,
						   const struct hito_prospect *,
						   one->dependant_count);
		if (one->dependant_count && !one->dependants)
			return false;
		one->dependant_count = 0;
	}
	for (size_t i = 0; i < outlook->count; i++) {
		const struct hito_prospect *one = &outlook->list[i];

		for (size_t k = 0; k < one->need_count; k++) {
			struct hito_prospect *other =
				find(builder, one->needs[k]->status->step);

			if (!other)
				continue;
			other->dependants[other->dependant_count++] = one;
			other->open_dependants += hito_prospect_is_open(one);
		}
	}
	return true;
}

static enum hito_turn turn_of(const struct hito_prospect *prospect,
			      hito_day today)
{
	const struct hito_step_status *status = prospect->status;
	enum hito_word plan = prospect->plan->plan->state;

	if (!hito_prospect_is_open(prospect) || plan == HITO_DONE ||
	    plan == HITO_DROPPED)
		return HITO_TURN_CLOSED;
	if (!status->leaf)
		return HITO_TURN_PARENT;
	if (plan == HITO_DRAFT)
		return HITO_TURN_DRAFT;
	if (status->state == HITO_BLOCKED)
		return HITO_TURN_BLOCKED;
	if (status->state == HITO_DOING)
		return HITO_TURN_DOING;
	if (status->state != HITO_TODO)
		return HITO_TURN_UNKNOWN;
	if (prospect->open_needs)
		return HITO_TURN_WAITING;
	if (status->start != HITO_DAY_NONE && status->start > today)
		return HITO_TURN_LATER;
	return HITO_TURN_READY;
}

bool hito_outlook_build(const struct hito_status *status,
			struct hito_arena *arena, struct hito_outlook *out,
			struct hito_err *err)
{
	struct builder builder = {.outlook = out, .arena = arena};
	struct hito_schedule *schedule;

	*out = (struct hito_outlook){.status = status};
	builder.model = status->workspace->model;
	if (!hito_schedule_build(builder.model, status->today, arena, &schedule,
				 err))
		return false;
	out->schedule = schedule;
	if (!list_steps(&builder))
		return hito_err_memory(err);
	fill(&builder);
	for (size_t i = 0; i < out->count; i++)
		if (!find_needs(&builder, &out->list[i]))
			return hito_err_memory(err);
	if (!turn_around(&builder))
		return hito_err_memory(err);
	for (size_t i = 0; i < out->count; i++)
		out->list[i].turn = turn_of(&out->list[i], status->today);
	return true;
}

const struct hito_prospect *
hito_outlook_find(const struct hito_outlook *outlook,
		  const struct hito_item *step)
{
	size_t low = 0, high = outlook->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (outlook->list[middle].status->step->number < step->number)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < outlook->count && outlook->list[low].status->step == step)
		return &outlook->list[low];
	return NULL;
}
