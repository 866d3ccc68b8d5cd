/* SPDX-License-Identifier: MIT */
/* Trailers: which lines count, what they set, what is not of the form. */
#include "unit.h"

#include <stdio.h>

#include "history/trailer.h"
#include "hito/limits.h"

static char day_text[HITO_DAY_SIZE];

/* "plan/step key=value|key=[a|b] @day", or "?" before one not of the form. */
static const char *told(struct hito_arena *arena, const char *message)
{
	struct hito_str text = HITO_STR("");
	struct hito_trailer *list;
	struct hito_err err = {.code = HITO_OK};
	size_t count;

	assert_true(hito_trailers_read(hito_str_from(message), NULL, arena,
				       &list, &count, &err));
	for (size_t i = 0; i < count; i++) {
		text = hito_arena_printf(
			arena, "%.*s%s%s%.*s/%.*s", HITO_STR_ARG(text),
			list[i].readable ? "" : "?", list[i].review ? "r:" : "",
			HITO_STR_ARG(list[i].plan), HITO_STR_ARG(list[i].id));
		for (size_t j = 0; j < list[i].fact_count; j++) {
			const struct hito_fact *fact = &list[i].facts[j];

			assert_true(fact->readable);
			text = hito_arena_printf(arena, "%.*s %s=%.*s%s",
						 HITO_STR_ARG(text),
						 hito_key_info(fact->key)->name,
						 HITO_STR_ARG(fact->text),
						 fact->list ? " (list)" : "");
		}
		if (list[i].day != HITO_DAY_NONE)
			text = hito_arena_printf(
				arena, "%.*s @%s", HITO_STR_ARG(text),
				hito_day_format(list[i].day, day_text));
		text = hito_arena_printf(arena, "%.*s;", HITO_STR_ARG(text));
	}
	assert_non_null(text.ptr);
	return text.ptr;
}

static void check(const char *const cases[][2], size_t count)
{
	struct hito_arena *arena = hito_arena_new(NULL);

	for (size_t i = 0; i < count; i++) {
		char message[512];

		snprintf(message, sizeof(message), "subject\n\n%s",
			 cases[i][0]);
		if (strcmp(told(arena, message), cases[i][1]) != 0)
			fail_msg("%s\nis  %s\nnot %s", cases[i][0],
				 told(arena, message), cases[i][1]);
	}
	hito_arena_free(arena);
}
#define CHECK(cases) check(cases, sizeof(cases) / sizeof((cases)[0]))

static void lines_in_column_0_count(void **state)
{
	static const char *const cases[][2] = {
		{"Step: p/a", "p/a;"},
		{"Step: p/a\r\nStep: p/b\r\n", "p/a;p/b;"},
		{"text\nStep: p/a\nmore text\n\nStep: b", "p/a;/b;"},
		{" Step: p/a\n* Step: p/b\n\tStep: c", ""},
		{"step: p/a\nStep:p/b\nSTEP: p/c\nSteps: p/d", ""},
		{"Reviewed-plan: p", "r:p/;"},
		{"Reviewed-plan: p 2026-03-04", "r:p/ @2026-03-04;"},
		{"Reviewed-plan: p tomorrow\nReviewed-plan: \n", "?r:p/;?r:/;"},
		{"Reviewed-plan: p 2026-03-04 x", "?r:p/ @2026-03-04;"},
	};
	struct hito_arena *arena = hito_arena_new(NULL);

	(void)state;
	CHECK(cases);
	assert_string_equal(told(arena, "Step: p/a done"), "");
	assert_string_equal(told(arena, "\n\r\n \nStep: a\nStep: b"), "/b;");
	assert_string_equal(told(arena, ""), "");
	hito_arena_free(arena);
}

static void values_are_as_in_a_file(void **state)
{
	static const char *const cases[][2] = {
		{"Step: p/a done", "p/a state=done;"},
		{"Step: p/a hecha 2026-03-04", "p/a state=done @2026-03-04;"},
		{"Step: p/a en curso", "p/a state=doing;"},
		{"Step: p/a en curso 2026-03-04",
		 "p/a state=doing @2026-03-04;"},
		{"Step: p/a \"En Curso\"", "p/a state=doing;"},
		{"Step: p/a 2026-03-04", "p/a @2026-03-04;"},
		{"Step: p/a due=2026-03-31", "p/a due=2026-03-31;"},
		{"Step: p/a vence=2026-03-31 responsable=@ana 2026-03-04",
		 "p/a due=2026-03-31 owner=ana @2026-03-04;"},
		{"Step: p/a Estado=Hecho  STATE=blocked",
		 "p/a state=done state=blocked;"},
		{"Step: p/a title=\"A \\\"new\\\" title: here\"",
		 "p/a title=A \"new\" title: here;"},
		{"Step: p/a needs=b,q/c", "p/a needs=b, q/c (list);"},
		{"Step: p/a depende=\"b, q/c,\" done",
		 "p/a needs=b, q/c (list) state=done;"},
		{"Step: p/a estimate=4h cost=600EUR",
		 "p/a estimate=4h cost=600 EUR;"},
		{"Step: p/a objective=growth", "p/a objective=growth;"},
		{"Step: p/a due= owner=\"\"", "p/a due= owner=;"},
		{"Step: BACK-2.1 done", "/BACK-2.1 state=done;"},
	};

	(void)state;
	CHECK(cases);
}

static void others_are_shown_not_guessed(void **state)
{
	static const char *const cases[][2] = {
		{"Step: ", "?/;"},
		{"Step: one of many", "?/one;"},
		{"Step: p/a dnoe", "?p/a;"},
		{"Step: p/a due=soon", "?p/a;"},
		{"Step: p/a due=2026-02-30", "?p/a;"},
		{"Step: p/a color=red", "?p/a;"},
		{"Step: p/a id=b", "?p/a;"},
		{"Step: p/a done=", "?p/a;"},
		{"Step: p/a title=\"open", "?p/a;"},
		{"Step: p/a title=a\"b\"", "?p/a;"},
		{"Step: p/a title=two words", "?p/a;"},
		{"Step: p/a 2026-03-04 done", "?p/a;"},
		{"Step: /a done", "?/a;"},
		{"Step: p/ done", "?p/;"},
	};

	(void)state;
	CHECK(cases);
}

static void the_whole_line_is_kept(void **state)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_trailer *list;
	struct hito_err err = {.code = HITO_OK};
	size_t count;

	(void)state;
	assert_true(hito_trailers_read(HITO_STR("s\nStep: p/a nonsense \r\n"),
				       NULL, arena, &list, &count, &err));
	assert_int_equal(count, 1);
	unit_assert_str(list[0].text, "Step: p/a nonsense");
	assert_int_equal(list[0].fact_count, 0);
	hito_arena_free(arena);
}

static void too_many_are_cut_and_told(void **state)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_out_memory memory;
	struct hito_trailer *list;
	struct hito_out out;
	struct hito_err err = {.code = HITO_OK};
	size_t count;

	(void)state;
	hito_out_to_memory(&out, &memory, arena, 4 << 20);
	hito_out_text(&out, "subject\n");
	for (unsigned i = 0; i < HITO_LIMIT_TRAILERS + 5; i++)
		hito_out_text(&out, "Step: p/a\n");
	assert_true(
		hito_trailers_read((struct hito_str){memory.ptr, memory.len},
				   NULL, arena, &list, &count, &err));
	assert_int_equal(count, HITO_LIMIT_TRAILERS + 1);
	assert_true(list[HITO_LIMIT_TRAILERS - 1].readable);
	assert_false(list[HITO_LIMIT_TRAILERS].readable);
	hito_out_to_memory(&out, &memory, arena, 4 << 20);
	hito_out_text(&out, "subject\nStep: p/a needs=b");
	hito_out_repeat(&out, ',', 1 << 20);
	assert_true(
		hito_trailers_read((struct hito_str){memory.ptr, memory.len},
				   NULL, arena, &list, &count, &err));
	assert_int_equal(count, 1);
	assert_false(list[0].readable);
	hito_arena_free(arena);
}

static bool read_some(struct hito_arena *arena)
{
	struct hito_trailer *list;
	struct hito_err err = {.code = HITO_OK};
	size_t count;

	if (hito_trailers_read(HITO_STR("s\nStep: p/a done needs=\"b, c\" "
					"due=2026-03-31 2026-03-04\n"
					"Reviewed-plan: p\n"),
			       NULL, arena, &list, &count, &err)) {
		assert_int_equal(count, 2);
		assert_int_equal(list[0].fact_count, 3);
		assert_true(list[0].readable);
		return true;
	}
	assert_int_equal(err.code, HITO_ERR_MEMORY);
	return false;
}

static void every_allocation_may_fail(void **state)
{
	(void)state;
	assert_true(unit_until_done(read_some) >= 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_in_column_0_count),
		cmocka_unit_test(values_are_as_in_a_file),
		cmocka_unit_test(others_are_shown_not_guessed),
		cmocka_unit_test(the_whole_line_is_kept),
		cmocka_unit_test(too_many_are_cut_and_told),
		cmocka_unit_test(every_allocation_may_fail),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
