/* SPDX-License-Identifier: MIT */
/* Values of several parts: people, references, logs, mappings. */
#include "entry.h"

static void one_person_owns(void **state)
{
	struct reading reading;

	(void)state;
	assert_text("owner: ana\n", HITO_LANG_NONE, HITO_STEP, "ana");
	assert_text("owner: \"@ana\"\n", HITO_LANG_NONE, HITO_STEP, "ana");
	assert_text("owner: [ana]\n", HITO_LANG_NONE, HITO_STEP, "ana");
	read_step(&reading, "owner: ana\n", HITO_LANG_NONE);
	assert_false(reading.value.list);
	assert_int_equal(reading.value.part_count, 1);
	done(&reading);
}

static void several_owners_are_too_many(void **state)
{
	static const char *const lines[] = {"owner: ana, luis\n",
					    "owner: ana y luis\n",
					    "owner: ana and luis\n",
					    "owner: [ana, luis]\n",
					    "owner: ana & luis\n",
					    "owner: ana/luis\n",
					    "owner:\n  - ana\n  - \"@luis\"\n"};

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		struct reading reading;

		read_step(&reading, lines[i], HITO_LANG_NONE);
		assert_rule(only(&reading), HITO_RULE_A002, HITO_ERROR);
		assert_true(reading.value.readable);
		assert_int_equal(reading.value.part_count, 2);
		unit_assert_str(reading.value.text, "ana, luis");
		assert_bytes(&reading, reading.value.parts[0].span, "ana");
		done(&reading);
	}
}

static void lists_keep_the_place_of_each(void **state)
{
	struct reading reading;
	struct hito_value *value = read_step(
		&reading, "needs:\n  - one\n  - other/two\n", HITO_LANG_NONE);

	(void)state;
	assert_true(value->list);
	assert_int_equal(value->part_count, 2);
	assert_bytes(&reading, value->parts[0].span, "one");
	assert_bytes(&reading, value->parts[1].span, "other/two");
	unit_assert_str(value->text, "one, other/two");
	done(&reading);
}

static void one_text_is_a_list_of_one(void **state)
{
	struct reading reading;
	struct hito_value *value =
		read_step(&reading, "resources: text, images\n", HITO_LANG_EN);

	(void)state;
	assert_true(value->list);
	assert_int_equal(value->part_count, 1);
	unit_assert_str(value->parts[0].text, "text, images");
	assert_int_equal(reading.findings.count, 0);
	done(&reading);
}

static void several_references_are_a_list(void **state)
{
	struct reading reading;
	struct hito_value *value =
		read_step(&reading, "needs: one, two # soon\n", HITO_LANG_EN);

	(void)state;
	assert_true(value->readable);
	assert_int_equal(value->part_count, 2);
	assert_bytes(&reading, value->parts[1].span, "two");
	assert_rule(only(&reading), HITO_RULE_F004, HITO_ERROR);
	assert_fixed(&reading, only(&reading), HITO_FIX_SAFE,
		     "needs: [one, two] # soon\n");
	done(&reading);
	assert_text("needs: [one, two]\n", HITO_LANG_EN, HITO_STEP, "one, two");
}

static void items_of_lists_may_be_pairs(void **state)
{
	struct reading reading;
	struct hito_value *value = read_step(
		&reading, "resources:\n  - text: 600 EUR\n  - images\n",
		HITO_LANG_EN);

	(void)state;
	assert_int_equal(value->part_count, 2);
	unit_assert_str(value->parts[0].text, "text: 600 EUR");
	assert_int_equal(reading.findings.count, 0);
	done(&reading);
}

static void an_item_that_is_no_text_is_said(void **state)
{
	struct reading reading;
	struct hito_value *value =
		read_step(&reading, "needs: [one, [two]]\n", HITO_LANG_EN);

	(void)state;
	assert_rule(only(&reading), HITO_RULE_F004, HITO_ERROR);
	assert_true(value->readable);
	assert_true(value->parts[0].readable);
	assert_false(value->parts[1].readable);
	unit_assert_str(value->parts[1].text, "[two]");
	done(&reading);
}

static void leave_is_days(void **state)
{
	struct reading reading;

	(void)state;
	read_as(&reading,
		"leave:\n  - 2026-08-03..2026-08-14\n  - 2026-09-01\n",
		HITO_LANG_EN, HITO_PERSON, NULL);
	assert_int_equal(reading.findings.count, 0);
	assert_int_equal(reading.value.parts[0].day,
			 hito_day_parse(HITO_STR("2026-08-03")));
	done(&reading);
	read_as(&reading, "leave: [2026-08-14..2026-08-03]\n", HITO_LANG_EN,
		HITO_PERSON, NULL);
	assert_rule(only(&reading), HITO_RULE_T002, HITO_ERROR);
	assert_false(reading.value.parts[0].readable);
	done(&reading);
}

/* A log in each of its forms. */
static void logs_have_many_forms(void **state)
{
	static const char *const blocks[] = {
		"readings:\n  - 2026-03-01: 12000\n  - 2026-04-01: 13500\n",
		"readings:\n  2026-03-01: 12000\n  2026-04-01: 13500\n",
		"readings: |\n  2026-03-01: 12000\n\n  2026-04-01: 13500\n",
		"readings: >-\n  2026-03-01: 12000\n  2026-04-01: 13500\n",
		"readings:\n  - \"2026-03-01: 12000\"\n  - 2026-04-01: 13500\n",
		"readings: {2026-03-01: 12000, 2026-04-01: 13500}\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(blocks) / sizeof(blocks[0]); i++) {
		struct reading reading;
		struct hito_value *value = read_as(
			&reading, blocks[i], HITO_LANG_NONE, HITO_KPI, NULL);

		assert_int_equal(reading.findings.count, 0);
		assert_int_equal(value->part_count, 2);
		unit_assert_str(value->parts[1].name, "2026-04-01");
		unit_assert_str(value->parts[1].text, "13500");
		assert_int_equal(value->parts[1].amount->units, 13500);
		assert_int_equal(value->parts[1].day,
				 hito_day_parse(HITO_STR("2026-04-01")));
		unit_assert_str(value->text,
				"2026-03-01: 12000, 2026-04-01: 13500");
		done(&reading);
	}
}

static void lines_of_a_block_have_places(void **state)
{
	struct reading reading;
	struct hito_value *value =
		read_as(&reading,
			"lecturas: |\n  2026-03-01: 12.000\n  31/03/2026: 5\n",
			HITO_LANG_ES, HITO_KPI, NULL);

	(void)state;
	assert_int_equal(reading.findings.count, 2);
	assert_bytes(&reading, value->parts[0].span, "2026-03-01: 12.000");
	assert_fixed(&reading, reading.findings.list[0], HITO_FIX_SAFE,
		     "lecturas: |\n  2026-03-01: 12000\n  31/03/2026: 5\n");
	assert_fixed(&reading, reading.findings.list[1], HITO_FIX_SAFE,
		     "lecturas: |\n  2026-03-01: 12.000\n  2026-03-31: 5\n");
	unit_assert_str(value->parts[1].name, "2026-03-31");
	done(&reading);
}

static void reviews_are_texts(void **state)
{
	struct reading reading;
	struct hito_value *value =
		read_as(&reading, "reviews:\n  - 2026-03-01: all well: go on\n",
			HITO_LANG_EN, HITO_PLAN, NULL);

	(void)state;
	assert_int_equal(value->part_count, 1);
	assert_true(hito_str_ends(value->parts[0].text, "go on"));
	done(&reading);
}

static void a_line_without_a_day_is_said(void **state)
{
	struct reading reading;
	struct hito_value *value =
		read_as(&reading, "readings: |\n  12000\n  2026-04-01: 13500\n",
			HITO_LANG_EN, HITO_KPI, NULL);

	(void)state;
	assert_rule(only(&reading), HITO_RULE_F004, HITO_ERROR);
	assert_bytes(&reading, only(&reading)->span, "12000");
	assert_true(value->readable);
	assert_false(value->parts[0].readable);
	assert_true(value->parts[1].readable);
	done(&reading);
}

static void success_is_a_text_or_a_target(void **state)
{
	struct reading reading;
	struct hito_value *value;
	const struct hito_part *to;

	(void)state;
	assert_text("criterio: 12 artículos publicados\n", HITO_LANG_ES,
		    HITO_STEP, "12 artículos publicados");
	value = read_step(&reading,
			  "criterio: {a: 20000, de: 12000, kpi: sesiones, "
			  "unidad: €, fecha: 2026-08-31}\n",
			  HITO_LANG_ES);
	assert_int_equal(reading.findings.count, 0);
	assert_true(value->mapping);
	to = hito_value_part(value, "to");
	assert_non_null(to);
	assert_int_equal(to->amount->units, 20000);
	assert_bytes(&reading, to->span, "20000");
	unit_assert_str(hito_value_part(value, "kpi")->text, "sesiones");
	assert_int_equal(hito_value_part(value, "by")->day,
			 hito_day_parse(HITO_STR("2026-08-31")));
	assert_null(hito_value_part(value, "a"));
	unit_assert_str(value->text, "kpi: sesiones, from: 12000, to: 20000, "
				     "unit: EUR, by: 2026-08-31");
	done(&reading);
}

static void an_unknown_nested_key_is_said_and_kept(void **state)
{
	struct reading reading;
	struct hito_value *value =
		read_step(&reading, "success: {form: 1, to: 2, x-note: z}\n",
			  HITO_LANG_EN);

	(void)state;
	assert_rule(only(&reading), HITO_RULE_F003, HITO_WARNING);
	assert_bytes(&reading, only(&reading)->span, "form");
	assert_fixed(&reading, only(&reading), HITO_FIX_SUGGESTED,
		     "success: {from: 1, to: 2, x-note: z}\n");
	assert_int_equal(value->part_count, 3);
	unit_assert_str(hito_value_part(value, "form")->text, "1");
	unit_assert_str(hito_value_part(value, "x-note")->text, "z");
	done(&reading);
}

static void a_nested_key_and_its_alias_are_one(void **state)
{
	struct reading reading;

	(void)state;
	read_step(&reading, "success: {from: 1, de: 2, to: 3}\n", HITO_LANG_EN);
	assert_rule(only(&reading), HITO_RULE_F002, HITO_ERROR);
	assert_bytes(&reading, only(&reading)->span, "de");
	done(&reading);
}

static void things_are_mappings(void **state)
{
	struct reading reading;

	(void)state;
	read_as(&reading, "team:\n  ana: {name: Ana}\n", HITO_LANG_EN,
		HITO_PLAN, NULL);
	assert_true(reading.value.readable);
	unit_assert_str(reading.value.text, "ana: {name: Ana}");
	assert_int_equal(reading.findings.count, 0);
	done(&reading);
	assert_unreadable("team: ana\n", HITO_LANG_EN, HITO_PLAN,
			  HITO_RULE_F004);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_person_owns),
		cmocka_unit_test(several_owners_are_too_many),
		cmocka_unit_test(lists_keep_the_place_of_each),
		cmocka_unit_test(one_text_is_a_list_of_one),
		cmocka_unit_test(several_references_are_a_list),
		cmocka_unit_test(items_of_lists_may_be_pairs),
		cmocka_unit_test(an_item_that_is_no_text_is_said),
		cmocka_unit_test(leave_is_days),
		cmocka_unit_test(logs_have_many_forms),
		cmocka_unit_test(lines_of_a_block_have_places),
		cmocka_unit_test(reviews_are_texts),
		cmocka_unit_test(a_line_without_a_day_is_said),
		cmocka_unit_test(success_is_a_text_or_a_target),
		cmocka_unit_test(an_unknown_nested_key_is_said_and_kept),
		cmocka_unit_test(a_nested_key_and_its_alias_are_one),
		cmocka_unit_test(things_are_mappings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
