/* SPDX-License-Identifier: MIT */
/* Path patterns: what they name, what they do not, and hostile ones. */
#include "unit.h"

#include <time.h>

#include "base/glob.h"
#include "hito/limits.h"

static void patterns(void **state)
{
	static const struct {
		const char *pattern, *path;
		bool match;
	} cases[] = {
		/* no wildcard: the path and all below */
		{"plans", "plans", true},
		{"plans", "plans/a.md", true},
		{"plans", "plans/a/b.md", true},
		{"plans/", "plans/a.md", true},
		{"/plans", "plans/a.md", true},
		{"plans", "plans2/a.md", false},
		{"plans", "plan", false},
		{"plans", "x/plans/a.md", false},
		{"plans/a.md", "plans/a.md", true},
		{"plans/a", "plans/a.md", false},
		{"", "a", false},
		{"/", "a", false},
		/* one star, one character */
		{"plans/*.md", "plans/a.md", true},
		{"plans/*.md", "plans/.md", true},
		{"plans/*.md", "plans/x/a.md", false},
		{"plans/*", "plans", false},
		{"plans/*", "plans/a", true},
		{"plans/*", "plans/a/b", false},
		{"*/a.md", "plans/a.md", true},
		{"plans/?.md", "plans/a.md", true},
		{"plans/?.md", "plans/\xc3\xb1.md", true},
		{"plans/?.md", "plans/ab.md", false},
		{"plans?a", "plans/a", false},
		{"a/b*b*c", "a/bxbxbxc", true},
		{"a/b*b*c", "a/bxbxbxd", false},
		/* two stars */
		{"backlog/**", "backlog/a.md", true},
		{"backlog/**", "backlog/a/b/c.md", true},
		{"backlog/**", "backlog", false},
		{"backlog/**", "backlogs/a.md", false},
		{"**/x.md", "x.md", true},
		{"**/x.md", "a/b/x.md", true},
		{"**/x.md", "a/xx.md", false},
		{"a/**/b.md", "a/b.md", true},
		{"a/**/b.md", "a/x/y/b.md", true},
		{"a/**/b.md", "a/x/y/b.md/c", false},
		{"**/a/*/b", "a/a/x/b", true},
		{"**/b", "b/b/b", true},
		{"a/**/c/**/d", "a/c/c/x/d", true},
		{"a/**/c/**/d", "a/x/d", false},
		{"**", "a/b", true},
		{"a/x**y/b", "a/xzzy/b", true},
		{"a/x**y/b", "a/x/y/b", false},
		/* a wildcard without a slash: the name in any folder */
		{"*.md", "a.md", true},
		{"*.md", "a/b/c.md", true},
		{"*.md", "a.md/b", false},
		{"/*.md", "a/b.md", false},
		{"/*.md", "b.md", true},
		/* a slash at the end: all below */
		{"draft-*/", "draft-1/a.md", true},
		{"draft-*/", "x/draft-1/y/a.md", true},
		{"draft-*/", "draft-1", false},
		{"a/dr*/", "a/draft/x.md", true},
		{"a/dr*/", "b/a/draft/x.md", false},
		/* classes */
		{"a/[a-c]x", "a/bx", true},
		{"a/[a-c]x", "a/dx", false},
		{"a/[!a-c]x", "a/dx", true},
		{"a/[^a-c]x", "a/bx", false},
		{"a/[]x]", "a/]", true},
		{"a/[a-]", "a/-", true},
		{"a/[\xc3\xa1-\xc3\xba]", "a/\xc3\xa9", true},
		{"a/[\\]]", "a/]", true},
		{"a/[ab", "a/[ab", true},
		{"a/[ab", "a/a", false},
		{"a[/]b", "a/b", false},
		{"a/*[!\xc3\xa9]b",
		 "a/\xc3\xa9"
		 "b",
		 false},
		/* backslash */
		{"a/\\*", "a/*", true},
		{"a/\\*", "a/x", false},
		{"a/\\*", "a/*/b", true},
		{"a/*\\?", "a/x?", true},
		{"a/*\\?", "a/xy", false},
		/* bytes that are not UTF-8 equal themselves */
		{"a/\xff", "a/\xff", true},
		{"a/\xff", "a/\xfe", false},
		{"a/*\xff", "a/x\xfe", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		if (hito_glob_match(hito_str_from(cases[i].pattern),
				    hito_str_from(cases[i].path)) !=
		    cases[i].match)
			fail_msg("%s on %s", cases[i].pattern, cases[i].path);
	}
}

static void too_long_never_matches(void **state)
{
	char pattern[HITO_LIMIT_GLOB + 1];
	struct hito_str text = {pattern, HITO_LIMIT_GLOB};

	(void)state;
	memset(pattern, '*', sizeof(pattern));
	assert_true(hito_glob_match(text, HITO_STR("a")));
	text.len++;
	assert_false(hito_glob_match(text, HITO_STR("a")));
}

/* Patterns that take exponential time where every star is tried again. */
static void hostile_patterns_are_quick(void **state)
{
	char pattern[HITO_LIMIT_GLOB];
	char path[4000];
	struct hito_str text = {pattern, 0};
	clock_t start = clock();

	(void)state;
	memset(path, 'a', sizeof(path));
	for (size_t i = 0; i + 3 < sizeof(pattern); i += 2, text.len += 2)
		memcpy(pattern + i, "*a", 2);
	pattern[text.len++] = 'b';
	assert_false(hito_glob_match(text, (struct hito_str){path, 4000}));
	for (size_t i = 1; i < sizeof(path); i += 2)
		path[i] = '/';
	text.len = 0;
	for (size_t i = 0; i + 6 < sizeof(pattern); i += 5, text.len += 5)
		memcpy(pattern + i, "**/a/", 5);
	pattern[text.len++] = 'b';
	assert_false(hito_glob_match(text, (struct hito_str){path, 3999}));
	assert_true((clock() - start) / CLOCKS_PER_SEC < 5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(patterns),
		cmocka_unit_test(too_long_never_matches),
		cmocka_unit_test(hostile_patterns_are_quick),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
