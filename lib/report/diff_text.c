/* SPDX-License-Identifier: MIT */
/* What changed, as a page of a terminal. */
#include <stdio.h>
#include <string.h>

#include "report/diff_report.h"
#include "report/diff_words.h"
#include "report/status_baseline.h"
#include "report/wrap.h"

struct page {
	struct hito_out *out;
	const struct hito_style *style;
	const struct hito_diff_report *report;
	struct hito_diff_words words;
	size_t label, name; /* widths of the columns */
	bool no_memory;
};

static const char *say(const struct page *page, const char *english)
{
	return hito_message(page->style->lang, english);
}

static void painted(const struct page *page, enum hito_paint paint,
		    struct hito_str foreign)
{
	hito_paint_on(page->out, page->style, paint);
	hito_out_foreign(page->out, foreign);
	hito_paint_off(page->out, page->style, paint);
}

/* Text from a column on, its further lines below where it begins. */
static struct hito_hang hang_at(const struct page *page, size_t at)
{
	return (struct hito_hang){
		.out = page->out,
		.style = page->style,
		.indent = at ? hito_hang_indent(page->style, at) : 0,
		.at = at,
	};
}

static void write_line(struct page *page, enum hito_paint paint, size_t at,
		       struct hito_str text)
{
	struct hito_hang hang = hang_at(page, at);

	page->no_memory = page->no_memory || !text.ptr;
	hito_hang_text(&hang, paint, text, 0);
	hito_out_text(page->out, "\n");
}

static void write_landmark(const struct page *page, struct hito_hang *hang,
			   enum hito_paint paint,
			   const struct hito_landmark *landmark, size_t gap)
{
	char text[64], day[HITO_DAY_SIZE];

	if (landmark)
		snprintf(text, sizeof(text), "%.10s (%s)", landmark->id,
			 hito_day_format(landmark->day, day));
	hito_hang_text(hang, paint,
		       hito_str_from(landmark ? text
					      : say(page, HITO_N("the work "
								 "tree"))),
		       gap);
}

static void write_head(struct page *page)
{
	const struct hito_variance *variance = page->report->variance;
	struct hito_str summary = hito_diff_summary(&page->words, variance);
	struct hito_hang hang = hang_at(page, 0);

	write_landmark(page, &hang, HITO_PAINT_DIM, page->report->then, 0);
	hito_hang_text(&hang, HITO_PAINT_DIM,
		       hito_str_from(hito_mark_arrow(page->style)), 1);
	write_landmark(page, &hang, HITO_PAINT_DIM, page->report->now, 1);
	hito_out_text(page->out, "\n");
	if (summary.len || !summary.ptr)
		write_line(page, HITO_PAINT_TITLE, 0, summary);
}

static size_t max_size(size_t a, size_t b)
{
	return a > b ? a : b;
}

static size_t label_width(const char *label)
{
	return hito_out_foreign_width(hito_str_from(label));
}

/* Names leave room for the label before them and the gaps around it. */
static size_t most_of_name(const struct page *page)
{
	enum { MOST = 30, LEAST = 8 };
	size_t before = page->label + 4;

	if (page->style->columns < before + LEAST)
		return LEAST;
	return page->style->columns < before + MOST
		       ? page->style->columns - before
		       : MOST;
}

/* How wide the columns of a plan are. */
static void measure(struct page *page, const struct hito_variance_plan *plan)
{
	const char *label;

	page->label = page->name = 0;
	for (size_t n = 0; n < HITO_DIFF_LINES; n++)
		if (hito_diff_line(&page->words, plan, n, &label).len)
			page->label = max_size(page->label, label_width(label));
	for (size_t i = 0; i < plan->count; i++) {
		const struct hito_variance_change *change = &plan->changes[i];

		label = hito_diff_group(change->group, page->style->lang);
		page->label = max_size(page->label, label_width(label));
		if (change->kind != HITO_PLAN)
			page->name = max_size(
				page->name,
				hito_out_foreign_width(hito_diff_name(change)));
	}
	if (page->name > most_of_name(page))
		page->name = most_of_name(page);
}

static enum hito_paint paint_of(const struct hito_variance_change *change)
{
	switch (change->group) {
	case HITO_GROUP_SLIPS:
		return HITO_PAINT_WARN;
	case HITO_GROUP_REMOVED:
		return HITO_PAINT_BAD;
	case HITO_GROUP_ADDED:
		return HITO_PAINT_GOOD;
	case HITO_GROUP_OTHER:
	case HITO_GROUP_TEXT:
		return HITO_PAINT_DIM;
	default:
		return HITO_PAINT_NONE;
	}
}

static void write_label(const struct page *page, const char *label)
{
	hito_out_text(page->out, "  ");
	hito_paint_on(page->out, page->style, HITO_PAINT_BUSY);
	hito_out_foreign_fit(page->out, hito_str_from(label), page->label,
			     true);
	hito_paint_off(page->out, page->style, HITO_PAINT_BUSY);
	hito_out_text(page->out, "  ");
}

/* "keys of the same thing, in one line": from the first to behind the last. */
static size_t end_of_line(const struct hito_variance_plan *plan, size_t first)
{
	const struct hito_variance_change *change = &plan->changes[first];
	size_t end = first + 1;

	while (hito_diff_joins(change) && end < plan->count &&
	       plan->changes[end].group == change->group &&
	       (change->what == HITO_VARIED_TEXT ||
		(plan->changes[end].now == change->now &&
		 plan->changes[end].then == change->then)))
		end++;
	return end;
}

/* One of a list with commas. */
static void write_joined(struct page *page, struct hito_hang *hang,
			 enum hito_paint paint, struct hito_str text,
			 bool is_behind, bool is_before)
{
	if (is_before)
		text = hito_arena_printf(page->words.arena, "%.*s,",
					 HITO_STR_ARG(text));
	page->no_memory = page->no_memory || !text.ptr;
	hito_hang_text(hang, paint, text, is_behind);
}

/* Whose text changed: names in a row, wrapped. */
static void write_names(struct page *page,
			const struct hito_variance_plan *plan, size_t first,
			size_t end)
{
	struct hito_hang hang = hang_at(page, page->label + 4);

	for (size_t i = first; i < end; i++)
		write_joined(page, &hang, HITO_PAINT_DIM,
			     hito_diff_name(&plan->changes[i]), i > first,
			     i + 1 < end);
	hito_out_text(page->out, "\n");
}

static void write_changes(struct page *page,
			  const struct hito_variance_plan *plan, size_t first,
			  size_t end)
{
	const struct hito_variance_change *change = &plan->changes[first];
	struct hito_hang hang = hang_at(
		page, page->label + 4 + (page->name ? page->name + 2 : 0));

	if (change->what == HITO_VARIED_TEXT) {
		write_names(page, plan, first, end);
		return;
	}
	if (page->name && change->kind == HITO_PLAN)
		hito_out_repeat(page->out, ' ', page->name);
	else if (page->name)
		hito_out_foreign_fit(page->out, hito_diff_name(change),
				     page->name, true);
	if (page->name)
		hito_out_text(page->out, "  ");
	for (size_t i = first; i < end; i++)
		write_joined(
			page, &hang, paint_of(change),
			hito_diff_sentence(&page->words, &plan->changes[i]),
			i > first, i + 1 < end);
	hito_out_text(page->out, "\n");
}

static void write_title(const struct page *page,
			const struct hito_variance_plan *plan)
{
	const struct hito_item *item = plan->now ? plan->now : plan->then;

	hito_out_text(page->out, "\n");
	if (!item) {
		hito_out_text(page->out,
			      say(page, HITO_N("KPIs of the project")));
		hito_out_text(page->out, "\n");
		return;
	}
	painted(page, HITO_PAINT_TITLE, item->id);
	if (!hito_str_equal(item->id, item->title))
		hito_write_title(page->out, page->style,
				 hito_out_foreign_width(item->id), item->title);
	hito_out_text(page->out, "\n");
}

static void write_plan(struct page *page, const struct hito_variance_plan *plan)
{
	const char *label;
	size_t end;

	write_title(page, plan);
	measure(page, plan);
	for (size_t n = 0; n < HITO_DIFF_LINES; n++) {
		struct hito_str line =
			hito_diff_line(&page->words, plan, n, &label);

		page->no_memory = page->no_memory || !line.ptr;
		if (!line.len)
			continue;
		write_label(page, label);
		write_line(page, HITO_PAINT_NONE, page->label + 4, line);
	}
	for (size_t i = 0; i < plan->count && !page->out->failed; i = end) {
		bool again = i > 0 && plan->changes[i - 1].group ==
					      plan->changes[i].group;

		end = end_of_line(plan, i);
		label = hito_diff_group(plan->changes[i].group,
					page->style->lang);
		write_label(page, again ? "" : label);
		write_changes(page, plan, i, end);
	}
}

static void write_loads(struct page *page)
{
	const struct hito_variance *variance = page->report->variance;
	size_t width = 0;

	for (size_t i = 0; i < variance->load_count; i++)
		width = max_size(width, hito_out_foreign_width(
						variance->loads[i].person));
	if (!variance->load_count)
		return;
	hito_out_text(page->out, "\n");
	hito_paint_on(page->out, page->style, HITO_PAINT_WARN);
	hito_out_text(page->out, say(page, HITO_N("More to do than time now")));
	hito_paint_off(page->out, page->style, HITO_PAINT_WARN);
	hito_out_text(page->out, "\n");
	width = width < 30 ? width : 30;
	for (size_t i = 0; i < variance->load_count;) {
		struct hito_str person = variance->loads[i].person, words;

		hito_out_text(page->out, "  ");
		hito_out_foreign_fit(page->out, person, width, true);
		hito_out_text(page->out, "  ");
		words = hito_diff_load(&page->words, variance, &i);
		write_line(page, HITO_PAINT_NONE, width + 4, words);
	}
}

static void write_notes(const struct page *page)
{
	const struct hito_variance *variance = page->report->variance;

	if (variance->project_changed) {
		hito_out_text(page->out, "\n");
		hito_out_text(page->out,
			      say(page, HITO_N("The project file changed.")));
		hito_out_text(page->out, "\n");
	}
	if (variance->unreadable_then || variance->unreadable_now) {
		hito_out_text(page->out, "\n");
		hito_paint_on(page->out, page->style, HITO_PAINT_WARN);
		hito_out_text(page->out,
			      say(page, HITO_N("A plan file cannot be read: "
					       "what it holds is not "
					       "compared.")));
		hito_paint_off(page->out, page->style, HITO_PAINT_WARN);
		hito_out_text(page->out, "\n");
	}
}

/* Plans, loads, notes: all but the head. */
static bool write_body(struct page *page)
{
	const struct hito_variance *variance = page->report->variance;

	if (!variance->count && !variance->load_count) {
		hito_out_text(page->out, say(page, HITO_N("No plan changed.")));
		hito_out_text(page->out, "\n");
	}
	for (size_t i = 0; i < variance->count && !page->out->failed; i++) {
		write_plan(page, &variance->plans[i]);
		hito_arena_clear(page->words.arena);
	}
	write_loads(page);
	write_notes(page);
	return !page->no_memory;
}

bool hito_diff_text(struct hito_out *out, const struct hito_style *style,
		    const struct hito_diff_report *report,
		    struct hito_arena *scratch)
{
	struct page page = {.out = out,
			    .style = style,
			    .report = report,
			    .words = {style, scratch}};

	write_head(&page);
	return write_body(&page);
}

bool hito_status_baseline_text(struct hito_out *out,
			       const struct hito_style *style,
			       const struct hito_status_baseline *baseline,
			       struct hito_arena *scratch)
{
	const struct hito_diff_report report = {.variance = baseline->variance,
						.then = &baseline->at};
	struct page page = {.out = out,
			    .style = style,
			    .report = &report,
			    .words = {style, scratch}};
	struct hito_str summary =
		hito_diff_summary(&page.words, baseline->variance);

	struct hito_hang hang = hang_at(&page, 0);

	hito_out_text(out, "\n");
	hito_hang_text(&hang, HITO_PAINT_TITLE,
		       hito_str_from(say(&page, HITO_N("Against"))), 0);
	write_landmark(&page, &hang, HITO_PAINT_TITLE, &baseline->at, 1);
	hito_out_text(out, "\n");
	if (summary.len || !summary.ptr)
		write_line(&page, HITO_PAINT_NONE, 0, summary);
	return write_body(&page);
}
