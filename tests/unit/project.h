/* SPDX-License-Identifier: MIT */
/*
 * What tests of documents and models share: files in memory, read at once.
 */
#ifndef UNIT_PROJECT_H
#define UNIT_PROJECT_H

#include "unit.h"

#include "hito/workspace.h"

#define MOST_FILES 8

/* The files of the test; path and text, NULL at the end. */
struct unit_file {
	const char *path, *text;
};

static struct hito_arena *arena;
static struct hito_workspace *workspace;

static inline int unit_setup(void **state)
{
	(void)state;
	arena = hito_arena_new(NULL);
	workspace = NULL;
	return arena ? 0 : -1;
}

static inline int unit_teardown(void **state)
{
	(void)state;
	hito_arena_free(arena);
	return 0;
}

static inline bool unit_read_into(struct hito_arena *into,
				  const char *project_text,
				  const struct unit_file *files,
				  struct hito_workspace **out)
{
	struct hito_file list[MOST_FILES];
	struct hito_project *project;
	struct hito_source *source;
	size_t count = 0;

	if (!project_text) {
		if (!hito_project_default(into, &project, NULL))
			return false;
	} else if (!hito_source_new(into, HITO_STR(".hito.yaml"),
				    hito_str_from(project_text), &source,
				    NULL) ||
		   !hito_project_read(source, into, &project, NULL)) {
		return false;
	}
	for (; files[count].path; count++) {
		assert_true(count < MOST_FILES);
		list[count] = (struct hito_file){
			.path = hito_str_from(files[count].path),
			.text = hito_str_from(files[count].text),
		};
	}
	return hito_workspace_from_files(project, list, count, into, out, NULL);
}

/* READ({"plans/p.md", "..."}, ...) reads a project of these files. */
#define READ(...)                                                      \
	assert_true(unit_read_into(                                    \
		arena, NULL,                                           \
		(const struct unit_file[]){__VA_ARGS__, {NULL, NULL}}, \
		&workspace))
#define READ_WITH(project, ...)                                        \
	assert_true(unit_read_into(                                    \
		arena, project,                                        \
		(const struct unit_file[]){__VA_ARGS__, {NULL, NULL}}, \
		&workspace))

/* The only plan. */
static inline const struct hito_item *the_plan(void)
{
	assert_int_equal(workspace->model->plan_count, 1);
	return workspace->model->plans[0];
}

static inline struct hito_item *step_at(size_t index)
{
	assert_true(index < the_plan()->step_count);
	return the_plan()->steps[index];
}

/* The step of the only plan. */
static inline struct hito_item *step(const char *id)
{
	struct hito_item *found =
		hito_plan_find(the_plan(), HITO_STEP, hito_str_from(id));

	assert_non_null(found);
	return found;
}

/* How many findings a rule has. */
static inline size_t count_of(enum hito_rule rule)
{
	size_t count = 0;

	for (size_t i = 0; i < workspace->findings.count; i++)
		count += workspace->findings.list[i]->rule == rule;
	return count;
}

/* The only finding of a rule. */
static inline const struct hito_finding *the_finding(enum hito_rule rule)
{
	const struct hito_finding *found = NULL;

	assert_int_equal(count_of(rule), 1);
	for (size_t i = 0; i < workspace->findings.count; i++) {
		if (workspace->findings.list[i]->rule == rule)
			found = workspace->findings.list[i];
	}
	return found;
}

/* The text of a file with the fix of a finding in it. */
static inline struct hito_str fixed(const struct hito_finding *finding)
{
	struct hito_str text = finding->source->text;
	struct hito_str done = HITO_STR("");
	uint32_t from = 0;

	assert_non_null(finding->fix);
	for (size_t i = 0; i < finding->fix->edit_count; i++) {
		const struct hito_edit *edit = &finding->fix->edits[i];

		done = hito_arena_printf(
			arena, "%.*s%.*s%.*s", HITO_STR_ARG(done),
			(int)(edit->span.start - from), text.ptr + from,
			HITO_STR_ARG(edit->text));
		from = edit->span.end;
	}
	return hito_arena_printf(arena, "%.*s%.*s", HITO_STR_ARG(done),
				 (int)(text.len - from), text.ptr + from);
}

#endif
