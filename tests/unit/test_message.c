/* SPDX-License-Identifier: MIT */
/* Messages: languages, and that the compiled table is in order. */
#include "unit.h"

#include "base/catalog.h"
#include "hito/message.h"

static void languages_are_recognised(void **state)
{
	static const struct {
		const char *text;
		enum hito_lang lang;
	} cases[] = {
		{"es", HITO_LANG_ES},         {"es_AR.UTF-8", HITO_LANG_ES},
		{"ES", HITO_LANG_ES},         {"en-GB", HITO_LANG_EN},
		{"en_US@euro", HITO_LANG_EN}, {"en", HITO_LANG_EN},
		{"", HITO_LANG_NONE},         {"C", HITO_LANG_NONE},
		{"est", HITO_LANG_NONE},      {"e", HITO_LANG_NONE},
		{"_es", HITO_LANG_NONE},      {"de_DE", HITO_LANG_NONE},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(hito_lang_parse(hito_str_from(cases[i].text)),
				 cases[i].lang);
	assert_string_equal(hito_lang_name(HITO_LANG_ES), "es");
	assert_string_equal(hito_lang_name(HITO_LANG_NONE), "");
}

static void the_table_is_sorted(void **state)
{
	(void)state;
	assert_true(hito_catalog_es_count > 0);
	for (size_t i = 1; i < hito_catalog_es_count; i++)
		assert_true(strcmp(hito_catalog_es[i - 1].english,
				   hito_catalog_es[i].english) < 0);
}

static void every_entry_is_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < hito_catalog_es_count; i++)
		assert_ptr_equal(
			hito_message(HITO_LANG_ES, hito_catalog_es[i].english),
			hito_catalog_es[i].translation);
	assert_string_equal(hito_message(HITO_LANG_ES, "out of memory"),
			    "memoria agotada");
}

static void other_text_stays_english(void **state)
{
	const char *unknown = "no such sentence in the catalog";

	(void)state;
	assert_ptr_equal(hito_message(HITO_LANG_ES, unknown), unknown);
	assert_string_equal(hito_message(HITO_LANG_EN, "out of memory"),
			    "out of memory");
	assert_string_equal(hito_message(HITO_LANG_NONE, "out of memory"),
			    "out of memory");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(languages_are_recognised),
		cmocka_unit_test(the_table_is_sorted),
		cmocka_unit_test(every_entry_is_found),
		cmocka_unit_test(other_text_stays_english),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
