/* SPDX-License-Identifier: MIT */
/* Pieces of a setup: put in once, taken out without a trace. */
#include "unit.h"

#include <string.h>

#include "edit/setup.h"

static struct hito_piece lines_of(const char *text, const char *folder)
{
	return (struct hito_piece){.kind = HITO_PIECE_LINES,
				   .text = hito_str_from(text),
				   .folder = hito_str_from(folder)};
}

static struct hito_str put(const struct hito_piece *piece,
			   struct hito_str before, struct hito_arena *arena)
{
	struct hito_str after;

	assert_true(hito_piece_put(piece, before, arena, &after));
	assert_int_equal(hito_piece_find(piece, after), HITO_PIECE_THERE);
	return after;
}

static void check_trace(const struct hito_piece *piece, const char *text,
			struct hito_arena *arena)
{
	struct hito_str before = hito_str_from(text), after, back;

	assert_int_equal(hito_piece_find(piece, before), HITO_PIECE_MISSING);
	after = put(piece, before, arena);
	assert_true(hito_piece_take(piece, after, arena, &back));
	assert_non_null(back.ptr);
	assert_int_equal(back.len, before.len);
	assert_memory_equal(back.ptr, before.ptr, before.len);
}

static void leaves_no_trace(void **state)
{
	static const char *const texts[] = {
		"",           "\n",     "a",          "a\n",
		"a\r\nb\r\n", "a\r\nb", "a\n\n\n",    "# >>> hitox\n",
		"\r\n",       "# <<<",  "a\r\nb\n\n",
	};
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_piece piece = lines_of("x y\nz\n", "");

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		check_trace(&piece, texts[i], arena);
	piece.kind = HITO_PIECE_HOOK;
	check_trace(&piece, "#!/bin/sh", arena);
	check_trace(&piece, "#!/bin/sh\n", arena);
	check_trace(&piece, "#! /usr/bin/env  bash -e\nexit 0\n", arena);
	check_trace(&piece, "#!/usr/bin/env zsh\nexit 0", arena);
	hito_arena_free(arena);
}

static void makes_a_file_and_takes_it_away(void **state)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_piece piece = lines_of("x\n", "");
	struct hito_str none = {NULL, 0}, after, back;

	(void)state;
	assert_int_equal(hito_piece_find(&piece, none), HITO_PIECE_MISSING);
	after = put(&piece, none, arena);
	assert_true(
		hito_str_is(after, "# >>> hito (new file)\nx\n# <<< hito\n"));
	assert_true(hito_piece_take(&piece, after, arena, &back));
	assert_null(back.ptr);
	after = HITO_STR("# >>> hito (new file)\nx\n# <<< hito\nmore\n");
	assert_true(hito_piece_take(&piece, after, arena, &back));
	assert_true(hito_str_is(back, "more\n"));
	piece.kind = HITO_PIECE_HOOK;
	after = put(&piece, none, arena);
	assert_true(hito_str_starts(after, "#!/bin/sh\n# >>> hito"));
	assert_true(hito_piece_take(&piece, after, arena, &back));
	assert_null(back.ptr);
	hito_arena_free(arena);
}

static void renews_what_is_between_the_marks(void **state)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_piece piece = lines_of("new\n", "");
	struct hito_str before =
		HITO_STR("a\r\n# >>> hito\r\nold\r\n# <<< hito\r\nb\r\n");
	struct hito_str after;

	(void)state;
	assert_int_equal(hito_piece_find(&piece, before), HITO_PIECE_OTHER);
	after = put(&piece, before, arena);
	assert_true(hito_str_is(
		after, "a\r\n# >>> hito\r\nnew\r\n# <<< hito\r\nb\r\n"));
	hito_arena_free(arena);
}

static void keeps_folders_apart(void **state)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_piece one = lines_of("1\n", "docs");
	struct hito_piece two = lines_of("2\n", "docs/b");
	struct hito_piece top = lines_of("3\n", "");
	struct hito_str text = put(&one, HITO_STR("a\n"), arena);

	(void)state;
	assert_int_equal(hito_piece_find(&two, text), HITO_PIECE_MISSING);
	assert_int_equal(hito_piece_find(&top, text), HITO_PIECE_MISSING);
	text = put(&top, put(&two, text, arena), arena);
	assert_int_equal(hito_piece_find(&one, text), HITO_PIECE_THERE);
	assert_true(hito_piece_take(&two, text, arena, &text));
	assert_true(hito_piece_take(&one, text, arena, &text));
	assert_true(hito_piece_take(&top, text, arena, &text));
	assert_true(hito_str_is(text, "a\n"));
	hito_arena_free(arena);
}

static void refuses_marks_without_the_other(void **state)
{
	static const char *const broken[] = {
		"# >>> hito\nx\n",
		"x\n# <<< hito\n",
		"# <<< hito\n# >>> hito\n",
		"# >>> hito\nx\n# >>> hito\ny\n# <<< hito\n",
	};
	struct hito_piece piece = lines_of("x\n", "");

	(void)state;
	for (size_t i = 0; i < sizeof(broken) / sizeof(broken[0]); i++)
		assert_int_equal(
			hito_piece_find(&piece, hito_str_from(broken[i])),
			HITO_PIECE_BROKEN);
}

static void leaves_other_scripts(void **state)
{
	static const char *const strange[] = {
		"",
		"exit 0\n",
		"#!/usr/bin/python3\n",
		"#!/usr/bin/env perl\n",
		"#!/bin/sh\r\nexit 0\r\n",
		"#!/usr/bin/fish\n",
		"#!\n",
	};
	struct hito_piece piece = lines_of("x\n", "");

	(void)state;
	piece.kind = HITO_PIECE_HOOK;
	for (size_t i = 0; i < sizeof(strange) / sizeof(strange[0]); i++)
		assert_int_equal(
			hito_piece_find(&piece, hito_str_from(strange[i])),
			HITO_PIECE_STRANGE);
}

static void knows_its_files_by_their_form(void **state)
{
	static const struct hito_str forms[] = {
		{"a: @X@ end @Y@\nb\n", 17},
	};
	struct hito_piece piece = {.kind = HITO_PIECE_FILE,
				   .text = HITO_STR("a: 1 end 2\nb\n"),
				   .forms = forms,
				   .form_count = 1};

	(void)state;
	assert_int_equal(hito_piece_find(&piece, HITO_STR("a: 1 end 2\nb\n")),
			 HITO_PIECE_THERE);
	assert_int_equal(hito_piece_find(&piece, HITO_STR("a: q end \nb\n")),
			 HITO_PIECE_THERE);
	assert_int_equal(hito_piece_find(&piece, HITO_STR("a: q\nb\n")),
			 HITO_PIECE_FOREIGN);
	assert_int_equal(hito_piece_find(&piece, HITO_STR("a: 1 end 2\nb")),
			 HITO_PIECE_FOREIGN);
	assert_int_equal(
		hito_piece_find(&piece, HITO_STR("a: 1 end 2\nb\nc\n")),
		HITO_PIECE_FOREIGN);
	assert_int_equal(hito_piece_find(&piece, HITO_STR("")),
			 HITO_PIECE_FOREIGN);
}

static void adds_sections(void **state)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_piece piece = {.kind = HITO_PIECE_SECTION,
				   .text = HITO_STR("[x \"hito\"]\n\tk = 1\n"),
				   .section = "x",
				   .part = "hito",
				   .key = "k"};
	struct hito_str text;

	(void)state;
	check_trace(&piece, "", arena);
	check_trace(&piece, "[core]\n\tbare = false\n", arena);
	check_trace(&piece, "[x \"hito\"]\n\tother = 1\n", arena);
	text = HITO_STR("[X \"hito\"] K = 2\n");
	assert_int_equal(hito_piece_find(&piece, text), HITO_PIECE_FOREIGN);
	text = HITO_STR("[x \"Hito\"] k = 2\n");
	assert_int_equal(hito_piece_find(&piece, text), HITO_PIECE_MISSING);
	/* Taken out, "more" would fall to the section above. */
	text = HITO_STR("[a]\n[x \"hito\"]\n\tk = 1\n\tmore = 2\n");
	assert_int_equal(hito_piece_find(&piece, text), HITO_PIECE_FOREIGN);
	text = HITO_STR("[x \"hito\n");
	assert_int_equal(hito_piece_find(&piece, text), HITO_PIECE_BROKEN);
	hito_arena_free(arena);
}

static void fills_forms(void **state)
{
	const struct hito_filling fillings[] = {{"@A@", HITO_STR("@A@ b")},
						{"@B@", HITO_STR("")}};
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_str text =
		hito_piece_fill(HITO_STR("x@A@y@B@z@A@"), fillings, 2, arena);

	(void)state;
	assert_true(hito_str_is(text, "x@A@ byz@A@ b"));
	hito_arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(leaves_no_trace),
		cmocka_unit_test(makes_a_file_and_takes_it_away),
		cmocka_unit_test(renews_what_is_between_the_marks),
		cmocka_unit_test(keeps_folders_apart),
		cmocka_unit_test(refuses_marks_without_the_other),
		cmocka_unit_test(leaves_other_scripts),
		cmocka_unit_test(knows_its_files_by_their_form),
		cmocka_unit_test(adds_sections),
		cmocka_unit_test(fills_forms),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
