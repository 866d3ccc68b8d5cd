/* SPDX-License-Identifier: MIT */
/* Picks what can be done, and sorts it by urgency. */
#include "status/agenda.h"

#include <stdlib.h>

#include "plan/fold.h"

unsigned hito_agenda_reasons(const struct hito_prospect *prospect)
{
	int days = prospect->days_left;
	unsigned reasons = 0;

	if (days == HITO_UNKNOWN)
		reasons = 0;
	else if (days < 0)
		reasons |= HITO_AGENDA_OVERDUE;
	else if (days == 0)
		reasons |= HITO_AGENDA_DUE_TODAY;
	else if (days <= HITO_AGENDA_SOON)
		reasons |= HITO_AGENDA_DUE_SOON;
	if (prospect->turn == HITO_TURN_DOING)
		reasons |= HITO_AGENDA_IN_PROGRESS;
	else if (prospect->need_count)
		reasons |= HITO_AGENDA_CAN_START;
	else
		reasons |= HITO_AGENDA_WAITS_FOR_NOBODY;
	if (prospect->open_dependants)
		reasons |= HITO_AGENDA_NEEDED;
	return reasons;
}

static int compare(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int64_t due_of(const struct hito_prospect *prospect)
{
	hito_day due = prospect->status->due;

	return due == HITO_DAY_NONE ? INT64_MAX : due;
}

/* What is overdue, what is due today, the rest. */
static int64_t rank_of(const struct hito_prospect *prospect)
{
	int days = prospect->days_left;

	if (days == HITO_UNKNOWN || days > 0)
		return 2;
	return days == 0;
}

static int by_urgency(const void *a, const void *b)
{
	const struct hito_prospect *x = *(const struct hito_prospect *const *)a;
	const struct hito_prospect *y = *(const struct hito_prospect *const *)b;
	int order = compare(rank_of(x), rank_of(y));

	if (!order)
		order = compare(hito_prospect_slack(x), hito_prospect_slack(y));
	if (!order)
		order = compare(due_of(x), due_of(y));
	if (!order)
		order = compare(y->turn, x->turn);
	return order ? order
		     : compare(x->status->step->number,
			       y->status->step->number);
}

bool hito_agenda_make(const struct hito_outlook *outlook, struct hito_str owner,
		      struct hito_arena *arena, struct hito_agenda *out)
{
	*out = (struct hito_agenda){0};
	out->list = hito_new(arena, const struct hito_prospect *,
			     outlook->count + 1);
	if (!out->list)
		return false;
	for (size_t i = 0; i < outlook->count; i++) {
		const struct hito_prospect *one = &outlook->list[i];
		enum hito_turn turn = one->turn;

		if (one->status->step->duplicate_of ||
		    (owner.ptr && !hito_fold_equal(one->owner, owner)))
			continue;
		out->steps++;
		out->turns[turn]++;
		if (turn == HITO_TURN_DOING || turn == HITO_TURN_READY)
			out->list[out->count++] = one;
		else if ((turn == HITO_TURN_BLOCKED ||
			  turn == HITO_TURN_WAITING) &&
			 one->status->is_overdue)
			out->late_waiting++;
	}
	qsort(out->list, out->count, sizeof(*out->list), by_urgency);
	return true;
}
