/* SPDX-License-Identifier: MIT */
/* Ids for steps that come: none that the plan has or ever had. */
#include "adding.h"
#include "hito/history.h"
#include "past.h"
#include "reading.h"

/* More of one title than a plan can hold. */
#define MOST_TRIES 100000

/*
 * The steps that the plans of HEAD had before. A history that cannot be read
 * is none: an added step is no reason to fail.
 */
static int read_past(struct adding *adding)
{
	struct run *run = adding->moves->run;
	const struct place *place = &adding->moves->place;
	struct reading reading;
	struct hito_repository *repository = NULL;
	struct hito_err err = {.lang = run->lang};
	struct hito_history *history;

	adding->past->known = true;
	if (!hito_repository_open(place_repository(run), run->arena,
				  &repository, &err))
		return err.code == HITO_ERR_MEMORY ? run_memory(run) : RUN_OK;
	reading_init(&reading, run, place);
	if (!hito_repository_is_empty(repository) &&
	    past_is_in(place, repository) &&
	    reading_history(&reading, repository, &history, &err))
		adding->past->history = history;
	hito_repository_close(repository);
	return err.code == HITO_ERR_MEMORY ? run_memory(run) : RUN_OK;
}

static bool was_in_history(const struct adding *adding,
			   const struct hito_item *plan, struct hito_str id)
{
	const struct hito_history *history = adding->past->history;

	if (!history)
		return false;
	if (hito_history_find(history, HITO_STEP, plan->id, id))
		return true;
	for (size_t i = 0; i < history->event_count; i++) {
		const struct hito_event *event = history->events[i];

		if (event->what == HITO_MOVED && event->kind == HITO_STEP &&
		    hito_str_equal(event->old_plan, plan->id) &&
		    hito_str_equal(event->id, id))
			return true;
	}
	return false;
}

/* "id" of the plan, or "plan/id": did a step have it before? */
static bool is_former(const struct hito_item *step,
		      const struct hito_item *plan, struct hito_str id)
{
	const struct hito_value *value =
		hito_item_value(step, HITO_KEY_FORMERLY);

	for (size_t i = 0; value && i < value->part_count; i++) {
		struct hito_str text = value->parts[i].text, before, after;

		if (step->plan == plan && hito_str_equal(text, id))
			return true;
		if (hito_str_cut(text, '/', &before, &after) &&
		    hito_str_equal(before, plan->id) &&
		    hito_str_equal(after, id))
			return true;
	}
	return false;
}

enum use { FREE, USED, USED_BEFORE };

static enum use look_up(struct adding *adding, const struct hito_item *plan,
			struct hito_str id)
{
	const struct hito_model *model = adding->moves->place.workspace->model;

	if (hito_plan_find(plan, HITO_STEP, id))
		return USED;
	for (size_t i = 0; i < adding->count; i++)
		if (adding->steps[i].wish.plan == plan &&
		    hito_str_equal(adding->steps[i].insert.id, id))
			return USED;
	for (size_t i = 0; i < model->plan_count; i++)
		for (size_t k = 0; k < model->plans[i]->step_count; k++)
			if (is_former(model->plans[i]->steps[k], plan, id))
				return USED_BEFORE;
	return was_in_history(adding, plan, id) ? USED_BEFORE : FREE;
}

static int check_wanted(struct adding *adding, struct adding_step *step,
			struct hito_str id)
{
	struct run *run = adding->moves->run;
	struct hito_err err = {.lang = run->lang};
	struct hito_str slug = hito_slug(run->arena, id);
	enum use use;

	if (!slug.ptr)
		return run_memory(run);
	if (!hito_slug_is_valid(id)) {
		hito_err_set(&err, HITO_ERR_USAGE,
			     "\"%.*s\" is no id: an id is made of a-z, 0-9 "
			     "and \"-\", and begins with a letter or a digit",
			     HITO_STR_ARG(id));
		if (slug.len)
			hito_err_help(&err, "write \"%.*s\"",
				      HITO_STR_ARG(slug));
		return run_error(run, &err);
	}
	use = look_up(adding, step->wish.plan, id);
	if (use == FREE) {
		step->insert.id = id;
		return RUN_OK;
	}
	if (use == USED)
		hito_err_set(&err, HITO_ERR_USAGE,
			     "the plan has a step \"%.*s\" already",
			     HITO_STR_ARG(id));
	else
		hito_err_set(&err, HITO_ERR_USAGE,
			     "a step of the plan had the id \"%.*s\" before, "
			     "and an id is for ever",
			     HITO_STR_ARG(id));
	hito_err_help(&err, "choose another id");
	return run_error(run, &err);
}

int adding_name(struct adding *adding, struct adding_step *step,
		struct hito_str wanted)
{
	struct run *run = adding->moves->run;
	const struct hito_str none = HITO_STR("step");
	struct hito_str base, id;
	size_t number;

	if (!adding->past->known && read_past(adding) != RUN_OK)
		return RUN_FAILED;
	if (wanted.len)
		return check_wanted(adding, step, wanted);
	base = hito_slug(run->arena, step->insert.title);
	/* Without a letter it is the fourth step: step-4. */
	number = base.len ? 1 : step->wish.plan->step_count + 1;
	for (size_t i = 0; base.ptr && i < MOST_TRIES; i++, number++) {
		id = base.len && number == 1
			     ? base
			     : hito_arena_printf(
				       run->arena, "%.*s-%zu",
				       HITO_STR_ARG(base.len ? base : none),
				       number);
		if (!id.ptr)
			break;
		if (look_up(adding, step->wish.plan, id) == FREE) {
			step->insert.id = id;
			return RUN_OK;
		}
	}
	return run_memory(run);
}
