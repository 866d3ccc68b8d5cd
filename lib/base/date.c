/* SPDX-License-Identifier: MIT */
/*
 * Days and civil dates, in integers only.
 *
 * A year is counted from March, so that the leap day is its last one; 400
 * such years (an era) have 146097 days and begin again with the same weekday.
 */
#include "hito/date.h"

#include <string.h>

#define ERA_YEARS 400
#define ERA_DAYS 146097
#define EPOCH_DAYS 719468 /* from 0000-03-01 to 1970-01-01 */
#define DAY_SECONDS 86400

static bool is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int month_days(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30,
				   31, 31, 30, 31, 30, 31};

	return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

bool hito_civil_is_valid(struct hito_civil civil)
{
	return civil.year >= 1 && civil.year <= 9999 && civil.month >= 1 &&
	       civil.month <= 12 && civil.day >= 1 &&
	       civil.day <= month_days(civil.year, civil.month);
}

hito_day hito_day_from_civil(struct hito_civil civil)
{
	int year, era, era_year, month, year_day;

	if (!hito_civil_is_valid(civil))
		return HITO_DAY_NONE;
	year = civil.month <= 2 ? civil.year - 1 : civil.year;
	era = year / ERA_YEARS;
	era_year = year % ERA_YEARS;
	month = (civil.month + 9) % 12; /* March is 0 */
	year_day = (153 * month + 2) / 5 + civil.day - 1;
	return era * ERA_DAYS + era_year * 365 + era_year / 4 - era_year / 100 +
	       year_day - EPOCH_DAYS;
}

struct hito_civil hito_day_civil(hito_day day)
{
	struct hito_civil civil = {0, 0, 0};
	int64_t days = (int64_t)day + EPOCH_DAYS;
	int64_t era = (days >= 0 ? days : days - (ERA_DAYS - 1)) / ERA_DAYS;
	int era_day = (int)(days - era * ERA_DAYS);
	int era_year, year_day, month;

	if (day == HITO_DAY_NONE)
		return civil;
	era_year = (era_day - era_day / 1460 + era_day / 36524 -
		    era_day / 146096) /
		   365;
	year_day = era_day - (365 * era_year + era_year / 4 - era_year / 100);
	month = (5 * year_day + 2) / 153;
	civil.day = year_day - (153 * month + 2) / 5 + 1;
	civil.month = month < 10 ? month + 3 : month - 9;
	civil.year = (int)(era * ERA_YEARS) + era_year + (civil.month <= 2);
	return civil;
}

int hito_day_weekday(hito_day day)
{
	int64_t since_monday = ((int64_t)day + 3) % 7;

	return (int)(since_monday < 0 ? since_monday + 7 : since_monday) + 1;
}

int hito_day_week(hito_day day, int *out_year)
{
	/* A week belongs to the year that has its Thursday. */
	int to_thursday = 4 - hito_day_weekday(day);
	int64_t wide = (int64_t)day + to_thursday;
	hito_day thursday;
	struct hito_civil civil;
	int year_day;

	if (day == HITO_DAY_NONE || wide > INT32_MAX || wide <= INT32_MIN) {
		*out_year = 0;
		return 0;
	}
	thursday = (hito_day)wide;
	civil = hito_day_civil(thursday);
	year_day = civil.day - 1;
	for (int month = 1; month < civil.month; month++)
		year_day += month_days(civil.year, month);
	*out_year = civil.year;
	return year_day / 7 + 1;
}

hito_day hito_day_add_months(hito_day day, int months)
{
	struct hito_civil civil = hito_day_civil(day);
	int64_t month = (int64_t)civil.year * 12 + civil.month - 1 + months;
	int last;

	if (day == HITO_DAY_NONE || month < 12 || month >= 10000 * 12)
		return HITO_DAY_NONE;
	civil.year = (int)(month / 12);
	civil.month = (int)(month % 12) + 1;
	last = month_days(civil.year, civil.month);
	if (civil.day > last)
		civil.day = last;
	return hito_day_from_civil(civil);
}

/* Less than nothing where one is none. */
static int two_digits(const char *text)
{
	unsigned tens = (unsigned)text[0] - '0', ones = (unsigned)text[1] - '0';

	return tens <= 9 && ones <= 9 ? (int)(tens * 10 + ones) : -10000;
}

hito_day hito_day_parse(struct hito_str text)
{
	struct hito_civil civil;

	if (text.len != 10 || text.ptr[4] != '-' || text.ptr[7] != '-')
		return HITO_DAY_NONE;
	civil.year = two_digits(text.ptr) * 100 + two_digits(text.ptr + 2);
	civil.month = two_digits(text.ptr + 5);
	civil.day = two_digits(text.ptr + 8);
	return hito_day_from_civil(civil);
}

static void put_digits(char *text, int number, int count)
{
	for (int i = count - 1; i >= 0; i--) {
		text[i] = (char)('0' + number % 10);
		number /= 10;
	}
}

const char *hito_day_format(hito_day day, char text[HITO_DAY_SIZE])
{
	struct hito_civil civil = hito_day_civil(day);

	if (!hito_civil_is_valid(civil)) {
		memcpy(text, "-", 2);
		return text;
	}
	memcpy(text, "0000-00-00", HITO_DAY_SIZE);
	put_digits(text, civil.year, 4);
	put_digits(text + 5, civil.month, 2);
	put_digits(text + 8, civil.day, 2);
	return text;
}

/* Local seconds of the instant; false where they leave the range. */
static bool local_seconds(struct hito_instant instant, int64_t *out)
{
	int64_t shift = (int64_t)instant.offset * 60;

	return !__builtin_add_overflow(instant.seconds, shift, out);
}

/* The day and the second in it, rounded down for times before 1970. */
static hito_day day_of(int64_t seconds, int *out_second)
{
	int64_t day = seconds / DAY_SECONDS;
	int64_t second = seconds % DAY_SECONDS;

	if (second < 0) {
		second += DAY_SECONDS;
		day--;
	}
	*out_second = (int)second;
	if (day <= INT32_MIN || day > INT32_MAX ||
	    !hito_civil_is_valid(hito_day_civil((hito_day)day)))
		return HITO_DAY_NONE;
	return (hito_day)day;
}

hito_day hito_instant_day(struct hito_instant instant)
{
	int64_t seconds;
	int second;

	if (!local_seconds(instant, &seconds))
		return HITO_DAY_NONE;
	return day_of(seconds, &second);
}

const char *hito_instant_format(struct hito_instant instant,
				char text[HITO_INSTANT_SIZE])
{
	hito_day day = HITO_DAY_NONE;
	int64_t seconds;
	int second = 0;
	int offset;

	/* An offset that has no such form is shown in UTC. */
	if (instant.offset <= -100 * 60 || instant.offset >= 100 * 60)
		instant.offset = 0;
	if (local_seconds(instant, &seconds))
		day = day_of(seconds, &second);
	if (day == HITO_DAY_NONE) {
		memcpy(text, "-", 2);
		return text;
	}
	offset = instant.offset < 0 ? -instant.offset : instant.offset;
	memcpy(text, "0000-00-00T00:00:00+00:00", 26);
	hito_day_format(day, text);
	text[10] = 'T';
	put_digits(text + 11, second / 3600, 2);
	put_digits(text + 14, second / 60 % 60, 2);
	put_digits(text + 17, second % 60, 2);
	text[19] = instant.offset < 0 ? '-' : '+';
	put_digits(text + 20, offset / 60, 2);
	put_digits(text + 23, offset % 60, 2);
	return text;
}
