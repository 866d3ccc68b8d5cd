/* SPDX-License-Identifier: MIT */
/* Messages in the making: where trailers and comments go. */
#include "unit.h"

#include "history/draft.h"

#define CUT "------------------------ >8 ------------------------\n"

static void added(const char *text, const char *expected)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_draft draft;
	struct hito_str is;

	hito_draft_read(hito_str_from(text), &draft);
	is = hito_draft_add(&draft, HITO_STR("Step: p/a\n"), arena);
	if (!hito_str_is(is, expected))
		fail_msg("of\n%s\nit made\n%.*s", text, HITO_STR_ARG(is));
	hito_arena_free(arena);
}

static void commented(const char *text, const char *expected)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_draft draft;
	struct hito_str is;

	hito_draft_read(hito_str_from(text), &draft);
	is = hito_draft_comment(&draft, HITO_STR("Step: p/a\n"), arena);
	if (!hito_str_is(is, expected))
		fail_msg("of\n%s\nit made\n%.*s", text, HITO_STR_ARG(is));
	hito_arena_free(arena);
}

static void trailers_go_to_the_end(void **state)
{
	(void)state;
	added("Subject\n", "Subject\n\nStep: p/a\n");
	added("Subject", "Subject\n\nStep: p/a\n");
	added("Subject\n\nBody: no\nmore\n\n\n",
	      "Subject\n\nBody: no\nmore\n\nStep: p/a\n\n\n");
	added("docs: subject\n", "docs: subject\n\nStep: p/a\n");
}

static void trailers_stand_together(void **state)
{
	(void)state;
	added("S\n\nSigned-off-by: ana\n",
	      "S\n\nSigned-off-by: ana\nStep: p/a\n");
	added("S\n\nB\n\nA: b\nC: d\n\n# x\n# y\n",
	      "S\n\nB\n\nA: b\nC: d\nStep: p/a\n\n# x\n# y\n");
}

static void line_ends_stay(void **state)
{
	(void)state;
	added("S\r\n\r\nbody\r\n", "S\r\n\r\nbody\r\n\r\nStep: p/a\r\n");
}

static void what_is_cut_off_stays(void **state)
{
	(void)state;
	added("S\n\n# one\n# two\n# " CUT "diff\n+x\n",
	      "S\n\nStep: p/a\n\n# one\n# two\n# " CUT "diff\n+x\n");
	commented("\n# one\n# two\n# " CUT "diff\n",
		  "\n# Step: p/a\n# one\n# two\n# " CUT "diff\n");
	commented("S\n; " CUT "; rest\n", "S\n; " CUT "; Step: p/a\n; rest\n");
}

static void other_marks_are_known(void **state)
{
	struct hito_draft draft;

	(void)state;
	commented("\n; one\n;\n", "\n; Step: p/a\n; one\n;\n");
	hito_draft_read(HITO_STR("S\n\n- a\n- b\n"), &draft);
	assert_int_equal(draft.mark, 0);
	hito_draft_read(HITO_STR("S\n\n# a heading of mine\n"), &draft);
	assert_int_equal(draft.mark, 0);
	hito_draft_read(HITO_STR("S\n\n#1 is mended\n\ntext\n"), &draft);
	assert_int_equal(draft.mark, 0);
}

static void nothing_written_is_empty(void **state)
{
	struct hito_draft draft;

	(void)state;
	hito_draft_read(HITO_STR(""), &draft);
	assert_true(draft.empty);
	hito_draft_read(HITO_STR("\n\n# one\n# two\n"), &draft);
	assert_true(draft.empty);
	hito_draft_read(HITO_STR("x\n# one\n# two\n"), &draft);
	assert_false(draft.empty);
	assert_false(hito_draft_is_fixup(&draft));
	hito_draft_read(HITO_STR("fixup! x\n"), &draft);
	assert_true(hito_draft_is_fixup(&draft));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(trailers_go_to_the_end),
		cmocka_unit_test(trailers_stand_together),
		cmocka_unit_test(line_ends_stay),
		cmocka_unit_test(what_is_cut_off_stays),
		cmocka_unit_test(other_marks_are_known),
		cmocka_unit_test(nothing_written_is_empty),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
