/* SPDX-License-Identifier: MIT */
/* What changed, as a page of a terminal. */
#include <stdio.h>
#include <string.h>

#include "report/diff_report.h"
#include "report/diff_words.h"
#include "report/status_baseline.h"

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

static void write_landmark(const struct page *page,
			   const struct hito_landmark *landmark)
{
	char day[HITO_DAY_SIZE];

	if (!landmark) {
		hito_out_text(page->out, say(page, HITO_N("the work tree")));
		return;
	}
	hito_out_printf(page->out, "%.10s (%s)", landmark->id,
			hito_day_format(landmark->day, day));
}

static void write_head(struct page *page)
{
	const struct hito_variance *variance = page->report->variance;
	struct hito_str summary = hito_diff_summary(&page->words, variance);

	page->no_memory = page->no_memory || !summary.ptr;
	hito_paint_on(page->out, page->style, HITO_PAINT_DIM);
	write_landmark(page, page->report->then);
	hito_out_printf(page->out, " %s ", hito_mark_arrow(page->style));
	write_landmark(page, page->report->now);
	hito_paint_off(page->out, page->style, HITO_PAINT_DIM);
	if (summary.len) {
		hito_out_text(page->out, "\n");
		painted(page, HITO_PAINT_TITLE, summary);
	}
	hito_out_text(page->out, "\n");
}

static size_t max_size(size_t a, size_t b)
{
	return a > b ? a : b;
}

static size_t label_width(const char *label)
{
	return hito_out_foreign_width(hito_str_from(label));
}

/* How wide the columns of a plan are. */
static void measure(struct page *page, const struct hito_variance_plan *plan)
{
	enum { MOST = 30 };
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
	if (page->name > MOST)
		page->name = MOST;
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

/* Whose text changed: names in a row, wrapped. */
static void write_names(const struct page *page,
			const struct hito_variance_plan *plan, size_t first,
			size_t end)
{
	size_t indent = page->label + 4, at = indent;

	for (size_t i = first; i < end; i++) {
		const struct hito_variance_change *change = &plan->changes[i];
		struct hito_str name = hito_diff_name(change);
		size_t width = hito_out_foreign_width(name) + 2;

		if (i > first)
			hito_out_text(page->out, ",");
		if (i > first && at + width > page->style->columns) {
			hito_out_text(page->out, "\n");
			hito_out_repeat(page->out, ' ', indent);
			at = indent;
		} else if (i > first) {
			hito_out_text(page->out, " ");
		}
		painted(page, HITO_PAINT_DIM, name);
		at += width;
	}
	hito_out_text(page->out, "\n");
}

static void write_changes(struct page *page,
			  const struct hito_variance_plan *plan, size_t first,
			  size_t end)
{
	const struct hito_variance_change *change = &plan->changes[first];

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
	for (size_t i = first; i < end; i++) {
		struct hito_str words =
			hito_diff_sentence(&page->words, &plan->changes[i]);

		page->no_memory = page->no_memory || !words.ptr;
		if (i > first)
			hito_out_text(page->out, ", ");
		painted(page, paint_of(change), words);
	}
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
	if (!hito_str_equal(item->id, item->title)) {
		hito_out_text(page->out, "  ");
		hito_out_foreign_fit(page->out, item->title, 60, false);
	}
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
		painted(page, HITO_PAINT_NONE, line);
		hito_out_text(page->out, "\n");
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
	for (size_t i = 0; i < variance->load_count;) {
		struct hito_str person = variance->loads[i].person, words;

		hito_out_text(page->out, "  ");
		hito_out_foreign_fit(page->out, person, width < 30 ? width : 30,
				     true);
		hito_out_text(page->out, "  ");
		words = hito_diff_load(&page->words, variance, &i);
		page->no_memory = page->no_memory || !words.ptr;
		painted(page, HITO_PAINT_NONE, words);
		hito_out_text(page->out, "\n");
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

	page.no_memory = !summary.ptr;
	hito_out_text(out, "\n");
	hito_paint_on(out, style, HITO_PAINT_TITLE);
	hito_out_text(out, say(&page, HITO_N("Against")));
	hito_out_text(out, " ");
	write_landmark(&page, &baseline->at);
	hito_paint_off(out, style, HITO_PAINT_TITLE);
	hito_out_text(out, "\n");
	if (summary.len) {
		hito_out_foreign(out, summary);
		hito_out_text(out, "\n");
	}
	return write_body(&page);
}
