/* SPDX-License-Identifier: MIT */
/* The forecast as a page of a terminal. */
#include "report/forecast_report.h"
#include "report/forecast_words.h"
#include "report/status_notes.h"

enum { DATE = 10, OPEN = 6, LONGEST_BAR = 50, SHORTEST_BAR = 10 };

struct page {
	struct hito_out *out;
	const struct hito_style *style;
	const struct hito_forecast *forecast;
};

__attribute__((format_arg(2))) static const char *say(const struct page *page,
						      const char *english)
{
	return hito_message(page->style->lang, english);
}

static void paint(const struct page *page, enum hito_paint color,
		  const char *text)
{
	hito_paint_on(page->out, page->style, color);
	hito_out_text(page->out, text);
	hito_paint_off(page->out, page->style, color);
}

/* The title at the left, the id at the right where there is room. */
static void write_title(const struct page *page, const struct hito_item *plan)
{
	size_t width = page->style->columns;
	size_t id = hito_out_foreign_width(plan->id);
	bool both = !hito_str_equal(plan->id, plan->title) && id + 20 <= width;

	hito_paint_on(page->out, page->style, HITO_PAINT_TITLE);
	hito_out_foreign_fit(page->out, plan->title,
			     both ? width - id - 2 : width, both);
	hito_paint_off(page->out, page->style, HITO_PAINT_TITLE);
	if (both) {
		hito_out_text(page->out, "  ");
		hito_paint_on(page->out, page->style, HITO_PAINT_DIM);
		hito_out_foreign(page->out, plan->id);
		hito_paint_off(page->out, page->style, HITO_PAINT_DIM);
	}
	hito_out_text(page->out, "\n");
}

static enum hito_paint paint_of(unsigned chance)
{
	if (chance >= 85)
		return HITO_PAINT_GOOD;
	return chance >= 50 ? HITO_PAINT_WARN : HITO_PAINT_BAD;
}

static void add_promise(const struct page *page, struct hito_flow *flow,
			const struct hito_ending *ending)
{
	unsigned chance = hito_forecast_chance(page->forecast, ending);
	bool foretold = ending->outlook == HITO_OUTLOOK_RANGE;
	char day[HITO_DAY_SIZE];

	if (ending->promise == HITO_PROMISE_NONE)
		return;
	hito_flow_add(flow, HITO_PAINT_NONE,
		      ending->promise == HITO_PROMISE_OWN
			      ? say(page, HITO_N("promised %s"))
			      : say(page, HITO_N("last due day %s")),
		      hito_day_format(ending->promised, day));
	if (foretold)
		hito_flow_add(flow, paint_of(chance),
			      say(page, HITO_N("chance to keep it %u%%")),
			      chance);
}

static void write_range(const struct page *page,
			const struct hito_ending *ending)
{
	struct hito_flow flow;
	char day[HITO_DAY_SIZE];

	hito_flow_begin(&flow, page->out, page->style, 2);
	for (int i = 0; i < HITO_FORECAST_LEVELS; i++) {
		if (ending->by[i] == HITO_DAY_NONE)
			hito_flow_add(&flow, HITO_PAINT_BAD,
				      say(page, HITO_N("%u%% not in ten "
						       "years")),
				      hito_forecast_percent(i));
		else
			hito_flow_add(&flow, HITO_PAINT_TITLE,
				      say(page, HITO_N("%u%% by %s")),
				      hito_forecast_percent(i),
				      hito_day_format(ending->by[i], day));
	}
	add_promise(page, &flow, ending);
	hito_flow_end(&flow);
}

/* Days on a line of so many columns. */
struct scale {
	hito_day first, last;
	size_t columns;
};

static size_t column_of(const struct scale *scale, hito_day day)
{
	int64_t days = day - scale->first;

	if (days < 0)
		return 0;
	return (size_t)(days * (int64_t)(scale->columns - 1) /
			(scale->last - scale->first));
}

/* A column of the bar and its colour. */
struct cell {
	const char *text;
	enum hito_paint color;
};

static struct cell cell_of(const struct page *page, const struct scale *scale,
			   const struct hito_ending *ending, size_t column)
{
	bool ascii = page->style->ascii;

	if (ending->promised != HITO_DAY_NONE &&
	    ending->promised >= scale->first &&
	    column == column_of(scale, ending->promised))
		return (struct cell){ascii ? "|" : "┃", HITO_PAINT_WARN};
	if (column < column_of(scale, ending->by[0]))
		return (struct cell){ascii ? "." : "·", HITO_PAINT_DIM};
	if (column <= column_of(scale, ending->by[1]))
		return (struct cell){ascii ? "#" : "█", HITO_PAINT_BUSY};
	if (column <= column_of(scale, ending->by[2]))
		return (struct cell){ascii ? "=" : "▒", HITO_PAINT_BUSY};
	return (struct cell){" ", HITO_PAINT_NONE};
}

static void write_cells(const struct page *page, const struct scale *scale,
			const struct hito_ending *ending)
{
	enum hito_paint color = HITO_PAINT_NONE;

	for (size_t i = 0; i < scale->columns; i++) {
		struct cell cell = cell_of(page, scale, ending, i);

		if (cell.color != color) {
			hito_paint_off(page->out, page->style, color);
			hito_paint_on(page->out, page->style, cell.color);
			color = cell.color;
		}
		hito_out_text(page->out, cell.text);
	}
	hito_paint_off(page->out, page->style, color);
}

/* From today over the days of 50, 85 and 95 percent to the promise. */
static void write_bar(const struct page *page, const struct hito_ending *ending)
{
	size_t taken = 2 + DATE + 1 + 1 + DATE;
	struct scale scale = {
		.first = page->forecast->status->today,
		.last = ending->by[HITO_FORECAST_LEVELS - 1],
	};
	char day[HITO_DAY_SIZE];

	if (scale.last == HITO_DAY_NONE)
		return;
	if (ending->promised != HITO_DAY_NONE && ending->promised > scale.last)
		scale.last = ending->promised;
	if (scale.last <= scale.first ||
	    page->style->columns < taken + SHORTEST_BAR)
		return;
	scale.columns = page->style->columns - taken;
	if (scale.columns > LONGEST_BAR)
		scale.columns = LONGEST_BAR;
	hito_out_printf(page->out, "  %s ", hito_day_format(scale.first, day));
	write_cells(page, &scale, ending);
	hito_out_printf(page->out, " %s\n", hito_day_format(scale.last, day));
}

static void write_basis(const struct page *page,
			const struct hito_plan_forecast *plan)
{
	char text[HITO_BASIS_SIZE];
	const char *promises;
	struct hito_flow flow;

	hito_flow_begin(&flow, page->out, page->style, 2);
	hito_flow_add(&flow, HITO_PAINT_DIM, "%s",
		      hito_forecast_basis(page->style, plan, text));
	hito_flow_add(&flow, HITO_PAINT_DIM, "%s",
		      hito_forecast_assumption(page->style, page->forecast));
	promises = hito_forecast_promises(page->style, plan, text);
	if (promises)
		hito_flow_add(&flow, HITO_PAINT_DIM, "%s", promises);
	hito_flow_end(&flow);
}

static void write_no_range(const struct page *page,
			   const struct hito_plan_forecast *plan,
			   const struct hito_ending *ending)
{
	struct hito_flow flow;
	char text[HITO_BASIS_SIZE];

	hito_flow_begin(&flow, page->out, page->style, 2);
	hito_flow_add(&flow, HITO_PAINT_NONE, "%s",
		      hito_forecast_no_range(page->style, plan, ending, text));
	hito_flow_end(&flow);
	if (ending->promise == HITO_PROMISE_NONE)
		return;
	hito_flow_begin(&flow, page->out, page->style, 2);
	add_promise(page, &flow, ending);
	hito_flow_end(&flow);
}

/* "2026-06-18", or a dash where there is no day. */
static void write_days(const struct page *page,
		       const struct hito_plan_forecast *plan,
		       const struct hito_ending *ending)
{
	char day[HITO_DAY_SIZE], text[HITO_BASIS_SIZE];

	if (ending->outlook != HITO_OUTLOOK_RANGE) {
		hito_out_text(page->out, "  ");
		hito_out_text(page->out,
			      hito_forecast_no_range(page->style, plan, ending,
						     text));
		return;
	}
	for (int i = 0; i < HITO_FORECAST_LEVELS; i++) {
		hito_out_text(page->out, "  ");
		if (ending->by[i] == HITO_DAY_NONE)
			hito_out_text(page->out,
				      say(page, HITO_N("> 10 years")));
		else
			hito_out_text(page->out,
				      hito_day_format(ending->by[i], day));
	}
}

static void write_objectives(const struct page *page,
			     const struct hito_plan_forecast *plan)
{
	size_t taken = 2 + OPEN + (size_t)HITO_FORECAST_LEVELS * (2 + DATE);
	size_t width = page->style->columns > taken + 12
			       ? page->style->columns - taken
			       : 12;

	if (!plan->objective_count ||
	    plan->ending.outlook != HITO_OUTLOOK_RANGE)
		return;
	hito_out_text(page->out, "\n");
	hito_paint_on(page->out, page->style, HITO_PAINT_DIM);
	hito_out_repeat(page->out, ' ', 2 + width);
	hito_out_printf(page->out, "%*s", OPEN, say(page, HITO_N("open")));
	for (int i = 0; i < HITO_FORECAST_LEVELS; i++)
		hito_out_printf(page->out, "  %*u%%", DATE - 1,
				hito_forecast_percent(i));
	hito_paint_off(page->out, page->style, HITO_PAINT_DIM);
	hito_out_text(page->out, "\n");
	for (size_t i = 0; i < plan->objective_count; i++) {
		const struct hito_objective_forecast *objective =
			&plan->objectives[i];

		hito_out_text(page->out, "  ");
		hito_out_foreign_fit(page->out, objective->objective->title,
				     width, true);
		hito_out_printf(page->out, "%*zu", OPEN,
				objective->ending.open);
		write_days(page, plan, &objective->ending);
		hito_out_text(page->out, "\n");
	}
}

static void write_held(const struct page *page, const struct hito_held *finish,
		       const struct hito_held *counts)
{
	const struct hito_held *both[] = {finish, counts};
	char parts[HITO_HELD_PARTS][HITO_HELD_SIZE];
	struct hito_flow flow;

	if (!page->forecast->options.backtest)
		return;
	hito_out_text(page->out, "\n");
	for (int i = 0; i < 2; i++) {
		hito_forecast_held(page->style, both[i], (enum hito_held_what)i,
				   parts);
		hito_flow_begin(&flow, page->out, page->style, 2);
		for (int k = 0; k < HITO_HELD_PARTS; k++)
			if (parts[k][0])
				hito_flow_add(&flow, HITO_PAINT_NONE, "%s",
					      parts[k]);
		hito_flow_end(&flow);
	}
}

static void write_plan(const struct page *page,
		       const struct hito_plan_forecast *plan)
{
	write_title(page, plan->plan->plan);
	if (plan->ending.outlook != HITO_OUTLOOK_RANGE) {
		write_no_range(page, plan, &plan->ending);
	} else {
		write_range(page, &plan->ending);
		write_bar(page, &plan->ending);
		write_basis(page, plan);
	}
	if (plan->plan->touched_by_gap || plan->plan->partial) {
		hito_out_text(page->out, "  ");
		paint(page, HITO_PAINT_WARN,
		      say(page, HITO_N("history is not whole: the forecast "
				       "may be wrong")));
		hito_out_text(page->out, "\n");
	}
	write_objectives(page, plan);
	write_held(page, &plan->finish, &plan->counts);
}

void hito_forecast_text(struct hito_out *out, const struct hito_style *style,
			const struct hito_forecast *forecast)
{
	struct page page = {out, style, forecast};

	hito_notes_head(out, style, forecast->status);
	for (size_t i = 0; i < forecast->plan_count && !out->failed; i++) {
		if (i)
			hito_out_text(out, "\n");
		write_plan(&page, &forecast->plans[i]);
	}
	if (forecast->plan_count < 2 || !forecast->options.backtest)
		return;
	hito_out_text(out, "\n");
	paint(&page, HITO_PAINT_TITLE,
	      say(&page, HITO_N("All plans together")));
	hito_out_text(out, "\n");
	write_held(&page, &forecast->finish, &forecast->counts);
}
