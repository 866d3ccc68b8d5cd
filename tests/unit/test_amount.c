/* SPDX-License-Identifier: MIT */
/* Amounts and durations: one form, and nothing guessed. */
#include "entry.h"

static void durations_glued_and_spaced(void **state)
{
	(void)state;
	assert_text("estimate: 4h\n", HITO_LANG_NONE, HITO_STEP, "4h");
	assert_text("estimate: 4 h\n", HITO_LANG_NONE, HITO_STEP, "4h");
	assert_text("estimate: 1.50h\n", HITO_LANG_NONE, HITO_STEP, "1.5h");
	assert_text("estimate: 90min\n", HITO_LANG_NONE, HITO_STEP, "90min");
	assert_text("estimate: 2sem\n", HITO_LANG_NONE, HITO_STEP, "2w");
	assert_text("estimate: 2w\n", HITO_LANG_NONE, HITO_STEP, "2w");
	assert_text("estimación: 1mes\n", HITO_LANG_ES, HITO_STEP, "1mo");
	assert_text("estimación: 3 días\n", HITO_LANG_ES, HITO_STEP, "3d");
}

static void m_alone_is_no_duration(void **state)
{
	struct reading reading;

	(void)state;
	read_step(&reading, "estimate: 3m\n", HITO_LANG_NONE);
	assert_false(reading.value.readable);
	assert_rule(only(&reading), HITO_RULE_F004, HITO_ERROR);
	assert_non_null(strstr(only(&reading)->message, "minutes or months"));
	done(&reading);
}

static void other_durations_cannot_be_read(void **state)
{
	static const char *const lines[] = {
		"estimate: 4\n",      "estimate: h\n",
		"estimate: -4h\n",    "estimate: a few days\n",
		"estimate: 1.555h\n", "estimate: 99999999999h\n",
		"estimate: 4hh\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		assert_unreadable(lines[i], HITO_LANG_NONE, HITO_STEP,
				  HITO_RULE_F004);
}

static void a_comma_in_a_duration_is_spanish(void **state)
{
	struct reading reading;

	(void)state;
	read_step(&reading, "estimación: 1,5h\n", HITO_LANG_ES);
	unit_assert_str(reading.value.text, "1.5h");
	assert_rule(only(&reading), HITO_RULE_M104, HITO_WARNING);
	assert_fixed(&reading, only(&reading), HITO_FIX_SAFE,
		     "estimación: 1.5h\n");
	done(&reading);
	assert_unreadable("estimate: 1,5h\n", HITO_LANG_EN, HITO_STEP,
			  HITO_RULE_M104);
}

static void minutes_of_durations(void **state)
{
	struct hito_duration duration;

	(void)state;
	assert_true(hito_duration_parse(HITO_STR("90min"), &duration));
	assert_int_equal(hito_duration_minutes(duration, 480, 5), 90);
	assert_true(hito_duration_parse(HITO_STR("1.5h"), &duration));
	assert_int_equal(hito_duration_minutes(duration, 480, 5), 90);
	assert_true(hito_duration_parse(HITO_STR("3d"), &duration));
	assert_int_equal(hito_duration_minutes(duration, 450, 5), 1350);
	assert_true(hito_duration_parse(HITO_STR("2w"), &duration));
	assert_int_equal(hito_duration_minutes(duration, 480, 4), 3840);
	assert_true(hito_duration_parse(HITO_STR("3mo"), &duration));
	assert_int_equal(hito_duration_minutes(duration, 480, 5), 31200);
}

static void amounts_have_one_form(void **state)
{
	static const char *const same[][2] = {
		{"cost: 600 EUR\n", "600 EUR"},
		{"cost: 600EUR\n", "600 EUR"},
		{"cost: 600 €\n", "600 EUR"},
		{"cost: €600\n", "600 EUR"},
		{"cost: EUR 600\n", "600 EUR"},
		{"cost: 600 euros\n", "600 EUR"},
		{"cost: 600 eur\n", "600 EUR"},
		{"cost: $600\n", "600 USD"},
		{"cost: -$600\n", "-600 USD"},
		{"cost: £600.50\n", "600.5 GBP"},
		{"cost: 12 000 EUR\n", "12000 EUR"},
		{"cost: 1 234 567.5 EUR\n", "1234567.5 EUR"},
		{"cost: 600\n", "600"},
		{"cost: 0.125 EUR\n", "0.125 EUR"},
		{"cost: 1234.567 EUR\n", "1234.567 EUR"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(same) / sizeof(same[0]); i++)
		assert_text(same[i][0], HITO_LANG_NONE, HITO_STEP, same[i][1]);
}

static void units_have_one_form(void **state)
{
	(void)state;
	assert_text("to: 2.5 %\n", HITO_LANG_NONE, HITO_KPI, "2.5 %");
	assert_text("to: 2.5%\n", HITO_LANG_NONE, HITO_KPI, "2.5 %");
	assert_text("to: 2.5 por ciento\n", HITO_LANG_ES, HITO_KPI, "2.5 %");
	assert_text("capacity: 20h/week\n", HITO_LANG_NONE, HITO_PERSON,
		    "20 h/week");
	assert_text("capacidad: 20h/semana\n", HITO_LANG_ES, HITO_PERSON,
		    "20 h/week");
	assert_text("capacidad: 20 horas por semana\n", HITO_LANG_ES,
		    HITO_PERSON, "20 h/week");
	assert_text("to: 300 visitas/mes\n", HITO_LANG_ES, HITO_KPI,
		    "300 visitas/mes");
	assert_text("to: 300 visitas / mes\n", HITO_LANG_ES, HITO_KPI,
		    "300 visitas/mes");
	assert_text("unidad: sesiones/mes\n", HITO_LANG_ES, HITO_KPI,
		    "sesiones/mes");
	assert_text("unit: €\n", HITO_LANG_NONE, HITO_KPI, "EUR");
}

static void spanish_numbers_are_read_in_spanish(void **state)
{
	static const char *const lines[][3] = {
		{"coste: 12.000 EUR\n", "12000 EUR", "coste: 12000 EUR\n"},
		{"coste: 2,5 €\n", "2.5 EUR", "coste: 2.5 €\n"},
		{"coste: 1.234,50 €\n", "1234.5 EUR", "coste: 1234.5 €\n"},
		{"coste: 1,234\n", "1.234", "coste: 1.234\n"},
		{"coste: -12.000\n", "-12000", "coste: -12000\n"},
		{"coste: 1.234.567 €\n", "1234567 EUR", "coste: 1234567 €\n"},
		{"coste: \"$12.000\"\n", "12000 USD", "coste: \"$12000\"\n"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		struct reading reading;
		struct hito_value *value =
			read_step(&reading, lines[i][0], HITO_LANG_ES);

		assert_true(value->readable);
		assert_true(hito_str_is(value->text, lines[i][1]));
		assert_rule(only(&reading), HITO_RULE_M104, HITO_WARNING);
		assert_fixed(&reading, only(&reading), HITO_FIX_SAFE,
			     lines[i][2]);
		assert_true(reading.lang_matters);
		done(&reading);
	}
}

static void ambiguous_numbers_are_never_guessed(void **state)
{
	static const char *const lines[] = {
		"cost: 12.000 EUR\n", "cost: 2,5\n", "cost: 1,234.5\n",
		"cost: 1.234,5\n", "cost: 12,000\n"};

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		assert_unreadable(lines[i], HITO_LANG_NONE, HITO_STEP,
				  HITO_RULE_M104);
		assert_unreadable(lines[i], HITO_LANG_EN, HITO_STEP,
				  HITO_RULE_M104);
	}
	/* Not Spanish in a Spanish plan. */
	assert_unreadable("coste: 1,234.5\n", HITO_LANG_ES, HITO_STEP,
			  HITO_RULE_M104);
}

static void other_amounts_cannot_be_read(void **state)
{
	static const char *const lines[] = {
		"cost: cheap\n",
		"cost: 12k EUR\n",
		"cost: 12 mil euros\n",
		"cost: 5M\n",
		"cost: 10-20 EUR\n",
		"cost: ~600 EUR\n",
		"cost: 600 EUR 700\n",
		"cost: 1.2.3\n",
		"cost: 1234567890123456\n",
		"cost: [600 EUR]\n",
		"cost: XYZ 600\n",
		"cost: EUR 600 USD\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		assert_unreadable(lines[i], HITO_LANG_NONE, HITO_STEP,
				  HITO_RULE_F004);
	}
}

static void amounts_compare_by_number(void **state)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_amount a, b;
	bool ambiguous = true;

	(void)state;
	assert_true(hito_amount_parse(arena, HITO_STR("2.5 %"), HITO_LANG_NONE,
				      &a, &ambiguous));
	assert_false(ambiguous);
	assert_int_equal(a.units, 25);
	assert_int_equal(a.scale, 1);
	unit_assert_str(a.unit, "%");
	assert_true(hito_amount_parse(arena, HITO_STR("2,50"), HITO_LANG_ES, &b,
				      &ambiguous));
	assert_true(ambiguous);
	assert_int_equal(hito_amount_compare(a, b), 0);
	assert_true(hito_amount_double(b) > 2.49 &&
		    hito_amount_double(b) < 2.51);
	assert_false(hito_amount_parse(arena, HITO_STR("2,50"), HITO_LANG_EN,
				       &b, &ambiguous));
	assert_true(ambiguous);
	hito_arena_free(arena);
}

static void rhythms_have_one_form(void **state)
{
	struct reading reading;

	(void)state;
	assert_text("review: monthly\n", HITO_LANG_EN, HITO_PLAN, "monthly");
	assert_text("revisión: mensual\n", HITO_LANG_ES, HITO_PLAN, "monthly");
	assert_text("review: 1mo\n", HITO_LANG_EN, HITO_PLAN, "monthly");
	assert_text("review: 3w\n", HITO_LANG_EN, HITO_PLAN, "3w");
	assert_text("revisión: {pasos: 1sem, plan: mensual}\n", HITO_LANG_ES,
		    HITO_PLAN, "steps: weekly, plan: monthly");
	assert_unreadable("review: often\n", HITO_LANG_EN, HITO_PLAN,
			  HITO_RULE_F004);
	read_as(&reading, "review: fortnightly\n", HITO_LANG_EN, HITO_PLAN,
		NULL);
	assert_int_equal(reading.value.hundredths, 200);
	assert_int_equal(reading.value.time_unit, HITO_WEEKS);
	assert_int_equal(reading.value.word, HITO_FORTNIGHTLY);
	done(&reading);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(durations_glued_and_spaced),
		cmocka_unit_test(m_alone_is_no_duration),
		cmocka_unit_test(other_durations_cannot_be_read),
		cmocka_unit_test(a_comma_in_a_duration_is_spanish),
		cmocka_unit_test(minutes_of_durations),
		cmocka_unit_test(amounts_have_one_form),
		cmocka_unit_test(units_have_one_form),
		cmocka_unit_test(spanish_numbers_are_read_in_spanish),
		cmocka_unit_test(ambiguous_numbers_are_never_guessed),
		cmocka_unit_test(other_amounts_cannot_be_read),
		cmocka_unit_test(amounts_compare_by_number),
		cmocka_unit_test(rhythms_have_one_form),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
