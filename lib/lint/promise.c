/* SPDX-License-Identifier: MIT */
/* H102: a due date that moved later and nobody said why, or again. */
#include "lint/past.h"

/* What of a step's slips counts. */
struct slips {
	hito_day first, last; /* promised before the first, by the last */
	int count;            /* of those that moved it later */
	const struct hito_commit *commit; /* of the last; NULL: not committed */
	const struct hito_slip *silent;   /* the last without a reason */
};

static hito_day day_of(const struct hito_value *value)
{
	return value && value->readable ? value->day : HITO_DAY_NONE;
}

/* In the work tree, where the commit looked at says something else. */
static bool says_why_now(const struct hito_step_status *step)
{
	const struct hito_value *now =
		hito_item_value(step->step, HITO_KEY_REASON);
	const struct hito_value *was =
		step->story->item
			? hito_item_value(step->story->item, HITO_KEY_REASON)
			: NULL;

	return step->changed && now && now->text.len &&
	       !(was && hito_str_equal(now->text, was->text));
}

/* The day before a slip that is not committed yet; NONE: there is none. */
static hito_day moved_now(const struct hito_step_status *step)
{
	const struct hito_item *head = step->story->item;
	const struct hito_fact *fact =
		hito_story_fact(step->story, HITO_KEY_DUE);
	hito_day now = day_of(hito_item_value(step->step, HITO_KEY_DUE));
	hito_day was = head ? day_of(hito_item_value(head, HITO_KEY_DUE))
			    : HITO_DAY_NONE;

	if (!step->changed || now == HITO_DAY_NONE || was == HITO_DAY_NONE ||
	    now == was || !fact || fact->day == HITO_DAY_NONE ||
	    now <= fact->day)
		return HITO_DAY_NONE;
	return fact->day;
}

/* Is the date that counts no later than what was promised before? */
static bool is_back(const struct hito_step_status *step, hito_day before)
{
	return step->due != HITO_DAY_NONE && step->due <= before;
}

/* Those that stand: a date that was put back did not slip. */
static struct slips find_slips(const struct hito_step_status *step)
{
	struct slips slips = {.count = 0};
	bool why_now = says_why_now(step);
	size_t i;

	for (i = 0; i < step->slip_count; i++) {
		const struct hito_slip *slip = &step->slips[i];

		if (slip->days <= 0 || is_back(step, slip->old_due))
			continue;
		if (slips.count++ == 0)
			slips.first = slip->old_due;
		slips.last = slip->new_due;
		slips.commit = slip->event->commit;
		if (!slip->reason.len && !why_now &&
		    !hito_past_has_reason(step->story, slip->event->commit))
			slips.silent = slip;
	}
	return slips;
}

/* Too often is said before a reason is asked for: no reason mends it. */
static void raise_often(struct hito_lint *lint,
			const struct hito_step_status *step,
			const struct slips *slips)
{
	struct hito_finding *finding = hito_past_raise(
		lint, HITO_RULE_H102, step->step, HITO_KEY_DUE,
		slips->commit
			? HITO_N("the due date moved later {1} times, from {2} "
				 "to {3}; the last time in {4}")
			: HITO_N("the due date moved later {1} times, from {2} "
				 "to {3}; the last time is not committed "
				 "yet"));

	finding->args[0] = hito_past_number(lint, slips->count);
	finding->args[1] = hito_past_day(lint, slips->first);
	finding->args[2] = hito_past_day(lint, slips->last);
	if (slips->commit)
		finding->args[3] = hito_past_id(slips->commit);
	finding->help = HITO_N("a date that moves again and again is no "
			       "promise: make the step smaller, or plan it "
			       "anew");
}

static void raise_silent(struct hito_lint *lint,
			 const struct hito_step_status *step,
			 const struct hito_slip *slip)
{
	struct hito_finding *finding = hito_past_raise(
		lint, HITO_RULE_H102, step->step, HITO_KEY_DUE,
		slip->days == 1
			? HITO_N("the due date moved from {1} to {2} in {4}, "
				 "1 day later, and nobody said why")
			: HITO_N("the due date moved from {1} to {2} in {4}, "
				 "{3} days later, and nobody said why"));

	finding->args[0] = hito_past_day(lint, slip->old_due);
	finding->args[1] = hito_past_day(lint, slip->new_due);
	finding->args[2] = hito_past_number(lint, slip->days);
	finding->args[3] = hito_past_id(slip->event->commit);
	finding->help = hito_spelling_is_spanish(step->step)
				? HITO_N("write the reason under motivo:")
				: HITO_N("write the reason under reason:");
}

/* A hint: the commit that is to come may say why. */
static void raise_now(struct hito_lint *lint,
		      const struct hito_step_status *step, hito_day before,
		      hito_day now)
{
	struct hito_finding *finding = hito_past_raise(
		lint, HITO_RULE_H102, step->step, HITO_KEY_DUE,
		now - before == 1
			? HITO_N("the due date moves from {1} to {2}, 1 day "
				 "later, and nothing says why; it is not "
				 "committed yet")
			: HITO_N("the due date moves from {1} to {2}, {3} days "
				 "later, and nothing says why; it is not "
				 "committed yet"));

	finding->level = HITO_INFO;
	finding->args[0] = hito_past_day(lint, before);
	finding->args[1] = hito_past_day(lint, now);
	finding->args[2] = hito_past_number(lint, now - before);
	finding->args[3] = hito_spelling(step->step, HITO_KEY_REASON);
	finding->help = HITO_N("write the reason under {4}:, or in the first "
			       "line of the commit's message");
}

void hito_lint_promise(struct hito_lint *lint,
		       const struct hito_step_status *step)
{
	int most = lint->project->thresholds[HITO_THRESHOLD_MAX_SLIPS];
	struct slips slips = find_slips(step);
	hito_day before = moved_now(step);
	hito_day now = day_of(hito_item_value(step->step, HITO_KEY_DUE));

	if (before != HITO_DAY_NONE) {
		if (slips.count++ == 0)
			slips.first = before;
		slips.last = now;
		slips.commit = NULL;
	}
	if (slips.count > most)
		raise_often(lint, step, &slips);
	else if (slips.silent)
		raise_silent(lint, step, slips.silent);
	else if (before != HITO_DAY_NONE && !says_why_now(step))
		raise_now(lint, step, before, now);
}
