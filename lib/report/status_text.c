/* SPDX-License-Identifier: MIT */
/* The status as a page of a terminal. */
#include <stdint.h>
#include <stdio.h>

#include "report/figure_words.h"
#include "report/figures_text.h"
#include "report/status_baseline.h"
#include "report/status_notes.h"
#include "report/status_report.h"
#include "report/status_rows.h"
#include "report/status_words.h"
#include "status/plan_status.h"

struct page {
	struct hito_out *out;
	const struct hito_style *style;
	const struct hito_status *status;
	struct hito_arena *scratch;
};

/* The title at the left, the id at the right. */
static void write_title(const struct page *page,
			const struct hito_plan_status *plan)
{
	struct hito_out *out = page->out;
	const struct hito_style *style = page->style;
	size_t id_width = hito_out_foreign_width(plan->plan->id);
	size_t width = style->columns;

	if (hito_str_equal(plan->plan->id, plan->plan->title))
		id_width = 0;
	if (id_width + 20 > width)
		id_width = 0;
	hito_paint_on(out, style, HITO_PAINT_TITLE);
	if (id_width)
		hito_out_foreign_fit(out, plan->plan->title,
				     width - id_width - 2, true);
	else
		hito_out_foreign_fit(out, plan->plan->title, width, false);
	hito_paint_off(out, style, HITO_PAINT_TITLE);
	if (id_width) {
		hito_out_text(out, "  ");
		hito_paint_on(out, style, HITO_PAINT_DIM);
		hito_out_foreign(out, plan->plan->id);
		hito_paint_off(out, style, HITO_PAINT_DIM);
	}
	hito_out_text(out, "\n");
}

static void write_progress(const struct page *page,
			   const struct hito_plan_status *plan)
{
	const struct hito_tally *tally = &plan->tally;
	enum hito_lang lang = page->style->lang;
	struct hito_flow flow;

	if (plan->has_completion) {
		hito_out_text(page->out, "  ");
		hito_bar(page->out, page->style, plan->completion, 20);
	}
	hito_flow_begin(&flow, page->out, page->style, 2);
	flow.at += 22;
	if (plan->has_completion)
		hito_flow_add(&flow, HITO_PAINT_TITLE,
			      hito_message(lang, HITO_N("%d%%")),
			      hito_percent(plan->completion));
	hito_flow_add(&flow, HITO_PAINT_NONE,
		      hito_message(lang, HITO_N("%zu of %zu done")),
		      tally->done, tally->total - tally->dropped);
	if (plan->has_completion_effort)
		hito_flow_add(&flow, HITO_PAINT_NONE,
			      hito_message(lang, HITO_N("by estimate %d%%")),
			      hito_percent(plan->completion_effort));
	if (plan->has_time_gone)
		hito_flow_add(&flow, HITO_PAINT_NONE,
			      hito_message(lang, HITO_N("time gone %d%%")),
			      hito_percent(plan->time_gone));
	hito_flow_end(&flow);
}

static void add_period(struct hito_flow *flow,
		       const struct hito_plan_status *plan)
{
	char start[HITO_DAY_SIZE], end[HITO_DAY_SIZE];

	if (plan->start == HITO_DAY_NONE && plan->end == HITO_DAY_NONE)
		return;
	hito_flow_add(flow, HITO_PAINT_NONE, "%s %s %s",
		      hito_day_format(plan->start, start),
		      hito_mark_arrow(flow->style),
		      hito_day_format(plan->end, end));
}

static void add_punctuality(struct hito_flow *flow,
			    const struct hito_plan_status *plan)
{
	enum hito_lang lang = flow->style->lang;
	const char *mark = plan->partial ? "?" : "";
	char text[HITO_CELL_SIZE];

	if (plan->has_on_time_last && plan->has_on_time_first)
		hito_flow_add(
			flow, HITO_PAINT_NONE,
			hito_message(lang,
				     HITO_N("on time %d%%%s (first promise "
					    "%d%%%s)")),
			hito_percent(plan->on_time_last), mark,
			hito_percent(plan->on_time_first), mark);
	else if (plan->has_on_time_last)
		hito_flow_add(flow, HITO_PAINT_NONE,
			      hito_message(lang, HITO_N("on time %d%%%s")),
			      hito_percent(plan->on_time_last), mark);
	if (plan->slip_count == 0)
		return;
	hito_flow_add(
		flow, HITO_PAINT_WARN, "%zu %s, %s", plan->slip_count,
		hito_message(lang, plan->slip_count == 1 ? HITO_N("slip")
							 : HITO_N("slips")),
		hito_working_words(lang, plan->slip_working_days, mark, text));
}

static void add_count(struct hito_flow *flow, enum hito_paint paint,
		      const char *english, size_t count)
{
	if (count)
		hito_flow_add(flow, paint, "%s: %zu",
			      hito_message(flow->style->lang, english), count);
}

/* Reviews and money, where the plan asks for them. */
static void add_promises(struct hito_flow *flow,
			 const struct hito_plan_status *plan)
{
	const struct hito_figures *figures = plan->figures;
	enum hito_lang lang = flow->style->lang;
	char day[HITO_DAY_SIZE];

	if (plan->last_review != HITO_DAY_NONE)
		hito_flow_add(flow, HITO_PAINT_NONE, "%s %s",
			      hito_message(lang, HITO_N("last review")),
			      hito_day_format(plan->last_review, day));
	if (!figures)
		return;
	if (figures->reviews.lack == HITO_LACK_NONE)
		add_count(flow, HITO_PAINT_WARN, HITO_N("reviews missed"),
			  figures->reviews.missed);
	if (figures->reviews.next != HITO_DAY_NONE)
		hito_flow_add(flow, HITO_PAINT_NONE, "%s %s",
			      hito_message(lang, HITO_N("next review")),
			      hito_day_format(figures->reviews.next, day));
	for (size_t i = 0; i < figures->money_count; i++) {
		const struct hito_money *money = &figures->money[i];
		bool over = money->budget_cost > 1;

		if (money->budget_lack == HITO_LACK_NONE)
			hito_flow_add(flow,
				      over ? HITO_PAINT_BAD : HITO_PAINT_NONE,
				      hito_message(lang, HITO_N("cost %d%% of "
								"budget")),
				      hito_percent(money->budget_cost));
	}
}

static void write_figures(const struct page *page,
			  const struct hito_plan_status *plan)
{
	enum hito_word state = plan->plan->state;
	enum hito_lang lang = page->style->lang;
	struct hito_flow flow;

	hito_flow_begin(&flow, page->out, page->style, 2);
	if (state != HITO_ACTIVE && state != HITO_WORD_NONE &&
	    state != HITO_FOREIGN)
		hito_flow_add(&flow, HITO_PAINT_WARN, "%s",
			      hito_word_label(state, lang));
	add_period(&flow, plan);
	add_punctuality(&flow, plan);
	add_count(&flow, HITO_PAINT_BAD, HITO_N("overdue"),
		  plan->tally.overdue);
	add_count(&flow, HITO_PAINT_BAD, HITO_N("blocked"),
		  plan->tally.blocked);
	add_count(&flow, HITO_PAINT_WARN, HITO_N("quiet too long"),
		  plan->tally.stale);
	add_count(&flow, HITO_PAINT_NONE, HITO_N("drafts"), plan->sketch_count);
	add_promises(&flow, plan);
	if (plan->touched_by_gap)
		hito_flow_add(
			&flow, HITO_PAINT_WARN, "%s",
			hito_message(lang, HITO_N("figures with gaps, see "
						  "below")));
	if (!flow.begun)
		hito_flow_add(&flow, HITO_PAINT_DIM, "%s",
			      hito_message(lang, HITO_N("no dates")));
	hito_flow_end(&flow);
}

/* "███░░░░░░░ 19%", 15 columns; without a value no bar. */
static void write_attainment(const struct page *page,
			     const struct hito_kpi_status *kpi)
{
	enum { BAR = 10, WIDTH = 15 };
	char text[HITO_CELL_SIZE];

	if (!kpi->has_attainment) {
		hito_out_repeat(page->out, ' ', WIDTH - 1);
		hito_out_text(page->out, hito_mark_dash(page->style));
		return;
	}
	hito_bar(page->out, page->style, kpi->attainment, BAR);
	snprintf(text, sizeof(text),
		 hito_message(page->style->lang, HITO_N("%d%%")),
		 hito_percent(kpi->attainment));
	hito_out_printf(page->out, "%*s", WIDTH - BAR, text);
}

/* Against the time gone, and what a KPI that rests puts in doubt. */
static void add_pace(struct hito_flow *flow, const struct hito_kpi_status *kpi)
{
	const char *doubt = hito_doubt_words(&kpi->doubt);
	enum hito_lang lang = flow->style->lang;

	if (flow->style->verbose && kpi->has_time_gone)
		hito_flow_add(flow, HITO_PAINT_DIM,
			      hito_message(lang, HITO_N("time gone %d%%")),
			      hito_percent(kpi->time_gone));
	if (doubt)
		hito_flow_add(flow, HITO_PAINT_WARN, "%s%s",
			      hito_message(lang, doubt), kpi->gap ? " ~" : "");
	if (!doubt || !flow->style->verbose)
		return;
	hito_flow_add(flow, HITO_PAINT_DIM,
		      hito_message(lang, HITO_N("steps on time: %zu of %zu")),
		      kpi->doubt.kept, kpi->doubt.due);
	if (kpi->doubt.unknown)
		hito_flow_add(flow, HITO_PAINT_DIM,
			      hito_message(lang, HITO_N("of %zu it is not "
							"known")),
			      kpi->doubt.unknown);
}

static void write_kpi(const struct page *page,
		      const struct hito_kpi_status *kpi)
{
	enum { INDENT = 4, TEXT = 21 };
	struct hito_out_memory memory;
	struct hito_out inner;
	struct hito_flow flow;
	char day[HITO_DAY_SIZE];

	hito_out_to_memory(&inner, &memory, page->scratch, 4096);
	hito_write_kpi(&inner, page->style, kpi);
	hito_out_repeat(page->out, ' ', INDENT);
	write_attainment(page, kpi);
	hito_flow_begin(&flow, page->out, page->style, 2);
	flow.at = flow.indent = TEXT;
	hito_flow_add(&flow, HITO_PAINT_NONE, "%.*s",
		      HITO_STR_ARG(kpi->kpi->title));
	hito_flow_add(&flow, HITO_PAINT_DIM, "%.*s", (int)memory.len,
		      memory.ptr ? memory.ptr : "");
	if (kpi->by != HITO_DAY_NONE)
		hito_flow_add(&flow, HITO_PAINT_DIM, "%s %s",
			      hito_message(page->style->lang, HITO_N("by")),
			      hito_day_format(kpi->by, day));
	add_pace(&flow, kpi);
	hito_flow_end(&flow);
	if (page->style->verbose)
		hito_readings_text(page->out, page->style, kpi, TEXT,
				   page->scratch);
}

static void write_objective(const struct page *page,
			    const struct hito_objective_status *objective)
{
	enum { BAR = 8, COUNT = 10 };
	const struct hito_tally *tally = &objective->tally;
	size_t all = tally->total - tally->dropped;
	const struct hito_style *style = page->style;
	char text[HITO_CELL_SIZE];

	hito_out_text(page->out, "\n  ");
	hito_paint_on(page->out, style, HITO_PAINT_TITLE);
	hito_out_foreign_fit(page->out, objective->objective->title,
			     style->columns - 2 - BAR - COUNT, all != 0);
	hito_paint_off(page->out, style, HITO_PAINT_TITLE);
	if (all) {
		hito_out_text(page->out, "  ");
		hito_bar(page->out, style, (double)tally->done / (double)all,
			 BAR);
		snprintf(text, sizeof(text), " %zu/%zu", tally->done, all);
		hito_out_text(page->out, text);
	}
	hito_out_text(page->out, "\n");
	for (size_t i = 0; i < objective->kpi_count; i++)
		write_kpi(page, &objective->kpis[i]);
}

static bool is_named(const struct hito_plan_status *plan,
		     const struct hito_item *kpi)
{
	for (size_t i = 0; i < plan->objective_count; i++)
		for (size_t k = 0; k < plan->objectives[i].kpi_count; k++)
			if (plan->objectives[i].kpis[k].kpi == kpi)
				return true;
	return false;
}

/* KPIs that no objective names. */
static void write_other_kpis(const struct page *page,
			     const struct hito_plan_status *plan)
{
	bool begun = false;

	for (size_t i = 0; i < plan->kpi_count; i++) {
		if (is_named(plan, plan->kpis[i].kpi))
			continue;
		if (!begun)
			hito_out_text(page->out, "\n");
		begun = true;
		write_kpi(page, &plan->kpis[i]);
	}
}

static void write_headless(const struct page *page)
{
	hito_out_text(page->out, "\n  ");
	hito_paint_on(page->out, page->style, HITO_PAINT_DIM);
	hito_out_text(page->out, hito_message(page->style->lang,
					      HITO_N("Without an objective")));
	hito_paint_off(page->out, page->style, HITO_PAINT_DIM);
	hito_out_text(page->out, "\n");
}

static bool write_plan(const struct page *page,
		       const struct hito_plan_status *plan)
{
	struct hito_line *lines = hito_plan_lines(plan, page->scratch);
	struct hito_rows rows;
	size_t at = 0;

	if (!lines)
		return false;
	hito_rows_init(&rows, page->style, page->status->today, lines, plan);
	write_title(page, plan);
	write_progress(page, plan);
	write_figures(page, plan);
	if (page->style->verbose)
		hito_figures_text(page->out, page->style, plan,
				  page->status->today, page->scratch);
	for (size_t i = 0; i < plan->objective_count; i++) {
		const struct hito_objective_status *objective =
			&plan->objectives[i];

		write_objective(page, objective);
		while (at < plan->step_count &&
		       lines[at].objective == objective)
			hito_row_write(&rows, page->out, &lines[at++]);
		hito_row_sketches(&rows, page->out, objective->objective);
	}
	if (at < plan->step_count && plan->objective_count)
		write_headless(page);
	else if (at < plan->step_count)
		hito_out_text(page->out, "\n");
	while (at < plan->step_count)
		hito_row_write(&rows, page->out, &lines[at++]);
	write_other_kpis(page, plan);
	return true;
}

/* What a plan's own part adds to the foot. */
static struct hito_status_sum sum_of(const struct hito_plan_status *plan)
{
	struct hito_status_sum sum = {.plans = 1, .tally = plan->tally};

	for (size_t f = 0; f < HITO_FLAG_COUNT; f++)
		for (size_t i = 0; i < plan->step_count && !sum.flags[f]; i++)
			sum.flags[f] = hito_flags[f].is_set(&plan->steps[i]);
	return sum;
}

static void add_sum(struct hito_status_sum *sum,
		    const struct hito_status_sum *other)
{
	sum->plans += other->plans;
	hito_tally_join(&sum->tally, &other->tally);
	for (size_t f = 0; f < HITO_FLAG_COUNT; f++)
		sum->flags[f] |= other->flags[f];
}

/* A plan's part as a piece that outlives the page. */
static bool make_piece(const struct page *page,
		       const struct hito_plan_status *plan,
		       struct hito_arena *arena,
		       struct hito_status_piece *piece)
{
	struct hito_out_memory memory;
	struct hito_out out;
	struct page part = *page;

	hito_out_to_memory(&out, &memory, arena, SIZE_MAX);
	part.out = &out;
	if (!write_plan(&part, plan) || out.failed)
		return false;
	*piece = (struct hito_status_piece){
		.plan = hito_arena_copy(arena, plan->plan->id),
		.text = {memory.ptr, memory.len},
		.sum = sum_of(plan),
	};
	return piece->plan.ptr != NULL;
}

/* The parts of all plans, by id: the status' own, and those that are known. */
struct parts {
	const struct page *page;
	struct hito_status_pieces *pieces;
	struct hito_status_sum sum;
	size_t next, next_known;
};

static bool list_piece(struct parts *parts,
		       const struct hito_status_piece *piece)
{
	if (parts->pieces->arena)
		parts->pieces->list[parts->pieces->count++] = *piece;
	hito_out_str(parts->page->out, piece->text);
	add_sum(&parts->sum, &piece->sum);
	return true;
}

static bool write_own(struct parts *parts)
{
	const struct page *page = parts->page;
	const struct hito_plan_status *plan =
		&page->status->plans[parts->next++];
	struct hito_status_piece piece;
	bool done;

	if (parts->pieces && parts->pieces->arena) {
		done = make_piece(page, plan, parts->pieces->arena, &piece) &&
		       list_piece(parts, &piece);
	} else {
		done = write_plan(page, plan);
		piece.sum = sum_of(plan);
		add_sum(&parts->sum, &piece.sum);
	}
	hito_arena_clear(page->scratch);
	return done;
}

/* The next one is known, and comes before the status' own. */
static bool is_known(const struct parts *parts)
{
	const struct hito_status *status = parts->page->status;

	if (!parts->pieces || parts->next_known == parts->pieces->known_count)
		return false;
	return parts->next == status->plan_count ||
	       hito_str_compare(parts->pieces->known[parts->next_known].plan,
				status->plans[parts->next].plan->id) < 0;
}

static bool write_parts(struct parts *parts)
{
	const struct page *page = parts->page;
	bool more = false;

	while (!page->out->failed) {
		bool known = is_known(parts);

		if (!known && parts->next == page->status->plan_count)
			break;
		if (more)
			hito_out_text(page->out, "\n\n");
		more = true;
		if (!(known ? list_piece(parts,
					 &parts->pieces
						  ->known[parts->next_known++])
			    : write_own(parts)))
			return false;
	}
	return true;
}

bool hito_status_text(struct hito_out *out, const struct hito_style *style,
		      const struct hito_status *status,
		      struct hito_status_pieces *pieces,
		      struct hito_arena *scratch)
{
	struct page page = {out, style, status, scratch};
	struct parts parts = {.page = &page, .pieces = pieces};

	if (pieces && pieces->arena) {
		pieces->count = 0;
		pieces->list =
			hito_new(pieces->arena, struct hito_status_piece,
				 status->plan_count + pieces->known_count + 1);
		if (!pieces->list)
			return false;
	}
	hito_notes_head(out, style, status);
	if (!write_parts(&parts))
		return false;
	hito_notes_foot(out, style, status, &parts.sum);
	return !status->baseline ||
	       hito_status_baseline_text(out, style, status->baseline, scratch);
}
