/* SPDX-License-Identifier: MIT */
/* The card for people. */
#include <stdio.h>

#include "report/card_report.h"
#include "report/grid.h"
#include "report/log_report.h"
#include "report/status_notes.h"
#include "report/status_words.h"
#include "report/wrap.h"
#include "schedule/task.h"

enum { INDENT = 2, LABEL = 14, LONGEST = 1 << 14 };

struct page {
	struct hito_out *out;
	const struct hito_style *style;
	const struct hito_card *card;
	struct hito_arena *scratch;
};

static const char *say(const struct page *page, const char *english)
{
	return hito_message(page->style->lang, english);
}

/* "  Label       " */
static void write_label(const struct page *page, const char *label)
{
	hito_out_repeat(page->out, ' ', INDENT);
	hito_paint_on(page->out, page->style, HITO_PAINT_DIM);
	hito_out_foreign_fit(page->out, hito_str_from(label), LABEL, true);
	hito_paint_off(page->out, page->style, HITO_PAINT_DIM);
	hito_out_text(page->out, " ");
}

/* Foreign text behind a label, wrapped under itself. */
static void write_text(const struct page *page, const char *label,
		       struct hito_str text, enum hito_paint paint)
{
	enum { AT = INDENT + LABEL + 1, MOST_LINES = 12 };
	struct hito_str rest = text, line, before;

	for (int i = 0; i < MOST_LINES; i++) {
		before = rest;
		if (!hito_wrap_cut(&rest, page->style->columns - AT, &line))
			return;
		if (i)
			hito_out_repeat(page->out, ' ', AT);
		else
			write_label(page, label);
		if (i + 1 == MOST_LINES)
			line = hito_str_trim(before);
		hito_paint_on(page->out, page->style, paint);
		hito_out_foreign_fit(page->out, line, page->style->columns - AT,
				     false);
		hito_paint_off(page->out, page->style, paint);
		hito_out_text(page->out, "\n");
	}
}

static void write_head(const struct page *page)
{
	const struct hito_prospect *step = page->card->step;
	const struct hito_step_status *status = step->status;
	enum hito_paint paint =
		hito_paint_state(status->state, status->is_overdue);
	struct hito_str rest = status->step->title, line;
	const char *mark =
		hito_mark_state(page->style, status->state, status->is_overdue);

	while (hito_wrap_cut(&rest, page->style->columns - 2, &line)) {
		hito_paint_on(page->out, page->style, paint);
		hito_out_text(page->out, mark);
		hito_paint_off(page->out, page->style, paint);
		hito_out_text(page->out, " ");
		hito_paint_on(page->out, page->style, HITO_PAINT_TITLE);
		hito_out_foreign(page->out, line);
		hito_paint_off(page->out, page->style, HITO_PAINT_TITLE);
		hito_out_text(page->out, "\n");
		mark = " ";
	}
}

/* Whose turn it is, where the state does not say it. */
static const char *turn_words(const struct hito_prospect *step)
{
	switch (step->turn) {
	case HITO_TURN_WAITING:
		return HITO_N("waits for others");
	case HITO_TURN_LATER:
		return HITO_N("begins later");
	case HITO_TURN_READY:
		return HITO_N("can start");
	case HITO_TURN_DRAFT:
		return HITO_N("the plan is a draft");
	default:
		return NULL;
	}
}

static void add_slack(const struct page *page, struct hito_flow *flow)
{
	int32_t slack = hito_prospect_slack(page->card->step);

	if (slack == HITO_NO_SLACK)
		return;
	if (slack == 0)
		hito_flow_add(flow, HITO_PAINT_WARN, "%s",
			      say(page, HITO_N("no slack: the plan ends later "
					       "when it does")));
	else
		hito_flow_add(
			flow, HITO_PAINT_NONE,
			hito_message(page->style->lang,
				     slack == 1
					     ? HITO_N("%d working day of slack")
					     : HITO_N("%d working days of "
						      "slack")),
			(int)slack);
}

/* "doing · ana · 2026-04-06 → 2026-05-08 · in 14 d" */
static void write_state(const struct page *page)
{
	const struct hito_prospect *step = page->card->step;
	const struct hito_step_status *status = step->status;
	enum hito_paint paint =
		hito_paint_state(status->state, status->is_overdue);
	struct hito_str state = hito_state_words(status, page->style->lang);
	char start[HITO_DAY_SIZE], due[HITO_DAY_SIZE], note[HITO_CELL_SIZE];
	struct hito_flow flow;

	hito_flow_begin(&flow, page->out, page->style, INDENT);
	hito_flow_add(&flow, paint, "%.*s", HITO_STR_ARG(state));
	if (turn_words(step))
		hito_flow_add(&flow, HITO_PAINT_NONE, "%s",
			      say(page, turn_words(step)));
	if (step->owner.len)
		hito_flow_add(&flow, HITO_PAINT_NONE, "%.*s",
			      HITO_STR_ARG(step->owner));
	if (status->start != HITO_DAY_NONE && status->due != HITO_DAY_NONE)
		hito_flow_add(&flow, HITO_PAINT_NONE, "%s %s %s",
			      hito_day_format(status->start, start),
			      hito_mark_arrow(page->style),
			      hito_day_format(status->due, due));
	else if (status->due != HITO_DAY_NONE)
		hito_flow_add(&flow, HITO_PAINT_NONE, "%s",
			      hito_day_format(status->due, due));
	hito_note_words(status, page->card->status->today, page->style->lang,
			note);
	if (*note)
		hito_flow_add(&flow,
			      status->is_overdue ? HITO_PAINT_BAD
						 : HITO_PAINT_NONE,
			      "%s", note);
	add_slack(page, &flow);
	if (status->changed)
		hito_flow_add(&flow, HITO_PAINT_WARN, "%s",
			      say(page, HITO_N("not committed")));
	hito_flow_end(&flow);
}

static void write_place(const struct page *page)
{
	const struct hito_item *step = page->card->step->status->step;
	const struct hito_source *source =
		step->document ? step->document->source : NULL;
	struct hito_flow flow;

	hito_flow_begin(&flow, page->out, page->style, INDENT);
	hito_flow_add(&flow, HITO_PAINT_DIM, "%.*s/%.*s",
		      HITO_STR_ARG(step->plan->id), HITO_STR_ARG(step->id));
	if (source)
		hito_flow_add(&flow, HITO_PAINT_DIM, "%.*s:%u",
			      HITO_STR_ARG(source->path),
			      (unsigned)hito_source_line(
				      source, step->block->heading.start));
	if (step->duplicate_of)
		hito_flow_add(&flow, HITO_PAINT_BAD, "%s",
			      say(page, HITO_N("an id that stands twice")));
	hito_flow_end(&flow);
}

/* Values */

static void write_value(const struct page *page, enum hito_key key)
{
	const struct hito_item *step = page->card->step->status->step;
	const struct hito_value *value = hito_item_effective(step, key, NULL);
	const char *label = hito_key_label(key, HITO_STEP, page->style->lang);

	if (value && (value->readable ? value->text : value->raw).len)
		write_text(page, label,
			   value->readable ? value->text : value->raw,
			   value->readable ? HITO_PAINT_NONE : HITO_PAINT_BAD);
}

/* A KPI with how far it is; an id that means none as it stands. */
static bool write_kpis(const struct page *page)
{
	const struct hito_prospect *step = page->card->step;
	const struct hito_item *item = step->status->step;
	const struct hito_value *value =
		hito_item_effective(item, HITO_KEY_KPI, NULL);
	const char *label =
		hito_key_label(HITO_KEY_KPI, HITO_STEP, page->style->lang);
	struct hito_str id;

	for (size_t i = 0; hito_task_part(value, i, &id); i++) {
		const struct hito_item *kpi = hito_model_kpi(
			page->card->status->workspace->model, item->plan, id);
		struct hito_out_memory memory;
		struct hito_out out;

		if (!kpi) {
			write_text(page, label, id, HITO_PAINT_BAD);
			continue;
		}
		hito_out_to_memory(&out, &memory, page->scratch, LONGEST);
		hito_out_str(&out, hito_str_slice(kpi->title, 0, LONGEST / 2));
		for (size_t k = 0; k < step->plan->kpi_count; k++) {
			if (step->plan->kpis[k].kpi != kpi)
				continue;
			hito_out_text(&out, "  ");
			hito_write_kpi(&out, page->style, &step->plan->kpis[k]);
		}
		if (out.failed)
			return false;
		write_text(page, label,
			   (struct hito_str){memory.ptr, memory.len},
			   HITO_PAINT_NONE);
	}
	return true;
}

static bool write_values(const struct page *page)
{
	static const enum hito_key others[] = {
		HITO_KEY_SUPPORT,  HITO_KEY_RESOURCES,  HITO_KEY_COST,
		HITO_KEY_VALUE,    HITO_KEY_ESTIMATE,   HITO_KEY_SPENT,
		HITO_KEY_PRIORITY, HITO_KEY_CONFIDENCE, HITO_KEY_TYPE,
		HITO_KEY_PHASE,    HITO_KEY_TAGS,       HITO_KEY_REASON,
		HITO_KEY_RESULT,   HITO_KEY_EVIDENCE,   HITO_KEY_REPLACES,
		HITO_KEY_LINKS,
	};
	const struct hito_item *objective = page->card->step->objective;
	const struct hito_item *parent = page->card->step->status->step->parent;

	write_value(page, HITO_KEY_SUCCESS);
	if (parent)
		write_text(page,
			   hito_key_label(HITO_KEY_PARENT, HITO_STEP,
					  page->style->lang),
			   parent->title, HITO_PAINT_NONE);
	if (objective)
		write_text(page,
			   hito_key_label(HITO_KEY_OBJECTIVE, HITO_STEP,
					  page->style->lang),
			   objective->title, HITO_PAINT_NONE);
	if (!write_kpis(page))
		return false;
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		write_value(page, others[i]);
	return true;
}

/* Promises */

static void write_promises(const struct page *page)
{
	const struct hito_step_status *status = page->card->step->status;
	struct hito_flow flow;
	char first[HITO_DAY_SIZE], last[HITO_DAY_SIZE], text[HITO_CELL_SIZE];

	if (!status->slip_count)
		return;
	write_label(page, say(page, HITO_N("promises")));
	hito_flow_begin(&flow, page->out, page->style, 0);
	flow.indent = flow.at = INDENT + LABEL + 1;
	hito_flow_add(&flow, HITO_PAINT_WARN, "%s %s %s, %s",
		      status->first_due == HITO_DAY_NONE
			      ? "?"
			      : hito_day_format(status->first_due, first),
		      hito_mark_arrow(page->style),
		      hito_day_format(status->last_due, last),
		      hito_working_words(page->style->lang,
					 status->slip_working_days,
					 status->partial ? "?" : "", text));
	for (size_t i = 0; i < status->slip_count; i++) {
		const struct hito_slip *slip = &status->slips[i];

		if (slip->reason.len)
			hito_flow_add(&flow, HITO_PAINT_NONE, "%s: %.*s",
				      hito_day_format(slip->event->day, first),
				      HITO_STR_ARG(slip->reason));
	}
	hito_flow_end(&flow);
}

/* Steps around it */

static bool add_neighbour(const struct page *page, struct hito_grid *grid,
			  const struct hito_prospect *other)
{
	const struct hito_step_status *status = other->status;
	enum hito_paint paint =
		hito_paint_state(status->state, status->is_overdue);
	bool same = other->plan == page->card->step->plan;
	struct hito_str id = status->step->id, due = HITO_STR("");
	char day[HITO_DAY_SIZE];

	if (!same)
		id = hito_item_name(status->step, page->scratch);
	if (status->due != HITO_DAY_NONE)
		due = hito_arena_copy(
			page->scratch,
			hito_str_from(hito_day_format(status->due, day)));
	if (!id.ptr || !due.ptr)
		return false;
	return hito_grid_add(
		grid, (const struct hito_cell[]){
			      {hito_str_from(hito_mark_state(
				       page->style, status->state,
				       status->is_overdue)),
			       paint},
			      {status->step->title, HITO_PAINT_NONE},
			      {other->owner, HITO_PAINT_NONE},
			      {due, status->is_overdue ? HITO_PAINT_BAD
						       : HITO_PAINT_NONE},
			      {id, HITO_PAINT_DIM},
		      });
}

static void write_heading(const struct page *page, const char *title)
{
	hito_out_text(page->out, "\n");
	hito_out_repeat(page->out, ' ', INDENT);
	hito_paint_on(page->out, page->style, HITO_PAINT_BUSY);
	hito_out_text(page->out, title);
	hito_paint_off(page->out, page->style, HITO_PAINT_BUSY);
	hito_out_text(page->out, "\n");
}

static struct hito_grid new_grid(const struct page *page)
{
	return (struct hito_grid){
		.style = page->style,
		.arena = page->scratch,
		.indent = 2 * INDENT,
		.columns = {{0},
			    {.least = 18},
			    {.most = 12, .keep = 1},
			    {.keep = 3},
			    {.least = 12, .yield = 2, .keep = 2}},
		.column_count = 5,
	};
}

static bool write_neighbours(const struct page *page, const char *title,
			     const struct hito_prospect *const *list,
			     size_t count)
{
	struct hito_grid grid = new_grid(page);

	if (!count)
		return true;
	write_heading(page, title);
	for (size_t i = 0; i < count; i++)
		if (!add_neighbour(page, &grid, list[i]))
			return false;
	hito_grid_write(&grid, page->out);
	return true;
}

static bool write_parts(const struct page *page)
{
	const struct hito_item *step = page->card->step->status->step;
	struct hito_grid grid = new_grid(page);

	if (!step->child_count)
		return true;
	write_heading(page, say(page, HITO_N("Sub-steps")));
	for (size_t i = 0; i < step->child_count; i++) {
		const struct hito_prospect *part = hito_outlook_find(
			page->card->outlook, step->children[i]);

		if (part && !add_neighbour(page, &grid, part))
			return false;
	}
	hito_grid_write(&grid, page->out);
	return true;
}

static void write_checklist(const struct page *page)
{
	const struct hito_block *block = page->card->step->status->step->block;
	size_t done = 0;
	char title[96];

	if (!block->check_count)
		return;
	for (size_t i = 0; i < block->check_count; i++)
		done += block->checks[i].done;
	snprintf(title, sizeof(title),
		 hito_message(page->style->lang,
			      HITO_N("Checklist, %zu of %zu")),
		 done, (size_t)block->check_count);
	write_heading(page, title);
	for (size_t i = 0; i < block->check_count; i++) {
		const struct hito_check *check = &block->checks[i];

		hito_out_repeat(page->out, ' ', 2 * INDENT);
		hito_out_text(page->out, check->done ? "[x] " : "[ ] ");
		hito_out_foreign_fit(page->out, check->text,
				     page->style->columns - 2 * INDENT - 4,
				     false);
		hito_out_text(page->out, "\n");
	}
}

/* What happened, what is found */

/* Text that is fit to be seen already, in lines. */
static void write_lines(const struct page *page, struct hito_str text,
			size_t hang)
{
	size_t at = 2 * INDENT;
	struct hito_str line;

	while (hito_wrap_cut(&text, page->style->columns - at, &line)) {
		hito_out_repeat(page->out, ' ', at);
		/* What stood within a line may begin one now. */
		hito_out_foreign(page->out, line);
		hito_out_text(page->out, "\n");
		at = 2 * INDENT + hang;
	}
}

/* "2026-04-20 c47f270 sofia: state todo → blocked" */
static bool write_event(const struct page *page, const struct hito_event *event,
			const struct hito_calendar *calendar)
{
	const struct hito_person *author = event->commit->author;
	struct hito_style plain = *page->style;
	struct hito_out_memory memory;
	struct hito_out out;
	char day[HITO_DAY_SIZE];

	plain.color = false;
	hito_out_to_memory(&out, &memory, page->scratch, LONGEST);
	hito_out_printf(&out, "%s %.7s ", hito_day_format(event->day, day),
			event->commit->id);
	hito_out_foreign_fit(&out, author->id.len ? author->id : author->name,
			     24, false);
	hito_out_text(&out, ": ");
	hito_log_event_text(&out, &plain, calendar, event);
	if (out.failed)
		return false;
	write_lines(page, (struct hito_str){memory.ptr, memory.len}, 4);
	return true;
}

static bool write_history(const struct page *page)
{
	const struct hito_card *card = page->card;
	const struct hito_story *story = card->step->status->story;
	struct hito_calendar calendar =
		hito_calendar_of(card->status->workspace->project);

	write_heading(page, say(page, HITO_N("History")));
	for (size_t i = 0; story && i < story->all_count; i++)
		if (!write_event(page, story->all[i], &calendar))
			return false;
	if (story && story->all_count)
		return true;
	write_lines(page,
		    hito_str_from(say(page, card->no_history
						    ? card->no_history
						    : HITO_N("not committed "
							     "yet"))),
		    0);
	return true;
}

static bool write_findings(const struct page *page)
{
	const struct hito_lint_result *lint = page->card->lint;

	if (!lint->count)
		return true;
	write_heading(page, say(page, HITO_N("Findings")));
	for (size_t i = 0; i < lint->count; i++) {
		const struct hito_finding *finding = &lint->findings[i];
		struct hito_out_memory memory;
		struct hito_out out;

		hito_out_to_memory(&out, &memory, page->scratch, LONGEST);
		hito_out_printf(&out, "%s [%s] ",
				hito_level_name(finding->level),
				hito_rule_id(finding->rule));
		hito_finding_write(&out, page->style->lang, finding->message,
				   finding);
		if (out.failed)
			return false;
		write_lines(page, (struct hito_str){memory.ptr, memory.len}, 2);
	}
	return true;
}

bool hito_card_text(struct hito_out *out, const struct hito_style *style,
		    const struct hito_card *card, struct hito_arena *scratch)
{
	const struct page page = {out, style, card, scratch};
	const struct hito_prospect *step = card->step;

	write_head(&page);
	write_state(&page);
	write_place(&page);
	hito_out_text(out, "\n");
	if (!write_values(&page))
		return false;
	write_promises(&page);
	if (!write_neighbours(&page, say(&page, HITO_N("Needs")), step->needs,
			      step->need_count) ||
	    !write_neighbours(&page, say(&page, HITO_N("Waiting for it")),
			      step->dependants, step->dependant_count) ||
	    !write_parts(&page))
		return false;
	write_checklist(&page);
	if (!write_history(&page) || !write_findings(&page))
		return false;
	hito_notes_unreadable(out, style, card->status->workspace->model);
	return true;
}
