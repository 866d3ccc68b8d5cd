/* SPDX-License-Identifier: MIT */
/* Findings: adding, fixes, order, writing, fingerprints. */
#include "unit.h"

#include "hito/finding.h"
#include "hito/limits.h"

static struct hito_arena *arena;
static struct hito_findings findings;
static struct hito_source *first, *second;

static int begin(void **state)
{
	(void)state;
	arena = hito_arena_new(NULL);
	if (!arena ||
	    !hito_source_new(arena, HITO_STR("a.md"), HITO_STR("one  two\n"),
			     &first, NULL) ||
	    !hito_source_new(arena, HITO_STR("b.md"), HITO_STR("one\ttwo\n"),
			     &second, NULL))
		return -1;
	hito_findings_init(&findings, arena);
	return 0;
}

static int end(void **state)
{
	(void)state;
	hito_arena_free(arena);
	return 0;
}

static struct hito_finding *add(enum hito_rule rule,
				const struct hito_source *source,
				uint32_t start, uint32_t stop)
{
	return hito_findings_add(&findings, rule, source,
				 (struct hito_span){start, stop}, "message");
}

static void a_finding_has_the_level_of_its_rule(void **state)
{
	const struct hito_finding *finding = add(HITO_RULE_A003, first, 1, 2);

	(void)state;
	assert_int_equal(finding->level, HITO_WARNING);
	assert_ptr_equal(finding->source, first);
	assert_int_equal(finding->span.start, 1);
	assert_null(finding->fix);
	assert_int_equal(findings.count, 1);
}

static void a_fix_has_at_most_two_edits(void **state)
{
	struct hito_finding *finding = add(HITO_RULE_F001, first, 0, 1);
	struct hito_span span = {0, 1};

	(void)state;
	hito_finding_fix(&findings, finding, HITO_FIX_SAFE, span,
			 HITO_STR("x"));
	assert_int_equal(finding->fix->edit_count, 1);
	hito_finding_fix(&findings, finding, HITO_FIX_SAFE, span,
			 HITO_STR("y"));
	hito_finding_fix(&findings, finding, HITO_FIX_SAFE, span,
			 HITO_STR("z"));
	assert_int_equal(finding->fix->edit_count, 2);
	unit_assert_str(finding->fix->edits[1].text, "y");
}

static void nobody_has_to_listen(void **state)
{
	struct hito_finding *finding = hito_findings_add(
		NULL, HITO_RULE_F001, first, (struct hito_span){0, 0}, "");

	(void)state;
	assert_non_null(finding);
	finding->args[0] = HITO_STR("x");
	hito_finding_fix(NULL, finding, HITO_FIX_SAFE, (struct hito_span){0, 0},
			 HITO_STR(""));
	assert_null(finding->fix);
	hito_findings_sort(NULL);
}

static bool add_many(struct hito_arena *own)
{
	struct hito_findings many;

	hito_findings_init(&many, own);
	for (uint32_t i = 0; i < 100; i++) {
		struct hito_finding *finding =
			hito_findings_add(&many, HITO_RULE_F001, NULL,
					  (struct hito_span){i, i}, "");

		hito_finding_fix(&many, finding, HITO_FIX_SAFE,
				 (struct hito_span){i, i}, HITO_STR(""));
	}
	return !many.no_memory;
}

static void a_file_has_a_limit_of_findings(void **state)
{
	struct hito_source *source = NULL;
	struct hito_findings raised;
	size_t i;

	(void)state;
	hito_findings_init(&raised, arena);
	assert_true(hito_source_new(arena, HITO_STR("a"), HITO_STR("b"),
				    &source, NULL));
	for (i = 0; i < HITO_LIMIT_FINDINGS + 3; i++)
		hito_findings_add(&raised, HITO_RULE_T001, source,
				  (struct hito_span){0, 1}, "x")
			->level = HITO_INFO;
	assert_int_equal(raised.count, HITO_LIMIT_FINDINGS);
	assert_false(raised.no_memory);
	assert_int_equal(raised.list[raised.count - 1]->level, HITO_ERROR);
	assert_int_equal(raised.list[raised.count - 2]->level, HITO_INFO);
	hito_findings_add(&raised, HITO_RULE_T001, NULL,
			  (struct hito_span){0, 0}, "x");
	assert_int_equal(raised.count, HITO_LIMIT_FINDINGS + 1);
}

static void every_allocation_may_fail(void **state)
{
	(void)state;
	assert_true(unit_until_done(add_many) >= 1);
}

static void findings_are_in_order_of_path_place_and_rule(void **state)
{
	(void)state;
	add(HITO_RULE_F002, second, 0, 0);
	add(HITO_RULE_F002, first, 5, 5);
	add(HITO_RULE_F004, first, 1, 5);
	add(HITO_RULE_F002, first, 1, 5);
	add(HITO_RULE_F002, first, 1, 3);
	add(HITO_RULE_G102, NULL, 0, 0);
	hito_findings_sort(&findings);
	assert_null(findings.list[0]->source);
	assert_int_equal(findings.list[1]->span.end, 3);
	assert_int_equal(findings.list[2]->rule, HITO_RULE_F002);
	assert_int_equal(findings.list[3]->rule, HITO_RULE_F004);
	assert_int_equal(findings.list[4]->span.start, 5);
	assert_ptr_equal(findings.list[5]->source, second);
}

static void the_order_does_not_depend_on_how_they_came(void **state)
{
	static const char *const keys[] = {"a", "b", "c", "d", "e"};
	struct hito_findings other;

	(void)state;
	hito_findings_init(&other, arena);
	for (size_t i = 0; i < 5; i++) {
		add(HITO_RULE_F003, first, 0, 1)->key = hito_str_from(keys[i]);
		hito_findings_add(&other, HITO_RULE_F003, first,
				  (struct hito_span){0, 1}, "message")
			->key = hito_str_from(keys[4 - i]);
	}
	hito_findings_sort(&findings);
	hito_findings_sort(&other);
	for (size_t i = 0; i < 5; i++)
		assert_true(hito_str_equal(findings.list[i]->key,
					   other.list[i]->key));
}

static struct hito_finding *copy_of(const struct hito_finding *finding)
{
	struct hito_finding *copy = hito_new(arena, struct hito_finding, 1);

	assert_non_null(copy);
	*copy = *finding;
	return copy;
}

static bool is_same(const struct hito_finding *a, const struct hito_finding *b)
{
	return a->source == b->source && a->span.start == b->span.start &&
	       a->span.end == b->span.end;
}

/* Ordered where they stand: as sorted, whatever order they came in. */
static void pointers_are_ordered_as_findings_are(void **state)
{
	struct hito_finding *list[100], *room[100];
	size_t count, i;

	(void)state;
	for (count = 0; count <= 100; count += 25) {
		hito_findings_init(&findings, arena);
		for (i = 0; i < count; i++)
			add(HITO_RULE_F002, i % 3 ? first : second,
			    (uint32_t)(i * 37 % 11), (uint32_t)(i % 13));
		for (i = 0; i < count; i++)
			list[i] = copy_of(findings.list[i]);
		hito_findings_order(list, count, room);
		hito_findings_sort(&findings);
		for (i = 0; i < count; i++)
			assert_true(is_same(list[i], findings.list[i]));
	}
}

static struct hito_str written(const char *text,
			       const struct hito_finding *finding)
{
	struct hito_out_memory memory;
	struct hito_out out;

	hito_out_to_memory(&out, &memory, arena, 1000);
	hito_finding_write(&out, HITO_LANG_EN, text, finding);
	assert_false(out.failed);
	return (struct hito_str){memory.ptr, memory.len};
}

static void slots_are_filled(void **state)
{
	struct hito_finding *finding = add(HITO_RULE_F001, first, 0, 1);

	(void)state;
	finding->args[0] = HITO_STR("one");
	finding->args[3] = HITO_STR("four");
	unit_assert_str(written("{4}: \"{1}\"{1}", finding),
			"four: \"one\"one");
	unit_assert_str(written("{0}{5}{{1}} {a} {", finding),
			"{0}{5}{one} {a} {");
	unit_assert_str(written("[{2}]", finding), "[]");
	unit_assert_str(written(NULL, finding), "");
}

static void foreign_text_steers_no_terminal(void **state)
{
	struct hito_finding *finding = add(HITO_RULE_F001, first, 0, 1);

	(void)state;
	finding->args[0] = HITO_STR("\x1b[31m{1}\nx");
	unit_assert_str(written("<{1}>", finding), "<\\x1b[31m{1} x>");
}

static void assert_prints(const struct hito_finding *a,
			  const struct hito_finding *b, bool same)
{
	char one[HITO_FINGERPRINT_SIZE];
	char two[HITO_FINGERPRINT_SIZE];

	hito_finding_fingerprint(a, 0, one);
	hito_finding_fingerprint(b, 0, two);
	assert_int_equal(strlen(one), 16);
	assert_int_equal(strspn(one, "0123456789abcdef"), 16);
	assert_int_equal(strcmp(one, two) == 0, same);
}

static void a_fingerprint_outlives_moves_and_white_space(void **state)
{
	struct hito_finding a = *add(HITO_RULE_F001, first, 0, 8);
	struct hito_finding b = *add(HITO_RULE_F001, second, 0, 8);

	(void)state;
	assert_prints(&a, &b, false); /* another file */
	a.plan = b.plan = HITO_STR("p");
	assert_prints(&a, &b, true);
	b.message = "other words";
	assert_prints(&a, &b, true);
}

static void a_fingerprint_tells_findings_apart(void **state)
{
	struct hito_finding a = *add(HITO_RULE_F001, first, 0, 8);
	struct hito_finding b = a;
	char one[HITO_FINGERPRINT_SIZE];
	char two[HITO_FINGERPRINT_SIZE];

	(void)state;
	b.rule = HITO_RULE_F002;
	assert_prints(&a, &b, false);
	b = a;
	b.key = HITO_STR("due");
	assert_prints(&a, &b, false);
	a.step = HITO_STR("due");
	assert_prints(&a, &b, false);
	hito_finding_fingerprint(&a, 0, one);
	hito_finding_fingerprint(&a, 1, two);
	assert_string_not_equal(one, two);
}

static void a_fingerprint_is_the_same_everywhere(void **state)
{
	struct hito_finding finding = {.rule = HITO_RULE_T001,
				       .plan = HITO_STR("launch"),
				       .step = HITO_STR("pack")};
	char text[HITO_FINGERPRINT_SIZE];

	(void)state;
	hito_finding_fingerprint(&finding, 0, text);
	assert_string_equal(text, "c2db375cd8901a66");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_finding_has_the_level_of_its_rule),
		TEST(a_fix_has_at_most_two_edits),
		TEST(nobody_has_to_listen),
		TEST(a_file_has_a_limit_of_findings),
		TEST(every_allocation_may_fail),
		TEST(findings_are_in_order_of_path_place_and_rule),
		TEST(the_order_does_not_depend_on_how_they_came),
		TEST(pointers_are_ordered_as_findings_are),
		TEST(slots_are_filled),
		TEST(foreign_text_steers_no_terminal),
		TEST(a_fingerprint_outlives_moves_and_white_space),
		TEST(a_fingerprint_tells_findings_apart),
		TEST(a_fingerprint_is_the_same_everywhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
