/* SPDX-License-Identifier: MIT */
/* Any bytes as a source: lines, places, damage and findings hold together. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "hito/finding.h"
#include "hito/source.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds)
{
	if (!holds)
		abort();
}

static void check_lines(const struct hito_source *source)
{
	uint32_t end = (uint32_t)source->text.len;

	require(source->line_count >= 1 && source->line_starts[0] == 0);
	for (uint32_t line = 1; line <= source->line_count; line++) {
		struct hito_span span = hito_source_line_span(source, line);

		require(span.start == source->line_starts[line - 1]);
		require(span.start <= span.end && span.end <= end);
		require(hito_source_line(source, span.start) == line);
		require(hito_source_line(source, span.end) == line);
		require(!span.end || !memchr(source->text.ptr + span.start,
					     '\n', span.end - span.start));
	}
}

static void check_damage(const struct hito_source *source)
{
	uint32_t last = 0;

	require(source->readable.len == source->text.len);
	require(hito_utf8_invalid(source->readable, 0) == SIZE_MAX);
	for (size_t i = 0; i < source->damage_count; i++) {
		struct hito_span span = source->damage[i].span;

		require(span.start >= last && span.start < span.end);
		require(span.end <= source->text.len);
		require(hito_source_damage(source, span) == &source->damage[i]);
		last = span.end;
	}
	for (size_t i = 0; i < source->text.len; i++) {
		struct hito_span span = {(uint32_t)i, (uint32_t)i + 1};
		unsigned char byte = (unsigned char)source->readable.ptr[i];

		require(byte >= ' ' || byte == '\t' || byte == '\n' ||
			(byte == '\r' && i + 1 < source->text.len &&
			 source->text.ptr[i + 1] == '\n'));
		require(source->readable.ptr[i] == source->text.ptr[i] ||
			((byte == ' ' || byte == '?') &&
			 (source->text.ptr[i] < ' ' ||
			  source->text.ptr[i] == 0x7f ||
			  hito_source_damage(source, span))));
	}
}

static void check_findings(const struct hito_source *source,
			   struct hito_arena *arena)
{
	struct hito_findings findings;

	hito_findings_init(&findings, arena);
	hito_source_check(source, &findings);
	hito_findings_sort(&findings);
	require(!findings.no_memory);
	require(!source->damage_count == !findings.count ||
		!source->damage_count);
	for (size_t i = 0; i < findings.count; i++) {
		const struct hito_finding *finding = findings.list[i];
		struct hito_place place =
			hito_source_place(source, finding->span.start);

		require(finding->span.start < finding->span.end);
		require(finding->span.end <= source->text.len);
		require(place.line >= 1 && place.column >= 1);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_str text = {(const char *)data, size};
	struct hito_source *source;

	if (arena &&
	    hito_source_new(arena, HITO_STR("a"), text, &source, NULL)) {
		check_lines(source);
		check_damage(source);
		check_findings(source, arena);
	}
	hito_arena_free(arena);
	return 0;
}
