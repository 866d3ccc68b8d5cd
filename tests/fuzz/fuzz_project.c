/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a project file, and then as the values of a step: read or
 * refused, with a reason and a place, and never more than that.
 */
#include <stdint.h>
#include <stdlib.h>

#include "hito/calendar.h"
#include "hito/limits.h"
#include "plan/value.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds)
{
	if (!holds)
		abort();
}

static bool lies_in(struct hito_span span, struct hito_str text)
{
	return span.start <= span.end && span.end <= text.len;
}

static void use_project(const struct hito_project *project,
			struct hito_arena *arena)
{
	static const struct hito_str paths[] = {
		{"plans/a.md", 10}, {"backlog/archive/x.md", 20}, {"", 0}};
	struct hito_calendar calendar = hito_calendar_of(project);
	hito_day day = hito_day_parse(HITO_STR("2026-03-02"));

	check(project->minutes_a_day > 0 && project->minutes_a_day <= 1440);
	check(hito_project_days_a_week(project) >= 1);
	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		const struct hito_mapping *mapping;

		hito_project_has_path(project, paths[i]);
		hito_project_has_folder(project, paths[i]);
		check(hito_project_mapping(project, paths[i], arena, &mapping,
					   NULL));
	}
	for (size_t i = 1; i < calendar.off_count; i++)
		check(calendar.off[i - 1].last < calendar.off[i].first);
	for (int count = -400; count <= 400; count += 100) {
		hito_day moved = hito_calendar_add(&calendar, day, count);

		if (count > 0)
			check(hito_calendar_between(&calendar, day, moved) ==
				      count ||
			      calendar.off_count > 0);
	}
}

static void read_values(const struct hito_source *source, enum hito_kind kind,
			enum hito_lang lang, struct hito_arena *arena)
{
	struct hito_span block = {0, (uint32_t)source->text.len};
	struct hito_findings findings;
	struct hito_yaml root;

	hito_findings_init(&findings, arena);
	if (!hito_frontmatter_read(source, block, arena, &findings, &root,
				   NULL))
		return;
	for (size_t i = 0; i < root.count; i++) {
		const struct hito_value_context context = {
			.source = source,
			.kind = kind,
			.lang = lang,
			.arena = arena,
			.findings = &findings,
		};
		enum hito_key key = hito_key_find(kind, root.entries[i].key);
		struct hito_value value;
		bool empty;

		if (key == HITO_KEY_COUNT) {
			hito_key_nearest(kind, root.entries[i].key);
			continue;
		}
		check(hito_value_read(&context, key, &root.entries[i], &value,
				      &empty, NULL));
		check(lies_in(value.entry, source->text));
		check(hito_value_equal(&value, &value));
		for (size_t j = 0; j < value.part_count; j++)
			check(lies_in(value.parts[j].span, source->text));
	}
	for (size_t i = 0; i < findings.count; i++) {
		const struct hito_fix *fix = findings.list[i]->fix;

		check(lies_in(findings.list[i]->span, source->text));
		for (size_t j = 0; fix && j < fix->edit_count; j++)
			check(lies_in(fix->edits[j].span, source->text));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hito_str text = {(const char *)data, size};
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_err err = {.code = HITO_OK};
	struct hito_project *project;
	struct hito_source *source;

	if (!arena)
		return 0;
	if (hito_source_new(arena, HITO_STR(".hito.yaml"), text, &source,
			    &err)) {
		if (hito_project_read(source, arena, &project, &err))
			use_project(project, arena);
		else
			check(err.code == HITO_ERR_USAGE && err.line > 0 &&
			      err.message[0]);
		read_values(source, HITO_STEP, HITO_LANG_ES, arena);
		read_values(source, HITO_PLAN, HITO_LANG_NONE, arena);
		read_values(source, HITO_KPI, HITO_LANG_ES, arena);
		read_values(source, HITO_PERSON, HITO_LANG_EN, arena);
	}
	hito_arena_free(arena);
	return 0;
}
