/* SPDX-License-Identifier: MIT */
/* Steps in order. */
#include <stdlib.h>

#include "plan/fold.h"
#include "status/select.h"

/* What a step is put in its place by. */
struct rank {
	const struct hito_prospect *prospect;
	int64_t number;       /* INT64_MAX: none, at the end in any case */
	struct hito_str text; /* beside it */
	size_t place;         /* before sorting */
	bool backwards;
};

static const char *const names[] = {
#define SORT(constant, name, meaning) (name),
	HITO_SORTS(SORT)
#undef SORT
};

#define SORT_COUNT (sizeof(names) / sizeof(names[0]))

bool hito_sort_parse(struct hito_str text, enum hito_sort *out_sort,
		     bool *out_backwards, struct hito_err *err)
{
	struct hito_nearest nearest;
	enum hito_key key;

	*out_backwards = hito_str_starts(text, "-");
	if (*out_backwards)
		text = hito_str_slice(text, 1, text.len);
	key = hito_key_find(HITO_STEP, text);
	for (size_t i = 0; i < SORT_COUNT; i++) {
		bool same =
			key != HITO_KEY_COUNT &&
			hito_str_equal(hito_str_from(hito_key_info(key)->name),
				       hito_str_from(names[i]));

		if (!same && !hito_fold_equal(text, hito_str_from(names[i])))
			continue;
		*out_sort = (enum hito_sort)i;
		return true;
	}
	hito_err_set(err, HITO_ERR_USAGE, "steps cannot be sorted by \"%.*s\"",
		     HITO_STR_ARG(text));
	hito_nearest_init(&nearest, text);
	for (size_t i = 0; i < SORT_COUNT; i++)
		hito_nearest_try(&nearest, names[i]);
	if (nearest.best)
		return hito_err_help(err, "did you mean \"%s\"?", nearest.best);
	return hito_err_help(err, "plan, due, start, finished, slack, "
				  "priority, state, owner, title, id");
}

static int64_t of_day(hito_day day)
{
	return day == HITO_DAY_NONE ? INT64_MAX : day;
}

static int64_t of_state(enum hito_word state)
{
	static const enum hito_word order[] = {
		HITO_DOING,   HITO_BLOCKED, HITO_TODO,
		HITO_FOREIGN, HITO_DONE,    HITO_DROPPED,
	};
	int64_t i = 0;

	while (i < 6 && order[i] != state)
		i++;
	return i;
}

static int64_t of_priority(const struct hito_item *step)
{
	const struct hito_value *value =
		hito_item_effective(step, HITO_KEY_PRIORITY, NULL);

	if (!value || value->word == HITO_NORMAL)
		return 1;
	return value->word == HITO_HIGH ? 0 : 2;
}

static int64_t of_slack(const struct hito_prospect *prospect)
{
	int32_t slack = hito_prospect_slack(prospect);

	return slack == HITO_NO_SLACK ? INT64_MAX : slack;
}

static int64_t number_of(const struct hito_prospect *prospect,
			 enum hito_sort sort, size_t place)
{
	const struct hito_step_status *status = prospect->status;

	switch (sort) {
	case HITO_SORT_PLAN:
		return (int64_t)place;
	case HITO_SORT_DUE:
		return of_day(status->due);
	case HITO_SORT_START:
		return of_day(status->start);
	case HITO_SORT_FINISHED:
		return of_day(status->finished);
	case HITO_SORT_SLACK:
		return of_slack(prospect);
	case HITO_SORT_PRIORITY:
		return of_priority(status->step);
	case HITO_SORT_STATE:
		return of_state(status->state);
	case HITO_SORT_OWNER:
		return prospect->owner.len ? 0 : INT64_MAX;
	default:
		return 0;
	}
}

static struct hito_str text_of(const struct hito_prospect *prospect,
			       enum hito_sort sort)
{
	switch (sort) {
	case HITO_SORT_OWNER:
		return prospect->owner;
	case HITO_SORT_TITLE:
		return prospect->status->step->title;
	case HITO_SORT_ID:
		return prospect->status->step->id;
	default:
		return HITO_STR("");
	}
}

static int by_rank(const void *a, const void *b)
{
	const struct rank *x = a, *y = b;
	int order = (x->number > y->number) - (x->number < y->number);

	/* What has none stays at the end. */
	if (order && (x->number == INT64_MAX || y->number == INT64_MAX))
		return order;
	if (!order)
		order = hito_str_compare(x->text, y->text);
	if (order)
		return x->backwards ? -order : order;
	return (x->place > y->place) - (x->place < y->place);
}

bool hito_sort(const struct hito_prospect **list, size_t count,
	       enum hito_sort sort, bool backwards, struct hito_arena *arena)
{
	struct rank *ranks = hito_new(arena, struct rank, count + 1);

	if (!ranks)
		return false;
	for (size_t i = 0; i < count; i++) {
		struct hito_str text = text_of(list[i], sort);

		ranks[i] = (struct rank){
			.prospect = list[i],
			.number = number_of(list[i], sort, i),
			.place = i,
			.backwards = backwards,
		};
		if (text.len)
			ranks[i].text = hito_fold_text(text, arena);
		if (text.len && !ranks[i].text.ptr)
			return false;
	}
	qsort(ranks, count, sizeof(*ranks), by_rank);
	for (size_t i = 0; i < count; i++)
		list[i] = ranks[i].prospect;
	return true;
}
