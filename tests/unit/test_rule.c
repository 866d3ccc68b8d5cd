/* SPDX-License-Identifier: MIT */
/* The catalogue of rules. */
#include "unit.h"

#include "hito/rule.h"

static void a_rule_has_id_name_level_and_summary(void **state)
{
	(void)state;
	assert_string_equal(hito_rule_id(HITO_RULE_F005), "F005");
	assert_string_equal(hito_rule_name(HITO_RULE_F005), "step-id");
	assert_int_equal(hito_rule_level(HITO_RULE_F005), HITO_ERROR);
	assert_int_equal(hito_rule_level(HITO_RULE_T103), HITO_INFO);
	assert_string_equal(hito_rule_summary(HITO_RULE_T001), "no due date");
}

static void rules_are_found_by_id_and_by_name(void **state)
{
	(void)state;
	for (int i = 0; i < HITO_RULE_COUNT; i++) {
		enum hito_rule rule = (enum hito_rule)i;

		assert_int_equal(
			hito_rule_find(hito_str_from(hito_rule_id(rule))), i);
		assert_int_equal(
			hito_rule_find(hito_str_from(hito_rule_name(rule))), i);
	}
}

static void case_does_not_count(void **state)
{
	(void)state;
	assert_int_equal(hito_rule_find(HITO_STR("f001")), HITO_RULE_F001);
	assert_int_equal(hito_rule_find(HITO_STR("Missing-Due")),
			 HITO_RULE_T001);
}

static void what_is_no_rule_is_not_found(void **state)
{
	(void)state;
	assert_int_equal(hito_rule_find(HITO_STR("")), HITO_RULE_COUNT);
	assert_int_equal(hito_rule_find(HITO_STR("F00")), HITO_RULE_COUNT);
	assert_int_equal(hito_rule_find(HITO_STR("F0011")), HITO_RULE_COUNT);
	assert_string_equal(hito_rule_id(HITO_RULE_COUNT), "");
}

static void levels_have_names(void **state)
{
	(void)state;
	assert_string_equal(hito_level_name(HITO_INFO), "info");
	assert_string_equal(hito_level_name(HITO_WARNING), "warning");
	assert_string_equal(hito_level_name(HITO_ERROR), "error");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_rule_has_id_name_level_and_summary),
		cmocka_unit_test(rules_are_found_by_id_and_by_name),
		cmocka_unit_test(case_does_not_count),
		cmocka_unit_test(what_is_no_rule_is_not_found),
		cmocka_unit_test(levels_have_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
