/* SPDX-License-Identifier: MIT */
/*
 * What tests of schedules and load share: one plan in memory, scheduled.
 */
#ifndef UNIT_SCHEDULE_H
#define UNIT_SCHEDULE_H

#include "unit.h"

#include "hito/schedule.h"
#include "hito/workspace.h"

/* 2026-03-02 is a Monday. */
#define HEAD                                          \
	"---\nplan: p\nlang: en\nstart: 2026-03-02\n" \
	"end: 2026-06-30\n---\n\n# P\n\n## O\n"
#define STEP(id, keys) "\n### " id "\n\n```yaml step\nid: " id "\n" keys "```\n"

struct fixture {
	struct hito_arena *arena;
	struct hito_workspace *workspace;
	struct hito_schedule *schedule;
	struct hito_load *load;
};

static inline hito_day day(const char *text)
{
	hito_day parsed = hito_day_parse(hito_str_from(text));

	assert_int_not_equal(parsed, HITO_DAY_NONE);
	return parsed;
}

static inline struct hito_project *read_project(struct hito_arena *arena,
						const char *text)
{
	struct hito_source *source = NULL;
	struct hito_project *project = NULL;
	struct hito_err err = {.code = HITO_OK};

	if (!text) {
		assert_true(hito_project_default(arena, &project, &err));
		return project;
	}
	assert_true(hito_source_new(arena, HITO_STR(".hito.yaml"),
				    hito_str_from(text), &source, &err));
	assert_true(hito_project_read(source, arena, &project, &err));
	return project;
}

static inline void begin_with(struct fixture *f, const char *project,
			      const char *text, hito_day today)
{
	struct hito_file file = {.path = HITO_STR("plans/p.md"),
				 .text = hito_str_from(text)};
	struct hito_err err = {.code = HITO_OK};

	memset(f, 0, sizeof(*f));
	f->arena = hito_arena_new(NULL);
	assert_non_null(f->arena);
	assert_true(hito_workspace_from_files(read_project(f->arena, project),
					      &file, 1, f->arena, &f->workspace,
					      &err));
	assert_true(hito_schedule_build(f->workspace->model, today, f->arena,
					&f->schedule, &err));
}

static inline void begin(struct fixture *f, const char *text)
{
	begin_with(f, NULL, text, HITO_DAY_NONE);
}

static inline void end(struct fixture *f)
{
	hito_arena_free(f->arena);
}

static inline const struct hito_item *plan_of(const struct fixture *f)
{
	return f->workspace->model->plans[0];
}

static inline const struct hito_scheduled *step(const struct fixture *f,
						const char *id)
{
	const struct hito_item *item =
		hito_plan_find(plan_of(f), HITO_STEP, hito_str_from(id));
	const struct hito_scheduled *found;

	assert_non_null(item);
	found = hito_schedule_step(f->schedule, item);
	assert_non_null(found);
	return found;
}

static inline void assert_day(hito_day real, const char *expected)
{
	char text[HITO_DAY_SIZE];

	assert_string_equal(hito_day_format(real, text), expected);
}

static inline void assert_days(const struct fixture *f, const char *id,
			       const char *start, const char *last)
{
	assert_day(step(f, id)->start, start);
	assert_day(step(f, id)->end, last);
}

#endif
