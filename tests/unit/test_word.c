/* SPDX-License-Identifier: MIT */
/* Words of values: states, priorities, rhythms, milestones. */
#include "unit.h"

#include "plan/word.h"

static enum hito_word find(enum hito_type type, enum hito_kind kind,
			   const char *text)
{
	return hito_word_find(type, kind, hito_str_from(text));
}

static enum hito_word step_state(const char *text)
{
	return find(HITO_TYPE_STATE, HITO_STEP, text);
}

static void states_of_steps_in_both_languages(void **state)
{
	(void)state;
	assert_int_equal(step_state("todo"), HITO_TODO);
	assert_int_equal(step_state("pendiente"), HITO_TODO);
	assert_int_equal(step_state("en curso"), HITO_DOING);
	assert_int_equal(step_state("en-curso"), HITO_DOING);
	assert_int_equal(step_state("En_Curso"), HITO_DOING);
	assert_int_equal(step_state("bloqueada"), HITO_BLOCKED);
	assert_int_equal(step_state("hecha"), HITO_DONE);
	assert_int_equal(step_state("terminado"), HITO_DONE);
	assert_int_equal(step_state("completado"), HITO_DONE);
	assert_int_equal(step_state("finalizado"), HITO_DONE);
	assert_int_equal(step_state("descartado"), HITO_DROPPED);
	assert_int_equal(step_state("cancelado"), HITO_DROPPED);
}

static void plans_and_steps_have_states_of_their_own(void **state)
{
	(void)state;
	assert_int_equal(step_state("borrador"), HITO_WORD_NONE);
	assert_int_equal(step_state("active"), HITO_WORD_NONE);
	assert_int_equal(find(HITO_TYPE_STATE, HITO_PLAN, "borrador"),
			 HITO_DRAFT);
	assert_int_equal(find(HITO_TYPE_STATE, HITO_PLAN, "activo"),
			 HITO_ACTIVE);
	assert_int_equal(find(HITO_TYPE_STATE, HITO_PLAN, "doing"),
			 HITO_WORD_NONE);
	assert_int_equal(find(HITO_TYPE_STATE, HITO_PLAN, "hecho"), HITO_DONE);
}

static void types_do_not_share_words(void **state)
{
	(void)state;
	assert_int_equal(step_state("high"), HITO_WORD_NONE);
	assert_int_equal(find(HITO_TYPE_PRIORITY, HITO_STEP, "media"),
			 HITO_NORMAL);
	assert_int_equal(find(HITO_TYPE_PRIORITY, HITO_STEP, "Alta"),
			 HITO_HIGH);
	assert_int_equal(find(HITO_TYPE_REVIEW, HITO_PLAN, "quincenal"),
			 HITO_FORTNIGHTLY);
	assert_int_equal(find(HITO_TYPE_TEXT, HITO_STEP, "hito"),
			 HITO_MILESTONE);
	assert_int_equal(find(HITO_TYPE_TEXT, HITO_KPI, "hito"),
			 HITO_WORD_NONE);
	assert_int_equal(find(HITO_TYPE_DAY, HITO_STEP, "weekly"),
			 HITO_WORD_NONE);
}

static void every_word_is_found_by_its_name(void **state)
{
	static const struct {
		enum hito_type type;
		enum hito_kind kind;
	} places[] = {{HITO_TYPE_STATE, HITO_STEP},
		      {HITO_TYPE_STATE, HITO_PLAN},
		      {HITO_TYPE_PRIORITY, HITO_STEP},
		      {HITO_TYPE_REVIEW, HITO_PLAN},
		      {HITO_TYPE_TEXT, HITO_STEP}};

	(void)state;
	for (int i = HITO_TODO; i < HITO_WORD_COUNT; i++) {
		enum hito_word word = (enum hito_word)i;
		int found = 0;

		if (word == HITO_FOREIGN)
			continue;
		for (size_t j = 0; j < sizeof(places) / sizeof(places[0]); j++)
			found += find(places[j].type, places[j].kind,
				      hito_word_name(word)) == word &&
				 find(places[j].type, places[j].kind,
				      hito_word_label(word, HITO_LANG_ES)) ==
					 word;
		assert_true(found > 0);
	}
}

static void labels_are_for_people(void **state)
{
	(void)state;
	assert_string_equal(hito_word_label(HITO_DOING, HITO_LANG_ES),
			    "en curso");
	assert_string_equal(hito_word_label(HITO_DOING, HITO_LANG_EN), "doing");
	assert_string_equal(hito_word_label(HITO_DOING, HITO_LANG_NONE),
			    "doing");
	assert_string_equal(hito_word_label(HITO_FOREIGN, HITO_LANG_ES), "");
	assert_string_equal(hito_word_name(HITO_WORD_NONE), "");
}

static void nearest_words_keep_to_the_language(void **state)
{
	(void)state;
	assert_string_equal(hito_word_nearest(HITO_TYPE_STATE, HITO_STEP,
					      HITO_LANG_ES,
					      HITO_STR("en curzo")),
			    "en curso");
	assert_string_equal(hito_word_nearest(HITO_TYPE_STATE, HITO_STEP,
					      HITO_LANG_EN, HITO_STR("donne")),
			    "done");
	assert_null(hito_word_nearest(HITO_TYPE_STATE, HITO_STEP, HITO_LANG_EN,
				      HITO_STR("en curzo")));
	assert_null(hito_word_nearest(HITO_TYPE_STATE, HITO_STEP, HITO_LANG_ES,
				      HITO_STR("maybe later")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(states_of_steps_in_both_languages),
		cmocka_unit_test(plans_and_steps_have_states_of_their_own),
		cmocka_unit_test(types_do_not_share_words),
		cmocka_unit_test(every_word_is_found_by_its_name),
		cmocka_unit_test(labels_are_for_people),
		cmocka_unit_test(nearest_words_keep_to_the_language),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
