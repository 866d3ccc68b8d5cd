/* SPDX-License-Identifier: MIT */
/* The outline of Markdown: headings, fences, tasks, front matter. */
#include "unit.h"

#include <stdio.h>

#include "hito/limits.h"
#include "text/markdown.h"

static struct hito_arena *arena;
static struct hito_findings findings;
static struct hito_source *source;
static struct hito_outline outline;

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

static bool try_read(struct hito_str text, struct hito_err *err)
{
	hito_findings_init(&findings, arena);
	assert_true(hito_source_new(arena, HITO_STR("a"), text, &source, NULL));
	return hito_markdown_read(source, arena, arena, &findings, &outline,
				  err);
}

static void read_text(struct hito_str text)
{
	assert_true(try_read(text, NULL));
	assert_false(findings.no_memory);
}

#define READ(literal) read_text(HITO_STR(literal))

static void assert_span(struct hito_span span, const char *expected)
{
	struct hito_str text = hito_source_text(source, span);

	assert_true(span.start <= span.end);
	assert_int_equal(text.len, strlen(expected));
	assert_memory_equal(text.ptr, expected, text.len);
}

static void assert_text(struct hito_str text, const char *expected)
{
	assert_int_equal(text.len, strlen(expected));
	assert_memory_equal(text.ptr, expected, text.len);
}

static void assert_heading(size_t index, unsigned level, const char *title,
			   const char *bytes)
{
	const struct hito_heading *heading = &outline.headings[index];

	assert_true(index < outline.heading_count);
	assert_int_equal(heading->level, level);
	assert_text(heading->title, title);
	assert_span(heading->span, bytes);
}

static void assert_fence(size_t index, const char *info, const char *content,
			 bool closed)
{
	const struct hito_fence *fence = &outline.fences[index];

	assert_true(index < outline.fence_count);
	assert_text(fence->info, info);
	assert_span(fence->info_span, info);
	assert_span(fence->content, content);
	assert_int_equal(fence->closed, closed);
}

static void assert_task(size_t index, bool done, unsigned depth,
			const char *text, const char *bytes)
{
	const struct hito_task *task = &outline.tasks[index];

	assert_true(index < outline.task_count);
	assert_int_equal(task->done, done);
	assert_int_equal(task->depth, depth);
	assert_text(task->text, text);
	assert_span(task->span, bytes);
	assert_int_equal(source->text.ptr[task->mark - 1], '[');
	assert_int_equal(source->text.ptr[task->mark + 1], ']');
}

static void headings_of_both_kinds_are_found(void **state)
{
	(void)state;
	READ("# One\n\nTwo\n===\n\n  ### Three ###\n\nFour\nfive\n---\n");
	assert_int_equal(outline.heading_count, 4);
	assert_heading(0, 1, "One", "# One");
	assert_heading(1, 1, "Two", "Two\n===");
	assert_heading(2, 3, "Three", "  ### Three ###");
	assert_heading(3, 2, "Four five", "Four\nfive\n---");
	assert_span(outline.headings[2].title_span, "Three");
	assert_span(outline.headings[3].title_span, "Four\nfive");
}

static void titles_are_without_markup(void **state)
{
	(void)state;
	READ("# A *b* **c** `d e` [f](g) ![h](i) <b>j</b> \\* &amp; &#241;\n");
	assert_heading(0, 1, "A b c d e f h j * & ñ",
		       "# A *b* **c** `d e` [f](g) ![h](i) <b>j</b> \\* &amp; "
		       "&#241;");
}

static void entities_become_characters(void **state)
{
	(void)state;
	READ("# &lt;&gt;&quot;&nbsp;&#xF1;&bogus;&#0;&#27;&copy;\n");
	assert_text(outline.headings[0].title,
		    "<>\"\xc2\xa0ñ&bogus;\xef\xbf\xbd\xef\xbf\xbd&copy;");
}

static void empty_headings_are_placed(void **state)
{
	(void)state;
	READ("    #\n\n```\n#\n```\n- a\n\n  ##\n\n#\n\n## "
	     "##\n\n![](x)\n===\n");
	assert_int_equal(outline.heading_count, 3);
	assert_heading(0, 1, "", "#");
	assert_int_equal(outline.headings[0].span.start, 28);
	assert_heading(1, 2, "", "## ##");
	assert_heading(2, 1, "", "![](x)\n===");
	assert_span(outline.headings[1].title_span, "");
}

static void escaped_marks_do_not_close(void **state)
{
	(void)state;
	READ("# C#\n# a \\#\n# b # #\n#no\n#\ttab\n");
	assert_int_equal(outline.heading_count, 4);
	assert_heading(0, 1, "C#", "# C#");
	assert_heading(1, 1, "a #", "# a \\#");
	assert_heading(2, 1, "b #", "# b # #");
	assert_heading(3, 1, "tab", "#\ttab");
}

static void headings_in_quotes_and_lists_are_not_ours(void **state)
{
	(void)state;
	READ("> # a\n\n- # b\n\n1. c\n   ===\n\n```\n# d\n```\n<!--\n# e\n-->\n"
	     "\n# f\n");
	assert_int_equal(outline.heading_count, 1);
	assert_heading(0, 1, "f", "# f");
}

static void sections_end_at_the_next_of_their_level(void **state)
{
	(void)state;
	READ("# a\n## b\n### c\n## d\n# e\n");
	assert_span(outline.headings[0].section, "# a\n## b\n### c\n## d\n");
	assert_span(outline.headings[1].section, "## b\n### c\n");
	assert_span(outline.headings[2].section, "### c\n");
	assert_span(outline.headings[3].section, "## d\n");
	assert_span(outline.headings[4].section, "# e\n");
}

static void lines_may_end_with_crlf(void **state)
{
	(void)state;
	READ("# ñ\r\n\r\n```yaml paso\r\na: b\r\n```\r\n\r\nTwo\r\nb\r\n---\r\n"
	     "- [x] c\r\n");
	assert_heading(0, 1, "ñ", "# ñ");
	assert_heading(1, 2, "Two b", "Two\r\nb\r\n---");
	assert_fence(0, "yaml paso", "a: b\r\n", true);
	assert_int_equal(outline.headings[0].fence, 0);
	assert_task(0, true, 1, "c", "c");
}

static void a_lone_cr_ends_no_line(void **state)
{
	(void)state;
	READ("# a\r# b\n\n```\nx\ry\n```\n");
	assert_int_equal(outline.heading_count, 1);
	assert_heading(0, 1, "a # b", "# a\r# b");
	assert_fence(0, "", "x\ry\n", true);
}

static void fences_have_info_and_content(void **state)
{
	(void)state;
	READ("```yaml step \na: b\n\nc: d\n```\n\n~~~~ x`y\n~~~\n~~~~~\n```\n"
	     "```\n");
	assert_int_equal(outline.fence_count, 3);
	assert_fence(0, "yaml step", "a: b\n\nc: d\n", true);
	assert_span(outline.fences[0].span, "```yaml step \na: b\n\nc: d\n```");
	assert_fence(1, "x`y", "~~~\n", true);
	assert_fence(2, "", "", true);
}

static void info_is_as_written(void **state)
{
	(void)state;
	READ("```a\\*b &amp;\n\n```\n\n```\\*\n```\n");
	assert_fence(0, "a\\*b &amp;", "\n", true);
	assert_fence(1, "\\*", "", true);
}

static void an_open_fence_runs_to_the_end(void **state)
{
	(void)state;
	READ("a\n```x\nb\n# c\n\n");
	assert_int_equal(outline.heading_count, 0);
	assert_fence(0, "x", "b\n# c\n\n", false);
	READ("```");
	assert_fence(0, "", "", false);
	READ("```\n");
	assert_fence(0, "", "", false);
	READ("```\nx");
	assert_fence(0, "", "x", false);
}

static void a_tab_behind_a_fence_is_nothing(void **state)
{
	(void)state;
	READ("```x\t\ny\n```\t \n# a\n");
	assert_fence(0, "x", "y\n", true);
	assert_heading(0, 1, "a", "# a");
}

static void fences_elsewhere_are_not_ours(void **state)
{
	(void)state;
	READ("- a\n  ```\n  # b\n  ```\n\n> ```\n> ```\n\n    ```\n    c\n\n"
	     "```d\n```\n");
	assert_int_equal(outline.fence_count, 1);
	assert_fence(0, "d", "", true);
}

static void empty_fences_are_placed_behind_nested_ones(void **state)
{
	(void)state;
	READ("- x\n\n  ```\n\n  ```\n\n1. ```\n   ```\n\n> ~~~\n> ~~~\n\n```\n"
	     "```\n\nend\n");
	assert_int_equal(outline.fence_count, 1);
	assert_int_equal(outline.fences[0].span.start, 47);
	assert_fence(0, "", "", true);
}

static void only_the_first_block_is_the_headings_own(void **state)
{
	(void)state;
	READ("# a\n\n \n```x\n```\n# b\ntext\n```y\n```\n# c\n<!-- d -->\n"
	     "```z\n```\n# e\n## f\n~~~w\n~~~\n# g\n[h]: /i\n```v\n```\n");
	assert_int_equal(outline.headings[0].fence, 0);
	assert_int_equal(outline.headings[1].fence, HITO_NONE);
	assert_int_equal(outline.headings[2].fence, HITO_NONE);
	assert_int_equal(outline.headings[3].fence, HITO_NONE);
	assert_int_equal(outline.headings[4].fence, 3);
	assert_int_equal(outline.headings[5].fence, HITO_NONE);
	assert_int_equal(outline.fence_count, 5);
}

static void tasks_have_their_first_line(void **state)
{
	(void)state;
	READ("- [ ] a **b** `c`\n  more\n- [X] d\n* e\n\n1. [x] f\n\n   g\n"
	     "- [ ]h\n");
	assert_int_equal(outline.task_count, 3);
	assert_task(0, false, 1, "a b c", "a **b** `c`");
	assert_task(1, true, 1, "d", "d");
	assert_task(2, true, 1, "f", "f");
}

static void tasks_nest(void **state)
{
	(void)state;
	READ("- [ ] a\n  - b\n    + [x] c\n\n> - [ ] d\n>\n>   # e\n");
	assert_int_equal(outline.task_count, 3);
	assert_task(0, false, 1, "a", "a");
	assert_task(1, true, 3, "c", "c");
	assert_task(2, false, 1, "d", "d");
}

static void a_task_ends_before_what_it_holds(void **state)
{
	(void)state;
	READ("- [ ] a\n  ```\n  b\n  ```\n- [x] c\n  > d\n");
	assert_task(0, false, 1, "a", "a");
	assert_task(1, true, 1, "c", "c");
	READ("- [ ] # e\n- [ ] ![](x)\n  - f\n");
	assert_text(outline.tasks[0].text, "# e");
	assert_text(outline.tasks[1].text, "");
}

static void wide_text_before_a_task_moves_nothing(void **state)
{
	(void)state;
	READ("\xef\xbb\xbf# 日本 ñ\r\n\r\nñññ\r\n\r\n- [ ] Título @lucía\r\n");
	assert_heading(0, 1, "日本 ñ", "# 日本 ñ");
	assert_task(0, false, 1, "Título @lucía", "Título @lucía");
}

/* Front matter */

static void front_matter_opens_the_file(void **state)
{
	(void)state;
	READ("\xef\xbb\xbf---\nplan: x\n---\n# a\n");
	assert_span(outline.front, "plan: x\n");
	assert_span(outline.front_lines, "---\nplan: x\n---\n");
	assert_span(outline.body, "# a\n");
	assert_true(outline.front_closed);
	assert_heading(0, 1, "a", "# a");
	READ("---  \r\nplan: x\r\n...\r\n");
	assert_span(outline.front, "plan: x\r\n");
	assert_span(outline.body, "");
	READ("---\n---\n");
	assert_span(outline.front, "");
	assert_span(outline.front_lines, "---\n---\n");
	assert_int_equal(findings.count, 0);
}

static void a_rule_further_down_is_no_front_matter(void **state)
{
	(void)state;
	READ("\n---\na: b\n---\n");
	assert_int_equal(outline.front_lines.end, 0);
	READ("----\na: b\n----\n");
	assert_int_equal(outline.front_lines.end, 0);
	READ(" ---\na: b\n---\n");
	assert_int_equal(outline.front_lines.end, 0);
	READ("---\n\nprose\n");
	assert_span(outline.body, "---\n\nprose\n");
	assert_true(outline.front_closed);
	assert_int_equal(findings.count, 0);
	READ("---");
	assert_int_equal(findings.count, 0);
}

static void front_matter_that_never_closes_is_raised(void **state)
{
	(void)state;
	READ("---\nplan: x\nlang: es\n\n# a\n\ntext: b\n");
	assert_false(outline.front_closed);
	assert_span(outline.front, "plan: x\nlang: es\n");
	assert_span(outline.body, "\n# a\n\ntext: b\n");
	assert_heading(0, 1, "a", "# a");
	assert_int_equal(findings.count, 1);
	assert_int_equal(findings.list[0]->rule, HITO_RULE_F001);
	assert_span(findings.list[0]->span, "---");
	assert_int_equal(findings.list[0]->fix->edits[0].span.start, 21);
	READ("---\nplan: x\n# a\n");
	assert_span(outline.front, "plan: x\n");
	READ("---\nplan: x");
	assert_span(outline.front, "plan: x");
	assert_span(outline.body, "");
}

static void rules_under_a_heading_are_raised_and_mended(void **state)
{
	const struct hito_fix *fix;

	(void)state;
	READ("# a\n\n---\nestado: hecho\nneeds:\n  - x\n\nid: y\n---\n\n## "
	     "b\n");
	assert_int_equal(outline.heading_count, 2);
	assert_heading(0, 1, "a", "# a");
	assert_heading(1, 2, "b", "## b");
	assert_int_equal(outline.headings[0].fence, HITO_NONE);
	assert_int_equal(findings.count, 1);
	assert_int_equal(findings.list[0]->rule, HITO_RULE_F001);
	assert_span(findings.list[0]->span, "---");
	fix = findings.list[0]->fix;
	assert_int_equal(fix->safety, HITO_FIX_SAFE);
	assert_int_equal(fix->edit_count, 2);
	assert_int_equal(fix->edits[0].span.start, 5);
	assert_text(fix->edits[0].text, "```yaml paso");
	assert_span(fix->edits[1].span, "---");
	assert_int_equal(fix->edits[1].span.start, 43);
	assert_text(fix->edits[1].text, "```");
}

static void an_english_block_becomes_a_step(void **state)
{
	(void)state;
	READ("# a\n---\nstate: done\nestadoso: x\n---\n");
	assert_text(findings.list[0]->fix->edits[0].text, "```yaml step");
	READ("# a\n---\nk: v\n---\n## b\n---\nk: v\n---\n");
	assert_int_equal(findings.count, 2);
	assert_int_equal(outline.heading_count, 2);
}

static void other_rules_under_a_heading_are_prose(void **state)
{
	(void)state;
	READ("# a\n---\ntext\n---\n");
	assert_int_equal(findings.count, 0);
	assert_int_equal(outline.heading_count, 2);
	READ("# a\n---\nkey: b\n\nprose\n---\n");
	assert_int_equal(findings.count, 0);
	READ("# a\n---\nkey: b\n\n# c\n---\n");
	assert_int_equal(findings.count, 0);
	READ("# a\n---\nkey: b\n");
	assert_int_equal(findings.count, 0);
}

static void the_losing_side_makes_no_headings(void **state)
{
	(void)state;
	READ("# a\n<<<<<<< x\n## b\n=======\n## c\n>>>>>>> y\n## d\xff\n");
	assert_int_equal(outline.heading_count, 3);
	assert_heading(1, 2, "b", "## b");
	assert_heading(2, 2, "d?", "## d\xff");
}

static void an_empty_file_has_an_empty_outline(void **state)
{
	(void)state;
	READ("");
	assert_span(outline.body, "");
	READ("\xef\xbb\xbf");
	assert_span(outline.body, "");
}

/* count times the piece */
static struct hito_str repeat(const char *piece, size_t count)
{
	size_t len = strlen(piece);
	char *text = hito_arena_alloc(arena, count, len);

	assert_non_null(text);
	for (size_t i = 0; i < count; i++)
		memcpy(text + i * len, piece, len);
	return (struct hito_str){text, count * len};
}

static void hostile_text_is_bounded(void **state)
{
	static const char *const pieces[] = {
		"[",       "![",  "*a_ ",  "<", "`` ` ", "<!--", "| a ",
		"[a](b) ", "\\*", "&amp;", "]", "a__",   "[a](", "<![CDATA["};

	(void)state;
	for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++)
		read_text(repeat(pieces[i], 30000));
}

static void deep_quotes_and_lists_are_bounded(void **state)
{
	(void)state;
	read_text(repeat(">", 10000));
	read_text(repeat("- ", 10000));
	read_text(repeat("> - ", 10000));
	read_text(repeat("- [ ] a\n", 60000));
	assert_int_equal(outline.task_count, 60000);
}

static void many_links_are_bounded(void **state)
{
	(void)state;
	read_text(repeat("[a](b) ", 60000));
	read_text(repeat("- [ ] [a](b)\n", 60000));
	read_text(repeat("[a](b)\n\n", 60000));
	read_text(repeat("[a](b)\n", 30000));
}

/* Links in so many lines or to such places that md4c takes minutes. */
static struct hito_str tangle(void)
{
	struct hito_str links = repeat("[a] ", 60000);
	char *text = hito_arena_alloc(arena, links.len + 20002, 1);

	assert_non_null(text);
	memset(text, 'x', 20000);
	memcpy(text, "[a]: /", 6);
	memcpy(text + 20000, "\n\n", 2);
	memcpy(text + 20002, links.ptr, links.len);
	return (struct hito_str){text, links.len + 20002};
}

static void assert_limit(struct hito_str text)
{
	struct hito_err err = {0};

	outline = (struct hito_outline){.task_count = 77};
	assert_false(try_read(text, &err));
	assert_int_equal(err.code, HITO_ERR_INPUT);
	assert_string_equal(err.path, "a");
	assert_int_equal(outline.task_count, 77);
}

static void headings_have_a_limit(void **state)
{
	(void)state;
	read_text(repeat("# a\n", HITO_LIMIT_HEADINGS));
	assert_int_equal(outline.heading_count, HITO_LIMIT_HEADINGS);
	assert_limit(repeat("# a\n", HITO_LIMIT_HEADINGS + 1));
}

static void tangled_text_has_a_limit(void **state)
{
	(void)state;
	assert_limit(repeat("* a\n\n", HITO_LIMIT_MARKDOWN_EVENTS / 5));
	assert_limit(repeat("![](a)\n", 100000));
	assert_limit(repeat("> [a](b \"\n", 100000));
	assert_limit(tangle());
}

static bool read_all_kinds(struct hito_arena *own)
{
	struct hito_source *own_source;
	struct hito_findings raised;
	struct hito_outline read;
	struct hito_err err = {0};

	hito_findings_init(&raised, own);
	if (!hito_source_new(
		    own, HITO_STR("a"),
		    HITO_STR("---\na: b\n---\n# a *b*\n---\nc: d\n---\n"
			     "```x\n```\n- [ ] `e` f\n\r# g &amp; h\n"),
		    &own_source, NULL))
		return false;
	if (!hito_markdown_read(own_source, own, own, &raised, &read, &err)) {
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
	(void)state;
	READ("---\na: b\n");
	assert_int_equal(findings.count, 1);
	assert_true(
		hito_markdown_read(source, arena, arena, NULL, &outline, NULL));
	READ("# a\n---\nc: d\n---\n");
	assert_int_equal(findings.count, 1);
	assert_true(
		hito_markdown_read(source, arena, arena, NULL, &outline, NULL));
	assert_int_equal(outline.heading_count, 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(headings_of_both_kinds_are_found),
		TEST(titles_are_without_markup),
		TEST(entities_become_characters),
		TEST(empty_headings_are_placed),
		TEST(escaped_marks_do_not_close),
		TEST(headings_in_quotes_and_lists_are_not_ours),
		TEST(sections_end_at_the_next_of_their_level),
		TEST(lines_may_end_with_crlf),
		TEST(a_lone_cr_ends_no_line),
		TEST(fences_have_info_and_content),
		TEST(info_is_as_written),
		TEST(an_open_fence_runs_to_the_end),
		TEST(a_tab_behind_a_fence_is_nothing),
		TEST(fences_elsewhere_are_not_ours),
		TEST(empty_fences_are_placed_behind_nested_ones),
		TEST(only_the_first_block_is_the_headings_own),
		TEST(tasks_have_their_first_line),
		TEST(tasks_nest),
		TEST(a_task_ends_before_what_it_holds),
		TEST(wide_text_before_a_task_moves_nothing),
		TEST(front_matter_opens_the_file),
		TEST(a_rule_further_down_is_no_front_matter),
		TEST(front_matter_that_never_closes_is_raised),
		TEST(rules_under_a_heading_are_raised_and_mended),
		TEST(an_english_block_becomes_a_step),
		TEST(other_rules_under_a_heading_are_prose),
		TEST(the_losing_side_makes_no_headings),
		TEST(an_empty_file_has_an_empty_outline),
		TEST(hostile_text_is_bounded),
		TEST(deep_quotes_and_lists_are_bounded),
		TEST(many_links_are_bounded),
		TEST(headings_have_a_limit),
		TEST(tangled_text_has_a_limit),
		TEST(every_allocation_may_fail),
		TEST(nobody_has_to_listen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
