/* SPDX-License-Identifier: MIT */
/* A step a line: mark, title, owner, due, slip, early or late. */
#include "report/status_rows.h"

#include <stdio.h>

enum { INDENT = 4, GAP = 2, LEAST_TITLE = 18, MOST_OWNER = 12 };

static bool is_changed(const struct hito_step_status *step)
{
	return step->changed;
}

static bool disagrees(const struct hito_step_status *step)
{
	return step->disagrees;
}

static bool has_gap(const struct hito_step_status *step)
{
	return step->gap;
}

static bool is_duplicate(const struct hito_step_status *step)
{
	return step->step->duplicate_of != NULL;
}

const struct hito_flag hito_flags[HITO_FLAG_COUNT] = {
	{"*", "*", HITO_N("not committed"), is_changed},
	{"≠", "%", HITO_N("a trailer says otherwise than the file"), disagrees},
	{"~", "~", HITO_N("versions that cannot be read lie in between"),
	 has_gap},
	{"=", "=", HITO_N("an id that stands twice"), is_duplicate},
};

static size_t flag_count(const struct hito_step_status *step)
{
	size_t count = 0;

	for (size_t i = 0; i < HITO_FLAG_COUNT; i++)
		count += hito_flags[i].is_set(step);
	return count;
}

static size_t larger(size_t a, size_t b)
{
	return a > b ? a : b;
}

static size_t smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

static size_t text_width(const char *text)
{
	return hito_out_foreign_width(hito_str_from(text));
}

static size_t column(size_t width)
{
	return width ? GAP + width : 0;
}

/* The columns beside the title's. */
static size_t beside(const struct hito_rows *rows)
{
	return INDENT + 2 + column(rows->owner) + column(rows->due) +
	       column(rows->slip) + column(rows->note) + column(rows->flags);
}

static void measure_line(struct hito_rows *rows, const struct hito_line *line,
			 size_t *title)
{
	const struct hito_step_status *step = line->step;
	char text[HITO_CELL_SIZE];

	*title = larger(*title, line->depth * 2 + hito_out_foreign_width(
							  step->step->title));
	rows->owner = larger(rows->owner, hito_out_foreign_width(step->owner));
	if (step->due != HITO_DAY_NONE)
		rows->due = HITO_DAY_SIZE - 1;
	rows->slip = larger(
		rows->slip,
		text_width(hito_slip_words(step, rows->style->lang, text)));
	rows->note =
		larger(rows->note,
		       text_width(hito_note_words(step, rows->today,
						  rows->style->lang, text)));
	rows->flags = larger(rows->flags, flag_count(step));
}

static void measure_sketches(struct hito_rows *rows,
			     const struct hito_item *objective, size_t *title)
{
	const struct hito_block *block = objective->block;

	for (size_t i = 0; block && i < block->sketch_count; i++) {
		const struct hito_sketch *sketch = &block->sketches[i];

		*title = larger(*title, hito_out_foreign_width(sketch->title));
		rows->owner = larger(rows->owner,
				     hito_out_foreign_width(sketch->owner));
		if (sketch->due != HITO_DAY_NONE)
			rows->due = HITO_DAY_SIZE - 1;
		rows->note = larger(rows->note,
				    text_width(hito_message(rows->style->lang,
							    HITO_N("draft"))));
	}
}

/* Give the title what is left; on a narrow page take columns away. */
static void fit(struct hito_rows *rows, size_t title)
{
	size_t columns = rows->style->columns;

	rows->owner = smaller(rows->owner, MOST_OWNER);
	if (beside(rows) + LEAST_TITLE > columns)
		rows->slip = 0;
	if (beside(rows) + LEAST_TITLE > columns)
		rows->owner = 0;
	if (beside(rows) + LEAST_TITLE > columns)
		rows->note = 0;
	rows->title = LEAST_TITLE;
	if (beside(rows) + LEAST_TITLE < columns)
		rows->title = columns - beside(rows);
	rows->title = smaller(rows->title, larger(title, LEAST_TITLE));
}

void hito_rows_init(struct hito_rows *rows, const struct hito_style *style,
		    hito_day today, const struct hito_line *lines,
		    const struct hito_plan_status *plan)
{
	size_t title = 0;

	*rows = (struct hito_rows){.style = style, .today = today};
	for (size_t i = 0; i < plan->step_count; i++)
		measure_line(rows, &lines[i], &title);
	for (size_t i = 0; i < plan->objective_count; i++)
		measure_sketches(rows, plan->objectives[i].objective, &title);
	fit(rows, title);
}

/*
 * A row is collected cell by cell, so that nothing but spaces that a later
 * cell needs is written behind the last one.
 */
struct row {
	struct hito_out *out;
	size_t pending; /* columns not yet written */
};

static void cell(struct row *row, const struct hito_rows *rows,
		 struct hito_str text, size_t width, enum hito_paint paint)
{
	size_t used = smaller(hito_out_foreign_width(text), width);

	if (!width)
		return;
	row->pending += GAP;
	if (!text.len) {
		row->pending += width;
		return;
	}
	hito_out_repeat(row->out, ' ', row->pending);
	hito_paint_on(row->out, rows->style, paint);
	hito_out_foreign_fit(row->out, text, width, false);
	hito_paint_off(row->out, rows->style, paint);
	row->pending = width - used;
}

static void begin_row(struct row *row, const struct hito_rows *rows,
		      const char *mark, enum hito_paint paint,
		      struct hito_str title, unsigned depth)
{
	/* However deep, half of the column is the title's. */
	size_t indent = smaller(depth * 2u, rows->title / 2);

	hito_out_repeat(row->out, ' ', INDENT + indent);
	hito_paint_on(row->out, rows->style, paint);
	hito_out_text(row->out, mark);
	hito_paint_off(row->out, rows->style, paint);
	row->pending = 0;
	hito_out_text(row->out, " ");
	if (paint == HITO_PAINT_DIM)
		hito_paint_on(row->out, rows->style, paint);
	hito_out_foreign_fit(row->out, title, rows->title - indent, false);
	if (paint == HITO_PAINT_DIM)
		hito_paint_off(row->out, rows->style, paint);
	row->pending =
		rows->title - indent -
		smaller(rows->title - indent, hito_out_foreign_width(title));
}

static void flags_cell(struct row *row, const struct hito_rows *rows,
		       const struct hito_step_status *step)
{
	char text[HITO_FLAG_COUNT * 4 + 1] = "";
	size_t len = 0;

	for (size_t i = 0; i < HITO_FLAG_COUNT; i++) {
		const char *mark = rows->style->ascii ? hito_flags[i].ascii
						      : hito_flags[i].mark;

		if (hito_flags[i].is_set(step))
			len += (size_t)snprintf(text + len, sizeof(text) - len,
						"%s", mark);
	}
	cell(row, rows, hito_str_from(text), rows->flags, HITO_PAINT_WARN);
}

static enum hito_paint note_paint(const struct hito_step_status *step,
				  hito_day today)
{
	if (step->is_overdue)
		return HITO_PAINT_BAD;
	if (step->state == HITO_DONE)
		return step->late_days > 0 ? HITO_PAINT_WARN : HITO_PAINT_GOOD;
	return step->due == today ? HITO_PAINT_WARN : HITO_PAINT_NONE;
}

static void add_span(struct hito_flow *flow, const char *label, int days,
		     int working_days)
{
	enum hito_lang lang = flow->style->lang;

	if (days == HITO_UNKNOWN)
		return;
	hito_flow_add(flow, HITO_PAINT_DIM,
		      hito_message(lang, HITO_N("%s %d d (%d working)")),
		      hito_message(lang, label), days, working_days);
}

static void add_day(struct hito_flow *flow, const char *label, hito_day day,
		    bool declared)
{
	enum hito_lang lang = flow->style->lang;
	char text[HITO_DAY_SIZE];

	if (day == HITO_DAY_NONE)
		return;
	hito_flow_add(flow, HITO_PAINT_DIM, "%s %s%s",
		      hito_message(lang, label), hito_day_format(day, text),
		      declared ? hito_message(lang, HITO_N(" (declared)"))
			       : "");
}

static void add_number(struct hito_flow *flow, const char *label, int number)
{
	if (number > 0)
		hito_flow_add(flow, HITO_PAINT_DIM, "%s: %d",
			      hito_message(flow->style->lang, label), number);
}

static void write_slips(const struct hito_rows *rows, struct hito_out *out,
			const struct hito_step_status *step)
{
	const struct hito_style *style = rows->style;

	for (size_t i = 0; i < step->slip_count; i++) {
		const struct hito_slip *slip = &step->slips[i];
		const struct hito_person *author = slip->event->commit->author;
		char before[HITO_DAY_SIZE], after[HITO_DAY_SIZE];
		char when[HITO_DAY_SIZE], text[HITO_CELL_SIZE];
		struct hito_flow flow;

		hito_flow_begin(&flow, out, style, INDENT + 4);
		hito_flow_add(&flow, HITO_PAINT_WARN, "%s %s %s, %s",
			      hito_day_format(slip->old_due, before),
			      hito_mark_arrow(style),
			      hito_day_format(slip->new_due, after),
			      hito_working_words(style->lang,
						 slip->working_days, "", text));
		hito_flow_add(&flow, HITO_PAINT_DIM, "%s %.*s",
			      hito_day_format(slip->event->day, when),
			      HITO_STR_ARG(author->id.len ? author->id
							  : author->name));
		if (slip->reason.len)
			hito_flow_add(&flow, HITO_PAINT_NONE, "%.*s",
				      HITO_STR_ARG(slip->reason));
		hito_flow_end(&flow);
	}
}

static void write_handovers(const struct hito_rows *rows, struct hito_out *out,
			    const struct hito_step_status *step)
{
	const struct hito_style *style = rows->style;

	for (size_t i = 1; i < step->owner_count; i++) {
		const struct hito_holding *holding = &step->owners[i];
		const struct hito_person *author =
			holding->event->commit->author;
		struct hito_flow flow;
		char when[HITO_DAY_SIZE];

		hito_flow_begin(&flow, out, style, INDENT + 4);
		hito_flow_add(&flow, HITO_PAINT_NONE, "%.*s %s %.*s",
			      HITO_STR_ARG(step->owners[i - 1].owner),
			      hito_mark_arrow(style),
			      HITO_STR_ARG(holding->owner));
		hito_flow_add(&flow, HITO_PAINT_DIM, "%s %.*s",
			      hito_day_format(holding->event->day, when),
			      HITO_STR_ARG(author->id.len ? author->id
							  : author->name));
		hito_flow_end(&flow);
	}
}

/* All figures of a step (--verbose). */
static void write_figures(const struct hito_rows *rows, struct hito_out *out,
			  const struct hito_step_status *step)
{
	struct hito_flow flow;

	hito_flow_begin(&flow, out, rows->style, INDENT + 4);
	hito_flow_add(&flow, HITO_PAINT_DIM, "%.*s",
		      HITO_STR_ARG(step->step->id));
	add_day(&flow, HITO_N("created"), step->created, false);
	add_day(&flow, HITO_N("started"), step->started,
		step->started_declared);
	add_day(&flow, HITO_N("finished"), step->finished,
		step->finished_declared);
	add_day(&flow, HITO_N("first promise"), step->first_due, false);
	add_span(&flow, HITO_N("cycle"), step->cycle_days,
		 step->cycle_working_days);
	add_span(&flow, HITO_N("lead"), step->lead_days,
		 step->lead_working_days);
	add_number(&flow, HITO_N("days blocked"), step->blocked_days);
	if (step->age_days != HITO_UNKNOWN && step->state != HITO_DONE)
		add_number(&flow, HITO_N("days in this state"), step->age_days);
	if (step->is_stale)
		add_number(&flow, HITO_N("days without a change"),
			   step->quiet_days);
	if (step->slip_count && step->late_first_days != HITO_UNKNOWN)
		hito_flow_add(&flow, HITO_PAINT_DIM,
			      hito_message(rows->style->lang,
					   HITO_N("%+d d against the first "
						  "promise")),
			      step->late_first_days);
	add_number(&flow, HITO_N("reopened"), (int)step->reopened);
	add_number(&flow, HITO_N("changes of owner"), (int)step->owner_changes);
	add_number(&flow, HITO_N("commits"), (int)step->commits);
	hito_flow_end(&flow);
	write_slips(rows, out, step);
	write_handovers(rows, out, step);
}

void hito_row_write(const struct hito_rows *rows, struct hito_out *out,
		    const struct hito_line *line)
{
	const struct hito_step_status *step = line->step;
	enum hito_lang lang = rows->style->lang;
	char text[HITO_CELL_SIZE];
	struct row row = {.out = out};

	begin_row(&row, rows,
		  hito_mark_state(rows->style, step->state, step->is_overdue),
		  hito_paint_state(step->state, step->is_overdue),
		  step->step->title, line->depth);
	cell(&row, rows, step->owner, rows->owner, HITO_PAINT_NONE);
	text[0] = '\0';
	if (step->due != HITO_DAY_NONE)
		hito_day_format(step->due, text);
	cell(&row, rows, hito_str_from(text), rows->due,
	     step->is_overdue ? HITO_PAINT_BAD : HITO_PAINT_NONE);
	hito_slip_words(step, lang, text);
	cell(&row, rows, hito_str_from(text), rows->slip,
	     step->slip_days < 0 ? HITO_PAINT_GOOD : HITO_PAINT_WARN);
	hito_note_words(step, rows->today, lang, text);
	cell(&row, rows, hito_str_from(text), rows->note,
	     note_paint(step, rows->today));
	flags_cell(&row, rows, step);
	hito_out_text(out, "\n");
	if (rows->style->verbose)
		write_figures(rows, out, step);
}

void hito_row_sketches(const struct hito_rows *rows, struct hito_out *out,
		       const struct hito_item *objective)
{
	const struct hito_block *block = objective->block;

	for (size_t i = 0; block && i < block->sketch_count; i++) {
		const struct hito_sketch *sketch = &block->sketches[i];
		struct row row = {.out = out};
		char text[HITO_CELL_SIZE] = "";

		begin_row(&row, rows,
			  sketch->done ? hito_mark_state(rows->style, HITO_DONE,
							 false)
				       : hito_mark_dot(rows->style),
			  HITO_PAINT_DIM, sketch->title, 0);
		cell(&row, rows, sketch->owner, rows->owner, HITO_PAINT_DIM);
		if (sketch->due != HITO_DAY_NONE)
			hito_day_format(sketch->due, text);
		cell(&row, rows, hito_str_from(text), rows->due,
		     HITO_PAINT_DIM);
		cell(&row, rows, HITO_STR(""), rows->slip, HITO_PAINT_NONE);
		cell(&row, rows,
		     hito_str_from(
			     hito_message(rows->style->lang, HITO_N("draft"))),
		     rows->note, HITO_PAINT_DIM);
		hito_out_text(out, "\n");
	}
}
