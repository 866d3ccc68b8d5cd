/* SPDX-License-Identifier: MIT */
/* Stories by name, of today and of before. */
#include "named.h"

#include <unistd.h>

#include "find.h"
#include "opt.h"
#include "plan/identity.h"

size_t named_place(const struct hito_history *history, enum hito_kind kind,
		   struct hito_str plan, struct hito_str id)
{
	const struct hito_story *story =
		hito_history_find(history, kind, plan, id);

	return story ? (size_t)(story - history->stories) : SIZE_MAX;
}

bool named_is_below(const struct hito_story *story, struct hito_str folder)
{
	if (story->item && story->item->document &&
	    past_is_below(story->item->document->source->path, folder))
		return true;
	for (size_t i = 0; i < story->all_count; i++) {
		const struct hito_event *event = story->all[i];

		if ((event->path.len && past_is_below(event->path, folder)) ||
		    (event->old_path.len &&
		     past_is_below(event->old_path, folder)))
			return true;
	}
	return false;
}

static void pick_story(struct named *named, const struct hito_story *story)
{
	size_t place = named_place(named->past->history, story->kind,
				   story->plan, story->id);

	if (place != SIZE_MAX)
		named->picked[place] = true;
}

static bool pick_path(struct named *named, struct hito_str path)
{
	const struct hito_history *history = named->past->history;
	bool found = false;

	for (size_t i = 0; i < history->story_count; i++) {
		if (!named_is_below(&history->stories[i], path))
			continue;
		pick_story(named, &history->stories[i]);
		found = true;
	}
	for (size_t i = 0; i < history->gap_count; i++)
		found = found || past_is_below(history->gaps[i].path, path);
	return found;
}

/* As it is shown, or as the project's ids: compare it. */
static bool has_id(const struct hito_story *story, struct hito_str id)
{
	const struct hito_item *item = story->item;
	char text[HITO_IDENTITY_SIZE];

	if (hito_str_equal(story->id, id))
		return true;
	return item && item->document &&
	       hito_str_equal(
		       hito_identity_of(item->document->mapping, id, text),
		       item->identity);
}

/* Has it come from a plan of the name? */
static bool came_from(const struct hito_story *story, struct hito_str plan)
{
	for (size_t i = 0; i < story->event_count; i++)
		if (story->events[i]->old_plan.len &&
		    hito_str_equal(story->events[i]->old_plan, plan))
			return true;
	return false;
}

/* Does an id name the story: PLAN with all in it, PLAN/ID, or an only ID? */
static bool is_named(const struct hito_story *story, struct hito_str name)
{
	struct hito_str plan, id;

	if (hito_str_equal(story->plan, name))
		return true;
	if (!story->id.len)
		return false;
	if (has_id(story, name))
		return true;
	return hito_str_cut(name, '/', &plan, &id) &&
	       hito_str_equal(story->plan, plan) && has_id(story, id);
}

/* Is a plan of the name known? Then the name means the plan alone. */
static bool names_plan(const struct hito_history *history, struct hito_str name)
{
	for (size_t i = 0; i < history->story_count; i++)
		if (hito_str_equal(history->stories[i].plan, name))
			return true;
	return false;
}

static bool is_story(const struct hito_story *story, struct hito_str plan,
		     struct hito_str id)
{
	return hito_str_equal(story->plan, plan) && has_id(story, id);
}

/*
 * Is the story what a name of before has become? Plans by formerly:, what is
 * in them by its own or by the plan that it left.
 */
static bool was_named(const struct named *named, const struct hito_story *story,
		      struct hito_str name)
{
	struct hito_str plan, id, now_plan, now_id;

	if (hito_str_cut(name, '/', &plan, &id)) {
		now_plan = plan;
		now_id = id;
		hito_names_today(&named->names, story->kind, &now_plan,
				 &now_id);
		return story->id.len &&
		       (is_story(story, now_plan, now_id) ||
			(has_id(story, id) && came_from(story, plan)));
	}
	now_plan = name;
	now_id = HITO_STR("");
	hito_names_today(&named->names, HITO_PLAN, &now_plan, &now_id);
	if (hito_str_equal(story->plan, now_plan))
		return true;
	now_plan = story->plan;
	now_id = name;
	hito_names_today(&named->names, story->kind, &now_plan, &now_id);
	return story->id.len && is_story(story, now_plan, now_id);
}

bool named_id(struct named *named, struct hito_str name)
{
	const struct hito_history *history = named->past->history;
	bool plan = names_plan(history, name), found = false;

	for (int pass = 0; pass < 2 && !found; pass++)
		for (size_t i = 0; i < history->story_count; i++) {
			const struct hito_story *story = &history->stories[i];

			if (pass   ? !was_named(named, story, name)
			    : plan ? !hito_str_equal(story->plan, name)
				   : !is_named(story, name))
				continue;
			pick_story(named, story);
			found = true;
		}
	return found;
}

size_t named_things(struct named *named, struct hito_str name)
{
	const struct hito_history *history = named->past->history;
	size_t count = 0, plan = SIZE_MAX;

	if (!named_id(named, name))
		return 0;
	for (size_t i = 0; i < history->story_count; i++) {
		if (named->picked[i] && history->stories[i].kind == HITO_PLAN)
			plan = i;
		count += named->picked[i];
	}
	if (plan == SIZE_MAX)
		return count;
	for (size_t i = 0; i < history->story_count; i++)
		named->picked[i] = i == plan;
	return 1;
}

int named_unknown(struct named *named, const char *argument)
{
	const struct hito_history *history = named->past->history;
	struct run *run = named->run;
	struct hito_err err = {.lang = run->lang};
	struct opt_guess best = {NULL, 0};

	hito_err_set(&err, HITO_ERR_USAGE,
		     "history knows no plan, step or file \"%s\"", argument);
	for (size_t i = 0; i < history->story_count; i++) {
		const struct hito_story *story = &history->stories[i];
		struct hito_str name = hito_arena_copy(
			run->arena, story->id.len ? story->id : story->plan);

		if (!name.ptr)
			return run_memory(run);
		opt_guess(&best, argument, name.ptr);
	}
	if (best.word)
		hito_err_help(&err, "did you mean \"%s\"?", best.word);
	return run_error(run, &err);
}

/* By a beginning or a part of what has an id today. */
static int pick_part(struct named *named, const char *argument)
{
	struct hito_item *item;
	int status = find_some(named->run, named->past->history->at_head->model,
			       argument, FIND_ALL, &item);

	if (status != RUN_OK)
		return status;
	if (item && named_id(named, hito_item_name(item, named->run->arena)))
		return RUN_OK;
	return named_unknown(named, argument);
}

int named_argument(struct named *named, const char *argument)
{
	struct hito_str path = hito_str_from(argument);
	int status;
	bool is_path =
		past_path(named->run, named->past, argument, &path, &status);

	if (status != RUN_OK)
		return status;
	if (!is_path && named_id(named, hito_str_from(argument)))
		return RUN_OK;
	while (path.len && path.ptr[path.len - 1] == '/')
		path.len--;
	named->paths[named->path_count++] = path;
	/* A path on disk that no commit has is no mistake. */
	if (pick_path(named, path) || (is_path && access(argument, F_OK) == 0))
		return RUN_OK;
	named->path_count--;
	return pick_part(named, argument);
}

int named_init(struct named *named, struct run *run, const struct past *past,
	       int argc)
{
	struct hito_err err = {.lang = run->lang};

	*named = (struct named){.run = run, .past = past};
	named->picked =
		hito_new(run->arena, bool, past->history->story_count + 1);
	named->paths = hito_new(run->arena, struct hito_str, (size_t)argc + 1);
	if (!named->picked || !named->paths)
		return run_memory(run);
	hito_names_init(&named->names, run->arena);
	if (!hito_names_learn(&named->names, past->history->at_head->model,
			      &err))
		return run_error(run, &err);
	return RUN_OK;
}
