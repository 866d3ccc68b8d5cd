/* SPDX-License-Identifier: MIT */
/* The forecast as JSON (hito schema forecast). */
#include "report/event_json.h"
#include "report/forecast_report.h"

static const char *const names[HITO_FORECAST_LEVELS] = {"p50", "p85", "p95"};

static const char *outlook_name(enum hito_outlook outlook)
{
	static const char *const words[] = {
		[HITO_OUTLOOK_RANGE] = "range",
		[HITO_OUTLOOK_FINISHED] = "finished",
		[HITO_OUTLOOK_DROPPED] = "dropped",
		[HITO_OUTLOOK_EMPTY] = "empty",
		[HITO_OUTLOOK_TOO_LITTLE] = "not-enough-history",
	};

	return words[outlook];
}

static void put_day(struct hito_json *json, const char *key, hito_day day)
{
	hito_json_key(json, key);
	hito_json_day(json, day);
}

static void put_int(struct hito_json *json, const char *key, int64_t number)
{
	hito_json_key(json, key);
	hito_json_int(json, number);
}

static void put_ending(struct hito_json *json,
		       const struct hito_forecast *forecast,
		       const struct hito_ending *ending)
{
	static const char *const promises[] = {
		[HITO_PROMISE_OWN] = "own",
		[HITO_PROMISE_STEPS] = "steps",
	};
	bool has_chance = ending->outlook == HITO_OUTLOOK_RANGE &&
			  ending->promise != HITO_PROMISE_NONE;

	hito_json_key(json, "outlook");
	hito_json_text(json, outlook_name(ending->outlook));
	hito_json_put_size(json, "open", ending->open);
	for (int i = 0; i < HITO_FORECAST_LEVELS; i++)
		put_day(json, names[i], ending->by[i]);
	put_day(json, "finished", ending->finished);
	put_day(json, "promised", ending->promised);
	hito_json_key(json, "promised_by");
	if (ending->promise == HITO_PROMISE_NONE)
		hito_json_null(json);
	else
		hito_json_text(json, promises[ending->promise]);
	hito_json_key(json, "chance");
	if (has_chance)
		hito_json_number(json,
				 (double)ending->in_time /
					 (double)forecast->options.runs,
				 4);
	else
		hito_json_null(json);
}

static void put_basis(struct hito_json *json,
		      const struct hito_plan_forecast *plan)
{
	hito_json_key(json, "basis");
	hito_json_open_object(json);
	hito_json_key(json, "measure");
	hito_json_text(json, plan->by_estimate ? "estimate" : "count");
	hito_json_put_size(json, "finished", plan->finished);
	hito_json_put_size(json, "weeks", plan->weeks);
	hito_json_put_size(json, "needed_finished", HITO_FORECAST_MIN_STEPS);
	hito_json_put_size(json, "needed_weeks", HITO_FORECAST_MIN_WEEKS);
	hito_json_put_size(json, "promised", plan->promised);
	hito_json_key(json, "late");
	if (plan->promised)
		hito_json_int(json, plan->late);
	else
		hito_json_null(json);
	hito_json_close_object(json);
}

static void put_held(struct hito_json *json, const char *key,
		     const struct hito_held *held)
{
	hito_json_key(json, key);
	hito_json_open_object(json);
	hito_json_put_size(json, "forecasts", held->count);
	for (int i = 0; i < HITO_FORECAST_LEVELS; i++)
		hito_json_put_size(json, names[i], held->held[i]);
	hito_json_put_bool(json, "enough", held->count >= HITO_BACKTEST_ENOUGH);
	hito_json_close_object(json);
}

static void put_point(struct hito_json *json,
		      const struct hito_backtest_point *point)
{
	hito_json_open_object(json);
	put_day(json, "day", point->day);
	hito_json_put_size(json, "open", point->open);
	for (int i = 0; i < HITO_FORECAST_LEVELS; i++)
		put_day(json, names[i], point->by[i]);
	put_day(json, "finished",
		point->has_finish ? point->finished : HITO_DAY_NONE);
	hito_json_key(json, "least");
	hito_json_open_object(json);
	for (int i = 0; i < HITO_FORECAST_LEVELS; i++)
		put_int(json, names[i], point->least[i]);
	hito_json_close_object(json);
	hito_json_key(json, "done");
	if (point->has_count)
		hito_json_int(json, point->done);
	else
		hito_json_null(json);
	hito_json_close_object(json);
}

static void put_backtest(struct hito_json *json,
			 const struct hito_forecast *forecast,
			 const struct hito_held *finish,
			 const struct hito_held *counts,
			 const struct hito_plan_forecast *plan)
{
	hito_json_key(json, "backtest");
	if (!forecast->options.backtest) {
		hito_json_null(json);
		return;
	}
	hito_json_open_object(json);
	put_held(json, "end", finish);
	put_held(json, "done", counts);
	hito_json_put_size(json, "done_weeks", HITO_BACKTEST_WEEKS);
	if (plan) {
		hito_json_key(json, "points");
		hito_json_open_array(json);
		for (size_t i = 0; i < plan->point_count; i++)
			put_point(json, &plan->points[i]);
		hito_json_close_array(json);
	}
	hito_json_close_object(json);
}

static void put_plan(struct hito_json *json,
		     const struct hito_forecast *forecast,
		     const struct hito_plan_forecast *plan)
{
	const struct hito_item *item = plan->plan->plan;

	hito_json_open_object(json);
	hito_json_put_str(json, "plan", item->id);
	hito_json_put_str(json, "title", item->title);
	put_ending(json, forecast, &plan->ending);
	put_basis(json, plan);
	hito_json_put_bool(json, "gaps", plan->plan->touched_by_gap);
	hito_json_put_bool(json, "partial", plan->plan->partial);
	hito_json_key(json, "objectives");
	hito_json_open_array(json);
	for (size_t i = 0; i < plan->objective_count; i++) {
		item = plan->objectives[i].objective;
		hito_json_open_object(json);
		hito_json_put_str(json, "objective", item->id);
		hito_json_put_str(json, "title", item->title);
		put_ending(json, forecast, &plan->objectives[i].ending);
		hito_json_close_object(json);
	}
	hito_json_close_array(json);
	put_backtest(json, forecast, &plan->finish, &plan->counts, plan);
	hito_json_close_object(json);
}

void hito_forecast_json(struct hito_out *out,
			const struct hito_forecast *forecast)
{
	const struct hito_forecast_options *options = &forecast->options;
	struct hito_json json;

	hito_json_init(&json, out, true);
	hito_json_open_object(&json);
	hito_json_key(&json, "schema");
	hito_json_text(&json, "hito.forecast/1");
	put_day(&json, "today", forecast->status->today);
	hito_json_head(&json, forecast->status->history);
	put_int(&json, "runs", options->runs);
	put_int(&json, "seed", (int64_t)options->seed);
	hito_json_put_bool(&json, "growth", options->growth);
	hito_json_key(&json, "plans");
	hito_json_open_array(&json);
	for (size_t i = 0; i < forecast->plan_count && !out->failed; i++)
		put_plan(&json, forecast, &forecast->plans[i]);
	hito_json_close_array(&json);
	put_backtest(&json, forecast, &forecast->finish, &forecast->counts,
		     NULL);
	hito_json_close_object(&json);
	hito_json_end(&json);
}
