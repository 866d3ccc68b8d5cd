/* SPDX-License-Identifier: MIT */
/* Who set what, a line a value. */
#include "report/blame_report.h"

#include <stdio.h>

#include "report/wrap.h"

enum { GAP = 2, DAY = 10 };

struct page {
	struct hito_out *out;
	const struct hito_style *style;
	const struct hito_blame_report *report;
	size_t commit, author, key; /* widths of columns */
};

static const char *say(const struct page *page, const char *english)
{
	return hito_message(page->style->lang, english);
}

static void note(struct hito_hang *hang, enum hito_paint paint,
		 const char *words)
{
	hito_hang_whole(hang, paint, hito_str_from(words), GAP, 0);
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

/* Where values begin. */
static size_t value_column(const struct page *page)
{
	return GAP + page->commit + GAP + DAY + GAP + page->author + GAP +
	       page->key + GAP;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* What comes before values takes no more than there is. */
static void fit(struct page *page)
{
	enum { MOST = 24, FEW = 4, LONG_ID = 10, SHORT_ID = 7 };
	size_t columns = page->style->columns, over;

	page->author = least(page->author, MOST);
	page->key = least(page->key, columns / 3);
	page->commit = LONG_ID;
	if (value_column(page) <= columns)
		return;
	page->commit = SHORT_ID;
	over = value_column(page) - least(columns, value_column(page));
	if (page->author > FEW)
		page->author -= least(over, page->author - FEW);
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
	fit(page);
}

static struct hito_str words_of(const struct page *page,
				const struct hito_blame_value *value)
{
	const struct hito_fact *fact = value->fact;
	enum hito_word word = HITO_WORD_NONE;

	if (!fact || (fact->readable && !fact->text.len))
		return hito_str_from(hito_mark_dash(page->style));
	if (!fact->readable)
		return hito_str_from(say(page, HITO_N("(cannot be read)")));
	if (value->key == HITO_KEY_STATE)
		word = hito_word_find(HITO_TYPE_STATE,
				      page->report->blame->kind, fact->text);
	if (word != HITO_WORD_NONE &&
	    hito_str_is(fact->text, hito_word_name(word)))
		return hito_str_from(hito_word_label(word, page->style->lang));
	return fact->text;
}

/* The words at its beginning where it is long. */
static void write_value(struct hito_hang *hang, struct hito_str text,
			size_t gap)
{
	enum { MOST = 100 };
	struct hito_str begin;

	if (!hito_wrap_cut(&text, MOST, &begin))
		return;
	hito_hang_text(hang, HITO_PAINT_NONE, begin, gap);
	if (hito_str_trim(text).len)
		hito_hang_text(hang, HITO_PAINT_NONE, HITO_STR("..."), 1);
}

/* What a value was taken over from. */
static void write_from(const struct page *page, struct hito_hang *hang,
		       const struct hito_item *from)
{
	const char *kind = from->kind == HITO_STEP ? say(page, HITO_N("step"))
			   : from->kind == HITO_PLAN
				   ? say(page, HITO_N("plan"))
				   : say(page, HITO_N("objective"));
	char text[256];

	snprintf(text, sizeof(text), "[%s %s %.*s]",
		 say(page, HITO_N("from the")), kind, HITO_STR_ARG(from->id));
	note(hang, HITO_PAINT_DIM, text);
}

static void write_marks(const struct page *page, struct hito_hang *hang,
			const struct hito_blame_value *value)
{
	const struct hito_event *event = value->event;

	if (value->from)
		write_from(page, hang, value->from);
	if (value->confirmed)
		note(hang, HITO_PAINT_DIM, say(page, HITO_N("confirmed")));
	if (event && event->trailer)
		note(hang, HITO_PAINT_DIM, say(page, HITO_N("[trailer]")));
	if (event && event->what == HITO_CREATED && event->commit->cut)
		note(hang, HITO_PAINT_WARN,
		     say(page, HITO_N("[or before: history is cut]")));
	if (event && event->gap)
		note(hang, HITO_PAINT_WARN,
		     say(page, HITO_N("[after versions that cannot be "
				      "read]")));
	if (value->carried)
		note(hang, HITO_PAINT_WARN,
		     say(page, HITO_N("[a later one cannot be read]")));
}

/* Who set it, and when. */
static void write_origin(const struct page *page,
			 const struct hito_event *event)
{
	struct hito_out *out = page->out;
	char day[HITO_DAY_SIZE];

	hito_out_text(out, "  ");
	hito_paint_on(out, page->style, HITO_PAINT_WARN);
	if (event) {
		hito_out_printf(out, "%.*s  %s  ", (int)page->commit,
				event->commit->id,
				hito_day_format(event->day, day));
		hito_out_foreign_fit(out, author_of(event), page->author, true);
	} else {
		hito_out_foreign_fit(
			out, hito_str_from(say(page, HITO_N("not committed"))),
			page->commit + GAP + DAY + GAP + page->author, true);
	}
	hito_paint_off(out, page->style, HITO_PAINT_WARN);
}

/* label: of the key; empty below a value of the same. */
static void write_line(const struct page *page,
		       const struct hito_blame_value *value,
		       struct hito_str label)
{
	const size_t column = value_column(page);
	struct hito_hang hang = {
		.out = page->out,
		.style = page->style,
		.indent = hito_hang_indent(page->style, column),
		.at = column - GAP - page->key - GAP,
	};

	write_origin(page, value->event);
	if (label.len) {
		hito_out_text(page->out, "  ");
		hito_paint_on(page->out, page->style, HITO_PAINT_BUSY);
		hito_out_foreign_fit(page->out, label, page->key, false);
		hito_paint_off(page->out, page->style, HITO_PAINT_BUSY);
		hang.at +=
			GAP + least(page->key, hito_out_foreign_width(label));
	}
	write_value(&hang, words_of(page, value), column - hang.at);
	write_marks(page, &hang, value);
	hito_out_text(page->out, "\n");
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
	hito_out_printf(page->out, "  %.*s  %s  ", (int)page->commit,
			blame->removed->commit->id,
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
	if (blame->title.len)
		hito_write_title(page->out, page->style,
				 hito_out_foreign_width(blame->plan) +
					 (blame->id.len && blame->plan.len) +
					 hito_out_foreign_width(blame->id),
				 blame->title);
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
		write_line(
			&page, value,
			hito_str_from(value->key == last
					      ? ""
					      : label_of(&page, value->key)));
		last = value->key;
		told[last] = true;
	}
	write_unset(&page, told);
}
