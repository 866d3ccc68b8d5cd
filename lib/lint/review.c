/* SPDX-License-Identifier: MIT */
/* H101: is somebody still looking at what is in progress? */
#include <string.h>

#include "hito/value.h"
#include "lint/past.h"

/* Civil days of a rhythm, so that nobody is early; 0: none is known. */
static int rhythm_days(struct hito_str text)
{
	enum { WEEK = 7, MONTH = 31, QUARTER = 92, LONGEST = 1000 };
	struct hito_duration duration;

	switch (hito_word_find(HITO_TYPE_REVIEW, HITO_PLAN, text)) {
	case HITO_WEEKLY:
		return WEEK;
	case HITO_FORTNIGHTLY:
		return 2 * WEEK;
	case HITO_MONTHLY:
		return MONTH;
	case HITO_QUARTERLY:
		return QUARTER;
	default:
		break;
	}
	if (!hito_duration_parse(text, &duration) ||
	    duration.hundredths > 100 * LONGEST)
		return 0;
	switch (duration.unit) {
	case HITO_MONTHS:
		return (int)((duration.hundredths * MONTH + 99) / 100);
	case HITO_WEEKS:
		return (int)((duration.hundredths * WEEK + 99) / 100);
	case HITO_DAYS: /* working days: five of them are a week */
		return (int)((duration.hundredths * WEEK + 499) / 500);
	default:
		return 1;
	}
}

static int limit_of(struct hito_lint *lint, const struct hito_item *plan)
{
	const struct hito_value *review =
		hito_item_value(plan, HITO_KEY_REVIEW);
	int most = lint->project->thresholds[HITO_THRESHOLD_MAX_REVIEW];
	int days = 0;

	if (!review || !review->readable)
		return most;
	if (review->mapping) {
		const struct hito_part *part = hito_value_part(review, "plan");

		days = part && part->readable ? rhythm_days(part->text) : 0;
	} else {
		days = rhythm_days(review->text);
	}
	return days ? days : most;
}

/* The day that reviews count from; NONE: it has not begun. */
static hito_day first_day(const struct hito_plan_status *plan, hito_day today)
{
	hito_day first = plan->start;
	size_t i;

	for (i = 0; first == HITO_DAY_NONE && plan->story &&
		    i < plan->story->all_count;
	     i++)
		if (plan->story->all[i]->what == HITO_CREATED)
			first = plan->story->all[i]->day;
	return first != HITO_DAY_NONE && first <= today ? first : HITO_DAY_NONE;
}

static void rule_plan(struct hito_lint *lint,
		      const struct hito_plan_status *plan)
{
	hito_day last = plan->last_review;
	int most = limit_of(lint, plan->plan);
	struct hito_finding *finding;

	if (hito_lint_is_mapped(plan->plan))
		return;
	if (last == HITO_DAY_NONE)
		last = first_day(plan, lint->today);
	if (last == HITO_DAY_NONE || lint->today - last <= most)
		return;
	finding = hito_past_raise(
		lint, HITO_RULE_H101, plan->plan, HITO_KEY_REVIEW,
		plan->last_review == HITO_DAY_NONE
			? HITO_N("no review since the plan began on {1}, {2} "
				 "days ago; one is due every {3} days")
			: HITO_N("no review since {1}, {2} days ago; one is "
				 "due every {3} days"));
	finding->args[0] = hito_past_day(lint, last);
	finding->args[1] = hito_past_number(lint, lint->today - last);
	finding->args[2] = hito_past_number(lint, most);
	finding->args[3] = plan->plan->id;
	finding->help = HITO_N("review it and commit with the line "
			       "\"Reviewed-plan: {4}\", or write the day under "
			       "reviews:");
}

static struct hito_str section_of(const struct hito_item *item)
{
	const struct hito_source *source = hito_lint_source(item);

	if (!source || !item->block)
		return HITO_STR("");
	return hito_str_trim(hito_source_text(source, item->block->section));
}

/* Equal but for line ends, which a checkout may change. */
static bool same_text(struct hito_str a, struct hito_str b)
{
	struct hito_str left, right;

	while (hito_str_cut_line(&a, &left))
		if (!hito_str_cut_line(&b, &right) ||
		    !hito_str_equal(left, right))
			return false;
	return b.len == 0;
}

/* Did it stand there word for word, so long ago? */
static bool is_unchanged(struct hito_lint *lint, const struct hito_item *step)
{
	const struct hito_workspace *before = lint->options->before;
	const struct hito_item *plan, *then;

	plan = hito_model_plan(before->model, step->plan->id);
	then = plan ? hito_plan_find(plan, HITO_STEP, step->id) : NULL;
	return then && same_text(section_of(step), section_of(then));
}

/* Its newest event. Of a trailer, too: somebody looked at it. */
static const struct hito_event *newest(const struct hito_story *story)
{
	const struct hito_event *found = NULL;
	size_t i;

	for (i = 0; i < story->all_count; i++)
		if (story->all[i]->day != HITO_DAY_NONE &&
		    (!found || story->all[i]->day >= found->day))
			found = story->all[i];
	return found;
}

static void rule_step(struct hito_lint *lint,
		      const struct hito_step_status *step)
{
	int most = lint->project->thresholds[HITO_THRESHOLD_MAX_QUIET];
	const struct hito_event *event;
	struct hito_finding *finding;

	if (step->state != HITO_DOING || !step->leaf || !step->story ||
	    !lint->options->before || !hito_lint_is_open(step->step) ||
	    !is_unchanged(lint, step->step))
		return;
	event = newest(step->story);
	if (!event || lint->today - event->day <= most)
		return;
	finding = hito_past_raise(
		lint, HITO_RULE_H101, step->step, HITO_KEY_STATE,
		HITO_N("in progress, and untouched for more than {1} days; its "
		       "keys last changed on {2} ({3})"));
	finding->args[0] = hito_past_number(lint, most);
	finding->args[1] = hito_past_day(lint, event->day);
	finding->args[2] = hito_past_id(event->commit);
	finding->help = HITO_N("say where it stands: tick what is done, or "
			       "set another state or date");
}

void hito_lint_review(struct hito_lint *lint,
		      const struct hito_plan_status *plan)
{
	size_t i;

	if (plan->plan->state != HITO_ACTIVE)
		return;
	rule_plan(lint, plan);
	for (i = 0; i < plan->step_count; i++)
		rule_step(lint, &plan->steps[i]);
}
