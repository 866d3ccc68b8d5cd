/* SPDX-License-Identifier: MIT */
/* Steps against filters. */
#include <string.h>

#include "plan/fold.h"
#include "schedule/task.h"
#include "status/select.h"

/* What is asked of a step. */
struct question {
	struct hito_selection *selection;
	const struct hito_filter *filter;
	const struct hito_prospect *prospect;
};

/* Text */

static struct hito_str fold(struct hito_selection *selection,
			    struct hito_str text)
{
	struct hito_str folded;

	if (text.len > selection->room_size) {
		selection->room =
			hito_arena_alloc(selection->arena, text.len * 2, 1);
		selection->room_size = selection->room ? text.len * 2 : 0;
	}
	if (!selection->room) {
		selection->no_memory = true;
		return HITO_STR("");
	}
	folded = (struct hito_str){selection->room, 0};
	folded.len = hito_fold_into(selection->room, text);
	return folded;
}

static bool holds(const struct question *question, struct hito_str text,
		  const struct hito_wanted *wanted)
{
	struct hito_str folded;

	if (wanted->none || text.len < 1)
		return wanted->none && !text.len;
	folded = fold(question->selection, text);
	if (question->filter->relation == HITO_FILTER_IS)
		return hito_str_equal(folded, wanted->folded);
	return hito_str_find(folded, wanted->folded, 0) != SIZE_MAX;
}

static bool names(const struct question *question, struct hito_str text,
		  const struct hito_wanted *wanted)
{
	if (wanted->none || !text.len)
		return wanted->none && !text.len;
	return hito_str_equal(fold(question->selection, text), wanted->folded);
}

/* Any part of a list, or the text of what is none. */
static bool part_fits(const struct question *question,
		      const struct hito_value *value,
		      const struct hito_wanted *wanted,
		      bool (*fits)(const struct question *, struct hito_str,
				   const struct hito_wanted *))
{
	struct hito_str text;

	if (!value)
		return wanted->none;
	if (value->mapping)
		return fits(question, value->text, wanted);
	for (size_t i = 0; hito_task_part(value, i, &text); i++) {
		struct hito_str plan, id;

		if (fits(question, text, wanted))
			return true;
		/* A reference to another plan's step. */
		if (value->type == HITO_TYPE_STEPS &&
		    hito_str_cut(text, '/', &plan, &id) &&
		    fits(question, id, wanted))
			return true;
	}
	return false;
}

/* Order */

static bool is_between(const struct question *question, hito_day day,
		       const struct hito_wanted *wanted)
{
	if (wanted->none || day == HITO_DAY_NONE)
		return wanted->none && day == HITO_DAY_NONE;
	switch (question->filter->relation) {
	case HITO_FILTER_BELOW:
		return day < wanted->from;
	case HITO_FILTER_UP_TO:
		return day <= wanted->to;
	case HITO_FILTER_ABOVE:
		return day > wanted->to;
	case HITO_FILTER_FROM:
		return day >= wanted->from;
	default:
		return day >= wanted->from && day <= wanted->to;
	}
}

static bool compares(const struct question *question, bool known, double number,
		     const struct hito_wanted *wanted)
{
	double difference = number - wanted->number;

	if (wanted->none || !known)
		return wanted->none && !known;
	switch (question->filter->relation) {
	case HITO_FILTER_BELOW:
		return difference < 0;
	case HITO_FILTER_UP_TO:
		return difference <= 0;
	case HITO_FILTER_ABOVE:
		return difference > 0;
	case HITO_FILTER_FROM:
		return difference >= 0;
	default:
		return difference > -1e-9 && difference < 1e-9;
	}
}

/* Keys */

static bool number_fits(const struct question *question,
			const struct hito_value *value,
			const struct hito_wanted *wanted)
{
	bool known = value && value->readable;
	double number = 0;

	if (known && value->type == HITO_TYPE_DURATION)
		number = (double)hito_duration_minutes(
			hito_value_duration(value), 480, 5);
	else if (known)
		number = hito_amount_double(hito_value_amount(value));
	return compares(question, known, number, wanted);
}

static bool key_fits(const struct question *question,
		     const struct hito_wanted *wanted)
{
	enum hito_key key = question->filter->key;
	const struct hito_value *value = hito_item_effective(
		question->prospect->status->step, key, NULL);

	switch (hito_key_info(key)->type) {
	case HITO_TYPE_DAY:
		return is_between(question,
				  value && value->readable ? value->day
							   : HITO_DAY_NONE,
				  wanted);
	case HITO_TYPE_DURATION:
	case HITO_TYPE_AMOUNT:
	case HITO_TYPE_SCORE:
		return number_fits(question, value, wanted);
	case HITO_TYPE_PRIORITY:
		if (!value)
			return wanted->none || wanted->word == HITO_NORMAL;
		return value->word == wanted->word;
	case HITO_TYPE_PERSON:
	case HITO_TYPE_PEOPLE:
	case HITO_TYPE_STEPS:
	case HITO_TYPE_IDS:
	case HITO_TYPE_ID:
		return part_fits(question, value, wanted, names);
	default:
		if (key == HITO_KEY_TAGS)
			return part_fits(question, value, wanted, names);
		return part_fits(question, value, wanted, holds);
	}
}

/* Filters with names of their own */

static bool has_state(const struct question *question, enum hito_word state,
		      struct hito_str text, const struct hito_wanted *wanted)
{
	if (wanted->word != HITO_WORD_NONE)
		return state == wanted->word;
	return names(question, text, wanted);
}

static bool fact_is(const struct question *question,
		    const struct hito_fact *fact,
		    const struct hito_wanted *wanted)
{
	if (!fact || !fact->text.len)
		return wanted->word == HITO_TODO;
	return has_state(question,
			 hito_word_find(HITO_TYPE_STATE, HITO_STEP, fact->text),
			 fact->text, wanted);
}

static bool was_created(const struct question *question,
			const struct hito_event *event,
			const struct hito_wanted *wanted)
{
	for (size_t i = 0; i < event->value_count; i++)
		if (event->values[i].key == HITO_KEY_STATE)
			return fact_is(question, &event->values[i], wanted);
	return fact_is(question, NULL, wanted);
}

static bool was(const struct question *question,
		const struct hito_wanted *wanted)
{
	const struct hito_step_status *status = question->prospect->status;
	const struct hito_story *story = status->story;

	if (has_state(question, status->state, status->state_text, wanted))
		return true;
	for (size_t i = 0; story && i < story->event_count; i++) {
		const struct hito_event *event = story->events[i];

		if (event->what == HITO_CREATED &&
		    was_created(question, event, wanted))
			return true;
		if (event->what != HITO_CHANGED || event->key != HITO_KEY_STATE)
			continue;
		if (fact_is(question, event->old, wanted) ||
		    fact_is(question, event->new, wanted))
			return true;
	}
	return false;
}

static bool is_owned(const struct question *question,
		     const struct hito_wanted *wanted)
{
	const struct hito_prospect *prospect = question->prospect;

	if (wanted->me)
		return hito_fold_equal(prospect->owner,
				       question->selection->me);
	return names(question, prospect->owner, wanted) ||
	       names(question, prospect->status->owner, wanted);
}

static bool serves(const struct question *question,
		   const struct hito_wanted *wanted)
{
	const struct hito_item *objective = question->prospect->objective;

	if (!objective)
		return wanted->none;
	return names(question, objective->id, wanted) ||
	       holds(question, objective->title, wanted);
}

static bool slack_fits(const struct question *question,
		       const struct hito_wanted *wanted)
{
	int32_t slack = hito_prospect_slack(question->prospect);

	return compares(question, slack != HITO_NO_SLACK, slack, wanted);
}

/* "spring/blog" names a step by both its ids. */
static bool has_word(const struct question *question,
		     const struct hito_wanted *wanted)
{
	const struct hito_item *step = question->prospect->status->step;
	struct hito_str plan, id;

	if (holds(question, step->id, wanted) ||
	    holds(question, step->title, wanted))
		return true;
	if (!hito_str_cut(wanted->folded, '/', &plan, &id))
		return false;
	return hito_str_equal(fold(question->selection, step->plan->id),
			      plan) &&
	       hito_str_find(fold(question->selection, step->id), id, 0) !=
		       SIZE_MAX;
}

static bool value_fits(const struct question *question,
		       const struct hito_wanted *wanted)
{
	const struct hito_step_status *status = question->prospect->status;
	const struct hito_item *step = status->step;

	switch (question->filter->name) {
	case HITO_FILTER_PLAN:
		return holds(question, step->plan->id, wanted);
	case HITO_FILTER_ID:
		return holds(question, step->id, wanted);
	case HITO_FILTER_TITLE:
		return holds(question, step->title, wanted);
	case HITO_FILTER_STATE:
		return has_state(question, status->state, status->state_text,
				 wanted);
	case HITO_FILTER_WAS:
		return was(question, wanted);
	case HITO_FILTER_OWNER:
		return is_owned(question, wanted);
	case HITO_FILTER_OBJECTIVE:
		return serves(question, wanted);
	case HITO_FILTER_START:
		return is_between(question, status->start, wanted);
	case HITO_FILTER_DUE:
		return is_between(question, status->due, wanted);
	case HITO_FILTER_CREATED:
		return is_between(question, status->created, wanted);
	case HITO_FILTER_STARTED:
		return is_between(question, status->started, wanted);
	case HITO_FILTER_FINISHED:
		return is_between(question, status->finished, wanted);
	case HITO_FILTER_SLACK:
		return slack_fits(question, wanted);
	case HITO_FILTER_WORD:
		return has_word(question, wanted);
	default:
		return key_fits(question, wanted);
	}
}

static bool is_true(const struct question *question)
{
	const struct hito_prospect *prospect = question->prospect;
	const struct hito_step_status *status = prospect->status;

	switch (question->filter->name) {
	case HITO_FILTER_LATE:
		return status->is_overdue;
	case HITO_FILTER_READY:
		return prospect->turn == HITO_TURN_READY;
	case HITO_FILTER_WAITING:
		return prospect->turn == HITO_TURN_WAITING;
	case HITO_FILTER_OPEN:
		return hito_prospect_is_open(prospect);
	case HITO_FILTER_CLOSED:
		return !hito_prospect_is_open(prospect);
	case HITO_FILTER_CRITICAL:
		return prospect->scheduled && prospect->scheduled->is_critical;
	case HITO_FILTER_SLIPPED:
		return status->slip_days > 0;
	case HITO_FILTER_STALE:
		return status->is_stale;
	case HITO_FILTER_MINE:
		return hito_fold_equal(prospect->owner,
				       question->selection->me);
	default:
		break;
	}
	for (size_t i = 0; i < question->filter->wanted_count; i++)
		if (value_fits(question, &question->filter->wanted[i]))
			return true;
	return false;
}

bool hito_selection_has(struct hito_selection *selection,
			const struct hito_prospect *prospect)
{
	for (size_t i = 0; i < selection->count; i++) {
		const struct question question = {
			.selection = selection,
			.filter = &selection->filters[i],
			.prospect = prospect,
		};

		if (is_true(&question) == selection->filters[i].negated)
			return false;
	}
	return true;
}
