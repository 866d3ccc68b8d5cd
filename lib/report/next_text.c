/* SPDX-License-Identifier: MIT */
/* The agenda for people: each step with why it is here. */
#include "report/next_report.h"

#include "report/status_notes.h"

struct page {
	const struct hito_style *style;
	const struct hito_next *next;
};

__attribute__((format_arg(2))) static const char *say(const struct page *page,
						      const char *english)
{
	return hito_message(page->style->lang, english);
}

/* Why it is here. */
static void add_reasons(const struct page *page, struct hito_flow *flow,
			const struct hito_prospect *prospect)
{
	unsigned reasons = hito_agenda_reasons(prospect);
	int days = prospect->days_left;

	if (reasons & HITO_AGENDA_OVERDUE)
		hito_flow_add(flow, HITO_PAINT_BAD,
			      say(page, HITO_N("%d d overdue")), -days);
	else if (reasons & HITO_AGENDA_DUE_TODAY)
		hito_flow_add(flow, HITO_PAINT_WARN, "%s",
			      say(page, HITO_N("due today")));
	else if (reasons & HITO_AGENDA_DUE_SOON)
		hito_flow_add(flow, HITO_PAINT_WARN,
			      say(page, HITO_N("due in %d d")), days);
	if (reasons & HITO_AGENDA_IN_PROGRESS)
		hito_flow_add(flow, HITO_PAINT_BUSY, "%s",
			      say(page, HITO_N("in progress")));
	else if (reasons & HITO_AGENDA_WAITS_FOR_NOBODY)
		hito_flow_add(flow, HITO_PAINT_GOOD, "%s",
			      say(page, HITO_N("waits for nobody")));
	else
		hito_flow_add(flow, HITO_PAINT_GOOD, "%s",
			      say(page, HITO_N("can start")));
	if (reasons & HITO_AGENDA_NEEDED)
		hito_flow_add(flow, HITO_PAINT_NONE,
			      prospect->open_dependants == 1
				      ? say(page, HITO_N("%zu waits for it"))
				      : say(page, HITO_N("%zu wait for it")),
			      prospect->open_dependants);
}

/* The title on a line of its own: it is what is to be done. */
static void write_step(const struct page *page, struct hito_out *out,
		       const struct hito_prospect *prospect)
{
	enum { INDENT = 4 };
	const struct hito_step_status *step = prospect->status;
	const struct hito_style *style = page->style;
	enum hito_paint paint = hito_paint_state(step->state, step->is_overdue);
	struct hito_flow flow;
	char due[HITO_DAY_SIZE];

	hito_paint_on(out, style, paint);
	hito_out_text(out,
		      hito_mark_state(style, step->state, step->is_overdue));
	hito_paint_off(out, style, paint);
	hito_out_text(out, " ");
	hito_out_foreign_fit(out, step->step->title, style->columns - 2, false);
	hito_out_text(out, "\n");
	hito_flow_begin(&flow, out, style, INDENT);
	add_reasons(page, &flow, prospect);
	if (step->due != HITO_DAY_NONE)
		hito_flow_add(&flow, HITO_PAINT_NONE, "%s",
			      hito_day_format(step->due, due));
	if (!page->next->owner.len && prospect->owner.len)
		hito_flow_add(&flow, HITO_PAINT_NONE, "%.*s",
			      HITO_STR_ARG(prospect->owner));
	hito_flow_add(&flow, HITO_PAINT_DIM, "%.*s/%.*s",
		      HITO_STR_ARG(step->step->plan->id),
		      HITO_STR_ARG(step->step->id));
	hito_flow_end(&flow);
}

static void add_count(struct hito_flow *flow, size_t count, const char *one,
		      const char *many)
{
	if (count)
		hito_flow_add(flow, HITO_PAINT_DIM, "%zu %s", count,
			      hito_message(flow->style->lang,
					   count == 1 ? one : many));
}

/* What cannot be done now, in one line. */
static void write_others(const struct page *page, struct hito_out *out)
{
	const struct hito_agenda *agenda = page->next->agenda;
	const size_t *turns = agenda->turns;
	struct hito_flow flow;

	if (!(turns[HITO_TURN_BLOCKED] + turns[HITO_TURN_WAITING] +
	      turns[HITO_TURN_LATER] + turns[HITO_TURN_DRAFT] +
	      turns[HITO_TURN_UNKNOWN]) &&
	    page->next->shown == agenda->count)
		return;
	hito_flow_begin(&flow, out, page->style, 0);
	add_count(&flow, agenda->count - page->next->shown,
		  HITO_N("more can be done"), HITO_N("more can be done"));
	add_count(&flow, turns[HITO_TURN_BLOCKED], HITO_N("is blocked"),
		  HITO_N("are blocked"));
	add_count(&flow, turns[HITO_TURN_WAITING], HITO_N("waits for others"),
		  HITO_N("wait for others"));
	add_count(&flow, agenda->late_waiting, HITO_N("of these is overdue"),
		  HITO_N("of these are overdue"));
	add_count(&flow, turns[HITO_TURN_LATER], HITO_N("begins later"),
		  HITO_N("begin later"));
	add_count(&flow, turns[HITO_TURN_DRAFT],
		  HITO_N("in plans that are drafts"),
		  HITO_N("in plans that are drafts"));
	add_count(&flow, turns[HITO_TURN_UNKNOWN],
		  HITO_N("in a state that nothing maps"),
		  HITO_N("in a state that nothing maps"));
	hito_flow_end(&flow);
}

static void write_none(const struct page *page, struct hito_out *out)
{
	const struct hito_next *next = page->next;

	if (!next->agenda->steps && next->owner.len)
		hito_out_text(out, say(page, HITO_N("No step is of ")));
	else if (!next->agenda->steps)
		hito_out_text(out, say(page, HITO_N("There are no steps "
						    "here.")));
	else if (next->owner.len)
		hito_out_text(out, say(page, HITO_N("Nothing to do now for ")));
	else
		hito_out_text(out, say(page, HITO_N("Nothing to do now.")));
	if (next->owner.len) {
		hito_out_foreign(out, next->owner);
		hito_out_text(out, ".");
	}
	hito_out_text(out, "\n");
}

void hito_next_text(struct hito_out *out, const struct hito_style *style,
		    const struct hito_next *next)
{
	const struct page page = {style, next};

	for (size_t i = 0; i < next->shown; i++)
		write_step(&page, out, next->agenda->list[i]);
	if (!next->agenda->count)
		write_none(&page, out);
	write_others(&page, out);
	hito_notes_unreadable(out, style, next->status->workspace->model);
}
