/* SPDX-License-Identifier: MIT */
/* Sorting: lists in order, out of order, of none. */
#include "unit.h"

#include "base/sort.h"

static int compare(const void *left, const void *right)
{
	const int *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

static void check(int *list, size_t count)
{
	hito_sort_list(list, count, sizeof(list[0]), compare);
	for (size_t i = 1; i < count; i++)
		assert_true(list[i - 1] <= list[i]);
}

static void any_order_is_mended(void **state)
{
	int sorted[] = {1, 2, 2, 3}, first[] = {2, 1, 3, 4};
	int last[] = {1, 2, 4, 3}, turned[] = {4, 3, 2, 1};

	(void)state;
	check(sorted, 4);
	check(first, 4);
	check(last, 4);
	check(turned, 4);
	assert_int_equal(first[0], 1);
	assert_int_equal(last[3], 4);
	assert_int_equal(turned[1], 2);
}

static void few_are_in_order(void **state)
{
	int one[] = {1};

	(void)state;
	check(NULL, 0);
	check(one, 0);
	check(one, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_order_is_mended),
		cmocka_unit_test(few_are_in_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
