/* SPDX-License-Identifier: MIT */
/* Slugs: from titles, and what is one. */
#include "unit.h"

#include "hito/value.h"

static void assert_slug(const char *title, const char *expected)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_str slug = hito_slug(arena, hito_str_from(title));

	assert_non_null(slug.ptr);
	assert_int_equal(slug.len, strlen(expected));
	assert_memory_equal(slug.ptr, expected, slug.len);
	hito_arena_free(arena);
}

static void letters_become_ascii(void **state)
{
	(void)state;
	assert_slug("Señal de Año", "senal-de-ano");
	assert_slug("ÁÉÍÓÚ Ü ç", "aeiou-u-c");
	assert_slug("Straße Łódź", "strasse-lodz");
	/* The same in both normal forms. */
	assert_slug("an\xcc\x83o e\xcc\x81xito", "ano-exito");
}

static void anything_else_is_one_hyphen(void **state)
{
	(void)state;
	assert_slug("  Q3 -- 12.000 € / mes!  ", "q3-12-000-mes");
	assert_slug("a_b", "a-b");
	assert_slug("日本 plan", "plan");
}

static void six_words_at_most(void **state)
{
	(void)state;
	assert_slug("one two three four five six seven",
		    "one-two-three-four-five-six");
}

static void forty_eight_bytes_at_most(void **state)
{
	(void)state;
	assert_slug("abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
		    "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuv");
	/* No hyphen at the end where the next word does not fit. */
	assert_slug("abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstu vwx",
		    "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstu");
}

static void nothing_may_be_left(void **state)
{
	(void)state;
	assert_slug("", "");
	assert_slug("日本語", "");
	assert_slug("\xff\xfe --", "");
}

static void what_is_a_slug(void **state)
{
	(void)state;
	assert_true(hito_slug_is_valid(HITO_STR("a")));
	assert_true(hito_slug_is_valid(HITO_STR("2026-plan-")));
	assert_false(hito_slug_is_valid(HITO_STR("")));
	assert_false(hito_slug_is_valid(HITO_STR("-a")));
	assert_false(hito_slug_is_valid(HITO_STR("Plan")));
	assert_false(hito_slug_is_valid(HITO_STR("a b")));
	assert_false(hito_slug_is_valid(HITO_STR("a\0")));
	assert_false(hito_slug_is_valid(HITO_STR("año")));
}

static bool one_slug(struct hito_arena *arena)
{
	return hito_slug(arena, HITO_STR("Subir tráfico")).ptr != NULL;
}

static void memory_may_end(void **state)
{
	(void)state;
	assert_true(unit_until_done(one_slug) > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(letters_become_ascii),
		cmocka_unit_test(anything_else_is_one_hyphen),
		cmocka_unit_test(six_words_at_most),
		cmocka_unit_test(forty_eight_bytes_at_most),
		cmocka_unit_test(nothing_may_be_left),
		cmocka_unit_test(what_is_a_slug),
		cmocka_unit_test(memory_may_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
