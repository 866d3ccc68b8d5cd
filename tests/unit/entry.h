/* SPDX-License-Identifier: MIT */
/*
 * What tests of values share: one entry of front matter, read and looked at.
 */
#ifndef ENTRY_H
#define ENTRY_H

#include "unit.h"

#include "plan/value.h"

/* A block read entry by entry, with what was found. */
struct reading {
	struct hito_arena *arena;
	const struct hito_source *source;
	struct hito_yaml root;
	struct hito_findings findings;
	struct hito_value_context context;
	struct hito_value value;
	bool empty, lang_matters;
};

static inline void open_block(struct reading *reading, const char *text,
			      enum hito_lang lang)
{
	struct hito_span block = {0, (uint32_t)strlen(text)};
	struct hito_source *source;

	memset(reading, 0, sizeof(*reading));
	reading->arena = hito_arena_new(NULL);
	assert_non_null(reading->arena);
	assert_true(hito_source_new(reading->arena, HITO_STR("plan.md"),
				    hito_str_from(text), &source, NULL));
	reading->source = source;
	hito_findings_init(&reading->findings, reading->arena);
	assert_true(hito_frontmatter_read(source, block, reading->arena,
					  &reading->findings, &reading->root,
					  NULL));
	reading->context = (struct hito_value_context){
		.source = source,
		.kind = HITO_STEP,
		.lang = lang,
		.arena = reading->arena,
		.findings = &reading->findings,
		.lang_matters = &reading->lang_matters,
	};
}

/* The first entry of a block as its key in a kind of thing. */
static inline struct hito_value *read_as(struct reading *reading,
					 const char *text, enum hito_lang lang,
					 enum hito_kind kind,
					 const struct hito_mapping *mapping)
{
	enum hito_key key;

	open_block(reading, text, lang);
	reading->context.kind = kind;
	reading->context.mapping = mapping;
	assert_true(reading->root.count >= 1);
	key = hito_key_find(kind, reading->root.entries[0].key);
	assert_int_not_equal(key, HITO_KEY_COUNT);
	assert_true(hito_value_read(&reading->context, key,
				    &reading->root.entries[0], &reading->value,
				    &reading->empty, NULL));
	assert_int_equal(reading->value.key, key);
	return &reading->value;
}

static inline struct hito_value *
read_step(struct reading *reading, const char *text, enum hito_lang lang)
{
	return read_as(reading, text, lang, HITO_STEP, NULL);
}

static inline void done(struct reading *reading)
{
	hito_arena_free(reading->arena);
}

static inline const struct hito_finding *only(const struct reading *reading)
{
	assert_int_equal(reading->findings.count, 1);
	return reading->findings.list[0];
}

/* What the source has where a span points. */
static inline void assert_bytes(const struct reading *reading,
				struct hito_span span, const char *expected)
{
	struct hito_str bytes = hito_source_text(reading->source, span);

	assert_int_equal(bytes.len, strlen(expected));
	assert_memory_equal(bytes.ptr, expected, bytes.len);
}

/* The whole file after the finding's fix. */
static inline void assert_fixed(const struct reading *reading,
				const struct hito_finding *finding,
				enum hito_safety safety, const char *expected)
{
	struct hito_str text = reading->source->text;
	const struct hito_edit *edit;
	char fixed[512];
	size_t len = 0;

	assert_non_null(finding->fix);
	assert_int_equal(finding->fix->safety, safety);
	assert_int_equal(finding->fix->edit_count, 1);
	edit = &finding->fix->edits[0];
	assert_true(text.len + edit->text.len < sizeof(fixed));
	memcpy(fixed, text.ptr, edit->span.start);
	len += edit->span.start;
	memcpy(fixed + len, edit->text.ptr, edit->text.len);
	len += edit->text.len;
	memcpy(fixed + len, text.ptr + edit->span.end,
	       text.len - edit->span.end);
	fixed[len + text.len - edit->span.end] = '\0';
	assert_string_equal(fixed, expected);
}

static inline void assert_rule(const struct hito_finding *finding,
			       enum hito_rule rule, enum hito_level level)
{
	assert_string_equal(hito_rule_id(finding->rule), hito_rule_id(rule));
	assert_int_equal(finding->level, level);
}

/* One line of a step that reads well, and its canonical text. */
static inline void assert_text(const char *line, enum hito_lang lang,
			       enum hito_kind kind, const char *expected)
{
	struct reading reading;
	struct hito_value *value = read_as(&reading, line, lang, kind, NULL);

	if (reading.findings.count)
		fail_msg("%s: %s", line, reading.findings.list[0]->message);
	assert_true(value->readable);
	assert_false(reading.empty);
	assert_int_equal(value->text.len, strlen(expected));
	assert_memory_equal(value->text.ptr, expected, value->text.len);
	done(&reading);
}

/* One line that cannot be read: what is said, and that nothing is lost. */
static inline void assert_unreadable(const char *line, enum hito_lang lang,
				     enum hito_kind kind, enum hito_rule rule)
{
	struct reading reading;
	struct hito_value *value = read_as(&reading, line, lang, kind, NULL);

	assert_false(value->readable);
	assert_rule(only(&reading), rule, HITO_ERROR);
	assert_true(value->raw.len > 0);
	assert_true(hito_str_equal(value->raw, value->text));
	done(&reading);
}

#endif
