/* SPDX-License-Identifier: MIT */
/* The forecast as Markdown: a job's summary, a README. */
#include "report/escape.h"
#include "report/forecast_report.h"
#include "report/forecast_words.h"

struct sheet {
	struct hito_out *out;
	const struct hito_style *style;
	const struct hito_forecast *forecast;
	struct hito_arena *scratch;
	bool no_memory;
};

static void foreign(struct sheet *sheet, struct hito_str words)
{
	if (!hito_out_markdown(sheet->out, words, sheet->scratch))
		sheet->no_memory = true;
}

static void write_head(struct sheet *sheet)
{
	static const char *const names[] = {
		HITO_N("Open"), HITO_N("50%"),      HITO_N("85%"),
		HITO_N("95%"),  HITO_N("Promised"), HITO_N("Chance"),
	};
	size_t count = sizeof(names) / sizeof(names[0]);

	hito_out_text(sheet->out, "| |");
	for (size_t i = 0; i < count; i++)
		hito_out_printf(sheet->out, " %s |",
				hito_message(sheet->style->lang, names[i]));
	hito_out_text(sheet->out, "\n|---|");
	for (size_t i = 0; i < count; i++)
		hito_out_text(sheet->out, "---|");
	hito_out_text(sheet->out, "\n");
}

static void write_days(struct sheet *sheet,
		       const struct hito_plan_forecast *plan,
		       const struct hito_ending *ending)
{
	char day[HITO_DAY_SIZE], text[HITO_BASIS_SIZE];

	if (ending->outlook != HITO_OUTLOOK_RANGE) {
		hito_out_text(sheet->out, " ");
		hito_out_text(sheet->out,
			      hito_forecast_no_range(sheet->style, plan, ending,
						     text));
		hito_out_text(sheet->out, " | | |");
		return;
	}
	for (int i = 0; i < HITO_FORECAST_LEVELS; i++)
		hito_out_printf(sheet->out, " %s |",
				ending->by[i] == HITO_DAY_NONE
					? hito_message(sheet->style->lang,
						       HITO_N("> 10 years"))
					: hito_day_format(ending->by[i], day));
}

static void write_row(struct sheet *sheet, struct hito_str title,
		      const struct hito_plan_forecast *plan,
		      const struct hito_ending *ending)
{
	bool promised = ending->promised != HITO_DAY_NONE;
	char day[HITO_DAY_SIZE];

	hito_out_text(sheet->out, "| ");
	foreign(sheet, title);
	hito_out_printf(sheet->out, " | %zu |", ending->open);
	write_days(sheet, plan, ending);
	hito_out_printf(sheet->out, " %s |",
			promised ? hito_day_format(ending->promised, day) : "");
	if (promised && ending->outlook == HITO_OUTLOOK_RANGE) {
		hito_out_text(sheet->out, " ");
		hito_out_printf(
			sheet->out,
			hito_message(sheet->style->lang, HITO_N("%u%%")),
			hito_forecast_chance(sheet->forecast, ending));
	}
	hito_out_text(sheet->out, " |\n");
}

static void write_held(struct sheet *sheet, const struct hito_held *finish,
		       const struct hito_held *counts)
{
	const struct hito_held *both[] = {finish, counts};
	char parts[HITO_HELD_PARTS][HITO_HELD_SIZE];

	if (!sheet->forecast->options.backtest)
		return;
	hito_out_text(sheet->out, "\n");
	for (int i = 0; i < 2; i++) {
		hito_forecast_held(sheet->style, both[i],
				   (enum hito_held_what)i, parts);
		for (int k = 0; k < HITO_HELD_PARTS; k++)
			if (parts[k][0])
				hito_out_printf(sheet->out, "%s%s",
						k ? ", " : "- ", parts[k]);
		hito_out_text(sheet->out, "\n");
	}
}

static void write_plan(struct sheet *sheet,
		       const struct hito_plan_forecast *plan)
{
	char basis[HITO_BASIS_SIZE];
	const char *promises;

	hito_out_text(sheet->out, "## ");
	foreign(sheet, plan->plan->plan->title);
	hito_out_text(sheet->out, "\n\n");
	write_head(sheet);
	write_row(sheet, plan->plan->plan->title, plan, &plan->ending);
	for (size_t i = 0; i < plan->objective_count; i++)
		write_row(sheet, plan->objectives[i].objective->title, plan,
			  &plan->objectives[i].ending);
	if (plan->ending.outlook == HITO_OUTLOOK_RANGE) {
		hito_out_printf(sheet->out, "\n%s; %s",
				hito_forecast_basis(sheet->style, plan, basis),
				hito_forecast_assumption(sheet->style,
							 sheet->forecast));
		promises = hito_forecast_promises(sheet->style, plan, basis);
		if (promises)
			hito_out_printf(sheet->out, "; %s", promises);
		hito_out_text(sheet->out, "\n");
	}
	write_held(sheet, &plan->finish, &plan->counts);
}

bool hito_forecast_markdown(struct hito_out *out,
			    const struct hito_style *style,
			    const struct hito_forecast *forecast,
			    struct hito_arena *scratch)
{
	struct sheet sheet = {out, style, forecast, scratch, false};

	for (size_t i = 0; i < forecast->plan_count && !out->failed; i++) {
		if (i)
			hito_out_text(out, "\n");
		write_plan(&sheet, &forecast->plans[i]);
		hito_arena_clear(scratch);
	}
	return !sheet.no_memory;
}
