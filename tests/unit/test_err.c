/* SPDX-License-Identifier: MIT */
/* Errors: the first reason and place stay, long ones are cut well. */
#include "unit.h"

#include <errno.h>

#include "base/utf8.h"
#include "hito/err.h"

static void set_fills_and_clears(void **state)
{
	struct hito_err err = {.line = 9, .help = "old"};

	(void)state;
	assert_false(hito_err_set(&err, HITO_ERR_INPUT, "bad %s %d", "x", 7));
	assert_int_equal(err.code, HITO_ERR_INPUT);
	assert_string_equal(err.message, "bad x 7");
	assert_int_equal(err.line, 0);
	assert_string_equal(err.help, "");
}

static void sentences_are_in_the_language_that_is_set(void **state)
{
	struct hito_err err = {.lang = HITO_LANG_ES};

	(void)state;
	hito_err_set(&err, HITO_ERR_USAGE, "unknown option: %s", "--x");
	hito_err_help(&err, "did you mean --%s?", "y");
	assert_string_equal(err.message, "opción desconocida: --x");
	assert_string_equal(err.help, "¿querías decir --y?");
	hito_err_say(&err, HITO_ERR_IO, "no such file");
	assert_string_equal(err.message, "no existe ese archivo");
	hito_err_system(&err, HITO_STR("p"), "cannot read", EIO);
	assert_string_equal(err.message,
			    "no se puede leer: error de entrada o salida");
	hito_err_memory(&err);
	assert_string_equal(err.message, "memoria agotada");
	assert_int_equal(err.lang, HITO_LANG_ES);
}

static void no_error_wanted_is_allowed(void **state)
{
	(void)state;
	assert_false(hito_err_set(NULL, HITO_ERR_IO, "x"));
	assert_false(hito_err_memory(NULL));
	assert_false(hito_err_say(NULL, HITO_ERR_IO, "x"));
	assert_false(hito_err_system(NULL, HITO_STR("p"), "x", ENOENT));
	assert_false(hito_err_at(NULL, HITO_STR("p"), 1, 1));
	assert_false(hito_err_help(NULL, "x"));
}

static void the_first_place_stays(void **state)
{
	struct hito_err err = {.code = HITO_OK};

	(void)state;
	hito_err_set(&err, HITO_ERR_INPUT, "x");
	hito_err_at(&err, HITO_STR("a.md"), 3, 4);
	hito_err_at(&err, HITO_STR("b.md"), 5, 6);
	assert_string_equal(err.path, "a.md");
	assert_int_equal(err.line, 3);
	assert_int_equal(err.column, 4);
	hito_err_help(&err, "do %s", "this");
	hito_err_help(&err, "do that");
	assert_string_equal(err.help, "do this");
}

static void system_says_what_and_why(void **state)
{
	struct hito_err err = {.code = HITO_OK};

	(void)state;
	assert_false(
		hito_err_system(&err, HITO_STR("a.md"), "cannot open", EACCES));
	assert_int_equal(err.code, HITO_ERR_IO);
	assert_string_equal(err.path, "a.md");
	assert_string_equal(err.message, "cannot open: Permission denied");
	hito_err_system(&err, HITO_STR("a.md"), "cannot open", ENOMEM);
	assert_int_equal(err.code, HITO_ERR_MEMORY);
}

static void long_text_is_cut_between_characters(void **state)
{
	char text[1200];
	struct hito_err err = {.code = HITO_OK};

	(void)state;
	for (size_t shift = 0; shift < 4; shift++) {
		memset(text, 'a', shift);
		for (size_t i = shift; i + 4 < sizeof(text); i += 4)
			memcpy(text + i, "\xf0\x9f\x98\x80", 5);
		hito_err_set(&err, HITO_ERR_INPUT, "%s", text);
		assert_true(strlen(err.message) >= sizeof(err.message) - 4);
		assert_true(hito_utf8_invalid(hito_str_from(err.message), 0) ==
			    SIZE_MAX);
		hito_err_at(&err, hito_str_from(text), 0, 0);
		assert_true(strlen(err.path) >= sizeof(err.path) - 4);
		assert_true(hito_utf8_invalid(hito_str_from(err.path), 0) ==
			    SIZE_MAX);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(set_fills_and_clears),
		cmocka_unit_test(sentences_are_in_the_language_that_is_set),
		cmocka_unit_test(no_error_wanted_is_allowed),
		cmocka_unit_test(the_first_place_stays),
		cmocka_unit_test(system_says_what_and_why),
		cmocka_unit_test(long_text_is_cut_between_characters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
