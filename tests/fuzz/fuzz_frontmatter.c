/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as front matter: all spans are in order inside of the block, and
 * a safe fix leaves an entry that reads as before, without a finding. What
 * the reader of plain blocks reads, the reader of all blocks reads so, too.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "hito/limits.h"
#include "text/frontmatter.h"
#include "text/yaml.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds)
{
	if (!holds)
		abort();
}

static void check_inside(struct hito_span span, struct hito_span outer)
{
	require(span.start <= span.end);
	require(span.start >= outer.start && span.end <= outer.end);
}

static void check_collection(const struct hito_yaml *value,
			     struct hito_span outer)
{
	uint32_t last = outer.start;

	require(value->kind != HITO_YAML_SCALAR || value->count == 0);
	require(value->text.len == 0 || value->kind == HITO_YAML_SCALAR);
	require(hito_utf8_invalid(value->text, 0) == SIZE_MAX);
	for (size_t i = 0; i < value->count; i++) {
		const struct hito_yaml_entry *entry = &value->entries[i];

		check_inside(entry->span, outer);
		require(entry->span.start >= last);
		check_inside(entry->key_span, entry->span);
		require(entry->key_span.end <= entry->value.span.start);
		require(entry->value.span.start <= entry->value.span.end);
		require(entry->value.span.end <= outer.end);
		require(entry->readable || entry->value.text.len == 0);
		if (entry->readable)
			check_collection(&entry->value, entry->value.span);
		last = entry->span.end;
	}
}

/* The text with an edit made. */
static struct hito_str edited(struct hito_arena *arena, struct hito_str text,
			      const struct hito_edit *edit)
{
	size_t head = edit->span.start;
	size_t tail = text.len - edit->span.end;
	char *out = hito_arena_alloc(arena, head + edit->text.len + tail, 1);

	require(out != NULL);
	memcpy(out, text.ptr, head);
	memcpy(out + head, edit->text.ptr, edit->text.len);
	memcpy(out + head + edit->text.len, text.ptr + edit->span.end, tail);
	return (struct hito_str){out, head + edit->text.len + tail};
}

static bool read_block(struct hito_arena *arena, struct hito_str text,
		       struct hito_findings *findings, struct hito_yaml *root)
{
	struct hito_source *source;
	struct hito_span block;

	hito_findings_init(findings, arena);
	if (!hito_source_new(arena, HITO_STR("a"), text, &source, NULL))
		return false;
	block.start = source->start;
	block.end = (uint32_t)text.len;
	require(hito_frontmatter_read(source, block, arena, findings, root,
				      NULL));
	require(!findings->no_memory);
	check_collection(root, block);
	return true;
}

static void check_same(const struct hito_yaml *a, const struct hito_yaml *b)
{
	require(a->kind == b->kind && a->count == b->count);
	require(hito_str_equal(a->text, b->text));
	for (size_t i = 0; i < a->count; i++) {
		require(hito_str_equal(a->entries[i].key, b->entries[i].key));
		require(a->entries[i].readable == b->entries[i].readable);
		check_same(&a->entries[i].value, &b->entries[i].value);
	}
}

static void check_first_fix(struct hito_arena *arena, struct hito_str text,
			    const struct hito_findings *findings,
			    const struct hito_yaml *root)
{
	struct hito_findings after;
	struct hito_yaml again;

	/* an open quote beside it may close elsewhere then */
	for (size_t i = 0; i < findings->count; i++) {
		if (findings->list[i]->rule == HITO_RULE_F001)
			return;
	}
	for (size_t i = 0; i < findings->count; i++) {
		const struct hito_fix *fix = findings->list[i]->fix;

		if (!fix || fix->safety != HITO_FIX_SAFE)
			continue;
		require(fix->edit_count == 1);
		require(read_block(arena, edited(arena, text, &fix->edits[0]),
				   &after, &again));
		require(after.count == findings->count - 1);
		check_same(root, &again);
		return;
	}
}

static void check_span(struct hito_span a, struct hito_span b)
{
	require(a.start == b.start && a.end == b.end);
}

static void check_equal(const struct hito_yaml *a, const struct hito_yaml *b)
{
	require(a->kind == b->kind && a->style == b->style);
	require(a->count == b->count && hito_str_equal(a->text, b->text));
	check_span(a->span, b->span);
	for (size_t i = 0; i < a->count; i++) {
		const struct hito_yaml_entry *x = &a->entries[i];
		const struct hito_yaml_entry *y = &b->entries[i];

		require(hito_str_equal(x->key, y->key));
		require(x->readable == y->readable);
		check_span(x->key_span, y->key_span);
		check_span(x->span, y->span);
		check_equal(&x->value, &y->value);
	}
}

static void check_told(const struct hito_findings *a,
		       const struct hito_findings *b)
{
	require(a->count == b->count);
	for (size_t i = 0; i < a->count; i++) {
		const struct hito_finding *x = a->list[i], *y = b->list[i];

		require(x->rule == y->rule && x->message == y->message);
		check_span(x->span, y->span);
		check_span(x->other_span, y->other_span);
	}
}

/* One block by both readers. */
static void check_plain(struct hito_arena *arena, struct hito_str text)
{
	struct hito_findings told[2];
	struct hito_yaml root[2] = {{.kind = HITO_YAML_MAPPING},
				    {.kind = HITO_YAML_MAPPING}};
	struct hito_yaml_block block = {
		.findings = &told[0],
		.reader = {.arena = arena, .nodes = HITO_LIMIT_YAML_NODES},
	};
	struct hito_source *source;
	struct hito_span span;
	bool no_memory;

	hito_findings_init(&told[0], arena);
	hito_findings_init(&told[1], arena);
	if (!hito_source_new(arena, HITO_STR("a"), text, &source, NULL))
		return;
	span = (struct hito_span){source->start, (uint32_t)text.len};
	block.source = source;
	block.reader.text = source->readable;
	if (!hito_yaml_plain(&block, span, &root[0], &no_memory)) {
		require(!no_memory && told[0].count == 0);
		require(block.reader.nodes == HITO_LIMIT_YAML_NODES);
		return;
	}
	block.findings = &told[1];
	block.reader.nodes = HITO_LIMIT_YAML_NODES;
	require(hito_yaml_cut(&block, span, &root[1]));
	check_equal(&root[0], &root[1]);
	check_told(&told[0], &told[1]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_str text = {(const char *)data, size};
	struct hito_findings findings;
	struct hito_yaml root;

	if (arena && size < 60000 &&
	    read_block(arena, text, &findings, &root)) {
		check_first_fix(arena, text, &findings, &root);
		check_plain(arena, text);
	}
	hito_arena_free(arena);
	return 0;
}
