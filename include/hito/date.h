/* SPDX-License-Identifier: MIT */
/*
 * Civil days and instants.
 *
 * A day is a number of days since 1970-01-01 in the proleptic Gregorian
 * calendar and has no zone. Years 0001 to 9999. An instant is seconds since
 * 1970-01-01 UTC with the offset it was written at.
 */
#ifndef HITO_DATE_H
#define HITO_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "hito/str.h"

#pragma GCC visibility push(default)

typedef int32_t hito_day;
#define HITO_DAY_NONE INT32_MIN

struct hito_civil {
	int year, month, day; /* month and day from 1 */
};

struct hito_instant {
	int64_t seconds; /* since 1970-01-01 UTC */
	int32_t offset;  /* minutes east of UTC */
};

bool hito_civil_is_valid(struct hito_civil civil);
hito_day hito_day_from_civil(struct hito_civil civil); /* NONE if invalid */
struct hito_civil hito_day_civil(hito_day day);
/* 1 = Monday ... 7 = Sunday */
int hito_day_weekday(hito_day day);
/* ISO 8601 week; out_year gets the year that the week belongs to. */
int hito_day_week(hito_day day, int *out_year);
/* Months later, the day clamped to the month's last. */
hito_day hito_day_add_months(hito_day day, int months);

/* Exactly YYYY-MM-DD; HITO_DAY_NONE for anything else. */
hito_day hito_day_parse(struct hito_str text);

#define HITO_DAY_SIZE 11
/* YYYY-MM-DD, terminated; "-" for NONE. Returns text. */
const char *hito_day_format(hito_day day, char text[HITO_DAY_SIZE]);

/* The civil day at the instant's own offset. */
hito_day hito_instant_day(struct hito_instant instant);
#define HITO_INSTANT_SIZE 32
/* 2026-03-02T09:00:00-03:00, terminated. Returns text. */
const char *hito_instant_format(struct hito_instant instant,
				char text[HITO_INSTANT_SIZE]);

#pragma GCC visibility pop
#endif
