/* SPDX-License-Identifier: MIT */
/* Numbers: overflow, digits, exact decimals. */
#include "unit.h"

#include "base/num.h"

static struct hito_decimal decimal(const char *text)
{
	struct hito_decimal out = {-77, 9};

	assert_true(hito_decimal_parse(hito_str_from(text), &out));
	return out;
}

static void assert_decimal(struct hito_decimal number, const char *expected)
{
	char text[HITO_DECIMAL_SIZE];

	assert_string_equal(hito_decimal_format(number, text), expected);
}

static void overflow_is_noticed(void **state)
{
	size_t out = 5;

	(void)state;
	assert_false(hito_num_add(SIZE_MAX, 1, &out));
	assert_false(hito_num_mul(SIZE_MAX / 2 + 1, 2, &out));
	assert_int_equal(out, 5);
	assert_true(hito_num_add(SIZE_MAX - 1, 1, &out));
	assert_true(out == SIZE_MAX);
	assert_true(hito_num_mul(6, 7, &out));
	assert_int_equal(out, 42);
}

static void digits_and_nothing_else(void **state)
{
	static const char *const bad[] = {"",   "-1",  "+1", " 1",
					  "1 ", "0x1", "1a", "4294967296"};
	uint32_t small = 7;
	uint64_t large;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(hito_str_u32(hito_str_from(bad[i]), &small));
	assert_int_equal(small, 7);
	assert_true(hito_str_u32(HITO_STR("4294967295"), &small));
	assert_true(small == UINT32_MAX);
	assert_true(hito_str_u32(HITO_STR("007"), &small));
	assert_int_equal(small, 7);
	assert_true(hito_str_u64(HITO_STR("18446744073709551615"), &large));
	assert_true(large == UINT64_MAX);
	assert_false(hito_str_u64(HITO_STR("18446744073709551616"), &large));
	assert_false(hito_str_u64(HITO_STR("99999999999999999999"), &large));
}

static void decimals_are_read_exactly(void **state)
{
	static const char *const bad[] = {"",
					  "-",
					  ".",
					  "1.",
					  ".5",
					  "+1",
					  "1,5",
					  "1e3",
					  "1.2.3",
					  "--1",
					  "1.0000000001",
					  " 1",
					  "0x1",
					  "1 ",
					  "1.-5",
					  "nan",
					  "1234567890123456"};
	struct hito_decimal out = {1, 1};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(hito_decimal_parse(hito_str_from(bad[i]), &out));
	assert_int_equal(out.units, 1);
	out = decimal("3.50");
	assert_int_equal(out.units, 350);
	assert_int_equal(out.scale, 2);
	out = decimal("-0.000000001");
	assert_int_equal(out.units, -1);
	assert_int_equal(out.scale, 9);
	assert_int_equal(decimal("999999999999999").units, 999999999999999);
}

static void decimals_print_in_the_shortest_form(void **state)
{
	(void)state;
	assert_decimal(decimal("3.50"), "3.5");
	assert_decimal(decimal("-3.050"), "-3.05");
	assert_decimal(decimal("10.00"), "10");
	assert_decimal(decimal("100"), "100");
	assert_decimal(decimal("-0.0"), "0");
	assert_decimal(decimal("-0.25"), "-0.25");
	assert_decimal(decimal("0.000000001"), "0.000000001");
	assert_decimal((struct hito_decimal){INT64_MIN, 0},
		       "-9223372036854775808");
	assert_decimal((struct hito_decimal){INT64_MIN, 9},
		       "-9223372036.854775808");
	assert_decimal((struct hito_decimal){INT64_MAX, 9},
		       "9223372036.854775807");
}

static void decimals_compare_by_value(void **state)
{
	const struct hito_decimal largest = {INT64_MAX, 0};
	const struct hito_decimal tiny = {INT64_MAX, 9};

	(void)state;
	assert_int_equal(hito_decimal_compare(decimal("2.5"), decimal("2.500")),
			 0);
	assert_true(hito_decimal_compare(decimal("-0.5"), decimal("0.3")) < 0);
	assert_true(hito_decimal_compare(decimal("-2.5"), decimal("-2.4")) < 0);
	assert_true(hito_decimal_compare(decimal("10"), decimal("9.99")) > 0);
	assert_true(hito_decimal_compare(largest, tiny) > 0);
	assert_true(hito_decimal_compare(tiny, largest) < 0);
}

static void sums_are_exact(void **state)
{
	struct hito_decimal sum = decimal("0");

	(void)state;
	for (int i = 0; i < 1000; i++)
		sum = hito_decimal_add(sum, decimal("0.1"));
	assert_decimal(sum, "100");
	assert_decimal(hito_decimal_add(decimal("2.5"), decimal("-0.75")),
		       "1.75");
	assert_decimal(hito_decimal_add(decimal("-2.5"), decimal("0.75")),
		       "-1.75");
	assert_decimal(hito_decimal_add(decimal("0.25"), decimal("-1")),
		       "-0.75");
	assert_decimal(hito_decimal_add(decimal("-1.9"), decimal("-0.1")),
		       "-2");
}

static void sums_beyond_the_range_stay_near(void **state)
{
	const struct hito_decimal most = {INT64_MAX, 0};
	const struct hito_decimal least = {INT64_MIN, 0};
	struct hito_decimal sum;

	(void)state;
	assert_decimal(hito_decimal_add(most, decimal("1")),
		       "9223372036854775807");
	assert_decimal(hito_decimal_add(least, decimal("-1")),
		       "-9223372036854775808");
	/* 10^14 with nine digits behind the point would need 24 digits. */
	sum = hito_decimal_add(decimal("100000000000000"),
			       decimal("0.123456789"));
	assert_decimal(sum, "100000000000000.1234");
}

static void doubles_are_near(void **state)
{
	(void)state;
	assert_true(hito_decimal_double(decimal("2.5")) == 2.5);
	assert_true(hito_decimal_double(decimal("-0.125")) == -0.125);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(overflow_is_noticed),
		cmocka_unit_test(digits_and_nothing_else),
		cmocka_unit_test(decimals_are_read_exactly),
		cmocka_unit_test(decimals_print_in_the_shortest_form),
		cmocka_unit_test(decimals_compare_by_value),
		cmocka_unit_test(sums_are_exact),
		cmocka_unit_test(sums_beyond_the_range_stay_near),
		cmocka_unit_test(doubles_are_near),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
