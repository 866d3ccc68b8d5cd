/* SPDX-License-Identifier: MIT */
/* Two sides compared: plan by plan, then who has too much to do. */
#include "hito/variance.h"

#include <stdlib.h>

#include "base/num.h"
#include "hito/schedule.h"
#include "status/burden.h"
#include "status/varied.h"

/* A plan with the changes of its things. */
struct bundle {
	struct hito_variance_plan plan;
	struct hito_str name;
	struct hito_variance_change *list;
	size_t count, capacity;
};

struct comparing {
	const struct hito_variance_options *options;
	struct hito_varying varying;
	struct hito_pairs pairs;
	struct hito_schedule *then, *now; /* as the plans are written */
	struct hito_map by_name;          /* struct bundle */
	struct bundle **bundles;
	size_t count, capacity;
	struct hito_arena *arena;
	struct hito_err *err;
};

static bool is_asked(const struct comparing *all, const struct hito_item *item)
{
	return item && (!all->options->is_asked ||
			all->options->is_asked(all->options->ctx, item));
}

static struct bundle *bundle_of(struct comparing *all, struct hito_str name)
{
	struct bundle *bundle;

	bundle = hito_map_find(&all->by_name, name);
	if (bundle)
		return bundle;
	bundle = hito_new(all->arena, struct bundle, 1);
	if (!bundle || !hito_map_put(&all->by_name, name, bundle) ||
	    !hito_reserve(all->arena, all->bundles, all->count, all->capacity))
		return NULL;
	bundle->name = name;
	all->bundles[all->count++] = bundle;
	return bundle;
}

/* What the plan that a thing was in is called now. */
static struct hito_str plan_then(const struct comparing *all,
				 const struct hito_row *row)
{
	const struct hito_item *plan = row->item ? row->item->plan : NULL;
	const struct hito_item *now =
		plan ? hito_varied_now(&all->varying, plan) : NULL;

	return now ? hito_item_identity(now) : row->plan;
}

/* A step that left for another plan was there, too. */
static bool count_scope(struct comparing *all, const struct hito_pair *pair,
			struct bundle *bundle)
{
	bool moved = hito_varied_left(&all->varying, pair);
	struct bundle *left;

	if ((pair->now ? pair->now : pair->then)->kind != HITO_STEP)
		return true;
	bundle->plan.added += !pair->then || moved;
	bundle->plan.removed += !pair->now;
	if (!moved)
		return true;
	left = bundle_of(all, plan_then(all, pair->then));
	if (!left)
		return false;
	left->plan.removed++;
	return true;
}

static bool take_changes(struct comparing *all, struct bundle *bundle,
			 size_t from)
{
	for (size_t i = from; i < all->varying.count; i++) {
		const struct hito_variance_change *change =
			&all->varying.changes[i];

		if (!hito_reserve(all->arena, bundle->list, bundle->count,
				  bundle->capacity))
			return false;
		bundle->list[bundle->count++] = *change;
		bundle->plan.slips += change->slip;
		if (change->slip)
			bundle->plan.slip_working_days +=
				change->day.working_days;
	}
	return true;
}

static bool is_unreadable(const struct hito_status *status,
			  struct hito_str path)
{
	const struct hito_model *model = status->workspace->model;

	for (size_t i = 0; i < model->unreadable_count; i++)
		if (hito_str_equal(model->unreadable[i].path, path))
			return true;
	return false;
}

/* Where a row stands; of a plan that no file has where its steps do. */
static struct hito_str path_of(const struct hito_row *row)
{
	const struct hito_item *item = row->item;

	if (row->path.len || !item || row->kind != HITO_PLAN ||
	    !item->step_count || !item->steps[0]->document)
		return row->path;
	return item->steps[0]->document->source->path;
}

/*
 * Is a thing on one side alone because its file cannot be read on the other,
 * or is only half of what it was meant to be?
 */
static bool is_hidden(const struct comparing *all, const struct hito_pair *pair)
{
	const struct hito_row *row = pair->now ? pair->now : pair->then;
	struct hito_str path = path_of(row);

	return !(pair->then && pair->now) && path.len &&
	       (is_unreadable(all->options->then, path) ||
		is_unreadable(all->options->now, path));
}

static bool take_pair(struct comparing *all, const struct hito_pair *pair)
{
	const struct hito_row *row = pair->now ? pair->now : pair->then;
	struct bundle *bundle =
		bundle_of(all, pair->now ? row->plan : plan_then(all, row));

	if (!bundle)
		return hito_err_memory(all->err);
	if (row->kind == HITO_PLAN) {
		bundle->plan.then = pair->then ? pair->then->item : NULL;
		bundle->plan.now = pair->now ? pair->now->item : NULL;
	}
	if (is_hidden(all, pair))
		return true;
	if (!is_asked(all, pair->then ? pair->then->item : NULL) &&
	    !is_asked(all, pair->now ? pair->now->item : NULL))
		return true;
	all->varying.count = 0;
	if (!hito_varied_pair(&all->varying, pair, all->err))
		return false;
	hito_arena_clear(all->varying.scratch);
	return (count_scope(all, pair, bundle) &&
		take_changes(all, bundle, 0)) ||
	       hito_err_memory(all->err);
}

static uint32_t place_of(const struct hito_variance_change *change)
{
	const struct hito_item *item = change->now ? change->now : change->then;

	switch (change->kind) {
	case HITO_PLAN:
		return 0;
	case HITO_OBJECTIVE:
		return 1;
	case HITO_KPI:
		return 2;
	default:
		return 3 + (item ? item->number : 0);
	}
}

static int by_weight(const void *left, const void *right)
{
	const struct hito_variance_change *a = left, *b = right;
	uint32_t x = place_of(a), y = place_of(b);
	const struct hito_item *one, *other;

	if (a->group != b->group)
		return a->group < b->group ? -1 : 1;
	if (a->slip && a->day.working_days != b->day.working_days)
		return a->day.working_days > b->day.working_days ? -1 : 1;
	if (x != y)
		return x < y ? -1 : 1;
	one = a->now ? a->now : a->then;
	other = b->now ? b->now : b->then;
	if (one && other && !hito_str_equal(one->id, other->id))
		return hito_str_compare(one->id, other->id);
	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return hito_str_compare(a->name, b->name);
}

/* Minutes of the leaves that count; false: none has an estimate. */
static bool sum_effort(const struct hito_side *side,
		       const struct hito_plan_status *plan, int64_t *minutes)
{
	const struct hito_project *project = side->status->workspace->project;
	unsigned days = hito_project_days_a_week(project);
	bool has = false;

	*minutes = 0;
	for (size_t i = 0; plan && i < plan->step_count; i++) {
		const struct hito_step_status *step = &plan->steps[i];

		if (!step->leaf || step->state == HITO_DROPPED ||
		    step->estimate.hundredths < 0)
			continue;
		*minutes += hito_duration_minutes(step->estimate,
						  project->minutes_a_day, days);
		has = true;
	}
	return has;
}

static bool sum_cost(const struct hito_plan_status *plan,
		     struct hito_amount *amount)
{
	struct hito_decimal sum = {0, 0};
	bool has = false;

	for (size_t i = 0; plan && i < plan->step_count; i++) {
		const struct hito_step_status *step = &plan->steps[i];
		const struct hito_value *cost =
			hito_item_value(step->step, HITO_KEY_COST);

		struct hito_amount own;

		if (!cost || !cost->readable || step->state == HITO_DROPPED)
			continue;
		own = hito_value_amount(cost);
		if (!own.has_number)
			continue;
		if (has && !hito_str_equal(amount->unit, own.unit))
			return false;
		amount->unit = own.unit;
		sum = hito_decimal_add(
			sum, (struct hito_decimal){own.units, own.scale});
		has = true;
	}
	amount->units = sum.units;
	amount->scale = sum.scale;
	amount->has_number = has;
	return has;
}

static hito_day work_end(const struct hito_schedule *schedule,
			 const struct hito_item *plan,
			 const struct hito_scheduled **out_last)
{
	*out_last = plan ? hito_schedule_last(schedule, plan) : NULL;
	return *out_last ? (*out_last)->end : HITO_DAY_NONE;
}

static bool find_work(struct comparing *all, struct hito_variance_plan *plan)
{
	const struct hito_scheduled *last;
	hito_day then = work_end(all->then, plan->then, &last);
	hito_day now = work_end(all->now, plan->now, &last);

	plan->work = hito_varied_days(&all->varying.calendar, then, now);
	if (!last || !plan->work.days)
		return true;
	plan->path =
		hito_schedule_path(all->now, last->step, HITO_PATH_PROMISED,
				   all->arena, &plan->path_count);
	return plan->path != NULL;
}

static void count_leaves(struct hito_variance_plan *plan,
			 const struct hito_tally *then,
			 const struct hito_tally *now)
{
	plan->steps = (struct hito_varied_count){then->total, now->total};
	plan->done = (struct hito_varied_count){then->done, now->done};
	plan->dropped = (struct hito_varied_count){then->dropped, now->dropped};
}

static bool finish_plan(struct comparing *all, struct bundle *bundle)
{
	static const struct hito_tally nothing;
	struct hito_variance_plan *plan = &bundle->plan;
	const struct hito_calendar *calendar = &all->varying.calendar;
	const struct hito_plan_status *then =
		hito_side_plan(&all->varying.then, plan->then);
	const struct hito_plan_status *now =
		hito_side_plan(&all->varying.now, plan->now);

	plan->start =
		hito_varied_days(calendar, then ? then->start : HITO_DAY_NONE,
				 now ? now->start : HITO_DAY_NONE);
	plan->end = hito_varied_days(calendar, then ? then->end : HITO_DAY_NONE,
				     now ? now->end : HITO_DAY_NONE);
	count_leaves(plan, then ? &then->tally : &nothing,
		     now ? &now->tally : &nothing);
	plan->effort.has_then =
		sum_effort(&all->varying.then, then, &plan->effort.then);
	plan->effort.has_now =
		sum_effort(&all->varying.now, now, &plan->effort.now);
	plan->cost.has_then = sum_cost(then, &plan->cost.then);
	plan->cost.has_now = sum_cost(now, &plan->cost.now);
	plan->changes = bundle->list;
	plan->count = bundle->count;
	if (bundle->count)
		qsort(bundle->list, bundle->count, sizeof(*bundle->list),
		      by_weight);
	return find_work(all, plan);
}

static int by_bundle(const void *left, const void *right)
{
	const struct bundle *const *a = left, *const *b = right;

	return hito_str_compare((*a)->name, (*b)->name);
}

/* Does the work of a plan end on another day, by what others do? */
static bool is_told(const struct comparing *all,
		    const struct hito_variance_plan *plan)
{
	const struct hito_item *item = plan->now ? plan->now : plan->then;

	if (plan->count || plan->added || plan->removed)
		return true;
	return item && is_asked(all, item) &&
	       (all->options->all_plans || plan->work.days || plan->end.days);
}

static bool finish_plans(struct comparing *all, struct hito_variance *variance)
{
	struct hito_variance_plan *plans =
		hito_new(all->arena, struct hito_variance_plan, all->count + 1);

	if (!plans)
		return false;
	if (all->count)
		qsort(all->bundles, all->count, sizeof(*all->bundles),
		      by_bundle);
	for (size_t i = 0; i < all->count; i++) {
		if (!finish_plan(all, all->bundles[i]))
			return false;
		if (is_told(all, &all->bundles[i]->plan))
			plans[variance->count++] = all->bundles[i]->plan;
	}
	variance->plans = plans;
	return true;
}

static bool index_pairs(struct comparing *all)
{
	hito_map_init(&all->varying.now_of, all->arena);
	for (size_t i = 0; i < all->pairs.count; i++) {
		const struct hito_pair *pair = &all->pairs.list[i];
		struct hito_str key;

		if (!pair->then || !pair->then->item)
			continue;
		key.ptr = (const char *)&pair->then->item;
		key.len = sizeof(pair->then->item);
		if (!hito_map_put(&all->varying.now_of, key,
				  (void *)(uintptr_t)pair))
			return false;
	}
	return true;
}

static bool compare(struct comparing *all, struct hito_variance *variance)
{
	const struct hito_model *then = all->options->then->workspace->model;
	const struct hito_model *now = all->options->now->workspace->model;

	if (!hito_side_init(&all->varying.then, all->options->then, all->arena,
			    all->err) ||
	    !hito_side_init(&all->varying.now, all->options->now, all->arena,
			    all->err) ||
	    !hito_pairs_make(then, now, all->arena, &all->pairs, all->err) ||
	    !hito_schedule_build(then, HITO_DAY_NONE, all->arena, &all->then,
				 all->err) ||
	    !hito_schedule_build(now, HITO_DAY_NONE, all->arena, &all->now,
				 all->err))
		return false;
	if (!index_pairs(all))
		return hito_err_memory(all->err);
	for (size_t i = 0; i < all->pairs.count; i++)
		if (!take_pair(all, &all->pairs.list[i]))
			return false;
	return finish_plans(all, variance) || hito_err_memory(all->err);
}

static struct hito_str project_text(const struct hito_workspace *workspace)
{
	const struct hito_source *source = workspace->project->source;

	return source ? source->text : HITO_STR("");
}

bool hito_variance_make(const struct hito_variance_options *options,
			struct hito_arena *arena,
			struct hito_variance **out_variance,
			struct hito_err *err)
{
	const struct hito_workspace *then = options->then->workspace;
	const struct hito_workspace *now = options->now->workspace;
	struct hito_variance *variance =
		hito_new(arena, struct hito_variance, 1);
	struct comparing all = {.options = options, .arena = arena, .err = err};
	bool done;

	all.varying.arena = arena;
	all.varying.scratch = hito_arena_sub(arena);
	all.varying.finishes = options->finishes;
	all.varying.calendar = hito_calendar_of(now->project);
	hito_map_init(&all.by_name, arena);
	if (!variance || !all.varying.scratch) {
		hito_arena_free(all.varying.scratch);
		return hito_err_memory(err);
	}
	variance->unreadable_then = then->model->unreadable_count > 0;
	variance->unreadable_now = now->model->unreadable_count > 0;
	variance->project_changed =
		!hito_str_equal(project_text(then), project_text(now));
	done = compare(&all, variance) &&
	       hito_variance_loads(options, arena, variance, err);
	hito_arena_free(all.varying.scratch);
	if (!done || hito_arena_failed(arena))
		return done ? hito_err_memory(err) : false;
	*out_variance = variance;
	return true;
}
