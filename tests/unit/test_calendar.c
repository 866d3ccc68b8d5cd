/* SPDX-License-Identifier: MIT */
/* Working days: counting, adding, holidays, the ends of time. */
#include "unit.h"

#include "hito/calendar.h"

/* 2026-03-02 is a Monday. */
static hito_day day(const char *text)
{
	hito_day parsed = hito_day_parse(hito_str_from(text));

	assert_int_not_equal(parsed, HITO_DAY_NONE);
	return parsed;
}

static const struct hito_calendar plain = {0x1f, 480, NULL, 0};

static void assert_added(const struct hito_calendar *calendar, const char *from,
			 int count, const char *expected)
{
	char text[HITO_DAY_SIZE];

	assert_string_equal(
		hito_day_format(hito_calendar_add(calendar, day(from), count),
				text),
		expected);
}

static void weekends_are_off(void **state)
{
	(void)state;
	assert_true(hito_calendar_works(&plain, day("2026-03-02")));
	assert_true(hito_calendar_works(&plain, day("2026-03-06")));
	assert_false(hito_calendar_works(&plain, day("2026-03-07")));
	assert_false(hito_calendar_works(&plain, day("2026-03-08")));
	assert_true(hito_calendar_works(&plain, day("1969-12-31")));
	assert_false(hito_calendar_works(&plain, day("1969-12-28")));
	assert_false(hito_calendar_works(&plain, HITO_DAY_NONE));
}

static void both_ends_count(void **state)
{
	(void)state;
	assert_int_equal(hito_calendar_count(&plain, day("2026-03-02"),
					     day("2026-03-06")),
			 5);
	assert_int_equal(hito_calendar_count(&plain, day("2026-03-02"),
					     day("2026-03-02")),
			 1);
	assert_int_equal(hito_calendar_count(&plain, day("2026-03-07"),
					     day("2026-03-08")),
			 0);
	assert_int_equal(hito_calendar_count(&plain, day("2026-03-06"),
					     day("2026-03-02")),
			 -5);
}

static void between_leaves_the_first_out(void **state)
{
	(void)state;
	assert_int_equal(hito_calendar_between(&plain, day("2026-03-06"),
					       day("2026-03-09")),
			 1);
	assert_int_equal(hito_calendar_between(&plain, day("2026-03-06"),
					       day("2026-03-06")),
			 0);
	assert_int_equal(hito_calendar_between(&plain, day("2026-03-09"),
					       day("2026-03-06")),
			 -1);
}

static const struct hito_days_off *easter(void)
{
	static struct hito_days_off off[2];

	/* Thursday to Monday, then the first of May, a Friday. */
	off[0] = (struct hito_days_off){day("2026-04-02"), day("2026-04-06")};
	off[1] = (struct hito_days_off){day("2026-05-01"), day("2026-05-01")};
	return off;
}

static void holidays_are_left_out(void **state)
{
	const struct hito_calendar calendar = {0x1f, 480, easter(), 2};

	(void)state;
	assert_false(hito_calendar_works(&calendar, day("2026-04-02")));
	assert_int_equal(hito_calendar_count(&calendar, day("2026-04-01"),
					     day("2026-04-07")),
			 2);
	assert_int_equal(hito_calendar_count(&calendar, day("2026-04-03"),
					     day("2026-04-05")),
			 0);
	assert_int_equal(hito_calendar_count(&calendar, day("2026-04-01"),
					     day("2026-05-04")),
			 20);
}

static void adding_jumps_over_days_off(void **state)
{
	const struct hito_calendar calendar = {0x1f, 480, easter(), 2};

	(void)state;
	assert_added(&plain, "2026-03-06", 1, "2026-03-09");
	assert_added(&plain, "2026-03-02", 5, "2026-03-09");
	assert_added(&plain, "2026-03-02", 260, "2027-03-01");
	assert_added(&calendar, "2026-04-01", 1, "2026-04-07");
	assert_added(&calendar, "2026-04-03", 1, "2026-04-07");
	assert_added(&calendar, "2026-04-30", 1, "2026-05-04");
	assert_added(&calendar, "2026-04-01", 19, "2026-05-04");
}

static void adding_nothing_finds_a_working_day(void **state)
{
	const struct hito_calendar calendar = {0x1f, 480, easter(), 2};

	(void)state;
	assert_added(&plain, "2026-03-04", 0, "2026-03-04");
	assert_added(&plain, "2026-03-07", 0, "2026-03-09");
	assert_added(&calendar, "2026-04-03", 0, "2026-04-07");
}

static void adding_goes_back(void **state)
{
	const struct hito_calendar calendar = {0x1f, 480, easter(), 2};

	(void)state;
	assert_added(&plain, "2026-03-09", -1, "2026-03-06");
	assert_added(&plain, "2026-03-08", -1, "2026-03-06");
	assert_added(&calendar, "2026-04-07", -1, "2026-04-01");
	assert_added(&calendar, "2026-05-04", -19, "2026-04-01");
}

/* Day by day is slow and right. */
static void arithmetic_agrees_with_a_walk(void **state)
{
	const struct hito_calendar calendar = {0x2b, 480, easter(), 2};
	hito_day from = day("2026-03-15"), to;
	int count = 0;

	(void)state;
	for (to = from; to < day("2026-06-15"); to++) {
		count += hito_calendar_works(&calendar, to);
		assert_int_equal(hito_calendar_count(&calendar, from, to),
				 count);
		if (hito_calendar_works(&calendar, to)) {
			assert_int_equal(
				hito_calendar_add(&calendar, from - 1, count),
				to);
			assert_int_equal(
				hito_calendar_between(&calendar, from - 1, to),
				count);
		}
	}
	assert_true(count > 30);
}

static void the_ends_of_time_hold(void **state)
{
	(void)state;
	assert_int_equal(hito_calendar_count(&plain, day("0001-01-01"),
					     day("9999-12-31")),
			 2608615);
	assert_added(&plain, "9999-12-30", INT32_MAX, "9999-12-31");
	assert_added(&plain, "0001-01-02", INT32_MIN, "0001-01-01");
	assert_int_equal(hito_calendar_add(&plain, HITO_DAY_NONE, 3),
			 HITO_DAY_NONE);
	assert_int_equal(
		hito_calendar_count(&plain, HITO_DAY_NONE, day("2026-03-02")),
		0);
	assert_int_equal(
		hito_calendar_between(&plain, day("2026-03-02"), HITO_DAY_NONE),
		0);
}

static void a_project_has_a_calendar(void **state)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_project *project;
	struct hito_calendar calendar;

	(void)state;
	assert_true(hito_project_default(arena, &project, NULL));
	calendar = hito_calendar_of(project);
	assert_int_equal(calendar.working_days, 0x1f);
	assert_int_equal(calendar.minutes_a_day, 480);
	assert_int_equal(calendar.off_count, 0);
	hito_arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(weekends_are_off),
		cmocka_unit_test(both_ends_count),
		cmocka_unit_test(between_leaves_the_first_out),
		cmocka_unit_test(holidays_are_left_out),
		cmocka_unit_test(adding_jumps_over_days_off),
		cmocka_unit_test(adding_nothing_finds_a_working_day),
		cmocka_unit_test(adding_goes_back),
		cmocka_unit_test(arithmetic_agrees_with_a_walk),
		cmocka_unit_test(the_ends_of_time_hold),
		cmocka_unit_test(a_project_has_a_calendar),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
