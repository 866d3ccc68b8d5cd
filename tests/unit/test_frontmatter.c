/* SPDX-License-Identifier: MIT */
/* Front matter: values and their bytes, limits, what is refused. */
#include "block.h"

#include "hito/limits.h"

/* Scalars */

static void plain_values_have_their_bytes(void **state)
{
	(void)state;
	READ("id: blog-semanal\ndue:   2026-03-31  # soon\nn: -5\n");
	assert_int_equal(root.count, 3);
	assert_value("id", HITO_YAML_PLAIN, "blog-semanal", "blog-semanal");
	assert_value("due", HITO_YAML_PLAIN, "2026-03-31", "2026-03-31");
	assert_value("n", HITO_YAML_PLAIN, "-5", "-5");
	assert_span(entry("due")->key_span, "due");
	assert_span(entry("due")->span, "due:   2026-03-31");
	assert_int_equal(findings.count, 0);
}

static void scalars_stay_text(void **state)
{
	(void)state;
	READ("a: no\nb: 012\nc: null\nd: ~\ne: 1e3\n");
	assert_value("a", HITO_YAML_PLAIN, "no", "no");
	assert_value("b", HITO_YAML_PLAIN, "012", "012");
	assert_value("c", HITO_YAML_PLAIN, "null", "null");
	assert_value("d", HITO_YAML_PLAIN, "~", "~");
}

static void quoted_values_are_decoded(void **state)
{
	(void)state;
	READ("a: 'it''s'\nb: \"x\\ty\\u00f1\" # c\nc: ''\nd: \"a # b\"\n");
	assert_value("a", HITO_YAML_SINGLE_QUOTED, "it's", "'it''s'");
	assert_value("b", HITO_YAML_DOUBLE_QUOTED, "x\tyñ", "\"x\\ty\\u00f1\"");
	assert_value("c", HITO_YAML_SINGLE_QUOTED, "", "''");
	assert_value("d", HITO_YAML_DOUBLE_QUOTED, "a # b", "\"a # b\"");
	assert_int_equal(findings.count, 0);
}

static void an_empty_value_has_a_place(void **state)
{
	(void)state;
	READ("a:\nb: \nc:   # later\nd:");
	assert_value("a", HITO_YAML_PLAIN, "", "");
	assert_int_equal(entry("a")->value.span.start, 2);
	assert_int_equal(entry("b")->value.span.start, 6);
	assert_int_equal(entry("c")->value.span.start, 10);
	assert_int_equal(entry("d")->value.span.start, 22);
	assert_int_equal(findings.count, 0);
}

static void keys_may_hold_spaces_and_accents(void **state)
{
	(void)state;
	READ("Fecha límite: x\n\"a b\": y\n'c': z\nx-a.b/c : w\n");
	assert_value("Fecha límite", HITO_YAML_PLAIN, "x", "x");
	assert_value("a b", HITO_YAML_PLAIN, "y", "y");
	assert_span(entry("a b")->key_span, "\"a b\"");
	assert_value("c", HITO_YAML_PLAIN, "z", "z");
	assert_value("x-a.b/c", HITO_YAML_PLAIN, "w", "w");
	assert_span(entry("x-a.b/c")->key_span, "x-a.b/c");
}

static void an_escaped_key_is_decoded(void **state)
{
	(void)state;
	READ("\"a\\\"b\": c\n");
	assert_value("a\"b", HITO_YAML_PLAIN, "c", "c");
}

static void values_never_hold_the_cr(void **state)
{
	(void)state;
	READ("a: b\r\nc: \r\nd: |\r\n  e\r\n  f\r\ng:\r\n  - h\r\n  - i\r\n");
	assert_value("a", HITO_YAML_PLAIN, "b", "b");
	assert_value("c", HITO_YAML_PLAIN, "", "");
	assert_value("d", HITO_YAML_LITERAL, "e\nf\n", "|\r\n  e\r\n  f");
	assert_span(entry("g")->value.span, "- h\r\n  - i");
	assert_scalar(&entry("g")->value.entries[1].value, HITO_YAML_PLAIN, "i",
		      "i");
	assert_int_equal(findings.count, 0);
}

static void bytes_are_exact_behind_a_mark_and_wide_text(void **state)
{
	(void)state;
	read_behind(HITO_STR("\xef\xbb\xbf"
			     "título: «año»\r\nñ: [日本, \"ü\"]\r\n"
			     "z: {é: 'ó'}\r\n"),
		    3);
	assert_value("título", HITO_YAML_PLAIN, "«año»", "«año»");
	assert_span(entry("ñ")->value.span, "[日本, \"ü\"]");
	assert_scalar(&entry("ñ")->value.entries[0].value, HITO_YAML_PLAIN,
		      "日本", "日本");
	assert_scalar(&entry("ñ")->value.entries[1].value,
		      HITO_YAML_DOUBLE_QUOTED, "ü", "\"ü\"");
	assert_scalar(&entry("z")->value.entries[0].value,
		      HITO_YAML_SINGLE_QUOTED, "ó", "'ó'");
	assert_span(entry("z")->value.entries[0].key_span, "é");
	assert_int_equal(findings.count, 0);
}

static void block_scalars_end_as_yaml_says(void **state)
{
	(void)state;
	READ("a: |\n  x\n   # y\n\nb: >-\n  x\n  y\n\nc: |+\n  x\n\nd: >\n"
	     "  x\n\n  y\n");
	assert_value("a", HITO_YAML_LITERAL, "x\n # y\n", "|\n  x\n   # y");
	assert_value("b", HITO_YAML_FOLDED, "x y", ">-\n  x\n  y");
	assert_value("c", HITO_YAML_LITERAL, "x\n\n", "|+\n  x");
	assert_value("d", HITO_YAML_FOLDED, "x\ny\n", ">\n  x\n\n  y");
	assert_int_equal(findings.count, 0);
}

static void values_may_go_on_below(void **state)
{
	(void)state;
	READ("a: one\n  two\nb: \"x\n  y\"\nc:\n  z\n");
	assert_value("a", HITO_YAML_PLAIN, "one two", "one\n  two");
	assert_value("b", HITO_YAML_DOUBLE_QUOTED, "x y", "\"x\n  y\"");
	assert_value("c", HITO_YAML_PLAIN, "z", "z");
}

static void a_quote_may_end_in_the_first_column(void **state)
{
	(void)state;
	READ("a: \"x\ny\"\nb: [\n  1,\n]\nc: d\n");
	assert_value("a", HITO_YAML_DOUBLE_QUOTED, "x y", "\"x\ny\"");
	assert_span(entry("b")->value.span, "[\n  1,\n]");
	assert_value("c", HITO_YAML_PLAIN, "d", "d");
	assert_int_equal(findings.count, 0);
}

/* Collections */

static void lists_have_a_span_for_each_item(void **state)
{
	const struct hito_yaml *list;

	(void)state;
	READ("a:\n  - x # c\n  # d\n  - 'y'\n  -\n\n# e\nb:\n- z\n");
	list = &entry("a")->value;
	assert_int_equal(list->kind, HITO_YAML_SEQUENCE);
	assert_int_equal(list->style, HITO_YAML_BLOCK);
	assert_int_equal(list->count, 3);
	assert_span(list->entries[0].span, "- x");
	assert_span(list->entries[1].span, "- 'y'");
	assert_span(list->entries[2].span, "-");
	assert_span(list->span, "- x # c\n  # d\n  - 'y'\n  -");
	assert_span(entry("a")->span, "a:\n  - x # c\n  # d\n  - 'y'\n  -");
	assert_span(entry("b")->value.span, "- z");
	assert_int_equal(findings.count, 0);
}

static void mappings_nest(void **state)
{
	const struct hito_yaml *value;

	(void)state;
	READ("success:\n  kpi: x\n  to: 5\nreview: {steps: 1w, plan: 1mo}\n");
	value = &entry("success")->value;
	assert_int_equal(value->kind, HITO_YAML_MAPPING);
	assert_int_equal(value->count, 2);
	assert_scalar(&hito_yaml_find(value, "to")->value, HITO_YAML_PLAIN, "5",
		      "5");
	assert_span(value->span, "kpi: x\n  to: 5");
	value = &entry("review")->value;
	assert_int_equal(value->style, HITO_YAML_FLOW);
	assert_span(value->span, "{steps: 1w, plan: 1mo}");
	assert_span(value->entries[1].span, "plan: 1mo");
	assert_null(hito_yaml_find(value, "update"));
}

static void lists_of_mappings_nest(void **state)
{
	const struct hito_yaml *list;

	(void)state;
	READ("expect:\n  - rule: S203\n    reason: x\n  - rule: S204\n");
	list = &entry("expect")->value;
	assert_int_equal(list->count, 2);
	assert_span(list->entries[0].span, "- rule: S203\n    reason: x");
	assert_span(list->entries[0].value.span, "rule: S203\n    reason: x");
	assert_span(list->entries[1].value.entries[0].key_span, "rule");
}

static void empty_values_inside_have_a_place(void **state)
{
	const struct hito_yaml *value;

	(void)state;
	READ("a:\n  b:\n  c: \nd: {e: , f}\n");
	value = &entry("a")->value;
	assert_int_equal(value->entries[0].value.span.start, 7);
	assert_int_equal(value->entries[1].value.span.start, 13);
	value = &entry("d")->value;
	assert_int_equal(value->entries[0].value.span.start, 21);
	assert_int_equal(value->entries[1].value.span.start, 24);
}

static void a_block_may_be_indented_as_its_fence(void **state)
{
	(void)state;
	READ("  a: b\n  c:\n    - d\n  e: f\n");
	assert_int_equal(root.count, 3);
	assert_value("a", HITO_YAML_PLAIN, "b", "b");
	assert_span(entry("c")->value.span, "- d");
	assert_int_equal(findings.count, 0);
}

/* What plans do not have */

static void assert_refused(const char *text, const char *key, const char *bytes)
{
	read_behind(hito_str_from(text), 0);
	assert_one(HITO_RULE_F007, bytes);
	assert_int_equal(findings.list[0]->level, HITO_ERROR);
	if (key)
		assert_lost(key);
	assert_value("z", HITO_YAML_PLAIN, "ok", "ok");
}

static void yaml_outside_the_format_is_refused(void **state)
{
	(void)state;
	assert_refused("a: *x\nz: ok\n", "a", "*x");
	assert_refused("a: &x 5\nz: ok\n", "a", "&x 5");
	assert_refused("a: !!str x\nz: ok\n", "a", "!!str x");
	assert_refused("a: [1, *x]\nz: ok\n", "a", "*x");
	assert_refused("<<: *x\nz: ok\n", "<<", "<<");
	assert_refused("? x\n: y\nz: ok\n", NULL, "? x");
	assert_refused("a:\n  ? x\n  : y\nz: ok\n", "a", "x");
	assert_refused("a: {[1]: 2}\nz: ok\n", "a", "[");
	assert_refused("%YAML 1.1\nz: ok\n", NULL, "%YAML 1.1");
	assert_refused("---\nz: ok\n", NULL, "---");
	assert_refused("z: ok\n...\n---\n", NULL, "...");
	assert_refused("&x a: b\nz: ok\n", NULL, "&x a: b");
}

static void only_the_refused_part_is_lost(void **state)
{
	const struct hito_yaml *value;

	(void)state;
	READ("a:\n  <<: *x\n  b: c\nd:\n  - &y\n  - e\n");
	value = &entry("a")->value;
	assert_int_equal(value->count, 2);
	assert_false(value->entries[0].readable);
	assert_scalar(&value->entries[1].value, HITO_YAML_PLAIN, "c", "c");
	value = &entry("d")->value;
	assert_false(value->entries[0].readable);
	assert_scalar(&value->entries[1].value, HITO_YAML_PLAIN, "e", "e");
	assert_int_equal(findings.count, 2);
	assert_int_equal(findings.list[0]->rule, HITO_RULE_F007);
}

static void depth_has_a_limit(void **state)
{
	(void)state;
	READ("a: [[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]\n"); /* 15 below the root */
	assert_int_equal(findings.count, 0);
	assert_true(entry("a")->readable);
	READ("a: [[[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]]\nb: c\n");
	assert_lost("a");
	assert_one(HITO_RULE_F007, "[");
	assert_value("b", HITO_YAML_PLAIN, "c", "c");
}

/* count times the byte behind "a: ", then a sound entry. */
static void read_row(char byte, size_t count)
{
	char *text = hito_arena_alloc(arena, count + 10, 1);

	assert_non_null(text);
	memcpy(text, "a: ", 3);
	memset(text + 3, byte, count);
	memcpy(text + 3 + count, "\nz: ok\n", 7);
	read_behind((struct hito_str){text, count + 10}, 0);
	assert_value("z", HITO_YAML_PLAIN, "ok", "ok");
}

static void hostile_values_are_bounded(void **state)
{
	static const char bytes[] = "[{-?:>|\"'&*!%@`, #";

	(void)state;
	for (size_t i = 0; i + 1 < sizeof(bytes); i++)
		read_row(bytes[i], 30000);
	READ("a: [[[[[[\n");
	assert_one(HITO_RULE_F001, "[");
}

static void deep_lists_are_bounded(void **state)
{
	char *text = hito_arena_alloc(arena, 60000, 1);
	size_t used = 3;

	(void)state;
	assert_non_null(text);
	memcpy(text, "a:\n", 3);
	for (size_t depth = 1; used + depth + 3 < 60000; depth++) {
		memset(text + used, ' ', depth);
		memcpy(text + used + depth, "b:\n", 3);
		used += depth + 3;
	}
	read_behind((struct hito_str){text, used}, 0);
	assert_int_equal(root.count, 1);
	assert_int_equal(findings.count, 1);
	assert_int_equal(findings.list[0]->rule, HITO_RULE_F007);
}

static void values_have_a_limit(void **state)
{
	char *text = hito_arena_alloc(arena, 2 * HITO_LIMIT_YAML_NODES + 20, 1);
	size_t used = 4;

	(void)state;
	assert_non_null(text);
	memcpy(text, "a: [", 4);
	for (size_t i = 0; i < HITO_LIMIT_YAML_NODES; i++, used += 2)
		memcpy(text + used, "x,", 2);
	memcpy(text + used, "]\nz: ok\n", 8);
	read_behind((struct hito_str){text, used + 8}, 0);
	assert_lost("a");
	assert_int_equal(findings.count, 1);
	assert_int_equal(findings.list[0]->rule, HITO_RULE_F007);
	assert_value("z", HITO_YAML_PLAIN, "ok", "ok");
}

static void a_block_has_a_size_limit(void **state)
{
	char *text = hito_arena_alloc(arena, HITO_LIMIT_FRONTMATTER + 1, 1);

	(void)state;
	assert_non_null(text);
	memset(text, '\n', HITO_LIMIT_FRONTMATTER + 1);
	memcpy(text, "a: b", 4);
	read_behind((struct hito_str){text, HITO_LIMIT_FRONTMATTER}, 0);
	assert_int_equal(root.count, 1);
	read_behind((struct hito_str){text, HITO_LIMIT_FRONTMATTER + 1}, 0);
	assert_int_equal(root.count, 0);
	assert_one(HITO_RULE_F007, "");
}

/* Memory */

static bool read_all_kinds(struct hito_arena *own)
{
	struct hito_str text = HITO_STR(
		"a: b\nc: @d\ne:\n  - f\n  - @g\nh: \"\\t\"\ni: *j\nk: [l\n"
		"m: [@n]\no: {p: q}\na: r\n1:\n2:\n3:\n4:\n5:\n6:\n7:\n8:\n"
		"9:\n10:\n11:\n12:\n");
	struct hito_source *own_source;
	struct hito_findings raised;
	struct hito_yaml value;
	struct hito_span block = {0, (uint32_t)text.len};
	struct hito_err err = {0};

	hito_findings_init(&raised, own);
	if (!hito_source_new(own, HITO_STR("a"), text, &own_source, NULL))
		return false;
	if (!hito_frontmatter_read(own_source, block, own, &raised, &value,
				   &err)) {
		assert_int_equal(err.code, HITO_ERR_MEMORY);
		return false;
	}
	return !raised.no_memory;
}

static void every_allocation_may_fail(void **state)
{
	(void)state;
	assert_true(unit_until_done(read_all_kinds) >= 2);
}

static void nobody_has_to_listen(void **state)
{
	struct hito_span block = {0, 0};

	(void)state;
	READ("a: @b\nstray\nc: *d\ne: [f\na: g\n---\n");
	block.end = (uint32_t)source->text.len;
	assert_true(
		hito_frontmatter_read(source, block, arena, NULL, &root, NULL));
	assert_int_equal(root.count, 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(plain_values_have_their_bytes),
		TEST(scalars_stay_text),
		TEST(quoted_values_are_decoded),
		TEST(an_empty_value_has_a_place),
		TEST(keys_may_hold_spaces_and_accents),
		TEST(an_escaped_key_is_decoded),
		TEST(values_never_hold_the_cr),
		TEST(bytes_are_exact_behind_a_mark_and_wide_text),
		TEST(block_scalars_end_as_yaml_says),
		TEST(values_may_go_on_below),
		TEST(a_quote_may_end_in_the_first_column),
		TEST(lists_have_a_span_for_each_item),
		TEST(mappings_nest),
		TEST(lists_of_mappings_nest),
		TEST(empty_values_inside_have_a_place),
		TEST(a_block_may_be_indented_as_its_fence),
		TEST(yaml_outside_the_format_is_refused),
		TEST(only_the_refused_part_is_lost),
		TEST(depth_has_a_limit),
		TEST(hostile_values_are_bounded),
		TEST(deep_lists_are_bounded),
		TEST(values_have_a_limit),
		TEST(a_block_has_a_size_limit),
		TEST(every_allocation_may_fail),
		TEST(nobody_has_to_listen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
