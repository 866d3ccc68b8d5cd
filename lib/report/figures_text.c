/* SPDX-License-Identifier: MIT */
/* Labels at the left, parts behind, bars where there is a series. */
#include "report/figures_text.h"

#include "hito/message.h"
#include "report/figure_words.h"
#include "report/spark.h"
#include "status/series.h"

enum { INDENT = 2, LABEL = 18, FEWEST_BARS = 10, BESIDE = 30 };

struct table {
	struct hito_out *out;
	const struct hito_style *style;
	const struct hito_plan_status *plan;
	hito_day today;
	struct hito_arena *scratch;
};

static void begin(const struct table *table, struct hito_flow *flow,
		  const char *english, bool is_past)
{
	const char *label = hito_message(table->style->lang, english);
	const char *mark = "";
	size_t width = hito_out_foreign_width(hito_str_from(label));

	if (is_past && table->plan->partial)
		mark = "?";
	else if (is_past && table->plan->touched_by_gap)
		mark = "~";
	hito_flow_begin(flow, table->out, table->style, INDENT);
	hito_paint_on(table->out, table->style, HITO_PAINT_DIM);
	hito_out_text(table->out, label);
	hito_out_text(table->out, mark);
	hito_paint_off(table->out, table->style, HITO_PAINT_DIM);
	width += hito_out_foreign_width(hito_str_from(mark));
	flow->at += LABEL;
	flow->indent = INDENT + LABEL;
	hito_out_repeat(table->out, ' ', width < LABEL ? LABEL - width : 1);
}

static void add_lack(struct hito_flow *flow, enum hito_lack lack)
{
	enum hito_lang lang = flow->style->lang;

	hito_flow_add(flow, HITO_PAINT_DIM,
		      hito_message(lang, HITO_N("not known: %s")),
		      hito_message(lang, hito_lack_words(lack)));
}

static void write_figure(const struct table *table, enum hito_figure figure)
{
	struct hito_out_memory memory;
	struct hito_out inner;
	struct hito_str rest, part;
	struct hito_flow flow;
	enum hito_lack lack;

	hito_out_to_memory(&inner, &memory, table->scratch, 1 << 16);
	lack = hito_figure_write(&inner, table->style, table->plan, figure);
	/* Types are told where there are some. */
	if (lack != HITO_LACK_NONE && figure == HITO_FIGURE_TYPES)
		return;
	begin(table, &flow, hito_figure_label(figure),
	      hito_figure_is_past(figure));
	if (lack != HITO_LACK_NONE)
		add_lack(&flow, lack);
	rest = (struct hito_str){memory.ptr, memory.len};
	while (memory.ptr && hito_str_cut_line(&rest, &part))
		hito_flow_add(&flow, HITO_PAINT_NONE, "%.*s",
			      HITO_STR_ARG(part));
	hito_flow_end(&flow);
}

static size_t bars_of(const struct table *table)
{
	size_t columns = table->style->columns;
	size_t taken = INDENT + LABEL + BESIDE;

	if (columns < taken + FEWEST_BARS)
		return FEWEST_BARS;
	columns -= taken;
	return columns > HITO_SPARK_COLUMNS ? HITO_SPARK_COLUMNS : columns;
}

/* Bars of a run of days, and the run. */
static void write_bars(const struct table *table, const char *english,
		       const double *values, size_t count, hito_day first,
		       hito_day last)
{
	char from[HITO_DAY_SIZE], to[HITO_DAY_SIZE];
	struct hito_flow flow;
	double most = 0;

	for (size_t i = 0; i < count; i++)
		if (values[i] > most)
			most = values[i];
	if (!(most > 0))
		return;
	begin(table, &flow, english, true);
	hito_spark(table->out, table->style, values, count, most);
	flow.at += count;
	flow.begun = true;
	hito_flow_add(&flow, HITO_PAINT_DIM, "%s %s %s",
		      hito_day_format(first, from),
		      hito_mark_arrow(table->style), hito_day_format(last, to));
	hito_flow_end(&flow);
}

/* Which of count bars over [first, last] a day falls into. */
static size_t bar_of(hito_day day, hito_day first, hito_day last, size_t count)
{
	int64_t span = (int64_t)last - first + 1;
	int64_t at = ((int64_t)day - first) * (int64_t)count / span;

	if (at < 0)
		return 0;
	return (size_t)at < count ? (size_t)at : count - 1;
}

static size_t fewer(size_t bars, int64_t days)
{
	return days < (int64_t)bars ? (size_t)days : bars;
}

/* What was done, and what was left, at the end of each bar's days. */
static void write_burn(const struct table *table)
{
	const struct hito_figures *figures = table->plan->figures;
	double done[HITO_SPARK_COLUMNS], left[HITO_SPARK_COLUMNS];
	const struct hito_burn *burn = figures->burn;
	hito_day first, last;
	size_t count, at = 0;

	if (figures->burn_lack != HITO_LACK_NONE)
		return;
	first = burn[0].day;
	last = burn[figures->burn_count - 1].day;
	last = last > table->today ? last : table->today;
	count = fewer(bars_of(table), (int64_t)last - first + 1);
	for (size_t i = 0; i < count; i++) {
		while (at + 1 < figures->burn_count &&
		       bar_of(burn[at + 1].day, first, last, count) <= i)
			at++;
		done[i] = burn[at].done;
		left[i] = (double)burn[at].scope - burn[at].done;
	}
	write_bars(table, HITO_N("done by day"), done, count, first, last);
	write_bars(table, HITO_N("left by day"), left, count, first, last);
}

static size_t finished_in(const struct hito_week *week)
{
	return week->finished;
}

static size_t planning_in(const struct hito_week *week)
{
	return week->planning;
}

static size_t execution_in(const struct hito_week *week)
{
	return week->execution;
}

static void write_weeks(const struct table *table, const char *english,
			size_t (*number_in)(const struct hito_week *week))
{
	enum { WEEK = 7 };
	const struct hito_figures *figures = table->plan->figures;
	double sums[HITO_SPARK_COLUMNS] = {0};
	const struct hito_week *weeks = figures->weeks;
	hito_day first, last;
	size_t count;

	if (!figures->week_count)
		return;
	first = weeks[0].monday;
	last = weeks[figures->week_count - 1].monday;
	last = hito_monday(last > table->today ? last : table->today);
	last += WEEK - 1;
	count = fewer(bars_of(table), ((int64_t)last - first) / WEEK + 1);
	for (size_t i = 0; i < figures->week_count; i++)
		sums[bar_of(weeks[i].monday, first, last, count)] +=
			(double)number_in(&weeks[i]);
	write_bars(table, english, sums, count, first, last);
}

void hito_figures_text(struct hito_out *out, const struct hito_style *style,
		       const struct hito_plan_status *plan, hito_day today,
		       struct hito_arena *scratch)
{
	struct table table = {out, style, plan, today, scratch};

	if (!plan->figures)
		return;
	for (int i = 0; i < HITO_FIGURE_COUNT; i++) {
		write_figure(&table, (enum hito_figure)i);
		if (i == HITO_FIGURE_THROUGHPUT)
			write_weeks(&table, HITO_N("done by week"),
				    finished_in);
		if (i == HITO_FIGURE_BURN)
			write_burn(&table);
		if (i == HITO_FIGURE_CHURN) {
			write_weeks(&table, HITO_N("planned by week"),
				    planning_in);
			write_weeks(&table, HITO_N("worked by week"),
				    execution_in);
		}
	}
}

/* The highest and the lowest bar are the most and the least that it was. */
static size_t write_values(struct hito_out *out, const struct hito_style *style,
			   const struct hito_kpi_status *kpi)
{
	enum { MOST = 24 };
	double values[MOST] = {0}, least = 0, most = 0;
	size_t count = kpi->reading_count < MOST ? kpi->reading_count : MOST;
	size_t first = kpi->reading_count - count;

	for (size_t i = 0; i < count; i++) {
		values[i] = hito_amount_double(kpi->readings[first + i].value);
		if (!i || values[i] < least)
			least = values[i];
		if (!i || values[i] > most)
			most = values[i];
	}
	if (!(most > least))
		return 0;
	for (size_t i = 0; i < count; i++)
		values[i] -= least;
	hito_spark(out, style, values, count, most - least);
	return count;
}

static void add_value(struct hito_flow *flow, struct hito_arena *scratch,
		      const struct hito_reading *first,
		      const struct hito_reading *last)
{
	char from[HITO_DAY_SIZE], to[HITO_DAY_SIZE];
	struct hito_out_memory memory;
	struct hito_out inner;

	hito_out_to_memory(&inner, &memory, scratch, 256);
	hito_out_printf(&inner, "%s ", hito_day_format(first->day, from));
	hito_write_number(&inner, first->value);
	if (last != first) {
		hito_out_printf(&inner, " %s %s ", hito_mark_arrow(flow->style),
				hito_day_format(last->day, to));
		hito_write_number(&inner, last->value);
	}
	if (memory.ptr)
		hito_flow_add(flow, HITO_PAINT_DIM, "%.*s", (int)memory.len,
			      memory.ptr);
}

void hito_readings_text(struct hito_out *out, const struct hito_style *style,
			const struct hito_kpi_status *kpi, size_t indent,
			struct hito_arena *scratch)
{
	struct hito_flow flow;
	size_t set = 0, bars;

	if (!kpi->reading_count)
		return;
	for (size_t i = 0; i < kpi->reading_count; i++)
		set += kpi->readings[i].event != NULL;
	hito_flow_begin(&flow, out, style, indent);
	bars = write_values(out, style, kpi);
	flow.at += bars;
	flow.begun = bars > 0;
	add_value(&flow, scratch, &kpi->readings[0],
		  &kpi->readings[kpi->reading_count - 1]);
	hito_flow_add(&flow, HITO_PAINT_DIM,
		      hito_message(style->lang, HITO_N("readings: %zu")),
		      kpi->reading_count - set);
	hito_flow_add(&flow, HITO_PAINT_DIM,
		      hito_message(style->lang, HITO_N("set by commits: %zu")),
		      set);
	hito_flow_end(&flow);
}
