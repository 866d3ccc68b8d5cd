/* SPDX-License-Identifier: MIT */
/* Keys: found by every spelling, in the thing that has them. */
#include "unit.h"

#include "hito/key.h"

static enum hito_key find(enum hito_kind kind, const char *word)
{
	return hito_key_find(kind, hito_str_from(word));
}

static const char *near(enum hito_kind kind, const char *word)
{
	return hito_key_nearest(kind, hito_str_from(word));
}

static void every_name_finds_its_key(void **state)
{
	(void)state;
	for (int i = 0; i < HITO_KEY_COUNT; i++) {
		const struct hito_key_info *info =
			hito_key_info((enum hito_key)i);

		for (unsigned bit = 1; bit <= HITO_STEP; bit <<= 1) {
			enum hito_key key =
				find((enum hito_kind)bit, info->name);

			if (info->kinds & bit)
				assert_int_equal(key, i);
			else
				assert_int_not_equal(key, i);
		}
	}
	assert_null(hito_key_info(HITO_KEY_COUNT));
}

/* An alias that another key's name hides could never be used. */
static void every_alias_finds_its_key(void **state)
{
	unsigned kinds;
	const char *alias;
	size_t count = 0;

	(void)state;
	for (int i = 0; i < HITO_KEY_COUNT; i++) {
		enum hito_key key = (enum hito_key)i;

		for (size_t n = 0; (alias = hito_key_alias(key, n, &kinds));
		     n++) {
			count++;
			assert_int_equal(kinds & ~hito_key_info(key)->kinds, 0);
			for (unsigned bit = 1; bit <= HITO_STEP; bit <<= 1) {
				if (kinds & bit)
					assert_int_equal(
						find((enum hito_kind)bit,
						     alias),
						i);
			}
		}
	}
	/* All are found, although they are looked for by halves. */
	assert_int_equal(count, 79);
}

static void case_accents_and_gaps_do_not_count(void **state)
{
	static const char *const words[] = {
		"fecha límite",
		"Fecha límite",
		"fecha_limite",
		"FECHA-LÍMITE",
		"fecha  limite",
		"fecha li\xcc\x81mite", /* combining accent */
		"fecha\xc2\xa0límite",  /* no-break space */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		assert_int_equal(find(HITO_STEP, words[i]), HITO_KEY_DUE);
	assert_int_equal(find(HITO_STEP, "estimacion"), HITO_KEY_ESTIMATE);
	assert_int_equal(find(HITO_STEP, "Owner"), HITO_KEY_OWNER);
	assert_int_equal(find(HITO_STEP, "fechalimite"), HITO_KEY_COUNT);
}

static void one_word_means_what_the_thing_has(void **state)
{
	(void)state;
	assert_int_equal(find(HITO_KPI, "fecha"), HITO_KEY_BY);
	assert_int_equal(find(HITO_STEP, "fecha"), HITO_KEY_DUE);
	assert_int_equal(find(HITO_OBJECTIVE, "fecha"), HITO_KEY_DUE);
	assert_int_equal(find(HITO_PLAN, "fecha"), HITO_KEY_COUNT);
	assert_int_equal(find(HITO_PLAN, "fin"), HITO_KEY_END);
	assert_int_equal(find(HITO_STEP, "fin"), HITO_KEY_COUNT);
	assert_int_equal(find(HITO_KPI, "de"), HITO_KEY_FROM);
	assert_int_equal(find(HITO_KPI, "a"), HITO_KEY_TO);
	assert_int_equal(find(HITO_STEP, "a"), HITO_KEY_COUNT);
	assert_int_equal(find(HITO_KPI, "ahora"), HITO_KEY_NOW);
	assert_int_equal(find(HITO_STEP, "prueba"), HITO_KEY_EVIDENCE);
}

static void long_and_empty_words_are_no_keys(void **state)
{
	char word[65];

	(void)state;
	memset(word, 'a', sizeof(word));
	assert_int_equal(
		hito_key_find(HITO_KPI, (struct hito_str){word, sizeof(word)}),
		HITO_KEY_COUNT);
	assert_int_equal(find(HITO_KPI, ""), HITO_KEY_COUNT);
	assert_int_equal(hito_key_find(HITO_STEP, HITO_STR("due\0")),
			 HITO_KEY_COUNT);
	assert_int_equal(hito_key_find(HITO_STEP, HITO_STR("due\xff")),
			 HITO_KEY_COUNT);
}

static void the_nearest_word_is_offered(void **state)
{
	(void)state;
	assert_string_equal(near(HITO_STEP, "onwer"), "owner");
	assert_string_equal(near(HITO_STEP, "respnsable"), "responsable");
	assert_string_equal(near(HITO_STEP, "stimate"), "estimate");
	assert_string_equal(near(HITO_STEP, "depnede"), "depende");
	assert_string_equal(near(HITO_STEP, "status"), "state");
}

static void nothing_is_offered_from_afar(void **state)
{
	(void)state;
	assert_null(near(HITO_STEP, "colour"));
	assert_null(near(HITO_STEP, "x"));
	assert_null(near(HITO_STEP, ""));
	/* Two letters off are too many for a word of four. */
	assert_null(near(HITO_PLAN, "eldn"));
	assert_string_equal(near(HITO_PLAN, "edn"), "end");
	/* due: is no key of a plan. */
	assert_null(near(HITO_PLAN, "duee"));
}

static void keys_are_written_in_the_language(void **state)
{
	(void)state;
	assert_string_equal(
		hito_key_label(HITO_KEY_DUE, HITO_STEP, HITO_LANG_ES), "vence");
	assert_string_equal(hito_key_label(HITO_KEY_BY, HITO_KPI, HITO_LANG_ES),
			    "fecha");
	assert_string_equal(
		hito_key_label(HITO_KEY_DUE, HITO_STEP, HITO_LANG_EN), "due");
	assert_string_equal(
		hito_key_label(HITO_KEY_ID, HITO_STEP, HITO_LANG_ES), "id");
}

static void reserved_words_are_known(void **state)
{
	(void)state;
	assert_true(hito_key_is_reserved(HITO_STR("repeat")));
	assert_true(hito_key_is_reserved(HITO_STR("Repetir")));
	assert_false(hito_key_is_reserved(HITO_STR("review")));
	assert_int_equal(find(HITO_STEP, "repeat"), HITO_KEY_COUNT);
}

static void things_have_names(void **state)
{
	(void)state;
	assert_string_equal(hito_kind_name(HITO_PLAN), "plan");
	assert_string_equal(hito_kind_name(HITO_OBJECTIVE), "objective");
	assert_string_equal(hito_kind_name(HITO_KPI), "kpi");
	assert_string_equal(hito_kind_name(HITO_PERSON), "person");
	assert_string_equal(hito_kind_name(HITO_STEP), "step");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_name_finds_its_key),
		cmocka_unit_test(every_alias_finds_its_key),
		cmocka_unit_test(case_accents_and_gaps_do_not_count),
		cmocka_unit_test(one_word_means_what_the_thing_has),
		cmocka_unit_test(long_and_empty_words_are_no_keys),
		cmocka_unit_test(the_nearest_word_is_offered),
		cmocka_unit_test(nothing_is_offered_from_afar),
		cmocka_unit_test(keys_are_written_in_the_language),
		cmocka_unit_test(reserved_words_are_known),
		cmocka_unit_test(things_have_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
