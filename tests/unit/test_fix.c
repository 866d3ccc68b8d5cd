/* SPDX-License-Identifier: MIT */
/* Fixing: which edits are taken, what they leave, what is taken back. */
#include "project.h"

#include "hito/fix.h"

#define PLAN "---\nplan: p\n---\n# Plan\n"

static struct hito_findings findings;
static struct hito_fixes fixes;

static int begin(void **state)
{
	if (unit_setup(state) != 0)
		return -1;
	hito_findings_init(&findings, arena);
	return 0;
}

static const struct hito_source *source_of(size_t index)
{
	return workspace->model->documents[index]->source;
}

/* A finding in a file that replaces [start, end) by text. */
static void suggest(size_t file, enum hito_safety safety, uint32_t start,
		    uint32_t end, const char *text)
{
	struct hito_span span = {start, end};

	hito_finding_fix(&findings,
			 hito_findings_add(&findings, HITO_RULE_F004,
					   source_of(file), span, "message"),
			 safety, span, hito_str_from(text));
}

static void start(enum hito_safety safety,
		  const struct hito_lint_options *options)
{
	static const struct hito_lint_options none = {.scope_count = 0};

	assert_true(hito_fixes_init(&fixes, workspace,
				    options ? options : &none, safety, arena,
				    NULL));
}

/* One round of what was suggested. */
static bool round_of(void)
{
	struct hito_finding *list =
		hito_new(arena, struct hito_finding, findings.count + 1);
	const struct hito_lint_result result = {.findings = list,
						.count = findings.count};
	bool changed;

	assert_non_null(list);
	for (size_t i = 0; i < findings.count; i++)
		list[i] = *findings.list[i];
	assert_true(hito_fixes_round(&fixes, workspace->model, &result,
				     &changed, NULL));
	return changed;
}

static const struct hito_fixed *the_file(void)
{
	assert_int_equal(fixes.count, 1);
	return fixes.list[0];
}

static void edits_apart_are_all_applied(void **state)
{
	(void)state;
	READ({"plans/p.md", PLAN});
	start(HITO_FIX_SAFE, NULL);
	suggest(0, HITO_FIX_SAFE, 18, 22, "Good plan");
	suggest(0, HITO_FIX_SAFE, 10, 11, "");
	suggest(0, HITO_FIX_SAFE, 4, 4, "x: y\n");
	assert_true(round_of());
	unit_assert_str(the_file()->after,
			"---\nx: y\nplan: \n---\n# Good plan\n");
	assert_int_equal(the_file()->count, 3);
	unit_assert_str(the_file()->before, PLAN);
	assert_true(hito_fixed_is_changed(the_file()));
}

static void of_those_that_overlap_the_first_by_place_wins(void **state)
{
	(void)state;
	READ({"plans/p.md", PLAN});
	start(HITO_FIX_SAFE, NULL);
	suggest(0, HITO_FIX_SAFE, 6, 9, "LATER");
	suggest(0, HITO_FIX_SAFE, 4, 8, "first");
	suggest(0, HITO_FIX_SAFE, 9, 10, ".");
	assert_true(round_of());
	unit_assert_str(the_file()->after, "---\nfirst:.p\n---\n# Plan\n");
	assert_int_equal(the_file()->count, 2);
}

static void two_insertions_at_one_place_take_two_rounds(void **state)
{
	(void)state;
	READ({"plans/p.md", PLAN});
	start(HITO_FIX_SAFE, NULL);
	suggest(0, HITO_FIX_SAFE, 4, 4, "a: 1\n");
	suggest(0, HITO_FIX_SAFE, 4, 4, "b: 2\n");
	suggest(0, HITO_FIX_SAFE, 4, 5, "P");
	assert_true(round_of());
	unit_assert_str(the_file()->after, "---\na: 1\nplan: p\n---\n# Plan\n");
}

/* What lies between two edits of one fix is not certain any more. */
static void a_fix_of_two_edits_is_applied_whole_or_not(void **state)
{
	(void)state;
	READ({"plans/p.md", PLAN});
	start(HITO_FIX_SAFE, NULL);
	suggest(0, HITO_FIX_SAFE, 0, 3, "~~~");
	hito_finding_fix(&findings, findings.list[0], HITO_FIX_SAFE,
			 (struct hito_span){12, 15}, HITO_STR("~~~"));
	suggest(0, HITO_FIX_SAFE, 10, 11, "q");
	suggest(0, HITO_FIX_SAFE, 18, 22, "Fin");
	assert_true(round_of());
	unit_assert_str(the_file()->after, "~~~\nplan: p\n~~~\n# Fin\n");
}

static void only_what_is_certain_enough_is_applied(void **state)
{
	(void)state;
	READ({"plans/p.md", PLAN});
	start(HITO_FIX_SAFE, NULL);
	suggest(0, HITO_FIX_SUGGESTED, 4, 8, "x");
	suggest(0, HITO_FIX_TEMPLATE, 10, 11, "y");
	assert_false(round_of());
	assert_int_equal(fixes.count, 0);
	start(HITO_FIX_TEMPLATE, NULL);
	assert_true(round_of());
	unit_assert_str(the_file()->after, "---\nx: p\n---\n# Plan\n");
}

static void what_changes_nothing_is_no_fix(void **state)
{
	(void)state;
	READ({"plans/p.md", PLAN});
	start(HITO_FIX_SAFE, NULL);
	suggest(0, HITO_FIX_SAFE, 4, 8, "plan");
	suggest(0, HITO_FIX_SAFE, 5, 5, "");
	assert_false(round_of());
}

static void edits_out_of_the_text_are_refused(void **state)
{
	(void)state;
	READ({"plans/p.md", PLAN});
	start(HITO_FIX_SAFE, NULL);
	suggest(0, HITO_FIX_SAFE, 20, 2000, "x");
	suggest(0, HITO_FIX_SAFE, 8, 4, "x");
	assert_false(round_of());
}

static void a_conflict_is_not_touched(void **state)
{
	static const char text[] = PLAN "<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n";
	uint32_t at = sizeof(PLAN) - 1 + 10;

	(void)state;
	READ({"plans/p.md", text});
	start(HITO_FIX_SAFE, NULL);
	suggest(0, HITO_FIX_SAFE, at, at + 1, "z");
	assert_false(round_of());
	suggest(0, HITO_FIX_SAFE, 10, 11, "q");
	assert_true(round_of());
}

static void lines_know_where_they_come_from(void **state)
{
	const struct hito_fixed *file;

	(void)state;
	READ({"plans/p.md", "---\r\nplan: p\r\n---\r\n# Plan"});
	start(HITO_FIX_SAFE, NULL);
	suggest(0, HITO_FIX_SAFE, 5, 5, "a: b\r\n");
	suggest(0, HITO_FIX_SAFE, 21, 25, "Fin");
	assert_true(round_of());
	file = the_file();
	unit_assert_str(file->after, "---\r\na: b\r\nplan: p\r\n---\r\n# Fin");
	assert_int_equal(file->line_count, 5);
	assert_int_equal(file->origins[0], 0);
	assert_int_equal(file->origins[1], HITO_FIX_NEW);
	assert_int_equal(file->origins[2], 1);
	assert_int_equal(file->origins[3], 2);
	assert_int_equal(file->origins[4], HITO_FIX_NEW);
}

static void only_one_file_may_be_meant(void **state)
{
	(void)state;
	READ({"plans/p.md", PLAN}, {"plans/q.md", "---\nplan: q\n---\n"});
	start(HITO_FIX_SAFE, NULL);
	fixes.only = HITO_STR("plans/q.md");
	suggest(0, HITO_FIX_SAFE, 10, 11, "x");
	suggest(1, HITO_FIX_SAFE, 10, 11, "y");
	assert_true(round_of());
	unit_assert_str(the_file()->after, "---\nplan: y\n---\n");
}

static void scopes_move_with_the_text(void **state)
{
	const struct hito_lint_scope scope = {.path = HITO_STR("plans/p.md"),
					      .span = {16, 22}};
	const struct hito_lint_options options = {.scopes = &scope,
						  .scope_count = 1};

	(void)state;
	READ({"plans/p.md", PLAN});
	start(HITO_FIX_SAFE, &options);
	suggest(0, HITO_FIX_SAFE, 4, 8, "p");
	suggest(0, HITO_FIX_SAFE, 18, 22, "A longer plan");
	assert_true(round_of());
	assert_int_equal(fixes.scopes[0].span.start, 13);
	assert_int_equal(fixes.scopes[0].span.end, 28);
	assert_true(hito_fixes_give_up(&fixes, fixes.list[0]));
	assert_int_equal(fixes.scopes[0].span.start, 16);
	unit_assert_str(the_file()->after, PLAN);
	assert_false(round_of());
}

static void fixes_that_undo_each_other_end(void **state)
{
	(void)state;
	READ({"plans/p.md", PLAN});
	start(HITO_FIX_SAFE, NULL);
	suggest(0, HITO_FIX_SAFE, 18, 22, "Fin");
	assert_true(round_of());
	READ({"plans/p.md", "---\nplan: p\n---\n# Fin\n"});
	hito_findings_init(&findings, arena);
	suggest(0, HITO_FIX_SAFE, 18, 21, "Plan");
	assert_true(round_of());
	unit_assert_str(the_file()->after, PLAN);
	READ({"plans/p.md", PLAN});
	hito_findings_init(&findings, arena);
	suggest(0, HITO_FIX_SAFE, 18, 22, "Fin");
	assert_false(round_of());
	assert_false(hito_fixed_is_changed(the_file()));
}

/* The workspace of the texts as they are after a round. */
static bool is_taken_back(const char *text)
{
	bool changed;

	READ({"plans/p.md", text});
	assert_true(hito_fixes_check(&fixes, workspace, &changed, NULL));
	return changed;
}

static void a_fix_that_makes_an_error_of_form_is_taken_back(void **state)
{
	(void)state;
	READ({"plans/p.md", PLAN});
	start(HITO_FIX_SAFE, NULL);
	suggest(0, HITO_FIX_SAFE, 12, 15, "plan: q\n---");
	assert_true(round_of());
	assert_true(is_taken_back("---\nplan: p\nplan: q\n---\n# Plan\n"));
	assert_int_equal(the_file()->refused, HITO_RULE_F002);
	assert_false(hito_fixed_is_changed(the_file()));
	assert_false(is_taken_back(PLAN));
}

/* Then the safe ones are tried alone. */
static void suggested_fixes_are_taken_back_first(void **state)
{
	(void)state;
	READ({"plans/p.md", PLAN});
	start(HITO_FIX_SUGGESTED, NULL);
	suggest(0, HITO_FIX_SUGGESTED, 12, 15, "plan: q\n---");
	suggest(0, HITO_FIX_SAFE, 18, 22, "Fin");
	assert_true(round_of());
	assert_true(is_taken_back("---\nplan: p\nplan: q\n---\n# Fin\n"));
	assert_int_equal(the_file()->refused, HITO_RULE_F002);
	READ({"plans/p.md", PLAN});
	hito_findings_init(&findings, arena);
	suggest(0, HITO_FIX_SUGGESTED, 12, 15, "plan: q\n---");
	suggest(0, HITO_FIX_SAFE, 18, 22, "Fin");
	assert_true(round_of());
	unit_assert_str(the_file()->after, "---\nplan: p\n---\n# Fin\n");
	assert_false(is_taken_back("---\nplan: p\n---\n# Fin\n"));
}

static void an_error_that_was_there_takes_nothing_back(void **state)
{
	(void)state;
	READ({"plans/p.md", "---\nplan: p\nplan: q\n---\n# Plan\n"});
	start(HITO_FIX_SAFE, NULL);
	suggest(0, HITO_FIX_SAFE, 26, 30, "Fin");
	assert_true(round_of());
	assert_false(is_taken_back("---\nplan: p\nplan: q\n---\n# Fin\n"));
	assert_true(hito_fixed_is_changed(the_file()));
}

static void an_error_elsewhere_takes_all_back(void **state)
{
	(void)state;
	READ({"plans/p.md", PLAN}, {"plans/q.md", "---\nplan: q\n---\n# Q\n"});
	start(HITO_FIX_SAFE, NULL);
	suggest(1, HITO_FIX_SAFE, 10, 11, "r");
	assert_true(round_of());
	assert_true(is_taken_back("---\nplan: p\nplan: p\n---\n# Plan\n"));
	assert_false(hito_fixed_is_changed(the_file()));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, unit_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(edits_apart_are_all_applied),
		TEST(of_those_that_overlap_the_first_by_place_wins),
		TEST(two_insertions_at_one_place_take_two_rounds),
		TEST(a_fix_of_two_edits_is_applied_whole_or_not),
		TEST(only_what_is_certain_enough_is_applied),
		TEST(what_changes_nothing_is_no_fix),
		TEST(edits_out_of_the_text_are_refused),
		TEST(a_conflict_is_not_touched),
		TEST(lines_know_where_they_come_from),
		TEST(only_one_file_may_be_meant),
		TEST(scopes_move_with_the_text),
		TEST(fixes_that_undo_each_other_end),
		TEST(a_fix_that_makes_an_error_of_form_is_taken_back),
		TEST(suggested_fixes_are_taken_back_first),
		TEST(an_error_that_was_there_takes_nothing_back),
		TEST(an_error_elsewhere_takes_all_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
