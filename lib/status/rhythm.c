/* SPDX-License-Identifier: MIT */
/*
 * Periods of one length from the day that the plan begins, each with a review
 * in it or without.
 */
#include "status/rhythm.h"

#include <stdlib.h>

/* The length of a period: so many months, else so many days. */
struct rhythm {
	int months, days;
	hito_day begin;
};

static bool of_duration(struct hito_duration duration, unsigned week,
			struct rhythm *rhythm)
{
	enum { WHOLE = 100, LONGEST = 1000, WEEK = 7, MONTH = 3044 };
	int64_t count = duration.hundredths;

	if (count <= 0 || count > (int64_t)LONGEST * WHOLE)
		return false;
	switch (duration.unit) {
	case HITO_MONTHS:
		if (count % WHOLE == 0)
			rhythm->months = (int)(count / WHOLE);
		else
			rhythm->days = (int)(count * MONTH / (WHOLE * WHOLE));
		break;
	case HITO_WEEKS:
		rhythm->days = (int)((count * WEEK + WHOLE - 1) / WHOLE);
		break;
	case HITO_DAYS: /* working days: a week has some of them */
		rhythm->days = (int)((count * WEEK + WHOLE * week - 1) /
				     (int64_t)(WHOLE * week));
		break;
	default:
		rhythm->days = 1;
	}
	if (!rhythm->months && !rhythm->days)
		rhythm->days = 1;
	return true;
}

static bool of_text(struct hito_str text, unsigned week, struct rhythm *rhythm)
{
	enum { WEEK = 7, QUARTER = 3 };
	struct hito_duration duration;

	switch (hito_word_find(HITO_TYPE_REVIEW, HITO_PLAN, text)) {
	case HITO_WEEKLY:
		rhythm->days = WEEK;
		return true;
	case HITO_FORTNIGHTLY:
		rhythm->days = 2 * WEEK;
		return true;
	case HITO_MONTHLY:
		rhythm->months = 1;
		return true;
	case HITO_QUARTERLY:
		rhythm->months = QUARTER;
		return true;
	default:
		return hito_duration_parse(text, &duration) &&
		       of_duration(duration, week, rhythm);
	}
}

static enum hito_lack read_rhythm(const struct hito_join *join,
				  const struct hito_item *plan,
				  struct rhythm *rhythm)
{
	const struct hito_value *review =
		hito_item_value(plan, HITO_KEY_REVIEW);
	unsigned week =
		hito_project_days_a_week(join->input->workspace->project);
	const struct hito_part *part;
	struct hito_str text;

	if (!review)
		return HITO_LACK_NOT_GIVEN;
	if (!review->readable)
		return HITO_LACK_UNREADABLE;
	text = hito_join_own(join, plan, HITO_KEY_REVIEW).text;
	if (review->mapping) {
		part = hito_value_part(review, "plan");
		if (!part)
			return HITO_LACK_NOT_GIVEN;
		if (!part->readable)
			return HITO_LACK_UNREADABLE;
		text = part->text;
	}
	return of_text(text, week, rhythm) ? HITO_LACK_NONE
					   : HITO_LACK_UNREADABLE;
}

/* The last day of a period, from 1; 0 is the day that the plan begins. */
static int64_t end_of(const struct rhythm *rhythm, int64_t period)
{
	hito_day day;

	if (rhythm->months) {
		day = hito_day_add_months(rhythm->begin,
					  (int)(period * rhythm->months));
		return day == HITO_DAY_NONE ? INT64_MAX : day;
	}
	return rhythm->begin + period * rhythm->days;
}

/* The period that a day is in; the first has the day of the beginning. */
static int64_t period_of(const struct rhythm *rhythm, hito_day day)
{
	enum { YEAR = 12 };
	struct hito_civil from, to;
	int64_t period;

	if (day <= rhythm->begin)
		return day == rhythm->begin;
	if (!rhythm->months)
		return ((int64_t)day - rhythm->begin + rhythm->days - 1) /
		       rhythm->days;
	from = hito_day_civil(rhythm->begin);
	to = hito_day_civil(day);
	period = ((to.year - from.year) * YEAR + to.month - from.month) /
		 rhythm->months;
	while (end_of(rhythm, period) < day)
		period++;
	return period ? period : 1;
}

static int by_day(const void *a, const void *b)
{
	hito_day x = *(const hito_day *)a, y = *(const hito_day *)b;

	return (x > y) - (x < y);
}

/* reviews: and trailers Reviewed-plan, up to today, each day once. */
static bool read_reviews(const struct hito_join *join,
			 const struct hito_plan_status *plan,
			 struct hito_reviews *reviews)
{
	const struct hito_value *lines =
		hito_item_value(plan->plan, HITO_KEY_REVIEWS);
	const struct hito_story *story = plan->story;
	size_t most = (lines ? lines->part_count : 0) +
		      (story ? story->all_count : 0);
	hito_day today = join->input->today, *days;
	size_t count = 0;

	days = hito_new(join->arena, hito_day, most + 1);
	if (!days)
		return false;
	for (size_t i = 0; lines && i < lines->part_count; i++)
		if (lines->parts[i].day != HITO_DAY_NONE &&
		    lines->parts[i].day <= today)
			days[count++] = lines->parts[i].day;
	for (size_t i = 0; story && i < story->all_count; i++)
		if (story->all[i]->what == HITO_REVIEWED &&
		    story->all[i]->day != HITO_DAY_NONE &&
		    story->all[i]->day <= today)
			days[count++] = story->all[i]->day;
	if (count > 1)
		qsort(days, count, sizeof(*days), by_day);
	for (size_t i = 0; i < count; i++)
		if (!i || days[i] != days[i - 1])
			days[reviews->count++] = days[i];
	reviews->days = days;
	reviews->last = count ? days[reviews->count - 1] : HITO_DAY_NONE;
	return true;
}

static void count_periods(const struct rhythm *rhythm, hito_day until,
			  struct hito_reviews *reviews)
{
	const struct hito_civil end_of_days = {9999, 12, 31};
	hito_day last = hito_day_from_civil(end_of_days);
	int64_t due = period_of(rhythm, until), before = 0, next;
	bool is_held = false;

	if (end_of(rhythm, due) > until)
		due--;
	for (size_t i = 0; i < reviews->count; i++) {
		int64_t period = period_of(rhythm, reviews->days[i]);

		if (period > 0 && period <= due && period != before)
			reviews->held++;
		is_held = is_held || period == due + 1;
		before = period;
	}
	reviews->due = (size_t)due;
	reviews->missed = reviews->due - reviews->held;
	next = end_of(rhythm, due + (is_held ? 2 : 1));
	reviews->next = next <= last ? (hito_day)next : HITO_DAY_NONE;
}

static bool is_closed(const struct hito_item *plan)
{
	return plan->state == HITO_DONE || plan->state == HITO_DROPPED;
}

bool hito_rhythm_derive(const struct hito_join *join,
			const struct hito_plan_status *plan, hito_day made,
			struct hito_reviews *out_reviews)
{
	hito_day until = join->input->today;
	struct hito_reviews *reviews = out_reviews;
	struct rhythm rhythm = {.begin = plan->start};

	*reviews = (struct hito_reviews){.last = HITO_DAY_NONE,
					 .next = HITO_DAY_NONE};
	if (!read_reviews(join, plan, reviews))
		return false;
	if (rhythm.begin == HITO_DAY_NONE)
		rhythm.begin = made;
	reviews->lack = read_rhythm(join, plan->plan, &rhythm);
	if (reviews->lack != HITO_LACK_NONE)
		return true;
	if (rhythm.begin == HITO_DAY_NONE)
		reviews->lack = HITO_LACK_NO_DATES;
	else if (rhythm.begin > until)
		reviews->lack = HITO_LACK_NOT_BEGUN;
	if (reviews->lack != HITO_LACK_NONE)
		return true;
	if (is_closed(plan->plan) && plan->last_change != HITO_DAY_NONE &&
	    plan->last_change < until)
		until = plan->last_change;
	if (plan->end != HITO_DAY_NONE && plan->end < until)
		until = plan->end;
	if (until < rhythm.begin)
		until = rhythm.begin;
	count_periods(&rhythm, until, reviews);
	if (is_closed(plan->plan) ||
	    (plan->end != HITO_DAY_NONE && reviews->next > plan->end))
		reviews->next = HITO_DAY_NONE;
	return true;
}
