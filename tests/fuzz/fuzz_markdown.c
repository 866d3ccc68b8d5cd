/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a plan file: headings, fences and tasks stand where the lines
 * say that they do, in order; what is read without md4c, md4c reads so, too.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "text/lines.h"
#include "text/markdown.h"
#include "text/simple.h"

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

static void check_front(const struct hito_source *source,
			const struct hito_outline *outline)
{
	struct hito_span all = {source->start, (uint32_t)source->text.len};

	check_inside(outline->body, all);
	check_inside(outline->front_lines, all);
	check_inside(outline->front, outline->front_lines);
	require(outline->body.end == all.end);
	require(outline->body.start == outline->front_lines.end);
}

static void check_headings(const struct hito_source *source,
			   const struct hito_outline *outline)
{
	uint32_t last = outline->body.start;

	for (size_t i = 0; i < outline->heading_count; i++) {
		const struct hito_heading *heading = &outline->headings[i];

		require(heading->level >= 1 && heading->level <= 6);
		check_inside(heading->span, outline->body);
		check_inside(heading->section, outline->body);
		check_inside(heading->title_span, heading->span);
		require(heading->span.start >= last);
		require(heading->section.start == heading->span.start);
		require(heading->section.end >= heading->span.end);
		require(hito_utf8_invalid(heading->title, 0) == SIZE_MAX);
		require(!heading->title.len ||
			!memchr(heading->title.ptr, 0, heading->title.len));
		last = heading->span.end;
		if (heading->fence == HITO_NONE)
			continue;
		require(heading->fence < outline->fence_count);
		require(outline->fences[heading->fence].span.start >= last);
		require(hito_source_line(source, heading->span.end) <
			hito_source_line(
				source,
				outline->fences[heading->fence].span.start));
	}
}

static void check_fence(const struct hito_source *source, struct hito_str text,
			const struct hito_fence *fence)
{
	uint32_t line = hito_source_line(source, fence->span.start);
	struct hito_span first = hito_source_line_span(source, line);
	struct hito_fence_line open;

	if (first.start < fence->span.start)
		first.start = fence->span.start;
	require(hito_line_fence(text, first, &open));
	while (++line <= source->line_count) {
		struct hito_span span = hito_source_line_span(source, line);

		if (span.start >= fence->content.end)
			break;
		require(!hito_line_closes(text, span, &open));
	}
	require(!fence->closed ||
		hito_line_closes(text, hito_source_line_span(source, line),
				 &open));
	require(fence->closed || fence->span.end == source->text.len);
}

static void check_fences(const struct hito_source *source, struct hito_str text,
			 const struct hito_outline *outline)
{
	uint32_t last = outline->body.start;

	for (size_t i = 0; i < outline->fence_count; i++) {
		const struct hito_fence *fence = &outline->fences[i];

		check_inside(fence->span, outline->body);
		check_inside(fence->info_span, fence->span);
		check_inside(fence->content, fence->span);
		require(fence->span.start >= last);
		check_fence(source, text, fence);
		last = fence->span.end;
	}
}

static void check_tasks(const struct hito_source *source,
			const struct hito_outline *outline)
{
	uint32_t last = outline->body.start;

	for (size_t i = 0; i < outline->task_count; i++) {
		const struct hito_task *task = &outline->tasks[i];

		require(task->mark > last && task->mark < outline->body.end);
		require(source->text.ptr[task->mark - 1] == '[');
		require(source->text.ptr[task->mark + 1] == ']');
		require(task->depth >= 1 && task->span.start > task->mark);
		check_inside(task->span, outline->body);
		require(hito_utf8_invalid(task->text, 0) == SIZE_MAX);
		last = task->mark;
	}
}

/* A heading that md4c sees at the top is one by its looks, and back. */
static void check_lines(const struct hito_source *source, struct hito_str text,
			const struct hito_outline *outline)
{
	for (size_t i = 0; i < outline->heading_count; i++) {
		const struct hito_heading *heading = &outline->headings[i];
		struct hito_span title;
		uint32_t line = hito_source_line(source, heading->span.end);
		struct hito_span last = hito_source_line_span(source, line);

		if (last.start < outline->body.start)
			last.start = outline->body.start;
		require(last.end == heading->span.end);
		if (last.start == heading->span.start)
			require(hito_line_heading(text, last, &title) ==
				heading->level);
		else
			require(hito_line_underline(text, last) ==
				heading->level);
	}
}

static void require_same(struct hito_span a, struct hito_span b)
{
	require(a.start == b.start && a.end == b.end);
}

static void compare(const struct hito_outline *a, const struct hito_outline *b)
{
	require(a->heading_count == b->heading_count);
	require(a->fence_count == b->fence_count);
	require(a->task_count == b->task_count);
	for (size_t i = 0; i < a->heading_count; i++) {
		require(a->headings[i].level == b->headings[i].level);
		require(hito_str_equal(a->headings[i].title,
				       b->headings[i].title));
		require_same(a->headings[i].title_span,
			     b->headings[i].title_span);
		require_same(a->headings[i].span, b->headings[i].span);
	}
	for (size_t i = 0; i < a->fence_count; i++) {
		require(hito_str_equal(a->fences[i].info, b->fences[i].info));
		require_same(a->fences[i].info_span, b->fences[i].info_span);
		require_same(a->fences[i].span, b->fences[i].span);
		require_same(a->fences[i].content, b->fences[i].content);
		require(a->fences[i].closed == b->fences[i].closed);
	}
	for (size_t i = 0; i < a->task_count; i++) {
		require(a->tasks[i].done == b->tasks[i].done);
		require(a->tasks[i].mark == b->tasks[i].mark);
		require(a->tasks[i].depth == b->tasks[i].depth);
		require(hito_str_equal(a->tasks[i].text, b->tasks[i].text));
		require_same(a->tasks[i].span, b->tasks[i].span);
	}
}

static void check_simple(const struct hito_source *source,
			 struct hito_arena *arena)
{
	struct hito_markdown_input input = {source, source->readable, arena,
					    arena};
	struct hito_outline outline = {.front_closed = true};
	struct hito_outline other;
	bool simple;

	hito_outline_front(source, NULL, &outline);
	other = outline;
	require(hito_simple_parse(&input, &outline, &simple, NULL));
	if (!simple)
		return;
	require(hito_markdown_parse(&input, &other, NULL));
	compare(&outline, &other);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_str text = {(const char *)data, size};
	struct hito_source *source;
	struct hito_findings findings;
	struct hito_outline outline;

	hito_findings_init(&findings, arena);
	if (arena &&
	    hito_source_new(arena, HITO_STR("a"), text, &source, NULL) &&
	    hito_markdown_read(source, arena, arena, &findings, &outline,
			       NULL)) {
		struct hito_str lines = source->readable;

		require(hito_line_hide_odd(arena, &lines));
		check_front(source, &outline);
		check_headings(source, &outline);
		check_fences(source, lines, &outline);
		check_tasks(source, &outline);
		check_lines(source, lines, &outline);
		check_simple(source, arena);
		for (size_t i = 0; i < findings.count; i++)
			check_inside(findings.list[i]->span,
				     (struct hito_span){0, (uint32_t)size});
	}
	hito_arena_free(arena);
	return 0;
}
