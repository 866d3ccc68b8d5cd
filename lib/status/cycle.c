/* SPDX-License-Identifier: MIT */
/* Spans of finished leaves, sorted, and read off at a rank. */
#include "status/cycle.h"

#include <stdlib.h>

#include "plan/identity.h"

int hito_percentile(const int *sorted, size_t count, unsigned percent)
{
	size_t rank =
		(count / 100) * percent + ((count % 100) * percent + 99) / 100;

	if (rank == 0)
		rank = 1;
	return sorted[rank > count ? count - 1 : rank - 1];
}

struct span {
	struct hito_str type;
	int days, working_days;
};

struct spans {
	struct span *list;
	size_t count;
	int *numbers; /* room for one of each */
};

static int compare_numbers(const void *a, const void *b)
{
	int x = *(const int *)a, y = *(const int *)b;

	return (x > y) - (x < y);
}

static int by_type(const void *a, const void *b)
{
	const struct span *x = a, *y = b;

	return hito_str_compare(x->type, y->type);
}

static void rank(int *numbers, size_t count, int *out_median, int *out_p85)
{
	enum { MEDIAN = 50, MOST = 85 };

	qsort(numbers, count, sizeof(*numbers), compare_numbers);
	*out_median = hito_percentile(numbers, count, MEDIAN);
	*out_p85 = hito_percentile(numbers, count, MOST);
}

/* Of spans [first, end). */
static struct hito_cycle measure(const struct spans *spans, size_t first,
				 size_t end)
{
	struct hito_cycle cycle = {.count = end - first};

	if (first == end)
		return cycle;
	for (size_t i = first; i < end; i++)
		spans->numbers[i - first] = spans->list[i].days;
	rank(spans->numbers, cycle.count, &cycle.median_days, &cycle.p85_days);
	for (size_t i = first; i < end; i++)
		spans->numbers[i - first] = spans->list[i].working_days;
	rank(spans->numbers, cycle.count, &cycle.median_working_days,
	     &cycle.p85_working_days);
	return cycle;
}

/* A milestone takes no time. */
static bool is_work(const struct hito_step_status *step)
{
	return step->leaf && step->state == HITO_DONE &&
	       !hito_identity_loses(step->step) &&
	       !hito_step_is_milestone(step->step);
}

static struct hito_str type_of(const struct hito_join *join,
			       const struct hito_step_status *step)
{
	if (!hito_join_may_have(step->step, step->story, HITO_KEY_TYPE))
		return HITO_STR("");
	return hito_join_value(join, step->step, HITO_KEY_TYPE).text;
}

static bool take_types(const struct spans *spans, struct hito_arena *arena,
		       struct hito_figures *figures)
{
	struct hito_cycle *types = NULL;
	size_t capacity = 0;

	for (size_t i = 0, end; i < spans->count; i = end) {
		struct hito_str type = spans->list[i].type;

		for (end = i + 1; end < spans->count; end++)
			if (!hito_str_equal(spans->list[end].type, type))
				break;
		if (!hito_reserve(arena, types, figures->type_count, capacity))
			return false;
		types[figures->type_count] = measure(spans, i, end);
		types[figures->type_count++].type = type;
	}
	figures->types = types;
	return true;
}

bool hito_cycle_derive(const struct hito_join *join,
		       const struct hito_plan_status *plan,
		       struct hito_arena *scratch, struct hito_figures *figures)
{
	struct spans spans = {
		.list = hito_new(scratch, struct span, plan->step_count + 1),
		.numbers = hito_new(scratch, int, plan->step_count + 1),
	};

	if (!spans.list || !spans.numbers)
		return false;
	for (size_t i = 0; i < plan->step_count; i++) {
		const struct hito_step_status *step = &plan->steps[i];

		if (is_work(step) && step->lead_days != HITO_UNKNOWN)
			spans.list[spans.count++] = (struct span){
				.days = step->lead_days,
				.working_days = step->lead_working_days};
	}
	figures->lead = measure(&spans, 0, spans.count);
	spans.count = 0;
	for (size_t i = 0; i < plan->step_count; i++) {
		const struct hito_step_status *step = &plan->steps[i];

		if (!is_work(step) || step->cycle_days == HITO_UNKNOWN)
			continue;
		spans.list[spans.count++] =
			(struct span){type_of(join, step), step->cycle_days,
				      step->cycle_working_days};
	}
	figures->cycle = measure(&spans, 0, spans.count);
	if (spans.count > 1)
		qsort(spans.list, spans.count, sizeof(*spans.list), by_type);
	if (!figures->cycle.count)
		figures->cycle_lack = HITO_LACK_NONE_DONE;
	if (!figures->lead.count)
		figures->lead_lack = HITO_LACK_NONE_DONE;
	return take_types(&spans, join->arena, figures);
}

bool hito_cycle_total(const struct hito_plan_status *plans, size_t count,
		      struct hito_arena *scratch, struct hito_cycle *out_cycle)
{
	struct spans spans = {.count = 0};
	size_t most = 0;

	for (size_t i = 0; i < count; i++)
		most += plans[i].step_count;
	spans.list = hito_new(scratch, struct span, most + 1);
	spans.numbers = hito_new(scratch, int, most + 1);
	if (!spans.list || !spans.numbers)
		return false;
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < plans[i].step_count; k++) {
			const struct hito_step_status *step =
				&plans[i].steps[k];

			if (is_work(step) && step->cycle_days != HITO_UNKNOWN)
				spans.list[spans.count++] = (struct span){
					.days = step->cycle_days,
					.working_days =
						step->cycle_working_days};
		}
	*out_cycle = measure(&spans, 0, spans.count);
	return true;
}
