/* SPDX-License-Identifier: MIT */
/* Names: what things of before are called today. */
#include "unit.h"

#include <stdio.h>

#include "history/name.h"
#include "hito/workspace.h"

/* The names that a plan file teaches. */
static void learn(struct hito_arena *arena, const char *text,
		  struct hito_names *names)
{
	struct hito_file file = {.path = HITO_STR("plans/p.md"),
				 .text = hito_str_from(text)};
	struct hito_workspace *workspace = NULL;
	struct hito_project *project = NULL;
	struct hito_err err = {.code = HITO_OK};

	hito_names_init(names, arena);
	assert_true(hito_project_default(arena, &project, &err));
	assert_true(hito_workspace_from_files(project, &file, 1, arena,
					      &workspace, &err));
	assert_true(hito_names_learn(names, workspace->model, &err));
}

/* "plan/id" as it is called today. */
static const char *today(const struct hito_names *names, enum hito_kind kind,
			 const char *plan, const char *id)
{
	static char text[64];
	struct hito_str p = hito_str_from(plan), i = hito_str_from(id);

	hito_names_today(names, kind, &p, &i);
	snprintf(text, sizeof(text), "%.*s/%.*s", HITO_STR_ARG(p),
		 HITO_STR_ARG(i));
	return text;
}

#define PLAN(head, step)                                      \
	"---\nplan: p\n" head "---\n# P\n\n## O\n\n### S\n\n" \
	"```yaml step\nid: s\n" step "```\n"

static void without_formerly_all_stay(void **state)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_names names;

	(void)state;
	learn(arena, PLAN("", ""), &names);
	assert_string_equal(today(&names, HITO_STEP, "p", "s"), "p/s");
	assert_string_equal(today(&names, HITO_STEP, "q", "x"), "q/x");
	assert_false(names.crosses);
	hito_arena_free(arena);
}

static void a_step_had_another_id(void **state)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_names names;

	(void)state;
	learn(arena, PLAN("", "formerly: old\n"), &names);
	assert_string_equal(today(&names, HITO_STEP, "p", "old"), "p/s");
	assert_string_equal(today(&names, HITO_STEP, "q", "old"), "q/old");
	assert_string_equal(today(&names, HITO_KPI, "p", "old"), "p/old");
	assert_false(names.crosses);
	hito_arena_free(arena);
}

static void a_step_had_several_ids(void **state)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_names names;

	(void)state;
	learn(arena, PLAN("", "formerly: [old, older]\n"), &names);
	assert_string_equal(today(&names, HITO_STEP, "p", "old"), "p/s");
	assert_string_equal(today(&names, HITO_STEP, "p", "older"), "p/s");
	hito_arena_free(arena);
}

static void a_step_was_of_another_plan(void **state)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_names names;

	(void)state;
	learn(arena, PLAN("", "formerly: q/old\n"), &names);
	assert_string_equal(today(&names, HITO_STEP, "q", "old"), "p/s");
	assert_string_equal(today(&names, HITO_STEP, "p", "old"), "p/old");
	assert_true(names.crosses);
	hito_arena_free(arena);
}

static void a_plan_had_another_id(void **state)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_names names;

	(void)state;
	learn(arena, PLAN("formerly: q\n", ""), &names);
	assert_string_equal(today(&names, HITO_PLAN, "q", ""), "p/");
	assert_string_equal(today(&names, HITO_STEP, "q", "s"), "p/s");
	assert_string_equal(today(&names, HITO_OBJECTIVE, "q", "o"), "p/o");
	assert_string_equal(today(&names, HITO_KPI, "q", "k"), "p/k");
	assert_false(names.crosses);
	hito_arena_free(arena);
}

static void a_step_was_renamed_in_a_renamed_plan(void **state)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_names names;

	(void)state;
	learn(arena, PLAN("formerly: q\n", "formerly: old\n"), &names);
	assert_string_equal(today(&names, HITO_STEP, "q", "old"), "p/s");
	assert_string_equal(today(&names, HITO_STEP, "p", "old"), "p/s");
	assert_string_equal(today(&names, HITO_STEP, "q", "other"), "p/other");
	hito_arena_free(arena);
}

static void texts_are_kept_once(void **state)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_names names;
	char text[] = "abc", same[] = "abc";
	struct hito_str one, two;

	(void)state;
	hito_names_init(&names, arena);
	one = hito_names_keep(&names, hito_str_from(text));
	two = hito_names_keep(&names, hito_str_from(same));
	assert_ptr_not_equal(one.ptr, text);
	assert_ptr_equal(one.ptr, two.ptr);
	unit_assert_str(one, "abc");
	assert_non_null(hito_names_keep(&names, HITO_STR("")).ptr);
	hito_arena_free(arena);
}

static bool keep(struct hito_arena *arena)
{
	struct hito_names names;

	hito_names_init(&names, arena);
	return hito_names_keep(&names, HITO_STR("abc")).ptr != NULL;
}

static void memory_may_end(void **state)
{
	(void)state;
	assert_true(unit_until_done(keep) > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_formerly_all_stay),
		cmocka_unit_test(a_step_had_another_id),
		cmocka_unit_test(a_step_had_several_ids),
		cmocka_unit_test(a_step_was_of_another_plan),
		cmocka_unit_test(a_plan_had_another_id),
		cmocka_unit_test(a_step_was_renamed_in_a_renamed_plan),
		cmocka_unit_test(texts_are_kept_once),
		cmocka_unit_test(memory_may_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
