/* SPDX-License-Identifier: MIT */
/*
 * What tests of front matter share: reading a block, and looking at it.
 */
#ifndef BLOCK_H
#define BLOCK_H

#include "unit.h"

#include "text/frontmatter.h"

static struct hito_arena *arena;
static struct hito_findings findings;
static struct hito_source *source;
static struct hito_yaml root;

static inline int begin(void **state)
{
	(void)state;
	arena = hito_arena_new(NULL);
	return arena ? 0 : -1;
}

static inline int end(void **state)
{
	(void)state;
	hito_arena_free(arena);
	return 0;
}

/* Read the text behind skip bytes as a block. */
static inline void read_behind(struct hito_str text, uint32_t skip)
{
	struct hito_span block = {skip, (uint32_t)text.len};

	hito_findings_init(&findings, arena);
	assert_true(hito_source_new(arena, HITO_STR("a"), text, &source, NULL));
	assert_true(hito_frontmatter_read(source, block, arena, &findings,
					  &root, NULL));
	assert_false(findings.no_memory);
	assert_int_equal(root.kind, HITO_YAML_MAPPING);
	hito_findings_sort(&findings);
}

#define READ(literal) read_behind(HITO_STR(literal), 0)

static inline const struct hito_yaml_entry *entry(const char *key)
{
	const struct hito_yaml_entry *found = hito_yaml_find(&root, key);

	assert_non_null(found);
	return found;
}

static inline void assert_span(struct hito_span span, const char *expected)
{
	struct hito_str text = hito_source_text(source, span);

	assert_int_equal(text.len, strlen(expected));
	assert_memory_equal(text.ptr, expected, text.len);
}

/* A scalar: its style, its text, and its bytes in the source. */
static inline void assert_scalar(const struct hito_yaml *value,
				 enum hito_yaml_style style, const char *text,
				 const char *bytes)
{
	assert_int_equal(value->kind, HITO_YAML_SCALAR);
	assert_int_equal(value->style, style);
	assert_int_equal(value->text.len, strlen(text));
	assert_memory_equal(value->text.ptr, text, value->text.len);
	assert_span(value->span, bytes);
}

static inline void assert_value(const char *key, enum hito_yaml_style style,
				const char *text, const char *bytes)
{
	assert_true(entry(key)->readable);
	assert_scalar(&entry(key)->value, style, text, bytes);
}

static inline void assert_lost(const char *key)
{
	const struct hito_yaml_entry *lost = entry(key);

	assert_false(lost->readable);
	assert_int_equal(lost->value.kind, HITO_YAML_SCALAR);
	assert_int_equal(lost->value.text.len, 0);
	assert_int_equal(lost->value.span.start, lost->value.span.end);
}

/* Exactly one finding, at these bytes. */
static inline const struct hito_finding *assert_one(enum hito_rule rule,
						    const char *bytes)
{
	assert_int_equal(findings.count, 1);
	assert_int_equal(findings.list[0]->rule, rule);
	assert_span(findings.list[0]->span, bytes);
	return findings.list[0];
}

static inline void assert_fix(const struct hito_finding *finding,
			      enum hito_safety safety, const char *bytes,
			      const char *text)
{
	assert_non_null(finding->fix);
	assert_int_equal(finding->fix->safety, safety);
	assert_int_equal(finding->fix->edit_count, 1);
	assert_span(finding->fix->edits[0].span, bytes);
	assert_true(hito_str_is(finding->fix->edits[0].text, text));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

#endif
