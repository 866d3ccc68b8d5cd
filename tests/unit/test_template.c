/* SPDX-License-Identifier: MIT */
/* Templates: their first line, days and ids put in, which one is meant. */
#include "unit.h"

#include <string.h>

#include "schedule/templates.h"

/* Monday to Friday; 2 and 3 April 2026 are off. */
static const struct hito_days_off off[] = {{20545, 20546}};
static const struct hito_calendar calendar = {
	.working_days = 0x1f,
	.minutes_a_day = 480,
	.off = off,
	.off_count = 1,
};

static int set_up(void **state)
{
	*state = hito_arena_new(NULL);
	return *state ? 0 : -1;
}

static int tear_down(void **state)
{
	hito_arena_free(*state);
	return 0;
}

static struct hito_template parse(const char *text)
{
	struct hito_template template = {.path = HITO_STR("x.md")};

	hito_template_parse(&template, hito_str_from(text));
	return template;
}

static bool fill(void **state, const char *text, const char *start,
		 struct hito_str *out, struct hito_err *err)
{
	struct hito_template template = parse(text);
	const struct hito_filling_in in = {
		.id = HITO_STR("spring"),
		.start = hito_day_parse(hito_str_from(start)),
		.calendar = &calendar,
	};

	return hito_template_fill(&template, &in, *state, out, err);
}

static void assert_fills(void **state, const char *text, const char *start,
			 const char *wanted)
{
	struct hito_str out;
	struct hito_err err = {.code = HITO_OK};

	assert_true(fill(state, text, start, &out, &err));
	assert_int_equal(out.len, strlen(wanted));
	assert_memory_equal(out.ptr, wanted, out.len);
}

static void assert_wrong(void **state, const char *text, uint32_t line,
			 uint32_t column)
{
	struct hito_err err = {.code = HITO_OK};
	struct hito_str out;

	assert_false(fill(state, text, "2026-03-02", &out, &err));
	assert_int_equal(err.code, HITO_ERR_INPUT);
	assert_string_equal(err.path, "x.md");
	assert_int_equal(err.line, line);
	assert_int_equal(err.column, column);
}

static void first_line_is_taken_off(void **state)
{
	struct hito_template template =
		parse("<!-- plantilla alta, big-one 4mes: Para: todo -->\nx\n");

	(void)state;
	assert_int_equal(template.wrong.code, HITO_OK);
	assert_int_equal(template.months, 4);
	assert_int_equal(template.alias_count, 2);
	assert_true(hito_str_is(template.aliases[0], "alta"));
	assert_true(hito_str_is(template.aliases[1], "big-one"));
	assert_true(hito_str_is(template.about, "Para: todo"));
	assert_true(hito_str_is(template.body, "x\n"));
	assert_int_equal(template.first_line, 2);
}

static void its_own_name_is_no_alias(void **state)
{
	struct hito_template template = {.name = HITO_STR("mine")};

	(void)state;
	hito_template_parse(&template,
			    HITO_STR("<!-- template mine other: x -->\n"));
	assert_int_equal(template.wrong.code, HITO_OK);
	assert_int_equal(template.alias_count, 1);
	assert_true(hito_str_is(template.aliases[0], "other"));
}

static void other_first_lines_stay(void **state)
{
	static const char *const texts[] = {"",
					    "# Title\n",
					    "<!-- a comment -->\nx",
					    "<!-- templates: x -->\n",
					    "<!-- template x\n-->\n",
					    "<!---->\n",
					    "<!-->\n"};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct hito_template template = parse(texts[i]);

		assert_true(hito_str_is(template.body, texts[i]));
		assert_int_equal(template.months, HITO_TEMPLATE_MONTHS);
		assert_int_equal(template.wrong.code, HITO_OK);
	}
}

static void bad_first_lines_are_told(void **state)
{
	assert_wrong(state, "<!-- template Two Words: x -->\n", 1, 1);
	assert_wrong(state, "<!-- template 0mo: x -->\n", 1, 1);
	assert_wrong(state, "<!-- template 601mo: x -->\n", 1, 1);
	assert_wrong(state, "<!-- template a b c d e f g h i -->\n", 1, 1);
}

static void days_and_id_are_put_in(void **state)
{
	assert_fills(state, "{{id}} {{ start }}\n", "2026-03-02",
		     "spring 2026-03-02\n");
	assert_fills(state, "{{start+1}} {{start+5}} {{start-1}}", "2026-03-02",
		     "2026-03-03 2026-03-09 2026-02-27");
	assert_fills(state, "{{start+3mo}} {{ end }} {{end - 2}}", "2026-03-02",
		     "2026-06-02 2026-09-01 2026-08-28");
	assert_fills(state, "<!-- template 1mo -->\n{{end}}", "2026-03-02",
		     "2026-04-01");
	assert_fills(state, "no } marks { at }} all", "2026-03-02",
		     "no } marks { at }} all");
	assert_fills(state, "", "2026-03-02", "");
}

static void days_off_are_moved_over(void **state)
{
	assert_fills(state, "{{start}}", "2026-03-07", "2026-03-09");
	assert_fills(state, "{{start}} {{start+1}}", "2026-04-02",
		     "2026-04-06 2026-04-07");
	assert_fills(state, "{{start+1}}", "2026-04-01", "2026-04-06");
	assert_fills(state, "{{start+1mo}}", "2026-03-02", "2026-04-06");
	assert_fills(state, "{{start-1}}", "2026-04-06", "2026-04-01");
}

static void what_means_nothing_has_its_place(void **state)
{
	assert_wrong(state, "{{today}}", 1, 1);
	assert_wrong(state, "<!-- template -->\nñandú {{x}}\n", 2, 7);
	assert_wrong(state, "\n  {{start}\n}}", 2, 3);
	assert_wrong(state, "{{start", 1, 1);
	assert_wrong(state, "{{}}", 1, 1);
	assert_wrong(state, "{{start+}}", 1, 1);
	assert_wrong(state, "{{start+1.5}}", 1, 1);
	assert_wrong(state, "{{start+10001}}", 1, 1);
	assert_wrong(state, "{{start+4294967297}}", 1, 1);
	assert_wrong(state, "{{start+1d}}", 1, 1);
	assert_wrong(state, "{{startup}}", 1, 1);
	assert_wrong(state, "{{id+1}}", 1, 1);
}

static void days_past_the_calendar_are_errors(void **state)
{
	struct hito_err err = {.code = HITO_OK};
	struct hito_str out;

	assert_false(fill(state, "{{end}}", "9999-11-01", &out, &err));
	assert_int_equal(err.code, HITO_ERR_INPUT);
	assert_fills(state, "{{start+10}}", "9999-12-31", "9999-12-31");
}

/* An own template of each kind beside the built-in ones. */
static void own_ones_come_first_then_language(void **state)
{
	struct hito_template list[] = {
		{.name = HITO_STR("plan"), .own = true, .lang = HITO_LANG_NONE},
		{.name = HITO_STR("plan"), .own = true, .lang = HITO_LANG_ES},
		{.name = HITO_STR("plan"), .lang = HITO_LANG_EN},
		{.name = HITO_STR("sale"), .own = true, .lang = HITO_LANG_ES},
		{.name = HITO_STR("sale"), .lang = HITO_LANG_EN},
	};
	const struct hito_templates all = {list, 5};

	(void)state;
	list[3].aliases[list[3].alias_count++] = HITO_STR("venta");
	assert_ptr_equal(
		hito_templates_choose(&all, HITO_STR("plan"), HITO_LANG_ES),
		&list[1]);
	assert_ptr_equal(
		hito_templates_choose(&all, HITO_STR("plan"), HITO_LANG_EN),
		&list[0]);
	assert_ptr_equal(
		hito_templates_choose(&all, HITO_STR("venta"), HITO_LANG_EN),
		&list[4]);
	assert_ptr_equal(
		hito_templates_choose(&all, HITO_STR("venta"), HITO_LANG_ES),
		&list[3]);
	assert_null(hito_templates_choose(&all, HITO_STR("x"), HITO_LANG_ES));
	assert_null(hito_templates_choose(&all, HITO_STR(""), HITO_LANG_ES));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(its_own_name_is_no_alias),
		cmocka_unit_test(first_line_is_taken_off),
		cmocka_unit_test(other_first_lines_stay),
		cmocka_unit_test(bad_first_lines_are_told),
		cmocka_unit_test(days_and_id_are_put_in),
		cmocka_unit_test(days_off_are_moved_over),
		cmocka_unit_test(what_means_nothing_has_its_place),
		cmocka_unit_test(days_past_the_calendar_are_errors),
		cmocka_unit_test(own_ones_come_first_then_language),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
