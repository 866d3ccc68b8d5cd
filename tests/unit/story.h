/* SPDX-License-Identifier: MIT */
/* A plan of one step with a story written by hand, for tests of status. */
#ifndef HITO_TESTS_STORY_H
#define HITO_TESTS_STORY_H

#include "hito/status.h"

/* A project of one file and a history written by hand. */
struct fixture {
	struct hito_arena *arena;
	struct hito_workspace *workspace;
	struct hito_history history;
	struct hito_story story; /* of the first step */
	struct hito_event events[32];
	const struct hito_event *order[32];
	struct hito_fact facts[32];
	struct hito_commit commits[32];
	size_t event_count, fact_count;
	bool figures; /* to be derived */
};

static const struct hito_person ana = {
	.name = {"Ana", 3}, .email = {"ana@example.org", 15}, .id = {"ana", 3}};

static hito_day day(const char *text)
{
	hito_day parsed = hito_day_parse(hito_str_from(text));

	assert_int_not_equal(parsed, HITO_DAY_NONE);
	return parsed;
}

static struct hito_workspace *read_plan(struct hito_arena *arena,
					const char *text)
{
	struct hito_file file = {.path = HITO_STR("plans/p.md"),
				 .text = hito_str_from(text)};
	struct hito_workspace *workspace = NULL;
	struct hito_project *project = NULL;
	struct hito_err err = {.code = HITO_OK};

	assert_true(hito_project_default(arena, &project, &err));
	assert_true(hito_workspace_from_files(project, &file, 1, arena,
					      &workspace, &err));
	return workspace;
}

static void begin(struct fixture *f, const char *text)
{
	memset(f, 0, sizeof(*f));
	f->arena = hito_arena_new(NULL);
	assert_non_null(f->arena);
	f->workspace = read_plan(f->arena, text);
	assert_int_equal(f->workspace->model->plan_count, 1);
	assert_true(f->workspace->model->plans[0]->step_count > 0);
	for (size_t i = 0; i < 32; i++) {
		f->commits[i].author = &ana;
		f->commits[i].order = (uint32_t)i;
		f->commits[i].subject = HITO_STR("say why");
	}
	f->history.complete = true;
	f->history.at_head = f->workspace;
	f->history.head = &f->commits[31];
	f->story.kind = HITO_STEP;
	f->story.item = f->workspace->model->plans[0]->steps[0];
	f->story.plan = HITO_STR("p");
	f->story.id = f->story.item->id;
}

static const struct hito_fact *fact(struct fixture *f, enum hito_key key,
				    const char *text)
{
	struct hito_fact *made = &f->facts[f->fact_count++];

	made->key = key;
	made->readable = true;
	made->text = hito_str_from(text);
	made->day = hito_day_parse(made->text);
	return made;
}

static struct hito_event *event(struct fixture *f, size_t commit,
				const char *when, enum hito_change what)
{
	struct hito_event *made = &f->events[f->event_count];

	f->order[f->event_count++] = made;
	made->kind = HITO_STEP;
	made->what = what;
	made->plan = f->story.plan;
	made->id = f->story.id;
	made->commit = &f->commits[commit];
	made->day = day(when);
	made->has_time = made->landed = true;
	return made;
}

/* The step is created with a state and a due day (NULL: none). */
static void created(struct fixture *f, size_t commit, const char *when,
		    const char *state, const char *due)
{
	struct hito_event *made = event(f, commit, when, HITO_CREATED);

	made->values = &f->facts[f->fact_count];
	if (state) {
		fact(f, HITO_KEY_STATE, state);
		made->value_count++;
	}
	if (due) {
		fact(f, HITO_KEY_DUE, due);
		made->value_count++;
	}
}

static struct hito_event *changed(struct fixture *f, size_t commit,
				  const char *when, enum hito_key key,
				  const char *old, const char *new)
{
	struct hito_event *made = event(f, commit, when, HITO_CHANGED);

	made->key = key;
	made->old = old ? fact(f, key, old) : NULL;
	made->new = new ? fact(f, key, new) : NULL;
	return made;
}

static const struct hito_plan_status *derive(struct fixture *f,
					     const char *today)
{
	struct hito_status_input input = {.today = day(today),
					  .workspace = f->workspace,
					  .history = &f->history,
					  .figures = f->figures};
	struct hito_status *status = NULL;
	struct hito_err err = {.code = HITO_OK};

	f->story.events = f->story.all = f->order;
	f->story.event_count = f->story.all_count = f->event_count;
	f->history.events = f->order;
	f->history.event_count = f->event_count;
	f->history.stories = &f->story;
	f->history.story_count = 1;
	assert_true(hito_status_derive(&input, f->arena, &status, &err));
	assert_int_equal(status->plan_count, 1);
	return &status->plans[0];
}

static void end(struct fixture *f)
{
	hito_arena_free(f->arena);
}

#define PLAN(state, more)                                                \
	"---\nplan: p\nstart: 2026-03-02\nend: 2026-03-31\n---\n# P\n\n" \
	"## O\n\n### S\n\n```yaml step\nid: s\nstate: " state "\n" more  \
	"```\n"

#endif
