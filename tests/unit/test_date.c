/* SPDX-License-Identifier: MIT */
/* Dates: known days, every day of the range, weeks, months, instants. */
#include "unit.h"

#include "hito/date.h"

static hito_day day(const char *text)
{
	return hito_day_parse(hito_str_from(text));
}

static void known_days(void **state)
{
	(void)state;
	assert_int_equal(day("1970-01-01"), 0);
	assert_int_equal(day("1969-12-31"), -1);
	assert_int_equal(day("2000-02-29"), 11016);
	assert_int_equal(day("0001-01-01"), -719162);
	assert_int_equal(day("9999-12-31"), 2932896);
}

static void only_iso_days_are_read(void **state)
{
	static const char *const bad[] = {"",
					  "2026-3-01",
					  "2026-03-1",
					  "2026/03/01",
					  "2026-02-29",
					  "2026-13-01",
					  "2026-00-10",
					  "2026-01-00",
					  "2026-04-31",
					  "0000-01-01",
					  "1900-02-29",
					  " 2026-01-01",
					  "2026-01-01 ",
					  "+026-01-01",
					  "2026-01-0a",
					  "20260101",
					  "2026-01-011",
					  "-026-01-01",
					  "31/03/2026",
					  "2026-W01-1"};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(day(bad[i]), HITO_DAY_NONE);
	assert_int_not_equal(day("2024-02-29"), HITO_DAY_NONE);
}

/* Count through the whole range as a calendar on the wall does. */
static void every_day_of_the_range(void **state)
{
	static const int lengths[] = {31, 28, 31, 30, 31, 30,
				      31, 31, 30, 31, 30, 31};
	struct hito_civil civil = {1, 1, 1};
	const hito_day last = day("9999-12-31");
	int weekday = 1; /* 0001-01-01 was a Monday */

	(void)state;
	for (hito_day now = day("0001-01-01"); now <= last; now++) {
		struct hito_civil got = hito_day_civil(now);
		bool leap = (civil.year % 4 == 0 && civil.year % 100 != 0) ||
			    civil.year % 400 == 0;
		int length =
			lengths[civil.month - 1] + (leap && civil.month == 2);

		if (got.year != civil.year || got.month != civil.month ||
		    got.day != civil.day || hito_day_from_civil(civil) != now ||
		    hito_day_weekday(now) != weekday)
			fail_msg("day %d", (int)now);
		weekday = weekday % 7 + 1;
		if (++civil.day > length) {
			civil.day = 1;
			if (++civil.month > 12) {
				civil.month = 1;
				civil.year++;
			}
		}
	}
	assert_int_equal(civil.year, 10000);
}

static void assert_week(const char *text, int year, int week)
{
	int got;

	assert_int_equal(hito_day_week(day(text), &got), week);
	assert_int_equal(got, year);
}

static void weeks_belong_to_their_thursday(void **state)
{
	(void)state;
	assert_week("2026-01-01", 2026, 1);
	assert_week("2027-01-01", 2026, 53);
	assert_week("2021-01-03", 2020, 53);
	assert_week("2021-01-04", 2021, 1);
	assert_week("2024-12-30", 2025, 1);
	assert_week("2008-12-28", 2008, 52);
	assert_week("2010-01-03", 2009, 53);
}

static void assert_months(const char *from, int months, const char *to)
{
	assert_int_equal(hito_day_add_months(day(from), months), day(to));
}

static void months_clamp_to_the_last_day(void **state)
{
	(void)state;
	assert_months("2026-01-31", 1, "2026-02-28");
	assert_months("2024-01-31", 1, "2024-02-29");
	assert_months("2026-03-31", -1, "2026-02-28");
	assert_months("2026-01-15", -1, "2025-12-15");
	assert_months("2026-01-15", 24, "2028-01-15");
	assert_months("2026-12-31", 2, "2027-02-28");
	assert_months("2026-05-31", 0, "2026-05-31");
	assert_int_equal(hito_day_add_months(day("9999-12-01"), 1),
			 HITO_DAY_NONE);
	assert_int_equal(hito_day_add_months(day("0001-01-01"), -1),
			 HITO_DAY_NONE);
	assert_int_equal(hito_day_add_months(0, INT32_MAX), HITO_DAY_NONE);
	assert_int_equal(hito_day_add_months(HITO_DAY_NONE, 1), HITO_DAY_NONE);
}

static void formats_what_it_reads(void **state)
{
	char text[HITO_DAY_SIZE];

	(void)state;
	assert_string_equal(hito_day_format(day("0987-06-05"), text),
			    "0987-06-05");
	assert_string_equal(hito_day_format(HITO_DAY_NONE, text), "-");
	assert_string_equal(hito_day_format(INT32_MAX, text), "-");
	assert_string_equal(hito_day_format(day("9999-12-31") + 1, text), "-");
	assert_string_equal(hito_day_format(day("0001-01-01") - 1, text), "-");
}

static void assert_instant(int64_t seconds, int32_t offset, const char *text,
			   const char *civil_day)
{
	const struct hito_instant instant = {seconds, offset};
	char got[HITO_INSTANT_SIZE];

	assert_string_equal(hito_instant_format(instant, got), text);
	assert_int_equal(hito_instant_day(instant), day(civil_day));
}

static void instants_have_the_day_of_their_offset(void **state)
{
	(void)state;
	assert_instant(0, 0, "1970-01-01T00:00:00+00:00", "1970-01-01");
	assert_instant(-1, 0, "1969-12-31T23:59:59+00:00", "1969-12-31");
	assert_instant(1772452800, -180, "2026-03-02T09:00:00-03:00",
		       "2026-03-02");
	/* Late at night in UTC is tomorrow in the east. */
	assert_instant(1772495999, 330, "2026-03-03T05:29:59+05:30",
		       "2026-03-03");
	assert_instant(1772409600, -1, "2026-03-01T23:59:00-00:01",
		       "2026-03-01");
}

static void instants_out_of_range_are_none(void **state)
{
	static const int64_t seconds[] = {
		INT64_MAX, INT64_MIN, INT64_C(1) << 40, -(INT64_C(1) << 40)};
	char text[HITO_INSTANT_SIZE];

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		for (int32_t sign = -1; sign <= 1; sign++) {
			struct hito_instant instant = {seconds[i], sign * 840};

			assert_int_equal(hito_instant_day(instant),
					 HITO_DAY_NONE);
			assert_string_equal(hito_instant_format(instant, text),
					    "-");
		}
	}
	/* An absurd offset in a commit does not break the form. */
	assert_string_equal(
		hito_instant_format((struct hito_instant){0, INT32_MAX}, text),
		"1970-01-01T00:00:00+00:00");
}

static void extreme_days_do_not_overflow(void **state)
{
	int year;

	(void)state;
	assert_int_equal(hito_day_civil(HITO_DAY_NONE).year, 0);
	assert_in_range(hito_day_weekday(INT32_MAX), 1, 7);
	assert_in_range(hito_day_weekday(INT32_MIN), 1, 7);
	hito_day_week(INT32_MAX, &year);
	assert_int_equal(hito_day_week(HITO_DAY_NONE, &year), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(known_days),
		cmocka_unit_test(only_iso_days_are_read),
		cmocka_unit_test(every_day_of_the_range),
		cmocka_unit_test(weeks_belong_to_their_thursday),
		cmocka_unit_test(months_clamp_to_the_last_day),
		cmocka_unit_test(formats_what_it_reads),
		cmocka_unit_test(instants_have_the_day_of_their_offset),
		cmocka_unit_test(instants_out_of_range_are_none),
		cmocka_unit_test(extreme_days_do_not_overflow),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
