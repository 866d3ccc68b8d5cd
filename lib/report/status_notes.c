/* SPDX-License-Identifier: MIT */
/* The lines above and below the plans. */
#include "report/status_notes.h"

#include <stdio.h>

#include "hito/finding.h"
#include "report/status_rows.h"
#include "report/wrap.h"

enum { MOST_LINES = 10 };

void hito_write_template(struct hito_out *out, enum hito_lang lang,
			 const char *message,
			 const struct hito_str args[HITO_FINDING_ARGS])
{
	struct hito_finding finding = {.message = message};

	for (size_t i = 0; i < HITO_FINDING_ARGS; i++)
		finding.args[i] = args[i];
	hito_finding_write(out, lang, message, &finding);
}

__attribute__((format_arg(2))) static const char *
say(const struct hito_style *style, const char *english)
{
	return hito_message(style->lang, english);
}

static void write_reason(struct hito_out *out, const struct hito_style *style,
			 const struct hito_history *history)
{
	const struct hito_str args[HITO_FINDING_ARGS] = {history->reason_arg};

	if (history->reason)
		hito_write_template(out, style->lang, history->reason, args);
}

void hito_notes_head(struct hito_out *out, const struct hito_style *style,
		     const struct hito_status *status)
{
	const struct hito_history *history = status->history;
	char time[HITO_INSTANT_SIZE];

	if (history && !status->from_worktree) {
		hito_paint_on(out, style, HITO_PAINT_DIM);
		hito_out_printf(
			out, say(style, HITO_N("At %.10s of %.10s: ")),
			history->head->id,
			hito_instant_format(history->head->committed, time));
		hito_out_foreign_fit(
			out, history->head->subject,
			style->columns > 50 ? style->columns - 40 : 20, false);
		hito_paint_off(out, style, HITO_PAINT_DIM);
		hito_out_text(out, "\n\n");
	}
	if (!history || history->complete)
		return;
	hito_paint_on(out, style, HITO_PAINT_WARN);
	hito_out_text(out, say(style, HITO_N("Incomplete history: ")));
	write_reason(out, style, history);
	hito_paint_off(out, style, HITO_PAINT_WARN);
	hito_out_text(out, "\n");
	hito_out_text(out, say(style, HITO_N("Figures marked ? may be wrong; "
					     "what mends it: ")));
	hito_out_foreign(out, history->remedy);
	hito_out_text(out, "\n\n");
}

static void heading(struct hito_out *out, const struct hito_style *style,
		    const char *english)
{
	hito_out_text(out, "\n");
	hito_paint_on(out, style, HITO_PAINT_TITLE);
	hito_out_text(out, say(style, english));
	hito_paint_off(out, style, HITO_PAINT_TITLE);
	hito_out_text(out, "\n");
}

static void rest(struct hito_out *out, const struct hito_style *style,
		 size_t shown, size_t all)
{
	if (all <= shown)
		return;
	hito_out_text(out, "  ");
	hito_out_printf(out, say(style, HITO_N("and %zu more")), all - shown);
	hito_out_text(out, "\n");
}

static size_t shown_of(const struct hito_style *style, size_t count)
{
	return style->verbose || count <= MOST_LINES ? count : MOST_LINES;
}

static void place(struct hito_out *out, struct hito_str path, uint32_t line)
{
	hito_out_foreign(out, path);
	if (line)
		hito_out_printf(out, ":%u", (unsigned)line);
	hito_out_text(out, ": ");
}

/* All of them: no file is ever left out. */
void hito_notes_unreadable(struct hito_out *out, const struct hito_style *style,
			   const struct hito_model *model)
{
	if (!model->unreadable_count)
		return;
	heading(out, style, HITO_N("Cannot be read"));
	for (size_t i = 0; i < model->unreadable_count; i++) {
		const struct hito_unreadable *row = &model->unreadable[i];

		hito_out_text(out, "  ");
		place(out, row->path, row->line);
		hito_write_template(out, style->lang, row->message, row->args);
		hito_out_text(out, "\n");
	}
}

static void write_gaps(struct hito_out *out, const struct hito_style *style,
		       const struct hito_history *history)
{
	size_t count = shown_of(style, history->gap_count);

	if (!count)
		return;
	heading(out, style, HITO_N("Cannot be read in history"));
	for (size_t i = 0; i < count; i++) {
		const struct hito_gap *gap = &history->gaps[i];

		hito_out_printf(out, "  %.7s ", gap->commit->id);
		place(out, gap->path, gap->line);
		hito_write_template(out, style->lang, gap->message, gap->args);
		hito_out_text(out, "\n");
	}
	rest(out, style, count, history->gap_count);
}

static void write_lost(struct hito_out *out, const struct hito_style *style,
		       const struct hito_history *history)
{
	size_t count = shown_of(style, history->lost_count);

	if (!count)
		return;
	heading(out, style, HITO_N("Trailers that name nothing known"));
	for (size_t i = 0; i < count; i++) {
		hito_out_printf(out, "  %.7s ", history->lost[i].commit->id);
		hito_out_foreign(out, history->lost[i].text);
		hito_out_text(out, "\n");
	}
	rest(out, style, count, history->lost_count);
}

static void write_changed(struct hito_out *out, const struct hito_style *style,
			  const struct hito_status *status)
{
	size_t count = shown_of(style, status->changed_count);

	if (!count)
		return;
	heading(out, style, HITO_N("Not committed"));
	for (size_t i = 0; i < count; i++) {
		hito_out_text(out, "  ");
		hito_out_foreign(out, status->changed[i]);
		hito_out_text(out, "\n");
	}
	rest(out, style, count, status->changed_count);
}

static void write_unmapped(struct hito_out *out, const struct hito_style *style,
			   const struct hito_model *model)
{
	size_t count = shown_of(style, model->unmapped_count);
	struct hito_flow flow;

	if (!count)
		return;
	heading(out, style, HITO_N("State words that nothing maps"));
	hito_flow_begin(&flow, out, style, 2);
	for (size_t i = 0; i < count; i++)
		hito_flow_add(&flow, HITO_PAINT_NONE, "%.*s: %zu",
			      HITO_STR_ARG(model->unmapped[i].word),
			      model->unmapped[i].count);
	hito_flow_end(&flow);
	rest(out, style, count, model->unmapped_count);
}

static void write_strangers(struct hito_out *out,
			    const struct hito_style *style,
			    const struct hito_history *history)
{
	struct hito_flow flow;

	if (!style->verbose || !history->stranger_count)
		return;
	heading(out, style, HITO_N("Authors who match nobody in a team"));
	hito_flow_begin(&flow, out, style, 2);
	for (size_t i = 0; i < history->stranger_count; i++)
		hito_flow_add(&flow, HITO_PAINT_NONE, "%.*s <%.*s>",
			      HITO_STR_ARG(history->strangers[i]->name),
			      HITO_STR_ARG(history->strangers[i]->email));
	hito_flow_end(&flow);
}

/* What the marks of rows mean, those that were used. */
static void write_legend(struct hito_out *out, const struct hito_style *style,
			 const struct hito_status_sum *sum)
{
	struct hito_flow flow;
	bool any = false;

	for (size_t f = 0; f < HITO_FLAG_COUNT; f++) {
		if (!sum->flags[f])
			continue;
		if (!any) {
			hito_out_text(out, "\n");
			hito_flow_begin(&flow, out, style, 0);
		}
		any = true;
		hito_flow_add(&flow, HITO_PAINT_DIM, "%s %s",
			      style->ascii ? hito_flags[f].ascii
					   : hito_flags[f].mark,
			      say(style, hito_flags[f].meaning));
	}
	if (any)
		hito_flow_end(&flow);
}

static void write_total(struct hito_out *out, const struct hito_style *style,
			const struct hito_status *status,
			const struct hito_status_sum *sum)
{
	const struct hito_tally *tally = &sum->tally;
	struct hito_flow flow;

	if (sum->plans < 2)
		return;
	hito_out_text(out, "\n");
	hito_flow_begin(&flow, out, style, 0);
	hito_flow_add(&flow, HITO_PAINT_TITLE,
		      say(style, HITO_N("%zu plans, %zu of %zu steps done")),
		      sum->plans, tally->done, tally->total - tally->dropped);
	if (tally->judged_last)
		hito_flow_add(&flow, HITO_PAINT_NONE,
			      say(style, HITO_N("on time %d%%%s")),
			      hito_percent((double)tally->on_time_last /
					   (double)tally->judged_last),
			      status->history && !status->history->complete
				      ? "?"
				      : "");
	if (tally->overdue)
		hito_flow_add(&flow, HITO_PAINT_BAD, "%s: %zu",
			      say(style, HITO_N("overdue")), tally->overdue);
	if (tally->blocked)
		hito_flow_add(&flow, HITO_PAINT_BAD, "%s: %zu",
			      say(style, HITO_N("blocked")), tally->blocked);
	hito_flow_end(&flow);
}

static void write_grade(struct hito_out *out, const struct hito_style *style,
			const struct hito_history *history)
{
	struct hito_hang hang = {.out = out, .style = style};
	char text[256];

	if (!style->verbose)
		return;
	snprintf(text, sizeof(text),
		 say(style,
		     HITO_N("commits read %zu, with changes of plans %zu")),
		 history->commit_count, history->plan_commits);
	hito_out_text(out, "\n");
	hito_hang_text(
		&hang, HITO_PAINT_DIM,
		hito_str_from(say(style, history->complete
						 ? HITO_N("Complete history: ")
						 : HITO_N("Incomplete "
							  "history: "))),
		0);
	hito_hang_text(&hang, HITO_PAINT_DIM, hito_str_from(text), 1);
	hito_out_text(out, "\n");
}

void hito_notes_foot(struct hito_out *out, const struct hito_style *style,
		     const struct hito_status *status,
		     const struct hito_status_sum *sum)
{
	const struct hito_model *model = status->workspace->model;
	const struct hito_history *history = status->history;

	if (sum->plans == 0)
		hito_out_printf(out, "%s\n",
				say(style, HITO_N("No plan here.")));
	write_legend(out, style, sum);
	write_total(out, style, status, sum);
	hito_notes_unreadable(out, style, model);
	write_unmapped(out, style, model);
	write_changed(out, style, status);
	if (!history)
		return;
	write_gaps(out, style, history);
	write_lost(out, style, history);
	write_strangers(out, style, history);
	write_grade(out, style, history);
}
