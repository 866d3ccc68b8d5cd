/* SPDX-License-Identifier: MIT */
/* hito forecast: when plans will be finished, from their own past. */
#include "hito/forecast.h"

#include "cmd.h"
#include "pick.h"
#include "report/forecast_report.h"
#include "standing.h"

enum forecast_format { FORMAT_TEXT, FORMAT_JSON, FORMAT_MARKDOWN };

struct forecast_args {
	struct past_args past;
	int format, measure;
	uint32_t runs, seed;
	bool growth, backtest, no_slips;
};

static const struct opt_choice forecast_formats[] = {
	{"text", FORMAT_TEXT},
	{"json", FORMAT_JSON},
	{"markdown", FORMAT_MARKDOWN},
	OPT_CHOICE_END,
};

static const struct opt_choice forecast_measures[] = {
	{"auto", HITO_MEASURE_AUTO},
	{"count", HITO_MEASURE_COUNT},
	{"estimate", HITO_MEASURE_ESTIMATE},
	OPT_CHOICE_END,
};

static const struct opt forecast_opts[] = {
	PAST_OPTS(forecast_args),
	OPT_CHOICE(0, "format", forecast_args, format, forecast_formats,
		   HITO_N("how to print it")),
	OPT_CHOICE(0, "by", forecast_args, measure, forecast_measures,
		   HITO_N("count steps, or hours where all are estimated")),
	OPT_FLAG(0, "growth", forecast_args, growth,
		 HITO_N("steps will be added as before, too")),
	OPT_FLAG(0, "no-slips", forecast_args, no_slips,
		 HITO_N("leave out due days, and how far they were off")),
	OPT_FLAG(0, "backtest", forecast_args, backtest,
		 HITO_N("how often forecasts of the past held")),
	OPT_NUMBER(0, "runs", forecast_args, runs, "COUNT",
		   HITO_N("how many futures to draw (10000)")),
	OPT_NUMBER(0, "seed", forecast_args, seed, "NUMBER",
		   HITO_N("draw others")),
	OPT_END,
};

static const struct forecast_args forecast_defaults = {.runs = 10000,
						       .seed = 1};

static const struct cmd_example forecast_examples[] = {
	{"hito forecast", HITO_N("when all plans will be finished")},
	{"hito forecast spring-launch --growth",
	 HITO_N("one plan, should steps be added as before")},
	{"hito forecast --backtest",
	 HITO_N("can it be trusted: how often it held")},
	{NULL, NULL},
};

static int forecast_run(struct run *run, const void *args, int argc,
			char **argv);

const struct cmd cmd_forecast = {
	.name = "forecast",
	.usage = "[options] [PLAN|PATH...]",
	.summary = HITO_N("tell when plans will be finished, as a range"),
	.examples = forecast_examples,
	.opts = forecast_opts,
	.args_size = sizeof(struct forecast_args),
	.args_defaults = &forecast_defaults,
	.run = forecast_run,
	.flags = CMD_PAGER,
};

static int print(struct run *run, int format,
		 const struct hito_forecast *forecast)
{
	struct hito_style style = past_style(run);
	struct hito_arena *scratch;
	bool done;

	if (format == FORMAT_JSON) {
		hito_forecast_json(&run->out, forecast);
		return RUN_OK;
	}
	if (format == FORMAT_TEXT) {
		hito_forecast_text(&run->out, &style, forecast);
		return RUN_OK;
	}
	scratch = hito_arena_sub(run->arena);
	done = scratch &&
	       hito_forecast_markdown(&run->out, &style, forecast, scratch);
	hito_arena_free(scratch);
	return done ? RUN_OK : run_memory(run);
}

static int foretell(struct standing *standing, const struct forecast_args *args)
{
	struct run *run = standing->run;
	struct hito_err err = {.lang = run->lang};
	const struct hito_forecast_options options = {
		.seed = args->seed,
		.runs = args->runs,
		.growth = args->growth,
		.no_slips = args->no_slips,
		.backtest = args->backtest,
		.measure = (enum hito_measure)args->measure,
	};
	struct hito_forecast *forecast;

	if (!hito_forecast_derive(standing->status, &options, run->arena,
				  &forecast, &err))
		return run_error(run, &err);
	return print(run, args->format, forecast);
}

static int wrong_runs(struct run *run)
{
	return run_wrong(
		run, hito_message(run->lang, HITO_N("--runs takes %d to %d")),
		HITO_FORECAST_MIN_RUNS, HITO_FORECAST_MAX_RUNS);
}

static int forecast_run(struct run *run, const void *given, int argc,
			char **argv)
{
	const struct forecast_args *args = given;
	struct standing standing;
	int status;

	if (args->runs < HITO_FORECAST_MIN_RUNS ||
	    args->runs > HITO_FORECAST_MAX_RUNS)
		return wrong_runs(run);
	status = standing_open(run, &args->past, &standing);
	if (status == RUN_OK)
		status = pick_plans(run, &standing.past, standing.status, NULL,
				    argc, argv);
	if (status == RUN_OK)
		status = foretell(&standing, args);
	standing_close(&standing);
	return status;
}
