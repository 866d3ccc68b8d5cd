/* SPDX-License-Identifier: MIT */
/* Who set what, a line a value. */
#include "report/blame_report.h"

struct page {
	struct hito_out *out;
	const struct hito_style *style;
	const struct hito_blame_report *report;
	size_t author, key; /* widths of columns */
};

static const char *say(const struct page *page, const char *english)
{
	return hito_message(page->style->lang, english);
}

static void note(const struct page *page, enum hito_paint paint,
		 const char *words)
{
	hito_out_text(page->out, "  ");
	hito_paint_on(page->out, page->style, paint);
	hito_out_text(page->out, words);
	hito_paint_off(page->out, page->style, paint);
}

static struct hito_str author_of(const struct hito_event *event)
{
	const struct hito_person *author = event->commit->author;

	return author->id.len ? author->id : author->name;
}

static const char *label_of(const struct page *page, enum hito_key key)
{
	return hito_key_label(key, page->report->blame->kind,
			      page->style->lang);
}

bool hito_blame_has(const struct hito_blame_report *report,
		    const struct hito_blame_value *value)
{
	const struct hito_fact *fact = value->fact;

	if (report->keys)
		return report->keys[value->key];
	return !value->current || (fact && (!fact->readable || fact->text.len));
}

static void measure(struct page *page)
{
	const struct hito_blame *blame = page->report->blame;

	for (size_t i = 0; i < blame->count; i++) {
		const struct hito_blame_value *value = &blame->values[i];
		size_t width;

		if (!hito_blame_has(page->report, value))
			continue;
		width = hito_out_foreign_width(
			hito_str_from(label_of(page, value->key)));
		if (width > page->key)
			page->key = width;
		width = value->event ? hito_out_foreign_width(
					       author_of(value->event))
				     : 0;
		if (width > page->author)
			page->author = width;
	}
	if (page->author > 24)
		page->author = 24;
}

static void write_value(const struct page *page,
			const struct hito_blame_value *value)
{
	const struct hito_fact *fact = value->fact;
	enum hito_word word = HITO_WORD_NONE;

	if (!fact || (fact->readable && !fact->text.len)) {
		hito_out_text(page->out, hito_mark_dash(page->style));
		return;
	}
	if (!fact->readable) {
		hito_out_text(page->out, say(page, HITO_N("(cannot be read)")));
		return;
	}
	if (value->key == HITO_KEY_STATE)
		word = hito_word_find(HITO_TYPE_STATE,
				      page->report->blame->kind, fact->text);
	if (word != HITO_WORD_NONE &&
	    hito_str_is(fact->text, hito_word_name(word)))
		hito_out_text(page->out,
			      hito_word_label(word, page->style->lang));
	else
		hito_out_foreign_fit(page->out, fact->text, 100, false);
}

static void write_marks(const struct page *page,
			const struct hito_blame_value *value)
{
	const struct hito_event *event = value->event;

	if (value->from) {
		hito_out_text(page->out, "  ");
		hito_paint_on(page->out, page->style, HITO_PAINT_DIM);
		hito_out_printf(page->out, "[%s ",
				say(page, HITO_N("from the")));
		hito_out_text(page->out,
			      value->from->kind == HITO_STEP
				      ? say(page, HITO_N("step"))
			      : value->from->kind == HITO_PLAN
				      ? say(page, HITO_N("plan"))
				      : say(page, HITO_N("objective")));
		hito_out_text(page->out, " ");
		hito_out_foreign(page->out, value->from->id);
		hito_out_text(page->out, "]");
		hito_paint_off(page->out, page->style, HITO_PAINT_DIM);
	}
	if (value->confirmed)
		note(page, HITO_PAINT_DIM, say(page, HITO_N("confirmed")));
	if (event && event->trailer)
		note(page, HITO_PAINT_DIM, say(page, HITO_N("[trailer]")));
	if (event && event->what == HITO_CREATED && event->commit->cut)
		note(page, HITO_PAINT_WARN,
		     say(page, HITO_N("[or before: history is cut]")));
	if (event && event->gap)
		note(page, HITO_PAINT_WARN,
		     say(page, HITO_N("[after versions that cannot be "
				      "read]")));
	if (value->carried)
		note(page, HITO_PAINT_WARN,
		     say(page, HITO_N("[a later one cannot be read]")));
}

static void write_line(const struct page *page,
		       const struct hito_blame_value *value, bool again)
{
	enum { ID = 10, DAY = 10 };
	struct hito_out *out = page->out;
	char day[HITO_DAY_SIZE];

	hito_out_text(out, "  ");
	hito_paint_on(out, page->style, HITO_PAINT_WARN);
	if (value->event) {
		hito_out_printf(out, "%.10s  %s  ", value->event->commit->id,
				hito_day_format(value->event->day, day));
		hito_out_foreign_fit(out, author_of(value->event), page->author,
				     true);
	} else {
		hito_out_foreign_fit(
			out, hito_str_from(say(page, HITO_N("not committed"))),
			ID + 2 + DAY + 2 + page->author, true);
	}
	hito_paint_off(out, page->style, HITO_PAINT_WARN);
	hito_out_text(out, "  ");
	hito_paint_on(out, page->style, HITO_PAINT_BUSY);
	hito_out_foreign_fit(
		out, hito_str_from(again ? "" : label_of(page, value->key)),
		page->key, true);
	hito_paint_off(out, page->style, HITO_PAINT_BUSY);
	hito_out_text(out, "  ");
	write_value(page, value);
	write_marks(page, value);
	hito_out_text(out, "\n");
}

static void write_removed(const struct page *page)
{
	const struct hito_blame *blame = page->report->blame;
	char day[HITO_DAY_SIZE];

	if (blame->removed_uncommitted) {
		hito_out_text(page->out, "  ");
		hito_out_text(page->out,
			      say(page, HITO_N("removed in the work tree")));
		hito_out_text(page->out, "\n");
	}
	if (!blame->removed)
		return;
	hito_out_printf(page->out, "  %.10s  %s  ", blame->removed->commit->id,
			hito_day_format(blame->removed->day, day));
	hito_out_foreign_fit(page->out, author_of(blame->removed), page->author,
			     true);
	hito_out_text(page->out, "  ");
	hito_paint_on(page->out, page->style, HITO_PAINT_BAD);
	hito_out_text(page->out, say(page, HITO_N("removed")));
	hito_paint_off(page->out, page->style, HITO_PAINT_BAD);
	hito_out_text(page->out, "\n");
}

static void write_title(const struct page *page)
{
	const struct hito_blame *blame = page->report->blame;

	hito_paint_on(page->out, page->style, HITO_PAINT_TITLE);
	hito_out_foreign(page->out, blame->plan);
	if (blame->id.len) {
		hito_out_text(page->out, blame->plan.len ? "/" : "");
		hito_out_foreign(page->out, blame->id);
	}
	hito_paint_off(page->out, page->style, HITO_PAINT_TITLE);
	if (blame->title.len) {
		hito_out_text(page->out, "  ");
		hito_out_foreign_fit(page->out, blame->title, 60, false);
	}
	hito_out_text(page->out, "\n");
}

/* Keys that were asked for, and that nobody ever set. */
static void write_unset(const struct page *page, const bool *told)
{
	for (enum hito_key key = 0; key < HITO_KEY_COUNT; key++) {
		if (!page->report->keys || !page->report->keys[key] ||
		    told[key])
			continue;
		hito_out_printf(page->out, "  %s: %s\n", label_of(page, key),
				say(page, HITO_N("never set")));
	}
}

void hito_blame_text(struct hito_out *out, const struct hito_style *style,
		     const struct hito_blame_report *report)
{
	struct page page = {.out = out, .style = style, .report = report};
	const struct hito_blame *blame = report->blame;
	enum hito_key last = HITO_KEY_COUNT;
	bool told[HITO_KEY_COUNT] = {false};

	write_title(&page);
	measure(&page);
	write_removed(&page);
	for (size_t i = 0; i < blame->count && !out->failed; i++) {
		const struct hito_blame_value *value = &blame->values[i];

		if (!hito_blame_has(report, value))
			continue;
		write_line(&page, value, value->key == last);
		last = value->key;
		told[last] = true;
	}
	write_unset(&page, told);
}
