/* SPDX-License-Identifier: MIT */
/* Slices: bounds, searches, cuts. */
#include "unit.h"

static const struct hito_str nothing = {NULL, 0};

static void slice_is_clamped(void **state)
{
	struct hito_str text = HITO_STR("hello");

	(void)state;
	unit_assert_str(hito_str_slice(text, 1, 3), "el");
	unit_assert_str(hito_str_slice(text, 3, 99), "lo");
	unit_assert_str(hito_str_slice(text, 4, 2), "");
	unit_assert_str(hito_str_slice(text, 99, SIZE_MAX), "");
	unit_assert_str(hito_str_slice(nothing, 0, 5), "");
	assert_int_equal(hito_str_from(NULL).len, 0);
}

static void equal_compares_bytes(void **state)
{
	(void)state;
	assert_true(hito_str_equal(nothing, HITO_STR("")));
	assert_true(hito_str_equal(HITO_STR("a\0b"), HITO_STR("a\0b")));
	assert_false(hito_str_equal(HITO_STR("a\0b"), HITO_STR("a\0c")));
	assert_false(hito_str_is(HITO_STR("ab"), "abc"));
	assert_true(hito_str_is(HITO_STR("abc"), "abc"));
	assert_true(hito_str_equal_nocase(HITO_STR("Due"), HITO_STR("dUE")));
	/* Only ASCII letters: "@" and "`" differ by the same bit. */
	assert_false(hito_str_equal_nocase(HITO_STR("@"), HITO_STR("`")));
	assert_false(hito_str_equal_nocase(HITO_STR("\xc9"), HITO_STR("\xe9")));
}

static void compare_is_byte_order(void **state)
{
	(void)state;
	assert_true(hito_str_compare(HITO_STR("a"), HITO_STR("b")) < 0);
	assert_true(hito_str_compare(HITO_STR("ab"), HITO_STR("a")) > 0);
	assert_true(hito_str_compare(nothing, HITO_STR("a")) < 0);
	assert_int_equal(hito_str_compare(nothing, HITO_STR("")), 0);
	/* Bytes are unsigned. */
	assert_true(hito_str_compare(HITO_STR("\xc3"), HITO_STR("z")) > 0);
}

static void starts_and_ends(void **state)
{
	(void)state;
	assert_true(hito_str_starts(HITO_STR("step:"), "step"));
	assert_false(hito_str_starts(HITO_STR("ste"), "step"));
	assert_true(hito_str_starts(nothing, ""));
	assert_true(hito_str_ends(HITO_STR("plan.md"), ".md"));
	assert_false(hito_str_ends(HITO_STR("md"), ".md"));
	assert_true(hito_str_ends(nothing, ""));
}

static void find_sees_the_whole_slice(void **state)
{
	struct hito_str text = HITO_STR("one\0two two");

	(void)state;
	assert_int_equal(hito_str_find(text, HITO_STR("two"), 0), 4);
	assert_int_equal(hito_str_find(text, HITO_STR("two"), 5), 8);
	assert_true(hito_str_find(text, HITO_STR("two"), 9) == SIZE_MAX);
	assert_true(hito_str_find(text, HITO_STR("two"), 99) == SIZE_MAX);
	assert_int_equal(hito_str_find(text, nothing, 11), 11);
	assert_int_equal(hito_str_find_byte(text, '\0', 0), 3);
	assert_true(hito_str_find_byte(text, 'o', 11) == SIZE_MAX);
	assert_true(hito_str_find_byte(nothing, 'o', 0) == SIZE_MAX);
	/* What lies behind the slice does not count. */
	text.len = 6;
	assert_true(hito_str_find(text, HITO_STR("two"), 0) == SIZE_MAX);
}

static void trim_takes_blanks_only(void **state)
{
	(void)state;
	unit_assert_str(hito_str_trim(HITO_STR(" \t a b\r\n")), "a b");
	unit_assert_str(hito_str_trim_right(HITO_STR(" a \n")), " a");
	unit_assert_str(hito_str_trim(HITO_STR(" \r\n\t")), "");
	unit_assert_str(hito_str_trim(nothing), "");
	unit_assert_str(hito_str_trim(HITO_STR("\v")), "\v");
}

static void lines_end_with_lf_or_crlf(void **state)
{
	struct hito_str rest = HITO_STR("one\r\n\ntwo\rthree");
	struct hito_str line;

	(void)state;
	assert_true(hito_str_cut_line(&rest, &line));
	unit_assert_str(line, "one");
	assert_true(hito_str_cut_line(&rest, &line));
	unit_assert_str(line, "");
	assert_true(hito_str_cut_line(&rest, &line));
	unit_assert_str(line, "two\rthree");
	assert_false(hito_str_cut_line(&rest, &line));
	rest = nothing;
	assert_false(hito_str_cut_line(&rest, &line));
}

static void cut_splits_at_the_first(void **state)
{
	struct hito_str before, after;

	(void)state;
	assert_true(hito_str_cut(HITO_STR("a:b:c"), ':', &before, &after));
	unit_assert_str(before, "a");
	unit_assert_str(after, "b:c");
	assert_false(hito_str_cut(HITO_STR("abc"), ':', &before, &after));
	unit_assert_str(before, "abc");
	unit_assert_str(after, "");
}

static void sorting_leaves_each_once(void **state)
{
	struct hito_str texts[] = {HITO_STR("b"), HITO_STR("ab"),
				   HITO_STR(""),  HITO_STR("b"),
				   HITO_STR("a"), HITO_STR("ab")};
	size_t count = hito_str_sort(texts, 6);

	(void)state;
	assert_int_equal(count, 4);
	assert_true(hito_str_is(texts[0], ""));
	assert_true(hito_str_is(texts[1], "a"));
	assert_true(hito_str_is(texts[2], "ab"));
	assert_true(hito_str_is(texts[3], "b"));
	assert_true(hito_str_is_among(HITO_STR("ab"), texts, count));
	assert_false(hito_str_is_among(HITO_STR("c"), texts, count));
	assert_false(hito_str_is_among(HITO_STR("a"), NULL, 0));
	assert_int_equal(hito_str_sort(NULL, 0), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(slice_is_clamped),
		cmocka_unit_test(equal_compares_bytes),
		cmocka_unit_test(compare_is_byte_order),
		cmocka_unit_test(starts_and_ends),
		cmocka_unit_test(find_sees_the_whole_slice),
		cmocka_unit_test(trim_takes_blanks_only),
		cmocka_unit_test(lines_end_with_lf_or_crlf),
		cmocka_unit_test(cut_splits_at_the_first),
		cmocka_unit_test(sorting_leaves_each_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
