/* SPDX-License-Identifier: MIT */
/*
 * Counting working days: whole weeks by multiplication, days off one by one,
 * so that a plan of a thousand years costs no more than one of a week.
 */
#include "hito/calendar.h"

#include <stdint.h>

/* 0001-01-01 and 9999-12-31 */
#define FIRST_DAY (-719162)
#define LAST_DAY 2932896

struct hito_calendar hito_calendar_of(const struct hito_project *project)
{
	struct hito_calendar calendar = {
		.working_days = project->working_days,
		.minutes_a_day = project->minutes_a_day,
		.off = project->holidays,
		.off_count = project->holiday_count,
	};

	return calendar;
}

/* From 0, Monday: 1970-01-01 was a Thursday. */
static unsigned weekday_of(int64_t day)
{
	int64_t weekday = (day + 3) % 7;

	return (unsigned)(weekday < 0 ? weekday + 7 : weekday);
}

static bool is_working_weekday(const struct hito_calendar *calendar,
			       int64_t day)
{
	return calendar->working_days >> weekday_of(day) & 1;
}

static int count_bits(unsigned days)
{
	int count = 0;

	for (; days; days &= days - 1)
		count++;
	return count;
}

static int days_a_week(const struct hito_calendar *calendar)
{
	return count_bits(calendar->working_days & 0x7f);
}

bool hito_calendar_works(const struct hito_calendar *calendar, hito_day day)
{
	if (day == HITO_DAY_NONE || !is_working_weekday(calendar, day))
		return false;
	for (size_t i = 0; i < calendar->off_count; i++) {
		if (calendar->off[i].first <= day &&
		    day <= calendar->off[i].last)
			return false;
	}
	return true;
}

/* Working weekdays in [from, to]; 0 when to is before from. */
static int64_t count_weekdays(const struct hito_calendar *calendar,
			      int64_t from, int64_t to)
{
	int64_t days = to - from + 1;
	unsigned week = calendar->working_days & 0x7f;

	if (days <= 0)
		return 0;
	/* The days of a part of a week, from its first on. */
	week = (week | week << 7) >> weekday_of(from) & ((1u << days % 7) - 1);
	return days / 7 * days_a_week(calendar) + count_bits(week);
}

static int64_t count_forward(const struct hito_calendar *calendar, int64_t from,
			     int64_t to)
{
	int64_t count = count_weekdays(calendar, from, to);

	for (size_t i = 0; i < calendar->off_count; i++) {
		int64_t first = calendar->off[i].first;
		int64_t last = calendar->off[i].last;

		count -= count_weekdays(calendar, first > from ? first : from,
					last < to ? last : to);
	}
	return count;
}

int hito_calendar_count(const struct hito_calendar *calendar, hito_day from,
			hito_day to)
{
	if (from == HITO_DAY_NONE || to == HITO_DAY_NONE)
		return 0;
	if (to < from)
		return -(int)count_forward(calendar, to, from);
	return (int)count_forward(calendar, from, to);
}

int hito_calendar_between(const struct hito_calendar *calendar, hito_day a,
			  hito_day b)
{
	if (a == HITO_DAY_NONE || b == HITO_DAY_NONE)
		return 0;
	if (b < a)
		return -(int)count_forward(calendar, (int64_t)b + 1, a);
	return (int)count_forward(calendar, (int64_t)a + 1, b);
}

static hito_day bounded(int64_t day)
{
	if (day < FIRST_DAY)
		return FIRST_DAY;
	return (hito_day)(day > LAST_DAY ? LAST_DAY : day);
}

/* The count-th working weekday from start on (count from 1), either way. */
static int64_t nth_weekday(const struct hito_calendar *calendar, int64_t start,
			   int64_t count, int direction)
{
	int week = days_a_week(calendar);
	int64_t weeks = count > week ? (count - 1) / week : 0;
	int64_t day = start + weeks * 7 * direction;
	unsigned weekday = weekday_of(day);

	count -= weeks * week;
	for (;; day += direction) {
		count -= calendar->working_days >> weekday & 1;
		if (count == 0)
			return day;
		weekday = (weekday + (direction > 0 ? 1 : 6)) % 7;
	}
}

static hito_day add_forward(const struct hito_calendar *calendar, int64_t start,
			    int64_t count)
{
	for (size_t i = 0; i < calendar->off_count; i++) {
		int64_t before;

		if (calendar->off[i].last < start)
			continue;
		before = count_weekdays(calendar, start,
					(int64_t)calendar->off[i].first - 1);
		if (before >= count)
			break;
		count -= before;
		start = (int64_t)calendar->off[i].last + 1;
	}
	return bounded(nth_weekday(calendar, start, count, 1));
}

static hito_day add_backward(const struct hito_calendar *calendar,
			     int64_t start, int64_t count)
{
	for (size_t i = calendar->off_count; i > 0; i--) {
		int64_t behind;

		if (calendar->off[i - 1].first > start)
			continue;
		behind = count_weekdays(calendar,
					(int64_t)calendar->off[i - 1].last + 1,
					start);
		if (behind >= count)
			break;
		count -= behind;
		start = (int64_t)calendar->off[i - 1].first - 1;
	}
	return bounded(nth_weekday(calendar, start, count, -1));
}

hito_day hito_calendar_add(const struct hito_calendar *calendar, hito_day day,
			   int count)
{
	if (day == HITO_DAY_NONE || !days_a_week(calendar))
		return day;
	if (count < 0)
		return add_backward(calendar, (int64_t)day - 1,
				    -(int64_t)count);
	/* 0 is the first working day from day on: mostly that one itself. */
	if (count == 0)
		return hito_calendar_works(calendar, day)
			       ? bounded(day)
			       : add_forward(calendar, day, 1);
	return add_forward(calendar, (int64_t)day + 1, count);
}
