/* SPDX-License-Identifier: MIT */
/* The status as Markdown: a job's summary, a README. */
#include <stdio.h>

#include "report/escape.h"
#include "report/figure_words.h"
#include "report/status_baseline.h"
#include "report/status_notes.h"
#include "report/status_report.h"
#include "report/status_words.h"

struct sheet {
	struct hito_out *out;
	const struct hito_style *style;
	const struct hito_status *status;
	struct hito_arena *scratch;
	bool no_memory;
};

__attribute__((format_arg(2))) static const char *say(const struct sheet *sheet,
						      const char *english)
{
	return hito_message(sheet->style->lang, english);
}

static void text(struct sheet *sheet, const char *own)
{
	hito_out_text(sheet->out, own);
}

static void foreign(struct sheet *sheet, struct hito_str words)
{
	if (!hito_out_markdown(sheet->out, words, sheet->scratch))
		sheet->no_memory = true;
}

static void day(struct sheet *sheet, hito_day value)
{
	char words[HITO_DAY_SIZE];

	if (value != HITO_DAY_NONE)
		text(sheet, hito_day_format(value, words));
}

static void percent(struct sheet *sheet, bool known, double share, bool partial)
{
	if (known)
		hito_out_printf(
			sheet->out,
			hito_message(sheet->style->lang, HITO_N("%d%%")),
			hito_percent(share));
	else
		text(sheet, hito_mark_dash(sheet->style));
	if (known && partial)
		text(sheet, "?");
}

static void heading(struct sheet *sheet, const char *hashes,
		    struct hito_str words)
{
	hito_out_printf(sheet->out, "\n%s ", hashes);
	foreign(sheet, words);
	text(sheet, "\n\n");
}

static void columns(struct sheet *sheet, const char *const *names, size_t count)
{
	text(sheet, "|");
	for (size_t i = 0; i < count; i++)
		hito_out_printf(sheet->out, " %s |",
				names[i][0] ? say(sheet, names[i]) : "");
	text(sheet, "\n|");
	for (size_t i = 0; i < count; i++)
		text(sheet, "---|");
	text(sheet, "\n");
}

#define COLUMNS(sheet, names) \
	columns((sheet), (names), sizeof(names) / sizeof((names)[0]))

static void write_figures(struct sheet *sheet,
			  const struct hito_plan_status *plan)
{
	static const char *const names[] = {
		HITO_N("Done"),
		HITO_N("Share"),
		HITO_N("Time gone"),
		HITO_N("On time"),
		HITO_N("On time, first promise"),
		HITO_N("Slips"),
		HITO_N("Overdue"),
		HITO_N("Blocked"),
	};
	const struct hito_tally *tally = &plan->tally;
	const char *mark = plan->partial ? "?" : "";

	COLUMNS(sheet, names);
	hito_out_printf(sheet->out, "| %zu/%zu | ", tally->done,
			tally->total - tally->dropped);
	percent(sheet, plan->has_completion, plan->completion, false);
	text(sheet, " | ");
	percent(sheet, plan->has_time_gone, plan->time_gone, false);
	text(sheet, " | ");
	percent(sheet, plan->has_on_time_last, plan->on_time_last,
		plan->partial);
	text(sheet, " | ");
	percent(sheet, plan->has_on_time_first, plan->on_time_first,
		plan->partial);
	hito_out_printf(sheet->out, " | %zu%s | %zu | %zu |\n",
			plan->slip_count, mark, tally->overdue, tally->blocked);
}

/* What is known, a figure a line. */
static void write_more(struct sheet *sheet, const struct hito_plan_status *plan)
{
	const char *mark = plan->partial ? "?" : "";
	const char *head = "\n";

	for (int i = 0; plan->figures && i < HITO_FIGURE_COUNT; i++) {
		enum hito_figure figure = (enum hito_figure)i;
		struct hito_out_memory memory;
		struct hito_out inner;
		struct hito_str rest, part;
		const char *before = ": ";

		hito_out_to_memory(&inner, &memory, sheet->scratch, 1 << 16);
		if (hito_figure_write(&inner, sheet->style, plan, figure) !=
		    HITO_LACK_NONE)
			continue;
		hito_out_printf(sheet->out, "%s- %s%s", head,
				say(sheet, hito_figure_label(figure)),
				hito_figure_is_past(figure) ? mark : "");
		rest = (struct hito_str){memory.ptr, memory.len};
		while (memory.ptr && hito_str_cut_line(&rest, &part)) {
			text(sheet, before);
			foreign(sheet, part);
			before = "; ";
		}
		text(sheet, "\n");
		head = "";
	}
}

static void write_period(struct sheet *sheet,
			 const struct hito_plan_status *plan)
{
	foreign(sheet, plan->plan->id);
	if (plan->start != HITO_DAY_NONE || plan->end != HITO_DAY_NONE) {
		text(sheet, " · ");
		day(sheet, plan->start);
		text(sheet, " → ");
		day(sheet, plan->end);
	}
	if (plan->last_review != HITO_DAY_NONE) {
		hito_out_printf(sheet->out, " · %s ",
				say(sheet, HITO_N("last review")));
		day(sheet, plan->last_review);
	}
	if (plan->touched_by_gap)
		hito_out_printf(sheet->out, " · %s",
				say(sheet, HITO_N("figures with gaps, see "
						  "below")));
	text(sheet, "\n\n");
}

static void write_kpis(struct sheet *sheet, const struct hito_kpi_status *kpis,
		       size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct hito_out_memory memory;
		struct hito_out inner;

		hito_out_to_memory(&inner, &memory, sheet->scratch, 4096);
		hito_write_kpi(&inner, sheet->style, &kpis[i]);
		text(sheet, "- ");
		foreign(sheet, kpis[i].kpi->title);
		text(sheet, ": ");
		foreign(sheet, (struct hito_str){memory.ptr, memory.len});
		if (kpis[i].by != HITO_DAY_NONE) {
			hito_out_printf(sheet->out, ", %s ",
					say(sheet, HITO_N("by")));
			day(sheet, kpis[i].by);
		}
		if (kpis[i].has_attainment) {
			text(sheet, ", **");
			percent(sheet, true, kpis[i].attainment, false);
			text(sheet, "**");
		}
		if (hito_doubt_words(&kpis[i].doubt))
			hito_out_printf(
				sheet->out, " (%s)",
				say(sheet, hito_doubt_words(&kpis[i].doubt)));
		text(sheet, "\n");
	}
	if (count)
		text(sheet, "\n");
}

static void table_head(struct sheet *sheet)
{
	static const char *const names[] = {
		"",
		HITO_N("Step"),
		HITO_N("Owner"),
		HITO_N("Due"),
		HITO_N("Slip"),
		"",
	};

	COLUMNS(sheet, names);
}

static void write_row(struct sheet *sheet, const struct hito_line *line)
{
	const struct hito_step_status *step = line->step;
	enum hito_lang lang = sheet->style->lang;
	char words[HITO_CELL_SIZE];

	hito_out_printf(
		sheet->out, "| %s ",
		hito_mark_state(sheet->style, step->state, step->is_overdue));
	foreign(sheet, hito_state_words(step, lang));
	text(sheet, " | ");
	for (unsigned i = 0; i < line->depth; i++)
		text(sheet, "↳ ");
	foreign(sheet, step->step->title);
	if (step->changed)
		text(sheet, " \\*");
	text(sheet, " | ");
	foreign(sheet, step->owner);
	text(sheet, " | ");
	day(sheet, step->due);
	hito_out_printf(sheet->out, " | %s",
			hito_slip_words(step, lang, words));
	hito_out_printf(
		sheet->out, " | %s |\n",
		hito_note_words(step, sheet->status->today, lang, words));
}

static void write_sketches(struct sheet *sheet,
			   const struct hito_item *objective)
{
	const struct hito_block *block = objective->block;

	for (size_t i = 0; block && i < block->sketch_count; i++) {
		const struct hito_sketch *sketch = &block->sketches[i];

		hito_out_printf(sheet->out, "| %s | ",
				say(sheet, HITO_N("draft")));
		foreign(sheet, sketch->title);
		text(sheet, " | ");
		foreign(sheet, sketch->owner);
		text(sheet, " | ");
		day(sheet, sketch->due);
		hito_out_printf(sheet->out, " | | %s |\n",
				sketch->done ? "✔" : "");
	}
}

static size_t sketches_of(const struct hito_item *objective)
{
	return objective->block ? objective->block->sketch_count : 0;
}

static void write_slip(struct sheet *sheet, const struct hito_step_status *step,
		       const struct hito_slip *slip)
{
	const struct hito_person *author = slip->event->commit->author;
	char words[HITO_CELL_SIZE];

	text(sheet, "- ");
	foreign(sheet, step->step->title);
	text(sheet, ": ");
	day(sheet, slip->old_due);
	text(sheet, " → ");
	day(sheet, slip->new_due);
	text(sheet, " (");
	text(sheet, hito_working_words(sheet->style->lang, slip->working_days,
				       "", words));
	text(sheet, "), ");
	foreign(sheet, author->id.len ? author->id : author->name);
	text(sheet, ", ");
	day(sheet, slip->event->day);
	if (slip->reason.len) {
		text(sheet, ": ");
		foreign(sheet, slip->reason);
	}
	text(sheet, "\n");
}

static void write_slips(struct sheet *sheet,
			const struct hito_plan_status *plan)
{
	if (!plan->slip_count)
		return;
	heading(sheet, "###", hito_str_from(say(sheet, HITO_N("Slips"))));
	for (size_t i = 0; i < plan->step_count; i++)
		for (size_t k = 0; k < plan->steps[i].slip_count; k++)
			write_slip(sheet, &plan->steps[i],
				   &plan->steps[i].slips[k]);
}

static bool write_plan(struct sheet *sheet, const struct hito_plan_status *plan)
{
	struct hito_line *lines = hito_plan_lines(plan, sheet->scratch);
	size_t at = 0;

	if (!lines)
		return false;
	heading(sheet, "##", plan->plan->title);
	write_period(sheet, plan);
	write_figures(sheet, plan);
	write_more(sheet, plan);
	if (!plan->objective_count && plan->kpi_count) {
		text(sheet, "\n");
		write_kpis(sheet, plan->kpis, plan->kpi_count);
	}
	for (size_t i = 0; i < plan->objective_count; i++) {
		const struct hito_objective_status *objective =
			&plan->objectives[i];

		heading(sheet, "###", objective->objective->title);
		write_kpis(sheet, objective->kpis, objective->kpi_count);
		if ((at < plan->step_count &&
		     lines[at].objective == objective) ||
		    sketches_of(objective->objective))
			table_head(sheet);
		while (at < plan->step_count &&
		       lines[at].objective == objective)
			write_row(sheet, &lines[at++]);
		write_sketches(sheet, objective->objective);
	}
	if (at < plan->step_count) {
		heading(sheet, "###",
			hito_str_from(
				say(sheet, HITO_N("Without an objective"))));
		table_head(sheet);
	}
	while (at < plan->step_count)
		write_row(sheet, &lines[at++]);
	write_slips(sheet, plan);
	return !sheet->no_memory;
}

static void write_place(struct sheet *sheet, struct hito_str path,
			uint32_t line)
{
	text(sheet, "- ");
	foreign(sheet, path);
	if (line)
		hito_out_printf(sheet->out, ":%u", (unsigned)line);
	text(sheet, ": ");
}

static void write_template(struct sheet *sheet, const char *message,
			   const struct hito_str args[HITO_FINDING_ARGS])
{
	struct hito_out_memory memory;
	struct hito_out inner;

	hito_out_to_memory(&inner, &memory, sheet->scratch, 1 << 16);
	hito_write_template(&inner, sheet->style->lang, message, args);
	foreign(sheet, (struct hito_str){memory.ptr, memory.len});
	text(sheet, "\n");
}

static void write_unreadable(struct sheet *sheet)
{
	const struct hito_model *model = sheet->status->workspace->model;
	const struct hito_history *history = sheet->status->history;
	size_t gaps = history ? history->gap_count : 0;

	if (model->unreadable_count)
		heading(sheet, "##",
			hito_str_from(say(sheet, HITO_N("Cannot be read"))));
	for (size_t i = 0; i < model->unreadable_count; i++) {
		write_place(sheet, model->unreadable[i].path,
			    model->unreadable[i].line);
		write_template(sheet, model->unreadable[i].message,
			       model->unreadable[i].args);
	}
	if (gaps)
		heading(sheet, "##",
			hito_str_from(say(
				sheet, HITO_N("Cannot be read in history"))));
	for (size_t i = 0; i < gaps; i++) {
		write_place(sheet, history->gaps[i].path,
			    history->gaps[i].line);
		hito_out_printf(sheet->out,
				"%.10s: ", history->gaps[i].commit->id);
		write_template(sheet, history->gaps[i].message,
			       history->gaps[i].args);
	}
}

static void write_changed(struct sheet *sheet)
{
	const struct hito_status *status = sheet->status;

	if (!status->changed_count)
		return;
	heading(sheet, "##",
		hito_str_from(say(sheet, HITO_N("Not committed"))));
	for (size_t i = 0; i < status->changed_count; i++) {
		text(sheet, "- ");
		foreign(sheet, status->changed[i]);
		text(sheet, "\n");
	}
}

static void write_grade(struct sheet *sheet)
{
	const struct hito_history *history = sheet->status->history;

	if (!history) {
		hito_out_printf(sheet->out, "\n%s\n",
				say(sheet, HITO_N("No history: what files say "
						  "alone is shown.")));
		return;
	}
	if (history->complete)
		return;
	hito_out_printf(sheet->out, "\n> **%s** ",
			say(sheet, HITO_N("Incomplete history: ")));
	write_template(sheet, history->reason,
		       (const struct hito_str[HITO_FINDING_ARGS]){
			       history->reason_arg});
	hito_out_printf(sheet->out, "> %s",
			say(sheet, HITO_N("Figures marked ? may be wrong; "
					  "what mends it: ")));
	foreign(sheet, history->remedy);
	text(sheet, "\n");
}

bool hito_status_markdown(struct hito_out *out, const struct hito_style *style,
			  const struct hito_status *status,
			  struct hito_arena *scratch)
{
	struct hito_style plain = {.lang = style->lang, .columns = 80};
	struct sheet sheet = {out, &plain, status, scratch, false};
	char words[HITO_DAY_SIZE];

	hito_out_text(out, "# ");
	hito_out_printf(out, hito_message(style->lang, HITO_N("Status on %s")),
			hito_day_format(status->today, words));
	hito_out_text(out, "\n");
	write_grade(&sheet);
	for (size_t i = 0; i < status->plan_count && !out->failed; i++) {
		if (!write_plan(&sheet, &status->plans[i]))
			return false;
		hito_arena_clear(scratch);
	}
	write_unreadable(&sheet);
	write_changed(&sheet);
	if (status->baseline && !hito_status_baseline_markdown(
					out, &plain, status->baseline, scratch))
		return false;
	return !sheet.no_memory;
}
