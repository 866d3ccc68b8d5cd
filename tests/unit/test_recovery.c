/* SPDX-License-Identifier: MIT */
/* Front matter that is broken: what is read of it all the same. */
#include "block.h"

#include <stdio.h>

/* Recovery */

static void assert_recovered(const char *line, const char *text,
			     const char *fixed)
{
	const struct hito_finding *finding;

	read_behind(hito_str_from(line), 0);
	assert_value("k", HITO_YAML_RECOVERED, text, text);
	assert_value("after", HITO_YAML_PLAIN, "ok", "ok");
	finding = assert_one(HITO_RULE_F004, text);
	assert_int_equal(finding->level, HITO_WARNING);
	assert_fix(finding, HITO_FIX_SAFE, text, fixed);
	assert_true(hito_str_is(finding->key, "k"));
}

static void what_is_no_yaml_is_taken_as_text(void **state)
{
	(void)state;
	assert_recovered("k: @marcos\nafter: ok\n", "@marcos", "\"@marcos\"");
	assert_recovered("k: %\nafter: ok\n", "%", "\"%\"");
	assert_recovered("k: post published: 5,000 readers\nafter: ok\n",
			 "post published: 5,000 readers",
			 "\"post published: 5,000 readers\"");
	assert_recovered("k: *nuevo* diseño\nafter: ok\n", "*nuevo* diseño",
			 "\"*nuevo* diseño\"");
	assert_recovered("k: **a** \"b\"\r\nafter: ok\r\n", "**a** \"b\"",
			 "\"**a** \\\"b\\\"\"");
	assert_recovered("k: [a](http://b)\nafter: ok\n", "[a](http://b)",
			 "\"[a](http://b)\"");
	assert_recovered("k: \"a\" dice b\nafter: ok\n", "\"a\" dice b",
			 "\"\\\"a\\\" dice b\"");
	assert_recovered("k: `x`\nafter: ok\n", "`x`", "\"`x`\"");
	assert_recovered("k: - a\nafter: ok\n", "- a", "\"- a\"");
	assert_recovered("k: > 5 %\nafter: ok\n", "> 5 %", "\"> 5 %\"");
	assert_recovered("k: a:\nafter: ok\n", "a:", "\"a:\"");
}

static void what_yaml_would_cut_is_taken_whole(void **state)
{
	(void)state;
	assert_recovered("k: #promo\nafter: ok\n", "#promo", "\"#promo\"");
	assert_recovered("k: Plan #1\nafter: ok\n", "Plan #1", "\"Plan #1\"");
	assert_recovered("k: >5\nafter: ok\n", ">5", "\">5\"");
}

static void a_comment_stays_a_comment(void **state)
{
	(void)state;
	READ("a: Plan # 1\nb: # x\nc: 'x' #y\nd: a#b\ne: @x # y\n");
	assert_value("a", HITO_YAML_PLAIN, "Plan", "Plan");
	assert_value("b", HITO_YAML_PLAIN, "", "");
	assert_value("c", HITO_YAML_SINGLE_QUOTED, "x", "'x'");
	assert_value("d", HITO_YAML_PLAIN, "a#b", "a#b");
	assert_value("e", HITO_YAML_RECOVERED, "@x", "@x");
	assert_one(HITO_RULE_F004, "@x");
}

static void a_fixed_value_reads_back_without_a_finding(void **state)
{
	static const char *const lines[] = {
		"k: @a",   "k: #a",      "k: a: b",   "k: *a* b",
		"k: a #b", "k: \"a\" b", "k: a\tb: c"};

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		struct hito_str text, fixed;

		read_behind(hito_str_from(lines[i]), 0);
		text = entry("k")->value.text;
		fixed = hito_arena_printf(
			arena, "k: %.*s",
			HITO_STR_ARG(findings.list[0]->fix->edits[0].text));
		read_behind(fixed, 0);
		assert_int_equal(findings.count, 0);
		assert_true(hito_str_equal(entry("k")->value.text, text));
	}
}

static void items_are_recovered_one_by_one(void **state)
{
	const struct hito_yaml *list;

	(void)state;
	READ("support:\n  - @ana\n  - luis\n  - a: b: c\n  - #x\n");
	list = &entry("support")->value;
	assert_int_equal(list->count, 4);
	assert_scalar(&list->entries[0].value, HITO_YAML_RECOVERED, "@ana",
		      "@ana");
	assert_scalar(&list->entries[1].value, HITO_YAML_PLAIN, "luis", "luis");
	assert_scalar(&list->entries[2].value, HITO_YAML_RECOVERED, "a: b: c",
		      "a: b: c");
	assert_scalar(&list->entries[3].value, HITO_YAML_RECOVERED, "#x", "#x");
	assert_int_equal(findings.count, 3);
}

static void nested_keys_are_recovered_one_by_one(void **state)
{
	const struct hito_yaml *value;

	(void)state;
	READ("success:\n  kpi: a\n  unit: %\n  to: [5\nid: x\n");
	value = &entry("success")->value;
	assert_int_equal(value->count, 3);
	assert_scalar(&hito_yaml_find(value, "unit")->value,
		      HITO_YAML_RECOVERED, "%", "%");
	assert_false(hito_yaml_find(value, "to")->readable);
	assert_value("id", HITO_YAML_PLAIN, "x", "x");
	assert_int_equal(findings.count, 2);
}

static void compact_items_are_recovered_inside(void **state)
{
	const struct hito_yaml *item;

	(void)state;
	READ("expect:\n  - rule: S203\n    reason: a: b\n    until: x\n");
	item = &entry("expect")->value.entries[0].value;
	assert_int_equal(item->count, 3);
	assert_scalar(&hito_yaml_find(item, "rule")->value, HITO_YAML_PLAIN,
		      "S203", "S203");
	assert_scalar(&hito_yaml_find(item, "reason")->value,
		      HITO_YAML_RECOVERED, "a: b", "a: b");
	assert_one(HITO_RULE_F004, "a: b");
}

static void a_cut_value_in_an_item_is_recovered_alone(void **state)
{
	const struct hito_yaml *item;

	(void)state;
	READ("k:\n  - @a\n  - b: #c\n");
	item = &entry("k")->value.entries[1].value;
	assert_int_equal(item->kind, HITO_YAML_MAPPING);
	assert_scalar(&item->entries[0].value, HITO_YAML_RECOVERED, "#c", "#c");
}

static void a_list_in_brackets_is_recovered(void **state)
{
	const struct hito_yaml *list;

	(void)state;
	READ("support: [@ana, luis , % x]\n");
	list = &entry("support")->value;
	assert_int_equal(list->style, HITO_YAML_FLOW);
	assert_int_equal(list->count, 3);
	assert_scalar(&list->entries[0].value, HITO_YAML_RECOVERED, "@ana",
		      "@ana");
	assert_scalar(&list->entries[1].value, HITO_YAML_PLAIN, "luis", "luis");
	assert_int_equal(findings.count, 2);
}

/* Broken entries */

static void an_open_quote_loses_its_entry_alone(void **state)
{
	const struct hito_finding *finding;

	(void)state;
	READ("a: \"x\nb: y\n");
	assert_lost("a");
	assert_value("b", HITO_YAML_PLAIN, "y", "y");
	finding = assert_one(HITO_RULE_F001, "\"");
	assert_int_equal(finding->level, HITO_ERROR);
	assert_fix(finding, HITO_FIX_SUGGESTED, "\"x", "\"\\\"x\"");
}

static void an_open_bracket_loses_its_entry_alone(void **state)
{
	(void)state;
	READ("a: [x, y\n  z\nb: y\n");
	assert_lost("a");
	assert_value("b", HITO_YAML_PLAIN, "y", "y");
	assert_one(HITO_RULE_F001, "[");
}

static void a_tab_in_the_indentation_is_shown(void **state)
{
	(void)state;
	READ("a:\n\t- x\nb: y\n");
	assert_lost("a");
	assert_value("b", HITO_YAML_PLAIN, "y", "y");
	assert_one(HITO_RULE_F001, "\t");
	READ("a:\n  -\tx\n  - y\nb: y\n");
	assert_lost("a");
	assert_one(HITO_RULE_F001, "\t");
}

static void lines_that_are_no_entry_are_one_finding(void **state)
{
	(void)state;
	READ("  stray\nmore\n\nand more\na: b\n");
	assert_value("a", HITO_YAML_PLAIN, "b", "b");
	assert_one(HITO_RULE_F001, "stray\nmore\n\nand more");
}

static void a_stray_line_behind_a_closed_quote_is_its_own(void **state)
{
	(void)state;
	READ("a: \"x\"\nstray\nb: c\n");
	assert_value("a", HITO_YAML_DOUBLE_QUOTED, "x", "\"x\"");
	assert_value("b", HITO_YAML_PLAIN, "c", "c");
	assert_one(HITO_RULE_F001, "stray");
	READ("a: [@x]\nstray\nb: c\n");
	assert_span(entry("a")->value.span, "[@x]");
	assert_int_equal(findings.count, 2);
}

static void a_broken_entry_raises_no_cascade(void **state)
{
	(void)state;
	READ("a: \"x\nstray\n  deeper\nlast\nb: c\n");
	assert_lost("a");
	assert_value("b", HITO_YAML_PLAIN, "c", "c");
	assert_one(HITO_RULE_F001, "\"");
}

static void a_block_without_entries_is_one_finding(void **state)
{
	(void)state;
	READ("- a\n- b\n");
	assert_int_equal(root.count, 0);
	assert_one(HITO_RULE_F001, "- a\n- b");
	READ("just text\n");
	assert_int_equal(root.count, 0);
	assert_one(HITO_RULE_F001, "just text");
	READ("");
	assert_int_equal(root.count, 0);
	assert_int_equal(findings.count, 0);
}

static void a_missing_space_has_a_fix(void **state)
{
	const struct hito_finding *finding;

	(void)state;
	READ("estado:hecho\na: b\n");
	finding = assert_one(HITO_RULE_F001, "estado:hecho");
	assert_fix(finding, HITO_FIX_SUGGESTED, "", " ");
	assert_int_equal(finding->fix->edits[0].span.start, 7);
	READ("http://a\n");
	assert_null(findings.list[0]->fix);
}

static void a_key_that_cannot_be_read_is_raised(void **state)
{
	(void)state;
	READ("\"a\\q\": @b\nc: d\n");
	assert_int_equal(root.count, 2);
	assert_false(root.entries[0].readable);
	assert_one(HITO_RULE_F001, "\"a\\q\"");
}

static void keys_that_stand_twice_are_raised(void **state)
{
	const struct hito_finding *finding;

	(void)state;
	READ("a: 1\nb: 2\n'a': 3\nA: 4\n");
	assert_int_equal(root.count, 4);
	finding = assert_one(HITO_RULE_F002, "'a'");
	assert_ptr_equal(finding->other_source, source);
	assert_int_equal(finding->other_span.start, 0);
	assert_value("a", HITO_YAML_PLAIN, "1", "1");
	READ("x: {a: 1, a: 2}\n");
	assert_one(HITO_RULE_F002, "a");
}

static void many_keys_that_stand_twice_are_raised(void **state)
{
	char text[100 * 6 + 1];

	(void)state;
	for (size_t i = 0; i < 100; i++)
		snprintf(text + i * 6, 7, "k%02u: \n", (unsigned)(i % 50));
	read_behind((struct hito_str){text, 600}, 0);
	assert_int_equal(root.count, 100);
	assert_int_equal(findings.count, 50);
	assert_int_equal(findings.list[0]->other_span.start, 0);
}

/* Damage */

static void damage_loses_its_entry_without_a_word(void **state)
{
	(void)state;
	READ("a: x\xffy\nb: c\nd:\n  - e\n<<<<<<< x\n  - f\n=======\n"
	     "  - g\n>>>>>>> y\nh: i\n");
	assert_lost("a");
	assert_value("b", HITO_YAML_PLAIN, "c", "c");
	assert_lost("d");
	assert_value("h", HITO_YAML_PLAIN, "i", "i");
	assert_int_equal(findings.count, 0);
}

static void entries_beside_a_conflict_are_read(void **state)
{
	(void)state;
	READ("a: b\n<<<<<<< x\nc: d\n=======\nc: e\n>>>>>>> y\nf: g\n");
	assert_int_equal(root.count, 3);
	assert_value("a", HITO_YAML_PLAIN, "b", "b");
	assert_lost("c");
	assert_value("f", HITO_YAML_PLAIN, "g", "g");
	assert_int_equal(findings.count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_no_yaml_is_taken_as_text),
		TEST(what_yaml_would_cut_is_taken_whole),
		TEST(a_comment_stays_a_comment),
		TEST(a_fixed_value_reads_back_without_a_finding),
		TEST(items_are_recovered_one_by_one),
		TEST(nested_keys_are_recovered_one_by_one),
		TEST(compact_items_are_recovered_inside),
		TEST(a_cut_value_in_an_item_is_recovered_alone),
		TEST(a_list_in_brackets_is_recovered),
		TEST(an_open_quote_loses_its_entry_alone),
		TEST(an_open_bracket_loses_its_entry_alone),
		TEST(a_tab_in_the_indentation_is_shown),
		TEST(lines_that_are_no_entry_are_one_finding),
		TEST(a_stray_line_behind_a_closed_quote_is_its_own),
		TEST(a_broken_entry_raises_no_cascade),
		TEST(a_block_without_entries_is_one_finding),
		TEST(a_missing_space_has_a_fix),
		TEST(a_key_that_cannot_be_read_is_raised),
		TEST(keys_that_stand_twice_are_raised),
		TEST(many_keys_that_stand_twice_are_raised),
		TEST(damage_loses_its_entry_without_a_word),
		TEST(entries_beside_a_conflict_are_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
