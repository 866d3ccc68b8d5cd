/* SPDX-License-Identifier: MIT */
/* Each figure told in a few parts. */
#include "report/figure_words.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/num.h"
#include "hito/message.h"

struct telling {
	struct hito_out *out;
	const struct hito_style *style;
	const struct hito_plan_status *plan;
	const struct hito_figures *figures;
};

__attribute__((format(printf, 2, 3))) static void part(struct telling *telling,
						       const char *format, ...)
{
	char text[256];
	va_list list;

	va_start(list, format);
	vsnprintf(text, sizeof(text), format, list);
	va_end(list);
	hito_out_text(telling->out, text);
	hito_out_text(telling->out, "\n");
}

__attribute__((format_arg(2))) static const char *
say(const struct telling *telling, const char *english)
{
	return hito_message(telling->style->lang, english);
}

static enum hito_lack tell_spans(struct telling *telling,
				 const struct hito_cycle *cycle,
				 enum hito_lack lack)
{
	if (lack != HITO_LACK_NONE)
		return lack;
	part(telling, say(telling, HITO_N("steps: %zu")), cycle->count);
	part(telling, say(telling, HITO_N("median %d d (%d working)")),
	     cycle->median_days, cycle->median_working_days);
	part(telling, say(telling, HITO_N("85%% within %d d (%d working)")),
	     cycle->p85_days, cycle->p85_working_days);
	return HITO_LACK_NONE;
}

static enum hito_lack tell_cycle(struct telling *telling)
{
	return tell_spans(telling, &telling->figures->cycle,
			  telling->figures->cycle_lack);
}

static enum hito_lack tell_lead(struct telling *telling)
{
	return tell_spans(telling, &telling->figures->lead,
			  telling->figures->lead_lack);
}

/* Only where some step says of what type it is. */
static enum hito_lack tell_types(struct telling *telling)
{
	const struct hito_figures *figures = telling->figures;

	if (figures->type_count == 0)
		return figures->cycle_lack;
	if (figures->type_count == 1 && !figures->types[0].type.len)
		return HITO_LACK_NOT_GIVEN;
	for (size_t i = 0; i < figures->type_count; i++) {
		const struct hito_cycle *cycle = &figures->types[i];
		struct hito_str type = cycle->type;
		const char *none = say(telling, HITO_N("without a type"));

		if (!type.len)
			type = hito_str_from(none);
		part(telling,
		     say(telling, HITO_N("%.*s (%zu): %d d, 85%% within %d d")),
		     HITO_STR_ARG(hito_str_slice(type, 0, 60)), cycle->count,
		     cycle->median_days, cycle->p85_days);
	}
	return HITO_LACK_NONE;
}

static enum hito_lack tell_throughput(struct telling *telling)
{
	const struct hito_rate *rate = &telling->figures->throughput;
	char from[HITO_DAY_SIZE], to[HITO_DAY_SIZE];

	if (rate->lack != HITO_LACK_NONE)
		return rate->lack;
	part(telling, say(telling, HITO_N("%.2f steps a week")), rate->a_week);
	part(telling, "%s %s %s", hito_day_format(rate->from, from),
	     hito_mark_arrow(telling->style), hito_day_format(rate->to, to));
	return HITO_LACK_NONE;
}

static enum hito_lack tell_scope(struct telling *telling)
{
	const struct hito_scope *scope = &telling->figures->scope;
	char day[HITO_DAY_SIZE];

	if (scope->lack != HITO_LACK_NONE)
		return scope->lack;
	part(telling, say(telling, HITO_N("steps on %s: %zu")),
	     hito_day_format(scope->since, day), scope->at_start);
	part(telling, say(telling, HITO_N("added: %zu")), scope->added);
	part(telling, say(telling, HITO_N("removed: %zu")), scope->removed);
	part(telling, say(telling, HITO_N("now: %zu")), scope->now);
	return HITO_LACK_NONE;
}

static enum hito_lack tell_burn(struct telling *telling)
{
	const struct hito_figures *figures = telling->figures;
	const struct hito_burn *last;

	if (figures->burn_lack != HITO_LACK_NONE)
		return figures->burn_lack;
	last = &figures->burn[figures->burn_count - 1];
	part(telling, say(telling, HITO_N("%u of %u done")), last->done,
	     last->scope);
	part(telling, say(telling, HITO_N("left: %u")),
	     last->scope - last->done);
	return HITO_LACK_NONE;
}

/* Kept or not, and how far days moved. */
static enum hito_lack tell_promises(struct telling *telling)
{
	const struct hito_plan_status *plan = telling->plan;
	const struct hito_tally *tally = &plan->tally;

	if (telling->figures->burn_lack != HITO_LACK_NONE)
		return telling->figures->burn_lack;
	if (plan->has_on_time_last)
		part(telling, say(telling, HITO_N("kept: %zu of %zu")),
		     tally->on_time_last, tally->judged_last);
	if (plan->has_on_time_first)
		part(telling, say(telling, HITO_N("first ones: %zu of %zu")),
		     tally->on_time_first, tally->judged_first);
	if (!plan->slip_count)
		part(telling, "%s", say(telling, HITO_N("no slips")));
	else
		part(telling,
		     say(telling, HITO_N("slips: %zu, %+d d (%+d working)")),
		     plan->slip_count, plan->slip_days,
		     plan->slip_working_days);
	return HITO_LACK_NONE;
}

static enum hito_lack tell_churn(struct telling *telling)
{
	const struct hito_figures *figures = telling->figures;
	char day[HITO_DAY_SIZE];

	if (figures->churn.lack != HITO_LACK_NONE)
		return figures->churn.lack;
	part(telling, say(telling, HITO_N("%.2f planning changes a week")),
	     figures->churn.a_week);
	if (figures->planning_lack == HITO_LACK_NONE)
		part(telling,
		     say(telling, HITO_N("planning %d%% of %zu changes")),
		     hito_percent(figures->planning_share),
		     figures->planning + figures->execution);
	if (telling->plan->last_change != HITO_DAY_NONE)
		part(telling, say(telling, HITO_N("last change on %s")),
		     hito_day_format(telling->plan->last_change, day));
	return HITO_LACK_NONE;
}

static enum hito_lack tell_reviews(struct telling *telling)
{
	const struct hito_reviews *reviews = &telling->figures->reviews;
	char day[HITO_DAY_SIZE];

	if (reviews->lack == HITO_LACK_NONE)
		part(telling,
		     say(telling, HITO_N("%zu of %zu held, %zu missed")),
		     reviews->held, reviews->due, reviews->missed);
	else if (!reviews->count)
		return reviews->lack;
	if (reviews->last != HITO_DAY_NONE)
		part(telling, say(telling, HITO_N("last on %s")),
		     hito_day_format(reviews->last, day));
	if (reviews->next != HITO_DAY_NONE)
		part(telling, say(telling, HITO_N("next by %s")),
		     hito_day_format(reviews->next, day));
	return HITO_LACK_NONE;
}

static const char *amount_words(struct hito_amount amount, char text[64])
{
	struct hito_decimal decimal = {amount.units, amount.scale};

	return hito_decimal_format(decimal, text);
}

static void tell_money_row(struct telling *telling,
			   const struct hito_money *money)
{
	struct hito_str unit = hito_str_slice(money->unit, 0, 40);
	char text[64], done[64];

	if (money->has_cost)
		part(telling,
		     say(telling, HITO_N("cost %s %.*s (of done steps %s)")),
		     amount_words(money->cost, text), HITO_STR_ARG(unit),
		     amount_words(money->cost_done, done));
	if (money->has_budget)
		part(telling, say(telling, HITO_N("budget %s %.*s")),
		     amount_words(money->budget, text), HITO_STR_ARG(unit));
	if (money->budget_lack == HITO_LACK_NONE)
		part(telling,
		     say(telling,
			 HITO_N("costs %d%% of it (of done steps %d%%)")),
		     hito_percent(money->budget_cost),
		     hito_percent(money->budget_done));
	if (money->has_value)
		part(telling,
		     say(telling, HITO_N("value %s %.*s (of done steps %s)")),
		     amount_words(money->value, text), HITO_STR_ARG(unit),
		     amount_words(money->value_done, done));
	if (money->return_lack == HITO_LACK_NONE &&
	    money->return_done_lack == HITO_LACK_NONE)
		part(telling,
		     say(telling, HITO_N("return %d%% (of done steps %d%%)")),
		     hito_percent(money->returns),
		     hito_percent(money->returns_done));
	else if (money->return_lack == HITO_LACK_NONE)
		part(telling, say(telling, HITO_N("return %d%%")),
		     hito_percent(money->returns));
}

static enum hito_lack tell_money(struct telling *telling)
{
	const struct hito_figures *figures = telling->figures;

	if (!figures->money_count)
		return figures->money_unreadable ? HITO_LACK_UNREADABLE
						 : HITO_LACK_NOT_GIVEN;
	for (size_t i = 0; i < figures->money_count; i++)
		tell_money_row(telling, &figures->money[i]);
	if (figures->money_unreadable)
		part(telling,
		     say(telling, HITO_N("amounts that cannot be read: %zu")),
		     figures->money_unreadable);
	return HITO_LACK_NONE;
}

static enum hito_lack tell_confidence(struct telling *telling)
{
	const struct hito_figures *figures = telling->figures;

	if (figures->confidence_lack != HITO_LACK_NONE)
		return figures->confidence_lack;
	part(telling, say(telling, HITO_N("%.1f of 5")), figures->confidence);
	part(telling, say(telling, HITO_N("given by %zu of %zu open steps")),
	     figures->confidence_count, figures->confidence_of);
	return HITO_LACK_NONE;
}

static const struct {
	const char *label;
	bool past;
	enum hito_lack (*tell)(struct telling *telling);
} tellers[HITO_FIGURE_COUNT] = {
	[HITO_FIGURE_CYCLE] = {HITO_N("cycle time"), true, tell_cycle},
	[HITO_FIGURE_TYPES] = {HITO_N("by type"), true, tell_types},
	[HITO_FIGURE_LEAD] = {HITO_N("lead time"), true, tell_lead},
	[HITO_FIGURE_PROMISES] = {HITO_N("promises"), true, tell_promises},
	[HITO_FIGURE_THROUGHPUT] = {HITO_N("throughput"), true,
				    tell_throughput},
	[HITO_FIGURE_SCOPE] = {HITO_N("scope"), true, tell_scope},
	[HITO_FIGURE_BURN] = {HITO_N("burn-up"), true, tell_burn},
	[HITO_FIGURE_CHURN] = {HITO_N("churn"), true, tell_churn},
	[HITO_FIGURE_REVIEWS] = {HITO_N("reviews"), true, tell_reviews},
	[HITO_FIGURE_MONEY] = {HITO_N("money"), false, tell_money},
	[HITO_FIGURE_CONFIDENCE] = {HITO_N("confidence"), false,
				    tell_confidence},
};

const char *hito_figure_label(enum hito_figure figure)
{
	return tellers[figure].label;
}

bool hito_figure_is_past(enum hito_figure figure)
{
	return tellers[figure].past;
}

enum hito_lack hito_figure_write(struct hito_out *out,
				 const struct hito_style *style,
				 const struct hito_plan_status *plan,
				 enum hito_figure figure)
{
	struct telling telling = {out, style, plan, plan->figures};

	return tellers[figure].tell(&telling);
}

const char *hito_lack_words(enum hito_lack lack)
{
	static const char *const words[] = {
		[HITO_LACK_NONE] = "",
		[HITO_LACK_NO_HISTORY] = HITO_N("there is no history"),
		[HITO_LACK_INCOMPLETE] = HITO_N("history begins too late"),
		[HITO_LACK_NOT_COMMITTED] = HITO_N("it is not committed"),
		[HITO_LACK_NOT_SEEN] = HITO_N("no commit tells of it"),
		[HITO_LACK_BACKWARDS] = HITO_N("it ends before it begins"),
		[HITO_LACK_NOT_BEGUN] = HITO_N("the plan has not begun"),
		[HITO_LACK_NO_DATES] = HITO_N("there is no date"),
		[HITO_LACK_NO_STEPS] = HITO_N("there is no step to count"),
		[HITO_LACK_NONE_DONE] =
			HITO_N("no step was finished on a known day"),
		[HITO_LACK_NO_PROMISE] = HITO_N("no finished step had a date"),
		[HITO_LACK_NO_CHANGES] = HITO_N("nothing has changed"),
		[HITO_LACK_NOT_GIVEN] = HITO_N("nobody gives it"),
		[HITO_LACK_NOT_ALL_GIVEN] = HITO_N("some steps do not give it"),
		[HITO_LACK_UNREADABLE] = HITO_N("a value cannot be read"),
		[HITO_LACK_UNITS] = HITO_N("units differ"),
		[HITO_LACK_NO_DISTANCE] = HITO_N("from and to are the same"),
		[HITO_LACK_ZERO] = HITO_N("it would be a share of nothing"),
	};

	return lack < HITO_LACK_COUNT ? words[lack] : "";
}

const char *hito_doubt_words(const struct hito_doubt *doubt)
{
	switch (doubt->of) {
	case HITO_DOUBT_STRATEGY:
		return HITO_N("it rests: strategy in doubt");
	case HITO_DOUBT_EXECUTION:
		return HITO_N("it rests: execution in doubt");
	case HITO_DOUBT_OPEN:
		return HITO_N("it rests: no step for it was due yet");
	case HITO_DOUBT_UNKNOWN:
		return HITO_N("it rests: not known when steps were done");
	default:
		return NULL;
	}
}
