/* SPDX-License-Identifier: MIT */
/* Sources: lines, places, damage, and what is said about bytes. */
#include "unit.h"

#include "base/utf8.h"
#include "hito/finding.h"
#include "hito/limits.h"
#include "hito/source.h"

static struct hito_arena *arena;
static struct hito_findings findings;

static int begin(void **state)
{
	(void)state;
	arena = hito_arena_new(NULL);
	return arena ? 0 : -1;
}

static int end(void **state)
{
	(void)state;
	hito_arena_free(arena);
	return 0;
}

static struct hito_source *source_of(struct hito_str text)
{
	struct hito_source *source = NULL;

	assert_true(
		hito_source_new(arena, HITO_STR("a.md"), text, &source, NULL));
	return source;
}

#define SOURCE(literal) source_of(HITO_STR(literal))

static void assert_place(const struct hito_source *source, uint32_t offset,
			 uint32_t line, uint32_t column)
{
	struct hito_place place = hito_source_place(source, offset);

	assert_int_equal(place.line, line);
	assert_int_equal(place.column, column);
	assert_int_equal(place.byte, offset);
}

static void assert_line(const struct hito_source *source, uint32_t line,
			uint32_t start, uint32_t stop)
{
	struct hito_span span = hito_source_line_span(source, line);

	assert_int_equal(span.start, start);
	assert_int_equal(span.end, stop);
}

static const struct hito_findings *check(const struct hito_source *source)
{
	hito_findings_init(&findings, arena);
	hito_source_check(source, &findings);
	hito_findings_sort(&findings);
	assert_false(findings.no_memory);
	return &findings;
}

static void an_empty_text_has_one_line(void **state)
{
	struct hito_source *source = SOURCE("");

	(void)state;
	assert_int_equal(source->line_count, 1);
	assert_line(source, 1, 0, 0);
	assert_place(source, 0, 1, 1);
}

static void lf_and_crlf_end_lines_a_lone_cr_does_not(void **state)
{
	struct hito_source *source = SOURCE("a\nbc\r\nd\re\n");

	(void)state;
	assert_int_equal(source->line_count, 4);
	assert_line(source, 1, 0, 1);
	assert_line(source, 2, 2, 4);
	assert_line(source, 3, 6, 9);
	assert_line(source, 4, 10, 10);
	assert_line(source, 5, 10, 10);
	assert_line(source, 0, 10, 10);
}

static void every_offset_has_its_line(void **state)
{
	struct hito_source *source = SOURCE("ab\n\ncd");

	(void)state;
	assert_int_equal(hito_source_line(source, 0), 1);
	assert_int_equal(hito_source_line(source, 2), 1);
	assert_int_equal(hito_source_line(source, 3), 2);
	assert_int_equal(hito_source_line(source, 4), 3);
	assert_int_equal(hito_source_line(source, 6), 3);
	assert_int_equal(hito_source_line(source, 99), 3);
}

static void columns_count_characters(void **state)
{
	struct hito_source *source = SOURCE("x\nño\xf0\x9f\x99\x82z");

	(void)state;
	assert_place(source, 2, 2, 1);
	assert_place(source, 4, 2, 2);
	assert_place(source, 5, 2, 3);
	assert_place(source, 9, 2, 4);
}

static void a_byte_order_mark_has_no_column(void **state)
{
	struct hito_source *source = SOURCE("\xef\xbb\xbf"
					    "ab");

	(void)state;
	assert_int_equal(source->start, 3);
	assert_place(source, 3, 1, 1);
	assert_place(source, 4, 1, 2);
	assert_int_equal(check(source)->count, 0);
}

static void a_sound_text_is_readable_itself(void **state)
{
	struct hito_str text = HITO_STR("año\r\n");
	struct hito_source *source = source_of(text);

	(void)state;
	assert_ptr_equal(source->readable.ptr, text.ptr);
	assert_int_equal(source->damage_count, 0);
}

static void bad_bytes_become_question_marks(void **state)
{
	struct hito_source *source = SOURCE("a\xff\xfe"
					    "b\0\0c\xc3");

	(void)state;
	unit_assert_str(source->readable, "a??b??c?");
	unit_assert_str(source->text, "a\xff\xfe"
				      "b\0\0c\xc3");
	assert_int_equal(source->damage_count, 3);
	assert_int_equal(source->damage[0].kind, HITO_DAMAGE_UTF8);
	assert_int_equal(source->damage[0].span.start, 1);
	assert_int_equal(source->damage[0].span.end, 3);
	assert_int_equal(source->damage[1].kind, HITO_DAMAGE_NUL);
	assert_int_equal(source->damage[1].span.end, 6);
}

static void what_parsers_disagree_on_is_blanked(void **state)
{
	struct hito_source *source =
		SOURCE("\xef\xbb\xbf"
		       "a\x1b\rb\r\n\xc2\x85\t\xe2\x80\xa8\xef\xbb\xbf\x7f"
		       "\xef\xbf\xbf\xe2\x80\x99ñ\r");

	(void)state;
	unit_assert_str(source->readable, "\xef\xbb\xbf"
					  "a? b\r\n??\t      ????"
					  "\xe2\x80\x99ñ ");
	assert_int_equal(source->damage_count, 0);
}

static void damage_is_found_by_span(void **state)
{
	struct hito_source *source = SOURCE("ab\xff"
					    "cd\xff");

	(void)state;
	assert_null(hito_source_damage(source, (struct hito_span){0, 2}));
	assert_null(hito_source_damage(source, (struct hito_span){3, 5}));
	assert_null(hito_source_damage(source, (struct hito_span){3, 3}));
	assert_ptr_equal(hito_source_damage(source, (struct hito_span){0, 6}),
			 &source->damage[0]);
	assert_ptr_equal(hito_source_damage(source, (struct hito_span){2, 2}),
			 &source->damage[0]);
	assert_ptr_equal(hito_source_damage(source, (struct hito_span){4, 6}),
			 &source->damage[1]);
}

static void our_side_of_a_conflict_stays(void **state)
{
	struct hito_source *source = SOURCE("a\n<<<<<<< HEAD\nb\n=======\n"
					    "c\n>>>>>>> x\nd\n");

	(void)state;
	unit_assert_str(source->readable, "a\n            \nb\n       \n"
					  " \n         \nd\n");
	assert_int_equal(source->damage_count, 1);
	assert_int_equal(source->damage[0].kind, HITO_DAMAGE_CONFLICT);
	assert_int_equal(source->damage[0].span.start, 2);
	assert_int_equal(source->damage[0].span.end, 37);
}

static void the_base_of_a_conflict_is_blanked(void **state)
{
	struct hito_source *source =
		SOURCE("<<<<<<<\r\nb\r\n||||||| o\r\nc\r\n=======\r\nd\r\n"
		       ">>>>>>>\r\n");

	(void)state;
	unit_assert_str(source->readable,
			"       \r\nb\r\n         \r\n \r\n       \r\n \r\n"
			"       \r\n");
}

static void a_conflict_that_never_ends_runs_to_the_end(void **state)
{
	struct hito_source *source = SOURCE("<<<<<<< a\nb\n=======\nc\nd");

	(void)state;
	unit_assert_str(source->readable, "         \nb\n       \n \n ");
	assert_int_equal(source->damage[0].span.end, 23);
}

static void a_row_of_equals_alone_is_no_conflict(void **state)
{
	(void)state;
	assert_int_equal(SOURCE("Title\n=======\n\ntext\n")->damage_count, 0);
	assert_int_equal(SOURCE("<<<<<<< a\nb\n")->damage_count, 0);
	assert_int_equal(
		SOURCE("<<<<<<<< a\n=======\n>>>>>>> b\n")->damage_count, 0);
	assert_int_equal(SOURCE("<<<<<<<a\n=======\n>>>>>>> b\n")->damage_count,
			 0);
	assert_int_equal(
		SOURCE("<<<<<<< a\n======= b\n>>>>>>> b\n")->damage_count, 0);
}

static void bad_bytes_in_a_conflict_are_part_of_it(void **state)
{
	struct hito_source *source =
		SOURCE("\xff\n<<<<<<< a\n\xff\n=======\n\xff\n>>>>>>> b\n\xff");

	(void)state;
	unit_assert_str(source->readable, "?\n         \n?\n       \n \n"
					  "         \n?");
	assert_int_equal(source->damage_count, 3);
	assert_int_equal(source->damage[1].kind, HITO_DAMAGE_CONFLICT);
}

static void a_conflict_is_raised_at_its_first_line(void **state)
{
	struct hito_source *source =
		SOURCE("ñ\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n");
	const struct hito_findings *raised = check(source);

	(void)state;
	assert_int_equal(raised->count, 1);
	assert_int_equal(raised->list[0]->rule, HITO_RULE_F001);
	assert_int_equal(raised->list[0]->level, HITO_ERROR);
	assert_non_null(raised->list[0]->help);
	unit_assert_str(hito_source_text(source, raised->list[0]->span),
			"<<<<<<< HEAD");
}

static void assert_raised(struct hito_str text, enum hito_level level,
			  struct hito_str code, uint32_t start, uint32_t stop)
{
	const struct hito_findings *raised = check(source_of(text));

	assert_int_equal(raised->count, 1);
	assert_int_equal(raised->list[0]->rule, HITO_RULE_F006);
	assert_int_equal(raised->list[0]->level, level);
	assert_int_equal(raised->list[0]->span.start, start);
	assert_int_equal(raised->list[0]->span.end, stop);
	assert_true(hito_str_equal(raised->list[0]->args[0], code));
}

static void unsafe_characters_are_raised(void **state)
{
	(void)state;
	assert_raised(HITO_STR("a\xff\xffz"), HITO_ERROR, HITO_STR("U+FFFD"), 1,
		      3);
	assert_raised(HITO_STR("a\0"), HITO_ERROR, HITO_STR("U+0000"), 1, 2);
	assert_raised(HITO_STR("\x1b[31m"), HITO_ERROR, HITO_STR("U+001B"), 0,
		      1);
	assert_raised(HITO_STR("a\xc2\x85"), HITO_ERROR, HITO_STR("U+0085"), 1,
		      3);
	assert_raised(HITO_STR("a\xe2\x80\xae!"), HITO_ERROR,
		      HITO_STR("U+202E"), 1, 4);
	assert_raised(HITO_STR("a\xe2\x80\x8b"), HITO_WARNING,
		      HITO_STR("U+200B"), 1, 4);
	assert_raised(HITO_STR("a\xef\xbb\xbf"), HITO_WARNING,
		      HITO_STR("U+FEFF"), 1, 4);
	assert_raised(HITO_STR("a\xe2\x80\xa9"), HITO_WARNING,
		      HITO_STR("U+2029"), 1, 4);
	assert_raised(HITO_STR("a\xef\xbf\xbe"), HITO_ERROR, HITO_STR("U+FFFE"),
		      1, 4);
	assert_raised(HITO_STR("a\rb\r\n"), HITO_WARNING, HITO_STR("U+000D"), 1,
		      2);
}

static void spelling_is_safe(void **state)
{
	(void)state;
	assert_int_equal(check(SOURCE("a\tb\r\nñ «…» 日本 €\n"))->count, 0);
	/* a family; a Persian word */
	assert_int_equal(check(SOURCE("\xf0\x9f\x91\xa9\xe2\x80\x8d"
				      "\xf0\x9f\x91\xa7"))
				 ->count,
			 0);
	assert_int_equal(check(SOURCE("\xd9\x85\xe2\x80\x8c\xd8\xae"))->count,
			 0);
	assert_int_equal(check(SOURCE("\xef\xbf\xbd"))->count, 0);
}

static void an_invisible_character_has_a_fix(void **state)
{
	const struct hito_findings *raised = check(SOURCE("a\xe2\x80\x8b"));

	(void)state;
	assert_non_null(raised->list[0]->fix);
	assert_int_equal(raised->list[0]->fix->safety, HITO_FIX_SUGGESTED);
	assert_int_equal(raised->list[0]->fix->edits[0].text.len, 0);
}

static void many_of_one_kind_are_gathered(void **state)
{
	char text[2 * 1000];
	const struct hito_findings *raised;

	(void)state;
	for (size_t i = 0; i < sizeof(text); i++)
		text[i] = i % 2 ? 'a' : '\xff';
	raised = check(source_of((struct hito_str){text, sizeof(text)}));
	assert_int_equal(raised->count, 20);
	assert_non_null(strstr(raised->list[19]->message, "{2}"));
	unit_assert_str(raised->list[19]->args[1], "980");
	assert_int_equal(raised->list[19]->span.start, 38);
}

static void many_conflicts_are_gathered(void **state)
{
	static const char one[] = "<<<<<<<\n=======\n>>>>>>>\n";
	char text[30 * (sizeof(one) - 1)];
	const struct hito_findings *raised;

	(void)state;
	for (size_t i = 0; i < 30; i++)
		memcpy(text + i * (sizeof(one) - 1), one, sizeof(one) - 1);
	raised = check(source_of((struct hito_str){text, sizeof(text)}));
	assert_int_equal(raised->count, 20);
	unit_assert_str(raised->list[19]->args[1], "10");
}

static void twenty_of_one_kind_are_all_there_are(void **state)
{
	char text[2 * 20];
	const struct hito_findings *raised;

	(void)state;
	for (size_t i = 0; i < sizeof(text); i++)
		text[i] = i % 2 ? 'a' : '\xff';
	raised = check(source_of((struct hito_str){text, sizeof(text)}));
	assert_int_equal(raised->count, 20);
	assert_null(strstr(raised->list[19]->message, "{2}"));
}

static void a_file_has_a_size_limit(void **state)
{
	size_t size = HITO_LIMIT_FILE;
	char *text = calloc(size + 1, 1);
	struct hito_source *source = NULL;
	struct hito_err err = {0};

	(void)state;
	assert_non_null(text);
	assert_true(hito_source_new(arena, HITO_STR("a"),
				    (struct hito_str){text, size}, &source,
				    &err));
	source = NULL;
	assert_false(hito_source_new(arena, HITO_STR("a"),
				     (struct hito_str){text, size + 1}, &source,
				     &err));
	assert_null(source);
	assert_int_equal(err.code, HITO_ERR_INPUT);
	assert_string_equal(err.path, "a");
	free(text);
}

static bool read_damaged(struct hito_arena *own)
{
	struct hito_source *source;
	struct hito_findings raised;

	hito_findings_init(&raised, own);
	if (!hito_source_new(own, HITO_STR("a"),
			     HITO_STR("\xff\n<<<<<<<\n=======\n\0\xe2\x80\xae"),
			     &source, NULL))
		return false;
	hito_source_check(source, &raised);
	return !raised.no_memory;
}

/* Lines so long that columns are counted from marks. */
static void columns_of_long_lines_are_counted_the_same(void **state)
{
	static const struct hito_str parts[] = {
		{"a", 1},        {"\xc3\xa9", 2}, {"\xe2\x82\xac", 3},
		{"\xff", 1},     {"\x80\x80", 2}, {"\xf0\x9f\x98\x80", 4},
		{"\xe2\x82", 2}, {"\xc3", 1},
	};
	static char text[20000] = "first\n";
	size_t len = 6;
	size_t i;
	struct hito_source *source;

	(void)state;
	for (i = 0; len + 4 < 19000; i++) {
		const struct hito_str *part = &parts[i * i % 8];

		memcpy(text + len, part->ptr, part->len);
		len += part->len;
	}
	memcpy(text + len, "\nlast", 5);
	len += 5;
	source = source_of((struct hito_str){text, len});
	assert_non_null(source->marks);
	for (i = 6; i < len - 4; i++)
		assert_place(source, (uint32_t)i, 2,
			     1 + (uint32_t)hito_utf8_count(
					 (struct hito_str){text + 6, i - 6}));
	assert_place(source, (uint32_t)len, 3, 5);
}

static void control_characters_come_back(void **state)
{
	struct hito_source *source = SOURCE("a?\x1b\xff\xc2\x9b?\0z");
	struct hito_str text = HITO_STR("[a?\?--?????z]");
	struct hito_str other = HITO_STR("a?z");

	(void)state;
	assert_true(hito_source_restore(source, (struct hito_span){0, 9}, arena,
					&other));
	unit_assert_str(other, "a?z");
	assert_true(hito_source_restore(source, (struct hito_span){0, 9}, arena,
					&text));
	unit_assert_str(text, "[a?\x1b--?\xc2\x9b??z]");
}

static void every_allocation_may_fail(void **state)
{
	(void)state;
	assert_true(unit_until_done(read_damaged) >= 1);
}

static void nobody_has_to_listen(void **state)
{
	(void)state;
	hito_source_check(SOURCE("\xff\n<<<<<<<\n=======\n\xe2\x80\xae"), NULL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_empty_text_has_one_line),
		TEST(lf_and_crlf_end_lines_a_lone_cr_does_not),
		TEST(every_offset_has_its_line),
		TEST(columns_count_characters),
		TEST(columns_of_long_lines_are_counted_the_same),
		TEST(a_byte_order_mark_has_no_column),
		TEST(a_sound_text_is_readable_itself),
		TEST(bad_bytes_become_question_marks),
		TEST(what_parsers_disagree_on_is_blanked),
		TEST(control_characters_come_back),
		TEST(damage_is_found_by_span),
		TEST(our_side_of_a_conflict_stays),
		TEST(the_base_of_a_conflict_is_blanked),
		TEST(a_conflict_that_never_ends_runs_to_the_end),
		TEST(a_row_of_equals_alone_is_no_conflict),
		TEST(bad_bytes_in_a_conflict_are_part_of_it),
		TEST(a_conflict_is_raised_at_its_first_line),
		TEST(unsafe_characters_are_raised),
		TEST(spelling_is_safe),
		TEST(an_invisible_character_has_a_fix),
		TEST(many_of_one_kind_are_gathered),
		TEST(many_conflicts_are_gathered),
		TEST(twenty_of_one_kind_are_all_there_are),
		TEST(a_file_has_a_size_limit),
		TEST(every_allocation_may_fail),
		TEST(nobody_has_to_listen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
