/* SPDX-License-Identifier: MIT */
/* H: what happened to dates and ids, as commits tell it. */
#include "lint/past.h"

struct hito_str hito_past_day(struct hito_lint *lint, hito_day day)
{
	char text[HITO_DAY_SIZE];

	return hito_arena_copy(lint->arena,
			       hito_str_from(hito_day_format(day, text)));
}

struct hito_str hito_past_number(struct hito_lint *lint, int number)
{
	return hito_arena_printf(lint->arena, "%d", number);
}

struct hito_str hito_past_id(const struct hito_commit *commit)
{
	return (struct hito_str){commit->id, 7};
}

bool hito_past_has_reason(const struct hito_story *story,
			  const struct hito_commit *commit)
{
	size_t i;

	for (i = 0; i < story->event_count; i++) {
		const struct hito_event *event = story->events[i];

		if (event->what == HITO_CHANGED &&
		    event->key == HITO_KEY_REASON &&
		    event->commit->order >= commit->order && event->new &&
		    event->new->text.len)
			return true;
	}
	return false;
}

struct hito_finding *hito_past_raise(struct hito_lint *lint,
				     enum hito_rule rule,
				     const struct hito_item *item,
				     enum hito_key key, const char *message)
{
	const struct hito_value *value = hito_item_value(item, key);

	if (value)
		return hito_lint_raise_value(lint, rule, item, value, message);
	return hito_lint_raise(lint, rule, item, hito_lint_title_span(item),
			       message);
}

static struct hito_str title_in(const struct hito_event *event)
{
	size_t i;

	if (event->what == HITO_CHANGED && event->key == HITO_KEY_TITLE &&
	    event->new)
		return event->new->text;
	for (i = 0; event->what == HITO_CREATED && i < event->value_count; i++)
		if (event->values[i].key == HITO_KEY_TITLE)
			return event->values[i].text;
	return HITO_STR("");
}

/* The commit that took a thing away; its last title. */
static const struct hito_event *removed(const struct hito_story *story,
					struct hito_str *out_title)
{
	const struct hito_event *found = NULL;
	size_t i;

	for (i = 0; i < story->all_count; i++) {
		struct hito_str title = title_in(story->all[i]);

		if (title.len)
			*out_title = title;
		if (story->all[i]->what == HITO_REMOVED)
			found = story->all[i];
	}
	return found;
}

static const struct hito_event *created(const struct hito_story *story)
{
	size_t i;

	for (i = 0; i < story->all_count; i++)
		if (story->all[i]->what == HITO_CREATED)
			return story->all[i];
	return NULL;
}

/* gone had the name of a step that stands now. */
static bool judge_again_used(struct hito_lint *lint,
			     const struct hito_step_status *step,
			     const struct hito_story *gone)
{
	const struct hito_event *born = created(step->story), *end;
	struct hito_str title = HITO_STR("");
	struct hito_finding *finding;

	end = removed(gone, &title);
	if (!end || !born || born->commit->order < end->commit->order)
		return false;
	finding = hito_past_raise(
		lint, HITO_RULE_H105, step->step,
		hito_item_value(step->step, HITO_KEY_STEP) ? HITO_KEY_STEP
							   : HITO_KEY_ID,
		HITO_N("the id \"{1}\" was another step's until {2} ({3}): "
		       "\"{4}\""));
	finding->args[0] = step->step->id;
	finding->args[1] = hito_past_day(lint, end->day);
	finding->args[2] = hito_past_id(end->commit);
	finding->args[3] = title;
	finding->help = HITO_N("give the step an id of its own; the other's "
			       "history stays with the old one");
	return true;
}

/* Stories of one name stand side by side, what is gone last. */
static void rule_id_again(struct hito_lint *lint,
			  const struct hito_step_status *step)
{
	const struct hito_history *history = lint->options->status->history;
	const struct hito_story *story = step->story, *gone;

	if (step->step->id_made)
		return;
	for (gone = story + 1; gone < history->stories + history->story_count &&
			       gone->kind == HITO_STEP &&
			       hito_str_equal(gone->plan, story->plan) &&
			       hito_str_equal(gone->id, story->id);
	     gone++)
		if (!gone->item && judge_again_used(lint, step, gone))
			return;
}

/* The dates of a draft are no promises. */
static void judge_step(struct hito_lint *lint,
		       const struct hito_step_status *step)
{
	const struct hito_item *plan = step->step->plan;

	if (!step->story)
		return;
	rule_id_again(lint, step);
	if (hito_lint_is_open(step->step) &&
	    !(plan && plan->state == HITO_DRAFT))
		hito_lint_promise(lint, step);
}

/* What could not be judged, and how to mend that: once. */
static void say_unknown(struct hito_lint *lint)
{
	const struct hito_lint_options *options = lint->options;
	struct hito_finding *finding = hito_findings_add(
		&lint->findings, HITO_RULE_H000, NULL, (struct hito_span){0, 0},
		options->no_history);

	finding->args[0] = options->no_history_arg;
	finding->args[1] = options->no_history_remedy;
	if (options->no_history_remedy.len)
		finding->help = HITO_N("{2}");
}

void hito_lint_past(struct hito_lint *lint)
{
	const struct hito_status *status = lint->options->status;
	size_t i, j;

	if (lint->options->no_history)
		say_unknown(lint);
	for (i = 0; status && status->history && i < status->plan_count; i++) {
		const struct hito_plan_status *plan = &status->plans[i];

		for (j = 0; j < plan->step_count; j++)
			judge_step(lint, &plan->steps[j]);
		hito_lint_review(lint, plan);
		hito_lint_goalposts(lint, plan);
	}
}

bool hito_rule_is_of_history(enum hito_rule rule)
{
	switch (rule) {
	case HITO_RULE_H101:
	case HITO_RULE_H102:
	case HITO_RULE_H103:
	case HITO_RULE_H105:
		return true;
	default:
		return false;
	}
}

/* By its id, its beginning or its name, and by no group. */
bool hito_past_is_named(struct hito_str word)
{
	struct hito_str id, name;
	int i;

	for (i = 0; i < HITO_RULE_COUNT; i++) {
		if (!hito_rule_is_of_history((enum hito_rule)i))
			continue;
		id = hito_str_from(hito_rule_id((enum hito_rule)i));
		name = hito_str_from(hito_rule_name((enum hito_rule)i));
		if (hito_str_equal_nocase(word, name) ||
		    (word.len && word.len <= id.len &&
		     hito_str_equal_nocase(word,
					   hito_str_slice(id, 0, word.len))))
			return true;
	}
	return false;
}

bool hito_lint_wants_history(const struct hito_project *project,
			     const struct hito_lint_options *options)
{
	size_t i;

	if (project->lint_history)
		return true;
	for (i = 0; i < options->select_count; i++)
		if (hito_past_is_named(options->select[i]))
			return true;
	for (i = 0; i < project->rule_count && !options->select_count; i++)
		if (project->rules[i].what == HITO_RULE_SELECT &&
		    hito_past_is_named(project->rules[i].rule))
			return true;
	return false;
}
