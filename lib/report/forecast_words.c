/* SPDX-License-Identifier: MIT */
/* Says what a forecast rests on, and how far forecasts held. */
#include "report/forecast_words.h"

#include <stdio.h>

__attribute__((format_arg(2))) static const char *
say(const struct hito_style *style, const char *english)
{
	return hito_message(style->lang, english);
}

unsigned hito_forecast_chance(const struct hito_forecast *forecast,
			      const struct hito_ending *ending)
{
	uint64_t hundredfold = (uint64_t)ending->in_time * 100;
	unsigned percent = (unsigned)(hundredfold / forecast->options.runs);

	return percent == 0 && ending->in_time ? 1 : percent;
}

const char *hito_forecast_basis(const struct hito_style *style,
				const struct hito_plan_forecast *plan,
				char text[HITO_BASIS_SIZE])
{
	unsigned weeks = plan->weeks;

	if (plan->by_estimate)
		snprintf(text, HITO_BASIS_SIZE,
			 say(style, HITO_N("from the estimates of %zu steps "
					   "finished in the last %u weeks, "
					   "%zu open")),
			 plan->finished, weeks, plan->ending.open);
	else
		snprintf(text, HITO_BASIS_SIZE,
			 say(style, HITO_N("from %zu steps finished in the "
					   "last %u weeks, %zu open")),
			 plan->finished, weeks, plan->ending.open);
	return text;
}

const char *hito_forecast_promises(const struct hito_style *style,
				   const struct hito_plan_forecast *plan,
				   char text[HITO_BASIS_SIZE])
{
	int late = plan->late;

	if (!plan->promised)
		return NULL;
	if (late == 0)
		return say(style, HITO_N("due days are kept as before, usually "
					 "to the day"));
	snprintf(text, HITO_BASIS_SIZE,
		 late > 0 ? say(style,
				HITO_N("due days are kept as before, usually "
				       "%d working days late"))
			  : say(style,
				HITO_N("due days are kept as before, usually "
				       "%d working days early")),
		 late > 0 ? late : -late);
	return text;
}

const char *hito_forecast_assumption(const struct hito_style *style,
				     const struct hito_forecast *forecast)
{
	if (forecast->options.growth)
		return say(style, HITO_N("steps are finished and added as "
					 "fast as before"));
	return say(style, HITO_N("steps are finished as fast as before, none "
				 "are added"));
}

/* What there is enough of is not told. */
static void tell_lack(const struct hito_style *style,
		      const struct hito_plan_forecast *plan,
		      char text[HITO_BASIS_SIZE])
{
	unsigned weeks = (unsigned)plan->weeks;

	if (weeks >= HITO_FORECAST_MIN_WEEKS)
		snprintf(text, HITO_BASIS_SIZE,
			 say(style, HITO_N("not enough history (steps "
					   "finished: %zu, needed: "
					   "%d)")),
			 plan->finished, HITO_FORECAST_MIN_STEPS);
	else if (plan->finished >= HITO_FORECAST_MIN_STEPS)
		snprintf(text, HITO_BASIS_SIZE,
			 say(style, HITO_N("not enough history (weeks "
					   "of work: %u, needed: %d)")),
			 weeks, HITO_FORECAST_MIN_WEEKS);
	else
		snprintf(text, HITO_BASIS_SIZE,
			 say(style, HITO_N("not enough history (steps "
					   "finished: %zu, needed: %d; "
					   "weeks of work: %u, needed: "
					   "%d)")),
			 plan->finished, HITO_FORECAST_MIN_STEPS, weeks,
			 HITO_FORECAST_MIN_WEEKS);
}

const char *hito_forecast_no_range(const struct hito_style *style,
				   const struct hito_plan_forecast *plan,
				   const struct hito_ending *ending,
				   char text[HITO_BASIS_SIZE])
{
	char day[HITO_DAY_SIZE];

	switch (ending->outlook) {
	case HITO_OUTLOOK_FINISHED:
		if (ending->finished == HITO_DAY_NONE)
			snprintf(text, HITO_BASIS_SIZE, "%s",
				 say(style, HITO_N("finished")));
		else
			snprintf(text, HITO_BASIS_SIZE,
				 say(style, HITO_N("finished %s")),
				 hito_day_format(ending->finished, day));
		break;
	case HITO_OUTLOOK_DROPPED:
		snprintf(text, HITO_BASIS_SIZE, "%s",
			 say(style, HITO_N("given up")));
		break;
	case HITO_OUTLOOK_EMPTY:
		snprintf(text, HITO_BASIS_SIZE, "%s",
			 say(style, HITO_N("no steps")));
		break;
	default:
		tell_lack(style, plan, text);
		break;
	}
	return text;
}

void hito_forecast_held(const struct hito_style *style,
			const struct hito_held *held, enum hito_held_what what,
			char parts[HITO_HELD_PARTS][HITO_HELD_SIZE])
{
	char *last = parts[HITO_HELD_PARTS - 1];

	last[0] = '\0';
	if (!held->count)
		snprintf(parts[0], HITO_HELD_SIZE, "%s",
			 what == HITO_HELD_FINISH
				 ? say(style, HITO_N("no forecast of the end "
						     "could be checked yet"))
				 : say(style, HITO_N("no forecast of what is "
						     "done could be checked "
						     "yet")));
	else if (what == HITO_HELD_FINISH)
		snprintf(parts[0], HITO_HELD_SIZE,
			 say(style, HITO_N("of %zu forecasts of the end held")),
			 held->count);
	else
		snprintf(parts[0], HITO_HELD_SIZE,
			 say(style, HITO_N("of %zu forecasts of what is done "
					   "in %d weeks held")),
			 held->count, HITO_BACKTEST_WEEKS);
	for (int i = 0; i < HITO_FORECAST_LEVELS; i++) {
		parts[i + 1][0] = '\0';
		if (held->count)
			snprintf(parts[i + 1], HITO_HELD_SIZE,
				 say(style, HITO_N("%zu (%zu%%) at %u%%")),
				 held->held[i],
				 held->held[i] * 100 / held->count,
				 hito_forecast_percent(i));
	}
	if (held->count < HITO_BACKTEST_ENOUGH)
		snprintf(last, HITO_HELD_SIZE,
			 say(style, HITO_N("too few to tell (%d are needed)")),
			 HITO_BACKTEST_ENOUGH);
}
